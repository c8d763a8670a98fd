/** European and Russian providers. */
import { rulesOf } from '../rule.ts';

const UNITED_INTERNET = rulesOf('gmx-web.de-ionos', [
  {
    id: 'gmx-reverse-dns',
    cause: 'ptr-missing',
    remedy: 'reverse-dns-own-name',
    tags: ['c=rdns'],
    says: ['(bad|invalid) dns ptr resource record'],
    examples: [
      '554-gmx.net (mxgmx017) Nemesis ESMTP Service not available\n554-No SMTP service\n554-Bad DNS PTR resource record.\n554 For explanation visit https://postmaster.gmx.net/en/case?c=rdns&i=ip&v=203.0.113.9',
    ],
  },
  {
    id: 'gmx-blocklisted',
    cause: 'ip-blocklisted',
    listedBy: 'united-internet-internal',
    remedy: 'gmx',
    says: ['ip address is (block|black) listed', 'nemesis esmtp * no smtp service'],
    examples: [
      '554-web.de (mxweb109) Nemesis ESMTP Service not available\n554-No SMTP service\n554-IP address is black listed.\n554 For explanation visit https://postmaster.web.de/error-messages?ip=203.0.113.9&c=bl',
    ],
  },
  {
    id: 'gmx-spf',
    cause: 'spf-fail',
    says: ['reject due to spf policy'],
    examples: ['550 Reject due to SPF policy. For explanation visit https://postmaster.gmx.net/en/case?c=spf'],
  },
  {
    id: 'gmx-sender-domain',
    cause: 'sender-domain-invalid',
    says: ['invalid dns mx or a/aaaa resource record'],
    examples: [
      '550 Requested action not taken: mailbox unavailable, invalid DNS MX or A/AAAA resource record. For explanation visit https://postmaster.gmx.net/en/case?c=hi',
    ],
  },
  {
    id: 'gmx-policy',
    cause: 'policy',
    remedy: 'gmx',
    says: ['reject due to policy restrictions'],
    examples: [
      '550 Transaction failed. Reject due to policy restrictions. For explanation visit https://postmaster.gmx.net/en/case?c=r0201',
    ],
  },
  {
    id: 'gmx-rate',
    cause: 'rate-limited',
    confidence: 'low',
    says: ['reject due to policy violations', 'nemesis * rate limit reached'],
    examples: ['421 gmx.net (mxgmx101) Nemesis ESMTP Service not available: rate limit reached'],
  },
]);

const T_ONLINE = rulesOf('t-online', [
  {
    id: 't-online-dynamic',
    cause: 'dynamic-ip',
    listedBy: 't-online-internal',
    remedy: 't-online',
    says: ['dialup/transient ip not allowed'],
    examples: [
      '554 IP=203.0.113.9 - Dialup/transient IP not allowed. Use a mailgateway or contact toda@rx.t-online.de (DIAL)',
    ],
  },
  {
    id: 't-online-unknown',
    cause: 'ip-reputation',
    listedBy: 't-online-internal',
    remedy: 't-online',
    checks: ['ptr', 'helo'],
    says: ['none/bad reputation'],
    tags: ['nowl'],
    examples: [
      '554 IP=203.0.113.9 - None/bad reputation. Ask your postmaster for help or to contact tobr@rx.t-online.de for reset. (NOWL)',
    ],
  },
  {
    id: 't-online-blocked',
    cause: 'ip-reputation',
    listedBy: 't-online-internal',
    remedy: 't-online',
    checks: ['ptr', 'helo', 'dnsbl:spamhaus-zen'],
    says: ['ask your postmaster for help or to contact'],
    examples: [
      '554 IP=203.0.113.9 - A problem occurred. Ask your postmaster for help or to contact tosa@rx.t-online.de to clarify. (BL)',
    ],
  },
]);

