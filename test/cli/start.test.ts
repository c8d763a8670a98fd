/**
 * What the packaged command line reads before a command asks its first question: a bound on files and on their size, which a
 * machine's load does not change. What it costs in time is in the bench.
 */
import { mkdtempSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Metafile } from 'esbuild';
import fc from 'fast-check';
import { parse } from 'tldts';
import { describe, expect, it } from 'vitest';
import { lateAtOnce, onlyWhatIsUsed } from '../../infra/pack-chunks.ts';
import { packCommandLine } from '../../infra/pack-cli.ts';
import { requiredWhenUsed, suffixesBuilt } from '../../infra/pack-libraries.ts';

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
    ['check', ['cli/commands/check.ts'], 12, 690],
    ['lookup', ['cli/commands/lookup.ts'], 14, 890],
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

describe('the public suffixes of the packaged command line', () => {
  it('give every name the domain and the suffix that the library gives it', async () => {
    const outfile = path.join(folder, 'suffixes.mjs');
    await build({
      stdin: { contents: "export { parse } from 'tldts';", resolveDir: ROOT },
      outfile,
      bundle: true,
      platform: 'node',
      format: 'esm',
      mainFields: ['module', 'main'],
      plugins: [suffixesBuilt],
    });
    const packed = (await import(pathToFileURL(outfile).href)) as { parse: typeof parse };
    const label = fc.stringMatching(/^[a-z0-9-]{1,8}$/);
    const suffix = fc.constantFrom(
      'com',
      'co.uk',
      'www.ck',
      'ck',
      'kobe.jp',
      'github.io',
      'xn--p1ai',
      'zz',
      'amazonaws.com',
    );
    const name = fc.tuple(fc.array(label, { maxLength: 4 }), fc.oneof(suffix, label));
    fc.assert(
      fc.property(name, fc.boolean(), ([labels, end], allowPrivateDomains) => {
        const text = [...labels, end].join('.');
        expect(packed.parse(text, { allowPrivateDomains })).toEqual(parse(text, { allowPrivateDomains }));
      }),
    );
  });
});

describe('a source in the packaged command line', () => {
  it('requires dns-packet when a record needs it', () => {
    const source = readFileSync(path.join(ROOT, 'shared/dns/rdata.ts'), 'utf8');
    expect(requiredWhenUsed(source)).toContain("require('dns-packet').record(type)");
    expect(requiredWhenUsed(source)).not.toContain("from 'dns-packet'");
  });

  it('loads a module that is slow to load when one of its functions is called', () => {
    expect(onlyWhatIsUsed("import { createHash } from 'node:crypto';")).toBe(
      "const createHash = (...words) => process.getBuiltinModule('node:crypto').createHash(...words);",
    );
    expect(onlyWhatIsUsed("import { X509Certificate } from 'node:crypto';")).toBe(
      "const { X509Certificate } = process.getBuiltinModule('node:crypto');",
    );
  });

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
