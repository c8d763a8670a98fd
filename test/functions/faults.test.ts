/** What AWS does on a bad day: throttling, refusals, a topic or a role that is gone, values too large, very many addresses. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { memoryIn } from '../../adapters/aws/table/memory.ts';
import { openTable } from '../../adapters/aws/table/table.ts';
import { CHANNELS } from '../../shared/channels/index.ts';
import type { Check } from '../../shared/checks/check.ts';
import { targetKey } from '../../shared/model/target.ts';
import { DEFAULT_RULES } from '../../shared/watch/incidents/rules.ts';
import { workBatch } from '../../shared/watch/run/run.ts';
import { clientOf, DynamoError } from '../support/aws/dynamodb.ts';
import { dnsList, hourly, metric, NOON, SENDER, SETTINGS, SOUND, said, WITHOUT_PTR } from '../support/aws/scene.ts';
import {
  type AwsWorld,
  awsWorld,
  type Call,
  CONTEXT,
  type Functions,
  functions,
  HOME,
  REGION,
} from '../support/aws/world.ts';
import { fakeClock } from '../support/clock.ts';
import { isThorough } from '../support/thorough.ts';
import { finding } from '../support/watch.ts';
import { noDns } from '../support/zone.ts';

const OTHER = '210987654321';
const ROLE = `arn:aws:iam::${OTHER}:role/postwatch-read`;

let called: Functions;
let world: AwsWorld;

const open = async (aws: object = {}) => {
  world = await awsWorld({
    settings: { ...SETTINGS, aws: { ...SETTINGS.aws, ...aws } },
    lists: [dnsList('alpha', 'critical')],
  });
  world.ec2[`${HOME}/${REGION}`] = { addresses: [SENDER] };
};

const hour = hourly(
  () => world,
  () => called,
);

/** The first `n` calls that match are refused. */
function refuseFirst(n: number, matches: (call: Call) => boolean, code: string, status = 400): void {
  let left = n;
  world.refuse = (call) => (matches(call) && left-- > 0 ? { code, status } : null);
}

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOON });
  called = await functions();
});

afterEach(async () => {
  vi.useRealTimers();
  await world.close();
});

describe('a fault of an AWS service', () => {
  it.each([
    ['dynamodb', 'ThrottlingException'],
    ['ec2', 'RequestLimitExceeded'],
    ['sns', 'Throttling'],
  ])('is tried again where %s throttles the first call', async (service, code) => {
    await open();
    refuseFirst(1, (call) => call.service === service, code);
    await hour(0, WITHOUT_PTR);
    expect(said(world)).toEqual(['opened 198.51.100.10']);
  });

  it('is tried again for unprocessed keys and items of a batch', async () => {
    await open();
    world.table.unprocessed = 5;
    await hour(0, WITHOUT_PTR);
    expect(world.table.unprocessed).toBe(0);
    expect(said(world)).toEqual(['opened 198.51.100.10']);
  });

  it('is tried again for transactions that collide', async () => {
    await open();
    let collisions = 2;
    world.table.hook = (operation, when) => {
      if (operation !== 'TransactWriteItems' || when !== 'before' || collisions-- <= 0) return;
      throw new DynamoError('TransactionCanceledException', 'cancelled', [
        { Code: 'TransactionConflict' },
        { Code: 'None' },
      ]);
    };
    await hour(0, WITHOUT_PTR);
    expect(said(world)).toEqual(['opened 198.51.100.10']);
  });

  it('of the table fails the step, and the next run reports what this one could not', async () => {
    await open();
    world.refuse = ({ service }) => (service === 'dynamodb' ? { code: 'AccessDeniedException', status: 400 } : null);
    await expect(hour(0, WITHOUT_PTR)).rejects.toThrow('AccessDenied');
    expect(world.published).toEqual([]);
    world.refuse = () => null;
    await hour(1, WITHOUT_PTR);
    expect(said(world)).toEqual(['opened 198.51.100.10']);
  });

  it('that ends a batch changes nothing about its targets, and is counted', async () => {
    await open();
    await hour(0, SOUND);
    const broken = called['check-ptr'];
    called = { ...called, 'check-ptr': () => Promise.reject(new Error('out of memory')) };
    const run = await hour(1, WITHOUT_PTR);
    expect(run.closed).toMatchObject({ missing: ['ptr-0'], notices: 0 });
    expect([metric(world, 'BatchesFailed'), metric(world, 'AddressesChecked')]).toEqual([
      [0, 1],
      [1, 0],
    ]);
    called = { ...called, 'check-ptr': broken };
    await hour(2, WITHOUT_PTR);
    expect(said(world)).toEqual(['opened 198.51.100.10']);
  });

  it('of a topic that is gone fails the run, and the notice waits for it, with its id', async () => {
    await open();
    await hour(0, SOUND);
    world.topicGone = true;
    await expect(hour(1, WITHOUT_PTR)).rejects.toThrow('NotFound');
    await expect(called.notify({}, CONTEXT)).rejects.toThrow('NotFound');
    world.topicGone = false;
    await hour(2, WITHOUT_PTR);
    expect(said(world)).toEqual(['opened 198.51.100.10']);
    expect(metric(world, 'OutboxOldestSeconds').at(-1)).toBe(0);
  });

  it('in reading the keys leaves their lists uncovered for that reason, and keeps open incidents open', async () => {
    await open();
    await world.close();
    world = await awsWorld({
      settings: SETTINGS,
      lists: [{ ...dnsList('keyed', 'critical'), zone: '{key}.keyed.lists.example', operatorId: 'spamhaus' }],
    });
    world.ec2[`${HOME}/${REGION}`] = { addresses: [SENDER] };
    world.parameters['/postwatch/keys/one'] = 'a';
    world.parameters['/postwatch/keys/other'] = 'b';
    world.parameters['/postwatch/keys/spamhaus'] = 'thekey';
    const listed = {
      ...SOUND,
      '2.0.0.127.thekey.keyed.lists.example': { A: ['127.0.0.2'] },
      '10.100.51.198.thekey.keyed.lists.example': { A: ['127.0.0.2'] },
    };
    await hour(0, listed);
    world.refuse = ({ service }) => (service === 'ssm' ? { code: 'AccessDeniedException', status: 400 } : null);
    await hour(1, listed);
    expect(said(world)).toEqual(['opened 198.51.100.10']);
    expect(world.lines.join('\n')).toContain('the keys of lists cannot be read');
    world.refuse = () => null;
    await hour(2, { ...SOUND, '2.0.0.127.thekey.keyed.lists.example': { A: ['127.0.0.2'] } });
    await hour(3, { ...SOUND, '2.0.0.127.thekey.keyed.lists.example': { A: ['127.0.0.2'] } });
    expect(said(world)).toEqual(['opened 198.51.100.10', 'cleared 198.51.100.10']);
  });
});

