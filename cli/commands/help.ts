import { ONE_COMMAND_AT_A_TIME } from '../act-words.ts';
import { type CommandCode, EXIT, UsageError } from '../command.ts';
import { commandNamed } from '../find-command.ts';
import { commandScreen, overviewScreen } from '../help/screen.ts';

export const help: CommandCode = {
  run: async (words, terminal, commands) => {
    const [name, extra] = words.positionals;
    if (extra !== undefined) throw new UsageError(ONE_COMMAND_AT_A_TIME);
    const lines =
      name === undefined ? overviewScreen(commands, terminal) : commandScreen(commandNamed(name, commands), terminal);
    for (const line of lines) terminal.print(line);
    return EXIT.pass;
  },
};
