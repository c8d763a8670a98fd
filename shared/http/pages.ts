/** One answer of a long list: pages of the watch's memory, read until there is enough or the time for it is over. */
import { type Parsed, parsed, problem } from '../model/parsed.ts';
import type { TargetState } from '../watch/incidents/state.ts';
import type { ApiPorts, StatePage } from './ports.ts';
import type { Parameter, Query } from './route.ts';

const DEFAULT_LIMIT = 200;
const MAX_LIMIT = 1000;
/** A very large memory is not read in one request; `next` is the following page. */
const READING_MS = 15_000;

export const PAGE_PARAMETERS: readonly Parameter[] = [
  {
    name: 'limit',
    in: 'query',
    about: `The largest number of entries: ${DEFAULT_LIMIT} by default, at most ${MAX_LIMIT}.`,
    kind: 'number',
    example: '200',
  },
  {
    name: 'from',
    in: 'query',
    about: 'The value of "next" in the previous page. "next": null means that this was the last page.',
    kind: 'text',
    example: '203.0.113.25',
  },
];

export async function collect(
  query: Query,
  wanted: (state: TargetState) => boolean,
  { watch, clock }: ApiPorts,
): Promise<Parsed<StatePage>> {
  const limit = Math.min(query.number('limit') ?? DEFAULT_LIMIT, MAX_LIMIT);
  const until = clock.monotonic() + READING_MS;
  const states: TargetState[] = [];
  let next = query.text('from') ?? null;
  do {
    const page = await watch.page({ from: next, most: limit - states.length, wanted });
    if (page === null) return problem((await import('./route-words.ts')).NOT_FROM_NEXT);
    states.push(...page.states);
    next = page.next;
  } while (next !== null && states.length < limit && clock.monotonic() < until);
  return parsed({ states, next });
}
