/**
 * The hosted zone to write to. Public DNS decides which zone a name lies in: the longest suffix that is delegated. Of this
 * account's zones, only a public one of that very name whose own servers are the delegation's is the one that people see.
 * What is written into a private zone, a left-over or a twin stays unseen, so each of these is refused by name.
 */
import type { Cut } from '../dns/authority.ts';
import { canonicalName } from '../model/domain.ts';
import type { Blocked } from './blocked.ts';
import { type Decided, end, go, refused } from './decided.ts';
import {
  delegatedTo,
  noForwardRecord,
  noSuchZone,
  outsideZone,
  type WantedForward,
  zoneAmbiguous,
  zoneNotDelegated,
  zonePrivate,
} from './forward-refusals.ts';
import type { CallRefusal, HostedZone, HostedZones } from './ports.ts';

export async function chooseZone(
  wanted: WantedForward,
  cut: Cut,
  zones: HostedZones,
  zoneId?: string,
): Promise<Decided<HostedZone>> {
  const unseen = (call: string, refusal: CallRefusal): Decided<never> =>
    refusal.kind === 'denied'
      ? end(noForwardRecord(wanted, `Route 53 could not be looked at (${call})`, refusal))
      : refused(call, refusal);
  if (zoneId !== undefined) {
    const given = await zones.get(zoneId);
    if (given.ok) return judged(given.value, unfit(given.value, wanted, cut));
    return given.kind === 'missing' ? end(noSuchZone(wanted, zoneId)) : unseen('route53:GetHostedZone', given);
  }
  const named = await zones.named(cut.zone);
  if (!named.ok) return unseen('route53:ListHostedZonesByName', named);
  const open = named.value.filter(({ isPrivate }) => !isPrivate);
  const [first] = open;
  if (first === undefined) {
    const hidden = named.value.length > 0 ? ' (a private one is not seen from outside)' : '';
    return end(noForwardRecord(wanted, `${cut.zone} is no public hosted zone of this account${hidden}`));
  }
  const fit = open.filter((zone) => unfit(zone, wanted, cut) === null);
  if (fit.length > 1) return end(zoneAmbiguous(wanted, fit));
  const [zone = first] = fit;
  return judged(zone, unfit(zone, wanted, cut));
}

const judged = (zone: HostedZone, why: Blocked | null): Decided<HostedZone> => (why === null ? go(zone) : end(why));

function unfit(zone: HostedZone, wanted: WantedForward, cut: Cut): Blocked | null {
  const { name } = zone;
  const { hostname } = wanted.pair;
  if (zone.isPrivate) return zonePrivate(wanted, zone);
  if (hostname !== name && !hostname.endsWith(`.${name}`)) return outsideZone(wanted, zone);
  const same = cut.zone === name && sameNames(cut.nameServers, zone.nameServers);
  return same ? null : zoneNotDelegated(wanted, zone, delegatedTo(cut.zone, cut.nameServers));
}

function sameNames(a: readonly string[], b: readonly string[]): boolean {
  const [one, other] = [a, b].map((names) => [...new Set(names.map(canonicalName))].sort().join(' '));
  return one === other;
}
