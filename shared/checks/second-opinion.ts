/**
 * Before a check says anything bad, the resolvers that it rests on have to prove themselves once more: a portal may have begun
 * to answer in between. Where it rests on something being absent, someone else is asked as well. A resolver that contradicts turns
 * the finding into `unknown`. One that agrees confirms it. Where nobody else answers, the finding says that it is unconfirmed:
 * the watch then waits for a second look before it opens a critical problem.
 */

import type { WitnessedAbsence } from '../dns/absence.ts';
import { evidenceOf, type RecordType } from '../dns/answer.ts';
import type { SecondOpinion, Witness } from '../dns/witness.ts';
import { contradictsItself, noLongerSound, saysMissing } from '../dns/words.ts';
import { digLine, type Evidence, type Finding, type FindingCheck, summaryOf } from '../model/finding.ts';
import type { FixedFindingId } from '../model/findings/index.ts';
import type { Text } from '../model/language.ts';
import type { Remedy } from '../model/remedy.ts';
import type { Target } from '../model/target.ts';
import type { Check, TargetReport } from './check.ts';

/** Of one finding, so that a record with fifty dead terms costs no fifty walks. */
const MOST_ABSENCES = 4;

export function withSecondOpinion({ id, run }: Check, witness: Witness): Check {
  return {
    id,
    run: async (targets, ports) => {
      const reports = await run(targets, ports);
      const asking = new Asked(witness);
      return Promise.all(reports.map((report) => reviewed(report, asking)));
    },
  };
}

/** What is asked once, however many findings rest on it: a domain's missing record concerns all of its senders. */
class Asked {
  readonly #witness: Witness;
  readonly #opinions = new Map<string, Promise<SecondOpinion>>();
  readonly #sound = new Map<string, Promise<boolean>>();

  constructor(witness: Witness) {
    this.#witness = witness;
  }

  opinion(absence: WitnessedAbsence): Promise<SecondOpinion> {
    return remembered(this.#opinions, `${absence.type} ${absence.name} ${absence.resolver}`, () =>
      this.#witness.ask(absence),
    );
  }

