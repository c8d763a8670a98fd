/** AWS with the credentials of this shell. Its clients are loaded when they are needed: no other command waits for them. */
import type { OpenPorts } from '../adapters/local/in-process-jobs.ts';
import { createRuntime, type RuntimeOptions } from '../adapters/runtime.ts';
import type { Text } from '../shared/model/language.ts';
import { orThrow } from './runtime.ts';

/** Null where there are credentials, else one line. */
export async function withoutAws(): Promise<Text | null> {
  const { withoutCredentials } = await import('../adapters/aws/account/account-ports.ts');
  return withoutCredentials();
}

/** `region`: the only one to look in; else those of the settings, else every enabled one. */
export function openAws(options: RuntimeOptions, region?: string): OpenPorts {
  const { commandMs: _, ...endless } = options;
  const regions = region === undefined ? options.settings.aws?.regions : [region];
  return async (known) => {
    const { openAccount } = await import('../adapters/aws/account/account-ports.ts');
    const account = await openAccount({ home: region ?? null, regions, account: '' }, known);
    const runtime = orThrow(createRuntime(endless));
    const { elasticIps, zones } = account;
    const close = (): void => {
      runtime.close();
      account.close();
    };
    return { ports: { elasticIps, zones, resolver: runtime.lookupPorts.resolver }, close };
  };
}
