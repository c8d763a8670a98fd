/**
 * The command line as an installed package has it: one bundle, split where the source loads lazily, with everything it needs
 * inside. A package that is installed to check one address should not bring 37 MB of AWS clients, and fewer files start faster.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type BuildOptions, build, type Metafile } from 'esbuild';

const OPTIONS = {
  bundle: true,
  minify: true,
  // Else each Hangul syllable takes six octets instead of three.
  charset: 'utf8',
  splitting: true,
  platform: 'node',
  format: 'esm',
  target: 'node24',
  mainFields: ['module', 'main'],
  chunkNames: 'chunk-[hash]',
  // dns-packet is CommonJS and requires Node's own modules, which an ES module cannot without this.
  banner: { js: "import{createRequire as nodeRequire}from'node:module';const require=nodeRequire(import.meta.url);" },
  // Whole, in a file of its own.
  legalComments: 'none',
  metafile: true,
} satisfies BuildOptions;

/** Bundles `cli/main.ts` of the checkout at `root` into `folder`, with the licenses of what the bundle holds beside it. */
export async function packCommandLine(root: string, folder: string): Promise<Metafile> {
  const { metafile } = await build({
    ...OPTIONS,
    absWorkingDir: root,
    entryPoints: ['cli/main.ts'],
    outdir: folder,
  });
  writeFileSync(path.join(folder, 'THIRD-PARTY-LICENSES.txt'), licensesOf(packagesIn(metafile), root));
  return metafile;
}

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
