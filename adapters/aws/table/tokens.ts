/**
 * The bearer tokens of the API, SecureString parameters. They are read together and remembered for five minutes, which is
 * how long one that was taken back still works. A token that is not stored is null, and nothing matches it; that they
 * cannot be read at all is an error, since "denied" would be kept by API Gateway and would not be true.
 */
import { GetParametersCommand, SSMClient } from '@aws-sdk/client-ssm';
import type { Tokens } from '../../../shared/http/bearer.ts';
import type { Clock } from '../../../shared/model/clock.ts';
import { MINUTE } from '../../../shared/model/duration.ts';
import { parametersOf } from '../../../shared/model/stack-parameter.ts';
import { PROMPT_CLIENT } from '../account/client.ts';

const KEPT_MS = 5 * MINUTE;

/** `stack`: its own tokens count instead of those that all stacks of the Region share. */
export type TokenNames = { readonly read: string; readonly write: string; readonly stack?: string };

export function storedTokens(
  names: TokenNames,
  clock: Clock,
  client = new SSMClient(PROMPT_CLIENT),
): () => Promise<Tokens> {
  let known: { readonly at: number; readonly tokens: Tokens } | undefined;
  return async () => {
    if (known !== undefined && clock.monotonic() - known.at < KEPT_MS) return known.tokens;
    const both = (name: string): readonly string[] => parametersOf(names.stack ?? '', name);
    const request = new GetParametersCommand({
      Names: [names.read, names.write].flatMap(both),
      WithDecryption: true,
    });
    const { Parameters = [] } = await client.send(request);
    // A file that was stored often brings its line break along.
    const stored = new Map(Parameters.map(({ Name = '', Value = '' }) => [Name, Value.trim()]));
    const value = (name: string): string | null => both(name).flatMap((one) => stored.get(one) || [])[0] ?? null;
    known = { at: clock.monotonic(), tokens: { read: value(names.read), write: value(names.write) } };
    return known.tokens;
  };
}
