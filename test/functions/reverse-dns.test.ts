/** The function `reverse-dns` as it is deployed: jobs over the table, and tags that a run enforces. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { apiReverseDns } from '../../adapters/aws/api/api-reverse-dns.ts';
import { readEnvironment } from '../../adapters/aws/settings/environment.ts';
import { type DnsServer, startDnsServer } from '../../cli/sandbox/dns-server.ts';
import { resolverOf } from '../../cli/sandbox/zones.ts';
import { handler } from '../../functions/reverse-dns.ts';
import type { ReverseDnsPort } from '../../shared/http/ports.ts';
import { type ReverseDnsServer, serveReverseDns } from '../support/aws/reverse-dns.ts';
import { CONTEXT } from '../support/aws/world.ts';
import { addEip, allocation, aSet, ID, IP, NAME, putSets, type RdnsWorld, rdnsWorld } from '../support/reverse-dns.ts';
import { templateOf } from '../support/stack.ts';
import { definitionOf, execute, named } from '../support/state-machine.ts';
import { type Aws, localAws, setEnvironment } from './aws.ts';

const MACHINE = 'arn:aws:states:eu-west-1:123456789012:stateMachine:reverse-dns';

let world: RdnsWorld;
let server: ReverseDnsServer;
let aws: Aws;
let dns: DnsServer;
let states: { readonly url: string; readonly started: Record<string, string>[]; readonly close: () => Promise<void> };
let folder: string;
let restore: () => void;
let api: ReverseDnsPort;
const lines: string[] = [];

beforeEach(async () => {
  world = rdnsWorld();
  // Without name servers in DNS nothing can be proved, and all that EC2 does can be seen.
  const zone = { [NAME]: { A: [IP] } };
  [server, aws, dns, states] = await Promise.all([
    serveReverseDns(world),
    localAws(),
    startDnsServer({ behaviour: resolverOf(() => zone, {}) }),
    stepFunctions(),
  ]);
  putSets(world, [aSet([IP])]);
  folder = mkdtempSync(path.join(tmpdir(), 'postwatch-rdns-'));
  const settings = { resolvers: [`127.0.0.1:${dns.port}`], aws: { regions: ['eu-west-1'], reverseDns: 'manage' } };
  writeFileSync(path.join(folder, 'settings.json'), JSON.stringify(settings));
  const variables = {
    AWS_ENDPOINT_URL_DYNAMODB: aws.url,
    AWS_ENDPOINT_URL_SFN: states.url,
    POSTWATCH_STACK: 'Postwatch',
    POSTWATCH_TABLE: 'postwatch',
    POSTWATCH_ALERTS_TOPIC: 'arn:aws:sns:eu-west-1:123456789012:alerts',
    POSTWATCH_HEALTH_TOPIC: 'arn:aws:sns:eu-west-1:123456789012:health',
    POSTWATCH_REVERSE_DNS_MACHINE: MACHINE,
    POSTWATCH_SETTINGS_FOLDER: folder,
  };
  restore = setEnvironment(variables);
  api = apiReverseDns(readEnvironment(variables));
  lines.length = 0;
  vi.spyOn(process.stdout, 'write').mockImplementation((line) => {
    lines.push(String(line));
    return true;
  });
});
afterEach(async () => {
  vi.restoreAllMocks();
  restore();
  rmSync(folder, { recursive: true });
  await Promise.all([server.close(), aws.close(), dns.close(), states.close()]);
});

/** StartExecution: the same name twice is an error once the first has ended, as all of them here have. */
async function stepFunctions() {
  const started: Record<string, string>[] = [];
  const names = new Set<string>();
  const listener = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const input = JSON.parse(Buffer.concat(chunks).toString()) as Record<string, string>;
      const isNew = !names.has(input['name']!);
      names.add(input['name']!);
      if (isNew) started.push(input);
      response.writeHead(isNew ? 200 : 400, { 'content-type': 'application/x-amz-json-1.0' });
      response.end(
        JSON.stringify(isNew ? { executionArn: 'arn', startDate: 1 } : { __type: 'ExecutionAlreadyExists' }),
      );
    });
  });
  await new Promise<void>((done) => listener.listen(0, '127.0.0.1', done));
  const close = (): Promise<void> =>
    new Promise((done) => {
      listener.close(() => done());
      listener.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${(listener.address() as AddressInfo).port}`, started, close };
}

const wish = { address: IP, hostname: NAME, mayReplace: [], mayMerge: false, caller: 'iam:ops' };
const look = () => handler({ job: IP }, CONTEXT) as Promise<{ stage: string; again: string | null }>;
const logged = () => lines.map((line) => JSON.parse(line) as Record<string, unknown>);

describe('a job for a reverse name', () => {
  it('is kept and started once under its own name, and the same wish again starts nothing', async () => {
    const first = await api.start(wish);
    expect(first).toMatchObject({
      kind: 'accepted',
      isNew: true,
      state: { wish: { needsTag: true, touchZones: false } },
    });
    expect(await api.start(wish)).toMatchObject({ kind: 'accepted', isNew: false });
    expect(await api.start({ ...wish, hostname: 'other.example.com' })).toMatchObject({ kind: 'busy' });
    expect(states.started).toEqual([
      {
        stateMachineArn: MACHINE,
        name: expect.stringMatching(/^198-51-100-25-20\d\d-[0-9T-]+Z$/),
        input: JSON.stringify({ job: IP }),
      },
    ]);
    const [item] = aws.table.items.values();
    expect(item).toMatchObject({ pk: { S: `REVERSE-DNS#${IP}` }, sk: { S: 'JOB' } });
    expect(Number(item!['ttl']!.N) * 1000 - Date.now()).toBeGreaterThan(29 * 86_400_000);
  });

  it('continues from call to call, writes once, and logs every write with the caller', async () => {
    await api.start(wish);
    expect(await look()).toMatchObject({ stage: 'requested', again: expect.any(String) });
    expect(await look()).toMatchObject({ stage: 'requested' });
    world.now += 600_000;
    expect(await look()).toMatchObject({ stage: 'applied' });
    expect(world.writes).toEqual([`set ${NAME}.`]);
    expect((await api.job(IP))?.stage).toBe('applied');
    expect(logged().filter(({ call }) => call !== undefined)).toMatchObject([
      { call: 'ec2:ModifyAddressAttribute', resource: ID, caller: 'iam:ops', outcome: null },
      { call: 'ec2:ModifyAddressAttribute', resource: ID, caller: 'iam:ops', outcome: 'accepted' },
    ]);
  });

  it('for an address without the tag is a named refusal with the command, and changes nothing', async () => {
    addEip(world, allocation({ tags: {} }));
    await api.start(wish);
    expect(await look()).toEqual({ job: IP, stage: 'blocked', again: null });
    expect((await api.job(IP))?.blocked).toMatchObject({
      reason: 'missing-tag',
      command: expect.stringContaining(`--resources ${ID}`),
    });
    expect(world.writes).toEqual([]);
    expect(logged()).toContainEqual(expect.objectContaining({ level: 'WARN', reason: 'missing-tag' }));
  });

  it('is over where it does not exist, or where another one replaced it', async () => {
    expect(await look()).toEqual({ job: IP, stage: 'gone', again: null });
    await api.start(wish);
    const item = [...aws.table.items.entries()][0]!;
    world.before.set('find', () => {
      aws.table.items.set(item[0], { ...item[1], began: { S: 'later' } });
    });
    expect(await look()).toEqual({ job: IP, stage: 'gone', again: null });
  });

  it('is shown by the API itself while it is open', async () => {
    addEip(world, allocation(), 'old.example.net.');
    expect(await api.readReverseName(IP)).toMatchObject({
      kind: 'seen',
      ptrRecord: 'old.example.net.',
      allocationId: ID,
    });
    expect(await api.readReverseName('198.51.100.99')).toMatchObject({ kind: 'unseen', why: { reason: 'not-ours' } });
  });
});

