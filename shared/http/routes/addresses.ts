/** What the watch knows of addresses: which incidents are open, and all that happened to one of them. */
import { printable } from '../../model/text.ts';
import { collect, PAGE_PARAMETERS } from '../pages.ts';
import { type HttpReply, jsonIn, problemReply } from '../reply.ts';
import type { Route, RouteContext } from '../route.ts';
import { spokenIn } from '../spoken.ts';
import { addressView, isAddress, momentOf } from '../watch-view.ts';

const MAX_HISTORY = 100;

async function all({ ports, language, query }: RouteContext): Promise<HttpReply> {
  const page = await collect(query, isAddress, ports);
  if (!page.ok) return problemReply(400, page.problem);
  const { states, next } = page.value;
  const moment = await momentOf(ports, language);
  return jsonIn(language, { addresses: states.map((state) => addressView(state, moment)), next });
}

async function one({ ports, language, params }: RouteContext): Promise<HttpReply> {
  const [{ parseAddress }, { publishedNoticeIn }] = await Promise.all([
    import('../../model/address.ts'),
    import('../../notices/published-notice.ts'),
  ]);
  const address = parseAddress(params['ip'] ?? '');
  if (!address.ok) return problemReply(400, address.problem);
  const { text } = address.value;
  const state = await ports.watch.state(text);
  if (state === null) {
    const { notWatched } = await import('../route-words.ts');
    return problemReply(404, notWatched(printable(text, 80)));
  }
  const history = await ports.watch.history(text, MAX_HISTORY);
  return jsonIn(language, {
    ...addressView(state, await momentOf(ports, language)),
    history: history.map(publishedNoticeIn(await spokenIn(language))),
  });
}

export const addressRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/addresses',
    id: 'addresses',
    summary: 'Lists the watched addresses: the role, names and tags of each, and its open incidents.',
    parameters: PAGE_PARAMETERS,
    answer: 'Addresses',
    problems: [503],
    handle: all,
  },
  {
    method: 'GET',
    path: '/addresses/{ip}',
    id: 'address',
    summary:
      'Shows one address: its role, names and tags, its open incidents, what could not be checked, and its history.',
    parameters: [
      {
        name: 'ip',
        in: 'path',
        about: 'An IPv4 or IPv6 address.',
        kind: 'text',
        example: '203.0.113.25',
        required: true,
      },
    ],
    answer: 'Address',
    problems: [404, 503],
    handle: one,
  },
];
