/**
 * Everyone who is known to send for a domain. A remedy names all of them at once, because two remedies that each name one
 * would undo each other. A worker sees a part of the targets only, so the plan hands the fleet along with each batch.
 */
import { type Address, address } from './address.ts';
import { canonicalName } from './domain.ts';
import type { AddressTarget, Target } from './target.ts';

export type DomainSenders = {
  /** Addresses as they are; of many, the networks that hold exactly them. */
  readonly networks: readonly string[];
  /** How many addresses send for the domain. */
  readonly count: number;
  /** False where `networks` was cut: then nothing can be said for all of them. */
  readonly whole: boolean;
};

export type Fleet = {
  readonly byDomain: Readonly<Record<string, DomainSenders>>;
  /**
   * Names that addresses greet with or are to have, each with the address whose it is; empty where several claim it, so that
   * none of them can have it as a reverse name of its own.
   */
  readonly claims: Readonly<Record<string, string>>;
};

export const NO_FLEET: Fleet = { byDomain: {}, claims: {} };

/** Claims below one domain that a batch carries. */
const MOST_CLAIMS = 1000;
/** Beside a target's own names, only those matter that might be proposed to someone (`ptr/naming.ts`). */
export const GUESSABLE = /^mail(?:6-)?\d*\./;

/** Up to here each address is named by itself. */
const MOST_SINGLE = 50;
/** Networks a domain that are handed along: some 4,000 octets of a record. */
const MOST_NETWORKS = 200;

export function fleetOf(targets: readonly Target[]): Fleet {
  const byDomain = new Map<string, Map<string, Address>>();
  const claims = new Map<string, string>();
  for (const target of targets) {
    if (target.kind === 'domain') continue;
    const { address: own, domains } = target;
    for (const name of claimedBy(target)) claim(claims, name, own.text);
    for (const domain of domains) added(byDomain, domain, () => new Map<string, Address>()).set(own.text, own);
  }
  return {
    byDomain: Object.fromEntries([...byDomain].map(([domain, senders]) => [domain, sendersOf([...senders.values()])])),
    claims: Object.fromEntries(claims),
  };
}

const claimedBy = ({ helo, elasticIp }: AddressTarget): readonly string[] =>
  [helo, elasticIp?.wantedPtr].flatMap((name) => (name === undefined ? [] : [canonicalName(name)]));

function claim(claims: Map<string, string>, name: string, by: string): void {
  const before = claims.get(name);
  claims.set(name, before === undefined || before === by ? by : '');
}

/** For each batch of a plan, what concerns its targets. The whole is sorted once, since a plan has hundreds of batches. */
export function fleetParts({ byDomain, claims }: Fleet): (targets: readonly Target[]) => Fleet {
  const above = (name: string): string => name.slice(name.indexOf('.') + 1);
  const guessable = Object.keys(claims).filter((name) => GUESSABLE.test(name));
  const namesBelow = Map.groupBy(guessable, above);
  return (targets) => {
    const domains = [
      ...new Set(targets.flatMap((target) => (target.kind === 'domain' ? [target.domain] : target.domains))),
    ];
    const greeted = targets.flatMap((target) => (target.kind === 'address' ? claimedBy(target) : []));
    const below = domains.flatMap((domain) => (namesBelow.get(domain) ?? []).slice(0, MOST_CLAIMS));
    const names = [...new Set([...greeted, ...below])];
    return {
      byDomain: Object.fromEntries(domains.flatMap((domain) => entryOf(byDomain, domain))),
      claims: Object.fromEntries(names.flatMap((name) => entryOf(claims, name))),
    };
  };
}

function entryOf<T>(record: Readonly<Record<string, T>>, key: string): readonly (readonly [string, T])[] {
  const value = record[key];
  return value === undefined ? [] : [[key, value]];
}

