/** The tree of an SPF evaluation, as JSON and as lines for a terminal: each term with its cost, and where everything stopped. */
import { evidenceOf } from '../shared/dns/answer.ts';
import type { Evidence } from '../shared/model/finding.ts';
import { count, printable } from '../shared/model/text.ts';
import { RFC_LIMITS } from '../shared/spf/budget.ts';
import {
  decides,
  type RecordNode,
  type SpfResult,
  type SpfWord,
  type TermNode,
  type TermOutcome,
} from '../shared/spf/tree.ts';

type TermView = {
  readonly term: string;
  readonly outcome: TermOutcome;
  /** What the term's match, or the record it redirects to, gave. */
  readonly result: SpfWord | null;
  readonly why: string | null;
  /** The name after macro expansion. */
  readonly target: string | null;
  readonly questions: readonly Evidence[];
  /** Lookups of this term with everything below it, and of the whole evaluation so far. */
  readonly cost: number;
  readonly total: number;
  readonly void: boolean;
  /** Evaluation of this record ended here. */
  readonly stopped: boolean;
  readonly record: RecordView | null;
};

type RecordView = {
  readonly domain: string;
  readonly record: string | null;
  readonly result: SpfWord;
  readonly reason: string;
  readonly terms: readonly TermView[];
  /** Terms of a very long record that are left out here. */
  readonly omitted: number;
};

type SpfView = {
  readonly result: SpfWord;
  readonly reason: string;
  readonly explanation?: string;
  readonly lookups: number;
  readonly voidLookups: number;
  /** Only where another result was possible, had a question been answered. */
  readonly doubt?: string;
  readonly tree: RecordView;
};

const MAX_TERM = 300;
const MAX_RECORD = 4000;

export const spfView = ({ result, reason, explanation, lookups, voidLookups, doubt, tree }: SpfResult): SpfView => ({
  result,
  reason,
  ...(explanation === undefined ? {} : { explanation }),
  lookups,
  voidLookups,
  ...(doubt === null ? {} : { doubt }),
  tree: recordView(tree),
});

function recordView({ domain, text, result, reason, terms, omitted }: RecordNode): RecordView {
  return {
    domain: printable(domain),
    record: text === null ? null : printable(text, MAX_RECORD),
    result,
    reason,
    terms: terms.map(termView),
    omitted,
  };
}

function termView(term: TermNode): TermView {
  const { outcome, result, why, target, answers, cost, total, isVoid, record } = term;
  return {
    term: printable(term.text, MAX_TERM),
    ...{ outcome, result, why },
    target: target === null ? null : printable(target),
    questions: answers.map(evidenceOf),
    ...{ cost, total, void: isVoid, stopped: decides(term) },
    record: record === null ? null : recordView(record),
  };
}

/** The lines between the result and the sum: a term a line, with its lookups and the running total. */
export function renderSpfTree(result: SpfResult): string {
  const { lookups, voids } = RFC_LIMITS;
  const head = [`${result.result}: ${result.reason}`];
  if (result.explanation !== undefined) head.push(`The domain's own explanation: ${result.explanation}`);
  if (result.doubt !== null) head.push(`In doubt, because a question was not answered: ${result.doubt}`);
  const sum = `${result.lookups} of ${lookups} lookups, ${result.voidLookups} of ${voids} without an answer`;
  return [...head, '', ...recordLines(result.tree, ''), '', sum].join('\n');
}

function recordLines({ domain, text, result, reason, terms, omitted }: RecordNode, indent: string): readonly string[] {
  const title = `${indent}${printable(domain, 100)}: ${text === null ? reason : result}`;
  const rest = omitted === 0 ? [] : [`${indent}  … and ${count(omitted, 'term')} more`];
  return [title, ...terms.flatMap((term) => termLines(term, `${indent}  `)), ...rest];
}

const MARKS: Readonly<Record<TermOutcome, string>> = {
  match: '+',
  'no-match': '-',
  permerror: '!',
  temperror: '?',
  used: '>',
  unused: ' ',
  'not-reached': ' ',
};

function termLines(term: TermNode, indent: string): readonly string[] {
  const { outcome, answers, record } = term;
  const line = [`${indent}${MARKS[outcome]} ${printable(term.text, 100)}`, verdict(term), spent(term)]
    .filter((part) => part !== '')
    .join('  ');
  if (record !== null) return [line, ...recordLines(record, `${indent}    `)];
  return [line, ...answers.map((answer) => `${indent}    ${questionLine(evidenceOf(answer))}`)];
}

function verdict({ outcome, result, why }: TermNode): string {
  const word = outcome === 'match' || outcome === 'used' ? (result ?? outcome) : outcome.replace('-', ' ');
  const text = outcome === 'match' ? `match: ${word}, evaluation stops` : word;
  return why === null || why === '' || outcome === 'used' ? text : `${text} (${why})`;
}

const spent = ({ cost, total }: TermNode): string =>
  cost === 0 ? '' : `[${count(cost, 'lookup')}, ${total} of ${RFC_LIMITS.lookups}]`;

function questionLine({ question, type, rcode, answers }: Evidence): string {
  const shown = answers.slice(0, 4).join(', ');
  const more = answers.length > 4 ? `, … (${answers.length})` : '';
  return `${question} ${type}: ${shown === '' ? rcode : shown}${more}`;
}
