import { describe, expect, it } from 'vitest';
import { shown } from '../support/titles.ts';
import { sourceTexts } from './literals.ts';
import { markdownTexts } from './markdown.ts';
import { textsIn } from './rendered.ts';
import { literalFaults, prose, textFaults } from './rules.ts';

const LONG = `It is ${'very '.repeat(30)}long.`;

describe('a fault in an English text', () => {
  it.each([
    ['Nobody is told about it.', 'is told'],
    ['It still stands.', 'stands'],
    ['The name leads back to the address.', 'leads back'],
    ['Barracuda could not be asked.', 'not be asked'],
    ['Ask the list for its reason.', 'Ask the list'],
    ['It is under a policy, which is no bad reputation.', 'under a policy'],
    ['The cure is below.', 'cure'],
    ['Ask the operator for the removal of it.', 'Ask the operator for the removal'],
    ['Take the name away first.', 'Take the name away'],
    ['The same command goes on where it stopped.', 'goes on where'],
    ['"Seoul" is no time zone.', 'is no time'],
    ['"2x" is not a time (expected such as 2h).', 'expected such as'],
    ['The file may not be read by you.', 'may not be read'],
    ['It is the address of a household.', 'household'],
    ['It was not recognised.', 'recognised'],
    ['A neighbouring network.', 'neighbouring'],
    [LONG, '33 words in one sentence'],
    ['It says [object Object].', '[object'],
    ['Two spaces.  Then more.', '.  T'],
    ['Two stops..', '..'],
    ['Expires by itself: .', ': .'],
    ['It has no answer (  ).', '( '],
  ])('is found: %j has %j', (text, fault) => {
    expect(textFaults(text, 'en').join('\n')).toContain(fault);
  });

  it.each(
    [
      'There is no removal to request.',
      'It is no longer listed.',
      'PTR stands for pointer.',
      'See `nobody is told` and "stands".',
      'Run npx postwatch check 192.0.2.1 --only dnsbl, then wait.',
      'The finding spf.not-authorised opens an incident.',
      'Read https://example.com/where-it-stands/.',
      `You need: ${'a server that refuses mail and sends no bounces; '.repeat(6)}a page.`,
      'mail.example.com. 300 IN TXT "v=spf1 -all"',
      'And so on ... until it ends.',
    ].map((text) => [shown(text), text] as const),
  )('is not found: %s is clean', (_, text) => {
    expect(textFaults(text, 'en')).toEqual([]);
  });
});

describe('a fault in a Korean text', () => {
  it.each([
    ['203.0.113.25은(는) 등재되었습니다.', '은(는)'],
    ['발신 주소 1개', '발신 주소'],
    ['소프트페일입니다.', '소프트페일'],
    ['설정을 통해 바꿉니다.', '을 통해'],
    ['The list did not answer.', 'The list did not answer'],
    ['사유(원문): the record of this name could not be read', 'the record of this name could'],
  ])('is found: %j has %j', (text, fault) => {
    expect(textFaults(text, 'ko').join('\n')).toContain(fault);
  });

  it.each([
    'example.com에 SPF 레코드가 없습니다.',
    'Spamhaus ZEN',
    'Trend Micro ERS',
    '`the quick brown fox` 값을 지우십시오.',
    'v=spf1 include:_spf.example.net -all',
  ])('is not found: %j is clean', (text) => {
    expect(textFaults(text, 'ko')).toEqual([]);
  });
});

describe('the texts that are checked', () => {
  it('may be a part of a sentence as a literal, but have none of the banned words', () => {
    expect(literalFaults('could not be asked: …')).toHaveLength(1);
    expect(literalFaults('앞의 발신 주소')).toHaveLength(1);
    expect(literalFaults('no server answered')).toEqual([]);
  });

  it('are prose, not code, commands, records or quotations', () => {
    expect(prose('Set `a b` at mail.example.com, or run dig @192.0.2.1 example.com TXT now.')).not.toMatch(
      /example|a b/,
    );
  });

  it('are found as literals behind comments, patterns, divisions and inside templates', () => {
    // biome-ignore-start lint/suspicious/noTemplateCurlyInString: it is the source of a template
    const source = [
      "// it's a comment",
      '/* "another" one */',
      "const a = /['\"`/]/.test(b) ? 'one two' : c / d / e;",
      'const f = `three ${g ? `four ${1 / 2}` : "five"} six`;',
      "return /'/.exec(h) ?? 'it\\'s seven';",
    ].join('\n');
    // biome-ignore-end lint/suspicious/noTemplateCurlyInString: see above
    expect(sourceTexts(source).literals).toEqual([
      { line: 3, text: 'one two' },
      { line: 4, text: 'four …' },
      { line: 4, text: 'five' },
      { line: 4, text: 'three … six' },
      { line: 5, text: "it's seven" },
    ]);
  });

  it('are on a page its paragraphs, items and cells, each in one piece', () => {
    const page =
      '# Head\n\nOne\ntwo [three](https://a.example).\n\n- four\n  five\n- six\n\n```\ncode\n```\n\n| a | b |\n|---|---|\n| c | d |';
    expect(markdownTexts(page).map(({ text }) => text)).toEqual([
      'Head',
      'One two three.',
      'four five',
      'six',
      'a',
      'b',
      'c',
      'd',
    ]);
  });

  it('are found in every language, and functions are called', () => {
    const catalogue = {
      label: { en: 'since', ko: '발생' },
      of: (n: number, name: string) => `${n} of ${name}`,
      several: (names: readonly string[]) => ({ en: names.join(', '), ko: names.join('·') }),
    };
    const texts = textsIn(catalogue, 'x', 'en').map(({ language, text }) => `${language} ${text}`);
    expect(texts).toEqual(
      expect.arrayContaining(['en since', 'ko 발생', 'en 3 of a.example', 'en a.example, b.example']),
    );
    expect(texts.join('\n')).not.toMatch(/\[object|undefined/);
  });
});
