/** Which way it went, where the mail is, who refused, and what is no bounce. */
import { describe, expect, it } from 'vitest';
import { replyCodeMeaning } from '../../shared/bounce/code-meanings.ts';
import { diagnosed, only, read } from './reading.ts';

const TIMEOUT = (host: string, ip: string, to: string): string =>
  `Nov 24 07:00:00 mx postfix/smtp[2]: 4D2: to=<${to}>, relay=none, delay=31, dsn=4.4.1, status=deferred (connect to ${host}[${ip}]:25: Connection timed out)`;
const SENT =
  'Nov 24 07:00:00 mx postfix/smtp[2]: 4D3: to=<bob@example.org>, relay=mx.example.org[198.51.100.8]:25, dsn=2.0.0, status=sent (250 ok)';

describe('the direction', () => {
  it.each([
    [
      'Postfix',
      'Nov 24 07:00:00 mx postfix/smtpd[2]: NOQUEUE: reject: RCPT from mail.example.org[203.0.113.9]: 554 5.7.1 Service unavailable; Client host [203.0.113.9] blocked using zen.spamhaus.org; Error: open resolver; https://check.spamhaus.org/returnc/pub/198.51.100.53/; from=<ann@example.org> to=<bob@example.com> proto=ESMTP helo=<mail.example.org>',
    ],
    [
      'postscreen',
      'Nov 24 07:00:00 mx postfix/postscreen[2]: NOQUEUE: reject: RCPT from [203.0.113.9]:51234: 550 5.7.1 Service unavailable; client [203.0.113.9] blocked using zen.spamhaus.org; 127.255.255.254; from=<ann@example.org>, to=<bob@example.com>, proto=ESMTP, helo=<mail.example.org>',
    ],
    [
      'Exim',
      '2026-11-24 07:00:00 H=mail.example.org [203.0.113.9] F=<ann@example.org> rejected RCPT <bob@example.com>: 203.0.113.9 is listed at zen.spamhaus.org (127.255.255.254: open resolver)',
    ],
    [
      'Sendmail',
      'Nov 24 07:00:00 mx sm-mta[12]: pA1: ruleset=check_relay, arg1=mail.example.org, arg2=127.255.255.254, relay=mail.example.org [203.0.113.9], reject=550 5.7.1 Rejected: 203.0.113.9 listed at zen.spamhaus.org, query refused',
    ],
  ])("is inbound where the reader's own %s refuses for an answer that refuses its resolver", async (_server, line) => {
    const found = await only(line);
    expect(found).toMatchObject({ direction: 'inbound', state: 'refused', retry: 'fix-first', ip: '203.0.113.9' });
    expect(found.remedy.id).toBe('own-list-check');
    expect(found.side).not.toBe('sender');
  });

  it('is outbound for whatever another server said', async () => {
    expect(await only('550 5.7.1 blocked using zen.spamhaus.org')).toMatchObject({ direction: 'outbound' });
  });
});

describe('the state', () => {
  it.each([
    [
      'queued',
      'wait',
      '2026-11-24 07:00:00 1rABcD-000abc-Xy == bob@example.net R=r T=t defer (110): Connection timed out',
    ],
    ['returned', 'never', '2026-11-24 07:00:00 1rABcD-000abc-Xy ** bob@example.net R=r T=t: retry timeout exceeded'],
    [
      'queued',
      'wait',
      'Final-Recipient: rfc822; bob@example.net\nAction: delayed\nStatus: 4.4.7\nWill-Retry-Until: Fri, 4 Dec 2026 09:15:02 +0900\n',
    ],
    [
      'queued',
      'wait',
      "Delivery incomplete\nThere was a temporary problem delivering your message to bob@example.net. Gmail will retry for 46 more hours. You'll be notified if the delivery fails permanently.\n\nLEARN MORE\nThe response was:\n\n451 4.7.1 Greylisted, try again later\n",
    ],
    ['refused', 'wait', '454 Throttling failure: Maximum sending rate exceeded.'],
    ['unknown', 'never', '550 5.1.1 User unknown'],
  ])('of text %# is %s, and so the advice is %s', async (state, retry, text) => {
    expect(await only(text)).toMatchObject({ state, retry });
  });

  it('says until when the queue tries', async () => {
    const report =
      'Final-Recipient: rfc822; bob@example.net\nAction: delayed\nStatus: 4.2.2\nWill-Retry-Until: Fri, 4 Dec 2026 09:15:02 +0900\nDiagnostic-Code: smtp; 452 4.2.2 mailbox full\n';
    expect((await only(report)).until).toBe('Fri, 4 Dec 2026 09:15:02 +0900');
  });

  it('is delivered late where the same log has it delivered in the end', async () => {
    const put =
      'Nov 24 07:00:00 mx postfix/smtp[2]: 4D3A1: to=<bob@example.org>, relay=mx.example.org[198.51.100.8]:25, dsn=4.2.0, status=deferred (host mx.example.org[198.51.100.8] said: 450 4.2.0 Greylisted (in reply to RCPT TO command))';
    const sent = put.replace(/dsn=.*$/, 'dsn=2.0.0, status=sent (250 2.0.0 Ok)');
    expect(await only(`${put}\n${sent}`)).toMatchObject({ cause: 'greylisted', state: 'delivered-late' });
  });
});

