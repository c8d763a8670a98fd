/**
 * One look at what there is to watch: the addresses, whose senders they are, and what could not be looked at. Facts are kept
 * in an order in which a killed look can be repeated.
 */

import { type Clock, isoTime } from '../../model/clock.ts';
import type { Translated } from '../../model/language.ts';
import type { Settings } from '../../settings/settings.ts';
import { tagsToEnforce } from './enforce.ts';
import { type FoundAddress, type Inventory, takeInventory } from './inventory.ts';
import type { MailHosts, MailHostsRead } from './mail-hosts.ts';
import { type Remembered, type Senders, sendersBefore } from './senders.ts';

/** A part of the world that was not looked at: a place (`placeOf`) or the beginning of one. */
export type UnseenPlace = {
  readonly place: string;
  readonly why: string;
  /** A policy says no; it will say so tomorrow. */
  readonly denied: boolean;
  /** `why` in the other languages, where it is more than the words of AWS. */
  readonly translated?: Translated;
};

/** What is remembered by its name: `INVENTORY`, `MAIL-HOSTS`, `SENDERS`, ... */
export type Facts = {
  readonly fact: <T>(name: string) => Promise<T | null>;
  readonly saveFact: (name: string, value: unknown) => Promise<void>;
};

export type SurroundingsPorts = {
  readonly addresses: () => Promise<{
    readonly found: readonly FoundAddress[];
    readonly unseen: readonly UnseenPlace[];
  }>;
  /** MX and SPF of the settings' domains; `known`: of the look before. */
  readonly mailHosts: (known: MailHosts) => Promise<MailHostsRead>;
  readonly facts: Facts;
  readonly clock: Clock;
  readonly warn: (message: string, fields?: Readonly<Record<string, unknown>>) => void;
};

export type Surroundings = {
  readonly inventory: Inventory;
  readonly unseen: readonly UnseenPlace[];
  /** Addresses whose reverse name is to be set to their tag's. */
  readonly toEnforce: readonly string[];
};

const NO_HOSTS: MailHostsRead = { hosts: {}, unknown: [] };

/** `home`: the account that it runs in. */
export async function readSurroundings(
  settings: Settings,
  home: string,
  ports: SurroundingsPorts,
): Promise<Surroundings> {
  const { facts, clock, warn } = ports;
  const { found, unseen } = await ports.addresses();
  const known = (await facts.fact<MailHosts>('MAIL-HOSTS')) ?? {};
  const looked = found.length === 0 ? NO_HOSTS : await ports.mailHosts(known);
  if (looked.unknown.length > 0) warn('MX or SPF of domains cannot be looked up', { domains: looked.unknown });
  const remembered = await rememberedOf(found, known, { hidden: unseen.length > 0, unknown: looked.unknown }, ports);
  const inventory = takeInventory(found, settings, looked.hosts, remembered);
  for (const note of inventory.notes) warn(note.en);
  const { senders, candidates, others, notes, grounds } = inventory;
  // Before the times of this look are: the process that repeats a killed one still finds those of the look before.
  if (JSON.stringify(grounds) !== JSON.stringify(remembered.known)) await facts.saveFact('SENDERS', grounds);
  const fresh = found.length > 0 && JSON.stringify(looked.hosts) !== JSON.stringify(known);
  if (fresh) await facts.saveFact('MAIL-HOSTS', looked.hosts);
  await facts.saveFact('INVENTORY', { at: isoTime(clock.now()), senders, candidates, others, notes, unseen });
  const toEnforce = settings.aws?.reverseDns === 'manage' ? tagsToEnforce(found, inventory, home) : [];
  return { inventory, unseen, toEnforce };
}

/** Who was a sender by its records, as the look before left it; of a version that did not, what its mail records say. */
async function rememberedOf(
  found: readonly FoundAddress[],
  hosts: MailHosts,
  now: Pick<Remembered, 'hidden' | 'unknown'>,
  { facts, clock }: SurroundingsPorts,
): Promise<Remembered> {
  const at = isoTime(clock.now());
  const lastAt = (await facts.fact<{ readonly at: string }>('INVENTORY'))?.at ?? null;
  const addresses = found.map(({ address }) => address);
  const known = (await facts.fact<Senders>('SENDERS')) ?? sendersBefore(addresses, hosts, lastAt ?? at);
  return { ...now, known, at, lastAt };
}
