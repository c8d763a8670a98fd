/** When NoRunFinished fires, by the minute: CloudWatch's rule over sliding windows, at the periods that people choose. */
import { describe, expect, it } from 'vitest';
import { SETTINGS, templateOf } from '../support/stack.ts';
import { type AlarmState, alarmState, RANGES, type Treatment } from './cloudwatch.ts';

const PERIODS = [15, 60, 360, 1440] as const;
const CASES = PERIODS.flatMap((everyMinutes) => RANGES.map((more) => [everyMinutes, more] as const));

/** Something that a metric counts: when it happened, and when CloudWatch knows of it (minutes). */
type Sign = { readonly at: number; readonly known: number };

type Simulated = {
  readonly everyMinutes: number;
  /** Points that CloudWatch fetches beside those that it evaluates. */
  readonly more: number;
  readonly signs: readonly Sign[];
  readonly from: number;
  readonly until: number;
  /** Silence is a zero, as `FILL` makes it; else it is missing. */
  readonly isFilled: boolean;
};

type Change = { readonly at: number; readonly state: AlarmState };

/** The states that the alarm goes through. It is judged every minute, or every hour where it looks back more than a day. */
function simulate({ everyMinutes, more, signs, from, until, isFilled }: Simulated): readonly Change[] {
  const { datapoints, treat } = ruleAt(everyMinutes);
  const step = datapoints[1] * everyMinutes > 1440 ? 60 : 1;
  const changes: Change[] = [];
  for (let now = from; now <= until; now += step) {
    const range = Array.from({ length: datapoints[1] + more }, (_, back) => {
      const [begin, end] = [now - (back + 1) * everyMinutes, now - back * everyMinutes];
      const count = signs.filter(({ at, known }) => at > begin && at <= end && known <= now).length;
      return count > 0 ? ('fine' as const) : isFilled ? ('wrong' as const) : ('missing' as const);
    }).reverse();
    const before = changes.at(-1)?.state ?? 'INSUFFICIENT_DATA';
    const state = alarmState({ range, datapoints, treat, before });
    if (state !== before) changes.push({ at: now, state });
  }
  return changes;
}

/** As the template has it. */
function ruleAt(everyMinutes: number) {
  const alarms = templateOf({ ...SETTINGS, everyMinutes }).findResources('AWS::CloudWatch::Alarm');
  const [, one] = Object.entries(alarms).find(([id]) => id.includes('NoRunFinished')) ?? [];
  const { DatapointsToAlarm, EvaluationPeriods, TreatMissingData } = one?.['Properties'] ?? {};
  const datapoints = [DatapointsToAlarm as number, EvaluationPeriods as number] as const;
  return { datapoints, treat: TreatMissingData as Treatment };
}

const RUN_MINUTES = 2;
/** As the schedule's flexible window spreads them. */
const JITTER = [0, 5, 1, 4, 2, 0, 3, 5, 0, 1];
const instant = (at: number): Sign => ({ at, known: at });
const runs = (everyMinutes: number, count: number): readonly Sign[] =>
  Array.from({ length: count }, (_, n) => instant(n * everyMinutes + (JITTER[n % JITTER.length] ?? 0) + RUN_MINUTES));

/** Lambda's longest. */
const CALL_MINUTES = 15;
/** As `adapters/aws/steps/signs.ts` gives them; CloudWatch reads a line within a minute or two. */
const SIGN_MINUTES = 5;
const READ_MINUTES = 2;

/** Minutes into each call at which it gives its signs. */
const AT_ONCE = [0, SIGN_MINUTES, 2 * SIGN_MINUTES];
const LATER = [SIGN_MINUTES, 2 * SIGN_MINUTES];

/** Calls one after the other, each as long as it can be; between two of them a throttled step waits two minutes. */
const LONG_RUNS: readonly (readonly [string, readonly (readonly number[])[]])[] = [
  ['its workers take fifteen minutes each', [AT_ONCE]],
  ['it is found, worked and closed in fifteen minutes each', [LATER, AT_ONCE, LATER]],
];

function signsOf(calls: readonly (readonly number[])[], begins: number, ends: number): readonly Sign[] {
  const signs: Sign[] = [];
  for (let [at, n] = [begins, 0]; at < ends; at += CALL_MINUTES + 2, n += 1)
    for (const minute of calls[n % calls.length] ?? [])
      if (at + minute < ends) signs.push({ at: at + minute, known: at + minute + READ_MINUTES });
  return signs;
}

describe.each(CASES)('runs every %i minutes, %i points more than are evaluated', (everyMinutes, more) => {
  const signs = runs(everyMinutes, 8);
  const last = signs.at(-1)?.at ?? 0;
  const base = { everyMinutes, more, signs, from: 2 * everyMinutes, until: last + 8 * everyMinutes };

  it('silence is an alarm two periods after the last sign of life', () => {
    const changes = simulate({ ...base, isFilled: true });
    expect(changes.map(({ state }) => state)).toEqual(['OK', 'ALARM']);
    const after = (changes[1]?.at ?? 0) - last;
    expect(after).toBeGreaterThanOrEqual(2 * everyMinutes);
    expect(after).toBeLessThanOrEqual(2 * everyMinutes + (everyMinutes === 1440 ? 60 : 1));
  });

  it('which without FILL would take as many periods as CloudWatch fetches points', () => {
    const [, alarm] = simulate({ ...base, isFilled: false });
    expect(((alarm?.at ?? 0) - last) / everyMinutes).toBeGreaterThanOrEqual(2 + more);
  });

  it.each(LONG_RUNS)('a run of five periods is none: %s', (_what, begun) => {
    const begins = 4 * everyMinutes + 5;
    const ends = begins + 5 * everyMinutes;
    const long = [...runs(everyMinutes, 5), ...signsOf(begun, begins, ends), instant(ends)];
    const until = ends + 2 * everyMinutes - 1;
    expect(simulate({ ...base, signs: long, until, isFilled: true }).map(({ state }) => state)).toEqual(['OK']);
  });
});

it('with a run every 15 minutes, calls of 15 minutes that count when they are over would be a false alarm', () => {
  const [everyMinutes, more, begins] = [15, 2, 65];
  const calls = Array.from({ length: 5 }, (_, n): Sign => {
    const at = begins + n * CALL_MINUTES;
    // Lambda says so a little later.
    return { at, known: at + CALL_MINUTES + 1 };
  });
  const signs = [...runs(everyMinutes, 5), ...calls];
  const changes = simulate({ everyMinutes, more, signs, from: 30, until: 140, isFilled: true });
  expect(changes.map(({ state }) => state)).toContain('ALARM');
});
