/** `blacklist:` as one table of lists: what each says and why. Lists that failed in the same way are one row. */

import { blacklistSubject, subjectParts } from '../../shared/lookups/checks/blacklist.ts';
import type { ResultRow } from '../../shared/lookups/core/command.ts';
import type { LookupFinding, LookupResult } from '../../shared/lookups/lookup.ts';
import { lookupSteps } from '../../shared/lookups/remedies/render.ts';
import type { Language } from '../../shared/model/language.ts';
import { forScreen } from '../../shared/model/manner.ts';
import { paint, paintStatus, type Terminal } from '../terminal.ts';
import { cellText, RECORD_MARGIN, recordLines, recordTable } from './lookup-records.ts';
import { LIST_RESULTS } from './lookup-words.ts';
import { STATUS_MARKS } from './status-words.ts';

type ListRow = {
  readonly target: string;
  readonly result: string;
  readonly lists: readonly string[];
  readonly says: string;
};

export function blacklistLines(result: LookupResult, terminal: Terminal): readonly string[] {
  const rows = rowsOf(result, terminal);
  const targets = [...new Set(rows.map(({ target }) => target))];
  return targets.flatMap((target, at) => [
    ...(at === 0 ? [] : ['']),
    ...(targets.length === 1 || target === '' ? [] : [RECORD_MARGIN + paint(terminal, 'bold', target)]),
    ...tableOf(
      rows.filter((row) => row.target === target),
      terminal,
    ),
  ]);
}

function tableOf(rows: readonly ListRow[], terminal: Terminal): readonly string[] {
  const { language } = terminal;
  const cells = rows.map(({ lists, result, says }) => {
    const { status, word, why } = resultOf(result);
    return [
      [lists.join(', ')],
      [`${STATUS_MARKS[status]} ${word[language]}`],
      [lists.length > 1 ? why[language] || says : says],
    ];
  });
  const painted = (text: string, column: number, row: number): string =>
    column === 1 ? paintStatus(terminal, resultOf(rows[row]?.result ?? '').status, text) : text;
  const fields = ['list', 'result', 'says'];
  return (
    recordTable(fields, cells, terminal, painted) ??
    recordLines(
      cells.map((row) => Object.fromEntries(fields.map((field, column) => [field, row[column] ?? []]))),
      terminal,
    )
  );
}

const resultOf = (word: string) =>
  LIST_RESULTS.get(word) ?? { status: 'unknown' as const, word: { en: word, ko: word }, why: { en: '', ko: '' } };

/** Listed first, then what is not known, then the rest. */
const ORDER = ['fail', 'warn', 'unknown', 'pass'] as const;

function rowsOf(result: LookupResult, { language }: Terminal): readonly ListRow[] {
  const failures = new Map(result.timeouts.map((finding) => [finding.subject, finding]));
  const groups = new Map<string, ListRow>();
  for (const record of result.records) {
    const row = readRow(record, language);
    const failure = failures.get(blacklistSubject(row.target, row.lists[0] ?? ''));
    const key = JSON.stringify([row.target, row.result, sameAs(row, failure)]);
    const before = groups.get(key);
    groups.set(key, before === undefined ? row : { ...before, lists: [...before.lists, ...row.lists] });
  }
  const place = ({ result: word }: ListRow): number => ORDER.indexOf(resultOf(word).status);
  return [...groups.values()].sort((a, b) => place(a) - place(b));
}

const readRow = ({ target, list, result, says }: ResultRow, language: Terminal['language']): ListRow => ({
  target: cellText(target, 'en'),
  result: cellText(result, 'en'),
  lists: [cellText(list, 'en')],
  says: result === 'clear' ? '' : forScreen(cellText(says, language), language),
});

/** What makes two failures the same: the answer, and what to do about it. A list that gave a verdict is a row of its own. */
function sameAs({ lists, says, result }: ListRow, failure: LookupFinding | undefined): unknown {
  if (result === 'not asked') return says;
  if (failure === undefined) return lists;
  const [first] = failure.evidence;
  const { remedy } = failure;
  return [first?.rcode, first?.answers, remedy !== null && 'id' in remedy ? remedy.id : null];
}

const isListFinding = ({ check, id }: LookupFinding): boolean => check === 'blacklist' && id.startsWith('dnsbl.');

export type Shown = { readonly finding: LookupFinding /** In place of its summary. */; readonly headline?: string };

/**
 * What is left to say below the table, which has the facts: of lists what to do, once for all lists to which the same applies. All
 * other findings as they are.
 */
export function belowTable(findings: readonly LookupFinding[], language: Language): readonly Shown[] {
  const groups = new Map<string, LookupFinding[]>();
  for (const finding of findings.filter((one) => isListFinding(one) && one.status !== 'pass')) {
    const { id, remedy } = finding;
    const texts = remedy === null ? [] : lookupSteps(remedy, language).map(({ text, url }) => [text, url]);
    const key = JSON.stringify(finding.status === 'unknown' ? [id, texts] : [id, finding.subject]);
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  const lists = [...groups.values()].flatMap(([first, ...rest]) =>
    first === undefined ? [] : [{ finding: first, headline: headlineOf([first, ...rest], language) }],
  );
  return [...findings.filter((one) => !isListFinding(one)).map((finding) => ({ finding })), ...lists];
}

function headlineOf(findings: readonly LookupFinding[], language: Language): string {
  const parts = findings.map(({ subject }) => subjectParts(subject));
  const lists = [...new Set(parts.map(({ list }) => list))].join(', ');
  const targets = [...new Set(parts.map(({ target }) => target))].join(', ');
  const { word, why } = resultOf(findings[0]?.id.slice('dnsbl.'.length) ?? '');
  return `${lists}: ${why[language] || word[language]} (${targets})`;
}
