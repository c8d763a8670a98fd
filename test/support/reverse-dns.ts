/**
 * A small AWS with a memory: Elastic IPs whose reverse names are asked for, pending and applied, hosted zones whose changes
 * take their time, and the DNS that follows from both. Time moves only when told. Any call can be refused, or be the last
 * thing that a process does before it dies.
 */
import type { Answer, Question, RecordType, Resolver } from '../../shared/dns/answer.ts';
import { address, reverseName } from '../../shared/model/address.ts';
import { advance } from '../../shared/reverse-dns/advance.ts';
import type {
  Allocation,
  CallRefusal,
  ChangeBatch,
  HostedZone,
  Outcome,
  Ports,
  PtrAttribute,
  PtrUpdate,
  RecordSet,
  WriteEntry,
} from '../../shared/reverse-dns/ports.ts';
import { isOver, type State, type Wish } from '../../shared/reverse-dns/state.ts';
import { begin } from '../../shared/reverse-dns/wish.ts';
import { NOON, type Zones, zone } from './zone.ts';

export const IP = '198.51.100.25';
export const ID = 'eipalloc-25';
export const NAME = 'mail.example.com';
export const ZONE = 'ZEXAMPLE';
export const SERVERS = ['ns-1.awsdns.example', 'ns-2.awsdns.example'];

export const refusal = (kind: CallRefusal['kind'], code: string, message = `told to refuse: ${code}`): CallRefusal => ({
  ok: false,
  kind,
  code,
  message,
});

type Eip = {
  readonly allocation: Allocation;
  ptrRecord: string | null;
  update: (PtrUpdate & { readonly at: number }) | null;
  /** What DNS answers, and what it will. */
  dns: string | null;
  dnsNext: { readonly name: string | null; readonly at: number } | null;
};

type Pending = { readonly id: string; readonly zone: string; readonly at: number; readonly set: RecordSet };

export type Fault = (call: string, nth: number) => CallRefusal | null;

export type RdnsWorld = {
  now: number;
  readonly eips: Map<string, Eip>;
  readonly zones: HostedZone[];
  /** By zone id: what ListResourceRecordSets says, and what the name servers answer. */
  readonly sets: Map<string, RecordSet[]>;
  readonly served: Map<string, RecordSet[]>;
  /** Names outside the account's zones. */
  elsewhere: Zones;
  /** Who public DNS says answers for a zone. */
  readonly delegations: Map<string, readonly string[]>;
  /** How EC2 ends an update: applied, or with another status for ever. */
  ending: { readonly status: string; readonly reason: string } | null;
  fault: Fault;
  /** Runs once, before the named call takes effect. */
  readonly before: Map<string, () => void | Promise<void>>;
  /** The process dies behind its n-th call from now on; 0: never. */
  dieAfter: number;
  readonly calls: string[];
  /** Writes that took effect. */
  readonly writes: string[];
  readonly log: WriteEntry[];
  readonly questions: Question[];
  ports: Ports;
};

export class Died extends Error {}

const INSYNC_MS = 40_000;
const APPLIED_MS = 90_000;
const DNS_MS = 30_000;

export const allocation = (more: Partial<Allocation> = {}): Allocation => ({
  allocationId: ID,
  publicIp: IP,
  region: 'eu-west-1',
  account: '123456789012',
  tags: { 'postwatch:manage': 'true' },
  serviceManaged: null,
  pool: 'amazon',
  ...more,
});

export const aSet = (values: readonly string[], more: Partial<RecordSet> = {}): RecordSet => ({
  name: NAME,
  type: 'A',
  ttl: 300,
  values,
  isAlias: false,
  isRouted: false,
  ...more,
});

/** One Elastic IP without a name, and `example.com` in Route 53. */
export function rdnsWorld(more: Partial<Allocation> = {}): RdnsWorld {
  const pending: Pending[] = [];
  const world: RdnsWorld = {
    now: NOON,
    eips: new Map(),
    zones: [],
    sets: new Map(),
    served: new Map(),
    delegations: new Map(),
    elsewhere: {},
    ending: null,
    fault: () => null,
    before: new Map(),
    dieAfter: 0,
    calls: [],
    writes: [],
    log: [],
    questions: [],
    ports: undefined as unknown as Ports,
  };
  addEip(world, allocation(more));
  addZone(world, { id: ZONE, name: 'example.com', isPrivate: false, nameServers: SERVERS });
  world.delegations.set('example.com', SERVERS);
  world.delegations.set('198.in-addr.arpa', ['ns-3.awsdns.example']);
  const nth = new Map<string, number>();
  /** Every call of AWS passes here. */
  const call = async <T>(name: string, effect: () => Outcome<T>): Promise<Outcome<T>> => {
    settle(world, pending);
    world.calls.push(name);
    const n = (nth.get(name) ?? 0) + 1;
    nth.set(name, n);
    const hook = world.before.get(name);
    world.before.delete(name);
    await hook?.();
    settle(world, pending);
    const answer = world.fault(name, n) ?? effect();
    if (world.dieAfter > 0 && --world.dieAfter === 0) throw new Died(name);
    return answer;
  };
  const ports: Ports = {
    elasticIps: elasticIps(world, call),
    zones: hostedZones(world, pending, call),
    resolver: dns(world, pending),
    clock: { now: () => world.now },
    log: (entry) => void world.log.push(entry),
  };
  return Object.assign(world, { ports });
}

