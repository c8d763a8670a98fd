/** Wrong tokens are counted by where they come from: guesses are bounded, and nobody with a token pays for them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTokenGate, sourceOf, WRONG_TOKENS_A_MINUTE } from '../../shared/http/token-gate.ts';
import { fakeClock } from '../support/clock.ts';

const LONG = 'a1'.repeat(32);
const SHORT = 'hunter2';
const RIGHT: ReadonlySet<string> = new Set([LONG, SHORT]);

describe('the token gate', () => {
  it('reads so many wrong tokens of a source in a minute and no more, in any order', () => {
    const call = fc.record({
      token: fc.constantFrom(LONG, SHORT, 'wrong', 'guess', ''),
      source: fc.constantFrom('a', 'b', 'c'),
      later: fc.integer({ min: 0, max: 20_000 }),
    });
    fc.assert(
      fc.property(fc.array(call, { maxLength: 200 }), (calls) => {
        const clock = fakeClock();
        const gate = createTokenGate(clock);
        const wrongAt = new Map<string, number[]>();
        const shortWas = { right: false };
        for (const { token, source, later } of calls) {
          clock.advance(later);
          const { kind } = gate(token, source, RIGHT.has(token) ? token : null);
          const wrong = wrongAt.get(source) ?? [];
          if (kind === 'wrong') wrongAt.set(source, [...wrong, clock.monotonic()]);
          if (token === LONG) expect(kind).toBe('right');
          else if (token === SHORT) {
            if (shortWas.right || wrong.length === 0) expect(kind).toBe('right');
            shortWas.right ||= kind === 'right';
          } else expect(kind).not.toBe('right');
        }
        // Windows begin with their first wrong token, so that two of them may touch within any minute.
        for (const times of wrongAt.values())
          for (const from of times)
            expect(times.filter((at) => at >= from && at < from + 60_000).length).toBeLessThanOrEqual(
              2 * WRONG_TOKENS_A_MINUTE,
            );
      }),
    );
  });

  it('lets a short right token in from elsewhere, however many guess', () => {
    const gate = createTokenGate(fakeClock());
    for (let at = 0; at < 5000; at += 1) gate(`guess-${at}`, `source-${at % 2000}`, null);
    expect(gate(SHORT, 'elsewhere', 'ok').kind).toBe('right');
  });

  it('says how long to wait, and reads again then', () => {
    const clock = fakeClock();
    const gate = createTokenGate(clock);
    for (let at = 0; at < WRONG_TOKENS_A_MINUTE; at += 1) gate('wrong', 'a', null);
    clock.advance(45_500);
    expect(gate('wrong', 'a', null)).toEqual({ kind: 'throttled', retryAfterSeconds: 15 });
    clock.advance(15_000);
    expect(gate('wrong', 'a', null).kind).toBe('wrong');
  });
});

describe('the source of a request', () => {
  it.each([
    ['198.51.100.7', '198.51.100.7'],
    ['::ffff:198.51.100.7', '198.51.100.7'],
    ['2001:db8:1:2::25', '20010db800010002/64'],
    ['2001:db8:1:2:ffff::1', '20010db800010002/64'],
    ['not an address', 'unknown'],
    [undefined, 'unknown'],
  ])('%s is %s', (address, source) => {
    expect(sourceOf(address)).toBe(source);
  });
});
