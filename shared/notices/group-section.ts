/**
 * Several notices of one cause as one piece of text: what, since when, who, why it matters, what to do, and where each of them is
 * read on. Evidence and summary are those of the first, and are called an example.
 */

import { summaryText } from '../model/finding.ts';
import type { Notice } from '../model/incident.ts';
import { forNotice } from '../model/manner.ts';
import { padded, wrap } from '../model/text.ts';
import { findingText, headOf, isClosing, listingOf, problemOf, type Who } from './about.ts';
import type { Entry } from './entries.ts';
import { headLines, paragraph, type Row, row, rowLines, WIDTH } from './layout.ts';
import {
  atEndpoint,
  briefSection,
  exchangeCommands,
  exchangeText,
  HEAD_LINES,
  isExchange,
  leadOf,
  openSince,
  remedyRows,
  section,
  seenRows,
  sinceText,
  usedByRows,
} from './section.ts';
import { identityOf } from './target-identity.ts';
import { timeText } from './times.ts';
import type { Wording } from './wording.ts';

/** From least to most, as there is room. */
export type TextLevel = 'brief' | 'full' | 'complete';

/** Members that are named. */
const NAMED: Readonly<Record<TextLevel, number>> = { brief: 5, full: 12, complete: 1000 };
/** Lines a paragraph. */
const MOST: Readonly<Record<TextLevel, number>> = { brief: 2, full: 6, complete: 9 };
/** A space at which no line ends. */
const TIED = '\u00a0';
/** Addresses whose exchange is written out. */
const EXCHANGED = 5;

/** One notice, or many with one cause. */
export function entryText(entry: Entry, wording: Wording, level: TextLevel): string {
  const [first, second] = entry;
  if (first === undefined) return '';
  if (second !== undefined) return groupText(first, entry, wording, level);
  return level === 'brief' ? briefSection(first, wording) : section(first, wording);
}

function groupText(first: Notice, entry: Entry, wording: Wording, level: TextLevel): string {
  const { texts, language } = wording;
  const isBrief = level === 'brief';
  const since = sinceOf(entry, wording);
  const head = headOf(first, texts, groupName(entry, wording));
  const isInHead = texts.headSince !== null && !isClosing(first);
  const about = first.finding ?? first.before;
  const now =
    about === null || isListed(first)
      ? undefined
      : texts.group.example(forNotice(summaryText(about)[language], language));
  const before = [...(isInHead ? [] : row('since', since)), ...row('now', now)];
  const after = [...stepRows(first, entry, wording), ...seenRows(first, wording, { evidence: 1 })];
  const body = (rows: readonly Row[]) => rowLines(isBrief ? [] : rows, texts, MOST[level]);
  return [
    ...headLines(isInHead && texts.headSince !== null ? texts.headSince(head, since) : head, HEAD_LINES),
    ...(isBrief ? [] : [...paragraph(leadOf(first, wording), MOST[level]), '']),
    ...body(before),
    ...memberLines(entry, wording, NAMED[level]),
    ...body(after),
    ...rowLines(onward(first, wording), texts, 1),
  ].join('\n');
}

const isListed = (notice: Notice): boolean => listingOf(notice) !== undefined && !isClosing(notice);

/** `400 addresses`, `12 addresses (example.com)`. */
export function groupName(entry: Entry, { texts }: Wording): Who {
  const targets = new Set(entry.map(({ target }) => target));
  const addresses = [...targets].filter((target) => /^[\d.]+$|:/.test(target)).length;
  const kind = addresses === targets.size ? 'addresses' : 'targets';
  const subjects = new Set(entry.map(({ target, finding }) => (finding?.subject === target ? '' : finding?.subject)));
  const [where] = subjects;
  const [first] = entry;
  const isNamed = first !== undefined && listingOf(first) !== undefined;
  const shown = subjects.size === 1 && where !== undefined && where !== '' && !isNamed ? ` (${where})` : '';
  return { name: `${texts.group[kind](targets.size)}${shown}`, isOne: targets.size === 1 };
}

/** The earliest and the latest, where they differ. */
function sinceOf(entry: Entry, wording: Wording): string {
  const times = entry.map(openSince).sort();
  const [from = '', to = ''] = [times[0], times.at(-1)];
  const [first, last] = [timeText(from, wording.zone), timeText(to, wording.zone)];
  const shown = from === to ? first : `${first} … ${last}`;
  const [one] = entry;
  return one === undefined ? shown : sinceText(one, shown, wording);
}

/** Names stay whole, and all that are shown are shown: they are what the entry is for. */
function memberLines(entry: Entry, { texts }: Wording, most: number): readonly string[] {
  const identities = [...new Map(entry.map((notice) => [notice.target, identityOf(notice)])).values()];
  // An address and its name stay on one line.
  const names = identities.map((one) => one.replaceAll(' ', TIED));
  const shown = names.slice(0, most).join(', ');
  const all = names.length <= most ? shown : `${shown} ${texts.more(names.length - most)}`;
  const lines = wrap(all, WIDTH, ' '.repeat(texts.labelWidth)).map((line) => line.replaceAll(TIED, ' '));
  const [first = '', ...rest] = lines;
  return [`${padded(texts.label.members, texts.labelWidth)}${first.slice(texts.labelWidth)}`, ...rest];
}

function stepRows(first: Notice, entry: Entry, wording: Wording): readonly Row[] {
  const { texts } = wording;
  const { transition, finding } = first;
  if (isClosing(first) || transition === 'acknowledged') return [];
  return [
    ...row('matters', findingText(problemOf(first), texts.why)),
    ...usedByRows(finding?.usedBy, texts),
    ...exchangeRows(first, entry, wording),
    ...adviceRows(first, entry, wording),
  ];
}

function exchangeRows(first: Notice, entry: Entry, { texts }: Wording): readonly Row[] {
  if (!isExchange(first)) return [];
  return [
    ...row('todo', exchangeText(first, texts)),
    ...entry.slice(0, EXCHANGED).flatMap((one) => exchangeCommands(one, texts)),
    ...(entry.length > EXCHANGED ? row(null, texts.group.others(entry.length - EXCHANGED)) : []),
  ];
}

/**
 * Advice that is word for word the same is shown once. Where it is one address's own, it says whose; and a record of a domain
 * is never proposed for one of many senders, since the next proposal would undo it.
 */
function adviceRows(first: Notice, entry: Entry, wording: Wording): readonly Row[] {
  const { texts } = wording;
  const { target, finding, elasticIp } = first;
  if (finding === null || finding.remedy === null) return [];
  // Nothing sends from them yet.
  if (isExchange(first) && elasticIp?.associated === false) return [];
  const advice = JSON.stringify(finding.remedy);
  if (entry.every((one) => JSON.stringify(one.finding?.remedy) === advice)) return remedyRows(first, texts);
  const history = row(null, `npx postwatch history <address>${atEndpoint(wording)}`);
  if (finding.check === 'spf') return [...row('todo', texts.group.each), ...history];
  const own = remedyRows(first, texts).map((one): Row => ({ ...one, label: null }));
  return [...row('todo', texts.group.forOne(target)), ...own, ...row(null, texts.group.each), ...history];
}

function onward(first: Notice, wording: Wording): readonly Row[] {
  const place = atEndpoint(wording);
  const isOver = isClosing(first) || first.transition === 'acknowledged';
  return [
    ...(isOver ? [] : row('acknowledge', `npx postwatch ack <incident> --why "..."${place}`)),
    ...row('details', `npx postwatch incidents${place}`),
  ];
}