export function addEip(world: RdnsWorld, one: Allocation, ptr: string | null = null): void {
  world.eips.set(one.allocationId, { allocation: one, ptrRecord: ptr, update: null, dns: ptr, dnsNext: null });
}

export function addZone(world: RdnsWorld, one: HostedZone, sets: readonly RecordSet[] = []): void {
  world.zones.push(one);
  world.sets.set(one.id, [...sets]);
  world.served.set(one.id, [...sets]);
}

/** As it stands and as it is answered. */
export function putSets(world: RdnsWorld, sets: readonly RecordSet[], id = ZONE): void {
  world.sets.set(id, [...sets]);
  world.served.set(id, [...sets]);
}

export const addressesOf = (world: RdnsWorld, id = ZONE): readonly string[] =>
  (world.sets.get(id) ?? []).filter(({ type }) => type === 'A').flatMap(({ values }) => values);

const ok = <T>(value: T): Outcome<T> => ({ ok: true, value });

type Call = <T>(name: string, effect: () => Outcome<T>) => Promise<Outcome<T>>;

/** What the time that went by has brought about. */
function settle(world: RdnsWorld, pending: Pending[]): void {
  for (const eip of world.eips.values()) {
    const { update } = eip;
    if (update !== null && update.status === 'PENDING' && update.at <= world.now) {
      if (world.ending !== null) eip.update = { ...update, ...world.ending };
      else {
        eip.ptrRecord = update.value === '' ? null : update.value;
        eip.update = null;
        eip.dnsNext = { name: eip.ptrRecord, at: update.at + DNS_MS };
      }
    }
    if (eip.dnsNext !== null && eip.dnsNext.at <= world.now) {
      eip.dns = eip.dnsNext.name;
      eip.dnsNext = null;
    }
  }
  for (const change of pending.filter(({ at }) => at <= world.now)) {
    pending.splice(pending.indexOf(change), 1);
    world.served.set(change.zone, withSet(world.served.get(change.zone) ?? [], change.set));
  }
}

const withSet = (sets: readonly RecordSet[], set: RecordSet): RecordSet[] => [
  ...sets.filter(({ name, type }) => name !== set.name || type !== set.type),
  set,
];

function elasticIps(world: RdnsWorld, call: Call): Ports['elasticIps'] {
  const missing = refusal('missing', 'InvalidAllocationID.NotFound');
  const attribute = ({ ptrRecord, update }: Eip): PtrAttribute => ({
    ptrRecord,
    update: update === null ? null : { value: update.value, status: update.status, reason: update.reason },
  });
  const of = (id: string, then: (eip: Eip) => Outcome<PtrAttribute>): Outcome<PtrAttribute> => {
    const eip = world.eips.get(id);
    return eip === undefined ? missing : then(eip);
  };
  const ask = (eip: Eip, value: string): Outcome<PtrAttribute> => {
    eip.update = { value, status: 'PENDING', reason: '', at: world.now + APPLIED_MS };
    world.writes.push(value === '' ? 'reset' : `set ${value}`);
    return ok(attribute(eip));
  };
  return {
    region: 'eu-west-1',
    find: (wanted) =>
      call('find', () => {
        const all = [...world.eips.values()].map((eip) => eip.allocation);
        const one = all.find(({ publicIp, allocationId }) => publicIp === wanted || allocationId === wanted);
        return one === undefined ? refusal('missing', 'InvalidAddress.NotFound') : ok(one);
      }),
    ptr: (id) => call('ptr', () => of(id, (eip) => ok(attribute(eip)))),
    setPtr: (id, hostname) =>
      call('setPtr', () =>
        of(id, (eip) => {
          return servedAddresses(world, hostname).includes(eip.allocation.publicIp)
            ? ask(eip, `${hostname}.`)
            : refusal('refused', 'InvalidParameterValue', `no A record of ${hostname} leads to the address`);
        }),
      ),
    resetPtr: (id) => call('resetPtr', () => of(id, (eip) => ask(eip, ''))),
  };
}

