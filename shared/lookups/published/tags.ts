/** Records that are lists of tags, `v=DKIM1; k=rsa; p=...` (RFC 6376 section 3.2). */
import type { Text } from '../../model/language.ts';
import { printable } from '../../model/text.ts';
import type { ResultRow } from '../core/command.ts';
import { trimBlanks } from './mend-text.ts';
import { notATag, tagTwice } from './words.ts';

export type Tags = {
  /** Names in lower case, in the order written. */
  readonly tags: ReadonlyMap<string, string>;
  /** A part that is not a tag, or a tag that is written twice; null if there is none. */
  readonly problem: Text | null;
};

const MAX_TAGS = 100;

export function parseTags(text: string): Tags {
  const tags = new Map<string, string>();
  let problem: Text | null = null;
  for (const part of text.split(';', MAX_TAGS).map(trimBlanks)) {
    if (part === '') continue;
    const at = part.indexOf('=');
    const name = trimBlanks(part.slice(0, Math.max(0, at))).toLowerCase();
    if (at < 1 || !/^[a-z][a-z0-9_]{0,30}$/.test(name)) problem ??= notATag(part);
    else if (tags.has(name)) problem ??= tagTwice(name);
    else tags.set(name, trimBlanks(part.slice(at + 1)));
  }
  return { tags, problem };
}

const MAX_VALUE = 2000;

export const tagRows = (name: string, { tags }: Tags): readonly ResultRow[] =>
  [...tags].map(([tag, value]) => ({ name: printable(name, 150), tag, value: printable(value, MAX_VALUE) }));
