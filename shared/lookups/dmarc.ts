/**
 * The DMARC policy that counts for a domain (RFC 9989, which replaced RFC 7489): by tree walk instead of a list of public
 * suffixes; `pct`, `rf` and `ri` are gone, `np`, `psd` and `t` are new.
 */
import type { Evidence } from '../model/finding.ts';
import { printable } from '../model/text.ts';
import { readName } from './parts/argument.ts';
import { command, type Draft, type Looked, type LookupPorts } from './parts/command.ts';
import { organisationOf, type Step, walk } from './parts/dmarc-walk.ts';
import { unasked } from './parts/draft.ts';
import { reportUris } from './parts/mailto.ts';
import { hasVersion, published, type Tags, tagRows } from './parts/tags.ts';

export const dmarc = command(
  { name: 'dmarc', example: 'dmarc:example.com', about: 'the DMARC policy that counts for a domain (RFC 9989)' },
  readName,
  (name) => name,
  look,
);

async function look(domain: string, ports: LookupPorts): Promise<Looked> {
  const steps = await walk(domain, ports.resolver);
  const own = steps[0];
  // A name nearer than the record, or the record's own, that could not be asked: what counts is not known.
  const at = steps.findIndex(
    ({ tags, found }) => tags !== null || found.answer.kind === 'failed' || found.texts.length > 1,
  );
  const decisive = steps[at];
  if (decisive === undefined) return { records: [], drafts: [missing(domain, steps)] };
  if (decisive.found.answer.kind === 'failed')
    return { records: [], drafts: [unasked('dmarc.unknown', decisive.found.answer)] };
  if (decisive.tags === null) return { records: [], drafts: [several(decisive)] };
  const organisation = organisationOf(steps);
  const record =
    decisive === own ? own : (steps.find((one) => one.domain === organisation && one.tags !== null) ?? decisive);
  const tags = record.tags ?? decisive.tags;
  const { evidence } = record.found;
  return {
    records: [
      { name: printable(`_dmarc.${record.domain}`), tag: 'organizational domain', value: printable(organisation) },
      ...tagRows(`_dmarc.${record.domain}`, tags),
    ],
    drafts: [
      ...judge(domain, record.domain, tags, evidence),
      ...(await judgeReports(record.domain, organisation, tags, evidence, ports)),
    ],
  };
}

const missing = (domain: string, steps: readonly Step[]): Draft => ({
  ...{ id: 'dmarc.missing', status: 'fail', evidence: steps.flatMap(({ found }) => found.evidence).slice(0, 10) },
  summary: `no DMARC record at ${printable(domain, 100)} or above it`,
  remedy: {
    text: `Publish a TXT record at _dmarc.${printable(domain)}: "v=DMARC1; p=none; rua=mailto:dmarc@${printable(domain)}". Read the reports, and go on to p=quarantine and p=reject. Gmail, Yahoo and Microsoft ask bulk senders for one.`,
  },
});

const several = ({ domain, found }: Step): Draft => ({
  ...{ id: 'dmarc.several', status: 'fail', evidence: found.evidence },
  summary: `${found.texts.length} DMARC records stand at _dmarc.${printable(domain, 100)}: receivers take none of them`,
  remedy: { text: 'Delete all but one.' },
});

const POLICIES: readonly string[] = ['none', 'quarantine', 'reject'];
const REMOVED: readonly string[] = ['pct', 'rf', 'ri'];
const KNOWN: ReadonlySet<string> = new Set(['v', 'p', 'sp', 'np', 'psd', 't', 'adkim', 'aspf', 'fo', 'rua', 'ruf']);

