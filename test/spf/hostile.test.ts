/** Whatever a stranger publishes, sends or says: a result of the RFC, within the limits, and no exception. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderSpf } from '../../cli/views/spf.ts';
import type { Answer, Question, RecordData, RecordType, Resolver } from '../../shared/dns/answer.ts';
import { address } from '../../shared/model/address.ts';
import { RFC_LIMITS } from '../../shared/spf/budget.ts';
import { checkHost, type SpfQuery } from '../../shared/spf/evaluate.ts';
import { surveyDomain } from '../../shared/spf/survey.ts';
import { spfView } from '../../shared/spf/view.ts';
import { fakeClock } from '../support/clock.ts';
import { runs } from '../support/thorough.ts';
import { zone } from '../support/zone.ts';
import { screenOf } from './screen.ts';

const WORDS = ['none', 'neutral', 'pass', 'fail', 'softfail', 'temperror', 'permerror'];
/** The record, then ten terms with a question and ten names each; a ptr or %{p} in each; an explanation with the same. */
const MOST_QUESTIONS = 1 + 10 * 11 + 11 + 1;

const query = (given: Partial<SpfQuery> = {}): SpfQuery => ({
  address: address('203.0.113.25'),
  sender: 'me@example.com',
  helo: 'mail.example.com',
  ...given,
});

const octets = (text: string): RecordData['TXT'] => ({ strings: [Buffer.from(text, 'latin1')], text });

/** A server that takes 100 ms an answer and says whatever it is told. */
function server(answers: <T extends RecordType>(question: Question<T>) => readonly RecordData[T][] | null) {
  const clock = fakeClock();
  let asked = 0;
  const resolver: Resolver = {
    ask: async <T extends RecordType>(question: Question<T>): Promise<Answer<T>> => {
      asked++;
      clock.advance(100);
      const trace = { name: question.name, type: question.type, resolver: 'x', rcode: 'NOERROR', at: 0, rttMs: 100 };
      const records = answers(question);
      if (records === null) return { kind: 'failed', reason: 'timeout', detail: 'x', trace };
      if (records.length === 0) return { kind: 'absent', reason: 'nodata', chain: [], ttl: 0, trace };
      return { kind: 'records', records, chain: [], ttl: 0, trace };
    },
  };
  return { resolver, clock, asked: () => asked };
}

const piece = fc.oneof(
  fc.constantFrom(
    'a',
    'mx',
    'ptr',
    'exists:',
    'include:',
    'redirect=',
    'exp=',
    'all',
    'ip4:',
    'ip6:',
    ':',
    '/',
    '//',
    '=',
    '.',
    '-',
    '~',
    '%{d}',
    '%{l}',
    '%{s}',
    '%{p}',
    '%{H}',
    '%{ir}',
    '%{d99r-}',
    '%',
    '%%',
    '%{',
    '}',
    'example',
    'com',
    '0',
    '24',
    '192.0.2.1',
    '\0',
    '\xff',
    '\t',
    '\n',
    '"',
    '\\',
    '\u001b[2J',
    `${'z'.repeat(70)}`,
  ),
  fc.string({ maxLength: 5, unit: 'binary' }),
);
const term = fc.oneof(
  fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join('')),
  fc.constantFrom(
    'include:x.%{d}',
    'a:%{l}.example',
    'mx',
    'exists:%{p}.%{s}.com',
    'ptr:%{h}',
    'redirect=%{d}',
    'exp=%{L}.com',
    'mx:%{o}',
  ),
);
const text = fc.array(term, { maxLength: 30 }).map((terms) => `v=spf1 ${terms.join(' ')}`);
const name = fc.oneof(fc.constantFrom('example.com', 'x', '', 'mx.example'), fc.string({ unit: 'binary' }));

