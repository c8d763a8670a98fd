/**
 * Several notices of one cause as one piece of text: what, since when, who, why it matters, what to do, and where each of them is
 * read on. Evidence and summary are those of the first, and are called an example.
 */

import { digLine, summaryText } from '../model/finding.ts';
import type { Notice } from '../model/incident.ts';
import { padded, wrap } from '../model/text.ts';
import type { Entry } from './entries.ts';
import { identityOf } from './identity.ts';
import {
  atEndpoint,
  briefSection,
  evidenceLine,
  exchangeCommands,
  findingText,
  headOf,
  isClosing,
  isExchange,
  MARGIN,
  openSince,
  problemOf,
  remedyLines,
  type SectionLine,
  said,
  section,
  sectionLines,
  WIDTH,
} from './section.ts';
import { timeText } from './times.ts';
import type { Wording } from './wording.ts';

/** From least to most, as there is room. */
export type TextLevel = 'brief' | 'full' | 'complete';

/** Members that are named. */
const NAMED: Readonly<Record<TextLevel, number>> = { brief: 5, full: 40, complete: 1000 };
/** Lines a paragraph. */
const MOST: Readonly<Record<TextLevel, number>> = { brief: 2, full: 6, complete: 9 };
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
  const before = level === 'brief' ? [] : [...exampleLines(first, wording), ...sinceLine(entry, wording)];
  const after = level === 'brief' ? [] : [...proofLines(first, wording), ...stepLines(first, entry, wording)];
  const body = (lines: readonly SectionLine[]) => sectionLines('', lines, wording, MOST[level]).slice(1);
  return [
    ...sectionLines(headOf(first, wording, groupName(entry, wording)), [], wording, 1),
    ...body(before),
    ...memberLines(entry, wording, NAMED[level]),
    ...body([...after, ['incident', listThem(wording)]]),
  ].join('\n');
}

/** `400 addresses`, `12 addresses (example.com)`. */
export function groupName(entry: Entry, { texts }: Wording): string {
  const targets = new Set(entry.map(({ target }) => target));
  const addresses = [...targets].filter((target) => /^[\d.]+$|:/.test(target)).length;
  const kind = addresses === targets.size ? 'addresses' : 'targets';
  const subjects = new Set(entry.map(({ target, finding }) => (finding?.subject === target ? '' : finding?.subject)));
  const [where] = subjects;
  const shown = subjects.size === 1 && where !== undefined && where !== '' ? ` (${where})` : '';
  return `${texts.group[kind](targets.size)}${shown}`;
}

function exampleLines(notice: Notice, { texts, language }: Wording): readonly SectionLine[] {
  const { finding, before, ended } = notice;
  const about = finding ?? before;
  return [
    ...(ended === undefined ? [] : said('ended', texts.ended[ended])),
    ...said('now', about === null ? undefined : texts.group.example(summaryText(about)[language])),
  ];
}

/** The earliest and the latest, where they differ. */
function sinceLine(entry: Entry, { texts, zone }: Wording): readonly SectionLine[] {
  const times = entry.map(openSince).sort();
  const [from = '', to = ''] = [times[0], times.at(-1)];
  const first = entry[0]?.atFirstSight === true ? ` (${texts.atFirstSight})` : '';
  const shown = from === to ? timeText(from, zone) : `${timeText(from, zone)} … ${timeText(to, zone)}`;
  return [['since', `${shown}${first}`]];
}

/** Names stay whole, and all that are shown are shown: they are what the entry is for. */
function memberLines(entry: Entry, { texts }: Wording, most: number): readonly string[] {
  const names = [...new Map(entry.map((notice) => [notice.target, identityOf(notice)])).values()];
  const shown = names.slice(0, most).join(', ');
  const all = names.length <= most ? shown : `${shown} ${texts.more(names.length - most)}`;
  const [first = '', ...rest] = wrap(all, WIDTH, MARGIN);
  return [`  ${padded(texts.label.members, MARGIN.length - 3)} ${first.slice(MARGIN.length)}`, ...rest];
}

function proofLines({ finding }: Notice, { texts }: Wording): readonly SectionLine[] {
  const [one] = finding?.evidence ?? [];
  if (one === undefined) return [];
  return [
    ['evidence', evidenceLine(one, texts)],
    ['repeat', digLine(one)],
  ];
}

function stepLines(first: Notice, entry: Entry, wording: Wording): readonly SectionLine[] {
  const { texts } = wording;
  const { transition, finding } = first;
  if (isClosing(first) || transition === 'acknowledged') return [];
  const usedBy = finding?.usedBy ?? [];
  const reminder = transition === 'reminder';
  return [
    ...said('matters', findingText(problemOf(first), texts.why)),
    ...(usedBy.length === 0 ? [] : said(null, texts.usedBy(usedBy))),
    ...exchangeLines(first, entry, wording),
    ...adviceLines(first, entry, wording),
    ...(reminder ? said('todo', texts.reminder) : []),
    ...(reminder ? said(null, `npx postwatch ack <incident> --why "..."${atEndpoint(wording)}`) : []),
  ];
}

function exchangeLines(first: Notice, entry: Entry, { texts }: Wording): readonly SectionLine[] {
  if (!isExchange(first)) return [];
  const { associated } = first.elasticIp ?? {};
  return [
    ['todo', associated === false ? texts.screening.free : texts.screening.associated],
    ...entry.slice(0, EXCHANGED).flatMap((one) => exchangeCommands(one, texts)),
    ...(entry.length > EXCHANGED ? said(null, texts.group.others(entry.length - EXCHANGED)) : []),
  ];
}

/**
 * Advice that is word for word the same stands once. Where it is one address's own, it is called so; and a record of a domain
 * is never proposed for one of many senders, since the next proposal would undo it.
 */
function adviceLines(first: Notice, entry: Entry, wording: Wording): readonly SectionLine[] {
  const { texts } = wording;
  const { target, finding, elasticIp } = first;
  if (finding === null || finding.remedy === null) return [];
  // Nothing sends from them yet.
  if (isExchange(first) && elasticIp?.associated === false) return [];
  const told = JSON.stringify(finding.remedy);
  if (entry.every((one) => JSON.stringify(one.finding?.remedy) === told)) return remedyLines(first, texts);
  const each = texts.group.each(`npx postwatch history <address>${atEndpoint(wording)}`);
  if (finding.check === 'spf') return said('todo', each);
  const own = remedyLines(first, texts).map(([, value, more]): SectionLine => [null, value, more ?? 0]);
  return [['todo', texts.group.forOne(target)], ...own, [null, each]];
}

const listThem = (wording: Wording): string => `npx postwatch incidents${atEndpoint(wording)}`;
