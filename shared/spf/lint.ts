/**
 * What is wrong with a record that still works, or works for some: each lint says the fact, why it matters and what to
 * change. Pure: it reads a survey and the answer about the obsolete record type.
 */

import type { Answer } from '../dns/answer.ts';
import { canonicalName } from '../model/domain.ts';
import { eachText, type Text, within } from '../model/language.ts';
import type { Remedy } from '../model/remedy.ts';
import { printable } from '../model/text.ts';
import { RFC_LIMITS } from './budget.ts';
import { type Directive, joined, type Qualifier, type SpfRecord, spaced, type Term } from './record.ts';
import { isSoundTerm, meantBy } from './spelling.ts';
import {
  answersOf,
  type Branch,
  everySurvey,
  fingerprints,
  ownRecords,
  reachedTerms,
  type Survey,
  type SurveyFingerprints,
} from './survey.ts';
import { breadthOf, type Whole } from './whole-record.ts';
import {
  allowsEverybody,
  behindAll,
  deadIncludes,
  deadTerms,
  decidesNothing,
  includesChanged,
  isLong,
  nearTheLimit,
  obsoleteType,
  opensWide,
  partsIgnored,
  redirectBesideAll,
  spaceLost,
  unknownModifier,
  usesPtr,
} from './words/finding.ts';

export type LintId =
  | 'near-limit'
  | 'plus-all'
  | 'ptr-term'
  | 'long'
  | 'missing-space'
  | 'dead-include'
  | 'dead-term'
  | 'ignored'
  | 'wide'
  | 'type99'
  | 'include-changed';

export type Lint = {
  readonly id: LintId;
  readonly summary: Text;
  readonly remedy: Remedy;
  /** The answers that show it. */
  readonly answers: readonly Answer[];
};

/** Lookups from which the next change at a provider may break the record. */
const NEAR = 8;
/** Octets from which an answer may not fit into one UDP packet (RFC 7208 section 3.4). */
const LONG = 450;
const SHOWN = 5;

const bounded = (text: Text): Text => eachText(text, (one) => printable(one, 500));

export type LintInput = {
  readonly type99: Answer<'SPF'>;
  readonly whole: Whole;
  /** The fingerprints of an earlier look. */
  readonly known: SurveyFingerprints;
};

/** At most one lint of each kind. */
export function lintRecord(top: Survey, { type99, whole, known }: LintInput): readonly Lint[] {
  const own = ownRecords(top).filter(({ answer }) => answer?.kind === 'records');
  const lints = [
    nearLimit(top),
    openToAll(top) ?? wide(top),
    ptrTerm(own),
    long(own),
    missingSpace(own),
    deadInclude(top),
    deadTerm(top, whole),
    ignored(own),
    leftover(top.domain, type99),
    includeChanged(top, known),
  ];
  return lints.filter((lint) => lint !== null);
}

/** The includes that cost most, dearest first. */
export function dearest(top: Survey): readonly { readonly branch: Branch; readonly cost: number }[] {
  return top.branches
    .map((branch) => ({ branch, cost: 1 + (branch.survey?.cost ?? 0) }))
    .sort((one, other) => other.cost - one.cost);
}

function nearLimit(top: Survey): Lint | null {
  if (top.cost < NEAR) return null;
  const most = dearest(top)
    .slice(0, SHOWN)
    .map(({ branch, cost }) => `${printable(branch.text, 80)} (${cost})`);
  return {
    id: 'near-limit',
    summary: nearTheLimit(top.domain, top.cost, RFC_LIMITS.lookups),
    remedy: { id: 'spf.near-limit', with: { limit: RFC_LIMITS.lookups, dearest: most } },
    answers: answersOf([top]),
  };
}

/** The term that matches everyone, with its qualifier and the record that it is in. */
type Reach = { readonly qualifier: Qualifier; readonly text: string; readonly at: Survey };

function reachesAll(at: Survey): Reach | null {
  for (const term of at.record?.terms ?? []) {
    const found = term.kind === 'directive' ? termReach(term, at) : null;
    if (found !== null) return found;
  }
  const redirect = at.branches.find(({ kind }) => kind === 'redirect')?.survey;
  return redirect === undefined || redirect === null ? null : reachesAll(redirect);
}

