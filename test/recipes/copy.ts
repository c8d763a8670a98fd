/** A copy of the sources, to be changed the way a recipe of CONTRIBUTING says: what then loads, and what the compiler says. */
import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const ROOT = path.resolve(import.meta.dirname, '../..');

export class SourceCopy {
  readonly #folder = mkdtempSync(path.join(os.tmpdir(), 'recipe-'));
  /** Files that were changed. */
  readonly edited = new Set<string>();

  constructor(...folders: readonly string[]) {
    for (const folder of folders) cpSync(path.join(ROOT, folder), this.#at(folder), { recursive: true });
    symlinkSync(path.join(ROOT, 'node_modules'), this.#at('node_modules'));
    writeFileSync(this.#at('package.json'), '{ "type": "module" }');
  }

  readonly #at = (file: string): string => path.join(this.#folder, file);

  /** Puts `text` before the last line that is `before`, as an entry is added to a table. */
  addEntry(file: string, text: string, before: string): void {
    const source = readFileSync(this.#at(file), 'utf8');
    const at = source.lastIndexOf(`\n${before}`);
    if (at < 0) throw new Error(`${file} has no line ${before}`);
    writeFileSync(this.#at(file), `${source.slice(0, at + 1)}${text}\n${source.slice(at + 1)}`);
    this.edited.add(file);
  }

  load = <T>(file: string): Promise<T> => import(/* @vite-ignore */ pathToFileURL(this.#at(file)).href) as Promise<T>;

  /** What the compiler says about a file and all that it imports: none, or a line each. */
  async compile(file: string): Promise<readonly string[]> {
    const config = {
      extends: path.join(ROOT, 'tsconfig.json'),
      compilerOptions: { paths: {}, typeRoots: [path.join(ROOT, 'node_modules/@types')] },
      include: [file],
    };
    writeFileSync(this.#at('tsconfig.json'), JSON.stringify(config));
    const said = await new Promise<string>((resolve) => {
      const tsc = path.join(ROOT, 'node_modules/.bin/tsc');
      execFile(tsc, ['-p', this.#folder, '--pretty', 'false'], (_error, stdout) => resolve(stdout));
    });
    return said.split('\n').filter((line) => line !== '');
  }
}
