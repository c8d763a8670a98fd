/**
 * From a verdict to a finding: what is the fact, how much does it matter, what proves it, and what to do next. A verdict
 * that is not known is its own status, with the control that shows why the list is not believed.
 */

import { type Answer, evidenceOf } from '../dns/answer.ts';
import { defined } from '../model/defined.ts';
import {
  type Coverage,
  compareSeverity,
  type Evidence,
  type Finding,
  type Severity,
  summaryOf,
} from '../model/finding.ts';
import { FINDINGS, type FindingWeight, weightOf } from '../model/findings/index.ts';
import { inEach, type Text } from '../model/language.ts';
import { targetKey } from '../model/target.ts';
import { printable } from '../model/text.ts';
import type { ControlVerdict } from './health.ts';
import type { Effect, List, ListCode } from './list.ts';
import type { Cell, ListedTarget } from './lookup.ts';
import { remedyOf } from './remedies.ts';
import { ENTRY, listedOn, NO_VERDICT, notListed } from './words.ts';

export const findingsOf = ({ cells }: ListedTarget): readonly Finding[] => cells.map(findingOf);

function findingOf(cell: Cell): Finding {
  const { target, list, verdict } = cell;
  const { check, status, severity } = weight(list, verdict);
  return {
    check,
    id: `dnsbl.${verdict.kind}`,
    target: targetKey(target),
    subject: list.id,
    subjectName: list.name,
    status,
    severity,
    ...summaryOf(summaryFor(cell)),
    evidence: evidence(cell),
    remedy: remedyOf(cell),
    ...(status === 'pass' || status === 'unknown' ? NOT_USED : defined({ usedBy: list.usedBy })),
  };
}

/** It matters only of a listing whom it reaches. */
const NOT_USED: Pick<Finding, 'usedBy'> = {};

/** What opens an incident, and how loud. */
function weight(list: List, verdict: ControlVerdict): FindingWeight {
  const { kind } = verdict;
  if (kind !== 'listed' && kind !== 'policy') return weightOf(`dnsbl.${kind}`);
  const { check, fails } = FINDINGS[`dnsbl.${kind}`];
  const severity = worstSeverity(list, verdict.codes, kind);
  return { check, status: fails.some((one) => one === severity) ? 'fail' : 'warn', severity };
}

function worstSeverity(list: List, codes: readonly ListCode[], effect: Effect): Severity {
  const severities = codes.filter((code) => code.effect === effect).map(({ severity }) => severity ?? list.severity);
  return severities.sort(compareSeverity)[0] ?? list.severity;
}

function summaryFor(cell: Cell): Text {
  const { target, list, verdict } = cell;
  const who = targetKey(target);
  switch (verdict.kind) {
    case 'clear':
      return notListed(who, list.name);
    case 'listed':
    case 'policy':
    case 'info':
    case 'allowed': {
      const { kind, codes, answers } = verdict;
      return ENTRY[kind]({ who, on: listedOn(list, codes), codes, answers, reason: reasonOf(cell) });
    }
    default: {
      const { why, kind } = verdict;
      const fact = NO_VERDICT[kind](list.name);
      return inEach((language) => `${fact[language]} ${why[language]}`);
    }
  }
}

/** The operator's own words, untrusted: one printable line. */
function reasonOf({ reason }: Cell): string | null {
  if (reason?.kind !== 'records') return null;
  return printable(reason.records.map(({ text }) => text).join(' / '), 300);
}

/** The target's answer and the reason; and the control, where the verdict rests on it. */
function evidence({ verdict, answer, reason, health }: Cell): readonly Evidence[] {
  const controls: readonly Answer<'A'>[] = RESTS_ON_CONTROLS.has(verdict.kind) ? health.proof.slice(0, 1) : [];
  return [
    ...(answer === null ? [] : [evidenceOf(answer)]),
    ...(reason?.kind === 'records' ? [evidenceOf(reason)] : []),
    ...controls.map(controlEvidence),
  ];
}

/** One object for all targets that rest on the control: of 2,000 targets on 25 lists it would else be half of all that is kept. */
const controlsSeen = new WeakMap<Answer<'A'>, Evidence>();

function controlEvidence(answer: Answer<'A'>): Evidence {
  const known = controlsSeen.get(answer) ?? evidenceOf(answer);
  controlsSeen.set(answer, known);
  return known;
}

const RESTS_ON_CONTROLS = new Set<ControlVerdict['kind']>(['clear', 'refused', 'dead', 'unreachable', 'unproven']);

const WITHOUT_VERDICT: ReadonlySet<string> = new Set(Object.keys(NO_VERDICT));

/** A verdict is an answer to the question; "we do not know" is none. */
export function coverageOf({ cells, notCovered }: ListedTarget): Coverage {
  const answered = cells.filter(({ verdict }) => !WITHOUT_VERDICT.has(verdict.kind)).length;
  return { asked: cells.length, answered, notCovered };
}
