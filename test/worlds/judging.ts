/** Many commands in one world, and the rows of the table of what is still open that were needed for it. */
import { expect } from 'vitest';
import { OPEN, type OpenRow, openRow } from './open.ts';
import { faultsIn } from './oracle.ts';
import { runIn, type WorldCommand } from './running.ts';
import type { World } from './world.ts';

export type Needed = { readonly rows: Set<OpenRow>; worlds: number };

export const noneNeeded = (): Needed => ({ rows: new Set(), worlds: 0 });

export async function expectNoFalseVerdict(
  world: World,
  commands: readonly WorldCommand[],
  needed: Needed,
  run = runIn,
): Promise<void> {
  needed.worlds += 1;
  const faults: string[] = [];
  for (const command of commands) {
    for (const fault of await faultsIn(world, command, run)) {
      const row = openRow(world, command, fault);
      if (row === undefined) faults.push(fault);
      else needed.rows.add(row);
    }
  }
  expect(faults).toEqual([]);
}

/** Whoever closes a row takes it out of the table. Nothing is said of a file of which only some worlds were asked for. */
export function expectAllNeeded({ rows, worlds }: Needed, all: number, seenIn: OpenRow['seenIn']): void {
  if (worlds < all) return;
  expect(OPEN.filter((row) => row.seenIn === seenIn && !rows.has(row)).map(({ why }) => why)).toEqual([]);
}
