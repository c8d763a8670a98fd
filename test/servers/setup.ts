/** Starts the servers once for the whole suite; says plainly what is missing, which is an error where CI=true. */
import type { TestProject } from 'vitest/node';
import { findPrograms, startWorld, type World } from './world.ts';

export type Provided = Omit<World, 'stop'> | { readonly missing: string };

declare module 'vitest' {
  interface ProvidedContext {
    readonly servers: Provided;
  }
}

export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const found = findPrograms();
  if ('missing' in found) {
    const missing = `this machine has no ${found.missing.join(', no ')} (Debian: apt-get install rbldnsd nsd unbound)`;
    if (process.env['CI'] === 'true') throw new Error(`the suite against real servers cannot run: ${missing}`);
    console.warn(`\nSKIPPED, all of the suite against real servers: ${missing}\n`);
    project.provide('servers', { missing });
    return undefined;
  }
  const { stop, ...servers } = await startWorld(found.programs);
  project.provide('servers', servers);
  return stop;
}
