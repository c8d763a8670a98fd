import { writeFileSync } from 'node:fs';
import { it } from 'vitest';
import { commandsOf, LOOKUP_COMMANDS, ROUTES } from './commands.ts';
import { baseline, honestly } from './oracle.ts';
import { TRUTHS } from './truths.ts';

it('baseline', async () => {
  const out: string[] = [];
  const all = [...commandsOf(({ truth }) => honestly(truth)), ...LOOKUP_COMMANDS, ...ROUTES];
  for (const truth of TRUTHS) {
    out.push(`===== ${truth.id}`);
    for (const command of all) {
      const t = performance.now();
      const seen = await baseline(truth, command);
      out.push(
        `-- ${command.name} exit ${seen.exit} (${(performance.now() - t).toFixed(1)} ms) resolver ${seen.resolver}`,
        ...seen.told.map((x) => `   ${x}`),
        ...seen.unknown.map((x) => `   ??? ${x}`),
      );
      if (seen.exit === null || seen.exit > 3 || seen.told.length + seen.unknown.length === 0)
        out.push(seen.output.slice(0, 600));
    }
  }
  writeFileSync('/tmp/baseline.txt', out.join('\n'));
});
