/** What people hand to `diagnose` that is no bounce, and what it is; and mail that only waits, with what is to be said about it. */
import type { OtherKind } from '../../shared/bounce/other-kinds.ts';

const mail = (headers: readonly string[], body: string): string => `${headers.join('\n')}\n\n${body}\n`;
const FROM = 'From: Ann <ann@example.net>';
const TO = 'To: bob@example.com';
const DATE = 'Date: Mon, 30 Nov 2026 09:15:02 +0900';

const reply = (subject: string, body: string, ...headers: readonly string[]): string =>
  mail([FROM, TO, DATE, `Subject: ${subject}`, ...headers], body);

const AUTO = 'Auto-Submitted: auto-replied';

const DMARC_XML =
  '<?xml version="1.0" encoding="UTF-8"?>\n<feedback>\n<report_metadata><org_name>google.com</org_name><report_id>17</report_id></report_metadata>\n<policy_published><domain>example.com</domain><p>reject</p></policy_published>\n<record><row><source_ip>203.0.113.9</source_ip><count>2</count><policy_evaluated><disposition>reject</disposition><dkim>fail</dkim><spf>fail</spf></policy_evaluated></row></record>\n</feedback>\n';

const TLS_REPORT = {
  'organization-name': 'Company-X',
  'date-range': { 'start-datetime': '2026-11-29T00:00:00Z', 'end-datetime': '2026-11-29T23:59:59Z' },
  'contact-info': 'sts-reporting@example.net',
  'report-id': '5065427c-23d3',
  policies: [
    {
      policy: { 'policy-type': 'sts', 'policy-domain': 'example.com' },
      summary: { 'total-successful-session-count': 5326, 'total-failure-session-count': 303 },
      'failure-details': [
        { 'result-type': 'certificate-expired', 'sending-mta-ip': '203.0.113.9', 'failed-session-count': 100 },
      ],
    },
  ],
};

const parted = (type: string, parts: readonly (readonly [string, string])[], ...headers: readonly string[]): string =>
  mail(
    ['MIME-Version: 1.0', ...headers, `Content-Type: multipart/${type}; boundary="b1"`],
    `${parts.map(([partType, body]) => `--b1\nContent-Type: ${partType}\n\n${body}\n`).join('')}--b1--`,
  );

const ARF_FIELDS =
  'Feedback-Type: abuse\nUser-Agent: SomeGenerator/1.0\nVersion: 1\nOriginal-Mail-From: <bob@example.com>\nOriginal-Rcpt-To: <ann@example.net>\nSource-IP: 203.0.113.9';
const arf = (words: string, fields = ARF_FIELDS, ...headers: readonly string[]): string =>
  parted(
    'report; report-type=feedback-report',
    [
      ['text/plain', words],
      ['message/feedback-report', fields],
      ['message/rfc822', 'From: bob@example.com\nTo: ann@example.net\nSubject: Offer\n\nBuy now'],
    ],
    'From: <feedback@example.net>',
    'To: <fbl@example.com>',
    DATE,
    'Subject: FW: Offer',
    ...headers,
  );

const receipt = (disposition: string, subject: string): string =>
  parted(
    'report; report-type=disposition-notification',
    [
      ['text/plain', 'The message was displayed. This does not mean that it was read or understood.'],
      [
        'message/disposition-notification',
        `Reporting-UA: mail.example.net; Mail 5\nFinal-Recipient: rfc822;ann@example.net\nOriginal-Message-ID: <1@example.com>\nDisposition: ${disposition}`,
      ],
    ],
    FROM,
    TO,
    DATE,
    `Subject: ${subject}`,
  );

/** @param action of RFC 3464 section 2.3.3 */
const dsn = (action: string, status: string, words: string, diagnostic = '', ...fields: readonly string[]): string =>
  parted(
    'report; report-type=delivery-status',
    [
      ['text/plain', words],
      [
        'message/delivery-status',
        [
          'Reporting-MTA: dns; mx.example.com',
          '',
          'Final-Recipient: rfc822; ann@example.net',
          `Action: ${action}`,
          `Status: ${status}`,
          ...(diagnostic === '' ? [] : [`Diagnostic-Code: smtp; ${diagnostic}`]),
          ...fields,
        ].join('\n'),
      ],
      ['text/rfc822-headers', 'From: bob@example.com\nTo: ann@example.net\nSubject: Hello'],
    ],
    'From: Mail Delivery System <MAILER-DAEMON@mx.example.com>',
    TO,
    DATE,
    `Subject: ${action === 'delayed' ? 'Delayed Mail (still being retried)' : 'Successful Mail Delivery Report'}`,
    'Auto-Submitted: auto-replied',
  );

