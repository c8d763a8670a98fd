/**
 * Edits of a record's text, from the harmless to the drastic: correct what is plainly misspelled, drop what is there twice,
 * add those who send. None of them takes away what the owner wrote: a word that cannot be read stops everything, and an
 * include without a record stays where it is. Each says what it changed. None is offered before it has been proved
 * (`remedy.ts`).
 */
import type { Answer, Txt } from '../dns/answer.ts';
import type { Text } from '../model/language.ts';
import { shownTerm } from './characters.ts';
import { type MendedRecord, mendRecord, mildest, type OpenWord } from './mend-record.ts';
import { type Astray, nearMisses } from './near-miss.ts';
import { joined, parseRecord, selectRecords, spaced, termTexts } from './record.ts';
import { isSoundTerm } from './spelling.ts';
import {
  EXPLANATIONS_DIFFER,
  FIRST_RECORD,
  mayRefuse,
  namedOnce,
  networksAdded,
  ONE_ALLOWS_EVERYBODY,
  recordsMerged,
  SPACE_ADDED,
  takenFrom,
  termsAdded,
  UNRECOGNIZED_CORRECTED,
} from './words/edit.ts';

export type EditDraft = { readonly terms: readonly string[]; readonly changes: readonly Text[] };

export const recordText = ({ terms }: EditDraft): string => ['v=spf1', ...terms].join(' ');

const ALL = /^[+\-~?]?all$/i;
const REDIRECT = /^redirect=/i;

/** What an edit begins with: the text that is published now. */
export type EditedRecord = {
  readonly draft: EditDraft;
  /** The same with its slips mended; the draft itself where there is none. */
  readonly mended: EditDraft;
  /** The TXT records whose text it is: a proposal takes their place, and no other's. */
  readonly replaced: readonly Txt[];
  readonly isFirst: boolean;
  /** Words that cannot be read. */
  readonly open: readonly OpenWord[];
  /** Why several records cannot be made one. */
  readonly refusal: Text | null;
};

const NO_BASE = { replaced: [], isFirst: false, open: [], refusal: null };

/** One record, several (merged), one that receivers do not recognize, one that is published elsewhere, or none (a new one). */
export function baseOf(answer: Answer<'TXT'> | null, astray: Astray | null): EditedRecord {
  const records = answer?.kind === 'records' ? answer.records : [];
  const own = records.filter((record) => selectRecords([record]).length > 0);
  const [only] = own;
  if (only !== undefined && own.length === 1) return baseOfRecord(only);
  if (own.length > 1)
    return merged(
      own,
      own.map((record) => mendRecord(bodyOf(healed(record)))),
      recordsMerged(own.length),
    );
  const misses = nearMisses(records);
  if (misses.length > 0) {
    return merged(
      misses.map(({ record }) => record),
      misses.map(({ body }) => mendRecord(body)),
      UNRECOGNIZED_CORRECTED,
    );
  }
  if (astray !== null) return merged([], [mendRecord(bodyOf(astray.text))], takenFrom(astray.name));
  const draft = { terms: ['~all'], changes: [FIRST_RECORD] };
  return { ...NO_BASE, draft, mended: draft, isFirst: true };
}

const bodyOf = (text: string): string => text.slice('v=spf1'.length);

function baseOfRecord(record: Txt): EditedRecord {
  const text = joined(record);
  const spacedOut = healed(record);
  const { terms, slips, open } = mendRecord(bodyOf(spacedOut));
  const draft = { terms: termTexts(text), changes: [] };
  const changes = [...(spacedOut === text ? [] : [SPACE_ADDED]), ...slips.map(({ change }) => change)];
  const mended = changes.length === 0 ? draft : { terms, changes };
  return { ...NO_BASE, draft, mended, replaced: [record], open };
}

/** With a space between strings that were joined without one, where the text as it is cannot have been meant. */
function healed(record: Txt): string {
  const text = joined(record);
  const isSound = parseRecord(text).problem === null && termTexts(text).every(isSoundTerm);
  return isSound ? text : spaced(record);
}

/** Several texts as one. Who would decide what one of them refuses and another allows? */
function merged(replaced: readonly Txt[], texts: readonly MendedRecord[], change: Text): EditedRecord {
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

function contradiction(texts: readonly MendedRecord[]): Text | null {
  const terms = texts.flatMap((text) => text.terms);
  const refusing = terms.find((term) => /^[-~?]/.test(term) && !ALL.test(term));
  if (refusing !== undefined) return mayRefuse(shownTerm(refusing));
  if (terms.some((term) => /^\+?all$/i.test(term))) return ONE_ALLOWS_EVERYBODY;
  const explanations = new Set(terms.filter((term) => /^exp=/i.test(term)).map((term) => term.toLowerCase()));
  return explanations.size > 1 ? EXPLANATIONS_DIFFER : null;
}

/** Once each, with the mildest of the several "all" last. A redirect counts only where there is no "all": it becomes an include. */
function mergedTerms(texts: readonly MendedRecord[]): readonly string[] {
  const terms = texts.flatMap((text) => text.terms);
  const included = terms.map((term) => term.replace(REDIRECT, 'include:'));
  const seen = new Map(included.map((term) => [term.toLowerCase(), term]));
  const alls = texts.map((text) => text.terms.find((term) => ALL.test(term)) ?? '~all');
  return [...[...seen.values()].filter((term) => !ALL.test(term)), mildest(alls)];
}

/** Without repeated terms: the first of them has matched whatever the second could. */
export function withoutTwins(draft: EditDraft): EditDraft {
  const key = (term: string) => (term.includes('%') ? term : term.toLowerCase());
  const keys = draft.terms.map(key);
  const twins = draft.terms.filter((term, at) => keys.indexOf(key(term)) < at);
  if (twins.length === 0) return draft;
  const terms = draft.terms.filter((term, at) => keys.indexOf(key(term)) === at);
  const shown = [...new Set(twins)].slice(0, 5).map(shownTerm);
  return { terms, changes: [...draft.changes, namedOnce(shown, twins.length)] };
}

export const networkTerm = (network: string): string => `ip${network.includes(':') ? 6 : 4}:${network}`;

/** In front, where they cost no lookup and nothing behind them can go wrong first. */
export function withTerms(draft: EditDraft, terms: readonly string[]): EditDraft {
  const change = terms.length > 3 ? networksAdded(terms.length) : termsAdded(terms.map(shownTerm));
  return { terms: [...terms, ...draft.terms], changes: [...draft.changes, change] };
}