  isStillSound(server: string): Promise<boolean> {
    return remembered(this.#sound, server, () => this.#witness.isStillSound(server));
  }
}

function remembered<T>(known: Map<string, Promise<T>>, key: string, ask: () => Promise<T>): Promise<T> {
  const answer = known.get(key) ?? ask();
  known.set(key, answer);
  return answer;
}

async function reviewed(report: TargetReport, asked: Asked): Promise<TargetReport> {
  const findings = await Promise.all(report.findings.map((finding) => review(finding, report.target, asked)));
  return { ...report, findings };
}

/** Findings of one cause that are asked about again; the rest of a thousand would say the same. */
const MOST_AGAIN = 5;

/** Whether what many targets lost at once is still lost, by those that can be asked now. */
export async function stillHolds(findings: readonly Pick<Finding, 'evidence'>[], witness: Witness): Promise<boolean> {
  const step = Math.max(1, Math.floor(findings.length / MOST_AGAIN));
  const some = findings.filter((_, at) => at % step === 0).slice(0, MOST_AGAIN);
  const asked = new Asked(witness);
  for (const { evidence } of some) {
    for (const server of resolversOf(evidence)) if (!(await asked.isStillSound(server))) return false;
    for (const absence of absencesIn(evidence).slice(0, MOST_ABSENCES))
      if (RULES_OUT.has((await asked.opinion(absence)).kind)) return false;
  }
  return true;
}

const RULES_OUT: ReadonlySet<SecondOpinion['kind']> = new Set(['contradicts', 'impossible']);

const resolversOf = (evidence: readonly Evidence[]): ReadonlySet<string> =>
  new Set(evidence.map(({ resolver }) => resolver));

async function review(finding: Finding, target: Target, asked: Asked): Promise<Finding> {
  if ((finding.status !== 'fail' && finding.status !== 'warn') || UNKNOWN_ID[finding.check] === undefined)
    return finding;
  for (const resolver of resolversOf(finding.evidence))
    if (!(await asked.isStillSound(resolver))) return doubted(finding, resolver);
  const absences = absencesIn(finding.evidence).slice(0, MOST_ABSENCES);
  if (absences.length === 0 || finding.status === 'warn') return finding;
  const opinions = await Promise.all(absences.map((absence) => asked.opinion(absence)));
  const doubt = opinions.map((opinion) => doubtOf(opinion, finding)).find((one) => one !== null);
  if (doubt !== undefined) return doubt;
  if (opinions.every(({ kind }) => kind === 'agrees') || ec2Agrees(finding, target))
    return { ...finding, confirmed: true };
  return { ...finding, confirmed: false };
}

function doubtOf(opinion: SecondOpinion, finding: Finding): Finding | null {
  if (opinion.kind === 'contradicts') return contradicted(finding, opinion);
  return opinion.kind === 'impossible' ? impossible(finding, opinion) : null;
}

/** Type 99 is asked about only to find leftovers, and is missing everywhere. */
const absencesIn = (evidence: readonly Evidence[]): readonly WitnessedAbsence[] =>
  evidence
    .filter(({ rcode, answers, type }) => answers.length === 0 && ABSENT.has(rcode) && type !== 'SPF')
    .map(({ question: name, type, rcode, resolver }) => ({
      name,
      type: type as RecordType,
      resolver,
      reason: rcode === 'NXDOMAIN' ? 'nxdomain' : 'nodata',
    }));

const ABSENT: ReadonlySet<string> = new Set(['NOERROR', 'NXDOMAIN']);

/** EC2 publishes the reverse names of Elastic IPs itself, so it knows when there is none. */
const ec2Agrees = ({ id }: Finding, target: Target): boolean =>
  id === 'ptr.missing' && target.kind === 'address' && target.elasticIp?.recordedPtr === null;

/** By check; the others' findings rest on no answer from DNS. */
const UNKNOWN_ID: Readonly<Partial<Record<FindingCheck, FixedFindingId>>> = {
  ptr: 'ptr.unknown',
  spf: 'spf.temperror',
};

function contradicted(finding: Finding, { by, answer }: Extract<SecondOpinion, { kind: 'contradicts' }>): Finding {
  const evidence = evidenceOf(answer);
  const [absent] = absencesIn(finding.evidence);
  return unknown(finding, [...finding.evidence, evidence], {
    summary: saysMissing(
      absent?.resolver,
      { name: evidence.question, type: evidence.type },
      by,
      evidence.answers.slice(0, 3).join(', '),
    ),
    remedy: {
      id: 'resolver.contradicted',
      with: { resolver: absent?.resolver ?? null, command: digLine(evidence) },
    },
  });
}

const impossible = (finding: Finding, { why }: Extract<SecondOpinion, { kind: 'impossible' }>): Finding => {
  const [absent] = absencesIn(finding.evidence);
  const { resolver, name = '', type = '' } = absent ?? {};
  return unknown(finding, finding.evidence, {
    summary: contradictsItself(resolver, { name, type }, why),
    remedy: { id: 'resolver.impossible', with: {} },
  });
};

const doubted = (finding: Finding, resolver: string): Finding =>
  unknown(finding, finding.evidence, {
    summary: noLongerSound(resolver),
    remedy: { id: 'resolver.doubted', with: {} },
  });

const unknown = (
  finding: Finding,
  evidence: readonly Evidence[],
  { summary, remedy }: { readonly summary: Text; readonly remedy: Remedy },
): Finding => {
  const { check, target, subject } = finding;
  return {
    check,
    id: UNKNOWN_ID[check] ?? finding.id,
    target,
    subject,
    status: 'unknown',
    severity: 'info',
    evidence,
    ...summaryOf(summary),
    remedy,
  };
};
