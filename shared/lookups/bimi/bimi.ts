/**
 * BIMI (draft-brand-indicators-for-message-identification): the record, the logo and the certificate behind it, and the DMARC
 * policy without which nobody shows it.
 */

import type { Evidence } from '../../model/finding.ts';
import type { Text } from '../../model/language.ts';
import { printable } from '../../model/text.ts';
import type { HttpAnswer } from '../../net/port.ts';
import { readHostName, readUrl } from '../core/argument.ts';
import { command, type FindingDraft, type LookupOutcome, type LookupPorts } from '../core/command.ts';
import { makeDraft, unaskedDraft } from '../core/draft.ts';
import { policyOf } from '../dmarc/record.ts';
import { organisationOf, policyStep, unseenIn, type WalkStep, walk } from '../dmarc/walk.ts';
import { type PublishedRecords, published } from '../published/find-records.ts';
import { onlyOne, type WantedRecord } from '../published/only-one.ts';
import { BIMI_RECORD } from '../published/record-kind.ts';
import { parseTags, type Tags, tagRows } from '../published/tags.ts';
import type { LookupRemedy } from '../remedies/index.ts';
import { fetchOnce } from '../web/fetch.ts';
import { judgeMark } from './mark-certificate.ts';
import { type LogoFault, svgFault } from './svg.ts';
import {
  answersStatus,
  type BimiFile,
  CERTIFICATE_OF_OTHER,
  certificateUntrusted,
  fileNotServed,
  logoFine,
  logoOfType,
  logoTooLarge,
  NO_CERTIFICATE,
  NO_LOGO_WANTED,
  notAFileAddress,
  partOnly,
  policyTooMild,
  SUBDOMAINS_OPEN,
} from './words.ts';

const FETCH_MS = 10_000;
/** Receivers take logos of 32 kilobytes. */
const MAX_LOGO = 32_768;
/** A chain with the logo in it. */
const MAX_CHAIN = 262_144;

export const bimi = command(
  {
    name: 'bimi',
    example: 'bimi:example.com',
    about: {
      en: 'the BIMI record, its logo and certificate, and the DMARC policy it needs',
      ko: 'BIMI 레코드의 로고와 인증서, 필요한 DMARC 정책',
    },
  },
  readHostName,
  (name) => name,
  lookupBimi,
);

async function lookupBimi(domain: string, ports: LookupPorts): Promise<LookupOutcome> {
  const [own, steps] = await Promise.all([
    published(nameOf(domain), BIMI_RECORD, ports.resolver),
    walk(domain, ports.resolver),
  ]);
  const { at, found } = await recordFor(domain, own, steps, ports);
  const name = nameOf(at);
  const advice = { id: 'bimi.publish', with: { name: nameOf(domain) } } as const;
  const wanted: WantedRecord = { command: 'bimi', name, domain: at, kind: BIMI_RECORD, advice, absent: 'pass' };
  const { text, drafts } = await onlyOne(wanted, found, ports.resolver);
  if (text === null) return { records: [], drafts };
  const tags = parseTags(text);
  const policy = judgeDmarc(domain, steps);
  const rest = await judgeTags(tags, { domain, at, steps, evidence: found.evidence }, ports);
  return { records: tagRows(name, tags), drafts: [...drafts, ...rest, ...policy] };
}

const nameOf = (domain: string): string => `default._bimi.${domain}`;

/** A domain without a record of its own has that of its organization (section "Assertion Record Discovery"). */
async function recordFor(
  domain: string,
  own: PublishedRecords,
  steps: readonly WalkStep[],
  { resolver }: LookupPorts,
): Promise<{ readonly at: string; readonly found: PublishedRecords }> {
  const at = organisationOf(steps);
  const isOwn = own.answer.kind === 'failed' || own.texts.length > 0 || own.damaged.length > 0;
  if (isOwn || at === domain || unseenIn(steps) !== null) return { at: domain, found: own };
  const found = await published(nameOf(at), BIMI_RECORD, resolver);
  return found.texts.length > 0 ? { at, found } : { at: domain, found: own };
}

type About = {
  readonly domain: string;
  /** Whose record it is. */
  readonly at: string;
  readonly steps: readonly WalkStep[];
  readonly evidence: readonly Evidence[];
};

async function judgeTags({ tags, problem }: Tags, about: About, ports: LookupPorts): Promise<readonly FindingDraft[]> {
  const { evidence } = about;
  const [logo, proof] = [tags.get('l') ?? '', tags.get('a') ?? ''];
  const drafts: FindingDraft[] = [];
  if (problem !== null)
    drafts.push(makeDraft('bimi.syntax', 'warn', problem, evidence, { id: 'published.tags', with: {} }));
  if (logo === '' && proof === '') return [...drafts, makeDraft('bimi.declined', 'pass', NO_LOGO_WANTED, evidence)];
  const [picture, certificate] = await Promise.all([
    judgeLogo(logo, ports, evidence),
    judgeCertificateOf(proof, about, ports),
  ]);
  return [...drafts, ...picture, ...certificate];
}

