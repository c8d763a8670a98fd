/** Yahoo, AOL and the brands they host. The number in brackets decides, not the reply code: TSS09 comes with 421 and with 553. */
import { rulesOf } from '../rule.ts';

const YAHOO = rulesOf('yahoo', [
  {
    id: 'yahoo-tss-permanent',
    cause: 'ip-reputation',
    listedBy: 'yahoo-internal',
    remedy: 'yahoo',
    checks: ['ptr', 'spf', 'dkim', 'dmarc', 'dnsbl:spamhaus-zen'],
    tags: ['tss09', 'tss11'],
    says: ['will be permanently deferred', 'permanently deferred; retrying'],
  },
  {
    id: 'yahoo-spamhaus',
    cause: 'ip-blocklisted',
    listedBy: 'spamhaus-zen',
    remedy: 'spamhaus-ip',
    checks: ['dnsbl:spamhaus-zen'],
    tags: ['bl21', 'bl23', 'tss07'],
    says: ["because the ip is in spamhaus's list"],
  },
  {
    id: 'yahoo-tss04',
    cause: 'ip-reputation',
    listedBy: 'yahoo-internal',
    retry: 'wait',
    retryAfterMinutes: 240,
    remedy: 'yahoo',
    checks: ['ptr', 'spf', 'dkim', 'dmarc', 'dnsbl:spamhaus-zen'],
    tags: ['tss{1-14}', 'ts{1-14}', 'ipts*'],
    says: ['temporarily deferred due to (unexpected volume|user complaints)'],
    unless: ['permanently deferred'],
  },
  {
    id: 'yahoo-content',
    cause: 'content-spam',
    remedy: 'yahoo-sender',
    tags: ['ph{1-99}'],
  },
  {
    id: 'yahoo-unauthenticated',
    cause: 'auth-missing',
    says: ['yahoo requires all senders to authenticate', 'blocked because the sender is unauthenticated'],
  },
  {
    id: 'yahoo-sender-domain',
    cause: 'sender-domain-invalid',
    says: ['unresolvable rfc', 'unresolvable-from-domain'],
  },
  {
    id: 'yahoo-headers',
    cause: 'rfc-noncompliant',
    says: ['headers are not rfc compliant'],
  },
  {
    id: 'yahoo-no-user',
    cause: 'user-unknown',
    says: [
      "dd this user doesn't have a",
      'mailbox not found * yahoo',
      'dd * is no longer valid',
      "this user doesn't have a * account",
    ],
  },
  {
    id: 'yahoo-mailbox-disabled',
    cause: 'mailbox-disabled',
    says: ['this mailbox is disabled'],
  },
  {
    id: 'yahoo-recipient-rate',
    cause: 'recipient-rate-limited',
    says: ['user is receiving mail too quickly'],
  },
  {
    id: 'yahoo-connection',
    cause: 'connection-limited',
    says: ['max message per connection reached'],
  },
  {
    id: 'yahoo-resources',
    cause: 'temporary',
    says: ['resources temporarily (unavailable|not available)'],
  },
  {
    id: 'yahoo-relay-legacy',
    cause: 'policy',
    legacy: true,
    tags: ['vs1-ip', 'vs1-mf'],
  },
  {
    id: 'yahoo-policy',
    cause: 'policy',
    checks: ['dmarc', 'dkim', 'spf'],
    remedy: 'yahoo-sender',
    says: ['(message|email|mail) not accepted for policy reasons'],
  },
]);

const AOL = rulesOf('aol', [
  {
    id: 'aol-reverse-dns',
    cause: 'ptr-missing',
    legacy: true,
    tags: ['rtr:rd', 'dns:nr', 'dns:b*'],
  },
  {
    id: 'aol-dynamic',
    cause: 'dynamic-ip',
    legacy: true,
    tags: ['rtr:du', 'rtr:bb', 'rly:ir'],
  },
  {
    id: 'aol-blocked',
    cause: 'ip-reputation',
    listedBy: 'yahoo-internal',
    legacy: true,
    remedy: 'yahoo',
    tags: [
      'rtr:sc',
      'rtr:bl',
      'rtr:ge',
      'rtr:cv',
      'rly:b*',
      'rly:bl',
      'rly:ch',
      'rly:nw',
      'con:b1',
      'hvu:b*',
      'hvu:bl',
      'rly:sn',
    ],
    says: ['aol will not accept delivery of this message'],
  },
  {
    id: 'aol-rate',
    cause: 'rate-limited',
    legacy: true,
    tags: ['dyn:t*'],
  },
]);

export const YAHOO_AND_AOL = [...YAHOO, ...AOL];
