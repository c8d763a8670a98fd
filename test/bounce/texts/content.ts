import type { Texts } from './types.ts';

export const CONTENT_TEXTS: Texts = {
  attachment: [
    {
      text: '550 5.7.0 mime_banned_file - Your message has been rejected because it contains a banned file attachment (G1A)',
      source: 'fm/smtp-codes:data/codes/550.json',
    },
    {
      text: 'BANNED CONTENTS ALERT Our content checker found banned name: .asc,WEB/www/inscription.js',
      source: 'https://pastebin.com/W9j4B95g',
    },
  ],
  virus: [
    { text: '550 virus detected', source: 'ActiveCampaign/smtp-field-manual:data/codes/550.json' },
    { text: 'Message infected by virus', source: 'https://www.yandex.com/support/mail/bounces/yandex.html' },
  ],
  'message-format': [
    { text: '500 Line Too Long', source: 'https://note.com/sendmagic/n/neb6bbe7e51cf' },
    {
      text: '550 5.5.3 <DATA>: Data command rejected: Multi-recipient bounce',
      source: 'fail2ban/fail2ban:fail2ban/tests/files/logs/postfix',
    },
    {
      text: "554 Rejected - Message containing bare LF's.",
      source: 'hmailserver/hmailserver:hmailserver/source/Server/SMTP/SMTPConnection.cpp',
    },
  ],
  spam: [
    { text: '550 spam detected', source: 'http://postmaster.free.fr/' },
    { text: '550 5.7.1 Message considered as SPAM', source: 'ActiveCampaign/smtp-field-manual:data/codes/550.json' },
    {
      text: '554 5.7.0 Reject, id=00832-01 - SPAM',
      source: 'voku/PHPMailer-BMH:tests/fixtures/node-baunsu/bounce_spam.txt',
    },
  ],
  'members-only': [
    {
      text: "We're writing to let you know that the group you tried to contact (jobs) may not exist, or you may not have permission to post messages to the group.",
      source: 'https://pastebin.com/G3H1yf42',
    },
    { text: '550 Mail is rejected by recipients', source: 'https://smtp.codes/qq' },
    { text: '550 5.1.0 <user@example.com> sender rejected', source: 'https://pastebin.com/yq8ZnJan' },
  ],
  policy: [
    { text: '550 Denied by policy', source: 'https://pastebin.com/XDGKXFaj' },
    {
      text: '550 5.7.1 Policy rejection on the target address',
      source: 'ActiveCampaign/smtp-field-manual:data/codes/550.json',
    },
    {
      text: '554 5.7.1 <nobody@example.net>: Recipient address rejected: Recipient address rejected for policy reasons',
      source: 'https://pastebin.com/mab2zkNE',
    },
  ],
  'client-refused': [
    {
      text: '5.6.3 Sender ip adress rejected: Your IPv6 address must be send with an encryption',
      source: 'https://www.spam-mail-blocker.de/greylisted.html',
    },
    { text: '550 Blocked', source: 'ActiveCampaign/smtp-field-manual:data/codes/550.json' },
  ],
  'sender-refused': [
    {
      text: '553 host denies the sender. (拒绝发件人地址)',
      source: 'https://blog.sina.com.cn/s/blog_8dc13ec50101fxxr.html',
    },
    { text: "550 5.7.1 Sender's MX record not allowed (G14)", source: 'fm/smtp-codes:data/codes/550.json' },
  ],
  'message-refused': [{ text: '550 5.7.1 Message rejected.', source: 'https://pastebin.com/TcYErTGG' }],
  refused: [{ text: '554 5.7.1 command rejected', source: 'fm/smtp-codes:data/codes/554.json' }],
};
