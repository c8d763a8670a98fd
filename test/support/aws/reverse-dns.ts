/**
 * EC2's address attributes and Route 53 on loopback, in their own protocols (EC2's query, Route 53's REST with XML), over the
 * AWS with a memory of `reverse-dns.ts`: what the SDK really sends is read, and what it expects is answered.
 */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type {
  Allocation,
  ChangeBatch,
  HostedZone,
  Outcome,
  PtrAttribute,
  RecordSet,
} from '../../../shared/reverse-dns/ports.ts';
import type { RdnsWorld } from '../reverse-dns.ts';
import { element, list, queryError, type Reply } from './services.ts';

export type ReverseDnsServer = {
  /** `ec2 ModifyAddressAttribute`, `route53 GET /2013-04-01/change/C1`, with what was sent. */
  readonly requests: { readonly what: string; readonly sent: Readonly<Record<string, string>> }[];
  /** Answers instead of the stand-in. */
  instead: (what: string) => Reply | null;
  readonly close: () => Promise<void>;
};

/** Also sets the environment that the SDK reads, until closed. */
export async function serveReverseDns(world: RdnsWorld): Promise<ReverseDnsServer> {
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      void answer(request, Buffer.concat(chunks).toString('utf8')).then(({ status, body }) => {
        response.writeHead(status, { 'content-type': 'text/xml' });
        response.end(body);
      });
    });
  });
  const answer = async ({ url = '', method = '' }: http.IncomingMessage, body: string): Promise<Reply> => {
    const { pathname, searchParams } = new URL(url, 'http://127.0.0.1');
    const isEc2 = pathname === '/';
    const sent = Object.fromEntries(isEc2 ? new URLSearchParams(body) : searchParams);
    const what = isEc2 ? `ec2 ${sent['Action']}` : `route53 ${method} ${pathname.replace(/\/$/, '')}`;
    here.requests.push({ what, sent: body.startsWith('<') ? { body } : sent });
    return here.instead(what) ?? (isEc2 ? ec2(world, sent) : route53(world, what, sent, body));
  };
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const environment: Record<string, string> = {
    AWS_ENDPOINT_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    AWS_ACCESS_KEY_ID: 'AKIA123456789012',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_REGION: 'eu-west-1',
  };
  const before = Object.keys(environment).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, environment);
  const here: ReverseDnsServer = {
    requests: [],
    instead: () => null,
    close: async () => {
      for (const [name, value] of before) {
        if (value === undefined) delete process.env[name];
        else process.env[name] = value;
      }
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
  return here;
}

type Sent = Readonly<Record<string, string>>;

async function ec2({ ports: { elasticIps } }: RdnsWorld, sent: Sent): Promise<Reply> {
  const action = sent['Action']!;
  const reply = <T>(answer: Outcome<T>, xml: (value: T) => string): Reply =>
    answer.ok
      ? { status: 200, body: `<${action}Response><requestId>r</requestId>${xml(answer.value)}</${action}Response>` }
      : queryError('ec2', answer.code, answer.message, answer.kind === 'denied' ? 403 : 400);
  const id = sent['AllocationId'] ?? sent['AllocationId.1'] ?? '';
  const attribute = (value: PtrAttribute): string => attributeXml(id, value);
  switch (action) {
    case 'DescribeAddresses':
      return reply(await elasticIps.find(sent['PublicIp.1'] ?? id), (one) => list('addressesSet', [addressXml(one)]));
    case 'DescribeAddressesAttribute':
      return reply(await elasticIps.ptr(id), (value) => list('addressSet', [attribute(value)]));
    case 'ModifyAddressAttribute':
      return reply(
        await elasticIps.setPtr(id, sent['DomainName']!),
        (value) => `<address>${attribute(value)}</address>`,
      );
    case 'ResetAddressAttribute':
      return reply(await elasticIps.resetPtr(id), (value) => `<address>${attribute(value)}</address>`);
    default:
      return queryError('ec2', 'InvalidAction', `no action ${action}`);
  }
}

const addressXml = (one: Allocation): string =>
  [
    element('publicIp', one.publicIp),
    element('allocationId', one.allocationId),
    element('serviceManaged', one.serviceManaged ?? undefined),
    element('publicIpv4Pool', one.pool),
    list(
      'tagSet',
      Object.entries(one.tags).map(([key, value]) => element('key', key) + element('value', value)),
    ),
  ].join('');

function attributeXml(id: string, { ptrRecord, update }: PtrAttribute): string {
  const pending =
    update === null
      ? ''
      : `<ptrRecordUpdate>${element('value', update.value)}${element('status', update.status)}${element('reason', update.reason)}</ptrRecordUpdate>`;
  return element('allocationId', id) + element('ptrRecord', ptrRecord ?? undefined) + pending;
}

async function route53({ ports: { zones } }: RdnsWorld, what: string, sent: Sent, body: string): Promise<Reply> {
  const reply = <T>(answer: Outcome<T>, xml: (value: T) => string): Reply =>
    answer.ok
      ? {
          status: 200,
          body: `<?xml version="1.0"?><R xmlns="https://route53.amazonaws.com/doc/2013-04-01/">${xml(answer.value)}</R>`,
        }
      : queryError('route53', answer.code, answer.message, answer.kind === 'denied' ? 403 : 400);
  const [, method, zone = '', part = ''] = /^route53 (\w+) \/2013-04-01\/(?:hostedzone\/(\w+)\/?)?(.*)$/.exec(what)!;
  if (part === 'hostedzonesbyname') {
    return reply(
      await zones.named(sent['dnsname']!),
      (all) => list('HostedZones', all.map(zoneXml), 'HostedZone') + NO_MORE,
    );
  }
  if (part.startsWith('change/')) {
    return reply(await zones.changeStatus(part.slice('change/'.length)), (status) => changeXml('C', status));
  }
  if (part === 'rrset' && method === 'GET') {
    const sets = await zones.recordSets(zone, sent['name']!);
    return reply(
      sets,
      (all) => list('ResourceRecordSets', [...all.map(setXml), NEXT_NAME], 'ResourceRecordSet') + NO_MORE,
    );
  }
  if (part === 'rrset') return reply(await zones.change(zone, batchOf(body)), (id) => changeXml(id, 'PENDING'));
  return reply(await zones.get(zone), (one) => `<HostedZone>${zoneXml(one)}</HostedZone>${serversXml(one)}`);
}

const NO_MORE = '<IsTruncated>false</IsTruncated><MaxItems>100</MaxItems>';

/** A listing goes on with the names that follow. */
const NEXT_NAME = element('Name', 'zzz.example.com.') + element('Type', 'TXT') + element('TTL', '1');

const zoneXml = ({ id, name, isPrivate }: HostedZone): string =>
  element('Id', `/hostedzone/${id}`) +
  element('Name', `${name}.`) +
  element('CallerReference', 'r') +
  `<Config>${element('PrivateZone', String(isPrivate))}</Config>`;

const serversXml = ({ nameServers }: HostedZone): string =>
  `<DelegationSet><NameServers>${nameServers.map((name) => element('NameServer', name)).join('')}</NameServers></DelegationSet>`;

const setXml = ({ name, type, ttl, values, isAlias, isRouted }: RecordSet): string =>
  [
    element('Name', `${name}.`),
    element('Type', type),
    element('TTL', ttl === null ? undefined : String(ttl)),
    isRouted ? element('SetIdentifier', 'one') + element('Weight', '10') : '',
    isAlias
      ? `<AliasTarget>${element('HostedZoneId', 'Z2')}${element('DNSName', 'lb.example.')}${element('EvaluateTargetHealth', 'false')}</AliasTarget>`
      : list(
          'ResourceRecords',
          values.map((value) => element('Value', value)),
          'ResourceRecord',
        ),
  ].join('');

const changeXml = (id: string, status: string): string =>
  `<ChangeInfo>${element('Id', `/change/${id}`)}${element('Status', status)}${element('SubmittedAt', '2026-11-24T12:00:00Z')}</ChangeInfo>`;

/** One change of one A record set, as the SDK wrote it. */
function batchOf(xml: string): ChangeBatch {
  const of = (name: string): string => new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1] ?? '';
  const values = [...xml.matchAll(/<Value>([^<]*)<\/Value>/g)].map(([, Value = '']) => ({ Value }));
  const Action = of('Action') === 'CREATE' ? 'CREATE' : 'UPSERT';
  const ResourceRecordSet = { Name: of('Name'), Type: 'A', TTL: Number(of('TTL')), ResourceRecords: values } as const;
  return { Comment: of('Comment'), Changes: [{ Action, ResourceRecordSet }] };
}
