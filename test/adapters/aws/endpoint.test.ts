/** The command line's way to a deployed API: what is signed, what is refused before anything is sent, what comes back. */
import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type EndpointOptions, openEndpoint } from '../../../adapters/aws/api/endpoint.ts';
import { GATEWAY_ANSWERS } from '../../../adapters/aws/api/endpoint-words.ts';
import { verbatim } from '../../../shared/model/language.ts';
import { setEnvironment } from '../../functions/aws.ts';

const [KEY_ID, SECRET, REGION] = ['AKIDEXAMPLE', 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY', 'eu-west-1'];
const VARIABLES = { AWS_ACCESS_KEY_ID: KEY_ID, AWS_SECRET_ACCESS_KEY: SECRET, AWS_SESSION_TOKEN: 'session' };

type Got = { readonly request: IncomingMessage; readonly body: string };

const got: Got[] = [];
let answer: (response: ServerResponse) => void;
const server = createServer(async (request, response) => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  got.push({ request, body: Buffer.concat(parts).toString() });
  answer(response);
});
let url: string;
let restore: () => void;

beforeAll(async () => {
  restore = setEnvironment(VARIABLES);
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  restore();
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
});
beforeEach(() => {
  got.length = 0;
  answer = json(200, { done: true });
});

const json = (status: number, body: unknown) => (response: ServerResponse) =>
  void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));

function open(at: string = url, environment: EndpointOptions['environment'] = {}, more: Partial<EndpointOptions> = {}) {
  const endpoint = openEndpoint(at, { environment, ...more });
  if (!endpoint.ok) throw new Error(endpoint.problem.en);
  return endpoint.value;
}
const SIGNING = { ...VARIABLES, AWS_REGION: REGION };

const hex = (text: string) => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
const encoded = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);

/** SigV4 as AWS computes it, from what came over the wire alone; the path is encoded once more, as for all but S3. */
function expectedSignature({ request, body }: Got, host = request.headers.host!): string {
  const [, scope = '', signed = ''] = /Credential=[^/]+\/([^,]+), SignedHeaders=([^,]+)/.exec(
    request.headers.authorization!,
  )!;
  const target = new URL(request.url!, 'http://x');
  const query = [...target.searchParams].map(([name, value]) => `${encoded(name)}=${encoded(value)}`).sort();
  const headers = signed.split(';').map((name) => `${name}:${name === 'host' ? host : request.headers[name]}\n`);
  const path = target.pathname.split('/').map(encoded).join('/');
  const canonical = [request.method, path, query.join('&'), headers.join(''), signed, hex(body)].join('\n');
  const text = ['AWS4-HMAC-SHA256', request.headers['x-amz-date'], scope, hex(canonical)].join('\n');
  const key = scope.split('/').reduce<string | Buffer>(hmac, `AWS4${SECRET}`);
  return hmac(key, text).toString('hex');
}
const signatureOf = ({ request }: Got) => /Signature=(\w+)$/.exec(request.headers.authorization!)?.[1];

describe('the signature of a request to the API', () => {
  it.each<['GET' | 'POST' | 'DELETE', string, unknown?]>([
    ['GET', '/incidents'],
    ['GET', '/incidents?limit=5&from=list%3Aa%20b%2F%26c'],
    ['GET', '/addresses/2001%3Adb8%3A%3A25'],
    ['DELETE', '/snoozes/a%2Fb'],
    ['POST', '/snoozes', { why: 'Umzug 이사 \u202e "x"', target: '203.0.113.25' }],
  ])('is the one that AWS computes for %s %s', async (method, path, body) => {
    expect(await open(url, SIGNING).send(method, path, body)).toEqual({ kind: 'done', body: { done: true } });
    const [one] = got;
    expect(one!.request.url).toBe(path);
    expect(one!.request.headers.authorization).toContain(`Credential=${KEY_ID}/`);
    expect(one!.request.headers.authorization).toContain(`/${REGION}/execute-api/aws4_request`);
    expect(one!.request.headers).toMatchObject({ 'x-amz-security-token': 'session' });
    expect(one!.body).toBe(body === undefined ? '' : JSON.stringify(body));
    expect(signatureOf(one!)).toBe(expectedSignature(one!));
  });

  it('is for the Region in the host’s name, whatever the environment says', async () => {
    const host = 'abcdef1234.execute-api.ap-northeast-2.amazonaws.com';
    const local: typeof fetch = (to, init) => fetch(String(to).replace(`https://${host}`, url), init);
    await open(`https://${host}/`, SIGNING, { fetch: local }).send('GET', '/lists');
    expect(got[0]!.request.headers.authorization).toContain('/ap-northeast-2/execute-api/');
    expect(signatureOf(got[0]!)).toBe(expectedSignature(got[0]!, host));
  });

  it('is left out where there is a token, and for a server on this machine without credentials', async () => {
    await open(url, { ...SIGNING, POSTWATCH_TOKEN: 'abc\n' }).send('GET', '/lists');
    await open(url, {}).send('GET', '/lists');
    expect(got.map(({ request }) => request.headers.authorization)).toEqual(['Bearer abc', undefined]);
  });
});

