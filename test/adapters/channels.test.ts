import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { localChannels } from '../../adapters/local/channels.ts';
import { fetchPost } from '../../adapters/local/post.ts';
import { consoleChannel } from '../../shared/channels/console/index.ts';
import type { Channel } from '../../shared/channels/core/channel.ts';
import type { Post } from '../../shared/channels/core/kind.ts';
import { webhookKind } from '../../shared/channels/webhook/index.ts';
import type { Clock } from '../../shared/model/clock.ts';
import { defined } from '../../shared/model/defined.ts';
import { parsed } from '../../shared/model/parsed.ts';
import type { Digest } from '../../shared/notices/digest.ts';
import { ENGLISH, type Wording } from '../../shared/notices/wording.ts';
import { fakeClock } from '../support/clock.ts';

const DIGEST: Digest = { subject: '[Postwatch] OPENED', text: 'OPENED\n', notices: [] };
const SECRET = 'correct-horse-battery-staple';
let server: Server | undefined;
afterEach(() => server?.close());

type Asked = { readonly body: string; readonly signature: string | undefined; readonly key: string | undefined };

/** Answers with the statuses in turn, the last one for ever. */
async function listen(
  statuses: readonly number[],
  headers: Record<string, string> = {},
): Promise<{ url: string; asked: Asked[] }> {
  const asked: Asked[] = [];
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => {
      body += String(part);
    });
    request.on('end', () => {
      const status = statuses[Math.min(asked.length, statuses.length - 1)]!;
      const header = (name: string) => request.headers[name]?.toString();
      asked.push({ body, signature: header('postwatch-signature'), key: header('idempotency-key') });
      response.writeHead(status, headers).end('thanks');
    });
  });
  await new Promise<void>((done) => server?.listen(0, '127.0.0.1', done));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook?token=hidden`, asked };
}

/** A clock whose pauses take no time, and are written down. */
function impatient() {
  const clock = fakeClock();
  const pauses: number[] = [];
  const after = (ms: number, task: () => void): (() => void) => {
    pauses.push(ms);
    clock.advance(ms);
    queueMicrotask(task);
    return () => {};
  };
  return { clock: { ...clock, after }, pauses };
}

type Opened = {
  readonly wording: Wording;
  readonly url: string;
  readonly secret?: string;
  readonly clock: Clock;
  readonly tryMs?: number;
};

function webhookChannel({ wording, url, secret, clock, tryMs }: Opened): Channel {
  const settings = async () => parsed({ webhook: url, ...defined({ webhookSecret: secret }) });
  const post: Post = (to, request) => fetchPost(to, { ...request, ms: tryMs ?? request.ms });
  const ports = { clock, post, print: () => {}, flushed: async () => {} };
  return webhookKind.here!.open({ wording, settings, once: false }, ports);
}

describe('the webhook channel', () => {
  it('posts the whole digest as JSON, unsigned where there is no secret', async () => {
    const { url, asked } = await listen([204]);
    const { clock, pauses } = impatient();
    expect(await webhookChannel({ wording: ENGLISH, url, clock }).publish(DIGEST)).toEqual({ ok: true, carried: [] });
    expect(asked.map(({ body }) => JSON.parse(body))).toEqual([DIGEST]);
    expect(asked[0]?.signature).toBeUndefined();
    expect(pauses).toEqual([]);
  });

  it('signs each try anew, in a way that a receiver can verify', async () => {
    const { url, asked } = await listen([503, 200]);
    const { clock } = impatient();
    await webhookChannel({ wording: ENGLISH, url, secret: SECRET, clock }).publish({ ...DIGEST, text: '차단 목록\n' });
    const times = asked.map(({ body, signature }) => {
      const [, t, v1] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(signature!)!;
      expect(v1).toBe(createHmac('sha256', SECRET).update(`${t}.${body}`).digest('hex'));
      return Number(t);
    });
    expect(times[1]! - times[0]!).toBe(1);
    expect(asked[1]?.key).toBe(asked[0]?.key);
  });

  it.each<[readonly number[], number, readonly number[], string | null]>([
    [[503, 200], 2, [1000], null],
    [[429, 408, 200], 3, [1000, 4000], null],
    [[500], 3, [1000, 4000], 'answered 500 (3 tries)'],
    [[404], 1, [], 'answered 404'],
    [[400, 200], 1, [], 'answered 400'],
    [[503, 401], 2, [1000], 'answered 401 (2 tries)'],
    [[302], 1, [], 'answered 302'],
  ])('posts to a receiver that answers %j %i times, with pauses of %j ms', async (statuses, times, expected, why) => {
    const { url, asked } = await listen(statuses, { location: 'http://192.0.2.1/' });
    const { clock, pauses } = impatient();
    const outcome = await webhookChannel({ wording: ENGLISH, url, secret: SECRET, clock }).publish(DIGEST);
    expect(asked).toHaveLength(times);
    expect(pauses).toEqual(expected);
    expect(outcome).toEqual(
      why === null
        ? { ok: true, carried: [] }
        : { ok: false, why: expect.objectContaining({ en: expect.stringContaining(why) }) },
    );
    expect(JSON.stringify(outcome)).not.toMatch(/hidden|horse|\/hook/);
  });

  it('reports a receiver that cannot be reached with its reason, and hides what is secret', async () => {
    const { url } = await listen([200]);
    await new Promise((done) => server?.close(done));
    const { clock, pauses } = impatient();
    const outcome = await webhookChannel({ wording: ENGLISH, url, secret: SECRET, clock }).publish(DIGEST);
    expect(outcome).toMatchObject({
      ok: false,
      why: expect.objectContaining({ en: expect.stringContaining('ECONNREFUSED') }),
    });
    expect(pauses).toHaveLength(2);
    expect(JSON.stringify(outcome)).not.toMatch(/hidden|horse|\/hook/);
  });
});

it('the webhook channel gives up on a receiver that never answers, and tries again', async () => {
  let asked = 0;
  let limit = new AbortController();
  // A try's time is up when the server has heard of it: on a busy machine 50 ms may be over before.
  const timeout = vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => {
    limit = new AbortController();
    return limit.signal;
  });
  onTestFinished(() => timeout.mockRestore());
  server = createServer(() => {
    asked += 1;
    limit.abort(new DOMException('time is up', 'TimeoutError'));
  });
  await new Promise<void>((done) => server?.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook?token=hidden`;
  const { clock, pauses } = impatient();
  const outcome = await webhookChannel({ wording: ENGLISH, url, clock, tryMs: 50 }).publish(DIGEST);
  expect(outcome).toEqual({
    ok: false,
    why: expect.objectContaining({ en: expect.stringMatching(/: no answer within 0\.05 s \(3 tries\)$/) }),
  });
  expect([asked, pauses]).toEqual([3, [1000, 4000]]);
  expect(timeout.mock.calls).toEqual([[50], [50], [50]]);
});

