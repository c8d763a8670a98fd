/**
 * THE TABLE of findings: every id that a check or the watch can say, with what it is of, how it weighs and whether it opens an
 * incident. Those of lookups are in `shared/lookups/core/findings.ts`. A new finding is a line here, and where people are notified
 * of it, its words in every language, in the same file.
 */
import type { EachOf, FindingCheck, Severity, Status } from '../weight.ts';
import { DNSBL_FINDINGS } from './dnsbl.ts';
import type { FindingEntry, NotifiedIn } from './entry.ts';
import { PTR_FINDINGS } from './ptr.ts';
import { SENDER_FINDINGS } from './sender.ts';
import { SPF_FINDINGS } from './spf.ts';

export const FINDINGS = { ...PTR_FINDINGS, ...DNSBL_FINDINGS, ...SPF_FINDINGS, ...SENDER_FINDINGS };

type Table = typeof FINDINGS;

export type FindingId = keyof Table;

/** Those that can be in a notice. */
export type NotifiedFindingId = NotifiedIn<Table>;

/** Whether this version knows it: memory, settings and people may name an id of another one. */
export const isFindingId = (id: string): id is FindingId => Object.hasOwn(FINDINGS, id);

export const findingEntry = (id: FindingId): FindingEntry => FINDINGS[id];

/** The one status of a finding, or those that it may have. */
export type StatusOf<I extends FindingId> = EachOf<Table[I]['status']>;

/** Findings that always weigh the same. */
export type FixedFindingId = {
  [I in FindingId]: Table[I] extends { readonly status: Status; readonly severity: Severity } ? I : never;
}[FindingId];

export type FindingWeight = {
  readonly check: FindingCheck;
  readonly status: Status;
  readonly severity: Severity;
};

/** What an id alone says of a finding: nothing that makes one can contradict it. */
export function weightOf(id: FixedFindingId): FindingWeight {
  const { check, status, severity } = FINDINGS[id];
  return { check, status, severity };
}
