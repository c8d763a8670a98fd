import type { Texts } from './types.ts';

export const MICROSOFT_TEXTS: Texts = {
  'ms-bulk-spf': [
    {
      text: "550 5.7.515 Access denied, sending domain example.com does not meet the required authentication level. The sender's domain in the 5322.From address does not meet the authentication requirements defined for the sender. To learn how to fix this see: https://go.microsoft.com/fwlink/p/?linkid=2319303 Spf= Fail , Dkim= Pass , DMARC= Pass",
      source: 'a log or test in public source code',
    },
  ],
  'ms-bulk-dkim': [
    {
      text: "550 5.7.515 Access denied, sending domain example.com does not meet the required authentication level. The sender's domain in the 5322.From address does not meet the authentication requirements defined for the sender. To learn how to fix this see: https://go.microsoft.com/fwlink/p/?linkid=2319303 Spf= Pass , Dkim= Fail , DMARC= Fail",
      source: 'a log or test in public source code',
    },
  ],
  'ms-bulk-neither': [
    {
      text: "550 5.7.515 Access denied, sending domain example.com does not meet the required authentication level. The sender's domain in the 5322.From address does not meet the authentication requirements defined for the sender. To learn how to fix this see: https://go.microsoft.com/fwlink/p/?linkid=2319303 Spf= Fail , Dkim= Fail , DMARC= Fail",
      source: 'a log or test in public source code',
    },
  ],
  'ms-helo-spamhaus': [
    {
      text: '550 5.7.1 Service unavailable, Helo domain is listed in Spamhaus. To request removal from this list see https://www.spamhaus.org/query/lookup/ (S8001) [#.prod.protection.outlook.com]',
      source: 'ActiveCampaign/smtp-field-manual:data/codes/550.json',
    },
  ],
  'ms-mailfrom-spamhaus': [
    {
      text: '550 5.7.1 Service unavailable, MailFrom domain is listed in Spamhaus. To request removal from this list see https://www.spamhaus.org/query/lookup/ (S8002) [#.eop-nam02.prod.protection.outlook.com]',
      source: 'ActiveCampaign/smtp-field-manual:data/codes/550.json',
    },
  ],
  'ms-network-blocked': [
    {
      text: "host hotmail-com.olc.protection.outlook.com[104.47.34.33] said: 550 5.7.1 Unfortunately, messages from [203.0.113.9] weren't sent. Please contact your Internet service provider since part of their network is on our block list (AS3150). You can also refer your provider to http://mail.live.com/mail/troubleshooting.aspx#errors. [BY2NAM01FT030.eop-nam01.prod.protection.outlook.com]",
      source: 'https://pastebin.com/rwzHX08U',
    },
  ],
  'ms-ip-rate-limited': [
    {
      text: '451 4.7.650 The mail server [203.0.113.9] has been temporarily rate limited due to IP reputation. For e-mail delivery information, see https://postmaster.live.com (S843)[#.prod.protection.outlook.com]',
      source: 'ActiveCampaign/smtp-field-manual:data/codes/451.json',
    },
  ],
  'ms-rate': [
    {
      text: "host mx3.hotmail.com[65.55.92.152] said: 421 RP-001 (SNT0-MC2-F19) Unfortunately, some messages from 203.0.113.9 weren't sent. Please try again. We have limits for how many messages can be sent per hour and per day. You can also refer to http://mail.live.com/mail/troubleshooting.aspx#errors. (in reply to MAIL FROM command)",
      source: 'https://pastebin.com/dW4JrGn7',
    },
  ],
  'ms-bulk-authentication': [
    {
      text: "550 5.7.515 Access denied, sending domain example.com doesn't meet the required authentication level. The sender's domain in the 5322.From address doesn't meet the authentication requirements defined for the sender. Spf=Fail Dkim=Pass DMARC=Pass",
      source: 'fm/smtp-codes:data/codes/550.json',
    },
  ],
  'ms-content': [
    {
      text: '550 SC-001 Mail rejected by Windows Live Hotmail for policy reasons. Reasons for rejection may be related to content with spam-like characteristics or IP/domain reputation problems.',
      source: 'https://blog.radarhill.net/2011/12/09/hotmails-not-looking-so-cool/',
    },
  ],
  'ms-namespace-mining': [
    {
      text: "host mx2.hotmail.com[65.55.33.135] said: 550 SC-002 (COL004-MC6F36) Unfortunately, messages from 203.0.113.9 weren't sent. Please contact your Internet service provider since part of their network is on our block list. You can also refer your provider to http://mail.live.com/mail/troubleshooting.aspx#errors. (in reply to MAIL FROM command)",
      source: 'https://pastebin.com/euddt9Ub',
    },
    {
      text: '550 SC-002 Mail rejected by Outlook.com for policy reasons. The mail server IP connecting to Outlook.com has exhibited namespace mining behavior. If you are not an email/network admin please contact your Email/Internet Service Provider for help.',
      source: 'a log or test in public source code',
    },
  ],
  'ms-open-relay': [
    {
      text: '550 SC-003 Mail rejected by Outlook.com for policy reasons. Your IP address appears to be an open proxy/relay. If you are not an email/network admin please contact your Email/Internet Service Provider for help.',
      source: 'https://sendersupport.olc.protection.outlook.com/pm/troubleshooting.aspx',
    },
  ],
  'ms-complaints': [
    {
      text: '550 SC-004 Mail rejected by Windows Live Hotmail for policy reasons. A block has been placed against your IP address because we have received complaints concerning mail coming from that IP address. If you are not an email/network admin please contact your',
      source:
        'http://registrywinner.com/pcsupport/html/Troubleshooting/16194-Why-is-Windows-Live-Hotmail-rejecting-email-I-send-my-friend.html',
    },
  ],
  'ms-dynamic': [
    {
      text: "host mx2.hotmail.com[65.54.188.110] said: 550 DY-001 (BAY0-MC3-F6) Unfortunately, messages from 203.0.113.9 weren't sent. Please contact your Internet service provider. You can tell them that Hotmail does not relay dynamically-assigned IP ranges.",
      source: 'https://ubuntuforums.org',
    },
  ],
  'ms-infected': [
    {
      text: '550 DY-002 Mail rejected by Outlook.com for policy reasons. The likely cause is a compromised or virus infected server/personal computer. If you are not an email/network admin please contact your Email/Internet Service Provider for help.',
      source: 'https://sendersupport.olc.protection.outlook.com/pm/troubleshooting.aspx',
    },
  ],
  'ms-ou-spamhaus': [
    {
      text: "host mx4.hotmail.com[65.55.92.168] said: 550 OU-001 (SNT004-MC3F21) Unfortunately, messages from 203.0.113.9 weren't sent. Please contact your Internet service provider since part of their network is on our block list. You can also refer your provider to http://mail.live.com/mail/troubleshooting.aspx#errors. (in reply to MAIL FROM command)",
      source: 'https://pastebin.com/VX2bEiCW',
    },
  ],
  'ms-mailbox-unavailable': [
    {
      text: '550 5.5.0 Requested action not taken: mailbox unavailable (S2017062302)',
      source: 'MicrosoftDocs/OfficeDocs-Exchange#2836',
    },
  ],
  'ms-banned-ip': [
    {
      text: '550 5.7.606 Access denied, banned sending IP [203.0.113.9]. To request removal from this list please visit https://sender.office.com/ and follow the directions. For more information please go to http://go.microsoft.com/fwlink/?LinkID=526655 (AS16012609)',
      source: 'ActiveCampaign/smtp-field-manual:data/codes/550.json',
    },
  ],
  'ms-banned-sender': [
    {
      text: '550 5.7.511 Access denied, banned sender[203.0.113.9]. To request removal from this list please forward this message to delist@messaging.microsoft.com. For more information please go to http://go.microsoft.com/fwlink/?LinkId=526653. AS(508)',
      source: 'zone-eu/zone-mta:config/bounces.txt',
    },
  ],
  'ms-customer-blocklist': [
    {
      text: '5.7.513 Service unavailable, Client host [203.0.113.9] blocked by example.com using Customer Block list (AS16012607)',
      source:
        'https://learn.microsoft.com/en-us/exchange/mail-flow-best-practices/non-delivery-reports-in-exchange-online/non-delivery-reports-in-exchange-online',
    },
  ],
  'ms-transport-rule': [
    {
      text: '550 5.7.1 TRANSPORT.RULES.RejectMessage; the message was rejected by organization policy',
      source: 'fm/smtp-codes:data/codes/550.json',
    },
  ],
  'ms-spamhaus': [
    {
      text: '550 5.7.1 Service unavailable, Client host [203.0.113.9] blocked using Spamhaus. To request removal from this list see http://www.spamhaus.org/lookup.lasso (AS16012611)',
      source: 'zone-eu/zone-mta:config/bounces.txt',
    },
  ],
  'ms-dmarc': [
    {
      text: '5.7.509 Access denied, sending domain [example.com] does not pass DMARC verification and has a DMARC policy of reject.',
      source:
        'https://learn.microsoft.com/en-us/exchange/mail-flow-best-practices/non-delivery-reports-in-exchange-online/non-delivery-reports-in-exchange-online',
    },
  ],
  'ms-spf': [
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
  'ms-ipv6-ptr': [
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
  'ms-ipv6-auth': [
    {
      text: '450 4.7.26 Service unavailable, message sent over IPv6 [2a01:111:f200:2004::240] must pass either SPF or DKIM validation.',
      source: 'https://learn.microsoft.com/en-us/defender-office-365/anonymous-ipv6',
    },
  ],
  'ms-helo': [
    {
      text: '5.7.506 Access Denied, Bad HELO',
      source:
        'https://learn.microsoft.com/en-us/exchange/mail-flow-best-practices/non-delivery-reports-in-exchange-online/non-delivery-reports-in-exchange-online',
    },
  ],
  'ms-suspicious': [
    {
      text: '451 4.7.500 Server busy. Please try again later from [203.0.113.9]. (AS77712344) [#.prod.protection.outlook.com]',
      source: 'ActiveCampaign/smtp-field-manual:data/codes/451.json',
    },
  ],
  'ms-format': [
    {
      text: '5.7.512 Access denied, message must be RFC 5322 section 3.6.2 compliant',
      source:
        'https://learn.microsoft.com/en-us/exchange/mail-flow-best-practices/non-delivery-reports-in-exchange-online/non-delivery-reports-in-exchange-online',
    },
  ],
  'ms-recipient-denied': [
    {
      text: '550 5.4.1 Recipient address rejected: Access denied. AS(201806281) [PR2FRA01FT009.eop-fra01.prod.protection.outlook.com]',
      source: 'zone-eu/zone-mta#214',
    },
  ],
  'ms-organization-queue': [
    {
      text: 'smtp;450 4.7.3 Organization queue quota exceeded. [outlook.com]',
      source: 'ActiveCampaign/smtp-field-manual#42',
    },
  ],
  'ms-many-regions': [
    {
      text: 'host hotmail-com.olc.protection.outlook.com[104.47.57.161] said: 452 4.5.3 Recipients belong to multiple regions ATTR38 [DM6NAM11FT074.eop-nam11.prod.protection.outlook.com 2023-10-28T12:19:33.163Z 08DBD79CFB305B7E] (in reply to RCPT TO command)',
      source: 'Mailu/Mailu#3013',
    },
  ],
  'ms-tenant-block-list': [
    {
      text: "5.7.703 Your message can't be delivered because messages to nobody@example.net, user@example.net are blocked by your organization using Tenant Allow Block List.",
      source:
        'https://learn.microsoft.com/en-us/exchange/mail-flow-best-practices/non-delivery-reports-in-exchange-online/non-delivery-reports-in-exchange-online',
    },
  ],
  'ms-recipient-rate': [
    {
      text: '554 5.2.122 The recipient has exceeded their limit for the number of messages they can receive per hour. For more information go to http://go.microsoft.com/fwlink/?LinkId=526653. (#) [outlook.com]',
      source: 'ActiveCampaign/smtp-field-manual:data/codes/554.json',
    },
  ],
  'exchange-recipient-not-found': [
    {
      text: 'smtp;550 5.1.1 RESOLVER.ADR.RecipNotFound; not found',
      source: 'anymail/django-anymail:tests/test_mailgun_webhooks.py',
    },
  ],
  'exchange-mailbox-full': [
    {
      text: "Remote Server returned '554 5.2.2 mailbox full; STOREDRV.Deliver.Exception:QuotaExceededException.MapiExceptionQuotaExceeded'",
      source: 'a log or test in public source code',
    },
  ],
};
