/** Checks on demand inside a function: the deployment's settings and lists, the operators' keys, and a time to end in. */

import { LISTS } from '../../shared/dnsbl/lists.ts';
import { limitsOf } from '../../shared/http/budget.ts';
import type { ApiLimits, Checking } from '../../shared/http/ports.ts';
import { systemClock } from '../local/clock.ts';
import { createRuntime } from '../runtime.ts';
import { type KeysRead, readKeys } from './secrets.ts';
import { readConfigured } from './settings.ts';

/** API Gateway gives up after 30 s: the start, the table and the keys need the rest. */
const CHECK_MS = 23_000;
const QUESTION_MS = 5000;
/** A key that was stored is used after so long at the latest. */
const KEYS_MS = 5 * 60_000;

export type AwsChecking = { readonly limits: ApiLimits; readonly open: () => Promise<Checking> };

export function awsChecking(folder: string | undefined): AwsChecking {
  const { settings, table } = readConfigured(folder);
  let known: { readonly at: number; readonly read: KeysRead } | undefined;
  const keys = async (): Promise<KeysRead['keys']> => {
    const now = systemClock.monotonic();
    if (known === undefined || now - known.at > KEYS_MS || known.read.failure !== null)
      known = { at: now, read: await readKeys() };
    return known.read.keys;
  };
  return {
    limits: limitsOf(settings.api),
    open: async () => {
      const runtime = createRuntime({
        settings: { ...settings, keys: { ...settings.keys, ...(await keys()) } },
        table,
        tableIsFile: table !== LISTS,
        environment: {},
        questionMs: QUESTION_MS,
        commandMs: CHECK_MS,
      });
      // They were checked when they were deployed.
      if (!runtime.ok) throw new Error(runtime.problem);
      return runtime.value;
    },
  };
}
