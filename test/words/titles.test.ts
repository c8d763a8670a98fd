/** What `test/support/titles.ts` asks of every title before the tests of its file run. */
import { describe, expect, it } from 'vitest';
import { shown, titleFaults } from '../support/titles.ts';

const LONG = `a list that answers ${'127.0.0.2 '.repeat(30)}is listed`;

describe('a title that does not read alone in a log', () => {
  it.each([
    ['an object', 'a token > of { a: [object Object] } is refused', 'prints an object without its content'],
    ['a nested object', 'a token > of { a: [Object] } is refused', 'prints an object without its content'],
    ['an object in part', "a snooze > of { target: 'a', …(1) } is refused", 'prints an object in part'],
    ['a function', 'the token > is right: () => ({}) 200', 'prints code'],
    [
      'a place without a value',
      'what is almost a target > %.20s is refused',
      'has a place that its table does not fill',
    ],
    ['two lines', 'a bounce > 550 no\n550 user is read', 'has more than one line'],
    ['a banned word', 'a name > leads back to its address', 'has "leads back"'],
    ['too many characters', LONG, `is ${LONG.length} characters long`],
    ['one word', 'records', 'has fewer than three words'],
  ])('is named: %s', (_what, title, fault) => {
    expect(titleFaults([title])).toEqual([expect.stringContaining(fault)]);
  });

  it('is named where its file has it twice', () => {
    const title = 'a list > answers in time';
    expect(titleFaults([title, title, `${title} again`])).toEqual([`"${title}" is there twice`]);
  });

  it.each([
    'writeName > refuses "x.x"',
    'the lookup mx: > shows "%s" and "[object Object]" as they are',
    'the explanation of SPF > expands %{d} and %7bd}',
    'a list that answers 127.255.255.x is unknown, never listed',
  ])('is not %j', (title) => {
    expect(titleFaults([title])).toEqual([]);
  });
});

describe('a value in a title', () => {
  it('is JSON, cut where it is long', () => {
    expect(shown({ a: [1, undefined] })).toBe('{"a":[1,null]}');
    expect(shown(undefined)).toBe('undefined');
    expect(shown('x'.repeat(1000))).toBe(`"${'x'.repeat(59)}… (1002 characters)`);
  });
});
