import type { Texts } from './types.ts';

export const LISTS_TEXTS: Texts = {
  'spamhaus-domain': [
    {
      text: '554 5.7.1 Service unavailable; Sender address [user@example.com] blocked using dbl.spamhaus.org; https://www.spamhaus.org/query/domain/example.com',
      source: 'zone-eu/zone-mta:config/bounces.txt',
    },
  ],
  'spamhaus-policy': [
    {
      text: '554 mysev mysmtp 203.0.113.9 is on the Spamhaus PBL Please visit:',
      source: 'https://bobcares.com/blog/spamhaus-pbl-prevent-blacklisting/',
    },
  ],
  'spamhaus-exploits': [
    {
      text: '550-IP 203.0.113.9 is blacklisted (xbl.spamhaus.org). Help at/Hilfe unter www.mfaq.info',
      source: 'zone-eu/zone-mta:config/bounces.txt',
    },
  ],
  'spamhaus-css': [
    {
      text: '554 5.7.1 Service unavailable; Client host [203.0.113.9] blocked using sbl-xbl.spamhaus.org; https://www.spamhaus.org/sbl/query/SBLCSS',
      source: 'a log or test in public source code',
    },
  ],
  'spamhaus-sbl': [
    {
      text: '554 5.7.1 Service unavailable; Client host [203.0.113.9] blocked using zen.spamhaus.org; https://www.spamhaus.org/sbl/query/SBL468702',
      source: 'https://pastebin.com/rhrW1wqA',
    },
  ],
  'spamhaus-listed': [
    {
      text: '554 5.7.1 Service unavailable; Client host [203.0.113.9] blocked using zen.spamhaus.org; http://www.spamhaus.org/query/bl?ip=203.0.113.9',
      source: 'https://pastebin.com/7q2iEsyJ',
    },
  ],
  'spamcop-listed': [
    {
      text: '454 4.7.1 Service unavailable; Client host [203.0.113.9] blocked using bl.spamcop.net; Blocked - see http://www.spamcop.net/bl.shtml?203.0.113.9',
      source: 'https://pastebin.com/VCtmefXv',
    },
  ],
  'dead-list-named': [
    {
      text: '554 5.7.1 Service unavailable; Client host [203.0.113.9] blocked using dnsbl.sorbs.net; Currently Sending Spam See: http://www.sorbs.net/lookup.shtml?203.0.113.9',
      source: 'https://pastebin.com/yn3Tetbx',
    },
  ],
  'uceprotect-listed': [
    {
      text: '550-Blacklisted in dnsbl-1.uceprotect.net:\n550-IP 203.0.113.9 is UCEPROTECT-Level 1 listed. See\n550 http://www.uceprotect.net/rblcheck.php?ipr=203.0.113.9',
      source: 'https://pastebin.com/XyCXXpvt',
    },
  ],
  'invaluement-listed': [
    {
      text: 'host mx.stackmail.com[185.151.28.67] said: 550-Blocked by ivmSIP and/or ivmSIP/24 - see 550 https://www.invaluement.com/lookup/?item=203.0.113.9 (in reply to RCPT TO command)',
      source: 'https://pastebin.com/iAp1b4gm',
    },
  ],
  'validity-score': [
    {
      text: 'Service unavailable; Client host [203.0.113.9] blocked using bl.score.senderscore.com',
      source: 'https://www.postfix.org/postconf.5.html#default_rbl_reply',
    },
  ],
  'hostkarma-listed': [
    {
      text: '550 Black listed at hostkarma http://ipadmin.junkemailfilter.com/remove.php?ip=203.0.113.9',
      source: 'zone-eu/zone-mta:config/bounces.txt',
    },
  ],
  'spamrl-reputation': [
    {
      text: '550 The sending IP (203.0.113.9) is listed on https://spamrl.com/. Please resolve this and retry.',
      source: 'zone-eu/zone-mta:config/bounces.txt',
    },
  ],
};
