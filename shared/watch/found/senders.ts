/**
 * Who is a sender by its records, and since when: what is remembered from run to run, so that a record that breaks takes
 * nobody out of the watch. A ground is forgotten when a person says so (the domain leaves the settings, the address is named
 * by a tag or the settings) or the address is released; one that is only gone is kept, with the time at which it was last seen.
 */
import type { Address } from '../../model/address.ts';
import type { Ground } from '../../model/target.ts';
import { domainsOf, exchangesFor, type MailHosts } from './mail-hosts.ts';

/** By address. */
export type Senders = Readonly<Record<string, readonly Ground[]>>;

/** What was known before this look, and what could not be looked at now. */
export type Remembered = {
  readonly known: Senders;
  /** ISO time of this look, and of the one before. */
  readonly at: string;
  readonly lastAt: string | null;
  /** Domains of which a question failed. */
  readonly unknown: readonly string[];
  /** Some place was not looked at: who is not found there is not released. */
  readonly hidden: boolean;
};

type Seen = Pick<Ground, 'kind' | 'name'>;

/** What the mail records of the domains say of it now. */
const mailGrounds = (address: Address, hosts: MailHosts): readonly Seen[] => [
  ...domainsOf(address, hosts).map((name): Seen => ({ kind: 'spf', name })),
  ...exchangesFor(address, hosts).map((name): Seen => ({ kind: 'mx', name })),
];

/** `ptr`: its own reverse name; null: it has none; undefined: nobody looked. `domains`: those of the settings. */
export function groundsOf(
  address: Address,
  ptr: string | null | undefined,
  hosts: MailHosts,
  domains: readonly string[],
  { known, at, lastAt, unknown }: Remembered,
): readonly Ground[] {
  const seen: Seen[] = [...mailGrounds(address, hosts)];
  if (typeof ptr === 'string') seen.push({ kind: 'ptr', name: ptr });
  const before = known[address.text] ?? [];
  const now = seen.map(({ kind, name }): Ground => {
    const since = before.find((one) => one.kind === kind && one.name === name)?.since ?? at;
    return { kind, name, since };
  });
  const missing = before.filter(({ kind, name }) => !seen.some((one) => one.kind === kind && one.name === name));
  const gone = missing.flatMap((ground): readonly Ground[] => {
    const { kind, name, until } = ground;
    if (kind === 'ptr') {
      // Another name of its own has taken its place.
      if (typeof ptr === 'string') return [];
      return [ptr === undefined ? ground : { ...ground, until: until ?? lastAt ?? at }];
    }
    if (!domains.includes(name)) return [];
    return [unknown.includes(name) ? ground : { ...ground, until: until ?? lastAt ?? at }];
  });
  return [...now, ...gone];
}

/** The memory of a version that kept none: who was a sender by the mail records of the look before. */
export function sendersBefore(addresses: readonly Address[], hosts: MailHosts, since: string): Senders {
  const senders = addresses.map((address): [string, readonly Ground[]] => [
    address.text,
    mailGrounds(address, hosts).map((ground) => ({ ...ground, since })),
  ]);
  return Object.fromEntries(senders.filter(([, grounds]) => grounds.length > 0));
}
