/** Writes what is made from the code's tables: commands, the man page and the tables in `docs/` (script `manual`). Tests compare them. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pagesWithParts } from '../docs/write/pages.ts';
import { manPage } from './help/man-page.ts';
import { commandsPage } from './help/markdown.ts';
import { COMMANDS } from './manual/index.ts';
import { packageVersion } from './version.ts';

const ROOT = path.resolve(import.meta.dirname, '..');

const PAGES: Readonly<Record<string, string>> = {
  'docs/commands.md': commandsPage(COMMANDS),
  'man/postwatch.1': manPage(COMMANDS, packageVersion()),
};

for (const [name, text] of Object.entries({ ...PAGES, ...pagesWithParts() })) {
  const file = path.join(ROOT, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}
