/** The checks of a diagnosis, run now: on the address and the domain that the text names, or that the reader has named. */

import type { CheckName, Diagnosis, Live } from '../bounce/diagnosis.ts';
import { defined } from '../model/defined.ts';
import { summaryOf } from '../model/finding.ts';
import type { Text } from '../model/language.ts';
import type { Fact, LiveChecks } from './live-checks.ts';
import { judgeKeys, keysOf } from './signatures.ts';
import type { DiagnosedSender } from './subject.ts';
import { cannot, judgeLive, type LiveVerdict } from './verdicts.ts';
import { maybeAnother, NO_ADDRESS, NO_DOMAIN, NO_GREETING, onlyFrom, TLS_UNSEEN } from './words.ts';

/** Whom a list is asked about: the domain where the cause is one of domains, else the address. */
export const listSubject = ({ cause }: Diagnosis, { ip, refused }: DiagnosedSender): string | undefined =>
  cause.startsWith('domain-') || cause.startsWith('url-') ? refused : ip;

export function liveOf(diagnosis: Diagnosis, subject: DiagnosedSender, asking: LiveChecks): Promise<readonly Live[]> {
  return Promise.all(
    checksOf(diagnosis).map(async (check) => {
      const about = subjectFor(check, diagnosis, subject);
      const found = await runLiveCheck(check, diagnosis, subject, asking);
      return { check, ...found, ...defined({ subject: about }) };
    }),
  );
}

/** A list of the receiver's own is named as well, so that nobody looks for it. */
export function checksOf({ checks, listedBy, cause }: Diagnosis): readonly CheckName[] {
  const own =
    listedBy === undefined || !/^(?:ip|domain|url|dynamic)-/.test(cause) ? [] : [`dnsbl:${listedBy}` as const];
  return [...new Set([...own, ...checks])];
}

function subjectFor(check: CheckName, diagnosis: Diagnosis, subject: DiagnosedSender): string | undefined {
  if (check === 'ptr') return subject.ip;
  if (check.startsWith('dnsbl:')) return listSubject(diagnosis, subject);
  if (check === 'helo') return diagnosis.host;
  if (check === 'dkim') return keysOf(diagnosis, subject)[0]?.domain ?? subject.headerFrom;
  return check === 'dmarc' ? subject.headerFrom : subject.domain;
}

async function runLiveCheck(
  check: CheckName,
  diagnosis: Diagnosis,
  subject: DiagnosedSender,
  asking: LiveChecks,
): Promise<LiveVerdict> {
  const { ip, headerFrom } = subject;
  switch (check) {
    case 'ptr':
      return ip === undefined ? cannot(NO_ADDRESS) : judgeLive(diagnosis, check, await asking.ptr(ip));
    case 'spf':
      return judgeLive(diagnosis, check, await spfFacts(subject, asking));
    case 'helo':
      return diagnosis.host === undefined
        ? cannot(NO_GREETING)
        : judgeLive(diagnosis, check, await asking.helo(diagnosis.host, ip));
    case 'dmarc':
      return headerFrom === undefined ? cannot(NO_DOMAIN) : judgeLive(diagnosis, check, await asking.dmarc(headerFrom));
    case 'dkim':
      return judgeKeys(diagnosis, subject, asking);
    case 'tls':
      return cannot(TLS_UNSEEN);
    default: {
      const about = listSubject(diagnosis, subject);
      if (about === undefined) return cannot(/^(?:domain|url)-/.test(diagnosis.cause) ? NO_DOMAIN : NO_ADDRESS);
      return judgeLive(diagnosis, check, await asking.list(check.slice('dnsbl:'.length), about));
    }
  }
}

/**
 * A host without SPF that the text happens to name proves nothing about the domain that mail is sent as; and neither does the
 * SPF of the domain in From, since MAIL FROM may be that of a service that sends (SES, a mailing list).
 */
export async function spfFacts({ ip, domain, basis }: DiagnosedSender, asking: LiveChecks): Promise<readonly Fact[]> {
  const unknown = (summary: Text, evidence: Fact['evidence'] = []): readonly Fact[] => [
    { id: 'spf.not-asked', status: 'unknown', ...summaryOf(summary), evidence },
  ];
  if (ip === undefined) return unknown(NO_ADDRESS);
  if (domain === undefined) return unknown(NO_DOMAIN);
  if (basis === 'header-from') return unknown(onlyFrom(domain));
  const facts = await asking.spf(ip, domain);
  const [only] = facts;
  return only?.id === 'spf.none' && basis === 'words' ? unknown(maybeAnother(domain), only.evidence) : facts;
}