describe('a host that times out', () => {
  const three = [
    TIMEOUT('mx.example.net', '198.51.100.7', 'ann@example.net'),
    TIMEOUT('mx.example.org', '198.51.100.8', 'bob@example.org'),
    TIMEOUT('mx.example.com', '198.51.100.9', 'cy@example.com'),
  ];
  it('alone is the network: wait', async () => {
    expect(await only(three[0]!)).toMatchObject({ cause: 'network', side: 'network', retry: 'wait' });
  });

  it('among several unrelated ones is a closed port 25', async () => {
    const found = await diagnosed(three.join('\n'));
    expect(found.map(({ cause }) => cause)).toEqual(['port25-blocked', 'port25-blocked', 'port25-blocked']);
  });

  it.each([
    ['where other mail went through', [...three, SENT]],
    [
      'where another server replied',
      [
        ...three,
        SENT.replace(
          /dsn=.*$/,
          'dsn=5.1.1, status=bounced (host mx.example.org[198.51.100.8] said: 550 5.1.1 User unknown (in reply to RCPT TO command))',
        ),
      ],
    ],
    [
      'where all are of one owner',
      three.map((line) =>
        line.replace(/to=<[^>]*>/, 'to=<ann@example.net>').replace(/to mx[a-z.]*/, 'to mx.example.net'),
      ),
    ],
  ])('is still the network %s', async (_what, lines) => {
    const found = await diagnosed(lines.join('\n'));
    expect(found.map(({ cause }) => cause)).not.toContain('port25-blocked');
  });
});

describe('who refused', () => {
  it.each([
    ['own-provider', '554 Transaction failed: Sending paused for this account.'],
    ['own-provider', '535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant.'],
    ['own-provider', '535 Authentication Credentials Invalid'],
    ['own-provider', '550 5.7.708 Access denied, traffic not accepted from this IP'],
    ['own-provider', '550 5.1.8 Access denied, bad outbound sender AS(42004)'],
    ['own-provider', '550 5.7.1 [CS] Message blocked. Please visit https://console.mailchannels.net/insights/abc'],
    [
      'own-server',
      'Nov 24 07:00:00 mx postfix/error[7]: 4D2A1: to=<ann@example.net>, relay=none, dsn=4.3.0, status=deferred (mail transport unavailable)',
    ],
    [
      'own-server',
      'Nov 24 07:00:00 mx postfix/smtp[7]: 4D2A1: to=<ann@example.net>, relay=none, dsn=4.4.1, status=deferred (connect to 127.0.0.1[127.0.0.1]:10024: Connection refused)',
    ],
    [
      'own-server',
      'Nov 24 07:00:00 mx postfix/smtp[7]: 4D2A1: to=<ann@example.net>, relay=127.0.0.1[127.0.0.1]:10024, dsn=4.5.0, status=deferred (host 127.0.0.1[127.0.0.1] said: 451 4.5.0 Error in processing, try again later (in reply to end of DATA command))',
    ],
  ])('is the %s in text %#', async (side, text) => {
    expect((await only(text)).side).toBe(side);
  });
});

