/** What the README shows after a command. */
import { readFileSync } from 'node:fs';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

/** The lines after `$ npx postwatch <command> ...`, to the end of the block. */
export function shownInReadme(command: string): readonly string[] {
  const [, block = ''] =
    new RegExp(`\\n\\$ npx postwatch ${command} [^\\n]*\\n([\\s\\S]*?)\\n\`\`\``).exec(readme) ?? [];
  return block.split('\n').filter((line) => line.trim() !== '');
}
