/** The deployed function, with the events that API Gateway sends (HTTP API, payload format 2.0), over AWS on loopback. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { memoryIn } from '../../adapters/aws/table/memory.ts';
import { openTable } from '../../adapters/aws/table/table.ts';
import { ROUTES } from '../../shared/http/routes/index.ts';
import { SCHEMAS } from '../../shared/http/schemas.ts';
import { isoTime } from '../../shared/model/clock.ts';
import { defined } from '../../shared/model/defined.ts';
import type { Notice, NoticedElasticIp } from '../../shared/model/incident.ts';
import { newState, type TargetState } from '../../shared/watch/incidents/state.ts';
import { type CliWorld, cliWorld, KEY, list } from '../cli/world.ts';
import { faults } from '../http/support/schema.ts';
import { clientOf } from '../support/aws/dynamodb.ts';
import { fakeClock } from '../support/clock.ts';
import { shown } from '../support/titles.ts';
import { finding } from '../support/watch.ts';
import { type Aws, localAws, setEnvironment } from './aws.ts';

type Event = Record<string, unknown>;
type Handler = (event: Event, context: object) => Promise<APIGatewayProxyStructuredResultV2>;

let aws: Aws;
let world: CliWorld;
let folder: string;
let restore: () => void;
let handler: Handler;
const lines: string[] = [];

const TOPIC = 'arn:aws:sns:eu-west-1:123456789012:alerts';

beforeAll(async () => {
  [aws, world] = await Promise.all([localAws(), cliWorld()]);
  folder = mkdtempSync(path.join(tmpdir(), 'postwatch-api-'));
  const settings = { resolvers: [world.resolver], api: { checksPerMinute: 20, checksPerDay: 1000 } };
  writeFileSync(path.join(folder, 'settings.json'), JSON.stringify(settings));
  writeFileSync(path.join(folder, 'lists.json'), JSON.stringify([list('good')]));
  restore = setEnvironment({
    AWS_ENDPOINT_URL: aws.url,
    POSTWATCH_STACK: 'Postwatch',
    POSTWATCH_TABLE: 'postwatch',
    POSTWATCH_ALERTS_TOPIC: TOPIC,
    POSTWATCH_HEALTH_TOPIC: TOPIC.replace('alerts', 'health'),
    POSTWATCH_SETTINGS_FOLDER: folder,
  });
  vi.spyOn(process.stdout, 'write').mockImplementation((line) => {
    lines.push(String(line));
    return true;
  });
  handler = (await import('../../functions/api.ts')).handler as unknown as Handler;
});
afterAll(async () => {
  vi.restoreAllMocks();
  restore();
  rmSync(folder, { recursive: true, force: true });
  await Promise.all([aws.close(), world.close()]);
});
beforeEach(() => {
  aws.table.items.clear();
  aws.failing.clear();
  aws.published.length = 0;
  world.asked.length = 0;
  lines.length = 0;
});

const IAM = { iam: { userArn: 'arn:aws:sts::123456789012:assumed-role/Operator/alice', accountId: '123456789012' } };

type Options = {
  readonly method?: string;
  readonly query?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
  readonly base64?: boolean;
  readonly authorizer?: object;
};

/** As API Gateway makes it; `rawPath` comes decoded but for what it leaves encoded. */
function event(
  rawPath: string,
  { method = 'GET', query = '', headers = {}, body, base64 = false, authorizer = IAM }: Options = {},
): Event {
  return {
    version: '2.0',
    routeKey: 'ANY /{proxy+}',
    rawPath,
    rawQueryString: query,
    headers: {
      host: 'abcdef1234.execute-api.eu-west-1.amazonaws.com',
      authorization:
        'AWS4-HMAC-SHA256 Credential=AKIASECRET/20261124/eu-west-1/execute-api/aws4_request, Signature=deadbeef',
      'x-forwarded-for': '198.51.100.7',
      'x-amzn-trace-id': 'Root=1-67448d00-0123456789abcdef01234567',
      ...defined({
        'content-type': body === undefined ? undefined : 'application/json',
        'content-length': body === undefined ? undefined : String(body.length),
      }),
      ...headers,
    },
    requestContext: {
      accountId: '123456789012',
      apiId: 'abcdef1234',
      authorizer,
      domainName: 'abcdef1234.execute-api.eu-west-1.amazonaws.com',
      domainPrefix: 'abcdef1234',
      http: { method, path: rawPath, protocol: 'HTTP/1.1', sourceIp: '198.51.100.7', userAgent: 'curl/8.5.0' },
      requestId: 'JKJaXmPLvHcESHA=',
      routeKey: 'ANY /{proxy+}',
      stage: '$default',
      time: '24/Nov/2026:12:00:00 +0000',
      timeEpoch: 1795521600000,
    },
    ...defined({ body: body === undefined ? undefined : base64 ? Buffer.from(body).toString('base64') : body }),
    isBase64Encoded: base64,
  };
}

