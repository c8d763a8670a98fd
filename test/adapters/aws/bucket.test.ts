import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { openBucket } from '../../../adapters/aws/storage/bucket.ts';
import { systemClock } from '../../../adapters/local/clock.ts';
import type { Clock } from '../../../shared/model/clock.ts';
import { setEnvironment } from '../../functions/aws.ts';
import { type S3World, s3 } from '../../support/aws/s3.ts';

/** A pause takes no time. */
const clock: Clock = { ...systemClock, after: (_ms, task) => systemClock.after(0, task) };

const world: S3World = { objects: new Map(), requests: [] };
const DOMAIN = 'files.s3.eu-west-1.amazonaws.com';
/** Answers instead of the stand-in, one each. */
const scripted: number[] = [];

const server = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    const status = scripted.shift();
    if (status === 0) return request.socket.destroy();
    if (status !== undefined) return response.writeHead(status).end('<Error><Code>SlowDown</Code></Error>');
    const { method = '', url = '', headers } = request;
    const reply = s3(world, { method, path: url, headers, body: Buffer.concat(parts) });
    return response.writeHead(reply.status).end(reply.body);
  });
});

let restore: () => void;
const bucket = () => openBucket({ domain: DOMAIN, clock, environment: process.env });

beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  restore = setEnvironment({ AWS_ENDPOINT_URL: url });
});
afterAll(async () => {
  restore();
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
  world.objects.clear();
  scripted.length = 0;
});

const octets = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (bytes: Uint8Array | null): string | null => (bytes === null ? null : new TextDecoder().decode(bytes));

describe('the bucket', () => {
  it.each(['mail/abc', 'runs/run-2026-11-24T12:00:00.000Z.json', "mail/a b+c&d=(e)*'!~ü", 'a//b'])(
    'writes, reads and removes %s',
    async (key) => {
      await bucket().write(key, octets('hello'), 'text/plain');
      expect([...world.objects.keys()]).toEqual([`files/${key}`]);
      expect(text(await bucket().read(key, 100))).toBe('hello');
      await bucket().remove(key);
      await bucket().remove(key);
      expect(await bucket().read(key, 100)).toBeNull();
    },
  );

  it('reads the beginning and no more', async () => {
    await bucket().write('mail/large', octets('0123456789'), 'text/plain');
    expect(text(await bucket().read('mail/large', 4))).toBe('0123');
    expect(text(await bucket().read('mail/large', 10))).toBe('0123456789');
  });

  it('reads an empty object as zero octets', async () => {
    await bucket().write('mail/empty', new Uint8Array(), 'text/plain');
    expect(await bucket().read('mail/empty', 4)).toEqual(new Uint8Array());
  });

  it.each([[[500]], [[503, 503]], [[429]], [[0]], [[0, 503, 500]]])(
    'tries again after the answers %j',
    async (answers) => {
      await bucket().write('mail/a', octets('hello'), 'text/plain');
      scripted.push(...answers);
      expect(text(await bucket().read('mail/a', 100))).toBe('hello');
    },
  );

  it('gives up after seven tries, and says what S3 said', async () => {
    scripted.push(...Array.from({ length: 7 }, () => 503));
    await expect(bucket().read('mail/a', 100)).rejects.toThrow('S3 refused GetObject: 503 SlowDown');
    scripted.push(...Array.from({ length: 7 }, () => 0));
    await expect(bucket().read('mail/a', 100)).rejects.toThrow('S3 cannot be reached: ');
    expect(scripted).toEqual([]);
  });

  it('does not try again what was refused', async () => {
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'another');
    await expect(bucket().write('mail/a', octets('x'), 'text/plain')).rejects.toThrow(
      'S3 refused PutObject: 403 SignatureDoesNotMatch',
    );
  });
});

describe('a request', () => {
  const sent = async (domain: string, environment: Readonly<Record<string, string>>) => {
    const requests: { url: string; headers: Record<string, string>; given: number }[] = [];
    const fetch = async (url: URL, { headers }: { headers: Record<string, string> }) => {
      const endless = new ReadableStream<Uint8Array>({
        pull: (to) => {
          requests.at(-1)!.given += 1000;
          to.enqueue(new Uint8Array(1000));
        },
      });
      requests.push({ url: url.href, headers, given: 0 });
      return new Response(endless);
    };
    const open = openBucket({ domain, clock, environment, fetch: fetch as typeof globalThis.fetch });
    const read = await open.read('test.txt', 10);
    return { read, ...requests[0]! };
  };

  it('is signed as in the example of AWS ("Signature Calculations for the Authorization Header", GET Object)', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2013, 4, 24) });
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIAIOSFODNN7EXAMPLE');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY');
    const { url, headers } = await sent('examplebucket.s3.amazonaws.com', { AWS_REGION: 'us-east-1' });
    expect(url).toBe('https://examplebucket.s3.amazonaws.com/test.txt');
    expect(headers['range']).toBe('bytes=0-9');
    expect(headers['authorization']).toContain(
      'SignedHeaders=host;range;x-amz-content-sha256;x-amz-date, Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
    );
  });

  it('goes to the host that the deployment names, whatever the partition', async () => {
    const { url } = await sent('files.s3.cn-north-1.amazonaws.com.cn', { AWS_REGION: 'cn-north-1' });
    expect(url).toBe('https://files.s3.cn-north-1.amazonaws.com.cn/test.txt');
  });

  it('takes no more than was asked for from an answer without an end', async () => {
    const { read, given } = await sent(DOMAIN, { AWS_REGION: 'eu-west-1' });
    expect(read).toHaveLength(10);
    expect(given).toBeLessThan(10_000);
  });
});
