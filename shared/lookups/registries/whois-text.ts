/** What whois servers say (RFC 3912 fixes no form): a registration, that there is none, or that they were queried too often. */
import { type Address, parseAddress } from '../../model/address.ts';
import { printable } from '../../model/text.ts';
import { dayOf, type Registration, textOf } from './registration.ts';

/** Keys of whois answers, most telling first: registries differ, and some write several. */
const KEYS = {
  handle: ['nethandle', 'registry domain id', 'nic-hdl'],
  holder: [
    'organization name',
    'orgname',
    'custname',
    'org-name',
    'organization',
    'owner',
    'registrant organization',
    'registrant',
    'descr',
    'netname',
  ],
  range: [
    'inetnum',
    'inet6num',
    'netrange',
    'ipv4 address',
    'ipv6 address',
    'aut-num',
    'asnumber',
    'domain name',
    'domain',
  ],
  country: ['country', 'registrant country'],
  registrar: ['registrar', 'authorized agency'],
  abuse: ['rabuseemail', 'orgabuseemail', 'abuse-mailbox', 'registrar abuse contact email', 'e-mail'],
  registered: ['regdate', 'created', 'creation date', 'registered date', 'registration date'],
  changed: ['last-modified', 'updated', 'updated date', 'last updated date', 'changed'],
  expires: ['registry expiry date', 'expiration date', 'expires'],
} as const;

/** The registration in an answer; of several networks in it (ARIN sends those around as well) the smallest. */
export function fromWhois(lines: readonly string[], source: string): Registration | null {
  const parts = partsOf(lines).flatMap((part) => readPart(part, source) ?? []);
  if (parts.length < 2) return readPart(lines, source);
  const [smallest, ...around] = parts
    .map((one) => ({ one, size: sizeOf(one.range) }))
    .sort((a, b) => (a.size < b.size ? -1 : a.size > b.size ? 1 : 0))
    .map(({ one }) => one);
  if (smallest === undefined) return null;
  return { ...smallest, abuse: smallest.abuse ?? around.find(({ abuse }) => abuse !== null)?.abuse ?? null };
}

/** ARIN marks where an answer about one network begins and ends: `# start`, `# end`. */
function partsOf(lines: readonly string[]): readonly (readonly string[])[] {
  const parts: string[][] = [];
  let open: string[] | null = null;
  for (const line of lines) {
    if (/^#\s*start\s*$/i.test(line)) open = [];
    else if (/^#\s*end\s*$/i.test(line)) {
      if (open !== null && parts.length < MAX_PARTS) parts.push(open);
      open = null;
    } else open?.push(line);
  }
  return parts;
}

const MAX_PARTS = 50;

/** How many addresses lie between the two; a range that cannot be read is the largest of all. */
function sizeOf(range: string | null): bigint {
  const [first, last] = (range ?? '').split(' - ').map((one) => parseAddress(one.trim()));
  if (first?.ok !== true || last?.ok !== true) return 1n << 129n;
  return numberOf(last.value) - numberOf(first.value);
}

const numberOf = ({ bytes }: Address): bigint => bytes.reduce((sum, byte) => (sum << 8n) + BigInt(byte), 0n);

function readPart(lines: readonly string[], source: string): Registration | null {
  const found = new Map<string, string>();
  for (const line of lines) {
    const [, key, value] =
      /^\s{0,20}([A-Za-z][A-Za-z0-9 /-]{1,40}?)\s{0,40}:\s{0,80}(\S.*)$/.exec(line.slice(0, 500)) ?? [];
    if (key !== undefined && value !== undefined && !found.has(key.toLowerCase())) found.set(key.toLowerCase(), value);
  }
  const first = (keys: readonly string[]): string | null =>
    textOf(keys.map((key) => found.get(key)).find((value) => value !== undefined));
  const [range, holder] = [first(KEYS.range), first(KEYS.holder)];
  if (range === null || (holder === null && first(KEYS.registrar) === null)) return null;
  return {
    source: printable(source, 100),
    range,
    holder,
    handle: first(KEYS.handle),
    country: first(KEYS.country),
    registrar: first(KEYS.registrar),
    abuse: first(KEYS.abuse),
    registered: dayOf(first(KEYS.registered)),
    changed: dayOf(first(KEYS.changed)),
    expires: dayOf(first(KEYS.expires)),
    status: [],
  };
}

/** How registries say that something is not registered; each does so in its own way. */
const UNREGISTERED: readonly RegExp[] = [
  /^(?:[%#*\s>]{0,10})(?:error:? ?\d{0,4}:? ?)?no (?:match(?:ing)?|entries|data|objects?|records?|such domain|information|found)\b/i,
  /^(?:[%#*\s>]{0,10})(?:domain (?:name )?)?(?:not found|nothing found|not registered|does not exist)\b/i,
  /\b(?:was|is|has|were) (?:not (?:been )?(?:found|registered)|available for (?:registration|purchase))\b/i,
  /\b(?:domain|object|name|query)\b.{0,100}\b(?:not found|not registered|does not exist|no match)\b/i,
  /\breturned 0 objects\b/i,
  /^\s{0,20}(?:domain )?status\s{0,20}:\s{0,20}(?:free|available|not registered)\b/i,
  /해당 ?도메인.{0,40}등록되어 ?있지 ?않|등록되지 ?않은/,
];
/** What a registration has and a refusal does not have. */
const IS_REGISTRATION =
  /^\s{0,20}(?:registrar|registrant|creat(?:ed|ion date)|registered date|net ?range|inetnum)\b[^:]{0,30}:\s{0,80}\S/i;
const LIMIT =
  /\b(?:quota|rate ?limit|limit|too many|queries|requests|connections?)\b.{0,80}\b(?:exceed\w{0,3}|reached|denied|refused|blocked|many|try again)\b|\b(?:exceed\w{0,3}|too many)\b.{0,60}\b(?:quota|limit|queries|requests|connections?)\b/i;
/** The answer is at the top. The terms of use below it mention limits and missing entries too. */
const MAX_READ = 30;

const isAnswered = (lines: readonly string[]): boolean =>
  lines.some((line) => IS_REGISTRATION.test(line.slice(0, 300)));

/** "Not found" is an answer: it is not registered. */
export const isUnregistered = (lines: readonly string[]): boolean =>
  !isAnswered(lines) && topLines(lines).some((line) => UNREGISTERED.some((pattern) => pattern.test(line)));

/** The line in which a server says that it was queried too often, or null. */
export const limitIn = (lines: readonly string[]): string | null =>
  isAnswered(lines) || isUnregistered(lines) ? null : (topLines(lines).find((line) => LIMIT.test(line)) ?? null);

const topLines = (lines: readonly string[]): readonly string[] =>
  lines
    .filter((line) => line.trim() !== '')
    .slice(0, MAX_READ)
    .map((line) => line.slice(0, 300).trim());