async function call(rawPath: string, options: Options = {}) {
  const { statusCode, body = '', headers = {} } = await handler(event(rawPath, options), { awsRequestId: '1' });
  return { status: statusCode, headers, text: body, json: body === '' ? null : JSON.parse(body) };
}

describe('a diagnosis by the deployed API', () => {
  const message = [
    'From: MAILER-DAEMON@mx.example.net',
    'Subject: Undelivered Mail Returned to Sender',
    '',
    '<secret.person@example.net>: host mx.example.net[198.51.100.25] said: 550 5.7.25 The IP address sending this message',
    '(203.0.113.2) does not have a PTR record. Grüße',
  ].join('\r\n');

  // API Gateway hands text/* over as it is, and every other type that is no JSON in base64.
  it.each([
    ['message/rfc822', true],
    ['text/plain; charset=utf-8', false],
  ])('takes %s (base64 %s), and neither keeps nor logs its recipient', async (type, base64) => {
    const headers = { 'content-type': type, 'content-length': String(Buffer.byteLength(message)) };
    const { status, json } = await call('/diagnose', { method: 'POST', headers, body: message, base64 });
    expect(status).toBe(200);
    expect(faults(json, SCHEMAS['Diagnoses']!, SCHEMAS)).toEqual([]);
    expect(json.diagnoses).toMatchObject([
      { cause: 'ptr-missing', ip: '203.0.113.2', live: [{ check: 'ptr', verdict: 'confirmed now' }] },
    ]);
    expect(JSON.stringify([...aws.table.items.values()]) + lines.join('')).not.toContain('secret.person');
    expect(new Set([...aws.table.items.values()].map(({ pk }) => pk?.S?.split('#')[0]))).toEqual(new Set(['BUDGET']));
  });
});

describe('a lookup by the deployed API', () => {
  const ask = (q: string, method: 'GET' | 'POST') =>
    method === 'GET'
      ? call('/lookup', { query: new URLSearchParams({ q }).toString() })
      : call('/lookup', { method, body: JSON.stringify({ q }) });

  it.each(['GET', 'POST'] as const)('answers by %s, IPv6 too, in the shape of the OpenAPI document', async (method) => {
    const { status, json } = await ask('a:mail.example.com', method);
    expect(status).toBe(200);
    expect(json).toMatchObject({ command: 'a', argument: 'mail.example.com', status: 'pass' });
    expect(faults(json, SCHEMAS['Lookup']!, SCHEMAS)).toEqual([]);
    const noted = await ask('ptr:2001:db8::25', method);
    expect(noted.json).toMatchObject({
      argument: '2001:db8::25',
      note: expect.stringContaining('documentation range'),
    });
    expect(faults(noted.json, SCHEMAS['Lookup']!, SCHEMAS)).toEqual([]);
  });

  it.each(['GET', 'POST'] as const)(
    'by %s says what Lambda cannot do, and sends nothing to private addresses',
    async (method) => {
      const trace = await ask('trace:8.8.8.8', method);
      expect(trace.json.timeouts).toMatchObject([
        { id: 'trace.not-possible', remedy: { command: 'npx postwatch lookup trace:8.8.8.8' } },
      ]);
      const ping = await ask('ping:203.0.113.1', method);
      expect(ping.json.timeouts).toMatchObject([{ id: 'ping.not-connected', status: 'unknown' }]);
      const inside = await ask('tcp:169.254.169.254:80', method);
      expect(inside).toMatchObject({ status: 400, json: { detail: expect.stringContaining('link-local') } });
    },
  );

  it('is counted, one each, and refused when the budget is spent', async () => {
    const answers = [];
    for (let time = 0; time < 21; time++) answers.push((await ask('trace:8.8.8.8', time % 2 ? 'GET' : 'POST')).status);
    expect(answers).toEqual([...Array.from({ length: 20 }, () => 200), 429]);
    expect((await ask('nonsense', 'GET')).status).toBe(400);
  });
});

