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
      {
        text: 'host mx00.emig.gmx.net[212.227.15.9] refused to talk to me: 554-gmx.net (mxgmx017) Nemesis ESMTP Service not available 554-No SMTP service 554-Bad DNS PTR resource record. 554 For explanation visit http://postmaster.gmx.com/en/error-messages?ip=203.0.113.9&c=rdns',
        source: 'https://github.com/EDSM-NET/FrontEnd/issues/21',
      },
    ],
  },
  {
    id: 'gmx-blocklisted',
    cause: 'ip-blocklisted',
    listedBy: 'united-internet-internal',
    remedy: 'gmx',
    says: ['ip address is (block|black) listed', 'nemesis esmtp * no smtp service'],
    examples: [
      {
        text: 'host mx01.1and1.es [217.72.192.67]: 554-kundenserver.de (mxeue106) Nemesis ESMTP Service not available\n554-No SMTP service\n554-IP address is black listed.\n554 For explanation visit http://postmaster.1and1.com/en/error-messages?ip=203.0.113.9&c=bip',
        source: 'https://pastebin.com/ttzFAhDJ',
      },
    ],
  },
  {
    id: 'gmx-spf',
    cause: 'spf-fail',
    says: ['reject due to spf policy'],
    examples: [
      {
        text: 'smtp;550 <user@example.com>: Reject due to SPF policy. The originating IP of the message is not permitted by the domain owner',
        source: 'ActiveCampaign/smtp-field-manual:data/codes/550.json',
      },
    ],
  },
  {
    id: 'gmx-sender-domain',
    cause: 'sender-domain-invalid',
    says: ['invalid dns mx or a/aaaa resource record'],
    examples: [
      {
        text: 'smtp;550 <user@example.com>: Invalid DNS MX or A/AAAA resource record',
        source: 'ActiveCampaign/smtp-field-manual:data/codes/550.json',
      },
    ],
  },
  {
    id: 'gmx-policy',
    cause: 'policy',
    remedy: 'gmx',
    says: ['reject due to policy restrictions'],
    examples: [
      {
        text: '550-Requested action not taken: mailbox unavailable\n550-Reject due to policy restrictions.\n550 For explanation visit http://postmaster.gmx.com/en/error-messages?ip=203.0.113.9&c=poli',
        source: 'https://pastebin.com/0BCS3rhM',
      },
    ],
  },
  {
    id: 'gmx-rate',
    cause: 'rate-limited',
    confidence: 'low',
    says: ['reject due to policy violations', 'nemesis * rate limit reached'],
    examples: [
      {
        text: '450-Requested mail action not taken: mailbox unavailable\n450-Reject due to policy violations.\n450 For explanation visit https://help.1and1.com/smtp-error-messages?ip=203.0.113.9&c=poli',
        source: 'https://pastebin.com/FyeABH1h',
      },
    ],
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
      {
        text: 'host mx03.t-online.de[194.25.134.73] refused to talk to me: 554 IP=203.0.113.9 - Dialup/transient IP not allowed. Use a mailgateway or contact toda@rx.t-online.de if obsolete. (DIAL)',
        source: 'https://help.creoline.com/de/doc/t-online-554-dialuptransient-ip-not-allowed-zVwMz4z866',
      },
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
      {
        text: 'host mx03.t-online.de[194.25.134.73] refused to talk to me: 554 IP=203.0.113.9 - None/bad reputation. Ask your postmaster for help or to contact tobr@rx.t-online.de for reset. (NOWL)',
        source: 'https://bllmnn.de/2024/05/fehler-554-none-bad-reputation-beim-mailversand-an-t-online-de',
      },
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
      {
        text: '554 IP=203.0.113.9 - A problem occurred. (Ask your postmaster for help or to contact tosa@rx.t-online.de to clarify.) (BL)',
        source: 'zone-eu/zone-mta:config/bounces.txt',
      },
    ],
  },
]);

