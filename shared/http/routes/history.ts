/** All that happened to one target: the notices that were sent, those that were not and why, and what people did. */
import { type HttpReply, jsonIn, problemReply } from '../reply.ts';
import type { Route, RouteContext } from '../route.ts';
import { spokenIn } from '../spoken.ts';

const DEFAULT_LIMIT = 100;
const MAX_LIMIT = 1000;

async function handle({ ports, language, params, query }: RouteContext): Promise<HttpReply> {
  const { parseWatched } = await import('../../model/scope.ts');
  const target = parseWatched(params['target'] ?? '');
  if (!target.ok) return problemReply(400, target.problem);
  const most = Math.min(query.number('limit') ?? DEFAULT_LIMIT, MAX_LIMIT);
  const { publishedNoticeIn } = await import('../../notices/published-notice.ts');
  const history = await ports.watch.history(target.value, most);
  return jsonIn(language, { target: target.value, history: history.map(publishedNoticeIn(await spokenIn(language))) });
}

export const historyRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/history/{target}',
    id: 'history',
    summary: 'Shows what happened to an address, a domain or a list in 400 days, the newest first.',
    parameters: [
      {
        name: 'target',
        in: 'path',
        about: 'An address, a domain, or "list:" and the id of a list.',
        kind: 'text',
        example: 'list:spamcop',
        required: true,
      },
      {
        name: 'limit',
        in: 'query',
        about: `The largest number of entries: ${DEFAULT_LIMIT} by default, at most ${MAX_LIMIT}.`,
        kind: 'number',
        example: '100',
      },
    ],
    answer: 'History',
    problems: [503],
    handle,
  },
];
