/** What to check, as a person or a script names it: words, files of words, standard input, networks. */

import { readBeginning } from '../adapters/local/read-beginning.ts';
import { parseAddress } from '../shared/model/address.ts';
import { parseDomain } from '../shared/model/domain.ts';
import { eachText, inEach, type Text, verbatim } from '../shared/model/language.ts';
import type { Target } from '../shared/model/target.ts';
import { targetKey } from '../shared/model/target.ts';
import { type NamedSender, readTarget } from '../shared/model/target-input.ts';
import { printable } from '../shared/model/text.ts';
import { UsageError } from './command.ts';
import {
  atLine,
  ipv6Network,
  NO_FILE_NAMED,
  NO_TARGET_IN_IT,
  networkTooLarge,
  notFirstAddress,
  notTargetBut,
  prefixTooLong,
  STANDARD_INPUT,
  STANDARD_INPUT_TWICE,
  TOO_LONG_FOR_TARGETS,
  tooManyAtOnce,
} from './target-words.ts';
import type { Terminal } from './terminal.ts';

/** A file of targets, in octets, and all targets of one command. */
const LONGEST = 1_048_576;
const MOST_TARGETS = 10_000;
/** The largest network: 1,024 addresses. */
const SHORTEST_PREFIX = 22;

export type ReadTargets = {
  readonly targets: readonly Target[];
  /** Remarks by target. */
  readonly notes: ReadonlyMap<string, Text>;
};

/** Throws `UsageError`: every word is understood, or nothing is looked up at all. */
export async function readTargetWords(
  words: readonly string[],
  sender: NamedSender,
  terminal: Pick<Terminal, 'input'>,
): Promise<ReadTargets> {
  const notes = new Map<string, Text>();
  const targets = new Map<string, Target>();
  for (const { word, at } of await everyWord(words, terminal)) {
    for (const one of addressesOf(word, at)) {
      const read = readTarget(one, sender);
      if (!read.ok) throw usageError(at, hintFor(one) ?? read.problem);
      const { target, note } = read.value;
      targets.set(targetKey(target), target);
      if (note !== null) notes.set(targetKey(target), note);
    }
    if (targets.size > MOST_TARGETS) throw new UsageError(tooManyAtOnce(MOST_TARGETS));
  }
  return { targets: [...targets.values()], notes };
}

/** `at`: where it was read, as the beginning of a complaint. */
type PlacedWord = { readonly word: string; readonly at: Text };

const NOWHERE = verbatim('');

const usageError = (at: Text, problem: Text): UsageError =>
  new UsageError(inEach((language) => at[language] + problem[language]));

async function everyWord(words: readonly string[], terminal: Pick<Terminal, 'input'>): Promise<readonly PlacedWord[]> {
  if (words.filter((word) => word === '-').length > 1) throw new UsageError(STANDARD_INPUT_TWICE);
  const all: PlacedWord[] = [];
  for (const word of words) {
    if (word === '-') all.push(...wordsIn(STANDARD_INPUT, await terminal.input(LONGEST + 1)));
    else if (word.startsWith('@'))
      all.push(...wordsIn(verbatim(printable(word.slice(1), 200)), contentOf(word.slice(1))));
    else all.push({ word, at: NOWHERE });
  }
  return all;
}

function contentOf(file: string): Uint8Array {
  if (file === '') throw new UsageError(NO_FILE_NAMED);
  const content = readBeginning(file, LONGEST + 1);
  if (!content.ok) throw new UsageError(content.problem);
  return content.value;
}

/** Separated by spaces, commas or line breaks; what follows a "#" is a remark. */
function wordsIn(name: Text, content: Uint8Array): readonly PlacedWord[] {
  const place = eachText(name, (one) => `${one}: `);
  if (content.length > LONGEST) throw usageError(place, TOO_LONG_FOR_TARGETS);
  const lines = new TextDecoder().decode(content).split(/\r?\n|\r/);
  const words = lines.flatMap((line, index) =>
    line
      .replace(/#.*$/, '')
      .split(/[\s,;]+/)
      .filter((word) => word !== '')
      .map((word) => ({ word, at: atLine(name, index + 1) })),
  );
  if (words.length === 0) throw usageError(place, NO_TARGET_IN_IT);
  return words;
}

/** The addresses of a network (all of them: any may send), or the word itself. */
function addressesOf(word: string, at: Text): readonly string[] {
  const [, base = '', length = ''] = /^([\d.]+|[\da-f:.]*:[\da-f:.]*)\/(\d{1,3})$/i.exec(word) ?? [];
  const address = parseAddress(base);
  if (!address.ok) return [word];
  const { family, bytes, text } = address.value;
  const prefix = Number(length);
  if (family === 6 && prefix === 128) return [text];
  if (family === 6) throw usageError(at, ipv6Network(word));
  if (prefix > 32) throw usageError(at, prefixTooLong(word));
  const size = 2 ** (32 - prefix);
  if (prefix < SHORTEST_PREFIX) throw usageError(at, networkTooLarge(word, size));
  const value = bytes.reduce((sum, byte) => sum * 256 + byte, 0);
  const first = value - (value % size);
  if (first !== value) throw usageError(at, notFirstAddress(word, `${dotted(first)}/${prefix}`));
  return Array.from({ length: size }, (_, offset) => dotted(first + offset));
}

const dotted = (value: number): string => [24, 16, 8, 0].map((bits) => Math.floor(value / 2 ** bits) % 256).join('.');

/** The address or domain in a URL or a mail address; null where there is none, or the word is one. */
export function nameIn(word: string): string | null {
  const host = /^(?:[a-z][a-z\d+.-]*:\/\/)?(?:[^/?#@\s]*@)?(\[[^\]\s]+\]|[^/?#:\s[\]]+)(?::\d+)?(?:[/?#].*)?$/i.exec(
    word,
  )?.[1];
  const meant = (MAILBOX.exec(word)?.[1] ?? host ?? '').replace(/^\[|\]$/g, '');
  const isTarget = parseAddress(meant).ok || parseDomain(meant).ok;
  return isTarget && meant !== word ? meant : null;
}

const MAILBOX = /^[^@\s/]+@([^@\s/]+)$/;

/** For what is near to a target: what to write instead. */
function hintFor(word: string): Text | null {
  const meant = nameIn(word);
  return meant === null ? null : notTargetBut(printable(word, 80), MAILBOX.test(word) ? 'mailbox' : 'url', meant);
}
