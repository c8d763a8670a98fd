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
      {
        text: '550 5.7.1 Service unavailable, Helo domain is listed in Spamhaus. To request removal from this list see https://www.spamhaus.org/query/lookup/ (S8001) [#.prod.protection.outlook.com]',
        source: 'ActiveCampaign/smtp-field-manual:data/codes/550.json',
      },
    ],
  },
  {
    id: 'ms-mailfrom-spamhaus',
    cause: 'domain-blocklisted',
    listedBy: 'spamhaus-dbl',
    tags: ['s8002'],
    says: ['mailfrom domain is listed in spamhaus'],
    examples: [
      {
        text: '550 5.7.1 Service unavailable, MailFrom domain is listed in Spamhaus. To request removal from this list see https://www.spamhaus.org/query/lookup/ (S8002) [#.eop-nam02.prod.protection.outlook.com]',
        source: 'ActiveCampaign/smtp-field-manual:data/codes/550.json',
      },
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
      {
        text: "host hotmail-com.olc.protection.outlook.com[104.47.34.33] said: 550 5.7.1 Unfortunately, messages from [203.0.113.9] weren't sent. Please contact your Internet service provider since part of their network is on our block list (AS3150). You can also refer your provider to http://mail.live.com/mail/troubleshooting.aspx#errors. [BY2NAM01FT030.eop-nam01.prod.protection.outlook.com]",
        source: 'https://pastebin.com/rwzHX08U',
      },
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
      {
        text: '451 4.7.650 The mail server [203.0.113.9] has been temporarily rate limited due to IP reputation. For e-mail delivery information, see https://postmaster.live.com (S843)[#.prod.protection.outlook.com]',
        source: 'ActiveCampaign/smtp-field-manual:data/codes/451.json',
      },
    ],
  },
  {
    id: 'ms-rate',
    cause: 'rate-limited',
    tags: ['rp-{1-9}', 'rp-001', 'rp-002', 'rp-003'],
    enhanced: ['4.7.652'],
    examples: [
      {
        text: "host mx3.hotmail.com[65.55.92.152] said: 421 RP-001 (SNT0-MC2-F19) Unfortunately, some messages from 203.0.113.9 weren't sent. Please try again. We have limits for how many messages can be sent per hour and per day. You can also refer to http://mail.live.com/mail/troubleshooting.aspx#errors. (in reply to MAIL FROM command)",
        source: 'https://pastebin.com/dW4JrGn7',
      },
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
      {
        text: "550 5.7.515 Access denied, sending domain example.com doesn't meet the required authentication level. The sender's domain in the 5322.From address doesn't meet the authentication requirements defined for the sender. Spf=Fail Dkim=Pass DMARC=Pass",
        source: 'fm/smtp-codes:data/codes/550.json',
      },
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
      {
        text: '550 SC-001 Mail rejected by Windows Live Hotmail for policy reasons. Reasons for rejection may be related to content with spam-like characteristics or IP/domain reputation problems.',
        source: 'https://blog.radarhill.net/2011/12/09/hotmails-not-looking-so-cool/',
      },
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
      {
        text: "host mx2.hotmail.com[65.55.33.135] said: 550 SC-002 (COL004-MC6F36) Unfortunately, messages from 203.0.113.9 weren't sent. Please contact your Internet service provider since part of their network is on our block list. You can also refer your provider to http://mail.live.com/mail/troubleshooting.aspx#errors. (in reply to MAIL FROM command)",
        source: 'https://pastebin.com/euddt9Ub',
      },
      {
        text: '550 SC-002 Mail rejected by Outlook.com for policy reasons. The mail server IP connecting to Outlook.com has exhibited namespace mining behavior. If you are not an email/network admin please contact your Email/Internet Service Provider for help.',
        source: 'a log or test in public source code',
      },
    ],
  },
  {
    id: 'ms-open-relay',
    cause: 'open-relay',
    listedBy: 'microsoft-olc',
    tags: ['sc-003'],
    examples: [
      {
        text: '550 SC-003 Mail rejected by Outlook.com for policy reasons. Your IP address appears to be an open proxy/relay. If you are not an email/network admin please contact your Email/Internet Service Provider for help.',
        source: 'https://sendersupport.olc.protection.outlook.com/pm/troubleshooting.aspx',
      },
    ],
  },
  {
    id: 'ms-complaints',
    cause: 'complaints',
    listedBy: 'microsoft-olc',
    remedy: 'microsoft-consumer',
    tags: ['sc-004'],
    examples: [
      {
        text: '550 SC-004 Mail rejected by Windows Live Hotmail for policy reasons. A block has been placed against your IP address because we have received complaints concerning mail coming from that IP address. If you are not an email/network admin please contact your',
        source:
          'http://registrywinner.com/pcsupport/html/Troubleshooting/16194-Why-is-Windows-Live-Hotmail-rejecting-email-I-send-my-friend.html',
      },
    ],
  },
  {
    id: 'ms-dynamic',
    cause: 'dynamic-ip',
    listedBy: 'spamhaus-pbl',
    tags: ['dy-001'],
    examples: [
      {
        text: "host mx2.hotmail.com[65.54.188.110] said: 550 DY-001 (BAY0-MC3-F6) Unfortunately, messages from 203.0.113.9 weren't sent. Please contact your Internet service provider. You can tell them that Hotmail does not relay dynamically-assigned IP ranges.",
        source: 'https://ubuntuforums.org',
      },
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
      {
        text: '550 DY-002 Mail rejected by Outlook.com for policy reasons. The likely cause is a compromised or virus infected server/personal computer. If you are not an email/network admin please contact your Email/Internet Service Provider for help.',
        source: 'https://sendersupport.olc.protection.outlook.com/pm/troubleshooting.aspx',
      },
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
      {
        text: "host mx4.hotmail.com[65.55.92.168] said: 550 OU-001 (SNT004-MC3F21) Unfortunately, messages from 203.0.113.9 weren't sent. Please contact your Internet service provider since part of their network is on our block list. You can also refer your provider to http://mail.live.com/mail/troubleshooting.aspx#errors. (in reply to MAIL FROM command)",
        source: 'https://pastebin.com/VX2bEiCW',
      },
    ],
  },
  {
    id: 'ms-mailbox-unavailable',
    cause: 'user-unknown',
    tags: ['s2017062302'],
    examples: [
      {
        text: '550 5.5.0 Requested action not taken: mailbox unavailable (S2017062302)',
        source: 'MicrosoftDocs/OfficeDocs-Exchange#2836',
      },
    ],
  },
]);

