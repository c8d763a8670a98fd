/** Elastic IPs' reverse names: what the SDK sends to EC2 and reads from it, and AWS's refusals as values. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { elasticIpsIn } from '../../../adapters/aws/account/elastic-ips.ts';
import { hostedZonesOf } from '../../../adapters/aws/account/zones.ts';
import { type ReverseDnsServer, serveReverseDns } from '../../support/aws/reverse-dns.ts';
import { queryError } from '../../support/aws/services.ts';
import {
  allocation,
  aSet,
  drive,
  ID,
  IP,
  NAME,
  putSets,
  type RdnsWorld,
  rdnsWorld,
  wish,
} from '../../support/reverse-dns.ts';

let world: RdnsWorld;
let server: ReverseDnsServer;
let ips: ReturnType<typeof elasticIpsIn>;

beforeEach(async () => {
  world = rdnsWorld({ serviceManaged: 'nlb', pool: 'ipv4pool-ec2-1' });
  server = await serveReverseDns(world);
  ips = elasticIpsIn({ region: 'eu-west-1', account: '123456789012' });
});
afterEach(async () => {
  ips.close();
  await server.close();
});

describe('the client of EC2 for Elastic IPs', () => {
  it.each([IP, ID])('finds %s with its Region, its service and its pool', async (wanted) => {
    const value = allocation({ serviceManaged: 'nlb', pool: 'ipv4pool-ec2-1' });
    expect(await ips.find(wanted)).toEqual({ ok: true, value });
    const sent = wanted === IP ? { 'PublicIp.1': IP } : { 'AllocationId.1': ID };
    expect(server.requests).toEqual([
      { what: 'ec2 DescribeAddresses', sent: { Action: 'DescribeAddresses', Version: '2016-11-15', ...sent } },
    ]);
  });

  it('sets a name, shows the update that is pending, and resets the name', async () => {
    putSets(world, [aSet([IP])]);
    const update = { value: `${NAME}.`, status: 'PENDING', reason: '' };
    expect(await ips.setPtr(ID, NAME)).toEqual({ ok: true, value: { ptrRecord: null, update } });
    expect(await ips.ptr(ID)).toEqual({ ok: true, value: { ptrRecord: null, update } });
    world.now += 600_000;
    expect(await ips.ptr(ID)).toEqual({ ok: true, value: { ptrRecord: `${NAME}.`, update: null } });
    expect(await ips.resetPtr(ID)).toMatchObject({ ok: true, value: { ptrRecord: `${NAME}.`, update: { value: '' } } });
    const sent = server.requests.map(({ sent: { Action, Version: _, ...rest } }) => ({ Action, ...rest }));
    expect(sent).toEqual([
      { Action: 'ModifyAddressAttribute', AllocationId: ID, DomainName: NAME },
      { Action: 'DescribeAddressesAttribute', 'AllocationId.1': ID, Attribute: 'domain-name' },
      { Action: 'DescribeAddressesAttribute', 'AllocationId.1': ID, Attribute: 'domain-name' },
      { Action: 'ResetAddressAttribute', AllocationId: ID, Attribute: 'domain-name' },
    ]);
  });

  it.each([
    ['InvalidAddress.NotFound', 400, 'missing'],
    ['InvalidAllocationID.NotFound', 400, 'missing'],
    ['UnauthorizedOperation', 403, 'denied'],
    ['AuthFailure', 401, 'denied'],
    ['InvalidParameterValue', 400, 'refused'],
    ['SomethingNew', 412, 'refused'],
  ])('the error %s is a value, with the message of EC2 unchanged', async (code, status, kind) => {
    const message = `You & <I>: "${'x'.repeat(400)}"`;
    server.instead = () => queryError('ec2', code, message, status);
    expect(await ips.setPtr(ID, NAME)).toEqual({ ok: false, kind, code, message });
    expect(server.requests).toHaveLength(1);
  });

  it('treats an answer about another address, from an endpoint that does not filter, as missing', async () => {
    expect(await ips.find(IP)).toMatchObject({ ok: true });
    const item = '<item><publicIp>192.0.2.99</publicIp><allocationId>eipalloc-0other</allocationId></item>';
    server.instead = (what) => {
      const [set, action] = [what.endsWith('Attribute') ? 'addressSet' : 'addressesSet', what.slice(4)];
      return { status: 200, body: `<${action}Response><${set}>${item}</${set}></${action}Response>` };
    };
    expect(await ips.find(IP)).toMatchObject({ ok: false, kind: 'missing' });
    expect(await ips.find(ID)).toMatchObject({ ok: false, kind: 'missing' });
    expect(await ips.ptr(ID)).toMatchObject({ ok: false, kind: 'missing' });
  });

  it('tries a throttled call again, and reports "busy" if EC2 throttles that one too', async () => {
    let refusals = 1;
    server.instead = () => (refusals-- > 0 ? queryError('ec2', 'RequestLimitExceeded', 'slowly', 503) : null);
    expect(await ips.ptr(ID)).toMatchObject({ ok: true });
    server.instead = () => queryError('ec2', 'RequestLimitExceeded', 'slowly', 503);
    expect(await ips.ptr(ID)).toEqual({ ok: false, kind: 'busy', code: 'RequestLimitExceeded', message: 'slowly' });
    expect(server.requests).toHaveLength(4);
  });

  it('reports an empty list as "missing", and an endpoint where nothing listens as "busy"', async () => {
    server.instead = (what) => ({ status: 200, body: `<${what.slice(4)}Response></${what.slice(4)}Response>` });
    expect(await ips.find(IP)).toMatchObject({ ok: false, kind: 'missing' });
    expect(await ips.ptr(ID)).toMatchObject({ ok: false, kind: 'missing' });
    await server.close();
    expect(await ips.ptr(ID)).toMatchObject({ ok: false, kind: 'busy', code: 'ECONNREFUSED' });
    server = await serveReverseDns(world);
  });
});

it('the reverse DNS state machine runs through the AWS SDK from no name to confirmed', async () => {
  const { resolver, clock, log } = world.ports;
  const zones = hostedZonesOf({ region: 'eu-west-1' });
  const state = await drive(world, wish(), { resolver, clock, log, elasticIps: ips, zones });
  expect(state).toMatchObject({ stage: 'confirmed', blocked: null });
  expect(world.writes).toEqual([`CREATE ${NAME} ${IP}`, `set ${NAME}.`]);
  zones.close();
});
