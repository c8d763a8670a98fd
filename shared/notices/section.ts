/**
 * One notice as a screen of text: what, since when, what proves it and how to repeat that, why it matters, what to do next
 * and where to read on. The catalogue words it; facts (a finding's summary, records, commands) stay as they were found.
 */

import { digLine, type Evidence, type Severity, summaryText, valueSeen } from '../model/finding.ts';
import type { NotifiedFindingId } from '../model/findings/index.ts';
import { isNotified } from '../model/findings/words.ts';
import type { Notice } from '../model/incident.ts';
import { columns, padded, printable, wrap } from '../model/text.ts';
import { remedyFacts, stepsOf } from '../remedies/render.ts';
import { identityOf, sharedKind, sharedName } from './identity.ts';
import { en } from './texts/en.ts';
import type { Label, Texts } from './texts/texts.ts';
import { timeText, utc } from './times.ts';
import type { Wording } from './wording.ts';

/** A screen. */
const MOST_LINES = 24;
/** Mail is read in windows of 80 columns; commands and links stay whole, so that they can be copied. */
export const WIDTH = 78;
export const MARGIN = ' '.repeat(12);

/** How much is shown: pieces of evidence, lines a paragraph, names of members. The first with which it fits on a screen. */
type Detail = { readonly evidence: number; readonly most: number; readonly names: number };

const DETAIL: readonly Detail[] = [
  { evidence: 3, most: 9, names: 20 },
  { evidence: 2, most: 6, names: 20 },
  { evidence: 1, most: 5, names: 20 },
  { evidence: 1, most: 4, names: 20 },
  { evidence: 1, most: 3, names: 20 },
  { evidence: 1, most: 2, names: 20 },
  { evidence: 0, most: 2, names: 20 },
  { evidence: 0, most: 2, names: 10 },
];

/** `more`: lines above what a paragraph may have. */
export type SectionLine = readonly [label: Label | null, value: string, more?: number];

/** What the notice is about in severity: the problem seen, or the one that went away. */
export const weight = (notice: Notice): Severity =>
  (isClosing(notice) ? notice.before?.severity : (notice.finding ?? notice.before)?.severity) ?? 'info';

export const isClosing = ({ transition }: Notice): boolean => transition === 'cleared' || transition === 'ended';

/** `OPENED 198.51.100.1: no reverse DNS`; `shown`: whom it is about, in other words than the whole of its identity. */
export const headlineOf = (notice: Notice, texts: Texts, shown?: string): string =>
  `${turnOf(notice, texts)} ${aboutOf(notice, texts, shown)}`;

/** What is no longer there has not got better, however little its absence weighs. */
const GONE: readonly NotifiedFindingId[] = ['spf.none', 'ptr.missing'];

export function hasVanished({ transition, finding, before }: Notice): boolean {
  return (
    transition === 'improved' &&
    finding !== null &&
    finding.id !== before?.finding &&
    GONE.some((id) => id === finding.id)
  );
}

const turnOf = (notice: Notice, texts: Texts): string =>
  hasVanished(notice) ? texts.vanished.heading : texts.transition[notice.transition];

/** What a notice is about: the problem seen, or the one that went away. */
export const problemOf = (notice: Notice): string =>
  (isClosing(notice) ? notice.before?.finding : (notice.finding?.id ?? notice.before?.finding)) ?? 'other';

/** Of a finding of another version nothing is known but that something changed. */
export const findingText = (id: string, words: Texts['headline']): string => words[isNotified(id) ? id : 'other'];

/** `no reverse DNS`. */
const problemText = (notice: Notice, { headline }: Texts): string => findingText(problemOf(notice), headline);

/** `198.51.100.1 (mail.example.com): no reverse DNS`, or `list zen: ...` where it is about a list. */
function aboutOf(notice: Notice, texts: Texts, shown?: string): string {
  const { target } = notice;
  const who = sharedName(target, notice.members?.count, texts) ?? identityOf(notice);
  return `${shown ?? who}: ${problemText(notice, texts)}`;
}

export function section(notice: Notice, wording: Wording): string {
  let lines: readonly string[] = [];
  for (const detail of DETAIL) {
    lines = screen(notice, wording, detail);
    if (lines.length <= MOST_LINES) break;
  }
  return lines.join('\n');
}

const screen = (notice: Notice, wording: Wording, detail: Detail): readonly string[] =>
  sectionLines(headOf(notice, wording), linesOf(notice, wording, detail), wording, detail.most);

/** Where many notices share the room of a few: what, where, and where to read on. */
export function briefSection(notice: Notice, wording: Wording): string {
  const about = notice.finding ?? notice.before;
  const lines: readonly SectionLine[] = [
    ...said('now', about === null ? undefined : printable(summaryText(about)[wording.language], 150)),
    ['incident', notice.incident],
    [null, readOn(notice, wording)],
  ];
  return sectionLines(headOf(notice, wording), lines, wording, 2).join('\n');
}

