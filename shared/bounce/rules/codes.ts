/** What a code alone means (RFC 3463, RFC 5321 section 4.2.3, RFC 7372, RFC 7505), where no sentence is known. */
import { rulesOf } from '../rule.ts';

export const CODES_ALONE = rulesOf('generic', [
  {
    id: 'code-reverse-dns',
    cause: 'ptr-missing',
    enhanced: ['5.7.25', '4.7.25', '4.7.23'],
    examples: [
      {
        text: '550 5.7.25 Client host rejected: cannot find your hostname, [203.0.113.9]',
        source: 'fail2ban/fail2ban:fail2ban/tests/files/logs/postfix',
      },
      {
        text: "450-'4.7.25 Client host rejected: cannot find your hostname, [203.0.113.9]'",
        source:
          'https://support.neo.space/hc/en-us/articles/14305013049241-Incoming-email-affected-due-to-misconfigured-rDNS',
      },
    ],
  },
  {
    id: 'code-spf',
    cause: 'spf-fail',
    enhanced: ['5.7.23', '5.7.24', '4.7.24'],
    examples: [
      {
        text: '550 5.7.23 <nobody@mydomain.com>: Recipient address rejected: Message rejected due to: SPF fail - not authorized. Please see http://www.openspf.net/Why?s=mfrom;id=user@eu-central-1.amazonses.com;ip=203.0.113.9;r=<UNKNOWN>',
        source: 'https://github.com/docker-mailserver/docker-mailserver/issues/2066',
      },
    ],
  },
  {
    id: 'code-dkim',
    cause: 'dkim-fail',
    enhanced: ['5.7.20', '5.7.21', '5.7.22', '4.7.20', '4.7.21', '4.7.22'],
    examples: [
      {
        text: "550 5.7.20 Message refuse, DKIM n'est pas configure sur votre domaine d'expedition. Message refused, DKIM is not configured on your sending domain. LPN007_402",
        source: 'fm/smtp-codes:data/codes/550.json',
      },
      {
        text: '550 5.7.20 No passing DKIM signatures found.',
        source: 'stalwartlabs/stalwart:crates/smtp/src/inbound/data.rs',
      },
    ],
  },
  {
    id: 'code-authentication',
    cause: 'auth-missing',
    enhanced: ['5.7.26', '4.7.26'],
    examples: [
      { text: '550 5.7.26 DMARC authentication failed.', source: 'stalwartlabs/smtp-server:src/inbound/data.rs' },
    ],
  },
  {
    id: 'code-tls',
    cause: 'tls-required',
    enhanced: ['5.7.10'],
    hints: ['523', '5.7.4'],
    examples: [{ text: '523 5.7.10 TLS is required', source: 'emersion/go-smtp:conn.go' }],
  },
  {
    id: 'code-rate',
    cause: 'rate-limited',
    enhanced: ['4.7.28', '5.7.28'],
    hints: ['4.5.3', '5.5.3'],
    examples: [
      {
        text: '452 4.7.28 mail.example.net Session exceeded transfer quota.',
        source: 'stalwartlabs/stalwart:crates/smtp/src/inbound/spawn.rs',
      },
    ],
  },
  {
    id: 'code-sender-null-mx',
    cause: 'sender-domain-invalid',
    // RFC 7505 section 5.2; Gmail writes the same code of SPF.
    enhanced: ['5.7.27', '4.7.27'],
    unless: ['spf', 'authenticat'],
    examples: [
      {
        text: '550 5.7.27 <user@example.org>: Sender address rejected: Domain example.org does not accept mail (nullMX)',
        source: 'fm/smtp-codes:data/codes/550.json',
      },
      {
        text: '550 5.7.27 <user@nullmx.porcupine.org>: Sender address rejected: Domain nullmx.porcupine.org does not accept mail (nullMX)',
        source: 'vdukhovni/postfix:postfix/src/smtpd/smtpd_nullmx.ref',
      },
    ],
  },
  {
    id: 'code-null-mx',
    cause: 'network',
    retry: 'never',
    remedy: 'no-such-domain',
    enhanced: ['5.1.10'],
    hints: ['556'],
    reply: ['556'],
    examples: [
      {
        text: '556 5.1.10 <nobody@nullmx.porcupine.org>: Recipient address rejected: Domain nullmx.porcupine.org does not accept mail (nullMX)',
        source: 'vdukhovni/postfix:postfix/src/smtpd/smtpd_nullmx.ref',
      },
    ],
  },
  {
    id: 'code-login',
    cause: 'auth-required',
    hints: ['530', '534', '535', '538', '5.7.8', '5.7.9', '5.7.11'],
    examples: [
      {
        text: '535 Incorrect authentication data (set_id=user@example.com)',
        source: 'fail2ban/fail2ban:fail2ban/tests/files/logs/exim',
      },
    ],
  },
  {
    id: 'code-no-mailbox',
    cause: 'user-unknown',
    hints: ['5.1.1', '5.1.0', '5.1.3', '5.1.6', '5.1.4', '5.1.5', '4.1.1'],
    examples: [
      {
        text: '550 5.1.1 <nobody@comcast.net> recipient mailbox unallocated',
        source: 'ActiveCampaign/smtp-field-manual:data/codes/550.json',
      },
      { text: '550 #5.1.0 Address rejected.', source: 'https://github.com/customeros/mailsherpa/issues/19' },
    ],
  },
  {
    id: 'code-format',
    cause: 'rfc-noncompliant',
    hints: ['5.5.2', '5.5.4', '5.6.x', '500', '501', '502', '503', '504', '555'],
    examples: [
      {
        text: '501 Syntax error in parameters or arguments',
        source: 'ActiveCampaign/smtp-field-manual:data/codes/501.json',
      },
      {
        text: '503 Issue RCPT TO: command before DATA command',
        source: 'voku/PHPMailer-BMH:tests/fixtures/bounce-email/tt_bounce_23.txt',
      },
      { text: '503 5.5.2 Need Rcpt command.', source: 'wRAR/flufl.bounce:flufl/bounce/tests/data/sendmail_02.txt' },
    ],
  },
  {
    id: 'code-expired',
    cause: 'network',
    retry: 'never',
    hints: ['4.4.7', '5.4.7'],
    examples: [
      {
        text: 'Could not deliver the message in the time limit specified. Please retry or contact your administrator. <mail.example.com #4.4.7>',
        source: 'https://snmail.co.uk/support/failure-timelimit.htm',
      },
    ],
  },
  {
    id: 'code-network',
    cause: 'network',
    hints: ['5.4.x', '4.4.x'],
    examples: [
      {
        text: '554 5.4.0 <ms1.forwardemail.net #4.4.1>',
        source: 'https://github.com/forwardemail/free-email-forwarding/issues/115',
      },
      {
        text: '451 4.4.1 reply: read error from mx3.mail.yahoo.com.',
        source: 'voku/PHPMailer-BMH:tests/fixtures/mail-deliverystatus-bounceparser/yahoo-via-sendmail.unknown.msg',
      },
      {
        text: '451 4.4.0 Message failed to be replicated: No healthy secondary server available to accept replica at this time. [outlook.com]',
        source: 'ActiveCampaign/smtp-field-manual:data/codes/451.json',
      },
    ],
  },
  {
    id: 'code-policy',
    cause: 'recipient-policy',
    hints: ['5.7.x', '4.7.x'],
    examples: [
      {
        text: "550 5.7.1 Recipient doesn't want your mail",
        source: 'https://pomoc.poczta.interia.pl/news-dlaczego-wiadomosc-nie-zostala-dostarczona,nId,6589600',
      },
      {
        text: "550 5.7.1 The recipient's server refused to accept your message (G7)",
        source: 'fm/smtp-codes:data/codes/550.json',
      },
    ],
  },
  {
    id: 'code-temporary',
    cause: 'temporary',
    hints: ['4.x.x', '421', '450', '451', '45x', '4xx'],
    examples: [
      { text: '451 qq trouble in home directory', source: 'https://support.onesystems.ch/722126' },
      {
        text: '421 Unable to process connection at this time',
        source: 'https://electronicaportatil.com/smtp-error-codes/',
      },
    ],
  },
  {
    id: 'code-system',
    cause: 'temporary',
    retry: 'fix-first',
    remedy: 'code-only',
    hints: ['5.3.x'],
    examples: [{ text: '551 5.3.0 Unknown error', source: 'ActiveCampaign/smtp-field-manual:data/codes/551.json' }],
  },
  {
    id: 'code-no-access',
    cause: 'user-unknown',
    confidence: 'low',
    retry: 'fix-first',
    remedy: 'code-only',
    // The mailbox is what RFC 5321 means first; a message that was taken in, or a connection, was refused for another reason.
    unless: [
      'end of data',
      'after data',
      '(reply|response) to (end of |)(data|message|mail from|helo|ehlo|connect)',
      'transfer of mail',
      'for text command',
      'after i sent the message',
      'after (mail from|initial connection|helo|ehlo|initial)',
      'initial connection',
      'refused to talk',
      'greeting failed',
      'sender was rejected',
    ],
    hints: ['550', '551', '553'],
    examples: [
      {
        text: '550 <nobody@example.net> recipient rejected',
        source: 'voku/PHPMailer-BMH:tests/fixtures/mail-deliverystatus-bounceparser/cox-via-sendmail.unknown.msg',
      },
      {
        text: '550 5.2.0 <nobody@comcast.net> - Recipient unavailable',
        source: 'ActiveCampaign/smtp-field-manual:data/codes/550.json',
      },
    ],
  },
  {
    id: 'code-refused',
    cause: 'recipient-policy',
    hints: ['55x', '521', '571'],
    examples: [
      { text: '554 No Resent-From field given', source: 'wRAR/flufl.bounce:flufl/bounce/tests/data/postfix_05.txt' },
      {
        text: '554 Your IP is generating excessive authentication failures.',
        source: 'fm/smtp-codes:data/codes/554.json',
      },
    ],
  },
]);
