/** What a cause implies, unless a rule knows better: whose side it is on, whether to send again, what to check, what to do. */
import type { Cause, CheckName, Retry, Side } from './diagnosis.ts';
import type { BounceRemedyId } from './remedies.ts';

export type CauseFacts = {
  readonly side: Side;
  readonly retry: Retry;
  readonly retryAfterMinutes?: number;
  readonly checks: readonly CheckName[];
  readonly remedy: BounceRemedyId;
};

const facts = (side: Side, retry: Retry, checks: readonly CheckName[], remedy: BounceRemedyId): CauseFacts => ({
  side,
  retry,
  checks,
  remedy,
});

const wait = (side: Side, minutes: number, remedy: BounceRemedyId, checks: readonly CheckName[] = []): CauseFacts => ({
  side,
  retry: 'wait',
  retryAfterMinutes: minutes,
  checks,
  remedy,
});

export const CAUSE_FACTS: Readonly<Record<Cause, CauseFacts>> = {
  'ptr-missing': facts('sender', 'fix-first', ['ptr'], 'reverse-dns'),
  'ptr-generic': facts('sender', 'fix-first', ['ptr', 'helo'], 'reverse-dns-own-name'),
  'fcrdns-mismatch': facts('sender', 'fix-first', ['ptr'], 'reverse-dns'),
  'helo-invalid': facts('sender', 'fix-first', ['helo', 'ptr'], 'helo'),
  'dynamic-ip': facts('sender', 'fix-first', ['ptr', 'dnsbl:spamhaus-pbl'], 'dynamic'),
  'ip-blocklisted': facts('sender', 'fix-first', ['dnsbl:spamhaus-zen', 'dnsbl:barracuda-brbl'], 'blocklist'),
  'ip-reputation': facts('sender', 'fix-first', ['ptr', 'spf', 'dnsbl:spamhaus-zen'], 'ip-reputation'),
  complaints: facts('sender', 'fix-first', ['dnsbl:spamhaus-zen'], 'complaints'),
  'open-relay': facts('sender', 'fix-first', ['dnsbl:spamhaus-xbl'], 'open-relay'),
  'domain-reputation': facts('sender', 'fix-first', ['dnsbl:spamhaus-dbl', 'dkim', 'dmarc'], 'domain-reputation'),
  'domain-blocklisted': facts('sender', 'fix-first', ['dnsbl:spamhaus-dbl'], 'spamhaus-dbl'),
  'url-blocklisted': facts(
    'content',
    'fix-first',
    ['dnsbl:spamhaus-dbl', 'dnsbl:surbl-multi', 'dnsbl:uribl-multi'],
    'url-blocklist',
  ),
  'sender-domain-invalid': facts('sender', 'fix-first', ['spf'], 'sender-domain'),
  'sender-verify': facts('sender', 'fix-first', [], 'sender-verify'),
  'spf-fail': facts('sender', 'fix-first', ['spf'], 'spf'),
  'dkim-fail': facts('sender', 'fix-first', ['dkim'], 'dkim'),
  'dmarc-fail': facts('sender', 'fix-first', ['dmarc', 'spf', 'dkim'], 'dmarc'),
  'dmarc-missing': facts('sender', 'fix-first', ['dmarc'], 'dmarc-record'),
  'auth-missing': facts('sender', 'fix-first', ['spf', 'dkim'], 'authenticate'),
  'auth-required': facts('sender', 'fix-first', [], 'smtp-auth'),
  'content-attachment': facts('content', 'never', [], 'attachment'),
  'content-spam': facts('content', 'fix-first', ['dnsbl:spamhaus-dbl', 'spf', 'dkim', 'dmarc'], 'spam-content'),
  'content-virus': facts('content', 'never', [], 'virus'),
  'rfc-noncompliant': facts('sender', 'fix-first', [], 'message-format'),
  'message-too-big': facts('content', 'never', [], 'size'),
  'rate-limited': wait('sender', 30, 'rate', ['ptr', 'spf']),
  'recipient-rate-limited': wait('recipient', 60, 'recipient-rate'),
  'connection-limited': wait('sender', 15, 'connections'),
  greylisted: wait('receiver', 15, 'greylisting'),
  'tls-required': facts('sender', 'fix-first', ['tls'], 'tls'),
  'relay-denied': facts('sender', 'fix-first', [], 'relay'),
  'user-unknown': facts('recipient', 'never', [], 'user-unknown'),
  'mailbox-full': wait('recipient', 24 * 60, 'mailbox-full'),
  'mailbox-disabled': facts('recipient', 'never', [], 'mailbox-disabled'),
  'recipient-policy': facts('receiver', 'fix-first', [], 'recipient-policy'),
  'geo-blocked': facts('receiver', 'fix-first', [], 'geo'),
  policy: facts('sender', 'fix-first', ['ptr', 'spf', 'dkim', 'dmarc'], 'policy'),
  'dns-failure': wait('network', 60, 'dns'),
  network: wait('network', 60, 'network'),
  'port25-blocked': facts('network', 'fix-first', [], 'port25'),
  temporary: wait('receiver', 30, 'temporary'),
};
