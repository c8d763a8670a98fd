/** What a code alone means (RFC 3463, RFC 5321 section 4.2.3, RFC 7372, RFC 7505), where no sentence is known. */
import { rulesOf } from '../rule.ts';

export const CODES_ALONE = rulesOf('generic', [
  {
    id: 'code-reverse-dns',
    cause: 'ptr-missing',
    enhanced: ['5.7.25', '4.7.25', '4.7.23'],
    examples: ['550 5.7.25 refused'],
  },
  {
    id: 'code-spf',
    cause: 'spf-fail',
    enhanced: ['5.7.23', '5.7.24', '4.7.24', '5.7.27', '4.7.27'],
    examples: ['550 5.7.23 refused'],
  },
  {
    id: 'code-dkim',
    cause: 'dkim-fail',
    enhanced: ['5.7.20', '5.7.21', '5.7.22', '4.7.20', '4.7.21', '4.7.22'],
    examples: ['550 5.7.20 refused'],
  },
  {
    id: 'code-authentication',
    cause: 'auth-missing',
    enhanced: ['5.7.26', '4.7.26'],
    examples: ['550 5.7.26 refused'],
  },
  {
    id: 'code-tls',
    cause: 'tls-required',
    enhanced: ['5.7.10', '5.7.4'],
    hints: ['523'],
    examples: ['550 5.7.10 refused'],
  },
  {
    id: 'code-rate',
    cause: 'rate-limited',
    enhanced: ['4.7.28', '5.7.28'],
    hints: ['4.5.3', '5.5.3'],
    examples: ['450 4.7.28 refused'],
  },
  {
    id: 'code-null-mx',
    cause: 'network',
    retry: 'never',
    remedy: 'no-such-domain',
    enhanced: ['5.1.10'],
    hints: ['556'],
    reply: ['556'],
    examples: ['556 refused'],
  },
  {
    id: 'code-login',
    cause: 'auth-required',
    hints: ['530', '534', '535', '538', '5.7.8', '5.7.9', '5.7.11'],
    examples: ['535 refused'],
  },
  {
    id: 'code-no-mailbox',
    cause: 'user-unknown',
    hints: ['5.1.1', '5.1.0', '5.1.3', '5.1.6', '5.1.4', '5.1.5', '4.1.1'],
    examples: ['550 5.1.1 refused'],
  },
  { id: 'code-full', cause: 'mailbox-full', hints: ['452', '552'], reply: ['452', '552'], examples: ['552 refused'] },
  {
    id: 'code-format',
    cause: 'rfc-noncompliant',
    hints: ['5.5.2', '5.5.4', '5.6.x', '500', '501', '502', '503', '504'],
    examples: ['501 refused'],
  },
  { id: 'code-network', cause: 'network', hints: ['5.4.x', '4.4.x'], examples: ['550 5.4.0 refused'] },
  { id: 'code-policy', cause: 'recipient-policy', hints: ['5.7.x', '4.7.x'], examples: ['550 5.7.1 refused'] },
  {
    id: 'code-temporary',
    cause: 'temporary',
    hints: ['4.x.x', '421', '450', '451', '45x', '4xx'],
    examples: ['451 refused'],
  },
  { id: 'code-no-access', cause: 'user-unknown', hints: ['550', '551', '553'], examples: ['550 refused'] },
  { id: 'code-refused', cause: 'recipient-policy', hints: ['554', '521', '571'], examples: ['554 refused'] },
]);