function servedAddresses(world: RdnsWorld, name: string): readonly string[] {
  const elsewhere = world.elsewhere[name]?.A ?? [];
  const sets = [...world.served.values()].flat().filter((set) => set.name === name && set.type === 'A');
  return [...elsewhere, ...sets.flatMap(({ values }) => values)];
}

function hostedZones(world: RdnsWorld, pending: Pending[], call: Call): Ports['zones'] {
  let changes = 0;
  const byId = (id: string) => world.zones.find((one) => one.id === id);
  return {
    named: (name) => call('named', () => ok(world.zones.filter((one) => one.name === name))),
    get: (id) =>
      call('get', () => {
        const one = byId(id);
        return one === undefined ? refusal('missing', 'NoSuchHostedZone') : ok(one);
      }),
    recordSets: (id, name) =>
      call('recordSets', () => ok((world.sets.get(id) ?? []).filter((set) => set.name === name))),
    change: (id, batch) =>
      call('change', () => {
        if (pending.some((one) => one.zone === id)) return refusal('busy', 'PriorRequestNotComplete');
        const [{ Action, ResourceRecordSet: wanted }] = batch.Changes as [ChangeBatch['Changes'][number]];
        const set = aSet(
          wanted.ResourceRecords.map(({ Value }) => Value),
          { name: wanted.Name.replace(/\.$/, ''), ttl: wanted.TTL },
        );
        const sets = world.sets.get(id) ?? [];
        if (Action === 'CREATE' && sets.some(({ name, type }) => name === set.name && type === 'A')) {
          return refusal('conflict', 'InvalidChangeBatch', 'but it already exists');
        }
        world.sets.set(id, withSet(sets, set));
        changes++;
        pending.push({ id: `C${changes}`, zone: id, at: world.now + INSYNC_MS, set });
        world.writes.push(`${Action} ${set.name} ${set.values.join(' ')}`);
        return ok(`C${changes}`);
      }),
    changeStatus: (id) => call('changeStatus', () => ok(pending.some((one) => one.id === id) ? 'PENDING' : 'INSYNC')),
  };
}

/** DNS as it is now, as a zone literal. */
function literal(world: RdnsWorld): Zones {
  const names: Record<string, Record<string, unknown>> = {};
  const put = (name: string, more: object): void => {
    names[name] = { ...names[name], ...more };
  };
  for (const { name, type, values } of [...world.served.values()].flat()) {
    put(name, type === 'CNAME' ? { CNAME: values[0] } : { [type]: values });
  }
  for (const [name, servers] of world.delegations) {
    put(name, { NS: servers });
    for (const server of servers) put(server, { A: [`192.0.2.${server.length}`] });
  }
  for (const eip of world.eips.values()) {
    if (eip.dns !== null) put(reverseName(address(eip.allocation.publicIp)), { PTR: [eip.dns.replace(/\.$/, '')] });
  }
  return { ...(names as Zones), ...world.elsewhere };
}

function dns(world: RdnsWorld, pending: Pending[]): Resolver {
  return {
    ask: <T extends RecordType>(question: Question<T>): Promise<Answer<T>> => {
      settle(world, pending);
      world.questions.push(question);
      return zone(literal(world), { now: () => world.now }).ask(question);
    },
  };
}

export const wish = (more: Partial<Wish> = {}): Wish => ({
  address: IP,
  hostname: NAME,
  mayReplace: [],
  mayMerge: false,
  touchZones: true,
  needsTag: false,
  caller: 'arn:aws:iam::123456789012:user/ops',
  ...more,
});

const LOOKS = 400;

/**
 * As any runner does it: keep the state as JSON, come back when told, start over from what was kept after a crash. Ends when
 * the machine does, or after so many looks.
 */
export async function drive(world: RdnsWorld, from: State | Wish, ports = world.ports): Promise<State> {
  let kept = JSON.stringify('stage' in from ? from : begin(from, world.ports.clock));
  for (let look = 0; look < LOOKS; look++) {
    try {
      kept = JSON.stringify(await advance(JSON.parse(kept), ports));
    } catch (error) {
      if (!(error instanceof Died)) throw error;
    }
    const state: State = JSON.parse(kept);
    if (isOver(state)) return state;
    world.now = Math.max(world.now + 1000, Date.parse(state.again ?? ''));
  }
  throw new Error(`not over after ${LOOKS} looks: ${kept}`);
}
