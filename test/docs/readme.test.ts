/** What the README shows after a command is what the command prints; of `reverse-dns` see `test/cli/sandbox.test.ts`. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { LANGUAGES } from '../../shared/model/language.ts';
import { inProcess } from '../support/cli.ts';
import { shownInReadme } from '../support/readme.ts';

const TSS09 =
  '553 5.7.2 [TSS09] All messages from 203.0.113.25 will be permanently deferred; Retrying will NOT succeed.\n';

it.each(LANGUAGES)('the README shows what diagnose prints, in %s', async (language) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'postwatch-readme-'));
  writeFileSync(path.join(folder, 'bounce.eml'), TSS09);
  const { out } = await inProcess(['diagnose', 'bounce.eml', '--offline', '--language', language], { cwd: folder });
  rmSync(folder, { recursive: true });
  const shown = shownInReadme('diagnose', language);
  expect(shown.length).toBeGreaterThan(4);
  for (const line of shown) expect(out.split('\n')).toContain(line);
});
