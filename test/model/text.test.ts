import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columns, padded, wrap } from '../../shared/model/text.ts';
import { runs } from '../support/thorough.ts';

describe('columns', () => {
  it.each([
    ['', 0],
    ['abc', 3],
    ['차단 목록', 9],
    ['역방향 DNS', 10],
    ['漢字かな', 8],
    ['ＡＢ', 4],
    ['é→…', 3],
    ['\u{1f6d1}', 2],
    ['\u{20000}', 2],
    ['\u001b[1mFAIL\u001b[22m 차단', 9],
  ])('of "%s" are %i', (text, expected) => {
    expect(columns(text)).toBe(expected);
  });

  it('are filled up, and never cut', () => {
    expect(padded('지속', 6)).toBe('지속  ');
    expect(padded('지속', 2)).toBe('지속');
  });
});

describe('wrap', () => {
  it('counts the columns that are seen, without escapes', () => {
    expect(wrap('이 목록을 사용하는 수신 서버', 14, '  ')).toEqual(['  이 목록을', '  사용하는', '  수신 서버']);
    expect(wrap('a verylongcommand b', 8, ' ')).toEqual([' a', ' verylongcommand', ' b']);
  });

  it.each([0, -1, 3, Number.NEGATIVE_INFINITY])(
    'writes lines of words in %s columns, fewer than the indent',
    (width) => {
      expect(wrap('one word a line is hard to read', width, '    ')).toEqual([
        '    one word a line is',
        '    hard to read',
      ]);
    },
  );

  it('keeps every word in its order, and every line of several words within the width', () => {
    const word = fc.string({ unit: fc.constantFrom('a', '한', '-', '.'), minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 30 }), fc.integer({ min: 5, max: 40 }), (words, width) => {
        const lines = wrap(words.join(' '), width, '  ');
        expect(lines.map((line) => line.slice(2)).join(' ')).toBe(words.join(' '));
        for (const line of lines) if (line.slice(2).includes(' ')) expect(columns(line)).toBeLessThanOrEqual(width);
      }),
      { numRuns: runs(100) },
    );
  });
});
