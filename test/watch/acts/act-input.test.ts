/** Whatever a person asks for is an act as it should be, or one line that says what was wrong. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { printable } from '../../../shared/model/text.ts';
import { readAcknowledge, readSnooze } from '../../../shared/watch/acts/act-input.ts';
import { runs } from '../../support/thorough.ts';

const NOW = '2026-11-24T12:00:00.000Z';
const ASKING = { by: 'alice', now: NOW };
const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/;

const word = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom('2h', '1w', 'good', '203.0.113.4', '2026-12-01T00:00Z', '2026-12-24 06:00', 'UTC', 'Asia/Seoul'),
  fc.constantFrom('ptr.generic', 'example.com', '__proto__', '2026-12-01T00:00+99:00', '+2h', '0h', '1e3d'),
  fc.jsonValue({ maxDepth: 1 }),
);
const NAMES = ['target', 'list', 'finding', 'from', 'until', 'for', 'zone', 'why'];
const fields = fc.record(Object.fromEntries(NAMES.map((name) => [name, word])), { requiredKeys: [] });

it('a snooze has a scope, an end in the future, and only printable words', () => {
  fc.assert(
    fc.property(fields, (given) => {
      const read = readSnooze(given, ASKING);
      if (!read.ok) {
        expect(printable(read.problem.en, 1000)).toBe(read.problem.en);
        return;
      }
      const { id, by, at, from, until, why, target, list, finding } = read.value;
      expect(id).toMatch(/^[0-9a-f]{12}$/);
      expect([by, at]).toEqual(['alice', NOW]);
      for (const time of [from, until]) expect(time).toMatch(ISO);
      expect(until > NOW && until > from).toBe(true);
      expect(target ?? list ?? finding).toBeDefined();
      expect(printable(why, 500).trim()).toBe(why);
    }),
    { numRuns: runs(1000) },
  );
});

it('an acknowledgement ends in the future or never', () => {
  fc.assert(
    fc.property(fields, (given) => {
      const read = readAcknowledge(given, ASKING);
      if (!read.ok) expect(printable(read.problem.en, 1000)).toBe(read.problem.en);
      else expect(read.value.until === null || (ISO.test(read.value.until) && read.value.until > NOW)).toBe(true);
    }),
    { numRuns: runs(500) },
  );
});
