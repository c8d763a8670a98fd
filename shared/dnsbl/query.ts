/** Whether a list can be asked, and what it is asked about itself (RFC 5782 section 5). */
import ipaddr from 'ipaddr.js';
import { randomLabel } from '../dns/label.ts';
import { address, parseAddress, reverseLabels } from '../model/address.ts';
import type { Random } from '../model/clock.ts';
import { type NotCovered, type NotCoveredWords, notCoveredFor } from '../model/finding.ts';
import { inEach, type Text } from '../model/language.ts';
import { isKeyLabel, KEY_MARK, type Keys, keyOf, keyVariable, storeKeyCommand } from './keys.ts';
import type { Family, List } from './list.ts';
import {
  askForKey,
  dataIsIn,
  leaveOut,
  lookUpByHand,
  NEEDS_KEY,
  NO_KEY_LABEL,
  noZone,
  setKey,
  shutDown,
  storeKey,
} from './words.ts';

/** A list that can be asked, with its key where its zone needs one; or why not, and what to do. */
export type Access =
  | { readonly kind: 'askable'; readonly key: string | null }
  | { readonly kind: 'closed' | 'needs-key'; readonly notCovered: NotCovered };

export function accessTo(list: List, keys: Keys): Access {
  const { id, name, died, why, lookupUrl } = list;
  if (list.status === 'dead') return closed(list, shutDown(name, died, why), leaveOut(id));
  if (list.zone === null) return closed(list, noZone(name), lookUpByHand(lookupUrl));
  if (!list.zone.includes('{key}')) return { kind: 'askable', key: null };
  const key = keyOf(list.operatorId, keys);
  const variable = keyVariable(list.operatorId);
  const store = storeKey(variable, storeKeyCommand(list.operatorId));
  if (key === undefined)
    return needsKey(list, {
      why: NEEDS_KEY,
      how: inEach((language) => `${whereKeysComeFrom(list)[language]} ${store[language]}`),
      short: setKey(variable),
    });
  if (isKeyLabel(key)) return { kind: 'askable', key };
  return needsKey(list, { why: NO_KEY_LABEL, how: store, short: NO_KEY_LABEL });
}

const closed = (list: List, why: Text, how: Text): Access => {
  const instead = list.supersededBy === undefined ? null : dataIsIn(list.supersededBy);
  const whole = inEach((language) =>
    [how, ...(instead === null ? [] : [instead])].map((one) => one[language]).join(' '),
  );
  return { kind: 'closed', notCovered: notCoveredFor(list.id, { why, how: whole, short: why }) };
};

const needsKey = (list: List, words: NotCoveredWords): Access => ({
  kind: 'needs-key',
  notCovered: notCoveredFor(list.id, words),
});

/** Pages on which operators give keys, where they were seen. */
const KEY_PAGES: Readonly<Record<string, string>> = {
  spamhaus:
    'http://www.spamhaus.org/resource-hub/email-security/if-you-query-the-legacy-dnsbls-via-amazon-web-services-dns-move-to-spamhaus-technologys-free-data-query-service/',
};

export const keyPage = (operatorId: string): string | undefined => KEY_PAGES[operatorId];

/** Where a key comes from, for the operators whose page was seen. */
const KEY_HOW: Readonly<Record<string, Text>> = {
  spamhaus: {
    en: `Get a key of the Data Query Service, free for small non-commercial use (${KEY_PAGES['spamhaus']}).`,
    ko: `Data Query Service 키를 발급받으세요. 소규모 비상업 용도는 무료입니다(${KEY_PAGES['spamhaus']}).`,
  },
  abusix: {
    en: 'Open an account at Abusix (Guardian Mail) for a key. It is priced by queries.',
    ko: 'Abusix(Guardian Mail) 계정을 만들어 키를 발급받으세요. 조회 횟수에 따라 요금이 부과됩니다.',
  },
  trendmicro: {
    en: 'The key is the activation code of Email Reputation Services, written without dashes.',
    ko: '키는 Email Reputation Services의 활성화 코드에서 "-"를 뺀 값입니다.',
  },
};

