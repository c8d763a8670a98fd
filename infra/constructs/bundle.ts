/**
 * The code of a function: one bundle per handler, by the project's own esbuild step (`infra/esbuild.ts`). `NodejsFunction` is
 * not used because it cannot split a bundle, and only a split one loads lazily: `api` starts with its entry and fetches
 * clients when asked.
 *
 * In the checkout all handlers are bundled in one process, and only when something that they are made of has changed
 * (`content.ts`). An installed package has no esbuild and no sources; its bundles were made by `npm pack`.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, globSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { contentHash } from './content.ts';

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
  'elastic-ip-reverse-dns',
  'inbox',
] as const;
export type FunctionName = (typeof FUNCTIONS)[number];

/** Where a function's code comes from; `files` lie beside it. */
export type CodeOf = (name: FunctionName, files: Readonly<Record<string, string>>) => Code;

const IN_CHECKOUT = import.meta.filename.endsWith('.ts');
/** The checkout, or the package's dist/. */
const ROOT = path.resolve(import.meta.dirname, '../..');
/** What bundles are made of: these sources, what npm has installed, and how they are bundled. */
const MADE_OF = [
  'functions/**/*.ts',
  'adapters/**/*.ts',
  'shared/**/*.ts',
  'infra/esbuild.ts',
  'infra/bundling.ts',
  'package.json',
  'package-lock.json',
  'node_modules/.package-lock.json',
  'tsconfig.json',
];

let made: string | undefined;

/** The folder with the bundles of this content; in the checkout beside each `<function>.meta.json`, esbuild's account of it. */
export function bundlesFolder(): string {
  if (made === undefined) made = IN_CHECKOUT ? builtBundles(path.join(ROOT, 'dist')) : path.join(ROOT, 'functions');
  return made;
}

function builtBundles(dist: string): string {
  const name = `functions-${contentHash(ROOT, MADE_OF)}`;
  const folder = path.join(dist, name);
  if (existsSync(folder)) return folder;
  // In a folder of its own until all is there: two runs at once do not meet, and one that was killed leaves nothing that counts.
  const building = path.join(dist, `building-${process.pid}`);
  execFileSync(process.execPath, ['infra/esbuild.ts', building, ...FUNCTIONS], { cwd: ROOT, stdio: 'inherit' });
  try {
    renameSync(building, folder);
  } catch (error) {
    rmSync(building, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
  for (const old of globSync('functions-*', { cwd: dist }).filter((one) => one !== name))
    rmSync(path.join(dist, old), { recursive: true, force: true });
  return folder;
}

let staging: string | undefined;

/** The bundle and `files` as an asset. It is copied into the assembly at once; the folder it was put together in goes with the process. */
export function bundled(name: FunctionName, files: Readonly<Record<string, string>>): Code {
  if (staging === undefined) {
    const own = mkdtempSync(path.join(tmpdir(), 'postwatch-'));
    process.once('exit', () => rmSync(own, { recursive: true, force: true }));
    staging = own;
  }
  const folder = mkdtempSync(path.join(staging, `${name}-`));
  cpSync(path.join(bundlesFolder(), name), folder, { recursive: true });
  for (const [file, text] of Object.entries(files)) writeFileSync(path.join(folder, file), text);
  return Code.fromAsset(folder);
}