const FRANCE = rulesOf('orange', [
  {
    id: 'orange-blocked',
    cause: 'ip-reputation',
    listedBy: 'cloudmark-csi',
    remedy: 'cloudmark',
    tags: ['ofr*_102'],
    says: ['bloquee pour incident de spam', 'bloquée pour incident de spam'],
    examples: [
      '550 mwinf5c04 ME Adresse IP source bloquee pour incident de spam. Client host blocked for spamming issues. OFR006_102 Ref http://csi.cloudmark.com/reset-request/?ip=203.0.113.9 [102]',
    ],
  },
  {
    id: 'orange-connections',
    cause: 'connection-limited',
    tags: ['ofr*_104'],
    says: ['trop de connexions'],
    examples: [
      '421 mwinf5c77 ME Trop de connexions, veuillez verifier votre configuration. Too many connections, slow down. OFR004_104 [104]',
    ],
  },
  {
    id: 'orange-refused',
    cause: 'rate-limited',
    listedBy: 'orange-internal',
    remedy: 'orange',
    checks: ['ptr'],
    tags: ['ofr*_103', 'ofr*_999', 'ofr*_105', 'ofr*_108', 'ofr*_109'],
    says: ['veuillez reessayer plus tard. service refused'],
    examples: [
      '421 mwinf5c43 ME Service refuse. Veuillez essayer plus tard. Service refused, please try later. OFR006_103 [103]',
    ],
  },
  {
    id: 'orange-sender',
    cause: 'sender-domain-invalid',
    tags: ['ofr*_403', 'ofr*_405', 'ofr*_415'],
    says: ['emetteur invalide'],
    examples: ['501 5.1.0 Emetteur invalide. Invalid Sender. OFR004_405 [405]'],
  },
  {
    id: 'orange-spam',
    cause: 'content-spam',
    remedy: 'orange',
    tags: ['ofr*_506'],
    says: ['mail rejete. mail rejected'],
    examples: ['550 5.2.0 Mail rejete. Mail rejected. ofr_506 [506]'],
  },
  {
    id: 'orange-user',
    cause: 'user-unknown',
    tags: ['ofr*_416', 'lpn*_416', 'ofr*_418', 'lpn*_418'],
    says: ['adresse d au moins un destinataire invalide'],
    examples: ['550 5.1.1 Adresse d au moins un destinataire invalide. Invalid recipient. OFR204_416 [416]'],
  },
  {
    id: 'orange-full',
    cause: 'mailbox-full',
    tags: ['ofr*_417', 'lpn*_417'],
    says: ['boite du destinataire pleine', 'boîte du destinataire pleine'],
    examples: ['552 5.1.1 Boite du destinataire pleine. Recipient overquota. OFR204_417 [417]'],
  },
]);

const LA_POSTE = rulesOf('laposte.net', [
  {
    id: 'laposte-blocked',
    cause: 'ip-reputation',
    listedBy: 'laposte-internal',
    remedy: 'laposte',
    tags: ['lpn*_102', 'lpn*_510', 'lpn*_511', 'lpn*_630'],
    examples: ['550 5.5.0 Service refuse. Veuillez essayer plus tard. service refused, please try later. LPN007_510'],
  },
  {
    id: 'laposte-slow',
    cause: 'rate-limited',
    confidence: 'medium',
    remedy: 'laposte',
    tags: ['lpn*_503', 'lpn*_505', 'lpn*_104', 'lpn*_103'],
    examples: ['450 4.7.1 Trop de messages. LPN105_503'],
  },
]);

const SFR_AND_FREE = [
  ...rulesOf('sfr', [
    {
      id: 'sfr-abuse',
      cause: 'ip-reputation',
      confidence: 'medium',
      retry: 'wait',
      remedy: 'sfr',
      listedBy: 'sfr-internal',
      // The numbers stand for what was counted: complaints, unknown recipients, connections.
      tags: ['gu_eib_*', 'sfr_in_*01', 'sfr_in_*02', 'sfr_in_*03', 'sfr_in_*04', 'sfr_in_*05'],
      examples: ['5.7.1 <example.com[203.0.113.9]>: Client host rejected: Abus detecte GU_EIB_04'],
    },
  ]),
  ...rulesOf('free.fr', [
    {
      id: 'free-spam',
      cause: 'content-spam',
      confidence: 'medium',
      hosts: ['free.fr', 'proxad.net'],
      says: ['spam detected'],
      examples: ['host mx1.free.fr[212.27.48.7] said: 550 spam detected (in reply to end of DATA command)'],
    },
    {
      id: 'free-too-many',
      cause: 'rate-limited',
      confidence: 'medium',
      says: ['too many spams from your ip', 'too many mails * free.fr'],
      examples: ['421 Too many spams from your IP (203.0.113.9), please visit http://postmaster.free.fr/'],
    },
  ]),
];

