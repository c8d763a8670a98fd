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
  // Compiled once (in the checkout also stripped of its types), not at every start. In a folder of our own, which nobody else can
  // have filled; where we may not write there, nothing is kept.
  const { enableCompileCache } = process.getBuiltinModule('node:module');
  enableCompileCache(`${import.meta.dirname}/../node_modules/.cache/postwatch-compiled`);
  const { main } = await import(installed ? '../dist/cli/main.js' : './main.ts');
  process.exitCode = await main(process.argv.slice(2));
}
