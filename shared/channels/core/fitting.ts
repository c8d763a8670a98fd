/**
 * What a channel has room for. A message carries whole notices, the worst first, and says which; the others go out in further
 * messages. Where room is short, detail goes before notices do: screens become a few lines, evidence and advice of the machine form
 * are left out and said to be. A message always carries at least one.
 */

import { defined } from '../../model/defined.ts';
import { type StoredFinding, summaryOf, summaryText } from '../../model/finding.ts';
import type { Notice, OpenIncident } from '../../model/incident.ts';
import { eachText } from '../../model/language.ts';
import { printable } from '../../model/text.ts';
import type { Digest } from '../../notices/digest.ts';
import { type Entry, entriesOf } from '../../notices/entries.ts';
import { entryText } from '../../notices/group-section.ts';
import { ENTRY_BREAK, isCopied } from '../../notices/layout.ts';
import { type PublishedNotice, publishedNotice } from '../../notices/published-notice.ts';
import type { Wording } from '../../notices/wording.ts';

export type Room = {
  /** Of the text, as `size` measures it. */
  readonly text: number;
  /** Of the text and of the notices as JSON together. */
  readonly all: number;
  /** Of both, kept for the detail of the worst: a message of headlines alone does not help. */
  readonly spare: number;
  readonly size: (text: string) => number;
  /** Of one notice in the machine form; null where there is none. */
  readonly noticeSize: ((json: string) => number) | null;
};

export type Fitted = {
  readonly text: string;
  /** Those that are in the text. */
  readonly notices: readonly Notice[];
  /** So many of the digest are not among them. */
  readonly left: number;
};

/** What goes between the parts of a message, and the line that says what follows. */
const BETWEEN = '\n\n';
const FOLLOW = 400;

type Piece = { readonly entry: Entry; text: string };

export function fittingText(message: Digest, wording: Wording, room: Room): Fitted {
  const { intro, outro, notices } = message;
  // Its own text is not read where there are notices: it is written when it is read.
  if (notices.length === 0) return { text: cut(message.text, room.text, room.size), notices, left: 0 };
  const part = (text: string | undefined): readonly string[] =>
    text === undefined ? [] : [cut(text, Math.floor(room.text / 4), room.size).trimEnd()];
  const [head, tail] = [part(intro), part(outro)];
  const used = [...head, ...tail].reduce((sum, text) => sum + room.size(text + BETWEEN), FOLLOW);
  const { pieces, spent } = taken(entriesOf(notices), wording, room, used);
  refine(pieces, wording, room, spent);
  const carried = pieces.flatMap(({ entry }) => entry);
  const left = notices.length - carried.length;
  const end = left === 0 ? [] : [wording.texts.follow(left)];
  const body = pieces.map((piece) => piece.text).join(ENTRY_BREAK);
  const text = [...head, body, ...end, ...tail].join(BETWEEN);
  return { text: `${text}\n`, notices: carried, left };
}

type Spent = { text: number; all: number };

/** As many as there is room for at their briefest; of many with one cause as many as still go in. */
function taken(entries: readonly Entry[], wording: Wording, room: Room, used: number) {
  const pieces: Piece[] = [];
  const spent: Spent = { text: used, all: used };
  const brief = (entry: Entry) => {
    const text = cut(entryText(entry, wording, 'brief'), room.text - used, room.size);
    return { entry, text, size: room.size(text + ENTRY_BREAK) };
  };
  for (const entry of entries) {
    const isFirst = pieces.length === 0;
    const whole = brief(entry);
    const free = room.all - room.spare - spent.all - whole.size;
    const { count, machine } = countFitting(entry, free, isFirst ? 1 : 0, room.noticeSize);
    if (count === 0) break;
    const { size, ...piece } = count === entry.length ? whole : brief(entry.slice(0, count));
    const spare = room.spare + size;
    const fits = spent.text + spare <= room.text && spent.all + spare + machine <= room.all;
    if (!isFirst && !fits) break;
    pieces.push(piece);
    spent.text += size;
    spent.all += size + machine;
    if (count < entry.length) break;
  }
  return { pieces, spent };
}

