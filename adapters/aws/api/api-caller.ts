/**
 * Who asks, as API Gateway has proved it: the request context of an HTTP API (payload format 2.0) holds what its authoriser
 * found, under `iam`, `lambda` or `jwt`. A request without any of them comes from a route that is open by mistake, and
 * there is no such thing here.
 */
import type { Caller } from '../../../shared/http/ports.ts';

const WRITE_SCOPE = 'postwatch:write';
/** DynamoDB's partition keys take 2 KB; no real identity is longer. */
const MAX_ID = 500;

type Fields = Readonly<Record<string, unknown>>;

const fields = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {});

/** `env` is what `hono/aws-lambda` hands to the app: `{event, requestContext, lambdaContext}`. */
export function callerOf(env: unknown): Caller | null {
  const { iam, lambda, jwt } = fields(fields(fields(env)['requestContext'])['authorizer']);
  return iamCaller(fields(iam)) ?? tokenCaller(fields(lambda)) ?? jwtCaller(fields(jwt));
}

const named = (kind: string, id: unknown, canWrite: boolean): Caller | null =>
  typeof id === 'string' && id !== '' ? { id: `${kind}:${id.slice(0, MAX_ID)}`, canWrite } : null;

/** The sessions of one role share a budget: each call could have a session of its own. */
function iamCaller({ userArn }: Fields): Caller | null {
  const arn =
    typeof userArn === 'string' ? userArn.replace(/^(arn:[^:]*:sts::\d+:assumed-role\/[^/]+)\/.*$/, '$1') : '';
  return named('iam', arn, true);
}

const tokenCaller = ({ caller, write }: Fields): Caller | null =>
  named('token', caller, write === true || write === 'true');

/** Scopes come as a list where the route asks for some, else as the claim with spaces between (RFC 8693 section 4.2). */
function jwtCaller({ claims, scopes }: Fields): Caller | null {
  const { sub, scope } = fields(claims);
  const all = [...(Array.isArray(scopes) ? scopes : []), ...(typeof scope === 'string' ? scope.split(' ') : [])];
  return named('jwt', sub, all.includes(WRITE_SCOPE));
}
