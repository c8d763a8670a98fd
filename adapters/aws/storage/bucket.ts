/**
 * The deployment's bucket, in three requests of S3's REST API, signed with SigV4. AWS's client would bring 420 KB for them;
 * docs/decisions/2026-12-01-three-requests-of-s3.md has the comparison.
 *
 * Sources: docs.aws.amazon.com/AmazonS3/latest/API (GetObject, PutObject, DeleteObject, "Authenticating Requests: Using the
 * Authorization Header"). The endpoint is what the SDKs read as well: `AWS_ENDPOINT_URL_S3`, `AWS_ENDPOINT_URL`.
 */
import { createHash } from 'node:crypto';
import { type Clock, pause } from '../../../shared/model/clock.ts';
import { defined } from '../../../shared/model/defined.ts';
import { CLIENT } from '../account/client.ts';
import { Sha256 } from '../account/sha256.ts';

export type Bucket = {
  /** The first `most` octets; null where there is no such object. An empty object is zero octets. */
  readonly read: (key: string, most: number) => Promise<Uint8Array | null>;
  readonly write: (key: string, body: Uint8Array, contentType: string) => Promise<void>;
  /** Also where there is no such object. */
  readonly remove: (key: string) => Promise<void>;
};

export type BucketOptions = {
  /** `name.s3.eu-west-1.amazonaws.com`; the partition decides its end, so the deployment says it. */
  readonly domain: string;
  readonly clock: Clock;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly fetch?: typeof globalThis.fetch;
};

/** Each try; a mail of 40 MB is never read whole, and what is written has a few MB. */
const TIMEOUT_MS = 15_000;
/** Of an error's text. */
const SHOWN = 300;

type Request = {
  readonly method: 'GET' | 'PUT' | 'DELETE';
  readonly key: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
};

export function openBucket(options: BucketOptions): Bucket {
  const send = (request: Request) => sendPatiently(request, options);
  return {
    read: async (key, most) => {
      const response = await send({ method: 'GET', key, headers: { range: `bytes=0-${most - 1}` } });
      // 416: no octet of the range is there, so there is none at all.
      if (response.status !== 404 && response.status !== 416)
        return beginning(await accepted(response, 'GetObject'), most);
      await response.body?.cancel();
      return response.status === 404 ? null : new Uint8Array();
    },
    write: async (key, body, contentType) => {
      const response = await send({ method: 'PUT', key, headers: { 'content-type': contentType }, body });
      await (await accepted(response, 'PutObject')).body?.cancel();
    },
    remove: async (key) => {
      const response = await send({ method: 'DELETE', key });
      await (await accepted(response, 'DeleteObject')).body?.cancel();
    },
  };
}

/** Once more after a connection that failed, a server's error and "slow down", as AWS's clients do. */
async function sendPatiently(request: Request, options: BucketOptions): Promise<Response> {
  for (let tries = 1; ; tries++) {
    const outcome = await sendOnce(request, options).catch((error: unknown) => error);
    const isLast = tries === CLIENT.maxAttempts;
    if (outcome instanceof Response) {
      if (isLast || !(outcome.status >= 500 || outcome.status === 429)) return outcome;
      await outcome.body?.cancel();
    } else if (isLast) throw new Error(`S3 cannot be reached: ${causeOf(outcome)}`);
    await pause(options.clock, 50 * 2 ** tries);
  }
}

/** `fetch` says only that it failed; why is in the cause. */
function causeOf(error: unknown): string {
  const { cause = error } = error as { readonly cause?: unknown };
  return (cause instanceof Error ? cause.message : String(cause)).slice(0, SHOWN);
}

async function sendOnce(
  { method, key, headers = {}, body }: Request,
  { domain, environment, fetch = globalThis.fetch }: BucketOptions,
): Promise<Response> {
  const url = urlOf(domain, key, environment);
  const [{ SignatureV4 }, { defaultProvider }] = await Promise.all([
    import('@smithy/signature-v4'),
    import('@aws-sdk/credential-provider-node'),
  ]);
  const signer = new SignatureV4({
    credentials: defaultProvider(),
    region: environment['AWS_REGION'] ?? '',
    service: 's3',
    sha256: Sha256,
    // S3 takes a path as it is sent, and no other service does.
    uriEscapePath: false,
  });
  const signed = await signer.sign({
    method,
    protocol: url.protocol,
    hostname: url.hostname,
    path: url.pathname,
    query: {},
    headers: {
      host: url.host,
      'x-amz-content-sha256': createHash('sha256')
        .update(body ?? '')
        .digest('hex'),
      ...headers,
    },
    ...defined({ body }),
  });
  // The one who sends writes this himself, and the same.
  const { host: _host, ...sent } = signed.headers;
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  return fetch(url, { method, headers: sent, redirect: 'error', signal, ...defined({ body: blobOf(body) }) });
}

const blobOf = (body: Uint8Array | undefined): Blob | undefined =>
  body === undefined ? undefined : new Blob([new Uint8Array(body)]);

function urlOf(domain: string, key: string, environment: BucketOptions['environment']): URL {
  const endpoint = environment['AWS_ENDPOINT_URL_S3'] ?? environment['AWS_ENDPOINT_URL'];
  const path = key.split('/').map(escaped).join('/');
  if (endpoint === undefined) return new URL(`https://${domain}/${path}`);
  // An imitation on loopback knows no host names of buckets.
  const [bucket = ''] = domain.split('.s3.', 1);
  return new URL(`${endpoint.replace(/\/$/, '')}/${bucket}/${path}`);
}

/** All but what RFC 3986 section 2.3 leaves alone, as SigV4 asks for it. */
const escaped = (part: string): string =>
  encodeURIComponent(part).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);

async function accepted(response: Response, what: string): Promise<Response> {
  if (response.ok) return response;
  const text = Buffer.from(await beginning(response, 2000)).toString('utf8');
  const code = /<Code>(\w+)<\/Code>/.exec(text)?.[1] ?? '';
  throw Object.assign(new Error(`S3 refused ${what}: ${response.status} ${code}`.trim()), { Code: code });
}

/** A server that ignores the range does not fill the memory either. */
async function beginning(response: Response, most: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let room = most;
  for await (const part of response.body ?? []) {
    parts.push(part.subarray(0, room));
    room -= part.length;
    if (room <= 0) break;
  }
  return new Uint8Array(Buffer.concat(parts));
}
