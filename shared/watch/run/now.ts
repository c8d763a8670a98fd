/**
 * A pass that someone waits for: everything is asked now, and what is found repaired is looked at a second time a minute later.
 * Two sound looks a minute apart end an incident at once, whatever number of runs the settings ask for; a single one never does.
 */
import type { List } from '../../dnsbl/list.ts';
import { pause } from '../../model/clock.ts';
import { MINUTE } from '../../model/duration.ts';
import { type Target, targetKey } from '../../model/target.ts';
import type { TargetState } from '../incidents/state.ts';
import type { Memory } from './memory.ts';
import { type RunReport, run } from './run.ts';
import type { WatchPorts, World } from './watch-ports.ts';

export const APART_MS = MINUTE;

/** Of what was found repaired: what to look at again. */
export type Repaired = { readonly targets: readonly Target[]; readonly lists: readonly List[] };

export type NowPorts = WatchPorts & {
  /** Before the minute begins. */
  readonly waiting?: (repaired: readonly string[]) => void;
};

/** The reports of the pass, and of the second look where there was one. */
export async function runNow(world: World, period: number, ports: NowPorts): Promise<readonly RunReport[]> {
  const { memory, checks } = ports;
  const before = await memory.states(world.targets.map(targetKey));
  // What a killed pass left is finished first: it does not count as a check of now.
  const first = await run(world, period, ports, {});
  const passed = first.kind === 'ran' && first.continued ? await run(world, period, ports, {}) : first;
  const reports = passed === first ? [first] : [first, passed];
  const repaired = await repairedNow(world, before, memory);
  if (repaired.targets.length === 0) return reports;
  ports.waiting?.(repaired.targets.map(targetKey));
  await pause(checks.clock, APART_MS);
  const { policy } = world.incidents;
  const incidents = { ...world.incidents, policy: { ...policy, clearAfter: Math.min(policy.clearAfter, 2) } };
  return [...reports, await run({ ...world, incidents }, period, ports, { only: repaired })];
}

type States = ReadonlyMap<string, TargetState>;

/** Targets on which something is open that this pass saw no more. */
async function repairedNow({ targets, lists }: World, before: States, memory: Memory): Promise<Repaired> {
  const after = await memory.states(targets.map(targetKey));
  const wellOn = (target: Target): readonly string[] => {
    const key = targetKey(target);
    const known = before.get(key)?.subjects ?? {};
    return Object.entries(after.get(key)?.subjects ?? {}).flatMap(([subject, { standing: openIncident, clean }]) =>
      openIncident !== null && clean > (known[subject]?.clean ?? 0) ? [subject] : [],
    );
  };
  const some = targets.filter((target) => wellOn(target).length > 0);
  const subjects = new Set(some.flatMap(wellOn));
  return { targets: some, lists: lists.filter(({ id }) => subjects.has(`dnsbl|${id}`)) };
}
