import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { consoleChannel, webhookChannel } from '../../adapters/local/channels.ts';
import type { Digest } from '../../shared/notices/digest.ts';

const DIGEST: Digest = { subject: '[Postwatch] OPENED', text: 'OPENED\n', notices: [] };
let server: Server | undefined;
afterEach(() => server?.close());

async function listen(
  status: number,
  headers: Record<string, string> = {},
): Promise<{ url: string; bodies: string[] }> {
  const bodies: string[] = [];
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => {
      body += String(part);
    });
    request.on('end', () => {
      bodies.push(body);
      response.writeHead(status, headers).end('thanks');
    });
  });
  await new Promise<void>((done) => server?.listen(0, '127.0.0.1', done));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook?token=secret`, bodies };
}

it('the webhook gets the whole digest as JSON', async () => {
  const { url, bodies } = await listen(204);
  expect(await webhookChannel(url).publish(DIGEST)).toEqual({ ok: true });
  expect(bodies.map((body) => JSON.parse(body))).toEqual([DIGEST]);
});

it.each([500, 404, 302])('an answer of %i is not taken for delivered', async (status) => {
  const { url } = await listen(status, status === 302 ? { location: 'http://192.0.2.1/' } : {});
  const outcome = await webhookChannel(url).publish(DIGEST);
  expect(outcome).toMatchObject({ ok: false, why: expect.stringContaining(String(status)) });
  expect(JSON.stringify(outcome)).not.toContain('secret');
});

it('nobody listening is a failure with its reason, and the token stays hidden', async () => {
  const { url } = await listen(200);
  await new Promise((done) => server?.close(done));
  const outcome = await webhookChannel(url).publish(DIGEST);
  expect(outcome).toMatchObject({ ok: false, why: expect.stringContaining('ECONNREFUSED') });
  expect(JSON.stringify(outcome)).not.toContain('secret');
});

it('the console prints the subject and the text', async () => {
  const lines: string[] = [];
  expect(await consoleChannel((line) => lines.push(line)).publish(DIGEST)).toEqual({ ok: true });
  expect(lines).toEqual(['[Postwatch] OPENED', 'OPENED\n']);
});
