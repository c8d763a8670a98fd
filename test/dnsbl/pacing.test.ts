import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Resolver } from '../../shared/dns/answer.ts';
import { lookupLists } from '../../shared/dnsbl/lookup.ts';
import { groupsOf, shareOut, slowLines } from '../../shared/dnsbl/pacing.ts';
import { controlsOf } from '../../shared/dnsbl/query.ts';
import { pause } from '../../shared/model/clock.ts';
import { defined } from '../../shared/model/defined.ts';
import { idleClock, untilDone } from '../support/idle-clock.ts';
import { NOON } from '../support/zone.ts';
import { absent, addresses, dice, domain, ip, list, scripted, waitingClock } from './worlds.ts';

const many = (count: number) => Array.from({ length: count }, (_, at) => ip(`10.0.${at >> 8}.${at & 255}`));
const paced = list({ limits: { perSecond: 5 }, operator: 'Example Lists' });

/** A healthy list, asked with so much time; what was asked when. */
async function ask(count: number, deadlineAt: number | undefined, listed: readonly string[] = []) {
  const clock = waitingClock();
  const times: number[] = [];
  const script = scripted((question) => {
    times.push(clock.monotonic());
    const isListed = question.name.startsWith('2.0.0.127') || listed.some((name) => question.name.startsWith(name));
    return isListed && question.type === 'A' ? addresses(question, '127.0.0.2') : absent(question);
  });
  const resolver: Resolver = { ask: script.ask, ...defined({ deadlineAt }) };
  const rows = await lookupLists(many(count), [paced], {}, { resolver, clock, random: dice() });
  return { verdicts: rows.map(({ cells }) => cells[0]!.verdict), times, questions: script.questions };
}

