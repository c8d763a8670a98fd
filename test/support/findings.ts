/** Whether a finding weighs what the tables say of its id. */
import { LOOKUP_FINDINGS } from '../../shared/lookups/core/findings.ts';
import { FINDINGS } from '../../shared/model/findings/index.ts';
import type { Severity, Status } from '../../shared/model/weight.ts';

type Row = { readonly status: Status | readonly Status[]; readonly severity: Severity | 'list' | 'usual' };

const TABLE: Readonly<Record<string, Row>> = { ...LOOKUP_FINDINGS, ...FINDINGS };
const USUAL: Readonly<Record<Status, Severity>> = { pass: 'info', unknown: 'info', warn: 'minor', fail: 'major' };

/** Anything may be unknown, where no resolver is sound. */
export function conforms(finding: {
  readonly id: string;
  readonly status: Status;
  readonly severity: Severity;
}): boolean {
  const row = TABLE[finding.id];
  if (row === undefined) return false;
  const { status, severity } = finding;
  if (status === 'unknown' && severity === 'info') return true;
  const isSaid = typeof row.status === 'string' ? row.status === status : row.status.includes(status);
  return isSaid && (row.severity === 'list' || severity === (row.severity === 'usual' ? USUAL[status] : row.severity));
}
