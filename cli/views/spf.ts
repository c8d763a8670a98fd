/** The tree of an SPF evaluation as lines for a terminal: each term with its cost, and where everything stopped. */
import { evidenceOf } from '../../shared/dns/answer.ts';
import type { Evidence, Status } from '../../shared/model/finding.ts';
import type { Language } from '../../shared/model/language.ts';
import { columns, count, printable, wrap } from '../../shared/model/text.ts';
import { RFC_LIMITS } from '../../shared/spf/budget.ts';
import type { RecordNode, SpfResult, SpfWord, TermNode, TermOutcome } from '../../shared/spf/tree.ts';
import { hanging, paintStatus, type Terminal } from '../terminal.ts';

/** How a result weighs for a person, and in the exit code. */
export const SPF_STATUS: Readonly<Record<SpfWord, Status>> = {
  pass: 'pass',
  softfail: 'warn',
  neutral: 'warn',
  none: 'warn',
  fail: 'fail',
  permerror: 'fail',
  temperror: 'unknown',
};

type Words = {
  readonly explanation: (text: string) => string;
  readonly doubt: (why: string) => string;
  readonly sum: (lookups: number, voids: number) => string;
  readonly omitted: (terms: number) => string;
  readonly outcomes: Readonly<Record<TermOutcome, string>>;
  readonly match: (result: string) => string;
  readonly spent: (cost: number, total: number) => string;
};

const WORDS: Readonly<Record<Language, Words>> = {
  en: {
    explanation: (text) => `The domain's own explanation: ${text}`,
    doubt: (why) => `The result is in doubt, because a lookup failed. ${why}`,
    sum: (lookups, voids) =>
      `${lookups} of ${RFC_LIMITS.lookups} lookups, ${voids} of ${RFC_LIMITS.voids} without a result`,
    omitted: (terms) => `… and ${count(terms, 'term')} more`,
    outcomes: {
      match: 'match',
      'no-match': 'no match',
      permerror: 'permerror',
      temperror: 'temperror',
      used: 'used',
      unused: 'not used',
      'not-reached': 'not reached',
    },
    match: (result) => `match: ${result}, the evaluation ends here`,
    spent: (cost, total) => `[${count(cost, 'lookup')}, ${total} of ${RFC_LIMITS.lookups}]`,
  },
  ko: {
    explanation: (text) => `도메인의 설명: ${text}`,
    doubt: (why) => `조회에 실패한 항목이 있어 결과가 확실하지 않습니다. ${why}`,
    sum: (lookups, voids) =>
      `DNS 조회 ${RFC_LIMITS.lookups}회 중 ${lookups}회, 결과 없는 조회 ${RFC_LIMITS.voids}회 중 ${voids}회`,
    omitted: (terms) => `… 외 항목 ${terms}개`,
    outcomes: {
      match: '일치',
      'no-match': '불일치',
      permerror: 'permerror',
      temperror: 'temperror',
      used: '적용',
      unused: '적용 안 함',
      'not-reached': '평가 안 함',
    },
    match: (result) => `일치: ${result}, 평가 종료`,
    spent: (cost, total) => `[조회 ${cost}회, 누적 ${total}/${RFC_LIMITS.lookups}회]`,
  },
};

/** What a term's line begins with: a star where it decided. */
const MARKS: Readonly<Record<TermOutcome, string>> = {
  match: '*',
  'no-match': ' ',
  permerror: '!',
  temperror: '?',
  used: '>',
  unused: ' ',
  'not-reached': ' ',
};

export type SpfScreen = Pick<Terminal, 'language' | 'width' | 'colour'>;

/** The result and why, the records with a term a line, and what all of it cost. `asked`: the resolvers, to end the sum with. */
export function renderSpf(result: SpfResult, asked: string, terminal: SpfScreen): readonly string[] {
  const words = WORDS[terminal.language];
  const { result: word, reason, explanation, doubt } = result;
  const remarks = [
    explanation === undefined ? null : words.explanation(explanation),
    doubt === null ? null : words.doubt(doubt[terminal.language]),
  ];
  return [
    ...hanging(paintStatus(terminal, SPF_STATUS[word], word), reason[terminal.language], word.length + 2, terminal),
    ...remarks.flatMap((text) => (text === null ? [] : wrap(text, terminal.width, ''))),
    '',
    ...recordLines(result.tree, '', terminal),
    '',
    ...wrap(spfSum(result, asked, terminal.language), terminal.width, ''),
  ];
}

export const spfSum = (
  { lookups, voidLookups }: Pick<SpfResult, 'lookups' | 'voidLookups'>,
  asked: string,
  language: Language,
): string => WORDS[language].sum(lookups, voidLookups) + asked;

/** What does not fit continues further in, so that no term seems to begin there. */
function fitted(text: string, indent: string, { width }: SpfScreen, mark = ''): readonly string[] {
  const deeper = `${indent}      `;
  const [first = '', ...rest] = wrap(text, width, deeper);
  return [indent + mark + first.slice(deeper.length), ...rest];
}

function recordLines(node: RecordNode, indent: string, screen: SpfScreen): readonly string[] {
  const { domain, text, result, reason, terms, omitted } = node;
  const { language } = screen;
  // A reason names the domain itself.
  const title = text === null ? reason[language] : `${printable(domain, 100)}: ${result}`;
  const rest = omitted === 0 ? [] : [`${indent}  ${WORDS[language].omitted(omitted)}`];
  return [
    ...fitted(title, indent, screen),
    ...terms.flatMap((term) => termLines(term, `${indent}  `, screen)),
    ...rest,
  ];
}

function termLines(term: TermNode, indent: string, screen: SpfScreen): readonly string[] {
  const { outcome, answers, record, cost, total, why } = term;
  const { language } = screen;
  const spent = cost === 0 ? '' : WORDS[language].spent(cost, total);
  const own = [`${printable(term.text, 100)}  ${verdict(term, language)}`, spent].filter((part) => part !== '');
  const line = own.join('  ');
  const mark = `${MARKS[outcome]} `;
  const fits = columns(indent + mark + line) <= screen.width;
  const head = (fits ? [line] : own).flatMap((part, at) =>
    fitted(part, at === 0 ? indent : `${indent}    `, screen, at === 0 ? mark : ''),
  );
  if (record !== null) return [...head, ...recordLines(record, `${indent}    `, screen)];
  const reason = why === null ? [] : fitted(why[language], `${indent}    `, screen);
  return [
    ...head,
    ...reason,
    ...answers.flatMap((answer) => fitted(questionLine(evidenceOf(answer)), `${indent}    `, screen)),
  ];
}

function verdict({ outcome, result }: TermNode, language: Language): string {
  const { match, outcomes } = WORDS[language];
  if (outcome === 'match') return match(result ?? outcomes.match);
  return outcome === 'used' ? (result ?? outcomes.used) : outcomes[outcome];
}

function questionLine({ question, type, rcode, answers }: Evidence): string {
  const shown = answers.slice(0, 4).join(', ');
  const more = answers.length > 4 ? `, … (${answers.length})` : '';
  return `${question} ${type}: ${shown === '' ? rcode : shown}${more}`;
}
