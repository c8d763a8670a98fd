/**
 * SPF of senders and domains (RFC 7208): for an address, whether each of its domains lets it send; for a domain, whether
 * its record is sound; for both, what is wrong with a record that still works. Each domain's record is surveyed once a run,
 * however many addresses send for it.
 */
import type { Finding } from '../model/finding.ts';
import { type AddressTarget, type DomainTarget, type Target, targetKey } from '../model/target.ts';
import { createAsker, type Limits, RFC_LIMITS, type SpfPorts } from '../spf/budget.ts';
import { checkHost } from '../spf/evaluate.ts';
import { judgeDomain, judgeLint, judgeSender, provenWord } from '../spf/judge.ts';
import { type Lint, lintRecord } from '../spf/lint.ts';
import { proposalText } from '../spf/proposal-text.ts';
import { proposeEdit } from '../spf/remedy.ts';
import { type Fingerprints, fingerprints, type Survey, surveyDomain } from '../spf/survey.ts';
import type { Check, TargetReport } from './check.ts';

type SpfReport = TargetReport & { readonly fingerprints: Fingerprints };

type SpfCheck = {
  readonly id: 'spf';
  readonly run: (targets: readonly Target[], ports: SpfPorts) => Promise<readonly SpfReport[]>;
};

/** Targets looked at together: the resolver paces the questions, this bounds the memory. */
const TOGETHER = 20;

/** `known`: the fingerprints of an earlier run; empty reports no change. */
export function createSpfCheck(known: Fingerprints, limits: Limits): SpfCheck {
  return {
    id: 'spf',
    run: async (targets, ports) => {
      const seen = new Map<string, Promise<Seen>>();
      const look = (domain: string) => {
        const seeing = seen.get(domain) ?? see(domain, known, ports, limits);
        seen.set(domain, seeing);
        return seeing;
      };
      const reports: SpfReport[] = [];
      for (let at = 0; at < targets.length; at += TOGETHER) {
        const some = targets.slice(at, at + TOGETHER);
        reports.push(...(await Promise.all(some.map((target) => report(target, { ports, limits, look })))));
      }
      return reports;
    },
  };
}

export const spfCheck: Check = createSpfCheck({}, RFC_LIMITS);

/** What is known of a domain's record, whoever sends for it. */
type Seen = { readonly survey: Survey; readonly lints: readonly Lint[] };

type Run = { readonly ports: SpfPorts; readonly limits: Limits; readonly look: (domain: string) => Promise<Seen> };

async function see(domain: string, known: Fingerprints, ports: SpfPorts, limits: Limits): Promise<Seen> {
  const asker = createAsker(ports, limits.ms);
  const [survey, type99] = await Promise.all([
    surveyDomain(domain, asker),
    asker.ask({ name: domain, type: 'SPF' as const }),
  ]);
  asker.close();
  return { survey, lints: lintRecord(survey, type99, known) };
}

async function report(target: Target, run: Run): Promise<SpfReport> {
  if (target.kind === 'domain') {
    const seen = await run.look(target.domain);
    return { target, findings: await domainFindings(target, seen, run), fingerprints: fingerprints(seen.survey) };
  }
  const findings: Finding[] = [];
  let marks: Fingerprints = {};
  for (const domain of target.domains) {
    const seen = await run.look(domain);
    findings.push(...(await senderFindings(target, domain, seen, run)));
    marks = { ...marks, ...fingerprints(seen.survey) };
  }
  return { target, findings, fingerprints: marks };
}

async function senderFindings(
  target: AddressTarget,
  domain: string,
  { survey, lints }: Seen,
  { ports, limits }: Run,
): Promise<readonly Finding[]> {
  const { address, helo = 'unknown' } = target;
  const about = { target: targetKey(target), domain };
  const query = { address, sender: domain, helo };
  const result = await checkHost(query, ports, limits);
  const word = provenWord(result);
  const ill = word !== 'pass' && word !== 'temperror';
  const proposal = ill ? await proposeEdit({ query, survey, result: word }, ports, limits) : null;
  const remedy = proposal === null ? null : proposalText(proposal, domain, address.text);
  // "neutral" says all that the lint about "?all" would.
  const told = lints.filter(({ id }) => id !== 'plus-all' || word !== 'neutral');
  return [judgeSender(about, address.text, result, remedy), ...told.map((lint) => judgeLint(about, lint))];
}

async function domainFindings(
  target: DomainTarget,
  { survey, lints }: Seen,
  { ports, limits }: Run,
): Promise<readonly Finding[]> {
  const about = { target: targetKey(target), domain: target.domain };
  const isBroken = survey.problem?.kind === 'permerror' || survey.cost > limits.lookups;
  const proposal = isBroken ? await proposeEdit({ query: null, survey, result: 'permerror' }, ports, limits) : null;
  const remedy = proposal === null ? firstRecord(target.domain) : proposalText(proposal, target.domain, null);
  return [judgeDomain(about, survey, remedy), ...lints.map((lint) => judgeLint(about, lint))];
}

const firstRecord = (domain: string) => ({
  text: `Publish a TXT record at ${domain}: "v=spf1 mx ~all" if its MX hosts send its mail, with an ip4: or ip6: term for every other server; "v=spf1 -all" if nothing sends for it. Then check each address with --domain ${domain}.`,
});
