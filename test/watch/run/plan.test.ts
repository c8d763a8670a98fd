import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { List } from '../../../shared/dnsbl/list.ts';
import { type Target, targetKey } from '../../../shared/model/target.ts';
import type { Ledger } from '../../../shared/watch/run/ledger.ts';
import { dueAgain, nextDue, plan } from '../../../shared/watch/run/plan.ts';
import { runs } from '../../support/thorough.ts';
import { HOUR, list, sender } from '../../support/watch.ts';
import { NOON } from '../../support/zone.ts';

const senders = (n: number): Target[] =>
  Array.from({ length: n }, (_, index) =>
    sender(`198.${18 + (index >> 16)}.${(index >> 8) & 255}.${index & 255}`, ['example.com']),
  );

/** Plans every period for a while, and counts how often each list was asked and of how many targets. */
function simulate(lists: readonly List[], targets: readonly Target[], hours: number, period = HOUR) {
  let ledger: Ledger = {};
  const passes = new Map<string, number>();
  const queries = new Map<string, number>();
  const seen = new Map<string, Set<string>>();
  for (let now = NOON; now < NOON + hours * HOUR; now += period) {
    const planned = plan({ now, period, targets, lists, ledger });
    ledger = planned.ledger;
    const asked = new Map<string, number>();
    for (const batch of planned.plan.batches) {
      for (const id of batch.lists.length > 0 ? batch.lists : [batch.check]) {
        asked.set(id, (asked.get(id) ?? 0) + batch.targets.length);
        for (const target of batch.targets) seen.set(id, (seen.get(id) ?? new Set()).add(targetKey(target)));
      }
    }
    for (const [id, count] of asked) {
      passes.set(id, (passes.get(id) ?? 0) + 1);
      queries.set(id, (queries.get(id) ?? 0) + count + 6);
    }
  }
  return { passes, queries, seen };
}

describe('the rhythm of the plan', () => {
  it('asks what matters every hour, minor lists every six hours and informational ones once a day', () => {
    const lists = [
      list('critical', { severity: 'critical' }),
      list('major'),
      list('minor', { severity: 'minor' }),
      list('info', { kind: 'informational' }),
      list('names', { scope: ['domain'] }),
    ];
    const { passes } = simulate(lists, senders(3), 24);
    expect(Object.fromEntries(passes)).toEqual({ ptr: 24, spf: 24, critical: 24, major: 24, minor: 4, info: 1 });
  });

  it('does not skip a period for a timer that fires a few minutes early', () => {
    const first = plan({ now: NOON, period: HOUR, targets: senders(1), lists: [], ledger: {} });
    const early = plan({
      now: NOON + HOUR - 3 * 60_000,
      period: HOUR,
      targets: senders(1),
      lists: [],
      ledger: first.ledger,
    });
    expect(early.plan.batches.map(({ check }) => check)).toEqual(['ptr', 'spf']);
  });

  it('gives an empty plan and an unchanged ledger where nothing is due', () => {
    const first = plan({ now: NOON, period: HOUR, targets: senders(2), lists: [list('a')], ledger: {} });
    const second = plan({
      now: NOON + HOUR / 2,
      period: HOUR,
      targets: senders(2),
      lists: [list('a')],
      ledger: first.ledger,
    });
    expect(second.plan.batches).toEqual([]);
    expect(second.ledger).toEqual(first.ledger);
    expect(nextDue(first.ledger, HOUR)).toBe(NOON + HOUR);
  });

  it('makes due again what a dropped run had planned, and nothing else', () => {
    const first = plan({
      now: NOON,
      period: HOUR,
      targets: senders(2),
      lists: [list('a', { severity: 'minor' })],
      ledger: {},
    });
    const second = plan({
      now: NOON + HOUR,
      period: HOUR,
      targets: senders(2),
      lists: [list('a', { severity: 'minor' })],
      ledger: first.ledger,
    });
    const again = dueAgain(second.ledger, [NOON + HOUR]);
    expect(
      plan({
        now: NOON + 2 * HOUR,
        period: HOUR,
        targets: senders(2),
        lists: [list('a', { severity: 'minor' })],
        ledger: again,
      }).plan.batches.map(({ check }) => check),
    ).toEqual(['ptr', 'spf']);
    expect(again['dnsbl:a']).toEqual(first.ledger['dnsbl:a']);
  });
});

