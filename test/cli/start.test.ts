/**
 * What the packaged command line reads before a command asks its first question: a bound on files and on their size, which a
 * machine's load does not change. What it costs in time is in the bench.
 */
import { mkdtempSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Metafile } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { lateAtOnce, onlyWhatIsUsed } from '../../infra/pack-chunks.ts';
import { packCommandLine } from '../../infra/pack-cli.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(path.join(tmpdir(), 'postwatch-start-'));
const { outputs } = await packCommandLine(ROOT, folder);

type Output = Metafile['outputs'][string];
const outputOf = (entry: string): readonly [string, Output] => {
  const found = Object.entries(outputs).find(([, { entryPoint }]) => entryPoint === entry);
  if (found === undefined) throw new Error(`${entry} has no file of its own`);
  return found;
};

/** The files that one brings at once, itself included. */
function broughtBy(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const one of outputs[file]?.imports ?? [])
    if (one.kind === 'import-statement' && one.external !== true) broughtBy(one.path, seen);
  return seen;
}

const read = (...entries: string[]) => {
  const files = new Set(entries.flatMap((entry) => [...broughtBy(outputOf(entry)[0])]));
  const sources = [...files].flatMap((file) => Object.keys(outputs[file]?.inputs ?? {}));
  const kb = [...files].reduce((sum, file) => sum + statSync(path.resolve(ROOT, file)).size, 0) / 1000;
  return { files: files.size, kb, sources };
};

describe('what the packaged command line reads', () => {
  it.each([
    ['--version', ['cli/version.ts'], 12, 80],
    ['--help', ['cli/help/screen.ts'], 13, 90],
    ['check', ['cli/commands/check.ts'], 18, 720],
    ['lookup', ['cli/commands/lookup.ts'], 20, 900],
  ])('for %s is bounded', (_, entries, files, kb) => {
    const all = read('cli/main.ts', ...entries);
    expect(all.files).toBeLessThanOrEqual(files);
    expect(all.kb).toBeLessThanOrEqual(kb);
  });

  it.each(['cli/main.ts', 'cli/commands/check.ts', 'cli/commands/lookup.ts'])(
    'for %s brings no client of AWS, no HTTP, no TLS and no settings that nobody asked for',
    (entry) => {
      const late =
        /aws-sdk|@smithy|\/hono\/|shared\/(http|bounce|diagnose)\/|shared\/net\/(http|secure)\.ts|local\/memory\.ts/;
      expect(read(entry).sources.filter((file) => late.test(file))).toEqual([]);
    },
  );
});

describe('a source in the packaged command line', () => {
  it.each([
    ["import { readFileSync } from 'node:fs';", "const { readFileSync } = process.getBuiltinModule('node:fs');"],
    ["import path from 'node:path';", "const path = process.getBuiltinModule('node:path');"],
    ["import { isIP, type Socket } from 'node:net';", "const { isIP,  } = process.getBuiltinModule('node:net');"],
    ["import { a as b } from 'node:fs';", "const { a: b } = process.getBuiltinModule('node:fs');"],
    ["import type { Socket } from 'node:net';", "import type { Socket } from 'node:net';"],
    ["import { a } from './own.ts';", "import { a } from './own.ts';"],
  ])('takes of Node what it names: %s', (source, taken) => {
    expect(onlyWhatIsUsed(source)).toBe(taken);
  });

  it('loads at once what is late for Lambda alone', () => {
    const source = "const words = () => import('./words.ts');\ntype Words = typeof import('./words.ts');";
    expect(lateAtOnce('shared/http/app.ts', source)).toBe(
      "import * as late0 from './words.ts';\nconst words = () => Promise.resolve(late0);\ntype Words = typeof import('./words.ts');",
    );
    expect(lateAtOnce('shared/net/lines.ts', source)).toBe(source);
  });
});
