/** The four stories that the product began with, on a loopback internet before and after the fix: each ends in the one next step that is right. */
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DnsServer, startDnsServer } from '../../cli/sandbox/dns-server.ts';
import { resolverOf, type Zone } from '../../cli/sandbox/zones.ts';
import type { PublishedDiagnosis } from '../../shared/diagnose/published-diagnosis.ts';
import { inProcess } from '../support/cli.ts';
import { list } from './world.ts';

const KEY = generateKeyPairSync('rsa', { modulusLength: 1024 })
  .publicKey.export({ format: 'der', type: 'spki' })
  .toString('base64');
const NAMED: Zone = {
  '9.113.0.203.in-addr.arpa': { PTR: ['mail.example.com'] },
  'mail.example.com': { A: ['203.0.113.9'] },
};
const SENDER: Zone = {
  'example.com': { TXT: ['v=spf1 ip4:203.0.113.9 -all'], MX: [{ preference: 10, exchange: 'mail.example.com' }] },
  's1._domainkey.example.com': { TXT: [`v=DKIM1; p=${KEY}`] },
  '_dmarc.example.com': { TXT: ['v=DMARC1; p=none; rua=mailto:dmarc@example.com'] },
  '2.0.0.127.zen.spamhaus.org': { A: ['127.0.0.2'] },
};
const WITHOUT_NAME: Zone = { ...SENDER };
const WITHOUT_KEY: Zone = { ...NAMED, ...SENDER, 's1._domainkey.example.com': {} };
const FIXED: Zone = { ...NAMED, ...SENDER };

