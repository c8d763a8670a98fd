/** What to do, for a person: one numbered line an act; its command and its page stand alone, so that they can be copied. */
import type { Step } from '../../shared/model/remedy.ts';
import { labelled, type Terminal } from '../terminal.ts';

export function adviceStepLines(steps: readonly Step[], indent: string, terminal: Terminal): readonly string[] {
  const columns = { label: indent.length - 4, text: indent.length };
  return steps.flatMap(({ text, command, url }, at) => [
    ...labelled(at === 0 ? 'do' : '', steps.length === 1 ? text : `${at + 1}. ${text}`, columns, terminal),
    ...[command, url]
      .flatMap((one) => one?.split('\n') ?? [])
      .map((line) => `${indent}${steps.length === 1 ? '' : '   '}${line}`),
  ]);
}