describe('the three verdicts of 5.7.515', () => {
  it.each([
    ['spf-fail', 'Spf= Fail , Dkim= Pass , DMARC= Pass'],
    ['dkim-fail', 'Spf= Pass , Dkim= Fail , DMARC= Fail'],
    ['auth-missing', 'Spf= Fail , Dkim= Fail , DMARC= Fail'],
    ['dmarc-fail', 'Spf= Pass , Dkim= Pass , DMARC= Fail'],
  ])('are read: %s', async (cause, verdicts) => {
    const text = `550 5.7.515 Access denied, sending domain shop.example.com does not meet the required authentication level. ${verdicts}`;
    expect(await only(text)).toMatchObject({ cause, host: 'shop.example.com' });
  });
});

describe('words about the sender are never about the mailbox', () => {
  it.each([
    '550 5.1.1 Your IP is in jail',
    '550 5.1.1 <bob@example.net> sender is blacklisted',
    '550 Mail from jail is refused',
  ])('%s', async (text) => {
    const causes = (await diagnosed(text)).map(({ cause }) => cause);
    for (const cause of ['user-unknown', 'mailbox-disabled', 'mailbox-full']) expect(causes).not.toContain(cause);
  });
});

describe('a reply of which only a bare code is known', () => {
  it('is kept with the meaning of its code, and no cause is guessed', async () => {
    const { diagnoses, unmatched } = await read('550 xyzzy plugh');
    expect([diagnoses, unmatched]).toEqual([[], [{ text: '550 xyzzy plugh', smtpCode: 550 }]]);
    expect(replyCodeMeaning(550, undefined)?.en).toMatch(/no such mailbox, or a policy refuses/);
    expect(replyCodeMeaning(undefined, undefined)).toBeUndefined();
    expect(replyCodeMeaning(599, undefined)?.en).toBe('The server refuses for good.');
    expect(replyCodeMeaning(550, '5.2.0')?.en).toBe('It is about the mailbox.');
  });
});

describe('what is no bounce is called what it is', () => {
  it.each([
    [
      'dmarc-report',
      '<?xml version="1.0"?>\n<feedback>\n<report_metadata><org_name>x</org_name></report_metadata>\n<policy_published/>\n</feedback>',
    ],
    [
      'dmarc-report',
      'From: noreply@example.org\nSubject: Report Domain: example.com Submitter: example.org Report-ID: <1@example.org>\n\nThis is an aggregate report.\n',
    ],
    [
      'tls-report',
      '{"organization-name":"x","date-range":{},"report-id":"1","policies":[{"summary":{"total-failure-session-count":3}}]}',
    ],
    [
      'feedback-report',
      '{"notificationType":"Complaint","complaint":{"complainedRecipients":[{"emailAddress":"a@example.net"}]}}',
    ],
    [
      'feedback-report',
      'From: fbl@example.org\nSubject: complaint\nContent-Type: multipart/report; report-type=feedback-report; boundary="x"\n\n--x\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\n--x--\n',
    ],
    ['event', '[{"email":"a@example.net","event":"open","timestamp":1}]'],
    ['event', '{"RecordType":"Delivery","Recipient":"a@example.net","Details":"550 ignored"}'],
    [
      'message',
      'Received: from a.example by b.example; Mon, 30 Nov 2026 09:00:00 +0900\nFrom: ann@example.org\nTo: bob@example.com\nSubject: Hello\n\nHow are you?\n',
    ],
    [
      'automatic-reply',
      'From: ann@example.net\nSubject: Automatic reply: hello\nAuto-Submitted: auto-replied\n\nI am away.\n',
    ],
    ['json', '{"a":1}'],
    ['log', 'Nov 24 07:00:00 mx dovecot: imap(ann): Logged out'],
    ['success', '250 2.0.0 Ok: queued as 4D3'],
  ])('%s, text %#', async (other, text) => {
    expect(await read(text)).toMatchObject({ kind: 'nothing', other, diagnoses: [] });
  });
});

