/**
 * Texts written by us in the wording of each receiver and mail server, none of them real mail: the rules carry their own
 * examples, so these stand for what the rules were not made from. A text here may fall under any rule, but under one cause.
 */
import { describe, expect, it } from 'vitest';
import { diagnose } from '../../shared/bounce/diagnose.ts';
import type { Cause, Diagnosis } from '../../shared/bounce/diagnosis.ts';
import { LISTS } from '../../shared/dnsbl/lists.ts';

async function diagnosed(input: string): Promise<readonly Diagnosis[]> {
  const result = await diagnose(input, LISTS);
  if (!result.ok) throw new Error(result.problem);
  return result.value.diagnoses;
}

const REPLIES: Readonly<Partial<Record<Cause, readonly string[]>>> = {
  'ptr-missing': [
    '554 imout18.b.example.net ESMTP rejected 203.0.113.9 - no rDNS',
    '554 5.7.1 <unknown[203.0.113.9]>: Client host rejected: Your IP has no reverse DNS',
    '554 5.7.1 - Connection refused. Cannot resolve PTR record for 203.0.113.9',
    '450 4.7.1 <mail.example.com[203.0.113.9]>: Client host rejected: unresolvable ptr',
    '554 5.1.8 Fix reverse DNS for 203.0.113.9',
    '550-Your server does not have a valid\n550 reverse DNS record, sorry',
    '550 5.7.1 hostname for your address not found, configure rDNS',
    '550 5.7.1 IP address does not reverse resolve',
    '421 mtain.mail.example.net Service unavailable - try again later; (DNS:NR)',
  ],
  'spf-fail': [
    '550 5.5.0 SPF: You are not allowed to send mail for this domain. LPN004_401',
    '421 4.2.1 opmta1mti03nd1 Problème SPF/DNS de votre nom de domaine. Service refused.',
    '550 5.7.1 SPF MAIL FROM check failed: The domain example.com explicitly denies the host 203.0.113.9',
    "550 203.0.113.9 is not allowed to send from <ann@example.com> per it's spf record",
    '550 5.7.1 fails SPF validation',
    '553 SPF (Sender Policy Framework) domain authentication fail. (#5.7.1)',
    '550 Envelope blocked - Sender SPF Hard Fail',
  ],
  'dkim-fail': [
    '554 Message is not RFC compliant; DKIM signature verification failed',
    '550 5.7.1 unsigned mail for this domain is rejected: DKIM',
    '550 5.7.20 No passing DKIM signature found',
  ],
  'dmarc-fail': [
    '571 5.7.1 Mail rejected by DMARC policy. LPN000_517',
    '501 5.0.2 Mail rejected. DMARC check failed. OFR_517',
    '554 5.7.5 Permanent error evaluating DMARC policy',
    '550 5.7.1 The user or domain that you are sending to has a policy: DMARC checks failed and the policy is reject',
    '550 Unable to accept message for relaying: sender domain DMARC reject policy',
  ],
  'dmarc-missing': ["550 5.7.40 This message doesn't pass: the From header domain must have a DMARC record"],
  'auth-missing': ['450 4.7.1 [HM08] Message rejected due to local policy: unauthenticated mail'],
  'ip-reputation': [
    '421 mx.example.net: Connection from 203.0.113.9 refused: SenderBase reputation score too low',
    '550 Rejected: 203.0.113.9 has bad reputation score',
    '554 Connecting IP address 203.0.113.9 has been blocked by this system.',
    '421 Try again later. IP temporarily blocked',
    '421 4.3.2 Your ip filtered by example.net',
    '521 5.2.1 : (HVU:B1) http://postmaster.example.net/errors/554hvub1.html',
    '554 5.7.1 this client host is not accepted',
  ],
  'domain-reputation': ['554 The domain example.com has a low reputation on our systems'],
  'ip-blocklisted': [
    '550 5.7.1 Service refuse. LPN007_101 https://www.spamhaus.org/',
    '554 Message from (203.0.113.9) rejected: listed on our local blacklist',
    '550 5.7.1 reject mail from 203.0.113.9 (Found on Realtime Black List server)',
    '550 Denied by policy: 203.0.113.9 is in black list (Mode: normal)',
  ],
  'dynamic-ip': ["550 DUL 203.0.113.9: we do not accept mail from dynamic IPs, use your ISP's smarthost"],
  'geo-blocked': ['557 5.7.1 Your IP address (203.0.113.9) is in a country blocked by the recipient'],
  'content-spam': [
    '550 5.5.0 Mail rejete. Mail rejected. LPN007_506',
    '550 High probability of spam',
    '571 5.7.1 [CM] Message blocked due to spam content',
    '554 5.7.1 your message has been temporarily blocked by our filter',
    '554 5.7.1 rejecting mail content',
    '554 5.7.1 your message failed several antispam checks',
    '550 5.7.1 message was rejected for possible spam/virus content',
  ],
  'url-blocklisted': ['554 rejected due to spam URL in content', '554 5.7.1 Found http://bad.example on SURBL list'],
  'content-virus': ['550 5.3.0 ClamAV found Win.Trojan.Agent in message', '554 Phishing/malicious content: malware'],
  'content-attachment': [
    '554 5.7.1 The file attachment name "invoice.js" is banned here',
    '550 5.7.0 BANNED message: .exe,.exe-ms,doc.exe',
    "552 we don't accept email with executable content (#5.3.4)",
  ],
  'rfc-noncompliant': [
    '550 Header lines are too long; RFC2822 allows 998 characters',
    '521 Bare <LF> received after DATA',
    '451 See http://cr.yp.to/docs/smtplf.html',
    '550 5.6.0 missing mandatory header field: Date',
  ],
  'connection-limited': [
    '421 Too many concurrent SMTP connections from this IP address; please try again later.',
    '421 Only 20 connections allowed per IP',
    '421 4.2.1 Connection dropped. too many messages in this session',
    '421 exceeds per-domain connection limit for example.net',
  ],
  'rate-limited': [
    '550-5.4.5 Daily user sending limit exceeded.',
    '450 sending rate too high, back off',
    '421 throttling failure: daily message quota exceeded',
  ],
  'tls-required': ['421-4.7.29 This mail has been delayed because it was not sent over a TLS connection.'],
  'mailbox-full': [
    '550 Benutzer hat zu viele Mails auf dem Server',
    '550 account disabled temporly for exceeding receiving limits',
    '554 5.2.2 mailbox full; MapiExceptionQuotaExceeded',
  ],
  'mailbox-disabled': [
    '550 This address no longer accepts mail.',
    '550 ann@example.net is currently not permitted to receive email',
    '554 The account was closed, because it has not been used for over 6 months',
  ],
  'relay-denied': [
    '550 not an open relay, so get lost',
    "550 we don't handle mail for example.net",
    "553 198.51.100.9 does not like recipient: that domain isn't in my list of allowed rcpthosts (#5.7.1)",
  ],
  'user-unknown': ['552 1 Requested mail action aborted, mailbox not found', '550 No such user!'],
  'recipient-policy': ['550 5.7.1 RESOLVER.RST.AuthRequired; authentication required'],
  'dns-failure': ['450 4.4.3 Domain example.net: DNS lookup failure, try again later'],
  network: [
    '550 5.1.2 mail domain mentioned in email address is unknown',
    '550 5.4.310 DNS domain example.net does not exist [Message=InfoDomainNonexistent]',
    '550 5.4.300 Message expired -> 421 4.4.2 Connection dropped due to SocketError',
    'lowest numbered MX record points to local host',
    'ann@example.net... Deferred: Connection refused by mx.example.net.',
  ],
  temporary: ['Command died with status 255: "/usr/local/bin/filter"', '550 5.3.5 Local configuration error'],
};

