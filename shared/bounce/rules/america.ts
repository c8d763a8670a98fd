/** Apple, and the American providers that still write codes of their own. */
import { rulesOf } from '../rule.ts';

const APPLE = rulesOf('icloud', [
  {
    id: 'apple-link-spamhaus',
    cause: 'url-blocklisted',
    listedBy: 'spamhaus-dbl',
    says: ['having a domain present in the spamhaus dbl'],
    examples: [
      '550 5.7.1 Your email was rejected due to having a domain present in the Spamhaus DBL -- see https://www.spamhaus.org/dbl/',
    ],
  },
  {
    id: 'apple-dmarc',
    cause: 'dmarc-fail',
    says: ['was rejected due to * dmarc policy. see https://support.apple'],
    examples: [
      "554 5.7.1 Your message was rejected due to example.com's DMARC policy. See https://support.apple.com/en-us/HT204137 for info",
    ],
  },
  {
    id: 'apple-spamhaus',
    cause: 'ip-blocklisted',
    listedBy: 'spamhaus-zen',
    remedy: 'spamhaus-ip',
    says: ['was rejected due to listing in spamhaus'],
    examples: [
      '550 5.7.1 Mail from IP 203.0.113.9 was rejected due to listing in Spamhaus PBL. For details please see http://www.spamhaus.org/query/bl?ip=203.0.113.9',
    ],
  },
  {
    id: 'apple-unauthenticated',
    cause: 'auth-missing',
    confidence: 'medium',
    tags: ['hme1'],
    says: ['blocked for failing both spf and dkim', 'local policy: unauthenticated'],
    examples: [
      '554 5.7.1 [HME1] This message was blocked for failing both SPF and DKIM authentication checks. See https://support.apple.com/en-us/HT204137 for mailing best practices',
    ],
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
      '550 5.7.1 [CS01] Message rejected due to local policy. Please visit https://support.apple.com/en-us/HT204137',
    ],
  },
  {
    id: 'apple-volume',
    cause: 'rate-limited',
    says: ['deferred due to excessive volume'],
    examples: [
      '421 4.7.1 Messages to nobody@icloud.example deferred due to excessive volume. Try again later - https://support.apple.com/en-us/HT204137',
    ],
  },
  {
    id: 'apple-not-accepting',
    cause: 'ip-reputation',
    confidence: 'medium',
    remedy: 'apple',
    retry: 'wait',
    says: ['smtpin * esmtp not accepting connections'],
    examples: ['554 st11p00mm-smtpin001.mac.com ESMTP not accepting connections'],
  },
]);

const COMCAST = rulesOf('comcast', [
  {
    id: 'comcast-reverse-dns',
    cause: 'ptr-missing',
    legacy: true,
    says: ['requires that all mail servers must have a ptr record'],
    examples: [
      '554 resimta-po-17v.sys.comcast.net comcast 203.0.113.9 Comcast requires that all mail servers must have a PTR record with a valid Reverse DNS entry. Currently your mail server does not fill that requirement.',
    ],
  },
  {
    id: 'comcast-spamhaus',
    cause: 'ip-blocklisted',
    legacy: true,
    listedBy: 'spamhaus-zen',
    remedy: 'spamhaus-ip',
    tags: ['bl000001', 'bl000011', 'bl000101', 'bl000111'],
    examples: ['550 5.2.0 203.0.113.9 blocked. Comcast BL000001'],
  },
  {
    id: 'comcast-lists',
    cause: 'ip-blocklisted',
    legacy: true,
    confidence: 'medium',
    tags: ['bl000010', 'bl000100', 'bl000110'],
    says: ['found on one or more dnsbls'],
    examples: [
      '554 203.0.113.9 found on one or more DNSBLs, see http://postmaster.comcast.net/smtp-error-codes.php#BL000010',
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
      '554 resimta-po-17v.sys.comcast.net comcast 203.0.113.9 Comcast block for spam. Please see http://postmaster.comcast.net/smtp-error-codes.php#BL000000',
    ],
  },
  {
    id: 'comcast-dynamic',
    cause: 'dynamic-ip',
    legacy: true,
    tags: ['es000001', 'es000010'],
    examples: ['550 5.2.0 203.0.113.9 Dynamic/zombied IP. ES000010'],
  },
  {
    id: 'comcast-dmarc',
    cause: 'dmarc-fail',
    legacy: true,
    tags: ['dm000001'],
    examples: [
      '550 5.2.0 Message rejected due to DMARC. Please see http://postmaster.comcast.net/smtp-error-codes.php#DM000001',
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
      '550 5.7.1 Connections not accepted from servers without a valid sender domain.alph744 Fix reverse DNS for 203.0.113.9',
    ],
  },
  {
    id: 'att-blocked',
    cause: 'ip-reputation',
    legacy: true,
    listedBy: 'att-internal',
    remedy: 'att',
    unless: ['reverse dns', 'ptr'],
    says: ['dnsbl:attrbl', 'dnsbl:rbl', 'is_blocked', 'abuse-att.net', '521< * >_is_blocked'],
    examples: [
      '521 5.3.0 flph399 DNSBL:ATTRBL 521< 203.0.113.9 >_is_blocked.__For assistance forward this error to abuse_rbl@abuse-att.net',
    ],
  },
]);

