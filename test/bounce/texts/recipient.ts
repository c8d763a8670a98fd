import type { Texts } from './types.ts';

export const RECIPIENT_TEXTS: Texts = {
  'mailbox-full': [
    {
      text: '552 5.2.2 Over quota',
      source: 'voku/PHPMailer-BMH:tests/fixtures/mail-deliverystatus-bounceparser/warning-7.msg',
    },
    { text: '550 5.2.2 user quota exceeded', source: 'ActiveCampaign/smtp-field-manual:data/codes/550.json' },
    {
      text: 'Quota violation for nobody@example.net',
      source: 'wRAR/flufl.bounce:flufl/bounce/tests/data/simple_14.txt',
    },
  ],
  'message-too-big': [
    {
      text: 'message size 8596800 exceeds size limit 5242880 of server mail9.d.e[216.185.34.5]',
      source: 'voku/PHPMailer-BMH:tests/fixtures/mail-deliverystatus-bounceparser/message-too-large-3.msg',
    },
    {
      text: '550 RCPT TO:<nobody@a.b.c> max message size exceeded',
      source: 'voku/PHPMailer-BMH:tests/fixtures/mail-deliverystatus-bounceparser/quota-4.msg',
    },
    {
      text: '553 Exceeded maximum inbound message size',
      source: 'wRAR/flufl.bounce:flufl/bounce/tests/data/dsn_03.txt',
    },
  ],
  'mailbox-busy': [
    { text: '450 mailbox unavailable. ', source: 'https://blog.sina.com.cn/s/blog_8dc13ec50101fxxr.html' },
  ],
  'mailbox-disabled': [
    {
      text: '551 <nobody@example.net> is a deactivated mailbox (in reply to RCPT TO command)',
      source: 'voku/PHPMailer-BMH:tests/fixtures/mail-deliverystatus-bounceparser/deactivated-mailbox.msg',
    },
    {
      text: '550 [SUSPEND] Mailbox currently suspended - Please contact correspondent directly',
      source: 'voku/PHPMailer-BMH:tests/fixtures/mail-deliverystatus-bounceparser/att-via-sendmail.unknown.msg',
    },
    {
      text: '550 5.2.1 This mailbox has been blocked due to inactivity',
      source: 'ActiveCampaign/smtp-field-manual:data/codes/550.json',
    },
  ],
  'user-unknown': [
    {
      text: '550 5.1.1 <nobody@example.net>: Recipient address rejected: User unknown in local recipient table',
      source: 'https://pastebin.com/fnurLuqs',
    },
    {
      text: '550 Requested action not taken: mailbox unavailable',
      source: 'ActiveCampaign/smtp-field-manual:data/codes/550.json',
    },
    { text: '550 5.7.1 No such user!', source: 'ActiveCampaign/smtp-field-manual:data/codes/550.json' },
  ],
};
