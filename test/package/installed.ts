/** Packs the project, installs the tarball in an empty folder and runs things there. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export const ROOT = path.resolve(import.meta.dirname, '../..');
const BIN = path.join(ROOT, 'node_modules/.bin');

type Ran = { readonly status: number | null; readonly stdout: string; readonly stderr: string };

export type Installed = {
  readonly folder: string;
  /** Runs in the folder, with this project's Node first in PATH. */
  readonly run: (command: string, ...words: string[]) => Promise<Ran>;
  readonly write: (file: string, text: string) => void;
  readonly remove: () => void;
};

/** A text instead of the installation: why there is none. */
export async function install(): Promise<Installed | string> {
  const base = mkdtempSync(path.join(tmpdir(), 'postwatch-package-'));
  const folder = path.join(base, 'app');
  mkdirSync(folder);
  const installed: Installed = {
    folder,
    run: (command, ...words) => run(folder, command, words),
    write: (file, text) => writeFileSync(path.join(folder, file), text),
    remove: () => rmSync(base, { recursive: true, force: true }),
  };
  const packed = await run(ROOT, 'npm', ['pack', '--json', '--pack-destination', base]);
  if (packed.status !== 0) throw new Error(`npm pack: ${packed.stderr.slice(-2000)}`);
  const tarball = /[\w.-]+\.tgz/.exec(packed.stdout)?.[0] ?? '';
  installed.write('package.json', JSON.stringify({ name: 'app', private: true, type: 'module' }));
  const quiet = ['--no-audit', '--no-fund', '--prefer-offline', '--fetch-retries=1', '--fetch-timeout=20000'];
  const { status, stderr } = await installed.run('npm', 'install', path.join(base, tarball), ...quiet);
  if (status === 0) return installed;
  installed.remove();
  const why = stderr.split('\n').find((line) => line.includes('npm error')) ?? stderr.slice(-300);
  if (!/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH|network/i.test(stderr))
    throw new Error(stderr.slice(-2000));
  return `the npm registry cannot be reached and its cache lacks a package (${why.trim()})`;
}

/** Links packages of this project into the folder: aws-cdk-lib alone is 160 MB. */
export function link(installed: Installed, ...names: string[]): void {
  for (const name of names)
    symlinkSync(path.join(ROOT, 'node_modules', name), path.join(installed.folder, 'node_modules', name), 'dir');
}

function run(cwd: string, command: string, words: readonly string[]): Promise<Ran> {
  const PATH = `${BIN}${path.delimiter}${process.env['PATH'] ?? ''}`;
  const env = { ...process.env, PATH, NO_COLOR: '1', npm_config_loglevel: 'error' };
  return new Promise((resolve, reject) => {
    const child = spawn(command, words, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const [stdout, stderr]: [Buffer[], Buffer[]] = [[], []];
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    child.on('error', reject);
    child.on('close', (status) =>
      resolve({ status, stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString() }),
    );
  });
}
