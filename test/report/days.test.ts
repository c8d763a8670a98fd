/** A day's worst of a check: what a run adds to it, and what a target gets out of it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Status } from '../../shared/model/finding.ts';
import { type CheckDay, dayBefore, daysReader, mergeDay, worstOfRun } from '../../shared/watch/run/days.ts';
import type { BatchVerdicts } from '../../shared/watch/run/verdicts.ts';

const WHEN = { day: '2026-12-01', check: 'ptr' };
const STATUSES: readonly Status[] = ['pass', 'warn', 'fail', 'unknown'];
const RANK: readonly Status[] = ['unknown', 'pass', 'warn', 'fail'];

const batch = (patterns: BatchVerdicts['patterns'], targets: BatchVerdicts['targets']): BatchVerdicts => ({
  run: 'r',
  part: 'p',
  at: '2026-12-01T03:00:00.000Z',
  patterns,
  targets,
});

describe('the days of a check', () => {
  it('a day holds the worst of its runs, for every target that any of them looked at', () => {
    const looks = fc.array(
      fc.dictionary(
        fc.constantFrom('203.0.113.1', '203.0.113.2', '2001:db8::1', '__proto__', 'constructor'),
        fc.constantFrom(...STATUSES),
      ),
      { minLength: 1, maxLength: 6 },
    );
    fc.assert(
      fc.property(looks, (runs) => {
        let day: CheckDay | null = null;
        const worst = new Map<string, Status>();
        for (const run of runs) {
          const seen = new Map(Object.entries(run));
          day = mergeDay(day, WHEN, seen) ?? day;
          for (const [target, status] of seen)
            if (RANK.indexOf(status) >= RANK.indexOf(worst.get(target) ?? 'unknown')) worst.set(target, status);
        }
        const read = daysReader(day === null ? [] : [day]);
        for (const target of ['203.0.113.1', '203.0.113.2', '2001:db8::1', '__proto__', 'constructor'])
          expect(read(target).worst.get('ptr')?.get(WHEN.day)).toBe(worst.get(target));
      }),
    );
  });

  it('a run that changes nothing is not written again', () => {
    const seen = new Map<string, Status>([['203.0.113.1', 'pass']]);
    const day = mergeDay(null, WHEN, seen);
    expect(day).toMatchObject({ common: 'pass', others: {}, targets: ['203.0.113.1'] });
    expect(mergeDay(day, WHEN, seen)).toBeNull();
    expect(mergeDay(day, WHEN, new Map([['203.0.113.1', 'unknown']]))).toBeNull();
    expect(mergeDay(day, WHEN, new Map([['203.0.113.1', 'fail']]))?.common).toBe('fail');
  });

  it('a thousand targets of one status take no entry each', () => {
    const seen = new Map(Array.from({ length: 1000 }, (_, index) => [`198.18.0.${index}`, 'pass'] as const));
    expect(mergeDay(null, WHEN, seen)?.others).toEqual({});
  });

  it('a list that failed its tests in the run counts for nobody', () => {
    const listed = batch([{ 'dnsbl|mad': 'fail', 'dnsbl|sound': 'pass' }], { '203.0.113.1': 0 });
    const worst = (unsound: readonly string[]) =>
      worstOfRun([{ batch: listed, unsound }])
        .get('dnsbl')
        ?.get('203.0.113.1');
    expect(worst([])).toBe('fail');
    expect(worst(['mad'])).toBe('pass');
    expect(worst(['mad', 'sound'])).toBe('unknown');
  });

  it('one list of many that says "not listed" makes no day in order', () => {
    const pattern = { 'dnsbl|a': 'pass', 'dnsbl|b': 'unknown', 'dnsbl|c': 'unknown' } as const;
    expect(
      worstOfRun([{ batch: batch([pattern], { x: 0 }), unsound: [] }])
        .get('dnsbl')
        ?.get('x'),
    ).toBe('unknown');
  });

  it('the days before go over the ends of months and years', () => {
    expect(dayBefore('2026-03-01', 1)).toBe('2026-02-28');
    expect(dayBefore('2026-01-01', 400)).toBe('2024-11-27');
  });
});
