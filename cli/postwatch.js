#!/usr/bin/env node
// Plain JavaScript of an old kind, so that an old Node can read it far enough to say what is wrong.
const major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
  process.stderr.write(
    `postwatch: needs Node 24 or newer and this is ${process.versions.node}; in a checkout run it as "npx postwatch"\n`,
  );
  process.exitCode = 64;
} else {
  // Type stripping does not work below node_modules: an installed package has its code compiled.
  const installed = /[\\/]node_modules[\\/]/.test(import.meta.dirname);
  // Compiled once (in the checkout also stripped of its types), not at every start. In a folder of our own, or where the package
  // was installed by another user, in the caller's: what lies there is run, so nobody else may have filled it.
  const { enableCompileCache, constants } = process.getBuiltinModule('node:module');
  const own = enableCompileCache(`${import.meta.dirname}/../node_modules/.cache/postwatch-compiled`);
  if (own.status === constants.compileCacheStatus.FAILED) {
    const folder = callersFolder();
    if (folder !== null) enableCompileCache(folder);
  }
  const { main } = await import(installed ? '../dist/cli/main.js' : './main.ts');
  process.exitCode = await main(process.argv.slice(2));
}

/** Null where there is none that only the caller can write to. */
function callersFolder() {
  const { mkdirSync, statSync } = process.getBuiltinModule('node:fs');
  const { XDG_CACHE_HOME, HOME } = process.env;
  const cache = XDG_CACHE_HOME || (HOME && `${HOME}/.cache`);
  if (!cache || process.getuid === undefined) return null;
  try {
    mkdirSync(`${cache}/postwatch`, { recursive: true, mode: 0o700 });
    const { uid, mode } = statSync(`${cache}/postwatch`);
    return uid === process.getuid() && (mode & 0o022) === 0 ? `${cache}/postwatch` : null;
  } catch {
    return null;
  }
}
