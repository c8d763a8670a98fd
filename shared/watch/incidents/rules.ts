/**
 * How subjects are stepped: what the settings say, the snoozes of now, and what differs between a target and a list as a
 * whole. The worker, which foresees, and `close`, which writes, step by the same rules.
 */
import type { Snooze } from '../../model/incident.ts';
import type { Settings } from '../../settings/settings.ts';
import { type CandidateFloor, CRITICAL_ONLY } from './candidates.ts';
import { type IncidentPolicy, POLICY } from './compare.ts';
import { groupKey, type IncidentGroup } from './groups.ts';
import { type MaintenanceWindow, type Mute, muteAt } from './mute.ts';
import type { SubjectKey } from './state.ts';

/** What the settings say about incidents, as a run is given it. */
export type IncidentRules = {
  readonly policy: IncidentPolicy;
  readonly windows: readonly MaintenanceWindow[];
  readonly zone: string;
};

export const incidentRules = ({ incidents, notices }: Settings): IncidentRules => ({
  policy: incidents,
  windows: notices.maintenance,
  zone: notices.zone,
});

export const DEFAULT_RULES: IncidentRules = { policy: POLICY, windows: [], zone: 'UTC' };

/** What holds at one moment, whatever is stepped. */
export type Habits = { readonly policy: IncidentPolicy; readonly mute: Mute };

export type Rules = Habits & {
  /** Instead of `policy`, for how a subject opens and clears. */
  readonly policyFor: (subject: SubjectKey) => IncidentPolicy;
  readonly mayGoBlind: (subject: SubjectKey) => boolean;
  readonly floor: CandidateFloor;
  /** What a new problem there is a part of. */
  readonly group: (subject: SubjectKey) => IncidentGroup | undefined;
};

/** `at`: ISO time. */
export async function habitsAt(
  at: string,
  { policy, windows, zone }: IncidentRules,
  memory: { readonly snoozes: (now: string) => Promise<readonly Snooze[]> },
): Promise<Habits> {
  return { policy, mute: muteAt(at, await memory.snoozes(at), windows, zone) };
}

/** A list's blindness is reported once, about the list, so a target's entry of a list never goes blind. */
export function targetRules(
  habits: Habits,
  floor: CandidateFloor = CRITICAL_ONLY,
  groups: ReadonlyMap<SubjectKey, IncidentGroup> = new Map(),
): Rules {
  return {
    ...habits,
    floor,
    policyFor: () => habits.policy,
    mayGoBlind: (subject) => !subject.startsWith('dnsbl|') && !subject.startsWith('sender|'),
    group: (subject) => groups.get(subject),
  };
}

/** What many targets agree on needs no second run: each of them has counted its own. */
const agreed = (policy: IncidentPolicy): IncidentPolicy => ({ ...policy, openAfter: 1, openWithin: 1, clearAfter: 1 });

/** What concerns a list as a whole opens and clears in one run. */
export const listRules = (habits: Habits): Rules => ({
  ...targetRules(habits),
  policyFor: () => agreed(habits.policy),
  mayGoBlind: (subject) => !subject.endsWith('#members'),
});

/** A home's own subjects are any target's; its one incident is its members', as long as there are some. */
export const homeRules = (habits: Habits, home: string, hasMembers: boolean): Rules => ({
  ...targetRules(habits),
  policyFor: (subject) => (hasMembers && subject === groupKey(home) ? agreed(habits.policy) : habits.policy),
});
