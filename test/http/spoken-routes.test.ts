/**
 * Every route of the OpenAPI document, asked in Korean and in English: what a person reads is in the language that was asked for,
 * and all that a program reads is the same.
 */
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { afterEach, describe, expect, it } from 'vitest';
import { createApp } from '../../shared/http/app.ts';
import { ROUTES } from '../../shared/http/routes/index.ts';
import { defined } from '../../shared/model/defined.ts';
import type { Language } from '../../shared/model/language.ts';
import { INCIDENT, SNOOZE, type TestApi, TOKEN, testApi, watched } from './support/api.ts';

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type Asked = { readonly what: string; readonly method: string; readonly at: string; readonly body?: unknown };
type Parameter = { readonly name: string; readonly in: string; readonly example: unknown };
type Operation = {
  readonly operationId: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly example: unknown }>> };
};
type Document = { readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>> };

const document = await (async (): Promise<Document> => {
  const api = testApi();
  const read = (await (await api.get('/openapi.json')).json()) as Document;
  api.close();
  return read;
})();

/** What is there to be shown, in place of the examples of the document. */
const HERE: Readonly<Record<string, string>> = { ip: '203.0.113.4', target: '203.0.113.4', id: INCIDENT };

/** As its example asks; `isWrong`: with a parameter that there is not. */
function asExample(path: string, method: string, operation: Operation, isWrong: boolean): Asked {
  const query = new URLSearchParams(isWrong ? { x: '1' } : {});
  let at = path;
  for (const { name, in: where, example } of operation.parameters ?? []) {
    const value = path.startsWith('/snoozes') && name === 'id' ? SNOOZE.id : (HERE[name] ?? String(example));
    if (where === 'path') at = at.replace(`{${name}}`, encodeURIComponent(value));
    else if (where === 'query' && !['from', 'offline'].includes(name)) query.append(name, value);
  }
  const body = operation.requestBody?.content['application/json']?.example;
  const what = `${operation.operationId}${isWrong ? ', wrongly' : ''}`;
  return { what, method: method.toUpperCase(), at: `${at}?${query}`, ...defined({ body }) };
}

const examples = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).flatMap(([method, operation]) =>
    [false, true].map((isWrong) => asExample(path, method, operation, isWrong)),
  ),
);

const lookup = (q: string): Asked => ({ what: q, method: 'GET', at: `/lookup?q=${encodeURIComponent(q)}` });
const bounce = (text: string, query = ''): Asked => ({
  what: query === '' ? text : `${query} ${text}`,
  method: 'POST',
  at: `/diagnose${query}`,
  body: { text },
});

const OTHERS: readonly Asked[] = [
  ...['a:mail.example.com', 'a:nope.example.com', 'mx:example.com', 'txt:example.com', 'ptr:203.0.113.9'].map(lookup),
  ...['spf:example.com', 'dmarc:example.com', 'dkim:s1:example.com', 'blacklist:203.0.113.4'].map(lookup),
  ...['soa:example.com', 'ns:example.com', 'tcp:mail.example.com:25', 'smtp:mail.example.com', 'bimi:example.com'].map(
    lookup,
  ),
  ...['mta-sts:example.com', 'tls-rpt:example.com', 'https:mail.example.com', 'ping:mail.example.com'].map(lookup),
  ...['whois:example.com', 'dns:example.com', 'caa:example.com', 'a:203.0.113.4'].map(lookup),
  { what: 'SPF that fails', method: 'GET', at: '/spf?ip=203.0.113.9&sender=a@example.com' },
  { what: 'SPF that is not there', method: 'GET', at: '/spf?ip=203.0.113.9&sender=a@none.example.com' },
  { what: 'all lists', method: 'GET', at: '/lists?all=1' },
  bounce('421 Temporarily rejected. Reverse DNS for 203.0.113.2 failed.'),
  bounce('421 Temporarily rejected. Reverse DNS for 203.0.113.2 failed.', '?offline=1'),
  bounce('550 5.7.1 Service unavailable; Client host [203.0.113.4] blocked using Trend Micro Email Reputation Service'),
  bounce('550 5.7.26 Unauthenticated email from example.com is not accepted due to domain DMARC policy.'),
  bounce('452 4.2.2 The email account that you tried to reach is over quota'),
  { what: 'a reverse name set', method: 'PUT', at: '/addresses/203.0.113.25/reverse-dns', body: { hostname: 'a b' } },
  { what: 'a stranger', method: 'GET', at: '/addresses/203.0.113.99' },
  { what: 'no such path', method: 'GET', at: '/nope' },
  { what: 'a wrong method', method: 'DELETE', at: '/check' },
];

/** What programs, DNS, the operator or a receiver wrote: the same in every language, whatever it looks like. */
const VERBATIM =
  /\/(evidence|questions|command|url|record|example|zoneLine|changeBatch|explanation|term|caller|by|answers|title|verdict)(\/|$)/;

/** The refusal as the receiver wrote it, the letter to it and why someone has snoozed. */
const QUOTED = /^\/(diagnoses\/\d+\/(text|request\/(text|subject))|snoozes?\/(\d+\/)?why)$/;

