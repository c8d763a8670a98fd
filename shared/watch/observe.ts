/** Findings of a run -> one observation a subject: what `compare` works on. */
import { compareFindings, type Finding } from '../model/finding.ts';
import type { Target } from '../model/target.ts';
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

/** An address that nobody has called a sender is only worth waking somebody for when a critical list has it. */
const concerns = ({ check, severity, id }: Finding, target: Target): boolean =>
  OPENS.has(id) &&
  (target.kind !== 'address' || target.role !== 'candidate' || (check === 'dnsbl' && severity === 'critical'));

export type Observed = { readonly observations: Observations; readonly keyOf: (finding: Finding) => SubjectKey };

export function observe(findings: readonly Finding[], target: Target): Observed {
  const keyOf = ({ check, subject }: Finding): SubjectKey => subjectKey(check, subject);
  const groups = Map.groupBy(findings, keyOf);
  return { observations: new Map([...groups].map(([key, group]) => [key, observation(group, target)])), keyOf };
}

function observation(group: readonly Finding[], target: Target): Observation {
  const [worst] = group.filter((finding) => concerns(finding, target)).sort(compareFindings);
  const unknown = group.find(({ status }) => status === 'unknown');
  if (worst !== undefined) return { kind: 'problem', finding: worst, partial: unknown !== undefined };
  const [first] = group;
  if (first === undefined) throw new Error('a subject without findings');
  return unknown === undefined ? { kind: 'sound', finding: first } : { kind: 'unknown', finding: unknown };
}
