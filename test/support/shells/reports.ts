/** Reports of mail servers, as messages and pasted. */
import {
  base64,
  inline,
  isTemporary,
  type Letter,
  lines,
  quotedPrintable,
  RETURNED,
  type Shell,
  statusOf,
  wrapped,
} from './letter.ts';

const fields = (letter: Letter, diagnostic: string, more = ''): string =>
  [
    `Reporting-MTA: dns; ${letter.reporter}`,
    'X-Postfix-Queue-ID: 7C1D020A50',
    `X-Postfix-Sender: rfc822; ${letter.from}`,
    'Arrival-Date: Mon, 30 Nov 2026 09:15:02 +0900 (KST)',
    '',
    `Final-Recipient: rfc822; ${letter.to}`,
    `Original-Recipient: rfc822;${letter.to}`,
    `Action: ${isTemporary(letter.reply) ? 'delayed' : 'failed'}`,
    `Status: ${statusOf(letter.reply)}`,
    `Remote-MTA: dns; ${letter.mx}`,
    `Diagnostic-Code: ${diagnostic}`,
    ...(more === '' ? [] : [more]),
    '',
  ].join('\n');

type Encoding = '7bit' | 'quoted-printable' | 'base64';
const encode = (text: string, encoding: Encoding): string =>
  encoding === '7bit' ? text : encoding === 'base64' ? base64(text) : quotedPrintable(text);

type Written = {
  readonly from: string;
  readonly subject: string;
  readonly head?: readonly string[];
  readonly text: string;
  readonly status?: string;
  readonly encoding?: Encoding;
};

function message(letter: Letter, { from, subject, head = [], text, status, encoding = '7bit' }: Written): string {
  const part = (type: string, body: string, how: Encoding = '7bit'): string[] => [
    '--BOUND.1',
    `Content-Type: ${type}`,
    ...(how === '7bit' ? [] : [`Content-Transfer-Encoding: ${how}`]),
    '',
    encode(body, how),
    '',
  ];
  return [
    'Return-Path: <>',
    `Received: by ${letter.reporter} id 7C1D020A51; Mon, 30 Nov 2026 09:15:09 +0900`,
    'Date: Mon, 30 Nov 2026 09:15:09 +0900',
    `From: ${from}`,
    `Subject: ${subject}`,
    `To: ${letter.from}`,
    ...head,
    'MIME-Version: 1.0',
    status === undefined
      ? 'Content-Type: multipart/mixed; boundary="BOUND.1"'
      : 'Content-Type: multipart/report; report-type=delivery-status; boundary="BOUND.1"',
    '',
    'This is a MIME-encapsulated message.',
    '',
    ...part('text/plain; charset=utf-8', text, encoding),
    ...(status === undefined ? [] : part('message/delivery-status', status, encoding === 'base64' ? 'base64' : '7bit')),
    ...part('message/rfc822', RETURNED(letter)),
    '--BOUND.1--',
    '',
  ]
    .join('\r\n')
    .replace(/\r?\n/g, '\r\n');
}

const POSTFIX_FROM = (letter: Letter): string => `MAILER-DAEMON@${letter.reporter} (Mail Delivery System)`;
const postfixText = ({ reporter, to, mx, mxIp, reply }: Letter): string =>
  `This is the mail system at host ${reporter}.\n\nI'm sorry to have to inform you that your message could not\nbe delivered to one or more recipients. It's attached below.\n\nFor further assistance, please send mail to postmaster.\n\nIf you do so, please include this problem report. You can\ndelete your own text from the attached returned message.\n\n                   The mail system\n\n${wrapped(`<${to}>: host ${mx}[${mxIp}] said: ${inline(reply)} (in reply to RCPT TO command)`, 78, '    ')}\n`;
const folded = (reply: string): string => wrapped(`smtp; ${inline(reply)}`, 70, '    ');

const eximText = ({ from, to, mx, mxIp, reply }: Letter): string =>
  `This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to one or more of its\nrecipients. This is a permanent error. The following address(es) failed:\n\n  ${to}\n    host ${mx} [${mxIp}]\n    SMTP error from remote mail server after RCPT TO:<${to}>:\n    ${lines(reply).join('\n    ')}\n\n------ This is a copy of the message, including all the headers. ------\n\nReturn-path: <${from}>\n`;

const qmailText = ({ reporter, to, mxIp, reply }: Letter): string =>
  `Hi. This is the qmail-send program at ${reporter}.\nI'm afraid I wasn't able to deliver your message to the following addresses.\nThis is a permanent error; I've given up. Sorry it didn't work out.\n\n<${to}>:\n${mxIp} does not like recipient.\nRemote host said: ${lines(reply).join('\n')}\nGiving up on ${mxIp}.\n\n--- Below this line is a copy of the message.\n\n`;

