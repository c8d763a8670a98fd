/**
 * What an installed package needs and the checkout does without: JavaScript instead of TypeScript (Node strips no types below
 * node_modules). The constructs are compiled file by file, with their types; the command line and the functions are bundles,
 * since an installed package brings neither their sources nor esbuild. Run by `npm pack` (script `prepack`).
 */
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { FUNCTIONS } from './constructs/bundle.ts';
import { build } from './esbuild.ts';
import { packCommandLine } from './pack-cli.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const DIST = path.join(ROOT, 'dist');

rmSync(DIST, { recursive: true, force: true });
const tsc = path.join(ROOT, 'node_modules/typescript/bin/tsc');
const { status } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], { cwd: ROOT, stdio: 'inherit' });
if (status !== 0) process.exit(status ?? 1);
for (const name of FUNCTIONS) await build(name, path.join(DIST, 'functions', name));
await packCommandLine(ROOT, path.join(DIST, 'cli'));
