/** What a code alone means (RFC 3463, RFC 5321 section 4.2.3, RFC 7372, RFC 7505), where no sentence is known. */
import { rulesOf } from '../rule.ts';

export const CODES_ALONE = rulesOf('generic', [
  {
    id: 'code-reverse-dns',
    cause: 'ptr-missing',
    enhanced: ['5.7.25', '4.7.25', '4.7.23'],
  },
  {
    id: 'code-spf',
    cause: 'spf-fail',
    enhanced: ['5.7.23', '5.7.24', '4.7.24'],
  },
  {
    id: 'code-dkim',
    cause: 'dkim-fail',
    enhanced: ['5.7.20', '5.7.21', '5.7.22', '4.7.20', '4.7.21', '4.7.22'],
  },
  {
    id: 'code-authentication',
    cause: 'auth-missing',
    enhanced: ['5.7.26', '4.7.26'],
  },
  {
    id: 'code-tls',
    cause: 'tls-required',
    enhanced: ['5.7.10'],
    hints: ['523', '5.7.4'],
  },
  {
    id: 'code-rate',
    cause: 'rate-limited',
    enhanced: ['4.7.28', '5.7.28'],
    hints: ['4.5.3', '5.5.3'],
  },
  {
    id: 'code-sender-null-mx',
    cause: 'sender-domain-invalid',
    // RFC 7505 section 5.2; Gmail writes the same code of SPF.
    enhanced: ['5.7.27', '4.7.27'],
    unless: ['spf', 'authenticat'],
  },
  {
    id: 'code-null-mx',
    cause: 'network',
    retry: 'never',
    remedy: 'no-such-domain',
    enhanced: ['5.1.10'],
    hints: ['556'],
    reply: ['556'],
  },
  {
    id: 'code-login',
    cause: 'auth-required',
    hints: ['530', '534', '535', '538', '5.7.8', '5.7.9', '5.7.11'],
  },
  {
    id: 'code-no-mailbox',
    cause: 'user-unknown',
    hints: ['5.1.1', '5.1.0', '5.1.3', '5.1.6', '5.1.4', '5.1.5', '4.1.1'],
    // Words about the sender are never about the mailbox, whatever code they come with.
    unless: [
      '(your|client|source|sending|this) (ip|address|host|server)',
      'sender',
      'jail',
      'ip (is |address |)(blocked|banned|rejected|in )',
    ],
  },
  {
    id: 'code-format',
    cause: 'rfc-noncompliant',
    hints: ['5.5.2', '5.5.4', '5.6.x', '500', '501', '502', '503', '504', '555'],
  },
  {
    id: 'code-expired',
    cause: 'network',
    retry: 'never',
    hints: ['4.4.7', '5.4.7'],
  },
  {
    id: 'code-network',
    cause: 'network',
    hints: ['5.4.x', '4.4.x'],
  },
  {
    id: 'code-policy',
    cause: 'recipient-policy',
    hints: ['5.7.x', '4.7.x'],
  },
  {
    id: 'code-temporary',
    cause: 'temporary',
    hints: ['4.x.x', '421', '450', '451', '45x', '4xx'],
  },
  {
    id: 'code-system',
    cause: 'temporary',
    retry: 'fix-first',
    remedy: 'code-only',
    hints: ['5.3.x'],
  },
  {
    id: 'code-refused',
    cause: 'recipient-policy',
    // Not 550, 551 and 553: those codes alone mean the mailbox as well as a policy (RFC 5321 section 4.2.3).
    hints: ['552', '554', '557', '558', '559', '521', '571'],
  },
]);
