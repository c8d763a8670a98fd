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
import { parametersOf } from '../../../shared/model/stack-parameter.ts';
import { CLIENT, errorLine } from '../account/client.ts';

const FOLDER = keyParameter('');

/** Those of the stack itself over those that all stacks of the Region share. */
export async function readKeys(client: SSMClient = new SSMClient(CLIENT)): Promise<KeysRead> {
  try {
    // The stack's own last: of two keys of one operator the later one counts.
    const folders = parametersOf(ownStack(), FOLDER).toReversed();
    const read = await Promise.all(folders.map((folder) => keysBelow(folder, client)));
    return { keys: Object.assign({}, ...read), failure: null };
  } catch (error) {
    return { keys: {}, failure: errorLine(error) };
  }
}

const ownStack = (): string => process.env['POSTWATCH_STACK'] ?? '';

/** `folder`: with a slash at its end. */
async function keysBelow(folder: string, client: SSMClient): Promise<Readonly<Record<string, string>>> {
  const keys: Record<string, string> = {};
  let NextToken: string | undefined;
  do {
    const page = await client.send(
      new GetParametersByPathCommand({
        Path: folder.slice(0, -1),
        WithDecryption: true,
        ...defined({ NextToken: NextToken ? NextToken : undefined }),
      }),
    );
    for (const { Name = '', Value = '' } of page.Parameters ?? []) {
      if (Value.trim() !== '') keys[Name.slice(folder.length)] = Value.trim();
    }
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return keys;
}

/** Those of them that are stored, by name, the stack's own first; at most five. */
export async function readParameters(
  names: readonly string[],
  client: SSMClient = new SSMClient(CLIENT),
): Promise<Parsed<Readonly<Record<string, string>>>> {
  try {
    const Names = names.flatMap((name) => parametersOf(ownStack(), name));
    const { Parameters = [] } = await client.send(new GetParametersCommand({ Names, WithDecryption: true }));
    const stored = new Map(Parameters.map(({ Name = '', Value = '' }) => [Name, Value.trim()]));
    const found = names.map((name) => [name, storedAs(name, stored)] as const);
    return parsed(Object.fromEntries(found.filter(([, value]) => value !== '')));
  } catch (error) {
    return problem(verbatim(errorLine(error)));
  }
}

/** Empty where it is not stored at all. */
const storedAs = (name: string, stored: ReadonlyMap<string, string>): string =>
  parametersOf(ownStack(), name)
    .map((one) => stored.get(one) ?? '')
    .find((value) => value !== '') ?? '';
