/** Apple, and the American providers that still write codes of their own. */
import { rulesOf } from '../rule.ts';

const APPLE = rulesOf('icloud', [
  {
    id: 'apple-link-spamhaus',
    cause: 'url-blocklisted',
    listedBy: 'spamhaus-dbl',
    says: ['having a domain present in the spamhaus dbl'],
  },
  {
    id: 'apple-dmarc',
    cause: 'dmarc-fail',
    says: ['was rejected due to * dmarc policy. see https://support.apple'],
  },
  {
    id: 'apple-spamhaus',
    cause: 'ip-blocklisted',
    listedBy: 'spamhaus-zen',
    remedy: 'spamhaus-ip',
    says: ['was rejected due to listing in spamhaus'],
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
  },
  {
    id: 'apple-volume',
    cause: 'rate-limited',
    says: ['deferred due to excessive volume'],
  },
]);

const COMCAST = rulesOf('comcast', [
  {
    id: 'comcast-reverse-dns',
    cause: 'ptr-missing',
    legacy: true,
    says: ['requires that all mail servers must have a ptr record'],
  },
  {
    id: 'comcast-spamhaus',
    cause: 'ip-blocklisted',
    legacy: true,
    listedBy: 'spamhaus-zen',
    remedy: 'spamhaus-ip',
    tags: ['bl000001', 'bl000011', 'bl000101', 'bl000111'],
  },
  {
    id: 'comcast-lists',
    cause: 'ip-blocklisted',
    legacy: true,
    tags: ['bl000010', 'bl000100', 'bl000110'],
    says: ['found on one or more dnsbls'],
  },
  {
    id: 'comcast-blocked',
    cause: 'ip-reputation',
    legacy: true,
    listedBy: 'comcast-internal',
    remedy: 'comcast',
    tags: ['bl000000'],
    says: ['comcast block for spam'],
  },
  {
    id: 'comcast-dynamic',
    cause: 'dynamic-ip',
    legacy: true,
    tags: ['es000001', 'es000010'],
  },
  {
    id: 'comcast-dmarc',
    cause: 'dmarc-fail',
    legacy: true,
    tags: ['dm000001'],
  },
]);

const ATT = rulesOf('att', [
  {
    id: 'att-reverse-dns',
    cause: 'ptr-missing',
    legacy: true,
    says: ['connections not accepted from servers without a valid sender domain', 'failure in dns look-up'],
  },
  {
    id: 'att-blocked',
    cause: 'ip-reputation',
    legacy: true,
    listedBy: 'att-internal',
    remedy: 'att',
    unless: ['reverse dns', 'ptr'],
    says: ['dnsbl:attrbl', 'dnsbl:rbl', 'is_blocked', 'abuse-att.net'],
  },
]);

const SPECTRUM = rulesOf('spectrum', [
  {
    id: 'spectrum-spamhaus',
    cause: 'ip-blocklisted',
    listedBy: 'spamhaus-zen',
    checks: ['dnsbl:spamhaus-zen'],
    remedy: 'spamhaus-ip',
    tags: ['aup#in-{1220-1259}', 'aup#i-{1220-1259}'],
  },
  {
    id: 'spectrum-connections',
    cause: 'connection-limited',
    tags: ['aup#in-{1300-1349}', 'aup#i-{1300-1349}'],
  },
  {
    id: 'spectrum-rate',
    cause: 'rate-limited',
    tags: ['aup#in-{1350-1490}', 'aup#i-{1350-1490}', 'aup#in-15*', 'aup#i-15*'],
  },
  {
    id: 'spectrum-blocked',
    cause: 'ip-reputation',
    listedBy: 'spectrum-internal',
    remedy: 'spectrum',
    // 1100 to 1199 and 1260 are tags of general rules.
    tags: [
      'aup#in-{1000-1099}',
      'aup#in-{1200-1259}',
      'aup#in-{1261-1299}',
      'aup#in-{1491-9999}',
      'aup#i-{1000-1099}',
      'aup#i-{1200-1259}',
      'aup#i-{1261-1299}',
      'aup#i-{1491-9999}',
      'aup#1000',
    ],
  },
]);

