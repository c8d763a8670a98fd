/** A server's certificate as findings: whether it is trusted, for this name, and for how long. */

import { defined } from '../../model/defined.ts';
import { DAY } from '../../model/duration.ts';
import type { Evidence, Status } from '../../model/finding.ts';
import { untranslated } from '../../model/language.ts';
import { printable } from '../../model/text.ts';
import type { TlsSession } from '../../net/port.ts';
import type { FindingDraft, ResultRow } from '../core/command.ts';
import type { CertificateWord, CertifiedCommand } from '../core/findings.ts';

/** Renewal is due a third of a 90-day life before the end; later than this it has failed. */
const SOON_DAYS = 14;

type About = {
  readonly command: CertifiedCommand;
  /** The name that the certificate should have. */
  readonly name: string;
  readonly subject: string;
  /** What a certificate that is not sound means: mail between servers goes on without (RFC 3207), a browser stops. */
  readonly ill: Extract<Status, 'warn' | 'fail'>;
  readonly evidence: readonly Evidence[];
};

export function judgeCertificate(session: TlsSession, about: About, now: number): readonly FindingDraft[] {
  const { command, name, subject, ill, evidence } = about;
  const own = session.chain[0];
  const draft: Make = (what, status, summary, text) => ({
    id: `${command}.certificate${what}`,
    status,
    summary: untranslated(summary),
    subject,
    evidence,
    ...defined({ remedy: text === undefined ? undefined : { text } }),
  });
  if (own === undefined)
    return [draft('-missing', ill, 'the server showed no certificate', 'Install one, for example from Let’s Encrypt.')];
  const { wrong, until, days } = judgeEnd(own.validTo, now, { draft, ill });
  if (!session.nameMatches)
    wrong.push(
      draft(
        '-name',
        ill,
        `the certificate is for ${namesOf(own.names)}, not for ${printable(name, 100)}`,
        `Install one that has ${printable(name, 100)} among its names.`,
      ),
    );
  // The end of its life has been told above, in words.
  if (session.distrust !== null && session.distrust !== 'CERT_HAS_EXPIRED')
    wrong.push(
      draft(
        '-untrusted',
        ill,
        `the certificate’s chain is not trusted (${session.distrust}); its issuer is ${printable(own.issuer, 150)}`,
        'Install a certificate of a public authority, with its intermediate certificates behind it (fullchain.pem).',
      ),
    );
  if (wrong.length > 0) return wrong;
  return [draft('', 'pass', `the certificate is trusted, for ${printable(name, 100)}, until ${until} (${days} days)`)];
}

type Make = (what: CertificateWord, status: Status, summary: string, text?: string) => FindingDraft;

function judgeEnd(end: number, now: number, { draft, ill }: { readonly draft: Make; readonly ill: About['ill'] }) {
  const days = Math.floor((end - now) / DAY);
  const until = dayOf(end);
  const wrong: FindingDraft[] = [];
  if (until === null)
    wrong.push(
      draft('-date', ill, 'the certificate’s end is no date that can be read', 'Have the certificate issued anew.'),
    );
  else if (end <= now)
    wrong.push(
      draft(
        '-expired',
        ill,
        `the certificate expired on ${until}`,
        'Renew it, and see why the renewal did not happen by itself.',
      ),
    );
  else if (days < SOON_DAYS)
    wrong.push(
      draft(
        '-expiring',
        'warn',
        `the certificate expires in ${days} days, on ${until}`,
        'See whether its renewal works.',
      ),
    );
  return { wrong, until, days };
}

const namesOf = (names: readonly string[]): string =>
  names.length === 0
    ? 'no name'
    : names
        .slice(0, 5)
        .map((name) => printable(name, 80))
        .join(', ');

export const certificateRow = ({ protocol, cipher, chain, ms }: TlsSession): ResultRow => {
  const own = chain[0];
  return {
    protocol,
    cipher,
    subject: printable(own?.subject ?? '', 200),
    issuer: printable(own?.issuer ?? '', 200),
    names: (own?.names ?? []).slice(0, 20).map((name) => printable(name, 100)),
    from: dayOf(own?.validFrom),
    until: dayOf(own?.validTo),
    chain: chain.length,
    handshakeMs: Math.round(ms),
  };
};

/** A hostile certificate may carry a date that is none. */
const dayOf = (at: number | undefined): string | null =>
  at === undefined || !Number.isFinite(at) ? null : new Date(at).toISOString().slice(0, 10);