const EXCHANGE_ONLINE = rulesOf('exchange-online', [
  {
    id: 'ms-bad-outbound',
    cause: 'rate-limited',
    retry: 'fix-first',
    says: ['bad outbound sender'],
    examples: [
      {
        text: "Remote Server returned '550 5.1.8 Access denied, bad outbound sender'",
        source:
          'https://learn.microsoft.com/en-us/microsoft-365/security/office-365-security/removing-user-from-restricted-users-portal-after-spam',
      },
    ],
  },
  {
    id: 'ms-banned-ip',
    cause: 'ip-reputation',
    listedBy: 'microsoft-eop',
    remedy: 'microsoft-delist',
    enhanced: ['5.7.60x', '5.7.61x', '5.7.62x', '5.7.63x', '5.7.64x'],
    says: ['banned sending ip'],
    examples: [
      {
        text: '550 5.7.606 Access denied, banned sending IP [203.0.113.9]. To request removal from this list please visit https://sender.office.com/ and follow the directions. For more information please go to http://go.microsoft.com/fwlink/?LinkID=526655 (AS16012609)',
        source: 'ActiveCampaign/smtp-field-manual:data/codes/550.json',
      },
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
      {
        text: '550 5.7.511 Access denied, banned sender[203.0.113.9]. To request removal from this list please forward this message to delist@messaging.microsoft.com. For more information please go to http://go.microsoft.com/fwlink/?LinkId=526653. AS(508)',
        source: 'zone-eu/zone-mta:config/bounces.txt',
      },
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
      {
        text: '5.7.513 Service unavailable, Client host [203.0.113.9] blocked by example.com using Customer Block list (AS16012607)',
        source:
          'https://learn.microsoft.com/en-us/exchange/mail-flow-best-practices/non-delivery-reports-in-exchange-online/non-delivery-reports-in-exchange-online',
      },
    ],
  },
  {
    id: 'ms-transport-rule',
    cause: 'recipient-policy',
    says: ['transport.rules.rejectmessage'],
    examples: [
      {
        text: '550 5.7.1 TRANSPORT.RULES.RejectMessage; the message was rejected by organization policy',
        source: 'fm/smtp-codes:data/codes/550.json',
      },
    ],
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
      {
        text: '550 5.7.1 Service unavailable, Client host [203.0.113.9] blocked using Spamhaus. To request removal from this list see http://www.spamhaus.org/lookup.lasso (AS16012611)',
        source: 'zone-eu/zone-mta:config/bounces.txt',
      },
    ],
  },
  {
    id: 'ms-dmarc',
    cause: 'dmarc-fail',
    enhanced: ['5.7.509'],
    says: ['does not pass dmarc verification', 'domain owner policy restrictions'],
    examples: [
      {
        text: '5.7.509 Access denied, sending domain [example.com] does not pass DMARC verification and has a DMARC policy of reject.',
        source:
          'https://learn.microsoft.com/en-us/exchange/mail-flow-best-practices/non-delivery-reports-in-exchange-online/non-delivery-reports-in-exchange-online',
      },
    ],
  },
  {
    id: 'ms-spf',
    cause: 'spf-fail',
    says: ['rejected because of sender policy framework violation'],
    examples: [
      {
        text: "550 5.7.23 The message was rejected because of Sender Policy Framework violation -> 550 5.7.1 Unauthenticated email from example.com is not accepted due to;domain's DMARC policy. Please contact the administrator of;example.com domain if this was a legitimate mail.",
        source: 'a log or test in public source code',
      },
      {
        text: '5.7.23 The message was rejected because of Sender Policy Framework violation',
        source:
          'https://learn.microsoft.com/en-us/exchange/mail-flow-best-practices/non-delivery-reports-in-exchange-online/non-delivery-reports-in-exchange-online',
      },
    ],
  },
  {
    id: 'ms-ipv6-ptr',
    cause: 'ptr-missing',
    says: ['ipv6 address * must have (a |)reverse dns'],
    examples: [
      {
        text: '450 4.7.25 Service unavailable, sending IPv6 address [2a01:111:f200:2004::240] must have reverse DNS record.',
        source: 'https://learn.microsoft.com/en-us/defender-office-365/anonymous-ipv6',
      },
      {
        text: '5.7.25 Access denied, the sending IPv6 address [2a01:111:f200:2004::240] must have a reverse DNS record',
        source:
          'https://learn.microsoft.com/en-us/exchange/mail-flow-best-practices/non-delivery-reports-in-exchange-online/non-delivery-reports-in-exchange-online',
      },
    ],
  },
  {
    id: 'ms-ipv6-auth',
    cause: 'auth-missing',
    says: ['must pass either spf or dkim validation'],
    examples: [
      {
        text: '450 4.7.26 Service unavailable, message sent over IPv6 [2a01:111:f200:2004::240] must pass either SPF or DKIM validation.',
        source: 'https://learn.microsoft.com/en-us/defender-office-365/anonymous-ipv6',
      },
    ],
  },
  {
    id: 'ms-helo',
    cause: 'helo-invalid',
    enhanced: ['5.7.506'],
    says: ['access denied, bad helo'],
    examples: [
      {
        text: '5.7.506 Access Denied, Bad HELO',
        source:
          'https://learn.microsoft.com/en-us/exchange/mail-flow-best-practices/non-delivery-reports-in-exchange-online/non-delivery-reports-in-exchange-online',
      },
    ],
  },
  {
    id: 'ms-suspicious',
    cause: 'rate-limited',
    retryAfterMinutes: 60,
    enhanced: ['4.7.500', '4.7.5xx', '4.7.6xx', '4.7.8xx'],
    says: ['access denied, please try again later', 'server busy. please try again later from'],
    examples: [
      {
        text: '451 4.7.500 Server busy. Please try again later from [203.0.113.9]. (AS77712344) [#.prod.protection.outlook.com]',
        source: 'ActiveCampaign/smtp-field-manual:data/codes/451.json',
      },
    ],
  },
  {
    id: 'ms-format',
    cause: 'rfc-noncompliant',
    confidence: 'medium',
    enhanced: ['5.7.512'],
    says: ['message must be rfc 5322'],
    examples: [
      {
        text: '5.7.512 Access denied, message must be RFC 5322 section 3.6.2 compliant',
        source:
          'https://learn.microsoft.com/en-us/exchange/mail-flow-best-practices/non-delivery-reports-in-exchange-online/non-delivery-reports-in-exchange-online',
      },
    ],
  },
  {
    id: 'ms-recipient-denied',
    cause: 'user-unknown',
    // Postfix writes the same of a recipient that an access table refuses, with 554.
    reply: ['550'],
    says: ['recipient (address|addresses) rejected: access denied', 'recipient addresses rejected : access denied'],
    examples: [
      {
        text: '550 5.4.1 Recipient address rejected: Access denied. AS(201806281) [PR2FRA01FT009.eop-fra01.prod.protection.outlook.com]',
        source: 'zone-eu/zone-mta#214',
      },
    ],
  },
  {
    id: 'ms-many-regions',
    cause: 'temporary',
    // Outlook.com takes the recipients of one region at a time; the server sends to the others by itself.
    says: ['recipients belong to multiple regions'],
    examples: [
      {
        text: 'host hotmail-com.olc.protection.outlook.com[104.47.57.161] said: 452 4.5.3 Recipients belong to multiple regions ATTR38 [DM6NAM11FT074.eop-nam11.prod.protection.outlook.com 2023-10-28T12:19:33.163Z 08DBD79CFB305B7E] (in reply to RCPT TO command)',
        source: 'Mailu/Mailu#3013',
      },
    ],
  },
  {
    id: 'ms-tenant-threshold',
    cause: 'rate-limited',
    retry: 'fix-first',
    enhanced: ['5.7.705', '5.7.750'],
    examples: [
      {
        text: '5.7.705 Access denied, tenant has exceeded threshold',
        source:
          'https://learn.microsoft.com/en-us/exchange/mail-flow-best-practices/non-delivery-reports-in-exchange-online/non-delivery-reports-in-exchange-online',
      },
    ],
  },
  {
    id: 'ms-tenant-block-list',
    cause: 'policy',
    enhanced: ['5.7.703'],
    says: ['tenant allow block list', 'tenant allow/block list'],
    examples: [
      {
        text: "5.7.703 Your message can't be delivered because messages to XXX, YYY are blocked by your organization using Tenant Allow Block List.",
        source:
          'https://learn.microsoft.com/en-us/exchange/mail-flow-best-practices/non-delivery-reports-in-exchange-online/non-delivery-reports-in-exchange-online',
      },
    ],
  },
  {
    id: 'ms-recipient-rate',
    cause: 'recipient-rate-limited',
    enhanced: ['5.2.121', '5.2.122'],
    says: ['exceeded (their|the) limit for the number of messages they can', 'recipient thread limit exceeded'],
    examples: [
      {
        text: '554 5.2.122 The recipient has exceeded their limit for the number of messages they can receive per hour. For more information go to http://go.microsoft.com/fwlink/?LinkId=526653. (#) [outlook.com]',
        source: 'ActiveCampaign/smtp-field-manual:data/codes/554.json',
      },
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
    examples: [
      {
        text: 'smtp;550 5.1.1 RESOLVER.ADR.RecipNotFound; not found',
        source: 'anymail/django-anymail:tests/test_mailgun_webhooks.py',
      },
    ],
  },
  {
    id: 'exchange-mailbox-full',
    cause: 'mailbox-full',
    says: ['storedrv.deliver; recipient mailbox is full', 'storedrv.deliver.exception:quotaexceeded'],
    examples: [
      {
        text: "Remote Server returned '554 5.2.2 mailbox full; STOREDRV.Deliver.Exception:QuotaExceededException.MapiExceptionQuotaExceeded'",
        source: 'a log or test in public source code',
      },
    ],
  },
]);

export const MICROSOFT = [...OUTLOOK, ...EXCHANGE_ONLINE];
