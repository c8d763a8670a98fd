import type { Texts } from './types.ts';

export const SENDER_TEXTS: Texts = {
  'tls-required': [
    {
      text: 'host smtp.gmail.com[74.125.115.109] said: 530 5.7.0 Must issue a STARTTLS command first. u9sm1134913vbx.21 (in reply to MAIL FROM command)',
      source: 'https://pastebin.com/GR7FLCYQ',
    },
    { text: '530 5.7.0 Must issue a STARTTLS command first', source: 'https://github.com/formtools/core/issues/757' },
  ],
  'auth-required': [
    {
      text: '530 5.7.57 SMTP; Client was not authenticated to send anonymous mail during MAIL FROM [AM6PR0732BE0065.eurprd07.prod.outlook.com]',
      source: 'https://www.easy365manager.com/office-365-ndr-error-codes/',
    },
    {
      text: '535 5.7.8 Error: authentication failed: UGFzc3dvcmQ6',
      source: 'fail2ban/fail2ban:fail2ban/tests/files/logs/assp',
    },
    {
      text: '530 SMTP authentication is required. (in reply to RCPT TO command)',
      source: 'https://pastebin.com/q9ynDRAd',
    },
  ],
  'helo-invalid': [
    {
      text: '504 5.5.2 <WIN-6A0KEE6QVP5>: Helo command rejected: need fully-qualified hostname',
      source: 'fail2ban/fail2ban:fail2ban/tests/files/logs/postfix',
    },
    {
      text: '450 4.7.1 <nxdomain.porcupine.org>: Helo command rejected: Host not found',
      source: 'vdukhovni/postfix:postfix/src/smtpd/smtpd_dns_filter.ref',
    },
  ],
  greylisted: [
    {
      text: '451 4.7.1 <nobody@example.com>: Recipient address rejected: Greylisted for 5 minutes',
      source: 'ActiveCampaign/smtp-field-manual:data/codes/451.json',
    },
    {
      text: '450 4.3.2 Service currently unavailable; from=<user@gmail.com>, to=<nobody@myhost.com>, proto=ESMTP, helo=<mail-io0-f178.google.com>',
      source: 'https://github.com/modoboa/modoboa-installer/issues/56',
    },
  ],
  'sender-domain-invalid': [
    {
      text: '450 4.1.8 <user@server1.lan.domain.com>: Sender address rejected: Domain not found',
      source: 'https://pastebin.com/mfZR2tB9',
    },
    {
      text: '553 5.1.8 Domain of sender address does not exist (in reply to MAIL FROM command)',
      source: 'https://pastebin.com/ZZzdk8Vg',
    },
    {
      text: '550-Verification failed for <user@example.com>\n550-No Such User Here\n550 Sender verify failed',
      source: 'https://pastebin.com/t4GjBPDp',
    },
  ],
  'link-listed': [
    {
      text: '550 5.7.1 Your email breaches local URIBL policy. (in reply to end of DATA command)',
      source: 'voku/PHPMailer-BMH:tests/fixtures/mail-deliverystatus-bounceparser/spam-rejection-uribl.msg',
    },
    { text: '554 rejected due to spam URL in content', source: 'ActiveCampaign/smtp-field-manual:data/codes/554.json' },
  ],
  'open-relay': [
    {
      text: '501 <user@example.co.jp>... no access from mail server [203.0.113.9] which is an open relay.',
      source: 'conformance/bounces/lhost-v5sendmail-07.eml',
    },
  ],
  'dynamic-address': [
    {
      text: '550 Unauthenticated mail not allowed from this range (in reply to RCPT TO command)',
      source: 'https://github.com/NixOS/infra/issues/668',
    },
  ],
  'customer-blocked-address': [
    {
      text: '5.7.1 IP address blacklisted by recipient',
      source: 'reacherhq/check-if-email-exists:core/src/smtp/parser.rs',
    },
  ],
  'listed-domain': [
    { text: 'Refused. Your domain name is blacklisted.', source: 'http://www.2large.co.za/spamdyke.html' },
  ],
  'listed-address': [
    {
      text: '554 Service unavailable; [203.0.113.9] blocked using orbz.org, reason: Open relay. Please see http://orbz.org/?203.0.113.9',
      source: 'mhalenza/LogReporter:lib/LogReporter/Service/Postfix.pm',
    },
    {
      text: '550 5.7.1 Your message (sent through 203.0.113.9) was blocked by ROTA DNSBL. If you are not a spammer, open http://www.rota.lv/DNSBL and follow instructions or call +371 7019029',
      source: 'voku/PHPMailer-BMH:tests/fixtures/bounce-email/tt_bounce_06.txt',
    },
    {
      text: '554 5.7.1 Service unavailable; Client host [203.0.113.9] blocked using rbl.example.com; https://www.example.com/query/ip/203.0.113.9',
      source: 'fail2ban/fail2ban:fail2ban/tests/files/logs/postfix',
    },
  ],
  'country-blocked': [
    { text: "dropped by 'connect' ACL: Country is banned", source: 'fail2ban/fail2ban:fail2ban/tests/files/logs/exim' },
  ],
  'too-many-connections': [
    {
      text: '421 4.3.2 Connection rate limit exceeded.',
      source: 'fail2ban/fail2ban:fail2ban/tests/files/logs/sendmail-reject',
    },
    { text: '421 Too many concurrent connections from this client (G2)', source: 'https://smtp.codes/rackspace' },
  ],
  'recipient-rate': [
    {
      text: '450 4.2.1 <nobody@example.com>: Mailbox received too much email in a short period of time (G30)',
      source: 'fm/smtp-codes:data/codes/450.json',
    },
  ],
  'rate-limited': [
    { text: '452 4.5.3 rate limit exceeded', source: 'ActiveCampaign/smtp-field-manual:data/codes/452.json' },
    {
      text: '421 Rate limit reached. Please try again later',
      source: 'https://new-faq.comservice-ffo.de/smtp-fehlermeldungen-e-mail-fehler/',
    },
    {
      text: '452 4.1.1 <nobody@comcast.net> too many recent messages; Try again later',
      source: 'ActiveCampaign/smtp-field-manual:data/codes/452.json',
    },
  ],
  'ip-reputation': [
    {
      text: '550 Message rejected due to sender IP reputation ([203.0.113.9])',
      source: 'https://btbusiness.custhelp.com/app/answers/detail/a_id/15074/',
    },
    {
      text: '550 IP 203.0.113.9 is blocked by EarthLink. Go to earthlink.net/block for details. (in reply to MAIL FROM command)',
      source: 'https://pastebin.com/mt8MbFRM',
    },
    {
      text: '550 Access from ip address 203.0.113.9 blocked. Visit http://win.mail.ru/cgi-bin/support_bl?ip=203.0.113.9 (in reply to RCPT TO command)',
      source: 'cfortune/PHP-Bounce-Handler:eml/testfile.eml',
    },
  ],
  'domain-reputation': [
    {
      text: '551 5.7.1 Due to the very low reputation of the sending domain, this message has been blocked (Code 2).',
      source: 'ActiveCampaign/smtp-field-manual:data/codes/551.json',
    },
  ],
};
