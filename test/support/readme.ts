/** What a README shows after a command. */
import { readFileSync } from 'node:fs';
import type { Language } from '../../shared/model/language.ts';

const FILES: Readonly<Record<Language, string>> = { en: 'README.md', ko: 'README.ko.md' };

/** The lines after `$ npx postwatch <command> ...`, to the end of the block. */
export function shownInReadme(command: string, language: Language = 'en'): readonly string[] {
  const readme = readFileSync(new URL(`../../${FILES[language]}`, import.meta.url), 'utf8');
  const [, block = ''] =
    new RegExp(`\\n\\$ npx postwatch ${command} [^\\n]*\\n([\\s\\S]*?)\\n\`\`\``).exec(readme) ?? [];
  return block.split('\n').filter((line) => line.trim() !== '');
}
