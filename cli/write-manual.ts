/** Writes what is made from the commands' data: `docs/commands.md` and `man/postwatch.1` (script `manual`). A test compares them. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { manPage } from './help/man-page.ts';
import { commandsPage } from './help/markdown.ts';
import { COMMANDS } from './manual/index.ts';
import { packageVersion } from './version.ts';

const ROOT = path.resolve(import.meta.dirname, '..');

const PAGES: Readonly<Record<string, string>> = {
  'docs/commands.md': commandsPage(COMMANDS),
  'man/postwatch.1': manPage(COMMANDS, packageVersion()),
};

for (const [name, text] of Object.entries(PAGES)) {
  const file = path.join(ROOT, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}
