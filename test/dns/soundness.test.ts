import { describe, expect, it } from 'vitest';
import type { Answer, RecordType, Trace } from '../../shared/dns/answer.ts';
import type { FailureReason } from '../../shared/dns/rcode.ts';
import {
  doubtAbout,
  judgeResolver,
  noneSound,
  POSITIVE_CONTROLS,
  type ResolverProof,
  type ResolverState,
} from '../../shared/dns/soundness.ts';
import { NOON, RESOLVER } from '../support/zone.ts';

type Word = 'records' | 'nxdomain' | 'nodata' | FailureReason;

const SOA = { mname: 'ns.example', rname: 'x.example', serial: 1, refresh: 2, retry: 3, expire: 4, minimum: 5 };

function answerOf(name: string, type: RecordType, word: Word): Answer {
  const trace: Trace = { name, type, resolver: RESOLVER, rcode: word.toUpperCase(), at: NOON, rttMs: 1 };
  if (word === 'records')
    return { kind: 'records', records: [type === 'SOA' ? SOA : '192.0.2.80'], chain: [], ttl: 60, trace };
  if (word === 'nxdomain' || word === 'nodata') return { kind: 'absent', reason: word, chain: [], ttl: 60, trace };
  return { kind: 'failed', reason: word, detail: word, trace };
}

const judged = (positive: readonly Word[], negative: Word): ResolverProof =>
  judgeResolver(
    RESOLVER,
    positive.map((word, at) => answerOf(POSITIVE_CONTROLS[at]?.name ?? '', POSITIVE_CONTROLS[at]?.type ?? 'NS', word)),
    answerOf('k3v9.com', 'A', negative),
  );

describe('a resolver is judged by its controls', () => {
  it.each<[readonly Word[], Word, ResolverState]>([
    [['records'], 'nxdomain', 'sound'],
    [['nodata', 'records'], 'nxdomain', 'sound'],
    [['servfail', 'nxdomain', 'records'], 'nxdomain', 'sound'],
    [['nxdomain', 'nxdomain', 'nxdomain'], 'nxdomain', 'closed'],
    [['nodata', 'nodata', 'nodata'], 'nodata', 'closed'],
    [['nodata', 'nxdomain', 'nodata'], 'nxdomain', 'closed'],
    [['records'], 'records', 'rewriting'],
    [['nodata', 'nodata', 'nodata'], 'records', 'rewriting'],
    [['timeout'], 'records', 'rewriting'],
    [['records'], 'nodata', 'rewriting'],
    [['records'], 'servfail', 'silent'],
    [['records'], 'timeout', 'silent'],
    [['timeout'], 'timeout', 'silent'],
    [['refused', 'refused', 'refused'], 'refused', 'silent'],
    [['nxdomain', 'nxdomain', 'servfail'], 'nxdomain', 'silent'],
    [['nxdomain', 'nxdomain', 'nxdomain'], 'timeout', 'silent'],
    [['stale', 'stale', 'stale'], 'nxdomain', 'stale'],
    [['records'], 'stale', 'stale'],
  ])('positive %j, negative %s: %s', (positive, negative, state) => {
    const proof = judged(positive, negative);
    expect(proof.state).toBe(state);
    expect(proof.why).toMatch(/\w/);
    expect(proof.evidence).toHaveLength(positive.length + 1);
  });
});

describe('a network with a root of its own is closed', () => {
  const own = (soa: 'root' | 'zone', words: readonly Word[]): ResolverState =>
    judgeResolver(
      RESOLVER,
      words.map((word, at) => answerOf(POSITIVE_CONTROLS[at]!.name, POSITIVE_CONTROLS[at]!.type, word)),
      { ...answerOf('k3v9.com', 'A', 'nxdomain'), soa } as Answer,
    ).state;

  it.each<['root' | 'zone', readonly Word[], ResolverState]>([
    ['root', ['records', 'nxdomain'], 'closed'],
    ['root', ['records', 'records'], 'sound'],
    ['root', ['records', 'timeout'], 'sound'],
    ['zone', ['records'], 'sound'],
    ['zone', ['refused', 'nxdomain', 'records'], 'sound'],
  ])('the SOA is the %s’s, and the controls are %j: %s', (soa, words, state) => {
    expect(own(soa, words)).toBe(state);
  });
});

describe('the summary of a command’s resolvers', () => {
  const sound = judged(['records'], 'nxdomain');
  const silent = judged(['timeout'], 'timeout');
  const closed = judged(['nodata', 'nodata', 'nodata'], 'nxdomain');

  it('has no doubt where one resolver is sound, or where no question was asked', () => {
    expect([noneSound([]), noneSound([silent, sound]), noneSound([silent, closed])]).toEqual([false, false, true]);
    expect([doubtAbout([]), doubtAbout([sound, closed])]).toEqual([null, null]);
  });

  it('names the resolvers that are not sound, in one line', () => {
    expect(doubtAbout([silent])).toMatchObject({
      en: `No resolver answered (${RESOLVER}: timed out), so nothing could be checked.`,
      ko: expect.stringContaining(RESOLVER),
    });
    const text = doubtAbout([silent, closed]);
    expect(text?.en).toMatch(/^No resolver can be trusted[^\n]*it did not answer[^\n]*does not know[^\n]*\.$/);
    expect(text?.ko).toMatch(/조회에 실패했습니다\.[^\n]*모두 모릅니다/);
  });
});