const event = (value: object): string => JSON.stringify(value);
const SES_MAIL = { source: 'bob@example.com', destination: ['ann@example.net'], messageId: '0101' };

export type NoBounce = readonly [what: string, text: string, is: OtherKind | undefined];

const REPORTS: readonly NoBounce[] = [
  ['a DMARC report as XML', DMARC_XML, 'dmarc-report'],
  ['a DMARC report without the XML declaration', DMARC_XML.split('\n').slice(1).join('\n'), 'dmarc-report'],
  [
    'a mail with a packed DMARC report',
    parted(
      'mixed',
      [
        ['text/plain', 'This is a DMARC aggregate report for example.com. Rejected: 2'],
        [
          'application/gzip; name="google.com!example.com!1795910400!1795996799.xml.gz"\nContent-Transfer-Encoding: base64',
          'H4sIAAAAAAAA',
        ],
      ],
      'From: noreply-dmarc-support@google.com',
      TO,
      DATE,
      'Subject: Report domain: example.com Submitter: google.com Report-ID: 17',
    ),
    'dmarc-report',
  ],
  [
    'a mail that is a zipped DMARC report alone',
    mail(
      [
        'From: dmarcreport@example.net',
        TO,
        DATE,
        'Subject: Report Domain: example.com Submitter: example.net',
        'MIME-Version: 1.0',
        'Content-Type: application/zip; name="example.net!example.com!1!2.zip"',
        'Content-Transfer-Encoding: base64',
      ],
      'UEsDBBQAAAA=',
    ),
    'dmarc-report',
  ],
  [
    'a mail with a DMARC report, told by the name of the file',
    parted(
      'mixed',
      [
        ['text/plain', 'Dear recipient, find attached your daily summary.'],
        [
          'application/gzip; name="enterprise.example!example.com!1795910400!1795996799.xml.gz"\nContent-Transfer-Encoding: base64',
          'H4sIAAAAAAAA',
        ],
      ],
      'From: reports@example.net',
      TO,
      DATE,
      'Subject: [Preview] Report Domain: example.com; Submitter: enterprise.example; Report-ID: 9',
    ),
    'dmarc-report',
  ],
  ['a TLS report as JSON', JSON.stringify(TLS_REPORT, null, 2), 'tls-report'],
  ['a TLS report on one line', JSON.stringify(TLS_REPORT), 'tls-report'],
  [
    'a mail with a TLS report',
    parted(
      'report; report-type="tlsrpt"',
      [
        ['text/plain', 'This is an aggregate TLS report from example.net. Failures: 303'],
        ['application/tlsrpt+gzip; name="example.net!example.com!1!2.json.gz"', 'H4sI'],
      ],
      'From: tlsrpt@example.net',
      TO,
      DATE,
      'Subject: Report Domain: example.com Submitter: example.net Report-ID: <1@example.net>',
      'TLS-Report-Domain: example.com',
      'TLS-Report-Submitter: example.net',
    ),
    'tls-report',
  ],
  [
    'a complaint',
    arf('This is an email abuse report for an email message received from IP 203.0.113.9.'),
    'feedback-report',
  ],
  [
    'a complaint that says "rejected" and "blocked"',
    arf('The user blocked the sender, rejected the message and reported it as spam. 550 is no code here.'),
    'feedback-report',
  ],
  [
    'an authentication failure report (RFC 6591)',
    arf(
      'This is an authentication failure report.',
      `${ARF_FIELDS.replace('abuse', 'auth-failure')}\nAuth-Failure: dmarc\nDelivery-Result: reject\nReported-Domain: example.com`,
    ),
    'feedback-report',
  ],
  [
    'a complaint from a mailer daemon',
    arf('This is a complaint about a message.', ARF_FIELDS, 'Sender: MAILER-DAEMON@example.net'),
    'feedback-report',
  ],
  ['the fields of a complaint alone', `${ARF_FIELDS}\n`, 'feedback-report'],
  [
    'a complaint that SES tells of',
    event({
      notificationType: 'Complaint',
      complaint: { complainedRecipients: [{ emailAddress: 'ann@example.net' }], complaintFeedbackType: 'abuse' },
      mail: SES_MAIL,
    }),
    'feedback-report',
  ],
  [
    'a complaint within an SNS message',
    event({
      Type: 'Notification',
      Message: JSON.stringify({
        eventType: 'Complaint',
        complaint: { complainedRecipients: [{ emailAddress: 'ann@example.net' }] },
        mail: SES_MAIL,
      }),
    }),
    'feedback-report',
  ],
];

