/**
 * Writes what is made from the code's tables (script `manual`): the manual, the settings reference and their schema, the tables in
 * `docs/` and the README's pictures. Tests compare them.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { manPage } from '../../cli/help/man-page.ts';
import { commandsPage } from '../../cli/help/markdown.ts';
import { settingsPage } from '../../cli/help/settings-page.ts';
import { COMMANDS } from '../../cli/manual/index.ts';
import { packageVersion } from '../../cli/version.ts';
import { LANGUAGES } from '../../shared/model/language.ts';
import { settingsJsonSchema } from '../../shared/settings/json-schema.ts';
import { SettingsSchema } from '../../shared/settings/settings.ts';
import { pagesWithParts } from './pages.ts';
import { sandboxPictures } from './sandbox-pictures.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');

const PAGES: Readonly<Record<string, string>> = {
  'docs/commands.md': commandsPage(COMMANDS),
  'man/postwatch.1': manPage(COMMANDS, packageVersion()),
  'docs/settings.md': settingsPage(),
  'docs/postwatch.schema.json': `${JSON.stringify(settingsJsonSchema(SettingsSchema), null, 2)}\n`,
};

const pictures = Object.assign({}, ...(await Promise.all(LANGUAGES.map(sandboxPictures))));
const drawn = Object.entries<string>(pictures).map(([name, svg]) => [`docs/pictures/${name}`, svg] as const);

for (const [name, text] of [...Object.entries({ ...PAGES, ...pagesWithParts() }), ...drawn]) {
  const file = path.join(ROOT, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}
