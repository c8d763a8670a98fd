import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalise, phrase, phraseIndex, says, tag, tokens } from '../../shared/bounce/phrase.ts';
import { runs } from '../support/thorough.ts';

describe('a phrase of a bounce rule', () => {
  it.each([
    ['two words follow each other', 'no * ptr', 'there is no such ptr', true],
    ['in the same sentence', 'no * ptr', 'no luck. a ptr', false],
    ['within a hundred characters', 'no * ptr', `no ${'x'.repeat(98)} ptr`, true],
    ['and not beyond', 'no * ptr', `no ${'x'.repeat(99)} ptr`, false],
    ['from any place where the first word is', 'no * ptr', `no. no ${'x'.repeat(50)}. no ptr`, true],
    ['a part begins a word', 'spf * fail', 'spf: unfailing', false],
    ['and may end inside of one', 'spf * fail', 'spf: failed', true],
    ['one of several words', '(no|missing) ptr', 'a missing ptr', true],
    ['or none', 'bad (reverse |)name', 'bad name', true],
    ['each sentence is looked at for itself', 'aa * bb * cc', 'aa bb. cc aa bb cc', true],
    ['a sentence that ends between later parts', 'aa * bb * cc', 'aa aa bb. cc', false],
    ['a dot is a dot', 'bl.spamcop', 'blxspamcop', false],
  ])('matches or not: %s', (_what, source, text, expected) => {
    expect(says(text, phrase(source))).toBe(expected);
  });

  it.each(['A word', 'a*', 'a * ptr', 'x+ y', '(no', 'a(b(c))', '(no|)', 'no * (ptr|)'])('cannot be %s', (source) => {
    expect(() => phrase(source)).toThrow(/is no phrase/);
  });

  it('is found exactly where trying every place finds it', () => {
    const word = fc.constantFrom('aa', 'bb', 'cc', 'aab', '. ', 'x'.repeat(60), ' ', '');
    const text = fc.array(word, { maxLength: 14 }).map((words) => words.join(' '));
    const source = fc.array(fc.constantFrom('aa', 'bb', '(cc|aa)', 'aa bb'), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(text, source, (given, parts) => {
        const found = everyPlace(
          given,
          parts.map((part) => [part.replace(/[()]/g, '').split('|')].flat()),
        );
        const one = phrase(parts.join(' * '));
        expect(says(given, one)).toBe(found);
        if (found) expect(phraseIndex([one])(given).has(one)).toBe(true);
      }),
      { numRuns: runs(500) },
    );
  });
});

/** What a phrase is said to mean, without a thought for time: each part's first place after the one before it, from every start. */
function everyPlace(text: string, parts: readonly (readonly string[])[]): boolean {
  const next = (choices: readonly string[], from: number): readonly [number, number] | undefined => {
    for (let at = from; at <= text.length; at++) {
      if (/[a-z0-9]/.test(text.charAt(at - 1))) continue;
      const choice = choices.find((one) => text.startsWith(one, at));
      if (choice !== undefined) return [at, at + choice.length];
    }
    return undefined;
  };
  const [first = [], ...rest] = parts;
  for (let start = next(first, 0); start !== undefined; start = next(first, start[1])) {
    let end = start[1];
    const holds = rest.every((choices) => {
      const place = next(choices, end);
      if (place === undefined || place[0] > end + 100 || text.slice(end, place[0]).includes('. ')) return false;
      end = place[1];
      return true;
    });
    if (holds) return true;
  }
  return false;
}

describe('the form in which bounce texts are compared', () => {
  it.each([
    ['lower case and single spaces', 'No  PTR\r\nRecord', 'no ptr record'],
    ['plain apostrophes', 'isn’t', "isn't"],
    ['the lines of a reply joined', '550-5.7.1 no\n550 5.7.1 ptr', '550-5.7.1 no ptr'],
    ['addresses without whose they are, or where', '<Spam@Spf.example.net>: no', '<@>: no'],
    ['one that is not in brackets keeps its domain', 'write to Abuse@example.net', 'write to @example.net'],
    ['what a client calls itself', 'no; helo=<spam.example.com> proto=ESMTP', 'no;  proto=esmtp'],
    ['the name that was looked up', 'error for name=spam.example.net type=MX: no', 'error for  type=mx: no'],
  ])('has %s', (_what, text, expected) => {
    expect(normalise(text)).toBe(expected);
  });
});

describe('the tag in a bounce text', () => {
  it.each([
    ['a word', 'tss04', 'tss04', true],
    ['and no part of one', 'tss04', 'tss041', false],
    ['digits in a range', 'aup#in-{1100-1150}', 'aup#in-1130', true],
    ['and the last of them', 'aup#in-{1100-1150}', 'aup#in-1150', true],
    ['and none outside', 'aup#in-{1100-1150}', 'aup#in-1151', false],
    ['any digits', 'ofr*_102', 'ofr006_102', true],
  ])('is %s', (_what, source, token, expected) => {
    expect(tag(source).matches(token)).toBe(expected);
  });

  it('is read without the punctuation around it, and at the end of a link', () => {
    const words = tokens('refused (ib212). -- =tss04: see https://example.net/codes.php#bl000001');
    expect(['ib212', 'tss04', 'bl000001'].filter((word) => !words.has(word))).toEqual([]);
  });
});
