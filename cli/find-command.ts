import { printable } from '../shared/model/text.ts';
import { type Command, UnknownWord, UsageError } from './command.ts';
import { unknownCommand, unknownFlag } from './usage-words.ts';

/** Throws `UsageError`. */
export function commandNamed(name: string, commands: readonly Command[]): Command {
  const found = commands.find((one) => one.name === name);
  if (found !== undefined) return found;
  if (name.startsWith('-')) throw new UsageError(unknownFlag(printable(name, 40), null));
  const names = commands.map((one) => one.name);
  throw new UnknownWord(name, names, (near) => unknownCommand(printable(name, 40), near));
}
