import type { Notice } from '../../shared/model/incident.ts';
import { type CommandCode, EXIT, UsageError } from '../command.ts';
import { noticeLines } from '../views/incident.ts';
import { openWatchApi } from '../watch-api.ts';

const MOST = 1000;

export const history: CommandCode = {
  run: async (words, terminal) => {
    const [target, extra] = words.positionals;
    if (target === undefined || target === '' || extra !== undefined)
      throw new UsageError('history needs one address, domain or list, such as 203.0.113.25 or list:spamcop');
    const { call, zone } = await openWatchApi(words, terminal);
    const answer = (await call('GET', `/history/${encodeURIComponent(target)}?limit=${MOST}`)) as {
      readonly target: string;
      readonly history: readonly Notice[];
    };
    const { target: known, history: notices } = answer;
    if (words.has('json')) terminal.print(JSON.stringify(answer, null, 2));
    else if (notices.length === 0) terminal.print(`nothing has happened to ${known}, or it is not watched`);
    else for (const notice of notices) for (const line of noticeLines(notice, { terminal, zone })) terminal.print(line);
    return notices.length === 0 ? EXIT.warn : EXIT.pass;
  },
};
