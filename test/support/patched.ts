/** A copy of `shared/` with changes in it, compiled and run: what a recipe of CONTRIBUTING needs, and what is named when it is missing. */
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** By file: whole texts of new files, and of others what stands in the place of what. */
export type Patches = Readonly<Record<string, string | readonly (readonly [before: string, after: string])[]>>;

export type Patched = {
  /** `shared/ptr/judge-reverse.ts: ...`, one each; the files named and what they import are compiled. */
  readonly faults: (...files: readonly string[]) => Promise<readonly string[]>;
  /** What a module writes to standard output, standing beside `shared/`. */
  readonly run: (module: string) => Promise<string>;
};

export function patched(patches: Patches): Patched {
  const folder = mkdtempSync(path.join(tmpdir(), 'patched-'));
  cpSync(path.join(ROOT, 'shared'), path.join(folder, 'shared'), { recursive: true });
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'));
  writeFileSync(path.join(folder, 'package.json'), '{ "type": "module" }');
  for (const [file, change] of Object.entries(patches)) write(path.join(folder, file), change);
  return {
    faults: async (...files) => {
      const { compilerOptions } = JSON.parse(readFileSync(path.join(ROOT, 'tsconfig.json'), 'utf8'));
      const options = { ...compilerOptions, paths: {} };
      writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: options, files }));
      const said = await outputOf(
        path.join(ROOT, 'node_modules/.bin/tsc'),
        ['-p', folder, '--pretty', 'false'],
        folder,
      );
      return said
        .split('\n')
        .filter((line) => line.includes('error TS'))
        .map((line) => line.replace(/\(\d+,\d+\): error TS\d+/, ''));
    },
    run: async (module) => {
      writeFileSync(path.join(folder, 'run.ts'), module);
      return outputOf(process.execPath, [path.join(folder, 'run.ts')], folder);
    },
  };
}

function write(file: string, change: Patches[string]): void {
  if (typeof change === 'string') {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, change);
    return;
  }
  const text = change.reduce(
    (so, [before, after]) => {
      if (!so.includes(before)) throw new Error(`${file} does not hold: ${before}`);
      return so.replace(before, () => after);
    },
    readFileSync(file, 'utf8'),
  );
  writeFileSync(file, text);
}

const outputOf = (program: string, args: readonly string[], cwd: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    let complained = '';
    child.stdout.on('data', (chunk) => {
      said += chunk;
    });
    child.stderr.on('data', (chunk) => {
      complained += chunk;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      // The compiler says what it finds on standard output and ends with 1 or 2.
      if (code === 0 || complained === '') resolve(said);
      else reject(new Error(complained));
    });
  });
