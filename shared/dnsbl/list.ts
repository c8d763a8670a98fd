/**
 * A DNS list (RFC 5782) as data: where it is queried, what its answers mean, how it refuses, how it proves that it is alive,
 * and what to do about a listing. `lists.ts` holds the ones we know; `--lists file` brings others in the same shape.
 */
import * as v from 'valibot';
import { parseAddress } from '../model/address.ts';
import { defined } from '../model/defined.ts';
import { parseDomain } from '../model/domain.ts';
import type { Severity } from '../model/finding.ts';
import { isPlainAddress, MASK, withoutValue } from '../model/hidden.ts';
import { inEach, type Text, within } from '../model/language.ts';
import { type Parsed, parsed, problem } from '../model/parsed.ts';
import { EXPIRY_KINDS, type Expiry, REMOVAL_KINDS, REMOVAL_NEEDS, type Removal } from '../model/removal.ts';
import { worded } from '../model/setting-values.ts';
import { printable } from '../model/text.ts';
import { operatorSlug } from './keys.ts';
import {
  EXPECTED_LINK,
  EXPECTED_LISTS,
  EXPECTED_MAILBOX,
  EXPECTED_WORD,
  expectedAtMost,
  expectedListing,
  expectedTest,
  expectedValue,
  expectedZone,
  idTwice,
  NO_LISTS,
  NO_VALUE,
  ONE_KEY,
  WHOLE_FILE,
} from './list-words.ts';
import { describesListing, parseMatch } from './match.ts';
import { readExpiry, readRemoval } from './prose.ts';

/** What can be looked up on a list. */
export type Family = 'ip4' | 'ip6' | 'domain';

/** What one answer code says: `policy` is not a reputation (dynamic space, no reverse name), `good` is an allow-list's word. */
export type Effect = 'listed' | 'policy' | 'info' | 'good';

export type ListCode = {
  /** See `match.ts`. */
  readonly match: string;
  readonly means: string;
  readonly sublist?: string;
  readonly effect: Effect;
  /** Where a code weighs less than its list (URIBL grey). */
  readonly severity?: Severity;
};

/** An answer that refuses the query and says nothing about the name. */
export type ListRefusal = { readonly match: string; readonly means: string };

/** What the operator allows one user, over all its lists together. */
export type ListLimits = { readonly perSecond?: number; readonly perDay?: number; readonly perMonth?: number };

export type List = {
  readonly id: string;
  readonly name: string;
  /** Of a list of lists: its sublists are known by this name and their own (`Spamhaus` CSS). */
  readonly brand?: string;
  readonly operator: string | null;
  /** Under which the operator's key is stored: `POSTWATCH_KEY_SPAMHAUS`, `/postwatch/keys/spamhaus`. */
  readonly operatorId: string;
  /** `{key}` is the place of the user's key; null where there is nothing to query by DNS. */
  readonly zone: string | null;
  /** Other zones that the entry covers: the same data elsewhere, and the operator's smaller zones. */
  readonly zoneAliases?: readonly string[];
  readonly scope: readonly Family[];
  readonly kind: 'block' | 'policy' | 'informational' | 'allow';
  readonly severity: Severity;
  readonly access: 'open' | 'key' | 'registration' | 'paid';
  readonly status: 'active' | 'unknown' | 'dead';
  /**
   * Asked by default; by default through a resolver of one's own; after a registration, when the user names it; for
   * information, when named; or not by default.
   */
  readonly use?: 'default' | 'own-resolver' | 'opt-in' | 'info' | 'off';
  readonly limits?: ListLimits;
  /** The registrable domain is looked up, because the operator lists no host names. */
  readonly ask?: 'organisational';
  /** Receivers of whom it is documented. */
  readonly usedBy?: readonly string[];
  /** Empty where the codes are not established: then no answer can be a listing. */
  readonly codes: readonly ListCode[];
  /** Tested before the codes. */
  readonly refusals: readonly ListRefusal[];
  /** RFC 5782 section 5. Absent: not verified, so the RFC's default is tried. `none`: the list has no such entry. */
  readonly testListed?: string;
  readonly testUnlisted?: string;
  readonly testListed6?: string;
  /** The id of the list that holds its data now. */
  readonly supersededBy?: string;
  /** The id of the entry with a key for the same data: of the two only one is queried. */
  readonly keyedAs?: string;
  readonly lookupUrl?: string;
  /** Absent where no way is known. */
  readonly removal?: Removal;
  /** Absent where nothing is known of it. */
  readonly expiry?: Expiry;
  readonly note?: string;
  /** Little is documented about it: never on by default, and a listing comes with the advice to look before acting. */
  readonly confidence?: 'low';
  readonly died?: string;
  /** Of a dead list: what its zone does now. */
  readonly why?: string;
  /** The day on which the entry was last compared with its sources. */
  readonly checkedOn?: string;
};

