/** Inputs of every kind: reports, logs, replies, SES JSON, pasted text, and what is no bounce. */
import { describe, expect, it } from 'vitest';
import type { Diagnosis } from '../../shared/bounce/diagnosis.ts';
import { only, read } from './reading.ts';

const REPORT = [
  'From: MAILER-DAEMON@mx.example.com (Mail Delivery System)',
  'Subject: Undelivered Mail Returned to Sender',
  'To: sender@example.com',
  'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
  'MIME-Version: 1.0',
  '',
  '--b',
  'Content-Type: text/plain',
  '',
  '<ann@example.net>: host mx.example.net[198.51.100.7] said: 550 5.7.1 refused',
  '',
  '--b',
  'Content-Type: message/delivery-status',
  '',
  'Reporting-MTA: dns; mx.example.com',
  '',
  'Final-Recipient: rfc822; ann@example.net',
  'Action: failed',
  'Status: 5.7.1',
  'Remote-MTA: dns; mx.example.net',
  'Diagnostic-Code: smtp; 550 5.7.1 Service unavailable; Client host',
  '    [203.0.113.9] blocked using bl.spamcop.net',
  '',
  'Final-Recipient: rfc822; bob@example.net',
  'Action: failed',
  'Status: 5.1.1',
  'Diagnostic-Code: smtp; 550 5.1.1 User unknown',
  '',
  'Final-Recipient: rfc822; cy@example.net',
  'Action: delivered',
  'Status: 2.0.0',
  '',
  '--b--',
].join('\r\n');

