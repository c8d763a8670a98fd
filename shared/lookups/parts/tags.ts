/** Records that are lists of tags, `v=DKIM1; k=rsa; p=...` (RFC 6376 section 3.2), found among the TXT records of a name. */
import { type Answer, evidenceOf, type Resolver } from '../../dns/answer.ts';
import type { Evidence } from '../../model/finding.ts';
import { printable } from '../../model/text.ts';
import type { Draft, Row } from './command.ts';
import { absence, unasked } from './draft.ts';

export type Tags = {
  /** Names in lower case, in the order written. */
  readonly tags: ReadonlyMap<string, string>;
  /** A part that is no tag, or a tag that stands there twice; null if there is none. */
  readonly problem: string | null;
};

const MAX_TAGS = 100;

export function parseTags(text: string): Tags {
  const tags = new Map<string, string>();
  let problem: string | null = null;
  for (const part of text.split(';', MAX_TAGS).map((one) => one.trim())) {
    if (part === '') continue;
    const at = part.indexOf('=');
    const name = part.slice(0, Math.max(0, at)).trim().toLowerCase();
    if (at < 1 || !/^[a-z][a-z0-9_]{0,30}$/.test(name)) problem ??= `"${printable(part, 60)}" is no tag`;
    else if (tags.has(name)) problem ??= `the tag "${name}" stands there twice`;
    else tags.set(name, part.slice(at + 1).trim());
  }
  return { tags, problem };
}

export type Published = {
  readonly answer: Answer<'TXT'>;
  /** Records of the kind that was looked for. */
  readonly texts: readonly string[];
  readonly evidence: readonly Evidence[];
};

/** The TXT records at `name` that `isOne` recognises. */
export async function published(
  name: string,
  isOne: (text: string) => boolean,
  resolver: Resolver,
): Promise<Published> {
  const answer = await resolver.ask({ name, type: 'TXT' });
  const texts = answer.kind === 'records' ? answer.records.map(({ text }) => text.trim()).filter(isOne) : [];
  return { answer, texts, evidence: [evidenceOf(answer)] };
}

/** Version tags are matched exactly, with blanks around the sign allowed. */
export const hasVersion =
  (version: string) =>
  (text: string): boolean => {
    const first = text.split(';', 1)[0] ?? '';
    const at = first.indexOf('=');
    return at > 0 && first.slice(0, at).trim().toLowerCase() === 'v' && first.slice(at + 1).trim() === version;
  };

/** One record is what there should be: otherwise the finding that says so. */
export function onlyOne(
  command: string,
  name: string,
  { answer, texts, evidence }: Published,
  advice: string,
): { readonly text: string } | { readonly draft: Draft } {
  if (answer.kind === 'failed') return { draft: unasked(`${command}.unknown`, answer) };
  const [text] = texts;
  const shown = printable(name, 100);
  if (text === undefined) {
    const why = answer.kind === 'absent' ? absence(answer) : `no TXT record at ${shown} is of that kind`;
    return { draft: { id: `${command}.missing`, status: 'fail', summary: why, evidence, remedy: { text: advice } } };
  }
  if (texts.length === 1) return { text };
  return {
    draft: {
      ...{ id: `${command}.several`, status: 'fail', evidence },
      summary: `${texts.length} records stand at ${shown} where one may: receivers take none of them`,
      remedy: { text: 'Delete all but one.' },
    },
  };
}

const MAX_VALUE = 2000;

export const tagRows = (name: string, { tags }: Tags): readonly Row[] =>
  [...tags].map(([tag, value]) => ({ name: printable(name, 150), tag, value: printable(value, MAX_VALUE) }));
