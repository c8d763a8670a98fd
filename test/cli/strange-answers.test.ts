/** What an API answers that is none, or is broken: every command says which place of the answer is wrong and what belongs there. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inProcess } from '../support/cli.ts';

let server: Server;
let url = '';
let answer: unknown = null;
beforeAll(async () => {
  server = createServer((request, response) => {
    request.resume();
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

const ID = '0123456789ab';
/** The list in which the command's answer has its entries, or the object; the words of the command. */
const COMMANDS: readonly (readonly [string, readonly string[]])[] = [
  ['incidents', ['incidents']],
  ['incidents', ['incidents', '--format', 'nagios']],
  ['incidents', ['ack', '0123', '--why', 'x']],
  ['incident', ['ack', ID, '--why', 'x']],
  ['incident', ['unack', ID]],
  ['history', ['history', '203.0.113.25']],
  ['snoozes', ['snooze']],
  ['snooze', ['snooze', '--target', '203.0.113.25', '--until', '2h', '--why', 'x']],
  ['outcomes', ['notices', 'test']],
  ['job', ['reverse-dns', '203.0.113.25', 'mail.example.com']],
  ['job', ['reverse-dns', '203.0.113.25']],
];

const NONSENSE: readonly ((key: string) => unknown)[] = [
  () => null,
  () => [],
  () => 'ok',
  () => ({}),
  (key) => ({ [key]: 7 }),
  (key) => ({ [key]: [null], next: null, target: 'x' }),
  (key) => ({ [key]: [{ id: '\u001b[31m', channel: 1 }], next: null, target: 'x' }),
  (key) => ({ [key]: [[]], next: 7 }),
];

describe.each(['en', 'ko'])('the answer of an API that is none, in %s', (language) => {
  it.each(COMMANDS)('that should have "%s" is refused with what is wrong in it: postwatch %j', async (key, words) => {
    for (const make of NONSENSE) {
      answer = make(key);
      const ran = await inProcess([...words, '--endpoint', url, '--language', language], {
        env: { POSTWATCH_TOKEN: 'one-word' },
      });
      expect(ran.code, JSON.stringify(answer)).toBe(3);
      expect(ran.out + ran.err).toMatch(
        language === 'en' ? /a Postwatch API gives: .+ is .+, expected \S/ : /위치: .+, 받은 값: .+, 있어야 할 값: \S/,
      );
      expect(ran.out + ran.err).not.toMatch(/\bundefined: |unexpected: |Cannot read|\[object/);
      expect(ran.out + ran.err).not.toContain('\u001b');
    }
  });
});
