/** Apple, and the American providers that still write codes of their own. */
import { rulesOf } from '../rule.ts';

const APPLE = rulesOf('icloud', [
  {
    id: 'apple-link-spamhaus',
    cause: 'url-blocklisted',
    listedBy: 'spamhaus-dbl',
    says: ['having a domain present in the spamhaus dbl'],
    examples: [
      {
        text: '550 5.7.1 Your email was rejected due to having a domain present in the Spamhaus DBL -- see https://www.spamhaus.org/dbl/',
        source: 'ActiveCampaign/smtp-field-manual:data/codes/550.json',
      },
    ],
  },
  {
    id: 'apple-dmarc',
    cause: 'dmarc-fail',
    says: ['was rejected due to * dmarc policy. see https://support.apple'],
    examples: [
      {
        text: "host mx01.mail.icloud.com[17.57.152.9] said: 554 5.7.1 Your message was rejected due to example.com's DMARC policy. See https://support.apple.com/en-us/HT204137 for info (in reply to end of DATA command)",
        source: 'conformance/bounces/rhost-apple-02.eml',
      },
    ],
  },
  {
    id: 'apple-spamhaus',
    cause: 'ip-blocklisted',
    listedBy: 'spamhaus-zen',
    remedy: 'spamhaus-ip',
    says: ['was rejected due to listing in spamhaus'],
    examples: [
      {
        text: '550 5.7.1 Mail from IP 203.0.113.9 was rejected due to listing in Spamhaus XBL. For details please see http://www.spamhaus.org/query/bl?ip=203.0.113.9',
        source: 'zone-eu/zone-mta:config/bounces.txt',
      },
    ],
  },
  {
    id: 'apple-unauthenticated',
    cause: 'auth-missing',
    confidence: 'medium',
    tags: ['hme1'],
    says: ['blocked for failing both spf and dkim', 'local policy: unauthenticated'],
    examples: [{ words: '[HME1]', source: 'sisimai/go-sisimai:rhost/for-apple.go' }],
  },
  {
    id: 'apple-policy',
    cause: 'policy',
    remedy: 'apple',
    listedBy: 'apple-internal',
    checks: ['ptr', 'spf', 'dkim', 'dmarc', 'dnsbl:spamhaus-zen', 'dnsbl:spamhaus-dbl'],
    tags: ['cs01', 'cs02', 'hm{1-9}', 'hm07', 'hm08'],
    unless: ['unauthenticated', 'authentication'],
    says: ['rejected due to local policy * apple'],
    examples: [
      {
        text: 'host mx4.mail.icloud.com[17.178.97.73] said: 550 5.7.1 [CS01] Message rejected due to local policy. Please visit https://support.apple.com/en-us/HT204137 (in reply to end of DATA command)',
        source: 'https://pastebin.com/C488tYBW',
      },
    ],
  },
  {
    id: 'apple-volume',
    cause: 'rate-limited',
    says: ['deferred due to excessive volume'],
    examples: [
      {
        text: '421 4.7.1 Messages to nobody@icloud.com deferred due to excessive volume. Try again later - https://support.apple.com/en-us/HT204137',
        source: 'ActiveCampaign/smtp-field-manual:data/codes/421.json',
      },
    ],
  },
  {
    id: 'apple-not-accepting',
    cause: 'ip-reputation',
    confidence: 'medium',
    remedy: 'apple',
    retry: 'wait',
    says: ['smtpin * esmtp not accepting connections'],
    examples: [{ words: 'smtpin ESMTP not accepting connections', source: 'sisimai/go-sisimai:rhost/for-apple.go' }],
  },
]);

