/** Hosted zones and record sets: what the SDK sends to Route 53 and reads from it, and AWS's refusals as values. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hostedZonesOf } from '../../../adapters/aws/account/zones.ts';
import { addressBatch } from '../../../shared/reverse-dns/record.ts';
import { type ReverseDnsServer, serveReverseDns } from '../../support/aws/reverse-dns.ts';
import { element, list, queryError } from '../../support/aws/services.ts';
import {
  addZone,
  aSet,
  IP,
  NAME,
  putSets,
  type RdnsWorld,
  rdnsWorld,
  SERVERS,
  ZONE,
} from '../../support/reverse-dns.ts';

let world: RdnsWorld;
let server: ReverseDnsServer;
let zones: ReturnType<typeof hostedZonesOf>;

beforeEach(async () => {
  world = rdnsWorld();
  server = await serveReverseDns(world);
  zones = hostedZonesOf({ region: 'eu-west-1' });
});
afterEach(async () => {
  zones.close();
  await server.close();
});

const asked = () => server.requests.map(({ what }) => what);

describe('the client of Route 53 for hosted zones', () => {
  it('finds the zones of a name: the public ones with their name servers, the private ones marked as private', async () => {
    addZone(world, { id: 'ZPRIVATE', name: 'example.com', isPrivate: true, nameServers: [] });
    expect(await zones.named('example.com')).toEqual({
      ok: true,
      value: [
        { id: ZONE, name: 'example.com', isPrivate: false, nameServers: SERVERS },
        { id: 'ZPRIVATE', name: 'example.com', isPrivate: true, nameServers: [] },
      ],
    });
    expect(asked()).toEqual([
      'route53 GET /2013-04-01/hostedzonesbyname',
      `route53 GET /2013-04-01/hostedzone/${ZONE}`,
    ]);
    expect(server.requests[0]!.sent).toEqual({ dnsname: 'example.com', maxitems: '100' });
  });

  it('takes only the zones of the name from a list that goes on behind it, and follows the pages', async () => {
    const zone = (id: string, name: string) =>
      element('Id', `/hostedzone/${id}`) +
      element('Name', `${name}.`) +
      element('CallerReference', 'r') +
      '<Config><PrivateZone>true</PrivateZone></Config>';
    const page = (all: readonly string[], more: string) => ({
      status: 200,
      body: `<R>${list('HostedZones', all, 'HostedZone')}${more}<MaxItems>1</MaxItems></R>`,
    });
    const pages = [
      page(
        [zone('Z1', 'example.com')],
        '<IsTruncated>true</IsTruncated><NextDNSName>example.com.</NextDNSName><NextHostedZoneId>Z2</NextHostedZoneId>',
      ),
      page(
        [zone('Z2', 'example.com'), zone('Z3', 'a.example.com')],
        '<IsTruncated>true</IsTruncated><NextDNSName>b.example.com.</NextDNSName>',
      ),
    ];
    server.instead = () => pages.shift()!;
    const answer = await zones.named('example.com');
    expect(answer.ok && answer.value.map(({ id }) => id)).toEqual(['Z1', 'Z2']);
    expect(server.requests[1]!.sent).toEqual({ dnsname: 'example.com.', hostedzoneid: 'Z2', maxitems: '100' });
  });

  it('finds a zone by its id, or reports "missing"', async () => {
    expect(await zones.get(ZONE)).toMatchObject({ ok: true, value: { id: ZONE, nameServers: SERVERS } });
    expect(await zones.get('Z404')).toMatchObject({ ok: false, kind: 'missing', code: 'NoSuchHostedZone' });
  });
});

describe('the client of Route 53 for record sets', () => {
  it('reads the sets of one name as they are (simple, alias, weighted), and none of the names behind it', async () => {
    const sets = [
      aSet([IP, '198.51.100.9'], { ttl: 60 }),
      aSet([], { isAlias: true, ttl: null, type: 'AAAA' }),
      aSet(['198.51.100.8'], { isRouted: true }),
    ];
    putSets(world, sets);
    expect(await zones.recordSets(ZONE, NAME)).toEqual({ ok: true, value: sets });
    expect(server.requests[0]!.sent).toEqual({ name: NAME, maxitems: '100' });
  });

  it('changes sets by a batch, and asks after the batch by its id', async () => {
    const answer = await zones.change(ZONE, addressBatch({ hostname: NAME, address: IP }, ['198.51.100.9'], 60));
    expect(answer).toEqual({ ok: true, value: 'C1' });
    expect(world.writes).toEqual([`UPSERT ${NAME} 198.51.100.9 ${IP}`]);
    expect(server.requests[0]!.sent['body']).toContain(
      `<Change><Action>UPSERT</Action><ResourceRecordSet><Name>${NAME}.</Name><Type>A</Type><TTL>60</TTL>` +
        `<ResourceRecords><ResourceRecord><Value>198.51.100.9</Value></ResourceRecord>`,
    );
    expect(await zones.changeStatus('C1')).toEqual({ ok: true, value: 'PENDING' });
    world.now += 60_000;
    expect(await zones.changeStatus('C1')).toEqual({ ok: true, value: 'INSYNC' });
    expect(asked().at(-1)).toBe('route53 GET /2013-04-01/change/C1');
  });

  it('reports CREATE beside a set that already exists as a conflict', async () => {
    putSets(world, [aSet(['198.51.100.9'])]);
    const answer = await zones.change(ZONE, addressBatch({ hostname: NAME, address: IP }, [], null));
    expect(answer).toMatchObject({ ok: false, kind: 'conflict', code: 'InvalidChangeBatch' });
  });

  it('reads the reasons of a refused batch, which has an error of another shape', async () => {
    server.instead = () => ({
      status: 400,
      body: '<InvalidChangeBatch xmlns="https://route53.amazonaws.com/doc/2013-04-01/"><Messages><Message>A &amp; B but it already exists</Message></Messages><RequestId>r</RequestId></InvalidChangeBatch>',
    });
    const answer = await zones.change(ZONE, addressBatch({ hostname: NAME, address: IP }, [], null));
    const message = 'A & B but it already exists';
    expect(answer).toEqual({ ok: false, kind: 'conflict', code: 'InvalidChangeBatch', message });
  });

  it.each([
    ['AccessDenied', 403, 'denied'],
    ['InvalidInput', 400, 'refused'],
    ['NoSuchChange', 404, 'missing'],
  ])('reports %s as a value, with the message of Route 53 unchanged', async (code, status, kind) => {
    server.instead = () => queryError('route53', code, 'User: arn:x is not & never', status);
    expect(await zones.changeStatus('C1')).toEqual({ ok: false, kind, code, message: 'User: arn:x is not & never' });
  });

  it('reports a change in flight as "busy", so that the state machine comes back', async () => {
    server.instead = () => queryError('route53', 'PriorRequestNotComplete', 'later', 400);
    const answer = await zones.change(ZONE, addressBatch({ hostname: NAME, address: IP }, [], null));
    expect(answer).toMatchObject({ ok: false, kind: 'busy', code: 'PriorRequestNotComplete' });
  });
});
