import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type DnsServer, startDnsServer } from '../../cli/sandbox/dns-server.ts';
import { resolverOf, type Zone } from '../../cli/sandbox/zones.ts';
import { RULES } from '../../shared/bounce/rules.ts';
import type { Examined } from '../../shared/diagnose/examine.ts';
import { TEXTS } from '../bounce/texts.ts';
import { inProcess, isOneLine } from '../support/cli.ts';
import { isResolverControl } from '../support/dns-server.ts';
import { list } from './world.ts';

const ZONE: Zone = {
  '1.113.0.203.in-addr.arpa': { PTR: ['mail.example.com'] },
  'mail.example.com': { A: ['203.0.113.1'] },
  '4.113.0.203.in-addr.arpa': { PTR: ['mail4.example.com'] },
  'mail4.example.com': { A: ['203.0.113.4'] },
  'example.com': {
    TXT: ['v=spf1 ip4:203.0.113.1 ip4:203.0.113.4 -all'],
    MX: [{ preference: 10, exchange: 'mail.example.com' }],
  },
  'silent.example.com': { TXT: ['v=spf1 -all'] },
  '2.0.0.127.zen.spamhaus.org': { A: ['127.0.0.2'] },
  '4.113.0.203.zen.spamhaus.org': { A: ['127.0.0.2'] },
};

let server: DnsServer;
let folder: string;
let lists: string;
const asked: string[] = [];
beforeAll(async () => {
  // One network whose reverse zone never answers.
  const answer = resolverOf(() => ZONE, { '100.51.198.in-addr.arpa': 'mute' });
  server = await startDnsServer({
    behaviour: (question, via) => {
      if (!isResolverControl(question)) asked.push(`${question.type} ${question.name}`);
      return answer(question, via);
    },
  });
  folder = mkdtempSync(path.join(tmpdir(), 'postwatch-diagnose-'));
  lists = file('lists.json', JSON.stringify([list('spamhaus-zen', { zone: 'zen.spamhaus.org' })]));
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  asked.length = 0;
});

function file(name: string, content: string | Uint8Array): string {
  const at = path.join(folder, name);
  writeFileSync(at, content);
  return at;
}

const run = (input: string, ...args: readonly string[]) =>
  inProcess(['diagnose', ...args, '--resolver', `127.0.0.1:${server.port}`, '--lists', lists], { input });

async function one(input: string, ...args: readonly string[]): Promise<Examined> {
  const ran = await run(input, '--json', ...args);
  const { diagnoses } = JSON.parse(ran.out) as { diagnoses: Examined[] };
  expect(diagnoses).toHaveLength(1);
  return diagnoses[0]!;
}

const verdicts = ({ live }: Examined): Readonly<Record<string, string>> =>
  Object.fromEntries(live.map(({ check, verdict }) => [check, verdict]));
const met = ({ preconditions }: Examined): Readonly<Record<string, string>> =>
  Object.fromEntries(preconditions.map(({ id, status }) => [id, status]));

const reverse = (ip: string): string => `421 Temporarily rejected. Reverse DNS for ${ip} failed. IB108`;
const YAHOO = (ip: string): string =>
  `553 5.7.2 [TSS09] All messages from ${ip} will be permanently deferred; Retrying will NOT succeed. See https://postmaster.yahooinc.com/error-codes`;
const TREND =
  '550 5.7.1 Service unavailable; Client host [203.0.113.1] blocked by the recipient OR by Trend Micro Email Reputation Service. Please see http://www.mail-abuse.com/cgi-bin/lookup?ip_address=203.0.113.1';
const BLOCKED =
  '552-5.7.0 This message was blocked because its content presents a potential\n552-5.7.0 security issue. Please visit\n552-5.7.0  https://support.google.com/mail/?p=BlockedMessage to review our\n552 5.7.0 message content and attachment content guidelines. x - gsmtp';
const ZEN = (ip: string): string =>
  `554 5.7.1 Service unavailable; Client host [${ip}] blocked using zen.spamhaus.org; https://www.spamhaus.org/query/ip/${ip}`;