const FRANCE = rulesOf('orange', [
  {
    id: 'orange-spf',
    cause: 'spf-fail',
    says: ['spf/dns de votre nom de domaine', 'enregistrement spf'],
    examples: [{ words: 'SPF/DNS de votre nom de domaine', source: 'sisimai/go-sisimai:rhost/for-franceptt.go' }],
  },
  {
    id: 'orange-dmarc',
    cause: 'dmarc-fail',
    confidence: 'medium',
    tags: ['ofr*_517', 'ofr*_515'],
    says: ['mail rejected. dmarc check failed'],
    examples: [
      { words: 'Mail rejected. DMARC check failed', source: 'KumoCorp/kumomta:assets/community/bounces.toml' },
    ],
  },
  {
    id: 'orange-blocked',
    cause: 'ip-reputation',
    listedBy: 'cloudmark-csi',
    remedy: 'cloudmark',
    tags: ['ofr*_102'],
    says: ['bloquee pour incident de spam', 'bloquée pour incident de spam'],
    examples: [
      {
        text: 'host smtppromx.orange.fr[xxx.xxx.xxx.xxx] refused to talk to me: 550 mwinf5c14 ME Adresse IP source bloquee pour incident de spam. Client host blocked for spamming issues. OFR006_102 Ref http://csi.cloudmark.com/reset-request/?ip=xxx.xxx.xxx.xxx [102]',
        source: 'ActiveCampaign/smtp-field-manual#60',
      },
    ],
  },
  {
    id: 'orange-connections',
    cause: 'connection-limited',
    tags: ['ofr*_104'],
    says: ['trop de connexions'],
    examples: [
      {
        text: '421 mwinf5c63 ME Trop de connexions, veuillez verifier votre configuration. Too many connections, slow down. OFR005_104 [104]',
        source: 'zone-eu/zone-mta:config/bounces.txt',
      },
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
      {
        text: 'smtp;421 [removed] Service refuse. Veuillez essayer plus tard. Service refused, please try later. OFR_999 [999]',
        source: 'a log or test in public source code',
      },
    ],
  },
  {
    id: 'orange-sender',
    cause: 'sender-domain-invalid',
    tags: ['ofr*_403', 'ofr*_405', 'ofr*_415'],
    says: ['emetteur invalide'],
    examples: [
      {
        text: 'host smtp.orange.fr[193.252.22.64] said: 550 5.1.0 Emetteur invalide. Invalid Sender. OFR_415 [415] (in reply to MAIL FROM command)',
        source: 'https://pastebin.com/2m8NY2fW',
      },
    ],
  },
  {
    id: 'orange-spam',
    cause: 'content-spam',
    remedy: 'orange',
    tags: ['ofr*_506'],
    says: ['mail rejete. mail rejected'],
    examples: [
      { text: '550 5.2.0 Mail rejete. Mail rejected. ofr_506 [506]', source: 'https://pastebin.com/yp07hTUs' },
    ],
  },
  {
    id: 'orange-user',
    cause: 'user-unknown',
    tags: ['ofr*_416', 'lpn*_416', 'ofr*_418', 'lpn*_418'],
    says: ['adresse d au moins un destinataire invalide'],
    examples: [
      {
        text: '550 5.1.1 Adresse d au moins un destinataire invalide. Invalid recipient. OFR_416 [416]',
        source: 'zone-eu/zone-mta:config/bounces.txt',
      },
    ],
  },
  {
    id: 'orange-full',
    cause: 'mailbox-full',
    tags: ['ofr*_417', 'lpn*_417'],
    says: ['boite du destinataire pleine', 'boîte du destinataire pleine'],
    examples: [
      {
        text: '552 5.1.1 Boite du destinataire pleine. Recipient overquota. OFR_417 [417]',
        source: 'zone-eu/zone-mta:config/bounces.txt',
      },
    ],
  },
]);

