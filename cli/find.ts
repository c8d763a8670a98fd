import { printable } from '../shared/model/text.ts';
import { type Command, UsageError } from './command.ts';
import { didYouMean } from './did-you-mean.ts';

/** Throws `UsageError`, with the command that was probably meant. */
export function commandNamed(name: string, commands: readonly Command[]): Command {
  const found = commands.find((one) => one.name === name);
  if (found !== undefined) return found;
  const near = didYouMean(
    name,
    commands.map((one) => one.name),
  );
  throw new UsageError(
    `unknown command "${printable(name, 40)}"${near === '' ? '; "postwatch --help" lists the commands' : near}`,
  );
}
