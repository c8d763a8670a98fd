/** Incidents, snoozes and histories for a person: marks as `check` has them, times in UTC and by the reader's clock. */

import type { IncidentView } from '../../shared/http/watch-view.ts';
import { summaryText } from '../../shared/model/finding.ts';
import type { Acknowledgement, IncidentRecord, Notice, Snooze, Transition } from '../../shared/model/incident.ts';
import { forScreen } from '../../shared/model/manner.ts';
import { columns, printable, wrap } from '../../shared/model/text.ts';
import { headlineOf } from '../../shared/notices/section.ts';
import { timeText } from '../../shared/notices/times.ts';
import { CATALOGUES } from '../../shared/notices/wording.ts';
import { isHomeName, isHomeOnly } from '../../shared/watch/incidents/groups.ts';
import { paint, paintStatus, type Terminal } from '../terminal.ts';
import { INCIDENT_WORDS, type IncidentWords } from './incident-words.ts';

const INDENT = '        ';
/** Members of one incident over many that are named; `--json` has more. */
const MAX_NAMED = 10;

export type IncidentScreen = { readonly terminal: Terminal; readonly zone: string };

const wordsOn = ({ terminal }: IncidentScreen): IncidentWords => INCIDENT_WORDS[terminal.language];

const indented = (text: string, terminal: Terminal): readonly string[] => wrap(text, terminal.width, INDENT);

/** Parts on one line, each whole; what finds no room begins the next one. */
function flowed(parts: readonly string[], terminal: Terminal): readonly string[] {
  const lines: string[] = [];
  for (const part of parts) {
    const line = lines.at(-1);
    if (line !== undefined && columns(line) + 2 + columns(part) <= terminal.width)
      lines[lines.length - 1] = `${line}  ${part}`;
    else lines.push(line === undefined ? part : INDENT + part);
  }
  return lines;
}

export function incidentLines(incident: IncidentView, screen: IncidentScreen): readonly string[] {
  const { terminal, zone } = screen;
  const words = wordsOn(screen);
  const { id, target, subject, finding, severity, status, summary, since, acknowledged, snoozed, flapping } = incident;
  const isNamed = subject === target || isHomeOnly(target);
  const { memberCount, members = [] } = incident;
  const named = members.slice(0, MAX_NAMED).join(', ');
  const remarks = [
    words.since(timeText(since, zone)),
    ...(memberCount === undefined || areNamed(members, memberCount, summary)
      ? []
      : [words.members(memberCount, `${named}${memberCount > MAX_NAMED ? ', …' : ''}`)]),
    ...(acknowledged === undefined ? [] : [acknowledgedText(acknowledged, screen)]),
    ...(snoozed === undefined ? [] : [words.snoozed(snoozed)]),
    ...(flapping === undefined ? [] : [words.flapping]),
  ];
  return [
    ...flowed(
      [
        paint(terminal, 'bold', id),
        printable(target, 260),
        paintStatus(terminal, status, words.mark(status, severity)),
        finding,
        ...(isNamed ? [] : [paint(terminal, 'dim', printable(subject))]),
      ],
      terminal,
    ),
    ...[printable(summary, 500), ...remarks].flatMap((line) => indented(line, terminal)),
  ];
}

/** Whether the sentence above names them all. */
function areNamed(members: readonly string[], count: number, summary: string): boolean {
  const named = new Set(summary.split(/[\s,]+/).map((word) => word.replace(/\.$/, '')));
  return members.length === count && members.every((one) => named.has(one));
}

function acknowledgedText({ by, at, why, until }: Acknowledgement, screen: IncidentScreen): string {
  const words = wordsOn(screen);
  const time = (iso: string): string => timeText(iso, screen.zone);
  if (until === at) return words.takenBack(printable(by), time(at));
  return words.acknowledged(printable(by), time(at), until === null ? null : time(until), printable(why, 500));
}

/** How many are shown, and how many are not because they are acknowledged. */
export const incidentSum = (open: number, hidden: number, { language, width }: Terminal): readonly string[] =>
  wrap(INCIDENT_WORDS[language].incidents(open, hidden), width, '');

/** What became of an incident that was acted on. */
export const recordLine = ({ id, target, state }: IncidentRecord, { language }: Terminal): string =>
  `${id}  ${printable(target, 260)}  ${INCIDENT_WORDS[language].state[state]}`;

export function snoozeLines(snooze: Snooze, screen: IncidentScreen): readonly string[] {
  const { terminal, zone } = screen;
  const words = wordsOn(screen);
  const { id, by, why, from, until, target, list, finding } = snooze;
  const scope = [target, list === undefined ? undefined : words.list(list), finding].filter((one) => one !== undefined);
  return [
    ...flowed([paint(terminal, 'bold', id), ...scope.map((one) => printable(one, 260))], terminal),
    ...indented(words.span(timeText(from, zone), timeText(until, zone)), terminal),
    ...indented(words.reason(printable(by), printable(why, 500)), terminal),
  ];
}

/** With what it means, and how to end it. */
export function newSnoozeLines(snooze: Snooze, screen: IncidentScreen): readonly string[] {
  const { terminal } = screen;
  const words = wordsOn(screen);
  return [
    words.begun,
    ...snoozeLines(snooze, screen),
    ...wrap(words.meanwhile, terminal.width, ''),
    words.toEnd(`postwatch snooze --end ${snooze.id}`),
  ];
}

const TURN_STATUS: Readonly<Partial<Record<Transition, 'fail' | 'pass' | 'unknown' | 'warn'>>> = {
  opened: 'fail',
  worsened: 'fail',
  reminder: 'fail',
  flapping: 'warn',
  members: 'warn',
  improved: 'warn',
  cleared: 'pass',
  blind: 'unknown',
};

export function noticeLines(notice: Notice, screen: IncidentScreen): readonly string[] {
  const { terminal, zone } = screen;
  const words = wordsOn(screen);
  const { at, transition, incident, finding, before, acknowledged, muted } = notice;
  const status = TURN_STATUS[transition];
  const headline = headlineOf(notice, CATALOGUES[terminal.language]);
  const about = finding ?? (transition === 'acknowledged' ? null : before);
  const remarks = [
    ...(about === null ? [] : [printable(forScreen(summaryText(about)[terminal.language], terminal.language), 500)]),
    ...(acknowledged === undefined ? [] : [acknowledgedText(acknowledged, screen)]),
    ...(muted === undefined ? [] : [isHomeName(muted) ? words.notifiedAs(muted) : words.notNotified(muted)]),
    words.incident(incident),
  ];
  const time = timeText(at, zone);
  const painted = (text: string): string => (status === undefined ? text : paintStatus(terminal, status, text));
  const isOneLine = columns(time) + 2 + columns(headline) <= terminal.width;
  return [
    isOneLine ? `${time}  ${painted(headline)}` : time,
    ...(isOneLine ? [] : wrap(headline, terminal.width - INDENT.length, '').map((line) => INDENT + painted(line))),
    ...remarks.flatMap((line) => indented(line, terminal)),
  ];
}
