/** The refusals of the forward record: what stands in its way, and the record itself for whoever can publish it. */
import { defined } from '../model/defined.ts';
import { printable } from '../model/text.ts';
import type { Blocked } from './blocked.ts';
import type { CallRefusal, ChangeBatch, HostedZone } from './ports.ts';
import { addressBatch, addressLine, type Pair } from './record.ts';

const json = (batch: ChangeBatch): string => JSON.stringify(batch);

/** The record that is wanted, and what stands at its name now. */
export type WantedForward = {
  readonly pair: Pair;
  /** Other addresses of the name. */
  readonly others: readonly string[];
  /** The time to live of their set; null: there is none, or it is not known. */
  readonly ttl: number | null;
  /** Consent to lead the name to several addresses. */
  readonly mayMerge: boolean;
};

type Printed = Pick<Blocked, 'zoneLine' | 'changeBatch'>;

/** Both ways to publish it. Where other addresses stand at the name, either would merge two hosts: only with consent. */
function record({ pair, others, ttl, mayMerge }: WantedForward): Printed {
  if (others.length > 0 && !mayMerge) return {};
  return { zoneLine: addressLine(pair), changeBatch: json(addressBatch(pair, others, ttl)) };
}

/** Before anything was found at the name. */
const alone = (pair: Pair): WantedForward => ({ pair, others: [], ttl: null, mayMerge: false });

const shownAll = (names: readonly string[]): string =>
  `${names
    .slice(0, 5)
    .map((name) => printable(name, 80))
    .join(', ')}${names.length > 5 ? ', …' : ''}`;

const PUBLISH = 'Publish the record where the zone is kept, and ask again: EC2 wants it first.';

const add = ({ pair: { hostname, address }, others, mayMerge }: WantedForward): string =>
  others.length === 0 || mayMerge
    ? PUBLISH
    : `${hostname} has other addresses (${shownAll(others)}), so we print no record: it would lead the name to several hosts. If ${address} belongs beside them, ask again with the consent to merge (--merge; "merge": true in the API). If they are old, take them out first. If the name is another host's, choose one of its own for this address.`;

/** The zone is not ours to write; `why` completes "... does not lead to the address, and". */
export const noForwardRecord = (wanted: WantedForward, why: string, refusal?: CallRefusal): Blocked => ({
  reason: 'no-forward-record',
  text: `${wanted.pair.hostname} does not lead to ${wanted.pair.address}, and ${why}`,
  ...defined({ message: refusal?.message }),
  whatToDo: add(wanted),
  ...record(wanted),
});

export const noSuchZone = (wanted: WantedForward, zoneId: string): Blocked => ({
  reason: 'no-such-zone',
  text: `this account has no hosted zone ${printable(zoneId, 80)}`,
  whatToDo: 'Name the id of a public hosted zone of this account, or none, to have it found.',
  ...record(wanted),
});

export const zonePrivate = (wanted: WantedForward, { id, name }: HostedZone): Blocked => ({
  reason: 'zone-private',
  text: `the hosted zone ${id} (${name}) is private: nobody outside sees what stands in it`,
  whatToDo: `Name the public zone of ${name}. ${add(wanted)}`,
  ...record(wanted),
});

export const outsideZone = (wanted: WantedForward, { id, name }: HostedZone): Blocked => ({
  reason: 'outside-zone',
  text: `${wanted.pair.hostname} does not lie in the hosted zone ${id} (${name})`,
  whatToDo: 'Name the zone that the host name lies in, or none, to have it found.',
  ...record(wanted),
});

/** Public DNS asks other servers than the zone's: what is written there, nobody sees. */
export function zoneNotDelegated(wanted: WantedForward, { id, name, nameServers }: HostedZone, seen: string): Blocked {
  return {
    reason: 'zone-not-delegated',
    text: `the hosted zone ${id} (${name}) is not the one that public DNS asks: ${seen}, and the zone's servers are ${shownAll(nameServers)}`,
    whatToDo: `Have ${name} delegated to the zone's servers (at the registrar, or in the zone above), or publish the record where the delegation leads.`,
    ...record(wanted),
  };
}

export const delegatedTo = (zone: string, nameServers: readonly string[]): string =>
  `${zone} is delegated to ${shownAll(nameServers)}`;

export const zoneAmbiguous = (wanted: WantedForward, zones: readonly HostedZone[]): Blocked => ({
  reason: 'zone-ambiguous',
  text: `several public hosted zones of this account could be meant: ${shownAll(zones.map(({ id, name }) => `${id} (${name})`))}`,
  whatToDo: 'Name the id of the one to write to, or delete the others.',
  ...record(wanted),
});

/** `target`: where it leads; null where only the record is known. */
export function cnameInWay(pair: Pair, isApex: boolean, target: string | null): Blocked {
  const { hostname, address } = pair;
  const to = target === null ? '' : ` (to ${printable(target, 80)})`;
  if (isApex)
    return {
      reason: 'apex-cname',
      text: `${hostname} is the top of its zone and has a CNAME record${to}, which may not stand there (RFC 1034 section 3.6.2)`,
      whatToDo: `Take the CNAME away and publish the A record in its place, or choose a name below, such as mail.${hostname}.`,
      ...record(alone(pair)),
    };
  return {
    reason: 'cname',
    text: `${hostname} is an alias${to}: it has a CNAME record, beside which no A record may stand (RFC 1034 section 3.6.2)`,
    whatToDo: `Choose another name, take the CNAME away, or let the name it leads to have the address ${address}.`,
  };
}

export const delegatedName = (pair: Pair, { id }: HostedZone): Blocked => ({
  reason: 'delegated-name',
  text: `${pair.hostname} has NS records in the hosted zone ${id}: it is delegated, and what stands beside them is not answered`,
  whatToDo: 'Publish the record in the zone that it is delegated to, or choose another name.',
  ...record(alone(pair)),
});

export const routedSet = (pair: Pair, { id }: HostedZone): Blocked => ({
  reason: 'routing-policy',
  text: `the A records of ${pair.hostname} in the hosted zone ${id} have a routing policy (weighted, latency, failover, ...), so not everybody is answered the same`,
  whatToDo:
    'A reverse name must always lead back: choose another name, or give this one a simple A record with every address.',
});

export const aliasSet = (pair: Pair, { id }: HostedZone): Blocked => ({
  reason: 'alias',
  text: `the A record of ${pair.hostname} in the hosted zone ${id} is an alias to another AWS resource, beside which no address can stand`,
  whatToDo: 'Choose another name for the mail server.',
});

export const wildcardAnswers = (pair: Pair, { id, name }: HostedZone): Blocked => ({
  reason: 'wildcard',
  text: `a wildcard in the hosted zone ${id} (${name}) answers for ${pair.hostname}, and a record of its own would hide all that the wildcard gives to it`,
  whatToDo: 'If nobody uses the name otherwise, publish the record by hand; or choose another name.',
});

export const needsMerge = (pair: Pair, others: readonly string[]): Blocked => ({
  reason: 'needs-merge',
  text: `${pair.hostname} has other addresses already (${shownAll(others)})`,
  whatToDo: `If ${pair.address} belongs beside them, ask again with the consent to merge (--merge; "merge": true in the API): all of them stay. If they are old, take them out first.`,
});

export const forwardNotAnswered = (pair: Pair): Blocked => ({
  reason: 'forward-not-answered',
  text: `the record ${addressLine(pair)} stands in Route 53, and not every name server of the zone answers it`,
  whatToDo:
    'Nothing was asked of EC2. Ask the name servers yourself (dig), look whether somebody else changes the record, and ask again.',
});