const sendmailText = ({ from, to, mx, reply }: Letter): string =>
  `The original message was received at Mon, 30 Nov 2026 09:15:02 +0900\nfrom app.sender.example.com [198.51.100.20]\n\n   ----- The following addresses had permanent fatal errors -----\n<${to}>\n    (reason: ${lines(reply)[0]})\n\n   ----- Transcript of session follows -----\n... while talking to ${mx}.:\n>>> MAIL From:<${from}> SIZE=4821\n<<< 250 2.1.0 <${from}>... Sender ok\n>>> RCPT To:<${to}>\n${lines(
    reply,
  )
    .map((line) => `<<< ${line}`)
    .join('\n')}\n550 5.1.1 <${to}>... User unknown\n`;

const courierText = ({ reporter, to, mx, mxIp, reply }: Letter): string =>
  `This is a delivery status notification from ${reporter},\nrunning the Courier mail server, version 1.3.3.\n\nThe original message was received on Mon, 30 Nov 2026 09:15:02 +0900\nfrom [198.51.100.20] (app.sender.example.com)\n\n---------------------------------------------------------------------------\n\n                           UNDELIVERABLE MAIL\n\nYour message to the following recipients cannot be delivered:\n\n<${to}>:\n    ${mx} [${mxIp}]:\n>>> RCPT TO:<${to}>\n${lines(
    reply,
  )
    .map((line) => `<<< ${line}`)
    .join(
      '\n',
    )}\n\n---------------------------------------------------------------------------\n\nIf your message was also sent to additional recipients, their delivery\nstatus is not included in this report.  You may or may not receive\nother delivery status notifications for additional recipients.\n\n`;

const mdaemonText = ({ from, to, mx, mxIp, reply }: Letter): string =>
  `-------------------------------------------------------------------------\nMDaemon has detected a permanent delivery error\n\nThe attached message had PERMANENT fatal delivery errors!\n\nAfter one or more unsuccessful delivery attempts the attached message has\nbeen removed from the mail queue on this server.  The number and frequency\nof delivery attempts are determined by local configuration parameters.\n\nYOUR MESSAGE WAS NOT DELIVERED!\n\nFailed address: ${to}\n\n--- Session Transcript ---\n Mon 2026-11-30 09:15:02: Parsing message <xxxxxxxxxxxxxxxxxxxxxxxxx\\pd50000123456.msg>\n Mon 2026-11-30 09:15:02: *  From: ${from}\n Mon 2026-11-30 09:15:02: *  To: ${to}\n Mon 2026-11-30 09:15:02: Attempting SMTP connection to [${mxIp}:25]\n Mon 2026-11-30 09:15:02: <-- 220 ${mx} ESMTP\n Mon 2026-11-30 09:15:02: --> EHLO out.sender.example.com\n Mon 2026-11-30 09:15:02: <-- 250 SIZE 52428800\n Mon 2026-11-30 09:15:02: --> MAIL From:<${from}> SIZE=4821\n Mon 2026-11-30 09:15:02: <-- 250 2.1.0 Ok\n Mon 2026-11-30 09:15:02: --> RCPT To:<${to}>\n${lines(
    reply,
  )
    .map((line) => ` Mon 2026-11-30 09:15:02: <-- ${line}`)
    .join(
      '\n',
    )}\n Mon 2026-11-30 09:15:02: --> QUIT\n--- End Transcript ---\n\n: Message contains [1] file attachments\n`;

const smarterText = ({ to, reply }: Letter): string =>
  `Could not deliver message to the following recipient(s):\n\nFailed Recipient: ${to}\nReason: Remote host said: ${inline(reply)}\n\n   -- The header and top 20 lines of the message follows --\n\n`;

const EXIM_HEAD = (letter: Letter): readonly string[] => [
  `X-Failed-Recipients: ${letter.to}`,
  'Auto-Submitted: auto-replied',
];