const COMCAST = rulesOf('comcast', [
  {
    id: 'comcast-reverse-dns',
    cause: 'ptr-missing',
    legacy: true,
    says: ['requires that all mail servers must have a ptr record'],
    examples: [
      {
        text: 'host mx2.comcast.net [76.96.30.116]: 554 imta28.emeryville.ca.mail.comcast.net comcast 203.0.113.9 Comcast requires that all mail servers must have a PTR record with a valid Reverse DNS entry. Currently your mail server does not fill that requirement. For more information, refer to: http://help.comcast.net/content/faq/PTR',
        source: 'https://pastebin.com/6TeyBieB',
      },
    ],
  },
  {
    id: 'comcast-spamhaus',
    cause: 'ip-blocklisted',
    legacy: true,
    listedBy: 'spamhaus-zen',
    remedy: 'spamhaus-ip',
    tags: ['bl000001', 'bl000011', 'bl000101', 'bl000111'],
    examples: [
      {
        text: 'resimta-h1p-037598.sys.comcast.net resimta-h1p-037598.sys.comcast.net 203.0.113.9 found on one or more DNSBLs, see http://postmaster.comcast.net/smtp-error-codes.php#BL000001',
        source: 'reacherhq/check-if-email-exists:core/src/smtp/parser.rs',
      },
    ],
  },
  {
    id: 'comcast-lists',
    cause: 'ip-blocklisted',
    legacy: true,
    confidence: 'medium',
    tags: ['bl000010', 'bl000100', 'bl000110'],
    says: ['found on one or more dnsbls'],
    examples: [
      {
        text: '554 resimta-po-11v.sys.comcast.net resimta-po-11v.sys.comcast.net 203.0.113.9 found on one or more DNSBLs, see http://postmaster.comcast.net/smtp-error-codes.php#BL000010',
        source: 'zone-eu/zone-mta:config/bounces.txt',
      },
    ],
  },
  {
    id: 'comcast-blocked',
    cause: 'ip-reputation',
    legacy: true,
    listedBy: 'comcast-internal',
    remedy: 'comcast',
    tags: ['bl000000'],
    says: ['comcast block for spam'],
    examples: [
      {
        text: 'host mx1.comcast.net[96.114.157.80] refused to talk to me: 554 resimta-po-09v.sys.comcast.net comcast 203.0.113.9 Comcast block for spam. Please see http://postmaster.comcast.net/smtp-error-codes.php#BL000000',
        source: 'https://pastebin.com/VQBiZTRb',
      },
    ],
  },
  {
    id: 'comcast-dynamic',
    cause: 'dynamic-ip',
    legacy: true,
    tags: ['es000001', 'es000010'],
    examples: [{ words: 'ES000001', source: 'http://postmaster.comcast.net/mail-error-codes.html' }],
  },
  {
    id: 'comcast-dmarc',
    cause: 'dmarc-fail',
    legacy: true,
    tags: ['dm000001'],
    examples: [
      {
        text: '550 5.2.0 meQj1n01053u42A0HeQj3v Message rejected due to DMARC. Please see http://postmaster.comcast.net/smtp-error-codes.php#DM000001',
        source: 'https://www.wordtothewise.com/2014/04/example-bounces-due-yahoo-preject',
      },
    ],
  },
]);

const ATT = rulesOf('att', [
  {
    id: 'att-reverse-dns',
    cause: 'ptr-missing',
    legacy: true,
    says: ['connections not accepted from servers without a valid sender domain', 'failure in dns look-up'],
    examples: [
      {
        text: '550 5.7.1 Connections not accepted from servers without a valid sender domain. ## Fix reverse DNS for 203.0.113.9',
        source: 'ActiveCampaign/smtp-field-manual:data/codes/550.json',
      },
    ],
  },
  {
    id: 'att-blocked',
    cause: 'ip-reputation',
    legacy: true,
    listedBy: 'att-internal',
    remedy: 'att',
    unless: ['reverse dns', 'ptr'],
    says: ['dnsbl:attrbl', 'dnsbl:rbl', 'is_blocked', 'abuse-att.net'],
    examples: [
      {
        text: 'host al-ip4-mx-vip1.prodigy.net [144.160.235.143]\nSMTP error from remote mail server after MAIL\nFROM::\n553 5.3.0 alph149 DNSBL:ATTRBL 521_is_blocked.For assistance forward this email to\nabuse_rbl@abuse-att.net',
        source: 'https://pastebin.com/aK34z54J',
      },
    ],
  },
]);

