/**
 * How subjects are stepped: what the settings say, the snoozes of now, and what differs between a target and a list as a
 * whole. The worker, which foresees, and `close`, which writes, step by the same rules.
 */
import type { Settings } from '../model/settings.ts';
import { POLICY, type Policy } from './compare.ts';
import type { Memory } from './memory.ts';
import { type MaintenanceWindow, type Mute, muteAt } from './mute.ts';
import { type SubjectKey, subjectKey } from './state.ts';

/** What the settings say about incidents, as a run is given it. */
export type IncidentRules = {
  readonly policy: Policy;
  readonly windows: readonly MaintenanceWindow[];
  readonly zone: string;
};

export const incidentRules = ({ incidents, notices }: Settings): IncidentRules => ({
  policy: incidents,
  windows: notices.maintenance,
  zone: notices.zone,
});

export const DEFAULT_RULES: IncidentRules = { policy: POLICY, windows: [], zone: 'UTC' };

/** A list's one incident, which a new problem of a target joins without a word of its own. */
export type Group = { readonly list: string; readonly incident: string };

/** What holds at one moment, whatever is stepped. */
export type Habits = { readonly policy: Policy; readonly mute: Mute };

export type Rules = Habits & {
  readonly mayGoBlind: (subject: SubjectKey) => boolean;
  readonly group: (subject: SubjectKey) => Group | undefined;
};

/** `at`: ISO time. */
export async function habitsAt(
  at: string,
  { policy, windows, zone }: IncidentRules,
  memory: Pick<Memory, 'snoozes'>,
): Promise<Habits> {
  return { policy, mute: muteAt(at, await memory.snoozes(at), windows, zone) };
}

/** A list's blindness is told once, about the list, so a target's entry of a list never goes blind. */
export function targetRules(habits: Habits, groups: readonly Group[] = []): Rules {
  const grouped = new Map(groups.map((group) => [subjectKey('dnsbl', group.list), group]));
  return {
    ...habits,
    mayGoBlind: (subject) => !subject.startsWith('dnsbl|'),
    group: (subject) => grouped.get(subject),
  };
}

/** What concerns a list as a whole has been agreed on by many cells: it opens and clears in one run. */
export const listRules = ({ policy, mute }: Habits): Rules => ({
  ...{ mute, policy: { ...policy, openAfter: 1, openWithin: 1, clearAfter: 1 } },
  mayGoBlind: (subject) => !subject.endsWith('#members'),
  group: () => undefined,
});
