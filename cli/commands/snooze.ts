import type { Snooze } from '../../shared/model/incident.ts';
import { count, printable } from '../../shared/model/text.ts';
import { COMMON_HELP, type Command, EXIT, UsageError, type Words } from '../command.ts';
import { type IncidentScreen, snoozeLines } from '../views/incident.ts';
import { ENDPOINT_EXIT, ENDPOINT_FLAGS, ENDPOINT_HELP, openWatchApi, type WatchApi } from '../watch-api.ts';

/** What a new snooze is made of, in the API's words. */
const FIELDS = ['target', 'list', 'finding', 'from', 'until', 'for', 'why'] as const;

export const snooze: Command = {
  name: 'snooze',
  summary: 'tell nobody about a target, a list or a finding for a while',
  help: `postwatch snooze [--target t] [--list l] [--finding f]
                 --for duration|--until time [--from time] --why text
postwatch snooze
postwatch snooze --end <id>

What happens meanwhile is remembered and not told; what still stands when it is
over is told then. Where several scopes are given, all of them must match.
Without any word it shows the snoozes that are not over. It may run beside the
watch.

  --target t       an address or a domain
  --list l         the id of a list
  --finding f      the id of a finding, such as ptr.generic
  --for duration   such as 30m, 2h, 3d, 1w
  --until time     such as 2026-11-27T06:00Z, or a duration
  --from time      a later beginning, for a maintenance that is planned
                   (default: now)
  --why text       a line for whoever asks later
  --end id         ends one before its time
${ENDPOINT_HELP}
${COMMON_HELP}

Exit code: 0 done, ${ENDPOINT_EXIT}.

  postwatch snooze --target 203.0.113.25 --finding ptr.generic --for 3d --why "ticket 7"
  postwatch snooze --list spamcop --from 2026-11-28T22:00Z --for 4h --why "ticket 8"`,
  flags: {
    ...ENDPOINT_FLAGS,
    ...Object.fromEntries([...FIELDS, 'end'].map((name) => [name, { type: 'string' }] as const)),
  },

  run: async (words, terminal) => {
    if (words.positionals.length > 0)
      throw new UsageError(
        `snooze takes no words, and got "${printable(words.positionals[0] ?? '', 40)}" (expected such as --target)`,
      );
    const given = FIELDS.filter((name) => words.text(name) !== undefined);
    const end = words.text('end');
    if (end !== undefined && given.length > 0)
      throw new UsageError(`--end ends a snooze that is there, and --${given[0]} is for a new one`);
    const api = await openWatchApi(words, terminal);
    const shown = { terminal, zone: api.zone };
    if (end !== undefined) await finish(end, words, api, shown);
    else if (given.length === 0) await show(words, api, shown);
    else await begin(words, api, shown);
    return EXIT.pass;
  },
};

async function begin(words: Words, { call, zone }: WatchApi, shown: IncidentScreen): Promise<void> {
  if (words.text('why') === undefined) throw new UsageError('snooze needs --why: a line for whoever asks later');
  const fields = Object.fromEntries(FIELDS.map((name) => [name, words.text(name)]));
  const answer = (await call('POST', '/snoozes', { ...fields, zone })) as { readonly snooze: Snooze };
  print(words, answer, snoozeLines(answer.snooze, shown), shown);
}

async function show(words: Words, { call }: WatchApi, shown: IncidentScreen): Promise<void> {
  const answer = (await call('GET', '/snoozes')) as { readonly snoozes: readonly Snooze[] };
  const { snoozes } = answer;
  const lines = snoozes.flatMap((one) => snoozeLines(one, shown));
  print(
    words,
    answer,
    [...lines, snoozes.length === 0 ? 'nothing is snoozed' : count(snoozes.length, 'snooze')],
    shown,
  );
}

async function finish(id: string, words: Words, { call }: WatchApi, shown: IncidentScreen): Promise<void> {
  if (id === '') throw new UsageError('--end needs the id of a snooze ("postwatch snooze" shows them)');
  const answer = (await call('DELETE', `/snoozes/${encodeURIComponent(id)}`)) as object;
  print(words, answer, [`${id} is over`], shown);
}

function print(words: Words, answer: object, lines: readonly string[], { terminal }: IncidentScreen): void {
  if (words.has('json')) terminal.print(JSON.stringify(answer, null, 2));
  else for (const line of lines) terminal.print(line);
}