/** In each language another text. */
const SPOKEN =
  /\/(summary|text|why|how|whatToDo|next|detail|reason|note|to|obsolete|needs\/\d+|doubt|about|value|state|result|problem|method|steps\/\d+)$/;

type Leaf = { readonly path: string; readonly value: Json };

const leaves = (value: Json, path = ''): readonly Leaf[] =>
  typeof value !== 'object' || value === null
    ? [{ path, value }]
    : Object.entries(value).flatMap(([name, one]) => leaves(one, `${path}/${name}`));

const isSame = ({ path }: Leaf): boolean => VERBATIM.test(path) || QUOTED.test(path);

const isEnglish = ({ value }: Leaf): boolean =>
  typeof value === 'string' && /(?:\b[A-Za-z]+[ ,]+){3}[a-z]+/.test(value) && !/[가-힣]/.test(value);

let opened: TestApi[] = [];
afterEach(() => {
  for (const one of opened) one.close();
  opened = [];
});

async function answered({ method, at, body }: Asked, language: string): Promise<{ response: Response; json: Json }> {
  const api = testApi({ limits: { perMinute: 1000, perDay: 1000 } });
  opened.push(api);
  await watched(api);
  const response = await api.get(at, {
    method,
    headers: {
      'accept-language': language,
      'content-type': 'application/json',
      authorization: `Bearer ${TOKEN}`,
    },
    ...defined({ body: body === undefined ? undefined : JSON.stringify(body) }),
  });
  return { response, json: (await response.json()) as Json };
}

const ran = new Set<string>();

describe.each([...examples, ...OTHERS])('$what', (asked) => {
  it('is Korean where a person reads, and else the same', async () => {
    const [en, ko] = [await answered(asked, 'en'), await answered(asked, 'ko')];
    ran.add(asked.what.replace(', wrongly', ''));
    expect(ko.response.status).toBe(en.response.status);
    expect(ko.response.headers.get('vary')).toBe('accept-language');
    // The document itself is the contract: English, as are the names in it.
    if (asked.what === 'openapi') return;
    const [english, korean] = [leaves(en.json), leaves(ko.json)];
    // An answer is in one language.
    expect([...english, ...korean].filter(({ path }) => /\/(?:translated|brief)/.test(path))).toEqual([]);
    expect(korean.filter((leaf) => !isSame(leaf) && isEnglish(leaf))).toEqual([]);
    expect(english.filter((leaf) => !isSame(leaf) && /[가-힣]/.test(String(leaf.value)))).toEqual([]);
    expect(korean.map(({ path }) => path)).toEqual(english.map(({ path }) => path));
    const machine = (all: readonly Leaf[]) => all.filter((leaf) => isSame(leaf) || !SPOKEN.test(leaf.path));
    expect(machine(korean)).toEqual(machine(english));
  });
});

it('asks every route of the table', () => {
  expect(ROUTES.map(({ id }) => id).filter((id) => !ran.has(id))).toEqual([]);
});

describe('over a socket', () => {
  it.each<[string, readonly string[], Language]>([
    ['none', [], 'en'],
    ['empty', [''], 'en'],
    ['ko', ['ko'], 'ko'],
    ['ko-KR;q=0.9,en', ['ko-KR;q=0.9,en'], 'en'],
    ['en;q=0.8,ko-KR', ['en;q=0.8,ko-KR'], 'ko'],
    ['ko;q=0', ['ko;q=0'], 'en'],
    ['*', ['*'], 'en'],
    ['*;q=0, ko;q=0.001', ['*;q=0, ko;q=0.001'], 'ko'],
    ['two headers', ['fr', 'ko'], 'ko'],
    ['10 KB, of which the beginning is read', [`ko,${'fr;q=0.5,'.repeat(1000)}`], 'ko'],
    ['10 KB without an end', ['x'.repeat(10_000)], 'en'],
    ['garbage', [';;,,q==\u00e9\u00ff\t;q=ko'], 'en'],
  ])('Accept-Language %s', async (_what, values, expected) => {
    const api = testApi();
    opened.push(api);
    await watched(api);
    const server = createServer(getRequestListener(createApp(api.ports).fetch));
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    try {
      const { port } = server.address() as AddressInfo;
      for (const path of ['/lookup?q=a:nope.example.com', '/addresses/203.0.113.99']) {
        const { language, text } = await asked(port, path, values);
        expect(language).toBe(expected);
        expect(/[가-힣]/.test(text)).toBe(expected === 'ko');
      }
    } finally {
      server.close();
    }
  });
});

/** With `node:http`, since `fetch` refuses to send what is wrong. */
const asked = (port: number, path: string, values: readonly string[]): Promise<{ language: unknown; text: string }> =>
  new Promise((resolve, reject) => {
    const raw = values.flatMap((value) => ['accept-language', value]);
    const sent = request(
      { port, path, host: '127.0.0.1', headers: ['host', `127.0.0.1:${port}`, ...raw] },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () =>
          resolve({ language: answer.headers['content-language'], text: Buffer.concat(chunks).toString('utf8') }),
        );
      },
    );
    sent.on('error', reject);
    sent.end();
  });
