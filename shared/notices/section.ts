/**
 * One notice as a screen of text: what, where and since when; then why it matters, what to do, what proves it and how to repeat
 * that; at the end how to go on. The catalogue words it; records and commands stay as they were found.
 */

import { digLine, type Evidence, summaryText, valueSeen } from '../model/finding.ts';
import type { Notice } from '../model/incident.ts';
import { forNotice } from '../model/manner.ts';
import { printable } from '../model/text.ts';
import { remedyFacts, stepsOf } from '../remedies/render.ts';
import { findingText, hasVanished, headOf, isClosing, listingOf, problemOf } from './about.ts';
import { headLines, paragraph, type Row, row, rowLines, STEP_LINES } from './layout.ts';
import { sharedKind } from './target-identity.ts';
import { en } from './texts/en.ts';
import type { Texts } from './texts/texts.ts';
import { secondsText, timeText } from './times.ts';
import type { Wording } from './wording.ts';

export { findingText, headlineOf } from './about.ts';

/** A screen. */
const MOST_LINES = 24;
export const HEAD_LINES = 6;

/** How much is shown. The first with which it fits on a screen. */
type Detail = {
  /** Pieces of evidence. */
  readonly evidence: number;
  /** Lines a paragraph. */
  readonly most: number;
  /** Members. */
  readonly names: number;
  /** Of a listing only the answer, not what the list says. */
  readonly isBrief?: true;
};

const DETAIL: readonly Detail[] = [
  { evidence: 3, most: 9, names: 20 },
  { evidence: 2, most: 6, names: 20 },
  { evidence: 1, most: 5, names: 20 },
  { evidence: 1, most: 4, names: 20 },
  { evidence: 1, most: 3, names: 20 },
  { evidence: 1, most: 3, names: 20, isBrief: true },
  { evidence: 1, most: 2, names: 20 },
  { evidence: 1, most: 2, names: 20, isBrief: true },
  { evidence: 0, most: 2, names: 20 },
  { evidence: 0, most: 2, names: 10 },
  { evidence: 0, most: 1, names: 10 },
];

export function section(notice: Notice, wording: Wording): string {
  let lines: readonly string[] = [];
  for (const detail of DETAIL) {
    lines = screen(notice, wording, detail);
    if (lines.length <= MOST_LINES) break;
  }
  return lines.join('\n');
}

const screen = (notice: Notice, wording: Wording, detail: Detail): readonly string[] => [
  ...headLines(headWithTime(notice, headOf(notice, wording.texts), openSince(notice), wording), HEAD_LINES),
  ...paragraph(leadOf(notice, wording), detail.most + 2),
  '',
  ...rowLines(rowsOf(notice, wording, detail), wording.texts, detail.most),
  ...(notice.alone === true ? ['', wording.texts.alone] : []),
];

/** Where many notices share the room of a few: what, where, and how to go on. */
export function briefSection(notice: Notice, wording: Wording): string {
  const about = notice.finding ?? notice.before;
  const rows: readonly Row[] = [
    ...(listingOf(notice) === undefined && about !== null
      ? row('now', printable(forNotice(summaryText(about)[wording.language], wording.language), 150))
      : []),
    ...row('incident', notice.incident),
    ...row('details', detailsCommand(notice, wording)),
  ];
  const head = headWithTime(notice, headOf(notice, wording.texts), openSince(notice), wording);
  return [...headLines(head, HEAD_LINES), ...rowLines(rows, wording.texts, 2)].join('\n');
}

/** `since`: ISO time. Of what is over it is in its own row, with how long it lasted. */
function headWithTime(notice: Notice, head: string, since: string, wording: Wording): string {
  const { headSince } = wording.texts;
  return headSince === null || isClosing(notice)
    ? head
    : headSince(head, sinceText(notice, timeText(since, wording.zone), wording));
}

export const sinceText = ({ atFirstSight }: Notice, shown: string, { texts }: Wording): string =>
  atFirstSight === true ? `${shown} (${texts.atFirstSight})` : shown;

/** What this turn means. */
export function leadOf(notice: Notice, { texts, zone }: Wording): string {
  const { transition, finding, before, ended, turns, acknowledged } = notice;
  if (hasVanished(notice)) return texts.vanished.text;
  if (ended !== undefined) return texts.ended[ended];
  if (turns !== undefined) return texts.flapping(turns);
  if (transition === 'reminder') return texts.reminder;
  if (acknowledged !== undefined) {
    const { by, why, until } = acknowledged;
    return texts.acknowledged(by, until === null ? null : timeText(until, zone), why);
  }
  const isChange = transition === 'worsened' || transition === 'improved';
  if (!isChange || finding === null || before === null || finding.severity === before.severity) return '';
  return texts[transition](texts.severity[before.severity], texts.severity[finding.severity]);
}

