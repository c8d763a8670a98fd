import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { dispatch } from '../../cli/main.ts';
import { type DnsServer, startDnsServer } from '../../cli/sandbox/dns-server.ts';
import { resolverOf, type Zone } from '../../cli/sandbox/zones.ts';
import { RULES } from '../../shared/bounce/rules.ts';
import type { Examined } from '../../shared/diagnose/examine.ts';
import { columns } from '../../shared/model/text.ts';
import { TEXTS } from '../bounce/texts.ts';
import { inProcess, isOneLine, terminalWith } from '../support/cli.ts';
import { isResolverControl } from '../support/dns-server.ts';
import { scripted, sender } from '../support/watch.ts';
import { list } from './world.ts';

/** Short enough for one string of a TXT record. */
const KEY = generateKeyPairSync('rsa', { modulusLength: 1024 })
  .publicKey.export({ format: 'der', type: 'spki' })
  .toString('base64');

const ZONE: Zone = {
  '1.113.0.203.in-addr.arpa': { PTR: ['mail.example.com'] },
  'mail.example.com': { A: ['203.0.113.1'] },
  '4.113.0.203.in-addr.arpa': { PTR: ['mail4.example.com'] },
  'mail4.example.com': { A: ['203.0.113.4'] },
  'example.com': {
    TXT: ['v=spf1 ip4:203.0.113.1 ip4:203.0.113.4 -all'],
    MX: [{ preference: 10, exchange: 'mail.example.com' }],
  },
  's1._domainkey.example.com': { TXT: [`v=DKIM1; p=${KEY}`] },
  '_dmarc.example.com': { TXT: ['v=DMARC1; p=none; rua=mailto:dmarc@example.com'] },
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

describe('an Elastic IP that the watch of this machine remembers', () => {
  const EIP = { allocationId: 'eipalloc-0123456789abcdef0', region: 'eu-west-1', account: '111122223333' };
  const remembered = async (): Promise<string> => {
    const memory = path.join(folder, `${randomUUID()}.db`);
    const target = { ...sender('203.0.113.2'), elasticIp: { ...EIP, associated: true } };
    const watch = scripted(memory, { targets: [target], lists: [] });
    await watch.run(() => 'ptr.missing');
    return file(`${randomUUID()}.json`, JSON.stringify({ memory }));
  };

  it.each([
    ['en', 'This is the Elastic IP eipalloc-0123456789abcdef0 in eu-west-1.'],
    ['ko', 'Elastic IP(eipalloc-0123456789abcdef0, eu-west-1 리전)'],
  ])('is named in the step, whose command is complete (%s)', async (language, named) => {
    const settings = await remembered();
    for (const offline of [[], ['--offline']]) {
      const { out } = await run(reverse('203.0.113.2'), '--settings', settings, '--language', language, ...offline);
      expect(out.replace(/\s+/g, ' ')).toContain(named);
      expect(out).toContain('npx postwatch reverse-dns 203.0.113.2 <name> --region eu-west-1');
      expect(out).not.toMatch(/describe-addresses|request-text/);
    }
  });

  it('is asked for where the memory cannot be read, and of another address', async () => {
    const settings = file(`${randomUUID()}.json`, JSON.stringify({ memory: file('broken.db', 'not a database') }));
    const { out, err } = await run(reverse('203.0.113.2'), '--settings', settings, '--offline');
    expect(out).toContain('aws ec2 describe-addresses --public-ips 203.0.113.2');
    expect(err).toBe('');
    expect((await run(reverse('203.0.113.3'), '--settings', await remembered(), '--offline')).out).toContain(
      'aws ec2 describe-addresses --public-ips 203.0.113.3',
    );
  });
});

describe('diagnose tells the stories that the product began with', () => {
  it.each([
    ['203.0.113.2', 'confirmed now', /203\.0\.113\.2/],
    ['203.0.113.1', 'no longer true', /mail\.example\.com/],
    ['198.51.100.9', 'cannot be checked from here', /could not be/],
  ])('reverse DNS of %s failed: %s', async (ip, verdict, why) => {
    const found = await one(reverse(ip), '--timeout', '600');
    expect(found).toMatchObject({ cause: 'ptr-missing', side: 'sender', ip });
    expect(found.live).toMatchObject([{ check: 'ptr', verdict, subject: ip, why: expect.stringMatching(why) }]);
    expect(found.live[0]!.evidence[0]).toMatchObject({ type: 'PTR', resolver: `127.0.0.1:${server.port}` });
  });

  it('Yahoo defers for good: what is wrong comes first, then the request that is ready to send', async () => {
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
      dkim: 'unknown',
      dmarc: 'met',
      'list:spamhaus-zen': 'met',
    });
    expect(found.request).toBeUndefined();

    expect(found).toMatchObject({
      verdict: 'confirmed',
      nextStep: { text: expect.stringMatching(/^Fix this first\. 203\.0\.113\.2/) },
    });

    // A key is only found by its selector, which one reply does not show.
    const open = await one(YAHOO('203.0.113.1'), '--domain', 'example.com');
    expect(met(open)).toMatchObject({ 'reverse-dns': 'met', dkim: 'unknown' });
    expect(open).toMatchObject({ nextStep: { text: expect.stringContaining('--dkim-selector') } });
    expect(open.request).toBeUndefined();

    const ready = await one(YAHOO('203.0.113.1'), '--domain', 'example.com', '--dkim-selector', 's1');
    // A receiver's own reputation is not refuted by good DNS.
    expect(Object.values(verdicts(ready))).not.toContain('no longer true');
    expect(met(ready)).toMatchObject({ 'reverse-dns': 'met', spf: 'met', 'list:spamhaus-zen': 'met' });
    expect(ready.request).toMatchObject({
      language: 'en',
      url: 'https://senders.yahooinc.com/contact/#sender-support-request',
    });
    const { text } = ready.request!;
    for (const part of [
      '203.0.113.1',
      'Reverse DNS: mail.example.com',
      'SPF: pass',
      'DKIM domain (d=): example.com',
      'DMARC: record published',
      '[TSS09]',
      'UTC',
    ])
      expect(text).toContain(part);
    expect(ready.remedy.obsolete).toMatch(/AOL/);

    const listed = await one(YAHOO('203.0.113.4'), '--domain', 'example.com');
    expect(met(listed)['list:spamhaus-zen']).toBe('unmet');
    expect(listed.request).toBeUndefined();
  });

  it('Trend Micro or the recipient refuses: the list needs a key, so its verdict is unknown', async () => {
    const found = await one(TREND, '--domain', 'example.com');
    expect(found).toMatchObject({ provider: 'trendmicro', ip: '203.0.113.1', listedBy: 'trendmicro-standard' });
    expect(verdicts(found)['dnsbl:trendmicro-standard']).toBe('cannot be checked from here');
    expect(found.remedy.url).toContain('servicecentral.trendmicro.com');
    expect(found.request!.to).toContain('Trend Micro');
  });

  it('Gmail refuses an attachment: nothing can be checked, and no request is needed', async () => {
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

  it('the receiver queries a list through an open resolver: the receiver is at fault, whatever the list says today', async () => {
    const found = await one(
      '554 5.7.1 Service unavailable; Client host [203.0.113.1] blocked using zen.spamhaus.org; Error: open resolver; https://www.spamhaus.org/returnc/pub/',
    );
    expect(found).toMatchObject({ side: 'receiver', listedBy: 'spamhaus-zen' });
    expect(found.live).toMatchObject([
      { verdict: 'cannot be checked from here', why: expect.stringMatching(/receiver queries.*not (listed )?on/) },
    ]);
    expect(met(found)).toEqual({ 'list:spamhaus-zen': 'met' });
    expect(found.request!.text).toContain('127.255.255.0/24');
  });
});

describe('the output of diagnose', () => {
  it('asks no question and tests nothing with --offline', async () => {
    const found = await one(reverse('203.0.113.2'), '--offline');
    expect(found).toMatchObject({ cause: 'ptr-missing', live: [], preconditions: [] });
    expect(asked).toEqual([]);
  });

  it('asks once for a hundred files about one address, and answers file by file', async () => {
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

  it('has one shape for one input and for many, with the key of one input beside it', async () => {
    const one = JSON.parse((await run(reverse('203.0.113.2'), '--offline', '--json')).out);
    const [a, b] = [file('a.txt', reverse('203.0.113.2')), file('b.txt', BLOCKED)];
    const two = JSON.parse((await run('', '--offline', '--json', a, b)).out);
    for (const answer of [one, two]) {
      expect(answer).toMatchObject({ schemaVersion: 1, resolver: [] });
      for (const entry of answer.files) expect(Object.keys(entry)).toEqual(['file', 'diagnoses']);
    }
    expect(one.files).toEqual([{ file: '-', diagnoses: one.diagnoses }]);
    expect(two.diagnoses).toBeUndefined();
    // The contract of a diagnosis is English, and holds nothing of how a screen is made.
    expect(JSON.stringify([one, two])).not.toMatch(/[가-힣]|"translated"|"known"/);
  });

  it('is an empty array where nothing is recognized, and a line for people', async () => {
    const ran = await run('Dear Bob, lunch at noon?', '--json');
    expect([ran.code, JSON.parse(ran.out)]).toEqual([
      0,
      { schemaVersion: 1, files: [{ file: '-', diagnoses: [] }], diagnoses: [], resolver: [] },
    ]);
    expect((await run('Dear Bob, lunch at noon?')).out).toMatch(/^Nothing here is a bounce.*\n$/);
  });

  it('shows a person what happened, whose side it is on, what is true now, and the steps', async () => {
    const { out, code } = await run(reverse('203.0.113.2'));
    for (const part of [
      'deferred: your address has no valid reverse DNS',
      'sender side\n',
      'confirmed now\n',
      'Do not resend yet.',
      '  1.   Find out whether the address is an Elastic IP of yours.',
      "       aws ec2 describe-addresses --public-ips 203.0.113.2 --query 'Addresses[0].AllocationId' --output text",
      '  2.   If it is an Elastic IP, run this command.',
      '\n       npx postwatch reverse-dns 203.0.113.2 <name>\n',
      'Usually solved within 24 hours (our estimate). Advice checked on 2026-',
    ])
      expect(out).toContain(part);
    expect(code).toBe(0);
  });

  it('begins with what is wrong, gives what is in order one line, and fills in the record to publish', async () => {
    const { out } = await run(YAHOO('203.0.113.2'), '--domain', 'example.com');
    expect(out).toMatch(/\n {2}1\. ✓ In order: DMARC record, not listed on/);
    expect(out).toMatch(/\n {2}2\. ✕ 203\.0\.113\.2 /);
    expect(out).toContain('\n       v=spf1 ip4:203.0.113.2 ip4:203.0.113.1 ip4:203.0.113.4 -all\n');
    expect(out.indexOf('v=spf1')).toBeLessThan(out.indexOf('senders.yahooinc.com/contact'));
    expect(out).not.toContain('make sure that reverse DNS resolves both ways');
    const good = (await run(YAHOO('203.0.113.1'), '--domain', 'example.com', '--dkim-selector', 's1')).out.replace(
      /\n {7}/g,
      ' ',
    );
    expect(good).toMatch(
      /\n {2}1\. ✓ In order: reverse DNS mail\.example\.com \(resolves back\), SPF pass, DKIM key, DMARC record, not listed on/,
    );
  });

  it('needs no steps for a cause that is gone, and says so in both languages', async () => {
    const english = (await run(reverse('203.0.113.1'))).out;
    expect(english).toMatch(/^ {2}Fixed since: /m);
    expect(english).toContain('Fixed: flush the queue.');
    expect(english).not.toMatch(/Do not resend|\n {2}1\./);
    const korean = (await run(reverse('203.0.113.1'), '--language', 'ko')).out;
    expect(korean).toContain('해결되었습니다. 큐를 비우세요(flush).');
    expect(korean).not.toContain('다시 보내지 마세요');
  });

  it('has its verdict, facts, steps and sides in Korean, and leaves records, commands and replies as they are', async () => {
    const { out } = await run(YAHOO('203.0.113.2'), '--domain', 'example.com', '--language', 'ko');
    for (const part of [
      '거부됨: 발송 IP 평판이 낮음',
      '발신 측',
      '확인됨: ',
      '아직 다시 보내지 마세요.',
      '[TSS09]',
      '안내 기준일 2026-',
    ])
      expect(out).toContain(part);
    expect(out).not.toMatch(/은\(는\)|이\(가\)|을\(를\)|\(으\)로|\[object/);
  });

  it('names the command of the request, and --request prints the request', async () => {
    const args = ['--domain', 'example.com', '--dkim-selector', 's1'];
    const short = (await run(YAHOO('203.0.113.1'), ...args)).out;
    expect(short).toContain('\n       postwatch diagnose --domain example.com --dkim-selector s1 --request\n');
    expect(short).not.toContain('Dear postmaster');
    const long = (await run(YAHOO('203.0.113.1'), ...args, '--request')).out;
    expect(long).toContain('Subject: Mail from 203.0.113.1 (mail.example.com) is refused');
    expect(long).toContain('Dear postmaster');
    expect((await run(YAHOO('203.0.113.2'), ...args, '--request')).out).toContain('Fix what is marked ✕ first.');
    expect((await run(BLOCKED, '--request')).out).toContain('there is none for this cause');
  });

  it("adds the rule, the whole reply, every check with its query and the form's fields with --verbose", async () => {
    const { out } = await run(reverse('203.0.113.2'), '--verbose');
    for (const part of [
      'godaddy-reverse-dns',
      '  reply  ',
      '✕ ptr: ',
      `dig @127.0.0.1 -p ${server.port} 2.113.0.203.in-addr.arpa PTR`,
      '  have ready  ',
    ])
      expect(out).toContain(part);
    expect((await run(reverse('203.0.113.2'))).out).not.toContain('dig @');
  });

  it('puts equal bounces into one block, whatever file they come from', async () => {
    const log = (n: number) =>
      `Nov 24 12:00:00 mx postfix/smtp[1]: ABCDE${n}: to=<u${n}@example.net>, relay=mx.example.net[198.51.100.1]:25, dsn=5.1.1, status=bounced (host mx.example.net[198.51.100.1] said: 550 5.1.1 <u${n}@example.net>: User unknown (in reply to RCPT TO command))`;
    const one = await run([0, 1, 2, 3, 4, 5].map(log).join('\n'), '--offline');
    expect(one.out).toMatch(/\n6 x 5\.1\.1 at example\.net {3}refused: there is no such mailbox/);
    expect(one.out).toContain('u0@example.net, u1@example.net, u2@example.net, u3@example.net');
    const [first, second] = [file('first.log', log(1)), file('second.log', log(2))];
    const two = await run('', '--offline', first, second, file('other.txt', BLOCKED));
    expect(two.out.replaceAll('\n  ', ' ')).toContain(`Files: ${first}, ${second} `);
    expect(two.out.match(/^ {2}1\. /gm)).toHaveLength(2);
  });

  it.each([60, 80, 120, 200])('is at most %i columns wide in every language, except lines to copy', async (width) => {
    for (const language of ['en', 'ko'])
      for (const text of [
        YAHOO('203.0.113.2'),
        YAHOO('203.0.113.1'),
        reverse('203.0.113.2'),
        TREND,
        ZEN('203.0.113.4'),
      ]) {
        const lines: string[] = [];
        const terminal = terminalWith({
          width: Math.min(width, 120),
          print: (line) => void lines.push(line),
          stream: async function* () {
            yield Buffer.from(text);
          },
        });
        await dispatch(
          [
            'diagnose',
            '--language',
            language,
            '--domain',
            'example.com',
            '-v',
            '--resolver',
            `127.0.0.1:${server.port}`,
            '--lists',
            lists,
          ],
          terminal,
        );
        const wide = lines.filter((line) => columns(line) > Math.min(width, 120));
        expect(wide.filter((line) => !/^ +(https?:|npx |aws |postwatch |dig |v=spf1 )/.test(line))).toEqual([]);
      }
  });

  it('takes --ip and --domain over what the text says', async () => {
    const found = await one(reverse('203.0.113.2'), '--ip', '203.0.113.1');
    expect(found.ip).toBe('203.0.113.2');
    expect(found.live).toMatchObject([{ subject: '203.0.113.1', verdict: 'no longer true' }]);
  });

  it('calls a list by its name, or by the receiver that alone can query it', async () => {
    const shown = async (text: string) => (await run(text, '--offline', '-v')).out;
    const spamcop = '554 5.7.1 Service unavailable; Client host [203.0.113.1] blocked using bl.spamcop.net';
    expect(await shown(spamcop)).toMatch(/names +203\.0\.113\.1, SpamCop/);
    expect(await shown('553 5.7.2 [TSS09] All messages from 203.0.113.1 will be permanently deferred')).toMatch(
      /names +203\.0\.113\.1, a list that only the receiver can query/,
    );
  });

  it('says of a list that has shut down that only the receiver can fix the refusal', async () => {
    const { out } = await run('550 5.7.1 [203.0.113.2] blocked using dnsbl.sorbs.net', '--offline');
    expect(out).toMatch(/^the message {3}refused: the receiver uses a blocklist that has shut down +receiver side\n/);
    expect(out).not.toContain('address is on');
    expect(out).toContain('Only the receiver can fix this.');
    expect(out).not.toContain('Do not resend yet');
  });

  it('says of an old and of a general wording how far to trust the reading', async () => {
    const note = async (id: string) => (await run(TEXTS.get(id)![0]!.text, '--offline')).out.replaceAll(/\s+/g, ' ');
    for (const { id, legacy, confidence } of RULES) {
      if (legacy === true) expect(await note(id), id).toContain('This is an old wording.');
      else if (confidence === 'low') expect(await note(id), id).toContain('These words are general');
    }
    expect(await note('qq-spf')).not.toMatch(/old wording|words are general/);
  });

  it('has the commands of its steps whole, ready to copy', async () => {
    const steps = async (...args: string[]) => (await one(reverse('203.0.113.2'), ...args)).remedy.steps.join(' ');
    expect(await steps()).toContain('postwatch reverse-dns 203.0.113.2 ');
    for (const more of [[], ['--offline']])
      expect(await steps('--ip', '203.0.113.1', ...more)).toContain('postwatch reverse-dns 203.0.113.1 ');
  });

  it('says so where it leaves out refusals behind the first hundred', async () => {
    const refusals = (most: number) =>
      Array.from({ length: most }, (_, n) => `<u${n}@example.net>: 550 5.1.1 User unknown`);
    const log = (most: number) =>
      `From: MAILER-DAEMON@x.example\nSubject: failure notice\n\n${refusals(most).join('\n')}`;
    const ran = await run(log(300), '--offline', '--json');
    expect(JSON.parse(ran.out).diagnoses).toHaveLength(100);
    expect(ran).toMatchObject({
      code: 0,
      err: expect.stringMatching(/^postwatch: standard input: Only the first 100 /),
    });
    expect((await run(log(99), '--offline')).err).toBe('');
  });

  it('exports the refusals that no rule knows, with addresses masked', async () => {
    const at = path.join(folder, 'unmatched.json');
    const ran = await run(
      'Nov 24 12:00:00 mx postfix/smtp[1]: ABCDEF: to=<alice@example.net>, relay=mx.example.net[198.51.100.1]:25, dsn=5.9.9, status=bounced (xyzzy plugh <alice@example.net>)',
      '--offline',
      '--json',
      '--export-unmatched',
      at,
    );
    expect(JSON.parse(ran.out)).toMatchObject({ diagnoses: [], resolver: [] });
    expect(JSON.parse(readFileSync(at, 'utf8'))).toEqual([
      { text: 'xyzzy plugh <a***@example.net>', enhancedCode: '5.9.9' },
    ]);
  });

  it.each([
    ['a file that is not there', ['/nonexistent/bounce.eml'], /there is no such file/],
    ['a folder', [tmpdir()], /is a folder/],
    ['a wrong address', ['--ip', '10.0.0.1'], /No mail can come from 10\.0\.0\.1/],
    ['a wrong domain', ['--domain', 'exa mple'], /not a domain/],
    ['an export that cannot be written', ['--export-unmatched', '/nonexistent/x'], /there is no such file/],
  ])('is one line and exit 64, without a question, for %s', async (_what, args, said) => {
    const ran = await run(reverse('203.0.113.2'), ...args);
    expect(ran).toMatchObject({ code: 64, out: '' });
    expect(ran.err).toMatch(said);
    expect(isOneLine(ran.err)).toBe(true);
    expect(asked).toEqual([]);
  });

  it('names the one file of several that is not text, and answers the others', async () => {
    const binary = file(
      'binary',
      Uint8Array.from({ length: 500 }, (_, n) => n % 256),
    );
    const ran = await run('', '--json', '--offline', binary, file('good.txt', reverse('203.0.113.2')));
    expect(ran.code).toBe(64);
    expect(ran.err).toMatch(/binary: The input is binary/);
    const { files } = JSON.parse(ran.out);
    expect(files.map(({ diagnoses }: { diagnoses: Examined[] }) => diagnoses.length)).toEqual([0, 1]);
  });

  it('shows a file name as one printable line, whatever the name holds', async () => {
    const names = ['a\u001b[31m\nb', 'binary\u001b[31m\nb'];
    const [good, binary] = [file(names[0]!, reverse('203.0.113.2')), file(names[1]!, Uint8Array.of(0, 0))];
    const missing = path.join(folder, 'none\u001b[31m\nb');
    const ran = await run('', '--offline', good, binary, missing);
    expect(ran.code).toBe(64);
    expect(ran.out).toContain(`  Files: ${path.join(folder, 'a')}`);
    expect(ran.err.trimEnd().split('\n')).toHaveLength(2);
    expect(ran.out + ran.err).not.toContain('\u001b');
  });

  it('is one line and exit 3, with everything unknown, where the resolver cannot be reached', async () => {
    const ran = await inProcess(
      ['diagnose', '--json', '--resolver', '127.0.0.1:9', '--lists', lists, '--timeout', '500'],
      { input: reverse('203.0.113.2') },
    );
    expect(verdicts(JSON.parse(ran.out).diagnoses[0])).toEqual({ ptr: 'cannot be checked from here' });
    expect([ran.code, isOneLine(ran.err)]).toEqual([3, true]);
  });

  it('covers the beginning of a huge file', async () => {
    const at = file('huge.txt', `${reverse('203.0.113.2')}\n${'x'.repeat(8_000_000)}`);
    const ran = await run('', '--json', '--offline', at);
    expect(JSON.parse(ran.out).diagnoses).toMatchObject([{ cause: 'ptr-missing' }]);
  });
});