describe('the state machine of a job', () => {
  const definition = definitionOf(templateOf(), 'ReverseDnsJobs');

  it('calls the function until it returns no time for the next call', async () => {
    await api.start(wish);
    addEip(world, allocation());
    let calls = 0;
    const invoke = async (_name: string, payload: unknown) => {
      calls += 1;
      // After three looks somebody releases the address.
      if (calls === 4) world.eips.delete(ID);
      return handler(payload, CONTEXT);
    };
    expect(await execute(definition, { job: IP }, invoke)).toEqual({ job: IP, stage: 'blocked', again: null });
    expect(calls).toBe(4);
    expect((await api.job(IP))?.blocked?.reason).toBe('released');
  });

  it('tries a call that failed again', async () => {
    const names: string[] = [];
    const invoke = async (name: string) => {
      names.push(name);
      if (names.length < 3) throw named('Lambda.ServiceException', 'away');
      return { job: IP, stage: 'confirmed', again: null };
    };
    await execute(definition, { job: IP }, invoke);
    expect(names).toEqual(['reverse-dns', 'reverse-dns', 'reverse-dns']);
  });
});

describe('a reverse name that a run enforces by a tag', () => {
  const enforce = () => handler({ run: 'run-1', key: IP }, CONTEXT);
  const tagged = (more: Readonly<Record<string, string>> = {}) =>
    addEip(
      world,
      allocation({ tags: { 'postwatch:manage': 'true', 'postwatch:ptr': NAME, ...more } }),
      'old.example.net.',
    );

  it('is set at EC2, whatever name is there, and Route 53 is not changed', async () => {
    tagged();
    expect(await enforce()).toEqual({ key: IP, stage: 'requested' });
    expect(await enforce()).toEqual({ key: IP, stage: 'requested' });
    world.now += 600_000;
    expect(await enforce()).toEqual({ key: IP, stage: 'applied' });
    expect(world.writes).toEqual([`set ${NAME}.`]);
    expect(server.requests.filter(({ what }) => what.startsWith('route53'))).toEqual([]);
    expect(logged()).toContainEqual(expect.objectContaining({ caller: 'run run-1', stage: 'applied' }));
  });

  it.each([
    ['is not managed', { 'postwatch:manage': 'no' }],
    ['is gone', null],
  ])('is not set for an address that %s', async (_what, more) => {
    if (more === null) world.eips.clear();
    else tagged(more);
    expect(await enforce()).toEqual({ key: IP, stage: 'left' });
    expect(world.writes).toEqual([]);
  });

  it('waits while a job is under way', async () => {
    tagged();
    await api.start({ ...wish, hostname: 'asked.example.com' });
    expect(await enforce()).toEqual({ key: IP, stage: 'left' });
    expect(world.writes).toEqual([]);
  });

  it('that resolves to nothing is reported in the log, with what to do', async () => {
    tagged({ 'postwatch:ptr': 'nowhere.example.com' });
    expect(await enforce()).toEqual({ key: IP, stage: 'blocked' });
    expect(logged()).toContainEqual(
      expect.objectContaining({ level: 'WARN', reason: 'no-forward-record', address: IP }),
    );
  });
});

it.each([[null], [{}], [{ job: 5 }], [{ run: 'r' }], ['text']])(
  'the reverse DNS function refuses the event %j',
  async (event) => {
    await expect((async () => handler(event, CONTEXT))()).rejects.toThrow(/the event has no/);
  },
);