describe('the stories that the product starts from', () => {
  it.each([
    ['203.0.113.2', 'confirmed now', /203\.0\.113\.2/],
    ['203.0.113.1', 'no longer true', /mail\.example\.com/],
    ['198.51.100.9', 'cannot be checked from here', /could not be asked/],
  ])('reverse DNS of %s failed: %s', async (ip, verdict, why) => {
    const found = await one(reverse(ip), '--timeout', '600');
    expect(found).toMatchObject({ cause: 'ptr-missing', side: 'sender', ip });
    expect(found.live).toMatchObject([{ check: 'ptr', verdict, subject: ip, why: expect.stringMatching(why) }]);
    expect(found.live[0]!.evidence[0]).toMatchObject({ type: 'PTR', resolver: `127.0.0.1:${server.port}` });
  });

  it('Yahoo defers for good: what is wrong is put right before anybody asks, and then the request is ready', async () => {
    const found = await one(YAHOO('203.0.113.2'), '--domain', 'example.com');
    expect(found).toMatchObject({ provider: 'yahoo', cause: 'ip-reputation' });
    expect(verdicts(found)).toMatchObject({
      ptr: 'confirmed now',
      spf: 'confirmed now',
      dkim: 'cannot be checked from here',
      'dnsbl:spamhaus-zen': 'cannot be checked from here',
    });
    expect(met(found)).toEqual({
      'reverse-dns': 'unmet',
      spf: 'unmet',
      postmaster: 'unknown',
      'list:spamhaus-zen': 'met',
    });
    expect(found.request).toBeUndefined();

    const ready = await one(YAHOO('203.0.113.1'), '--domain', 'example.com');
    // A receiver's own reputation is not refuted by good DNS.
    expect(Object.values(verdicts(ready))).not.toContain('no longer true');
    expect(met(ready)).toMatchObject({ 'reverse-dns': 'met', spf: 'met', 'list:spamhaus-zen': 'met' });
    expect(ready.request).toMatchObject({ language: 'en', url: 'https://senders.yahooinc.com/contact/' });
    const { text } = ready.request!;
    for (const part of ['203.0.113.1', 'Reverse DNS: mail.example.com', 'SPF: pass', '[TSS09]', 'UTC'])
      expect(text).toContain(part);
    expect(ready.remedy.obsolete).toMatch(/AOL/);

    const listed = await one(YAHOO('203.0.113.4'), '--domain', 'example.com');
    expect(met(listed)['list:spamhaus-zen']).toBe('unmet');
    expect(listed.request).toBeUndefined();
  });

  it('Trend Micro or the recipient: its list needs a key, and that is no verdict', async () => {
    const found = await one(TREND, '--domain', 'example.com');
    expect(found).toMatchObject({ provider: 'trendmicro', ip: '203.0.113.1', listedBy: 'trendmicro-standard' });
    expect(verdicts(found)['dnsbl:trendmicro-standard']).toBe('cannot be checked from here');
    expect(found.remedy.url).toContain('servicecentral.trendmicro.com');
    expect(found.request!.to).toContain('Trend Micro');
  });

  it('Gmail refuses an attachment: nothing to check, nobody to ask', async () => {
    const found = await one(BLOCKED);
    expect(found).toMatchObject({ cause: 'content-attachment', side: 'content', live: [], preconditions: [] });
    expect(asked).toEqual([]);
  });

  it.each([
    ['203.0.113.4', 'confirmed now'],
    ['203.0.113.1', 'no longer true'],
  ])('Spamhaus lists %s: %s', async (ip, verdict) => {
    expect(verdicts(await one(ZEN(ip)))).toEqual({ 'dnsbl:spamhaus-zen': verdict });
  });

  it('an open resolver is the fault of the receiver, whatever the list says today', async () => {
    const found = await one(
      '554 5.7.1 Service unavailable; Client host [203.0.113.1] blocked using zen.spamhaus.org; Error: open resolver; https://www.spamhaus.org/returnc/pub/',
    );
    expect(found).toMatchObject({ side: 'receiver', listedBy: 'spamhaus-zen' });
    expect(found.live).toMatchObject([
      { verdict: 'cannot be checked from here', why: expect.stringMatching(/receiver asks.*is not on/) },
    ]);
    expect(met(found)).toEqual({ 'list:spamhaus-zen': 'met' });
    expect(found.request!.text).toContain('127.255.255.0/24');
  });
});

