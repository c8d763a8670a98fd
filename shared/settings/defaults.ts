/**
 * What the settings say where nobody has written any, and who is watched by them. Apart from the schema, which takes as long
 * to load as all that a first `check` looks up: a test holds the defaults to the schema's.
 */
import { defined } from '../model/defined.ts';
import type { AddressTarget, DomainTarget, Target } from '../model/target.ts';
import type { Settings } from './settings.ts';

export const DEFAULT_SETTINGS: Settings = {
  senders: [],
  domains: [],
  resolvers: [],
  lists: {},
  keys: {},
  everyMinutes: 60,
  notices: { language: 'en', zone: 'UTC', maintenance: [] },
  incidents: { openAfter: 2, clearAfter: 2, blindAfter: 3 },
  api: { cacheMinutes: 10, checksPerMinute: 60, checksPerDay: 1000 },
  lookups: {},
  memory: 'postwatch.db',
};

/** Every sender with its own domains, or the general ones; then every domain once. */
export function targetsOf({ senders, domains }: Settings): readonly Target[] {
  const addresses = senders.map(
    ({ address, domains: own, helo }): AddressTarget => ({
      kind: 'address',
      address,
      domains: own ?? domains,
      ...defined({ helo }),
    }),
  );
  const all = new Set([...domains, ...addresses.flatMap((target) => target.domains)]);
  return [...addresses, ...[...all].map((domain): DomainTarget => ({ kind: 'domain', domain }))];
}
