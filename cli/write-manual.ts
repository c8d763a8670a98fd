/**
 * Writes what is made from data (script `manual`): `docs/commands.md` and `man/postwatch.1` from the commands, `docs/settings.md` and
 * `docs/postwatch.schema.json` from the settings. A test compares them.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { settingsJsonSchema } from '../shared/settings/json-schema.ts';
import { SettingsSchema } from '../shared/settings/settings.ts';
import { manPage } from './help/man-page.ts';
import { commandsPage } from './help/markdown.ts';
import { settingsPage } from './help/settings-page.ts';
import { COMMANDS } from './manual/index.ts';
import { packageVersion } from './version.ts';

const ROOT = path.resolve(import.meta.dirname, '..');

const PAGES: Readonly<Record<string, string>> = {
  'docs/commands.md': commandsPage(COMMANDS),
  'man/postwatch.1': manPage(COMMANDS, packageVersion()),
  'docs/settings.md': settingsPage(),
  'docs/postwatch.schema.json': `${JSON.stringify(settingsJsonSchema(SettingsSchema), null, 2)}\n`,
};

for (const [name, text] of Object.entries(PAGES)) {
  const file = path.join(ROOT, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}
