import { printable } from '../../shared/model/text.ts';
import { type CommandCode, EXIT, UsageError } from '../command.ts';
import { COMPLETIONS } from '../help/completion.ts';

export const completion: CommandCode = {
  run: async (words, terminal, commands) => {
    const [shell, extra] = words.positionals;
    if (shell === undefined || extra !== undefined)
      throw new UsageError(`completion needs one shell: ${Object.keys(COMPLETIONS).join(', ')}`);
    const script = new Map(Object.entries(COMPLETIONS)).get(shell);
    if (script === undefined)
      throw new UsageError(`"${printable(shell, 40)}" is not one of ${Object.keys(COMPLETIONS).join(', ')}`);
    for (const line of script(commands)) terminal.print(line);
    return EXIT.pass;
  },
};