describe('any SPF record, name and sender', () => {
  const inputs = fc.record({
    texts: fc.array(fc.oneof({ weight: 9, arbitrary: text }, fc.string({ unit: 'binary' })), {
      minLength: 1,
      maxLength: 4,
    }),
    names: fc.array(name, { maxLength: 30 }),
    client: fc.constantFrom('203.0.113.25', '2001:db8::1'),
    sender: fc.oneof(fc.constantFrom('', 'me@example.com'), fc.string({ unit: 'binary' }), fc.emailAddress()),
    helo: fc.oneof(fc.constantFrom('example.com', '[192.0.2.1]'), fc.string({ unit: 'binary' })),
    gaps: fc.constantFrom(1, 2, 3, 5),
  });

  it('end in a result of the RFC, within its limits', async () => {
    await fc.assert(
      fc.asyncProperty(inputs, async ({ texts, names, client, sender, helo, gaps }) => {
        let turn = 0;
        const { resolver, clock, asked } = server(<T extends RecordType>({ type }: Question<T>) => {
          turn++;
          if (turn > 1 && turn % gaps === 0) return turn % 2 === 0 ? [] : null;
          const data: { [K in RecordType]?: readonly RecordData[K][] } = {
            TXT: [octets(texts[turn % texts.length] ?? '')],
            A: names,
            AAAA: names,
            PTR: names,
            MX: names.map((exchange, preference) => ({ preference, exchange })),
          };
          return data[type] ?? [];
        });
        const given = query({ address: address(client), sender, helo });
        const found = await checkHost(given, { resolver, clock }, { ...RFC_LIMITS, ms: 3000 });
        expect(WORDS).toContain(found.result);
        expect(found.lookups).toBeLessThanOrEqual(10);
        expect(found.voidLookups).toBeLessThanOrEqual(2);
        expect(asked()).toBeLessThanOrEqual(MOST_QUESTIONS);
        expect(clock.monotonic()).toBeLessThanOrEqual(3000);
        const shown = `${renderSpf(found, '', screenOf()).join('')}${renderSpf(found, '', screenOf('ko')).join('')}`;
        // biome-ignore lint/suspicious/noControlCharactersInRegex: that none is left is the point
        expect(shown).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
        expect(shown).not.toContain('[object');
        expect(JSON.parse(JSON.stringify(spfView(found))).result).toBe(found.result);
      }),
      { numRuns: runs(500) },
    );
  });

  it('can be surveyed', async () => {
    await fc.assert(
      fc.asyncProperty(inputs, async ({ texts, gaps }) => {
        let turn = 0;
        const { resolver, asked } = server(<T extends RecordType>({ type }: Question<T>) => {
          turn++;
          if (turn > 1 && turn % (gaps + 3) === 0) return null;
          return (type === 'TXT'
            ? [octets(texts[turn % texts.length] ?? '')]
            : []) as unknown as readonly RecordData[T][];
        });
        await surveyDomain('example.com', resolver);
        expect(asked()).toBeLessThanOrEqual(60);
      }),
      { numRuns: runs(200) },
    );
  });
});

describe('the largest SPF records', () => {
  const evaluate = (record: string, given: Partial<SpfQuery> = {}) =>
    checkHost(
      query(given),
      { resolver: zone({ 'example.com': { TXT: [record] }, '*.example.com': { TXT: [record] } }), clock: fakeClock() },
      RFC_LIMITS,
    );

  it.each([
    ['thousands of good terms', `v=spf1 ${'ip4:192.0.2.1 '.repeat(4600)}-all`, 'fail'],
    ['thousands of terms that ask', `v=spf1 ${'a:x.example.com '.repeat(4000)}-all`, 'permerror'],
    ['thousands of includes of itself', `v=spf1 ${'include:x.%{d} '.repeat(4000)}`, 'permerror'],
    ['thousands of bad terms', `v=spf1 ${'? '.repeat(32_000)}`, 'permerror'],
    ['one term of 64 KB', `v=spf1 a:${'a'.repeat(65_000)}.com -all`, 'fail'],
    ['one term of 64 KB of slashes', `v=spf1 a${'/1'.repeat(32_000)}x -all`, 'permerror'],
    ['one modifier name of 64 KB', `v=spf1 ${'a.'.repeat(32_000)}! -all`, 'permerror'],
    ['one top label of 64 KB', `v=spf1 a:x.${'1'.repeat(64_000)} -all`, 'permerror'],
    ['only percent signs', `v=spf1 a:${'%%'.repeat(32_000)}.com -all`, 'fail'],
    ['an open brace at the end of each macro', `v=spf1 a:${'%{'.repeat(32_000)} -all`, 'permerror'],
    ['a macro expanded thousands of times', `v=spf1 a:${'%{S}'.repeat(16_000)}.com -all`, 'fail'],
    ['spaces', `v=spf1 ${' '.repeat(64_000)}-all`, 'fail'],
  ])('end in time: %s', async (_, record, result) => {
    const sender = `${'x.'.repeat(300)}x@example.com`;
    expect((await evaluate(record, { sender })).result).toBe(result);
  });

  it('give a view that stays small', async () => {
    const found = await evaluate(`v=spf1 ${'include:x.%{d} '.repeat(4000)}`);
    expect(JSON.stringify(spfView(found)).length).toBeLessThan(500_000);
    expect(renderSpf(found, '', screenOf()).join('\n').length).toBeLessThan(200_000);
  });
});