/** How many of an entry go into `free`, but `least` whatever they take, and what they take in the machine form. */
function countFitting(entry: Entry, free: number, least: number, size: Room['noticeSize']) {
  let machine = 0;
  for (const [count, notice] of entry.entries()) {
    const more = leanSize(notice, size);
    if (count >= least && machine + more > free) return { count, machine };
    machine += more;
  }
  return { count: entry.length, machine };
}

const leanSize = (notice: Notice, size: Room['noticeSize']): number =>
  size === null ? 0 : size(JSON.stringify(lean(notice))) + 1;

/** What room is left goes to the worst first. */
function refine(pieces: readonly Piece[], wording: Wording, room: Room, spent: Spent): void {
  for (const level of ['full', 'complete'] as const) {
    for (const piece of pieces) {
      // A single notice has nothing more to say.
      if (level === 'complete' && piece.entry.length === 1) continue;
      const text = entryText(piece.entry, wording, level);
      const more = room.size(text) - room.size(piece.text);
      if (spent.text + more > room.text || spent.all + more > room.all) break;
      piece.text = text;
      spent.text += more;
      spent.all += more;
    }
  }
}

export type FittedNotices = {
  /** `notices`: those of the digest that come in another message. */
  readonly leftOut?: { readonly evidence: boolean; readonly advice?: true; readonly notices: number };
  readonly notices: readonly PublishedNotice[];
};

/** All of them in at most `room`, as `size` measures JSON: with as much detail as goes in. `left`: those of other messages. */
export function fittingNotices(
  notices: readonly Notice[],
  left: number,
  room: number,
  size: (json: string) => number,
): FittedNotices {
  const published = notices.map(publishedNotice);
  const fits = (some: readonly PublishedNotice[]): boolean => size(JSON.stringify(some)) <= room;
  if (fits(published))
    return left === 0 ? { notices: published } : { leftOut: { evidence: false, notices: left }, notices: published };
  const without = published.map(bare);
  if (fits(without)) return { leftOut: { evidence: true, notices: left }, notices: without };
  return { leftOut: { evidence: true, advice: true, notices: left }, notices: notices.map(lean).map(publishedNotice) };
}

const bare = (notice: PublishedNotice): PublishedNotice =>
  notice.finding === null ? notice : { ...notice, finding: { ...notice.finding, evidence: [] } };

const MOST_NAMES = 50;
const short = (text: string): string => printable(text, 200);
const few = (names: readonly string[]): readonly string[] => names.slice(0, MOST_NAMES).map(short);

/** What it takes to know which incident turned how: bounded, whatever was found. */
function lean(notice: Notice): Notice {
  const { members, acknowledged } = notice;
  return {
    ...notice,
    finding: leanFinding(notice.finding),
    before: leanIncident(notice.before),
    ...defined({
      members: members === undefined ? undefined : { ...members, joined: few(members.joined), left: few(members.left) },
      acknowledged: acknowledged === undefined ? undefined : { ...acknowledged, why: short(acknowledged.why) },
    }),
  };
}

function leanFinding(finding: StoredFinding | null): StoredFinding | null {
  if (finding === null) return null;
  const { usedBy: _, ...rest } = finding;
  return { ...rest, ...summaryOf(eachText(summaryText(finding), short)), evidence: [], remedy: null };
}

function leanIncident(openIncident: OpenIncident | null): OpenIncident | null {
  if (openIncident === null) return null;
  const { value: _, untold: __, acknowledged: ___, ...rest } = openIncident;
  return { ...rest, ...summaryOf(eachText(summaryText(openIncident), short)) };
}

export const bytes = (text: string): number => Buffer.byteLength(text);
/** As a string in JSON. */
export const escapedBytes = (text: string): number => bytes(JSON.stringify(text)) - 2;

/** In at most so much as `size` measures it, never within a character, nor within a line that is there to be copied. */
export function cut(text: string, most: number, size: (text: string) => number): string {
  if (size(text) <= most) return text;
  const end = '\n…\n';
  let [low, high] = [0, text.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (size(text.slice(0, middle) + end) <= most) low = middle;
    else high = middle - 1;
  }
  const lineAt = text.lastIndexOf('\n', low - 1) + 1;
  const isWithinCopied = text[low] !== '\n' && isCopied(text.slice(lineAt));
  return `${text.slice(0, isWithinCopied ? Math.max(0, lineAt - 1) : low).replace(/[\ud800-\udbff]$/, '')}${end}`;
}
