/** A bearer token -> may it ask, and may it write? A Lambda authoriser of an HTTP API with the simple response. */
import type { APIGatewayRequestAuthorizerEventV2, APIGatewaySimpleAuthorizerWithContextResult } from 'aws-lambda';
import { withCallIds } from '../adapters/aws/steps/call-ids.ts';
import { telemetry } from '../adapters/aws/steps/metrics.ts';
import { storedTokens } from '../adapters/aws/table/tokens.ts';
import { systemClock } from '../adapters/local/clock.ts';
import { bearerToken, permissionOf, type TokenContext } from '../shared/http/bearer.ts';
import { createTokenGate, sourceOf } from '../shared/http/token-gate.ts';

const stack = process.env['POSTWATCH_STACK'] ?? '';
const tokens = storedTokens(
  {
    stack,
    read: process.env['POSTWATCH_READ_TOKEN_PARAMETER'] ?? '/postwatch/tokens/read',
    write: process.env['POSTWATCH_WRITE_TOKEN_PARAMETER'] ?? '/postwatch/tokens/write',
  },
  systemClock,
);

const gate = createTokenGate(systemClock);
const { metrics } = telemetry({ stack, clock: systemClock });

type Event = Pick<APIGatewayRequestAuthorizerEventV2, 'headers' | 'identitySource'> & {
  readonly requestContext?: { readonly http?: { readonly sourceIp?: string } };
};

type Answer = APIGatewaySimpleAuthorizerWithContextResult<TokenContext>;

/** Who is throttled gets the same answer as a wrong token: this form of answer has no other. */
async function authorize({ headers, identitySource, requestContext }: Event): Promise<Answer> {
  const token = bearerToken(headers?.['authorization'] ?? identitySource?.[0]);
  if (token === null) return { isAuthorized: false, context: NOBODY };
  const verdict = gate(token, sourceOf(requestContext?.http?.sourceIp), permissionOf(token, await tokens()));
  if (verdict.kind === 'right') return { isAuthorized: true, context: verdict.value };
  metrics({ TokensRefused: 1 });
  return { isAuthorized: false, context: NOBODY };
}

export const handler = withCallIds(authorize);

const NOBODY: TokenContext = { caller: '', write: false };
