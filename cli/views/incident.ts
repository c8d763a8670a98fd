/** Incidents, snoozes and histories for a person: marks as `check` has them, times in UTC and by the reader's clock. */

import type { IncidentView } from '../../shared/http/watch-view.ts';
import { summaryText } from '../../shared/model/finding.ts';
import type { Acknowledgement, Notice, Snooze, Transition } from '../../shared/model/incident.ts';
import { printable, wrap } from '../../shared/model/text.ts';
import { headlineOf } from '../../shared/notices/section.ts';
import { en } from '../../shared/notices/texts/en.ts';
import { timeText } from '../../shared/notices/times.ts';
import { isHomeName, isHomeOnly } from '../../shared/watch/incidents/groups.ts';
import { paint, paintStatus, type Terminal } from '../terminal.ts';

const INDENT = '        ';
/** Members of one incident over many that are named; `--json` has more. */
const MAX_NAMED = 10;

export type IncidentScreen = { readonly terminal: Terminal; readonly zone: string };

export function incidentLines(incident: IncidentView, { terminal, zone }: IncidentScreen): string[] {
  const { id, target, subject, finding, severity, status, summary, since, acknowledged, snoozed, flapping } = incident;
  const mark = paintStatus(terminal, status, `${status.toUpperCase()} ${severity}`);
  const about = subject === target || isHomeOnly(target) ? '' : `  ${paint(terminal, 'dim', printable(subject))}`;
  const { memberCount, members = [] } = incident;
  const named = members.slice(0, MAX_NAMED).join(', ');
  const remarks = [
    `since ${timeText(since, zone)}`,
    ...(memberCount === undefined ? [] : [`members: ${memberCount} (${named}${memberCount > MAX_NAMED ? ', …' : ''})`]),
    ...(acknowledged === undefined ? [] : [acknowledgedText(acknowledged, zone)]),
    ...(snoozed === undefined ? [] : [`snoozed (${snoozed})`]),
    ...(flapping === undefined ? [] : ['comes and goes']),
  ];
  return [
    `${paint(terminal, 'bold', id)}  ${printable(target, 260)}  ${mark}  ${finding}${about}`,
    ...wrap(printable(summary, 500), terminal.width, INDENT),
    ...remarks.flatMap((line) => wrap(line, terminal.width, INDENT)),
  ];
}

function acknowledgedText({ by, at, why, until }: Acknowledgement, zone: string): string {
  if (until === at) return `acknowledgement taken back by ${printable(by)} at ${timeText(at, zone)}`;
  const end = until === null ? '' : `, until ${timeText(until, zone)}`;
  return `acknowledged by ${printable(by)} at ${timeText(at, zone)}${end}: ${printable(why, 500)}`;
}

export function snoozeLines(snooze: Snooze, { terminal, zone }: IncidentScreen): string[] {
  const { id, by, why, from, until, target, list, finding } = snooze;
  const scope = [target, list === undefined ? undefined : `list ${list}`, finding].filter((one) => one !== undefined);
  return [
    `${paint(terminal, 'bold', id)}  ${printable(scope.join(', '), 300)}`,
    ...wrap(`from ${timeText(from, zone)} until ${timeText(until, zone)}`, terminal.width, INDENT),
    ...wrap(`by ${printable(by)}: ${printable(why, 500)}`, terminal.width, INDENT),
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

export function noticeLines(notice: Notice, { terminal, zone }: IncidentScreen): string[] {
  const { at, transition, incident, finding, before, acknowledged, muted } = notice;
  const status = TURN_STATUS[transition];
  const headline = headlineOf(notice, en);
  const head = status === undefined ? headline : paintStatus(terminal, status, headline);
  const about = finding ?? (transition === 'acknowledged' ? null : before);
  const summary = about === null ? undefined : summaryText(about);
  const remarks = [
    ...(summary === undefined ? [] : [printable(summary[terminal.language], 500)]),
    ...(acknowledged === undefined ? [] : [acknowledgedText(acknowledged, zone)]),
    ...(muted === undefined ? [] : [isHomeName(muted) ? `told of ${muted} as a whole` : `not told (${muted})`]),
    `incident ${incident}`,
  ];
  return [`${timeText(at, zone)}  ${head}`, ...remarks.flatMap((line) => wrap(line, terminal.width, INDENT))];
}
