import type { ListRow } from '../../adapters/runtime.ts';
import { noneSound } from '../../shared/dns/soundness.ts';
import { type CommandCode, EXIT } from '../command.ts';
import { commandWithout } from '../command-again.ts';
import { jsonDocument } from '../format.ts';
import { openRuntime } from '../runtime.ts';
import { complainOnce } from '../terminal.ts';
import { healthSum, listLines, testingText } from '../views/lists.ts';
import { noResolverLines } from '../views/resolver.ts';

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
      const resolver = isHealth ? await runtime.inspectPorts.proofs() : [];
      const shown = noneSound(resolver)
        ? [...noResolverLines(resolver, commandWithout('resolver', 'lists', words), terminal, ''), '']
        : [];
      const screen = shown.length > 0 ? [...shown, healthSum(rows, terminal)] : listLines(rows, isHealth, terminal);
      for (const line of words.has('json') ? [jsonDocument({ lists: rows })] : screen) terminal.print(line);
      for (const warning of runtime.warnings) terminal.complain(`postwatch: ${warning[terminal.language]}`);
      complainOnce(await runtime.whyUnknown(), !words.has('json') && shown.length > 0, terminal);
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