describe('a check by the deployed API', () => {
  it('uses the deployment’s settings and lists, and is kept in the table', async () => {
    const first = await call('/check/203.0.113.4', { query: 'domain=example.com' });
    expect(first).toMatchObject({ status: 200, headers: { 'content-type': 'application/json', age: '0' } });
    expect(first.json).toMatchObject({
      status: 'fail',
      targets: [{ target: { address: '203.0.113.4', domains: ['example.com'] } }],
    });
    expect(first.json.targets[0].findings.map(({ id }: { id: string }) => id).sort()).toEqual([
      'dnsbl.listed',
      'ptr.confirmed',
      'spf.not-authorised',
    ]);
    expect(faults(first.json, SCHEMAS['Check']!, SCHEMAS)).toEqual([]);
    const asked = world.asked.length;
    const second = await call('/check/203.0.113.4', { query: 'domain=example.com' });
    expect(second.json).toMatchObject({ status: 'fail', queries: 0 });
    expect(second.json.targets[0].findings).toEqual(first.json.targets[0].findings);
    expect(world.asked.length).toBe(asked);
    await call('/check/203.0.113.4', { query: 'domain=example.com&fresh=1' });
    expect(world.asked.length).toBeGreaterThan(asked);
  });

  it('leaves only itself and the budget in the table, all with an expiry', async () => {
    await call('/check/203.0.113.1');
    const kinds = [...aws.table.items.values()].map(({ pk, ttl }) => `${pk?.S?.split('#')[0]} ${ttl?.N !== undefined}`);
    expect([...new Set(kinds)].sort()).toEqual(['BUDGET true', 'CACHE true']);
  });

  it.each([
    ['/check/2001:db8::25', '2001:db8::25'],
    ['/check/2001%3Adb8%3A%3A25', '2001:db8::25'],
    ['/check/::ffff:203.0.113.1', '203.0.113.1'],
  ])('takes the path %s', async (rawPath, address) => {
    const { json } = await call(rawPath, { query: 'only=ptr' });
    expect(json.targets[0].target).toEqual({ address, domains: [] });
  });

  it.each([false, true])('takes a body that is base64-encoded: %s', async (base64) => {
    const body = JSON.stringify({ targets: [{ address: '2001:db8::25' }, 'example.com'], only: ['ptr'] });
    const { status, json } = await call('/check', { method: 'POST', body, base64 });
    expect(status).toBe(200);
    expect(json.targets.map(({ target }: { target: object }) => target)).toEqual([
      { address: '2001:db8::25', domains: [] },
      { domain: 'example.com' },
    ]);
  });

  it('answers HEAD without a body', async () => {
    expect(await call('/check/203.0.113.1', { method: 'HEAD', query: 'only=ptr' })).toMatchObject({
      status: 200,
      text: '',
    });
  });

  it('beyond the budget is refused with the time to come back, and the table holds what was used', async () => {
    const body = JSON.stringify({ targets: Array.from({ length: 15 }, (_, n) => `198.51.100.${n}`), only: ['ptr'] });
    const ask = () => call('/check', { method: 'POST', body, query: 'fresh=1' });
    // The minute may turn once in between.
    const answers = [await ask(), await ask(), await ask()];
    const refused = answers.find(({ status }) => status === 429);
    expect(refused?.headers['content-type']).toBe('application/problem+json');
    expect(Number(refused?.headers['retry-after'])).toBeGreaterThan(0);
    expect(Number(refused?.headers['retry-after'])).toBeLessThanOrEqual(60);
    const day = [...aws.table.items.values()].find(({ sk }) => sk?.S?.startsWith('day-'));
    expect(day?.['used']?.N).toBe(String(15 * answers.filter(({ status }) => status === 200).length));
  });
});

