/**
 * Refusals that no receiver wrote: by the service that the sender sends through (Amazon SES, Microsoft 365, MailChannels), and by
 * the server that sends (its filter, its queue, its own rule about TLS).
 */
import { rulesOf } from '../rule.ts';

const SES = rulesOf('amazon-ses', [
  {
    id: 'ses-paused',
    cause: 'policy',
    side: 'own-provider',
    remedy: 'ses-paused',
    checks: [],
    says: ['sending paused for this account', 'sending * paused for (this|the) configuration set', 'sending is paused'],
  },
  {
    id: 'ses-throttled',
    cause: 'rate-limited',
    side: 'own-provider',
    remedy: 'ses-throttled',
    checks: [],
    says: ['throttling failure: (maximum|daily)', 'maximum sending rate exceeded', 'daily message quota exceeded'],
  },
]);

const MICROSOFT_365 = rulesOf('exchange-online', [
  {
    id: 'ms-bad-outbound',
    cause: 'rate-limited',
    side: 'own-provider',
    retry: 'fix-first',
    remedy: 'microsoft-restricted',
    checks: [],
    says: ['bad outbound sender'],
  },
  {
    id: 'ms-spam-abuse',
    cause: 'complaints',
    side: 'own-provider',
    remedy: 'microsoft-restricted',
    checks: [],
    enhanced: ['5.7.501', '5.7.502'],
    says: ['access denied, spam abuse detected'],
  },
  {
    id: 'ms-tenant-threshold',
    cause: 'rate-limited',
    side: 'own-provider',
    retry: 'fix-first',
    remedy: 'microsoft-tenant',
    checks: [],
    enhanced: ['5.7.705'],
    says: ['tenant has exceeded threshold'],
  },
  {
    id: 'ms-tenant-address',
    cause: 'ip-reputation',
    side: 'own-provider',
    remedy: 'microsoft-tenant',
    checks: [],
    enhanced: ['5.7.708'],
    says: ['traffic not accepted from this ip'],
  },
  {
    id: 'ms-unregistered-domain',
    cause: 'policy',
    side: 'own-provider',
    remedy: 'microsoft-tenant',
    checks: [],
    enhanced: ['5.7.750'],
    says: ['blocked from sending from unregistered domain'],
  },
  {
    id: 'ms-login',
    cause: 'auth-required',
    side: 'own-provider',
    remedy: 'microsoft-login',
    enhanced: ['5.7.57', '5.7.139'],
    says: [
      'client not authenticated to send',
      'client was not authenticated to send anonymous mail',
      'smtpclientauthentication is disabled',
      'basic authentication is disabled',
    ],
  },
  {
    id: 'ms-external-forwarding',
    cause: 'policy',
    side: 'own-provider',
    remedy: 'microsoft-forwarding',
    checks: [],
    enhanced: ['5.7.520'],
    says: ['organization does not allow external forwarding'],
  },
]);

const ANY_SERVICE = rulesOf('own-provider', [
  {
    id: 'own-account',
    cause: 'policy',
    side: 'own-provider',
    remedy: 'own-account',
    checks: [],
    says: [
      'your (account|mailbox|user) (is|has been|was) (temporarily |)(suspended|disabled|blocked|locked|restricted)',
      '(sending|outgoing mail|outbound mail|smtp) (for|from|of|by) (this|your|the) (account|mailbox|user|domain) * (disabled|suspended|blocked|not allowed|locked)',
      '(account|user|mailbox) (is |has been |was |)(disabled|suspended|blocked|not allowed|restricted) (for|from) (sending|outgoing|smtp)',
      '(outgoing|outbound) (mail|email|messages|smtp) (from|for|of) * (suspended|disabled|blocked)',
    ],
  },
]);

const OWN_SERVER = rulesOf('own-server', [
  {
    id: 'own-queue',
    cause: 'temporary',
    side: 'own-server',
    retry: 'fix-first',
    remedy: 'own-queue',
    says: [
      'mail transport unavailable',
      'unknown mail transport error',
      'queue file write error',
      'mail system configuration error',
      'local configuration error',
    ],
  },
  {
    id: 'own-filter',
    cause: 'temporary',
    side: 'own-server',
    retry: 'fix-first',
    remedy: 'own-filter',
    says: [
      '(amavis|amavisd|clamav|clamd|rspamd|opendkim|opendmarc|spamd|milter) * (unavailable|not available|connection refused|timed out|timeout|not running)',
    ],
    unless: ['delivery temporarily suspended: lost'],
  },
  {
    id: 'own-dane',
    cause: 'tls-required',
    side: 'own-server',
    remedy: 'own-dane',
    says: [
      'tlsa lookup error',
      'certificate * tls policy * not trusted',
      'no usable tlsa',
      'dane * (failed|required|mismatch)',
      // Exchange Online, which writes them of the receiver that its own rule tests.
      'starttls-not-supported',
      'certificate-(expired|host-mismatch|not-trusted|revoked)',
      'tlsa-invalid',
    ],
  },
]);

export const OWN = [...SES, ...MICROSOFT_365, ...ANY_SERVICE, ...OWN_SERVER];