describe('several reports in one paste', () => {
  const GODADDY =
    '   ----- Transcript of session follows -----\n... while talking to smtp.secureserver.net.:\n>>> MAIL From:<ann@example.com>\n<<< 421 Temporarily rejected. Reverse DNS for 203.0.113.9 failed. IB108\n<bob@example.org>... Deferred: 421 Temporarily rejected.\n';
  const YAHOO =
    'This is the mail system at host mail.example.com.\n\n<cy@example.net>: host mta5.am0.yahoodns.net[198.51.100.7] said: 553 5.7.2 [TSS09] All\n    messages from 203.0.113.10 will be permanently deferred; Retrying will NOT\n    succeed. (in reply to MAIL FROM command)\n';
  const TREND =
    'This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered. The following address(es) failed:\n\n  di@example.net\n    host mx.example.net [198.51.100.8]\n    SMTP error from remote mail server after RCPT TO:<di@example.net>:\n    550 5.7.1 Service unavailable; Client host [203.0.113.11] blocked using Trend Micro RBL+\n';
  const GMAIL =
    'Message blocked\nYour message to ed@gmail.com has been blocked. See technical details below for more information.\n\nLEARN MORE\nThe response from the remote server was:\n\n552-5.7.0 This message was blocked because its content presents a potential\n552-5.7.0 security issue. Please visit\n552 5.7.0 https://support.google.com/mail/?p=BlockedMessage - gsmtp\n';

  it.each([
    ['in this order', [GODADDY, YAHOO, TREND, GMAIL]],
    ['in another', [GMAIL, TREND, GODADDY, YAHOO]],
  ])('stay apart, %s: each has its own cause, address and recipient', async (_order, reports) => {
    const expected = new Map([
      [GODADDY, 'ptr-missing 203.0.113.9 bob@example.org'],
      [YAHOO, 'ip-reputation 203.0.113.10 cy@example.net'],
      [TREND, 'ip-blocklisted 203.0.113.11 di@example.net'],
      [GMAIL, 'content-attachment undefined ed@gmail.com'],
    ]);
    const found = await diagnosed(reports.join('\n'));
    expect(found.map(({ cause, ip, recipient }) => `${cause} ${ip} ${recipient}`)).toEqual(
      reports.map((report) => expected.get(report)),
    );
  });

  it('also between lines of a log', async () => {
    const line =
      '2026-11-24 07:00:00 1rABcD-000abc-Xy ** flo@example.net R=r T=t H=mx.example.net [198.51.100.8]: SMTP error from remote mail server after RCPT TO:<flo@example.net>: 550 5.1.1 User unknown';
    const found = await diagnosed(`${line}\n\n${TREND}`);
    expect(found.map(({ cause }) => cause)).toEqual(['user-unknown', 'ip-blocklisted']);
  });
});

describe('odd texts', () => {
  it.each([
    ['a NUL at the end', Buffer.from('550 5.1.1 User unknown\u0000')],
    ['Korean in its old charset', Buffer.from('353530205b35352e312031b8deb8bfc0d4c0bac00a', 'hex')],
    ['UTF-16 without its mark', Buffer.from('550 5.1.1 User unknown', 'utf16le')],
  ])('%s', async (_what, octets) => {
    expect((await read(octets)).kind).not.toBe('binary');
  });

  it.each([
    [
      'euc-kr',
      'ptr-missing',
      Buffer.concat([Buffer.from('550 5.7.1 '), Buffer.from('bfaab9e6c7e220444e53b0a120bef8bdc0b4cfb4d9', 'hex')]),
    ],
    [
      'gb18030',
      'ip-blocklisted',
      Buffer.concat([Buffer.from('554 5.7.1 '), Buffer.from('b7a2bcfec8cb4950d4dabadac3fbb5a5d6d0', 'hex')]),
    ],
  ])('%s without a word about it', async (_charset, cause, octets) => {
    expect((await diagnosed(octets)).map((one) => one.cause)).toEqual([cause]);
  });

  it('a log line that a screen has broken', async () => {
    const line =
      'Nov 24 07:00:00 mx postfix/smtp[2]: 4D2A1: to=<bob@example.net>, relay=mx.example.net[198.51.100.7]:25,\n delay=1, dsn=5.7.1, status=bounced (host mx.example.net[198.51.100.7] said:\n 554 5.7.1 Client host [203.0.113.9] blocked using bl.spamcop.net (in reply to RCPT TO command))';
    expect(await only(line)).toMatchObject({
      cause: 'ip-blocklisted',
      ip: '203.0.113.9',
      recipient: 'bob@example.net',
    });
  });
});