describe('the keys of lists in the deployed API', () => {
  const keyed = async (set: () => void) => {
    writeFileSync(
      path.join(folder, 'lists.json'),
      JSON.stringify([
        list('good'),
        list('keyed', { zone: '{key}.keyed.lists.example', operator: 'Example Keys', access: 'key' }),
      ]),
    );
    set();
    // A function that starts anew reads settings and keys anew.
    vi.resetModules();
    const fresh = (await import('../../functions/api.ts')).handler as unknown as Handler;
    const { body = '' } = await fresh(event('/check/203.0.113.4', { query: 'only=dnsbl&fresh=1' }), {});
    return { body, target: JSON.parse(body).targets[0] };
  };
  afterEach(() => {
    aws.parameters.clear();
    writeFileSync(path.join(folder, 'lists.json'), JSON.stringify([list('good')]));
  });

  it('come from SSM, and are in no answer and no log', async () => {
    const { body, target } = await keyed(() => aws.parameters.set('/postwatch/keys/example-keys', KEY));
    expect(target.coverage).toMatchObject({ asked: 2, answered: 2 });
    expect(world.asked.some((question) => question.includes(KEY))).toBe(true);
    expect(body + lines.join('')).not.toContain(KEY);
  });

  it('are named where they are not stored, with the command that stores them', async () => {
    const { target } = await keyed(() => {});
    expect(target.coverage.notCovered).toMatchObject([
      { list: 'keyed', how: expect.stringContaining('aws ssm put-parameter') },
    ]);
  });

  it('are not called missing where they cannot be read', async () => {
    const { target } = await keyed(() => aws.failing.set('SSM', 400));
    expect(target.coverage).toMatchObject({ asked: 1, answered: 1 });
    expect(target.coverage.notCovered).toMatchObject([
      { list: 'keyed', why: expect.stringContaining('could not be read') },
    ]);
    expect(lines.some((line) => line.includes('cannot be read'))).toBe(true);
  });
});

describe('a JWT where a scope is needed for reading', () => {
  const jwt = (claims: object, scopes: readonly string[] | null = null) => ({
    jwt: { claims: { sub: 'u1', ...claims }, scopes },
  });

  let before: Handler;
  beforeAll(async () => {
    const undo = setEnvironment({ POSTWATCH_READ_SCOPE: 'mail/read', POSTWATCH_WRITE_SCOPE: 'mail/act' });
    vi.resetModules();
    before = handler;
    handler = (await import('../../functions/api.ts')).handler as unknown as Handler;
    undo();
  });
  afterAll(() => {
    handler = before;
  });

  it.each<[string, object, number, number]>([
    ['the reading scope', jwt({ scope: 'openid mail/read' }), 200, 403],
    ['the acting scope, which includes reading', jwt({ scope: 'mail/act' }), 200, 200],
    ['both as a list', jwt({}, ['mail/read', 'mail/act']), 200, 200],
    ['the claim scp with spaces', jwt({ scp: 'mail/read profile' }), 200, 403],
    ['the claim scp as an array', jwt({ scp: '[profile mail/act]' }), 200, 200],
    ['neither', jwt({ scope: 'openid mail/reader' }), 403, 403],
    ['the default scope, which is none here', jwt({ scope: 'postwatch:write' }), 403, 403],
    ['no scope at all', jwt({}), 403, 403],
    ['an IAM identity, which needs none', IAM, 200, 200],
  ])('%s', async (_name, authorizer, reads, writes) => {
    const read = await call('/openapi.json', { authorizer });
    expect(read.status).toBe(reads);
    if (reads === 403) expect(read.json.detail).toContain('mail/read');
    expect((await call('/notices/test', { method: 'POST', authorizer })).status).toBe(writes);
  });
});

