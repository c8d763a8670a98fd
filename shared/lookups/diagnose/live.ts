/** The checks of a diagnosis, run now: on the address and the domain that the text names, or that the reader has named. */
import type { CheckName, Diagnosis, Live } from '../../bounce/diagnosis.ts';
import type { Asking, Fact } from './asking.ts';
import { cannot, judge, type Said } from './verdicts.ts';

/** What the reader knows and a text seldom says; it stands above what the text names. */
export type Sender = { readonly ip?: string; readonly domain?: string };

/** `isNamed`: by the reader, who knows; a host in a text may be no domain that mail is sent as. */
export type Subject = {
  readonly ip: string | undefined;
  readonly domain: string | undefined;
  readonly isNamed: boolean;
};

export const subjectOf = ({ ip, host }: Diagnosis, sender: Sender): Subject => ({
  ip: sender.ip ?? ip,
  domain: sender.domain ?? host,
  isNamed: sender.domain !== undefined,
});

const NO_ADDRESS = 'the text does not name the address that sent it; name it with --ip';
const NO_DOMAIN = 'the text does not name the domain it was sent as; name it with --domain';

/** Whom a list is asked about: the domain where the cause is one of domains, else the address. */
export const listSubject = ({ cause }: Diagnosis, { ip, domain }: Subject): string | undefined =>
  cause.startsWith('domain-') || cause.startsWith('url-') ? domain : ip;

export function liveOf(diagnosis: Diagnosis, subject: Subject, asking: Asking): Promise<readonly Live[]> {
  return Promise.all(
    checksOf(diagnosis).map(async (check) => {
      const about = subjectFor(check, diagnosis, subject);
      const said = await look(check, diagnosis, subject, asking);
      return { check, ...said, ...(about === undefined ? {} : { subject: about }) };
    }),
  );
}

/** A list of the receiver's own is named as well, so that nobody looks for it. */
export function checksOf({ checks, listedBy, cause }: Diagnosis): readonly CheckName[] {
  const own =
    listedBy === undefined || !/^(?:ip|domain|url|dynamic)-/.test(cause) ? [] : [`dnsbl:${listedBy}` as const];
  return [...new Set([...own, ...checks])];
}

function subjectFor(check: CheckName, diagnosis: Diagnosis, subject: Subject): string | undefined {
  if (check === 'ptr') return subject.ip;
  if (check.startsWith('dnsbl:')) return listSubject(diagnosis, subject);
  return check === 'helo' ? diagnosis.host : subject.domain;
}

async function look(check: CheckName, diagnosis: Diagnosis, subject: Subject, asking: Asking): Promise<Said> {
  const { ip, domain } = subject;
  switch (check) {
    case 'ptr':
      return ip === undefined ? cannot(NO_ADDRESS) : judge(diagnosis, check, await asking.ptr(ip));
    case 'spf':
      return judge(diagnosis, check, await spfFacts(subject, asking));
    case 'helo':
      return diagnosis.host === undefined
        ? cannot('the text does not name the greeting (EHLO), or it is no full host name')
        : judge(diagnosis, check, await asking.helo(diagnosis.host, ip));
    case 'dmarc':
      return domain === undefined ? cannot(NO_DOMAIN) : judge(diagnosis, check, await asking.dmarc(domain));
    case 'dkim':
      return cannot(
        `a signature can only be looked at with its selector: npx postwatch lookup dkim:<selector>:${domain ?? '<domain>'}`,
      );
    case 'tls':
      return cannot('whether your server offers TLS when it sends can only be seen in its log');
    default: {
      const about = listSubject(diagnosis, subject);
      if (about === undefined) return cannot(/^(?:domain|url)-/.test(diagnosis.cause) ? NO_DOMAIN : NO_ADDRESS);
      return judge(diagnosis, check, await asking.list(check.slice('dnsbl:'.length), about));
    }
  }
}

/** A host without SPF that the text happens to name proves nothing about the domain that mail is sent as. */
export async function spfFacts({ ip, domain, isNamed }: Subject, asking: Asking): Promise<readonly Fact[]> {
  const unknown = (summary: string, evidence: Fact['evidence'] = []): readonly Fact[] => [
    { id: 'spf.not-asked', status: 'unknown', summary, evidence },
  ];
  if (ip === undefined) return unknown(NO_ADDRESS);
  if (domain === undefined) return unknown(NO_DOMAIN);
  const facts = await asking.spf(ip, domain);
  const [only] = facts;
  return only?.id === 'spf.none' && !isNamed
    ? unknown(
        `${domain}, which the text names, has no SPF and may not be what mail is sent as; ${NO_DOMAIN}`,
        only.evidence,
      )
    : facts;
}
