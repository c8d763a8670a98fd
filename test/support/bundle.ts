/** Bundles a function into the checkout as it is deployed, and says what is in it. */
import path from 'node:path';
import type { FunctionName } from '../../infra/constructs/bundle.ts';
import { build } from '../../infra/esbuild.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');

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

export async function bundleOf(name: FunctionName, folder: string): Promise<Bundle> {
  const file = path.join(ROOT, folder, name, `${name}.mjs`);
  const { outputs } = await build(name, path.dirname(file));
  const entry = path.relative(ROOT, file);
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
    file,
    entry: bytes([entry]),
    start: bytes(start),
    all: bytes(code),
    atStart: inputs(start),
    inputs: inputs(code),
  };
}
