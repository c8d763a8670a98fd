/** A dry run lists what would be sent, and sends nothing. */
import { describe, expect, it } from 'vitest';
import { dryRun } from '../../shared/reverse-dns/dry-run.ts';
import type { State, Wish } from '../../shared/reverse-dns/state.ts';
import { begin } from '../../shared/reverse-dns/wish.ts';
import {
  aSet,
  drive,
  ID,
  IP,
  NAME,
  putSets,
  type RdnsWorld,
  rdnsWorld,
  refusal,
  wish,
  ZONE,
} from '../support/reverse-dns.ts';
import { zone } from '../support/zone.ts';

async function planned(world: RdnsWorld, more: Partial<Wish> = {}) {
  const plan = await dryRun(begin(wish(more), world.ports.clock), world.ports);
  expect(world.writes).toEqual([]);
  expect(world.log).toEqual([]);
  expect(world.calls.filter((call) => ['change', 'setPtr', 'resetPtr'].includes(call))).toEqual([]);
  return plan;
}

const names = ({ calls }: Awaited<ReturnType<typeof planned>>) => calls.map(({ call }) => call);

describe('a dry run of the reverse DNS machine', () => {
  it('has the change batch and the request as they would be sent', async () => {
    const world = rdnsWorld();
    putSets(world, [aSet(['198.51.100.9'])]);
    const { calls } = await planned(world, { mayMerge: true });
    expect(calls.map(({ call, input }) => ({ call, input }))).toEqual([
      {
        call: 'route53:ChangeResourceRecordSets',
        input: {
          HostedZoneId: ZONE,
          ChangeBatch: {
            Comment: `Postwatch: forward record of ${IP}`,
            Changes: [
              {
                Action: 'UPSERT',
                ResourceRecordSet: {
                  Name: `${NAME}.`,
                  Type: 'A',
                  TTL: 300,
                  ResourceRecords: [{ Value: '198.51.100.9' }, { Value: IP }],
                },
              },
            ],
          },
        },
      },
      { call: 'ec2:ModifyAddressAttribute', input: { AllocationId: 'eipalloc-25', DomainName: NAME } },
    ]);
    expect(calls[0]!.why.en).toContain('(1 more stay)');
    expect(calls[0]!.why.ko).toContain('기존 주소 1개 유지');
  });

  it('lists what the machine does then', async () => {
    const world = rdnsWorld();
    const plan = await planned(world);
    await drive(world, wish());
    const sent = world.log.filter(({ outcome }) => outcome === null).map(({ call }) => call);
    expect(names(plan)).toEqual(sent);
    expect(await planned(Object.assign(world, { writes: [], log: [], calls: [] }))).toMatchObject({
      calls: [],
      state: { next: 'There is nothing to send.' },
    });
  });

  it('has the reset of an undo', async () => {
    const world = rdnsWorld();
    Object.assign(world.eips.get('eipalloc-25')!, { ptrRecord: `${NAME}.` });
    const { calls } = await planned(world, { hostname: null, mayReplace: 'any' });
    expect(calls.map(({ input }) => input)).toEqual([{ AllocationId: 'eipalloc-25', Attribute: 'domain-name' }]);
  });

  it.each<[Partial<Wish>, NonNullable<State['blocked']>['reason']]>([
    [{ address: '2001:db8::1' }, 'ipv6'],
    [{ address: '198.51.100.99' }, 'not-ours'],
    [{ touchZones: false }, 'no-forward-record'],
  ])('has the refusal of %j', async (more, reason) => {
    const { calls, state } = await planned(rdnsWorld(), more);
    expect(calls).toEqual([]);
    expect(state.blocked?.reason).toBe(reason);
  });

  it.each<[string, NonNullable<State['blocked']>['reason'], (world: RdnsWorld) => void]>([
    [
      'AWS is busy',
      'aws-refused',
      (world) => {
        world.fault = () => refusal('busy', 'RequestLimitExceeded');
      },
    ],
    [
      'EC2 has not finished with another name',
      'not-applied',
      (world) => {
        world.eips.get(ID)!.update = { value: 'other.example.com.', status: 'PENDING', reason: '', at: world.now + 1 };
      },
    ],
    [
      'the record is written and not answered yet',
      'forward-not-answered',
      (world) => void world.sets.set(ZONE, [aSet([IP])]),
    ],
    [
      'DNS does not answer',
      'dns-unanswered',
      (world) => {
        world.ports = { ...world.ports, resolver: zone({}, { failing: { [`A ${NAME}`]: 'timeout' } }) };
      },
    ],
  ])('does not say that there is nothing to send where %s: %s', async (_what, reason, given) => {
    const world = rdnsWorld();
    given(world);
    const { calls, state } = await planned(world);
    expect(calls).toEqual([]);
    expect(state).toMatchObject({ stage: 'blocked', again: null, blocked: { reason } });
  });
});
