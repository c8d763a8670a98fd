/** The last scheduled pass: when, how much of it was looked at, and what was not covered. */
import { type HttpReply, json, problemReply } from '../reply.ts';
import type { Route, RouteContext } from '../route.ts';

async function handle({ ports }: RouteContext): Promise<HttpReply> {
  const run = await ports.watch.latestRun();
  return run === null ? problemReply(404, 'no run has been made yet') : json(run);
}

export const runRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/runs/latest',
    id: 'latestRun',
    summary: 'The last scheduled pass and its coverage',
    parameters: [],
    answer: 'LatestRun',
    problems: [404, 503],
    handle,
  },
];
