/**
 * Addresses as they were found -> what is watched. A sender is an address that someone called one: a tag, the settings, a reverse
 * name of its own, an MX record, an SPF record; and one that was a sender by its records stays one (`senders.ts`). Other addresses of instances, and unused ones, are candidates: checked and
 * shown, but quiet. Addresses of gateways, load balancers and AWS's services are only counted, unless they are called
 * senders: mail from a private network leaves through its NAT gateway.
 */

import type { Address } from '../../model/address.ts';
import { defined } from '../../model/defined.ts';
import { parseDomain } from '../../model/domain.ts';
import type { Text } from '../../model/language.ts';
import { organisationalDomain } from '../../model/organisation.ts';
import type { AddressTarget, ElasticIp, Ground, Target } from '../../model/target.ts';
import { printable } from '../../model/text.ts';
import { setName } from '../../reverse-dns/plan.ts';
import { targetsOf } from '../../settings/defaults.ts';
import type { Settings } from '../../settings/settings.ts';
import type { MailHosts } from './mail-hosts.ts';
import { groundsOf, type Remembered, type Senders } from './senders.ts';

export type Use = 'instance' | 'unused' | 'nat-gateway' | 'load-balancer' | 'service';

export type FoundAddress = {
  readonly address: Address;
  readonly use: Use;
  readonly tags: Readonly<Record<string, string>>;
  /** Without the tag `postwatch:ptr`, which is read here. */
  readonly elasticIp?: ElasticIp;
  /** `placeOf` an address that is no Elastic IP. */
  readonly place?: string;
  /** Of the instance that has such a one. */
  readonly instanceId?: string;
};

export type Inventory = {
  readonly targets: readonly Target[];
  readonly senders: readonly string[];
  readonly candidates: readonly string[];
  /** Counted and not checked, by what they are; `ignored` carry the tag that says so. */
  readonly others: Readonly<Record<Exclude<Use, 'instance' | 'unused'> | 'ignored', number>>;
  /** Lines about tags that cannot be read. */
  readonly notes: readonly Text[];
  /** What is to be remembered of who is a sender by its records. */
  readonly grounds: Senders;
};

const PREFIX = 'postwatch:';
const MAX_DOMAINS = 50;
const MAX_TAGS = 10;

export function takeInventory(
  found: readonly FoundAddress[],
  settings: Settings,
  hosts: MailHosts,
  remembered: Remembered,
): Inventory {
  const base = targetsOf(settings);
  const named = new Map(base.flatMap((one) => (one.kind === 'address' ? [[one.address.text, one] as const] : [])));
  const others = { 'nat-gateway': 0, 'load-balancer': 0, service: 0, ignored: 0 };
  const notes: Text[] = [];
  const addresses = new Map<string, AddressTarget>(named);
  // Who is in a place that was not looked at is not released.
  const grounds: Record<string, readonly Ground[]> = remembered.hidden ? { ...remembered.known } : {};
  for (const one of found) {
    const { text } = one.address;
    const tags = readTags(one, notes);
    const own = groundsOf(one.address, ownName(one.elasticIp), hosts, settings.domains, remembered);
    const sender = senderOf(one, tags, named.get(text), settings, own);
    keep(grounds, text, tags.ignore ? [] : (sender?.grounds ?? stillThere(own)));
    if (tags.ignore) {
      others.ignored += 1;
      addresses.delete(text);
    } else if (sender !== null) addresses.set(text, sender);
    else if (one.use === 'instance' || one.use === 'unused') {
      addresses.set(text, { ...targetOf(one, tags), domains: [], role: 'candidate' });
    } else others[one.use] += 1;
  }
  const all = [...addresses.values()];
  const domains = new Set(base.flatMap((one) => (one.kind === 'domain' ? [one.domain] : [])));
  for (const domain of all.flatMap((one) => one.domains)) domains.add(domain);
  const texts = (role: AddressTarget['role']) =>
    all.filter((one) => one.role === role).map(({ address }) => address.text);
  return {
    targets: [...all, ...[...domains].map((domain) => ({ kind: 'domain', domain }) as const)],
    senders: texts(undefined),
    candidates: texts('candidate'),
    others,
    notes,
    grounds,
  };
}

