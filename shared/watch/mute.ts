/**
 * When nobody is told: snoozes, which people set as something happens, and maintenance windows, which the settings name for
 * every week. A window follows the clocks of the settings' time zone: where they skip an hour the window skips it too, and
 * where they repeat one it holds twice.
 */
import { type Snooze, snoozeId } from '../model/incident.ts';
import { type Parsed, parsed, problem } from '../model/parsed.ts';
import type { Settings } from '../model/settings.ts';

export type MaintenanceWindow = Settings['notices']['maintenance'][number];

/** What a notice is about: `list` where it concerns one, as a whole or as it lists the target. */
export type Scope = { readonly target: string; readonly list?: string; readonly finding: string };

/** The id of what keeps a notice of this scope back, or null: it is told. */
export type Mute = (scope: Scope) => string | null;

export const NEVER_MUTED: Mute = () => null;

type Scoped = { readonly target?: string; readonly list?: string; readonly finding?: string };

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

function localTime(ms: number, zone: string): Local {
  const format = new Intl.DateTimeFormat('en-US', {
    ...{ timeZone: zone, weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  });
  const parts = Object.fromEntries(format.formatToParts(ms).map(({ type, value }) => [type, value]));
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

/** Longer than that, and it is the settings that should say so. */
const LONGEST_MS = 366 * 86_400_000;

/** What a person asks for, its fields read already; times are ISO. `now` is when, and from when if nothing else is said. */
export function snoozeOf(
  wish: Pick<Snooze, 'by' | 'why' | 'until'> & Scoped & { readonly from?: string },
  now: string,
): Parsed<Snooze> {
  const { by, why, until, from = now, target, list, finding } = wish;
  if (target === undefined && list === undefined && finding === undefined)
    return problem('expected a target, a list or a finding to snooze');
  const [start, end, at] = [from, until, now].map((time) => Date.parse(time)) as [number, number, number];
  if (!(end > at)) return problem(`until: expected a time in the future but found ${until}`);
  if (!(end > start)) return problem(`until: expected a time after ${from} but found ${until}`);
  if (end - at > LONGEST_MS) return problem(`until: expected a time within a year but found ${until}`);
  const scope = {
    ...(target === undefined ? {} : { target }),
    ...(list === undefined ? {} : { list }),
    ...(finding === undefined ? {} : { finding }),
  };
  const id = snoozeId([by, now, from, until, why, target ?? '', list ?? '', finding ?? '']);
  return parsed({ id, by, at: now, why, from, until, ...scope });
}