describe('the input of a diagnosis', () => {
  it('is a report: one diagnosis for each recipient that failed', async () => {
    const { kind, diagnoses, unmatched } = await read(REPORT);
    expect(kind).toBe('message');
    // What was delivered is no refusal that no rule knows.
    expect(unmatched).toEqual([]);
    expect(diagnoses.map(({ recipient, cause }) => [recipient, cause])).toEqual([
      ['ann@example.net', 'ip-blocklisted'],
      ['bob@example.net', 'user-unknown'],
    ]);
    expect(diagnoses[0]).toMatchObject({
      listedBy: 'spamcop',
      ip: '203.0.113.9',
      smtpCode: 550,
      enhancedCode: '5.7.1',
    });
    expect(diagnoses[0]?.checks[0]).toBe('dnsbl:spamcop');
  });

  it('is a reply whose words count more than a code in the text around it', async () => {
    const said = 'Diagnostic-Code: smtp; 550 5.7.1 client blocked';
    const { diagnoses } = await read(
      `From: MAILER-DAEMON@mx.example.com\nSubject: failure\nContent-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n--b\n\nThe recipient ann@example.net failed, 550 5.7.1.\n--b\nContent-Type: message/delivery-status\n\nFinal-Recipient: rfc822; ann@example.net\nAction: failed\nStatus: 5.7.1\n${said}\n--b--\n`,
    );
    expect(diagnoses.map(({ rule }) => rule)).toEqual(['client-refused']);
  });

  it('is a mailbox file with several messages', async () => {
    const mbox = `From MAILER-DAEMON Tue Nov 24 08:00:00 2026\n${REPORT}\n\nFrom MAILER-DAEMON Tue Nov 24 08:01:00 2026\n${REPORT}\n`;
    expect((await read(mbox)).diagnoses).toHaveLength(4);
  });

  it('is a bounce that was forwarded as a file', async () => {
    const forwarded = `From: ann@example.com\nSubject: what is this?\nContent-Type: multipart/mixed; boundary="f"\n\n--f\nContent-Type: text/plain\n\nsee below\n--f\nContent-Type: message/rfc822\n\n${REPORT}\n--f--\n`;
    expect((await read(forwarded)).diagnoses).toHaveLength(2);
  });

  it.each([
    [
      'Postfix',
      'Nov 24 07:00:00 mx postfix/smtp[2]: 4D2: to=<bob@example.net>, relay=mx.example.net[198.51.100.7]:25, delay=1, dsn=5.7.1, status=bounced (host mx.example.net[198.51.100.7] said: 554 5.7.1 <mail.example.com[203.0.113.9]>: Client host rejected: Access denied (in reply to RCPT TO command))',
      { cause: 'ip-reputation', ip: '203.0.113.9', host: 'mail.example.com', smtpCode: 554, enhancedCode: '5.7.1' },
    ],
    [
      'Exim',
      '2026-11-24 07:00:00 1abcDE-0001-00 ** bob@example.net R=dnslookup T=remote_smtp H=mx.example.net [198.51.100.7]: SMTP error from remote mail server after RCPT TO:<bob@example.net>: 550 5.1.1 User unknown',
      { cause: 'user-unknown', smtpCode: 550 },
    ],
    [
      'Sendmail',
      'Nov 24 07:00:00 mx sendmail[12]: pA1: to=<bob@example.net>, delay=00:00:01, relay=mx.example.net. [198.51.100.7], dsn=5.2.2, reply=552 5.2.2 Mailbox full, stat=Service unavailable',
      { cause: 'mailbox-full', enhancedCode: '5.2.2' },
    ],
  ])('is a log line of %s', async (_server, line, expected) => {
    const found = await only(
      `${line}\nNov 24 07:00:01 mx postfix/smtp[2]: 4D3: to=<ann@example.net>, relay=x, dsn=2.0.0, status=sent (250 ok)`,
    );
    expect(found).toMatchObject({ recipient: 'bob@example.net', ...expected });
    expect(found.ip).not.toBe('198.51.100.7');
  });

  it.each(['bounced', 'deferred', 'expired', 'undeliverable'])(
    'is a line of Postfix with the status %s',
    async (status) => {
      const line = `Nov 24 07:00:01 mx postfix/smtp[2]: 4D4: to=<bob@example.net>, relay=none, dsn=5.1.1, status=${status} (User unknown)`;
      expect(await read(line)).toMatchObject({ kind: 'log', diagnoses: [{ cause: 'user-unknown' }] });
    },
  );

  it('is a log of which a hundred refusals are read, with a note that there may be more', async () => {
    const line =
      'Nov 24 07:00:00 mx postfix/smtp[2]: 4D3: to=<ann@example.net>, relay=x, status=bounced (User unknown)\n';
    const { diagnoses, isFull } = await read(line.repeat(150));
    expect([diagnoses.length, isFull]).toEqual([100, true]);
  });

  it('is a log with many sent messages before the refusal', async () => {
    const sent =
      'Nov 24 07:00:00 mx postfix/smtp[2]: 4D3: to=<ann@example.net>, relay=x, dsn=2.0.0, status=sent (250 ok)\n';
    const put =
      'Nov 24 07:00:01 mx postfix/smtp[2]: 4D4: to=<bob@example.net>, relay=none, dsn=4.4.1, status=deferred (connect to mx.example.net[198.51.100.7]:25: Connection refused)';
    expect(await only(`${sent.repeat(1900)}${put}`)).toMatchObject({ cause: 'network', recipient: 'bob@example.net' });
  });

  it('is a line of qmail, whose words are joined', async () => {
    const line =
      '2026-11-24 07:00:00.1 delivery 7: failure: 198.51.100.7_does_not_like_recipient./Remote_host_said:_550_5.7.1_Client_203.0.113.9_blocked_using_bl.spamcop.net/Giving_up_on_198.51.100.7./';
    expect(await only(line)).toMatchObject({ rule: 'spamcop-listed', smtpCode: 550, enhancedCode: '5.7.1' });
  });

  it.each([
    '550 5.1.1 <spam@example.net>: Recipient address rejected: User unknown in virtual mailbox table',
    '550 Unknown user dmarc@example.net',
    '550 5.1.1 virus.relay-denied@example.net: no such user',
    '550 5.1.1 <ann@spf.example.net>: user unknown',
    '550 5.1.1 <ann@spamhaus-fans.example.net>: Recipient address rejected: User unknown',
  ])('has an address, whose name is not a reason: %s', async (reply) => {
    expect((await only(reply)).cause).toBe('user-unknown');
  });

  it.each<readonly [string, Diagnosis['cause']]>([
    ['connect to spam.example.net[198.51.100.7]:25: Connection refused', 'network'],
    ['connect to blacklist.example.net[198.51.100.7]:25: No route to host', 'network'],
    ['conversation with spam-filter.example.net[198.51.100.7] timed out while sending end of data', 'network'],
    ['Host or domain name not found. Name service error for name=dkim.example.net type=MX: Host not found', 'network'],
    ['host mx1.spamfw.example.net[198.51.100.7] said: 451 4.3.0 Temporary failure, try again later', 'temporary'],
    ['host dmarc.example.net[198.51.100.7] said: 550 5.1.1 no mailbox here by that name', 'user-unknown'],
    ['421 mx-spam.example.net Service not available, closing transmission channel', 'temporary'],
    ['host mx.example.net[198.51.100.7] said: 421 4.3.2 blacklist.example.net too busy, try later', 'temporary'],
    [
      '   ----- Transcript of session follows -----\n... while talking to spam.example.net.:\n<<< spam.example.net. is busy, try again later',
      'temporary',
    ],
  ])('has a server, whose name is not a reason: %j', async (text, cause) => {
    expect((await only(text)).cause).toBe(cause);
  });

  it.each([
    [
      'Postfix refuses',
      'Nov 24 07:00:00 mx postfix/smtpd[2]: NOQUEUE: reject: RCPT from unknown[203.0.113.9]: 450 4.7.1 Client host rejected: cannot find your reverse hostname, [203.0.113.9]; from=<ann@example.com> to=<bob@example.net> proto=ESMTP helo=<mail.example.com>',
      { cause: 'ptr-missing', smtpCode: 450, recipient: 'bob@example.net', mailFrom: 'example.com' },
    ],
    [
      'a milter of Postfix refuses, without a reply code',
      'Nov 24 07:00:00 mx postfix/cleanup[7]: 4D2: milter-reject: END-OF-MESSAGE from unknown[203.0.113.9]: 5.7.1 Spam message rejected; from=<ann@example.com> to=<bob@example.net> proto=ESMTP helo=<user.example.com>',
      { cause: 'content-spam', enhancedCode: '5.7.1', recipient: 'bob@example.net', mailFrom: 'example.com' },
    ],
    [
      'Exim refuses a recipient',
      '2026-11-24 07:00:00 H=(unknown.example.com) [203.0.113.9] F=<ann@example.com> rejected RCPT <bob@example.net>: relay not permitted',
      { cause: 'relay-denied', recipient: 'bob@example.net', mailFrom: 'example.com' },
    ],
    [
      'Exim refuses a greeting',
      '2026-11-24 07:00:00 H=[203.0.113.9] rejected EHLO or HELO 203.0.113.9: bogus HELO name used',
      { cause: 'helo-invalid' },
    ],
    [
      'Sendmail refuses',
      'Nov 24 07:00:00 mx sm-mta[12]: pA1: ruleset=check_rcpt, arg1=<bob@example.net>, relay=mail.example.com [203.0.113.9], reject=550 5.7.1 <bob@example.net>... Relaying denied',
      { cause: 'relay-denied', recipient: 'bob@example.net', smtpCode: 550 },
    ],
  ])("is the receiver's log: %s", async (_what, line, expected) => {
    const found = await only(line);
    expect(found).toMatchObject({ ip: '203.0.113.9', ...expected });
    expect(found.text).not.toMatch(/(?:proto|helo)=/);
  });

  it.each<readonly [string, Diagnosis['cause']]>([
    [
      'H=mail.example.com [203.0.113.9] F=<ann@example.com> rejected MAIL <ann@example.com>: no reverse DNS',
      'ptr-missing',
    ],
    ['H=mail.example.com [203.0.113.9] F=<ann@example.com> rejected after DATA: this looks like spam', 'content-spam'],
    ['H=mail.example.com [203.0.113.9] F=<ann@example.com> rejected by local_scan(): virus found', 'content-virus'],
    ['H=[203.0.113.9] rejected EHLO or HELO 203.0.113.9: bogus HELO name used', 'helo-invalid'],
    ['H=[203.0.113.9] rejected connection in "connect" ACL: your country is blocked', 'geo-blocked'],
    ['1a-b-c == bob@example.net R=dnslookup T=remote_smtp defer (-44): too many connections', 'connection-limited'],
    [
      'delivery 7: deferral: 198.51.100.7_failed_after_I_sent_the_message./Remote_host_said:_451_greylisted/',
      'greylisted',
    ],
    [
      'mx sendmail[1]: pA1: to=<bob@example.net>, dsn=5.0.0, reply=550 no PTR for you, stat=Service unavailable',
      'ptr-missing',
    ],
    ['mx postfix/smtp[2]: 4D4: to=<bob@example.net>, relay=none, dsn=5.2.2, status=bounced (xyzzy)', 'mailbox-full'],
  ])('is a line of a log: %s', async (line, cause) => {
    const { kind, diagnoses } = await read(`2026-11-24 07:00:00 ${line}`);
    expect([kind, diagnoses.map((one) => one.cause)]).toEqual(['log', [cause]]);
    expect(diagnoses[0]?.ip).toBe(line.startsWith('H=') ? '203.0.113.9' : undefined);
    expect(diagnoses[0]?.text).not.toMatch(/^[^(]*\)$/);
  });

  const bounce = {
    notificationType: 'Bounce',
    bounce: {
      bounceType: 'Permanent',
      bounceSubType: 'General',
      bouncedRecipients: [
        {
          emailAddress: 'bob@example.net',
          action: 'failed',
          status: '5.1.1',
          diagnosticCode: 'smtp; 550 5.1.1 user unknown',
        },
      ],
    },
  };

  it.each([
    ['an SES notification', bounce],
    ['an SES event', { ...bounce, notificationType: undefined, eventType: 'Bounce' }],
    ['an SNS message', { Type: 'Notification', Message: JSON.stringify(bounce) }],
    ['the event of a Lambda', { Records: [{ Sns: { Message: JSON.stringify(bounce) } }] }],
  ])('is read: %s', async (_what, value) => {
    expect(await only(JSON.stringify(value))).toMatchObject({
      cause: 'user-unknown',
      recipient: 'bob@example.net',
      smtpCode: 550,
    });
  });

  const received = (encoding: string, content: string) => ({
    notificationType: 'Received',
    mail: { source: '' },
    content,
    receipt: { action: { type: 'SNS', encoding } },
  });
  it.each([
    ['in base64', received('BASE64', Buffer.from(REPORT).toString('base64'))],
    ['as text', received('UTF8', REPORT)],
    ['inside an SNS message', { Type: 'Notification', Message: JSON.stringify(received('UTF8', REPORT)) }],
    [
      'inside the event of a Lambda',
      { Records: [{ Sns: { Message: JSON.stringify(received('BASE64', Buffer.from(REPORT).toString('base64'))) } }] },
    ],
  ])('is a bounce that SES received, %s', async (_how, value) => {
    const { kind, diagnoses } = await read(JSON.stringify(value));
    expect([kind, diagnoses.length]).toEqual(['message', 2]);
  });

  it.each([
    ['words', received('UTF8', 'hello')],
    ['no text', received('BASE64', 'AAAA')],
    ['itself', received('UTF8', JSON.stringify(received('UTF8', REPORT)))],
    ['of another type', { ...received('UTF8', ''), content: 1, receipt: [] }],
  ])('is mail that SES received, and no bounce: with %s', async (_what, value) => {
    expect((await read(JSON.stringify(value))).diagnoses).toEqual([]);
  });

  it('is an address that SES keeps back by itself', async () => {
    const suppressed = {
      ...bounce,
      bounce: {
        ...bounce.bounce,
        bounceSubType: 'Suppressed',
        bouncedRecipients: [{ emailAddress: 'bob@example.net' }],
      },
    };
    expect(await only(JSON.stringify(suppressed))).toMatchObject({ rule: 'ses-suppressed' });
  });

  it.each<readonly [string, string, Diagnosis['cause']]>([
    [
      'a dialogue that begins well',
      '220 mx.example.net ESMTP\nRCPT TO:<ann@example.net>\n550 5.1.1 No such user here',
      'user-unknown',
    ],
    [
      'a log in a form of its own',
      'Nov 24 07:00:00 mx qmail-smtpd: 421 203.0.113.9 blocked using rbl.example.org',
      'ip-blocklisted',
    ],
    [
      'a person who forwards one as text',
      'From: ann@example.com\nTo: help@example.com\nSubject: Fwd: a bounce\n\n<bob@example.net>: 550 5.1.1 User unknown\n',
      'user-unknown',
    ],
    [
      'a server that calls a failure no success',
      'From: Mailer-Daemon@mx.example.com\nTo: ann@example.com\nSubject: Delivery unsuccessful\n\nbob@example.net\n  550 User unknown\n',
      'user-unknown',
    ],
    [
      'a server that refuses in the form of a receipt',
      'From: Mail Delivery Subsystem <postmaster@mx.example.net>\nTo: ann@example.com\nSubject: Rejected: hello\nAuto-Submitted: auto-replied\nContent-Type: multipart/report; report-type=disposition-notification; boundary="x"\n\n--x\n\nYour message to <bob@example.net> was automatically rejected:\nQuota exceeded (mailbox for user is full)\n--x\nContent-Type: message/disposition-notification\n\nFinal-Recipient: rfc822; bob@example.net\nDisposition: automatic-action/MDN-sent-automatically; deleted\n--x--\n',
      'mailbox-full',
    ],
    [
      'a server whose bounces are automatic replies',
      'From: Mailer-Daemon@mx.example.com\nTo: ann@example.com\nSubject: failure\nAuto-Submitted: auto-replied\n\nbob@example.net\n  550 User unknown\n',
      'user-unknown',
    ],
  ])('is read from a server that writes like this: %s', async (_what, input, cause) => {
    expect((await only(input)).cause).toBe(cause);
  });

  it('is several replies, each of one line or more', async () => {
    const { diagnoses } = await read('550-5.1.1 No such\n550 5.1.1 user here\n452 4.2.2 Mailbox full');
    expect(diagnoses.map(({ cause }) => cause)).toEqual(['user-unknown', 'mailbox-full']);
  });

  it.each([
    ['nothing', ''],
    ['a greeting', 'hello world'],
    ['other JSON', '{"a":1}'],
    [
      'a delivery',
      JSON.stringify({
        notificationType: 'Delivery',
        delivery: { recipients: ['a@example.net'], smtpResponse: '250 ok' },
      }),
    ],
    [
      'a newsletter',
      'From: news@example.org\nSubject: How to avoid the spam folder\n\nMailbox full? 550 5.1.1 User unknown? Read on.\n',
    ],
    [
      'a complaint',
      'From: fbl@example.org\nSubject: complaint\nContent-Type: multipart/report; report-type=feedback-report; boundary="x"\n\n--x\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\n--x--\n',
    ],
    [
      'an absence note',
      'From: ann@example.org\nSubject: Out of office: undeliverable\nAuto-Submitted: auto-replied\n\nMy mailbox is full, user unknown.\n',
    ],
    [
      'an absence note whose subject does not say so',
      'Return-Path: <>\nFrom: ann@example.net\nSubject: I have left\nAuto-Submitted: auto-replied\n\nThis mailbox is no longer in use.\n',
    ],
    [
      'an automatic reply',
      'From: ann@example.net\nSubject: Automatic reply: hello\nAuto-Submitted: auto-generated\n\nUser unknown, delivery failed: bob@example.net\n',
    ],
    [
      'a receipt',
      'Return-Path: <>\nFrom: ann@example.net\nSubject: Read: hello\nContent-Type: multipart/report; report-type=disposition-notification; boundary="x"\n\n--x\n\nIt was not deleted by the spam filter.\n--x\nContent-Type: message/disposition-notification\n\nFinal-Recipient: rfc822; ann@example.net\nDisposition: automatic-action/MDN-sent-automatically; deleted\n--x--\n',
    ],
    [
      'a report that all was delivered, without its fields',
      'From: MAILER-DAEMON@mx.example.net\nSubject: Successful Mail Delivery Report\n\n<ann@example.net>: delivery via mx.example.net: 250 2.0.0 OK, no spam\n',
    ],
    [
      'a DMARC report of a day',
      'From: MAILER-DAEMON@example.org\nSubject: Report Domain: example.com Submitter: example.org Report-ID: <1@example.org>\n\nThis is a DMARC aggregate report: 3 rejected.\n',
    ],
    [
      'a report on TLS',
      'From: postmaster@example.org\nSubject: for a day\nContent-Type: multipart/report; report-type="tlsrpt"; boundary="x"\n\n--x\n\nTLS required: 3 failed.\n--x--\n',
    ],
    [
      'a complaint about a message that was called a bounce',
      'From: fbl@example.org\nSubject: complaint\nContent-Type: multipart/report; report-type=feedback-report; boundary="x"\n\n--x\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\n--x\nContent-Type: message/rfc822\n\nFrom: a@example.com\nSubject: Undelivered: 550 5.1.1 user unknown\n\nann@example.net\n--x--\n',
    ],
    [
      'a parcel that was not delivered',
      'From: shop@example.org\nTo: bob@example.com\nSubject: Your delivery attempt was rejected\n\nThe courier was unable to deliver the parcel of bob@example.com: address unknown.\n',
    ],
    [
      'a mailing list that speaks of bounces',
      'From: news@example.org\nSubject: Why mail is rejected\nList-Id: <news.example.org>\n\nIf ann@example.net gets 550 5.7.1 blocked using zen.spamhaus.org, read on.\n',
    ],
    [
      'a letter about slow mail',
      'From: ann@example.org\nSubject: Mail delivery is slow\n\nMail to bob@example.net is delayed, and some is taken for spam.\n',
    ],
    ['a reply of success', '250 2.0.0 Ok: queued as 4D3, not spam'],
    ['a greeting of a server', '220 mx.example.net ESMTP - no spam here'],
    [
      'a dialogue that went well',
      '220 mx.example.net ESMTP\nEHLO mail.example.com\n250-mx.example.net\n250 8BITMIME\nRCPT TO:<ann@example.net>\n250 2.1.5 Ok\n221 2.0.0 Bye',
    ],
    [
      'a log of what was sent',
      'Nov 24 07:00:00 mx sendmail[12]: pA1: to=<bob@example.net>, relay=mx.example.net. [198.51.100.7], dsn=2.0.0, stat=Sent (ok, spam score 0)',
    ],
    ['a log of a filter', 'Nov 24 07:00:00 mx spamd[12]: spamd: identified spam (9.1/5.0) for ann:1000, 550 bytes.'],
  ])('without a refusal gives an empty answer: %s', async (_what, input) => {
    expect((await read(input)).diagnoses).toEqual([]);
  });
});
