/** The tree of an SPF evaluation as lines for a terminal: each term with its cost, and where everything stopped. */
import { evidenceOf } from '../../shared/dns/answer.ts';
import type { Evidence } from '../../shared/model/finding.ts';
import { count, printable } from '../../shared/model/text.ts';
import { RFC_LIMITS } from '../../shared/spf/budget.ts';
import type { RecordNode, SpfResult, TermNode, TermOutcome } from '../../shared/spf/tree.ts';

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
