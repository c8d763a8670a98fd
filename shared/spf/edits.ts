/**
 * Edits of a record's text, from the harmless to the drastic: repair what is misspelt, drop what leads nowhere, drop what
 * costs and adds nothing, add the address. Each tells what it changed. None is offered before it has been proved
 * (`remedy.ts`).
 */
import type { Txt } from '../dns/answer.ts';
import type { Address } from '../model/address.ts';
import { printable } from '../model/text.ts';
import { parseIp4, parseIp6 } from './network.ts';
import { joined, parseTerm, spaced, termTexts } from './record.ts';
import type { Survey } from './survey.ts';

export type Draft = { readonly terms: readonly string[]; readonly changes: readonly string[] };

export const recordText = ({ terms }: Draft): string => ['v=spf1', ...terms].join(' ');

/** A term is one character an octet; what is not ASCII in it was most likely UTF-8. */
const shown = (term: string): string => `"${printable(Buffer.from(term, 'latin1').toString(), 80)}"`;

const SPF_LIKE = /^v=spf1/i;
const ALL = /^[+\-~?]?all$/i;

/** Every TXT record that is, or was meant to be, the SPF record. */
export const spfLike = (records: readonly Txt[]): readonly Txt[] =>
  records.filter((record) => SPF_LIKE.test(joined(record)));

/** What stands there now: one record, several (merged), or none (begun anew). */
export function present({ answer, texts }: Survey): Draft {
  const records = answer?.kind === 'records' ? spfLike(answer.records) : [];
  if (texts.length === 1) return { terms: termTexts(texts[0] ?? ''), changes: [] };
  if (records.length === 0) return { terms: ['~all'], changes: ['a first record'] };
  const healed = records.map((record) => termTexts(spaced(record)));
  if (healed.length === 1) return { terms: healed[0] ?? [], changes: ['the missing space put in'] };
  return { terms: mergeTerms(healed.flat()), changes: [`${healed.length} records merged into one`] };
}

/** Once each, with the mildest of the several "all" last. */
function mergeTerms(terms: readonly string[]): readonly string[] {
  const seen = new Map(terms.map((term) => [term.toLowerCase(), term]));
  const unique = [...seen.values()].filter((term) => !ALL.test(term));
  const all = ['~all', '?all', '-all'].find((mild) => seen.has(mild)) ?? '~all';
  return [...unique, all];
}

/** Common slips, each with its cure; a UTF-8 dash or no-break space comes from a word processor. */
const SLIPS: readonly (readonly [RegExp, string])[] = [
  [/^\xe2\x80[\x90-\x95]/, '-'],
  [/^([+\-~?]?)ipv([46]):/i, '$1ip$2:'],
  [/^redirect:/i, 'redirect='],
  [/^exp:/i, 'exp='],
];
const LITERAL = /^([+\-~?]?)(?:a|mx|ip|ip4|ip6):([0-9a-f.:]+)(\/\d+)?$/i;

function corrected(term: string): string | null {
  if (isSound(term)) return term;
  const spelt = SLIPS.reduce((text, [slip, cure]) => text.replace(slip, cure), term);
  const [, qualifier = '', literal = '', prefix = ''] = LITERAL.exec(spelt) ?? [];
  const family = parseIp4(literal) !== null ? 'ip4' : parseIp6(literal) !== null ? 'ip6' : null;
  const text = family === null ? spelt : `${qualifier}${family}:${literal}${prefix}`;
  return isSound(text) ? text : null;
}

const isSound = (term: string): boolean => parseTerm(term).kind !== 'bad' && /^[\x21-\x7e]*$/.test(term);

/** With a space where two whole terms meet in the joined strings. */
function respaced(draft: Draft, { answer, texts }: Survey): Draft {
  const records = answer?.kind === 'records' ? answer.records : [];
  const record = texts.length === 1 ? records.find((txt) => joined(txt) === texts[0]) : undefined;
  const text = record === undefined ? '' : spaced(record);
  if (record === undefined || text === texts[0]) return draft;
  return edited(draft, termTexts(text), ['the missing space put in']);
}

/** Bad terms corrected where the slip is plain, dropped where it is not; a repeated redirect or exp dropped. */
export function repaired(given: Draft, origin: Survey): Draft {
  const draft = respaced(given, origin);
  const terms: string[] = [];
  const changes: string[] = [];
  const pieces = draft.terms.flatMap((term) => term.split(/\xc2\xa0|[^\x21-\xff]+/).filter((piece) => piece !== ''));
  if (pieces.join(' ') !== draft.terms.join(' ')) changes.push('terms parted by plain spaces');
  for (const term of pieces) {
    const repeats = /^(redirect|exp)=/i.exec(term)?.[0].toLowerCase();
    const again = repeats !== undefined && terms.some((other) => other.toLowerCase().startsWith(repeats));
    const text = again ? null : corrected(term);
    if (text !== null) terms.push(text);
    if (text !== term) changes.push(text === null ? `${shown(term)} dropped` : `${shown(term)} written ${shown(text)}`);
  }
  return edited(draft, terms, changes);
}

/** Without the includes and the redirect that have no sound record behind them. */
export function withoutDead(draft: Draft, { branches }: Survey): Draft {
  const dead = new Set(
    branches
      .filter(({ survey }) => survey?.problem?.kind === 'none' || survey?.problem?.kind === 'permerror')
      .map(({ text }) => text),
  );
  const kept = draft.terms.filter((term) => !dead.has(term));
  const isOpen = kept.length < draft.terms.length && !kept.some((term) => ALL.test(term) || /^redirect=/i.test(term));
  const changes = [...dead].map((term) => `${shown(term)} dropped: there is no sound record behind it`);
  return edited(draft, isOpen ? [...kept, '~all'] : kept, changes);
}

/** Without terms that stand twice, and without `ptr`, which RFC 7208 says not to use. */
export function withoutWaste(draft: Draft): Draft {
  const lower = draft.terms.map((term) => term.toLowerCase());
  const wasted = (at: number) => lower.indexOf(lower[at] ?? '') < at || /^[+\-~?]?ptr(:|$)/.test(lower[at] ?? '');
  const changes = draft.terms.filter((_, at) => wasted(at)).map((term) => `${shown(term)} dropped`);
  return edited(
    draft,
    draft.terms.filter((_, at) => !wasted(at)),
    changes,
  );
}

/** In front, where it costs no lookup and nothing behind it can go wrong first. */
export function withAddress(draft: Draft, { family, text }: Address): Draft {
  const term = `ip${family}:${text}`;
  return edited(draft, [term, ...draft.terms], [`${shown(term)} added`]);
}

/** The draft itself when nothing changed. */
const edited = (draft: Draft, terms: readonly string[], changes: readonly string[]): Draft =>
  changes.length === 0 ? draft : { terms, changes: [...draft.changes, ...changes] };
