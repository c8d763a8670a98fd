/**
 * What one answer of a list says, by itself (RFC 5782 section 2.1). No such name: not on the list. 127.0.0.x: on it, and x
 * says why. A refusal code or REFUSED: the list will not talk to us. An address outside 127.0.0.0/8: a parked domain or a
 * resolver that rewrites answers. A code that nobody documents: we do not know. No answer: we could not ask. And where
 * our own pace or the command's time kept the question back, the list has nothing to do with it.
 *
 * All A records are read as a set. 127.0.0.1 means nothing by itself: it is a refusal at URIBL, "white" at Hostkarma and
 * a botnet at Validity. The list's controls decide whether an absence or a listing is believed at all (`health.ts`).
 */
import type { Answer, Failed } from '../dns/answer.ts';
import { defined } from '../model/defined.ts';
import type { Text } from '../model/language.ts';
import type { Effect, List, ListCode, ListRefusal } from './list.ts';
import { ipv4Number, isLoopback, type Match, matches, parseMatch } from './match.ts';
import { answeredRefusal, failedBecause, outsideLoopback, undocumented } from './words.ts';

/** A list with its matches parsed, once a batch. */
export type Compiled = {
  readonly list: List;
  readonly codes: readonly (readonly [Match, ListCode])[];
  /** The narrowest first: its words are the most precise. */
  readonly refusals: readonly (readonly [Match, ListRefusal])[];
};

export type ListedKind = 'listed' | 'policy' | 'info' | 'allowed';

export type ListReading =
  | { readonly kind: 'clear' }
  | { readonly kind: ListedKind; readonly codes: readonly ListCode[]; readonly answers: readonly string[] }
  | {
      readonly kind: 'refused' | 'dead' | 'unrecognised' | 'unreachable' | 'not-asked';
      readonly why: Text;
      /** Sorted; empty where none came. */
      readonly answers: readonly string[];
    };

export function compile(list: List): Compiled {
  const codes = list.codes.map((code) => [match(list, code.match), code] as const);
  const refusals = list.refusals.map((refusal) => [match(list, refusal.match), refusal] as const);
  return { list, codes, refusals: refusals.sort(([a], [b]) => breadth(a) - breadth(b)) };
}

/** Lists are checked where they come in (`parseLists`, the test of the table): a bad match here is a bug. */
function match(list: List, text: string): Match {
  const result = parseMatch(text);
  if (!result.ok) throw new Error(`list ${list.id}: ${result.problem.en}`);
  return result.value;
}

const breadth = (of: Match): number =>
  of.kind === 'range' ? of.high - of.low : of.kind === 'other' ? Number.POSITIVE_INFINITY : 2 ** 16;

/** One for all: most of what lists say. */
const CLEAR: ListReading = { kind: 'clear' };

export function interpret(compiled: Compiled, answer: Answer<'A'>): ListReading {
  if (answer.kind === 'failed') return readFailure(compiled, answer);
  return answer.kind === 'absent' ? CLEAR : readAddresses(compiled, answer.records);
}

function readFailure({ refusals }: Compiled, answer: Failed): ListReading {
  const { reason, trace } = answer;
  if (answer.unsent === true) return { kind: 'not-asked', why: failedBecause(answer), answers: [] };
  const refusal = refusals.find(([by]) => by.kind === 'rcode' && by.rcodes.includes(trace.rcode));
  if (refusal !== undefined)
    return { kind: 'refused', why: answeredRefusal(trace.rcode, refusal[1].means), answers: [] };
  const why = failedBecause(answer);
  return { kind: reason === 'refused' ? 'refused' : 'unreachable', why, answers: [] };
}

/** Order matters: a refusal beside a listing code is a refusal, and a foreign address taints the codes beside it. */
function readAddresses(compiled: Compiled, records: readonly string[]): ListReading {
  const answers = [...new Set(records)].sort(byAddress);
  const read = answers.map((text) => readAddress(compiled, text));
  const refusal = read.find(({ refused }) => refused !== undefined);
  if (refusal?.refused !== undefined) {
    return { kind: 'refused', why: answeredRefusal(refusal.text, refusal.refused.means), answers };
  }
  const foreign = read.find(({ value }) => value === null || !isLoopback(value));
  if (foreign !== undefined) {
    return { kind: 'dead', why: outsideLoopback(foreign.text), answers };
  }
  const kind = worstKind(read.flatMap(({ codes }) => codes.map(({ effect }) => effect)));
  const unknown = read.filter(({ codes }) => codes.length === 0).map(({ text }) => text);
  // A listing code counts beside an unknown one; good news does not, since the unknown one may be the listing.
  if (kind === null || (unknown.length > 0 && (kind === 'info' || kind === 'allowed'))) {
    return {
      kind: 'unrecognised',
      why: undocumented(unknown),
      answers,
    };
  }
  return { kind, codes: [...new Set(read.flatMap(({ codes }) => codes))], answers };
}

/** What the codes of an answer mean. */
export function codesIn(list: List, answers: readonly string[]): readonly ListCode[] {
  const compiled = compile(list);
  return [...new Set(answers.flatMap((text) => readAddress(compiled, text).codes))];
}

type ReadAddress = {
  readonly text: string;
  readonly value: number | null;
  readonly codes: readonly ListCode[];
  readonly refused?: ListRefusal;
};

function readAddress({ codes, refusals }: Compiled, text: string): ReadAddress {
  const value = ipv4Number(text);
  if (value === null) return { text, value, codes: [] };
  const matched = codes.filter(([by]) => matches(by, value)).map(([, code]) => code);
  // "Any other code": an address outside 127.0.0.0/8 is not one of their codes.
  const other = matched.length === 0 && isLoopback(value);
  const refused = refusals.find(([by]) => (by.kind === 'other' ? other : matches(by, value)));
  return { text, value, codes: matched, ...defined({ refused: refused?.[1] }) };
}

const KINDS: readonly (readonly [Effect, ListedKind])[] = [
  ['listed', 'listed'],
  ['policy', 'policy'],
  ['info', 'info'],
  ['good', 'allowed'],
];

function worstKind(effects: readonly Effect[]): ListedKind | null {
  return KINDS.find(([effect]) => effects.includes(effect))?.[1] ?? null;
}

const byAddress = (a: string, b: string): number => (ipv4Number(a) ?? -1) - (ipv4Number(b) ?? -1) || (a < b ? -1 : 1);
