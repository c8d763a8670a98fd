/** Filters that receivers buy: their words are the same everywhere. */
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
  },
]);

const TREND_MICRO = rulesOf('trendmicro', [
  {
    id: 'trendmicro-customer-rule',
    cause: 'recipient-policy',
    says: ['ers-customized-block', 'block-send-er', 'recipient address rejected: block-rcpt'],
  },
  {
    id: 'trendmicro-quick-list',
    cause: 'ip-reputation',
    retry: 'wait',
    retryAfterMinutes: 720,
    listedBy: 'trendmicro-dynamic',
    checks: ['ptr', 'dnsbl:trendmicro-dynamic', 'dnsbl:spamhaus-zen'],
    remedy: 'trend-micro-quick',
    reply: ['450', '421', '451'],
    says: ['trend micro', 'ers.trendmicro.com', 'email reputation service', 'ers-qil', 'mail-abuse.(com|org)'],
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
  },
]);

const MIMECAST = rulesOf('mimecast', [
  {
    id: 'mimecast-reputation',
    cause: 'ip-reputation',
    listedBy: 'mimecast',
    remedy: 'mimecast',
    says: ['local ct ip reputation', 'csi.mimecast.org'],
  },
  {
    id: 'mimecast-spf',
    cause: 'spf-fail',
    says: ['spf sender invalid - envelope rejected'],
  },
  {
    id: 'mimecast-dkim',
    cause: 'dkim-fail',
    says: ['dkim sender invalid - envelope rejected'],
  },
  {
    id: 'mimecast-dmarc',
    cause: 'dmarc-fail',
    says: ['dmarc sender invalid - envelope rejected'],
  },
  {
    id: 'mimecast-anti-spoofing',
    cause: 'policy',
    remedy: 'mimecast',
    says: ['rejected by header * anti-spoofing', 'anti-spoofing policy - inbound not allowed'],
  },
  {
    id: 'mimecast-blocked-sender',
    cause: 'recipient-policy',
    remedy: 'mimecast',
    says: ['administrative prohibition * envelope blocked', 'envelope blocked - user', 'manually blocked senders'],
  },
  {
    id: 'mimecast-network',
    cause: 'geo-blocked',
    remedy: 'mimecast',
    says: ['host network not allowed', 'host network, not allowed'],
  },
  {
    id: 'mimecast-signature',
    cause: 'content-spam',
    remedy: 'mimecast',
    says: ['email rejected due to security policies'],
  },
  {
    id: 'mimecast-greylisting',
    cause: 'greylisted',
    says: ['internal (resources are|resource) temporarily unavailable'],
  },
  {
    id: 'mimecast-tls',
    cause: 'tls-required',
    says: ['this route requires (encryption|tls|high-strength)'],
  },
  {
    id: 'mimecast-temporary-block',
    cause: 'rate-limited',
    listedBy: 'mimecast',
    says: ['ip temporarily blacklisted', 'recipient temporarily unavailable * mimecast'],
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
      says: ['barracudanetworks.com/reputation', 'barracudacentral.org', 'barracuda reputation'],
    },
    {
      id: 'barracuda-appliance',
      cause: 'content-spam',
      says: ['permanent failure for one or more recipients * :blocked', 'message content rejected, ube'],
      checks: ['dnsbl:barracuda-brbl'],
    },
  ]),
  ...rulesOf('symantec-messagelabs', [
    {
      id: 'symantec-relay',
      cause: 'relay-denied',
      says: ['you are trying to use me * as a relay'],
    },
    {
      id: 'symantec-reputation',
      cause: 'ip-reputation',
      listedBy: 'symantec',
      remedy: 'symantec',
      checkedOn: '2026-12-01',
      says: ['symantec zodiac'],
    },
    {
      id: 'symantec-filtered',
      cause: 'content-spam',
      listedBy: 'symantec',
      remedy: 'symantec',
      says: ['symanteccloud.com/troubleshooting', 'message filtered. refer to'],
      unless: ['spf', 'dmarc', 'dkim', 'sender policy framework'],
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
    },
  ]),
  ...rulesOf('trellix-fireeye', [
    {
      id: 'trellix-dmarc',
      cause: 'dmarc-fail',
      tags: ['etp205'],
    },
    {
      id: 'trellix-invaluement',
      cause: 'ip-blocklisted',
      listedBy: 'ivmsip',
      remedy: 'invaluement',
      checks: ['dnsbl:ivmsip'],
      tags: ['etp208'],
      says: ['listed by invaluement'],
    },
  ]),
  ...rulesOf('zerospam', [
    {
      id: 'zerospam-greylisting',
      cause: 'greylisted',
      says: ['greylisted for * seconds by zerospam'],
    },
  ]),
  ...rulesOf('mailchannels', [
    {
      id: 'mailchannels-content',
      cause: 'content-spam',
      side: 'own-provider',
      remedy: 'outgoing-relay',
      checks: [],
      says: ['mailchannels.net/insights', 'message blocked. if this is a false positive'],
    },
    {
      id: 'mailchannels-complaints',
      cause: 'complaints',
      tags: ['fbl'],
      hosts: ['mailchannels.net'],
      says: ['unsolicited email originating from your address'],
    },
  ]),
  ...rulesOf('amazon-ses', [
    {
      id: 'ses-identity',
      cause: 'auth-required',
      remedy: 'ses-identity',
      side: 'own-provider',
      says: ['email address is not verified'],
    },
    {
      id: 'ses-suppressed',
      cause: 'mailbox-disabled',
      remedy: 'ses',
      side: 'own-provider',
      says: [
        'amazon ses did not send the message to this address',
        'amazon ses has suppressed sending',
        'onaccountsuppressionlist',
        'permanent suppressed',
        'recent history of bouncing as invalid',
      ],
    },
  ]),
];

export const FILTERS = [...PROOFPOINT, ...CLOUDMARK, ...TREND_MICRO, ...MIMECAST, ...OTHERS];
