/**
 * A deployed API as the command line calls it: signed with SigV4 by the AWS credentials here, or with a bearer token. Over
 * https, except on this machine itself; one request, a bounded time and a bounded answer, and no redirect is followed,
 * since that would take the signature or the token somewhere else.
 */
import { defined } from '../../../shared/model/defined.ts';
import { eachText, type Language, type Text, verbatim } from '../../../shared/model/language.ts';
import { type Parsed, parsed, problem } from '../../../shared/model/parsed.ts';
import { printable } from '../../../shared/model/text.ts';
import { loginProblem } from '../account/client.ts';
import { Sha256 } from '../account/sha256.ts';
import {
  answeredNotJson,
  answeredRedirect,
  answeredStatus,
  answeredTooMuch,
  apiUnreachable,
  CONNECTION_FAILED,
  CONNECTION_REFUSED,
  CONNECTION_TOO_SLOW,
  GATEWAY_ANSWERS,
  LOGIN_IN_URL,
  NAME_UNRESOLVED,
  noApiAnswer,
  noRegionFor,
  notApiUrl,
  orWithToken,
  queryInUrl,
  TOKEN_NOT_A_WORD,
  UNTRUSTED_CERTIFICATE,
  unencryptedUrl,
} from './endpoint-words.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

export type EndpointAnswer =
  | { readonly kind: 'done'; readonly body: unknown }
  /** `why`: the problem's detail, one line, as the API wrote it; `body` has its other members. */
  | { readonly kind: 'refused'; readonly status: number; readonly why: Text; readonly body: unknown }
  /** No answer, or one that no Postwatch API gives. */
  | { readonly kind: 'unreachable'; readonly why: Text };

export type ApiEndpoint = {
  /** `path` begins with a slash and is encoded already, query included. A body is sent as JSON. */
  readonly send: (method: Method, path: string, body?: unknown) => Promise<EndpointAnswer>;
};

export type EndpointOptions = {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Milliseconds for everything, the credentials included. */
  readonly timeoutMs?: number;
  readonly fetch?: typeof globalThis.fetch;
  /** In which the API is asked to explain a refusal. */
  readonly language?: Language;
};

/** As long as API Gateway waits itself. */
const TIMEOUT_MS = 30_000;
/** API Gateway's answers end at 10 MB. */
const MAX_ANSWER = 12_000_000;

type Request = { readonly method: Method; readonly url: URL; readonly body?: string };
/** Headers that prove who the caller is; throws `Unproved`. */
type Prove = (request: Request) => Promise<Readonly<Record<string, string>>>;

/** One line: why the call could not be signed. */
class Unproved extends Error {
  override readonly name = 'Unproved';
  readonly text: Text;
  constructor(text: Text) {
    super(text.en);
    this.text = text;
  }
}

/** `url` as `cdk deploy` prints it. The token is `POSTWATCH_TOKEN`. */
export function openEndpoint(url: string, options: EndpointOptions): Parsed<ApiEndpoint> {
  const base = readUrl(url);
  if (!base.ok) return base;
  const prove = proofFor(base.value, options.environment);
  if (!prove.ok) return prove;
  const { timeoutMs = TIMEOUT_MS, fetch = globalThis.fetch, language = 'en' } = options;
  const send: ApiEndpoint['send'] = async (method, path, body) => {
    const request = {
      method,
      url: new URL(base.value.href.replace(/\/$/, '') + path),
      ...defined({ body: body === undefined ? undefined : JSON.stringify(body) }),
    };
    try {
      return await exchange(request, prove.value, { fetch, language, signal: AbortSignal.timeout(timeoutMs) });
    } catch (error) {
      return { kind: 'unreachable', why: reason(error, base.value.host, timeoutMs) };
    }
  };
  return parsed({ send });
}

const isLoopback = ({ hostname }: URL): boolean => /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname);

function readUrl(text: string): Parsed<URL> {
  const shown = printable(text, 100);
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol)) return problem(notApiUrl(shown));
  if (url.username !== '' || url.password !== '') return problem(LOGIN_IN_URL);
  if (url.search !== '' || url.hash !== '') return problem(queryInUrl(shown));
  return url.protocol === 'https:' || isLoopback(url) ? parsed(url) : problem(unencryptedUrl(shown));
}

function proofFor(base: URL, environment: EndpointOptions['environment']): Parsed<Prove> {
  const token = environment['POSTWATCH_TOKEN']?.trim() ?? '';
  if (token !== '')
    return /^[\x21-\x7e]{1,4096}$/.test(token)
      ? parsed(async () => ({ authorization: `Bearer ${token}` }))
      : problem(TOKEN_NOT_A_WORD);
  const region = /\.execute-api\.([a-z0-9-]+)\./.exec(base.hostname)?.[1] ?? environment['AWS_REGION'];
  const given = region ?? environment['AWS_DEFAULT_REGION'];
  // `postwatch serve` lets anyone on this machine read: nobody needs an account for that.
  const named = environment['AWS_ACCESS_KEY_ID'] ?? environment['AWS_PROFILE'];
  if (isLoopback(base) && (given === undefined || named === undefined)) return parsed(async () => ({}));
  if (given === undefined) return problem(noRegionFor(base.host));
  return parsed((request) => signature(request, given));
}

