/**
 * When no notice is sent: snoozes, which people set as something happens, and maintenance windows, which the settings name for
 * every week. A window follows the clocks of the settings' time zone: where they skip an hour the window skips it too, and
 * where they repeat one it holds twice.
 */
import { defined } from '../../model/defined.ts';
import type { StoredFinding } from '../../model/finding.ts';
import type { Snooze } from '../../model/incident.ts';
import type { Settings } from '../../settings/settings.ts';
import type { SubjectKey } from './state.ts';

export type MaintenanceWindow = Settings['notices']['maintenance'][number];

/** What a notice is about: `list` where it concerns one, as a whole or as it lists the target. */
export type Scope = { readonly target: string; readonly list?: string; readonly finding: string };

/** The id of what keeps a notice of this scope back, or null: it is reported. */
export type Mute = (scope: Scope) => string | null;

/** `list` where it concerns one: a target's listing as well as the list as a whole. */
export function scopeOf(key: SubjectKey, finding: StoredFinding['id'], target: string): Scope {
  const list = key.startsWith('dnsbl|') ? key.slice('dnsbl|'.length).split('#', 1)[0] : undefined;
  return { target, finding, ...defined({ list }) };
}

export const NEVER_MUTED: Mute = () => null;

export type Scoped = { readonly target?: string; readonly list?: string; readonly finding?: string };

/** Of one moment, `at` (ISO time). Windows are called `maintenance-1` and so on, in the order of the settings. */
export function muteAt(
  at: string,
  snoozes: readonly Snooze[],
  windows: readonly MaintenanceWindow[],
  zone: string,
): Mute {
  const time = Date.parse(at);
  const snoozed = snoozes.filter(({ from, until }) => Date.parse(from) <= time && time < Date.parse(until));
  const local = windows.length === 0 ? null : localTime(time, zone);
  const open = windows.flatMap((window, index) =>
    local !== null && isOpen(window, local) ? [{ ...window, id: `maintenance-${index + 1}` }] : [],
  );
  const active = [...snoozed, ...open];
  return (scope) => active.find((one) => covers(one, scope))?.id ?? null;
}

/** A window without a scope is for everything. */
const covers = ({ target, list, finding }: Scoped, scope: Scope): boolean =>
  (target === undefined || target === scope.target) &&
  (list === undefined || list === scope.list) &&
  (finding === undefined || finding === scope.finding);

type Day = NonNullable<MaintenanceWindow['days']>[number];

const DAYS: readonly Day[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** `time` as `02:30`, which sorts as it reads. */
type Local = { readonly day: Day; readonly before: Day; readonly time: string };

/** One a zone: to make one takes longer than all else that a run of few targets does. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  formats.set(timeZone, made);
  return made;
}

function localTime(ms: number, zone: string): Local {
  const parts = Object.fromEntries(
    formatOf(zone)
      .formatToParts(ms)
      .map(({ type, value }) => [type, value]),
  );
  const index = DAYS.indexOf(parts['weekday']?.toLowerCase() as Day);
  const dayAt = (at: number): Day => DAYS[(at + 7) % 7] ?? 'mon';
  return { day: dayAt(index), before: dayAt(index - 1), time: `${parts['hour']}:${parts['minute']}` };
}

/** `days` are those on which it begins; one that ends before it begins, or as it begins, ends on the next day. */
function isOpen({ days, from, until }: MaintenanceWindow, { day, before, time }: Local): boolean {
  const begins = (on: Day): boolean => days === undefined || days.includes(on);
  if (from < until) return begins(day) && from <= time && time < until;
  return (begins(day) && from <= time) || (begins(before) && time < until);
}