function rowsOf(notice: Notice, wording: Wording, detail: Detail): readonly Row[] {
  return [
    ...sinceRows(notice, wording),
    ...whatRows(notice, wording),
    ...memberRows(notice, wording, detail.names),
    ...(isClosing(notice) ? [] : actRows(notice, wording)),
    ...(notice.transition === 'cleared' && listingOf(notice) !== undefined
      ? row('todo', wording.texts.afterListing)
      : []),
    ...seenRows(notice, wording, detail),
    ...onwardRows(notice, wording),
  ];
}

/** Old and new: in words, and side by side where one record decides. What the head says already is not said again. */
function whatRows(notice: Notice, { language }: Wording): readonly Row[] {
  const { transition, finding, before } = notice;
  const changed = transition === 'worsened' || transition === 'improved' || isClosing(notice);
  const now = finding ?? (changed ? null : before);
  const isShownAbove = listingOf(notice) !== undefined && !changed;
  const [was, is] = [before?.value, finding === null ? undefined : valueSeen(finding)];
  const isOther = changed && was !== undefined && is !== undefined && was !== is;
  return [
    ...(before !== null && changed ? row('before', forNotice(summaryText(before)[language], language)) : []),
    ...(now === null || isShownAbove ? [] : row('now', forNotice(summaryText(now)[language], language))),
    ...(isOther ? [...row('was', was), ...row('is', is)] : []),
  ];
}

/** ISO time since which the problem exists, or existed. */
export const openSince = ({ since, before, at }: Notice): string => since ?? before?.since ?? at;

function sinceRows(notice: Notice, wording: Wording): readonly Row[] {
  const { transition, at } = notice;
  const { texts, zone } = wording;
  const since = openSince(notice);
  const duration = texts.duration(Date.parse(at) - Date.parse(since));
  const isInHead = texts.headSince !== null && !isClosing(notice);
  return [
    ...(isInHead ? [] : row('since', sinceText(notice, timeText(since, zone), wording))),
    ...(transition === 'cleared' ? row('lasted', duration) : []),
    ...(transition === 'ended' || transition === 'reminder' ? row('stood', duration) : []),
  ];
}

/** Whether the sentence above names all that there are: where it opens, nobody has joined anything. */
function isInSummary({ transition, finding, members }: Notice): boolean {
  if (transition !== 'opened' || finding === null || members === undefined) return false;
  const named = new Set(finding.summary.split(/[\s,]+/).map((word) => word.replace(/\.$/, '')));
  return members.joined.length === members.count && members.joined.every((name) => named.has(name));
}

/** `most`: names on both sides together; where both have many, each gets half. */
function memberRows(notice: Notice, { texts }: Wording, most: number): readonly Row[] {
  const { members } = notice;
  if (members === undefined || isInSummary(notice)) return [];
  const { joined, left, count } = members;
  const half = Math.floor(most / 2);
  return [
    ...row('joined', names(joined, most - Math.min(left.length, half), texts)),
    ...row('left', names(left, most - Math.min(joined.length, half), texts)),
    ...row('members', texts.members(count)),
  ];
}

function names(all: readonly string[], most: number, texts: Texts): string {
  const shown = all.slice(0, most).map((name) => printable(name, 80));
  const more = all.length - shown.length;
  return more === 0 ? shown.join(', ') : `${shown.join(', ')} ${texts.more(more)}`;
}

function actRows(notice: Notice, wording: Wording): readonly Row[] {
  const { finding, transition, elasticIp } = notice;
  const { texts } = wording;
  if (transition === 'acknowledged' || transition === 'members') return [];
  const exchange = screeningRows(notice, texts);
  // Nothing sends from it yet: no list need be asked for anything.
  const idle = exchange.length > 0 && elasticIp?.associated === false;
  return [
    ...row('matters', findingText(problemOf(notice), texts.why)),
    ...usedByRows(finding?.usedBy, texts),
    ...exchange,
    ...(idle ? [] : remedyRows(notice, texts)),
  ];
}

export const usedByRows = (usedBy: readonly string[] | undefined, texts: Texts): readonly Row[] =>
  usedBy === undefined || usedBy.length === 0 ? [] : row(null, texts.usedBy(usedBy));

