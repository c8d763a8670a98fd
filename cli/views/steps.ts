/** What to do, for a person: one numbered line an act; its command and its page stand alone, so that they can be copied. */
import type { Step } from '../../shared/model/remedy.ts';
import { hanging, paint, type Terminal } from '../terminal.ts';

export function adviceStepLines(steps: readonly Step[], indent: string, terminal: Terminal): readonly string[] {
  const label = `${' '.repeat(indent.length - 4)}${paint(terminal, 'cyan', 'do')}`;
  return steps.flatMap(({ text, command, url }, at) => [
    ...hanging(at === 0 ? label : indent, steps.length === 1 ? text : `${at + 1}. ${text}`, indent.length, terminal),
    ...[command, url]
      .flatMap((one) => one?.split('\n') ?? [])
      .map((line) => `${indent}${steps.length === 1 ? '' : '   '}${line}`),
  ]);
}