const SPECTRUM = rulesOf('spectrum', [
  {
    id: 'spectrum-reverse-dns',
    cause: 'ptr-missing',
    tags: ['aup#in-{1100-1150}', 'aup#i-{1100-1150}'],
    examples: [{ words: 'AUP#In-1130', source: 'sisimai/go-sisimai:rhost/for-spectrum.go' }],
  },
  {
    id: 'spectrum-cloudmark',
    cause: 'ip-reputation',
    listedBy: 'cloudmark-csi',
    remedy: 'cloudmark',
    tags: ['aup#in-{1200-1219}', 'aup#i-{1200-1219}'],
    examples: [{ words: 'AUP#In-1200', source: 'sisimai/go-sisimai:rhost/for-spectrum.go' }],
  },
  {
    id: 'spectrum-spamhaus',
    cause: 'ip-blocklisted',
    listedBy: 'spamhaus-zen',
    checks: ['dnsbl:spamhaus-zen'],
    remedy: 'spamhaus-ip',
    tags: ['aup#in-{1220-1259}', 'aup#i-{1220-1259}'],
    examples: [
      {
        text: 'pkvw-mx.msg.pkvw.co.charter.net[47.43.26.7] refused to talk to me: 554 p-impin020.msg.pkvw.co.charter.net cmsmtp Connection Rejected - see http://www.spamhaus.org/query/ip/203.0.113.9 AUP#In-1240',
        source: 'https://ubuntuforums.org',
      },
    ],
  },
  {
    id: 'spectrum-ipv6',
    cause: 'network',
    tags: ['aup#in-1260', 'aup#i-1260'],
    examples: [{ words: 'AUP#In-1260', source: 'sisimai/go-sisimai:rhost/for-spectrum.go' }],
  },
  {
    id: 'spectrum-connections',
    cause: 'connection-limited',
    tags: ['aup#in-{1300-1349}', 'aup#i-{1300-1349}'],
    examples: [
      {
        text: '550 5.1.0 sender rejected. AUP#In-1310',
        source:
          'https://www.suped.com/knowledge/email-deliverability/troubleshooting/how-to-contact-spectrumcharter-to-resolve-ip-blocked-issues-for-email-sending',
      },
    ],
  },
  {
    id: 'spectrum-rate',
    cause: 'rate-limited',
    tags: ['aup#in-{1350-1490}', 'aup#i-{1350-1490}', 'aup#in-15*', 'aup#i-15*'],
    examples: [
      {
        text: '421 cmsmtp 203.0.113.9 blocked. AUP#In-1370',
        source:
          'https://www.suped.com/knowledge/email-deliverability/troubleshooting/how-to-contact-spectrumcharter-to-resolve-ip-blocked-issues-for-email-sending',
      },
    ],
  },
  {
    id: 'spectrum-policy',
    cause: 'policy',
    tags: ['aup#in-{1151-1199}', 'aup#i-{1151-1199}'],
    examples: [{ words: 'AUP#In-1160', source: 'sisimai/go-sisimai:rhost/for-spectrum.go' }],
  },
  {
    id: 'spectrum-blocked',
    cause: 'ip-reputation',
    listedBy: 'spectrum-internal',
    remedy: 'spectrum',
    tags: ['aup#in-*', 'aup#i-*', 'aup#1000'],
    examples: [
      {
        text: 'smtp; 554 impin004.msg.chrl.nc.charter.net cmsmtp blocked. Please see for more information. AUP#In-1020',
        source:
          'https://community.spectrum.net/discussion/172891/i-manage-a-domain-stovebolt-com-that-is-having-emails-to-spectum-users-blocked',
      },
    ],
  },
]);

