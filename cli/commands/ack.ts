import type { IncidentRecord } from '../../shared/model/incident.ts';
import { isId } from '../../shared/model/incident.ts';
import { printable } from '../../shared/model/text.ts';
import { type CommandCode, EXIT, Refused, UsageError, type Words } from '../command.ts';
import { everyIncident, isAbout, readTargetFlag } from '../incidents.ts';
import type { Terminal } from '../terminal.ts';
import { openWatchApi, type WatchApi } from '../watch-api.ts';

type Answer = { readonly incident: IncidentRecord };

export const ack: CommandCode = {
  run: async (words, terminal) => {
    const wanted = readWanted(words);
    if (words.text('why') === undefined) throw new UsageError('ack needs --why: a line for whoever asks later');
    const api = await openWatchApi(words, terminal);
    const ids = await idsOf(wanted, api);
    const body = { why: words.text('why'), until: words.text('until'), zone: api.zone };
    const answers: Answer[] = [];
    const refused: Refused[] = [];
    for (const id of ids) {
      try {
        answers.push((await api.call('POST', `/incidents/${encodeURIComponent(id)}/acknowledge`, body)) as Answer);
      } catch (error) {
        // One that has just cleared is no reason to leave the others.
        if (!(error instanceof Refused) || ids.length === 1) throw error;
        refused.push(error);
      }
    }
    show(answers, ids, words, terminal);
    for (const { message } of refused) terminal.complain(`postwatch: ${printable(message, 500)}`);
    return Math.max(EXIT.pass, ...refused.map(({ exit }) => exit));
  },
};

/** One incident is answered as it is, several as a list. */
function show(answers: readonly Answer[], ids: readonly string[], words: Words, terminal: Terminal): void {
  const incidents = answers.map(({ incident }) => incident);
  const [only] = answers;
  if (words.has('json'))
    terminal.print(JSON.stringify(ids.length === 1 && only !== undefined ? only : { incidents }, null, 2));
  else for (const { id, target, state } of incidents) terminal.print(`${id}  ${printable(target, 260)}  ${state}`);
}

type Wanted = { readonly ids: readonly string[] } | { readonly target: string };

/** Throws `UsageError`. */
function readWanted(words: Words): Wanted {
  const target = words.text('target');
  const ids = words.positionals;
  if (words.has('all') !== (target !== undefined))
    throw new UsageError('--all and --target go together: ack --all --target 203.0.113.25 --why text');
  if (target !== undefined && ids.length > 0)
    throw new UsageError('ack takes either incidents or --all with --target, not both');
  if (target !== undefined) return { target: readTargetFlag(target) };
  if (ids.length === 0 || ids.includes(''))
    throw new UsageError('ack needs one incident or more, as "postwatch incidents" shows them');
  return { ids: [...new Set(ids)] };
}

const SHORTEST = 4;

/** All of them, or none: a prefix that could be meant for two acknowledges nothing. */
async function idsOf(wanted: Wanted, api: WatchApi): Promise<readonly string[]> {
  if ('target' in wanted) {
    const open = (await everyIncident(api)).filter(isAbout(wanted.target));
    const ids = open.filter(({ acknowledged }) => acknowledged === undefined).map(({ id }) => id);
    if (ids.length > 0) return ids;
    const why = open.length === 0 ? 'no incident is open' : 'all open incidents are acknowledged already';
    throw new Refused(`${printable(wanted.target, 260)}: ${why}`, EXIT.fail);
  }
  // A whole id, or what is none at all: the API answers for it.
  const isPrefix = (word: string): boolean => /^[0-9a-f]+$/.test(word) && !isId(word) && word.length < 12;
  if (!wanted.ids.some(isPrefix)) return wanted.ids;
  const known = (await everyIncident(api)).map(({ id }) => id);
  return [...new Set(wanted.ids.map((word) => (isPrefix(word) ? theOne(word, known) : word)))];
}

function theOne(prefix: string, known: readonly string[]): string {
  if (prefix.length < SHORTEST)
    throw new UsageError(`"${prefix}" is too short: give at least ${SHORTEST} characters of the id`);
  const found = known.filter((id) => id.startsWith(prefix));
  const [only] = found;
  if (only === undefined) throw new Refused(`no open incident begins with "${prefix}"`, EXIT.fail);
  if (found.length > 1) throw new UsageError(`"${prefix}" could be any of ${found.slice(0, 5).join(', ')}`);
  return only;
}
