import type { Texts } from './types.ts';

export const SESSION_TEXTS: Texts = {
  'sender-verify': [
    {
      text: '550-Verification failed for <user@example.com>\n550-No Such User Here\n550 Sender verify failed',
      source: 'https://pastebin.com/t4GjBPDp',
    },
  ],
  'tls-unavailable': [
    { text: '454 4.7.0 TLS not available due to local problem', source: 'a log or test in public source code' },
  ],
  'tls-required': [
    {
      text: 'host smtp.gmail.com[74.125.115.109] said: 530 5.7.0 Must issue a STARTTLS command first. u9sm1134913vbx.21 (in reply to MAIL FROM command)',
      source: 'https://pastebin.com/GR7FLCYQ',
    },
    { text: '530 5.7.0 Must issue a STARTTLS command first', source: 'https://github.com/formtools/core/issues/757' },
  ],
  'auth-required': [
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
  ],
};