const whereKeysComeFrom = ({ operatorId, operator, name }: List): Text =>
  KEY_HOW[operatorId] ?? askForKey(operator ?? name);

/** The zone as the rest of the program writes it: `$KEY` where the key goes (`withKey` puts it in). */
export const shownZone = ({ zone, id }: List): string => {
  if (zone === null) throw new Error(`list ${id} has no zone`);
  return zone.replace('{key}', KEY_MARK);
};

export type Control = {
  readonly role: 'positive' | 'negative' | 'probe';
  readonly name: string;
  /** The table has it from the operator; otherwise it is the RFC's default, tried. */
  readonly verified: boolean;
  /** Of a probe with an address: nobody has it, or someone has it who never sends mail from it. */
  readonly space?: 'unused' | 'silent';
  /** Asked where the first one is there: one address that a list of one's own holds as an example is not everything. */
  readonly again?: string;
};

/** The controls before the targets, and those after them; together they are everything a list is asked about itself. */
export type Controls = { readonly before: readonly Control[]; readonly after: readonly Control[] };

/**
 * Before: the test entry, the entry that must not exist, and a random label. After: the test entry again, and what a list
 * that holds everything can least leave out: an address that nobody has, and one that someone has; of names, one that
 * could be registered. A list that has begun to hold every address, but no label, shows in them only, and one that leaves
 * out bogons in the second only. `asked`: the names of the batch's targets, whose neighbourhood is not a place for a probe.
 */
export function controlsOf(list: List, family: Family, random: Random, asked: ReadonlySet<string>): Controls {
  const zone = shownZone(list);
  const positive = control('positive', positiveLabels(list, family));
  const negative = control('negative', negativeLabels(list, family));
  return {
    before: [...positive, ...negative, probe(randomLabel(random))],
    after: [...positive, ...(family === 'domain' ? [probe(`${randomLabel(random)}.com`)] : addressProbes(family))],
  };

  function control(role: Control['role'], entry: Entry | null): readonly Control[] {
    return entry === null ? [] : [{ role, name: `${entry.labels}.${zone}`, verified: entry.verified }];
  }
  function addressProbes(of: 'ip4' | 'ip6'): readonly Control[] {
    const [unused, another] = unusedAddressLabels(of, random, asked);
    return [
      { ...probe(unused), space: 'unused', again: `${another}.${zone}` },
      { ...probe(silentAddressLabels(of, random, asked)), space: 'silent' },
    ];
  }
  function probe(labels: string): Control {
    return { role: 'probe', name: `${labels}.${zone}`, verified: true };
  }
}

type Entry = { readonly labels: string; readonly verified: boolean };

/**
 * `::ffff:7f00:2` and `::ffff:7f00:1` as RFC 5782 section 5 wants them. Constants, because address parsers turn an
 * IPv4-mapped address into 127.0.0.2, and the IPv6 control would silently become the IPv4 one.
 */
const MAPPED = '0.0.0.0.0.f.7.f.f.f.f.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0';
const LISTED_6 = `2.${MAPPED}`;
const UNLISTED_6 = `1.${MAPPED}`;

function positiveLabels({ testListed, testListed6 }: List, family: Family): Entry | null {
  if (family === 'ip6') return entry6(testListed6 ?? testListed, LISTED_6);
  return entry(testListed, family, family === 'ip4' ? '2.0.0.127' : 'test');
}

function negativeLabels({ testUnlisted }: List, family: Family): Entry | null {
  if (family === 'ip6') return entry6(testUnlisted, UNLISTED_6);
  return entry(testUnlisted, family, family === 'ip4' ? '1.0.0.127' : 'invalid');
}

/** One list may be asked for addresses and names: the entry in the table belongs to the family it looks like. */
function entry(text: string | undefined, family: 'ip4' | 'domain', fallback: string): Entry | null {
  if (text === 'none') return null;
  const address = text === undefined || text.includes(':') ? undefined : parseAddress(text);
  if (text === undefined || address?.ok !== (family === 'ip4')) return { labels: fallback, verified: false };
  return { labels: address.ok ? reverseLabels(address.value) : text.toLowerCase(), verified: true };
}

