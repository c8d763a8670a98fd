import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { List } from '../../../shared/dnsbl/list.ts';
import { type Target, targetKey } from '../../../shared/model/target.ts';
import type { Ledger } from '../../../shared/watch/run/ledger.ts';
import { inLanes, laneMs, laneOf, queriesFor, targetsWithin } from '../../../shared/watch/run/paced.ts';
import { plan } from '../../../shared/watch/run/plan.ts';
import { turnOf } from '../../../shared/watch/run/turn.ts';
import { slowRun } from '../../support/slow-run.ts';
import { runs } from '../../support/thorough.ts';
import { HOUR, line, list, type Script, scripted, sender } from '../../support/watch.ts';
import { NOON } from '../../support/zone.ts';

const senders = (n: number): Target[] =>
  Array.from({ length: n }, (_, index) => sender(`198.${18 + (index >> 16)}.${(index >> 8) & 255}.${index & 255}`));

const paced = (id: string, perSecond: number, more: Partial<List> = {}): List =>
  list(id, { operatorId: id, limits: { perSecond }, severity: 'minor', ...more });

const CONTROLS = 6;

type Pass = { readonly asked: ReadonlyMap<string, readonly string[]>; readonly queries: ReadonlyMap<string, number> };

/** Plans every period; by pass: whom each list was asked about, and how many queries each operator got. */
function passes(lists: readonly List[], targets: readonly Target[], count: number, period = HOUR): readonly Pass[] {
  let ledger: Ledger = {};
  return Array.from({ length: count }, (_, at) => {
    const planned = plan({ now: NOON + at * period, period, targets, lists, ledger });
    ledger = planned.ledger;
    const asked = new Map<string, string[]>();
    const queries = new Map<string, number>();
    for (const batch of [...planned.plan.batches, ...planned.plan.following])
      for (const id of batch.lists) {
        const { operatorId } = lists.find((one) => one.id === id)!;
        asked.set(id, [...(asked.get(id) ?? []), ...batch.targets.map(targetKey)]);
        queries.set(operatorId, (queries.get(operatorId) ?? 0) + batch.targets.length + CONTROLS);
      }
    return { asked, queries };
  });
}

describe('a list with a pace in the plan', () => {
  it('has batches of its own, and where they take longer than a moment they follow the run', () => {
    const lists = [list('open'), paced('quick', 100), paced('slow', 5)];
    const { batches, following } = plan({ now: NOON, period: HOUR, targets: senders(300), lists, ledger: {} }).plan;
    expect(batches.filter(({ check }) => check === 'dnsbl').map((one) => [one.lists, one.targets.length])).toEqual([
      [['quick'], 300],
      [['open'], 250],
      [['open'], 50],
    ]);
    expect(following.map((one) => [one.lists, one.targets.length, laneOf(one.key)])).toEqual([
      [['slow'], 300, 'lane1'],
    ]);
  });

  it('is asked about the part that fits, in turn, and its coverage says which part in both languages', () => {
    const input = { period: HOUR, targets: senders(20_000), lists: [paced('sem', 5)] };
    const { plan: first } = plan({ ...input, now: NOON, ledger: {} });
    expect(first.following.map(({ targets }) => targets.length)).toEqual([3334]);
    expect(first.notCovered[0]).toMatchObject({
      list: 'sem',
      why: '1/6 each hour (the operator allows 5 queries a second)',
      words: { short: { en: '1/6 each hour', ko: '1시간마다 1/6' } },
    });
  });

  it('that is minor and fits in one pass keeps its rhythm of six hours', () => {
    const asked = passes([paced('sem', 5)], senders(1000), 12).map((one) => one.asked.get('sem')?.length ?? 0);
    expect(asked).toEqual([1000, 0, 0, 0, 0, 0, 1000, 0, 0, 0, 0, 0]);
  });

  it('keeps within its number a day as well', () => {
    const lists = [paced('sem', 5, { limits: { perSecond: 5, perDay: 30_000 } })];
    const sum = passes(lists, senders(20_000), 48).reduce((all, one) => all + (one.queries.get('sem') ?? 0), 0);
    expect(sum).toBeLessThanOrEqual(2 * 30_000 + 3340);
    expect(sum).toBeGreaterThan(50_000);
  });

  it('covers every target in a bounded number of passes, and never needs more than its time, its controls included', () => {
    const one = fc.record({
      perSecond: fc.constantFrom(0.5, 1, 2, 5, 40, 800),
      severity: fc.constantFrom<List['severity']>('critical', 'major', 'minor'),
      operator: fc.constantFrom('a', 'b'),
    });
    fc.assert(
      fc.property(
        fc.array(one, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 3000 }),
        fc.constantFrom(15, 60),
        (wanted, count, minutes) => {
          const period = minutes * 60_000;
          const lists = wanted.map(({ perSecond, severity, operator }, at) =>
            paced(`l${at}`, perSecond, { severity, operatorId: operator }),
          );
          const first = passes(lists, senders(count), 1, period)[0]!;
          for (const [operator, queries] of first.queries) {
            const pace = Math.min(...lists.filter((a) => a.operatorId === operator).map((a) => a.limits!.perSecond!));
            expect((queries * 1000) / pace).toBeLessThanOrEqual(laneMs(period));
          }
          const shares = lists.map(({ id }) => first.asked.get(id)?.length ?? 0);
          const round = Math.ceil(count / Math.min(...shares));
          fc.pre(round <= 80);
          const all = passes(lists, senders(count), round, period);
          for (const { id } of lists) expect(new Set(all.flatMap(({ asked }) => asked.get(id) ?? [])).size).toBe(count);
        },
      ),
      { numRuns: runs(40) },
    );
  });
});

