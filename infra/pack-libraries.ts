/**
 * Libraries as the packaged command line has them: with what they compute at every start computed once, and loaded when they are
 * first used. A newer release that looks otherwise is refused, so that nothing is changed that nobody has looked at.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Plugin } from 'esbuild';

type Tables = Readonly<Record<string, string | number | Uint8Array | Uint16Array | Uint32Array | Int32Array>>;

/** A table as source: base64 is read in a twentieth of the time that 10,000 numbers take. */
function written(value: Tables[string]): string {
  if (typeof value !== 'object') return JSON.stringify(value);
  const bytes = Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64');
  return `new ${value.constructor.name}(Uint8Array.from(Buffer.from('${bytes}', 'base64')).buffer)`;
}

const TRIE = /[\\/]tldts[\\/]dist[\\/]es6[\\/]src[\\/]data[\\/]trie\.js$/;
const LOOKUP = /[\\/]tldts[\\/]dist[\\/]es6[\\/]src[\\/]suffix-trie\.js$/;
/** What tldts derives from its trie at each start. */
const DERIVED = /^const numberOfNodes = [\s\S]*?\n(?=\/\/ Result of the last `walk`)/m;
const DERIVED_NAMES = ['edgeHash', 'wildcardEdge'] as const;
/** Of what it derives, the part that is quicker made than read: a sum, which needs no text. */
const OFFSETS = `const edgeOffset = new Uint32Array(edgeLength.length);
for (let at = 0, offset = 0; at < edgeLength.length; at += 1) {
  edgeOffset[at] = offset;
  offset += edgeLength[at];
}
`;

async function trieBeside(file: string): Promise<Tables> {
  return import(pathToFileURL(file).href) as Promise<Tables>;
}

/** The list of public suffixes, read instead of built: 5 ms of processor time. */
export const suffixesBuilt: Plugin = {
  name: 'suffixes-built',
  setup: ({ onLoad }) => {
    onLoad({ filter: TRIE }, async ({ path: file }) => {
      const tables = Object.entries(await trieBeside(file));
      return { contents: tables.map(([name, value]) => `export const ${name} = ${written(value)};`).join('\n') };
    });
    onLoad({ filter: LOOKUP }, async ({ path: file }) => {
      const source = await readFile(file, 'utf8');
      const [code] = DERIVED.exec(source) ?? [];
      if (code === undefined) throw new Error(`${file} does not derive its tables as it did: look at DERIVED`);
      const trie = await trieBeside(path.join(path.dirname(file), 'data/trie.js'));
      const derived = new Function(...Object.keys(trie), `${code}\nreturn { ${DERIVED_NAMES.join(', ')} };`)(
        ...Object.values(trie),
      ) as Tables;
      const tables = DERIVED_NAMES.map((name) => `const ${name} = ${written(derived[name] ?? '')};\n`);
      return { contents: source.replace(code, () => OFFSETS + tables.join('')) };
    });
  },
};

/** CommonJS is evaluated when it is required: here at the first record that nobody but `dns-packet` reads. */
export const requiredWhenUsed = (source: string): string =>
  source.replace(
    /^import \* as packet from 'dns-packet';$/m,
    "const packet = { record: (type) => require('dns-packet').record(type) };",
  );