it('the webhook channel does not post to an address with a user name and a password, and hides both in its report', async () => {
  const { url, asked } = await listen([200]);
  const { clock } = impatient();
  const outcome = await webhookChannel({ wording: ENGLISH, url: url.replace('//', '//me:horse@'), clock }).publish(
    DIGEST,
  );
  expect(outcome).toEqual({
    ok: false,
    why: expect.objectContaining({ en: expect.stringContaining('a name or a password in it, so nothing was sent') }),
  });
  expect(JSON.stringify(outcome)).not.toMatch(/me:|hidden|horse|\/hook/);
  expect(asked).toEqual([]);
});

describe('a webhook receiver that answers with Retry-After', () => {
  it.each<[string, readonly number[], number | undefined]>([
    ['2', [2000], undefined],
    ['Tue, 24 Nov 2026 12:00:03 GMT', [3000], undefined],
    ['3600', [], 3_600_000],
    ['next week', [1000], undefined],
    ['-1', [1000], undefined],
  ])(
    '"%s" is waited for within the pass where it is short, otherwise the notice waits for a later pass',
    async (header, expected, later) => {
      const { url } = await listen([429, 200], { 'retry-after': header });
      const { clock, pauses } = impatient();
      clock.advance(Date.parse('2026-11-24T12:00:00Z') - clock.now());
      const outcome = await webhookChannel({ wording: ENGLISH, url, clock }).publish(DIGEST);
      expect(pauses).toEqual(expected);
      if (later === undefined) expect(outcome).toEqual({ ok: true, carried: [] });
      else
        expect(outcome).toEqual({
          ok: false,
          why: expect.objectContaining({ en: expect.stringContaining('answered 429') }),
          retryAfterMs: later,
        });
    },
  );
});

describe('the channels of a laptop', () => {
  const channels = (notices: { readonly webhook?: string; readonly webhookSecret?: string }, environment = {}) =>
    localChannels({
      notices: { language: 'en', zone: 'UTC', ...notices },
      environment,
      clock: impatient().clock,
      print: () => {},
      once: true,
    });

  it('are the console, and a webhook where one is named', async () => {
    expect(channels({}).map(({ id }) => id)).toEqual(['console']);
    expect(channels({ webhook: 'https://hooks.example.com/' }).map(({ id }) => id)).toEqual(['console', 'webhook']);
  });

  it.each<[string | undefined, Record<string, string>, boolean]>([
    [SECRET, {}, true],
    [undefined, { POSTWATCH_WEBHOOK_SECRET: SECRET }, true],
    [undefined, { POSTWATCH_WEBHOOK_SECRET: '' }, false],
    [undefined, {}, false],
  ])(
    'sign with the secret %s of the settings, or that of the environment %j',
    async (webhookSecret, environment, signs) => {
      const { url, asked } = await listen([200]);
      const notices = { webhook: url, ...defined({ webhookSecret }) };
      await channels(notices, environment)[1]!.publish(DIGEST);
      expect(asked[0]?.signature !== undefined).toBe(signs);
    },
  );

  it('try once where a person waits for the command', async () => {
    const { url, asked } = await listen([503]);
    expect(await channels({ webhook: url })[1]!.publish(DIGEST)).toMatchObject({ ok: false });
    expect(asked).toHaveLength(1);
  });

  it('print the subject and the text on the console', async () => {
    const lines: string[] = [];
    expect(
      await consoleChannel({ print: (line) => lines.push(line), flushed: async () => {} }).publish(DIGEST),
    ).toEqual({ ok: true, carried: [] });
    expect(lines).toEqual(['[Postwatch] OPENED', 'OPENED\n']);
  });
});
