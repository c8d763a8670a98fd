/** What is decided once for a whole run and every later step reads: nobody else looks at the settings or the lists. */
import type { Server } from '../../dns/answer.ts';
import type { Covered } from '../../dnsbl/coverage.ts';
import type { List } from '../../dnsbl/list.ts';
import type { NotCovered } from '../../model/finding.ts';
import { targetKey } from '../../model/target.ts';
import type { Settings } from '../../settings/settings.ts';
import type { Surroundings } from '../found/surroundings.ts';
import { type IncidentRules, incidentRules } from '../incidents/rules.ts';
import type { KnownTarget } from './memory.ts';

export type RunSetup = {
  /** Lists that are watched: those that can be asked, and those whose key could not be read this time. */
  readonly lists: readonly List[];
  readonly notCovered: readonly NotCovered[];
  /** None: the system's. */
  readonly resolvers: readonly Server[];
  /** Addresses that should be looked at, those in places that do not answer among them. */
  readonly expected: number;
  /** Of these, so many are in such places. */
  readonly unseen: number;
  readonly incidents: IncidentRules;
};

export function setupFor(
  { inventory, unseen }: Surroundings,
  { askable, unread, notCovered }: Covered,
  settings: Settings,
  known: readonly KnownTarget[],
): RunSetup {
  const addresses = inventory.targets.filter(({ kind }) => kind === 'address');
  const watched = new Set(addresses.map(targetKey));
  const outOfSight = known.filter(
    ({ target, place }) =>
      place !== undefined && !watched.has(target) && unseen.some((one) => place.startsWith(one.place)),
  );
  return {
    lists: [...askable, ...unread],
    notCovered,
    resolvers: settings.resolvers,
    expected: addresses.length + outOfSight.length,
    unseen: outOfSight.length,
    incidents: incidentRules(settings),
  };
}
