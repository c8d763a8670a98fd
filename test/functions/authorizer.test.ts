import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { storedTokens } from '../../adapters/aws/table/tokens.ts';
import { WRONG_TOKENS_A_MINUTE } from '../../shared/http/token-gate.ts';
import { fakeClock } from '../support/clock.ts';
import { shown } from '../support/titles.ts';
import { type Aws, localAws, setEnvironment } from './aws.ts';

const READ = 'read-3f1c9c0a';
const WRITE = 'write-77b0d1e2';

let aws: Aws;
let restore: () => void;
beforeAll(async () => {
  aws = await localAws();
  restore = setEnvironment({
    AWS_ENDPOINT_URL: aws.url,
    POSTWATCH_READ_TOKEN_PARAMETER: '/postwatch/tokens/read',
    POSTWATCH_WRITE_TOKEN_PARAMETER: '/postwatch/tokens/write',
  });
});
afterAll(async () => {
  restore();
  await aws.close();
});
beforeEach(() => {
  aws.parameters.clear();
  aws.failing.clear();
  aws.ssm.length = 0;
});

/** A function that has just started: it has read nothing yet. */
async function started() {
  vi.resetModules();
  const { handler } = await import('../../functions/authorizer.ts');
  return (authorization: string | undefined, requestContext = {}) =>
    handler({ ...event(authorization), requestContext });
}

/** Payload format 2.0 of an HTTP API's Lambda authoriser. */
const event = (authorization: string | undefined) => ({
  version: '2.0',
  type: 'REQUEST',
  routeArn: 'arn:aws:execute-api:eu-west-1:123456789012:abcdef1234/$default/GET/incidents',
  identitySource: authorization === undefined ? [] : [authorization],
  routeKey: 'ANY /{proxy+}',
  rawPath: '/incidents',
  rawQueryString: '',
  headers: authorization === undefined ? {} : { authorization, host: 'abcdef1234.execute-api.eu-west-1.amazonaws.com' },
});

const store = (tokens: { read?: string; write?: string }): void => {
  for (const [name, value] of Object.entries(tokens)) aws.parameters.set(`/postwatch/tokens/${name}`, value);
};

/** Handed on as nobody, so that the API answers in its own words: 401, or 429 with the time to wait. */
const NOBODY = { caller: '', write: false };
const DENIED = { isAuthorized: true, context: NOBODY };
const THROTTLED = { isAuthorized: true, context: { ...NOBODY, retryAfterSeconds: expect.any(Number) } };
const READER = { isAuthorized: true, context: { caller: 'read', write: false } };
const WRITER = { isAuthorized: true, context: { caller: 'write', write: true } };

describe('the authorizer of a token', () => {
  const HEADERS: readonly (readonly [string | undefined, object])[] = [
    [`Bearer ${READ}`, READER],
    [`bearer ${READ}`, READER],
    [`BEARER   ${WRITE} `, WRITER],
    [undefined, DENIED],
    ['', DENIED],
    ['Bearer', DENIED],
    ['Bearer ', DENIED],
    [READ, DENIED],
    [`Basic ${READ}`, DENIED],
    [`Bearer ${READ}x`, DENIED],
    [`Bearer ${READ.slice(0, -1)}`, DENIED],
    [`Bearer ${READ.toUpperCase()}`, DENIED],
    [`Bearer ${READ} ${WRITE}`, DENIED],
    [`Bearer ${'x'.repeat(100_000)}`, DENIED],
    ['Bearer \u0000', DENIED],
    ['Bearer null', DENIED],
    ['Bearer undefined', DENIED],
  ];

  it.each(HEADERS.map(([header, answer]) => [shown(header), header, answer] as const))(
    'answers the header %s',
    async (_, authorization, answer) => {
      store({ read: READ, write: WRITE });
      expect(await (await started())(authorization)).toEqual(answer);
    },
  );

  it('finds the token in the identity source where the headers are not passed on', async () => {
    store({ read: READ });
    vi.resetModules();
    const { handler } = await import('../../functions/authorizer.ts');
    expect(await handler({ identitySource: [`Bearer ${READ}`] })).toEqual(READER);
  });

  it('accepts a token that is stored with a line break', async () => {
    store({ read: `${READ}\n` });
    expect(await (await started())(`Bearer ${READ}`)).toEqual(READER);
  });
});

describe('the authorizer where a token is not stored', () => {
  it.each<[string, { read?: string; write?: string }, string, object]>([
    ['no token: no one gets in', {}, `Bearer ${READ}`, DENIED],
    ['no write token: no one writes', { read: READ }, `Bearer ${WRITE}`, DENIED],
    ['no write token: reading works', { read: READ }, `Bearer ${READ}`, READER],
    ['no read token: writing works', { write: WRITE }, `Bearer ${WRITE}`, WRITER],
    ['an empty one matches nothing', { read: ' ', write: '\n' }, 'Bearer ', DENIED],
  ])('%s', async (_name, tokens, authorization, answer) => {
    store(tokens);
    expect(await (await started())(authorization)).toEqual(answer);
  });

  it('never takes it for one that cannot be read, an error that API Gateway does not remember', async () => {
    store({ read: READ });
    aws.failing.set('SSM', 400);
    const ask = await started();
    await expect(ask(`Bearer ${READ}`)).rejects.toThrow();
    aws.failing.clear();
    expect(await ask(`Bearer ${READ}`)).toEqual(READER);
  });
});