const COX = rulesOf('cox', [
  {
    id: 'cox-authentication',
    cause: 'auth-missing',
    legacy: true,
    tags: ['aup#cxsndr'],
  },
  {
    id: 'cox-rate',
    cause: 'connection-limited',
    legacy: true,
    tags: ['aup#cxcnct', 'aup#cxmxrt'],
  },
  {
    id: 'cox-spamhaus',
    cause: 'ip-blocklisted',
    legacy: true,
    listedBy: 'spamhaus-zen',
    remedy: 'spamhaus-ip',
    tags: ['ipbl0001', 'ipbl0011', 'ipbl0101', 'ipbl0111', 'ipbl1001', 'ipbl1011', 'ipbl1101', 'ipbl1111', 'ipbl00001'],
  },
  {
    id: 'cox-lists',
    cause: 'ip-blocklisted',
    legacy: true,
    checks: ['dnsbl:ivmsip', 'dnsbl:validity-rpbl', 'dnsbl:spamhaus-zen'],
    tags: ['ipbl*'],
  },
  {
    id: 'cox-blocked',
    cause: 'ip-reputation',
    legacy: true,
    retry: 'wait',
    listedBy: 'cox-internal',
    remedy: 'cox',
    tags: ['aup#cxbl', 'aup#cdrbl', 'aup#bl'],
  },
]);

const GODADDY = rulesOf('godaddy', [
  {
    id: 'godaddy-reverse-dns',
    cause: 'ptr-missing',
    tags: ['ib108'],
    says: ['temporarily rejected. reverse dns for * failed', 'temporarily rejected * reverse dns for'],
  },
  {
    id: 'godaddy-cloudmark',
    cause: 'ip-reputation',
    listedBy: 'cloudmark-csi',
    remedy: 'cloudmark',
    tags: ['ib103'],
  },
  {
    id: 'godaddy-sbl',
    cause: 'ip-blocklisted',
    listedBy: 'spamhaus-sbl',
    remedy: 'spamhaus-ip',
    checks: ['dnsbl:spamhaus-sbl'],
    tags: ['ib104'],
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
  },
  {
    id: 'godaddy-pbl',
    cause: 'dynamic-ip',
    listedBy: 'spamhaus-pbl',
    remedy: 'spamhaus-pbl',
    checks: ['dnsbl:spamhaus-pbl', 'ptr'],
    tags: ['ib106'],
  },
  {
    id: 'godaddy-blocked',
    cause: 'ip-reputation',
    retry: 'wait',
    listedBy: 'godaddy-internal',
    remedy: 'godaddy',
    tags: ['ib{110-113}'],
  },
  {
    id: 'godaddy-rate',
    cause: 'rate-limited',
    remedy: 'godaddy-codes',
    tags: ['ib504', 'ib510', 'ib605', 'ib607', 'ib007', 'ib101'],
  },
  {
    id: 'godaddy-spf',
    cause: 'spf-fail',
    tags: ['ib508'],
  },
  {
    id: 'godaddy-sender-domain',
    cause: 'sender-domain-invalid',
    tags: ['ib506'],
  },
  {
    id: 'godaddy-content',
    cause: 'content-spam',
    remedy: 'godaddy-codes',
    tags: ['ib212', 'ib705'],
  },
  {
    id: 'godaddy-list',
    cause: 'ip-blocklisted',
    listedBy: 'godaddy-internal',
    remedy: 'godaddy',
    says: ['rbl reject * secureserver', 'secureserver * rbl reject', 'unblock.secureserver.net'],
  },
]);

export const AMERICA = [...APPLE, ...COMCAST, ...ATT, ...SPECTRUM, ...COX, ...GODADDY];
