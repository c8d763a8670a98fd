/** The description of this API, made from its own table of routes. */
import { json } from '../reply.ts';
import type { Route } from '../route.ts';

export const openapiRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/openapi.json',
    id: 'openapi',
    summary: 'Shows this API as an OpenAPI 3.1 document.',
    parameters: [],
    answer: 'Document',
    problems: [],
    handle: async ({ routes: all }) => {
      const { openapi } = await import('../openapi.ts');
      return json(openapi(all));
    },
  },
];
