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
import { untranslated } from '../model/language.ts';
import { targetKey } from '../model/target.ts';
import { printable } from '../model/text.ts';
import type { ControlVerdict } from './health.ts';
import type { Effect, List, ListCode } from './list.ts';
import type { Cell, ListedTarget } from './lookup.ts';
import { remedyOf } from './remedies.ts';

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
    ...summaryOf(untranslated(saidOf(cell))),
    evidence: evidence(cell),
    remedy: remedyOf(cell),
    ...defined({
      usedBy: list.usedBy === undefined || status === 'pass' || status === 'unknown' ? undefined : list.usedBy,
    }),
  };
}

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

function saidOf(cell: Cell): string {
  const { target, list, verdict } = cell;
  const who = targetKey(target);
  switch (verdict.kind) {
    case 'clear':
      return `${who} is not on ${list.name}`;
    case 'listed':
      return `${who} is listed on ${list.name}: ${says(verdict.codes)}${reasonOf(cell)}`;
    case 'policy':
      return `${list.name} has ${who} under a policy, which is no bad reputation: ${says(verdict.codes)}${reasonOf(cell)}`;
    case 'info':
      return `${list.name} says about ${who}, for information: ${says(verdict.codes)}${reasonOf(cell)}`;
    case 'allowed':
      return `${who} is on the allow-list ${list.name}: ${says(verdict.codes)}`;
    default:
      return `${UNKNOWN[verdict.kind](list.name)}: ${verdict.why}`;
  }
}

const UNKNOWN = {
  refused: (name: string) => `${name} refuses to answer`,
  dead: (name: string) => `${name} gives answers that mean nothing`,
  unreachable: (name: string) => `${name} could not be asked`,
  'not-asked': (name: string) => `${name} was not queried`,
  unproven: (name: string) => `${name} did not prove that it answers`,
  unrecognised: (name: string) => `${name} gave an answer that is not understood`,
} as const;

const says = (codes: readonly ListCode[]): string =>
  codes.map(({ sublist, means }) => (sublist === undefined ? means : `${sublist}: ${means}`)).join('; ');

/** The operator's own words, untrusted: one printable line. */
function reasonOf({ reason }: Cell): string {
  if (reason?.kind !== 'records') return '';
  return ` ("${printable(reason.records.map(({ text }) => text).join(' / '), 300)}")`;
}

/** The target's answer and the reason; and the control, where the verdict rests on it. */
function evidence({ verdict, answer, reason, health }: Cell): readonly Evidence[] {
  const controls: readonly Answer<'A'>[] = RESTS_ON_CONTROLS.has(verdict.kind) ? health.proof.slice(0, 1) : [];
  return [
    ...(answer === null ? [] : [evidenceOf(answer)]),
    ...(reason?.kind === 'records' ? [evidenceOf(reason)] : []),
    ...controls.map(evidenceOf),
  ];
}

const RESTS_ON_CONTROLS = new Set<ControlVerdict['kind']>(['clear', 'refused', 'dead', 'unreachable', 'unproven']);

/** A verdict is an answer to the question; "we do not know" is none. */
export function coverageOf({ cells, notCovered }: ListedTarget): Coverage {
  const answered = cells.filter(({ verdict }) => !(verdict.kind in UNKNOWN)).length;
  return { asked: cells.length, answered, notCovered };
}
