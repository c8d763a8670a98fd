import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyOf, keysFrom, keyVariable, operatorSlug, withKey } from '../../shared/dnsbl/keys.ts';
import { txt } from '../support/zone.ts';
import { absent, addresses, failed, scripted } from './worlds.ts';

const KEY = 'Se3cretKey0123456789abcdef';
const QUESTION = { name: '1.2.0.192.$KEY.zen.example', type: 'A' } as const;

describe('the key of a list', () => {
  it('goes into the question', async () => {
    const resolver = scripted((question) => absent(question));
    await withKey(resolver, KEY).ask({ ...QUESTION, fresh: true });
    expect(resolver.questions).toEqual([{ name: `1.2.0.192.${KEY}.zen.example`, type: 'A', fresh: true }]);
  });

  it('does not change the deadline of the resolver', () => {
    const resolver = { ...scripted((question) => absent(question)), deadlineAt: 5000 };
    expect(withKey(resolver, KEY).deadlineAt).toBe(5000);
  });

  it('is in no part of any answer, in upper or lower case', async () => {
    const echo = `query ${KEY.toUpperCase()} from ${KEY}${KEY.toLowerCase()}, ${KEY}`;
    const answers = [
      scripted((question) => ({ ...addresses(question, '127.0.0.2'), chain: [`x.${KEY}.example`] })),
      scripted((question) => ({ ...absent(question), chain: [`x.${KEY.toLowerCase()}.example`] }) as never),
      scripted((question) => ({ ...failed(question, 'timeout'), detail: echo }) as never),
      scripted((question) => {
        const answer = failed(question, 'servfail');
        return { ...answer, trace: { ...answer.trace, errors: [{ code: 22, text: echo }] } };
      }),
      scripted(
        (question) => ({ ...addresses(question), records: [txt([echo.slice(0, 20), echo.slice(20)])] }) as never,
      ),
    ];
    for (const resolver of answers) {
      const answer = await withKey(resolver, KEY).ask(QUESTION);
      const text = JSON.stringify(answer, (_, value) =>
        value instanceof Uint8Array ? Buffer.from(value).toString() : value,
      );
      expect(text.toLowerCase()).not.toContain(KEY.toLowerCase());
      expect(text).toContain('$KEY');
    }
  });

  it('is found among characters that change their length with their case', async () => {
    const resolver = scripted((question) => ({ ...addresses(question), records: [txt(`İİİ ${KEY} İ`)] }) as never);
    const answer = await withKey(resolver, KEY).ask({ ...QUESTION, type: 'TXT' });
    expect(answer).toMatchObject({ records: [{ text: 'İİİ $KEY İ' }] });
  });

  it('leaves the rest of any text unchanged', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string({ maxLength: 20 }), { maxLength: 5 }), async (parts) => {
        const clean = parts.filter((part) => !part.includes('$'));
        const resolver = scripted((question) => ({ ...addresses(question), records: [txt(clean.join(KEY))] }) as never);
        const answer = await withKey(resolver, KEY).ask({ ...QUESTION, type: 'TXT' });
        expect(answer).toMatchObject({ records: [{ text: clean.join('$KEY') }] });
      }),
    );
  });
});

describe('the short name of an operator', () => {
  it.each([
    ['The Spamhaus Project / Spamhaus Technology', 'spamhaus'],
    ['Spamhaus (abuseat.org)', 'spamhaus'],
    ['Abusix, Inc.', 'abusix'],
    ['Trend Micro', 'trendmicro'],
    ['Example Lists, Inc.', 'example-lists-inc'],
    ['  ', 'operator'],
    ['한국', 'operator'],
  ])('%s -> %s', (name, slug) => {
    expect(operatorSlug(name)).toBe(slug);
  });
});

describe('the keys from the environment', () => {
  it('are those of the variables that hold one', () => {
    const keys = keysFrom({
      POSTWATCH_KEY_SPAMHAUS: ' abc\n',
      POSTWATCH_KEY_TREND_MICRO: 'def',
      POSTWATCH_KEY_ABUSIX: '',
      POSTWATCH_KEY_VALIDITY: undefined,
      HOME: 'POSTWATCH_KEY_HOME',
    });
    expect(Object.keys(keys)).toHaveLength(2);
    expect([keyOf('spamhaus', keys), keyOf('trendmicro', keys), keyOf('abusix', keys)]).toEqual([
      'abc',
      'def',
      undefined,
    ]);
  });

  it('are overridden by the later ones, however the operator is spelled', () => {
    expect(
      keyOf('trendmicro', { 'trend-micro': 'settings', ...keysFrom({ POSTWATCH_KEY_TREND_MICRO: 'environment' }) }),
    ).toBe('environment');
  });

  it('have for every operator a variable that a shell can write', () => {
    expect(keyVariable('rfc-clueless')).toBe('POSTWATCH_KEY_RFC_CLUELESS');
  });
});