function judge(domain: string, at: string, { tags, problem }: Tags, evidence: readonly Evidence[]): readonly Draft[] {
  const draft = (id: string, status: Draft['status'], summary: string, text: string): Draft => ({
    ...{ id: `dmarc.${id}`, status, summary, evidence, remedy: { text } },
  });
  const names = [...tags.keys()];
  const drafts: Draft[] = [judgePolicy(domain, at, tags, evidence)];
  if (problem !== null)
    drafts.push(draft('syntax', 'fail', problem, 'Write tags as name=value, each once, with semicolons between.'));
  for (const name of ['p', 'sp', 'np']) {
    const value = tags.get(name);
    if (value !== undefined && !POLICIES.includes(value.toLowerCase()))
      drafts.push(
        draft(
          'value',
          'fail',
          `${name}=${printable(value, 40)} is no policy`,
          `Write ${name}=none, quarantine or reject.`,
        ),
      );
  }
  const removed = names.filter((name) => REMOVED.includes(name));
  if (removed.length > 0)
    drafts.push(
      draft(
        'removed-tag',
        'warn',
        `RFC 9989 has removed ${removed.join(', ')}: receivers ignore it`,
        removed.includes('pct')
          ? 'Take it out; instead of a pct below 100 write t=y, which asks for the policy one step milder.'
          : 'Take it out.',
      ),
    );
  const strange = names.filter((name) => !KNOWN.has(name) && !REMOVED.includes(name));
  if (strange.length > 0)
    drafts.push(
      draft(
        'unknown-tag',
        'warn',
        `nobody knows ${strange.slice(0, 5).join(', ')}`,
        'Correct the spelling, or take it out.',
      ),
    );
  if ((tags.get('t') ?? '').toLowerCase() === 'y')
    drafts.push(
      draft(
        'testing',
        'warn',
        't=y asks receivers to apply the policy one step milder',
        'Take t=y out once the reports show no mail of yours that fails.',
      ),
    );
  return drafts;
}

/** A domain below the record's own gets `sp`; whether it exists, so that `np` would count, is not asked here. */
function judgePolicy(
  domain: string,
  at: string,
  tags: ReadonlyMap<string, string>,
  evidence: readonly Evidence[],
): Draft {
  const name = domain !== at && tags.has('sp') ? 'sp' : 'p';
  const policy = tags.get(name)?.toLowerCase() ?? 'none';
  const where = domain === at ? '' : `, by the record of ${printable(at, 100)}`;
  if (policy === 'quarantine' || policy === 'reject')
    return {
      id: 'dmarc.policy',
      status: 'pass',
      evidence,
      summary: `the policy for ${printable(domain, 100)} is ${policy} (${name}=)${where}`,
    };
  return {
    ...{ id: 'dmarc.none', status: 'warn', evidence },
    summary: `the policy for ${printable(domain, 100)} is none${where}: mail that fails is delivered, and the domain can be forged`,
    remedy: { text: 'Once the reports show that all your mail passes, write p=quarantine, then p=reject.' },
  };
}

const MAX_EXTERNAL = 5;

/** Reports to another organisation need its consent, as a record there (RFC 9990 section 4, formerly RFC 7489 section 7.1). */
async function judgeReports(
  at: string,
  organisation: string,
  { tags }: Tags,
  evidence: readonly Evidence[],
  { resolver }: LookupPorts,
): Promise<readonly Draft[]> {
  const uris = reportUris(tags.get('rua') ?? '');
  if (uris.length === 0)
    return [
      {
        ...{
          id: 'dmarc.no-reports',
          status: 'warn',
          evidence,
          summary: 'no address for reports (rua=): you cannot see who sends in your name',
        },
        remedy: { text: `Add rua=mailto:dmarc@${printable(at)}.` },
      },
    ];
  const bad: readonly Draft[] = uris
    .filter(({ domain }) => domain === null)
    .map(({ text }) => ({
      ...{ id: 'dmarc.rua', status: 'fail', evidence, summary: `"${printable(text, 100)}" is no address for reports` },
      remedy: { text: 'Write it as mailto:name@domain, several with commas between.' },
    }));
  const foreign = [...new Set(uris.flatMap(({ domain }) => domain ?? []))]
    .filter((domain) => domain !== organisation && !domain.endsWith(`.${organisation}`))
    .slice(0, MAX_EXTERNAL);
  const consents = await Promise.all(foreign.map((domain) => consentOf(at, domain, { resolver })));
  return [...bad, ...consents.flat()];
}

async function consentOf(
  at: string,
  domain: string,
  { resolver }: Pick<LookupPorts, 'resolver'>,
): Promise<readonly Draft[]> {
  const name = `${at}._report._dmarc.${domain}`;
  const { answer, texts, evidence } = await published(name, hasVersion('DMARC1'), resolver);
  if (answer.kind === 'failed')
    return [{ ...unasked('dmarc.consent-unknown', answer), subject: printable(domain, 100) }];
  if (texts.length > 0) return [];
  return [
    {
      ...{ id: 'dmarc.no-consent', status: 'warn', subject: printable(domain, 100), evidence },
      summary: `${printable(domain, 100)} has not agreed to take reports about ${printable(at, 100)}: they are not sent there`,
      remedy: {
        text: `Have a TXT record "v=DMARC1" published at ${printable(name)}, or let reports go to a mailbox of your own domain.`,
      },
    },
  ];
}
