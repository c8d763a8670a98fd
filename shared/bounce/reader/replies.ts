/** A report without the replies that it quotes: what is left names the recipients, and nobody that a receiver speaks of. */
import { openingOf } from './voices.ts';

const REPLIED = /^[^\n<]{0,60}?(?:<<<|<--|\bRSP:) {0,2}\d\d\d(?:[ -]|$)/;
/** Sendmail's own line about a recipient, behind what it was told: `550 5.1.1 <a@b>... User unknown`. */
const SUMMARY = /^[45]\d\d (?:[45]\.\d{1,3}\.\d{1,3} )?<[^>\s]{1,320}>\.\.\. /;
/** What may begin the part of the next recipient. */
const NEXT =
  /^(\s{0,12})(?:\d{1,3}[.)]\s)?[<"']{0,2}[^\s<>@:;,"']{1,64}@[a-z0-9.-]{1,253}[>"']{0,2}\s{0,4}(?:$|:|\.\.\.)/i;

export function withoutReplies(lines: readonly string[]): string[] {
  let isReply = false;
  let hasWords = false;
  let goesOn = false;
  let indent = -1;
  return lines.map((line) => {
    if (REPLIED.test(line)) return '';
    if (SUMMARY.test(line)) {
      isReply = false;
      return line;
    }
    const next = NEXT.exec(line);
    // A report presents all of its recipients alike; a reply names people anywhere.
    if (next !== null && !isReply) indent = (next[1] ?? '').length;
    const isNext = next !== null && isReply && indent >= 0 && (next[1] ?? '').length <= indent;
    if (isReply && !isNext && (line.trim() !== '' || !hasWords || goesOn)) {
      hasWords ||= line.trim() !== '';
      if (line.trim() !== '') goesOn = /^\s{0,12}[45]\d\d-/.test(line);
      return '';
    }
    isReply = false;
    const opening = openingOf(line);
    if (opening === undefined) return line;
    isReply = true;
    hasWords = line.slice(opening.from).trim() !== '';
    goesOn = /^[45]\d\d-/.test(line.slice(opening.from));
    return line.slice(0, opening.at);
  });
}
