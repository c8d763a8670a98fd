/**
 * What a whole record means, for any sender: the terms that find nothing, and how much of the internet it lets send. An
 * evaluation for one address stops at the first match and sees neither. Only terms that can be reached are looked up,
 * and only where no macro of the message decides the name.
 */
import type { Answer, Failed, Resolver } from '../dns/answer.ts';
import type { Text } from '../model/language.ts';
import { printable } from '../model/text.ts';
import { RFC_LIMITS } from './budget.ts';
import { canBeAsked, type MacroString } from './macro.ts';
import type { Directive } from './record.ts';
import { everySurvey, fixedName, type OnRecord, reachedTerms, type Survey } from './survey.ts';
import { noRecordOfType } from './words/result.ts';
import { ofTerm } from './words/syntax.ts';
import { mxNamesNoHost, noAddressRecord, noMxRecord, noSuchName, tooManyMxHosts, tooManyVoids } from './words/whole.ts';

/** A term that finds nothing: it matches nobody, and counts against the void lookups (RFC 7208 section 4.6.4). */
export type DeadTerm = {
  readonly text: string;
  /** The domain of the record that it is in. */
  readonly domain: string;
  readonly why: Text;
  /** Null MX and the like find a record, so they cost no void lookup. */
  readonly isVoid: boolean;
  readonly answer: Answer;
};

export type Whole = {
  readonly dead: readonly DeadTerm[];
  /** Why every receiver that gets there answers "permerror", beside includes without a record. */
  readonly broken: Text | null;
  /** A question of a term that failed. */
  readonly unread: Failed | null;
};

const NOTHING: Whole = { dead: [], broken: null, unread: null };
const MAX_MX = 10;

type Found = { readonly dead?: DeadTerm; readonly broken?: Text; readonly unread?: Failed };

/** At most ten terms: a record that takes more lookups is broken anyway. */
export async function readWhole(top: Survey, resolver: Resolver): Promise<Whole> {
  if (top.problem !== null || top.cost > RFC_LIMITS.lookups) return NOTHING;
  const asked = [...everySurvey(top)].flatMap(({ at }) =>
    at.record === null ? [] : reachedTerms(at.record).map((term) => lookupTerm(term, at, top.domain, resolver)),
  );
  const found = await Promise.all(asked);
  const dead = found.flatMap((one) => (one.dead === undefined ? [] : [one.dead]));
  const voids = [...dead.filter(({ isVoid }) => isVoid).map(({ text }) => text), ...voidBranches(top)];
  const tooMany =
    voids.length > RFC_LIMITS.voids
      ? tooManyVoids(
          voids.length,
          voids.slice(0, 5).map((text) => printable(text, 60)),
          RFC_LIMITS.voids,
        )
      : null;
  return {
    dead,
    broken: found.find((one) => one.broken !== undefined)?.broken ?? tooMany,
    unread: found.find((one) => one.unread !== undefined)?.unread ?? null,
  };
}

/**
 * Sends the questions of a record's terms while its includes are still being read, so that `readWhole` finds their answers
 * there. `resolver` has to remember its questions (`createAsker`). A record's number of terms is a stranger's choice: no
 * more are looked up than an evaluation may.
 */
export function askAhead(root: string, resolver: Resolver): OnRecord {
  let left = RFC_LIMITS.lookups;
  return (record, domain) => {
    for (const { mechanism } of reachedTerms(record)) {
      if (mechanism.name !== 'a' && mechanism.name !== 'mx' && mechanism.name !== 'exists') continue;
      const name = nameOf(mechanism.target, domain, root);
      if (name === null || !canBeAsked(name) || left-- <= 0) continue;
      // The answer is picked up by the next question; the port never rejects.
      void resolver.ask({ name, type: mechanism.name === 'mx' ? 'MX' : 'A' });
    }
  };
}

/** Includes and redirects whose name has no TXT record at all. */
const voidBranches = (top: Survey): readonly string[] =>
  [...everySurvey(top)].flatMap(({ at, via }) => (via !== null && at.answer?.kind === 'absent' ? [via.text] : []));