const RECEIPTS: readonly NoBounce[] = [
  ['a read receipt', receipt('manual-action/MDN-sent-manually; displayed', 'Read: Hello'), 'receipt'],
  [
    'a receipt that it was deleted unread',
    receipt('manual-action/MDN-sent-automatically; deleted', 'Not read: Hello'),
    'receipt',
  ],
  ['a receipt in German', receipt('manual-action/MDN-sent-manually; displayed', 'Gelesen: Hallo'), 'receipt'],
  ['a receipt in Korean', receipt('manual-action/MDN-sent-manually; displayed', '읽음: 안녕하세요'), 'receipt'],
  [
    'a report of delivery',
    dsn('delivered', '2.0.0', 'Your message was successfully delivered.', '250 2.0.0 OK'),
    'delivery',
  ],
  [
    'a report of relay',
    dsn('relayed', '2.0.0', 'Your message was relayed; the next server sends no reports.'),
    'delivery',
  ],
  ['a report of expansion', dsn('expanded', '2.1.5', 'Your message was expanded to several recipients.'), 'delivery'],
  [
    'a report of delivery that was pasted',
    'Reporting-MTA: dns; mx.example.com\n\nFinal-Recipient: rfc822; ann@example.net\nAction: delivered\nStatus: 2.1.5\nDiagnostic-Code: smtp; 250 2.1.5 Ok\n',
    'delivery',
  ],
  [
    'a report of relay by Exchange',
    reply(
      'Relayed: Hello',
      'Delivery to these recipients or groups is complete, but no delivery notification was sent by the destination server:\n\nann@example.net (ann@example.net)\n\nSubject: Hello',
    ),
    'delivery',
  ],
  [
    'a report of delivery by Exchange',
    reply('Delivered: Hello', 'Your message has been delivered to the following recipients:\n\nann@example.net'),
    'delivery',
  ],
];

const ABSENCES: readonly NoBounce[] = [
  ['an absence note', reply('Automatic reply: Hello', 'I am out of the office until Monday.', AUTO), 'automatic-reply'],
  [
    'an absence note without its header',
    reply('Out of Office: Hello', 'I cannot be reached until Monday.'),
    'automatic-reply',
  ],
  [
    'an absence note that says "your mail was not delivered to a colleague"',
    reply(
      'Out of office',
      'Mail could not be delivered to my assistant carl@example.org while I am away. User unknown there.',
      AUTO,
    ),
    'automatic-reply',
  ],
  ['in Korean', reply('자동 회신: 안녕하세요', '부재중입니다. 12월 7일에 회신하겠습니다.', AUTO), 'automatic-reply'],
  [
    'in Korean without its header',
    reply('부재중 자동 응답: 안녕하세요', '휴가 중이라 메일을 전달할 수 없습니다.'),
    'automatic-reply',
  ],
  ['in Japanese', reply('自動応答: こんにちは', '不在にしております。', AUTO), 'automatic-reply'],
  ['in Japanese without its header', reply('自動返信: こんにちは', '現在、不在にしております。'), 'automatic-reply'],
  ['in Chinese', reply('自动回复: 你好', '您好，我正在休假，无法回复。', 'X-Autoreply: yes'), 'automatic-reply'],
  ['in German', reply('Abwesenheitsnotiz: Hallo', 'Ich bin nicht im Büro.'), 'automatic-reply'],
  [
    'in German by Outlook',
    reply('Automatische Antwort: Hallo', 'Ich bin nicht im Büro.', 'X-Auto-Response-Suppress: All'),
    'automatic-reply',
  ],
  ['in French', reply('Réponse automatique : Bonjour', 'Je suis absente du bureau.'), 'automatic-reply'],
  ['in Spanish', reply('Respuesta automática: Hola', 'Estoy fuera de la oficina.'), 'automatic-reply'],
  ['in Italian', reply('Risposta automatica: Ciao', 'Sono fuori ufficio.'), 'automatic-reply'],
  ['in Portuguese', reply('Resposta automática: Olá', 'Estou de férias.'), 'automatic-reply'],
  [
    'in Polish',
    reply('Odpowiedź automatyczna: Cześć', 'Jestem na urlopie.', 'Precedence: auto_reply'),
    'automatic-reply',
  ],
  ['in Russian', reply('Автоматический ответ: Привет', 'Я в отпуске.'), 'automatic-reply'],
  ['in Dutch', reply('Automatisch antwoord: Hallo', 'Ik ben afwezig.'), 'automatic-reply'],
  [
    'a note that an address has changed',
    reply('Auto: I have moved', 'This mailbox is no longer in use. Please write to ann@example.org.', AUTO),
    'automatic-reply',
  ],
  [
    'the question of a challenge-response filter',
    reply(
      'Re: Hello [please confirm]',
      'Your message is held. To deliver it, confirm that you are a person: https://example.net/confirm/1. Unconfirmed messages are rejected.',
      AUTO,
    ),
    'automatic-reply',
  ],
  [
    'the number of a ticket',
    reply('[#4711] We received your request', 'A ticket was opened. Do not reply.', 'Auto-Submitted: auto-generated'),
    'message',
  ],
];