describe('an account that cannot be read in full', () => {
  const two = async () => {
    await open({ accounts: [{ roleArn: ROLE, externalId: 'between-us' }] });
    world.regions = [REGION, 'us-east-1'];
    world.roles[ROLE] = 'between-us';
    world.ec2[`${HOME}/us-east-1`] = {
      addresses: [{ ip: '198.51.100.60', id: 'eipalloc-60', instance: 'i-6', ptr: 'mx6.example.net.' }],
    };
    world.ec2[`${OTHER}/${REGION}`] = {
      addresses: [{ ip: '198.51.100.70', id: 'eipalloc-70', instance: 'i-7', ptr: 'mx7.example.org.' }],
    };
    await hour(0, SOUND);
    expect([...said(world)].sort()).toEqual(['opened 198.51.100.60', 'opened 198.51.100.70']);
    world.published.length = 0;
  };

  it('is one digest, with the account as attribute', async () => {
    await open({ accounts: [{ roleArn: ROLE, externalId: 'between-us' }] });
    world.roles[ROLE] = 'between-us';
    await hour(0, SOUND);
    world.published.length = 0;
    world.ec2[`${OTHER}/${REGION}`] = {
      addresses: [{ ip: '198.51.100.70', id: 'eipalloc-70', instance: 'i-7', ptr: 'mx7.example.org.' }],
    };
    await hour(1, WITHOUT_PTR);
    const digests = world.published.map(({ attributes, data }) => [attributes['account'], data.notices.length]);
    expect(digests.sort()).toEqual([
      [[HOME], 1],
      [[OTHER], 1],
    ]);
  });

  it('by a refused role or Region ends no incident, but addresses that are gone elsewhere do', async () => {
    await two();
    delete world.roles[ROLE];
    world.refuse = ({ service, place }) =>
      service === 'ec2' && place === `${HOME}/us-east-1` ? { code: 'UnauthorizedOperation', status: 403 } : null;
    world.ec2[`${HOME}/${REGION}`] = { addresses: [] };
    await hour(1, SOUND);
    await hour(2, SOUND);
    expect(said(world)).toEqual([]);
    // Both are missed: what was there before is still expected.
    expect(metric(world, 'AddressesExpected')).toEqual([3, 2, 2]);
    expect(metric(world, 'AddressesChecked')).toEqual([3, 0, 0]);
    world.refuse = () => null;
    world.roles[ROLE] = 'between-us';
    world.ec2[`${HOME}/us-east-1`] = { addresses: [] };
    await hour(3, SOUND);
    expect(said(world)).toEqual(['ended 198.51.100.60']);
  });

  it('by a denied Region that never had an address is a note, and no address is missed', async () => {
    await open();
    world.regions = [REGION, 'us-east-1'];
    world.refuse = ({ service, place }) =>
      service === 'ec2' && place === `${HOME}/us-east-1` ? { code: 'UnauthorizedOperation', status: 403 } : null;
    await hour(0, SOUND);
    await hour(1, SOUND);
    expect(world.published).toHaveLength(1);
    expect(world.published[0]!.text).toContain(`${HOME}/us-east-1: UnauthorizedOperation`);
    expect(metric(world, 'AddressesExpected')).toEqual([1, 1]);
    expect(metric(world, 'AddressesChecked')).toEqual([1, 1]);
  });

  it('by an MX or SPF record that could not be looked up makes no sender a candidate', async () => {
    await open();
    world.ec2[`${HOME}/${REGION}`] = { addresses: [{ ip: '198.51.100.10', id: 'eipalloc-10', instance: 'i-1' }] };
    await hour(0, WITHOUT_PTR);
    world.failing.add('TXT example.com').add('MX example.com');
    await hour(1, WITHOUT_PTR);
    expect(said(world)).toEqual(['opened 198.51.100.10']);
    world.failing.clear();
    // Proved to be named by nobody any more: once a sender, always a sender, and what broke is told.
    const broken = { ...WITHOUT_PTR, 'example.com': { TXT: ['v=spf1 mx -all'] } };
    await hour(2, broken);
    expect(said(world)).toEqual(['opened 198.51.100.10', 'opened 198.51.100.10']);
    await hour(3, broken);
    expect(said(world)).toEqual(['opened 198.51.100.10', 'opened 198.51.100.10', 'opened 198.51.100.10']);
    const texts = world.published.map(({ text }) => text);
    expect(texts[1]).toContain('not authorized by SPF');
    expect(texts[2]?.replaceAll(/\s+/g, ' ')).toContain('the SPF record of example.com named it until');
  });
});

