/** The stories the product starts from, what a text names, and what is kept and masked. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskAddresses } from '../../shared/bounce/failure.ts';
import { runs } from '../support/thorough.ts';
import { only, read } from './reading.ts';

describe('the diagnosis of the stories that the product began with', () => {
  it('GoDaddy: reverse DNS failed', async () => {
    const found = await only(
      '421 Temporarily rejected. Reverse DNS for 203.0.113.9 failed. IB108 <http://x.co/srbounce>',
    );
    expect(found).toMatchObject({ provider: 'godaddy', cause: 'ptr-missing', side: 'sender', retry: 'fix-first' });
    expect(found).toMatchObject({ ip: '203.0.113.9', smtpCode: 421, checks: ['ptr'] });
    expect(found.remedy.steps.join(' ')).toContain('postwatch reverse-dns');
  });

  it('Yahoo: permanently deferred, whatever the reply code', async () => {
    for (const code of ['553 5.7.2', '421 4.7.1']) {
      const found = await only(
        `${code} [TSS09] All messages from 203.0.113.9 will be permanently deferred; Retrying will NOT succeed.`,
      );
      expect(found).toMatchObject({ rule: 'yahoo-tss-permanent', retry: 'fix-first', ip: '203.0.113.9' });
      expect(found.remedy.url).toBe('https://senders.yahooinc.com/contact/#sender-support-request');
      expect(found.remedy.obsolete).toContain('no longer have an allow list');
    }
  });

  it('Trend Micro: the list has moved, who can request a removal, and what does not unblock', async () => {
    const found = await only(
      '550 5.7.1 203.0.113.9 has been blocked by the recipient OR by Trend Micro Email Reputation Service',
    );
    expect(found).toMatchObject({ cause: 'ip-blocklisted', listedBy: 'trendmicro-standard' });
    expect(found.checks).toContain('dnsbl:trendmicro-standard');
    expect(found.remedy.url).toContain('servicecentral.trendmicro.com');
    const steps = found.remedy.steps.join(' ');
    expect(steps).toMatch(
      /Remove button.*abuse@ or postmaster@ as the contact: requests from other.*Approved List.*does not unblock/,
    );
    expect(steps).not.toMatch(/Delete button|in the same request/);
    expect(found.remedy.obsolete).toContain('mail-abuse.com');
  });

  it('Gmail: p=BlockedMessage means an attachment or a reputation; the text decides', async () => {
    const link = 'https://support.google.com/mail/?p=BlockedMessage';
    const file = await only(
      `552-5.7.0 This message was blocked because its content presents a potential\n552-5.7.0 security issue. Please visit\n552 5.7.0 ${link} - gsmtp`,
    );
    expect(file).toMatchObject({ cause: 'content-attachment', side: 'content', retry: 'never' });
    const address = await only(
      `550-5.7.1 [203.0.113.9] suspicious due to the very low reputation of the sending IP address.\n550 5.7.1 ${link} - gsmtp`,
    );
    expect(address).toMatchObject({ cause: 'ip-reputation', side: 'sender', ip: '203.0.113.9' });
    expect((await only(`550 5.7.1 ${link} - gsmtp`)).cause).not.toBe('content-attachment');
  });

  it('a list that refuses the receiver is the receiver’s fault', async () => {
    const found = await only(
      '554 5.7.1 Client host [203.0.113.9] blocked using zen.spamhaus.org; Error: open resolver; https://www.spamhaus.org/returnc/pub/192.0.2.53',
    );
    expect(found).toMatchObject({
      side: 'receiver',
      cause: 'dns-failure',
      listedBy: 'spamhaus-zen',
      ip: '203.0.113.9',
    });
    expect(found.remedy.steps[0]).toContain('Nothing is wrong with your address');
  });
});

describe('the sender, the receiver and the list that a bounce names', () => {
  it.each([
    ['a private address', '550 5.7.1 Client host [10.1.2.3] blocked using bl.spamcop.net'],
    [
      "the receiver's address",
      'host mx.example.net[198.51.100.7] said: 550 5.7.1 Connection refused due to poor reputation',
    ],
    ['the answer of a list', '550 5.7.1 listed in zen.spamhaus.org, 127.0.0.4'],
    [
      "the receiver's address in another spelling",
      'host mx.example.net[2001:DB8:0:0::7] said: 550 5.7.1 Connection to 2001:db8::7 refused',
    ],
    [
      'a server that hung up',
      'Nov 24 07:00:00 mx postfix/smtp[2]: 4D2: to=<bob@example.net>, relay=none, dsn=4.4.2, status=deferred (lost connection with mx.example.net[198.51.100.7] while receiving the initial server greeting)',
    ],
    [
      'a server that qmail gave up on',
      '<bob@example.net>:\nSorry, it did not work out: 550 User unknown.\nGiving up on 198.51.100.7.\n',
    ],
    [
      'a server that Exchange names',
      "550 4.4.312 - Server at example.net (198.51.100.7) returned '450 DNS query failed'",
    ],
    ['a server that Google names', '550 Delivery failed: [example.net 198.51.100.7: socket error]'],
    [
      "who handed the message to the sender's own server",
      'The original message was received at Thu, 14 Jan 2016 16:22:08 +0900\nfrom pc.example.org [203.0.113.50]\n\n   ----- The following addresses had permanent fatal errors -----\n<bob@example.net>\n    (reason: 550 5.7.1 Your IP address is blacklisted)\n',
    ],
    [
      'the resolver that a list refuses',
      '554 5.7.1 Service unavailable; blocked using zen.spamhaus.org; Error: open resolver; https://www.spamhaus.org/returnc/pub/198.51.100.53',
    ],
    [
      'a server that is named before its reply',
      'mx.example.net[198.51.100.7]: 550 5.7.1 Client host rejected: cannot find your reverse hostname',
    ],
    ['a server that greets', '554 mx.example.net [198.51.100.7] ESMTP: poor reputation, not accepting messages'],
    ['a server that is named as who refuses', '550 5.7.1 refused by mx.example.net (198.51.100.7): poor reputation'],
    [
      'the remote server of a report',
      'Final-Recipient: rfc822; bob@example.net\nAction: failed\nStatus: 5.7.1\nRemote-MTA: dns; mx.example.net. (198.51.100.7, the server for the domain example.net.)\nDiagnostic-Code: smtp; 550 5.7.1 [198.51.100.7] does not want you: poor reputation\n',
    ],
  ])('are not %s', async (_what, text) => {
    expect(await only(text)).not.toHaveProperty('ip');
  });

  it.each([
    [
      'qmail',
      '<bob@example.net>:\nConnected to 198.51.100.7 but sender was rejected.\nRemote host said: 421 4.7.0 [TSS04] Messages from 203.0.113.9 temporarily deferred due to user complaints\n',
    ],
    ['a client host with its name', '554 5.7.1 Client host mail.example.com[203.0.113.9] blocked using bl.spamcop.net'],
  ])('have as sender the address in the words of %s', async (_what, text) => {
    expect((await only(text)).ip).toBe('203.0.113.9');
  });

  it('may have an IPv6 address as sender', async () => {
    expect(
      await only('550 5.7.25 [2001:DB8::25] The IP address sending this message does not have a PTR record setup'),
    ).toMatchObject({ ip: '2001:db8::25' });
  });

  it.each([
    ['xbl.spamhaus.org', 'spamhaus-xbl'],
    ['b.barracudacentral.org', 'barracuda-brbl'],
    ['psbl.surriel.com', 'psbl'],
  ])('have the list behind %s', async (zone, id) => {
    const found = await only(`554 5.7.1 Service unavailable; Client host [203.0.113.9] blocked using ${zone}`);
    expect(found.listedBy).toBe(id);
    expect(found.checks[0]).toBe(`dnsbl:${id}`);
  });
});

describe('the masking of addresses in a bounce', () => {
  it('keeps the receiver and hides the person', () => {
    expect(maskAddresses('<ann.b@example.net>, Cy@Example.ORG: no')).toBe('<a***@example.net>, C***@Example.ORG: no');
  });

  it('is there in the export of a text of which only a bare 550 is known, and which is not diagnosed', async () => {
    const { diagnoses, unmatched } = await read('550 xyzzy <ann@example.net> plugh');
    expect(diagnoses).toEqual([]);
    expect(unmatched.map(({ text }) => text)).toEqual([expect.stringContaining('xyzzy')]);
    expect(unmatched[0]?.text).not.toContain('ann@');
  });

  it('is there in the export of a bare refusal', async () => {
    const { diagnoses, unmatched } = await read('550 5.7.1 <mail.example.com>: client blocked');
    expect(diagnoses.map(({ rule }) => rule)).toEqual(['client-refused']);
    expect(unmatched).toHaveLength(1);
  });

  it('is there in the export of what no rule knows', async () => {
    const { unmatched } = await read('599 5.9.9 xyzzy <ann@example.net> plugh');
    expect(unmatched).toEqual([
      { text: '599 5.9.9 xyzzy <a***@example.net> plugh', smtpCode: 599, enhancedCode: '5.9.9' },
    ]);
  });
});

it('any bounce text gives a diagnosis, within its bounds', async () => {
  const word = fc.constantFrom(
    '550 ',
    '5.7.1 ',
    '<a@b.example>',
    'spam',
    '\n',
    '>>> ',
    '<<< ',
    'Final-Recipient: ',
    'From: ',
    '{',
    '[',
    '(',
    '421-',
    'to=<',
    'status=bounced (',
  );
  const text = fc.array(fc.oneof(word, fc.string()), { maxLength: 40 }).map((parts) => parts.join(''));
  await fc.assert(
    fc.asyncProperty(text, async (input) => {
      const { diagnoses } = await read(input);
      expect(diagnoses.every((one) => one.text.length <= 500)).toBe(true);
    }),
    { numRuns: runs(60) },
  );
});