describe.each(Object.entries(REPLIES))('%s', (cause, texts) => {
  it.each(texts)('%s', async (text) => {
    expect((await diagnosed(text))[0]?.cause).toBe(cause);
  });
});

const TO = 'ann@example.net';
const RETURNED = 'Received: from localhost\nSubject: mailbox full, user unknown\n\nspam virus 550 5.1.1\n';

/** The header that the daemon of a server writes, and its text for people. */
const message = (from: string, subject: string, text: string, more = ''): string =>
  `Return-Path: <>\nFrom: ${from}\nTo: bob@example.com\nSubject: ${subject}\n${more}\n${text}`;

describe('the reports of servers', () => {
  it.each<readonly [string, string, Cause]>([
    [
      'Exim, refused after the message was taken',
      message(
        'Mailer-Daemon@mail.example.com',
        'Mail delivery failed: returning message to sender',
        `The following address(es) failed:\n\n  ${TO}\n    SMTP error from remote mail server after end of data:\n    host mx.example.net [198.51.100.7]: 550 xyzzy\n\n------ This is a copy of the message, including all the headers. ------\n\n${RETURNED}`,
        `X-Failed-Recipients: ${TO}\n`,
      ),
      'recipient-policy',
    ],
    [
      'Exim, refused as a recipient',
      message(
        'Mailer-Daemon@mail.example.com',
        'Mail delivery failed: returning message to sender',
        `The following address(es) failed:\n\n  ${TO}\n    host mx.example.net [198.51.100.7]\n    SMTP error from remote mail server after RCPT TO:<${TO}>: 550 xyzzy\n`,
        `X-Failed-Recipients: ${TO}\n`,
      ),
      'user-unknown',
    ],
    [
      'qmail',
      message(
        'MAILER-DAEMON@mail.example.com',
        'failure notice',
        `Hi. This is the qmail-send program at mail.example.com.\n\n<${TO}>:\nCNAME lookup failed temporarily. (#4.4.3)\nI'm not going to try again; this message has been in the queue too long.\n\n--- Below this line is a copy of the message.\n\n${RETURNED}`,
      ),
      'dns-failure',
    ],
    [
      'hMailServer',
      message(
        'mailer-daemon@example.org',
        'Message undeliverable: Hello',
        `Your message did not reach some or all of the intended recipients.\n\n${TO}\n   Error Type: DNS\n   Error Description: No mail servers appear to exists for the recipient's address.\n\nhMailServer\n`,
      ),
      'network',
    ],
    [
      'OpenSMTPD',
      message(
        'Mailer Daemon <MAILER-DAEMON@mail.example.com>',
        'Delivery status notification: error',
        `    Hi!\n\n    An error has occurred while attempting to deliver a message for\n    the following list of recipients:\n\n${TO}: 552 5.2.2 quota exceeded\n\n    Below is a copy of the original message:\n\n${RETURNED}`,
      ),
      'mailbox-full',
    ],
    [
      'SurfControl',
      message(
        'SurfControl E-mail Filter <postmaster@example.org>',
        'Message could not be delivered',
        `Your message could not be delivered.\n\nFailed to send to identified host,\n${TO}: [198.51.100.7], 550 your IP address is in our block list\n--- Message non-deliverable.\n\n${RETURNED}`,
      ),
      'ip-blocklisted',
    ],
    [
      'Sendmail, whose queue gave up',
      message(
        'Mail Delivery Subsystem <MAILER-DAEMON@mail.example.com>',
        'Returned mail: see transcript for details',
        `   ----- The following addresses had permanent fatal errors -----\n<${TO}>\n\n   ----- Transcript of session follows -----\n<${TO}>... Deferred: Connection refused by mx.example.net.\nMessage could not be delivered for 1 week\nMessage will be deleted from queue\n`,
      ),
      'network',
    ],
  ])('%s', async (_server, raw, cause) => {
    expect(await diagnosed(raw)).toMatchObject([{ recipient: TO, cause }]);
  });

  it('a report gives the same with the returned message and without it', async () => {
    const report = message(
      'MAILER-DAEMON@mail.example.com',
      'Undelivered Mail Returned to Sender',
      `--b\nContent-Type: text/plain\n\n<${TO}>: refused\n\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mail.example.com\n\nFinal-Recipient: rfc822; ${TO}\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 no mailbox here by that name\n`,
      'MIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary="b"\n',
    );
    // What is returned may be a report itself: it is not read as another recipient.
    const whole = `${report}\n--b\nContent-Type: message/rfc822\n\n${report}\n--b--\n${RETURNED}`;
    expect(await diagnosed(whole)).toEqual(await diagnosed(`${report}\n--b--\n`));
    expect(await diagnosed(whole)).toMatchObject([{ recipient: TO, cause: 'user-unknown' }]);
  });
});
