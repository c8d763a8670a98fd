/** The functions in the order of the state machine, over a small AWS and a small internet on loopback. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Zone } from '../../cli/sandbox/zones.ts';
import { DynamoError } from '../support/aws/dynamodb.ts';
import {
  dnsList,
  HOUR,
  hourly,
  metric,
  metricNames,
  NOON,
  SENDER,
  SETTINGS,
  SOUND,
  said,
  WITHOUT_PTR,
} from '../support/aws/scene.ts';
import {
  type AwsWorld,
  awsWorld,
  CONFIRMED,
  CONTEXT,
  execute,
  type Functions,
  functions,
  HOME,
  REGION,
} from '../support/aws/world.ts';

const LISTS = [
  dnsList('alpha', 'critical'),
  dnsList('beta', 'minor'),
  { ...dnsList('keyed', 'critical'), zone: '{key}.keyed.lists.example', operatorId: 'spamhaus' },
];

/** A new Elastic IP comes with a listing. */
const LISTED = { '30.113.0.203.alpha.lists.example': { A: ['127.0.0.2'] } };

let called: Functions;
let world: AwsWorld;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOON });
  called = await functions();
  world = await awsWorld({
    settings: SETTINGS,
    lists: LISTS,
  });
  world.ec2[`${HOME}/${REGION}`] = {
    addresses: [
      SENDER,
      { ip: '198.51.100.11', id: 'eipalloc-11', instance: 'i-2' },
      { ip: '203.0.113.20', id: 'eipalloc-20', interface: 'eni-nat' },
      { ip: '203.0.113.30', id: 'eipalloc-30' },
    ],
    interfaces: [{ id: 'eni-nat', type: 'nat_gateway', requesterManaged: true }],
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
const hour = (n: number, zone: Zone = SOUND) => execution(n, { ...zone, ...LISTED });

describe('the deployed functions from the schedule to SNS', () => {
  it('send first the report, then an opening and its clearing, each once', async () => {
    const first = await hour(0);
    expect(first.items).toEqual(['ptr-0', 'spf-0', 'dnsbl-0-0']);
    // What stood already is told with the report, in one message.
    expect(world.published).toHaveLength(1);
    const [report] = world.published;
    expect(report!.subject).toBe('[Postwatch] first report: 2 senders, 1 candidate, 1 problem');
    expect(report!.text).toContain('  198.51.100.10 (eu-west-1, i-1)\n');
    expect(report!.text).toContain('1 address of NAT gateways: counted, not checked');
    expect(report!.text).toMatch(/^ {4}aws ssm put-parameter .*--name \/postwatch\/keys\/spamhaus --value <key>$/m);
    expect(report!.text).toMatch(/Estimated cost a month: \$\d+\.\d\d/);
    expect(report!.text).toMatch(/List alpha: \d+$/m);
    expect(said(world)).toEqual(['opened 203.0.113.30']);
    expect(report!.text.replaceAll(/\s+/g, ' ')).toContain(
      'already listed. Release it and allocate another before it sends mail.',
    );
    expect(report!.text).toContain('aws ec2 release-address --region eu-west-1 --allocation-id eipalloc-30');
    expect(report!.attributes).toEqual({
      severity: ['critical'],
      check: ['dnsbl'],
      status: ['fail'],
      account: [HOME],
      region: [REGION],
    });

    await hour(1, WITHOUT_PTR);
    await hour(2);
    await hour(3);
    await hour(4);
    expect(said(world)).toEqual(['opened 203.0.113.30', 'opened 198.51.100.10', 'cleared 198.51.100.10']);
    expect(world.published).toHaveLength(3);
    expect(metric(world, 'RunsFinished')).toEqual([1, 1, 1, 1, 1]);
    expect(report!.text.replaceAll(/\s+/g, ' ')).toContain(`+ ${metricNames(world).size} metrics x $0.3`);
    expect(metric(world, 'AddressesExpected')).toEqual([3, 3, 3, 3, 3]);
    expect(metric(world, 'AddressesChecked')).toEqual([3, 3, 3, 3, 3]);
    expect(metric(world, 'NoticesOpened')).toEqual([1, 1, 0, 0, 0]);
    expect(metric(world, 'NoticesCleared')).toEqual([0, 0, 0, 1, 0]);
    expect(metric(world, 'OutboxOldestSeconds')).toEqual([0, 0, 0, 0, 0]);
  });

  it('keep everything waiting until someone has confirmed, and then the report has it all', async () => {
    world.subscriptions = ['PendingConfirmation'];
    expect((await hour(0)).notified).toEqual({ published: 0, held: true });
    await hour(1, WITHOUT_PTR);
    expect(world.published).toEqual([]);
    expect(metric(world, 'ConfirmedSubscribers')).toEqual([0, 0]);
    expect(metric(world, 'OutboxOldestSeconds')).toEqual([0, 3600]);
    world.subscriptions = ['PendingConfirmation', CONFIRMED];
    await hour(2, WITHOUT_PTR);
    expect(world.published.map(({ subject }) => subject)).toEqual([
      '[Postwatch] first report: 2 senders, 1 candidate, 2 problems',
    ]);
    expect([...said(world)].sort()).toEqual(['opened 198.51.100.10', 'opened 203.0.113.30']);
  });

  it('do nothing in a second execution while the first one runs, and say so', async () => {
    const at = new Date(NOON).toISOString();
    const opened = await called.discover({ at }, CONTEXT);
    expect(opened).toMatchObject({ run: expect.stringContaining('run-') });
    vi.setSystemTime(NOON + 10 * 60_000);
    const other = await execute('another', called);
    expect(other).toMatchObject({ run: null, items: [], closed: { notices: 0 } });
    expect(world.lines.join('\n')).toContain('the previous run is still going');
    // A repeat of the step in the same execution finds its own run.
    expect(await called.discover({ at }, CONTEXT)).toEqual(opened);
  });

  it('continue or replace a run that died with the next one, and lose nothing', async () => {
    await called.discover({ at: 'killed' }, CONTEXT);
    const next = await hour(1);
    expect(next.run).not.toBeNull();
    expect(said(world)).toEqual(['opened 203.0.113.30']);
  });

  it('killed at any request of the first step open the run by the repeat, once, and report the same', async () => {
    const kill = async (n: number, when: 'before' | 'after') => {
      let left = n;
      let died = false;
      world.table.items.clear();
      world.published.length = 0;
      world.table.hook = (operation, now) => {
        if (died || now !== when || /^(Get|Query|BatchGet)/.test(operation) || left-- > 0) return;
        died = true;
        throw new DynamoError('ValidationException', 'killed');
      };
      vi.setSystemTime(NOON);
      world.zone = { ...SOUND, ...LISTED };
      await called.discover({ at: 'one' }, CONTEXT).catch(() => undefined);
      world.table.hook = () => {};
      const executed = await execute('one', called);
      return { died, keys: executed.items, said: said(world), open: world.table.items.has('CURRENT\nRUN') };
    };
    const whole = { keys: ['ptr-0', 'spf-0', 'dnsbl-0-0'], said: ['opened 203.0.113.30'], open: false };
    let n = 0;
    for (; ; n++) {
      const before = await kill(n, 'before');
      if (!before.died) break;
      expect(before).toEqual({ ...whole, died: true });
      expect(await kill(n, 'after')).toEqual({ ...whole, died: true });
    }
    expect(n).toBeGreaterThan(5);
  });

  it('killed at any request of the last step repeat the report with its notices, or send them under their ids', async () => {
    const kill = async (n: number, when: 'before' | 'after') => {
      let [left, died] = [n, false];
      world.table.items.clear();
      world.published.length = 0;
      vi.setSystemTime(NOON);
      world.zone = { ...SOUND, ...LISTED };
      const notify: Functions['notify'] = async (event, context) => {
        world.table.hook = (operation, now) => {
          if (died || now !== when || /^(Get|Query|BatchGet)/.test(operation) || left-- > 0) return;
          died = true;
          throw new DynamoError('ValidationException', 'killed');
        };
        const notified = await called.notify(event, context).catch(() => undefined);
        world.table.hook = () => {};
        return notified;
      };
      await execute('one', { ...called, notify });
      // At once, while the lease of who was killed holds, and an hour later.
      await called.notify({}, CONTEXT);
      vi.setSystemTime(NOON + HOUR);
      await called.notify({}, CONTEXT);
      return died;
    };
    const look = () => {
      const reports = world.published.filter(({ subject }) => subject.includes('first report'));
      for (const { subject, text } of reports) {
        expect(subject).toContain('1 problem');
        expect(text).toContain('eipalloc-30');
      }
      expect(reports.length).toBeGreaterThan(0);
      expect(new Set(said(world))).toEqual(new Set(['opened 203.0.113.30']));
      expect(world.table.items.has('FACT\nREPORTED')).toBe(true);
    };
    let n = 0;
    for (; await kill(n, 'before'); n++) {
      look();
      expect(await kill(n, 'after')).toBe(true);
      look();
    }
    // Its writes: the claim, REPORTED, the notices out of the outbox, and what was not delivered (UNDELIVERED: nothing).
    expect(n).toBe(4);
  });

  it('write no secret to the table, the messages or the log', async () => {
    world.parameters['/postwatch/keys/spamhaus'] = 'topsecretkey12345';
    world.zone = { ...SOUND, '2.0.0.127.topsecretkey12345.keyed.lists.example': { A: ['127.0.0.2'] } };
    await hour(0, world.zone);
    expect(world.asked.some((name) => name.includes('topsecretkey12345'))).toBe(true);
    const written = [...world.table.items.values()].map((item) => JSON.stringify(item)).join('\n');
    expect(written + JSON.stringify(world.published) + world.lines.join('\n')).not.toContain('topsecretkey12345');
  });
});
