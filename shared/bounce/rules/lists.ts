/** Lists that a refusal names. Which one it is, is read from the text (`named-lists.ts`); these say what to do about it. */
import { rulesOf } from '../rule.ts';

export const NAMED_LISTS = [
  ...rulesOf('spamhaus', [
    {
      id: 'spamhaus-domain',
      cause: 'domain-blocklisted',
      listedBy: 'spamhaus-dbl',
      remedy: 'spamhaus-dbl',
      checks: ['dnsbl:spamhaus-dbl'],
      says: [
        'dbl.spamhaus.org',
        'spamhaus.org/dbl',
        'spamhaus.org/query/(domain|dbl)',
        'spamhaus dbl',
        'spamhaus (domain block list|zrd)',
      ],
      examples: [
        {
          text: '554 5.7.1 Service unavailable; Sender address [user@example.com] blocked using dbl.spamhaus.org; https://www.spamhaus.org/query/domain/example.com',
          source: 'zone-eu/zone-mta:config/bounces.txt',
        },
      ],
    },
    {
      id: 'spamhaus-policy',
      cause: 'dynamic-ip',
      listedBy: 'spamhaus-pbl',
      remedy: 'spamhaus-pbl',
      checks: ['dnsbl:spamhaus-pbl', 'ptr'],
      says: [
        'pbl.spamhaus.org',
        'spamhaus.org/pbl',
        'spamhaus (pbl|policy block)',
        'policy block list',
        "pbl's policy",
      ],
      examples: [
        {
          text: '554 mysev mysmtp 203.0.113.XXX is on the Spamhaus PBL Please visit:',
          source: 'https://bobcares.com/blog/spamhaus-pbl-prevent-blacklisting/',
        },
      ],
    },
    {
      id: 'spamhaus-exploits',
      cause: 'ip-blocklisted',
      listedBy: 'spamhaus-xbl',
      remedy: 'spamhaus-ip',
      checks: ['dnsbl:spamhaus-xbl'],
      says: [
        'xbl.spamhaus.org',
        'spamhaus.org/xbl',
        'cbl.abuseat.org',
        'abuseat.org/lookup',
        'spamhaus (xbl|exploits)',
        'exploits block list',
      ],
      unless: ['sbl-xbl.spamhaus.org'],
      examples: [
        {
          text: '550-IP 203.0.113.9 is blacklisted (xbl.spamhaus.org). Help at/Hilfe unter www.mfaq.info',
          source: 'zone-eu/zone-mta:config/bounces.txt',
        },
      ],
    },
    {
      id: 'spamhaus-css',
      cause: 'ip-blocklisted',
      confidence: 'medium',
      listedBy: 'spamhaus-css',
      remedy: 'spamhaus-ip',
      checks: ['dnsbl:spamhaus-css', 'ptr', 'helo'],
      says: ['css.spamhaus.org', 'spamhaus css', 'spamhaus.org/css', 'sblcss'],
      examples: [
        {
          text: '554 5.7.1 Service unavailable; Client host [203.0.113.9] blocked using sbl-xbl.spamhaus.org; https://www.spamhaus.org/sbl/query/SBLCSS',
          source: 'a log or test in public source code',
        },
      ],
    },
    {
      id: 'spamhaus-sbl',
      cause: 'ip-blocklisted',
      listedBy: 'spamhaus-sbl',
      remedy: 'spamhaus-ip',
      checks: ['dnsbl:spamhaus-sbl'],
      says: ['sbl.spamhaus.org', 'spamhaus.org/sbl', 'spamhaus sbl', 'spamhaus block list'],
      unless: ['sbl-xbl.spamhaus.org'],
      examples: [
        {
          text: '554 5.7.1 Service unavailable; Client host [203.0.113.9] blocked using zen.spamhaus.org; https://www.spamhaus.org/sbl/query/SBL468702',
          source: 'https://pastebin.com/rhrW1wqA',
        },
      ],
    },
    {
      id: 'spamhaus-listed',
      cause: 'ip-blocklisted',
      listedBy: 'spamhaus-zen',
      remedy: 'spamhaus-ip',
      checks: ['dnsbl:spamhaus-zen'],
      says: ['spamhaus'],
      examples: [
        {
          text: '554 5.7.1 Service unavailable; Client host [203.0.113.9] blocked using zen.spamhaus.org; http://www.spamhaus.org/query/bl?ip=203.0.113.9',
          source: 'https://pastebin.com/7q2iEsyJ',
        },
      ],
    },
  ]),
  ...rulesOf('spamcop', [
    {
      id: 'spamcop-listed',
      cause: 'ip-blocklisted',
      listedBy: 'spamcop',
      remedy: 'spamcop',
      retry: 'wait',
      retryAfterMinutes: 1440,
      checks: ['dnsbl:spamcop'],
      says: ['spamcop'],
      examples: [
        {
          text: '454 4.7.1 Service unavailable; Client host [203.0.113.9] blocked using bl.spamcop.net; Blocked - see http://www.spamcop.net/bl.shtml?203.0.113.9',
          source: 'https://pastebin.com/VCtmefXv',
        },
      ],
    },
  ]),
  ...rulesOf('dead-list', [
    {
      id: 'dead-list-named',
      cause: 'ip-blocklisted',
      side: 'receiver',
      confidence: 'medium',
      legacy: true,
      remedy: 'dead-list',
      checks: [],
      listedBy: 'sorbs',
      says: [
        'sorbs',
        'njabl.org',
        'dsbl.org',
        'ahbl.org',
        'ordb.org',
        'relays.osirusoft.com',
        'spamcannibal.org',
        'dul.ru',
        'ix.dnsbl.manitu.net',
      ],
      examples: [
        {
          text: '554 5.7.1 Service unavailable; Client host [203.0.113.9] blocked using dnsbl.sorbs.net; Currently Sending Spam See: http://www.sorbs.net/lookup.shtml?203.0.113.9',
          source: 'https://pastebin.com/yn3Tetbx',
        },
      ],
    },
  ]),
  ...rulesOf('uceprotect', [
    {
      id: 'uceprotect-listed',
      cause: 'ip-blocklisted',
      confidence: 'medium',
      listedBy: 'uceprotect-1',
      retry: 'wait',
      retryAfterMinutes: 1440,
      remedy: 'uceprotect',
      checks: ['dnsbl:uceprotect-1'],
      says: ['uceprotect'],
      examples: [
        {
          text: '550-Blacklisted in dnsbl-1.uceprotect.net:\n550-IP 203.0.113.9 is UCEPROTECT-Level 1 listed. See\n550 http://www.uceprotect.net/rblcheck.php?ipr=203.0.113.9',
          source: 'https://pastebin.com/XyCXXpvt',
        },
      ],
    },
  ]),
  ...rulesOf('invaluement', [
    {
      id: 'invaluement-listed',
      cause: 'ip-blocklisted',
      listedBy: 'ivmsip',
      remedy: 'invaluement',
      checks: ['dnsbl:ivmsip'],
      says: ['invaluement', 'ivmsip', 'blocked by ivm'],
      examples: [
        {
          text: 'host mx.stackmail.com[185.151.28.67] said: 550-Blocked by ivmSIP and/or ivmSIP/24 - see 550 https://www.invaluement.com/lookup/?item=203.0.113.9 (in reply to RCPT TO command)',
          source: 'https://pastebin.com/iAp1b4gm',
        },
      ],
    },
  ]),
  ...rulesOf('validity', [
    {
      id: 'validity-score',
      cause: 'ip-reputation',
      confidence: 'medium',
      listedBy: 'validity-senderscore',
      remedy: 'validity',
      checks: ['ptr', 'dnsbl:validity-senderscore'],
      says: ['senderscore.(org|com)', 'return path dnsbl', 'sender score'],
      examples: [
        {
          words: 'blocked using bl.score.senderscore.com',
          source: 'https://www.postfix.org/postconf.5.html#default_rbl_reply',
        },
      ],
    },
  ]),
  ...rulesOf('hostkarma', [
    {
      id: 'hostkarma-listed',
      cause: 'ip-blocklisted',
      confidence: 'medium',
      listedBy: 'hostkarma',
      remedy: 'hostkarma',
      checks: ['dnsbl:hostkarma'],
      says: ['junkemailfilter.com', 'hostkarma'],
      examples: [
        {
          text: '550 Black listed at hostkarma http://ipadmin.junkemailfilter.com/remove.php?ip=203.0.113.9',
          source: 'zone-eu/zone-mta:config/bounces.txt',
        },
      ],
    },
  ]),
  ...rulesOf('spamexperts', [
    {
      id: 'spamrl-reputation',
      cause: 'ip-reputation',
      confidence: 'medium',
      listedBy: 'spamrl',
      checks: ['ptr', 'spf'],
      says: ['spamrl.com'],
      unless: ['url in this'],
      examples: [
        {
          text: '550 The sending IP (203.0.113.9) is listed on https://spamrl.com/. Please resolve this and retry.',
          source: 'zone-eu/zone-mta:config/bounces.txt',
        },
      ],
    },
  ]),
];
