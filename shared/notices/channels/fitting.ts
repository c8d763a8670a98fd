/**
 * What a channel has room for. A message carries whole notices, the worst first, and says which; the others go out in further
 * messages. Where room is short, detail goes before notices do: screens become a few lines, evidence and advice of the machine form
 * are left out and said to be. A message always carries at least one.
 */
import { defined } from '../../model/defined.ts';
import type { StoredFinding } from '../../model/finding.ts';
import type { Notice, Standing } from '../../model/incident.ts';
import { printable } from '../../model/text.ts';
import type { Digest } from '../digest.ts';
import { type Entry, entriesOf } from '../entries.ts';
import { entryText } from '../group-section.ts';
import type { Wording } from '../wording.ts';

export type Room = {
  /** Of the text, as `size` measures it. */
  readonly text: number;
  /** Of the text and of the notices as JSON together. */
  readonly all: number;
  /** Of both, kept for the detail of the worst: a message of nothing but headlines helps nobody. */
  readonly spare: number;
  readonly size: (text: string) => number;
  /** Of one notice in the machine form; 0 where there is none. */
  readonly noticeSize: (json: string) => number;
};

export type Fitted = {
  readonly text: string;
  /** Those that the text tells of. */
  readonly notices: readonly Notice[];
  /** So many of the digest are not among them. */
  readonly left: number;
};

/** What goes between two pieces of text, and the line that says what follows. */
const BETWEEN = '\n\n';
const FOLLOW = 400;

type Piece = { readonly entry: Entry; text: string };

export function fittingText(message: Digest, wording: Wording, room: Room): Fitted {
  const { intro, outro, notices } = message;
  // Its own text is not looked at where there are notices: it is written when it is read.
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
  const text = [...head, ...pieces.map((piece) => piece.text), ...end, ...tail].join(BETWEEN);
  return { text: `${text}\n`, notices: carried, left };
}

type Spent = { text: number; all: number };

/** As many as there is room for at their briefest; of many with one cause as many as still go in. */
function taken(entries: readonly Entry[], wording: Wording, room: Room, used: number) {
  const pieces: Piece[] = [];
  const spent: Spent = { text: used, all: used };
  const brief = (entry: Entry): string => cut(entryText(entry, wording, 'brief'), room.text - used, room.size);
  for (const entry of entries) {
    const isFirst = pieces.length === 0;
    const free = room.all - room.spare - spent.all - room.size(brief(entry) + BETWEEN);
    const most = countFitting(entry, free, room.noticeSize);
    const kept = entry.slice(0, isFirst ? Math.max(1, most) : most);
    if (kept.length === 0) break;
    const text = brief(kept);
    const size = room.size(text + BETWEEN);
    const machine = kept.reduce((sum, notice) => sum + leanSize(notice, room.noticeSize), 0);
    const spare = room.spare + size;
    const fits = spent.text + spare <= room.text && spent.all + spare + machine <= room.all;
    if (!isFirst && !fits) break;
    pieces.push({ entry: kept, text });
    spent.text += size;
    spent.all += size + machine;
    if (kept.length < entry.length) break;
  }
  return { pieces, spent };
}

function countFitting(entry: Entry, free: number, size: Room['noticeSize']): number {
  let used = 0;
  const at = entry.findIndex((notice) => {
    used += leanSize(notice, size);
    return used > free;
  });
  return at < 0 ? entry.length : at;
}

const leanSize = (notice: Notice, size: Room['noticeSize']): number => size(JSON.stringify(lean(notice))) + 1;

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
  readonly notices: readonly Notice[];
};

/** All of them in at most `room`, as `size` measures JSON: with as much detail as goes in. `left`: those of other messages. */
export function fittingNotices(
  notices: readonly Notice[],
  left: number,
  room: number,
  size: (json: string) => number,
): FittedNotices {
  const fits = (some: readonly Notice[]): boolean => size(JSON.stringify(some)) <= room;
  if (fits(notices)) return left === 0 ? { notices } : { leftOut: { evidence: false, notices: left }, notices };
  const without = notices.map(bare);
  if (fits(without)) return { leftOut: { evidence: true, notices: left }, notices: without };
  return { leftOut: { evidence: true, advice: true, notices: left }, notices: notices.map(lean) };
}

const bare = (notice: Notice): Notice =>
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
    before: leanStanding(notice.before),
    ...defined({
      members: members === undefined ? undefined : { ...members, joined: few(members.joined), left: few(members.left) },
      acknowledged: acknowledged === undefined ? undefined : { ...acknowledged, why: short(acknowledged.why) },
    }),
  };
}

function leanFinding(finding: StoredFinding | null): StoredFinding | null {
  if (finding === null) return null;
  const { usedBy: _, ...rest } = finding;
  return { ...rest, summary: short(finding.summary), evidence: [], remedy: null };
}

function leanStanding(standing: Standing | null): Standing | null {
  if (standing === null) return null;
  const { value: _, untold: __, acknowledged: ___, ...rest } = standing;
  return { ...rest, summary: short(standing.summary) };
}

export const bytes = (text: string): number => Buffer.byteLength(text);
/** As a string in JSON. */
export const escapedBytes = (text: string): number => bytes(JSON.stringify(text)) - 2;

/** In at most so much as `size` measures it, never within a character. */
export function cut(text: string, most: number, size: (text: string) => number): string {
  if (size(text) <= most) return text;
  const end = '\n…\n';
  let [low, high] = [0, text.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (size(text.slice(0, middle) + end) <= most) low = middle;
    else high = middle - 1;
  }
  return `${text.slice(0, low).replace(/[\ud800-\udbff]$/, '')}${end}`;
}