describe('the permissions of a caller of the deployed API', () => {
  const lambda = (context: object) => ({ lambda: context });
  it.each<[string, number, number, object | undefined]>([
    ['an IAM identity', 200, 200, IAM],
    ['a write token', 200, 200, lambda({ caller: 'write', write: true })],
    ['a write token, as text', 200, 200, lambda({ caller: 'write', write: 'true' })],
    ['a read token', 200, 403, lambda({ caller: 'read', write: false })],
    ['a read token, as text', 200, 403, lambda({ caller: 'read', write: 'false' })],
    [
      'a JWT with the scope',
      200,
      200,
      { jwt: { claims: { sub: 'u1', scope: 'openid postwatch:write' }, scopes: null } },
    ],
    ['a JWT with the scope as a list', 200, 200, { jwt: { claims: { sub: 'u1' }, scopes: ['postwatch:write'] } }],
    [
      'a JWT without the scope',
      200,
      403,
      { jwt: { claims: { sub: 'u1', scope: 'openid postwatch:writer' }, scopes: null } },
    ],
    ['a JWT without a subject', 401, 401, { jwt: { claims: { scope: 'postwatch:write' }, scopes: null } }],
    ['an authorizer that returned nothing', 401, 401, lambda({})],
    ['a wrong token', 401, 401, lambda({ caller: '', write: false })],
    ['a wrong token that claims to write', 401, 401, lambda({ caller: '', write: true })],
    ['one of many wrong tokens', 429, 429, lambda({ caller: '', write: false, retryAfterSeconds: 17 })],
    ['one of many wrong tokens, as text', 429, 429, lambda({ caller: '', write: 'false', retryAfterSeconds: '17' })],
    ['no authorizer', 401, 401, undefined],
  ])('of %s: reading answers %i, writing %i', async (_name, reads, writes, authorizer) => {
    const make = (rawPath: string, method: string): Event => {
      const one = event(rawPath, { method, ...defined({ authorizer }) });
      if (authorizer === undefined) delete (one['requestContext'] as Event)['authorizer'];
      return one;
    };
    expect((await handler(make('/openapi.json', 'GET'), {})).statusCode).toBe(reads);
    expect((await handler(make('/notices/test', 'POST'), {})).statusCode).toBe(writes);
    expect(aws.published).toHaveLength(writes === 200 ? 1 : 0);
  });

  it('are refused to a wrong token on every route, as a problem that says what to do', async () => {
    const refused = (context: object) => ({ authorizer: lambda({ caller: '', write: false, ...context }) });
    for (const { method, path: route } of ROUTES) {
      const rawPath = route.replace(/\{\w+\}/g, '203.0.113.1');
      const wrong = await handler(event(rawPath, { method, ...refused({}) }), {});
      expect([rawPath, wrong.statusCode]).toEqual([rawPath, 401]);
      expect(wrong.headers).toMatchObject({
        'content-type': 'application/problem+json',
        'www-authenticate': 'Bearer',
      });
      const many = await handler(event(rawPath, { method, ...refused({ retryAfterSeconds: 17 }) }), {});
      expect([rawPath, many.statusCode, many.headers?.['retry-after']]).toEqual([rawPath, 429, '17']);
      expect(JSON.parse(String(many.body)).detail).toMatch(/^Too many wrong tokens/);
    }
    expect(aws.table.items.size).toBe(0);
    expect(world.asked).toEqual([]);
  });

  it('are limited by one budget for all sessions of a role', async () => {
    for (const session of ['alice', 'bob'])
      await call('/check/203.0.113.1', {
        query: 'only=ptr&fresh=1',
        authorizer: { iam: { userArn: `arn:aws:sts::123456789012:assumed-role/Operator/${session}` } },
      });
    const budgets = new Set(
      [...aws.table.items.values()].map(({ pk }) => pk?.S).filter((pk) => pk?.startsWith('BUDGET#')),
    );
    expect([...budgets]).toEqual(['BUDGET#iam:arn:aws:sts::123456789012:assumed-role/Operator']);
  });
});

