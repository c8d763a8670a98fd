/**
 * Edits of a record's text, from the harmless to the drastic: correct what is plainly misspelt, drop what stands there twice,
 * add those who send. None of them takes away what the owner wrote: a word that cannot be read stops everything, and an
 * include without a record stays where it is. Each tells what it changed. None is offered before it has been proved
 * (`remedy.ts`).
 */
import type { Answer, Txt } from '../dns/answer.ts';
import { count } from '../model/text.ts';
import { shownTerm } from './characters.ts';
import { type Astray, nearMisses } from './near-miss.ts';
import { joined, parseRecord, selectRecords, spaced, termTexts } from './record.ts';
import { type MendedRecord, mendRecord, mildest, type OpenWord } from './slips.ts';
import { isSoundTerm } from './spelling.ts';

export type EditDraft = { readonly terms: readonly string[]; readonly changes: readonly string[] };

export const recordText = ({ terms }: EditDraft): string => ['v=spf1', ...terms].join(' ');

const ALL = /^[+\-~?]?all$/i;
const REDIRECT = /^redirect=/i;

/** What an edit begins with: the text that stands there now. */
export type EditedRecord = {
  readonly draft: EditDraft;
  /** The same with its slips mended; the draft itself where there is none. */
  readonly mended: EditDraft;
  /** The TXT records whose text it is: a proposal takes their place, and no other's. */
  readonly replaced: readonly Txt[];
  readonly isFirst: boolean;
  /** Words that nobody can read. */
  readonly open: readonly OpenWord[];
  /** Why several records cannot be made one. */
  readonly refusal: string | null;
};

const NO_BASE = { replaced: [], isFirst: false, open: [], refusal: null };

/** One record, several (merged), one that receivers do not recognise, one that stands elsewhere, or none (begun anew). */
export function baseOf(answer: Answer<'TXT'> | null, astray: Astray | null): EditedRecord {
  const records = answer?.kind === 'records' ? answer.records : [];
  const own = records.filter((record) => selectRecords([record]).length > 0);
  const [only] = own;
  if (only !== undefined && own.length === 1) return baseOfRecord(only);
  if (own.length > 1)
    return merged(
      own,
      own.map((record) => mendRecord(bodyOf(healed(record)))),
      `${own.length} records merged into one`,
    );
  const misses = nearMisses(records);
  if (misses.length > 0) {
    const change = misses.map(({ cause }) => `what receivers did not recognise corrected: ${cause}`).join('; ');
    return merged(
      misses.map(({ record }) => record),
      misses.map(({ body }) => mendRecord(body)),
      change,
    );
  }
  if (astray !== null) return merged([], [mendRecord(bodyOf(astray.text))], `taken from ${astray.name}`);
  const draft = { terms: ['~all'], changes: ['a first record'] };
  return { ...NO_BASE, draft, mended: draft, isFirst: true };
}

const bodyOf = (text: string): string => text.slice('v=spf1'.length);

function baseOfRecord(record: Txt): EditedRecord {
  const text = joined(record);
  const spacedOut = healed(record);
  const { terms, slips, open } = mendRecord(bodyOf(spacedOut));
  const draft = { terms: termTexts(text), changes: [] };
  const changes = [...(spacedOut === text ? [] : ['the missing space put in']), ...slips.map(({ change }) => change)];
  const mended = changes.length === 0 ? draft : { terms, changes };
  return { ...NO_BASE, draft, mended, replaced: [record], open };
}

/** With a blank between strings that were joined without one, where the text as it is cannot have been meant. */
function healed(record: Txt): string {
  const text = joined(record);
  const isSound = parseRecord(text).problem === null && termTexts(text).every(isSoundTerm);
  return isSound ? text : spaced(record);
}

/** Several texts as one. Who would decide what one of them refuses and another allows? */
function merged(replaced: readonly Txt[], texts: readonly MendedRecord[], change: string): EditedRecord {
  const changes = [change, ...texts.flatMap(({ slips }) => slips.map((slip) => slip.change))];
  const open = texts.flatMap((text) => text.open);
  const [single] = texts;
  if (single !== undefined && texts.length === 1) {
    const draft = { terms: single.terms, changes };
    return { ...NO_BASE, draft, mended: draft, replaced, open };
  }
  const refusal = contradiction(texts);
  const draft = { terms: refusal === null ? mergedTerms(texts) : [], changes };
  return { ...NO_BASE, draft, mended: draft, replaced, open, refusal };
}

function contradiction(texts: readonly MendedRecord[]): string | null {
  const terms = texts.flatMap((text) => text.terms);
  const refusing = terms.find((term) => /^[-~?]/.test(term) && !ALL.test(term));
  if (refusing !== undefined) return `${shownTerm(refusing)} in one of the records may refuse what another one allows`;
  if (terms.some((term) => /^\+?all$/i.test(term))) return 'one of the records lets everybody send ("+all")';
  const explanations = new Set(terms.filter((term) => /^exp=/i.test(term)).map((term) => term.toLowerCase()));
  return explanations.size > 1 ? 'the records have different explanations (exp=)' : null;
}

/** Once each, with the mildest of the several "all" last. A redirect counts only where there is no "all": it becomes an include. */
function mergedTerms(texts: readonly MendedRecord[]): readonly string[] {
  const terms = texts.flatMap((text) => text.terms);
  const included = terms.map((term) => term.replace(REDIRECT, 'include:'));
  const seen = new Map(included.map((term) => [term.toLowerCase(), term]));
  const alls = texts.map((text) => text.terms.find((term) => ALL.test(term)) ?? '~all');
  return [...[...seen.values()].filter((term) => !ALL.test(term)), mildest(alls)];
}

/** Without terms that stand twice: the first of them has matched whatever the second could. */
export function withoutTwins(draft: EditDraft): EditDraft {
  const key = (term: string) => (term.includes('%') ? term : term.toLowerCase());
  const keys = draft.terms.map(key);
  const twins = draft.terms.filter((term, at) => keys.indexOf(key(term)) < at);
  if (twins.length === 0) return draft;
  const terms = draft.terms.filter((term, at) => keys.indexOf(key(term)) === at);
  const named = [...new Set(twins)].slice(0, 5).map(shownTerm).join(', ');
  return { terms, changes: [...draft.changes, `${named} named once (${count(twins.length, 'repetition')} taken out)`] };
}

export const networkTerm = (network: string): string => `ip${network.includes(':') ? 6 : 4}:${network}`;

/** In front, where they cost no lookup and nothing behind them can go wrong first. */
export function withTerms(draft: EditDraft, terms: readonly string[]): EditDraft {
  const shown =
    terms.length > 3 ? `${count(terms.length, 'network')} of your senders` : terms.map(shownTerm).join(', ');
  return { terms: [...terms, ...draft.terms], changes: [...draft.changes, `${shown} added`] };
}
