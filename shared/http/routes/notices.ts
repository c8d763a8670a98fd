/** A test of the way notices go: the real channels, all of them, each with what became of it. */
import { printable } from '../../model/text.ts';
import { spend } from '../budget.ts';
import { type HttpReply, jsonIn, problemReply } from '../reply.ts';
import type { Route, RouteContext } from '../route.ts';

async function handle({ ports, caller, language }: RouteContext): Promise<HttpReply> {
  const refused = await spend(caller, 1, ports);
  if (refused !== null) return refused;
  const { testDigest } = await import('../../notices/test-notice.ts');
  const { publishedTrial, tryChannels } = await import('../../watch/run/trial.ts');
  const digest = testDigest(printable(caller.id, 200), ports.clock.now(), await ports.wording());
  const trials = await tryChannels(await ports.channels(), digest);
  const outcomes = trials.map((one) => publishedTrial(one, language));
  const failed = trials.filter(({ outcome }) => !outcome.ok).map(({ channel }) => channel);
  if (failed.length === 0) return jsonIn(language, { outcomes });
  const { testNotDelivered } = await import('../route-words.ts');
  return problemReply(502, testNotDelivered(failed), { more: { outcomes } });
}

export const noticeRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/notices/test',
    id: 'testNotices',
    summary: 'Sends a test notice through every channel and shows the outcome of each.',
    parameters: [],
    answer: 'NoticeTest',
    problems: [403, 429, 502],
    writes: true,
    handle,
  },
];
