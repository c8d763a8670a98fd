/** What to do, for a person: one numbered line an act; its record, command and page have lines of their own, so that they can be copied. */
import { forScreen } from '../../shared/model/manner.ts';
import type { Step } from '../../shared/model/remedy.ts';
import { columns } from '../../shared/model/text.ts';
import { hanging, type Terminal } from '../terminal.ts';

export const screenSteps = (steps: readonly Step[], { language }: Pick<Terminal, 'language'>): readonly Step[] =>
  steps.map((step) => ({ ...step, text: forScreen(step.text, language) }));

/** What is copied, a line each. */
export const copied = ({ record, command, url }: Step): readonly string[] =>
  [record, command, url].flatMap((one) => one?.split('\n') ?? []);

/** Below `indent`; one act alone has no number. A page follows its words where there is room. */
export function actLines(
  steps: readonly Step[],
  indent: string,
  { width }: Pick<Terminal, 'width'>,
): readonly string[] {
  return steps.flatMap((step, at) => {
    const number = steps.length === 1 ? '' : `${at + 1}. `;
    const column = indent.length + number.length;
    const lines = hanging(indent + number, step.text, column, { width });
    const [only, ...more] = copied(step);
    const [line = '', ...rest] = lines;
    const isShort = step.url === only && more.length === 0 && rest.length === 0;
    if (only !== undefined && isShort && columns(line) + 1 + columns(only) <= width) return [`${line} ${only}`];
    return [...lines, ...copied(step).map((one) => ' '.repeat(column) + one)];
  });
}
