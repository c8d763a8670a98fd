/**
 * BIMI (draft-brand-indicators-for-message-identification): the record, the logo behind it, and the DMARC policy without
 * which nobody shows it.
 */
import { printable } from '../model/text.ts';
import type { HttpAnswer } from '../net/port.ts';
import { readName, readUrl } from './parts/argument.ts';
import { command, type Draft, type Looked, type LookupPorts } from './parts/command.ts';
import { policyOf } from './parts/dmarc-record.ts';
import { organisationOf, policyStep, unseenIn, walk } from './parts/dmarc-walk.ts';
import { unasked } from './parts/draft.ts';
import { fetchOnce } from './parts/fetch.ts';
import { hasVersion, onlyOne, parseTags, published, tagRows } from './parts/tags.ts';

const FETCH_MS = 10_000;
/** Receivers take logos of 32 kilobytes. */
const MAX_LOGO = 32_768;

export const bimi = command(
  {
    name: 'bimi',
    example: 'bimi:example.com',
    about: 'the logo record of a domain, its logo, and the DMARC policy it needs',
  },
  readName,
  (name) => name,
  look,
);

async function look(domain: string, ports: LookupPorts): Promise<Looked> {
  const name = `default._bimi.${domain}`;
  const [found, policy] = await Promise.all([
    published(name, hasVersion('BIMI1'), ports.resolver),
    judgeDmarc(domain, ports),
  ]);
  const advice = `A logo is optional. To have one shown: DMARC at enforcement, an SVG Tiny PS logo on https, and a TXT record at ${name}: "v=BIMI1; l=https://…/logo.svg; a=https://…/certificate.pem".`;
  const one = onlyOne('bimi', name, found, advice);
  if ('draft' in one)
    return { records: [], drafts: [one.draft.id === 'bimi.missing' ? { ...one.draft, status: 'warn' } : one.draft] };
  const { evidence } = found;
  const tags = parseTags(one.text);
  const [logo, proof] = [tags.tags.get('l') ?? '', tags.tags.get('a') ?? ''];
  const drafts: Draft[] = [...policy];
  if (logo === '' && proof === '')
    return {
      records: tagRows(name, tags),
      drafts: [
        { id: 'bimi.declined', status: 'pass', evidence, summary: 'the record says that there is no logo' },
        ...drafts,
      ],
    };
  drafts.push(...(await judgeLogo(logo, ports, evidence)));
  if (proof === '')
    drafts.push({
      ...{
        id: 'bimi.no-certificate',
        status: 'warn',
        evidence,
        summary: 'no certificate (a=): Gmail and Apple show no logo without one',
      },
      remedy: { text: 'Get a Verified Mark or Common Mark Certificate for the logo, and name its address in a=.' },
    });
  return { records: tagRows(name, tags), drafts };
}

async function judgeLogo(
  logo: string,
  ports: LookupPorts,
  evidence: Draft['evidence'] = [],
): Promise<readonly Draft[]> {
  const url = /^https:\/\//i.test(logo) ? readUrl('https', logo) : null;
  if (url === null || !url.ok)
    return [
      {
        ...{
          id: 'bimi.logo-address',
          status: 'fail',
          evidence,
          summary: `"${printable(logo, 100)}" is no https address of a logo (l=)`,
        },
        remedy: { text: 'Write l=https://…/logo.svg.' },
      },
    ];
  const fetched = await fetchOnce(
    { url: url.value, ms: FETCH_MS, maxBody: MAX_LOGO + 1, accept: 'image/svg+xml' },
    'bimi',
    'HTTP',
    ports,
  );
  if (fetched.kind === 'failed') return [fetched.draft];
  const wrong = faultOf(fetched.answer);
  const { body } = fetched.answer;
  if (wrong === null)
    return [
      {
        id: 'bimi.logo',
        status: 'pass',
        evidence: [fetched.evidence],
        summary: `the logo is there: ${body.length} octets of SVG Tiny PS`,
      },
    ];
  return [
    {
      ...{ id: 'bimi.logo', status: 'fail', evidence: [fetched.evidence], summary: wrong },
      remedy: { text: 'Serve an SVG Tiny PS file of at most 32 kilobytes as image/svg+xml, without redirects.' },
    },
  ];
}

function faultOf({ status, headers, body }: HttpAnswer): string | null {
  if (status !== 200) return `the logo’s address answers ${status}`;
  const type = (headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (type !== 'image/svg+xml') return `the logo comes as "${printable(type, 60)}" instead of image/svg+xml`;
  if (body.length > MAX_LOGO) return `the logo is larger than ${MAX_LOGO} octets`;
  const text = body.toString('utf8');
  if (!/baseProfile\s{0,9}=\s{0,9}["']tiny-ps["']/.test(text))
    return 'the logo is no SVG Tiny PS (baseProfile="tiny-ps")';
  return /<script|<image|<foreignObject|\son\w{1,30}\s{0,9}=/i.test(text)
    ? 'the logo holds scripts or other pictures, which the profile forbids'
    : null;
}

/** The policy that counts must be quarantine or reject. */
async function judgeDmarc(domain: string, { resolver }: LookupPorts): Promise<readonly Draft[]> {
  const steps = await walk(domain, resolver);
  const record = policyStep(steps);
  const unseen = unseenIn(steps);
  if (unseen !== null && record?.domain !== domain) return [unasked('bimi.dmarc-unknown', unseen)];
  const asked = record === null ? null : policyOf(record.tags.tags, record.domain === domain ? 'itself' : 'below');
  if (asked !== null && asked.applied !== 'none') return [];
  const evidence = (record ?? steps[0])?.found.evidence ?? [];
  return [
    {
      ...{ id: 'bimi.dmarc', status: 'fail', evidence },
      summary: `the DMARC policy is ${asked === null ? 'missing' : 'none'}: nobody shows a logo without quarantine or reject`,
      remedy: { text: `Bring DMARC of ${printable(organisationOf(steps))} to p=quarantine or p=reject first.` },
    },
  ];
}
