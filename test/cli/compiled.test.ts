/** Where the installed command line keeps what V8 has compiled. */
import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const START = path.resolve(import.meta.dirname, '../../cli/postwatch.js');

/** A package as it is installed, whose command does nothing; `open`: its folder can be written to. */
function installed(open: boolean): { readonly root: string; readonly home: string; readonly run: () => number | null } {
  const folder = mkdtempSync(path.join(tmpdir(), 'postwatch-compiled-'));
  const root = path.join(folder, 'node_modules/postwatch');
  const home = path.join(folder, 'home');
  for (const one of ['cli', 'dist/cli']) mkdirSync(path.join(root, one), { recursive: true });
  mkdirSync(home);
  copyFileSync(START, path.join(root, 'cli/postwatch.js'));
  writeFileSync(path.join(root, 'package.json'), '{"type":"module"}');
  writeFileSync(path.join(root, 'dist/cli/main.js'), 'export const main = () => 0;');
  // Root may write anywhere, but nobody makes a folder below a file.
  if (!open) writeFileSync(path.join(root, 'node_modules'), '');
  const run = (): number | null =>
    spawnSync(process.execPath, [path.join(root, 'cli/postwatch.js')], { env: { HOME: home } }).status;
  return { root, home, run };
}

const kept = (folder: string): number => (existsSync(folder) ? readdirSync(folder).length : 0);

describe('the compiled code of the installed command line', () => {
  it('is kept in its own folder where that can be written to', () => {
    const { root, home, run } = installed(true);
    expect(run()).toBe(0);
    expect(kept(path.join(root, 'node_modules/.cache/postwatch-compiled'))).toBe(1);
    expect(kept(path.join(home, '.cache/postwatch'))).toBe(0);
  });

  it.skipIf(process.platform === 'win32')(
    'is kept in the cache of the caller where the package cannot be written to',
    () => {
      const { home, run } = installed(false);
      expect(run()).toBe(0);
      expect(kept(path.join(home, '.cache/postwatch'))).toBe(1);
    },
  );

  it.skipIf(process.platform === 'win32')('is not kept in a folder that others can write to', () => {
    const { home, run } = installed(false);
    const cache = path.join(home, '.cache/postwatch');
    mkdirSync(cache, { recursive: true });
    chmodSync(cache, 0o777);
    expect(run()).toBe(0);
    expect(kept(cache)).toBe(0);
  });
});
