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
    examples: [
      '553 5.7.2 [TSS09] All messages from 203.0.113.9 will be permanently deferred; Retrying will NOT succeed. See https://senders.yahooinc.com/smtp-error-codes/',
      '421 4.7.1 [TSS09] All messages from 203.0.113.9 will be permanently deferred; Retrying will NOT succeed.',
    ],
  },
  {
    id: 'yahoo-spamhaus',
    cause: 'ip-blocklisted',
    listedBy: 'spamhaus-zen',
    remedy: 'spamhaus-ip',
    checks: ['dnsbl:spamhaus-zen'],
    tags: ['bl21', 'bl23', 'tss07'],
    says: ["because the ip is in spamhaus's list"],
    examples: [
      "553 5.7.1 [BL21] Connections will not be accepted from 203.0.113.9, because the ip is in Spamhaus's list; see http://postmaster.yahoo.com/550-bl23.html",
    ],
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
    examples: [
      '421 4.7.0 [TSS04] Messages from 203.0.113.9 temporarily deferred due to unexpected volume or user complaints - 4.16.55.1; see https://senders.yahooinc.com/smtp-error-codes',
    ],
  },
  {
    id: 'yahoo-content',
    cause: 'content-spam',
    remedy: 'yahoo-sender',
    tags: ['ph{1-99}'],
    examples: [
      '554 Message not allowed - [PH01] Email not accepted for policy reasons. Please visit https://senders.yahooinc.com/smtp-error-codes',
    ],
  },
  {
    id: 'yahoo-dkim-legacy',
    cause: 'dkim-fail',
    legacy: true,
    confidence: 'medium',
    tags: ['au01'],
    examples: [
      '554 5.7.5 (AU01) Message not accepted for policy reasons. See http://postmaster.yahoo.com/errors/postmaster-28.html',
    ],
  },
  {
    id: 'yahoo-unauthenticated',
    cause: 'auth-missing',
    says: ['yahoo requires all senders to authenticate', 'blocked because the sender is unauthenticated'],
    examples: [
      '550 5.7.9 This mail has been blocked because the sender is unauthenticated. Yahoo requires all senders to authenticate with either SPF or DKIM. See https://senders.yahooinc.com/smtp-error-codes/',
    ],
  },
  {
    id: 'yahoo-sender-domain',
    cause: 'sender-domain-invalid',
    says: ['unresolvable rfc', 'unresolvable-from-domain'],
    examples: [
      '451 Message temporarily deferred due to unresolvable RFC.5321 from domain; see https://senders.yahooinc.com/smtp-error-codes#unresolvable-from-domain',
    ],
  },
  {
    id: 'yahoo-headers',
    cause: 'rfc-noncompliant',
    says: ['headers are not rfc compliant'],
    examples: ['554 5.6.0 Message not accepted: Headers are not RFC compliant'],
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
    examples: [
      "554 delivery error: dd This user doesn't have a yahoo.com account (nobody@yahoo.example) [0] - mta1061.mail.ne1.yahoo.com",
    ],
  },
  {
    id: 'yahoo-mailbox-disabled',
    cause: 'mailbox-disabled',
    says: ['this mailbox is disabled'],
    examples: [
      '554 delivery error: dd Sorry, your message cannot be delivered. This mailbox is disabled (554.30). - mta4471.mail.bf1.yahoo.com',
    ],
  },
  {
    id: 'yahoo-recipient-rate',
    cause: 'recipient-rate-limited',
    says: ['user is receiving mail too quickly'],
    examples: ['450 User is receiving mail too quickly'],
  },
  {
    id: 'yahoo-connection',
    cause: 'connection-limited',
    says: ['max message per connection reached'],
    examples: ['421 Max message per connection reached, closing transmission channel'],
  },
  {
    id: 'yahoo-resources',
    cause: 'temporary',
    says: ['resources temporarily (unavailable|not available)'],
    examples: ['451 4.3.2 Resources temporarily not available - Please try again later [#4.16.1].'],
  },
  {
    id: 'yahoo-relay-legacy',
    cause: 'policy',
    legacy: true,
    confidence: 'medium',
    tags: ['vs1-ip', 'vs1-mf'],
    examples: ['451 VS1-IP Excessive unknown recipients - possible Open Relay'],
  },
  {
    id: 'yahoo-policy',
    cause: 'policy',
    checks: ['dmarc', 'dkim', 'spf'],
    remedy: 'yahoo-sender',
    says: ['(message|email|mail) not accepted for policy reasons'],
    examples: ['554 5.7.9 Message not accepted for policy reasons. See https://senders.yahooinc.com/smtp-error-codes/'],
  },
]);

const AOL = rulesOf('aol', [
  {
    id: 'aol-reverse-dns',
    cause: 'ptr-missing',
    legacy: true,
    confidence: 'medium',
    tags: ['rtr:rd', 'dns:nr', 'dns:b*'],
    examples: ['554 RTR:RD : (203.0.113.9) http://postmaster.info.aol.com/errors/554rtrrd.html'],
  },
  {
    id: 'aol-dynamic',
    cause: 'dynamic-ip',
    legacy: true,
    confidence: 'medium',
    tags: ['rtr:du', 'rtr:bb', 'rly:ir'],
    examples: ['554- (RTR:BB) http://postmaster.info.aol.com/errors/554rtrbb.html'],
  },
  {
    id: 'aol-blocked',
    cause: 'ip-reputation',
    listedBy: 'yahoo-internal',
    legacy: true,
    confidence: 'medium',
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
    examples: [
      '421 4.7.1 : (RTR:SC) https://postmaster.aol.com/error-codes#421rtrsc Service not available',
      '554 RTR:BL  https://postmaster.aol.com/error-codes#554rtrbl',
    ],
  },
  {
    id: 'aol-rate',
    cause: 'rate-limited',
    legacy: true,
    confidence: 'medium',
    tags: ['dyn:t*'],
    examples: ['421 4.7.1 : (DYN:T1) https://postmaster.aol.com/error-codes#421dynt1'],
  },
]);

export const YAHOO_AND_AOL = [...YAHOO, ...AOL];
