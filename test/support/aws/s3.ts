/**
 * A stand-in for one S3 bucket, strict where S3 is: a request must be signed by SigV4 over exactly what was sent, its hash must
 * be the body's, and a range that begins behind the end is refused.
 */
import { createHash, createHmac } from 'node:crypto';

export type S3Reply = { readonly status: number; readonly body: Uint8Array | string };

export type S3World = {
  /** By `bucket/key`. */
  readonly objects: Map<string, Uint8Array>;
  /** `GET bucket/key`. */
  readonly requests: string[];
};

export type S3Request = {
  readonly method: string;
  /** As it was sent. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Uint8Array;
};

const SECRETS = ['secret', 'test'];

const hex = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');
const hmac = (key: string | Uint8Array, text: string): Buffer => createHmac('sha256', key).update(text).digest();

export const isS3 = (method = '', headers: S3Request['headers'] = {}): boolean =>
  method !== 'POST' && /\/s3\/aws4_request/.test(String(headers['authorization']));

export function s3(world: S3World, request: S3Request): S3Reply {
  const { method, path, headers, body } = request;
  const wrong = wrongSignature(request);
  if (wrong !== null) return refused(403, wrong);
  const place = decodeURIComponent(path.slice(1));
  world.requests.push(`${method} ${place}`);
  if (method === 'PUT') world.objects.set(place, body);
  if (method === 'DELETE') world.objects.delete(place);
  if (method !== 'GET') return { status: method === 'PUT' ? 200 : 204, body: '' };
  const object = world.objects.get(place);
  if (object === undefined) return refused(404, 'NoSuchKey');
  const range = /^bytes=(\d+)-(\d+)$/.exec(String(headers['range']));
  if (range === null) return { status: 200, body: object };
  if (Number(range[1]) >= object.length) return refused(416, 'InvalidRange');
  return { status: 206, body: object.subarray(Number(range[1]), Number(range[2]) + 1) };
}

const refused = (status: number, code: string): S3Reply => ({
  status,
  body: `<Error><Code>${code}</Code></Error>`,
});

function wrongSignature({ method, path, headers, body }: S3Request): string | null {
  const of = (name: string): string => String(headers[name] ?? '').trim();
  if (of('x-amz-content-sha256') !== hex(body)) return 'XAmzContentSHA256Mismatch';
  const [, scope = '', names = '', signature] =
    /Credential=[^/]+\/([^,]+), SignedHeaders=([^,]+), Signature=(\w+)/.exec(of('authorization')) ?? [];
  const signed = names.split(';').map((name) => `${name}:${of(name)}\n`);
  const canonical = [method, path, '', signed.join(''), names, hex(body)].join('\n');
  const text = ['AWS4-HMAC-SHA256', of('x-amz-date'), scope, hex(canonical)].join('\n');
  const right = SECRETS.some((secret) => {
    const key = scope.split('/').reduce<string | Uint8Array>((known, part) => hmac(known, part), `AWS4${secret}`);
    return hmac(key, text).toString('hex') === signature;
  });
  return right ? null : 'SignatureDoesNotMatch';
}
