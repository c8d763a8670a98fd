/** What a bounce named, looked at today: verdicts, preconditions, the prepared text, and the cap on questions. */
import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { systemClock } from '../../adapters/local/clock.ts';
import { diagnose } from '../../shared/bounce/diagnose.ts';
import { CAUSES, type Cause, type CheckName } from '../../shared/bounce/diagnosis.ts';
import { RULES } from '../../shared/bounce/rules.ts';
import { type Examined, examine, type Sender } from '../../shared/diagnose/examine.ts';
import type { DiagnosePorts, Fact, FactId } from '../../shared/diagnose/live-checks.ts';
import { requestTo } from '../../shared/diagnose/requests.ts';
import { judgeKeys } from '../../shared/diagnose/signatures.ts';
import { judgeLive } from '../../shared/diagnose/verdicts.ts';
import { evidenceOf } from '../../shared/dns/answer.ts';
import { parseLists } from '../../shared/dnsbl/list.ts';
import { defined } from '../../shared/model/defined.ts';
import type { Status } from '../../shared/model/finding.ts';
import type { Endpoint } from '../../shared/net/port.ts';
import { list } from '../cli/world.ts';
import { internet, lookupPorts } from '../support/lookups.ts';
import { tcpServer } from '../support/servers.ts';
import { runs } from '../support/thorough.ts';
import { type ZoneOptions, type ZoneResolver, type Zones, zone } from '../support/zone.ts';

const SOUND = {
  '1.113.0.203.in-addr.arpa': { PTR: ['mail.example.com'] },
  'mail.example.com': { A: ['203.0.113.1'] },
  'example.com': { TXT: ['v=spf1 ip4:203.0.113.1 -all'], MX: [[10, 'mail.example.com']] as const },
  'null.example.com': { TXT: ['v=spf1 ip4:203.0.113.1 -all'], MX: [[0, '']] as const },
  'lost.example.com': { TXT: ['v=spf1 ip4:203.0.113.1 -all'], MX: [[0, 'gone.example.com']] as const },
  '2.0.0.127.zen.spamhaus.org': { A: ['127.0.0.2'] },
};

/** All that Yahoo asks for. */
const SELECTOR = 's1';
const COMPLETE = {
  ...SOUND,
  [`${SELECTOR}._domainkey.example.com`]: {
    TXT: [
      `v=DKIM1; p=${generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ format: 'der', type: 'spki' }).toString('base64')}`,
    ],
  },
  '_dmarc.example.com': { TXT: ['v=DMARC1; p=none; rua=mailto:dmarc@example.com'] },
};

const parsedLists = parseLists([list('spamhaus-zen', { zone: 'zen.spamhaus.org' })]);
const table = parsedLists.ok ? parsedLists.value : [];

const portsOf = (resolver: ZoneResolver, more: Partial<DiagnosePorts> = {}): DiagnosePorts => ({
  ...lookupPorts(resolver, more),
  table,
  keys: {},
});

async function examined(
  text: string,
  sender: Sender = {},
  ports: DiagnosePorts = portsOf(zone(SOUND)),
): Promise<readonly Examined[]> {
  const read = await diagnose(text, table);
  return examine(read.ok ? read.value.diagnoses : [], sender, ports);
}

const TREND = '550 5.7.1 203.0.113.1 blocked using Trend Micro RBL+';
const YAHOO =
  '553 5.7.2 [TSS09] All messages from 203.0.113.1 will be permanently deferred; Retrying will NOT succeed. See https://postmaster.yahooinc.com/error-codes';

