import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonFault, jsonPlaceOf, lineAndColumn, repeatedKeys } from '../../shared/model/json-places.ts';
import { readJsonText } from '../../shared/model/json-text.ts';
import type { JsonPath } from '../../shared/model/parsed.ts';
import { runs } from '../support/thorough.ts';

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

/** Every value of a JSON value, with its path. */
function* values(value: unknown, path: JsonPath = []): Generator<readonly [JsonPath, unknown]> {
  yield [path, value];
  if (Array.isArray(value)) for (const [index, one] of value.entries()) yield* values(one, [...path, index]);
  else if (typeof value === 'object' && value !== null)
    for (const [key, one] of Object.entries(value)) yield* values(one, [...path, key]);
}

/** The value that begins at the offset: the shortest text from there that is JSON and no longer number's beginning. */
function valueAt(text: string, offset: number): unknown {
  for (let end = offset + 1; end <= text.length; end++) {
    const part = text.slice(offset, end);
    if (isJson(part) && !(/\d$/.test(part) && /^[\d.eE+-]/.test(text.slice(end)))) return JSON.parse(part);
  }
  return undefined;
}

const space = fc.string({ unit: fc.constantFrom(' ', '\n', '\t', '\r'), maxLength: 2 });
const spaced = fc
  .tuple(fc.jsonValue({ maxDepth: 3 }), fc.array(space, { minLength: 1, maxLength: 5 }))
  .map(([value, spaces]) => {
    let turn = 0;
    // Between the tokens only: strings stay as they are.
    return JSON.stringify(value).replace(/"(?:[^"\\]|\\.)*"|[[\]{},:]/g, (token) => {
      turn += 1;
      return `${spaces[turn % spaces.length]}${token}${spaces[(turn * 7) % spaces.length]}`;
    });
  });

/** Where `JSON.parse` says that the fault is; null where it names no place. */
function positionOf(text: string): number | null {
  try {
    JSON.parse(text);
    return null;
  } catch (error) {
    const at = / at position (\d+) \(line \d+ column \d+\)$/.exec((error as Error).message)?.[1];
    return at === undefined ? null : Number(at);
  }
}

describe('any JSON text', () => {
  it('has no fault', () => {
    fc.assert(fc.property(spaced, (text) => jsonFault(text) === null));
  });

  it('has each of its values at the place that is reported', () => {
    fc.assert(
      fc.property(spaced, (text) => {
        for (const [path, value] of values(JSON.parse(text))) {
          const place = jsonPlaceOf(text, path);
          expect(valueAt(text, place?.value ?? 0)).toEqual(value);
          const key = path.at(-1);
          if (typeof key === 'string') expect(valueAt(text, place?.key ?? 0)).toBe(key);
          else expect(place?.key).toBeNull();
        }
      }),
      { numRuns: runs(50) },
    );
  });

  it('broken anywhere has a fault where JSON.parse refuses it, and none otherwise', () => {
    const change = fc.tuple(
      spaced,
      fc.nat(),
      fc.constantFrom('', '"', ',', '}', ']', '\\', '0', '-', 'x', '\u0001', '/'),
    );
    fc.assert(
      fc.property(change, fc.boolean(), ([text, at, put], replaces) => {
        const where = at % (text.length + 1);
        const broken = text.slice(0, where) + put + text.slice(where + (replaces ? 1 : 0));
        const fault = jsonFault(broken);
        expect(fault === null).toBe(isJson(broken));
        // What stands before a fault is the beginning of some JSON text: it is never found too late.
        if (fault !== null) expect(fault.at).toBeLessThanOrEqual(broken.length);
        const theirs = positionOf(broken);
        if (fault === null || theirs === null) return;
        // Of a number, a word or an escape it is the beginning where they name the letter: never another one.
        expect(fault.at).toBeLessThanOrEqual(theirs);
        expect(broken.slice(fault.at, theirs)).toMatch(/^[^\s{}[\],:"]*$/);
      }),
      { numRuns: runs(2000) },
    );
  });
});

describe('the faults of a JSON text', () => {
  it.each([
    ['', 'value', 0],
    ['{"a": 1,}', 'key', 8],
    ['[1, 2,]', 'value', 6],
    ["{'a': 1}", 'key', 1],
    ['{"a" 1}', 'colon', 5],
    ['{"a": 1 "b": 2}', 'comma-or-brace', 8],
    ['[1 2]', 'comma-or-bracket', 3],
    ['{} {}', 'end', 3],
    ['{"a": "b', 'quote', 8],
    ['"a\\x"', 'escape', 2],
    ['"a\nb"', 'control', 2],
    ['{"a": 1} // done', 'comment', 9],
    ['{\n  // first\n}', 'comment', 4],
    ['01', 'end', 1],
    ['[.5]', 'value', 1],
    ['\u00a0{}', 'value', 0],
    ['nul', 'value', 0],
  ])('of %j: %s at %i', (text, kind, at) => {
    expect(jsonFault(text)).toEqual({ kind, at });
  });

  it('are reported in every language with line and column, and never with the text around them', () => {
    const read = readJsonText('my.json', '{\n  "key": "s3cret" oops\n}', (json) => ({ ok: true, value: json }));
    expect(read).toEqual({
      ok: false,
      problem: {
        en: 'my.json:2:19: not JSON: expected a comma or } here',
        ko: 'my.json:2:19: JSON 형식이 잘못되었습니다. 이 자리에 쉼표나 } 기호가 필요합니다.',
      },
    });
  });

  it('are found however deep the text is', () => {
    const deep = 200_000;
    expect(jsonFault('['.repeat(deep))).toEqual({ kind: 'value', at: deep });
    expect(jsonFault('['.repeat(deep) + ']'.repeat(deep))).toBeNull();
  });
});

describe('the places in a JSON text', () => {
  it('are those of the last one where a key is there twice, as for JSON.parse', () => {
    const text = '{"a": {"b": 1}, "a": {"b": 2}, "a": {"c": 3}}';
    expect(jsonPlaceOf(text, ['a', 'c'])?.value).toBe(text.indexOf('3'));
    expect(jsonPlaceOf(text, ['a', 'b'])?.value).toBe(text.lastIndexOf('{'));
    expect(repeatedKeys(text)).toEqual([
      { path: ['a'], at: 16 },
      { path: ['a'], at: 31 },
    ]);
  });

  it('of a missing value are those of what is around it', () => {
    const text = '{"senders": [{}]}';
    expect(jsonPlaceOf(text, ['senders', 0, 'address'])).toEqual({ key: null, value: 13 });
    expect(jsonPlaceOf(text, ['sender'])).toEqual({ key: null, value: 0 });
  });

  it.each([
    ['a\nb\r\nc\rd', 0, 1, 1],
    ['a\nb\r\nc\rd', 2, 2, 1],
    ['a\nb\r\nc\rd', 7, 4, 1],
    ['abc', 2, 1, 3],
  ])('of %j: offset %i is line %i, column %i', (text, offset, line, column) => {
    expect(lineAndColumn(text, offset)).toEqual({ line, column });
  });
});
