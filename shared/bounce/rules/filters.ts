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
      '554 5.7.1 Service unavailable; Client host [203.0.113.9] blocked using prs.proofpoint.com; Please see https://ipcheck.proofpoint.com/?ip=203.0.113.9',
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
      '550 5.7.1 203.0.113.9 refused by Cloudmark Sender Intelligence. To request a reset see https://csi.cloudmark.com/en/reset/?ip=203.0.113.9',
    ],
  },
]);

const TREND_MICRO = rulesOf('trendmicro', [
  {
    id: 'trendmicro-customer-rule',
    cause: 'recipient-policy',
    says: ['ers-customized-block', 'block-send-er', 'recipient address rejected: block-rcpt'],
    examples: ['550 5.7.1 Service unavailable; Client host [203.0.113.9] blocked by ERS-Customized-Block'],
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
      '450 4.7.1 Service temporarily unavailable; Client host [203.0.113.9] blocked using Trend Micro Email Reputation Service. Please see http://www.mail-abuse.com/cgi-bin/lookup?ip_address=203.0.113.9',
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
      '554 5.7.1 Service unavailable; Client host [203.0.113.9] blocked using ERS-QIL; Mail from 203.0.113.9 blocked by Trend Micro Email Reputation Services',
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
      '550 5.7.1 Service unavailable; Client host [203.0.113.9] blocked using Trend Micro RBL+. Please see http://www.mail-abuse.com/cgi-bin/lookup?ip_address=203.0.113.9',
      '550 5.7.1 203.0.113.9 has been blocked by the recipient OR by Trend Micro Email Reputation Service.',
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
    examples: ['550 Local CT IP Reputation - (reject) - https://community.mimecast.com/docs/DOC-1369#550 [abc.us61]'],
  },
  {
    id: 'mimecast-spf',
    cause: 'spf-fail',
    says: ['spf sender invalid - envelope rejected'],
    examples: ['550 SPF Sender Invalid - envelope rejected - https://community.mimecast.com/docs/DOC-1369#550'],
  },
  {
    id: 'mimecast-dkim',
    cause: 'dkim-fail',
    says: ['dkim sender invalid - envelope rejected'],
    examples: ['550 DKIM Sender Invalid - envelope rejected - https://community.mimecast.com/docs/DOC-1369#550'],
  },
  {
    id: 'mimecast-dmarc',
    cause: 'dmarc-fail',
    says: ['dmarc sender invalid - envelope rejected'],
    examples: ['550 DMARC Sender Invalid - envelope rejected - https://community.mimecast.com/docs/DOC-1369#550'],
  },
  {
    id: 'mimecast-anti-spoofing',
    cause: 'policy',
    remedy: 'mimecast',
    says: ['rejected by header * anti-spoofing', 'anti-spoofing policy - inbound not allowed'],
    examples: [
      '550 Rejected by header based Anti-Spoofing policy: user@example.com - https://community.mimecast.com/docs/DOC-1369#550',
    ],
  },
  {
    id: 'mimecast-blocked-sender',
    cause: 'recipient-policy',
    remedy: 'mimecast',
    says: ['administrative prohibition * envelope blocked', 'envelope blocked - user', 'manually blocked senders'],
    examples: ['550 Administrative prohibition - envelope blocked - https://community.mimecast.com/docs/DOC-1369#550'],
  },
  {
    id: 'mimecast-network',
    cause: 'geo-blocked',
    remedy: 'mimecast',
    says: ['host network not allowed', 'host network, not allowed'],
    examples: ['554 Host network not allowed - https://community.mimecast.com/docs/DOC-1369#554'],
  },
  {
    id: 'mimecast-signature',
    cause: 'content-spam',
    remedy: 'mimecast',
    says: ['email rejected due to security policies'],
    examples: [
      '554 Email rejected due to security policies - https://community.mimecast.com/docs/DOC-1369#554 [abc.us27]',
    ],
  },
  {
    id: 'mimecast-greylisting',
    cause: 'greylisted',
    says: ['internal (resources are|resource) temporarily unavailable'],
    examples: ['451 Internal resources are temporarily unavailable - https://community.mimecast.com/docs/DOC-1369#451'],
  },
  {
    id: 'mimecast-tls',
    cause: 'tls-required',
    says: ['this route requires (encryption|tls|high-strength)'],
    examples: ['553 This route requires encryption (TLS)'],
  },
  {
    id: 'mimecast-temporary-block',
    cause: 'rate-limited',
    confidence: 'medium',
    listedBy: 'mimecast',
    says: ['ip temporarily blacklisted', 'recipient temporarily unavailable * mimecast'],
    examples: ['421 IP temporarily blacklisted - https://community.mimecast.com/docs/DOC-1369#421'],
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
        'b.barracudacentral.org',
        'barracudanetworks.com/reputation',
        'barracudacentral.org',
        'blocked using barracuda reputation',
        'barracuda reputation',
      ],
      examples: [
        '550 5.7.1 Service unavailable; Client host [203.0.113.9] blocked using Barracuda Reputation; http://www.barracudanetworks.com/reputation/?r=1&ip=203.0.113.9',
      ],
    },
    {
      id: 'barracuda-appliance',
      cause: 'content-spam',
      says: ['permanent failure for one or more recipients * :blocked', 'message content rejected, ube'],
      checks: ['dnsbl:barracuda-brbl'],
      examples: [
        '550 permanent failure for one or more recipients (nobody@example.net:blocked)',
        '554 5.7.1 Message content rejected, UBE, id=00001-02-2',
      ],
    },
  ]),
  ...rulesOf('symantec-messagelabs', [
    {
      id: 'symantec-relay',
      cause: 'relay-denied',
      says: ['you are trying to use me * as a relay'],
      examples: [
        '553 5.7.1 you are trying to use me [server-5.tower-92.messagelabs.com] as a relay, but I have not been configured to let you [203.0.113.9] do this.',
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
        '553 Message filtered. Refer to the Troubleshooting page at http://www.symanteccloud.com/troubleshooting for more information. (#5.7.1)',
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
        "554-mx1.example.net 554 Your access to this mail system has been rejected due to the sending MTA's poor reputation. If you believe that this failure is in error, please contact the intended recipient via alternate means.",
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
        '554 5.7.1 This message has been blocked because it contains FortiGuard - AntiSpam blocking URL(s). (reason:http://example.com)',
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
        '554 5.7.1 This message has been blocked because it is from a FortiGuard - AntiSpam black IP address. (black ip 203.0.113.9)',
      ],
    },
  ]),
  ...rulesOf('trellix-fireeye', [
    {
      id: 'trellix-dmarc',
      cause: 'dmarc-fail',
      confidence: 'medium',
      tags: ['etp205'],
      examples: ['550 5.7.26 DMARC policy rejected this message (ETP205)'],
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
      examples: ['550 5.5.4 Relaying mail from 203.0.113.9 is not allowed, listed by Invaluement (ETP208)'],
    },
  ]),
  ...rulesOf('zerospam', [
    {
      id: 'zerospam-greylisting',
      cause: 'greylisted',
      says: ['greylisted for * seconds by zerospam'],
      examples: ['450 4.2.0 Greylisted for 300 seconds by ZEROSPAM'],
    },
  ]),
  ...rulesOf('mailchannels', [
    {
      id: 'mailchannels-content',
      cause: 'content-spam',
      says: ['message blocked. if this is a false positive'],
      examples: [
        '550 5.7.1 [CS] Message blocked. If this is a false positive, please report this to your hosting service provider. See https://console.mailchannels.net/insights/bounce?auid=example&sender=user%40example.com&txid=25b54c5e3c56be3e',
      ],
    },
    {
      id: 'mailchannels-complaints',
      cause: 'complaints',
      tags: ['fbl'],
      hosts: ['mailchannels.net'],
      examples: [
        '550 5.7.1 [FBL] Blocked. See See https://console.mailchannels.net/insights/bounce?auid=example&sender=user%40example.com&txid=61543583074c45d8',
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
        '554 Message rejected: Email address is not verified. The following identities failed the check in region EU-WEST-1: user@example.com',
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
        'Amazon SES has suppressed sending to this address because it has a recent history of bouncing as an invalid address. For more information about how to remove an address from the suppression list, see the Amazon SES Developer Guide',
      ],
    },
  ]),
];

export const FILTERS = [...PROOFPOINT, ...CLOUDMARK, ...TREND_MICRO, ...MIMECAST, ...OTHERS];