export const REPORT_SHELLS: readonly Shell[] = [
  ...(['7bit', 'quoted-printable', 'base64'] as const).map(
    (encoding): Shell => ({
      name: `Postfix report, ${encoding}`,
      write: (letter) =>
        message(letter, {
          from: POSTFIX_FROM(letter),
          subject: 'Undelivered Mail Returned to Sender',
          head: ['Auto-Submitted: auto-replied'],
          text: postfixText(letter),
          status: fields(letter, folded(letter.reply)),
          encoding,
        }),
    }),
  ),
  { name: 'Postfix report, pasted text', write: (letter) => postfixText(letter) },
  {
    name: 'Postfix report, text and fields pasted',
    write: (letter) => `${postfixText(letter)}\n${fields(letter, folded(letter.reply))}`,
  },
  { name: 'status fields alone', write: (letter) => fields(letter, folded(letter.reply)) },
  {
    name: 'Exim report with Diagnostic-Code',
    write: (letter) =>
      message(letter, {
        from: `Mail Delivery System <Mailer-Daemon@${letter.reporter}>`,
        subject: 'Mail delivery failed: returning message to sender',
        head: EXIM_HEAD(letter),
        text: eximText(letter).replace(/\n------ This is[\s\S]*$/, '\n'),
        status: `Reporting-MTA: dns; ${letter.reporter}\n\nAction: failed\nFinal-Recipient: rfc822;${letter.to}\nStatus: 5.0.0\nRemote-MTA: dns; ${letter.mx}\nDiagnostic-Code: smtp; ${lines(letter.reply).join('\n ')}\n`,
      }),
  },
  {
    name: 'Exim report without Diagnostic-Code',
    write: (letter) =>
      message(letter, {
        from: `Mail Delivery System <Mailer-Daemon@${letter.reporter}>`,
        subject: 'Mail delivery failed: returning message to sender',
        head: EXIM_HEAD(letter),
        text: eximText(letter).replace(/\n------ This is[\s\S]*$/, '\n'),
        status: `Reporting-MTA: dns; ${letter.reporter}\n\nAction: failed\nFinal-Recipient: rfc822;${letter.to}\nStatus: 5.0.0\n`,
      }),
  },
  { name: 'Exim report, pasted', write: (letter) => eximText(letter) },
  {
    name: 'qmail report',
    write: (letter) =>
      [
        'Return-Path: <>',
        `From: MAILER-DAEMON@${letter.reporter}`,
        `To: ${letter.from}`,
        'Subject: failure notice',
        'Date: 30 Nov 2026 00:15:02 -0000',
        '',
        `${qmailText(letter)}${RETURNED(letter)}`,
      ].join('\n'),
  },
  { name: 'qmail report, pasted', write: (letter) => qmailText(letter) },
  {
    name: 'Sendmail report',
    write: (letter) =>
      message(letter, {
        from: `Mail Delivery Subsystem <MAILER-DAEMON@${letter.reporter}>`,
        subject: 'Returned mail: see transcript for details',
        text: sendmailText(letter),
        status: `Reporting-MTA: dns; ${letter.reporter}\nReceived-From-MTA: DNS; app.sender.example.com\nArrival-Date: Mon, 30 Nov 2026 09:15:02 +0900\n\nFinal-Recipient: RFC822; ${letter.to}\nAction: failed\nStatus: ${statusOf(letter.reply)}\nRemote-MTA: DNS; ${letter.mx}\nDiagnostic-Code: SMTP; ${lines(letter.reply)[0]?.replace(/^(\d\d\d)-/, '$1 ') === lines(letter.reply)[0] ? inline(letter.reply) : lines(letter.reply).join('\n    ')}\nLast-Attempt-Date: Mon, 30 Nov 2026 09:15:03 +0900\n`,
      }),
  },
  { name: 'Sendmail transcript, pasted', write: (letter) => sendmailText(letter) },
  {
    name: 'OpenSMTPD report, pasted',
    write: ({ reporter, to, reply }) =>
      `    Hi!\n\n    This is the MAILER-DAEMON, please DO NOT REPLY to this email.\n\n    An error has occurred while attempting to deliver a message for\n    the following list of recipients:\n\n${to}: ${inline(reply)}\n\n    Below is a copy of the original message:\n\nReceived: from ${reporter}\n`,
  },
  { name: 'Courier report, pasted', write: (letter) => courierText(letter) },
  {
    name: 'Courier report',
    write: (letter) =>
      message(letter, {
        from: `"Courier mail server at ${letter.reporter}" <@${letter.reporter}>`,
        subject: 'NOTICE: mail delivery status.',
        text: courierText(letter),
        status: `Reporting-MTA: dns; ${letter.reporter}\nArrival-Date: Mon, 30 Nov 2026 09:15:02 +0900\n\nFinal-Recipient: rfc822; ${letter.to}\nAction: failed\nStatus: ${isTemporary(letter.reply) ? '4' : '5'}.0.0\nRemote-MTA: dns; ${letter.mx} [${letter.mxIp}]\nDiagnostic-Code: smtp; ${lines(letter.reply).join('\n    ')}\n`,
      }),
  },
  {
    name: 'MDaemon report',
    write: (letter) =>
      message(letter, {
        from: `MDaemon at ${letter.reporter} <MDaemon@${letter.reporter}>`,
        subject: 'Permanent Delivery Failure',
        text: mdaemonText(letter),
      }),
  },
  { name: 'MDaemon report, pasted', write: (letter) => mdaemonText(letter) },
  { name: 'SmarterMail report, pasted', write: (letter) => smarterText(letter) },
  {
    name: 'SmarterMail report',
    write: (letter) =>
      message(letter, {
        from: `"System Administrator" <postmaster@sender.example.com>`,
        subject: 'Delivery Failure',
        text: smarterText(letter),
      }),
  },
];
