/** The table of lists as it is used here, and with `?health=1` whether each answers from here. */
import { spend } from '../budget.ts';
import { type HttpReply, jsonIn } from '../reply.ts';
import type { Route, RouteContext } from '../route.ts';

async function handle({ ports, caller, language, query }: RouteContext): Promise<HttpReply> {
  const health = query.flag('health');
  if (health) {
    const refused = await spend(caller, 1, ports);
    if (refused !== null) return refused;
  }
  const { withChecking } = await import('../checking.ts');
  const lists = await withChecking(ports, async (checking) =>
    health ? checking.listHealth(() => {}, language) : checking.listStates(query.flag('all'), language),
  );
  return jsonIn(language, { lists });
}

export const listRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/lists',
    id: 'lists',
    summary: 'Lists the known blocklists, and with health=1 whether each answers.',
    parameters: [
      {
        name: 'health',
        in: 'query',
        about: '1 queries the test entries of each list. It counts against the limit of checks.',
        kind: 'flag',
        example: '1',
      },
      {
        name: 'all',
        in: 'query',
        about: '1 shows all lists, including those that have shut down.',
        kind: 'flag',
        example: '1',
      },
    ],
    answer: 'Lists',
    problems: [429],
    handle,
  },
];