/** SigV4 for the service execute-api (docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html). */
async function signature({ method, url, body }: Request, region: string): Promise<Readonly<Record<string, string>>> {
  const [{ SignatureV4 }, { defaultProvider }] = await Promise.all([
    import('@smithy/signature-v4'),
    import('@aws-sdk/credential-provider-node'),
  ]);
  const credentials = await defaultProvider()().catch((error: unknown) => {
    throw new Unproved(orWithToken(loginProblem(error)));
  });
  const signer = new SignatureV4({ credentials, region, service: 'execute-api', sha256: Sha256 });
  const { headers } = await signer.sign({
    method,
    protocol: url.protocol,
    hostname: url.hostname,
    path: url.pathname,
    query: Object.fromEntries([...url.searchParams.keys()].map((name) => [name, url.searchParams.getAll(name)])),
    headers: { host: url.host, ...typeOf(body) },
    ...defined({ body }),
  });
  // The one who sends writes this himself, and the same.
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name !== 'host'));
}

/** A request without a body has no content type. */
const typeOf = (body: string | undefined): Readonly<Record<string, string>> =>
  body === undefined ? {} : { 'content-type': 'application/json' };

type Sending = Pick<Required<EndpointOptions>, 'fetch' | 'language'> & { readonly signal: AbortSignal };

async function exchange(request: Request, prove: Prove, { fetch, language, signal }: Sending): Promise<EndpointAnswer> {
  const { method, url, body } = request;
  const proof = await within(prove(request), signal);
  const response = await fetch(url, {
    method,
    headers: { 'accept-language': language, ...typeOf(body), ...proof },
    redirect: 'manual',
    signal,
    ...defined({ body }),
  });
  const text = await readBounded(response);
  const answer = text === null ? undefined : readJson(text);
  const { status } = response;
  if (response.ok && answer !== undefined) return { kind: 'done', body: answer };
  if (response.ok) {
    const why = text === null ? answeredTooMuch(url.host, MAX_ANSWER) : answeredNotJson(url.host);
    return { kind: 'unreachable', why };
  }
  return { kind: 'refused', status, why: detailOf(answer, status, url.host), body: answer };
}

/** Looking for credentials has no end of its own that could be given to it. */
const within = <T>(work: Promise<T>, signal: AbortSignal): Promise<T> =>
  new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    work.then(resolve, reject);
  });

/** Null when there is more than `MAX_ANSWER`. */
async function readBounded(response: Response): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  let total = 0;
  for await (const chunk of response.body ?? []) {
    total += chunk.length;
    if (total > MAX_ANSWER) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Problem details, or API Gateway's own `{"message": ...}`, which says little and in English only. */
function detailOf(answer: unknown, status: number, host: string): Text {
  const { detail, message } = (typeof answer === 'object' && answer !== null ? answer : {}) as Record<string, unknown>;
  const known = typeof message === 'string' && detail === undefined ? GATEWAY_ANSWERS[status] : undefined;
  if (known !== undefined) return known;
  const given = [detail, message].find((one) => typeof one === 'string');
  if (given !== undefined) return verbatim(printable(String(given), 500));
  return status >= 300 && status < 400 ? answeredRedirect(host, status) : answeredStatus(host, status);
}

function reason(error: unknown, host: string, timeoutMs: number): Text {
  if (error instanceof Unproved) return error.text;
  if (error instanceof DOMException && error.name === 'TimeoutError') return noApiAnswer(host, timeoutMs / 1000);
  const cause = error instanceof Error ? error.cause : undefined;
  const code =
    typeof cause === 'object' && cause !== null && 'code' in cause ? printable(String(cause.code), 60) : null;
  if (code === null) return apiUnreachable(host, CONNECTION_FAILED);
  const why = CONNECTIONS.find(([codes]) => codes.test(code))?.[1];
  return apiUnreachable(host, why === undefined ? verbatim(code) : eachText(why, (one) => `${one}, ${code}`));
}

/** What Node and its `fetch` call a connection that failed. */
const CONNECTIONS: readonly (readonly [RegExp, Text])[] = [
  [/^(ENOTFOUND|ENODATA|EAI_[A-Z]+)$/, NAME_UNRESOLVED],
  [/^ECONNREFUSED$/, CONNECTION_REFUSED],
  [/TIMEOUT|TIMEDOUT/, CONNECTION_TOO_SLOW],
  [/CERT|SELF_SIGNED|^UNABLE_TO_|^ERR_(SSL|TLS)_|^EPROTO$/, UNTRUSTED_CERTIFICATE],
];