const MESSAGES: readonly NoBounce[] = [
  [
    'the headers of a message',
    `Received: from mx.example.net (mx.example.net [192.0.2.25])\n\tby mx.example.com with ESMTPS id 4711;\n\tMon, 30 Nov 2026 09:15:02 +0900\nReceived-SPF: fail (example.com: domain of ann@example.net does not designate 192.0.2.25)\nAuthentication-Results: mx.example.com; spf=fail smtp.mailfrom=example.net; dkim=fail; dmarc=fail action=reject\n${FROM}\n${TO}\nSubject: Hello\nMessage-ID: <1@example.net>\n`,
    'message',
  ],
  ['a message', reply('Lunch', 'Shall we have lunch at noon?'), 'message'],
  [
    'a newsletter about bounces',
    reply(
      'Why mail was not delivered',
      'Learn what "550 5.1.1 User unknown" means. Write to help@example.org.',
      'List-Unsubscribe: <https://example.net/u>',
    ),
    'message',
  ],
];

const EVENTS: readonly NoBounce[] = [
  [
    'a delivery of SES',
    event({
      notificationType: 'Delivery',
      delivery: { smtpResponse: '250 2.0.0 OK', recipients: ['ann@example.net'] },
      mail: SES_MAIL,
    }),
    'event',
  ],
  [
    'an opening of SES',
    event({ eventType: 'Open', open: { ipAddress: '192.0.2.1', userAgent: 'x' }, mail: SES_MAIL }),
    'event',
  ],
  [
    'a click of SES',
    event({ eventType: 'Click', click: { link: 'https://example.com/550' }, mail: SES_MAIL }),
    'event',
  ],
  ['a sending of SES', event({ eventType: 'Send', send: {}, mail: SES_MAIL }), 'event'],
  [
    'a change of subscription of SES',
    event({ eventType: 'Subscription', subscription: { contactList: 'all' }, mail: SES_MAIL }),
    'event',
  ],
  [
    'the confirmation of a subscription of SNS',
    event({
      Type: 'SubscriptionConfirmation',
      TopicArn: 'arn:aws:sns:us-east-1:123456789012:bounces',
      Message:
        'You have chosen to subscribe to the topic. To confirm, visit the SubscribeURL included in this message.',
      SubscribeURL: 'https://sns.us-east-1.amazonaws.com/?Action=ConfirmSubscription',
    }),
    'event',
  ],
  [
    'the test of SES',
    event({ Type: 'Notification', Message: 'Successfully validated SNS topic for Amazon SES event publishing.' }),
    'event',
  ],
  [
    'events of SendGrid',
    JSON.stringify([
      { email: 'ann@example.net', event: 'processed' },
      { email: 'ann@example.net', event: 'delivered', response: '250 OK' },
      { email: 'ann@example.net', event: 'open' },
      { email: 'ann@example.net', event: 'click', url: 'https://example.com' },
    ]),
    'event',
  ],
  ['a complaint to SendGrid', JSON.stringify([{ email: 'ann@example.net', event: 'spamreport' }]), 'feedback-report'],
  [
    'a delivery of Mailgun',
    event({
      signature: {},
      'event-data': {
        event: 'delivered',
        recipient: 'ann@example.net',
        'delivery-status': { code: 250, message: 'OK' },
      },
    }),
    'event',
  ],
  ['an opening of Mailgun', event({ 'event-data': { event: 'opened', recipient: 'ann@example.net' } }), 'event'],
  [
    'a complaint to Mailgun',
    event({ 'event-data': { event: 'complained', recipient: 'ann@example.net' } }),
    'feedback-report',
  ],
  [
    'a delivery of Postmark',
    event({ RecordType: 'Delivery', Recipient: 'ann@example.net', Details: 'smtp;250 2.0.0 OK' }),
    'event',
  ],
  [
    'a complaint to Postmark',
    event({ RecordType: 'SpamComplaint', Email: 'ann@example.net', Details: '' }),
    'feedback-report',
  ],
  [
    'a click of Mandrill',
    JSON.stringify([{ event: 'click', msg: { email: 'ann@example.net', state: 'sent' }, url: 'https://example.com' }]),
    'event',
  ],
  ['a delivery of Brevo', event({ event: 'delivered', email: 'ann@example.net', reason: 'sent' }), 'event'],
  ['an unsubscription at Brevo', event({ event: 'unsubscribed', email: 'ann@example.net' }), 'event'],
  ['JSON of something else', event({ name: 'package', version: '1.0.0', scripts: { test: 'exit 550' } }), 'json'],
];

