/** A server's certificate as findings: whether it is trusted, for this name, and for how long. */

import { defined } from '../../model/defined.ts';
import { DAY } from '../../model/duration.ts';
import type { Evidence, Status } from '../../model/finding.ts';
import type { Text } from '../../model/language.ts';
import { printable } from '../../model/text.ts';
import type { TlsSession } from '../../net/port.ts';
import type { FindingDraft, ResultRow } from '../core/command.ts';
import type { CertificateWord, CertifiedCommand } from '../core/findings.ts';
import type { AnyRemedy } from '../remedies/render.ts';
import {
  certificateExpired,
  certificateExpires,
  certificateForOthers,
  certificateSound,
  noCertificate,
  noEndDate,
  notTrusted,
} from './words.ts';

/** Renewal is due a third of a 90-day life before the end; later than this it has failed. */
const SOON_DAYS = 14;

type About = {
  readonly command: CertifiedCommand;
  /** The name that the certificate should have. */
  readonly name: string;
  readonly subject: string;
  /** What a certificate that is not sound means: servers deliver mail without one (RFC 3207), a browser stops. */
  readonly ill: Extract<Status, 'warn' | 'fail'>;
  readonly evidence: readonly Evidence[];
};

export function judgeCertificate(session: TlsSession, about: About, now: number): readonly FindingDraft[] {
  const { command, subject, ill, evidence } = about;
  const name = printable(about.name, 100);
  const own = session.chain[0];
  const draft: Make = (what, status, summary, remedy) => ({
    id: `${command}.certificate${what}`,
    status,
    summary,
    subject,
    evidence,
    ...defined({ remedy }),
  });
  if (own === undefined) return [draft('-missing', ill, noCertificate, { id: 'certificate.install', with: {} })];
  const { wrong, until, days } = judgeEnd(own.validTo, now, { draft, ill });
  if (!session.nameMatches)
    wrong.push(
      draft('-name', ill, certificateForOthers(someNames(own.names), name), {
        id: 'certificate.add-name',
        with: { name },
      }),
    );
  // What has expired is reported above, in words.
  if (session.distrust !== null && session.distrust !== 'CERT_HAS_EXPIRED')
    wrong.push(
      draft('-untrusted', ill, notTrusted(session.distrust, printable(own.issuer, 150)), {
        id: 'certificate.whole-chain',
        with: {},
      }),
    );
  return wrong.length > 0 ? wrong : [draft('', 'pass', certificateSound(name, until, days))];
}

type Make = (what: CertificateWord, status: Status, summary: Text, remedy?: AnyRemedy) => FindingDraft;

function judgeEnd(end: number, now: number, { draft, ill }: { readonly draft: Make; readonly ill: About['ill'] }) {
  const days = Math.floor((end - now) / DAY);
  const until = dayOf(end);
  const wrong: FindingDraft[] = [];
  if (until === null) wrong.push(draft('-date', ill, noEndDate, { id: 'certificate.issue-again', with: {} }));
  else if (end <= now)
    wrong.push(draft('-expired', ill, certificateExpired(until), { id: 'certificate.renew', with: {} }));
  else if (days < SOON_DAYS)
    wrong.push(
      draft('-expiring', 'warn', certificateExpires(until, days), { id: 'certificate.watch-renewal', with: {} }),
    );
  return { wrong, until, days };
}

const someNames = (names: readonly string[]): readonly string[] => names.slice(0, 5).map((name) => printable(name, 80));

/** No fields without a session. */
export function certificateRow(session: TlsSession | null): ResultRow {
  if (session === null) return {};
  const { protocol, cipher, chain, ms } = session;
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
}

/** A hostile certificate may carry a date that is none. */
const dayOf = (at: number | undefined): string | null =>
  at === undefined || !Number.isFinite(at) ? null : new Date(at).toISOString().slice(0, 10);
