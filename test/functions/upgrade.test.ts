/** This version over the tables of the two before it: nothing is forgotten, nothing is said twice. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Zone } from '../../cli/sandbox/zones.ts';
import { dnsList, hourly, NOON, SENDER, SETTINGS, SOUND, said } from '../support/aws/scene.ts';
import { type AwsWorld, awsWorld, type Functions, functions, HOME, REGION } from '../support/aws/world.ts';
import { earlierVersion, VERSIONS } from '../upgrades/fixture.ts';

const [TEN, ELEVEN] = ['10.100.51.198.in-addr.arpa', '11.100.51.198.in-addr.arpa'];
const LISTED: Zone = { '30.113.0.203.alpha.lists.example': { A: ['127.0.0.2'] } };

let called: Functions;
let world: AwsWorld;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOON });
  // The API keeps its table's client, which is another one in each world.
  vi.resetModules();
  called = await functions();
  world = await awsWorld({ settings: SETTINGS, lists: [dnsList('alpha', 'critical'), dnsList('beta', 'minor')] });
  world.ec2[`${HOME}/${REGION}`] = {
    addresses: [
      SENDER,
      { ip: '198.51.100.11', id: 'eipalloc-11', instance: 'i-2' },
      { ip: '203.0.113.30', id: 'eipalloc-30' },
    ],
  };
});

afterEach(async () => {
  vi.useRealTimers();
  await world.close();
});

const execution = hourly(
  () => world,
  () => called,
);
const hour = (n: number, ...missing: readonly string[]) =>
  execution(n, Object.fromEntries(Object.entries({ ...SOUND, ...LISTED }).filter(([name]) => !missing.includes(name))));

async function ask(rawPath: string) {
  const { handler } = await import('../../functions/api.ts');
  const authorizer = { iam: { userArn: `arn:aws:sts::${HOME}:assumed-role/Operator/alice` } };
  const http = { method: 'GET', path: rawPath, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'test' };
  const event = {
    version: '2.0',
    rawPath,
    rawQueryString: '',
    headers: { host: 'api.example' },
    requestContext: { http, authorizer, domainName: 'api.example', requestId: 'r' },
    isBase64Encoded: false,
  };
  const answer = (await handler(event as never, {} as never)) as unknown as { statusCode: number; body: string };
  expect(answer.statusCode, answer.body).toBe(200);
  return JSON.parse(answer.body);
}

const openIds = async (): Promise<readonly string[]> =>
  (await ask('/incidents')).incidents.map(({ id }: { id: string }) => id).sort();

describe.each(VERSIONS)('the table of the version of %s', (day) => {
  const before = earlierVersion(day);
  const ids = before.openIncidents.map(([id]) => id);
  beforeEach(() => {
    for (const [key, item] of before.items) world.table.items.set(key, item);
  });

  it('is read by the API before any run: incidents, acknowledgement, snooze, history, addresses', async () => {
    vi.setSystemTime(NOON + 5.5 * 3_600_000);
    expect(await openIds()).toEqual(ids);
    const ten = before.openIncidents.find(([, target]) => target === '198.51.100.10')?.[0] ?? '';
    expect(await ask(`/incidents/${ten}`)).toMatchObject({
      incident: { state: 'acknowledged' },
      standing: { acknowledged: { why: 'the record is being published' } },
    });
    expect((await ask('/snoozes')).snoozes).toMatchObject([{ target: '203.0.113.30', why: 'not used yet' }]);
    expect((await ask('/history/198.51.100.10')).history.length).toBeGreaterThan(0);
    expect((await ask('/addresses')).addresses).toHaveLength(3);
    expect(await ask('/runs/latest')).toMatchObject({ batches: 3, answered: 3 });
  });

  it('is continued: the run that was killed ends, what waited is published once, nothing is repeated', async () => {
    // Later than a step may be silent, and earlier than its answers would be old news.
    const continued = await hour(5.4, TEN, ELEVEN);
    expect(continued.run).toBe(before.unfinishedRun);
    expect(said(world)).toEqual(['opened 198.51.100.11']);
    expect(await openIds()).toEqual(ids);
    await hour(6.4, TEN, ELEVEN);
    expect(said(world)).toEqual(['opened 198.51.100.11']);
  });

  it('is kept up: what ends is cleared, and addresses get what this version shows of them', async () => {
    await hour(6, TEN, ELEVEN);
    for (const n of [7, 8, 9]) await hour(n);
    expect([...said(world)].sort()).toEqual(['cleared 198.51.100.10', 'cleared 198.51.100.11', 'opened 198.51.100.11']);
    const { addresses } = await ask('/addresses');
    const ten = addresses.find(({ address }: { address: string }) => address === '198.51.100.10');
    expect(ten.watched).toMatchObject({
      role: 'sender',
      reverseNames: ['mail.example.com'],
      tags: { 'postwatch:domains': 'example.com' },
    });
  });
});
