/** Who gets the reports about a domain, and whether they agreed to (RFC 9990 section 4; RFC 9991 asks the same for `ruf`). */

import type { Failed } from '../../dns/answer.ts';
import type { Evidence } from '../../model/finding.ts';
import { printable } from '../../model/text.ts';
import { readHostName } from '../core/argument.ts';
import type { FindingDraft, LookupPorts } from '../core/command.ts';
import { unaskedDraft } from '../core/draft.ts';
import { published } from '../published/find-records.ts';
import { DMARC_RECORD } from '../published/record-kind.ts';
import { parseTags, type Tags } from '../published/tags.ts';
import { reportUris } from './mailto.ts';
import { organisationOf, unseenIn, walk } from './walk.ts';
import { cannotAgree, NO_REPORTS, notAgreed, notAReportAddress, passedOn } from './words.ts';

type Ports = Pick<LookupPorts, 'resolver'>;

/** A record may name many, and each costs questions. */
const MAX_DESTINATIONS = 5;

type About = {
  /** Where the record is there. */
  readonly domain: string;
  readonly organisation: string;
  readonly evidence: readonly Evidence[];
};

export async function judgeReports({ tags }: Tags, about: About, ports: Ports): Promise<readonly FindingDraft[]> {
  const { domain, evidence } = about;
  const uris = (['rua', 'ruf'] as const).flatMap((tag) =>
    reportUris(tags.get(tag) ?? '').map((uri) => ({ ...uri, tag })),
  );
  const broken: readonly FindingDraft[] = uris
    .filter((uri) => uri.domain === null)
    .map(({ tag, text }) => ({
      id: `dmarc.${tag}`,
      status: 'fail',
      evidence,
      summary: notAReportAddress(printable(text, 100)),
      remedy: { id: 'dmarc.report-address', with: {} },
    }));
  const hosts = [...new Set(uris.flatMap((uri) => uri.domain ?? []))].slice(0, MAX_DESTINATIONS);
  const consents = await Promise.all(hosts.map((host) => judgeDestination(host, about, ports)));
  return [...(uris.some(({ tag }) => tag === 'rua') ? [] : [nobody(domain, evidence)]), ...broken, ...consents.flat()];
}

const nobody = (domain: string, evidence: readonly Evidence[]): FindingDraft => ({
  id: 'dmarc.no-reports',
  status: 'warn',
  evidence,
  summary: NO_REPORTS,
  remedy: { id: 'dmarc.add-reports', with: { domain: printable(domain) } },
});

async function judgeDestination(host: string, about: About, { resolver }: Ports): Promise<readonly FindingDraft[]> {
  const own = await isOwn(host, about.organisation, { resolver });
  if (own === true) return [];
  const subject = printable(host, 100);
  if (own !== false) return [{ ...unaskedDraft('dmarc.consent-unknown', own), subject }];
  const name = `${about.domain}._report._dmarc.${host}`;
  const refusal = { id: 'dmarc.no-consent', status: 'warn', subject } as const;
  const domain = printable(about.domain, 100);
  if (!readHostName(name).ok)
    return [
      {
        ...refusal,
        evidence: about.evidence,
        summary: cannotAgree(subject, domain),
        remedy: { id: 'dmarc.own-mailbox', with: {} },
      },
    ];
  const { answer, texts, evidence } = await published(name, DMARC_RECORD, resolver);
  if (answer.kind === 'failed') return [{ ...unaskedDraft('dmarc.consent-unknown', answer), subject }];
  if (texts.length === 0)
    return [
      {
        ...refusal,
        evidence,
        summary: notAgreed(subject, domain),
        remedy: { id: 'dmarc.ask-consent', with: { host: subject, name: printable(name) } },
      },
    ];
  // Anyone who agrees may name another mailbox, at the same host alone.
  const elsewhere = texts
    .flatMap((text) => reportUris(parseTags(text).tags.get('rua') ?? ''))
    .find((uri) => uri.domain !== host);
  if (elsewhere === undefined) return [];
  return [
    {
      ...refusal,
      evidence,
      summary: passedOn(subject, printable(elsewhere.text, 100)),
      remedy: { id: 'dmarc.ask-no-detour', with: { host: subject, name: printable(name) } },
    },
  ];
}

/** Whether it belongs to the organization: what lies outside its name never does, and below it may be another's. */
async function isOwn(host: string, organisation: string, { resolver }: Ports): Promise<boolean | Failed> {
  if (host === organisation) return true;
  if (!host.endsWith(`.${organisation}`)) return false;
  const steps = await walk(host, resolver);
  return unseenIn(steps) ?? organisationOf(steps) === organisation;
}
