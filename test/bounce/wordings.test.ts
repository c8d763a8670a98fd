/** Texts and reports in the wording of each receiver and mail server (`written.ts`), and what they mean. */
import { describe, expect, it } from 'vitest';
import type { Cause } from '../../shared/bounce/diagnosis.ts';
import { shown } from '../support/titles.ts';
import { diagnosed, read } from './reading.ts';
import { WRITTEN } from './written.ts';

describe.each(Object.entries(WRITTEN))('the cause of a bounce is %s', (cause, texts) => {
  it.each(texts.map((text) => [shown(text), text] as const))('for text %#: %s', async (_, text) => {
    expect((await diagnosed(text))[0]?.cause).toBe(cause);
  });
});

const TO = 'ann@example.net';
const RETURNED = 'Received: from localhost\nSubject: mailbox full, user unknown\n\nspam virus 550 5.1.1\n';

/** The header that the daemon of a server writes, and its text for people. */
const message = (from: string, subject: string, text: string, more = ''): string =>
  `Return-Path: <>\nFrom: ${from}\nTo: bob@example.com\nSubject: ${subject}\n${more}\n${text}`;

describe('the reports of servers are read', () => {
  it.each<readonly [string, string, Cause]>([
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
      'Exchange 2003',
      message(
        'Mailer-Daemon <postmaster@mail.example.com>',
        'Undeliverable: Hello',
        `Your message\n\n  To:      ${TO}\n  Subject: your mailbox is full of spam\n  Sent:    Thu, 29 Apr 2005 23:34:45 +0000\n\ndid not reach the following recipient(s):\n\n${TO} on Thu, 29 Apr 2005 23:34:45 +0000\n    The recipient name is not recognized\n`,
      ),
      'user-unknown',
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
  ])('from %s', async (_server, raw, cause) => {
    expect(await diagnosed(raw)).toMatchObject([{ recipient: TO, cause }]);
  });

  it.each(['end of data', `RCPT TO:<${TO}>`])(
    'a bare 550 after %s whose words no rule knows is not taken for a missing mailbox',
    async (command) => {
      const raw = message(
        'Mailer-Daemon@mail.example.com',
        'Mail delivery failed: returning message to sender',
        `The following address(es) failed:\n\n  ${TO}\n    host mx.example.net [198.51.100.7]\n    SMTP error from remote mail server after ${command}: 550 xyzzy\n`,
        `X-Failed-Recipients: ${TO}\n`,
      );
      const { diagnoses, unmatched } = await read(raw);
      expect(diagnoses).toEqual([]);
      expect(unmatched).toEqual([{ text: '550 xyzzy', smtpCode: 550 }]);
    },
  );

  it('the same with the returned message and without it', async () => {
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