describe('the verdict of a diagnosis', () => {
  const fact = (id: string, status: Status): Fact => ({
    id: id as FactId,
    status,
    summary: `${id} ${status}`,
    translated: { ko: `${id} 상태` },
    evidence: [],
  });
  const verdict = (cause: Cause, check: CheckName, facts: readonly Fact[], listedBy?: string): string =>
    judgeLive({ cause, side: 'sender', ...defined({ listedBy }) }, check, facts).verdict;

  it.each<[Cause, CheckName, string, Status, string, string?]>([
    ['ptr-missing', 'ptr', 'ptr.missing', 'fail', 'confirmed now'],
    ['ptr-missing', 'ptr', 'ptr.confirmed', 'pass', 'no longer true'],
    ['ptr-missing', 'ptr', 'ptr.unknown', 'unknown', 'cannot be checked from here'],
    ['ptr-missing', 'ptr', 'ptr.helo-mismatch', 'warn', 'no longer true'],
    ['ptr-generic', 'ptr', 'ptr.generic', 'warn', 'confirmed now'],
    ['helo-invalid', 'helo', 'helo.missing', 'fail', 'confirmed now'],
    ['helo-invalid', 'helo', 'helo.confirmed', 'pass', 'no longer true'],
    ['spf-fail', 'spf', 'spf.softfail', 'fail', 'confirmed now'],
    ['spf-fail', 'spf', 'spf.neutral', 'warn', 'confirmed now'],
    ['spf-fail', 'spf', 'spf.pass', 'pass', 'no longer true'],
    ['dmarc-missing', 'dmarc', 'dmarc.missing', 'fail', 'confirmed now'],
    ['dmarc-fail', 'dmarc', 'dmarc.policy', 'pass', 'cannot be checked from here'],
    ['ip-blocklisted', 'dnsbl:a', 'dnsbl.listed', 'warn', 'confirmed now', 'a'],
    ['ip-blocklisted', 'dnsbl:a', 'dnsbl.clear', 'pass', 'no longer true', 'a'],
    ['domain-blocklisted', 'dnsbl:a', 'dnsbl.clear', 'pass', 'no longer true', 'a'],
    ['url-blocklisted', 'dnsbl:a', 'dnsbl.clear', 'pass', 'cannot be checked from here', 'a'],
    // Not the list that the text names: no word about the one it means.
    ['ip-blocklisted', 'dnsbl:a', 'dnsbl.clear', 'pass', 'cannot be checked from here', 'b'],
    ['ip-blocklisted', 'dnsbl:a', 'dnsbl.clear', 'pass', 'cannot be checked from here'],
    // A good reverse name says nothing about a reputation.
    ['ip-reputation', 'ptr', 'ptr.confirmed', 'pass', 'cannot be checked from here'],
    ['policy', 'spf', 'spf.pass', 'pass', 'cannot be checked from here'],
  ])('for %s, tested by %s: %s (%s) -> %s (row %#)', (cause, check, id, status, expected, listedBy) => {
    expect(verdict(cause, check, [fact(id, status)], listedBy)).toBe(expected);
  });

  it.each([
    ['policy', 'ptr', /fail\. This is wrong now and may be the reason\. The refusal does not name its reason\.$/],
    ['ip-reputation', 'ptr', /may be the reason/],
    ['ptr-missing', 'ptr', /^(?!.*may be the reason)/],
    ['ip-reputation', 'dnsbl:a', /^(?!.*may be the reason)/],
  ] as const)('for %s is limited to what the fault found by %s proves', (cause, check, why) => {
    const said = judgeLive({ cause, side: 'sender', listedBy: 'a' }, check, [fact('x.wrong', 'fail')]);
    expect(said).toMatchObject({ verdict: 'confirmed now', why: expect.stringMatching(why) });
  });

  it('never comes from a question without an answer', () => {
    const facts = fc.array(fc.constantFrom('ptr.unknown', 'dnsbl.refused', 'spf.temperror'), { maxLength: 3 });
    const checks = fc.constantFrom<CheckName>('ptr', 'spf', 'helo', 'dmarc', 'dnsbl:a');
    fc.assert(
      fc.property(fc.constantFrom(...CAUSES), checks, facts, (cause, check, ids) => {
        const unknown = ids.map((id) => fact(id, 'unknown'));
        expect(verdict(cause, check, unknown, 'a')).toBe('cannot be checked from here');
        // Something sound beside it does not make it known.
        if (ids.length > 0)
          expect(verdict(cause, check, [...unknown, fact('x', 'pass')], 'a')).toBe('cannot be checked from here');
      }),
      { numRuns: runs(50) },
    );
  });
});