const MAX_LISTS = 2000;
/** A reversed IPv6 address takes 63 octets and a key up to 63 of the 253 (RFC 1035 section 2.3.4). */
const MAX_ZONE = 120;

const line = (max: number) => v.pipe(v.string(), v.maxLength(max));
/** The data file writes null where it knows nothing. */
const known = <T extends v.GenericSchema>(schema: T) => v.optional(v.nullable(schema));
const https = v.pipe(line(500), v.regex(/^https?:\/\/[^\s"'<>]+$/, worded(EXPECTED_LINK)));
const word = v.pipe(line(64), v.regex(/^[a-z0-9][a-z0-9._-]*$/i, worded(EXPECTED_WORD)));
const amount = v.pipe(v.number(), v.finite(), v.gtValue(0));
const hours = v.pipe(v.number(), v.finite(), v.minValue(0));
const severity = v.picklist(['critical', 'major', 'minor', 'info']);

/** A check whose own line is the message. */
const checkedBy = <T>(wrong: (value: T) => Text | null) =>
  v.rawCheck<T>(({ dataset, addIssue }) => {
    const message = dataset.typed ? wrong(dataset.value) : null;
    if (message !== null) addIssue({ message: worded(message) });
  });

const refusalMatch = v.pipe(
  line(100),
  checkedBy((text) => matchProblem(text, false)),
);
const codeMatch = v.pipe(
  line(100),
  checkedBy((text) => matchProblem(text, true)),
);

function matchProblem(text: string, isCode: boolean): Text | null {
  const match = parseMatch(text);
  if (!match.ok) return match.problem;
  return !isCode || describesListing(match.value) ? null : expectedListing(printable(text, 60));
}

function zoneProblem(zone: string): Text | null {
  const parts = zone.split('{key}');
  if (parts.length > 2) return ONE_KEY;
  return parseDomain(parts.join('key')).ok ? null : expectedZone(printable(zone, 80));
}

function testProblem(text: string): Text | null {
  const sound = text === 'none' || parseAddress(text).ok || /^[a-z0-9_-]+(\.[a-z0-9_-]+)*$/i.test(text);
  return sound ? null : expectedTest(printable(text, 60));
}

const test = known(v.pipe(line(100), checkedBy(testProblem)));

const CodeSchema = v.object({
  match: codeMatch,
  means: v.optional(line(500), 'listed'),
  sublist: known(line(100)),
  effect: v.optional(v.picklist(['listed', 'policy', 'info', 'good'])),
  severity: known(severity),
});

const RemovalSchema = v.object({
  kind: v.picklist(REMOVAL_KINDS),
  url: v.exactOptional(https),
  needs: v.exactOptional(v.pipe(v.array(v.picklist(REMOVAL_NEEDS)), v.maxLength(REMOVAL_NEEDS.length))),
  hours: v.exactOptional(v.union([hours, v.tuple([hours, hours])])),
  mailbox: v.exactOptional(v.pipe(line(200), v.regex(/^[^\s@"'<>]+@[^\s@"'<>]+$/, worded(EXPECTED_MAILBOX)))),
  paid: v.exactOptional(v.literal(true)),
  words: v.exactOptional(line(1000)),
});

const ExpirySchema = v.object({ kind: v.picklist(EXPIRY_KINDS), afterDays: v.exactOptional(amount) });

const ListSchema = v.object({
  id: word,
  name: v.optional(line(200)),
  brand: known(line(64)),
  operator: v.optional(v.nullable(line(200)), null),
  operatorId: known(word),
  zone: v.nullable(v.pipe(line(MAX_ZONE), checkedBy(zoneProblem))),
  zoneAliases: known(v.pipe(v.array(line(MAX_ZONE)), v.maxLength(50))),
  scope: v.pipe(v.array(v.picklist(['ip4', 'ip6', 'domain'])), v.maxLength(3)),
  kind: v.optional(v.picklist(['block', 'policy', 'informational', 'allow']), 'block'),
  severity: v.optional(severity, 'minor'),
  access: v.optional(v.picklist(['open', 'key', 'registration', 'paid']), 'open'),
  status: v.optional(v.picklist(['active', 'unknown', 'dead']), 'active'),
  use: known(v.picklist(['default', 'own-resolver', 'opt-in', 'info', 'off'])),
  limits: known(v.object({ perSecond: known(amount), perDay: known(amount), perMonth: known(amount) })),
  ask: known(v.literal('organisational')),
  usedBy: known(v.pipe(v.array(line(100)), v.maxLength(50))),
  codes: v.optional(v.pipe(v.array(CodeSchema), v.maxLength(300)), []),
  refusals: v.optional(
    v.pipe(v.array(v.object({ match: refusalMatch, means: v.optional(line(500), 'refused') })), v.maxLength(100)),
    [],
  ),
  testListed: test,
  testUnlisted: test,
  testListed6: test,
  supersededBy: known(line(64)),
  keyedAs: known(line(64)),
  lookupUrl: known(https),
  delistUrl: known(https),
  delistHow: known(line(1000)),
  typicalDelistTime: known(line(300)),
  selfExpires: known(line(300)),
  paidRemoval: known(v.boolean()),
  removal: known(RemovalSchema),
  expiry: known(ExpirySchema),
  note: known(line(1000)),
  confidence: known(v.picklist(['high', 'medium', 'low'])),
  died: known(line(100)),
  why: known(line(500)),
  checkedOn: known(line(20)),
});

const FileSchema = v.pipe(
  v.array(ListSchema, worded(EXPECTED_LISTS)),
  v.minLength(1, worded(NO_LISTS)),
  v.maxLength(MAX_LISTS),
);

const EFFECT_OF_KIND = { block: 'listed', policy: 'policy', informational: 'info', allow: 'good' } as const;

/** A file of lists, or the first thing wrong with it: the path of the value and what was expected there. */
export function parseLists(json: unknown): Parsed<readonly List[]> {
  const result = v.safeParse(FileSchema, json, { abortEarly: true });
  if (!result.success) return problem(wrongLists(json));
  const seen = new Set<string>();
  for (const [index, { id }] of result.output.entries()) {
    if (seen.has(id)) return problem(within(`[${index}].id`, idTwice(MASK)));
    seen.add(id);
  }
  return parsed(result.output.map(complete));
}

/** The first thing wrong, in every language; our own messages know theirs. */
function wrongLists(json: unknown): Text {
  const issueIn = (lang: string) => v.safeParse(FileSchema, json, { abortEarly: true, lang }).issues?.[0];
  const issue = issueIn('en');
  const said = issue === undefined ? null : valibotText(issue);
  const whole = said ?? inEach((language) => issueIn(language)?.message ?? '');
  // The name of a zone may have a key in it.
  const text = withoutValue(whole, issue?.input, isPlainAddress) ?? expectedValue(null, MASK);
  return inEach((language) => {
    const path = (issue?.path ?? [])
      .map(({ key }) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
      .join('');
    return printable(`${path === '' ? WHOLE_FILE[language] : path}: ${text[language]}`, 400);
  });
}

/** Null where the message is our own. */
function valibotText({ message, type, requirement, expected, received }: v.BaseIssue<unknown>): Text | null {
  if (!message.startsWith('Invalid ')) return null;
  if (type === 'max_length') return expectedAtMost(String(requirement), received);
  if (received === 'undefined') return NO_VALUE;
  return expectedValue(expected === null ? null : expected.replaceAll('"', ''), received);
}

type Entry = v.InferOutput<typeof ListSchema>;

function complete(entry: Entry): List {
  const { kind, codes, limits, zone, confidence, ...more } = entry;
  const { delistUrl, delistHow, typicalDelistTime, selfExpires, paidRemoval, ...rest } = more;
  const completed = {
    ...rest,
    kind,
    zone: zone === null ? null : canonicalZone(zone),
    name: entry.name ?? entry.id,
    operatorId: entry.operatorId ?? operatorSlug(entry.operator ?? entry.id),
    codes: codes.map((code) => present({ ...code, effect: code.effect ?? EFFECT_OF_KIND[kind] })),
    ...defined({
      limits: limits === null || limits === undefined ? undefined : present(limits),
      removal: entry.removal ?? readRemoval({ delistUrl, delistHow, typicalDelistTime, paidRemoval }),
      expiry: entry.expiry ?? readExpiry(selfExpires),
      confidence: confidence === 'low' ? ('low' as const) : undefined,
    }),
  };
  return { ...present(completed), operator: entry.operator, zone: completed.zone };
}

const canonicalZone = (zone: string): string => zone.toLowerCase().replace(/\.$/, '');

type Present<T> = { [K in keyof T as null extends T[K] ? never : undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as null extends T[K] ? K : undefined extends T[K] ? K : never]?: NonNullable<T[K]>;
};

/** Without the members that are null or undefined: absent is the one way to say "not known". */
const present = <T extends object>(value: T): Present<T> =>
  Object.fromEntries(Object.entries(value).filter(([, part]) => part !== null && part !== undefined)) as Present<T>;