describe('a list whose operator allows fewer queries than wanted', () => {
  it('is queried as often as the time allows, its controls included, and the rest is our own limit', async () => {
    const { verdicts, times } = await ask(140, 25_000);
    const kinds = verdicts.map(({ kind }) => kind);
    // 116 turns in 23 s, six of them for the controls, and one in case a control has to be asked in two places.
    expect(kinds).toEqual([
      ...Array.from({ length: 109 }, () => 'clear'),
      ...Array.from({ length: 31 }, () => 'not-asked'),
    ]);
    expect(times).toHaveLength(115);
    expect(Math.max(...times)).toBeLessThanOrEqual(23_000);
    expect(verdicts.at(-1)).toMatchObject({
      why: { en: 'Our own pace of 5 queries a second allowed 116 of 147 in the time given. All take 30 s.' },
    });
  });

  it('keeps its verdicts where an answer at the beginning is late, and the turns after it are too few', async () => {
    const clock = idleClock(NOON);
    const script = scripted((question) => {
      if (question.name.startsWith('2.0.0.127')) return addresses(question, '127.0.0.2');
      return absent(question);
    });
    const times: number[] = [];
    const resolver: Resolver = {
      deadlineAt: 25_000,
      ask: async (question) => {
        times.push(clock.monotonic());
        // One of the first 32 is lost: it takes its five seconds, and the turns of five seconds are gone.
        if (question.name.startsWith('9.0.0.10')) await pause(clock, 5000);
        return script.ask(question);
      },
    };
    const rows = await untilDone(lookupLists(many(140), [paced], {}, { resolver, clock, random: dice() }), clock);
    const kinds = rows.map(({ cells }) => cells[0]!.verdict.kind);
    const clear = kinds.filter((kind) => kind === 'clear').length;
    expect(clear).toBeGreaterThan(80);
    expect(new Set(kinds.slice(clear))).toEqual(new Set(['not-asked']));
    expect(Math.max(...times)).toBeLessThanOrEqual(23_000);
    const gaps = times.slice(1).map((time, at) => time - (times[at] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(200);
  });

  it.each([
    ['not limited', undefined],
    ['40 s', 40_000],
  ])('is queried about every address where the time is %s', async (_, deadlineAt) => {
    const { verdicts } = await ask(140, deadlineAt);
    expect(new Set(verdicts.map(({ kind }) => kind))).toEqual(new Set(['clear']));
  });

  it('is not queried where not even its controls fit', async () => {
    const { verdicts, questions } = await ask(3, 1000);
    expect(verdicts.map(({ kind }) => kind)).toEqual(['not-asked', 'not-asked', 'not-asked']);
    expect(questions).toEqual([]);
  });

  it('is believed when it lists, and asked for its reasons only where there is time', async () => {
    const short = await ask(140, 25_000, ['1.0.0.10']);
    expect(short.verdicts[1]).toMatchObject({ kind: 'listed' });
    expect(short.questions.filter(({ type }) => type === 'TXT')).toEqual([]);
    const long = await ask(140, 90_000, ['1.0.0.10']);
    expect(long.questions.filter(({ type }) => type === 'TXT')).toHaveLength(1);
  });
});

describe('the turns of an operator', () => {
  it('are never more than the time allows, and each list gets a fair part of them', () => {
    const group = fc.record({ names: fc.integer({ min: 1, max: 300 }), family: fc.constantFrom('ip4', 'domain') });
    fc.assert(
      fc.property(
        fc.array(group, { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: -1000, max: 100_000 }),
        (wanted, perSecond, ms) => {
          const groups = wanted.flatMap(({ names, family }, at) => {
            const of = list({ id: `l${at}`, zone: `l${at}.example`, scope: [family], limits: { perSecond } });
            const targets = many(names).map((one, index) => (family === 'ip4' ? one : domain(`n${index}.example`)));
            return groupsOf(of, targets);
          });
          const shares = shareOut(groups, {
            resolver: { ...scripted((question) => absent(question)), deadlineAt: ms },
            clock: waitingClock(),
          });
          const cost = groups.map((one) => {
            const { before, after } = controlsOf(one.list, one.family, () => 0, new Set());
            const names = shares.get(one)!.names;
            return { names, all: one.names.length, queries: names === 0 ? 0 : names + before.length + after.length };
          });
          const spent = cost.reduce((sum, { queries }) => sum + queries, 0);
          expect(Math.max(0, spent - 1) * (1000 / perSecond)).toBeLessThanOrEqual(Math.max(0, ms));
          for (const one of cost) expect(one.names).toBeLessThanOrEqual(one.all);
          // Nobody goes short while another that wants no more is served in full.
          const short = cost.filter(({ names, all }) => names < all).map(({ all }) => all);
          const full = cost.filter(({ names, all }) => names === all).map(({ all }) => all);
          expect(Math.max(0, ...full)).toBeLessThanOrEqual(Math.min(Number.POSITIVE_INFINITY, ...short));
        },
      ),
    );
  });

  it('are not limited where the operator names no number', () => {
    const groups = groupsOf(list(), many(5000));
    const shares = shareOut(groups, {
      resolver: { ...scripted((question) => absent(question)), deadlineAt: 1 },
      clock: waitingClock(),
    });
    expect(shares.get(groups[0]!)).toMatchObject({ names: 5000, reasons: true });
  });
});

describe('the forecast before the first query', () => {
  const lines = (count: number, ms: number, lists = [paced]) =>
    slowLines(many(count), lists, {}, { ms, general: 900 }).map(({ en }) => en);

  it('names the operator, the time needed, and the flag that gives that time', () => {
    expect(lines(134, 25_000)).toEqual([
      'Example Lists allows 5 queries a second. 134 targets need 28 s, and the time is 25 s. Use --timeout 40000.',
    ]);
    expect(lines(134, 40_000)).toEqual([]);
    expect(lines(100, 25_000)).toEqual([]);
  });

  it('recommends a time that is enough', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3000 }), fc.integer({ min: 300, max: 100_000 }), (count, ms) => {
        for (const line of lines(count, ms)) {
          const advised = Number(/--timeout (\d+)\.$/.exec(line)?.[1] ?? 0);
          if (advised === 0) expect(line).toMatch(/fewer at a time, or let "postwatch watch" do it\.$/);
          else expect([advised > ms, advised <= 600_000, lines(count, advised)]).toEqual([true, true, []]);
        }
      }),
    );
  });

  it('is one line for all lists of an operator, and leaves out a list that cannot be queried', () => {
    const lists = [paced, list({ id: 'second', zone: 'second.example', limits: { perSecond: 10 } })];
    expect(lines(134, 25_000, lists)).toHaveLength(1);
    expect(lines(134, 25_000, [list({ zone: '{key}.bl.example', limits: { perSecond: 5 } })])).toEqual([]);
  });

  it('counts our own pace too', () => {
    const open = Array.from({ length: 20 }, (_, at) =>
      list({ id: `l${at}`, zone: `l${at}.example`, operatorId: `o${at}` }),
    );
    expect(lines(1500, 25_000, open)).toEqual([
      'Postwatch sends at most 900 queries a second. 1500 targets need 34 s, and the time is 25 s. Use --timeout 50000.',
    ]);
  });
});
