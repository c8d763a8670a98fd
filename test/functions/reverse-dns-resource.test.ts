/** The custom resource, with the events of CloudFormation as CDK's framework hands them on. */
import { beforeEach, describe, expect, it } from 'vitest';
import { lookAtResource } from '../../adapters/aws/steps/reverse-dns-resource.ts';
import type { Named, ResourceEvent } from '../../adapters/aws/steps/reverse-dns-resource-name.ts';
import { isComplete, onEvent } from '../../functions/elastic-ip-reverse-dns.ts';
import { defined } from '../../shared/model/defined.ts';
import { serveReverseDns } from '../support/aws/reverse-dns.ts';
import { CONTEXT } from '../support/aws/world.ts';
import {
  addEip,
  allocation,
  aSet,
  ID,
  IP,
  NAME,
  putSets,
  type RdnsWorld,
  rdnsWorld,
  refusal,
} from '../support/reverse-dns.ts';
import { zone } from '../support/zone.ts';

const OTHER = 'other.example.com';

let world: RdnsWorld;
beforeEach(() => {
  world = rdnsWorld();
  putSets(world, [aSet([IP]), aSet([IP], { name: OTHER })]);
});

const STACK = 'arn:aws:cloudformation:eu-west-1:123456789012:stack/Mail/0f3f0f30-aa11-11ef-9a3b-0a1b2c3d4e5f';

/** As it comes, with what the framework adds for `isComplete`. */
function event(type: ResourceEvent['RequestType'], properties: object = {}, more: object = {}) {
  const given = {
    RequestType: type,
    ServiceToken: 'arn:aws:lambda:eu-west-1:123456789012:function:Mail-framework-onEvent',
    ResponseURL: 'https://cloudformation-custom-resource-response-euwest1.s3-eu-west-1.amazonaws.com/x',
    StackId: STACK,
    RequestId: 'b3f4',
    LogicalResourceId: 'Name17099BFF',
    ResourceType: 'Custom::ElasticIpReverseDns',
    ...defined({ PhysicalResourceId: type === 'Create' ? undefined : ID }),
    ResourceProperties: {
      ServiceToken: 'arn:aws:lambda:eu-west-1:123456789012:function:Mail-framework-onEvent',
      AllocationId: ID,
      Hostname: NAME,
      ReplaceExisting: 'false',
      ...properties,
    },
    ...more,
  };
  return given satisfies ResourceEvent;
}

const RESOLVERS = ['192.0.2.53:53'];
const complete = (given: ResourceEvent & Named, ports: RdnsWorld['ports']) => lookAtResource(given, ports, RESOLVERS);

/** What the framework does: `onEvent`, then `isComplete` every 15 seconds with both merged. */
async function deploy(given: ResourceEvent, looks = 40): Promise<{ readonly id: string; readonly looks: number }> {
  const named: Named = { ...(await onEvent(given)), Began: new Date(world.now).toISOString() };
  for (let look = 1; look <= looks; look++) {
    if ((await complete({ ...given, ...named }, world.ports)).IsComplete)
      return { id: named.PhysicalResourceId, looks: look };
    world.now += 15_000;
  }
  throw new Error('the framework gave up');
}

const recorded = (): string | null => world.eips.get(ID)?.ptrRecord ?? null;