describe('the authorizer in a flood of wrong tokens', () => {
  const from = async (sourceIp: string) => {
    const ask = await started();
    return (authorization: string, ip = sourceIp) => ask(authorization, { http: { sourceIp: ip } });
  };
  const flood = async (ask: (authorization: string) => Promise<unknown>) => {
    for (let at = 0; at < 50; at += 1)
      expect(await ask(`Bearer guess-${at}`)).toEqual(at < WRONG_TOKENS_A_MINUTE ? DENIED : THROTTLED);
  };

  it('locks out no one elsewhere, nor anyone who was let in before, and does not read the store more often', async () => {
    store({ read: READ, write: WRITE });
    const ask = await from('198.51.100.66');
    expect(await ask(`Bearer ${READ}`)).toEqual(READER);
    await flood(ask);
    expect(await ask(`Bearer ${READ}`)).toEqual(READER);
    expect(await ask(`Bearer ${WRITE}`, '203.0.113.9')).toEqual(WRITER);
    expect(aws.ssm).toHaveLength(1);
  });

  it('does not let a short token be guessed: from that source no token is read for a while', async () => {
    store({ read: READ });
    const ask = await from('198.51.100.66');
    await flood(ask);
    expect(await ask(`Bearer ${READ}`)).toEqual(THROTTLED);
    expect(await ask(`Bearer ${READ}`, '198.51.100.67')).toEqual(READER);
  });

  it('lets a token in from that source too that is too long to guess', async () => {
    const long = 'b3'.repeat(32);
    store({ read: long });
    const ask = await from('2001:db8::66');
    await flood(ask);
    expect(await ask(`Bearer ${long}`)).toEqual(READER);
  });
});

describe('the authorizer and its store', () => {
  it('reads with decryption, both parameters of the environment, and not for a request without a token', async () => {
    store({ read: READ, write: WRITE });
    const ask = await started();
    await ask(undefined);
    expect(aws.ssm).toEqual([]);
    await ask(`Bearer ${READ}`);
    await ask('Bearer wrong');
    expect(aws.ssm).toEqual([
      'GetParameters {"Names":["/postwatch/tokens/read","/postwatch/tokens/write"],"WithDecryption":true}',
    ]);
  });

  it('reads again after five minutes, and a removed token ends then', async () => {
    const clock = fakeClock();
    const tokens = storedTokens({ read: '/postwatch/tokens/read', write: '/postwatch/tokens/write' }, clock);
    store({ read: READ });
    expect((await tokens()).read).toBe(READ);
    aws.parameters.clear();
    clock.advance(299_000);
    expect((await tokens()).read).toBe(READ);
    clock.advance(1000);
    expect((await tokens()).read).toBeNull();
  });
});

describe("a stack's own tokens", () => {
  const own = { read: '/postwatch/tokens/read', write: '/postwatch/tokens/write', stack: 'Mail' };
  it('count instead of those that all stacks of the Region share, each by itself', async () => {
    store({ read: READ, write: WRITE });
    expect(await storedTokens(own, fakeClock())()).toEqual({ read: READ, write: WRITE });
    aws.parameters.set('/postwatch/stacks/Mail/tokens/read', 'own-read');
    expect(await storedTokens(own, fakeClock())()).toEqual({ read: 'own-read', write: WRITE });
    expect(await storedTokens({ ...own, stack: 'Other' }, fakeClock())()).toEqual({ read: READ, write: WRITE });
  });

  it('that hold nothing but space are none', async () => {
    store({ read: READ });
    aws.parameters.set('/postwatch/stacks/Mail/tokens/read', ' \n');
    expect(await storedTokens(own, fakeClock())()).toEqual({ read: READ, write: null });
  });
});

it('counts wrong tokens for the alarm, and right ones not', async () => {
  store({ read: READ });
  const lines: string[] = [];
  const spy = vi.spyOn(process.stdout, 'write').mockImplementation((line) => lines.push(String(line)) > 0);
  const ask = await started();
  await ask(`Bearer ${READ}`);
  await ask('Bearer wrong');
  spy.mockRestore();
  expect(lines.map((line) => JSON.parse(line).TokensRefused)).toEqual([1]);
});

it('logs no token', async () => {
  store({ read: READ });
  const spies = [
    vi.spyOn(process.stdout, 'write').mockReturnValue(true),
    vi.spyOn(process.stderr, 'write').mockReturnValue(true),
    vi.spyOn(console, 'log').mockReturnValue(),
    vi.spyOn(console, 'error').mockReturnValue(),
  ];
  const ask = await started();
  await ask(`Bearer ${READ}`);
  await ask('Bearer wrong');
  const said = spies.flatMap((spy) => spy.mock.calls.flat()).join('\n');
  for (const spy of spies) spy.mockRestore();
  expect(said).not.toContain(READ);
  expect(said).not.toContain('wrong');
});