function entry6(text: string | undefined, fallback: string): Entry | null {
  if (text === 'none') return null;
  if (text === undefined || !ipaddr.IPv6.isValid(text)) return { labels: fallback, verified: false };
  const bytes = ipaddr.IPv6.parse(text).toByteArray();
  return { labels: reverseLabels({ family: 6, text, bytes }), verified: true };
}

/** The documentation ranges (RFC 5737, RFC 3849, RFC 9637): never routed, so no mail ever came from there. */
const TEST_NETS = [
  [192, 0, 2],
  [198, 51, 100],
  [203, 0, 113],
] as const;
type TestNet = (typeof TEST_NETS)[number];
const TEST_NETS_6 = [
  (random: Random) => [0x20, 0x01, 0x0d, 0xb8, random(256)],
  (random: Random) => [0x3f, 0xff, random(16), random(256), random(256)],
] as const;

/**
 * Two, for IPv4 of two ranges: drawn among those in which no target lies (the sandbox's and every manual's do) as long as
 * there are such; for IPv6 they are wide enough for all.
 */
function unusedAddressLabels(
  family: 'ip4' | 'ip6',
  random: Random,
  asked: ReadonlySet<string>,
): readonly [string, string] {
  if (family === 'ip6') return [unusedLabels6(random), unusedLabels6(random)];
  const isFree = ([a, b, c]: TestNet): boolean => [...asked].every((name) => !name.includes(`.${c}.${b}.${a}.`));
  const one = drawn(TEST_NETS.filter(isFree), TEST_NETS, random);
  const others = TEST_NETS.filter((net) => net !== one);
  const another = drawn(others.filter(isFree), others, random);
  return [unusedLabels4(one, random), unusedLabels4(another, random)];
}

const drawn = (free: readonly TestNet[], all: readonly TestNet[], random: Random): TestNet => {
  const nets = free.length === 0 ? all : free;
  return nets[random(nets.length)] ?? TEST_NETS[0];
};

const unusedLabels4 = (net: TestNet, random: Random): string =>
  reverseLabels({ family: 4, text: '', bytes: [...net, 1 + random(254)] });

function unusedLabels6(random: Random): string {
  const head = (TEST_NETS_6[random(TEST_NETS_6.length)] ?? TEST_NETS_6[0])(random);
  const bytes = [...head, ...Array.from({ length: 11 }, () => random(256))];
  return reverseLabels({ family: 6, text: '', bytes });
}

/**
 * Routed everywhere, in use, and without a mail server: root servers (IANA's named.root of 2024-01-24), of six operators so
 * that no one network decides for all. Not the resolver's own address: it may be the mail server's as well, and a true
 * listing of it would then discredit the list.
 */
const ROOT_SERVERS = {
  ip4: ['198.41.0.4', '192.5.5.241', '192.36.148.17', '193.0.14.129', '199.7.83.42', '202.12.27.33'],
  ip6: ['2001:503:ba3e::2:30', '2001:500:2f::f', '2001:7fe::53', '2001:7fd::1', '2001:500:9f::42', '2001:dc3::35'],
} as const;

/** By family, read once: every list draws from them. */
const rootServerLabels = new Map<'ip4' | 'ip6', readonly string[]>();

function rootServers(family: 'ip4' | 'ip6'): readonly string[] {
  const known = rootServerLabels.get(family) ?? ROOT_SERVERS[family].map((text) => reverseLabels(address(text)));
  rootServerLabels.set(family, known);
  return known;
}

function silentAddressLabels(family: 'ip4' | 'ip6', random: Random, asked: ReadonlySet<string>): string {
  const all = rootServers(family);
  const free = all.filter((labels) => [...asked].every((name) => !name.startsWith(`${labels}.`)));
  const labels = free.length === 0 ? all : free;
  return labels[random(labels.length)] ?? '';
}
