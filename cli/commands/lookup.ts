import { helpRows, publishedLookup, readLookup, runLookup } from '../../shared/lookups/lookup.ts';
import { type CommandCode, EXIT, UsageError } from '../command.ts';
import { commandWithout } from '../command-again.ts';
import { jsonDocument } from '../format.ts';
import { openRuntime, orThrow } from '../runtime.ts';
import { complainOnce } from '../terminal.ts';
import { lookupLines, lookupOverview } from '../views/lookup.ts';
import { lookingUp, NOT_ONE_LOOKUP } from '../views/lookup-words.ts';

export const lookupCommand: CommandCode = {
  run: async (words, terminal) => {
    const [text, extra] = words.positionals;
    if (text === undefined || extra !== undefined) throw new UsageError(NOT_ONE_LOOKUP);
    if (text === 'help') {
      for (const line of words.has('json') ? [jsonDocument({ lookups: helpRows() })] : lookupOverview(terminal))
        terminal.print(line);
      return EXIT.pass;
    }
    const asked = orThrow(readLookup(text));
    const runtime = await openRuntime(words);
    try {
      terminal.progress(lookingUp(`${asked.command}:${asked.argument}`)[terminal.language]);
      const result = await runLookup(asked, runtime.lookupPorts);
      terminal.progress('');
      const again = commandWithout('resolver', 'lookup', words);
      for (const line of words.has('json')
        ? [jsonDocument(publishedLookup(result))]
        : lookupLines(result, terminal, again))
        terminal.print(line);
      complainOnce(await runtime.whyUnknown(), !words.has('json'), terminal);
      return EXIT[result.status];
    } finally {
      runtime.close();
    }
  },
};
