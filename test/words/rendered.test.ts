/** The voice of the project, held over every text that a person can read. A failure names the text and the words to use. */
import { describe, expect, it } from 'vitest';
import { REGISTRIES } from './registries.ts';
import { textFaults, wordFaults } from './rules.ts';

describe('what a person reads', () => {
  it.each(REGISTRIES)('$name uses the words of the field, in whole sentences', async ({ form, texts }) => {
    // A word alone is an id or a label.
    const all = (await texts()).filter(({ text }) => /\S\s+\S/.test(text));
    expect(all.length).toBeGreaterThan(0);
    const faultsOf = form === 'columns' ? wordFaults : textFaults;
    const faults = new Map(
      all.flatMap(({ where, language, text }) =>
        faultsOf(text, language).map((fault): [string, string] => [`${where} (${language}): ${fault}`, text]),
      ),
    );
    const shown = [...faults].slice(0, 40).map(([fault, text]) => `${fault}\n    ${text.slice(0, 160)}`);
    expect(shown).toEqual([]);
  });
});
