import { readdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ROUTES } from '../../shared/http/routes/index.ts';
import { defined } from '../../shared/model/defined.ts';
import { testApi } from './support/api.ts';
import { faults } from './support/schema.ts';

type Operation = {
  operationId: string;
  parameters?: { name: string; in: string; required: boolean; example: unknown; schema: Record<string, unknown> }[];
  requestBody?: { content: Record<string, { schema: Record<string, unknown>; example: unknown }> };
  responses: Record<string, { content: Record<string, { schema: object }>; headers?: object }>;
  security?: object[];
};
type Document = {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Record<string, unknown>>; securitySchemes: object; headers: object };
};

const api = testApi();
afterAll(() => api.close());
const document = (await (await api.get('/openapi.json')).json()) as Document;
const operations = Object.entries(document.paths).flatMap(([at, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ at, method, operation })),
);

describe('the OpenAPI document', () => {
  it('is OpenAPI 3.1 and has every route of the table, and no other', () => {
    expect(document.openapi).toMatch(/^3\.1\.\d$/);
    const described = operations.map(({ at, method, operation }) => `${operation.operationId} ${method} ${at}`);
    expect(described.sort()).toEqual(
      ROUTES.map(({ id, method, path: at }) => `${id} ${method.toLowerCase()} ${at}`).sort(),
    );
    expect(new Set(ROUTES.map(({ id }) => id)).size).toBe(ROUTES.length);
  });

  it('has a line in the table for each file of routes', () => {
    const folder = path.resolve(import.meta.dirname, '../../shared/http/routes');
    const files = readdirSync(folder).map((file) => file.replace('.ts', ''));
    // A file is called after a part of its paths: `/addresses/{ip}/reverse-dns`.
    const parts = ROUTES.map((route) => route.path.split('/').map((part) => part.split('.')[0]));
    expect(files.filter((file) => file !== 'index' && !parts.flat().includes(file))).toEqual([]);
    expect(parts.map(([, first]) => first).filter((first) => !files.includes(first ?? ''))).toEqual([]);
  });

  it('resolves every reference', () => {
    const headers = [...JSON.stringify(document).matchAll(/#\/components\/headers\/([\w-]+)/g)].map(
      (match) => match[1]!,
    );
    expect([...new Set(headers)].sort()).toEqual(Object.keys(document.components.headers).sort());
    const names = [...JSON.stringify(document).matchAll(/#\/components\/schemas\/(\w+)/g)].map((match) => match[1]!);
    expect(names.length).toBeGreaterThan(20);
    expect(names.filter((name) => document.components.schemas[name] === undefined)).toEqual([]);
    const unused = Object.keys(document.components.schemas).filter((name) => !names.includes(name));
    expect(unused).toEqual([]);
  });

  it.each(operations)(
    '$method $at declares its path parameters, examples that fit, and its refusals',
    ({ at, method, operation }) => {
      const inPath = [...at.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
      const declared = (operation.parameters ?? []).filter((one) => one.in === 'path');
      expect(declared.map(({ name }) => name)).toEqual(inPath);
      expect(declared.every(({ required }) => required)).toBe(true);
      for (const { example, schema } of operation.parameters ?? []) expect(faults(example, schema, {})).toEqual([]);
      const body = operation.requestBody?.content['application/json'];
      if (body !== undefined) expect(faults(body.example, body.schema, document.components.schemas)).toEqual([]);
      const route = ROUTES.find((one) => one.path === at && one.method.toLowerCase() === method);
      const done = route?.goesOn ? '202' : '200';
      expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining([done, '400', '401', '500']));
      expect(operation.security === undefined).toBe(route?.writes !== true);
    },
  );

  it.each(operations)('the example of $method $at is answered', async ({ at, method, operation }) => {
    const query = new URLSearchParams();
    let url = at;
    for (const { name, in: where, example } of operation.parameters ?? []) {
      if (where === 'header') continue;
      if (where === 'path') url = url.replace(`{${name}}`, encodeURIComponent(String(example)));
      else if (name !== 'from') for (const value of [example].flat()) query.append(name, String(value));
    }
    const body = operation.requestBody?.content['application/json']?.example;
    const response = await api.get(`${url}?${query}`, {
      method: method.toUpperCase(),
      headers: { 'content-type': 'application/json' },
      ...defined({ body: body === undefined ? undefined : JSON.stringify(body) }),
    });
    // Without a memory and without the token the watch's routes and the writes have their own answers.
    const writes = ROUTES.some((route) => route.path === at && route.method.toLowerCase() === method && route.writes);
    // Its address is nobody's here.
    const isStranger = at.endsWith('/reverse-dns');
    const allowed = writes
      ? [403]
      : isStranger
        ? [404]
        : /^\/(addresses|incidents|runs|snoozes|history)/.test(at)
          ? [503]
          : [200];
    expect(allowed, await response.text()).toContain(response.status);
    expect(Object.keys(operation.responses)).toContain(String(response.status));
    const described = Object.keys(operation.responses[String(response.status)]?.headers ?? {});
    const own = ['content-language', 'vary', 'cache-control', 'age', 'location', 'allow', 'retry-after'];
    const sent = own.filter((name) => response.headers.has(name));
    expect(
      described
        .map((name) => name.toLowerCase())
        .filter((name) => own.includes(name))
        .sort(),
    ).toEqual(sent.sort());
  });
});
