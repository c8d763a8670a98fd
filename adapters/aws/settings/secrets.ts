/**
 * Secrets are SecureString parameters, read when they are needed, so a new one is picked up by the next run. That one cannot
 * be read is a value.
 */

import { GetParametersByPathCommand, GetParametersCommand, SSMClient } from '@aws-sdk/client-ssm';
import type { KeysRead } from '../../../shared/dnsbl/coverage.ts';
import { keyParameter } from '../../../shared/dnsbl/keys.ts';
import { defined } from '../../../shared/model/defined.ts';
import { verbatim } from '../../../shared/model/language.ts';
import { type Parsed, parsed, problem } from '../../../shared/model/parsed.ts';
import { CLIENT, errorLine } from '../account/client.ts';

const FOLDER = keyParameter('');

export async function readKeys(client: SSMClient = new SSMClient(CLIENT)): Promise<KeysRead> {
  const keys: Record<string, string> = {};
  let NextToken: string | undefined;
  try {
    do {
      const page = await client.send(
        new GetParametersByPathCommand({
          Path: FOLDER.slice(0, -1),
          WithDecryption: true,
          ...defined({ NextToken: NextToken ? NextToken : undefined }),
        }),
      );
      for (const { Name = '', Value = '' } of page.Parameters ?? []) {
        if (Value.trim() !== '') keys[Name.slice(FOLDER.length)] = Value.trim();
      }
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
    return { keys, failure: null };
  } catch (error) {
    return { keys: {}, failure: errorLine(error) };
  }
}

/** Those of them that are stored, by name; at most ten. */
export async function readParameters(
  names: readonly string[],
  client: SSMClient = new SSMClient(CLIENT),
): Promise<Parsed<Readonly<Record<string, string>>>> {
  try {
    const { Parameters = [] } = await client.send(
      new GetParametersCommand({ Names: [...names], WithDecryption: true }),
    );
    const stored = Parameters.map(({ Name = '', Value = '' }) => [Name, Value.trim()] as const);
    return parsed(Object.fromEntries(stored.filter(([, value]) => value !== '')));
  } catch (error) {
    return problem(verbatim(errorLine(error)));
  }
}
