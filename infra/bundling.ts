/** How both are bundled: the functions (`esbuild.ts`) and the command line of the package (`pack-cli.ts`). Each adds its own. */
import type { BuildOptions } from 'esbuild';

export const BUNDLING = {
  bundle: true,
  // Else each Hangul syllable takes six octets instead of three.
  charset: 'utf8',
  splitting: true,
  platform: 'node',
  format: 'esm',
  target: 'node24',
  // Takes the ES modules of the AWS SDK, which can be shaken: 40 % smaller than with esbuild's order for Node.
  mainFields: ['module', 'main'],
  chunkNames: 'chunk-[hash]',
  metafile: true,
} satisfies BuildOptions;
