/** A bearer token -> may it ask, and may it write? A Lambda authoriser of an HTTP API with the simple response. */
import type { APIGatewayRequestAuthorizerEventV2, APIGatewaySimpleAuthorizerWithContextResult } from 'aws-lambda';
import { storedTokens } from '../adapters/aws/tokens.ts';
import { systemClock } from '../adapters/local/clock.ts';
import { bearerToken, permissionOf, type TokenContext } from '../shared/http/bearer.ts';

const tokens = storedTokens(
  {
    read: process.env['POSTWATCH_READ_TOKEN_PARAMETER'] ?? '/postwatch/tokens/read',
    write: process.env['POSTWATCH_WRITE_TOKEN_PARAMETER'] ?? '/postwatch/tokens/write',
  },
  systemClock,
);

type Event = Pick<APIGatewayRequestAuthorizerEventV2, 'headers' | 'identitySource'>;

export async function handler({
  headers,
  identitySource,
}: Event): Promise<APIGatewaySimpleAuthorizerWithContextResult<TokenContext>> {
  const token = bearerToken(headers?.['authorization'] ?? identitySource?.[0]);
  const context = token === null ? null : permissionOf(token, await tokens());
  return { isAuthorized: context !== null, context: context ?? { caller: '', write: false } };
}
