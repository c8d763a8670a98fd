/** What has to be done to the record sets that are at the host name, so that it resolves to the address (pure). */
import { canonicalName } from '../model/domain.ts';
import type { Blocked } from './blocked.ts';
import type { ChangeBatch, HostedZone, RecordSet } from './ports.ts';
import { addressBatch, type Pair } from './record.ts';
import { aliasSet, cnameInWay, delegatedName, needsMerge, routedSet, wildcardAnswers } from './record-refusals.ts';

export type Need =
  /** The record is there; the servers will answer it. */
  | { readonly kind: 'stands' }
  | { readonly kind: 'write'; readonly batch: ChangeBatch }
  | { readonly kind: 'blocked'; readonly why: Blocked };

const no = (why: Blocked): Need => ({ kind: 'blocked', why });

/** `answered`: the zone's servers answer the name with addresses, which without a record set only a wildcard can. */
export function needOf(
  pair: Pair,
  zone: HostedZone,
  sets: readonly RecordSet[],
  { mayMerge, answered }: { readonly mayMerge: boolean; readonly answered: boolean },
): Need {
  const here = sets.filter(({ name }) => canonicalName(name) === pair.hostname);
  if (here.some(({ type }) => type === 'CNAME')) return no(cnameInWay(pair, pair.hostname === zone.name, null));
  if (pair.hostname !== zone.name && here.some(({ type }) => type === 'NS')) return no(delegatedName(pair, zone));
  const set = here.find(({ type }) => type === 'A');
  if (set === undefined) {
    return answered && here.length === 0
      ? no(wildcardAnswers(pair, zone))
      : { kind: 'write', batch: addressBatch(pair, [], null) };
  }
  if (set.isRouted) return no(routedSet(pair, zone));
  if (set.isAlias) return no(aliasSet(pair, zone));
  if (set.values.includes(pair.address)) return { kind: 'stands' };
  if (!mayMerge) return no(needsMerge(pair, set.values));
  return { kind: 'write', batch: addressBatch(pair, set.values, set.ttl) };
}
