/** Many commands in one world. */
import { expect } from 'vitest';
import { faultsIn } from './oracle.ts';
import { runIn, type WorldCommand } from './running.ts';
import type { World } from './world.ts';

export async function expectNoFalseVerdict(
  world: World,
  commands: readonly WorldCommand[],
  run = runIn,
): Promise<void> {
  const faults: string[] = [];
  for (const command of commands) faults.push(...(await faultsIn(world, command, run)));
  expect(faults).toEqual([]);
}