let world: Zone;
let server: DnsServer;
let folder: string;
let lists: string;
beforeAll(async () => {
  server = await startDnsServer({ behaviour: resolverOf(() => world, {}) });
  folder = mkdtempSync(path.join(tmpdir(), 'postwatch-stories-'));
  lists = path.join(folder, 'lists.json');
  writeFileSync(lists, JSON.stringify([list('spamhaus-zen', { zone: 'zen.spamhaus.org' })]));
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

async function told(zone: Zone, input: string, ...args: readonly string[]): Promise<PublishedDiagnosis> {
  world = zone;
  const words = ['diagnose', '--json', '--resolver', `127.0.0.1:${server.port}`, '--lists', lists, ...args];
  const { out } = await inProcess(words, { input });
  return (JSON.parse(out) as { diagnoses: PublishedDiagnosis[] }).diagnoses[0]!;
}

const inLog = (status: string, reply: string): string =>
  `Nov 24 12:00:00 mx postfix/smtp[1]: ABCDEF0123: to=<bob@example.net>, relay=mx.example.net[198.51.100.1]:25, delay=1, dsn=4.7.1, status=${status} (host mx.example.net[198.51.100.1] said: ${reply} (in reply to MAIL FROM command))`;
const REVERSE = inLog('deferred', '421 Temporarily rejected. Reverse DNS for 203.0.113.9 failed. IB108');
const YAHOO =
  '553 5.7.2 [TSS09] All messages from 203.0.113.9 will be permanently deferred; Retrying will NOT succeed. See https://postmaster.yahooinc.com/error-codes';
const TREND =
  '550 5.7.1 Service unavailable; Client host [203.0.113.9] blocked by the recipient OR by Trend Micro Email Reputation Service. Please see http://www.mail-abuse.com/cgi-bin/lookup?ip_address=203.0.113.9';
const BLOCKED =
  '552-5.7.0 This message was blocked because its content presents a potential\n552-5.7.0 security issue. Please visit\n552 5.7.0  https://support.google.com/mail/?p=BlockedMessage x - gsmtp';
const FROM = ['--domain', 'example.com', '--dkim-selector', 's1'];

describe('the story of the missing reverse name', () => {
  it('ends in setting the name before the fix, and in flushing the queue after it', async () => {
    const before = await told(WITHOUT_NAME, REVERSE);
    expect(before).toMatchObject({
      verdict: 'confirmed',
      nextStep: { command: expect.stringContaining('203.0.113.9') },
    });
    const after = await told(FIXED, REVERSE);
    expect(after).toMatchObject({ verdict: 'fixed since', mta: 'postfix' });
    expect(after.nextStep).toEqual({ text: 'Fixed: flush the queue.', command: 'postqueue -f' });
  });

  it('ends in sending the message again after the fix, where it came back', async () => {
    const after = await told(FIXED, REVERSE.replace('deferred', 'bounced').replace('421', '550'));
    expect(after.nextStep).toEqual({ text: 'Fixed: send the message again.' });
  });

  it('says so on the screen, in both languages', async () => {
    world = FIXED;
    const words = ['diagnose', '--resolver', `127.0.0.1:${server.port}`, '--lists', lists];
    const { out } = await inProcess(words, { input: REVERSE });
    expect(out).toMatch(/\n {2}Fixed since: .*\n[\s\S]*Fixed: flush the queue\.\n\n {7}postqueue -f\n/);
    const korean = (await inProcess([...words, '--language', 'ko'], { input: REVERSE })).out;
    expect(korean).toMatch(/\n {2}해결됨: [\s\S]*큐를 비우세요\(flush\)\.\n\n {7}postqueue -f\n/);
  });
});

describe('the story of Yahoo', () => {
  it('ends in what Yahoo asks for, one thing after another, and then in the request', async () => {
    const nameless = await told(WITHOUT_NAME, YAHOO, ...FROM);
    expect(nameless).toMatchObject({
      verdict: 'confirmed',
      nextStep: { command: 'npx postwatch reverse-dns 203.0.113.9 <name>' },
    });
    const keyless = await told(WITHOUT_KEY, YAHOO, ...FROM);
    expect(keyless).toMatchObject({
      verdict: 'confirmed',
      nextStep: { text: expect.stringContaining('s1._domainkey.example.com') },
    });
    expect(keyless.request).toBeUndefined();
    const ready = await told(FIXED, YAHOO, ...FROM);
    expect(ready).toMatchObject({
      verdict: 'in order',
      nextStep: {
        text: 'Everything that can be tested is in order. Send the prepared request: Yahoo Sender Hub.',
        url: 'https://senders.yahooinc.com/contact/#sender-support-request',
      },
    });
    for (const part of ['203.0.113.9', 'DKIM domain (d=): example.com', '[TSS09]'])
      expect(ready.request!.text).toContain(part);
    // What only we call it.
    expect(ready.request!.text + ready.request!.subject).not.toMatch(
      /yahoo-tss|ip-reputation|spamhaus-zen|yahoo-internal/,
    );
  });

  it('has nothing tested and no request offline, and names what the receiver asks for', async () => {
    const offline = await told(FIXED, YAHOO, ...FROM, '--offline');
    expect(offline).toMatchObject({ verdict: 'not tested' });
    expect(offline.request).toBeUndefined();
    expect(offline.preconditions.map(({ id, status }: { id: string; status: string }) => `${id} ${status}`)).toEqual([
      'reverse-dns unknown',
      'spf unknown',
      'dkim unknown',
      'dmarc unknown',
      'list:spamhaus-zen unknown',
    ]);
  });
});

describe('the story of Trend Micro', () => {
  it('ends in the reverse name before the fix, and in the request from a role mailbox after it', async () => {
    const before = await told(WITHOUT_NAME, TREND, ...FROM);
    expect(before).toMatchObject({
      verdict: 'confirmed',
      nextStep: { command: expect.stringContaining('reverse-dns 203.0.113.9') },
    });
    const after = await told(FIXED, TREND, ...FROM);
    expect(after.nextStep).toMatchObject({
      text: expect.stringContaining('Trend Micro Email Reputation'),
      url: expect.stringMatching(/^https:\/\/servicecentral\.trendmicro\.com\//),
    });
    expect(after.request!.text).toContain('abuse@example.com or postmaster@example.com');
    // The page in the reply is gone, and no page of Trend Micro's today.
    expect(JSON.stringify(after.links)).not.toContain('mail-abuse');
  });
});

describe('the story of the blocked attachment', () => {
  it('ends in sending it another way: nothing is asked, and nothing is fixed by waiting', async () => {
    const found = await told(FIXED, BLOCKED, ...FROM);
    expect(found).toMatchObject({ cause: 'content-attachment', verdict: 'not visible from here', live: [] });
    expect(found.nextStep.text).toMatch(/link|attachment|file/i);
    expect(found.request).toBeUndefined();
  });
});
