/** The labelled bounces that stand beside the checkout, where they do; used by the test and the bench. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Cause } from '../../shared/bounce/diagnosis.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../../shared/conformance/bounces');

/** One recipient, in the order of the message. */
export type Row = { readonly enhancedCode: string; readonly smtpCode: string; readonly reason: string };
export type Labelled = { readonly file: string; readonly raw: Uint8Array; readonly rows: readonly Row[] };

export const hasCorpus = existsSync(path.join(FOLDER, 'labels.json'));

export function readCorpus(): Labelled[] {
  if (!hasCorpus) return [];
  const labels = JSON.parse(readFileSync(path.join(FOLDER, 'labels.json'), 'utf8')) as Record<string, Row[]>;
  return Object.entries(labels).map(([file, rows]) => ({
    file,
    rows,
    raw: readFileSync(path.join(FOLDER, 'emails', file)),
  }));
}

const UNREACHED: readonly Cause[] = ['network', 'temporary', 'port25-blocked', 'dns-failure'];
const TOO_FAST: readonly Cause[] = ['connection-limited', 'rate-limited', 'recipient-rate-limited'];
const NO_MAILBOX: readonly Cause[] = ['user-unknown', 'mailbox-disabled'];

/** Which of our causes answer a label; labels not named here are not scored. */
export const ANSWERS: Readonly<Record<string, readonly Cause[]>> = {
  requireptr: ['ptr-missing', 'fcrdns-mismatch', 'ptr-generic'],
  authfailure: ['spf-fail', 'dkim-fail', 'dmarc-fail', 'dmarc-missing', 'auth-missing'],
  badreputation: ['ip-reputation', 'domain-reputation'],
  // "blocked" that says "missing reverse DNS" is the better answer where the text says so.
  blocked: [
    ...(['ip-blocklisted', 'ip-reputation', 'dynamic-ip', 'helo-invalid', 'open-relay', 'geo-blocked'] as const),
    ...(['complaints', 'recipient-policy', 'rate-limited', 'ptr-missing', 'temporary'] as const),
  ],
  spamdetected: ['content-spam', 'url-blocklisted'],
  policyviolation: ['policy', 'content-attachment', 'recipient-policy', 'geo-blocked', 'content-spam'],
  virusdetected: ['content-virus', 'content-spam'],
  toomanyconn: TOO_FAST,
  speeding: TOO_FAST,
  notcompliantrfc: ['rfc-noncompliant'],
  mailboxfull: ['mailbox-full'],
  userunknown: NO_MAILBOX,
  suspend: NO_MAILBOX,
  norelaying: ['relay-denied', 'auth-required'],
  hostunknown: UNREACHED,
  networkerror: UNREACHED,
  expired: UNREACHED,
};

export const SENDER_SIDE = ['requireptr', 'authfailure', 'badreputation', 'blocked', 'spamdetected', 'policyviolation'];
/** Labels of messages that are no bounces. */
export const NO_BOUNCE = ['delivered', 'feedback', 'vacation'];
