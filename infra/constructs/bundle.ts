/**
 * The code of a function: one bundle per handler, by the project's own esbuild step (`infra/esbuild.ts`). `NodejsFunction` is
 * not used because it cannot split a bundle, and only a split one loads lazily: `api` starts with its entry and fetches
 * clients when asked.
 *
 * In the checkout the handlers are bundled at synth (0.5 s each). An installed package has no esbuild and no sources; its
 * bundles were made by `npm pack`.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Code } from 'aws-cdk-lib/aws-lambda';

export const FUNCTIONS = [
  'discover',
  'check-ptr',
  'check-dnsbl',
  'check-spf',
  'close',
  'notify',
  'api',
  'authorizer',
  'reverse-dns',
  'inbox',
] as const;
export type FunctionName = (typeof FUNCTIONS)[number];

/** Where a function's code comes from; `files` lie beside it. */
export type CodeOf = (name: FunctionName, files: Readonly<Record<string, string>>) => Code;

const IN_CHECKOUT = import.meta.filename.endsWith('.ts');
/** The checkout, or the package's dist/. */
const ROOT = path.resolve(import.meta.dirname, '../..');
const BUNDLES = path.join(ROOT, IN_CHECKOUT ? 'dist/functions' : 'functions');

const built = new Set<FunctionName>();

/** The folder with the bundle, made once in this process. */
function bundle(name: FunctionName): string {
  const folder = path.join(BUNDLES, name);
  if (IN_CHECKOUT && !built.has(name))
    execFileSync(process.execPath, ['infra/esbuild.ts', name, folder], { cwd: ROOT, stdio: 'inherit' });
  built.add(name);
  return folder;
}

let staging: string | undefined;

/** The bundle and `files` as an asset. It is copied into the assembly at once; the folder it was put together in goes with the process. */
export function bundled(name: FunctionName, files: Readonly<Record<string, string>>): Code {
  if (staging === undefined) {
    const made = mkdtempSync(path.join(tmpdir(), 'postwatch-'));
    process.once('exit', () => rmSync(made, { recursive: true, force: true }));
    staging = made;
  }
  const folder = mkdtempSync(path.join(staging, `${name}-`));
  cpSync(bundle(name), folder, { recursive: true });
  for (const [file, text] of Object.entries(files)) writeFileSync(path.join(folder, file), text);
  return Code.fromAsset(folder);
}
