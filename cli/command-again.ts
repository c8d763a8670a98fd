/** The command that was typed, as a line to run again. */
import { printable } from '../shared/model/text.ts';
import type { Words } from './command.ts';

/** A word as a shell takes it. */
export const inShell = (text: string): string => {
  const shown = printable(text, 200);
  return /^[\w@%+=:,./-]+$/.test(shown) ? shown : `'${shown.replaceAll("'", "'\\''")}'`;
};

/** What is longer is not worth printing again. */
const LONGEST = 120;

/** `flag` with its value is left out. Null where it is too long, or reads what was typed or piped in once. */
export function commandWithout(flag: string, command: string, { typed }: Pick<Words, 'typed'>): string | null {
  const kept = typed.filter(
    (word, at) => word !== `--${flag}` && typed[at - 1] !== `--${flag}` && !word.startsWith(`--${flag}=`),
  );
  const line = ['postwatch', command, ...kept.map(inShell)].join(' ');
  return kept.includes('-') || line.length > LONGEST ? null : line;
}
