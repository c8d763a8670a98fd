import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { inProcess } from '../support/cli.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'postwatch-notices-'));
afterAll(() => rmSync(folder, { recursive: true }));
let server: Server | undefined;
afterEach(() => server?.close());

async function listen(status: number, answer: unknown = {}): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = [];
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => {
      body += String(part);
    });
    request.on('end', () => {
      asked.push(`${request.method} ${request.url} ${body}`);
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    });
  });
  await new Promise<void>((done) => server?.listen(0, '127.0.0.1', done));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

let number = 0;
function settings(notices: object): string {
  number += 1;
  const file = path.join(folder, `settings-${number}.json`);
  writeFileSync(file, JSON.stringify({ notices }), { mode: 0o600 });
  return file;
}

const TOKEN = { POSTWATCH_TOKEN: 'one-word' };

describe('notices test', () => {
  it('sends through the channels of the notices, and says what became of each channel', async () => {
    const { url, asked } = await listen(204);
    const file = settings({ webhook: `${url}/hook?token=hidden`, language: 'ko', zone: 'Asia/Seoul' });
    const ran = await inProcess(['notices', 'test', '--settings', file]);
    expect(ran).toMatchObject({ code: 0, err: '' });
    expect(ran.out).toContain('[Postwatch] [테스트] 알림 수신 확인');
    expect(ran.out).toMatch(/\d\d:\d\d KST \((\d\d-\d\d )?\d\d:\d\d UTC\)/);
    expect(ran.out).toMatch(/console: 접수함\nwebhook: 접수함\n$/);
    expect(asked).toEqual([expect.stringMatching(/^POST \/hook\?token=hidden \{"subject":.*"notices":\[\]\}$/)]);
  });

  it('exits 1 for a channel that refuses, with its reason and without its secret', async () => {
    const { url } = await listen(410);
    const ran = await inProcess(['notices', 'test', '--json', '--settings', settings({ webhook: `${url}/hidden` })]);
    expect(ran.code).toBe(1);
    expect(JSON.parse(ran.out)).toEqual({
      schemaVersion: 1,
      outcomes: [
        { channel: 'console', outcome: { ok: true } },
        { channel: 'webhook', outcome: { ok: false, why: expect.stringContaining('answered 410') } },
      ],
    });
    expect(ran.out).not.toContain('hidden');
  });

  it.each<[string, number, unknown, number, RegExp]>([
    ['all through', 200, { outcomes: [{ channel: 'sns', outcome: { ok: true } }] }, 0, /^sns: accepted\n$/],
    [
      'some not',
      502,
      { detail: 'no', outcomes: [{ channel: 'chat\u001b[31m', outcome: { ok: false, why: 'gone' } }] },
      1,
      /^chat \[31m: not accepted: gone\n$/,
    ],
    ['nobody that may', 403, { detail: 'the token is wrong' }, 2, /the token is wrong/],
    ['a fault', 500, { detail: 'something went wrong' }, 3, /something went wrong/],
    ['no such API', 200, [1], 3, /not one that a Postwatch API gives: outcomes is missing, expected "outcomes"/],
    [
      'nonsense',
      200,
      { outcomes: [null, 7] },
      3,
      /not one that a Postwatch API gives: outcomes\.0 is null, expected Object/,
    ],
  ])('reports the answer of an endpoint: %s', async (_what, status, answer, code, said) => {
    const { url, asked } = await listen(status, answer);
    const ran = await inProcess(['notices', 'test', '--endpoint', url], { env: TOKEN });
    expect(ran.code).toBe(code);
    expect(ran.out + ran.err).toMatch(said);
    expect(asked).toEqual(['POST /notices/test ']);
  });

  it.each([
    [[], /needs the word "test"/],
    [['try'], /needs the word "test"/],
    [['test', 'me'], /needs the word "test"/],
    [['test', '--endpoint', 'ftp://x'], /--endpoint: "ftp:\/\/x" is not the URL of an API/],
    [['test', '--endpoint', 'http://example.com'], /in the clear/],
  ])('refuses %j in one line', async (words, line) => {
    const ran = await inProcess(['notices', ...words]);
    expect(ran).toMatchObject({ code: 64, out: '' });
    expect(ran.err).toMatch(line);
    expect(ran.err.trimEnd().split('\n')).toHaveLength(1);
  });
});
