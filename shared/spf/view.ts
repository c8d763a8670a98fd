/** The tree of an SPF evaluation as JSON: each term with its result, its questions and its cost, and where everything stopped. */
import { evidenceOf } from '../dns/answer.ts';
import { defined } from '../model/defined.ts';
import type { Evidence } from '../model/finding.ts';
import type { Language } from '../model/language.ts';
import { printable } from '../model/text.ts';
import { decides, type RecordNode, type SpfResult, type SpfWord, type TermNode, type TermOutcome } from './tree.ts';

export type SpfTermView = {
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
  readonly record: SpfRecordView | null;
};

export type SpfRecordView = {
  readonly domain: string;
  readonly record: string | null;
  readonly result: SpfWord;
  readonly reason: string;
  readonly terms: readonly SpfTermView[];
  /** Terms of a very long record that are left out here. */
  readonly omitted: number;
};

export type SpfView = {
  readonly result: SpfWord;
  readonly reason: string;
  readonly explanation?: string;
  readonly lookups: number;
  readonly voidLookups: number;
  /** Only where another result was possible, had a question been answered. */
  readonly doubt?: string;
  readonly tree: SpfRecordView;
};

const MAX_TERM = 300;
const MAX_RECORD = 4000;

/** Its reasons in a language; the command line's JSON has them in English. */
export function spfView(evaluated: SpfResult, language: Language = 'en'): SpfView {
  const { result, reason, explanation, lookups, voidLookups, doubt, tree } = evaluated;
  return {
    result,
    reason: reason[language],
    ...defined({ explanation }),
    lookups,
    voidLookups,
    ...defined({ doubt: doubt?.[language] }),
    tree: recordView(tree, language),
  };
}

function recordView(node: RecordNode, language: Language): SpfRecordView {
  const { domain, text, result, reason, terms, omitted } = node;
  return {
    domain: printable(domain),
    record: text === null ? null : printable(text, MAX_RECORD),
    result,
    reason: reason[language],
    terms: terms.map((term) => termView(term, language)),
    omitted,
  };
}

function termView(term: TermNode, language: Language): SpfTermView {
  const { outcome, result, why, target, answers, cost, total, isVoid, record } = term;
  return {
    term: printable(term.text, MAX_TERM),
    outcome,
    result,
    why: why?.[language] ?? null,
    target: target === null ? null : printable(target),
    questions: answers.map(evidenceOf),
    cost,
    total,
    void: isVoid,
    stopped: decides(term),
    record: record === null ? null : recordView(record, language),
  };
}
