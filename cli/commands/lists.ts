import type { ListRow } from '../../adapters/runtime.ts';
import { count, wrap } from '../../shared/model/text.ts';
import { type CommandCode, EXIT } from '../command.ts';
import { openRuntime } from '../runtime.ts';
import { paint, type Terminal, table } from '../terminal.ts';

export const lists: CommandCode = {
  run: async (words, terminal) => {
    const runtime = openRuntime(words);
    // What programs read is English.
    const language = words.has('json') ? 'en' : terminal.language;
    try {
      const rows = words.has('health')
        ? await runtime.listHealth(
            (done, all) => terminal.progress(`asking controls: ${done} of ${all} lists`),
            language,
          )
        : runtime.listStates(words.has('all'), language);
      terminal.progress('');
      if (words.has('json')) terminal.print(JSON.stringify({ lists: rows }, null, 2));
      else for (const line of render(rows, words.has('health'), terminal)) terminal.print(line);
      const dead = await runtime.whyUnknown();
      for (const warning of [...runtime.warnings, ...(dead === null ? [] : [dead])])
        terminal.complain(`postwatch: ${warning[terminal.language]}`);
      return words.has('health') ? exitOf(rows) : EXIT.pass;
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

function render(rows: readonly ListRow[], health: boolean, terminal: Terminal): string[] {
  const cells = rows.map(({ id, zone, scope, severity, state }) => [id, scope.join(','), severity, state, zone ?? '-']);
  const good = rows.filter(({ state }) => state === 'healthy' || state === 'on').length;
  const [head = '', ...lines] = table([['LIST', 'SCOPE', 'SEVERITY', 'STATE', 'ZONE'], ...cells], (cell, column, row) =>
    style(terminal, cell, column, row),
  );
  return [
    head,
    // A reason may be of several lines: it stands below its list.
    ...lines.flatMap((line, at) => [line, ...reason(rows[at]?.why ?? '', terminal)]),
    '',
    health
      ? `${good} of ${count(rows.length, 'list')} healthy from here`
      : `${count(good, 'list')} asked by default from here`,
  ];
}

const reason = (why: string, terminal: Terminal): readonly string[] =>
  why === '' ? [] : wrap(why, terminal.width, '        ').map((line) => paint(terminal, 'dim', line));

function style(terminal: Terminal, cell: string, column: number, row: number): string {
  if (row === 0) return paint(terminal, 'bold', cell);
  if (column !== 3) return cell;
  const state = cell.trim();
  return paint(
    terminal,
    state === 'healthy' || state === 'on' ? 'green' : state === 'off' || state === 'dead' ? 'dim' : 'yellow',
    cell,
  );
}
