import type { Texts } from './types.ts';

export const AMERICA_TEXTS: Texts = {
  'apple-link-spamhaus': [
    {
      text: '550 5.7.1 Your email was rejected due to having a domain present in the Spamhaus DBL -- see https://www.spamhaus.org/dbl/',
      source: 'ActiveCampaign/smtp-field-manual:data/codes/550.json',
    },
  ],
  'apple-dmarc': [
    {
      text: "host mx01.mail.icloud.com[17.57.152.9] said: 554 5.7.1 Your message was rejected due to example.com's DMARC policy. See https://support.apple.com/en-us/HT204137 for info (in reply to end of DATA command)",
      source: 'conformance/bounces/rhost-apple-02.eml',
    },
  ],
  'apple-spamhaus': [
    {
      text: '550 5.7.1 Mail from IP 203.0.113.9 was rejected due to listing in Spamhaus XBL. For details please see http://www.spamhaus.org/query/bl?ip=203.0.113.9',
      source: 'zone-eu/zone-mta:config/bounces.txt',
    },
  ],
  'apple-policy': [
    {
      text: 'host mx4.mail.icloud.com[17.178.97.73] said: 550 5.7.1 [CS01] Message rejected due to local policy. Please visit https://support.apple.com/en-us/HT204137 (in reply to end of DATA command)',
      source: 'https://pastebin.com/C488tYBW',
    },
  ],
  'apple-volume': [
    {
      text: '421 4.7.1 Messages to nobody@icloud.com deferred due to excessive volume. Try again later - https://support.apple.com/en-us/HT204137',
      source: 'ActiveCampaign/smtp-field-manual:data/codes/421.json',
    },
  ],
  'comcast-reverse-dns': [
    {
      text: 'host mx2.comcast.net [76.96.30.116]: 554 imta28.emeryville.ca.mail.comcast.net comcast 203.0.113.9 Comcast requires that all mail servers must have a PTR record with a valid Reverse DNS entry. Currently your mail server does not fill that requirement. For more information, refer to: http://help.comcast.net/content/faq/PTR',
      source: 'https://pastebin.com/6TeyBieB',
    },
  ],
  'comcast-spamhaus': [
    {
      text: 'resimta-h1p-037598.sys.comcast.net resimta-h1p-037598.sys.comcast.net 203.0.113.9 found on one or more DNSBLs, see http://postmaster.comcast.net/smtp-error-codes.php#BL000001',
      source: 'reacherhq/check-if-email-exists:core/src/smtp/parser.rs',
    },
  ],
  'comcast-lists': [
    {
      text: '554 resimta-po-11v.sys.comcast.net resimta-po-11v.sys.comcast.net 203.0.113.9 found on one or more DNSBLs, see http://postmaster.comcast.net/smtp-error-codes.php#BL000010',
      source: 'zone-eu/zone-mta:config/bounces.txt',
    },
  ],
  'comcast-blocked': [
    {
      text: 'host mx1.comcast.net[96.114.157.80] refused to talk to me: 554 resimta-po-09v.sys.comcast.net comcast 203.0.113.9 Comcast block for spam. Please see http://postmaster.comcast.net/smtp-error-codes.php#BL000000',
      source: 'https://pastebin.com/VQBiZTRb',
    },
  ],
  'comcast-dynamic': [
    {
      text: "ES000001 This error results when mail delivery is attempted from Comcast's dynamic/residential space.",
      source: 'http://postmaster.comcast.net/mail-error-codes.html',
    },
  ],
  'comcast-dmarc': [
    {
      text: '550 5.2.0 meQj1n01053u42A0HeQj3v Message rejected due to DMARC. Please see http://postmaster.comcast.net/smtp-error-codes.php#DM000001',
      source: 'https://www.wordtothewise.com/2014/04/example-bounces-due-yahoo-preject',
    },
  ],
  'att-reverse-dns': [
    {
      text: '550 5.7.1 Connections not accepted from servers without a valid sender domain. ## Fix reverse DNS for 203.0.113.9',
      source: 'ActiveCampaign/smtp-field-manual:data/codes/550.json',
    },
  ],
  'att-blocked': [
    {
      text: 'host al-ip4-mx-vip1.prodigy.net [144.160.235.143]\nSMTP error from remote mail server after MAIL\nFROM::\n553 5.3.0 alph149 DNSBL:ATTRBL 521_is_blocked.For assistance forward this email to\nabuse_rbl@abuse-att.net',
      source: 'https://pastebin.com/aK34z54J',
    },
  ],
  'spectrum-spamhaus': [
    {
      text: 'pkvw-mx.msg.pkvw.co.charter.net[47.43.26.7] refused to talk to me: 554 p-impin020.msg.pkvw.co.charter.net cmsmtp Connection Rejected - see http://www.spamhaus.org/query/ip/203.0.113.9 AUP#In-1240',
      source: 'https://ubuntuforums.org',
    },
  ],
  'spectrum-connections': [
    {
      text: '550 5.1.0 sender rejected. AUP#In-1310',
      source:
        'https://www.suped.com/knowledge/email-deliverability/troubleshooting/how-to-contact-spectrumcharter-to-resolve-ip-blocked-issues-for-email-sending',
    },
  ],
  'spectrum-rate': [
    {
      text: '421 cmsmtp 203.0.113.9 blocked. AUP#In-1370',
      source:
        'https://www.suped.com/knowledge/email-deliverability/troubleshooting/how-to-contact-spectrumcharter-to-resolve-ip-blocked-issues-for-email-sending',
    },
  ],
  'spectrum-blocked': [
    {
      text: 'smtp; 554 impin004.msg.chrl.nc.charter.net cmsmtp blocked. Please see for more information. AUP#In-1020',
      source:
        'https://community.spectrum.net/discussion/172891/i-manage-a-domain-stovebolt-com-that-is-having-emails-to-spectum-users-blocked',
    },
  ],
  'cox-authentication': [
    {
      text: '<> message rejected. Refer to Error Codes section at for more information. AUP#CXSNDR',
      source: 'https://forums.cox.com/discussions/internet/cox-censorship-reopened/142720',
    },
  ],
  'cox-rate': [
    {
      text: 'smtp; 421 cmsmtp blocked. Refer to Error Codes section at for more information. AUP#CXCNCT: retry timeout exceeded',
      source:
        'https://forums.cox.com/discussions/internet/cox-has-marked-my-email-server-as-a-spammer---how-to-resolve/136978',
    },
  ],
  'cox-spamhaus': [
    {
      text: 'IPBL0001 The sending IP is listed in the Spamhaus Zen DNSBL.',
      source: 'http://postmaster.cox.net/confluence/display/postmaster/Error+Codes',
    },
  ],
  'cox-lists': [
    {
      text: 'IPBL0010 The sending IP is listed in the Return Path DNSBL',
      source: 'http://postmaster.cox.net/confluence/display/postmaster/Error+Codes',
    },
  ],
  'cox-blocked': [
    {
      text: '(reason: 554 cmsmtp blocked. Refer to Error Codes section at for more information. AUP#CXBL)',
      source:
        'https://forums.cox.com/discussions/internet/emails-to-me-from-rice-edu-being-rejected-aupcxbl-error-554-5-0-0/122275',
    },
  ],
  'godaddy-reverse-dns': [
    {
      text: '421 Temporarily rejected. Reverse DNS for 203.0.113.9 failed. IB108',
      source: 'fm/smtp-codes:data/codes/421.json',
    },
  ],
  'godaddy-cloudmark': [
    {
      text: '554 IB103. Connection refused. 203.0.113.9 has a poor reputation on Cloudmark Sender Intelligence (CSI).',
      source: 'fm/smtp-codes:data/codes/554.json',
    },
  ],
  'godaddy-sbl': [
    {
      text: '554 IB104. Connection refused. 203.0.113.9 is listed on the Spamhaus Block List (SBL). Please visit http://www.spamhaus.org/sbl for more information or to request a delisting.',
      source: 'fm/smtp-codes:data/codes/554.json',
    },
  ],
  'godaddy-xbl': [
    {
      text: '554 mx.recipient.com bizsmtp IB105. Connection refused. 203.0.113.9 is listed on the Exploits Block List (XBL) <http://www.spamhaus.org/query/ip/203.0.113.9> Please visit http://www.spamhaus.org/xbl/ for more information.',
      source: 'zone-eu/zone-mta:config/bounces.txt',
    },
  ],
  'godaddy-pbl': [
    {
      text: '554 IB106. Connection refused. 203.0.113.9 is listed on the Spamhaus Block List (PBL). Please visit http://www.spamhaus.org/pbl for more information or to request a delisting.',
      source: 'fm/smtp-codes:data/codes/554.json',
    },
  ],
  'godaddy-blocked': [
    {
      text: '554 203.0.113.9 has been temporarily blocked for attempting to send too many messages containing content judged to be spam by the internet community. IB110',
      source: 'fm/smtp-codes:data/codes/554.json',
    },
  ],
  'godaddy-rate': [
    { text: '421 Server temporarily unavailable. Try again later. IB101', source: 'fm/smtp-codes:data/codes/421.json' },
  ],
  'godaddy-spf': [
    {
      text: "550 5.1.0 203.0.113.9 is not allowed to send from <example.net> per it's SPF Record. Please inspect your SPF settings, and try again. IB508 <http://x.co/srbounce>",
      source: 'conformance/bounces/lhost-office365-03.eml',
    },
  ],
  'godaddy-sender-domain': [
    {
      text: '550 From: Domain is invalid. Please provide a valid From: IB506',
      source: 'http://topwebhostingoffers.com/various-email-bounce-backs-on-a-cpanel-server/',
    },
  ],
  'godaddy-content': [
    {
      text: 'host smtp.secureserver.net said: 552 5.2.0 This message has been rejected due to content judged to be spam by the internet community IB212',
      source: 'https://support.tigertech.net/godaddy-ib212',
    },
  ],
  'godaddy-list': [
    {
      text: 'host smtp.secureserver.net[64.202.166.12] said: 553 Spam Attack PREMIER INFORMATION -zb 203.0.113.9. <http://unblock.secureserver.net/?ip=203.0.113.*> (in reply to RCPT TO command)',
      source: 'https://ubuntuforums.org',
    },
  ],
};
