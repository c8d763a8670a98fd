/**
 * A bearer token -> who asks, and may they write? A Lambda authoriser of an HTTP API with the simple response. What it refuses, API
 * Gateway answers with 403 in its own words, and an HTTP API has no gateway responses to change that. So a request with a wrong token
 * goes on to `api` as one of nobody, which every route there answers with 401, or with 429 and how long to wait (decision of 2026-12-01).
 */
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

async function authorize({ headers, identitySource, requestContext }: Event): Promise<Answer> {
  const token = bearerToken(headers?.['authorization'] ?? identitySource?.[0]);
  if (token === null) return NOBODY;
  const verdict = gate(token, sourceOf(requestContext?.http?.sourceIp), permissionOf(token, await tokens()));
  if (verdict.kind === 'right') return { isAuthorized: true, context: verdict.value };
  metrics({ TokensRefused: 1 });
  if (verdict.kind === 'wrong') return NOBODY;
  return { isAuthorized: true, context: { ...NOBODY.context, retryAfterSeconds: verdict.retryAfterSeconds } };
}

export const handler = withCallIds(authorize);

const NOBODY: Answer = { isAuthorized: true, context: { caller: '', write: false } };
