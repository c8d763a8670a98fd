/** The routes over the jobs of `postwatch serve`, which go on by themselves over the AWS with a memory. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { localReverseDns } from '../../adapters/local/in-process-jobs.ts';
import { readWords } from '../../cli/command.ts';
import { ENDPOINT_FLAG } from '../../cli/manual/shared.ts';
import { follow } from '../../cli/reverse-dns/follow.ts';
import { openRemote } from '../../cli/reverse-dns/remote.ts';
import type { ReverseDnsPort } from '../../shared/http/ports.ts';
import { SCHEMAS } from '../../shared/http/schemas.ts';
import type { Clock } from '../../shared/model/clock.ts';
import { defined } from '../../shared/model/defined.ts';
import { verbatim } from '../../shared/model/language.ts';
import { inProcess, terminalWith } from '../support/cli.ts';
import { addEip, allocation, aSet, IP, NAME, putSets, type RdnsWorld, rdnsWorld } from '../support/reverse-dns.ts';
import { shown } from '../support/titles.ts';
import { type TestApi, type TestApiOptions, TOKEN, testApi } from './support/api.ts';
import { faults } from './support/schema.ts';

const AT = `/addresses/${IP}/reverse-dns`;
const WRITE = { authorization: `Bearer ${TOKEN}` };

let world: RdnsWorld;
let api: TestApi;
let jobs: ReverseDnsPort & { readonly close: () => void };

function open(options: TestApiOptions = {}): void {
  world = rdnsWorld();
  const { clock: _, log: __, ...ports } = world.ports;
  api = testApi({ ...options, ports: { reverseDns: async () => jobs, ...options.ports } });
  // One time for both.
  const clock = { ...api.clock, now: () => world.now };
  jobs = localReverseDns({ clock, open: async () => ({ ports, close: () => {} }), log: api.ports.log });
}
beforeEach(() => open());
afterEach(() => {
  jobs.close();
  api.close();
});

const send = async (method: string, body?: unknown, headers: Record<string, string> = WRITE, at = AT) => {
  const response = await api.get(at, {
    method,
    headers: { ...defined({ 'content-type': body === undefined ? undefined : 'application/json' }), ...headers },
    ...defined({ body: body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  return {
    status: response.status,
    location: response.headers.get('location'),
    json: (await response.json()) as never,
  };
};
type Told = {
  readonly stage: string;
  readonly hostname: string | null;
  readonly blocked: { readonly reason: string } | null;
};
const job = async (): Promise<Told | null> => ((await send('GET')).json as { job: Told | null }).job;

/** So much time goes by, in steps in which everything that is due happens. */
async function pass(seconds: number): Promise<void> {
  for (let at = 0; at < seconds; at += 5) {
    world.now += 5000;
    api.clock.advance(5000);
    for (let turns = 0; turns < 60; turns++) await Promise.resolve();
    await new Promise((done) => setImmediate(done));
  }
}

describe('PUT of a reverse name', () => {
  it('is accepted, continues by itself until DNS proves the name, and GET shows the progress', async () => {
    const put = await send('PUT', { hostname: NAME });
    expect(put).toMatchObject({ status: 202, location: AT, json: { stage: 'plan', hostname: NAME, caller: 'local' } });
    expect(faults(put.json, { $ref: '#/components/schemas/ReverseDnsJob' }, SCHEMAS)).toEqual([]);
    await pass(10);
    const meanwhile = await send('GET');
    expect(meanwhile.json).toMatchObject({ job: { stage: 'forward' }, now: null });
    expect(faults(meanwhile.json, { $ref: '#/components/schemas/ReverseDns' }, SCHEMAS)).toEqual([]);
    await pass(300);
    const after = await send('GET');
    expect(after.json).toMatchObject({ job: { stage: 'confirmed' }, now: { ptrRecord: `${NAME}.`, update: null } });
    expect(faults(after.json, { $ref: '#/components/schemas/ReverseDns' }, SCHEMAS)).toEqual([]);
    expect(world.writes).toEqual([`CREATE ${NAME} ${IP}`, `set ${NAME}.`]);
  });

  it('logs every write, and who asked', async () => {
    await send('PUT', { hostname: NAME });
    await pass(120);
    expect(api.log).toContainEqual(
      expect.objectContaining({ message: 'reverse DNS was asked for', caller: 'local', hostname: NAME }),
    );
    const calls = api.log.filter((entry) => 'call' in entry && entry['outcome'] === null);
    expect(calls).toMatchObject([
      { call: 'route53:ChangeResourceRecordSets', caller: 'local', resource: 'ZEXAMPLE' },
      { call: 'ec2:ModifyAddressAttribute', caller: 'local', resource: 'eipalloc-25' },
    ]);
  });

  it('again continues the job, and another name is refused with the state of that job', async () => {
    const first = (await send('PUT', { hostname: NAME })).json as { startedAt: string };
    await pass(10);
    const again = await send('PUT', { hostname: NAME.toUpperCase() });
    expect(again).toMatchObject({ status: 202, json: { startedAt: first.startedAt, stage: 'forward' } });
    const other = await send('PUT', { hostname: 'other.example.com' });
    expect(other).toMatchObject({ status: 409, json: { job: { hostname: NAME, stage: 'forward' } } });
    expect((other.json as { detail: string }).detail).toContain(`sets it to ${NAME}`);
    expect(await send('DELETE')).toMatchObject({ status: 409 });
    await pass(300);
    expect(world.writes).toEqual([`CREATE ${NAME} ${IP}`, `set ${NAME}.`]);
  });

  it('is accepted after a job that is over, and consent is a new wish', async () => {
    addEip(world, allocation(), 'old.example.net.');
    putSets(world, [aSet([IP])]);
    await send('PUT', { hostname: NAME });
    await pass(5);
    expect(await job()).toMatchObject({ stage: 'blocked', blocked: { reason: 'different-ptr' } });
    expect(await send('PUT', { hostname: NAME, replace: true })).toMatchObject({ status: 202 });
    await pass(300);
    expect(await job()).toMatchObject({ stage: 'confirmed' });
  });
});