const LOGS: readonly NoBounce[] = [
  [
    'a log of Postfix where all went through',
    'Nov 30 09:15:02 mx postfix/smtp[2]: 4D2A1B3C4D: to=<ann@example.net>, relay=mx.example.net[192.0.2.25]:25, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 2.0.0 Ok)\nNov 30 09:15:03 mx postfix/qmgr[1]: 4D2A1B3C4D: removed',
    'log',
  ],
  [
    'a log of Exim where all went through',
    '2026-11-30 09:15:02 1rABcD-000abc-Xy => ann@example.net R=dnslookup T=remote_smtp H=mx.example.net [192.0.2.25] X=TLS1.3 C="250 2.0.0 OK"\n2026-11-30 09:15:02 1rABcD-000abc-Xy Completed',
    'log',
  ],
  [
    'a log of Sendmail where all went through',
    'Nov 30 09:15:02 mx sendmail[12]: 0AU0F1: to=<ann@example.net>, delay=00:00:01, xdelay=00:00:01, mailer=esmtp, pri=120, relay=mx.example.net. [192.0.2.25], dsn=2.0.0, stat=Sent (OK id=1)',
    'log',
  ],
  [
    'a log of OpenSMTPD where all went through',
    'Nov 30 09:15:02 mx smtpd[123]: 0123456789abcdef mta delivery evpid=0123456789abcdef from=<bob@example.com> to=<ann@example.net> rcpt=<-> source="203.0.113.9" relay="192.0.2.25 (mx.example.net)" delay=1s result="Ok" stat="250 2.0.0 OK"',
    'log',
  ],
  [
    'an accounting file of PowerMTA where all went through',
    'type,timeLogged,orig,rcpt,dsnAction,dsnStatus,dsnDiag,dsnMta,vmta\nd,2026-11-30 09:15:02+0000,bob@example.com,ann@example.net,relayed,2.0.0 (success),smtp;250 2.0.0 OK,mx.example.net (192.0.2.25),v1\n',
    'log',
  ],
  ['a reply of success', '250 2.0.0 Ok: queued as 4D2A1', 'success'],
  ['a greeting', '220 mx.example.com ESMTP Postfix', 'success'],
  [
    'a dialogue without a refusal',
    '220 mx.example.com ESMTP\nEHLO mail.example.net\n250 mx.example.com\nMAIL FROM:<ann@example.net>\n250 2.1.0 Ok\nQUIT\n221 2.0.0 Bye',
    'success',
  ],
];

export const NO_BOUNCES: readonly NoBounce[] = [...REPORTS, ...RECEIPTS, ...ABSENCES, ...MESSAGES, ...EVENTS, ...LOGS];

/** Mail that waits: `retry` is what the sender is to do, the cause one of those that are right. */
export type Waiting = readonly [what: string, text: string, retry: string, causes: string];