/** `OPENED  critical  198.51.100.1: no reverse DNS`. */
export const headOf = (notice: Notice, { texts }: Wording, shown?: string): string =>
  `${turnOf(notice, texts)}  ${texts.severity[weight(notice)]}  ${aboutOf(notice, texts, shown)}`;

/** `most`: lines a paragraph; what must be read whole has more of them. */
export function sectionLines(
  head: string,
  lines: readonly SectionLine[],
  { texts }: Wording,
  most: number,
): readonly string[] {
  const [first = '', ...rest] = wrap(head, WIDTH, '  ');
  return [
    first.trimStart(),
    ...rest,
    ...lines.flatMap(([label, value, more]) => {
      const name = label === null ? '' : texts.label[label];
      return labelled(name, value, most + (more ?? (label === null ? 0 : (MORE[label] ?? 0))));
    }),
  ];
}

/** Lines above what a paragraph may have: the next act is what a notice is for, and names are few already. */
const STEP_LINES = 3;
const MORE: Partial<Readonly<Record<Label, number>>> = { todo: STEP_LINES, joined: 20, left: 20 };

function linesOf(notice: Notice, wording: Wording, detail: Detail): readonly SectionLine[] {
  const { texts } = wording;
  const { finding } = notice;
  const shown = finding?.evidence.slice(0, detail.evidence) ?? [];
  return [
    ...whatLines(notice, wording),
    ...sinceLines(notice, wording),
    ...turnLines(notice, wording, detail.names),
    ...shown.flatMap((one): SectionLine[] => [
      ['evidence', evidenceLine(one, texts)],
      ['repeat', digLine(one)],
    ]),
    ...(isClosing(notice) ? [] : actLines(notice, wording)),
    ['incident', notice.incident],
    [null, readOn(notice, wording)],
  ];
}

/** Old and new: in words, and side by side where one record decides. */
function whatLines(notice: Notice, { texts, language }: Wording): readonly SectionLine[] {
  const { transition, finding, before, ended } = notice;
  const changed = transition === 'worsened' || transition === 'improved' || isClosing(notice);
  const lines: SectionLine[] = [];
  if (before !== null && changed) lines.push(['before', summaryText(before)[language]]);
  if (ended !== undefined) lines.push(['ended', texts.ended[ended]]);
  const now = finding ?? (changed ? null : before);
  if (now !== null) lines.push(['now', summaryText(now)[language]]);
  if (hasVanished(notice)) lines.push([null, texts.vanished.text]);
  const [was, is] = [before?.value, finding === null ? undefined : valueSeen(finding)];
  if (changed && was !== undefined && is !== undefined && was !== is) lines.push(['was', was], ['is', is]);
  return lines;
}

/** ISO time since which it stands, or stood. */
export const openSince = ({ since, before, at }: Notice): string => since ?? before?.since ?? at;

function sinceLines(notice: Notice, { texts, zone }: Wording): readonly SectionLine[] {
  const { transition, at, atFirstSight } = notice;
  const since = openSince(notice);
  const first = atFirstSight === true ? ` (${texts.atFirstSight})` : '';
  const lines: SectionLine[] = [['since', `${timeText(since, zone)}${first}`]];
  const duration = texts.duration(Date.parse(at) - Date.parse(since));
  if (transition === 'cleared') lines.push(['lasted', duration]);
  if (transition === 'ended' || transition === 'reminder') lines.push(['stood', duration]);
  return lines;
}

/** What only some turns have to say. `most`: names on both sides together; where both have many, each gets half. */
function turnLines(
  { members, turns, acknowledged }: Notice,
  { texts, zone }: Wording,
  most: number,
): readonly SectionLine[] {
  const lines: SectionLine[] = [];
  if (turns !== undefined) lines.push(['turns', texts.flapping(turns)]);
  if (members !== undefined) {
    const { joined, left, count } = members;
    const half = Math.floor(most / 2);
    lines.push(...said('joined', names(joined, most - Math.min(left.length, half), texts)));
    lines.push(...said('left', names(left, most - Math.min(joined.length, half), texts)));
    lines.push(['members', texts.members(count)]);
  }
  if (acknowledged !== undefined) {
    const { by, why, until } = acknowledged;
    const who = texts.acknowledged(by, until === null ? null : timeText(until, zone));
    lines.push(['by', why === '' ? who : `${who}: ${why}`]);
  }
  return lines;
}

function names(all: readonly string[], most: number, texts: Texts): string {
  const shown = all.slice(0, most).map((name) => printable(name, 80));
  const more = all.length - shown.length;
  return more === 0 ? shown.join(', ') : `${shown.join(', ')} ${texts.more(more)}`;
}