describe('a turn', () => {
  const all = senders(100);

  it('goes round in as few passes as possible, and in twice as many beside newcomers and open problems', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 99 }),
        fc.uniqueArray(fc.integer({ min: 0, max: 99 }), { maxLength: 60 }),
        fc.uniqueArray(fc.integer({ min: 0, max: 99 }), { maxLength: 60 }),
        (most, opened, newcomers) => {
          const keyAt = (at: number): string => targetKey(all[at]!);
          const [open, fresh] = [opened.map(keyAt), new Set(newcomers.map(keyAt))];
          const first = Math.min(Math.floor(most / 2), new Set([...opened, ...newcomers]).size);
          const seen = new Set<string>();
          let next = 0;
          for (let pass = 0; pass < Math.ceil(100 / (most - first)); pass += 1) {
            const turn = turnOf(all, most, { last: 0, next, open }, fresh);
            const asked = turn.targets.map(targetKey);
            expect(asked).toHaveLength(most);
            expect(new Set(asked).size).toBe(most);
            const before = newcomers.length < 100 ? fresh : new Set<string>();
            const wanted = new Set([...before, ...open]);
            expect(asked.filter((key) => wanted.has(key)).length).toBeGreaterThanOrEqual(first);
            for (const key of asked) seen.add(key);
            next = turn.next;
          }
          expect(seen.size).toBe(100);
        },
      ),
      { numRuns: runs(200) },
    );
  });

  it('begins with newcomers, then those whose problem is open', () => {
    const [open, fresh] = [[targetKey(all[50]!)], new Set([targetKey(all[70]!)])];
    const { targets, next } = turnOf(all, 4, { last: 0, next: 10, open }, fresh);
    expect(targets.map((one) => all.indexOf(one))).toEqual([70, 50, 10, 11]);
    expect(next).toBe(12);
  });
});

describe('the targets that so many queries are enough for', () => {
  it('are the most of them, each batch with its controls', () => {
    fc.assert(
      fc.property(
        fc.nat(5000),
        fc.integer({ min: 1, max: 18 }),
        fc.integer({ min: 1, max: 300 }),
        (queries, controls, size) => {
          const most = targetsWithin(queries, controls, size);
          if (most > 0) expect(queriesFor(most, controls, size)).toBeLessThanOrEqual(queries);
          expect(queriesFor(most + 1, controls, size)).toBeGreaterThan(queries);
        },
      ),
      { numRuns: runs(300) },
    );
  });
});

