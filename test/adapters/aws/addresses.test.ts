/** From EC2's answers to addresses as they were found: Regions, accounts, pages, and what an address stands on. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { discoverAddresses } from '../../../adapters/aws/account/addresses.ts';
import { type AwsWorld, awsWorld, HOME, REGION } from '../../support/aws/world.ts';

let world: AwsWorld;

beforeEach(async () => {
  world = await awsWorld({ settings: {}, lists: [] });
});
afterEach(() => world.close());

const discover = (aws: Partial<Parameters<typeof discoverAddresses>[0]> = {}) =>
  discoverAddresses({ accounts: [], instanceIpv6: false, ...aws }, { account: HOME, region: REGION });

it('the discovery of addresses says what each address is attached to', async () => {
  const uses: Record<string, [object, object?]> = {
    '203.0.113.1': [{ instance: 'i-1', interface: 'eni-0' }],
    '203.0.113.2': [{}],
    '203.0.113.3': [{ interface: 'eni-3' }, { type: 'nat_gateway', requesterManaged: true }],
    '203.0.113.4': [{ interface: 'eni-4' }, { type: 'natGateway' }],
    '203.0.113.5': [{ interface: 'eni-5' }, { type: 'network_load_balancer' }],
    '203.0.113.6': [{ interface: 'eni-6' }, { description: 'ELB app/front/1', requesterManaged: true }],
    '203.0.113.7': [{ interface: 'eni-7' }, { type: 'global_accelerator_managed', requesterManaged: true }],
    '203.0.113.8': [{ interface: 'eni-8' }, { type: 'interface' }],
    '203.0.113.9': [{ serviceManaged: 'rds', interface: 'eni-9' }],
    '203.0.113.10': [{ serviceManaged: 'nlb', interface: 'eni-10' }],
    '203.0.113.11': [{ interface: 'eni-11' }, { type: 'interface', requesterManaged: true }],
  };
  world.ec2[`${HOME}/${REGION}`] = {
    addresses: Object.entries(uses).map(([ip, [more]], at) => ({ ip, id: `eipalloc-${at}`, ...more })),
    interfaces: Object.values(uses).flatMap(([one, owner]) =>
      owner === undefined ? [] : [{ id: (one as { interface: string }).interface, ...owner }],
    ),
  };
  const { found, unseen } = await discover();
  expect(unseen).toEqual([]);
  expect(Object.fromEntries(found.map(({ address, use }) => [address.text, use]))).toEqual({
    '203.0.113.1': 'instance',
    '203.0.113.2': 'unused',
    '203.0.113.3': 'nat-gateway',
    '203.0.113.4': 'nat-gateway',
    '203.0.113.5': 'load-balancer',
    '203.0.113.6': 'load-balancer',
    '203.0.113.7': 'service',
    '203.0.113.8': 'instance',
    '203.0.113.9': 'service',
    '203.0.113.10': 'load-balancer',
    '203.0.113.11': 'service',
  });
  expect(found[1]!.elasticIp).toEqual({
    allocationId: 'eipalloc-1',
    region: REGION,
    account: HOME,
    associated: false,
    recordedPtr: null,
  });
  expect(found[0]!.elasticIp!.associated).toBe(true);
});

it('the discovery of addresses follows the pages of recorded names and the chunks of interfaces, and reads tags', async () => {
  const many = Array.from({ length: 2500 }, (_, n) => ({
    ip: `198.18.${n >> 8}.${n & 255}`,
    id: `eipalloc-${n}`,
    interface: `eni-${n}`,
    ptr: `m${n}.example.com.`,
    tags: { Name: `<mail & ${n}>`, 'postwatch:helo': `m${n}.example.com` },
  }));
  world.ec2[`${HOME}/${REGION}`] = { addresses: many, interfaces: many.map((one) => ({ id: one.interface })) };
  const { found } = await discover({ regions: [REGION] });
  expect(found).toHaveLength(2500);
  const last = found.at(-1)!;
  expect(last.elasticIp!.recordedPtr).toBe('m2499.example.com.');
  expect(last.tags).toEqual({ Name: '<mail & 2499>', 'postwatch:helo': 'm2499.example.com' });
  expect(found.every(({ use }) => use === 'instance')).toBe(true);
  const calls = Object.entries(Object.groupBy(world.calls, ({ action }) => action)).map(([name, all]) => [
    name,
    all!.length,
  ]);
  expect(Object.fromEntries(calls)).toEqual({
    DescribeAddresses: 1,
    DescribeAddressesAttribute: 3,
    DescribeNetworkInterfaces: 13,
  });
});

it('the discovery of addresses reads every enabled Region of every account, each account with its own credentials', async () => {
  const roleArn = 'arn:aws:iam::210987654321:role/read';
  world.regions = [REGION, 'us-east-1'];
  world.roles[roleArn] = 'x';
  world.ec2[`${HOME}/us-east-1`] = { addresses: [{ ip: '203.0.113.1', id: 'eipalloc-1' }] };
  world.ec2[`210987654321/${REGION}`] = { addresses: [{ ip: '203.0.113.2', id: 'eipalloc-2' }] };
  const { found } = await discover({ accounts: [{ roleArn, externalId: 'x' }] });
  expect(found.map(({ elasticIp }) => `${elasticIp!.account}/${elasticIp!.region}`)).toEqual([
    `${HOME}/us-east-1`,
    `210987654321/${REGION}`,
  ]);
});

it('a Region that was only half read counts as not seen, and the discovery says whether a policy denied it', async () => {
  const roleArn = 'arn:aws:iam::210987654321:role/read';
  world.regions = [REGION, 'us-east-1', 'eu-north-1'];
  world.ec2[`${HOME}/us-east-1`] = { addresses: [{ ip: '203.0.113.1', id: 'eipalloc-1', interface: 'eni-1' }] };
  world.refuse = ({ action, place }) => {
    if (place.endsWith('eu-north-1')) return { code: 'UnauthorizedOperation', status: 403 };
    // Half an answer is none: what stands on which interface decides who is a candidate.
    return place.endsWith('us-east-1') && action === 'DescribeNetworkInterfaces'
      ? { code: 'InvalidParameterValue', status: 400 }
      : null;
  };
  const { found, unseen } = await discover({ accounts: [{ roleArn, externalId: 'x' }] });
  expect(found).toEqual([]);
  expect(unseen.map(({ place, denied }) => [place, denied])).toEqual([
    ['210987654321/', true],
    [`${HOME}/us-east-1`, false],
    [`${HOME}/eu-north-1`, true],
  ]);
});

it('an account whose Regions cannot be listed counts as not seen as a whole', async () => {
  world.refuse = ({ action }) => (action === 'DescribeRegions' ? { code: 'UnauthorizedOperation', status: 403 } : null);
  expect(await discover()).toMatchObject({ found: [], unseen: [{ place: `${HOME}/`, denied: true }] });
});

it('an address whose recorded name EC2 does not give has no recorded name, not an empty one', async () => {
  world.ec2[`${HOME}/${REGION}`] = { addresses: [{ ip: '203.0.113.1', id: 'eipalloc-1', ptr: 'a.example.com.' }] };
  world.refuse = ({ action }) =>
    action === 'DescribeAddressesAttribute' ? { code: 'UnsupportedOperation', status: 400 } : null;
  const { found } = await discover();
  expect(found[0]!.elasticIp).not.toHaveProperty('recordedPtr');
});

it('the discovery finds IPv6 addresses of instances only where the settings ask for them, and never a private address', async () => {
  world.ec2[`${HOME}/${REGION}`] = {
    addresses: [{ ip: '10.0.0.1', id: 'eipalloc-1' }],
    interfaces: [
      { id: 'eni-1', instance: 'i-1', ipv6: ['2001:db8::25', 'fd00::1'], tags: { 'postwatch:domains': 'example.com' } },
      { id: 'eni-2', type: 'nat_gateway', requesterManaged: true, instance: 'i-2', ipv6: ['2001:db8::26'] },
      { id: 'eni-3', ipv6: ['2001:db8::27'] },
    ],
  };
  expect((await discover()).found).toEqual([]);
  const { found } = await discover({ instanceIpv6: true });
  expect(found.map(({ address, place, tags }) => [address.text, place, tags])).toEqual([
    ['2001:db8::25', `${HOME}/${REGION}`, { 'postwatch:domains': 'example.com' }],
  ]);
});