describe('the words', () => {
  it('offline asks nothing and tests nothing', async () => {
    const found = await one(reverse('203.0.113.2'), '--offline');
    expect(found).toMatchObject({ cause: 'ptr-missing', live: [], preconditions: [] });
    expect(asked).toEqual([]);
  });

  it('a hundred files about one address ask once, and are answered by file', async () => {
    const files = Array.from({ length: 100 }, (_, n) => file(`${n}.txt`, ZEN('203.0.113.4')));
    const ran = await run('', '--json', ...files);
    const result = JSON.parse(ran.out) as { files: { file: string; diagnoses: Examined[] }[] };
    expect(result.files.map((row) => row.file)).toEqual(files);
    expect(
      new Set(result.files.flatMap(({ diagnoses }) => diagnoses.map(verdicts)).map((v) => JSON.stringify(v))),
    ).toEqual(new Set(['{"dnsbl:spamhaus-zen":"confirmed now"}']));
    expect(asked.filter((question) => question === 'A 4.113.0.203.zen.spamhaus.org')).toHaveLength(1);
    expect(ran.code).toBe(0);
  });

  it('nothing recognised is an empty array, and a line for people', async () => {
    const ran = await run('Dear Bob, lunch at noon?', '--json');
    expect([ran.code, JSON.parse(ran.out)]).toEqual([0, { diagnoses: [], resolver: [] }]);
    expect((await run('Dear Bob, lunch at noon?')).out).toMatch(/^Nothing here is a bounce.*\n$/);
  });

  it('says it to a person: what, who, said, now, do, link, date', async () => {
    const { out, code } = await run(reverse('203.0.113.2'));
    for (const part of [
      'no reverse name',
      'at fault: the sender',
      'CONFIRMED NOW ptr',
      'do        1.',
      'retry     Once the cause is gone, not before',
      'usually   mail is accepted within 24 hours after that',
      'https://',
      'advice    last compared with its sources on 2026-',
    ])
      expect(out).toContain(part);
    expect(code).toBe(0);
    const first = (await run(YAHOO('203.0.113.2'), '--domain', 'example.com')).out;
    expect(first.indexOf('before you ask')).toBeLessThan(first.indexOf('senders.yahooinc.com/contact'));
  });

  it('--ip and --domain stand above the text', async () => {
    const found = await one(reverse('203.0.113.2'), '--ip', '203.0.113.1');
    expect(found.ip).toBe('203.0.113.2');
    expect(found.live).toMatchObject([{ subject: '203.0.113.1', verdict: 'no longer true' }]);
  });

  it('a list is called by its name, or by who alone can ask it', async () => {
    const shown = async (text: string) => (await run(text, '--offline')).out;
    const spamcop = '554 5.7.1 Service unavailable; Client host [203.0.113.1] blocked using bl.spamcop.net';
    expect(await shown(spamcop)).toMatch(/named +203\.0\.113\.1, SpamCop Blocking List/);
    expect(await shown('553 5.7.2 [TSS09] All messages from 203.0.113.1 will be permanently deferred')).toMatch(
      /named +203\.0\.113\.1, a list that only the receiver can ask/,
    );
  });

  it('who is refused for a list that is dead is on no list', async () => {
    const { out } = await run('550 5.7.1 [203.0.113.2] blocked using dnsbl.sorbs.net', '--offline');
    expect(out).toMatch(
      /^the message {2}the receiver takes the word of a blocklist that is no more\n {2}at fault: the receiver/,
    );
    expect(out).not.toContain('the address is on');
    expect(out).toContain('retry     Once the receiver has put it right, and not before.');
  });

  it('says of an old wording, and of a general one, how far to trust the reading', async () => {
    const note = async (id: string) => (await run(TEXTS.get(id)![0]!.text, '--offline')).out.replaceAll(/\s+/g, ' ');
    for (const { id, legacy, confidence } of RULES) {
      if (legacy === true) expect(await note(id), id).toContain('This is an old wording.');
      else if (confidence === 'low') expect(await note(id), id).toContain('These words are general');
    }
    expect(await note('qq-spf')).not.toMatch(/old wording|words are general/);
  });

  it('the commands of its steps are there to be copied', async () => {
    const steps = async (...args: string[]) => (await one(reverse('203.0.113.2'), ...args)).remedy.steps.join(' ');
    expect(await steps()).toContain('postwatch reverse-dns 203.0.113.2 ');
    for (const more of [[], ['--offline']])
      expect(await steps('--ip', '203.0.113.1', ...more)).toContain('postwatch reverse-dns 203.0.113.1 ');
  });

  it('what lies beyond a hundred refusals is not left out without a word', async () => {
    const refusals = (most: number) =>
      Array.from({ length: most }, (_, n) => `<u${n}@example.net>: 550 5.1.1 User unknown`);
    const log = (most: number) =>
      `From: MAILER-DAEMON@x.example\nSubject: failure notice\n\n${refusals(most).join('\n')}`;
    const ran = await run(log(300), '--offline', '--json');
    expect(JSON.parse(ran.out).diagnoses).toHaveLength(100);
    expect(ran).toMatchObject({ code: 0, err: expect.stringMatching(/^postwatch: standard input: the first 100 /) });
    expect((await run(log(99), '--offline')).err).toBe('');
  });

  it('exports what no rule knows, with addresses masked', async () => {
    const at = path.join(folder, 'unmatched.json');
    const ran = await run(
      'Nov 24 12:00:00 mx postfix/smtp[1]: ABCDEF: to=<alice@example.net>, relay=mx.example.net[198.51.100.1]:25, dsn=5.9.9, status=bounced (xyzzy plugh <alice@example.net>)',
      '--offline',
      '--json',
      '--export-unmatched',
      at,
    );
    expect(JSON.parse(ran.out)).toEqual({ diagnoses: [], resolver: [] });
    expect(JSON.parse(readFileSync(at, 'utf8'))).toEqual([
      { text: 'xyzzy plugh <a***@example.net>', enhancedCode: '5.9.9' },
    ]);
  });

  it.each([
    ['a file that is not there', ['/nonexistent/bounce.eml'], /there is no such file/],
    ['a folder', [tmpdir()], /is a folder/],
    ['a wrong address', ['--ip', '10.0.0.1'], /no mail comes from 10\.0\.0\.1/],
    ['a wrong domain', ['--domain', 'exa mple'], /not a domain/],
    ['an export that cannot be written', ['--export-unmatched', '/nonexistent/x'], /there is no such file/],
  ])('%s: one line, 64, and nothing is asked', async (_what, args, said) => {
    const ran = await run(reverse('203.0.113.2'), ...args);
    expect(ran).toMatchObject({ code: 64, out: '' });
    expect(ran.err).toMatch(said);
    expect(isOneLine(ran.err)).toBe(true);
    expect(asked).toEqual([]);
  });

  it('one file of several that is no text is named, and the others are answered', async () => {
    const binary = file(
      'binary',
      Uint8Array.from({ length: 500 }, (_, n) => n % 256),
    );
    const ran = await run('', '--json', '--offline', binary, file('good.txt', reverse('203.0.113.2')));
    expect(ran.code).toBe(64);
    expect(ran.err).toMatch(/binary: the input is binary/);
    const { files } = JSON.parse(ran.out);
    expect(files.map(({ diagnoses }: { diagnoses: Examined[] }) => diagnoses.length)).toEqual([0, 1]);
  });

  it('a file name is one printable line, whatever it holds', async () => {
    const names = ['a\u001b[31m\nb', 'binary\u001b[31m\nb'];
    const [good, binary] = [file(names[0]!, reverse('203.0.113.2')), file(names[1]!, Uint8Array.of(0, 0))];
    const missing = path.join(folder, 'none\u001b[31m\nb');
    const ran = await run('', '--offline', good, binary, missing);
    expect(ran.code).toBe(64);
    expect(ran.out).toContain('== ');
    expect(ran.err.trimEnd().split('\n')).toHaveLength(2);
    expect(ran.out + ran.err).not.toContain('\u001b');
  });

  it('a resolver that cannot be reached: everything is unknown, one line, exit 3', async () => {
    const ran = await inProcess(
      ['diagnose', '--json', '--resolver', '127.0.0.1:9', '--lists', lists, '--timeout', '500'],
      { input: reverse('203.0.113.2') },
    );
    expect(verdicts(JSON.parse(ran.out).diagnoses[0])).toEqual({ ptr: 'cannot be checked from here' });
    expect([ran.code, isOneLine(ran.err)]).toEqual([3, true]);
  });

  it('of a huge file the beginning is read', async () => {
    const at = file('huge.txt', `${reverse('203.0.113.2')}\n${'x'.repeat(8_000_000)}`);
    const ran = await run('', '--json', '--offline', at);
    expect(JSON.parse(ran.out).diagnoses).toMatchObject([{ cause: 'ptr-missing' }]);
  });
});
