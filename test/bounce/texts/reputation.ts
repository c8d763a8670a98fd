import type { Texts } from './types.ts';

export const REPUTATION_TEXTS: Texts = {
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
