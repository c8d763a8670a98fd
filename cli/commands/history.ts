import { HISTORY_NEEDS_ONE } from '../act-words.ts';
import { ANSWERS, answerAs } from '../api-answers.ts';
import { type CommandCode, EXIT, UsageError } from '../command.ts';
import { jsonDocument } from '../format.ts';
import { screenZone } from '../terminal.ts';
import { noticeLines } from '../views/incident.ts';
import { INCIDENT_WORDS } from '../views/incident-words.ts';
import { openWatchApi } from '../watch-api.ts';

const MOST = 1000;

export const history: CommandCode = {
  run: async (words, terminal) => {
    const [target, extra] = words.positionals;
    if (target === undefined || target === '' || extra !== undefined) throw new UsageError(HISTORY_NEEDS_ONE);
    const { call, zone } = await openWatchApi(words, terminal);
    const screen = { terminal, zone: screenZone(zone, terminal) };
    const answer = answerAs(await call('GET', `/history/${encodeURIComponent(target)}?limit=${MOST}`), ANSWERS.history);
    const { target: known, history: notices } = answer;
    if (words.has('json')) terminal.print(jsonDocument(answer));
    else if (notices.length === 0) terminal.print(INCIDENT_WORDS[terminal.language].nothingKnown(known));
    else for (const notice of notices) for (const line of noticeLines(notice, screen)) terminal.print(line);
    return notices.length === 0 ? EXIT.warn : EXIT.pass;
  },
};