export const WAITING: readonly Waiting[] = [
  [
    'a delay of Postfix',
    dsn(
      'delayed',
      '4.4.1',
      'This is the mail system at host mx.example.com.\n\n####################################################################\n# THIS IS A WARNING ONLY.  YOU DO NOT NEED TO RESEND YOUR MESSAGE. #\n####################################################################\n\nYour message could not be delivered for more than 4 hour(s).\nIt will be retried until it is 5 day(s) old.\n\n<ann@example.net>: connect to mx.example.net[192.0.2.25]:25: Connection timed out',
      '',
      'Diagnostic-Code: X-Postfix; connect to mx.example.net[192.0.2.25]:25: Connection timed out',
      'Will-Retry-Until: Sat, 5 Dec 2026 09:15:02 +0900 (KST)',
    ),
    'wait',
    'network',
  ],
  [
    'a delay of Postfix over greylisting',
    dsn(
      'delayed',
      '4.2.0',
      'Your message could not be delivered for more than 4 hour(s).',
      '450 4.2.0 <ann@example.net>: Recipient address rejected: Greylisted, try again later',
    ),
    'wait',
    'greylisted',
  ],
  [
    'a delay of Postfix over a full mailbox',
    dsn('delayed', '4.2.2', 'Your message could not be delivered for more than 4 hour(s).', '452 4.2.2 Mailbox full'),
    'wait',
    'mailbox-full',
  ],
  [
    'a delay over missing reverse DNS, which only the sender ends',
    dsn(
      'delayed',
      '4.7.25',
      'Your message could not be delivered for more than 4 hour(s).',
      '450 4.7.25 Client host rejected: cannot find your hostname, [203.0.113.9]',
    ),
    'fix-first',
    'ptr-missing',
  ],
  [
    'a warning of Exim',
    mail(
      [
        'From: Mail Delivery System <Mailer-Daemon@mx.example.com>',
        TO,
        DATE,
        'Subject: Warning: message 1rABcD-000abc-Xy delayed 24 hours',
        'Auto-Submitted: auto-replied',
      ],
      'This message was created automatically by mail delivery software.\nA message that you sent has not yet been delivered to one or more of its\nrecipients after more than 24 hours on the queue on mx.example.com.\n\nThe address to which the message has not yet been delivered is:\n\n  ann@example.net\n    Delay reason: Connection timed out\n\nNo action is required on your part. Delivery attempts will continue for\nsome time, and this warning may be repeated at intervals if the message\nremains undelivered.',
    ),
    'wait',
    'network',
  ],
  [
    'a warning of Exim without a reason',
    mail(
      [
        'From: Mail Delivery System <Mailer-Daemon@mx.example.com>',
        TO,
        DATE,
        'Subject: Warning: message 1rABcD-000abc-Xy delayed 24 hours',
      ],
      'This message was created automatically by mail delivery software.\nA message that you sent has not yet been delivered to one or more of its\nrecipients after more than 24 hours on the queue on mx.example.com.\n\nThe address to which the message has not yet been delivered is:\n\n  ann@example.net\n\nNo action is required on your part. Delivery attempts will continue for\nsome time.',
    ),
    'wait',
    'network|temporary',
  ],
  [
    'a warning of Sendmail',
    mail(
      [
        'From: Mail Delivery Subsystem <MAILER-DAEMON@mx.example.com>',
        TO,
        DATE,
        'Subject: Warning: could not send message for past 4 hours',
        'Auto-Submitted: auto-generated (warning-timeout)',
      ],
      '    **********************************************\n    **      THIS IS A WARNING MESSAGE ONLY      **\n    **  YOU DO NOT NEED TO RESEND YOUR MESSAGE  **\n    **********************************************\n\nThe original message was received at Mon, 30 Nov 2026 05:15:02 +0900\nfrom localhost [127.0.0.1]\n\n   ----- The following addresses had transient non-fatal errors -----\n<ann@example.net>\n\n   ----- Transcript of session follows -----\n<ann@example.net>... Deferred: Connection timed out with mx.example.net.\nWarning: message still undelivered after 4 hours\nWill keep trying until message is 5 days old',
    ),
    'wait',
    'network',
  ],
  [
    'a delay of Exchange',
    mail(
      ['From: <postmaster@example.com>', TO, DATE, 'Subject: Delivery delayed:Hello'],
      "Delivery is delayed to these recipients or groups:\n\nann@example.net\n\nSubject: Hello\n\nThis message hasn't been delivered yet. Delivery will continue to be attempted.\n\nThe server will keep trying to deliver this message for the next 1 days, 19 hours and 58 minutes. You'll be notified if the message can't be delivered by that time.",
    ),
    'wait',
    'network|temporary',
  ],
  [
    'a delay of Exchange in German',
    mail(
      ['From: <postmaster@example.com>', TO, DATE, 'Subject: Verzögerte Zustellung: Hallo'],
      'Die Zustellung an folgende Empfänger oder Gruppen hat sich verzögert:\n\nann@example.net\n\nBetreff: Hallo\n\nDiese Nachricht wurde noch nicht zugestellt. Es wird weiterhin versucht, sie zuzustellen.',
    ),
    'wait',
    'network|temporary',
  ],
  [
    'a delay of Gmail as a page shows it',
    "Delivery incomplete\n\nThere was a temporary problem delivering your message to ann@example.net. Gmail will retry for 46 more hours. You'll be notified if the delivery fails permanently.\n\nLEARN MORE\n\nThe response was:\n\nThe recipient server did not accept our requests to connect. Learn more at https://support.google.com/mail/answer/7720 [mx.example.net 192.0.2.25: timed out]",
    'wait',
    'network',
  ],
  [
    'a delay of Gmail as a mail',
    parted(
      'report; report-type=delivery-status',
      [
        [
          'text/plain',
          '** Delivery incomplete **\n\nThere was a temporary problem delivering your message to ann@example.net. Gmail will retry for 22 more hours.\n\nThe response from the remote server was:\n451 4.3.0 Temporary server error. Please try again later',
        ],
        [
          'message/delivery-status',
          'Reporting-MTA: dns; googlemail.com\n\nFinal-Recipient: rfc822; ann@example.net\nAction: delayed\nStatus: 4.3.0\nDiagnostic-Code: smtp; 451 4.3.0 Temporary server error. Please try again later\nWill-Retry-Until: Thu, 03 Dec 2026 09:15:02 -0800 (PST)',
        ],
      ],
      'From: Mail Delivery Subsystem <mailer-daemon@googlemail.com>',
      TO,
      DATE,
      'Subject: Delivery Status Notification (Delay)',
    ),
    'wait',
    'temporary',
  ],
  [
    'a delay of SES',
    event({
      eventType: 'DeliveryDelay',
      deliveryDelay: {
        delayType: 'TransientCommunicationFailure',
        expirationTime: '2026-12-01T00:25:24Z',
        delayedRecipients: [
          {
            emailAddress: 'ann@example.net',
            status: '4.4.1',
            diagnosticCode: 'smtp; 421 4.4.1 Unable to connect to remote host',
          },
        ],
      },
      mail: SES_MAIL,
    }),
    'wait',
    'network',
  ],
  [
    'a deferral of SendGrid',
    JSON.stringify([
      {
        email: 'ann@example.net',
        event: 'deferred',
        response: '450 4.2.1 Mailbox busy, try again later',
        attempt: '5',
      },
    ]),
    'wait',
    'temporary|recipient-rate-limited|mailbox-full',
  ],
  [
    'a deferral of Mailgun',
    event({
      'event-data': {
        event: 'failed',
        severity: 'temporary',
        recipient: 'ann@example.net',
        'delivery-status': { code: 452, message: '4.2.2 The email account that you tried to reach is over quota' },
      },
    }),
    'wait',
    'mailbox-full',
  ],
  [
    'a line of Postfix that defers',
    'Nov 30 09:15:02 mx postfix/smtp[2]: 4D2A1B3C4D: to=<ann@example.net>, relay=none, delay=30, delays=0/0/30/0, dsn=4.4.1, status=deferred (connect to mx.example.net[192.0.2.25]:25: Connection refused)',
    'wait',
    'network',
  ],
  [
    'the listing of a queue',
    '-Queue ID-  --Size-- ----Arrival Time---- -Sender/Recipient-------\n4D2A1B3C4D*    1234 Mon Nov 30 09:15:02  bob@example.com\n(host mx.example.net[192.0.2.25] said: 451 4.7.1 Greylisting in action, please come back later (in reply to RCPT TO command))\n                                         ann@example.net\n\n-- 1 Kbytes in 1 Request.',
    'wait',
    'greylisted',
  ],
];
