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
        '554 5.7.1 Service unavailable; Sender address [user@example.com] blocked using dbl.spamhaus.org; https://www.spamhaus.org/query/dbl?domain=example.com',
      ],
    },
    {
      id: 'spamhaus-policy',
      cause: 'dynamic-ip',
      listedBy: 'spamhaus-pbl',
      remedy: 'spamhaus-pbl',
      checks: ['dnsbl:spamhaus-pbl', 'ptr'],
      says: ['pbl.spamhaus.org', 'spamhaus.org/pbl', 'spamhaus (pbl|policy block)', 'policy block list'],
      examples: [
        '554 5.7.1 Service unavailable; Client host [203.0.113.9] blocked using pbl.spamhaus.org; https://www.spamhaus.org/query/ip/203.0.113.9',
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
        '554 5.7.1 Service unavailable; Client host [203.0.113.9] blocked using xbl.spamhaus.org; http://www.abuseat.org/lookup.cgi?ip=203.0.113.9',
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
      examples: ['550 5.7.1 203.0.113.9 is listed in Spamhaus CSS, see https://www.spamhaus.org/css/'],
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
        '554 5.7.1 Service unavailable; Client host [203.0.113.9] blocked using sbl.spamhaus.org; https://www.spamhaus.org/sbl/query/SBL123456',
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
        '554 5.7.1 Service unavailable; Client host [203.0.113.9] blocked using zen.spamhaus.org; https://www.spamhaus.org/query/ip/203.0.113.9',
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
      says: ['bl.spamcop.net', 'spamcop.net/bl.shtml', 'spamcop.net/w3m', 'spamcop'],
      examples: [
        '554 5.7.1 Service unavailable; Client host [203.0.113.9] blocked using bl.spamcop.net; Blocked - see https://www.spamcop.net/bl.shtml?203.0.113.9',
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
        'sorbs.net',
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
        '554 5.7.1 Service unavailable; Client host [203.0.113.9] blocked using dnsbl.sorbs.net; Currently Sending Spam See: http://www.sorbs.net/lookup.shtml?203.0.113.9',
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
        '554 5.7.1 Service unavailable; Client host [203.0.113.9] blocked using dnsbl-1.uceprotect.net; IP 203.0.113.9 is UCEPROTECT-Level 1 listed. See http://www.uceprotect.net/rblcheck.php?ipr=203.0.113.9',
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
        '554 5.7.1 Client host [203.0.113.9] blocked by ivmSIP; https://www.invaluement.com/lookup/?item=203.0.113.9',
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
        '554 5.7.1 Service unavailable; Client host [203.0.113.9] blocked using bl.score.senderscore.com; https://senderscore.org/rtbl/',
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
      examples: ['550 5.7.1 203.0.113.9 blacklisted in hostkarma.junkemailfilter.com'],
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
        '550 "The sending IP (203.0.113.9) is listed on https://spamrl.com as a source of dictionary attacks."',
      ],
    },
  ]),
];
