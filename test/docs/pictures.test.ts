/** The README's pictures, which `npm run manual` makes of what the sandbox prints: they still say what the product says. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { INSPECTION_WORDS } from '../../cli/views/inspection-words.ts';
import { pictureOf } from '../../docs/write/picture.ts';
import { noticeWords } from '../../shared/model/findings/words.ts';
import { LANGUAGES } from '../../shared/model/language.ts';
import { CATALOGUES } from '../../shared/notices/wording.ts';

const svg = (name: string): string => readFileSync(new URL(`../../docs/pictures/${name}.svg`, import.meta.url), 'utf8');

/** Its letters, whatever their lines. */
const textOf = (picture: string): string =>
  picture
    .replaceAll(/<style>[\s\S]*?<\/style>|<[^>]+>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/g, ' ');

describe.each(LANGUAGES)('the pictures in %s', (language) => {
  const suffix = language === 'en' ? '' : `.${language}`;
  const { why } = noticeWords('dnsbl.listed')[language];

  it('show the screen of check with today’s texts', () => {
    const text = textOf(svg(`check${suffix}`));
    const { reverseDns, spf, blocklists, seen } = INSPECTION_WORDS[language];
    for (const word of [reverseDns, spf, blocklists, seen, why]) expect(text).toContain(word);
    expect(text).toContain('203.0.113.14');
  });

  it('show a notice with today’s texts', () => {
    const text = textOf(svg(`notice${suffix}`));
    const { label, alone } = CATALOGUES[language];
    for (const word of [label.matters, label.todo, label.evidence, why, alone]) expect(text).toContain(word);
  });
});

describe('a picture of a screen', () => {
  it('holds no markup but its own, whatever was printed', () => {
    const made = pictureOf(['<script>alert(1)</script> &amp; "x"', '\u001b[31mred\u001b[39m plain'], 'a <b> title');
    expect(made).not.toMatch(/<script|<b>/);
    expect(made).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp;amp; "x"');
    expect(made).toContain('<tspan x="18.0" class="r">red</tspan>');
  });

  it('begins text in columns in its column, since wide letters are never exactly two', () => {
    const made = pictureOf(['한글    next'], 'x');
    expect(made).toContain(`<tspan x="${(18 + 8 * 8.4).toFixed(1)}">next</tspan>`);
  });
});
