/**
 * The certificate of a BIMI record (`a=`): a chain in PEM whose first certificate is for the domain and for marks. Whether a mark
 * authority vouches for it is not verified here: their roots are in no system's store.
 */

import { X509Certificate } from 'node:crypto';
import { DAY } from '../../model/duration.ts';
import type { Text } from '../../model/language.ts';
import { printable } from '../../model/text.ts';
import type { OwnIdOf } from '../core/findings.ts';
import type { LookupRemedy } from '../remedies/index.ts';
import { markExpired, markExpiring, markFine, markOfOther, NOT_FOR_MARKS, NOT_PEM } from './words.ts';

/** id-kp-BrandIndicatorforMessageIdentification (draft-fetch-validation-vmc-wchuang, section on the Extended Key Usage). */
const BIMI_USAGE = '1.3.6.1.5.5.7.3.31';
const SOON_DAYS = 30;

export type MarkJudgment = {
  readonly id: OwnIdOf<'bimi'>;
  readonly status: 'pass' | 'warn' | 'fail';
  readonly summary: Text;
  readonly remedy?: LookupRemedy;
};

/** @param domains those that it may be for: the one asked about, and its organization's */
export function judgeMark(pem: string, domains: readonly string[], now: number): MarkJudgment {
  const certificate = firstIn(pem);
  const ill = (id: MarkJudgment['id'], summary: Text, remedy: LookupRemedy): MarkJudgment => ({
    id,
    status: 'fail',
    summary,
    remedy,
  });
  if (certificate === null) return ill('certificate-broken', NOT_PEM, { id: 'bimi.serve-chain', with: {} });
  const end = Date.parse(certificate.validTo);
  const until = Number.isNaN(end) ? printable(certificate.validTo, 40) : new Date(end).toISOString().slice(0, 10);
  const days = Math.floor((end - now) / DAY);
  if (!(days >= 0)) return ill('certificate-expired', markExpired(until), { id: 'bimi.renew', with: {} });
  if (!(certificate.keyUsage ?? []).includes(BIMI_USAGE))
    return ill('certificate-kind', NOT_FOR_MARKS, { id: 'bimi.get-certificate', with: {} });
  const names = (certificate.subjectAltName ?? '').toLowerCase().slice(0, 20_000).split(', ');
  const domain = printable(domains[0] ?? '', 100);
  if (!domains.some((one) => names.some((name) => isFor(name, one))))
    return ill('certificate-name', markOfOther(printable(names.slice(0, 5).join(', '), 150), domain), {
      id: 'bimi.name-domain',
      with: { domain },
    });
  const issuer = printable(certificate.issuer.replaceAll('\n', ', '), 150);
  if (days < SOON_DAYS)
    return {
      id: 'certificate-expiring',
      status: 'warn',
      summary: markExpiring(days, until),
      remedy: { id: 'bimi.renew', with: {} },
    };
  return { id: 'certificate', status: 'pass', summary: markFine(domain, until, issuer) };
}

/** The domain itself, or a selector of it. */
const isFor = (name: string, domain: string): boolean =>
  name === `dns:${domain}` || (name.startsWith('dns:') && name.endsWith(`._bimi.${domain}`));

function firstIn(pem: string): X509Certificate | null {
  try {
    return new X509Certificate(pem);
  } catch {
    return null;
  }
}
