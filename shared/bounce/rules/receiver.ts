/** First of all rules: refusals in which the receiver misreads a list. */
import { rulesOf } from '../rule.ts';

export const RECEIVER = rulesOf('spamhaus', [
  {
    id: 'receiver-resolver-refused',
    cause: 'dns-failure',
    side: 'receiver',
    retry: 'wait',
    retryAfterMinutes: 240,
    checks: ['dnsbl:spamhaus-zen'],
    remedy: 'receiver-resolver',
    tags: ['127.255.255.{252-255}'],
    says: [
      'spamhaus * (error: |)open resolver',
      '(blocked using|listed in|listed at|listed by|rbl|dnsbl|blacklist) * open resolver',
      'spamhaus.org/returnc/',
      'query refused * (spamhaus|dnsbl|rbl)',
      '(spamhaus|dnsbl|rbl|surbl|uribl) * query refused',
      'spamhaus * (excessive|too many) (number of queries|queries)',
      'public resolver * (spamhaus|dnsbl)',
      '(spamhaus|dnsbl) * public resolver',
    ],
  },
]);