it('PUT of a reverse name is accepted five minutes after a job that no one continues', async () => {
  await send('PUT', { hostname: NAME });
  await pass(5);
  jobs.close();
  world.now += 240_000;
  expect(await send('PUT', { hostname: 'other.example.com' })).toMatchObject({ status: 409 });
  world.now += 120_000;
  expect(await send('PUT', { hostname: 'other.example.com' })).toMatchObject({ status: 202 });
});

describe('DELETE of a reverse name', () => {
  it('removes the name', async () => {
    addEip(world, allocation(), 'old.example.net.');
    expect(await send('DELETE')).toMatchObject({ status: 202, location: AT, json: { hostname: null } });
    await pass(300);
    expect((await send('GET')).json).toMatchObject({ job: { stage: 'confirmed' }, now: { ptrRecord: null } });
    expect(world.writes).toEqual(['reset']);
  });
});

describe('GET of a reverse name', () => {
  it('without a job shows EC2 and DNS', async () => {
    expect(await send('GET', undefined, {})).toMatchObject({
      status: 200,
      json: { address: IP, job: null, unseen: null, now: { allocationId: 'eipalloc-25', isManaged: true } },
    });
  });

  it.each([
    ['busy', 503],
    ['denied', 502],
  ] as const)('reports AWS that is %s as a problem of its own: %i', async (kind, status) => {
    world.fault = () => ({ ok: false, kind, code: 'X', message: 'no' });
    expect(await send('GET')).toMatchObject({ status, json: { blocked: { reason: 'aws-refused' } } });
  });

  it('shows what could not be read beside the last job', async () => {
    await send('DELETE');
    await pass(300);
    world.fault = () => ({ ok: false, kind: 'denied', code: 'X', message: 'no' });
    const { status, json } = await send('GET');
    expect({ status, json }).toMatchObject({
      status: 200,
      json: { job: { stage: 'confirmed' }, now: null, unseen: { reason: 'aws-refused' } },
    });
    expect(faults(json, { $ref: '#/components/schemas/ReverseDns' }, SCHEMAS)).toEqual([]);
  });
});

describe('a request for a reverse name is refused', () => {
  const REFUSED = [
    ['GET', '2001:db8::25', undefined, 400, 'ipv6'],
    ['PUT', '2001:db8::25', { hostname: NAME }, 400, 'ipv6'],
    ['DELETE', '10.0.0.1', undefined, 400, 'never-public'],
    ['PUT', 'nonsense', { hostname: NAME }, 400, 'not-an-address'],
    ['PUT', IP, { hostname: 'no host' }, 400, 'invalid-hostname'],
    ['PUT', IP, { hostname: '' }, 400, 'invalid-hostname'],
    ['PUT', IP, { hostname: `${'a.'.repeat(30_000)}example.com` }, 400, 'invalid-hostname'],
    ['GET', '198.51.100.99', undefined, 404, 'not-ours'],
  ] as const;

  it.each(
    REFUSED.map(([method, ip, body, status, reason]) => [method, ip, shown(body), status, reason, body] as const),
  )('as %s of %s with the body %s: %i %s', async (method, ip, _, status, reason, body) => {
    const answer = await send(method, body, WRITE, `/addresses/${encodeURIComponent(ip)}/reverse-dns`);
    expect(answer).toMatchObject({ status, json: { status, blocked: { reason } } });
    expect(world.writes).toEqual([]);
  });

  it.each([
    [{}],
    [{ hostname: 5 }],
    [{ hostname: NAME, merge: 'yes' }],
    [{ hostname: NAME, zone: '../x' }],
    [{ hostname: NAME, more: 1 }],
    [[]],
    ['{'],
  ])('with 400 and one line for the body %j', async (body) => {
    const { status, json } = await send('PUT', body);
    expect(status).toBe(400);
    expect((json as { detail: string }).detail).toMatch(/^[^\n]{10,300}$/);
  });

  it('for an allocation id, which is not an address', async () => {
    for (const [method, body] of [['GET'], ['PUT', { hostname: NAME }], ['DELETE']] as const)
      expect(await send(method, body, WRITE, '/addresses/eipalloc-25/reverse-dns')).toMatchObject({ status: 400 });
    expect(world.calls).toEqual([]);
  });

  it('without write permission, and changes nothing', async () => {
    expect(await send('PUT', { hostname: NAME }, {})).toMatchObject({ status: 403 });
    expect(await send('DELETE', undefined, {})).toMatchObject({ status: 403 });
    expect(await job()).toBeNull();
  });

  it('and costs budget', async () => {
    jobs.close();
    api.close();
    open({ limits: { perMinute: 1 } });
    expect(await send('PUT', { hostname: NAME })).toMatchObject({ status: 202 });
    expect(await send('PUT', { hostname: NAME })).toMatchObject({ status: 429 });
  });

  it('without AWS, and says so', async () => {
    jobs.close();
    api.close();
    open({ ports: { reverseDns: async () => verbatim('no AWS credentials were found here') } });
    for (const [method, body] of [['GET'], ['PUT', { hostname: NAME }], ['DELETE']] as const)
      expect(await send(method, body)).toMatchObject({ status: 503, json: { detail: expect.stringContaining('AWS') } });
    expect(await send('PUT', { hostname: 'no host' })).toMatchObject({ status: 400 });
  });
});