/** So many in the gate; `npm test` takes a fifth, with a fifth of the requests. */
const MANY = isThorough ? 10_000 : 2000;

describe('a very large account', () => {
  it(`with ${MANY} new addresses in one Region costs few requests, and all of them are remembered`, async () => {
    await open();
    world.ec2[`${HOME}/${REGION}`] = {
      addresses: Array.from({ length: MANY }, (_, n) => ({
        ip: `44.${128 + (n >> 14)}.${(n >> 6) & 255}.${n & 63}`,
        id: `eipalloc-${n}`,
        instance: `i-${n}`,
      })),
    };
    const { run, items } = (await called.discover({ at: 'once' }, CONTEXT)) as {
      run: string;
      items: { key: string }[];
    };
    expect(Buffer.byteLength(JSON.stringify(items))).toBeLessThan(256 * 1024);
    expect(world.calls.filter(({ service }) => service === 'ec2')).toHaveLength(MANY / 1000 + 2);
    await stubbed(
      run,
      items.map(({ key }) => key),
    );
    const before = world.table.calls.length;
    expect(await called.close({ run }, CONTEXT)).toMatchObject({ missing: [], notices: 0 });
    expect(world.table.calls.length - before).toBeLessThan(MANY / 10);
    expect(metric(world, 'AddressesChecked')).toEqual([MANY]);
    expect([...world.table.items.keys()].filter((key) => /^STATE#\d+\n44\./.test(key))).toHaveLength(MANY);
  });

  /** The workers' part without a question: everything is sound. */
  async function stubbed(run: string, keys: readonly string[]): Promise<void> {
    const clock = fakeClock();
    const table = openTable({ name: 'postwatch', clock, client: clientOf(world.table) });
    const memory = memoryIn({ table, clock, channels: [CHANNELS.sns.id] });
    const check: Check = {
      id: 'ptr',
      run: async (targets) =>
        targets.map((target) => ({ target, findings: [finding('ptr.confirmed', targetKey(target))] })),
    };
    const ports = { resolver: noDns, clock, random: () => 0 };
    for (const key of keys) {
      const world = { lists: [], checkFor: () => check, incidents: DEFAULT_RULES };
      await workBatch(run, key, world, memory, ports);
    }
  }
});