function actLines(notice: Notice, wording: Wording): readonly SectionLine[] {
  const { finding, transition, incident, elasticIp } = notice;
  const { texts } = wording;
  if (transition === 'acknowledged' || transition === 'members') return [];
  const id = finding?.id ?? notice.before?.finding ?? '';
  const exchange = screening(notice, texts);
  // Nothing sends from it yet: nobody need ask a list to forgive it.
  const idle = exchange.length > 0 && elasticIp?.associated === false;
  const usedBy = finding?.usedBy ?? [];
  return [
    ...said('matters', findingText(id, texts.why)),
    ...(usedBy.length === 0 ? [] : said(null, texts.usedBy(usedBy))),
    ...exchange,
    ...(idle ? [] : remedyLines(notice, texts)),
    ...(transition === 'reminder' ? said('todo', texts.reminder) : []),
    ...(transition === 'reminder' ? said(null, `npx postwatch ack ${incident} --why "..."${atEndpoint(wording)}`) : []),
  ];
}

export const said = (label: Label | null, value: string | undefined): readonly SectionLine[] =>
  value === undefined || value === '' ? [] : [[label, value]];

/** An Elastic IP that comes with a critical listing is cheaper to exchange than to clean. */
export function isExchange({ atFirstSight, finding, elasticIp }: Notice): boolean {
  const listed = finding?.id === 'dnsbl.listed' && finding.severity === 'critical';
  return atFirstSight === true && listed && elasticIp?.allocationId !== undefined;
}

function screening(notice: Notice, texts: Texts): readonly SectionLine[] {
  if (!isExchange(notice)) return [];
  const { free, associated } = texts.screening;
  return [['todo', notice.elasticIp?.associated === false ? free : associated], ...exchangeCommands(notice, texts)];
}

export function exchangeCommands({ elasticIp }: Notice, texts: Texts): readonly SectionLine[] {
  const { account = '', region = '', allocationId = '' } = elasticIp ?? {};
  return [
    [null, texts.screening.account(account)],
    [null, `aws ec2 release-address --region ${region} --allocation-id ${allocationId}`],
    [null, `aws ec2 allocate-address --region ${region}`],
  ];
}

export function remedyLines({ finding }: Notice, texts: Texts): readonly SectionLine[] {
  if (finding === null || finding.remedy === null) return [];
  const { checkedOn, url: page } = remedyFacts(finding.remedy);
  const steps = stepsOf(finding.remedy, texts.remedies);
  const link = (url: string): string =>
    url === page && checkedOn !== undefined ? `${url} (${texts.checked(checkedOn)})` : url;
  return steps.flatMap(({ text, record, command, url }, at): readonly SectionLine[] => [
    [at === 0 ? 'todo' : null, steps.length === 1 ? text : `${at + 1}. ${text}`, STEP_LINES],
    ...said(null, record),
    ...said(null, command),
    ...said(null, url === undefined ? undefined : link(url)),
  ]);
}

/** Where the whole of it stands. */
function readOn({ target, incident }: Notice, wording: Wording): string {
  if (wording.endpoint !== undefined) return `${wording.endpoint}incidents/${incident}`;
  return sharedKind(target) === undefined ? `npx postwatch history ${target}` : 'npx postwatch incidents';
}

export const atEndpoint = ({ endpoint }: Wording): string => (endpoint === undefined ? '' : ` --endpoint ${endpoint}`);

const VERBATIM = /^(aws|dig|npx|postwatch|https?:) ?|^\S+ \d+ IN [A-Z]+ /;

function labelled(label: string, value: string, most: number): string[] {
  // What is to be copied stays whole; of the rest no more is looked at than can be shown.
  const isVerbatim = VERBATIM.test(value);
  const shown = printable(value, isVerbatim ? 2000 : (most + 2) * WIDTH);
  const lines = isVerbatim ? [MARGIN + shown] : wrap(shown, WIDTH, MARGIN);
  const [first = '', ...rest] = clipped(lines, most);
  return [`  ${padded(label, MARGIN.length - 3)} ${first.slice(MARGIN.length)}`.trimEnd(), ...rest];
}

function clipped(lines: readonly string[], most: number): readonly string[] {
  if (lines.length <= most) return lines;
  const last = lines[most - 1] ?? '';
  return [...lines.slice(0, most - 1), `${columns(last) < WIDTH ? last : last.slice(0, -1)}…`];
}

/** `25.113.0.203.zen.example A -> 127.0.0.2 (127.0.0.1:53, 2026-11-24 12:00:03 UTC)`. */
export function evidenceLine(evidence: Evidence, { noServer }: Pick<Texts, 'noServer'> = en): string {
  const { question, type, rcode, answers, resolver, at } = evidence;
  const answer = answers.length === 0 ? rcode : answers.join(', ');
  return `${question} ${type} -> ${printable(answer, 200)} (${resolver === '' ? noServer : resolver}, ${utc(at)})`;
}
