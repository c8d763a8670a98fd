/** What the functions write about themselves: which call each line belongs to, and what the queries in docs/operations.md can ask for. */
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { callIds, withCallIds } from '../../adapters/aws/steps/call-ids.ts';
import { handler as reverseDns } from '../../functions/reverse-dns.ts';
import { dnsList, hourly, NOON, SENDER, SETTINGS, SOUND } from '../support/aws/scene.ts';
import {
  type AwsWorld,
  awsWorld,
  CONTEXT,
  type Functions,
  functions,
  type Handler,
  HOME,
  REGION,
} from '../support/aws/world.ts';
import { templateOf } from '../support/stack.ts';

type Line = Readonly<Record<string, unknown>>;

const TRACE = '1-5759e988-bd862e3fe1be46a994272793';
let world: AwsWorld;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOON });
  vi.stubEnv('_X_AMZN_TRACE_ID', `Root=${TRACE};Parent=53995c3f42cd8ad8;Sampled=0`);
  const aws = { ...SETTINGS.aws, accounts: [{ roleArn: 'arn:aws:iam::210987654321:role/none', externalId: 'x' }] };
  world = await awsWorld({ settings: { ...SETTINGS, aws }, lists: [dnsList('alpha', 'critical')] });
  const tags = { 'postwatch:manage': 'true', 'postwatch:ptr': 'mail.example.com' };
  world.ec2[`${HOME}/${REGION}`] = {
    addresses: [SENDER, { ip: '203.0.113.30', id: 'eipalloc-30', tags }],
  };
});
afterEach(async () => {
  vi.unstubAllEnvs();
  vi.useRealTimers();
  await world.close();
});

const linesOf = (lines: readonly string[]): readonly Line[] => lines.map((line) => JSON.parse(line) as Line);

/** As Lambda calls it: with a request id, and a name. */
const asLambda = (called: Functions): Functions =>
  Object.fromEntries(
    Object.entries(called).map(([name, handler]): [string, Handler] => [
      name,
      (event, context) => handler(event, { ...context, awsRequestId: `request-${name}`, functionName: name } as never),
    ]),
  ) as Functions;

const oneRun = async () => {
  const called = asLambda(await functions());
  return hourly(
    () => world,
    () => called,
  )(0, SOUND);
};

describe('the lines of a run', () => {
  it('are found by the run, by the call and by the trace, those of metrics too', async () => {
    const { run } = await oneRun();
    const lines = linesOf(world.lines);
    expect(lines.length).toBeGreaterThan(6);
    for (const line of lines) {
      expect(line).toMatchObject({ xray_trace_id: TRACE, cold_start: expect.any(Boolean) });
      expect(line['function_request_id']).toBe(`request-${line['function_name']}`);
      // Discover has opened it: before that there is the time that the execution was planned for.
      if (line['function_name'] === 'discover') expect(`run-${line['at']}`).toBe(run);
      else expect(line['run']).toBe(run);
    }
    const named = new Set(lines.map((line) => line['function_name']));
    expect([...named].sort()).toEqual(['check-dnsbl', 'check-ptr', 'check-spf', 'close', 'discover', 'notify']);
    expect(lines.find((line) => 'RunsFinished' in line)).toMatchObject({ run, AddressesChecked: expect.any(Number) });
  });
});

describe('the ids of a call', () => {
  const idsDuring = (event: unknown, context: unknown = {}) =>
    withCallIds((_event: unknown, _context: unknown) => callIds())(event, context);

  it.each<[string, unknown, object]>([
    ['of no event', null, {}],
    ['of a text', 'hello', {}],
    ['of what is no text', { run: 7, key: { a: 1 }, job: ['x'], at: '' }, {}],
    ['of a batch', { run: 'run-1', key: 'ptr-0' }, { run: 'run-1', key: 'ptr-0' }],
    ['of a job', { job: '203.0.113.30' }, { job: '203.0.113.30' }],
    ['of a request', { requestContext: { requestId: 'JKJaXmPLvHcESHA=' } }, { correlation_id: 'JKJaXmPLvHcESHA=' }],
    ['of a long text', { run: 'x'.repeat(10_000) }, { run: 'x'.repeat(200) }],
  ])('%s', (_what, event, expected) => {
    expect(idsDuring(event)).toEqual({ xray_trace_id: TRACE, cold_start: true, ...expected });
  });

  it.each([
    ['', {}],
    ['Sampled=1', {}],
    ['Self=1-2-3;Root=1-abc-def', { xray_trace_id: '1-abc-def' }],
  ])('of the trace header %j', (header, expected) => {
    vi.stubEnv('_X_AMZN_TRACE_ID', header);
    expect(idsDuring({})).toEqual({ cold_start: true, ...expected });
  });

  it('are those of the call, not of another that is under way', async () => {
    const seen = withCallIds(async (event: { run: string }) => {
      await Promise.resolve();
      return [event.run, callIds().run];
    });
    expect(await Promise.all([seen({ run: 'a' }), seen({ run: 'b' })])).toEqual([
      ['a', 'a'],
      ['b', 'b'],
    ]);
    expect(callIds()).toEqual({});
  });
});

