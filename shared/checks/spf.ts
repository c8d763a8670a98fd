/**
 * SPF of senders and domains (RFC 7208): for an address, whether each of its domains lets it send; for a domain, whether
 * its record is sound; for both, what is wrong with a record that still works. Each domain's record is surveyed once a run,
 * however many addresses send for it.
 */
import type { Finding } from '../model/finding.ts';
import { type DomainSenders, type Fleet, fleetOf, joinedFleet, NO_FLEET } from '../model/fleet.ts';
import type { Text } from '../model/language.ts';
import type { Remedy } from '../model/remedy.ts';
import { type AddressTarget, type DomainTarget, type Target, targetKey } from '../model/target.ts';
import { findAbsence, NOT_ABSENT, type SpfAbsence } from '../spf/absence.ts';
import { createAsker, RFC_LIMITS, type SpfLimits, type SpfPorts } from '../spf/budget.ts';
import { checkHost } from '../spf/evaluate.ts';
import { missingRemedy } from '../spf/existence.ts';
import { type Lint, lintRecord } from '../spf/lint.ts';
import { remedyOfProposal } from '../spf/proposal-text.ts';
import { proposeEdit } from '../spf/remedy.ts';
import { judgeDomain, judgeLint, judgeSender, provenWord } from '../spf/spf-findings.ts';
import { fingerprints, type Survey, type SurveyFingerprints, surveyDomain } from '../spf/survey.ts';
import { askAhead, readWhole, type Whole } from '../spf/whole-record.ts';
import type { Check, TargetReport } from './check.ts';

type SpfReport = TargetReport & { readonly fingerprints: SurveyFingerprints };

type SpfCheck = {
  readonly id: 'spf';
  readonly run: (targets: readonly Target[], ports: SpfPorts) => Promise<readonly SpfReport[]>;
};

/** Targets checked together: the resolver paces the questions, this bounds the memory. */
const TOGETHER = 20;

/** `known`: the fingerprints of an earlier run; empty reports no change. `fleet`: senders beside those that are checked. */
export function createSpfCheck(known: SurveyFingerprints, limits: SpfLimits, fleet: Fleet = NO_FLEET): SpfCheck {
  return {
    id: 'spf',
    run: async (targets, ports) => {
      const everybody = joinedFleet(fleet, fleetOf(targets));
      const seen = new Map<string, Promise<Seen>>();
      const seenOf = (domain: string) => {
        const seeing =
          seen.get(domain) ?? see(domain, { known, ports, limits, senders: everybody.byDomain[domain] ?? null });
        seen.set(domain, seeing);
        return seeing;
      };
      const reports: SpfReport[] = [];
      for (let at = 0; at < targets.length; at += TOGETHER) {
        const some = targets.slice(at, at + TOGETHER);
        reports.push(...(await Promise.all(some.map((target) => report(target, { ports, limits, seenOf })))));
      }
      return reports;
    },
  };
}

export const spfCheck: Check = createSpfCheck({}, RFC_LIMITS);

/** What is known of a domain's record, for any sender. */
type Seen = {
  readonly survey: Survey;
  readonly whole: Whole;
  readonly lints: readonly Lint[];
  /** Why there is no record, where more is known than that. */
  readonly cause: Text | null;
  /** One proposal a domain, made when it is first needed: two that differ would undo each other. */
  readonly remedy: () => Promise<Remedy>;
};

type Run = { readonly ports: SpfPorts; readonly limits: SpfLimits; readonly seenOf: (domain: string) => Promise<Seen> };

type DomainReading = {
  readonly known: SurveyFingerprints;
  readonly ports: SpfPorts;
  readonly limits: SpfLimits;
  readonly senders: DomainSenders | null;
};

async function see(domain: string, reading: DomainReading): Promise<Seen> {
  const { known, ports, limits } = reading;
  const asker = createAsker(ports, limits.ms);
  const [survey, type99] = await Promise.all([
    surveyDomain(domain, asker, askAhead(domain, asker)),
    asker.ask({ name: domain, type: 'SPF' as const }),
  ]);
  const whole = await readWhole(survey, asker);
  const absence = survey.problem?.kind === 'none' ? await findAbsence(domain, survey.answer, asker) : NOT_ABSENT;
  asker.close();
  const remedy = once(() => remedyOf(domain, survey, absence, reading));
  return { survey, whole, lints: lintRecord(survey, { type99, whole, known }), cause: absence.cause, remedy };
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null;
  return () => {
    made ??= make();
    return made;
  };
}

async function remedyOf(
  domain: string,
  survey: Survey,
  { astray, missing }: SpfAbsence,
  reading: DomainReading,
): Promise<Remedy> {
  const { senders, ports, limits } = reading;
  const proposal = await proposeEdit({ survey, senders, astray }, ports, limits);
  if (missing !== null)
    return missingRemedy(missing, proposal.kind === 'edit' && senders !== null ? proposal.zoneLine : null);
  const isNothing = proposal.kind === 'edit' && proposal.isFirst && senders === null;
  return isNothing ? firstRecord(domain) : remedyOfProposal(proposal, domain);
}

async function report(target: Target, run: Run): Promise<SpfReport> {
  if (target.kind === 'domain') {
    const seen = await run.seenOf(target.domain);
    return { target, findings: await domainFindings(target, seen), fingerprints: fingerprints(seen.survey) };
  }
  const findings: Finding[] = [];
  let marks: SurveyFingerprints = {};
  for (const domain of target.domains) {
    const seen = await run.seenOf(domain);
    findings.push(...(await senderFindings(target, domain, seen, run)));
    marks = { ...marks, ...fingerprints(seen.survey) };
  }
  return { target, findings, fingerprints: marks };
}

async function senderFindings(
  target: AddressTarget,
  domain: string,
  { lints, cause, remedy: propose }: Seen,
  { ports, limits }: Run,
): Promise<readonly Finding[]> {
  const { address, helo = 'unknown' } = target;
  const about = { target: targetKey(target), domain };
  const result = await checkHost({ address, sender: domain, helo }, ports, limits);
  const word = provenWord(result);
  const isIll = word !== 'pass' && word !== 'temperror';
  const remedy = isIll ? await propose() : null;
  // "neutral" says all that the lint about "?all" would.
  const lintsToReport = lints.filter(({ id }) => id !== 'plus-all' || word !== 'neutral');
  return [
    judgeSender(about, address.text, result, remedy, cause),
    ...lintsToReport.map((lint) => judgeLint(about, lint)),
  ];
}

async function domainFindings(target: DomainTarget, seen: Seen): Promise<readonly Finding[]> {
  const { lints, remedy } = seen;
  const about = { target: targetKey(target), domain: target.domain };
  const own = judgeDomain(about, seen, null);
  // Its own temporary failure has its own advice.
  const judged = own.status === 'fail' ? { ...own, remedy: await remedy() } : own;
  return [judged, ...lints.map((lint) => judgeLint(about, lint))];
}

const firstRecord = (domain: string): Remedy => ({ id: 'spf.first-record', with: { domain } });
