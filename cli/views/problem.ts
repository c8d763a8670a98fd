/** One problem for a person: what it is, why it matters, what to do, and what shows it. */

import { findingTitle, type ListNames } from '../../shared/checks/titles.ts';
import { type Finding, summaryText } from '../../shared/model/finding.ts';
import { isNotified, noticeWords } from '../../shared/model/findings/words.ts';
import { forScreen } from '../../shared/model/manner.ts';
import { columns } from '../../shared/model/text.ts';
import { stepsIn } from '../../shared/remedies/in-language.ts';
import { hanging, paint, paintStatus, type Terminal } from '../terminal.ts';
import { wrapWhole } from '../wrap-whole.ts';
import { repeatLine, seenLines } from './evidence.ts';
import { INSPECTION_WORDS } from './inspection-words.ts';
import { SEVERITY_WORDS, STATUS_WORDS } from './status-words.ts';
import { actLines, copied, screenSteps } from './steps.ts';

const INDENT = '  ';
/** Evidence shown of one finding; verbose screens and `--json` have all of it. */
const MOST_SEEN = 2;

/** Columns that a title needs beside its id. */
const LEAST_TITLE = 22;

/** Advice that was shown, and for which target: what is the same for several is written once. */
export type ShownAdvice = Map<string, string>;

export type ProblemScreen = {
  readonly nameOf: ListNames;
  readonly verbose: boolean;
  readonly shown: ShownAdvice;
};

export function problemLines(finding: Finding, screen: ProblemScreen, terminal: Terminal): readonly string[] {
  const { usedBy, id } = finding;
  const { language, width } = terminal;
  const words = INSPECTION_WORDS[language];
  const why = isNotified(id) ? wrapWhole(noticeWords(id)[language].why, width, INDENT) : [];
  return [
    ...titleLines(finding, screen, terminal),
    ...wrapWhole(forScreen(summaryText(finding)[language], language), width, INDENT),
    ...why,
    ...(usedBy === undefined ? [] : wrapWhole(words.usedBy(usedBy.join(', ')), width, INDENT)),
    ...adviceLines(finding, screen, terminal),
    ...evidenceOfProblem(finding, screen, terminal),
  ];
}

/** The id is at the right edge, where it is in nobody's way. */
function titleLines(finding: Finding, { nameOf }: ProblemScreen, terminal: Terminal): readonly string[] {
  const { status, severity, id } = finding;
  const { language, width } = terminal;
  const label =
    status === 'unknown' ? STATUS_WORDS.unknown[language] : SEVERITY_WORDS[severity][language].toUpperCase();
  const title = capital(findingTitle(finding, nameOf)[language]);
  const column = columns(label) + 2;
  // Where there is no room beside it, the id has a line of its own.
  const hasRoom = width - columns(id) - column >= LEAST_TITLE;
  const [first = '', ...rest] = hanging(label, title, column, {
    width: hasRoom ? width - columns(id) - 2 : width,
  });
  const space = ' '.repeat(Math.max(2, width - columns(first) - columns(id)));
  const painted = paintStatus(terminal, status, label) + paint(terminal, 'bold', first.slice(label.length));
  const more = rest.map((line) => paint(terminal, 'bold', line));
  const edge = paint(terminal, 'dim', id);
  return hasRoom ? [painted + space + edge, ...more] : [painted, ...more, INDENT + edge];
}

/** A name in DNS keeps its case. */
const capital = (text: string): string => (/^\S*\./.test(text) ? text : text.slice(0, 1).toUpperCase() + text.slice(1));

function adviceLines(finding: Finding, { shown, verbose }: ProblemScreen, terminal: Terminal): readonly string[] {
  const { remedy, target } = finding;
  if (remedy === null) return [];
  const steps = screenSteps(stepsIn(remedy, terminal.language), terminal);
  const words = INSPECTION_WORDS[terminal.language];
  // Two targets' advice is the same if only what is to be copied differs.
  const exact = JSON.stringify(remedy);
  const alike = JSON.stringify([finding.id, steps.map(({ text }) => text.replaceAll(target, ''))]);
  const [same, like] = [shown.get(exact), shown.get(alike)];
  if (!verbose && same !== undefined) return wrapWhole(words.asFor(same), terminal.width, INDENT);
  if (!verbose && like !== undefined) {
    const values = steps.flatMap(copied).filter((line) => line.includes(target) || / IN [A-Z]+ /.test(line));
    if (values.length > 0)
      return [
        ...wrapWhole(words.asForWith(like), terminal.width, INDENT),
        ...values.map((line) => `${INDENT}   ${line}`),
      ];
  }
  shown.set(exact, target);
  shown.set(alike, target);
  return actLines(steps, INDENT, terminal);
}

/** The operator's reason is in the summary already. */
const isReason = (finding: Finding, type: string): boolean => finding.check === 'dnsbl' && type === 'TXT';

function evidenceOfProblem(finding: Finding, { verbose }: ProblemScreen, terminal: Terminal): readonly string[] {
  const { evidence } = finding;
  const some = verbose ? evidence : evidence.filter(({ type }) => !isReason(finding, type)).slice(0, MOST_SEEN);
  const { seen } = INSPECTION_WORDS[terminal.language];
  const indent = ' '.repeat(columns(INDENT + seen) + 2);
  return some.flatMap((one, at) => {
    const [first = '', ...rest] = seenLines(one, indent, terminal);
    const labelled = at === 0 ? `${INDENT}${paint(terminal, 'cyan', seen)}  ${first.slice(indent.length)}` : first;
    return [labelled, ...rest, ...(verbose ? repeatLine(one, indent, terminal) : [])];
  });
}
