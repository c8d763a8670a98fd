/** Microsoft: Outlook.com (S- and SC-, DY-, OU-, RP-numbers) and Exchange Online (5.7.5xx and 5.7.6xx), two systems. */
import { rulesOf } from '../rule.ts';

const OUTLOOK = rulesOf('outlook', [
  {
    id: 'ms-helo-spamhaus',
    cause: 'domain-blocklisted',
    listedBy: 'spamhaus-dbl',
    checks: ['helo', 'dnsbl:spamhaus-dbl'],
    tags: ['s8001'],
    says: ['helo domain is listed in spamhaus'],
    examples: [
      '550 5.7.1 Service unavailable, Helo domain is listed in Spamhaus. To request removal from this list see https://www.spamhaus.org/query/lookup/ (S8001)',
    ],
  },
  {
    id: 'ms-mailfrom-spamhaus',
    cause: 'domain-blocklisted',
    listedBy: 'spamhaus-dbl',
    tags: ['s8002'],
    says: ['mailfrom domain is listed in spamhaus'],
    examples: [
      '550 5.7.1 Service unavailable, MailFrom domain is listed in Spamhaus. To request removal from this list see https://www.spamhaus.org/query/lookup/ (S8002)',
    ],
  },
  {
    id: 'ms-network-blocked',
    cause: 'ip-reputation',
    listedBy: 'microsoft-olc',
    checks: ['ptr', 'spf', 'dkim', 'dmarc', 'dnsbl:spamhaus-zen'],
    remedy: 'microsoft-consumer',
    tags: ['s3140', 's3150', 'ou-002'],
    // OU-002: a general policy against the address, which says no more than S3150.
    says: [
      'part of their network is on our block list',
      "messages from * weren't sent. please contact your internet service provider",
    ],
    examples: [
      "550 5.7.1 Unfortunately, messages from [203.0.113.9] weren't sent. Please contact your Internet service provider since part of their network is on our block list (S3140). You can also refer your provider to http://mail.live.com/mail/troubleshooting.aspx#errors.",
    ],
  },
  {
    id: 'ms-ip-rate-limited',
    cause: 'ip-reputation',
    listedBy: 'microsoft-olc',
    retry: 'wait',
    retryAfterMinutes: 240,
    checks: ['ptr', 'spf', 'dkim', 'dmarc'],
    remedy: 'microsoft-consumer',
    tags: ['s775', 's843', 's844', 's3113', 's3114', 's3115'],
    enhanced: ['4.7.650', '4.7.651'],
    says: ['temporarily rate limited due to ip reputation'],
    examples: [
      '451 4.7.650 The mail server [203.0.113.9] has been temporarily rate limited due to IP reputation. For e-mail delivery information, see https://aka.ms/postmaster (S843)',
    ],
  },
  {
    id: 'ms-rate',
    cause: 'rate-limited',
    tags: ['rp-{1-9}', 'rp-001', 'rp-002', 'rp-003'],
    enhanced: ['4.7.652'],
    examples: [
      "421 RP-001 (SNT004-MC1F30) Unfortunately, some messages from 203.0.113.9 weren't sent. The server IP connecting to Outlook.com has exceeded the rate limit allowed.",
    ],
  },
  {
    id: 'ms-bulk-authentication',
    cause: 'dmarc-fail',
    checks: ['spf', 'dkim', 'dmarc'],
    remedy: 'microsoft-bulk',
    enhanced: ['5.7.515'],
    says: ["(does not|doesn't) meet the required authentication level"],
    examples: [
      '550 5.7.515 Access denied, sending domain example.com does not meet the required authentication level. See https://go.microsoft.com/fwlink/p/?linkid=2319303',
    ],
  },
  {
    id: 'ms-content',
    cause: 'content-spam',
    listedBy: 'microsoft-olc',
    remedy: 'microsoft-consumer',
    checks: ['dnsbl:spamhaus-zen', 'dnsbl:spamhaus-dbl'],
    tags: ['sc-001'],
    unless: ['network is on our block list'],
    examples: [
      '550 SC-001 Mail rejected by Windows Live Hotmail for policy reasons. Reasons for rejection may be related to content with spam-like characteristics or IP/domain reputation problems.',
    ],
  },
  {
    id: 'ms-namespace-mining',
    cause: 'policy',
    remedy: 'microsoft-consumer',
    listedBy: 'microsoft-olc',
    checks: [],
    tags: ['sc-002'],
    examples: [
      '550 SC-002 Mail rejected by Outlook.com for policy reasons. The sending IP may have exhibited namespace mining behavior.',
    ],
  },
  {
    id: 'ms-open-relay',
    cause: 'open-relay',
    listedBy: 'microsoft-olc',
    tags: ['sc-003'],
    examples: [
      '550 SC-003 Mail rejected by Outlook.com for policy reasons. Your IP address appears to be an open proxy/relay.',
    ],
  },
  {
    id: 'ms-complaints',
    cause: 'complaints',
    listedBy: 'microsoft-olc',
    remedy: 'microsoft-consumer',
    tags: ['sc-004'],
    examples: [
      '550 SC-004 Mail rejected by Outlook.com for policy reasons. A block has been placed against your IP address because we have received complaints concerning mail coming from that IP address.',
    ],
  },
  {
    id: 'ms-dynamic',
    cause: 'dynamic-ip',
    listedBy: 'spamhaus-pbl',
    tags: ['dy-001'],
    examples: [
      "550 DY-001 (COL004-MC4F30) Unfortunately, messages from 203.0.113.9 weren't sent. We generally do not accept email from dynamic IP's as they are not typically used to deliver unauthenticated SMTP email.",
    ],
  },
  {
    id: 'ms-infected',
    cause: 'ip-blocklisted',
    listedBy: 'microsoft-olc',
    checks: ['dnsbl:spamhaus-xbl'],
    remedy: 'microsoft-consumer',
    tags: ['dy-002'],
    examples: [
      '550 DY-002 Mail rejected by Outlook.com for policy reasons. The likely cause is a compromised or virus infected server/personal computer.',
    ],
  },
  {
    id: 'ms-ou-spamhaus',
    cause: 'ip-blocklisted',
    listedBy: 'spamhaus-zen',
    checks: ['dnsbl:spamhaus-zen'],
    remedy: 'spamhaus-ip',
    tags: ['ou-001'],
    examples: [
      "550 OU-001 (SNT004-MC1F43) Unfortunately, messages from 203.0.113.9 weren't sent. If you are not an email/network admin please contact your Email/Internet Service Provider for help.",
    ],
  },
  {
    id: 'ms-sender-id',
    cause: 'spf-fail',
    confidence: 'medium',
    says: ['sender id validation failure', 'sender id (pra) * (fail|not permitted)'],
    examples: ['550 5.7.1 Command rejected due to Sender ID validation failure'],
  },
  {
    id: 'ms-mailbox-unavailable',
    cause: 'user-unknown',
    tags: ['s2017062302'],
    examples: ['550 5.5.0 Requested action not taken: mailbox unavailable (S2017062302).'],
  },
]);

