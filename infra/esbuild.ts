/**
 * The project's own esbuild step: one bundle per handler. CDK waits for nothing and esbuild takes plugins only where it is
 * awaited, so `constructs/bundle.ts` runs this file as a process: `node infra/esbuild.ts <folder> <function>...`.
 */
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type BuildOptions, build as esbuild, type Metafile, type Plugin } from 'esbuild';
import { BUNDLING } from './bundling.ts';
import type { FunctionName } from './constructs/bundle.ts';

/**
 * The SDK writes the keys of its schemas as constants (`[_xN]: "name"`), and a key that has to be evaluated keeps esbuild from
 * dropping a schema that nobody uses: those of EC2 alone are 550 KB, which Lambda would compile at every start for the 13 KB
 * in use. With the constants written out they can be dropped.
 */
const plainKeys: Plugin = {
  name: 'plain-keys',
  setup: ({ onLoad }) =>
    onLoad({ filter: /[\\/]client-[^\\/]+[\\/]dist-es[\\/]schemas[\\/]schemas_\d+\.js$/ }, async ({ path: file }) => ({
      contents: withPlainKeys(await readFile(file, 'utf8')),
    })),
};

export function withPlainKeys(source: string): string {
  // `{"__proto__": x}` is not a key: it sets the prototype.
  const constants = new Map(
    [...source.matchAll(/^const (\w+) = ("(?!__proto__")[^"\\]*");$/gm)].map(
      ([, name, value]) => [name, value] as const,
    ),
  );
  return source.replace(/([{,]\s*)\[(\w+)\]:/g, (whole, before, name) => {
    const value = constants.get(name);
    return value === undefined ? whole : `${before}${value}:`;
  });
}

/**
 * On Lambda credentials are in the environment. The SDK looks there first; what it would try afterwards (profiles, SSO, web
 * identity, the instance's own) is 150 KB that never runs. The command line is not bundled and keeps all of it.
 */
const environmentCredentials: Plugin = {
  name: 'environment-credentials',
  setup: ({ onLoad }) =>
    onLoad({ filter: /[\\/]credential-provider-node[\\/]dist-es[\\/]index\.js$/ }, ({ path: file }) => ({
      contents: 'export { fromEnv as defaultProvider } from "@aws-sdk/credential-provider-env";',
      resolveDir: path.dirname(file),
    })),
};

const ROOT = path.resolve(import.meta.dirname, '..');

const OPTIONS = {
  ...BUNDLING,
  absWorkingDir: ROOT,
  // Names stay, so that a stack trace can be read without source maps: those were more than the code, and to read them was a fifth
  // of a start.
  minifyWhitespace: true,
  minifySyntax: true,
  outExtension: { '.js': '.mjs' },
  // The SDK asks it what browser this is, in code that is dropped; what it would load was bundled all the same, 35 KB each.
  external: ['bowser'],
  // dns-packet is CommonJS and requires Node's own modules, which an ES module cannot without this.
  banner: { js: "import{createRequire as nodeRequire}from'node:module';const require=nodeRequire(import.meta.url);" },
  plugins: [plainKeys, environmentCredentials],
} satisfies BuildOptions;

/** Bundles a handler into `folder`. */
export async function build(name: FunctionName, folder: string): Promise<Metafile> {
  await rm(folder, { recursive: true, force: true });
  return (await esbuild({ ...OPTIONS, entryPoints: [`functions/${name}.ts`], outdir: folder })).metafile;
}

if (import.meta.main) {
  const [folder = '', ...names] = process.argv.slice(2);
  await Promise.all(
    names.map(async (name) => {
      const meta = await build(name as FunctionName, path.join(folder, name));
      // What each bundle is made of: beside the function's folder, so that it is not deployed with it.
      await writeFile(path.join(folder, `${name}.meta.json`), JSON.stringify(meta));
    }),
  );
}
