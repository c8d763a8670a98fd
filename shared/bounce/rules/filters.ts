/** Filters that receivers buy: their words are the same wherever they stand. */
import { rulesOf } from '../rule.ts';

const PROOFPOINT = rulesOf('proofpoint', [
  {
    id: 'proofpoint-reputation',
    cause: 'ip-reputation',
    listedBy: 'proofpoint-pdr',
    remedy: 'proofpoint',
    says: [
      'ipcheck.proofpoint.com',
      'support.proofpoint.com/dnsbl-lookup',
      'blocked using prs.proofpoint.com',
      'proofpoint dynamic reputation',
    ],
    examples: [
      {
        text: 'host smtp3.afirme.com.mx[200.23.76.25] refused to talk to me: 554 Blocked - see https://ipcheck.proofpoint.com/?ip=203.0.113.9',
        source: 'Mailu/Mailu#1458',
      },
    ],
  },
]);

const CLOUDMARK = rulesOf('cloudmark', [
  {
    id: 'cloudmark-reputation',
    cause: 'ip-reputation',
    listedBy: 'cloudmark-csi',
    remedy: 'cloudmark',
    says: ['csi.cloudmark.com', 'cloudmark sender intelligence', 'poor reputation sender * cloudmark'],
    tags: ['cm-csi-v1'],
    examples: [
      {
        text: 'host etb-4.mail.tiscali.it[213.205.33.64] refused to talk to me: 554 cmgw-1.mail.tiscali.it Tu5K1y00L1wtCLS01 IP: 203.0.113.9, You are not allowed to send mail. Please see http://csi.cloudmark.com/reset-request/?ip=203.0.113.9 if you feel this is in error.',
        source: 'https://pastebin.com/AtB74KCf',
      },
    ],
  },
]);

const TREND_MICRO = rulesOf('trendmicro', [
  {
    id: 'trendmicro-customer-rule',
    cause: 'recipient-policy',
    says: ['ers-customized-block', 'block-send-er', 'recipient address rejected: block-rcpt'],
    examples: [
      {
        text: 'smtp;550 5.7.1 <nobody@example.com>: Recipient address rejected: ERS-Customized-Block.',
        source: 'ActiveCampaign/smtp-field-manual:data/codes/550.json',
      },
    ],
  },
  {
    id: 'trendmicro-quick-list',
    cause: 'ip-reputation',
    confidence: 'medium',
    retry: 'wait',
    retryAfterMinutes: 720,
    listedBy: 'trendmicro-dynamic',
    checks: ['ptr', 'dnsbl:trendmicro-dynamic', 'dnsbl:spamhaus-zen'],
    remedy: 'trend-micro-quick',
    reply: ['450', '421', '451'],
    says: ['trend micro', 'ers.trendmicro.com', 'email reputation service', 'ers-qil', 'mail-abuse.(com|org)'],
    examples: [
      {
        text: 'host xxxxxtrendmicro.com[X.XX.XX.XX] said: 450 4.7.1 <nobody@example.com>: Recipient address rejected: ERS-QIL. (in reply to RCPT TO command)',
        source: 'https://server-recipe.com/3851/',
      },
    ],
  },
  {
    id: 'trendmicro-quick-list-refused',
    cause: 'ip-blocklisted',
    listedBy: 'trendmicro-dynamic',
    checks: ['ptr', 'dnsbl:trendmicro-dynamic', 'dnsbl:spamhaus-zen'],
    remedy: 'trend-micro-quick',
    retry: 'wait',
    retryAfterMinutes: 720,
    says: ['ers-qil'],
    examples: [
      {
        text: 'SMTP error from remote mail server after RCPT TO:<>:\n554 5.7.1 <>: Recipient address rejected: ERS-QIL.',
        source: 'https://community.virginmedia.com/t5/Email/ntlworld-domain-blocked-by-trend-micro/td-p/5521393',
      },
    ],
  },
  {
    id: 'trendmicro-listed',
    cause: 'ip-blocklisted',
    listedBy: 'trendmicro-standard',
    checks: ['ptr', 'dnsbl:trendmicro-standard', 'dnsbl:trendmicro-dynamic', 'dnsbl:spamhaus-pbl'],
    remedy: 'trend-micro',
    says: [
      'trend micro email reputation',
      'trend micro rbl',
      'rbl-plus.mail-abuse',
      'mail-abuse.(com|org)',
      'ers.trendmicro.com',
      'trend micro * (blocked|rejected|reputation)',
      '(blocked|rejected|reputation) * trend micro',
      'ers-rbl',
      'ers-dul',
    ],
    examples: [
      {
        text: 'host mail5.statefarm.com[205.242.229.171] said:\n554 5.7.1 Service unavailable; Client host [203.0.113.9] blocked using\nKEY.r.mail-abuse.com; Mail from 203.0.113.9\nblocked using Trend Micro Email Reputation database. Please see\n<http://www.mail-abuse.com/cgi-bin/lookup?\\203.0.113.9> (in reply to RCPT\nTO command)',
        source: 'https://pastebin.com/ZkvSZ1jq',
      },
    ],
  },
]);

