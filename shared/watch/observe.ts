/** Findings of a run -> one observation a subject: what `compare` works on. */
import { compareFindings, type Finding } from '../model/finding.ts';
import { type Observation, type SubjectKey, subjectKey } from './state.ts';

/** The findings that open an incident (design, finding table). Lint, information and several names do not. */
const OPENS: ReadonlySet<string> = new Set([
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
  'list.blind',
  'list.anomaly',
  'list.mass-listing',
]);

export function observeSubject(findings: readonly [Finding, ...Finding[]]): Observation {
  const [worst] = findings.filter(({ id }) => OPENS.has(id)).sort(compareFindings);
  const unknown = findings.find(({ status }) => status === 'unknown');
  if (worst !== undefined) return { kind: 'problem', finding: worst, partial: unknown !== undefined };
  return unknown === undefined ? { kind: 'sound', finding: findings[0] } : { kind: 'unknown', finding: unknown };
}

export function observe(findings: readonly Finding[]): ReadonlyMap<SubjectKey, Observation> {
  const groups = new Map<SubjectKey, [Finding, ...Finding[]]>();
  for (const finding of findings) {
    const key = subjectKey(finding.check, finding.subject);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [finding]);
    else group.push(finding);
  }
  return new Map([...groups].map(([key, group]) => [key, observeSubject(group)]));
}
