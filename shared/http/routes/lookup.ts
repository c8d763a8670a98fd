/** Lookups on demand. As a body too, since older `curl --aws-sigv4` signs a query with colons wrongly. */
import { type HttpReply, jsonIn, problemReply } from '../reply.ts';
import type { Route, RouteContext } from '../route.ts';

async function answer(text: string, { ports, caller, language }: RouteContext): Promise<HttpReply> {
  const { publishedLookup, readLookup, runLookup } = await import('../../lookups/lookup.ts');
  const lookup = readLookup(text);
  if (!lookup.ok) return problemReply(400, lookup.problem);
  const { spend } = await import('../budget.ts');
  const refused = await spend(caller, 1, ports);
  if (refused !== null) return refused;
  const { withChecking } = await import('../checking.ts');
  const result = await withChecking(ports, ({ lookupPorts }) => runLookup(lookup.value, lookupPorts));
  return jsonIn(language, publishedLookup(result, language));
}

const query = (context: RouteContext): Promise<HttpReply> => answer(context.query.text('q') ?? '', context);

const body = async (context: RouteContext): Promise<HttpReply> => {
  const { readObject } = await import('../check-input.ts');
  const fields = readObject(context.body, ['q']);
  if (!fields.ok) return problemReply(400, fields.problem);
  const { q } = fields.value;
  if (typeof q === 'string') return answer(q, context);
  const { LOOKUP_NEEDS_TEXT } = await import('../route-words.ts');
  return problemReply(400, LOOKUP_NEEDS_TEXT);
};

export const lookupRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/lookup',
    id: 'lookup',
    summary: 'Makes one lookup, written as command:argument: mx, a, spf, dns, smtp, whois and others.',
    parameters: [
      {
        name: 'q',
        in: 'query',
        about: 'The lookup, written as command:argument.',
        kind: 'text',
        example: 'mx:example.com',
        required: true,
      },
    ],
    answer: 'Lookup',
    problems: [429],
    handle: query,
  },
  {
    method: 'POST',
    path: '/lookup',
    id: 'lookupByBody',
    summary: 'Makes one lookup that is given in a body.',
    parameters: [],
    body: { schema: 'LookupRequest', example: { q: 'mx:example.com' } },
    answer: 'Lookup',
    problems: [429],
    handle: body,
  },
];
