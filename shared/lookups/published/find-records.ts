/** A record of one kind among the TXT records of a name, and the near misses: what was meant to be one, here or beside. */
import { type Answer, evidenceOf, type Resolver } from '../../dns/answer.ts';
import type { Evidence } from '../../model/finding.ts';
import { type MendedText, mendText, trimEndBlanks } from './mend-text.ts';
import type { RecordKind } from './record-kind.ts';

/** A text with slips in it; `isCounted` where receivers take it for a record all the same. */
export type Damaged = MendedText & { readonly raw: string; readonly isCounted: boolean };

export type PublishedRecords = {
  readonly answer: Answer<'TXT'>;
  /** Records of the kind that was looked for, without blanks at their end. */
  readonly texts: readonly string[];
  readonly damaged: readonly Damaged[];
  /** The texts that are none, slips undone. */
  readonly others: readonly string[];
  readonly evidence: readonly Evidence[];
};

/** The TXT records at `name` that are of the kind. */
export async function published(name: string, kind: RecordKind, resolver: Resolver): Promise<PublishedRecords> {
  const answer = await resolver.ask({ name, type: 'TXT' });
  const read = (answer.kind === 'records' ? answer.records : []).map((record) => {
    const raw = trimEndBlanks(record.text);
    return { raw, isCounted: kind.isOne(raw), ...mendText(record) };
  });
  return {
    answer,
    texts: read.filter(({ isCounted }) => isCounted).map(({ raw }) => raw),
    damaged: read.filter(({ slips, isCounted, text }) => slips.length > 0 && (isCounted || kind.isOne(text))),
    others: read.filter(({ isCounted, text }) => !isCounted && !kind.isOne(text)).map(({ text }) => text),
    evidence: [evidenceOf(answer)],
  };
}

/** NXDOMAIN of the name itself; behind an alias it would be the target's (RFC 8020). */
export const isNonexistent = (answer: Answer): boolean =>
  answer.kind === 'absent' && answer.reason === 'nxdomain' && answer.chain.length === 0;