describe('the batches of a run', () => {
  it('of one lane are one item, in order, and all others are items of their own', () => {
    const keys = ['dnsbl-lane0.0.0-0', 'ptr-0', 'dnsbl-lane1.1.0-3', 'dnsbl-lane0.0.1-0', 'dnsbl-0-1'];
    expect(inLanes(keys)).toEqual([
      ['dnsbl-lane0.0.0-0', 'dnsbl-lane0.0.1-0'],
      ['ptr-0'],
      ['dnsbl-lane1.1.0-3'],
      ['dnsbl-0-1'],
    ]);
  });
});

describe('a run with a slow list', () => {
  const lists = [list('critical', { severity: 'critical', operatorId: 'c' }), list('major', { operatorId: 'm' })];
  const listed = '198.18.3.7';

  it('reports a critical listing within the time of the run without it, and asks the slow list no faster than it allows', async () => {
    const targets = senders(1500);
    const without = await slowRun(targets, lists, { listed });
    const slow = paced('slow', 1);
    const beside = await slowRun(targets, [...lists, slow], { listed });
    expect(beside.told).toBeLessThanOrEqual(without.told);
    const times = beside.queries.get('slow')!;
    // What fits into 14 minutes, and the rest in the hours to come: a sixth of a minor list.
    expect(times).toHaveLength(250 + CONTROLS);
    const gaps = times.slice(1).map((time, at) => time - times[at]!);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1000);
    expect(beside.took).toBeLessThanOrEqual(without.took + laneMs(HOUR));
  });

  const script =
    (seen: (target: string, subject: string) => void, isListed: (target: string) => boolean): Script =>
    (target, subject) => {
      seen(target, subject);
      if (subject === target) return 'ptr.confirmed';
      return subject === 'slow' && isListed(target) ? 'dnsbl.listed' : 'dnsbl.clear';
    };

  it('asks it in every pass about a target whose problem is open there, and sees its end soon', async () => {
    const targets = senders(600);
    const slow = paced('slow', 0.2, { severity: 'major' });
    const watch = scripted(':memory:', { targets, lists: [slow] });
    const asked: Set<string>[] = [];
    for (let hour = 0; hour < 4; hour += 1) {
      const now = new Set<string>();
      asked.push(now);
      const seen = (target: string, subject: string): void => void (subject === 'slow' && now.add(target));
      await watch.run(script(seen, (target) => target === '198.18.0.3' && hour < 2));
      watch.clock.advance(HOUR);
    }
    expect(asked.map((one) => one.has('198.18.0.3'))).toEqual([true, true, true, true]);
    expect(asked.map(({ size }) => size)).toEqual([162, 162, 162, 162]);
    expect(watch.published.flat().map(line)).toEqual([
      'opened 198.18.0.3 dnsbl.listed',
      'cleared 198.18.0.3 dnsbl.listed',
    ]);
    // Its own again, once it is over.
    expect((await watch.memory.ledger())['dnsbl:slow']).not.toHaveProperty('open');
  });

  it('is continued by the next pass where it was killed among its slow lists, and asks nothing twice', async () => {
    const watch = scripted(':memory:', {
      targets: senders(600),
      lists: [list('alpha', { operatorId: 'x' }), paced('slow', 5)],
    });
    const counts = new Map<string, number>();
    const seen = (_: string, subject: string): void => {
      const kind = subject.includes('.') ? 'ptr' : subject;
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
    };
    const kill = watch.run(
      script(seen, () => false),
      { killAt: 'asked dnsbl-lane0.0.0-0' },
    );
    await expect(kill).rejects.toThrow('killed at asked dnsbl-lane0.0.0-0');
    const left = (await watch.memory.unfinished())!;
    expect([left.follows, left.batchKeys]).toEqual(['run-2026-11-24T12:00:00.000Z', ['dnsbl-lane0.0.0-0']]);
    watch.clock.advance(HOUR / 4);
    const report = await watch.run(script(seen, () => false));
    expect(report).toMatchObject({ kind: 'ran', continued: true, run: left.id });
    expect([...counts.values()]).toEqual([600, 600, 600]);
    expect(await watch.memory.unfinished()).toBeNull();
  });
});