const EXCHANGE_ONLINE = rulesOf('exchange-online', [
  {
    id: 'ms-bad-outbound',
    cause: 'rate-limited',
    retry: 'fix-first',
    says: ['bad outbound sender'],
    examples: [
      '550 5.1.8 Access denied, bad outbound sender. For more information please go to http://go.microsoft.com/fwlink/?LinkId=875724',
    ],
  },
  {
    id: 'ms-banned-ip',
    cause: 'ip-reputation',
    listedBy: 'microsoft-eop',
    remedy: 'microsoft-delist',
    enhanced: ['5.7.60x', '5.7.61x', '5.7.62x', '5.7.63x', '5.7.64x'],
    says: ['access denied, banned sending ip', 'banned sending ip'],
    examples: [
      '550 5.7.606 Access denied, banned sending IP [203.0.113.9]. To request removal from this list please visit https://sender.office.com/ and follow the directions. (AS16012609)',
    ],
  },
  {
    id: 'ms-banned-sender',
    cause: 'ip-reputation',
    listedBy: 'microsoft-eop',
    remedy: 'microsoft-banned-sender',
    enhanced: ['5.7.511'],
    says: ['access denied, banned sender'],
    examples: [
      '550 5.7.511 Access denied, banned sender[203.0.113.9]. To request removal from this list please forward this message to delist@messaging.microsoft.com.',
    ],
  },
  {
    id: 'ms-customer-blocklist',
    cause: 'recipient-policy',
    tags: ['as16012607'],
    enhanced: ['5.7.513', '5.7.507', '5.7.124', '5.7.133', '5.7.134', '5.7.136', '5.7.503', '5.7.504', '5.7.505'],
    says: [
      'using customer block list',
      'access denied, rejected by recipient',
      'resolver.rst.restrictedtorecipientspermission',
      'resolver.rst.notauthorized',
      'resolver.rst.sendernotauthenticated',
      'resolver.rst.authrequired',
      'not authorized to send to the recipient',
      'only accepts messages from (people in|members of) (its|their|your|the) organi',
    ],
    examples: [
      '550 5.7.513 Service unavailable, Client host [203.0.113.9] blocked by example.com using Customer Block list (AS16012607)',
      '550 5.7.1 RESOLVER.RST.NotAuthorized; not authorized',
    ],
  },
  {
    id: 'ms-transport-rule',
    cause: 'recipient-policy',
    says: ['transport.rules.rejectmessage'],
    examples: ['550 5.7.1 TRANSPORT.RULES.RejectMessage; the message was rejected by organization policy'],
  },
  {
    id: 'ms-spamhaus',
    cause: 'ip-blocklisted',
    listedBy: 'spamhaus-zen',
    checks: ['dnsbl:spamhaus-zen'],
    remedy: 'spamhaus-ip',
    tags: ['as16012611'],
    says: ['blocked using spamhaus'],
    examples: [
      '550 5.7.1 Service unavailable, Client host [203.0.113.9] blocked using Spamhaus. To request removal from this list see https://www.spamhaus.org/query/ip/203.0.113.9 (AS16012611)',
    ],
  },
  {
    id: 'ms-dmarc',
    cause: 'dmarc-fail',
    enhanced: ['5.7.509'],
    says: ['does not pass dmarc verification'],
    examples: [
      '550 5.7.509 Access denied, sending domain EXAMPLE.COM does not pass DMARC verification and has a DMARC policy of reject',
    ],
  },
  {
    id: 'ms-spf',
    cause: 'spf-fail',
    says: ['rejected because of sender policy framework violation'],
    examples: ['550 5.7.23 The message was rejected because of Sender Policy Framework violation -> 550 5.7.1'],
  },
  {
    id: 'ms-ipv6-ptr',
    cause: 'ptr-missing',
    says: ['sending ipv6 address * must have a reverse dns', 'ipv6 address * must have a reverse dns'],
    examples: ['550 5.7.25 Service unavailable, sending IPv6 address [2001:db8::25] must have a reverse DNS record'],
  },
  {
    id: 'ms-ipv6-auth',
    cause: 'auth-missing',
    says: ['must pass either spf or dkim validation'],
    examples: [
      '450 4.7.26 Service does not accept messages sent over IPv6 [2001:db8::25] unless they pass either SPF or DKIM validation (message not signed); the message must pass either SPF or DKIM validation',
    ],
  },
  {
    id: 'ms-helo',
    cause: 'helo-invalid',
    enhanced: ['5.7.506'],
    says: ['access denied, bad helo'],
    examples: ['550 5.7.506 Access Denied, Bad HELO'],
  },
  {
    id: 'ms-suspicious',
    cause: 'rate-limited',
    retryAfterMinutes: 60,
    enhanced: ['4.7.500', '4.7.5xx', '4.7.6xx', '4.7.8xx'],
    says: ['access denied, please try again later', 'server busy. please try again later from'],
    examples: [
      '451 4.7.500 Server busy. Please try again later from [203.0.113.9]. (S77719) [CY4PEPF0000FCC3.namprd03.prod.outlook.com]',
    ],
  },
  {
    id: 'ms-format',
    cause: 'rfc-noncompliant',
    confidence: 'medium',
    enhanced: ['5.7.512'],
    examples: ['550 5.7.512 Access denied, message must be RFC 5322 section 3.6.2 compliant'],
  },
  {
    id: 'ms-recipient-denied',
    cause: 'user-unknown',
    // Postfix writes the same of a recipient that an access table refuses, with 554.
    reply: ['550'],
    says: ['recipient (address|addresses) rejected: access denied', 'recipient addresses rejected : access denied'],
    examples: [
      '550 5.4.1 Recipient address rejected: Access denied. [SN1NAM02FT0042.eop-nam02.prod.protection.outlook.com]',
    ],
  },
  {
    id: 'ms-many-regions',
    cause: 'temporary',
    // Outlook.com takes the recipients of one region at a time; the server sends to the others by itself.
    says: ['recipients belong to multiple regions'],
    examples: [
      '452 4.5.3 Recipients belong to multiple regions ATTR38 [VE1EUR01FT019.eop-EUR01.prod.protection.outlook.com]',
    ],
  },
  {
    id: 'ms-tenant-threshold',
    cause: 'rate-limited',
    retry: 'fix-first',
    enhanced: ['5.7.705', '5.7.750'],
    examples: ['5.7.705 Access denied, tenant has exceeded threshold.'],
  },
  {
    id: 'ms-tenant-block-list',
    cause: 'policy',
    enhanced: ['5.7.703'],
    says: ['tenant allow block list', 'tenant allow/block list'],
    examples: [
      "Your message can't be delivered because messages to <recipients> are blocked by your organization using Tenant Allow Block List.",
    ],
  },
  {
    id: 'ms-recipient-rate',
    cause: 'recipient-rate-limited',
    enhanced: ['5.2.121', '5.2.122'],
    says: ['exceeded (their|the) limit for the number of messages they can', 'recipient thread limit exceeded'],
    examples: [
      '554 5.2.122 The recipient has exceeded their limit for the number of messages they can receive per hour. For more information go to http://go.microsoft.com/fwlink/?LinkId=526653',
    ],
  },
  {
    id: 'exchange-recipient-not-found',
    cause: 'user-unknown',
    says: [
      'resolver.adr.recipnotfound',
      'resolver.adr.exrecipnotfound',
      'resolver.adr.recipientnotfound',
      "(wasn't|was not) found at",
      '#5.1.1 smtp',
    ],
    examples: ['550 5.1.1 RESOLVER.ADR.RecipNotFound; not found'],
  },
  {
    id: 'exchange-mailbox-full',
    cause: 'mailbox-full',
    says: ['storedrv.deliver; recipient mailbox is full', 'storedrv.deliver.exception:quotaexceeded'],
    examples: [
      '554 5.2.2 mailbox full; STOREDRV.Deliver.Exception:QuotaExceededException.MapiExceptionShutoffQuotaExceeded',
    ],
  },
]);

export const MICROSOFT = [...OUTLOOK, ...EXCHANGE_ONLINE];
