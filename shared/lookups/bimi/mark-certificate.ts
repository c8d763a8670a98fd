/**
 * The certificate of a BIMI record (`a=`): a chain in PEM whose first certificate is for the domain and for marks. Whether a mark
 * authority vouches for it is not verified here: their roots are in no system's store.
 */

import { X509Certificate } from 'node:crypto';
import { DAY } from '../../model/duration.ts';
import { type Text, untranslated } from '../../model/language.ts';
import { printable } from '../../model/text.ts';
import type { SaidBy } from '../core/findings.ts';

/** id-kp-BrandIndicatorforMessageIdentification (draft-fetch-validation-vmc-wchuang, section on the Extended Key Usage). */
const BIMI_USAGE = '1.3.6.1.5.5.7.3.31';
const SOON_DAYS = 30;

export type MarkJudgment = {
  readonly id: SaidBy<'bimi'>;
  readonly status: 'pass' | 'warn' | 'fail';
  readonly summary: Text;
  readonly text?: string;
};

/** @param domains those that it may be for: the one asked about, and its organization's */
export function judgeMark(pem: string, domains: readonly string[], now: number): MarkJudgment {
  const certificate = firstIn(pem);
  const ill = (id: MarkJudgment['id'], summary: string, text: string): MarkJudgment => ({
    id,
    status: 'fail',
    summary: untranslated(summary),
    text,
  });
  if (certificate === null)
    return ill(
      'certificate-broken',
      'what a= leads to is no certificate in PEM',
      'Serve the PEM file of your mark certificate there, its chain included, as its authority sent it.',
    );
  const end = Date.parse(certificate.validTo);
  const until = Number.isNaN(end) ? printable(certificate.validTo, 40) : new Date(end).toISOString().slice(0, 10);
  const days = Math.floor((end - now) / DAY);
  if (!(days >= 0))
    return ill('certificate-expired', `the mark certificate (a=) ended on ${until}`, 'Renew it with its authority.');
  if (!(certificate.keyUsage ?? []).includes(BIMI_USAGE))
    return ill(
      'certificate-kind',
      'the certificate of a= is not for marks: it lacks the BIMI key usage (1.3.6.1.5.5.7.3.31)',
      'Get a Verified Mark or Common Mark Certificate; one for a web server does not count.',
    );
  const names = (certificate.subjectAltName ?? '').toLowerCase().slice(0, 20_000).split(', ');
  if (!domains.some((domain) => names.some((name) => isFor(name, domain))))
    return ill(
      'certificate-name',
      `the mark certificate (a=) is for ${printable(names.slice(0, 5).join(', '), 150)}, not for ${printable(domains[0] ?? '', 100)}`,
      'Get one that names this domain.',
    );
  const issuer = printable(certificate.issuer.replaceAll('\n', ', '), 150);
  if (days < SOON_DAYS)
    return {
      id: 'certificate-expiring',
      status: 'warn',
      summary: untranslated(`the mark certificate (a=) ends in ${days} days, on ${until}`),
      text: 'Renew it with its authority.',
    };
  return {
    id: 'certificate',
    status: 'pass',
    summary: untranslated(
      `the mark certificate (a=) is for ${printable(domains[0] ?? '', 100)} and lasts until ${until}; we do not verify its issuer (${issuer})`,
    ),
  };
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
