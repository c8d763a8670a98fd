import { END_NEEDS_ID, endWithOthers, needsReason } from '../act-words.ts';
import { ANSWERS, answerAs } from '../api-answers.ts';
import { type CommandCode, EXIT, UsageError, type Words } from '../command.ts';
import { jsonDocument } from '../format.ts';
import { screenZone } from '../terminal.ts';
import { type IncidentScreen, newSnoozeLines, snoozeLines } from '../views/incident.ts';
import { INCIDENT_WORDS } from '../views/incident-words.ts';
import { openWatchApi, type WatchApi } from '../watch-api.ts';

/** What a new snooze is made of, in the API's words. */
const FIELDS = ['target', 'list', 'finding', 'from', 'until', 'for', 'why'] as const;

export const snooze: CommandCode = {
  run: async (words, terminal) => {
    const given = FIELDS.filter((name) => words.text(name) !== undefined);
    const end = words.text('end');
    if (end !== undefined && given.length > 0) throw new UsageError(endWithOthers(given[0] ?? ''));
    const api = await openWatchApi(words, terminal);
    const shown = { terminal, zone: screenZone(api.zone, terminal) };
    if (end !== undefined) await finish(end, words, api, shown);
    else if (given.length === 0) await show(words, api, shown);
    else await begin(words, api, shown);
    return EXIT.pass;
  },
};

async function begin(words: Words, { call, zone }: WatchApi, shown: IncidentScreen): Promise<void> {
  if (words.text('why') === undefined) throw new UsageError(needsReason('snooze'));
  const fields = Object.fromEntries(FIELDS.map((name) => [name, words.text(name)]));
  const answer = answerAs(await call('POST', '/snoozes', { ...fields, zone }), ANSWERS.snooze);
  print(words, answer, newSnoozeLines(answer.snooze, shown), shown);
}

async function show(words: Words, { call }: WatchApi, shown: IncidentScreen): Promise<void> {
  const answer = answerAs(await call('GET', '/snoozes'), ANSWERS.snoozes);
  const { snoozes } = answer;
  const lines = snoozes.flatMap((one) => snoozeLines(one, shown));
  print(words, answer, [...lines, INCIDENT_WORDS[shown.terminal.language].snoozes(snoozes.length)], shown);
}

async function finish(id: string, words: Words, { call }: WatchApi, shown: IncidentScreen): Promise<void> {
  if (id === '') throw new UsageError(END_NEEDS_ID);
  const answer = answerAs(await call('DELETE', `/snoozes/${encodeURIComponent(id)}`), ANSWERS.ended);
  print(words, answer, [INCIDENT_WORDS[shown.terminal.language].ended(id)], shown);
}

function print(words: Words, answer: object, lines: readonly string[], { terminal }: IncidentScreen): void {
  if (words.has('json')) terminal.print(jsonDocument(answer));
  else for (const line of lines) terminal.print(line);
}
