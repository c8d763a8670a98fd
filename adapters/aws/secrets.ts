/**
 * The keys of list operators, SecureString parameters under `/postwatch/keys/`. They are read at every run, so a new one is
 * picked up by the next. That they cannot be read is a value: the lists that need one are then not covered, for that reason.
 */
import { GetParametersByPathCommand, SSMClient } from '@aws-sdk/client-ssm';
import { type Keys, keyParameter } from '../../shared/dnsbl/keys.ts';
import { CLIENT, errorLine } from './client.ts';

export type KeysRead = { readonly keys: Keys /** Why they could not be read. */; readonly failure: string | null };

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
          ...(NextToken ? { NextToken } : {}),
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
