/** `check` for a person: the verdict first, then what is wrong with its proof and cure, then what is right and what was not seen. */
import { headline, type ListName } from '../shared/checks/headline.ts';
import type { Inspected, Inspection } from '../shared/checks/inspect.ts';
import { digLine, type Finding } from '../shared/model/finding.ts';
import { count } from '../shared/model/text.ts';
import { evidenceLine } from '../shared/notices/digest.ts';
import { paint, paintStatus, type Terminal, wrap } from './terminal.ts';

/** Evidence shown of one finding; `--json` has all of it. */
const MAX_EVIDENCE = 2;
const INDENT = '          ';

export function renderInspection(
  inspection: Inspection,
  notes: ReadonlyMap<string, string>,
  nameOf: (list: string) => ListName | undefined,
  terminal: Terminal,
): string[] {
  const { targets, queries, durationMs } = inspection;
  const blocks = targets.flatMap((target) => [...renderTarget(target, notes, nameOf, terminal), '']);
  return [...blocks, `${count(queries, 'DNS question')} in ${(durationMs / 1000).toFixed(1)} s`];
}

function renderTarget(
  inspected: Inspected,
  notes: ReadonlyMap<string, string>,
  nameOf: (list: string) => ListName | undefined,
  terminal: Terminal,
): string[] {
  const { target, status, findings, coverage } = inspected;
  const name = 'address' in target ? target.address : target.domain;
  const head = `${paint(terminal, 'bold', name)}  ${paintStatus(terminal, status, status.toUpperCase())}  ${headline(inspected, nameOf)}`;
  const note = notes.get(name);
  const bad = findings.filter((finding) => finding.status === 'fail' || finding.status === 'warn');
  const unknown = findings.filter((finding) => finding.status === 'unknown');
  const good = findings.filter((finding) => finding.status === 'pass');
  return [
    ...wrap(head, terminal.width, ''),
    ...(note === undefined ? [] : [`  note: ${note}`]),
    ...bad.flatMap((finding) => renderFinding(finding, terminal)),
    ...unknown.flatMap((finding) => renderUnknown(finding, terminal)),
    ...renderGood(good, terminal),
    ...coverage.notCovered.flatMap(({ list, why, how }) => [
      ...wrap(`${paint(terminal, 'dim', 'not covered')}  ${list}: ${why}; ${how}`, terminal.width, '  '),
    ]),
  ];
}

const label = ({ status, severity }: Finding): string =>
  `${status.toUpperCase()}${status === 'pass' || status === 'unknown' ? '' : ` ${severity}`}`;

function renderFinding(finding: Finding, terminal: Terminal): string[] {
  const { status, id, subject, summary, evidence, remedy } = finding;
  const lines = [
    '',
    `  ${paintStatus(terminal, status, label(finding))}  ${paint(terminal, 'bold', id)}  ${paint(terminal, 'dim', subject)}`,
  ];
  lines.push(...wrap(summary, terminal.width, INDENT));
  for (const one of evidence.slice(0, MAX_EVIDENCE)) {
    lines.push(`    asked ${evidenceLine(one)}`, paint(terminal, 'dim', `          ${digLine(one)}`));
  }
  if (remedy === null) return lines;
  const [first = '', ...rest] = wrap(remedy.text, terminal.width, INDENT);
  lines.push(`    ${paint(terminal, 'cyan', 'next')}  ${first.trimStart()}`, ...rest);
  for (const one of [remedy.command, remedy.url])
    if (one !== undefined) lines.push(...one.split('\n').map((line) => INDENT + line));
  return lines;
}

function renderUnknown(finding: Finding, terminal: Terminal): string[] {
  const how = finding.remedy === null ? '' : ` ${paint(terminal, 'dim', finding.remedy.text)}`;
  return wrap(
    `${paintStatus(terminal, 'unknown', 'UNKNOWN')}  ${finding.id}  ${finding.summary}${how}`,
    terminal.width,
    '  ',
  );
}

/** The lists that are clear take one line together; everything else that is right one line each. */
function renderGood(good: readonly Finding[], terminal: Terminal): string[] {
  const clear = good.filter(({ id }) => id === 'dnsbl.clear').map(({ subject }) => subject);
  const rest = good.filter(({ id }) => id !== 'dnsbl.clear');
  const lines = rest.flatMap(({ id, summary }) =>
    wrap(`${paintStatus(terminal, 'pass', 'PASS')}  ${id}  ${summary}`, terminal.width, '  '),
  );
  if (clear.length === 0) return lines;
  return [
    ...lines,
    ...wrap(
      `${paintStatus(terminal, 'pass', 'PASS')}  dnsbl.clear  on ${count(clear.length, 'list')}: ${clear.join(', ')}`,
      terminal.width,
      '  ',
    ),
  ];
}