describe('the test notice of the deployed API', () => {
  it('is published to the topic that people subscribe to', async () => {
    const { status, json } = await call('/notices/test', { method: 'POST' });
    expect(status).toBe(200);
    expect(json).toEqual({ outcomes: [{ channel: 'sns', outcome: { ok: true } }] });
    const [sent] = aws.published;
    expect(sent?.get('TopicArn')).toBe(TOPIC);
    expect(sent?.get('Subject')).toBe('[Postwatch] TEST: notices arrive here');
    expect(sent?.get('Message')).toContain('This is a test. Nothing is wrong.');
  });

  it('says why it was not sent', async () => {
    aws.failing.set('SNS', 404);
    const { status, json } = await call('/notices/test', { method: 'POST' });
    expect(status).toBe(502);
    expect(json.outcomes[0].outcome).toMatchObject({ ok: false, why: expect.stringContaining('Topic does not exist') });
  });
});

describe('the deployed API about what the watch knows', () => {
  const AT = '2026-11-24T12:00:00.000Z';
  const state = (target: string, problem?: string): TargetState => ({
    ...newState(target),
    version: 1,
    lastRun: 'run-1',
    subjects:
      problem === undefined
        ? {}
        : {
            [`ptr|${target}`]: {
              seen: 0,
              clean: 0,
              blind: 0,
              worked: true,
              standing: {
                finding: problem,
                severity: 'critical',
                status: 'fail',
                summary: problem,
                since: AT,
                incident: `i-${target}`,
              },
            },
          },
  });
  const memory = () => {
    const clock = fakeClock();
    const table = openTable({ name: 'postwatch', clock, client: clientOf(aws.table) });
    return memoryIn({ table, clock, channels: ['sns'] });
  };
  /** The ids are those of notices about the first state, an hour apart. */
  const commit = async (
    states: readonly TargetState[],
    ids: readonly string[] = [],
    elasticIp?: NoticedElasticIp,
  ): Promise<void> => {
    const [first, ...rest] = states;
    const { target } = first!;
    for (const [n, id] of ids.entries()) {
      const notice: Notice = {
        id,
        run: 'run-1',
        at: isoTime(Date.parse(AT) + n * 3_600_000),
        transition: 'opened',
        incident: 'i',
        target,
        finding: finding('ptr.missing', target),
        before: null,
        ...defined({ elasticIp }),
      };
      await memory().commit([{ state: { ...first!, version: n + 1 }, expected: n, notices: [notice] }]);
    }
    const plain = ids.length === 0 ? states : rest;
    await memory().commit(plain.map((one) => ({ state: one, expected: 0, notices: [] })));
  };

  it('pages through all shards, each address once, whatever the size of a page', async () => {
    const addresses = Array.from({ length: 60 }, (_, n) => `198.51.100.${n}`);
    await commit([...addresses, 'example.com', 'list:zen', '2001:db8::25'].map((target) => state(target)));
    for (const limit of [1, 7, 61]) {
      const seen: string[] = [];
      let query = `limit=${limit}`;
      for (;;) {
        const { json } = await call('/addresses', { query });
        expect(json.addresses.length).toBeLessThanOrEqual(limit);
        seen.push(...json.addresses.map(({ address }: { address: string }) => address));
        if (json.next === null) break;
        query = `limit=${limit}&from=${encodeURIComponent(json.next)}`;
      }
      expect(seen.sort()).toEqual([...addresses, '2001:db8::25'].sort());
    }
  });

  it.each(
    ['16.x', '99.', '-1.', 'x', '1', "0.';--", `0.${'a'.repeat(301)}`].map((from) => [shown(from), from] as const),
  )('does not break on the page %s', async (_, from) => {
    const { status, json } = await call('/addresses', { query: `from=${encodeURIComponent(from)}` });
    // A place behind a name that is not there is a place all the same.
    if (from === "0.';--") expect(status).toBe(200);
    else
      expect({ status, detail: json.detail }).toMatchObject({ status: 400, detail: expect.stringContaining('next') });
  });

  it('finds the incidents among many targets without one', async () => {
    await commit([
      ...Array.from({ length: 200 }, (_, n) => state(`198.51.100.${n}`)),
      state('203.0.113.4', 'ptr.missing'),
      state('example.com', 'spf.none'),
    ]);
    const { json } = await call('/incidents');
    expect(json.next).toBeNull();
    expect(json.incidents.map(({ target }: { target: string }) => target).sort()).toEqual([
      '203.0.113.4',
      'example.com',
    ]);
    expect(faults(json, SCHEMAS['Incidents']!, SCHEMAS)).toEqual([]);
  });

  it('shows one address with its history, newest first', async () => {
    await commit([state('2001:db8::25', 'ptr.missing')], ['a', 'b', 'c']);
    const { status, json } = await call('/addresses/2001:db8:0::25');
    expect(status).toBe(200);
    expect(json.incidents).toMatchObject([{ finding: 'ptr.missing', since: AT }]);
    expect(json.history.map(({ id }: { id: string }) => id)).toEqual(['c', 'b', 'a']);
    expect(faults(json, SCHEMAS['Address']!, SCHEMAS)).toEqual([]);
  });

  it('says where an Elastic IP is, and what was reported about it', async () => {
    const one = { ...state('203.0.113.4', 'ptr.missing'), place: '123456789012/eu-west-1' };
    await commit([one], ['a'], {
      account: '123456789012',
      region: 'eu-west-1',
      allocationId: 'eipalloc-1',
      associated: true,
    });
    const { json } = await call('/addresses/203.0.113.4');
    expect(json.place).toBe('123456789012/eu-west-1');
    expect(json.history[0].elasticIp.allocationId).toBe('eipalloc-1');
    expect(faults(json, SCHEMAS['Address']!, SCHEMAS)).toEqual([]);
  });

  it('shows the last run as "close" left it', async () => {
    const coverage = { asked: 40, answered: 39, notCovered: [{ list: 'zen', why: 'needs a key', how: 'get one' }] };
    const run = { run: 'run-1', at: AT, finished: AT, batches: 3, answered: 2, coverage, expected: 12, checked: 10 };
    await memory().saveFact('LAST-RUN', run);
    const { json } = await call('/runs/latest');
    expect(json).toEqual(run);
    expect(faults(json, SCHEMAS['LatestRun']!, SCHEMAS)).toEqual([]);
  });

  describe('after an act of a person', () => {
    const ID = '0123456789ab';
    const TARGET = '2001:db8::25';
    const BY = 'iam:arn:aws:sts::123456789012:assumed-role/Operator';
    const standing = async (): Promise<TargetState> => {
      const plain = state(TARGET, 'ptr.missing');
      const subject = plain.subjects[`ptr|${TARGET}`]!;
      const one = {
        ...plain,
        subjects: { [`ptr|${TARGET}`]: { ...subject, standing: { ...subject.standing!, incident: ID } } },
      };
      const record = {
        id: ID,
        target: TARGET,
        subject: `ptr|${TARGET}`,
        state: 'open' as const,
        opened: AT,
        closed: null,
      };
      await memory().commit([{ state: one, expected: 0, notices: [], incidents: [record] }]);
      return one;
    };
    const acknowledge = (body: object, authorizer: object = IAM) =>
      call(`/incidents/${ID}/acknowledge`, { method: 'POST', body: JSON.stringify(body), authorizer });

    it('has an incident acknowledged by the caller that API Gateway proved', async () => {
      await standing();
      const { status, json } = await acknowledge({ why: 'ticket', until: '3d' });
      expect(status).toBe(200);
      expect(faults(json, SCHEMAS['Acknowledged']!, SCHEMAS)).toEqual([]);
      const one = await call(`/incidents/${ID}`);
      expect(faults(one.json, SCHEMAS['IncidentDetail']!, SCHEMAS)).toEqual([]);
      expect(one.json).toMatchObject({
        incident: { state: 'acknowledged' },
        standing: { acknowledged: { by: BY, why: 'ticket' } },
        timeline: [{ transition: 'acknowledged' }],
      });
      expect((await call('/incidents', { query: 'acknowledged=0' })).json.incidents).toEqual([]);
      expect((await call(`/history/${TARGET}`)).json.history).toHaveLength(1);
      // Nobody is told by it.
      expect([...aws.table.items.keys()].filter((key) => key.startsWith('OUTBOX#'))).toEqual([]);
    });

    it('keeps two acts at once and a run between them', async () => {
      const before = await standing();
      const [one, two] = await Promise.all([acknowledge({ why: 'one' }), acknowledge({ why: 'two' })]);
      expect([one.status, two.status]).toEqual([200, 200]);
      expect((await call(`/incidents/${ID}`)).json.timeline).toHaveLength(2);
      // The run that had read what stood before is told, and steps again.
      expect(await memory().commit([{ state: { ...before, version: 2 }, expected: 1, notices: [] }])).toEqual([TARGET]);
    });

    it('reports an incident that has cleared as a conflict, and lets a read token do nothing', async () => {
      const before = await standing();
      const read = { lambda: { caller: 'read', write: false } };
      expect((await acknowledge({ why: 'x' }, read)).status).toBe(403);
      const closed = {
        id: ID,
        target: TARGET,
        subject: `ptr|${TARGET}`,
        state: 'cleared' as const,
        opened: AT,
        closed: AT,
      };
      const after = { ...before, version: 2, subjects: {} };
      await memory().commit([{ state: after, expected: 1, notices: [], incidents: [closed] }]);
      const keys = [...aws.table.items.keys()];
      const { status, json } = await acknowledge({ why: 'late' });
      expect(status).toBe(409);
      expect(json).toMatchObject({ incident: { state: 'cleared', closed: AT } });
      expect([...aws.table.items.keys()]).toEqual(keys);
      expect(aws.table.items.get(`INCIDENT#${ID}\nINCIDENT`)?.['ttl']?.N).toBe(
        String(Date.parse(AT) / 1000 + 400 * 86_400),
      );
    });

    it('begins, shows and ends snoozes', async () => {
      await standing();
      const body = JSON.stringify({ target: TARGET, for: '2h', why: 'moving' });
      const { json } = await call('/snoozes', { method: 'POST', body });
      expect(json.snooze).toMatchObject({ by: BY, target: TARGET });
      expect((await call('/snoozes')).json.snoozes).toEqual([json.snooze]);
      expect((await call('/incidents')).json.incidents[0].snoozed).toBe(json.snooze.id);
      const end = () => call(`/snoozes/${json.snooze.id}`, { method: 'DELETE' });
      expect([(await end()).status, (await end()).status]).toEqual([200, 404]);
      expect((await call('/snoozes')).json.snoozes).toEqual([]);
    });
  });

  it.each([
    ['/addresses/203.0.113.99', 404],
    ['/runs/latest', 404],
    ['/nope', 404],
    ['/', 404],
  ])('answers GET %s with %i', async (rawPath, status) => {
    expect((await call(rawPath)).status).toBe(status);
  });
});