const LA_POSTE = rulesOf('laposte.net', [
  {
    id: 'laposte-spamhaus',
    cause: 'ip-blocklisted',
    listedBy: 'spamhaus-zen',
    remedy: 'spamhaus-ip',
    tags: ['lpn*_101', 'lpnaaa_101'],
    examples: [{ words: 'LPN007_101', source: 'sisimai/go-sisimai:rhost/for-franceptt.go' }],
  },
  {
    id: 'laposte-spf',
    cause: 'spf-fail',
    tags: ['lpn*_401'],
    examples: [{ words: 'LPN007_401', source: 'sisimai/go-sisimai:rhost/for-franceptt.go' }],
  },
  {
    id: 'laposte-dmarc',
    cause: 'dmarc-fail',
    tags: ['lpn*_517'],
    examples: [{ words: 'LPN007_517', source: 'sisimai/go-sisimai:rhost/for-franceptt.go' }],
  },
  {
    id: 'laposte-blocked',
    cause: 'ip-reputation',
    listedBy: 'laposte-internal',
    remedy: 'laposte',
    tags: ['lpn*_102', 'lpn*_510', 'lpn*_511', 'lpn*_630'],
    examples: [
      {
        text: 'host smtpz4.laposte.net[160.92.124.66] said: 550 5.7.1 Service refuse. Veuillez essayer plus tard. service refused, please try later. LPN007_510 (in reply to end of DATA command)',
        source: 'osm-fr/infrastructure#344',
      },
    ],
  },
  {
    id: 'laposte-slow',
    cause: 'rate-limited',
    confidence: 'medium',
    remedy: 'laposte',
    tags: ['lpn*_503', 'lpn*_505', 'lpn*_104', 'lpn*_103'],
    examples: [
      {
        text: '450 4.7.1 LPN027_503 Client host rejected: Service refuse / service refused',
        source: 'https://bentonow.com/smtp-errors/laposte',
      },
    ],
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
      examples: [
        {
          text: '5.7.1 <example.com[203.0.113.9]>: Client host rejected: Abus detecte GU_EIB_04',
          source:
            'https://www.postmastery.com/fr/delivrabilite-sfr-explications-sur-les-codes-derreur-gu_eib-et-sur-les-seuils-utilises-updated/',
        },
        {
          text: '5.7.1 <example.com[203.0.113.9]>: Client host rejected: Abus detecte GU_EIB_02',
          source:
            'https://www.postmastery.com/fr/delivrabilite-sfr-explications-sur-les-codes-derreur-gu_eib-et-sur-les-seuils-utilises-updated/',
        },
      ],
    },
  ]),
  ...rulesOf('free.fr', [
    {
      id: 'free-spam',
      cause: 'content-spam',
      confidence: 'medium',
      hosts: ['free.fr', 'proxad.net'],
      says: ['spam detected'],
      examples: [
        {
          text: 'host mx1.free.fr[212.27.48.7] said: 550 spam detected (in reply to end of DATA command)',
          source: 'JamBrain/JamBrain#270',
        },
      ],
    },
    {
      id: 'free-too-many',
      cause: 'rate-limited',
      confidence: 'medium',
      says: ['too many spams from your ip', 'too many mails * free.fr'],
      examples: [
        {
          text: 'smtp;421 Too many spams from your IP (203.0.113.9), please visit http://postmaster.free.fr/',
          source: 'a log or test in public source code',
        },
      ],
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
        {
          text: 'host mxs.mail.ru[94.100.180.150] said: 550 Sorry, we do not accept mail from hosts with dynamic IP or generic DNS PTR-records. Please get a custom reverse DNS name from your ISP for your host 203.0.113.9 or contact abuse@corp.mail.ru in case of error (in reply to RCPT TO command)',
          source: 'https://pastebin.com/W1K7kf3m',
        },
      ],
    },
    {
      id: 'mail-ru-spam',
      cause: 'content-spam',
      remedy: 'mail-ru',
      says: ['notspam-support', 'spam message rejected. please visit * mail.ru'],
      tags: ['notspam.mail.ru'],
      examples: [
        {
          text: 'smtp;550 spam message rejected. Please visit http://help.mail.ru/notspam-support/id?c=7y4ytdHbuOGv3O50NYTwpz1F-TVIpnactxtFPeFQSDYMAAAAaKgAAOX_3hE~ or report details to abuse@corp.mail.ru. Error code: ###. ID: #',
          source: 'ActiveCampaign/smtp-field-manual:data/codes/550.json',
        },
      ],
    },
    {
      id: 'mail-ru-dmarc',
      cause: 'dmarc-fail',
      says: ['owner dmarc policy', 'help.mail.ru/mail-help/postmaster/dmarc'],
      examples: [
        {
          text: 'host mxs.mail.ru[94.100.180.31] said: 550 5.7.1 This message was not accepted due to domain (mail.ru) owner DMARC policy (RFC 7489) https://help.mail.ru/mail-help/postmaster/dmarc (in reply to end of DATA command)',
          source: 'https://pastebin.com/fpJZapwZ',
        },
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
        {
          text: 'host mx.yandex.ru[87.250.250.89] refused to talk to me: 554 5.7.1 Service unavailable; Client host [203.0.113.9] blocked using spamsource.yandex.ru; Blocked by spam statistics - see http://feedback.yandex.ru/?from=mail-rejects&subject=203.0.113.9',
          source: 'https://pastebin.com/wWEpeehX',
        },
      ],
    },
    {
      id: 'yandex-spam',
      cause: 'content-spam',
      remedy: 'yandex',
      says: ['message rejected under suspicion of spam', 'ya.cc/1irbc'],
      examples: [
        {
          text: 'smtp;554 5.7.1 [1] Message rejected under suspicion of SPAM; https://ya.cc/1IrBc ##',
          source: 'ActiveCampaign/smtp-field-manual:data/codes/554.json',
        },
      ],
    },
    {
      id: 'yandex-later',
      cause: 'greylisted',
      confidence: 'medium',
      says: ['the service is currently unavailable. please come back later'],
      examples: [
        {
          text: 'smtp;451 4.7.1 Sorry, the service is currently unavailable. Please come back later.',
          source: 'ActiveCampaign/smtp-field-manual:data/codes/451.json',
        },
      ],
    },
    {
      id: 'yandex-recipient-rate',
      cause: 'recipient-rate-limited',
      says: ['the recipient has exceeded message rate limit'],
      examples: [
        {
          text: 'smtp;450 4.2.1 The recipient has exceeded message rate limit. Try again later.',
          source: 'ActiveCampaign/smtp-field-manual:data/codes/450.json',
        },
      ],
    },
  ]),
  ...rulesOf('rambler', [
    {
      id: 'rambler-spam',
      cause: 'content-spam',
      confidence: 'medium',
      says: ['spam message rejected; if this is not spam'],
      examples: [
        {
          text: 'smtp;554 5.7.1 Spam message rejected; If this is not spam contact abuse',
          source: 'ActiveCampaign/smtp-field-manual:data/codes/554.json',
        },
      ],
    },
  ]),
];

const GANDI = rulesOf('gandi', [
  {
    id: 'gandi-virus',
    cause: 'content-virus',
    tags: ['rule1_*'],
    examples: [{ text: 'Reject for policy reason. RULE1_1', source: 'https://postmaster.gandi.net/' }],
  },
  {
    id: 'gandi-spam',
    cause: 'content-spam',
    tags: ['rule2_*', 'rule3_*'],
    examples: [
      {
        text: '550 5.7.1 Reject for policy reason RULE3_2. See http://postmaster.gandi.net',
        source: 'dyve-agency/zeitkit#64',
      },
    ],
  },
]);

export const EUROPE = [...UNITED_INTERNET, ...T_ONLINE, ...FRANCE, ...LA_POSTE, ...SFR_AND_FREE, ...GANDI, ...RUSSIA];