/** What CloudWatch knows of a line by itself, and what Lambda writes where a function ends with an error. */
const FROM_AWS = ['@timestamp', '@log', '@type', '@duration', '@initDuration', '@maxMemoryUsed', 'requestId'];
const WORDS = /^(filter|fields|sort|stats|limit|by|as|asc|desc|or|and|in|not|\d+[a-z]?)$/;

/** The fields that a query names: no texts, functions, words of the language or names that it gives itself. */
function fieldsIn(query: string): readonly string[] {
  const bare = query.replaceAll(/"[^"]*"/g, '');
  const given = new Set([...bare.matchAll(/\bas (\w+)/g)].map(([, name]) => name));
  return [...bare.matchAll(/(@?\b\w+)\b(?!\()/g)].flatMap(([, name = '']) =>
    WORDS.test(name) || given.has(name) ? [] : [name],
  );
}

describe('the queries in docs/operations.md', () => {
  const page = readFileSync(new URL('../../docs/operations.md', import.meta.url), 'utf8');
  const queries = [...page.matchAll(/^```\n(filter [^`]+)```/gm)].map(([, query = '']) => query);
  const log = Object.values(templateOf().findResources('AWS::ApiGatewayV2::Stage'))[0]?.['Properties']
    .AccessLogSettings;

  it('are seen here', () => {
    expect(queries.length).toBeGreaterThan(8);
    expect(
      fieldsIn('filter a = "x y" and ispresent(b)\n| stats count(*) as n, max(c) by d, bin(1h)\n| sort n desc'),
    ).toEqual(['a', 'b', 'c', 'd']);
  });

  it('name fields that the functions write, the access log holds, or AWS adds', async () => {
    await oneRun();
    const zone = { ...SOUND, 'mail.example.com': { A: ['203.0.113.30'] } };
    for (const now of [{}, zone]) {
      world.zone = now;
      await reverseDns({ run: 'run-1', key: '203.0.113.30' }, CONTEXT);
    }
    const { handler: api } = await import('../../functions/api.ts');
    const call = api as unknown as (event: object, context: object) => Promise<unknown>;
    const http = { method: 'GET', path: '/incidents', sourceIp: '198.51.100.7' };
    const authorizer = { iam: { userArn: 'arn:aws:iam::123456789012:user/a' } };
    const requestContext = { http, requestId: 'r', domainName: 'a.example.com', authorizer };
    world.refuse = ({ service }) => (service === 'dynamodb' ? { code: 'AccessDenied', status: 400 } : null);
    await call(
      { version: '2.0', rawPath: '/incidents', rawQueryString: '', headers: {}, requestContext },
      { awsRequestId: '1' },
    );
    const lines = linesOf(world.lines);
    expect(lines.filter(({ message }) => message === 'request')).toEqual([
      expect.objectContaining({ correlation_id: 'r', function_request_id: '1', path: '/incidents' }),
    ]);
    const written = new Set([...lines.flatMap(Object.keys), ...Object.keys(JSON.parse(log.Format)), ...FROM_AWS]);
    for (const query of queries)
      expect(
        fieldsIn(query).filter((field) => !written.has(field)),
        query,
      ).toEqual([]);
    // Metrics are named by the expressions of the queries themselves: none has a name that is misspelled.
    expect(written).toContain('OutboxOldestSeconds');
  });
});
