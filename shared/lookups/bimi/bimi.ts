/**
 * BIMI (draft-brand-indicators-for-message-identification): the record, the logo and the certificate behind it, and the DMARC
 * policy without which nobody shows it.
 */

import type { Evidence } from '../../model/finding.ts';
import { type Text, untranslated } from '../../model/language.ts';
import { printable } from '../../model/text.ts';
import type { HttpAnswer } from '../../net/port.ts';
import { readHostName, readUrl } from '../core/argument.ts';
import { command, type FindingDraft, type LookupOutcome, type LookupPorts } from '../core/command.ts';
import { makeDraft, unaskedDraft } from '../core/draft.ts';
import { policyOf } from '../dmarc/record.ts';
import { organisationOf, policyStep, unseenIn, type WalkStep, walk } from '../dmarc/walk.ts';
import { onlyOne, type WantedRecord } from '../published/only-one.ts';
import { type PublishedRecords, published } from '../published/published.ts';
import { BIMI_RECORD } from '../published/record-kind.ts';
import { parseTags, type Tags, tagRows } from '../published/tags.ts';
import { fetchOnce } from '../web/fetch.ts';
import { judgeMark } from './mark-certificate.ts';
import { svgFault } from './svg.ts';

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
  const advice = `A logo is optional. To have one shown: DMARC at enforcement, an SVG Tiny PS logo on https, and a TXT record at ${nameOf(domain)}: "v=BIMI1; l=https://…/logo.svg; a=https://…/certificate.pem".`;
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
    drafts.push(
      makeDraft('bimi.syntax', 'warn', untranslated(problem), evidence, 'Write tags as name=value, each once.'),
    );
  if (logo === '' && proof === '')
    return [
      ...drafts,
      makeDraft('bimi.declined', 'pass', untranslated('the record says that there is no logo'), evidence),
    ];
  const [picture, certificate] = await Promise.all([
    judgeLogo(logo, ports, evidence),
    judgeCertificateOf(proof, about, ports),
  ]);
  return [...drafts, ...picture, ...certificate];
}

/** `tag` is the one that names it. */
async function fetchFile(
  tag: 'l' | 'a',
  address: string,
  request: { readonly maxBody: number; readonly accept: string },
  ports: LookupPorts,
  evidence: readonly Evidence[],
): Promise<{ readonly answer: HttpAnswer; readonly evidence: Evidence } | FindingDraft> {
  const [id, noun] = tag === 'l' ? (['bimi.logo', 'logo'] as const) : (['bimi.certificate', 'certificate'] as const);
  const url = /^https:\/\//i.test(address) ? readUrl('https', address) : null;
  if (url === null || !url.ok) {
    const summary = `"${printable(address, 100)}" is no https address of a ${noun} (${tag}=)`;
    const file = tag === 'l' ? 'logo.svg' : 'certificate.pem';
    return makeDraft(`${id}-address`, 'fail', untranslated(summary), evidence, `Write ${tag}=https://…/${file}.`);
  }
  const fetched = await fetchOnce({ url: url.value, ms: FETCH_MS, ...request }, 'bimi', 'HTTP', ports);
  if (fetched.kind === 'failed') return fetched.draft;
  const { answer } = fetched;
  const refused = untrusted(answer) ?? (answer.status === 200 ? null : `answers ${answer.status}`);
  if (refused === null) return { answer, evidence: fetched.evidence };
  const summary = `the address of the ${noun} (${tag}=), ${printable(url.value.href, 150)}, ${refused}`;
  const advice = `Serve the file there with status 200, without redirects, over TLS that is trusted.`;
  return makeDraft(
    tag === 'l' ? 'bimi.logo' : 'bimi.certificate-missing',
    'fail',
    untranslated(summary),
    [fetched.evidence],
    advice,
  );
}

/** Section "Indicator Discovery": a server that cannot be trusted shows no logo. */
function untrusted({ session }: HttpAnswer): string | null {
  if (session === null) return null;
  if (!session.nameMatches) return 'has a TLS certificate for another name';
  return session.distrust === null ? null : `has a TLS certificate that is not trusted (${session.distrust})`;
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
      ? makeDraft('bimi.logo', 'pass', untranslated(`the logo is there: ${size} octets of SVG Tiny PS`), [
          file.evidence,
        ])
      : makeDraft('bimi.logo', 'fail', fault.summary, [file.evidence], fault.text),
  ];
}

function faultOf({ headers, body }: HttpAnswer): { readonly summary: Text; readonly text: string } | null {
  const type = (headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (type !== 'image/svg+xml')
    return {
      summary: untranslated(`the logo comes as "${printable(type, 60)}" instead of image/svg+xml`),
      text: 'Serve the file as image/svg+xml.',
    };
  if (body.length > MAX_LOGO)
    return {
      summary: untranslated(`the logo is larger than ${MAX_LOGO} octets`),
      text: 'Make it smaller: 32 kilobytes at most.',
    };
  return svgFault(body.toString('utf8'));
}

async function judgeCertificateOf(
  proof: string,
  { domain, at, evidence }: About,
  ports: LookupPorts,
): Promise<readonly FindingDraft[]> {
  // Early drafts wrote "self" for a logo that nobody vouches for.
  if (proof === '' || proof.toLowerCase() === 'self') {
    const summary = 'no certificate (a=): Gmail and Apple show no logo without one';
    const advice = 'Get a Verified Mark or Common Mark Certificate for the logo, and name its address in a=.';
    return [makeDraft('bimi.no-certificate', 'warn', untranslated(summary), evidence, advice)];
  }
  const request = { maxBody: MAX_CHAIN, accept: 'application/pem-certificate-chain, application/x-pem-file' };
  const file = await fetchFile('a', proof, request, ports, evidence);
  if ('status' in file) return [file];
  const { id, status, summary, text } = judgeMark(
    file.answer.body.toString('latin1'),
    [...new Set([domain, at])],
    ports.clock.now(),
  );
  return [makeDraft(`bimi.${id}`, status, summary, [file.evidence], text)];
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
    const summary = `the DMARC policy is ${asked === null ? 'missing' : 'none'}: nobody shows a logo without quarantine or reject`;
    const advice = `Bring DMARC of ${organisation} to p=quarantine or p=reject first.`;
    return [makeDraft('bimi.dmarc', 'fail', untranslated(summary), evidence, advice)];
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
  if (tags.get('sp')?.toLowerCase() === 'none') {
    const summary = 'the DMARC record says sp=none: receivers show no logo while subdomains can be forged';
    const advice =
      'Once the DMARC reports show that the mail of your subdomains passes, write sp=quarantine or sp=reject, or take sp= out.';
    drafts.push(makeDraft('bimi.dmarc-sp', 'fail', untranslated(summary), evidence, advice));
  }
  const part = tags.get('pct');
  if (policy === 'quarantine' && part !== undefined && part !== '100') {
    const summary = `the DMARC record says pct=${printable(part, 10)}: receivers show a logo only if quarantine holds for all mail`;
    const advice = 'Once the DMARC reports show that your mail passes, take pct= out.';
    drafts.push(makeDraft('bimi.dmarc-pct', 'fail', untranslated(summary), evidence, advice));
  }
  return drafts;
}
