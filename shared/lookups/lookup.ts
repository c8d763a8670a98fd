/**
 * `command:argument`, the grammar everyone knows -> one lookup. Reading is strict and asks nothing; the result is the same
 * on the command line and over HTTP.
 */

import { publishedProofs } from '../dns/resolver-proof.ts';
import { noneSound, type ResolverProof } from '../dns/soundness.ts';
import { defined } from '../model/defined.ts';
import { type Finding, type Status, summaryOf, summaryText, worstStatus } from '../model/finding.ts';
import { eachText, type Language, type Text } from '../model/language.ts';
import { type Parsed, parsed, problem } from '../model/parsed.ts';
import { printable } from '../model/text.ts';
import type { RenderedRemedy } from '../remedies/render.ts';
import {
  type FindingDraft,
  isTextCell,
  type LookupCommand,
  type LookupPorts,
  type Ready,
  type ResultRow,
  type RowCell,
} from './core/command.ts';
import { type LookupFindingId, lookupSeverity } from './core/findings.ts';
import { LOOKUPS } from './index.ts';
import { type AnyRemedy, renderLookupRemedy } from './remedies/render.ts';
import {
  notALookup,
  type Suggestion,
  tooLong,
  unknownLookup,
  unproven,
  withoutArgument,
  wrongArgument,
} from './words.ts';

/** A finding whose check is the command's name. */
export type LookupFinding = Omit<Finding, 'check' | 'id' | 'remedy'> & {
  readonly check: string;
  readonly id: LookupFindingId;
  readonly remedy: AnyRemedy | null;
};

/** As it leaves: its summary and its advice in words. */
type PublishedLookupFinding = Omit<LookupFinding, 'remedy' | 'translated'> & { readonly remedy: RenderedRemedy | null };

export type LookupResult = {
  readonly command: string;
  /** As it was understood. */
  readonly argument: string;
  /** That the address in it is from a documentation range, which is looked up all the same, and never connected to. */
  readonly note?: Text;
  readonly status: Status;
  /** The resolvers that were asked, and whether they may be believed. */
  readonly resolver: readonly ResolverProof[];
  readonly records: readonly ResultRow[];
  readonly passed: readonly LookupFinding[];
  readonly warnings: readonly LookupFinding[];
  readonly failed: readonly LookupFinding[];
  /** What could not be looked up, or stays unknown: neither good nor bad. */
  readonly timeouts: readonly LookupFinding[];
  readonly durationMs: number;
};

type Outcome = 'passed' | 'warnings' | 'failed' | 'timeouts';

/** As it leaves in JSON: its advice in words. */
export type PublishedLookup = Omit<LookupResult, Outcome | 'note' | 'records'> & {
  readonly note?: string;
  readonly records: readonly PublishedRow[];
} & {
  readonly [One in Outcome]: readonly PublishedLookupFinding[];
};

export function publishedLookup({ note, ...result }: LookupResult, language: Language = 'en'): PublishedLookup {
  const published = (findings: readonly LookupFinding[]): readonly PublishedLookupFinding[] =>
    findings.map((one) => publishedOne(one, language));
  return {
    ...result,
    ...defined({ note: note?.[language] }),
    resolver: publishedProofs(result.resolver, language),
    records: result.records.map((row) => publishedRow(row, language)),
    passed: published(result.passed),
    warnings: published(result.warnings),
    failed: published(result.failed),
    timeouts: published(result.timeouts),
  };
}

type PublishedRow = Readonly<Record<string, Exclude<RowCell, Text>>>;

const publishedRow = (row: ResultRow, language: Language): PublishedRow =>
  Object.fromEntries(Object.entries(row).map(([field, cell]) => [field, isTextCell(cell) ? cell[language] : cell]));

const publishedOne = ({ remedy, translated, ...rest }: LookupFinding, language: Language): PublishedLookupFinding => ({
  ...rest,
  summary: summaryText({ summary: rest.summary, translated })[language],
  remedy: remedy === null ? null : renderLookupRemedy(remedy, language),
});