const MIMECAST = rulesOf('mimecast', [
  {
    id: 'mimecast-reputation',
    cause: 'ip-reputation',
    listedBy: 'mimecast',
    remedy: 'mimecast',
    says: ['local ct ip reputation', 'csi.mimecast.org'],
    examples: [
      {
        text: '550 csi.mimecast.org Poor Reputation Sender. - https://community.mimecast.com/docs/DOC-1369#550 [vH7Ns8biNg-p6EfZ0QaVMQ.us149]',
        source: 'zone-eu/zone-mta:config/bounces.txt',
      },
    ],
  },
  {
    id: 'mimecast-spf',
    cause: 'spf-fail',
    says: ['spf sender invalid - envelope rejected'],
    examples: [
      {
        text: '550 SPF Sender Invalid - envelope rejected',
        source:
          'https://mimecastsupport.zendesk.com/hc/en-us/articles/34000709564691-Policies-Mimecast-SMTP-Error-Codes',
      },
    ],
  },
  {
    id: 'mimecast-dkim',
    cause: 'dkim-fail',
    says: ['dkim sender invalid - envelope rejected'],
    examples: [
      {
        text: '550 DKIM Sender Invalid - envelope rejected',
        source:
          'https://mimecastsupport.zendesk.com/hc/en-us/articles/34000709564691-Policies-Mimecast-SMTP-Error-Codes',
      },
    ],
  },
  {
    id: 'mimecast-dmarc',
    cause: 'dmarc-fail',
    says: ['dmarc sender invalid - envelope rejected'],
    examples: [
      {
        text: 'smtp;550 DMARC Sender Invalid - envelope rejected - https://community.mimecast.com/docs/DOC-1369#550 [#]',
        source: 'ActiveCampaign/smtp-field-manual:data/codes/550.json',
      },
    ],
  },
  {
    id: 'mimecast-anti-spoofing',
    cause: 'policy',
    remedy: 'mimecast',
    says: ['rejected by header * anti-spoofing', 'anti-spoofing policy - inbound not allowed'],
    examples: [
      {
        text: '550 Rejected by header based Anti-Spoofing policy: user@example.com - https://community.mimecast.com/docs/DOC-1369#550 [_g67iKwmNreAb9PeazQFDQ.us227]',
        source: 'zone-eu/zone-mta:config/bounces.txt',
      },
    ],
  },
  {
    id: 'mimecast-blocked-sender',
    cause: 'recipient-policy',
    remedy: 'mimecast',
    says: ['administrative prohibition * envelope blocked', 'envelope blocked - user', 'manually blocked senders'],
    examples: [
      {
        text: 'smtp;550 Administrative prohibition - envelope blocked - https://community.mimecast.com/docs/DOC-1369#550 [#]',
        source: 'ActiveCampaign/smtp-field-manual:data/codes/550.json',
      },
    ],
  },
  {
    id: 'mimecast-network',
    cause: 'geo-blocked',
    remedy: 'mimecast',
    says: ['host network not allowed', 'host network, not allowed'],
    examples: [{ text: '554 Host network not allowed', source: 'a log or test in public source code' }],
  },
  {
    id: 'mimecast-signature',
    cause: 'content-spam',
    remedy: 'mimecast',
    says: ['email rejected due to security policies'],
    examples: [
      {
        text: 'smtp;554 Email rejected due to security policies - https://community.mimecast.com/docs/DOC-1369#554 [#]',
        source: 'ActiveCampaign/smtp-field-manual:data/codes/554.json',
      },
    ],
  },
  {
    id: 'mimecast-greylisting',
    cause: 'greylisted',
    says: ['internal (resources are|resource) temporarily unavailable'],
    examples: [
      {
        text: 'smtp;451 Internal resource temporarily unavailable - https://community.mimecast.com/docs/DOC-1369#451 [#]',
        source: 'ActiveCampaign/smtp-field-manual:data/codes/451.json',
      },
    ],
  },
  {
    id: 'mimecast-tls',
    cause: 'tls-required',
    says: ['this route requires (encryption|tls|high-strength)'],
    examples: [{ text: '553 This route requires encryption (TLS)', source: 'a log or test in public source code' }],
  },
  {
    id: 'mimecast-temporary-block',
    cause: 'rate-limited',
    confidence: 'medium',
    listedBy: 'mimecast',
    says: ['ip temporarily blacklisted', 'recipient temporarily unavailable * mimecast'],
    examples: [
      {
        text: 'IP temporarily blacklisted - https://community.mimecast.com/docs/DOC-1369#451',
        source: 'a log or test in public source code',
      },
    ],
  },
]);

