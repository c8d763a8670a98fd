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
    examples: [
      {
        text: '554 5.7.1 Service unavailable; Client host [redacted] blocked using zen.spamhaus.org; Error: open resolver; https://check.spamhaus.org/returnc/pub/46.38.225.230/',
        source: 'springcomp/self-hosted-simplelogin#37',
      },
    ],
  },
]);