/** Both together: what is known of a fleet, and targets that were named besides. */
export function joinedFleet(known: Fleet, more: Fleet): Fleet {
  const domains = new Set([...Object.keys(known.byDomain), ...Object.keys(more.byDomain)]);
  const join = (domain: string): DomainSenders => {
    const [one, other] = [known.byDomain[domain], more.byDomain[domain]];
    if (one === undefined || other === undefined) return (one ?? other) as DomainSenders;
    // A network covers addresses that may be among the others: then they are named twice, which does no harm.
    const addresses = [...one.networks, ...other.networks];
    if (addresses.some((text) => text.includes('/')))
      return {
        networks: [...new Set(addresses)],
        count: Math.max(one.count, other.count),
        whole: one.whole && other.whole,
      };
    return sendersOf([...new Set(addresses)].map(address));
  };
  return {
    byDomain: Object.fromEntries([...domains].map((domain) => [domain, join(domain)])),
    claims: joinedClaims(known.claims, more.claims),
  };
}

function joinedClaims(known: Fleet['claims'], more: Fleet['claims']): Fleet['claims'] {
  const claims = new Map(Object.entries(known));
  for (const [name, by] of Object.entries(more)) claim(claims, name, by);
  return Object.fromEntries(claims);
}

function added<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const value = make();
  map.set(key, value);
  return value;
}

function sendersOf(addresses: readonly Address[]): DomainSenders {
  const blocks = addresses.map(blockOf).sort(byNumber);
  const networks = (blocks.length > MOST_SINGLE ? mergedBlocks(blocks) : blocks)
    .slice(0, MOST_NETWORKS + 1)
    .map(blockText);
  return {
    networks: networks.slice(0, MOST_NETWORKS),
    count: addresses.length,
    whole: networks.length <= MOST_NETWORKS,
  };
}

type Block = { readonly family: 4 | 6; readonly start: bigint; readonly prefix: number };

const blockOf = ({ family, bytes }: Address): Block => ({
  family,
  start: bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n),
  prefix: family === 4 ? 32 : 128,
});

const byNumber = (one: Block, other: Block): number =>
  one.family - other.family || (one.start < other.start ? -1 : one.start > other.start ? 1 : 0);

/** The fewest networks that hold these addresses and no others. */
export const exactNetworks = (addresses: readonly Address[]): readonly string[] =>
  mergedBlocks(addresses.map(blockOf).sort(byNumber)).map(blockText);

/** `sorted` holds each once. */
function mergedBlocks(sorted: readonly Block[]): readonly Block[] {
  const blocks: Block[] = [];
  for (const one of sorted) {
    let block = one;
    for (let left = blocks.at(-1); left !== undefined && isLowerHalf(left, block); left = blocks.at(-1)) {
      blocks.pop();
      block = { ...left, prefix: left.prefix - 1 };
    }
    blocks.push(block);
  }
  return blocks;
}

const sizeOf = ({ family, prefix }: Block): bigint => 1n << BigInt((family === 4 ? 32 : 128) - prefix);

/** The two make one network of twice the size. */
const isLowerHalf = (left: Block, right: Block): boolean =>
  left.family === right.family &&
  left.prefix === right.prefix &&
  left.prefix > 0 &&
  left.start + sizeOf(left) === right.start &&
  left.start % (sizeOf(left) * 2n) === 0n;

function blockText({ family, start, prefix }: Block): string {
  const bytes = Array.from({ length: family === 4 ? 4 : 16 }, (_, at) =>
    Number((start >> BigInt(8 * ((family === 4 ? 3 : 15) - at))) & 255n),
  );
  const groups = Array.from({ length: 8 }, (_, at) =>
    (((bytes[at * 2] ?? 0) << 8) | (bytes[at * 2 + 1] ?? 0)).toString(16),
  );
  const text = family === 4 ? bytes.join('.') : address(groups.join(':')).text;
  return prefix === (family === 4 ? 32 : 128) ? text : `${text}/${prefix}`;
}
