/**
 * When one list turns on a large share of the senders in one run, the list is the likelier news: SpamCop, ORDB, AHBL and
 * others have listed the whole internet for a day. Neighbours may well be listed together, so only senders in different
 * networks count. A suspect is asked for its controls again before it is believed (`health`), and if it is sound the
 * listings are in question: Barracuda's mass listing of June 2019 was real.
 */
import { type Address, neighbourhood } from '../model/address.ts';

/** A share of the senders of that family, and a number of different networks (/24 or /64). */
const SHARE = 0.3;
const NETWORKS = 4;

/** The ids of the lists to suspect, given all senders asked and, by list, those that became listed in this run. */
export function suspectLists(
  senders: readonly Address[],
  turned: ReadonlyMap<string, readonly Address[]>,
): readonly string[] {
  return [...turned]
    .filter(([, listed]) => FAMILIES.some((family) => isMany(senders, listed, family)))
    .map(([id]) => id);
}

const FAMILIES = [4, 6] as const;

/** Whether so many could be a large share at all, however few were asked. */
export const areSpread = (listed: readonly Address[]): boolean =>
  FAMILIES.some((family) => networksOf(listed.filter((one) => one.family === family)) >= NETWORKS);

const networksOf = (addresses: readonly Address[]): number => new Set(addresses.map(neighbourhood)).size;

/** By family: a list for IPv4 says nothing about the senders with IPv6, which would only thin out the share. */
function isMany(senders: readonly Address[], listed: readonly Address[], family: 4 | 6): boolean {
  const all = new Set(senders.filter((sender) => sender.family === family).map(({ text }) => text));
  const members = new Map(listed.filter(({ text }) => all.has(text)).map((member) => [member.text, member]));
  return networksOf([...members.values()]) >= NETWORKS && members.size >= all.size * SHARE;
}
