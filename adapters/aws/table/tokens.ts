/**
 * The bearer tokens of the API, SecureString parameters. They are read together and remembered for five minutes, which is
 * how long one that was taken back still works. A token that is not stored is null, and nothing matches it; that they
 * cannot be read at all is an error, since "denied" would be kept by API Gateway and would not be true.
 */
import { GetParametersCommand, SSMClient } from '@aws-sdk/client-ssm';
import type { Tokens } from '../../../shared/http/bearer.ts';
import type { Clock } from '../../../shared/model/clock.ts';
import { MINUTE } from '../../../shared/model/duration.ts';
import { PROMPT_CLIENT } from '../account/client.ts';

const KEPT_MS = 5 * MINUTE;

export type TokenNames = { readonly read: string; readonly write: string };

export function storedTokens(
  names: TokenNames,
  clock: Clock,
  client = new SSMClient(PROMPT_CLIENT),
): () => Promise<Tokens> {
  let known: { readonly at: number; readonly tokens: Tokens } | undefined;
  return async () => {
    if (known !== undefined && clock.monotonic() - known.at < KEPT_MS) return known.tokens;
    const request = new GetParametersCommand({ Names: [names.read, names.write], WithDecryption: true });
    const { Parameters = [] } = await client.send(request);
    const value = (name: string): string | null => {
      // A file that was stored often brings its line break along.
      const stored = Parameters.find(({ Name }) => Name === name)?.Value?.trim();
      return stored === undefined || stored === '' ? null : stored;
    };
    known = { at: clock.monotonic(), tokens: { read: value(names.read), write: value(names.write) } };
    return known.tokens;
  };
}