describe('a fault in the deployed API', () => {
  it('of the table is a 500 without details, and logged', async () => {
    aws.failing.set('DynamoDB', 400);
    const { status, json } = await call('/incidents');
    expect(status).toBe(500);
    expect(json).toEqual({
      type: 'about:blank',
      title: 'Internal Server Error',
      status: 500,
      detail: 'An internal error occurred. The log has the details.',
    });
    expect(lines.map((line) => JSON.parse(line).level)).toEqual(['ERROR', 'INFO']);
  });

  it('by a body over the limit is a 413', async () => {
    const body = JSON.stringify({ targets: ['x'.repeat(70_000)] });
    expect((await call('/check', { method: 'POST', body, base64: true })).status).toBe(413);
  });
});

it('every request to the deployed API is one line of JSON in the log, without any credential', async () => {
  await call('/check/203.0.113.1', { query: 'only=ptr', headers: { cookie: 'session=secret-cookie' } });
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0]!)).toMatchObject({
    level: 'INFO',
    message: 'request',
    method: 'GET',
    path: '/check/203.0.113.1',
    status: 200,
    caller: 'iam:arn:aws:sts::123456789012:assumed-role/Operator',
  });
  expect(lines[0]).not.toMatch(/AKIASECRET|deadbeef|secret-cookie/);
});
