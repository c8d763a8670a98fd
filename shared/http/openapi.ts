/** The table of routes -> an OpenAPI 3.1 document (spec.openapis.org/oas/v3.1.1). */
import { defined } from '../model/defined.ts';
import { TITLES } from './reply.ts';
import type { Parameter, Route } from './route.ts';
import { SCHEMAS } from './schemas.ts';

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

export function openapi(routes: readonly Route[]): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operation(route) };
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'Postwatch',
      version: '1',
      description:
        'Reverse DNS, blocklists and SPF of the addresses that send your mail. Errors are problem details (RFC 9457), in the language of Accept-Language or else of the settings. Summaries and advice are English unless Accept-Language asks for Korean. Ids and keys are the same in every language.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: SERVERS,
    paths,
    components: {
      schemas: SCHEMAS,
      headers: HEADERS,
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          description: 'For an API with apiAuth token or jwt, and for writing to "postwatch serve".',
        },
        sigv4: {
          type: 'apiKey',
          in: 'header',
          name: 'Authorization',
          description: 'AWS Signature Version 4 for the service execute-api. For an API with apiAuth iam.',
        },
      },
    },
    // `postwatch serve` needs no credentials for reading.
    security: [{}, { bearer: [] }, { sigv4: [] }],
  };
}

const SERVERS = [
  { url: 'http://127.0.0.1:8025', description: 'postwatch serve, on the same machine.' },
  {
    url: 'https://{api}.execute-api.{region}.amazonaws.com',
    description: 'A deployment, as its output Endpoint says.',
    variables: { api: { default: 'abcdefghij' }, region: { default: 'eu-west-1' } },
  },
];

function operation(route: Route): object {
  const { id, summary, parameters, body, answer, goesOn, problems, writes } = route;
  const always = [400, 401, 403, 429, ...(body === undefined ? [] : [413, 415]), 500];
  const refusals = [...new Set([...always, ...problems])].sort();
  return {
    operationId: id,
    summary,
    ...defined({
      parameters: [...parameters.map(parameterObject), ACCEPT_LANGUAGE],
      requestBody:
        body === undefined
          ? undefined
          : {
              required: true,
              content: {
                'application/json': { schema: ref(body.schema), example: body.example },
                ...Object.fromEntries((body.raw ?? []).map((type) => [type, { schema: { type: 'string' } }])),
              },
            },
    }),
    responses: {
      [goesOn ? 202 : 200]: {
        description: goesOn ? 'Accepted. Location is where the progress can be read.' : 'Done.',
        headers: headersOf([...ownHeaders(route), ...ALWAYS]),
        content: { 'application/json': { schema: ref(answer) } },
      },
      ...Object.fromEntries(refusals.map((status) => [status, refusal(status)])),
    },
    ...defined({ security: writes ? [{ bearer: [] }, { sigv4: [] }] : undefined }),
  };
}

function ownHeaders({ goesOn, answer }: Route): readonly HeaderName[] {
  if (goesOn) return ['Location'];
  return answer === 'Check' ? ['Age'] : [];
}

const refusal = (status: number): object => ({
  description: TITLES[status] ?? 'Error',
  headers: headersOf([...(OF_STATUS[status] ?? []), ...ALWAYS]),
  content: { 'application/problem+json': { schema: ref('Problem') } },
});

const ACCEPT_LANGUAGE = {
  name: 'Accept-Language',
  in: 'header',
  description: 'In which language summaries, advice and problems are written: en or ko (RFC 9110 section 12.5.4).',
  required: false,
  schema: { type: 'string', maxLength: 500 },
  example: 'ko',
};

const HEADERS = {
  'Content-Language': { description: 'The language of summaries, advice and problems.', schema: { type: 'string' } },
  Vary: { description: 'Accept-Language: the answer depends on it.', schema: { type: 'string' } },
  'Cache-Control': { description: 'no-store: answers are not kept by caches.', schema: { type: 'string' } },
  Age: { description: 'Seconds since the oldest of the checks.', schema: { type: 'integer' } },
  Location: { description: 'Where the progress can be read.', schema: { type: 'string' } },
  'Retry-After': { description: 'Seconds until the request may be sent again.', schema: { type: 'integer' } },
  'WWW-Authenticate': { description: 'How to prove who you are.', schema: { type: 'string' } },
} as const;

type HeaderName = keyof typeof HEADERS;

const ALWAYS: readonly HeaderName[] = ['Content-Language', 'Vary', 'Cache-Control'];
const OF_STATUS: Readonly<Record<number, readonly HeaderName[]>> = {
  401: ['WWW-Authenticate'],
  429: ['Retry-After'],
};

const headersOf = (names: readonly HeaderName[]): object =>
  Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));

const KINDS: Readonly<Record<Parameter['kind'], object>> = {
  text: { type: 'string', maxLength: 1000 },
  texts: { type: 'array', items: { type: 'string', maxLength: 1000 } },
  flag: { type: 'string', enum: ['0', '1'] },
  number: { type: 'integer', minimum: 1, maximum: 9999 },
};

const parameterObject = ({ name, in: where, about, kind, example, required }: Parameter): object => ({
  name,
  in: where,
  description: about,
  required: where === 'path' || required === true,
  schema: KINDS[kind],
  example: kind === 'texts' ? [example] : kind === 'number' ? Number(example) : example,
});
