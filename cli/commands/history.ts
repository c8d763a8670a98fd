import type { Notice } from '../../shared/model/incident.ts';
import { COMMON_HELP, type Command, EXIT, UsageError } from '../command.ts';
import { noticeLines } from '../views/incident.ts';
import { ENDPOINT_EXIT, ENDPOINT_FLAGS, ENDPOINT_HELP, openWatchApi } from '../watch-api.ts';

const MOST = 1000;

export const history: Command = {
  name: 'history',
  summary: 'what happened to an address, a domain or a list in 400 days',
  help: `postwatch history <address|domain|list:id> [--endpoint URL]

Newest first: what was told, what was not and why, and what people did; the last
${MOST} turns. It may run beside the watch.

${ENDPOINT_HELP}
${COMMON_HELP}

Exit code: 0 done, 1 nothing is known of it,
${ENDPOINT_EXIT}.

  postwatch history 203.0.113.25
  postwatch history list:spamcop --json`,
  flags: ENDPOINT_FLAGS,

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
