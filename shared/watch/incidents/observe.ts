/** Findings of a run -> one observation a subject: what `compare` works on. */
import { compareFindings, type StoredFinding } from '../../model/finding.ts';
import type { FindingEntry } from '../../model/findings/entry.ts';
import { FINDINGS } from '../../model/findings/index.ts';
import type { Target } from '../../model/target.ts';
import { type CandidateFloor, counts } from './candidates.ts';
import { type Observation, type Observations, type SubjectKey, subjectKey } from './state.ts';

/** The findings that open an incident. Lint, information and several names do not. */
export const OPENS: ReadonlySet<string> = new Set(
  Object.entries<FindingEntry>(FINDINGS).flatMap(([id, { opens }]) => (opens === true ? [id] : [])),
);

export type Observed = { readonly observations: Observations; readonly keyOf: (finding: StoredFinding) => SubjectKey };

export function observe(findings: readonly StoredFinding[], target: Target, floor: CandidateFloor): Observed {
  const keyOf = ({ check, subject }: StoredFinding): SubjectKey => subjectKey(check, subject);
  const groups = Map.groupBy(findings, keyOf);
  return { observations: new Map([...groups].map(([key, group]) => [key, observation(group, target, floor)])), keyOf };
}

function observation(group: readonly StoredFinding[], target: Target, floor: CandidateFloor): Observation {
  const concerns = (finding: StoredFinding): boolean => OPENS.has(finding.id) && counts(finding, target, floor);
  const [worst] = group.filter(concerns).sort(compareFindings);
  const unknown = group.find(({ status }) => status === 'unknown');
  if (worst !== undefined) return { kind: 'problem', finding: worst, partial: unknown !== undefined };
  const [first] = group;
  if (first === undefined) throw new Error('a subject without findings');
  return unknown === undefined ? { kind: 'sound', finding: first } : { kind: 'unknown', finding: unknown };
}