const COX = rulesOf('cox', [
  {
    id: 'cox-reverse-dns',
    cause: 'ptr-missing',
    legacy: true,
    tags: ['aup#cxdns'],
    says: ['rejected - no rdns', 'dns check failure - try again later'],
    examples: [{ words: 'AUP#CXDNS', source: 'http://postmaster.cox.net/confluence/display/postmaster/Error+Codes' }],
  },
  {
    id: 'cox-authentication',
    cause: 'auth-missing',
    legacy: true,
    tags: ['aup#cxsndr'],
    examples: [
      {
        text: '<> message rejected. Refer to Error Codes section at for more information. AUP#CXSNDR',
        source: 'https://forums.cox.com/discussions/internet/cox-censorship-reopened/142720',
      },
    ],
  },
  {
    id: 'cox-rate',
    cause: 'connection-limited',
    legacy: true,
    tags: ['aup#cxcnct', 'aup#cxmxrt'],
    examples: [
      {
        text: 'smtp; 421 cmsmtp blocked. Refer to Error Codes section at for more information. AUP#CXCNCT: retry timeout exceeded',
        source:
          'https://forums.cox.com/discussions/internet/cox-has-marked-my-email-server-as-a-spammer---how-to-resolve/136978',
      },
    ],
  },
  {
    id: 'cox-spamhaus',
    cause: 'ip-blocklisted',
    legacy: true,
    listedBy: 'spamhaus-zen',
    remedy: 'spamhaus-ip',
    tags: [
      'aup#ipbl0001',
      'aup#ipbl0011',
      'aup#ipbl0101',
      'aup#ipbl0111',
      'aup#ipbl1001',
      'aup#ipbl1011',
      'aup#ipbl1101',
      'aup#ipbl1111',
      'aup#ipbl00001',
    ],
    examples: [
      { words: 'AUP#IPBL0001', source: 'http://postmaster.cox.net/confluence/display/postmaster/Error+Codes' },
    ],
  },
  {
    id: 'cox-lists',
    cause: 'ip-blocklisted',
    legacy: true,
    checks: ['dnsbl:ivmsip', 'dnsbl:validity-rpbl', 'dnsbl:spamhaus-zen'],
    tags: ['aup#ipbl*'],
    examples: [
      { words: 'AUP#IPBL0010', source: 'http://postmaster.cox.net/confluence/display/postmaster/Error+Codes' },
    ],
  },
  {
    id: 'cox-link',
    cause: 'url-blocklisted',
    legacy: true,
    tags: ['aup#urlbl*'],
    examples: [{ words: 'AUP#URLBL0010', source: 'sisimai/go-sisimai:rhost/for-cox.go' }],
  },
  {
    id: 'cox-blocked',
    cause: 'ip-reputation',
    legacy: true,
    retry: 'wait',
    listedBy: 'cox-internal',
    remedy: 'cox',
    tags: ['aup#cxbl', 'aup#cdrbl', 'aup#bl'],
    examples: [
      {
        text: '(reason: 554 cmsmtp blocked. Refer to Error Codes section at for more information. AUP#CXBL)',
        source:
          'https://forums.cox.com/discussions/internet/emails-to-me-from-rice-edu-being-rejected-aupcxbl-error-554-5-0-0/122275',
      },
    ],
  },
]);