function keep(all: Record<string, readonly Ground[]>, address: string, grounds: readonly Ground[]): void {
  if (grounds.length > 0) all[address] = grounds;
  else delete all[address];
}

const stillThere = (grounds: readonly Ground[]): readonly Ground[] =>
  grounds.filter(({ until }) => until === undefined);

type Tags = {
  readonly ignore: boolean;
  readonly domains: readonly string[];
  readonly helo?: string;
  readonly ptr?: string;
};

const unreadableTag = (address: string, tag: string, { en, ko }: Text): Text => ({
  en: `${address}: the tag ${tag}: ${en}`,
  ko: `${address}: ${tag} 태그의 값이 올바르지 않습니다. ${ko}`,
});

function readTags({ tags, address }: FoundAddress, notes: Text[]): Tags {
  const names = (tag: string): readonly string[] =>
    (tags[PREFIX + tag] ?? '')
      .split(/[\s,]+/)
      .filter((name) => name !== '')
      .slice(0, MAX_DOMAINS)
      .flatMap((name) => {
        const domain = parseDomain(name);
        if (!domain.ok) notes.push(unreadableTag(address.text, PREFIX + tag, domain.problem));
        return domain.ok ? [domain.value] : [];
      });
  const [helo] = names('helo');
  const [ptr] = names('ptr');
  return {
    ignore: tags[`${PREFIX}ignore`]?.trim().toLowerCase() === 'true',
    domains: [...new Set(names('domains'))],
    ...defined({ helo, ptr }),
  };
}

/** The target without a word on whether it is a sender. */
function targetOf(
  { address, elasticIp, place, instanceId, tags }: FoundAddress,
  { helo, ptr }: Tags,
): Omit<AddressTarget, 'domains'> {
  const wish = ptr === undefined ? {} : { wantedPtr: ptr };
  return {
    kind: 'address',
    address,
    ...defined({ helo, elasticIp: elasticIp === undefined ? undefined : { ...elasticIp, ...wish }, place, instanceId }),
    ...defined({ tags: tagsToShow(tags) }),
  };
}

/** Other tags are nobody's affair here; in one order, so that the same tags are the same state. */
function tagsToShow(tags: FoundAddress['tags']): AddressTarget['tags'] {
  const shown = Object.entries(tags).filter(([key]) => key === 'Name' || key.startsWith(PREFIX));
  if (shown.length === 0) return undefined;
  const inOrder = shown.toSorted(([a], [b]) => (a < b ? -1 : 1)).slice(0, MAX_TAGS);
  return Object.fromEntries(inOrder.map(([key, value]) => [printable(key, 128), printable(value, 256)]));
}

/** Null for who is none. The settings' word goes before the tags', and those before what the records show, or showed. */
function senderOf(
  found: FoundAddress,
  tags: Tags,
  named: AddressTarget | undefined,
  settings: Settings,
  grounds: readonly Ground[],
): AddressTarget | null {
  const target = targetOf(found, tags);
  if (named !== undefined) return { ...target, ...named };
  if (tags.domains.length > 0) return { ...target, domains: tags.domains };
  // An MX host is watched, and not held to an SPF record that does not name it: many only receive.
  const domains = grounds.flatMap(({ kind, name }) => {
    if (kind === 'ptr') return settings.domains.filter((domain) => isAlike(domain, name));
    return kind === 'spf' ? [name] : [];
  });
  const called = grounds.length > 0 || tags.helo !== undefined;
  return called
    ? { ...target, domains: [...new Set(domains)], ...defined({ grounds: grounds.length === 0 ? undefined : grounds }) }
    : null;
}

/** The recorded reverse name, unless it is the one that every Elastic IP gets; undefined where it was not looked at. */
function ownName(elasticIp: ElasticIp | undefined): string | null | undefined {
  if (elasticIp?.recordedPtr === undefined) return undefined;
  const name = setName(elasticIp.recordedPtr);
  return name === null ? null : printable(name, 253);
}

const isAlike = (domain: string, ptr: string): boolean => organisationalDomain(domain) === organisationalDomain(ptr);
