import fc from 'fast-check';
import { expect, it } from 'vitest';
import { csvLine, jsonText } from '../../cli/format.ts';

/** What a terminal obeys, or what turns a line around: all that `printable` removes. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const UNSEEN = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/;

it('JSON is the same value, with nothing in it that a terminal obeys or that turns a line around', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const value = { [text]: [`\u001b[31m${text}\u009b2J\u202e\ufeff`] };
      for (const indent of [0, 2]) {
        const written = jsonText(value, indent);
        if (!text.startsWith('translated')) expect(JSON.parse(written)).toEqual(value);
        expect(written).not.toMatch(UNSEEN);
      }
    }),
  );
});

it('a cell of CSV is one printable line', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const line = csvLine([text, `a\u001b[2J\u202eb\nc${text}`]);
      expect(line).not.toMatch(UNSEEN);
      expect(line).not.toContain('\n');
    }),
  );
});
