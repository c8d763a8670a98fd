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
  noForwardRecord,
  noSuchZone,
  notHosted,
  outsideZone,
  type WantedForward,
  zoneAmbiguous,
  zoneNotDelegated,
  zonePrivate,
  zonesUnread,
} from './forward-refusals.ts';
import type { CallRefusal, HostedZone, HostedZones } from './ports.ts';

export async function chooseZone(
  wanted: WantedForward,
  cut: Cut,
  zones: HostedZones,
  zoneId?: string,
): Promise<Decided<HostedZone>> {
  const unseen = (call: string, refusal: CallRefusal): Decided<never> =>
    refusal.kind === 'denied' ? end(noForwardRecord(wanted, zonesUnread(call), refusal)) : refused(call, refusal);
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
    return end(noForwardRecord(wanted, notHosted(cut.zone, named.value.length > 0)));
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
  return same ? null : zoneNotDelegated(wanted, zone, cut.nameServers, cut.zone);
}

function sameNames(a: readonly string[], b: readonly string[]): boolean {
  const [one, other] = [a, b].map((names) => [...new Set(names.map(canonicalName))].sort().join(' '));
  return one === other;
}
