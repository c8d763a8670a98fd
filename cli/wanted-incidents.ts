/** Which incidents are meant: by their ids or the beginnings of them, or all of a target. */
import type { IncidentView } from '../shared/http/watch-view.ts';
import { type IncidentRecord, isId } from '../shared/model/incident.ts';
import { type Text, within } from '../shared/model/language.ts';
import { printable } from '../shared/model/text.ts';
import {
  allNeedsTarget,
  eitherIncidentsOrAll,
  NO_INCIDENT_OPEN,
  needsIncident,
  noneBeginsWith,
  prefixOfSeveral,
  prefixTooShort,
} from './act-words.ts';
import { ANSWERS, answerAs } from './api-answers.ts';
import { everyIncident, isAbout, readTargetFlag } from './choose-incidents.ts';
import { EXIT, Refused, UsageError, type Words } from './command.ts';
import { jsonDocument } from './format.ts';
import type { Terminal } from './terminal.ts';
import { recordLine } from './views/incident.ts';
import type { WatchApi } from './watch-api.ts';

export type WantedIncidents = { readonly ids: readonly string[] } | { readonly target: string };

/** Throws `UsageError`. */
export function readWantedIncidents(words: Words, command: string): WantedIncidents {
  const target = words.text('target');
  const ids = words.positionals;
  if (words.has('all') !== (target !== undefined)) throw new UsageError(allNeedsTarget(command));
  if (target !== undefined && ids.length > 0) throw new UsageError(eitherIncidentsOrAll(command));
  if (target !== undefined) return { target: readTargetFlag(target) };
  if (ids.length === 0 || ids.includes('')) throw new UsageError(needsIncident(command));
  return { ids: [...new Set(ids)] };
}

const SHORTEST = 4;

/** Which incidents of a target are meant, and what to answer where there is none. */
export type IncidentChoice = { readonly isMeant: (incident: IncidentView) => boolean; readonly none: Text };

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
    throw new Refused(within(printable(wanted.target, 260), open.length === 0 ? NO_INCIDENT_OPEN : none), EXIT.fail);
  }
  // A whole id, or something else: the API answers that.
  const isPrefix = (word: string): boolean => /^[0-9a-f]{1,11}$/.test(word) && !isId(word);
  if (!wanted.ids.some(isPrefix)) return wanted.ids;
  const known = (await everyIncident(api)).map(({ id }) => id);
  return [...new Set(wanted.ids.map((word) => (isPrefix(word) ? theOne(word, known) : word)))];
}

function theOne(prefix: string, known: readonly string[]): string {
  if (prefix.length < SHORTEST) throw new UsageError(prefixTooShort(prefix, SHORTEST));
  const found = known.filter((id) => id.startsWith(prefix));
  const [only] = found;
  if (only === undefined) throw new Refused(noneBeginsWith(prefix), EXIT.fail);
  if (found.length > 1) throw new UsageError(prefixOfSeveral(prefix, found.slice(0, 5).join(', ')));
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
      answers.push(answerAs(await act(`/incidents/${encodeURIComponent(id)}/acknowledge`), ANSWERS.incident));
    } catch (error) {
      // One that has just cleared is not a reason to leave the others.
      if (!(error instanceof Refused) || ids.length === 1) throw error;
      refused.push(error);
    }
  }
  for (const line of answerLines(answers, ids.length === 1, words, terminal)) terminal.print(line);
  for (const { text } of refused) terminal.complain(`postwatch: ${printable(text[terminal.language], 500)}`);
  return Math.max(EXIT.pass, ...refused.map(({ exit }) => exit));
}

/** One incident is answered as it is, several as a list. */
function answerLines(answers: readonly Answer[], isOne: boolean, words: Words, terminal: Terminal): readonly string[] {
  const incidents = answers.map(({ incident }) => incident);
  const [first] = answers;
  if (words.has('json')) return [jsonDocument(isOne && first !== undefined ? first : { incidents })];
  return incidents.map((one) => recordLine(one, terminal));
}