describe('the creation of a reverse name as a resource', () => {
  it('asks EC2 once, is complete when EC2 has applied the name, and has the id of the allocation', async () => {
    expect(await deploy(event('Create'))).toMatchObject({ id: ID, looks: expect.any(Number) });
    expect(recorded()).toBe(`${NAME}.`);
    expect(world.writes).toEqual([`set ${NAME}.`]);
    expect(world.log[0]).toMatchObject({ caller: `CloudFormation ${STACK} Name17099BFF` });
  });

  it('needs nothing where the name is set already', async () => {
    addEip(world, allocation(), `${NAME}.`);
    expect((await deploy(event('Create'))).looks).toBe(1);
    expect(world.writes).toEqual([]);
  });

  it('refuses to overwrite another name, and its rollback keeps that name', async () => {
    addEip(world, allocation(), 'somebody.example.net.');
    await expect(deploy(event('Create'))).rejects.toThrow(
      /has the reverse name somebody\.example\.net.*replaceExisting/s,
    );
    expect((await deploy(event('Delete'))).looks).toBe(1);
    expect(recorded()).toBe('somebody.example.net.');
    expect(world.writes).toEqual([]);
  });

  it('overwrites another name with consent', async () => {
    addEip(world, allocation(), 'somebody.example.net.');
    await deploy(event('Create', { ReplaceExisting: 'true' }));
    expect(recorded()).toBe(`${NAME}.`);
  });

  it('gives a record and a policy of the same stack time to be known: twenty minutes, since EC2 refuses both in one way', async () => {
    putSets(world, []);
    const given = event('Create');
    const named = { ...(await onEvent(given)), Began: new Date(world.now).toISOString() };
    expect(await complete({ ...given, ...named }, world.ports)).toMatchObject({ IsComplete: false });
    putSets(world, [aSet([IP])]);
    world.fault = (call) => (call === 'setPtr' ? refusal('denied', 'UnauthorizedOperation', 'not yet') : null);
    world.now += 15_000;
    expect(await complete({ ...given, ...named }, world.ports)).toMatchObject({ IsComplete: false });
    world.now += 1_200_000;
    await expect(complete({ ...given, ...named }, world.ports)).rejects.toThrow(/UnauthorizedOperation.*not yet/s);
    expect(world.writes).toEqual([]);
  });

  it('outlasts an absence that resolvers remember for 15 minutes, and then names the resolver that it asked', async () => {
    putSets(world, []);
    const given = event('Create');
    const named = { ...(await onEvent(given)), Began: new Date(world.now).toISOString() };
    for (const minutes of [0, 5, 15, 19]) {
      world.now = Date.parse(named.Began) + minutes * 60_000;
      const seen = await complete({ ...given, ...named }, world.ports);
      expect(seen).toEqual({ IsComplete: false, waitsFor: expect.stringContaining(NAME) });
    }
    world.now = Date.parse(named.Began) + 20 * 60_000;
    await expect(complete({ ...given, ...named }, world.ports)).rejects.toThrow(/\| Resolver: 192\.0\.2\.53:53 \|/);
    expect(world.writes).toEqual([]);
  });

  it('outlasts it where it is EC2 that remembers the absence', async () => {
    world.fault = (call) => (call === 'setPtr' ? refusal('refused', 'InvalidParameterValue', 'no A record') : null);
    const given = event('Create');
    const named = { ...(await onEvent(given)), Began: new Date(world.now).toISOString() };
    world.now += 16 * 60_000;
    expect((await complete({ ...given, ...named }, world.ports)).IsComplete).toBe(false);
    world.fault = () => null;
    expect((await complete({ ...given, ...named }, world.ports)).IsComplete).toBeTypeOf('boolean');
    expect(world.writes).toEqual([`set ${NAME}.`]);
  });

  it.each([
    [{ Hostname: 'no host' }, /host name|not a/],
    [{ AllocationId: 'eipalloc-none' }, /not an Elastic IP of this account/],
    [{ Hostname: '' }, /./],
  ])('of %j fails at once, in one bounded line', async (properties, told) => {
    const failure = await deploy(event('Create', properties), 1).catch((error: Error) => error.message);
    expect(failure).toMatch(told);
    expect(failure).not.toMatch(/gave up|\n/);
    expect(String(failure).length).toBeLessThanOrEqual(1500);
  });

  it('without an allocation is refused before anything is asked', async () => {
    await expect(onEvent(event('Create', { AllocationId: '' }))).rejects.toThrow(/^AllocationId is missing/);
  });
});

