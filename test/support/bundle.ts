/** A function's bundle as it is deployed, and what is in it. They are made once for all tests, and again when their sources change. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Metafile } from 'esbuild';
import { bundlesFolder, type FunctionName } from '../../infra/constructs/bundle.ts';

export type Bundle = {
  readonly file: string;
  /** Bytes, minified: the entry alone, all that loads before the handler can be called, and everything. */
  readonly entry: number;
  readonly start: number;
  readonly all: number;
  /** Source files in what loads at start, and in everything. */
  readonly atStart: readonly string[];
  readonly inputs: readonly string[];
};

export function bundleOf(name: FunctionName): Bundle {
  const folder = bundlesFolder();
  const { outputs } = JSON.parse(readFileSync(path.join(folder, `${name}.meta.json`), 'utf8')) as Metafile;
  const entry = Object.keys(outputs).find((output) => output.endsWith(`/${name}/${name}.mjs`)) ?? '';
  const start = new Set<string>();
  const follow = (output: string): void => {
    const made = outputs[output];
    if (made === undefined || start.has(output)) return;
    start.add(output);
    for (const { kind, path: next } of made.imports) if (kind === 'import-statement') follow(next);
  };
  follow(entry);
  const code = Object.keys(outputs).filter((output) => output.endsWith('.mjs'));
  const bytes = (of: Iterable<string>): number =>
    [...of].reduce((sum, output) => sum + (outputs[output]?.bytes ?? 0), 0);
  // A file whose every byte was shaken off is still listed.
  const inputs = (of: Iterable<string>): string[] =>
    [...of].flatMap((output) =>
      Object.entries(outputs[output]?.inputs ?? {}).flatMap(([input, { bytesInOutput }]) =>
        bytesInOutput > 0 ? [input] : [],
      ),
    );
  return {
    file: path.join(folder, name, `${name}.mjs`),
    entry: bytes([entry]),
    start: bytes(start),
    all: bytes(code),
    atStart: inputs(start),
    inputs: inputs(code),
  };
}