/** An Elastic IP that comes with a critical listing is cheaper to exchange than to clean. */
export function isExchange({ atFirstSight, finding, elasticIp }: Notice): boolean {
  const listed = finding?.id === 'dnsbl.listed' && finding.severity === 'critical';
  return atFirstSight === true && listed && elasticIp?.allocationId !== undefined;
}

export const exchangeText = ({ elasticIp }: Notice, { screening }: Texts): string =>
  elasticIp?.associated === false ? screening.free : screening.associated;

const screeningRows = (notice: Notice, texts: Texts): readonly Row[] =>
  isExchange(notice) ? [...row('todo', exchangeText(notice, texts)), ...exchangeCommands(notice, texts)] : [];

export function exchangeCommands({ elasticIp }: Notice, texts: Texts): readonly Row[] {
  const { account = '', region = '', allocationId = '' } = elasticIp ?? {};
  return [
    ...row(null, texts.screening.account(account)),
    ...row(null, `aws ec2 release-address --region ${region} --allocation-id ${allocationId}`),
    ...row(null, `aws ec2 allocate-address --region ${region}`),
  ];
}

/** One step a row; a command or page of its own below it. */
export function remedyRows({ finding }: Notice, texts: Texts): readonly Row[] {
  if (finding === null || finding.remedy === null) return [];
  const { checkedOn } = remedyFacts(finding.remedy);
  const steps = stepsOf(finding.remedy, texts.remedies);
  const rows = steps.flatMap(({ text, record, command, url }, at): readonly Row[] => {
    const step = steps.length === 1 ? '' : `${at + 1}. `;
    return [
      { label: at === 0 ? 'todo' : null, value: text, more: STEP_LINES, step },
      ...[...row(null, record), ...row(null, command), ...row(null, url)].map(
        (one): Row => ({ ...one, indent: step.length, isWhole: true }),
      ),
    ];
  });
  return [...rows, ...row(null, checkedOn === undefined ? undefined : texts.checked(checkedOn))];
}

/** The query that repeats it comes last. */
export function seenRows(
  notice: Notice,
  { texts, language, zone }: Wording,
  { evidence: most, isBrief }: Pick<Detail, 'evidence' | 'isBrief'>,
): readonly Row[] {
  const { finding } = notice;
  const shown = finding?.evidence.slice(0, most) ?? [];
  if (finding === null || shown.length === 0) return [];
  const isListed = listingOf(notice) !== undefined && !isClosing(notice) && isBrief !== true;
  const evidence = isListed ? row('evidence', forNotice(summaryText(finding)[language], language)) : [];
  const label = (at: number) => (at === 0 && !isListed ? 'evidence' : null);
  return [
    ...evidence,
    ...shown.map((one, at): Row => ({ label: label(at), value: evidenceLine(one, texts, zone) })),
    ...unique(shown.map(digLine)).map((line, at): Row => ({ label: at === 0 ? 'repeat' : null, value: line })),
  ];
}

const unique = (all: readonly string[]): readonly string[] => [...new Set(all)];

/** How to go on: with commands, since the API's addresses need a signed request, and no browser opens them. */
function onwardRows(notice: Notice, wording: Wording): readonly Row[] {
  const { incident, transition } = notice;
  const isOver = isClosing(notice) || transition === 'acknowledged';
  return [
    ...row('incident', incident),
    ...(isOver ? [] : row('acknowledge', `npx postwatch ack ${incident} --why "..."${atEndpoint(wording)}`)),
    ...row('details', detailsCommand(notice, wording)),
  ];
}

function detailsCommand({ target }: Notice, wording: Wording): string {
  const what = sharedKind(target) === undefined ? `history ${target}` : 'incidents';
  return `npx postwatch ${what}${atEndpoint(wording)}`;
}

export const atEndpoint = ({ endpoint }: Wording): string => (endpoint === undefined ? '' : ` --endpoint ${endpoint}`);

/** `25.113.0.203.zen.example A 127.0.0.2 (127.0.0.1:53, 2026-11-24 12:00:03 UTC)`. */
export function evidenceLine(evidence: Evidence, { noServer }: Pick<Texts, 'noServer'> = en, zone = 'UTC'): string {
  const { question, type, rcode, answers, resolver, at } = evidence;
  const answer = answers.length === 0 ? rcode : answers.join(', ');
  const server = resolver === '' ? noServer : resolver;
  return `${question} ${type} ${printable(answer, 200)} (${server}, ${secondsText(at, zone)})`;
}
