/**
 * Who asks, as API Gateway has proved it: the request context of an HTTP API (payload format 2.0) holds what its authoriser
 * found, under `iam`, `lambda` or `jwt`. A request without any of them comes from a route that is open by mistake, and
 * there is no such thing here.
 */
import type { Caller, TooManyWrongTokens } from '../../../shared/http/ports.ts';
import type { Text } from '../../../shared/model/language.ts';
import { WRITE_SCOPE } from '../../../shared/model/token-scope.ts';

/** Of JWTs. `read`: undefined where every token may read. */
export type Scopes = { readonly read: string | undefined; readonly write: string };

export const scopesFrom = (environment: Readonly<Record<string, string | undefined>>): Scopes => ({
  read: environment['POSTWATCH_READ_SCOPE'],
  write: environment['POSTWATCH_WRITE_SCOPE'] ?? WRITE_SCOPE,
});

/** DynamoDB's partition keys take 2 KB; no real identity is longer. */
const MAX_ID = 500;

type Fields = Readonly<Record<string, unknown>>;

const fields = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {});

/** `env` is what `hono/aws-lambda` hands to the app: `{event, requestContext, lambdaContext}`. */
export function callerOf(env: unknown, known: Scopes): Caller | TooManyWrongTokens | null {
  const { iam, lambda, jwt } = fields(fields(fields(env)['requestContext'])['authorizer']);
  return iamCaller(fields(iam)) ?? tokenCaller(fields(lambda)) ?? jwtCaller(fields(jwt), known);
}

const named = (kind: string, id: unknown, canWrite: boolean): Caller | null =>
  typeof id === 'string' && id !== '' ? { id: `${kind}:${id.slice(0, MAX_ID)}`, canWrite } : null;

/** The sessions of one role share a budget: each call could have a session of its own. */
function iamCaller({ userArn }: Fields): Caller | null {
  const arn =
    typeof userArn === 'string' ? userArn.replace(/^(arn:[^:]*:sts::\d+:assumed-role\/[^/]+)\/.*$/, '$1') : '';
  return named('iam', arn, true);
}

/** A wrong token comes as one without a caller; values of a context may arrive as texts. */
function tokenCaller({ caller, write, retryAfterSeconds }: Fields): Caller | TooManyWrongTokens | null {
  const seconds = Number(retryAfterSeconds ?? 0);
  if (seconds > 0) return { retryAfterSeconds: seconds };
  return named('token', caller, write === true || write === 'true');
}

/** Who has the scope for writing may read, too. */
function jwtCaller({ claims, scopes }: Fields, known: Scopes): Caller | null {
  const { sub, scope, scp } = fields(claims);
  const all = [scopes, scope, scp].flatMap(namesIn);
  const canWrite = all.includes(known.write);
  const caller = named('jwt', sub, canWrite);
  if (caller === null || known.read === undefined || canWrite || all.includes(known.read)) return caller;
  return { ...caller, cannotRead: howToRead(known.read) };
}

const howToRead = (scope: string): Text => ({
  en: `Ask for a token with the scope ${scope}.`,
  ko: `${scope} 범위가 있는 토큰을 받으세요.`,
});

/**
 * Scopes come as a list where the route asks for some, else as the claim with spaces between (RFC 8693 section 4.2). Some providers
 * call the claim `scp` and make it an array, which API Gateway hands on as `[one two]`.
 */
function namesIn(scopes: unknown): readonly unknown[] {
  if (Array.isArray(scopes)) return scopes;
  return typeof scopes === 'string' ? scopes.replace(/^\[(.*)\]$/, '$1').split(/[ ,]+/) : [];
}