describe('postwatch reverse-dns --endpoint', () => {
  let server: Server;
  let url: string;
  beforeEach(async () => {
    const listener = getRequestListener(async (request) => {
      const { pathname } = new URL(request.url);
      const body = await request.text();
      return api.get(pathname, {
        method: request.method,
        headers: request.headers,
        ...defined({ body: body === '' ? undefined : body }),
      });
    });
    server = createServer(listener);
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    process.env['POSTWATCH_TOKEN'] = TOKEN;
  });
  afterEach(() => {
    delete process.env['POSTWATCH_TOKEN'];
    server.closeAllConnections();
    server.close();
  });

  it('asks once, waits until the job is over, and shows what the deployment did', async () => {
    const words = readWords(['--endpoint', url], [ENDPOINT_FLAG]);
    // Whoever waits lets the time of the deployment pass.
    const clock: Clock = {
      ...api.clock,
      now: () => world.now,
      after: (ms, task) => {
        void pass(ms / 1000).then(task);
        return () => {};
      },
    };
    const { readJob: look } = await openRemote(words, IP, NAME, clock);
    const shown: string[] = [];
    const terminal = terminalWith({ print: (line) => void shown.push(line) });
    const { job: last } = await follow({ readJob: look, clock, terminal, isShown: true });
    expect(last).toMatchObject({ stage: 'confirmed', hostname: NAME, again: null });
    expect(shown.filter((line) => line.includes('EC2 accepted the request'))).toHaveLength(1);
    expect(world.writes).toEqual([`CREATE ${NAME} ${IP}`, `set ${NAME}.`]);
  });

  it('gives up where no one continues the job', async () => {
    const words = readWords(['--endpoint', url], [ENDPOINT_FLAG]);
    const { readJob: look } = await openRemote(words, IP, NAME, { ...api.clock, now: () => world.now });
    expect(await look()).toMatchObject({ stage: 'plan' });
    jobs.close();
    world.now += 600_000;
    await expect(look()).rejects.toThrow(/has stopped working on it/);
  });

  it("does not take someone else's job for its own", async () => {
    const words = readWords(['--endpoint', url], [ENDPOINT_FLAG]);
    const { readJob: look } = await openRemote(words, IP, NAME, { ...api.clock, now: () => world.now });
    await look();
    await pass(600);
    expect(await job()).toMatchObject({ stage: 'confirmed' });
    expect((await send('DELETE')).status).toBe(202);
    await expect(look()).rejects.toThrow(/Another job .* removes the reverse name of/);
  });

  it('shows the status, and passes on a refusal with its exit code', async () => {
    const seen = await inProcess(['reverse-dns', IP, '--endpoint', url, '--json']);
    expect(seen).toMatchObject({ code: 0, err: '' });
    expect(JSON.parse(seen.out)).toMatchObject({ address: IP, job: null, now: { allocationId: 'eipalloc-25' } });
    const stranger = await inProcess(['reverse-dns', '198.51.100.99', '--endpoint', url]);
    expect(stranger).toMatchObject({ code: 2, out: '' });
    expect(stranger.err).toMatch(/^postwatch: 198\.51\.100\.99 is not an Elastic IP of this account/);
  });
});

it('a reverse DNS job that fails by a bug is logged, and the server goes on', async () => {
  const named = async () => {
    throw new TypeError('a bug');
  };
  Object.assign(world.ports.zones, { named });
  await send('PUT', { hostname: NAME });
  await pass(5);
  expect(api.log).toContainEqual(expect.objectContaining({ level: 'error', error: 'TypeError: a bug' }));
  expect(await send('GET')).toMatchObject({ status: 200 });
});
