/**
 * Step 2, the forward record. EC2 takes a reverse name only if it resolves to the address, and receivers believe no other.
 * Everything is read again at each look, so a look that was lost, or a record that someone else took away, changes nothing
 * about where this ends.
 */
import { type Answer, evidenceOf } from '../dns/answer.ts';
import {
  type AuthorityVerdict,
  askAuthorities,
  authorityVerdict,
  type Cut,
  evidence,
  findCut,
  isCut,
} from '../dns/authority.ts';
import type { Evidence } from '../model/finding.ts';
import type { Text } from '../model/language.ts';
import { organisationalDomain } from '../model/organisation.ts';
import { printable } from '../model/text.ts';
import { type Decided, type End, end, endOf, go, type NotYet, refused, unanswered } from './decided.ts';
import { NO_PUBLIC_ZONE, noForwardRecord, type WantedForward, ZONES_UNTOUCHED } from './forward-refusals.ts';
import { needOf } from './need.ts';
import type { CallRefusal, ChangeBatch, HostedZone, Ports } from './ports.ts';
import { addressLine, type Pair } from './record.ts';
import { cnameInWay, forwardNotAnswered } from './record-refusals.ts';
import type { Wish } from './state.ts';
import { forwardAlias, recordUnseen } from './words.ts';
import { chooseZone } from './zone.ts';

export type ForwardWrite = {
  readonly kind: 'write';
  readonly zone: HostedZone;
  readonly batch: ChangeBatch;
  readonly pair: Pair;
};

export type ForwardState =
  | {
      readonly kind: 'resolves';
      readonly evidence: readonly Evidence[];
      /** A warning where the name is an alias: EC2 takes it, and receivers may not. */
      readonly alias: Text | null;
    }
  | ForwardWrite;

/** What the public resolver and the zone's own servers say about the name. */
type ForwardSeen = {
  readonly open: Exclude<Answer<'A'>, { kind: 'failed' }>;
  readonly cut: Cut;
  readonly answers: readonly Answer<'A'>[];
};

const NO_ZONE: Cut = { zone: '', nameServers: [] };
const PROPAGATION_SECONDS = 10;

const leadsTo =
  (address: string) =>
  (answer: Answer<'A'>): boolean =>
    answer.kind === 'records' && answer.records.includes(address);

export async function lookForward(hostname: string, ports: Ports): Promise<Decided<ForwardSeen>> {
  const open = await ports.resolver.ask({ name: hostname, type: 'A', fresh: true });
  if (open.kind === 'failed') return unanswered(open);
  const name = endOf(hostname, open);
  const cut = await findCut(name, ports);
  if (cut === null) return go({ open, cut: NO_ZONE, answers: [] });
  if (!isCut(cut)) return unanswered(cut);
  return go({ open, cut, answers: await askAuthorities(cut, { name, type: 'A' }, ports) });
}

/**
 * Enough for EC2: the public resolver sees it and some server of the zone does not deny it, or all of them answer it though
 * the resolver still has an old answer.
 */
function resolvesTo(forward: ForwardSeen, address: string): boolean {
  return publicResolves(forward, address) ? !isLost(forward, address) : serversResolve(forward, address) === 'yes';
}

export const publicResolves = ({ open }: ForwardSeen, address: string): boolean => leadsTo(address)(open);
export const serversResolve = ({ answers }: ForwardSeen, address: string): AuthorityVerdict =>
  authorityVerdict(answers, leadsTo(address));
/** Servers of the zone answered, and none has it. */
export const isLost = ({ answers }: ForwardSeen, address: string): boolean =>
  answers.some(({ kind }) => kind !== 'failed') && !answers.some(leadsTo(address));

export const forwardEvidence = ({ open, answers }: ForwardSeen): readonly Evidence[] => [
  evidenceOf(open),
  ...evidence(answers),
];

export async function decideForward(pair: Pair, wish: Wish, ports: Ports): Promise<Decided<ForwardState>> {
  const { hostname, address } = pair;
  const looked = await lookForward(hostname, ports);
  if (looked.kind !== 'go') return looked;
  const { open, cut, answers } = looked.value;
  const proof = forwardEvidence(looked.value);
  if (resolvesTo(looked.value, address))
    return go({ kind: 'resolves', evidence: proof, alias: aliasWarning(hostname, open) });
  if (open.chain.length > 0) {
    return end(cnameInWay(pair, hostname === organisationalDomain(hostname), endOf(hostname, open)));
  }
  const others = [
    ...new Set([open, ...answers].flatMap((answer) => (answer.kind === 'records' ? answer.records : []))),
  ];
  const wanted: WantedForward = { pair, others, ttl: ttlOf([...answers, open]), mayMerge: wish.mayMerge };
  if (cut.zone === '') return end(noForwardRecord(wanted, NO_PUBLIC_ZONE));
  if (!wish.touchZones) return end(noForwardRecord(wanted, ZONES_UNTOUCHED));
  const zone = await chooseZone(wanted, cut, ports.zones, wish.zoneId);
  if (zone.kind !== 'go') return zone;
  const sets = await ports.zones.recordSets(zone.value.id, hostname);
  if (!sets.ok) return refused('route53:ListResourceRecordSets', sets);
  const answered = answers.some(({ kind }) => kind === 'records');
  const need = needOf(pair, zone.value, sets.value, { mayMerge: wish.mayMerge, answered });
  if (need.kind === 'blocked') return need;
  if (need.kind === 'write') return go({ kind: 'write', zone: zone.value, batch: need.batch, pair });
  return {
    kind: 'wait',
    seconds: PROPAGATION_SECONDS,
    evidence: proof,
    atLast: forwardNotAnswered(pair),
    text: recordUnseen(cut.zone),
  };
}

/** Of the set as it is now; the zone's own servers know it best. */
const ttlOf = (answers: readonly Answer<'A'>[]): number | null =>
  answers.flatMap((answer) => (answer.kind === 'records' ? [answer.ttl] : []))[0] ?? null;

/** The value of a PTR record must not be an alias (RFC 2181 section 10.2). */
function aliasWarning(hostname: string, { chain }: ForwardSeen['open']): Text | null {
  const end = chain.at(-1);
  return end === undefined ? null : forwardAlias(hostname, printable(end, 80));
}

/** Route 53 took no change: someone else is at it, or it is the end, with the batch to send by hand. */
export function changeRefusal({ pair, batch }: ForwardWrite, refusal: CallRefusal): NotYet | End {
  const why = refused('route53:ChangeResourceRecordSets', refusal);
  if (why.kind !== 'blocked') return why;
  return end({ ...why.why, zoneLine: addressLine(pair), changeBatch: JSON.stringify(batch) });
}