type HelpRow = Pick<LookupCommand, 'name' | 'example'> & { readonly about: string };

export type Lookup = Ready & { readonly command: string };

const MAX_LENGTH = 1000;

export function readLookup(text: string): Parsed<Lookup> {
  if (text.length > MAX_LENGTH) return problem(tooLong(MAX_LENGTH));
  const at = text.indexOf(':');
  if (at < 1) return problem(notALookup(printable(text, 80)));
  const name = text.slice(0, at).toLowerCase();
  const found = LOOKUPS.find((one) => one.name === name);
  if (found === undefined) return problem(unknownLookup(printable(name, 40), nearestTo(name)));
  const argument = text.slice(at + 1);
  if (argument === '') return problem(withoutArgument(name, found.example));
  const ready = found.read(argument);
  return ready.ok
    ? parsed({ ...ready.value, command: name })
    : problem(wrongArgument(name, ready.problem, found.example));
}

/** The lookup that was probably meant, by its example; else the names of all. */
function nearestTo(name: string): Suggestion {
  const near = LOOKUPS.map((one) => ({ one, distance: editDistance(name.slice(0, 40), one.name) }))
    .filter(({ one, distance }) => distance <= Math.ceil(one.name.length / 3))
    .sort((a, b) => a.distance - b.distance)[0]?.one;
  return near === undefined ? { all: LOOKUPS.map((one) => one.name) } : { name: near.name, example: near.example };
}

/** Levenshtein's, row by row. */
function editDistance(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (const [i, letter] of [...a].entries()) {
    const row = [i + 1];
    for (let j = 1; j <= b.length; j++) {
      const change = (above[j - 1] ?? 0) + (letter === b[j - 1] ? 0 : 1);
      row.push(Math.min(change, (above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
    }
    above = row;
  }
  return above[b.length] ?? 0;
}

/** Never rejects for what the network or a hostile zone does. */
export async function runLookup({ command, argument, note, run }: Lookup, ports: LookupPorts): Promise<LookupResult> {
  const started = ports.clock.monotonic();
  const { records, drafts, status } = await run(ports);
  const isBad = drafts.some((draft) => draft.status === 'fail' || draft.status === 'warn');
  const resolver = await ports.proofs(isBad ? 'again' : 'known');
  const believed = noneSound(resolver) ? drafts.map(undecided) : drafts;
  const findings = believed.map((draft) => complete(draft, command, argument));
  const those = (wanted: Status): LookupFinding[] => findings.filter((finding) => finding.status === wanted);
  const worst = status ?? worstStatus(findings.map((finding) => finding.status));
  return {
    command,
    argument,
    ...defined({ note: note ?? undefined }),
    status: noneSound(resolver) ? 'unknown' : worst,
    resolver,
    records,
    passed: those('pass'),
    warnings: those('warn'),
    failed: those('fail'),
    timeouts: those('unknown'),
    durationMs: Math.round(ports.clock.monotonic() - started),
  };
}

/** What rests on a resolver that did not prove itself, or not to the end. */
function undecided(draft: FindingDraft): FindingDraft {
  if (draft.status === 'unknown') return draft;
  const { id, summary, evidence = [], subject } = draft;
  const what = unproven(summary);
  return subject === undefined
    ? { id, status: 'unknown', summary: what, evidence }
    : { id, status: 'unknown', summary: what, evidence, subject };
}

function complete(draft: FindingDraft, command: string, argument: string): LookupFinding {
  const { id, status, evidence = [], remedy = null, subject = argument } = draft;
  const { severity = lookupSeverity(id, status) } = draft;
  const summary = eachText(draft.summary, (text) => printable(text, 500));
  return {
    check: command,
    id,
    target: argument,
    subject,
    status,
    severity,
    ...summaryOf(summary),
    evidence,
    remedy,
  };
}

/** `lookup help`: every command with its example. In JSON it is English. */
export const helpRows = (language: Language = 'en'): readonly HelpRow[] =>
  LOOKUPS.map(({ name, example, about }) => ({ name, example, about: about[language] }));
