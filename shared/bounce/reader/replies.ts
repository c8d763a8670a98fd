/** A report without the replies that it quotes: what is left names the recipients, and nobody that a receiver speaks of. */
import { openingOf } from './voices.ts';

const REPLIED = /^[^\n<]{0,60}?(?:<<<|<--|\bRSP:) {0,2}\d\d\d(?:[ -]|$)/;
/** Sendmail's own line about a recipient, behind what it heard: `550 5.1.1 <a@b>... User unknown`. */
const SUMMARY = /^[45]\d\d (?:[45]\.\d{1,3}\.\d{1,3} )?<[^>\s]{1,320}>\.\.\. /;
/** What may begin the part of the next recipient. */
const NEXT =
  /^(\s{0,12})(?:\d{1,3}[.)]\s)?[<"']{0,2}[^\s<>@:;,"']{1,64}@[a-z0-9.-]{1,253}[>"']{0,2}\s{0,4}(?:$|:|\.\.\.)/i;

/** Of the reply that is being read: whether it has words yet, and whether it says that it goes on (`550-`). */
type Reply = { readonly hasWords: boolean; readonly goesOn: boolean };

const replyFrom = (words: string): Reply => ({
  hasWords: words.trim() !== '',
  goesOn: /^\s{0,12}[45]\d\d-/.test(words),
});
const isOver = (line: string, { hasWords, goesOn }: Reply): boolean => line.trim() === '' && hasWords && !goesOn;

export function withoutReplies(lines: readonly string[]): string[] {
  let reply: Reply | undefined;
  // A report presents all of its recipients alike; a reply names people anywhere.
  let indent = -1;
  const kept = (line: string): string => {
    reply = undefined;
    const opening = openingOf(line);
    if (opening === undefined) return line;
    reply = replyFrom(line.slice(opening.from));
    return line.slice(0, opening.at);
  };
  return lines.map((line) => {
    if (REPLIED.test(line)) return '';
    if (SUMMARY.test(line)) {
      reply = undefined;
      return line;
    }
    const depth = NEXT.exec(line)?.[1]?.length;
    if (depth !== undefined && reply === undefined) indent = depth;
    const isNext = depth !== undefined && depth <= indent;
    if (reply === undefined || isNext || isOver(line, reply)) return kept(line);
    if (line.trim() !== '') reply = replyFrom(line);
    return '';
  });
}
