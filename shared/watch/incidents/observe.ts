/** Findings of a run -> one observation a subject: what `compare` works on. */
import { compareFindings, type Finding } from '../../model/finding.ts';
import type { Target } from '../../model/target.ts';
import { type CandidateFloor, counts } from './candidates.ts';
import { type Observation, type Observations, type SubjectKey, subjectKey } from './state.ts';

/** The findings that open an incident (design, finding table). Lint, information and several names do not. */
export const OPENS: ReadonlySet<string> = new Set([
  'ptr.missing',
  'ptr.not-confirmed',
  'ptr.generic',
  'ptr.drift',
  'dnsbl.listed',
  'dnsbl.policy',
  'spf.permerror',
  'spf.not-authorised',
  'spf.softfail',
  'spf.none',
  'spf.neutral',
  'spf.plus-all',
  'sender.ground-gone',
]);

export type Observed = { readonly observations: Observations; readonly keyOf: (finding: Finding) => SubjectKey };

export function observe(findings: readonly Finding[], target: Target, floor: CandidateFloor): Observed {
  const keyOf = ({ check, subject }: Finding): SubjectKey => subjectKey(check, subject);
  const groups = Map.groupBy(findings, keyOf);
  return { observations: new Map([...groups].map(([key, group]) => [key, observation(group, target, floor)])), keyOf };
}

function observation(group: readonly Finding[], target: Target, floor: CandidateFloor): Observation {
  const concerns = (finding: Finding): boolean => OPENS.has(finding.id) && counts(finding, target, floor);
  const [worst] = group.filter(concerns).sort(compareFindings);
  const unknown = group.find(({ status }) => status === 'unknown');
  if (worst !== undefined) return { kind: 'problem', finding: worst, partial: unknown !== undefined };
  const [first] = group;
  if (first === undefined) throw new Error('a subject without findings');
  return unknown === undefined ? { kind: 'sound', finding: first } : { kind: 'unknown', finding: unknown };
}