const OTHERS = [
  ...rulesOf('barracuda', [
    {
      id: 'barracuda-listed',
      cause: 'ip-blocklisted',
      listedBy: 'barracuda-brbl',
      checks: ['dnsbl:barracuda-brbl', 'ptr'],
      remedy: 'barracuda',
      says: [
        'barracudanetworks.com/reputation',
        'barracudacentral.org',

        'barracuda reputation',
      ],
      examples: [
        {
          text: '554 5.7.1 Service unavailable; Client host [203.0.113.9] blocked using b.barracudacentral.org; http://www.barracudanetworks.com/reputation/?pr=1&ip=203.0.113.9',
          source: 'zone-eu/zone-mta:config/bounces.txt',
        },
      ],
    },
    {
      id: 'barracuda-appliance',
      cause: 'content-spam',
      says: ['permanent failure for one or more recipients * :blocked', 'message content rejected, ube'],
      checks: ['dnsbl:barracuda-brbl'],
      examples: [
        {
          text: '550 permanent failure for one or more recipients (user@example.com:blocked)',
          source: 'zone-eu/zone-mta:config/bounces.txt',
        },
      ],
    },
  ]),
  ...rulesOf('symantec-messagelabs', [
    {
      id: 'symantec-relay',
      cause: 'relay-denied',
      says: ['you are trying to use me * as a relay'],
      examples: [
        {
          text: 'smtp;553 you are trying to use me [xx.messagelabs.com] as a relay, but I have not been configured to let you [203.0.113.9, example.com] do this. Please visit www.symanteccloud.com/troubleshooting for more details about this error message and instructions to resolve this issue. (#5.7.1)',
          source: 'ActiveCampaign/smtp-field-manual:data/codes/553.json',
        },
      ],
    },
    {
      id: 'symantec-filtered',
      cause: 'content-spam',
      listedBy: 'symantec',
      remedy: 'symantec',
      says: ['symanteccloud.com/troubleshooting', 'message filtered. refer to'],
      unless: ['spf', 'dmarc', 'dkim', 'sender policy framework'],
      examples: [
        {
          text: 'smtp;553 Message filtered. Refer to the Troubleshooting page at http://www.symanteccloud.com/troubleshooting for more information. (#5.7.1)',
          source: 'ActiveCampaign/smtp-field-manual:data/codes/553.json',
        },
      ],
    },
  ]),
  ...rulesOf('cisco', [
    {
      id: 'cisco-reputation',
      cause: 'ip-reputation',
      listedBy: 'cisco-talos',
      remedy: 'cisco',
      says: [
        "sending mta('s|s|) poor reputation",
        'senderbase.org',
        'talosintelligence.com',
        'your access to (this mail system|submit messages to this) * has been rejected',
      ],
      examples: [
        {
          text: "host gw-smtp3.voeazul.com.br [201.77.225.94]\nSMTP error from remote mail server after initial connection:\n554-gw-smtp3.voeazul.com.br\n554 Your access to this mail system has been rejected due to the sending MTA's poor reputation. If you believe that this failure is in error, please contact the intended recipient via alternate means.",
          source: 'https://pastebin.com/18ewYuZs',
        },
      ],
    },
  ]),
  ...rulesOf('fortinet', [
    {
      id: 'fortinet-link',
      cause: 'url-blocklisted',
      listedBy: 'fortinet-fortiguard',
      remedy: 'fortinet',
      checks: ['dnsbl:spamhaus-dbl'],
      says: [
        '(fortiguard|fortispamshield) * blocking (url|email|hash)',
        'fortiguard * antispam blocking (url|email|hash)',
        'fortiguard antispam * spam url',
      ],
      examples: [
        {
          text: 'This email from IP xxx.xxx.xxx.xxx has been rejected. The email message was detected as spam. FortiGuard AntiSpam(SPAM URL:https://<url>/ or http://<url>/))',
          source:
            'https://community.fortinet.com/t5/FortiMail/Troubleshooting-Tip-Email-is-reject-with-the-error-message-This/ta-p/410082',
        },
      ],
    },
    {
      id: 'fortinet-address',
      cause: 'ip-blocklisted',
      listedBy: 'fortinet-fortiguard',
      remedy: 'fortinet',
      says: [
        'fortiguard * antispam (black|blocking|block) ip',
        'blocked by fortiguard antispam',
        'connection black ip',
      ],
      examples: [
        {
          text: 'RCPT TO <nobody@bt.com> failed: 5.7.1 This message has been blocked because it is from a FortiGuard - AntiSpam black IP address.(connection black ip 203.0.113.9)',
          source: 'a log or test in public source code',
        },
      ],
    },
  ]),
  ...rulesOf('trellix-fireeye', [
    {
      id: 'trellix-dmarc',
      cause: 'dmarc-fail',
      confidence: 'medium',
      tags: ['etp205'],
      examples: [
        {
          text: 'smtp;550 5.7.26 <user@example.com>: ETP205 DMARC Failure for domain',
          source: 'ActiveCampaign/smtp-field-manual:data/codes/550.json',
        },
      ],
    },
    {
      id: 'trellix-invaluement',
      cause: 'ip-blocklisted',
      confidence: 'medium',
      listedBy: 'ivmsip',
      remedy: 'invaluement',
      checks: ['dnsbl:ivmsip'],
      tags: ['etp208'],
      says: ['listed by invaluement'],
      examples: [
        {
          text: '550 5.5.4 ETP208 Your IP 203.0.113.9 is listed by Invaluement. Please see http://www.invaluement.com/research/ if you feel this is in error - B15601640DCD26CE53bc5f8c6',
          source: 'zone-eu/zone-mta:config/bounces.txt',
        },
      ],
    },
  ]),
  ...rulesOf('zerospam', [
    {
      id: 'zerospam-greylisting',
      cause: 'greylisted',
      says: ['greylisted for * seconds by zerospam'],
      examples: [
        {
          text: 'smtp;450 4.2.0 <nobody@example.com>: Recipient address rejected: example.com greylisted for 60 seconds by ZEROSPAM',
          source: 'ActiveCampaign/smtp-field-manual:data/codes/450.json',
        },
      ],
    },
  ]),
  ...rulesOf('mailchannels', [
    {
      id: 'mailchannels-content',
      cause: 'content-spam',
      says: ['message blocked. if this is a false positive'],
      examples: [
        {
          text: '550 5.7.1 [CS] Message blocked. If this is a false positive, please report this to your hosting service provider. See https://console.mailchannels.net/insights/bounce?auid=example&sender=user%40example.com&txid=25b54c5e3c56be3e',
          source: 'https://pastebin.com/BihkfJpV',
        },
      ],
    },
    {
      id: 'mailchannels-complaints',
      cause: 'complaints',
      tags: ['fbl'],
      hosts: ['mailchannels.net'],
      says: ['unsolicited email originating from your address'],
      examples: [
        {
          text: '550 5.7.1 [FBL] Blocked. See See https://console.mailchannels.net/insights/bounce?auid=example&sender=user%40example.com&txid=61543583074c45d8',
          source: 'https://pastebin.com/Jys2dJ18',
        },
      ],
    },
  ]),
  ...rulesOf('amazon-ses', [
    {
      id: 'ses-identity',
      cause: 'auth-required',
      remedy: 'ses-identity',
      says: ['email address is not verified'],
      examples: [
        {
          text: '554 Message rejected: Email address is not verified. The following identities failed the check in region EU-WEST-1: user@example.com',
          source: 'https://pastebin.com/index/hHzMPWds',
        },
      ],
    },
    {
      id: 'ses-suppressed',
      cause: 'mailbox-disabled',
      remedy: 'ses',
      side: 'recipient',
      says: [
        'amazon ses did not send the message to this address',
        'amazon ses has suppressed sending',
        'onaccountsuppressionlist',
        'permanent suppressed',
        'recent history of bouncing as invalid',
      ],
      examples: [
        {
          text: 'Amazon SES has suppressed sending to this address because it has a recent history of bouncing as an invalid address. For more information about how to remove an address from the suppression list, see the Amazon SES Developer Guide: http://docs.aws.amazon.com/ses/latest/DeveloperGuide/remove-from-suppressionlist.html',
          source: 'a log or test in public source code',
        },
      ],
    },
  ]),
];

export const FILTERS = [...PROOFPOINT, ...CLOUDMARK, ...TREND_MICRO, ...MIMECAST, ...OTHERS];