const SPECTRUM = rulesOf('spectrum', [
  {
    id: 'spectrum-reverse-dns',
    cause: 'ptr-missing',
    tags: ['aup#in-{1100-1150}', 'aup#i-{1100-1150}'],
    examples: [
      '421 4.7.0 mx.charter.net 203.0.113.9 Reverse DNS failure. Please see https://www.spectrum.net/support/internet/understanding-email-error-codes for more information. AUP#In-1110',
    ],
  },
  {
    id: 'spectrum-cloudmark',
    cause: 'ip-reputation',
    listedBy: 'cloudmark-csi',
    remedy: 'cloudmark',
    tags: ['aup#in-{1200-1219}', 'aup#i-{1200-1219}'],
    examples: ['554 5.7.1 203.0.113.9 blocked by Cloudmark CSI. AUP#In-1200'],
  },
  {
    id: 'spectrum-spamhaus',
    cause: 'ip-blocklisted',
    listedBy: 'spamhaus-zen',
    checks: ['dnsbl:spamhaus-zen'],
    remedy: 'spamhaus-ip',
    tags: ['aup#in-{1220-1259}', 'aup#i-{1220-1259}'],
    examples: ['554 5.7.1 203.0.113.9 is listed by Spamhaus. AUP#In-1220'],
  },
  {
    id: 'spectrum-ipv6',
    cause: 'network',
    tags: ['aup#in-1260', 'aup#i-1260'],
    examples: ['554 5.7.1 IPv6 is not accepted. AUP#In-1260'],
  },
  {
    id: 'spectrum-connections',
    cause: 'connection-limited',
    tags: ['aup#in-{1300-1349}', 'aup#i-{1300-1349}'],
    examples: ['421 4.7.0 Too many sessions opened from 203.0.113.9. AUP#In-1310'],
  },
  {
    id: 'spectrum-rate',
    cause: 'rate-limited',
    tags: ['aup#in-{1350-1490}', 'aup#i-{1350-1490}', 'aup#in-15*', 'aup#i-15*'],
    examples: ['421 4.7.1 Message rate exceeded. AUP#In-1380'],
  },
  {
    id: 'spectrum-policy',
    cause: 'policy',
    tags: ['aup#in-{1151-1199}', 'aup#i-{1151-1199}'],
    examples: ['550 5.7.1 Message refused by policy. AUP#In-1160'],
  },
  {
    id: 'spectrum-blocked',
    cause: 'ip-reputation',
    listedBy: 'spectrum-internal',
    remedy: 'spectrum',
    tags: ['aup#in-*', 'aup#i-*', 'aup#1000'],
    examples: ['554 p-impin007.msg.pkvw.co.charter.net cmsmtp ESMTP server not available 203.0.113.9 AUP#In-1000'],
  },
]);

const COX = rulesOf('cox', [
  {
    id: 'cox-reverse-dns',
    cause: 'ptr-missing',
    legacy: true,
    tags: ['aup#cxdns'],
    says: ['rejected - no rdns', 'dns check failure - try again later'],
    examples: [
      '554 dukecmmtai01.coxmail.com cox 203.0.113.9 rejected - no rDNS. Refer to Error Codes section at http://postmaster.cox.net for more information. AUP#CXDNS',
    ],
  },
  {
    id: 'cox-authentication',
    cause: 'auth-missing',
    legacy: true,
    tags: ['aup#cxsndr'],
    examples: [
      '554 cox Sender rejected. Refer to Error Codes section at http://postmaster.cox.net for more information. AUP#CXSNDR',
    ],
  },
  {
    id: 'cox-rate',
    cause: 'connection-limited',
    legacy: true,
    tags: ['aup#cxcnct', 'aup#cxmxrt'],
    examples: ['421 eastrmimpi210 cox too many sessions from 203.0.113.9 AUP#CXCNCT'],
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
    examples: ['554 5.7.1 cox 203.0.113.9 is listed. AUP#IPBL0001'],
  },
  {
    id: 'cox-lists',
    cause: 'ip-blocklisted',
    legacy: true,
    checks: ['dnsbl:ivmsip', 'dnsbl:validity-rpbl', 'dnsbl:spamhaus-zen'],
    tags: ['aup#ipbl*'],
    examples: ['554 5.7.1 cox 203.0.113.9 is listed. AUP#IPBL0010'],
  },
  {
    id: 'cox-link',
    cause: 'url-blocklisted',
    legacy: true,
    tags: ['aup#urlbl*'],
    examples: ['552 5.2.0 message rejected, link listed. AUP#URLBL0010'],
  },
  {
    id: 'cox-blocked',
    cause: 'ip-reputation',
    legacy: true,
    retry: 'wait',
    listedBy: 'cox-internal',
    remedy: 'cox',
    tags: ['aup#cxbl', 'aup#cdrbl', 'aup#bl'],
    examples: ['554 eastrmimpi109 cox 203.0.113.9 blocked - see http://postmaster.cox.net AUP#CXBL'],
  },
]);

