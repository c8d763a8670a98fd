/**
 * The code of a function: one bundle per handler, by the project's own esbuild step. `NodejsFunction` is not used because it
 * cannot split a bundle, and only a split one loads lazily: `api` starts with its entry and fetches clients when asked.
 *
 * In the checkout the handlers are bundled at synth (0.3 s each). An installed package has no esbuild and no sources; its
 * bundles were made by `npm pack`.
 */
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Code } from 'aws-cdk-lib/aws-lambda';
import type { BuildOptions } from 'esbuild';

export const FUNCTIONS = [
  'discover',
  'check-ptr',
  'check-dnsbl',
  'check-spf',
  'close',
  'notify',
  'api',
  'authorizer',
] as const;
export type FunctionName = (typeof FUNCTIONS)[number];

/** Where a function's code comes from; `files` lie beside it. */
export type CodeOf = (name: FunctionName, files: Readonly<Record<string, string>>) => Code;

/** What esbuild tells of a bundle, as far as it is looked at. Its own type would ask for esbuild in an app that has none. */
export type Built = {
  readonly outputs: Readonly<
    Record<
      string,
      {
        readonly bytes: number;
        readonly imports: readonly { readonly path: string; readonly kind: string }[];
        readonly inputs: Readonly<Record<string, { readonly bytesInOutput: number }>>;
      }
    >
  >;
};

const IN_CHECKOUT = import.meta.filename.endsWith('.ts');
/** The checkout, or the package's dist/. */
const ROOT = path.resolve(import.meta.dirname, '../..');
const BUNDLES = path.join(ROOT, IN_CHECKOUT ? 'dist/functions' : 'functions');

const OPTIONS = {
  absWorkingDir: ROOT,
  bundle: true,
  minify: true,
  splitting: true,
  platform: 'node',
  format: 'esm',
  target: 'node24',
  // Takes the ES modules of the AWS SDK, which can be shaken: 40 % smaller than with esbuild's order for Node.
  mainFields: ['module', 'main'],
  outExtension: { '.js': '.mjs' },
  chunkNames: 'chunk-[hash]',
  // dns-packet is CommonJS and requires Node's own modules, which an ES module cannot without this.
  banner: { js: "import{createRequire as nodeRequire}from'node:module';const require=nodeRequire(import.meta.url);" },
  sourcemap: true,
  sourcesContent: false,
  metafile: true,
} satisfies BuildOptions;

/**
 * Bundles a handler into `folder`, which should lie in the checkout: source maps hold relative paths, and one from elsewhere
 * would make the asset's hash depend on where the checkout lies.
 */
export function build(name: FunctionName, folder: string): Built {
  const esbuild = createRequire(import.meta.url)('esbuild') as typeof import('esbuild');
  rmSync(folder, { recursive: true, force: true });
  return esbuild.buildSync({ ...OPTIONS, entryPoints: [`functions/${name}.ts`], outdir: folder }).metafile;
}

const built = new Map<FunctionName, string>();

/** The folder with the bundle, made once in this process. */
function bundle(name: FunctionName): string {
  const folder = path.join(BUNDLES, name);
  if (IN_CHECKOUT && !built.has(name)) build(name, folder);
  built.set(name, folder);
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
