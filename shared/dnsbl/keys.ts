/**
 * Keys of operators who want to know who asks (Spamhaus DQS, Abusix, Trend Micro). The key is a label of the name asked,
 * so it would show up in every question, answer, error and TXT text. It never leaves this file: the rest of the program
 * writes `$KEY`, and the wrapper here puts the key in just before the question goes out and takes it out of what returns.
 */
import type { Answer, Question, RecordData, RecordType, Resolver } from '../dns/answer.ts';

/** By operator id. */
export type Keys = Readonly<Record<string, string>>;

export const KEY_MARK = '$KEY';

const VARIABLE = 'POSTWATCH_KEY_';

/** Operators of keyed zones by what their name contains, so that a file of lists finds the same key as the table. */
const KEYED_OPERATORS = [
  ['spamhaus', 'spamhaus'],
  ['abusix', 'abusix'],
  ['trend micro', 'trendmicro'],
] as const;

/** `Example Lists, Inc.` -> `example-lists-inc`; `The Spamhaus Project` -> `spamhaus`. */
export function operatorSlug(name: string): string {
  const lower = name.toLowerCase();
  const keyed = KEYED_OPERATORS.find(([part]) => lower.includes(part));
  if (keyed !== undefined) return keyed[1];
  const words = lower.split(/[^a-z0-9]+/).filter((part) => part !== '');
  return words.join('-').slice(0, 60) || 'operator';
}

export const keyVariable = (operatorId: string): string =>
  `${VARIABLE}${operatorId.toUpperCase().replace(/[^A-Z0-9]/g, '_')}`;

export const keyParameter = (operatorId: string): string => `/postwatch/keys/${operatorId}`;

export const storeKeyCommand = (operatorId: string): string =>
  `aws ssm put-parameter --type SecureString --overwrite --name ${keyParameter(operatorId)} --value <key>`;

/** The keys among named variables (`POSTWATCH_KEY_SPAMHAUS=...`), for the composition roots. */
export function keysFrom(variables: Readonly<Record<string, string | undefined>>): Keys {
  // Names first: each value of an environment is asked of the system.
  const names = Object.keys(variables).filter((name) => name.startsWith(VARIABLE));
  const keys = names.map((name) => [plain(name.slice(VARIABLE.length)), variables[name]?.trim() ?? '']);
  return Object.fromEntries(keys.filter(([, value]) => value !== ''));
}

/** However its operator was spelled where it was stored (`TREND_MICRO`, `trend-micro`); of two, the later one. */
export const keyOf = (operatorId: string, keys: Keys): string | undefined =>
  Object.entries(keys).findLast(([name]) => plain(name) === plain(operatorId))?.[1];

const plain = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '');

/** A key must be usable as one label of a name (RFC 1035 section 2.3.1); whether it is valid, only the operator knows. */
export const isKeyLabel = (key: string): boolean => /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/i.test(key);

/** A resolver that takes names with `$KEY` and returns answers with `$KEY`. */
export function withKey(resolver: Resolver, key: string): Resolver {
  const mask = masking(key);
  return {
    ...resolver,
    ask: async <T extends RecordType>(question: Question<T>): Promise<Answer<T>> =>
      masked(await resolver.ask({ ...question, name: question.name.replace(KEY_MARK, key) }), mask),
  };
}

/** In any case: resolvers may change the case of a name, and answers may echo it. */
function masking(key: string): (text: string) => string {
  const wanted = asciiLower(key);
  return (text) => {
    const lower = asciiLower(text);
    let out = '';
    let from = 0;
    for (let at = lower.indexOf(wanted); at >= 0; at = lower.indexOf(wanted, from)) {
      out += text.slice(from, at) + KEY_MARK;
      from = at + wanted.length;
    }
    return out + text.slice(from);
  };
}

/** Of the same length as the text: `toLowerCase` makes two characters of some, and the key would be cut at the wrong place. */
const asciiLower = (text: string): string => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

function masked<T extends RecordType>(answer: Answer<T>, mask: (text: string) => string): Answer<T> {
  const { name, errors } = answer.trace;
  const trace = {
    ...answer.trace,
    name: mask(name),
    errors: errors?.map(({ code, text }) => ({ code, text: mask(text) })),
  };
  if (answer.kind === 'failed') return { ...answer, detail: mask(answer.detail), trace };
  const chain = answer.chain.map(mask);
  if (answer.kind === 'absent') return { ...answer, chain, trace };
  return { ...answer, chain, trace, records: answer.records.map((data) => maskedData(data, mask)) };
}

/** Lists are asked for A and TXT only; the strings of a TXT record are joined, since a key may lie across two of them. */
function maskedData<T extends RecordType>(data: RecordData[T], mask: (text: string) => string): RecordData[T] {
  if (typeof data === 'string' || typeof data !== 'object' || !('strings' in data)) return data;
  const text = mask(data.text);
  return { strings: [new TextEncoder().encode(text)], text } as unknown as RecordData[T];
}
