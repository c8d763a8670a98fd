/**
 * Why receivers find no SPF record, or cannot read the one they find: what panels and zone files do to a record, named as the
 * cause. Quotes and backslashes inside the string, a space before the version, a version misspelled or glued to the first term,
 * strings joined without a space, and the zone appended twice to the name.
 */
import type { Answer, Resolver, Txt } from '../dns/answer.ts';
import { joinedTexts, type Text } from '../model/language.ts';
import { printable } from '../model/text.ts';
import { asText, cleaned } from './characters.ts';
import { canBeAsked } from './macro.ts';
import { mendRecord } from './mend-record.ts';
import { joined, type SpfRecord, selectRecords, spaced } from './record.ts';
import { noSpfRecord, notValid } from './words/result.ts';
import {
  beginsWith,
  NO_SPACE_BEHIND_VERSION,
  NO_VERSION_FIRST,
  publishedElsewhere,
  SPACE_FIRST,
  stringsJoined,
  unrecognizedByReceivers,
} from './words/slip.ts';

/** A TXT record that was meant to be the SPF record, and that receivers do not recognize. */
export type NearMiss = {
  readonly record: Txt;
  /** What comes after the version, one character an octet. */
  readonly body: string;
  readonly cause: Text;
};

// "spf2.0/pra" is Sender ID (RFC 4406), a record of its own right.
const VERSION_ALIKE = /^(?:v\s*[=:]?\s*)?spf(?:\s?v?1)?(?![0-9a-z./_-])[;,:.]*/i;
const GLUED = /^v=spf1(?=[+\-~?]|(?:include|ip[46]|exists|redirect|all\b|a[:/]|mx\b))/i;
const HAS_TERM = /(?:^|\s)[+\-~?]?(?:all(?:\s|$)|(?:include|ip[46]|a|mx|exists):|mx(?:\s|$)|redirect=)/i;

const MOST_MISSES = 5;

/** At most five of a name's TXT records; `selectRecords` has those that receivers take. */
export const nearMisses = (records: readonly Txt[]): readonly NearMiss[] =>
  records
    .flatMap((record) => {
      const miss = nearMiss(record);
      return miss === null ? [] : [miss];
    })
    .slice(0, MOST_MISSES);

function nearMiss(record: Txt): NearMiss | null {
  const octets = joined(record);
  if (selectRecords([record]).length > 0 || !/spf/i.test(asText(octets).slice(0, 40))) return null;
  const plain = cleaned(octets);
  const text = plain.text.trimStart();
  const [version] = GLUED.exec(text) ?? VERSION_ALIKE.exec(text) ?? [];
  if (version === undefined) return null;
  const rest = text.slice(version.length);
  if (!HAS_TERM.test(rest) && rest.trim() !== '') return null;
  return {
    record,
    body: Buffer.from(rest).toString('latin1'),
    cause: unjoinedCause(record) ?? causeOf(octets, text, plain.slips[0]?.cause),
  };
}

function causeOf(octets: string, text: string, character: Text | undefined): Text {
  if (VERSION.test(text)) {
    if (character !== undefined) return character;
    return octets.startsWith(' ') ? SPACE_FIRST : NO_VERSION_FIRST;
  }
  if (/^v=spf1/i.test(text)) return NO_SPACE_BEHIND_VERSION;
  return beginsWith(printable(text.slice(0, 12).trimEnd(), 20));
}

/** That there is no record, and what was meant to be it. */
export function noRecordText(domain: string, answer: Answer<'TXT'> | null): Text {
  const none = noSpfRecord(domain);
  const [first] = answer?.kind === 'records' ? nearMisses(answer.records) : [];
  if (first === undefined) return none;
  return joinedTexts([none, unrecognizedByReceivers(printable(asText(joined(first.record)), 60), first.cause)], ' ');
}

/** What is wrong with a record that cannot be read, and the slip that made it so. */
export function invalidText(domain: string, record: SpfRecord, fault: Text, answer: Answer<'TXT'>): Text {
  const cause = stringsCause(record.text, answer);
  return notValid(domain, fault, cause === null ? slipCauses(record.text) : [cause]);
}

function slipCauses(text: string): readonly Text[] {
  const { slips, open } = mendRecord(text.slice('v=spf1'.length));
  const guesses = open.flatMap(({ guess }) => (guess === null ? [] : [guess]));
  return slips.length > 0 ? slips.slice(0, 3).map(({ cause }) => cause) : guesses.slice(0, 1);
}

const VERSION = /^v=spf1(?: |$)/i;

/** `"v=spf1" "mx -all"` is `v=spf1mx -all`. */
const unjoinedCause = (record: Txt): Text | null => (VERSION.test(spaced(record)) ? joinedCause(record) : null);

const joinedCause = ({ strings }: Txt): Text => stringsJoined(strings.length);

/** DNS joins the strings of a TXT record with nothing between them (RFC 7208 section 3.3). */
function stringsCause(text: string, answer: Answer<'TXT'>): Text | null {
  const record = answer.kind === 'records' ? answer.records.find((one) => joined(one) === text) : undefined;
  if (record === undefined || spaced(record) === text) return null;
  return joinedCause(record);
}

/** Where a record was published by a panel that appends the zone to a name that held it already. */
export type Astray = { readonly name: string; readonly text: string };

/** One question, and a second one only where the first finds something: a wildcard answers every name alike. */
export async function findAstray(domain: string, resolver: Resolver): Promise<Astray | null> {
  const name = `${domain}.${domain}`;
  const text = await onlyRecord(name, resolver);
  if (text === null) return null;
  const control = await onlyRecord(`postwatch-wildcard-control.${domain}`, resolver);
  return control === null ? { name, text } : null;
}

async function onlyRecord(name: string, resolver: Resolver): Promise<string | null> {
  if (!canBeAsked(name)) return null;
  const answer = await resolver.ask({ name, type: 'TXT' });
  const texts = answer.kind === 'records' ? selectRecords(answer.records) : [];
  return texts[0] ?? null;
}

export const astrayText = ({ name }: Astray, domain: string): Text =>
  publishedElsewhere(printable(domain, 80), printable(name, 170));