const GODADDY = rulesOf('godaddy', [
  {
    id: 'godaddy-reverse-dns',
    cause: 'ptr-missing',
    tags: ['ib108'],
    says: ['temporarily rejected. reverse dns for * failed', 'temporarily rejected * reverse dns for'],
    examples: [
      '421 Temporarily rejected. Reverse DNS for 203.0.113.9 failed. IB108 <http://x.co/srbounce>',
      '421 p3plibsmtp01-01.prod.phx3.secureserver.net bizsmtp Temporarily rejected. Reverse DNS for 203.0.113.9 failed.',
    ],
  },
  {
    id: 'godaddy-cloudmark',
    cause: 'ip-reputation',
    listedBy: 'cloudmark-csi',
    remedy: 'cloudmark',
    tags: ['ib103'],
    examples: [
      '554 Connection refused. 203.0.113.9 has a poor reputation on Cloudmark Sender Intelligence (CSI). IB103',
    ],
  },
  {
    id: 'godaddy-sbl',
    cause: 'ip-blocklisted',
    listedBy: 'spamhaus-sbl',
    remedy: 'spamhaus-ip',
    checks: ['dnsbl:spamhaus-sbl'],
    tags: ['ib104'],
    examples: ['554 Connection refused. 203.0.113.9 is listed on the Spamhaus Block List (SBL). IB104'],
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
    examples: ['554 Connection refused. 203.0.113.9 is listed on the Exploits Block List (XBL). IB105'],
  },
  {
    id: 'godaddy-pbl',
    cause: 'dynamic-ip',
    listedBy: 'spamhaus-pbl',
    remedy: 'spamhaus-pbl',
    checks: ['dnsbl:spamhaus-pbl', 'ptr'],
    tags: ['ib106'],
    examples: ['554 Connection refused. 203.0.113.9 is listed on the Policy Block List (PBL). IB106'],
  },
  {
    id: 'godaddy-blocked',
    cause: 'ip-reputation',
    retry: 'wait',
    listedBy: 'godaddy-internal',
    remedy: 'godaddy',
    tags: ['ib{110-113}'],
    examples: [
      '554 Connection refused. This IP has been temporarily blocked for attempting to send too many messages containing content judged to be spam by the Internet community. IB110',
    ],
  },
  {
    id: 'godaddy-rate',
    cause: 'rate-limited',
    remedy: 'godaddy-codes',
    tags: ['ib504', 'ib510', 'ib605', 'ib607', 'ib007', 'ib101'],
    examples: [
      '421 Server temporarily unavailable. Try again later. IB101',
      '554 This message has exceeded the max number of messages per session. Please open a new session and try again. IB504',
    ],
  },
  {
    id: 'godaddy-spf',
    cause: 'spf-fail',
    tags: ['ib508'],
    examples: ['550 You are not authorized to send mail for example.com, SPF fail. IB508'],
  },
  {
    id: 'godaddy-sender-domain',
    cause: 'sender-domain-invalid',
    tags: ['ib506'],
    examples: ['550 Rejected by header based policy: sender domain does not resolve. IB506'],
  },
  {
    id: 'godaddy-content',
    cause: 'content-spam',
    remedy: 'godaddy-codes',
    tags: ['ib212', 'ib705'],
    examples: ['552 This message has been rejected due to content judged to be spam by the Internet community. IB212'],
  },
  {
    id: 'godaddy-list',
    cause: 'ip-blocklisted',
    listedBy: 'godaddy-internal',
    remedy: 'godaddy',
    confidence: 'medium',
    says: ['rbl reject * secureserver', 'secureserver * rbl reject', 'unblock.secureserver.net'],
    examples: [
      '554 p3plibsmtp01-07.prod.phx3.secureserver.net bizsmtp RBL Reject. <https://unblock.secureserver.net/?ip=203.0.113.9>',
    ],
  },
]);

export const AMERICA = [...APPLE, ...COMCAST, ...ATT, ...SPECTRUM, ...COX, ...GODADDY];
