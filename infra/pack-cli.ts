/**
 * The command line as an installed package has it: one bundle, split where the source loads lazily, with everything it needs
 * inside. A package that is installed to check one address should not bring 37 MB of AWS clients, and fewer files start faster.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import path from 'node:path';
import { type BuildOptions, build, type Metafile, type Plugin } from 'esbuild';
import { BUNDLING } from './bundling.ts';
import { alreadyLoaded, lateAtOnce, loadedLate, onlyWhatIsUsed } from './pack-chunks.ts';
import { requiredWhenUsed, suffixesBuilt } from './pack-libraries.ts';

const OPTIONS = {
  ...BUNDLING,
  minify: true,
  // Whole, in a file of its own.
  legalComments: 'none',
} satisfies BuildOptions;

/** Bundles `cli/main.ts` of the checkout at `root` into `folder`, with the licenses of what the bundle holds beside it. */
export async function packCommandLine(root: string, folder: string): Promise<Metafile> {
  const options = { ...OPTIONS, absWorkingDir: root, entryPoints: ['cli/main.ts'], outdir: folder };
  const first = await build({
    ...options,
    plugins: [required, suffixesBuilt, inFewerFiles(root, new Map())],
    write: false,
  });
  const { metafile } = await build({
    ...options,
    plugins: [required, suffixesBuilt, inFewerFiles(root, alreadyLoaded(loadedLate(first.metafile)))],
  });
  writeFileSync(path.join(folder, 'THIRD-PARTY-LICENSES.txt'), licensesOf(packagesIn(metafile), root));
  return metafile;
}

/** What CommonJS (dns-packet) requires of Node, which an ES module cannot. */
const required: Plugin = {
  name: 'required-of-node',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: new RegExp(`^(?:node:)?(?:${builtinModules.join('|')})$`) }, ({ kind, path: name }) =>
      kind === 'require-call' ? { path: name, namespace: 'node' } : null,
    );
    onLoad({ filter: /^/, namespace: 'node' }, ({ path: name }) => ({
      contents: `module.exports = process.getBuiltinModule('${name}');`,
    }));
  },
};

/** Where `dns-packet` is used. */
const RECORDS = 'shared/dns/rdata.ts';

/** The sources as they are bundled, so that a command is read from a few files instead of seventy (`pack-chunks.ts`). */
const inFewerFiles = (root: string, loaded: ReadonlyMap<string, readonly string[]>): Plugin => ({
  name: 'fewer-files',
  setup: ({ onLoad }) =>
    onLoad({ filter: /\.ts$/ }, async ({ path: file }) => {
      const name = path.relative(root, file).replaceAll(path.sep, '/');
      const read = onlyWhatIsUsed(await readFile(file, 'utf8'));
      const source = lateAtOnce(name, name === RECORDS ? requiredWhenUsed(read) : read);
      const before = (loaded.get(name) ?? []).map((one) => path.relative(path.dirname(name), one));
      const imports = before.map((one) => `import '${toImport(one.replaceAll(path.sep, '/'))}';\n`);
      return { contents: imports.join('') + source, loader: 'ts' };
    }),
});

const toImport = (relative: string): string => (relative.startsWith('.') ? relative : `./${relative}`);

/** Folders, relative to the checkout, of the packages whose code is in the bundle. */
function packagesIn({ outputs }: Metafile): readonly string[] {
  const files = Object.values(outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([file, { bytesInOutput }]) => (bytesInOutput > 0 ? [file] : [])),
  );
  const folders = files.flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? []);
  return [...new Set(folders)].sort();
}

function licensesOf(folders: readonly string[], root: string): string {
  return folders
    .map((folder) => {
      const at = path.join(root, folder);
      const { name, version, license } = JSON.parse(readFileSync(path.join(at, 'package.json'), 'utf8'));
      const file = readdirSync(at).find((one) => /^licen[cs]e/i.test(one) && existsSync(path.join(at, one)));
      const text = file === undefined ? '' : `\n${readFileSync(path.join(at, file), 'utf8').trim()}\n`;
      return `${name} ${version} (${license})\n${text}`;
    })
    .join(`\n${'-'.repeat(80)}\n\n`);
}