/** An "all", a network of everything, or an include whose own record passes everyone. */
function termReach({ mechanism, qualifier, text }: Directive, at: Survey): Reach | null {
  if (mechanism.name === 'all') return { qualifier, text, at };
  const isEverything =
    ('network' in mechanism && mechanism.network.prefix === 0) || ('prefix4' in mechanism && mechanism.prefix4 === 0);
  if (isEverything) return qualifier === '+' ? { qualifier, text, at } : null;
  const included = at.branches.find((branch) => branch.text === text && branch.passes)?.survey;
  const inner = included === undefined || included === null ? null : reachesAll(included);
  return inner?.qualifier === '+' ? inner : null;
}

/** Half of the internet is as good as all of it; a sixteenth is more than anyone sends from. */
const AS_GOOD_AS_ALL = 0.5;
const WIDE = 1 / 16;

function wide(top: Survey): Lint | null {
  const { share, family, terms } = breadthOf(top);
  if (share < WIDE) return null;
  const shown = terms.map((text) => `"${printable(text, 60)}"`).join(', ');
  return {
    id: share >= AS_GOOD_AS_ALL ? 'plus-all' : 'wide',
    summary: opensWide(top.domain, share, family, shown),
    remedy: { id: 'spf.wide', with: { terms: shown, domain: top.domain } },
    answers: answersOf([top]),
  };
}

function openToAll(top: Survey): Lint | null {
  const found = reachesAll(top);
  if (found === null || found.qualifier === '-' || found.qualifier === '~') return null;
  const place = found.at === top ? null : printable(found.at.domain, 80);
  const term = printable(found.text, 60);
  const summary = found.qualifier === '+' ? allowsEverybody : decidesNothing;
  return {
    id: 'plus-all',
    summary: summary(top.domain, term, place),
    remedy: { id: 'spf.plus-all', with: { term, within: place, domain: top.domain } },
    answers: answersOf([found.at]),
  };
}

function ptrTerm(own: readonly Survey[]): Lint | null {
  const isPtr = (term: Term) => term.kind === 'directive' && term.mechanism.name === 'ptr';
  const at = own.find(({ record }) => record?.terms.some(isPtr));
  const text = at?.record?.terms.find(isPtr)?.text;
  if (at === undefined || text === undefined) return null;
  return {
    id: 'ptr-term',
    summary: usesPtr(at.domain, printable(text, 60)),
    remedy: { id: 'spf.ptr-term', with: { term: printable(text, 60) } },
    answers: answersOf([at]),
  };
}

function long(own: readonly Survey[]): Lint | null {
  const at = own.find(({ texts }) => (texts[0]?.length ?? 0) > LONG);
  if (at === undefined) return null;
  return {
    id: 'long',
    summary: isLong(at.domain, at.texts[0]?.length ?? 0, LONG),
    remedy: { id: 'spf.long', with: { domain: at.domain } },
    answers: answersOf([at]),
  };
}

/** DNS joins the strings of a TXT record with nothing between them (section 3.3); without the space that was meant, two terms are lost. */
function missingSpace(own: readonly Survey[]): Lint | null {
  for (const at of own) {
    const records =
      at.answer?.kind === 'records' ? at.answer.records.filter((txt) => /^v=spf1/i.test(joined(txt))) : [];
    const record = records.find((txt) => spaced(txt) !== joined(txt));
    if (record === undefined) continue;
    const [text, meant] = [joined(record), spaced(record)];
    const place = [...meant].findIndex((mark, index) => mark !== text[index]);
    const around = printable(text.slice(Math.max(0, place - 40), place + 40), 80);
    return {
      id: 'missing-space',
      summary: spaceLost(at.domain, around),
      remedy: { id: 'spf.missing-space', with: {} },
      answers: answersOf([at]),
    };
  }
  return null;
}

/** The includes and redirects whose target has no sound record: reached, they make a "permerror". */
export const deadBranches = (top: Survey): readonly { readonly text: string; readonly at: Survey }[] =>
  [...everySurvey(top)].flatMap(({ at, via }) =>
    via !== null && (at.problem?.kind === 'none' || at.problem?.kind === 'permerror') ? [{ text: via.text, at }] : [],
  );