it.each<[string, Record<string, string>, string]>([
  ['nonsense', {}, '"nonsense" is not the URL of an API'],
  ['ftp://api.example', {}, 'expected https://'],
  ['http://api.example', {}, 'in the clear'],
  ['http://127.0.0.1.example', {}, 'in the clear'],
  ['http://10.0.0.1', {}, 'in the clear'],
  ['https://user:pass@api.example', {}, 'POSTWATCH_TOKEN'],
  ['https://api.example/?a=b', {}, 'has a query'],
  ['https://api.example', {}, 'set AWS_REGION'],
  ['https://api.example', { POSTWATCH_TOKEN: 'a b' }, 'not one word'],
])('the endpoint %s is refused before a request is sent: %j, %s', (at, environment, problem) => {
  expect(openEndpoint(at, { environment })).toEqual({
    ok: false,
    problem: expect.objectContaining({ en: expect.stringContaining(problem) }),
  });
});

/** In Korean there is some text. */
const inEnglish = (en: unknown) => ({ en, ko: expect.stringMatching(/[가-힣]/) });

describe('the client of a deployed API', () => {
  const send = (more: Partial<EndpointOptions> = {}) => open(url, {}, more).send('GET', '/incidents');

  it.each<[string, (response: ServerResponse) => void, object]>([
    [
      'problem details',
      json(409, { detail: 'it is over\r\n\u001b[31m' }),
      { status: 409, why: verbatim('it is over   [31m') },
    ],
    ['API Gateway’s own 401', json(401, { message: 'Unauthorized' }), { status: 401, why: GATEWAY_ANSWERS[401] }],
    ['API Gateway’s own 403', json(403, { message: 'Forbidden' }), { status: 403, why: GATEWAY_ANSWERS[403] }],
    ['API Gateway’s own 429', json(429, { message: 'Too Many Requests' }), { status: 429, why: GATEWAY_ANSWERS[429] }],
    ['API Gateway’s other words', json(413, { message: 'Too Large' }), { status: 413, why: verbatim('Too Large') }],
    ['a page', (response) => void response.writeHead(500).end('<html>'), { status: 500 }],
    [
      'a redirect',
      (response) => void response.writeHead(302, { location: 'https://api.example/' }).end(),
      { status: 302, why: { en: expect.stringContaining('not followed') } },
    ],
  ])('reports %s as a refusal in one line', async (_what, give, expected) => {
    answer = give;
    expect(await send()).toMatchObject({ kind: 'refused', ...expected });
    expect(got).toHaveLength(1);
  });

  it('takes an answer that is not JSON, or that never ends, for no answer', async () => {
    answer = (response) => void response.end('<html>');
    expect(await send()).toEqual({ kind: 'unreachable', why: inEnglish(expect.stringContaining('not JSON')) });
    answer = (response) => {
      const chunk = Buffer.alloc(1_000_000, 'a');
      const more = (): void => {
        while (!response.destroyed && response.write(chunk));
        response.once('drain', more);
      };
      more();
    };
    expect(await send()).toEqual({
      kind: 'unreachable',
      why: inEnglish(expect.stringContaining('more than 12000000 bytes')),
    });
  });

  it('gives up on a server that does not answer, and on a port where nothing listens', async () => {
    answer = () => {};
    const why = inEnglish(expect.stringMatching(/^no answer from 127\.0\.0\.1:\d+ within 0\.05 s$/));
    expect(await send({ timeoutMs: 50 })).toEqual({ kind: 'unreachable', why });
    const nobody = await open('http://127.0.0.1:9', {}).send('GET', '/lists');
    expect(nobody).toEqual({
      kind: 'unreachable',
      why: inEnglish(expect.stringContaining('127.0.0.1:9 cannot be reached')),
    });
  });
});
