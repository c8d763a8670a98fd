/** Many commands in one world, and the rows of the table of what is still open that were needed for it. */
import { expect } from 'vitest';
import { OPEN, type OpenRow, openRow } from './open.ts';
import { faultsIn } from './oracle.ts';
import { runIn, type WorldCommand } from './running.ts';
import type { World } from './world.ts';

export type Needed = Set<OpenRow>;

export async function expectNoFalseVerdict(
  world: World,
  commands: readonly WorldCommand[],
  needed: Needed,
  run = runIn,
): Promise<void> {
  const faults: string[] = [];
  for (const command of commands) {
    for (const fault of await faultsIn(world, command, run)) {
      const row = openRow(world, command, fault);
      if (row === undefined) faults.push(fault);
      else needed.add(row);
    }
  }
  expect(faults).toEqual([]);
}

/** Whoever closes a row takes it out of the table. */
export const expectAllNeeded = (needed: Needed, resolvers: OpenRow['resolvers']): void =>
  expect(OPEN.filter((row) => row.resolvers === resolvers && !needed.has(row)).map(({ why }) => why)).toEqual([]);