describe('the update of a reverse name as a resource', () => {
  const renamed = () =>
    event('Update', { Hostname: OTHER }, { OldResourceProperties: { AllocationId: ID, Hostname: NAME } });
  const back = () => event('Update', {}, { OldResourceProperties: { AllocationId: ID, Hostname: OTHER } });

  it('replaces the name of the resource without further consent, and a rollback restores it', async () => {
    await deploy(event('Create'));
    await deploy(renamed());
    expect(recorded()).toBe(`${OTHER}.`);
    await deploy(back());
    expect(recorded()).toBe(`${NAME}.`);
  });

  it('that failed half-way is rolled back too', async () => {
    await deploy(event('Create'));
    const given = renamed();
    await complete({ ...given, ...(await onEvent(given)) }, world.ports);
    await deploy(back());
    expect(recorded()).toBe(`${NAME}.`);
  });

  it.each<[string, () => void]>([
    ['is gone', () => putSets(world, [aSet([IP], { name: OTHER })])],
    [
      'cannot be asked',
      () => {
        world.ports = { ...world.ports, resolver: zone({}, { failing: { '* *.example.com': 'servfail' } }) };
      },
    ],
  ])('is rolled back even if the record of the name before %s, since EC2 has that name still', async (_what, given) => {
    await deploy(event('Create'));
    given();
    expect((await deploy(back())).looks).toBe(1);
    expect(world.writes).toEqual([`set ${NAME}.`]);
  });

  it('does not replace a name that someone else has set meanwhile', async () => {
    addEip(world, allocation(), 'somebody.example.net.');
    await expect(deploy(renamed())).rejects.toThrow(/somebody\.example\.net/);
    expect(world.writes).toEqual([]);
  });

  it('to another address is another resource, and the old one is deleted by its id', async () => {
    addEip(world, allocation({ allocationId: 'eipalloc-26', publicIp: '198.51.100.26' }));
    putSets(world, [aSet([IP, '198.51.100.26'])]);
    await deploy(event('Create'));
    const moved = event(
      'Update',
      { AllocationId: 'eipalloc-26' },
      { OldResourceProperties: { AllocationId: ID, Hostname: NAME } },
    );
    expect((await deploy(moved)).id).toBe('eipalloc-26');
    expect((await deploy(event('Delete'))).id).toBe(ID);
    expect(recorded()).toBeNull();
    expect(world.eips.get('eipalloc-26')?.ptrRecord).toBe(`${NAME}.`);
  });

  it('to another address has no consent to replace the name of that address, even if it is the same one', async () => {
    addEip(world, allocation({ allocationId: 'eipalloc-26', publicIp: '198.51.100.26' }), `${NAME}.`);
    putSets(world, [aSet([IP, '198.51.100.26'], { name: OTHER })]);
    const moved = event(
      'Update',
      { AllocationId: 'eipalloc-26', Hostname: OTHER },
      { OldResourceProperties: { AllocationId: ID, Hostname: NAME } },
    );
    await expect(deploy(moved)).rejects.toThrow(/has the reverse name mail\.example\.com.*replaceExisting/s);
    expect(world.writes).toEqual([]);
  });
});

describe('the deletion of a reverse name as a resource', () => {
  it('removes the name, so that the address can be released', async () => {
    await deploy(event('Create'));
    await deploy(event('Delete'));
    expect(recorded()).toBeNull();
    expect(world.writes).toEqual([`set ${NAME}.`, 'reset']);
  });

  it('of an address of the same stack ends when EC2 lets go of it, so that a failed first deployment leaves none behind', async () => {
    const own = { ReleasesAddress: 'true' };
    await deploy(event('Create', own));
    const began = world.now;
    await deploy(event('Delete', own));
    expect(recorded()).toBeNull();
    expect(world.now - began).toBeGreaterThanOrEqual(6 * 60_000);
    expect(world.now - began).toBeLessThan(10 * 60_000);
    // An address that is gone is not waited for.
    world.eips.clear();
    expect((await deploy(event('Delete', own))).looks).toBe(1);
  });

  it('waits for a name that EC2 has not applied yet, and removes it then', async () => {
    const given = event('Create');
    await complete({ ...given, ...(await onEvent(given)) }, world.ports);
    await deploy(event('Delete'));
    expect(recorded()).toBeNull();
  });

  it('succeeds where the address is gone', async () => {
    world.eips.clear();
    expect((await deploy(event('Delete'))).looks).toBe(1);
  });

  it('succeeds for an id that was never an address, with whatever name', async () => {
    const broken = event('Delete', { Hostname: 'no host' }, { PhysicalResourceId: 'not-an-allocation' });
    expect((await deploy(broken)).looks).toBe(1);
  });

  it('succeeds where there is no name', async () => {
    expect((await deploy(event('Delete'))).looks).toBe(1);
    expect(world.writes).toEqual([]);
  });
});

it('the handlers of the reverse name as a resource call EC2 as the state machine does', async () => {
  addEip(world, allocation(), 'somebody.example.net.');
  const server = await serveReverseDns(world);
  try {
    const given = event('Create');
    const asked = { ...given, ...(await onEvent(given)) };
    await expect(isComplete(asked, CONTEXT)).rejects.toThrow(/somebody\.example\.net/);
    expect(server.requests.map(({ what }) => what)).toEqual([
      'ec2 DescribeAddresses',
      'ec2 DescribeAddressesAttribute',
    ]);
    world.eips.clear();
    expect(await isComplete({ ...asked, RequestType: 'Delete' }, CONTEXT)).toEqual({ IsComplete: true });
  } finally {
    await server.close();
  }
});
