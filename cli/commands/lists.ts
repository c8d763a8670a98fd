import type { ListRow } from '../../adapters/runtime.ts';
import { type CommandCode, EXIT } from '../command.ts';
import { jsonDocument } from '../format.ts';
import { openRuntime } from '../runtime.ts';
import { listLines, testingText } from '../views/lists.ts';

export const lists: CommandCode = {
  run: async (words, terminal) => {
    const runtime = await openRuntime(words);
    const isHealth = words.has('health');
    // What programs read is English.
    const language = words.has('json') ? 'en' : terminal.language;
    try {
      const rows = isHealth
        ? await runtime.listHealth((done, all) => terminal.progress(testingText(done, all, terminal)), language)
        : runtime.listStates(words.has('all'), language);
      terminal.progress('');
      for (const line of words.has('json') ? [jsonDocument({ lists: rows })] : listLines(rows, isHealth, terminal))
        terminal.print(line);
      const dead = await runtime.whyUnknown();
      for (const warning of [...runtime.warnings, ...(dead === null ? [] : [dead])])
        terminal.complain(`postwatch: ${warning[terminal.language]}`);
      return isHealth ? exitOf(rows) : EXIT.pass;
    } finally {
      runtime.close();
    }
  },
};

function exitOf(rows: readonly ListRow[]): number {
  const healthy = rows.filter(({ state }) => state === 'healthy').length;
  if (healthy === 0) return EXIT.unknown;
  return healthy === rows.length ? EXIT.pass : EXIT.warn;
}
