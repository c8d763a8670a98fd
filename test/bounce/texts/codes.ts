import type { Texts } from './types.ts';

export const CODES_TEXTS: Texts = {
  'code-reverse-dns': [
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
  'code-spf': [
    {
      text: '550 5.7.23 <nobody@mydomain.com>: Recipient address rejected: Message rejected due to: SPF fail - not authorized. Please see http://www.openspf.net/Why?s=mfrom;id=user@eu-central-1.amazonses.com;ip=203.0.113.9;r=<UNKNOWN>',
      source: 'https://github.com/docker-mailserver/docker-mailserver/issues/2066',
    },
  ],
  'code-dkim': [
    {
      text: "550 5.7.20 Message refuse, DKIM n'est pas configure sur votre domaine d'expedition. Message refused, DKIM is not configured on your sending domain. LPN007_402",
      source: 'fm/smtp-codes:data/codes/550.json',
    },
    {
      text: '550 5.7.20 No passing DKIM signatures found.',
      source: 'stalwartlabs/stalwart:crates/smtp/src/inbound/data.rs',
    },
  ],
  'code-authentication': [
    { text: '550 5.7.26 DMARC authentication failed.', source: 'stalwartlabs/smtp-server:src/inbound/data.rs' },
  ],
  'code-tls': [{ text: '523 5.7.10 TLS is required', source: 'emersion/go-smtp:conn.go' }],
  'code-rate': [
    {
      text: '452 4.7.28 mail.example.net Session exceeded transfer quota.',
      source: 'stalwartlabs/stalwart:crates/smtp/src/inbound/spawn.rs',
    },
  ],
  'code-sender-null-mx': [
    {
      text: '550 5.7.27 <user@example.org>: Sender address rejected: Domain example.org does not accept mail (nullMX)',
      source: 'fm/smtp-codes:data/codes/550.json',
    },
    {
      text: '550 5.7.27 <user@nullmx.porcupine.org>: Sender address rejected: Domain nullmx.porcupine.org does not accept mail (nullMX)',
      source: 'vdukhovni/postfix:postfix/src/smtpd/smtpd_nullmx.ref',
    },
  ],
  'code-null-mx': [
    {
      text: '556 5.1.10 <nobody@nullmx.porcupine.org>: Recipient address rejected: Domain nullmx.porcupine.org does not accept mail (nullMX)',
      source: 'vdukhovni/postfix:postfix/src/smtpd/smtpd_nullmx.ref',
    },
  ],
  'code-login': [
    {
      text: '535 Incorrect authentication data (set_id=user@example.com)',
      source: 'fail2ban/fail2ban:fail2ban/tests/files/logs/exim',
    },
  ],
  'code-no-mailbox': [
    {
      text: '550 5.1.1 <nobody@comcast.net> recipient mailbox unallocated',
      source: 'ActiveCampaign/smtp-field-manual:data/codes/550.json',
    },
    { text: '550 #5.1.0 Address rejected.', source: 'https://github.com/customeros/mailsherpa/issues/19' },
  ],
  'code-format': [
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
  'code-expired': [
    {
      text: 'Could not deliver the message in the time limit specified. Please retry or contact your administrator. <mail.example.com #4.4.7>',
      source: 'https://snmail.co.uk/support/failure-timelimit.htm',
    },
  ],
  'code-network': [
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
  'code-policy': [
    {
      text: "550 5.7.1 Recipient doesn't want your mail",
      source: 'https://pomoc.poczta.interia.pl/news-dlaczego-wiadomosc-nie-zostala-dostarczona,nId,6589600',
    },
    {
      text: "550 5.7.1 The recipient's server refused to accept your message (G7)",
      source: 'fm/smtp-codes:data/codes/550.json',
    },
  ],
  'code-temporary': [
    { text: '451 qq trouble in home directory', source: 'https://support.onesystems.ch/722126' },
    {
      text: '421 Unable to process connection at this time',
      source: 'https://electronicaportatil.com/smtp-error-codes/',
    },
  ],
  'code-system': [{ text: '551 5.3.0 Unknown error', source: 'ActiveCampaign/smtp-field-manual:data/codes/551.json' }],
  'code-refused': [
    { text: '554 No Resent-From field given', source: 'wRAR/flufl.bounce:flufl/bounce/tests/data/postfix_05.txt' },
    {
      text: '554 Your IP is generating excessive authentication failures.',
      source: 'fm/smtp-codes:data/codes/554.json',
    },
  ],
};