it('the diagnosis of a broken key shows the evidence of that, not what is beside it', async () => {
  const seen = async (name: string) => [evidenceOf(await zone({}).ask({ name, type: 'TXT' }))];
  const facts: readonly Fact[] = [
    {
      id: 'dkim.key',
      status: 'pass',
      summary: 'one is sound',
      translated: { ko: '정상' },
      evidence: await seen('sound.example'),
    },
    {
      id: 'dkim.revoked',
      status: 'fail',
      summary: 'one is revoked',
      translated: { ko: '폐기' },
      evidence: await seen('ill.example'),
    },
  ];
  const signatures = [{ domain: 'example.com', selector: 's' }];
  const said = await judgeKeys({ signatures }, { headerFrom: 'example.com' }, { dkim: async () => facts });
  expect(said).toMatchObject({ verdict: 'confirmed now', evidence: [{ question: 'ill.example' }] });
});

it('the reason in a diagnosis is whole sentences, in every language', async () => {
  const [found] = await examined(YAHOO, { domain: 'example.com' });
  const { why, translated } = found!.live.find(({ check }) => check === 'ptr')!;
  expect(why).toMatch(/resolves back\. This is in order\. We cannot see the receiver's own reason from here\.$/);
  expect(translated.ko).toMatch(/이 항목은 정상입니다\. 수신 측의 사유는 외부에서 확인할 수 없습니다\.$/);
});

describe('the domain that mail is sent as, for a diagnosis', () => {
  const SPF = (host: string): string =>
    `550 5.7.23 <bob@example.net>: Recipient address rejected: SPF check failed: spf record of ${host} does not designate 203.0.113.1`;

  it('is not a host in the text that has no SPF', async () => {
    const [found] = await examined(SPF('mail.example.com'));
    const spf = found!.live.find(({ check }) => check === 'spf');
    expect(spf).toMatchObject({ verdict: 'cannot be checked from here', why: expect.stringMatching(/--domain/) });
  });

  it('is one that the reader names', async () => {
    const [found] = await examined(SPF('x.example'), { domain: 'mail.example.com' });
    expect(found!.live.find(({ check }) => check === 'spf')).toMatchObject({ verdict: 'confirmed now' });
  });
});

describe('the domain that the returned message shows', () => {
  const report = (returned: readonly string[], said: string): string =>
    [
      'Return-Path: <>',
      'From: MAILER-DAEMON@mx.example.net',
      'To: ann@outside.example',
      'Subject: Undelivered Mail Returned to Sender',
      'MIME-Version: 1.0',
      'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
      '',
      '--b',
      'Content-Type: message/delivery-status',
      '',
      'Final-Recipient: rfc822; bob@example.net',
      'Action: failed',
      'Status: 5.7.1',
      `Diagnostic-Code: smtp; ${said}`,
      '',
      '--b',
      'Content-Type: message/rfc822',
      '',
      ...returned,
      'Subject: hello',
      '',
      'From: x@wrong.example',
      '--b--',
      '',
    ].join('\r\n');
  const SPF_FAILED = '550 5.7.23 SPF check failed for 203.0.113.1';
  const verdictOf = async (text: string, check: CheckName, sender: Sender = {}) => {
    const [found] = await examined(text, sender);
    return found!.live.find((one) => one.check === check);
  };

  it('is that of MAIL FROM for SPF', async () => {
    const text = report(['Return-Path: <ann@example.com>', 'From: Ann <ann@from.example>'], SPF_FAILED);
    expect((await examined(text))[0]).toMatchObject({ mailFrom: 'example.com', headerFrom: 'from.example' });
    expect(await verdictOf(text, 'spf')).toMatchObject({ subject: 'example.com', verdict: 'no longer true' });
    // The reader knows better.
    expect(await verdictOf(text, 'spf', { domain: 'mail.example.com' })).toMatchObject({ verdict: 'confirmed now' });
  });

  it('is that of From for DMARC, and does not count for SPF', async () => {
    const text = report(['From: "Ann, of Sales"', '\t<ann@example.com>'], '550 5.7.40 no DMARC record, 203.0.113.1');
    expect(await verdictOf(text, 'dmarc')).toMatchObject({ subject: 'example.com', verdict: 'confirmed now' });
    const spf = report(['From: ann@example.com'], SPF_FAILED);
    expect(await verdictOf(spf, 'spf')).toMatchObject({
      verdict: 'cannot be checked from here',
      why: expect.stringMatching(/MAIL FROM.*--domain/),
    });
  });

  it('is not that of the server that reports', async () => {
    const text = report(['Return-Path: <>', 'From: MAILER-DAEMON@mx.example.net'], SPF_FAILED);
    expect((await examined(text))[0]).not.toHaveProperty('mailFrom');
  });

  it('is that of the source in a notification of SES, and of from= in a log line', async () => {
    const bouncedRecipients = [{ emailAddress: 'bob@example.net', diagnosticCode: 'smtp; 550 5.7.1 policy' }];
    const ses = { bounce: { bouncedRecipients }, mail: { source: 'Ann <noreply@example.com>' } };
    expect((await examined(JSON.stringify(ses)))[0]).toMatchObject({ headerFrom: 'example.com' });
    const line =
      'Nov 24 12:00:00 mx postfix/smtpd[2]: NOQUEUE: reject: RCPT from unknown[203.0.113.1]: 550 5.7.23 SPF check failed; from=<ann@example.com> to=<bob@example.net> proto=ESMTP helo=<x>';
    expect((await examined(line))[0]).toMatchObject({ mailFrom: 'example.com' });
  });

  describe('has signatures', () => {
    const key = (bits: number): string =>
      generateKeyPairSync('rsa', { modulusLength: bits })
        .publicKey.export({ format: 'der', type: 'spki' })
        .toString('base64');
    const KEYS: Zones = {
      'good._domainkey.example.com': { TXT: [`v=DKIM1; p=${key(2048)}`] },
      'short._domainkey.example.com': { TXT: [`v=DKIM1; p=${key(1024)}`] },
      'revoked._domainkey.example.com': { TXT: ['v=DKIM1; p='] },
      'weak._domainkey.example.com': { TXT: [`v=DKIM1; p=${key(512)}`] },
      'x.y._domainkey.ses.example': { TXT: [`v=DKIM1; p=${key(2048)}`] },
    };
    const signature = (selector: string, domain = 'example.com'): string =>
      `DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; h=from:to:d:s;\r\n\td=${domain}; bh=s=;\r\n\t S = ${selector}; b=d=other.example;`;
    const ask = async (
      signatures: readonly string[],
      more: { failing?: ZoneOptions['failing']; body?: string } = {},
    ) => {
      const resolver = zone({ ...SOUND, ...KEYS }, { failing: more.failing ?? {} });
      const text = report(
        [...signatures, `From: ann@example.com${more.body === undefined ? '' : `\r\n\r\n${more.body}`}`],
        '550 5.7.20 DKIM verification failed',
      );
      const [found] = await examined(text, {}, portsOf(resolver));
      const dkim = found!.live.find(({ check }) => check === 'dkim')!;
      // Past the names beside, which are asked where the right one has no key.
      const asked = resolver.asked.filter((one) => /\._domainkey\.[a-z]+\.[a-z]+$/.test(one));
      return { ...dkim, asked };
    };

    it.each([
      ['gone', 'confirmed now', /^gone\._domainkey\.example\.com does not exist/],
      ['revoked', 'confirmed now', /^revoked\._domainkey\.example\.com: the key is revoked/i],
      ['weak', 'confirmed now', /^weak\._domainkey\.example\.com: .*512 bits/],
      [
        'good',
        'cannot be checked from here',
        /The key good\S+ is there \(.*2048 bits\.?\)\. If its signature fails, the message was changed on its way or signed/,
      ],
      ['short', 'cannot be checked from here', /is there \(.*1024 bits.*another key/],
    ])('with a key that is %s: %s', async (selector, verdict, why) => {
      expect(await ask([signature(selector)])).toMatchObject({
        verdict,
        why: expect.stringMatching(why),
        subject: 'example.com',
        evidence: [{ question: `${selector}._domainkey.example.com`, type: 'TXT' }],
      });
    });

    it('with a key that could not be looked up, which is unknown', async () => {
      const failing = { 'TXT good._domainkey.example.com': 'servfail' } as const;
      expect(await ask([signature('good')], { failing })).toMatchObject({
        verdict: 'cannot be checked from here',
        why: expect.stringMatching(/could not look up/),
      });
    });

    it('of which one that can hold is enough to confirm nothing', async () => {
      const { verdict, why } = await ask([signature('gone'), signature('good')]);
      expect(verdict).toBe('cannot be checked from here');
      expect(why).toMatch(/gone\S+ does not exist.*The key good\S+ is there/);
      expect(await ask([signature('gone'), signature('revoked')])).toMatchObject({ verdict: 'confirmed now' });
    });

    it('of which those of the domain in From count before those of a service', async () => {
      const both = await ask([signature('x.y', 'ses.example'), signature('gone')]);
      expect(both).toMatchObject({ verdict: 'confirmed now', asked: ['TXT gone._domainkey.example.com'] });
      const service = await ask([signature('x.y', 'ses.example')]);
      expect(service).toMatchObject({ verdict: 'cannot be checked from here', subject: 'ses.example' });
    });

    it('that are read from a report in quoted-printable, and not where it was cut', async () => {
      const quoted = signature('good').replaceAll('=', '=3D').replace('h=3D', 'h=\r\n=3D');
      expect((await ask([quoted])).asked).toEqual(['TXT good._domainkey.example.com']);
      const cut = signature('gone').slice(0, signature('gone').indexOf('ne; b='));
      for (const one of [cut, signature('gone').replace('v=1', 'v=2')]) expect((await ask([one])).asked).toEqual([]);
    });

    it('of which three at most count, each once, and none with an invalid name or outside of that header', async () => {
      const many = Array.from({ length: 50 }, (_, n) => signature(`s${n >> 1}`));
      const nasty = [
        signature('a b'),
        signature('\u001b[31m'),
        signature('x', 'localhost'),
        signature('..'),
        'DKIM-Signature: d=',
      ];
      expect((await ask([...nasty, ...many])).asked).toEqual([0, 1, 2].map((n) => `TXT s${n}._domainkey.example.com`));
      expect(await ask([], { body: signature('gone') })).toMatchObject({
        verdict: 'cannot be checked from here',
        why: expect.stringMatching(/shows no DKIM signature/),
        asked: [],
      });
    });
  });

  it('is not the listed domain: that is the one that the refusal names', async () => {
    const text = report(['Return-Path: <ann@example.com>'], '554 5.7.1 rejected: domain is listed in dbl.spamhaus.org');
    const [found] = await examined(text);
    expect(found!.live.map(({ verdict }) => verdict)).not.toContain('no longer true');
  });
});

describe('the postmaster mailbox of a domain, for a diagnosis', () => {
  const mailServer = (rcpt: string): Promise<Endpoint> =>
    tcpServer((connection) => {
      connection.write('220 mail.example.com ESMTP\r\n');
      connection.on('data', (bytes) => {
        const line = String(bytes);
        if (line.startsWith('EHLO')) connection.write('250-mail.example.com\r\n250 STARTTLS\r\n');
        else if (line.startsWith('MAIL FROM:<>')) connection.write('250 2.1.0 ok\r\n');
        else if (line.startsWith('RCPT TO:<postmaster@example.com>')) connection.write(`${rcpt}\r\n`);
        else connection.end('221 bye\r\n');
      });
    });
  const seek = async (domain: string, to?: Endpoint, resolver = zone(SOUND)) => {
    const ports = portsOf(resolver, {
      clock: systemClock,
      connector: internet(to === undefined ? {} : { '203.0.113.1:25': to }),
    });
    const [found] = await examined(TREND, { domain }, ports);
    return found!.preconditions.find(({ id }) => id === 'postmaster')!;
  };

  it.each([
    ['250 2.1.5 ok', 'met', /accepts mail for postmaster@example\.com/],
    ['550 5.1.1 <postmaster@example.com>: Recipient address rejected: User unknown', 'unmet', /does not accept mail/],
    // It may be this machine that it does not like.
    ['554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org', 'unknown', /did not say/],
    ['450 4.2.0 Greylisted, try again later', 'unknown', /did not say/],
  ])('that answers "%s" is %s', async (reply, status, why) => {
    const found = await seek('example.com', await mailServer(reply));
    expect(found).toMatchObject({ status, why: expect.stringMatching(why) });
    expect(found.evidence.at(-1)).toMatchObject({ type: 'SMTP', question: '203.0.113.1:25' });
  });

  it.each([
    ['null.example.com', 'unmet', /null MX/],
    ['lost.example.com', 'unmet', /gone\.example\.com has no address/],
    ['example.com', 'unknown', /could not ask the mail host \S+ from here/],
  ])('with MX records %s is %s', async (domain, status, why) => {
    expect(await seek(domain)).toMatchObject({ status, why: expect.stringMatching(why) });
  });

  it('is tested for five domains at most, whatever a mailbox names', async () => {
    const names = Array.from({ length: 8 }, (_, n) => `d${n}.example.com`);
    const read = await diagnose(Array.from({ length: 8 }, () => TREND).join('\n'), table);
    const diagnoses = (read.ok ? read.value.diagnoses : []).map((one, n) => ({ ...one, mailFrom: names[n]! }));
    const resolver = zone(SOUND);
    const found = await examine([...diagnoses, ...diagnoses], {}, portsOf(resolver));
    expect(resolver.asked.filter((one) => /^MX d\d/.test(one))).toHaveLength(5);
    const last = found.map(({ preconditions }) => preconditions.find(({ id }) => id === 'postmaster')!);
    expect(last[4]!.status).toBe('unmet');
    expect(last[7]).toMatchObject({ status: 'unknown', why: expect.stringMatching(/at most 5 domains/) });
  });

  it('is unknown where its record could not be looked up', async () => {
    const found = await seek('example.com', undefined, zone(SOUND, { failing: { 'MX example.com': 'servfail' } }));
    expect(found).toMatchObject({ status: 'unknown', why: expect.stringMatching(/could not be looked up/) });
  });
});

describe('the prepared request of a diagnosis', () => {
  it('says from which mailbox to send it, where only some are processed', async () => {
    const text = 'ann@example.net: host mx.example.net said: 550 5.7.1 203.0.113.1 blocked using Trend Micro RBL+';
    const [found] = await examined(text, { domain: 'example.com' });
    expect(found!.request!.text).toContain(
      'Contact: [name, telephone number], [write from abuse@example.com or postmaster@example.com]',
    );
  });

  it('says what was tested and nothing else, and the DKIM domain that the form asks for', async () => {
    const sender = { domain: 'example.com', selector: SELECTOR };
    const [found] = await examined(YAHOO, sender, portsOf(zone(COMPLETE)));
    expect(found).toMatchObject({ verdict: 'in order' });
    expect(found!.request!.text).toBe(`Dear postmaster team,

I am [name] and run the mail server of [company].
Your system refuses mail from the sender below. Please review the block and lift it.

Address: 203.0.113.1
Domain: example.com
Reverse DNS: mail.example.com
SPF: pass
DKIM domain (d=): example.com
DMARC: record published
In use by us since: [date]
Mail that we send: [what, to whom, how many messages a day]
Refusal: ${YAHOO}
Checked on: 2026-11-24 12:00 UTC

Cause: [what you found. Do not claim what you have not checked.]
Fix: [what you stopped or changed, and how you prevent it]

Contact: [name, telephone number], [mail address]
Thank you.
`);
  });

  it.each<[string, Zones, Sender, Readonly<Record<string, string>>]>([
    ['the selector is not known', COMPLETE, { domain: 'example.com' }, { dkim: 'unknown' }],
    [
      'DMARC is missing',
      { ...COMPLETE, '_dmarc.example.com': {} },
      { domain: 'example.com', selector: SELECTOR },
      { dmarc: 'unmet' },
    ],
    ['the key is not there', COMPLETE, { domain: 'example.com', selector: 'gone' }, { dkim: 'unmet' }],
    ['SPF fails', COMPLETE, { domain: 'mail.example.com', selector: SELECTOR }, { spf: 'unmet' }],
  ])('is not there while %s', async (_what, world, from, expected) => {
    const [found] = await examined(YAHOO, from, portsOf(zone(world)));
    const status = Object.fromEntries(found!.preconditions.map((one) => [one.id, one.status]));
    expect(status).toMatchObject(expected);
    expect(found!.request).toBeUndefined();
  });

  it('is not there where what the receiver asks for could not be looked up', async () => {
    const resolver = zone(COMPLETE, {
      failing: { '* 1.113.0.203.in-addr.arpa': 'timeout', '* example.com': 'timeout' },
    });
    const [found] = await examined(YAHOO, { domain: 'example.com', selector: SELECTOR }, portsOf(resolver));
    expect(found!.preconditions.map(({ id, status }) => `${id} ${status}`)).toEqual([
      'reverse-dns unknown',
      'spf unknown',
      'dkim met',
      'dmarc met',
      'list:spamhaus-zen met',
    ]);
    expect(found).toMatchObject({ verdict: 'not visible from here' });
    expect(found!.request).toBeUndefined();
  });

  it.each([
    [
      'Naver',
      '421 4.3.2 Your IP (203.0.113.1) is filtered and this connection will be closed. Please refer to http://realip.naver.com',
    ],
    [
      'a recipient at Nate',
      'Nov 24 12:00:00 mx postfix/smtp[1]: ABCDEF: to=<bob@nate.com>, relay=mx.nate.com[198.51.100.1]:25, dsn=5.7.1, status=bounced (host mx.nate.com[198.51.100.1] said: 550 5.7.1 Mail from 203.0.113.1 rejected due to poor reputation of the sender (in reply to RCPT TO command))',
    ],
  ])('is in Korean for %s', async (_who, text) => {
    const sender = { domain: 'example.com', selector: SELECTOR };
    const [found] = await examined(text, sender, portsOf(zone(COMPLETE)));
    expect(found!.request ?? found).toMatchObject({ language: 'ko' });
    const request = found!.request!;
    expect(request.subject).toBe('[수신 차단 해제 요청] 발송 IP 203.0.113.1 (mail.example.com)');
    for (const part of [
      '[회사명]',
      '[이름 / 전화번호]',
      '발송 IP: 203.0.113.1\n',
      '2026-11-24 21:00 KST (12:00 UTC) 확인',
    ])
      expect(request.text).toContain(part);
    // What only we call it, and which resolver we asked.
    expect(request.text).not.toMatch(/kisa-rbl|-internal|dig @/);
  });

  it('begins no line with a text from outside', async () => {
    const nasty = fc
      .array(
        fc.constantFrom('\r\nBcc: all@example.com', '\n.\n', '\u2028Subject: x', '\u0000', '\u001b[31m', 'x', ' '),
        {
          maxLength: 8,
        },
      )
      .map((parts) => parts.join(''));
    const labels =
      /^(Address|Domain|Reverse DNS|SPF|DKIM domain \(d=\)|DMARC|Case|List|In use by us since|Mail that we send|Contact|Refusal|Checked on|Cause|Fix): |^Dear|^Thank|^I am \[name|^Your system|^$/;
    await fc.assert(
      fc.asyncProperty(nasty, async (words) => {
        const text = YAHOO.replace('Retrying', `${words} Retrying`);
        const sender = { domain: 'example.com', selector: SELECTOR };
        const found = await examined(text, sender, portsOf(zone(COMPLETE)));
        const request = found.find((one) => one.request !== undefined)?.request;
        if (request === undefined) return;
        expect(request.text.split('\n').filter((line) => !labels.test(line))).toEqual([]);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not be there
        expect(request.text + request.subject).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u2028]/);
        expect(request.subject).not.toContain('\n');
      }),
      { numRuns: runs(40) },
    );
  });

  it('is there for every rule that sends people to a form', () => {
    const asking = RULES.filter(({ id }) => requestTo({ rule: id }) !== undefined);
    expect(asking.length).toBeGreaterThan(40);
    expect(requestTo({ rule: 'no-such-rule' })).toBeUndefined();
  });
});

it('a diagnosis asks no more than the limit, and what is beyond it is unknown', async () => {
  const resolver = zone({});
  const texts = Array.from({ length: 60 }, (_, n) => YAHOO.replaceAll('203.0.113.1', `203.0.113.${n}`)).join('\n');
  const read = await diagnose(texts, table);
  const diagnoses = read.ok ? read.value.diagnoses : [];
  expect(diagnoses).toHaveLength(60);
  const found = await examine(diagnoses, { domain: 'example.com' }, portsOf(resolver), 40);
  expect(resolver.asked).toHaveLength(40);
  const reverse = found.flatMap(({ live }) => live.filter(({ check }) => check === 'ptr'));
  expect(new Set(reverse.map(({ verdict }) => verdict))).toEqual(
    new Set(['confirmed now', 'cannot be checked from here']),
  );
  expect(reverse.at(-1)!.why).toMatch(/at most 40 queries/);
});

describe('what T-Online looks at', () => {
  const REPLY =
    '554 IP=203.0.113.1 - None/bad reputation. Ask your postmaster for help or to contact tobr@rx.t-online.de for reset. (NOWL)';
  const states = async (text: string, zones: Zones = SOUND) =>
    Object.fromEntries(
      (await examined(text, {}, portsOf(zone(zones))))[0]!.preconditions.map(({ id, status }) => [id, status]),
    );

  it('is named and tested: the fixed address by its reverse name; the website is not visible from here', async () => {
    expect(await states(REPLY)).toEqual({
      'reverse-dns': 'met',
      'static-address': 'met',
      helo: 'unknown',
      website: 'unknown',
    });
    const pool = {
      ...SOUND,
      '1.113.0.203.in-addr.arpa': { PTR: ['ip-203-0-113-1.dynamic.example.net'] },
      'ip-203-0-113-1.dynamic.example.net': { A: ['203.0.113.1'] },
    };
    expect(await states(REPLY, pool)).toMatchObject({ 'static-address': 'unmet' });
  });

  it('tests the greeting by the name that the reporting server gives itself', async () => {
    const report = `Reporting-MTA: dns; mail.example.com\n\nFinal-Recipient: rfc822; ann@t-online.de\nAction: failed\nStatus: 5.0.0\nRemote-MTA: dns; mx00.t-online.de\nDiagnostic-Code: smtp; ${REPLY}\n`;
    expect(await states(report)).toMatchObject({ helo: 'met' });
    const elsewhere = {
      ...SOUND,
      'mail.example.com': { A: ['203.0.113.1'] },
      'out.example.com': { A: ['203.0.113.77'] },
    };
    expect(await states(report.replace('mail.example.com', 'out.example.com'), elsewhere)).toMatchObject({
      helo: 'unmet',
    });
  });

  it('does not keep a request back for what cannot be seen', async () => {
    const [one] = await examined(REPLY, { domain: 'example.com' });
    expect(one!.verdict).toBe('in order');
    expect(one!.request?.to).toContain('T-Online');
  });
});
