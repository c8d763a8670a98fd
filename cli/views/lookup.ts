/** A lookup for a person: its records, then what was found out about them, worst first. */

import { TYPES } from '../../shared/dns/rdata.ts';
import { noneSound } from '../../shared/dns/soundness.ts';
import { helpRows, type LookupFinding, type LookupResult } from '../../shared/lookups/lookup.ts';
import { lookupSteps } from '../../shared/lookups/remedies/render.ts';
import { answersIn, digLine, type Evidence, summaryText } from '../../shared/model/finding.ts';
import { forScreen } from '../../shared/model/manner.ts';
import { columns, wrap } from '../../shared/model/text.ts';
import { bothSeconds } from '../../shared/notices/times.ts';
import { hanging, paint, paintStatus, type Terminal } from '../terminal.ts';
import { evidenceZone } from './evidence.ts';
import { grid } from './grid.ts';
import { belowTable, blacklistLines, type Shown } from './lookup-blacklist.ts';
import { recordLines } from './lookup-records.ts';
import { LOOKUP_LABELS, recordsIn } from './lookup-words.ts';
import { askedOf, noResolverLines, renderResolvers } from './resolver.ts';
import { STATUS_MARKS, STATUS_WORDS } from './status-words.ts';
import { actLines, screenSteps } from './steps.ts';

/** All lookups, a line or more each. */
export function lookupOverview(terminal: Terminal): readonly string[] {
  const { language, width } = terminal;
  const heads = [LOOKUP_LABELS.command, LOOKUP_LABELS.example, LOOKUP_LABELS.shows].map((label) => [label[language]]);
  const rows = helpRows(language).map(({ name, example, about }) => [[name], [example], [about]]);
  const bold = (text: string, _: number, row: number): string => (row === 0 ? paint(terminal, 'bold', text) : text);
  const lines = grid([heads, ...rows], width, bold);
  if (lines !== null) return lines;
  // On a narrow screen what it shows is below it.
  return rows.flatMap(([, example, about]) => [
    ...(example ?? []).map((text) => paint(terminal, 'bold', text)),
    ...(about ?? []).flatMap((text) => wrap(text, width, '  ')),
  ]);
}

/** `again`: the command, to be run with another resolver. */
export function lookupLines(result: LookupResult, terminal: Terminal, again: string | null = null): readonly string[] {
  const { command, argument, note, status, resolver, records, durationMs } = result;
  const { language, width } = terminal;
  const title = `${paint(terminal, 'bold', `${command}:${argument}`)}  ${paintStatus(terminal, status, STATUS_WORDS[status][language])}`;
  // Nothing of it is a verdict then, so nothing of it is worth a line.
  const isBlind = noneSound(resolver);
  const rows = command === 'blacklist' ? blacklistLines(result, terminal) : recordLines(records, terminal);
  return [
    ...(isBlind ? [] : renderResolvers(resolver, terminal, again)),
    title,
    ...(note === undefined ? [] : wrap(`${LOOKUP_LABELS.note[language]}: ${note[language]}`, width, '  ')),
    ...(records.length === 0 ? [] : ['', ...rows]),
    ...(isBlind ? ['', ...noResolverLines(resolver, again, terminal)] : findingLines(result, terminal)),
    '',
    `${recordsIn(records.length, (durationMs / 1000).toFixed(1))[language]}${askedOf(resolver, language)}`,
  ];
}

/** Each problem is a paragraph; what is right is a line each. */
function findingLines({ failed, warnings, timeouts, passed, argument }: LookupResult, terminal: Terminal) {
  const seen = new Set<string>();
  const problems = belowTable([...failed, ...warnings, ...timeouts], terminal.language);
  const good = belowTable(passed, terminal.language);
  return [
    ...problems.flatMap((shown) => [
      '',
      ...headLines(shown, argument, terminal),
      ...adviceLines(shown.finding, terminal),
      ...freshEvidence(shown, seen).flatMap((one) => seenLines(one, terminal)),
    ]),
    ...(good.length === 0 ? [] : ['']),
    ...good.flatMap((shown) => [...headLines(shown, argument, terminal), ...adviceLines(shown.finding, terminal)]),
  ];
}

/** `seen`: what is above already and need not be read again. */
function freshEvidence({ finding, headline }: Shown, seen: Set<string>): readonly Evidence[] {
  const most = headline !== undefined && finding.status === 'unknown' ? 1 : 2;
  const fresh = finding.evidence.slice(0, most).filter((one) => !seen.has(keyOf(one)));
  for (const one of fresh) seen.add(keyOf(one));
  return fresh;
}

const INDENT = '    ';

/** The fact behind its mark; its id at the right edge, where there is room. */
function headLines({ finding, headline }: Shown, argument: string, terminal: Terminal): readonly string[] {
  const { status, id, subject } = finding;
  const summary = headline ?? forScreen(summaryText(finding)[terminal.language], terminal.language);
  const isNamed = headline !== undefined || subject === argument || summary.includes(subject);
  const mark = paintStatus(terminal, status, STATUS_MARKS[status]);
  const lines = hanging(`  ${mark}`, isNamed ? summary : `${subject}: ${summary}`, INDENT.length, terminal);
  const last = lines.at(-1) ?? '';
  const blank = terminal.width - columns(last) - id.length;
  const shown = paint(terminal, 'dim', id);
  return blank < 2 ? [...lines, INDENT + shown] : [...lines.slice(0, -1), last + ' '.repeat(blank) + shown];
}

const adviceLines = ({ remedy }: LookupFinding, terminal: Terminal): readonly string[] =>
  remedy === null ? [] : actLines(screenSteps(lookupSteps(remedy, terminal.language), terminal), INDENT, terminal);

/** What was said over a connection cannot be repeated with `dig`. */
const isQuestion = ({ type }: Evidence): boolean => TYPES.some((one) => one === type);

const keyOf = (evidence: Evidence): string => evidenceText(evidence, { language: 'en', zone: () => 'UTC' });

/** All of it: a key or a record that is cut cannot be compared. */
function evidenceText(evidence: Evidence, { language, zone }: Pick<Terminal, 'language' | 'zone'>): string {
  const { question, type, rcode, resolver, at } = evidence;
  const answers = answersIn(evidence, language);
  const server = resolver === '' ? LOOKUP_LABELS.noServer[language] : resolver;
  return `${question} ${type} -> ${answers.length === 0 ? rcode : answers.join(', ')} (${server}, ${bothSeconds(at, evidenceZone(language, zone), { withDay: true })})`;
}

function seenLines(evidence: Evidence, terminal: Terminal): readonly string[] {
  const label = LOOKUP_LABELS.seen[terminal.language];
  const indent = INDENT.length + columns(label) + 2;
  const lines = hanging(INDENT + paint(terminal, 'cyan', label), evidenceText(evidence, terminal), indent, terminal);
  if (!isQuestion(evidence)) return lines;
  const dig = digLine(evidence);
  const fits = indent + columns(dig) <= terminal.width;
  return [...lines, paint(terminal, 'dim', (fits ? ' '.repeat(indent) : INDENT) + dig)];
}
