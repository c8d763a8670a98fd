import type { ListRow } from '../../adapters/runtime.ts';
import { count, wrap } from '../../shared/model/text.ts';
import { COMMON_HELP, type Command, EXIT, UsageError } from '../command.ts';
import { openRuntime } from '../runtime.ts';
import { paint, type Terminal, table } from '../terminal.ts';

export const lists: Command = {
  name: 'lists',
  summary: 'the blocklists that are known, and with --health whether each answers from here',
  help: `postwatch lists [--health] [--all]

Shows the lists that are asked, and those that would be with a key. --health
asks each for its controls (RFC 5782): its test entry must be listed, and what
nobody can list must not be. A list that fails them is never believed, neither
when it says "listed" nor when it says nothing.

  --health   ask the controls of each list from here
  --all      the whole table, dead lists and those that are off by default
             included
${COMMON_HELP}

Exit code: 0 (with --health: all healthy), 1 some are not, 3 none is, 64 wrong
words.

  postwatch lists --health
  postwatch lists --health --resolver 127.0.0.1:53`,
  flags: { health: { type: 'boolean' }, all: { type: 'boolean' } },

  run: async (words, terminal) => {
    if (words.positionals.length > 0) throw new UsageError(`lists takes no words, and got "${words.positionals[0]}"`);
    const runtime = openRuntime(words);
    try {
      const rows = words.has('health')
        ? await runtime.listHealth((done, all) => terminal.progress(`asking controls: ${done} of ${all} lists`))
        : runtime.listStates(words.has('all'));
      terminal.progress('');
      if (words.has('json')) terminal.print(JSON.stringify({ lists: rows }, null, 2));
      else for (const line of render(rows, words.has('health'), terminal)) terminal.print(line);
      const dead = await runtime.whyUnknown();
      for (const warning of [...runtime.warnings, ...(dead === null ? [] : [dead])])
        terminal.complain(`postwatch: ${warning}`);
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