function deadInclude(top: Survey): Lint | null {
  const dead = deadBranches(top);
  if (dead.length === 0) return null;
  const shown = dead
    .slice(0, SHOWN)
    .flatMap(({ text, at }) => (at.problem === null ? [] : [within(`"${printable(text, 80)}"`, at.problem.why)]));
  const terms = dead.slice(0, SHOWN).map(({ text }) => `"${printable(text, 80)}"`);
  return {
    id: 'dead-include',
    summary: bounded(deadIncludes(top.domain, shown)),
    remedy: { id: 'spf.dead-include', with: { terms: printable(terms.join(', '), 500) } },
    answers: answersOf([top, ...dead.slice(0, SHOWN).map(({ at }) => at)]),
  };
}

/** Terms that find no record: they match nobody, and three of them break the record at strict receivers. */
function deadTerm({ domain }: Survey, { dead }: Whole): Lint | null {
  if (dead.length === 0) return null;
  const shown = dead.slice(0, SHOWN).map(({ text, why }) => within(`"${printable(text, 80)}"`, why));
  return {
    id: 'dead-term',
    summary: bounded(deadTerms(domain, dead.length, shown)),
    remedy: { id: 'spf.dead-term', with: { limit: RFC_LIMITS.voids } },
    answers: dead.slice(0, SHOWN).map(({ answer }) => answer),
  };
}

/** What receivers ignore without notice: terms behind "all", a redirect beside it, "=" where ":" was meant. */
function ignored(own: readonly Survey[]): Lint | null {
  for (const at of own) {
    const reasons = at.record === null ? [] : ignoredParts(at.record);
    if (reasons.length === 0) continue;
    return {
      id: 'ignored',
      summary: bounded(partsIgnored(at.domain, reasons.slice(0, SHOWN))),
      remedy: { id: 'spf.ignored', with: {} },
      answers: answersOf([at]),
    };
  }
  return null;
}

function ignoredParts(record: SpfRecord): readonly Text[] {
  const directives = record.terms.filter((term) => term.kind === 'directive');
  const reached = reachedTerms(record);
  const quote = ({ text }: Term) => `"${printable(text, 60)}"`;
  const behind = directives.slice(reached.length);
  const hasAll = reached.some(({ mechanism }) => mechanism.name === 'all');
  const modifiers = record.terms.filter((term) => term.kind === 'modifier' && !isSoundTerm(term.text));
  const meant = (term: Term): string | null => meantBy(term.text)?.join(' ') || null;
  return [
    ...(behind.length === 0 ? [] : [behindAll(behind.slice(0, SHOWN).map(quote))]),
    ...(hasAll && record.redirect !== null ? [redirectBesideAll(quote(record.redirect))] : []),
    ...modifiers.slice(0, SHOWN).map((term) => unknownModifier(quote(term), meant(term))),
  ];
}

function leftover(domain: string, answer: Answer<'SPF'>): Lint | null {
  if (answer.kind !== 'records' || !answer.records.some((record) => /^v=spf1/i.test(joined(record)))) return null;
  return {
    id: 'type99',
    summary: obsoleteType(domain, answer.records.length),
    remedy: { id: 'spf.type99', with: { domain } },
    answers: [answer],
  };
}

function includeChanged(top: Survey, known: SurveyFingerprints): Lint | null {
  const marks = fingerprints(top);
  const changed = Object.keys(marks).filter((name) => known[name] !== undefined && known[name] !== marks[name]);
  if (changed.length === 0) return null;
  const shown = changed.slice(0, SHOWN).map((name) => printable(name, 80));
  const at = [...everySurvey(top)].filter(({ at, via }) => via !== null && changed.includes(canonicalName(at.domain)));
  return {
    id: 'include-changed',
    summary: includesChanged(top.domain, shown, changed.length),
    remedy: { id: 'spf.include-changed', with: { names: shown.join(', '), domain: top.domain } },
    answers: answersOf([top, ...at.slice(0, SHOWN).map(({ at }) => at)]),
  };
}
