/**
 * As much of AWS as a reverse name needs, simulated behind the ports: one Elastic IP whose change takes a while, one hosted zone
 * whose record takes less, and what both put into DNS once they are done.
 */
import { address, reverseName } from '../../shared/model/address.ts';
import type { Clock } from '../../shared/model/clock.ts';
import type {
  Allocation,
  ElasticIps,
  HostedZone,
  HostedZones,
  Outcome,
  PtrAttribute,
} from '../../shared/reverse-dns/ports.ts';
import type { Zone } from './zones.ts';

export type SandboxAws = {
  readonly elasticIps: ElasticIps;
  readonly zones: HostedZones;
  /** What DNS holds of it now. */
  readonly zone: () => Zone;
};

/** How long EC2 and Route 53 take, as they do on a good day. */
const EC2_MS = 50_000;
const ROUTE53_MS = 25_000;

/** The name servers that public DNS names, all of which are the sandbox's one. */
const SERVERS = ['ns-1.awsdns.example', 'ns-2.awsdns.example'];
const ZONE: HostedZone = { id: 'ZSANDBOX', name: 'example.com', isPrivate: false, nameServers: SERVERS };

const ok = <T>(value: T): Outcome<T> => ({ ok: true, value });
const missing: Outcome<never> = {
  ok: false,
  kind: 'missing',
  code: 'NotFound',
  message: 'there is no such thing here',
};

/** Something that was asked for and takes effect later. */
type Pending<T> = { readonly value: T; readonly at: number };

export function sandboxAws(ip: string, clock: Pick<Clock, 'now'>): SandboxAws {
  const allocation: Allocation = {
    allocationId: 'eipalloc-0sandbox',
    publicIp: ip,
    region: 'eu-west-1',
    account: '111122223333',
    tags: { 'postwatch:manage': 'true' },
    serviceManaged: null,
    pool: 'amazon',
  };
  let name: Pending<string> | null = null;
  let record: Pending<{ readonly name: string; readonly values: readonly string[] }> | null = null;
  const isDone = (one: Pending<unknown> | null): boolean => one !== null && one.at <= clock.now();
  const attribute = (): PtrAttribute => ({
    ptrRecord: name !== null && isDone(name) ? name.value : null,
    update: name === null || isDone(name) ? null : { value: name.value, status: 'PENDING', reason: '' },
  });
  const forward = (): Zone =>
    record !== null && isDone(record) ? { [record.value.name]: { A: [...record.value.values] } } : {};
  const reverse = (): Zone =>
    name !== null && isDone(name) ? { [reverseName(address(ip))]: { PTR: [name.value.replace(/\.$/, '')] } } : {};
  return {
    elasticIps: {
      region: allocation.region,
      find: async (wanted) => (wanted === ip || wanted === allocation.allocationId ? ok(allocation) : missing),
      ptr: async () => ok(attribute()),
      setPtr: async (_, hostname) => {
        name = { value: `${hostname}.`, at: clock.now() + EC2_MS };
        return ok(attribute());
      },
      resetPtr: async () => {
        name = null;
        return ok(attribute());
      },
    },
    zones: {
      named: async (wanted) => ok(wanted === ZONE.name ? [ZONE] : []),
      get: async () => ok(ZONE),
      recordSets: async () => ok([]),
      change: async (_, { Changes: [change] }) => {
        const { Name = '', ResourceRecords = [] } = change?.ResourceRecordSet ?? {};
        const values = ResourceRecords.map(({ Value }) => Value);
        record = { value: { name: Name.replace(/\.$/, ''), values }, at: clock.now() + ROUTE53_MS };
        return ok('CSANDBOX');
      },
      changeStatus: async () => ok(isDone(record) ? 'INSYNC' : 'PENDING'),
    },
    zone: () => ({
      [ZONE.name]: { NS: [...SERVERS] },
      'in-addr.arpa': { NS: [...SERVERS] },
      ...Object.fromEntries(SERVERS.map((server) => [server, { A: ['127.0.0.1'] }])),
      ...forward(),
      ...reverse(),
    }),
  };
}