/** `tag` is the one that names it. */
async function fetchFile(
  tag: BimiFile,
  address: string,
  request: { readonly maxBody: number; readonly accept: string },
  ports: LookupPorts,
  evidence: readonly Evidence[],
): Promise<{ readonly answer: HttpAnswer; readonly evidence: Evidence } | FindingDraft> {
  const url = /^https:\/\//i.test(address) ? readUrl('https', address) : null;
  if (url === null || !url.ok) {
    const file = tag === 'l' ? 'logo.svg' : 'certificate.pem';
    return makeDraft(
      tag === 'l' ? 'bimi.logo-address' : 'bimi.certificate-address',
      'fail',
      notAFileAddress(tag, printable(address, 100)),
      evidence,
      { id: 'bimi.address', with: { tag, file } },
    );
  }
  const fetched = await fetchOnce({ url: url.value, ms: FETCH_MS, ...request }, 'bimi', 'HTTP', ports);
  if (fetched.kind === 'failed') return fetched.draft;
  const { answer } = fetched;
  const refused = untrusted(answer) ?? (answer.status === 200 ? null : answersStatus(answer.status));
  if (refused === null) return { answer, evidence: fetched.evidence };
  return makeDraft(
    tag === 'l' ? 'bimi.logo' : 'bimi.certificate-missing',
    'fail',
    fileNotServed(tag, printable(url.value.href, 150), refused),
    [fetched.evidence],
    { id: 'bimi.serve', with: {} },
  );
}

/** Section "Indicator Discovery": a server that cannot be trusted shows no logo. */
function untrusted({ session }: HttpAnswer): Text | null {
  if (session === null) return null;
  if (!session.nameMatches) return CERTIFICATE_OF_OTHER;
  return session.distrust === null ? null : certificateUntrusted(session.distrust);
}

async function judgeLogo(
  logo: string,
  ports: LookupPorts,
  evidence: readonly Evidence[],
): Promise<readonly FindingDraft[]> {
  const file = await fetchFile('l', logo, { maxBody: MAX_LOGO + 1, accept: 'image/svg+xml' }, ports, evidence);
  if ('status' in file) return [file];
  const fault = faultOf(file.answer);
  const size = file.answer.body.length;
  return [
    fault === null
      ? makeDraft('bimi.logo', 'pass', logoFine(size), [file.evidence])
      : makeDraft('bimi.logo', 'fail', fault.summary, [file.evidence], fault.remedy),
  ];
}

function faultOf({ headers, body }: HttpAnswer): LogoFault | null {
  const type = (headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (type !== 'image/svg+xml')
    return { summary: logoOfType(printable(type, 60)), remedy: { id: 'bimi.media-type', with: {} } };
  if (body.length > MAX_LOGO) return { summary: logoTooLarge(MAX_LOGO), remedy: { id: 'bimi.smaller', with: {} } };
  return svgFault(body.toString('utf8'));
}

async function judgeCertificateOf(
  proof: string,
  { domain, at, evidence }: About,
  ports: LookupPorts,
): Promise<readonly FindingDraft[]> {
  // Early drafts wrote "self" for a logo that nobody vouches for.
  if (proof === '' || proof.toLowerCase() === 'self') {
    const remedy = { id: 'bimi.get-certificate', with: {} } as const;
    return [makeDraft('bimi.no-certificate', 'warn', NO_CERTIFICATE, evidence, remedy)];
  }
  const request = { maxBody: MAX_CHAIN, accept: 'application/pem-certificate-chain, application/x-pem-file' };
  const file = await fetchFile('a', proof, request, ports, evidence);
  if ('status' in file) return [file];
  const { id, status, summary, remedy } = judgeMark(
    file.answer.body.toString('latin1'),
    [...new Set([domain, at])],
    ports.clock.now(),
  );
  return [makeDraft(`bimi.${id}`, status, summary, [file.evidence], remedy)];
}

/** The policy that counts must be quarantine or reject, and none of its parts may take that back. */
function judgeDmarc(domain: string, steps: readonly WalkStep[]): readonly FindingDraft[] {
  const record = policyStep(steps);
  const unseen = unseenIn(steps);
  if (unseen !== null && record?.domain !== domain) return [unaskedDraft('bimi.dmarc-unknown', unseen)];
  const asked = record === null ? null : policyOf(record.tags.tags, record.domain === domain ? 'itself' : 'below');
  const evidence = (record ?? steps[0])?.found.evidence ?? [];
  const organisation = printable(organisationOf(steps));
  if (record === null || asked === null || asked.applied === 'none') {
    // Where t=y alone takes it back, a policy that is strict enough is there already.
    const remedy: LookupRemedy =
      asked !== null && asked.policy !== 'none'
        ? { id: 'dmarc.end-testing', with: {} }
        : { id: 'bimi.raise-policy', with: { domain: organisation } };
    return [makeDraft('bimi.dmarc', 'fail', policyTooMild(asked === null ? null : 'none'), evidence, remedy)];
  }
  return judgeParts(record.tags.tags, asked.policy, evidence);
}

/** Section "Authentication Requirements", 7 and 8: with sp=none, or quarantine for a part of the mail, BIMI must not be done. */
function judgeParts(
  tags: ReadonlyMap<string, string>,
  policy: string,
  evidence: readonly Evidence[],
): readonly FindingDraft[] {
  const drafts: FindingDraft[] = [];
  if (tags.get('sp')?.toLowerCase() === 'none')
    drafts.push(
      makeDraft('bimi.dmarc-sp', 'fail', SUBDOMAINS_OPEN, evidence, { id: 'bimi.raise-subdomains', with: {} }),
    );
  const part = tags.get('pct');
  if (policy === 'quarantine' && part !== undefined && part !== '100')
    drafts.push(
      makeDraft('bimi.dmarc-pct', 'fail', partOnly(printable(part, 10)), evidence, { id: 'bimi.whole', with: {} }),
    );
  return drafts;
}
