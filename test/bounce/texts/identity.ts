import type { Texts } from './types.ts';

export const IDENTITY_TEXTS: Texts = {
  'relay-denied': [
    {
      text: '554 5.7.1 <nobody@example.net>: Relay access denied (in reply to RCPT TO command)',
      source: 'https://pastebin.com/M71NBHuy',
    },
    {
      text: "553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)",
      source: 'https://pastebin.com/V22msPMs',
    },
    { text: '550 5.7.1 Unable to relay for nobody@domain.com', source: 'https://puffinknight.tistory.com/102' },
  ],
  'ptr-generic': [
    {
      text: '550 client pool.example.com [203.0.113.9] rejected; generic rDNS, please use your ISPs SMTP relay',
      source: 'haraka/haraka-plugin-fcrdns:index.js',
    },
    {
      text: 'Generic/Dynamic host names prohibited',
      source: 'https://community.virginmedia.com/t5/Email/Ravenstar-s-Email-FAQ-s/m-p/3157506/highlight/true',
    },
  ],
  'fcrdns-mismatch': [
    {
      text: 'host mx2.free.fr[212.27.42.58] refused to talk to me: 421 Refused. Your reverse DNS entry does not resolve to an IP.',
      source: 'https://github.com/iredmail/iRedMail/issues/156',
    },
  ],
  'ptr-missing': [
    {
      text: '450 4.7.1 Client host rejected: cannot find your reverse hostname, [203.0.113.9] (in reply to RCPT TO command)',
      source: 'https://pastebin.com/Q9N0hNwj',
    },
    { text: '550 5.7.1 Fix reverse DNS for 203.0.113.9', source: 'https://pastebin.com/hHKz6nru' },
    { text: '550 ERROR: No or mismatched reverse DNS (PTR) entries', source: 'https://pastebin.com/2W2yZuwe' },
  ],
  'spf-fail': [
    {
      text: 'host mailserver.icaruspartnership.com[217.33.43.80] said: 550 5.7.1 Sender ID (PRA) Not Permitted (in reply to end of DATA command)',
      source: 'https://ubuntuforums.org',
    },
    {
      text: "550-SPF-check failed: 550 example.com doesn't allow sending mails from 203.0.113.9 (in reply to MAIL FROM command)",
      source: 'ActiveCampaign/smtp-field-manual:data/codes/550.json',
    },
    {
      text: '550 5.7.1 SPF check failed: IP_host is not authorized to send in the name of domain_name. (in reply to RCPT TO command)',
      source: 'https://www.yandex.com/support/mail/bounces/other.html',
    },
  ],
  'dmarc-fail': [
    {
      text: "550 5.7.0 Email rejected per sender's DMARC policy",
      source: 'ActiveCampaign/smtp-field-manual:data/codes/550.json',
    },
    {
      text: '550 5.7.1 rejected by DMARC policy for example.com (in reply to end of DATA command)',
      source: 'ActiveCampaign/smtp-field-manual:data/codes/550.json',
    },
  ],
  'auth-missing': [
    {
      text: 'host gmail-smtp-in.l.google.com[172.253.124.27] said: 421-4.7.0 This message does not pass authentication checks (SPF and DKIM both do 421-4.7.0 not pass). SPF check for [example.com] does not pass with ip: 421-4.7.0 [203.0.113.9].To best protect our users from spam, the message',
      source: 'https://github.com/docker-mailserver/docker-mailserver/issues/2996',
    },
  ],
  'dkim-fail': [
    {
      text: 'Rejected by DKIM. - (Score: 6)',
      source: 'hmailserver/hmailserver:hmailserver/test/RegressionTests/AntiSpam/DKIM/Verification.cs',
    },
  ],
};
