import { printable } from '../../shared/model/text.ts';
import { needsOneShell } from '../act-words.ts';
import { type CommandCode, EXIT, UsageError } from '../command.ts';
import { COMPLETIONS } from '../help/completion.ts';
import { notOneOf } from '../usage-words.ts';

export const completion: CommandCode = {
  run: async (words, terminal, commands) => {
    const [shell, extra] = words.positionals;
    const shells = Object.keys(COMPLETIONS);
    if (shell === undefined || extra !== undefined) throw new UsageError(needsOneShell(shells.join(', ')));
    const script = new Map(Object.entries(COMPLETIONS)).get(shell);
    if (script === undefined) throw new UsageError(notOneOf(printable(shell, 40), shells));
    for (const line of script(commands)) terminal.print(line);
    return EXIT.pass;
  },
};
