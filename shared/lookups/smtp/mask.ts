/**
 * The SMTP inspection of Cisco's firewalls (PIX "fixup protocol smtp", ASA "inspect esmtp"), known by what it leaves behind: the
 * banner's characters become asterisks, and keywords that it does not allow, STARTTLS among them, are overwritten with X
 * (Cisco ASA configuration guide, "SMTP and Extended SMTP Inspection").
 */
import type { Text } from '../../model/language.ts';
import type { Talk } from './talk.ts';
import { hiddenKeyword, starredBanner } from './words.ts';

export type Mask = {
  /** What shows it, in words. */
  readonly marks: readonly Text[];
  /** Whether keywords of the answer to EHLO are overwritten. */
  readonly hidesKeywords: boolean;
};

/** A greeting of little but asterisks: the inspection leaves 2, 0 and blanks as they are. */
const isStarred = (line: string): boolean => /^[*20 \t]*\*{5}[*20 \t]*$/.test(line.slice(0, 1000));

/** Null: there is no trace of it. */
export function maskIn({ greeting, ehlo }: Pick<Talk, 'greeting' | 'ehlo'>): Mask | null {
  const keywords = (ehlo?.lines.slice(1) ?? []).map((line) => line.split(' ', 1)[0] ?? '');
  const hidden = keywords.find((word) => /^X{4,}[A-Z]?$/.test(word));
  const marks = [
    ...((greeting?.lines ?? []).some(isStarred) ? [starredBanner] : []),
    ...(hidden === undefined ? [] : [hiddenKeyword(hidden.slice(0, 20))]),
  ];
  return marks.length === 0 ? null : { marks, hidesKeywords: hidden !== undefined };
}