async function lookupTerm(term: Directive, at: Survey, root: string, resolver: Resolver): Promise<Found> {
  const { mechanism, text } = term;
  if (mechanism.name !== 'a' && mechanism.name !== 'mx' && mechanism.name !== 'exists') return {};
  const name = nameOf(mechanism.target, at.domain, root);
  if (name === null || !canBeAsked(name)) return {};
  const about = { text, domain: at.domain };
  if (mechanism.name === 'mx') return lookupMxTerm(about, name, resolver);
  const answer = await resolver.ask({ name, type: 'A' });
  if (answer.kind === 'failed') return { unread: answer };
  if (answer.kind === 'records') return {};
  if (mechanism.name === 'exists') return { dead: deadOf(about, noRecordOfType('A', name), answer) };
  const six = await resolver.ask({ name, type: 'AAAA' });
  if (six.kind === 'failed') return { unread: six };
  if (six.kind === 'records') return {};
  const why = answer.reason === 'nxdomain' ? noSuchName(name) : noAddressRecord(name);
  return { dead: deadOf(about, why, answer) };
}

type About = Pick<DeadTerm, 'text' | 'domain'>;

const deadOf = (about: About, why: Text, answer: Answer): DeadTerm => ({ ...about, why, isVoid: true, answer });

async function lookupMxTerm(about: About, name: string, resolver: Resolver): Promise<Found> {
  const answer = await resolver.ask({ name, type: 'MX' });
  if (answer.kind === 'failed') return { unread: answer };
  if (answer.kind === 'records') {
    const hosts = answer.records.filter(({ exchange }) => canBeAsked(exchange));
    if (hosts.length > MAX_MX)
      return { broken: ofTerm(printable(about.text, 60), tooManyMxHosts(name, hosts.length, MAX_MX)) };
    // A null MX (RFC 7505) is a record, so it costs no void lookup; it names no host.
    return hosts.length > 0 ? {} : { dead: { ...about, why: mxNamesNoHost(name), isVoid: false, answer } };
  }
  const host = await resolver.ask({ name, type: 'A' });
  return { dead: deadOf(about, noMxRecord(name, host.kind === 'records'), answer) };
}

const nameOf = (target: MacroString | null, domain: string, root: string): string | null =>
  target === null ? domain : fixedName(target, domain, root);

type Range = readonly [start: bigint, end: bigint];
type Family = 4 | 6;

/** All of IPv4; of IPv6 what is routed at all, 2000::/3 (RFC 4291 section 2.4). */
const INTERNET: Readonly<Record<Family, Range>> = { 4: [0n, 1n << 32n], 6: [1n << 125n, 1n << 126n] };

export type Breadth = {
  /** The part of the internet that may send, of the family in which it is larger: 0 to 1. */
  readonly share: number;
  readonly family: Family;
  /** The widest terms that make it up. */
  readonly terms: readonly string[];
};

/** The networks that pass by themselves, together: two halves are the whole. */
export function breadthOf(top: Survey): Breadth {
  const open = passingNetworks(top);
  const [four, six] = ([4, 6] as const).map((family): Breadth => {
    const own = open.filter((one) => one.family === family);
    const [low, high] = INTERNET[family];
    const within = own.map(({ range: [start, end] }): Range => [start < low ? low : start, end > high ? high : end]);
    const widest = [...own].sort((one, other) => one.prefix - other.prefix).slice(0, 4);
    const share = Number((unionOf(within) * 1_000_000n) / (high - low)) / 1_000_000;
    return { share, family, terms: widest.map(({ text }) => text) };
  });
  return six !== undefined && four !== undefined && six.share > four.share ? six : (four as Breadth);
}

type Passing = { readonly family: Family; readonly range: Range; readonly prefix: number; readonly text: string };

/** Networks behind a term that refuses some of them count all the same: the exact remainder matters little. */
function passingNetworks(at: Survey): readonly Passing[] {
  const own = (at.record === null ? [] : reachedTerms(at.record)).flatMap(
    ({ mechanism, qualifier, text }): Passing[] => {
      if (qualifier !== '+' || !('network' in mechanism)) return [];
      const { family, bytes, prefix } = mechanism.network;
      const size = 1n << BigInt((family === 4 ? 32 : 128) - prefix);
      const start = bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
      const low = (start / size) * size;
      return [{ family, range: [low, low + size], prefix, text }];
    },
  );
  const below = at.branches.flatMap(({ survey, passes }) =>
    survey === null || !passes ? [] : passingNetworks(survey),
  );
  return [...own, ...below];
}

function unionOf(ranges: readonly Range[]): bigint {
  const sorted = ranges
    .filter(([start, end]) => start < end)
    .sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0));
  let sum = 0n;
  let reached = 0n;
  for (const [start, end] of sorted) {
    const from = start > reached ? start : reached;
    if (end > from) sum += end - from;
    if (end > reached) reached = end;
  }
  return sum;
}
