/** Which incidents are meant: by their ids or the beginnings of them, or all of a target. */
import type { IncidentView } from '../shared/http/watch-view.ts';
import { type IncidentRecord, isId } from '../shared/model/incident.ts';
import { printable } from '../shared/model/text.ts';
import { EXIT, Refused, UsageError, type Words } from './command.ts';
import { everyIncident, isAbout, readTargetFlag } from './incidents.ts';
import type { Terminal } from './terminal.ts';
import type { WatchApi } from './watch-api.ts';

export type WantedIncidents = { readonly ids: readonly string[] } | { readonly target: string };

/** Throws `UsageError`. */
export function readWantedIncidents(words: Words, command: string): WantedIncidents {
  const target = words.text('target');
  const ids = words.positionals;
  if (words.has('all') !== (target !== undefined))
    throw new UsageError(`--all and --target go together: ${command} --all --target 203.0.113.25`);
  if (target !== undefined && ids.length > 0)
    throw new UsageError(`${command} takes either incidents or --all with --target, not both`);
  if (target !== undefined) return { target: readTargetFlag(target) };
  if (ids.length === 0 || ids.includes(''))
    throw new UsageError(`${command} needs one incident or more, as "postwatch incidents" shows them`);
  return { ids: [...new Set(ids)] };
}

const SHORTEST = 4;

/** What is to be done to incidents of a target: which of them, and what to say where there is none. */
export type IncidentChoice = { readonly isMeant: (incident: IncidentView) => boolean; readonly none: string };

/** All of them, or none: a prefix that could be meant for two is refused before anything is done. */
export async function wantedIds(
  wanted: WantedIncidents,
  { isMeant, none }: IncidentChoice,
  api: WatchApi,
): Promise<readonly string[]> {
  if ('target' in wanted) {
    const open = (await everyIncident(api)).filter(isAbout(wanted.target));
    const ids = open.filter(isMeant).map(({ id }) => id);
    if (ids.length > 0) return ids;
    const why = open.length === 0 ? 'no incident is open' : none;
    throw new Refused(`${printable(wanted.target, 260)}: ${why}`, EXIT.fail);
  }
  // A whole id, or what is none at all: the API answers for it.
  const isPrefix = (word: string): boolean => /^[0-9a-f]{1,11}$/.test(word) && !isId(word);
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

type Answer = { readonly incident: IncidentRecord };

/** Does it to each, and shows what became of them. Returns the exit code. */
export async function actOnEach(
  ids: readonly string[],
  act: (path: string) => Promise<unknown>,
  words: Words,
  terminal: Terminal,
): Promise<number> {
  const answers: Answer[] = [];
  const refused: Refused[] = [];
  for (const id of ids) {
    try {
      answers.push((await act(`/incidents/${encodeURIComponent(id)}/acknowledge`)) as Answer);
    } catch (error) {
      // One that has just cleared is no reason to leave the others.
      if (!(error instanceof Refused) || ids.length === 1) throw error;
      refused.push(error);
    }
  }
  const incidents = answers.map(({ incident }) => incident);
  // One incident is answered as it is, several as a list.
  if (words.has('json')) terminal.print(JSON.stringify(ids.length === 1 ? answers[0] : { incidents }, null, 2));
  else for (const { id, target, state } of incidents) terminal.print(`${id}  ${printable(target, 260)}  ${state}`);
  for (const { message } of refused) terminal.complain(`postwatch: ${printable(message, 500)}`);
  return Math.max(EXIT.pass, ...refused.map(({ exit }) => exit));
}