describe("an operator's limit in the plan", () => {
  it('spreads a list that would be queried too often every hour', () => {
    const { queries, passes } = simulate([list('shy', { limits: { perMonth: 10_000 } })], senders(50), 31 * 24);
    expect(queries.get('shy')!).toBeLessThanOrEqual(10_000);
    expect(passes.get('shy')!).toBeGreaterThan(100);
  });

  it('thins a list that one pass alone would query too often, in turn, and says so', () => {
    const lists = [list('shy', { limits: { perDay: 100 } })];
    const { plan: first } = plan({ now: NOON, period: HOUR, targets: senders(500), lists, ledger: {} });
    expect(first.notCovered).toMatchObject([
      { list: 'shy', why: expect.stringContaining('406 targets wait'), how: expect.any(String) },
    ]);
    const { queries, seen } = simulate(lists, senders(500), 8 * 24);
    expect(queries.get('shy')! / 8).toBeLessThanOrEqual(101);
    expect(seen.get('shy')!.size).toBe(500);
  });

  it("is shared by the operator's lists", () => {
    const lists = ['one', 'two'].map((id) => list(id, { operatorId: 'shy', limits: { perDay: 200 } }));
    const { queries } = simulate(lists, senders(20), 10 * 24);
    expect((queries.get('one')! + queries.get('two')!) / 10).toBeLessThanOrEqual(206);
    expect(queries.get('one')).toBe(queries.get('two'));
  });

  it('is kept whatever the numbers', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 400 }),
        fc.integer({ min: 20, max: 5000 }),
        fc.constantFrom(15, 60, 240),
        (count, perDay, minutes) => {
          const { queries } = simulate([list('shy', { limits: { perDay } })], senders(count), 72, minutes * 60_000);
          // Three days hold one pass more than three days' worth: the one at their very start.
          const pass = Math.min(count + 6, perDay);
          expect(queries.get('shy') ?? 0).toBeLessThanOrEqual(perDay * 3 + pass);
        },
      ),
      { numRuns: runs(60) },
    );
  });
});

describe('the batches of the plan', () => {
  it('hold at most 250 targets, each target once, and lists of the same targets share them', () => {
    const targets = senders(600);
    const { plan: planned } = plan({ now: NOON, period: HOUR, targets, lists: [list('a'), list('b')], ledger: {} });
    const dnsbl = planned.batches.filter(({ check }) => check === 'dnsbl');
    expect(dnsbl.map((batch) => [batch.targets.length, batch.lists])).toEqual([
      [250, ['a', 'b']],
      [250, ['a', 'b']],
      [100, ['a', 'b']],
    ]);
    expect(new Set(dnsbl.flatMap((batch) => batch.targets.map(targetKey))).size).toBe(600);
    expect(new Set(planned.batches.map(({ key }) => key)).size).toBe(planned.batches.length);
  });

  it("look over a domain's own SPF record only where no sender answers for it", () => {
    const targets: Target[] = [
      sender('203.0.113.1', ['example.com']),
      { kind: 'domain', domain: 'example.com' },
      { kind: 'domain', domain: 'example.net' },
    ];
    const { plan: planned } = plan({ now: NOON, period: HOUR, targets, lists: [], ledger: {} });
    expect(planned.batches.find(({ check }) => check === 'spf')!.targets.map(targetKey)).toEqual([
      '203.0.113.1',
      'example.net',
    ]);
  });

  it('hold more targets where there would be too many batches for one execution, and leave no target out', () => {
    const targets = senders(100_000);
    // Each is asked of a part of its own, so it has batches of its own.
    const thinned = [50_000, 60_000].map((perDay, at) =>
      list(`thin-${at}`, { operatorId: `o${at}`, limits: { perDay } }),
    );
    const lists = [list('a'), ...thinned];
    const { batches } = plan({ now: NOON, period: HOUR, targets, lists, ledger: {} }).plan;
    expect(batches.length).toBeGreaterThan(700);
    expect(batches.length).toBeLessThanOrEqual(800);
    expect(new Set(batches.map(({ key }) => key)).size).toBe(batches.length);
    const asked = (check: string, id?: string) =>
      batches
        .filter((batch) => batch.check === check && (id === undefined || batch.lists.includes(id)))
        .flatMap((batch) => batch.targets);
    const orders = [asked('ptr'), asked('spf'), asked('dnsbl', 'a')];
    expect(
      orders.map((some) => some.length === targets.length && some.every((one, at) => one === targets[at])),
    ).toEqual([true, true, true]);
    // 195 whole batches, each with its controls, and 74 targets.
    expect(asked('dnsbl', 'thin-0')).toHaveLength(195 * 250 + 74);
  });
});
