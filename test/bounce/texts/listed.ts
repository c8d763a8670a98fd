import type { Texts } from './types.ts';

export const LISTED_TEXTS: Texts = {
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
      text: '541 5.4.1 Mail rejected by destination domain',
      source: 'ActiveCampaign/smtp-field-manual:data/codes/451.json',
    },
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
};
