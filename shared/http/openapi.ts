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
        'Reverse DNS, blocklists and SPF of the addresses that send your mail. Errors are problem details (RFC 9457).',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    paths,
    components: {
      schemas: SCHEMAS,
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', description: 'where the API is set up with a token or JWT' },
        sigv4: {
          type: 'apiKey',
          in: 'header',
          name: 'Authorization',
          description: 'AWS Signature Version 4, service execute-api: where the API is set up with IAM',
        },
      },
    },
    // `postwatch serve` asks no identity of who only reads.
    security: [{}, { bearer: [] }, { sigv4: [] }],
  };
}

function operation({ id, summary, parameters, body, answer, goesOn, problems, writes }: Route): object {
  const always = [400, 401, 429, ...(body === undefined ? [] : [413, 415]), 500];
  const refusals = [...new Set([...always, ...problems])].sort();
  return {
    operationId: id,
    summary,
    ...defined({
      parameters: parameters.length === 0 ? undefined : parameters.map(parameterObject),
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
        description: goesOn ? 'accepted; Location says where to look' : 'done',
        content: { 'application/json': { schema: ref(answer) } },
      },
      ...Object.fromEntries(refusals.map((status) => [status, refusal(status)])),
    },
    ...defined({ security: writes ? [{ bearer: [] }, { sigv4: [] }] : undefined }),
  };
}

const refusal = (status: number): object => ({
  description: TITLES[status] ?? 'Error',
  content: { 'application/problem+json': { schema: ref('Problem') } },
});

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
