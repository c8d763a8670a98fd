/** The example of a receiver, over loopback: what the product's own channel sends it, and what others might. */
import { spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { localChannels } from '../../adapters/local/channels.ts';
import { systemClock } from '../../adapters/local/clock.ts';
import { createReceiver } from '../../examples/webhook-receiver/receiver.ts';
import { type NoticeStore, openStore } from '../../examples/webhook-receiver/store.ts';
import type { Channel } from '../../shared/channels/core/channel.ts';
import type { Clock } from '../../shared/model/clock.ts';
import type { Notice } from '../../shared/model/incident.ts';
import { digest } from '../../shared/notices/digest.ts';
import { testDigest } from '../../shared/notices/test-notice.ts';
import { ENGLISH } from '../../shared/notices/wording.ts';
import { parseSettings } from '../../shared/settings/settings.ts';
import { fakeClock } from '../support/clock.ts';
import { runs } from '../support/thorough.ts';
import { shown } from '../support/titles.ts';
import { finding } from '../support/watch.ts';

const SECRET = 'correct-horse-battery-staple';

/** The webhook as a laptop with these settings has it; one try. */
function webhookTo(url: string, clock: Clock, webhookSecret: string | undefined = SECRET): Channel {
  const settings = parseSettings({ notices: { webhook: url, webhookSecret } });
  if (!settings.ok) throw new Error(settings.problem.en);
  const { notices } = settings.value;
  const channels = localChannels({ notices, environment: {}, clock, print: () => {}, once: true });
  return channels.find(({ id }) => id === 'webhook')!;
}

const notice = (id: string, summary = 'Reverse DNS is missing'): Notice => ({
  id,
  run: 'r',
  at: '2026-11-24T12:00:00.000Z',
  transition: 'opened',
  incident: `incident-of-${id}`,
  target: '203.0.113.1',
  finding: { ...finding('ptr.missing', '203.0.113.1'), summary },
  before: null,
});
const digestOf = (...ids: readonly string[]) =>
  digest(
    ids.map((id) => notice(id)),
    ENGLISH,
  );

type Stored = { readonly notices: readonly string[]; readonly messages: number };

function storedIn(file: string): Stored {
  const database = new DatabaseSync(file, { readOnly: true });
  const notices = database.prepare('SELECT id FROM notices ORDER BY id').all();
  const messages = database.prepare('SELECT subject FROM messages').all();
  database.close();
  return { notices: notices.map((row) => String(row['id'])), messages: messages.length };
}

async function listening(server: Server): Promise<string> {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => void server.close());
  onTestFinished(() => server.closeAllConnections());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/postwatch?token=hidden`;
}

/** A receiver with a file of its own; `wrap` stands before its store. */
async function receiving(wrap: (store: NoticeStore) => NoticeStore = (store) => store) {
  const clock = fakeClock();
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'receiver-')), 'notices.db');
  const store = openStore(file);
  onTestFinished(store.close);
  const lines: string[] = [];
  const options = { secret: SECRET, now: clock.now, log: (line: string) => void lines.push(line) };
  const server = createReceiver({ ...options, store: wrap(store) });
  const url = await listening(server);
  return { clock, file, server, url, lines, stored: () => storedIn(file), options };
}

const refusal = (status: number) => ({
  ok: false,
  why: { en: expect.stringContaining(`answered ${status}`), ko: expect.stringContaining(`HTTP ${status}`) },
});

describe('a message of the product to the example of a receiver', () => {
  it('is stored whole before it is answered', async () => {
    const { url, clock, file, stored } = await receiving();
    expect(await webhookTo(url, clock).publish(digestOf('a', 'b'))).toMatchObject({ ok: true });
    expect(stored()).toEqual({ notices: ['a', 'b'], messages: 1 });
    const database = new DatabaseSync(file, { readOnly: true });
    const row = database.prepare("SELECT notice ->> '$.finding.id' AS finding, received FROM notices").get();
    database.close();
    expect(row).toMatchObject({ finding: 'ptr.missing', received: new Date(clock.now()).toISOString() });
  });

  it('is stored once if it is repeated: at the same time, among other notices, after a restart', async () => {
    const { url, clock, file, stored, options } = await receiving();
    const webhook = webhookTo(url, clock);
    await Promise.all(Array.from({ length: 5 }, () => webhook.publish(digestOf('a', 'b'))));
    clock.advance(60_000);
    expect(await webhook.publish(digestOf('b', 'c'))).toMatchObject({ ok: true });
    expect(stored()).toEqual({ notices: ['a', 'b', 'c'], messages: 2 });
    const again = openStore(file);
    onTestFinished(again.close);
    const restarted = await listening(createReceiver({ ...options, store: again }));
    expect(await webhookTo(restarted, clock).publish(digestOf('c', 'a'))).toMatchObject({ ok: true });
    expect(stored()).toEqual({ notices: ['a', 'b', 'c'], messages: 2 });
  });

  it('is refused without a signature, or with the signature of another secret', async () => {
    const { url, clock, stored } = await receiving();
    const unsigned = localChannels({
      environment: {},
      clock,
      print: () => {},
      once: true,
      notices: { language: 'en', zone: 'UTC', webhook: url },
    });
    expect(await unsigned[1]!.publish(digestOf('a'))).toMatchObject(refusal(401));
    expect(await webhookTo(url, clock, `${SECRET}!`).publish(digestOf('a'))).toMatchObject(refusal(401));
    expect(stored()).toEqual({ notices: [], messages: 0 });
  });

  it.each([
    [-301, false],
    [-300, true],
    [300, true],
    [301, false],
  ])('signed %i seconds from the time of the receiver is accepted: %s', async (seconds, taken) => {
    const { url, clock, stored } = await receiving();
    const sender = fakeClock(clock.now() + seconds * 1000);
    const outcome = await webhookTo(url, sender).publish(digestOf('a'));
    expect(outcome).toMatchObject(taken ? { ok: true } : refusal(401));
    expect(stored().notices).toEqual(taken ? ['a'] : []);
  });

  it('stays with the product while the receiver cannot store it', async () => {
    let full = true;
    const { url, clock, stored, lines } = await receiving((store) => ({
      ...store,
      add: (message, now) => {
        if (full) throw new Error('database or disk is full');
        return store.add(message, now);
      },
    }));
    expect(await webhookTo(url, clock).publish(digestOf('a'))).toMatchObject(refusal(503));
    expect(lines).toEqual(['Stored nothing: Error: database or disk is full']);
    full = false;
    expect(await webhookTo(url, clock).publish(digestOf('a'))).toMatchObject({ ok: true });
    expect(stored().notices).toEqual(['a']);
  });

  it('fits, even when the product sends as much as it ever does', async () => {
    const { url, clock, stored } = await receiving();
    const many = Array.from({ length: 1100 }, (_, n) => notice(`n${n}`, '한'.repeat(300)));
    expect(Buffer.byteLength(JSON.stringify(many))).toBeGreaterThan(1_000_000);
    expect(await webhookTo(url, clock).publish(digest(many, ENGLISH))).toMatchObject({ ok: true });
    expect(stored().notices.length).toBeGreaterThan(400);
  });

  it('may be a test without notices, which is stored as a message', async () => {
    const { url, clock, stored } = await receiving();
    expect(await webhookTo(url, clock).publish(testDigest('alice', clock.now(), ENGLISH))).toMatchObject({ ok: true });
    expect(stored()).toEqual({ notices: [], messages: 1 });
  });
});

/** A request as whoever has the secret could make it. */
function signed(body: string | Uint8Array, now: number, more: Record<string, string> = {}): RequestInit {
  const t = Math.floor(now / 1000);
  const v1 = createHmac('sha256', SECRET).update(`${t}.`).update(body).digest('hex');
  return { method: 'POST', body: body as string, headers: { 'postwatch-signature': `t=${t},v1=${v1}`, ...more } };
}
const messageOf = (...notices: readonly unknown[]): string =>
  JSON.stringify({ subject: 'S', text: 'T', leftOut: { evidence: true, notices: 3 }, notices });

describe('a message of others to the example of a receiver', () => {
  it.each<[string, string | Uint8Array]>([
    ['no JSON', 'certainly not JSON'],
    ['nothing', ''],
    ['no object', 'null'],
    ['a list', '[]'],
    ['no notices', '{"subject":"S","text":"T"}'],
    ['notices that are no list', '{"subject":"S","text":"T","notices":{"length":1}}'],
    ['a subject that is no text', '{"subject":{},"text":"T","notices":[]}'],
    ['a notice without an id', messageOf({ id: 'a' }, {})],
    ['a notice that is null', messageOf(null)],
    ['an id that is no text', messageOf({ id: 7 })],
    ['an id that is nothing like one', messageOf({ id: "a'); DROP TABLE notices; --" })],
    ['an endless id', messageOf({ id: 'a'.repeat(201) })],
    ['octets that are no text', Buffer.from('7b22ff227d', 'hex')],
  ])('signed, but with %s, gets 400 and is not stored', async (_what, body) => {
    const { url, clock, stored } = await receiving();
    expect((await fetch(url, signed(body, clock.now()))).status).toBe(400);
    expect(stored()).toEqual({ notices: [], messages: 0 });
  });

  it.each(
    [
      '',
      'garbage',
      't=1,v1=',
      `v1=${'a'.repeat(64)}`,
      `t=,v1=${'a'.repeat(64)}`,
      `t=1e9,v1=${'a'.repeat(64)}`,
      `t=${'9'.repeat(400)},v1=${'a'.repeat(64)}`,
      `t=1,v1=${'a'.repeat(63)}`,
      `t=1,v1=${'z'.repeat(64)}`,
      `t=1,v1=${'a'.repeat(6000)}`,
    ].map((signature) => [shown(signature), signature] as const),
  )('with the signature %s gets 401', async (_, signature) => {
    const { url, stored } = await receiving();
    const headers = { 'postwatch-signature': signature };
    const response = await fetch(url, { method: 'POST', body: messageOf({ id: 'a' }), headers });
    expect(response.status).toBe(401);
    expect(stored()).toEqual({ notices: [], messages: 0 });
  });

  it('with one changed character of the body, the time or the signature gets 401', async () => {
    const { url, clock, stored } = await receiving();
    const whole = signed(messageOf({ id: 'a' }), clock.now());
    const [, t = '', v1 = ''] = /^t=(\d+),v1=(\w+)$/.exec(new Headers(whole.headers).get('postwatch-signature')!)!;
    const turned = (text: string, at: number, by: string): string => {
      const place = at % text.length;
      return text.slice(0, place) + (text[place] === by ? '0' : by) + text.slice(place + 1);
    };
    const change = fc.record({ what: fc.constantFrom('body', 't', 'v1'), at: fc.nat(500) });
    await fc.assert(
      fc.asyncProperty(change, async ({ what, at }) => {
        const body = what === 'body' ? turned(String(whole.body), at, '1') : String(whole.body);
        const header = `t=${what === 't' ? turned(t, at, '1') : t},v1=${what === 'v1' ? turned(v1, at, '1') : v1}`;
        const response = await fetch(url, { ...whole, body, headers: { 'postwatch-signature': header } });
        expect(response.status).toBe(401);
      }),
      { numRuns: runs(60) },
    );
    expect(stored().notices).toEqual([]);
    expect((await fetch(url, whole)).status).toBe(200);
  });

  it('with a correct signature twice gets 401', async () => {
    const { url, clock } = await receiving();
    const init = signed(messageOf({ id: 'a' }), clock.now());
    const headers = new Headers(init.headers);
    headers.append('postwatch-signature', headers.get('postwatch-signature')!);
    expect((await fetch(url, { ...init, headers })).status).toBe(401);
  });

  it('larger than a megabyte, with or without a length, gets 413, and the next request works', async () => {
    const { url, clock, stored } = await receiving();
    const body = messageOf({ id: 'a', filler: 'x'.repeat(1_000_001) });
    expect((await fetch(url, signed(body, clock.now()))).status).toBe(413);
    const stream = new Blob([body]).stream();
    const unknownLength = { ...signed(body, clock.now()), body: stream, duplex: 'half' } as RequestInit;
    expect((await fetch(url, unknownLength)).status).toBe(413);
    expect((await fetch(url, signed(messageOf({ id: 'b' }), clock.now()))).status).toBe(200);
    expect(stored().notices).toEqual(['b']);
  });

  it('with another method gets 405', async () => {
    const { url } = await receiving();
    expect((await fetch(url)).status).toBe(405);
  });

  it('that is cut off is not stored, and the next request works', async () => {
    const { server, url, clock, stored, lines } = await receiving();
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    const asked = once(server, 'request');
    socket.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\n{"subject"');
    await asked;
    socket.destroy();
    await vi.waitFor(() => expect(lines).toEqual([expect.stringMatching(/^Stored nothing: .*aborted/)]));
    expect((await fetch(url, signed(messageOf({ id: 'b' }), clock.now()))).status).toBe(200);
    expect(stored().notices).toEqual(['b']);
    expect(lines.at(-1)).toBe('Stored 1 of 1 notices: "S"');
  });

  it('without notices and with a known idempotency key is stored once', async () => {
    const { url, clock, stored } = await receiving();
    const send = (key: string) => fetch(url, signed(messageOf(), clock.now(), { 'idempotency-key': key }));
    for (const key of ['k1', 'k1', 'k2']) expect((await send(key)).status).toBe(200);
    expect(stored().messages).toBe(2);
  });

  it('under the idempotency key of a later message does not keep the later message from being stored', async () => {
    const { url, clock, stored } = await receiving();
    const send = (id: string) => fetch(url, signed(messageOf({ id }), clock.now(), { 'idempotency-key': 'k1' }));
    for (const id of ['a', 'b', 'a']) expect((await send(id)).status).toBe(200);
    expect(stored()).toEqual({ notices: ['a', 'b'], messages: 2 });
  });

  it('with a line break in the subject is one line in the log', async () => {
    const { url, clock, lines } = await receiving();
    const body = JSON.stringify({ subject: 'S\nStored 9 of 9 notices: "forged"', text: '', notices: [] });
    await fetch(url, signed(body, clock.now()));
    expect(lines).toEqual([expect.not.stringContaining('\n')]);
  });
});

it('the README of the examples is right about the receiver: its settings, and how to read what is stored', async () => {
  const readme = readFileSync(path.resolve(import.meta.dirname, '../../examples/README.md'), 'utf8');
  const settings = /```json\n([\s\S]*?)```/.exec(readme)![1]!.replace('<the secret>', SECRET);
  expect(parseSettings(JSON.parse(settings))).toMatchObject({ ok: true });
  const { url, clock, file } = await receiving();
  await webhookTo(url, clock).publish(digestOf('a'));
  const database = new DatabaseSync(file, { readOnly: true });
  const queries = [...readme.matchAll(/sqlite3 notices\.db "([^"]+)"/g)].map(([, query = '']) => query);
  const rows = queries.flatMap((query) => database.prepare(query).all());
  database.close();
  const subject = expect.stringContaining('203.0.113.1');
  expect(rows.map((row) => Object.values(row).slice(1))).toEqual([[subject], ['203.0.113.1', 'ptr.missing']]);
});

it('the store of the example of a receiver deletes what is older than 400 days', async () => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'receiver-')), 'notices.db');
  const store = openStore(file);
  onTestFinished(store.close);
  const day = 24 * 3_600_000;
  const message = (id: string) => ({ subject: 'S', text: 'T', notices: [{ id }], key: null });
  store.add(message('a'), 0);
  store.add(message('b'), 400 * day);
  expect(storedIn(file).notices).toEqual(['a', 'b']);
  store.add(message('c'), 400 * day + 1);
  expect(storedIn(file)).toEqual({ notices: ['b', 'c'], messages: 2 });
});

/** The file as a person starts it. */
function startReceiver(env: Record<string, string>) {
  const folder = mkdtempSync(path.join(tmpdir(), 'receiver-'));
  const script = path.resolve(import.meta.dirname, '../../examples/webhook-receiver/receiver.ts');
  const child = spawn(process.execPath, [script], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  return { child, folder };
}

describe('the example of a receiver as a program', () => {
  it('listens, stores what the product sends now, and stops on SIGTERM', async () => {
    const { child, folder } = startReceiver({ POSTWATCH_WEBHOOK_SECRET: SECRET, PORT: '0' });
    const [line] = await once(child.stdout, 'data');
    const port = /^Listening on 127\.0\.0\.1:(\d+)\n$/.exec(String(line))?.[1];
    const webhook = webhookTo(`http://127.0.0.1:${port}/`, systemClock);
    expect(await webhook.publish(digestOf('a'))).toMatchObject({ ok: true });
    expect(storedIn(path.join(folder, 'notices.db')).notices).toEqual(['a']);
    child.kill('SIGTERM');
    expect(await once(child, 'close')).toEqual([0, null]);
  });

  it('does not start without a secret', async () => {
    const { child } = startReceiver({});
    const [[line], [code]] = await Promise.all([once(child.stderr, 'data'), once(child, 'close')]);
    expect(String(line)).toMatch(/^POSTWATCH_WEBHOOK_SECRET is missing: [^\n]+\n$/);
    expect(code).toBe(64);
  });
});