const GODADDY = rulesOf('godaddy', [
  {
    id: 'godaddy-reverse-dns',
    cause: 'ptr-missing',
    tags: ['ib108'],
    says: ['temporarily rejected. reverse dns for * failed', 'temporarily rejected * reverse dns for'],
    examples: [
      {
        text: '421 Temporarily rejected. Reverse DNS for 203.0.113.9 failed. IB108',
        source: 'fm/smtp-codes:data/codes/421.json',
      },
    ],
  },
  {
    id: 'godaddy-cloudmark',
    cause: 'ip-reputation',
    listedBy: 'cloudmark-csi',
    remedy: 'cloudmark',
    tags: ['ib103'],
    examples: [
      {
        text: '554 IB103. Connection refused. 203.0.113.9 has a poor reputation on Cloudmark Sender Intelligence (CSI).',
        source: 'fm/smtp-codes:data/codes/554.json',
      },
    ],
  },
  {
    id: 'godaddy-sbl',
    cause: 'ip-blocklisted',
    listedBy: 'spamhaus-sbl',
    remedy: 'spamhaus-ip',
    checks: ['dnsbl:spamhaus-sbl'],
    tags: ['ib104'],
    examples: [
      {
        text: '554 IB104. Connection refused. 203.0.113.9 is listed on the Spamhaus Block List (SBL). Please visit http://www.spamhaus.org/sbl for more information or to request a delisting.',
        source: 'fm/smtp-codes:data/codes/554.json',
      },
    ],
  },
  {
    id: 'godaddy-xbl',
    cause: 'ip-blocklisted',
    listedBy: 'spamhaus-xbl',
    remedy: 'spamhaus-ip',
    checks: ['dnsbl:spamhaus-xbl'],
    tags: ['ib105'],
    // Cloudmark's gateways number their refusals by each operator's own table.
    unless: ['bigpond', 'csi.cloudmark.com'],
    examples: [
      {
        text: '554 mx.recipient.com bizsmtp IB105. Connection refused. 203.0.113.9 is listed on the Exploits Block List (XBL) <http://www.spamhaus.org/query/ip/203.0.113.9> Please visit http://www.spamhaus.org/xbl/ for more information.',
        source: 'zone-eu/zone-mta:config/bounces.txt',
      },
    ],
  },
  {
    id: 'godaddy-pbl',
    cause: 'dynamic-ip',
    listedBy: 'spamhaus-pbl',
    remedy: 'spamhaus-pbl',
    checks: ['dnsbl:spamhaus-pbl', 'ptr'],
    tags: ['ib106'],
    examples: [
      {
        text: '554 IB106. Connection refused. 203.0.113.9 is listed on the Spamhaus Block List (PBL). Please visit http://www.spamhaus.org/pbl for more information or to request a delisting.',
        source: 'fm/smtp-codes:data/codes/554.json',
      },
    ],
  },
  {
    id: 'godaddy-blocked',
    cause: 'ip-reputation',
    retry: 'wait',
    listedBy: 'godaddy-internal',
    remedy: 'godaddy',
    tags: ['ib{110-113}'],
    examples: [
      {
        text: '554 203.0.113.9 has been temporarily blocked for attempting to send too many messages containing content judged to be spam by the internet community. IB110',
        source: 'fm/smtp-codes:data/codes/554.json',
      },
    ],
  },
  {
    id: 'godaddy-rate',
    cause: 'rate-limited',
    remedy: 'godaddy-codes',
    tags: ['ib504', 'ib510', 'ib605', 'ib607', 'ib007', 'ib101'],
    examples: [
      {
        text: '421 Server temporarily unavailable. Try again later. IB101',
        source: 'fm/smtp-codes:data/codes/421.json',
      },
    ],
  },
  {
    id: 'godaddy-spf',
    cause: 'spf-fail',
    tags: ['ib508'],
    examples: [
      {
        text: "550 5.1.0 203.0.113.9 is not allowed to send from <example.net> per it's SPF Record. Please inspect your SPF settings, and try again. IB508 <http://x.co/srbounce>",
        source: 'conformance/bounces/lhost-office365-03.eml',
      },
    ],
  },
  {
    id: 'godaddy-sender-domain',
    cause: 'sender-domain-invalid',
    tags: ['ib506'],
    examples: [{ words: 'IB506', source: 'sisimai/go-sisimai:rhost/for-godaddy.go' }],
  },
  {
    id: 'godaddy-content',
    cause: 'content-spam',
    remedy: 'godaddy-codes',
    tags: ['ib212', 'ib705'],
    examples: [
      {
        text: 'host smtp.secureserver.net said: 552 5.2.0 This message has been rejected due to content judged to be spam by the internet community IB212',
        source: 'https://support.tigertech.net/godaddy-ib212',
      },
    ],
  },
  {
    id: 'godaddy-list',
    cause: 'ip-blocklisted',
    listedBy: 'godaddy-internal',
    remedy: 'godaddy',
    confidence: 'medium',
    says: ['rbl reject * secureserver', 'secureserver * rbl reject', 'unblock.secureserver.net'],
    examples: [
      {
        text: 'host smtp.secureserver.net[64.202.166.12] said: 553 Spam Attack PREMIER INFORMATION -zb 203.0.113.9. <http://unblock.secureserver.net/?ip=203.0.113.*> (in reply to RCPT TO command)',
        source: 'https://ubuntuforums.org',
      },
    ],
  },
]);

export const AMERICA = [...APPLE, ...COMCAST, ...ATT, ...SPECTRUM, ...COX, ...GODADDY];