const RUSSIA = [
  ...rulesOf('mail.ru', [
    {
      id: 'mail-ru-generic-name',
      cause: 'ptr-generic',
      says: [
        'do not accept mail from hosts with dynamic ip or generic dns ptr',
        'get a custom reverse dns name from your isp',
      ],
      examples: [
        '550 We do not accept mail from hosts with dynamic IP or generic DNS PTR-records. Please get a custom reverse DNS name from your ISP for your host 203.0.113.9 or contact abuse@corp.mail.ru in case of error',
      ],
    },
    {
      id: 'mail-ru-spam',
      cause: 'content-spam',
      remedy: 'mail-ru',
      says: ['notspam-support', 'spam message rejected. please visit * mail.ru'],
      tags: ['notspam.mail.ru'],
      examples: [
        '550 spam message rejected. Please visit http://help.mail.ru/notspam-support/id?c=8nMhq8z or report details to abuse@corp.mail.ru. Error code: AB2173F2. ID: 8472.',
      ],
    },
    {
      id: 'mail-ru-dmarc',
      cause: 'dmarc-fail',
      says: ['owner dmarc policy', 'help.mail.ru/mail-help/postmaster/dmarc'],
      examples: [
        '550 5.7.1 This message was not accepted due to domain owner DMARC policy (RFC 7489) https://help.mail.ru/mail-help/postmaster/dmarc',
      ],
    },
  ]),
  ...rulesOf('yandex', [
    {
      id: 'yandex-block',
      cause: 'ip-reputation',
      retry: 'wait',
      retryAfterMinutes: 1440,
      listedBy: 'yandex-internal',
      remedy: 'yandex',
      says: ['blocked by spam statistics'],
      examples: [
        '554 5.7.1 [2] Message rejected under suspicion of SPAM; Blocked by spam statistics - see http://feedback.yandex.ru/?from=mail-rejects',
      ],
    },
    {
      id: 'yandex-spam',
      cause: 'content-spam',
      remedy: 'yandex',
      says: ['message rejected under suspicion of spam', 'ya.cc/1irbc'],
      examples: ['554 5.7.1 [1] Message rejected under suspicion of SPAM; https://ya.cc/1IrBc 1718000000-abc'],
    },
    {
      id: 'yandex-later',
      cause: 'greylisted',
      confidence: 'medium',
      says: ['the service is currently unavailable. please come back later'],
      examples: ['451 4.7.1 Sorry, the service is currently unavailable. Please come back later. 1718000000-abc'],
    },
    {
      id: 'yandex-recipient-rate',
      cause: 'recipient-rate-limited',
      says: ['the recipient has exceeded message rate limit'],
      examples: ['450 4.2.1 The recipient has exceeded message rate limit. Try again later.'],
    },
  ]),
  ...rulesOf('rambler', [
    {
      id: 'rambler-spam',
      cause: 'content-spam',
      confidence: 'medium',
      says: ['spam message rejected; if this is not spam'],
      examples: ['554 5.7.1 Spam message rejected; If this is not spam contact abuse@rambler-co.ru'],
    },
  ]),
];

const GANDI = rulesOf('gandi', [
  {
    id: 'gandi-virus',
    cause: 'content-virus',
    tags: ['rule1_*'],
    examples: ['554 5.7.1 Reject for policy reason. RULE1_1'],
  },
  {
    id: 'gandi-spam',
    cause: 'content-spam',
    tags: ['rule2_*', 'rule3_*'],
    examples: ['554 5.7.1 Reject for policy reason. RULE3_2'],
  },
]);

export const EUROPE = [...UNITED_INTERNET, ...T_ONLINE, ...FRANCE, ...LA_POSTE, ...SFR_AND_FREE, ...GANDI, ...RUSSIA];
