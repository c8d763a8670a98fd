/** What the README shows after a command is what the command prints. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cli, inProcess } from '../support/cli.ts';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

/** The lines after `$ npx postwatch <command> ...`, to the end of the block. */
function shownAfter(command: string): readonly string[] {
  const [, block = ''] =
    new RegExp(`\\n\\$ npx postwatch ${command} [^\\n]*\\n([\\s\\S]*?)\\n\`\`\``).exec(readme) ?? [];
  return block.split('\n').filter((line) => line.trim() !== '');
}

const TSS09 =
  '553 5.7.2 [TSS09] All messages from 203.0.113.25 will be permanently deferred; Retrying will NOT succeed.\n';

describe('the README shows what is printed', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'postwatch-readme-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('by diagnose', async () => {
    writeFileSync(path.join(folder, 'bounce.eml'), TSS09);
    const { out } = await inProcess(['diagnose', 'bounce.eml', '--offline'], { cwd: folder });
    const shown = shownAfter('diagnose');
    expect(shown.length).toBeGreaterThan(4);
    for (const line of shown) expect(out.split('\n')).toContain(line);
  });

  it('by reverse-dns, as the sandbox does it', async () => {
    const { out } = await cli(['sandbox'], { cwd: folder });
    const shown = shownAfter('reverse-dns');
    expect(shown.length).toBeGreaterThan(4);
    for (const line of shown) expect(out.split('\n')).toContain(line);
  });
});
