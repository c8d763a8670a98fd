/**
 * THE TABLE of the lookups' findings: every id that a lookup of its own can say, and how it weighs. What the checks say
 * (`shared/model/findings/`) appears in the results of `ptr:`, `spf:` and `blacklist:` under its own id. Where no resolver is
 * sound, any of them is `unknown`.
 */
import { type RecordType, TYPES } from '../../dns/rdata.ts';
import type { FindingId } from '../../model/findings/index.ts';
import type { EachOf, Severity, Status } from '../../model/weight.ts';
import {
  fail,
  failOrUnknown,
  failOrWarn,
  type LookupEntry,
  notPass,
  OWN_FINDINGS,
  pass,
  unknown,
  warn,
} from './own-findings.ts';

type AfterDot<I> = I extends `${string}.${infer W}` ? W : never;

/** The same findings said by several commands. */
type Family<C extends string, T> = {
  readonly [I in `${C}.${keyof T & string}`]: T[AfterDot<I> & keyof T];
};

const family = <C extends string, const T extends Readonly<Record<string, LookupEntry>>>(
  commands: readonly C[],
  entries: T,
) =>
  Object.fromEntries(
    commands.flatMap((command) => Object.entries(entries).map(([what, entry]) => [`${command}.${what}`, entry])),
  ) as Family<C, T>;

/** Types without a lookup of their own here: reverse names and SPF are what the checks say. */
const OTHERWISE = ['PTR', 'SPF', 'TLSA'] as const satisfies readonly RecordType[];

type LookedUpType = Exclude<RecordType, (typeof OTHERWISE)[number]>;

const isLookedUp = (type: RecordType): type is LookedUpType => !OTHERWISE.some((one) => one === type);

/** The lookup of a record type is called by its name, and what can be said of any record needs no line here. */
const RECORDS = family(TYPES.filter(isLookedUp).map(lowercase), {
  found: pass,
  missing: notPass,
  unknown,
  'zone-twice': fail,
});

function lowercase<T extends RecordType>(type: T): Lowercase<T> {
  return type.toLowerCase() as Lowercase<T>;
}

/** A host to its addresses. */
const REACHED = family(['smtp', 'tcp', 'ping', 'trace', 'http', 'https', 'blacklist', 'bimi', 'mta-sts', 'whois'], {
  unknown,
  'not-all': unknown,
  'no-address': fail,
});

/** A connection that was not made, or did not come about. */
const CONNECTED = family(['smtp', 'tcp', 'http', 'https', 'bimi', 'mta-sts', 'whois'], {
  'not-connected': unknown,
  'port-25': unknown,
  closed: fail,
  'no-tls': failOrUnknown,
  unreachable: unknown,
});

const CERTIFIED = family(['smtp', 'http', 'https', 'mta-sts'], {
  certificate: pass,
  'certificate-missing': failOrWarn,
  'certificate-date': failOrWarn,
  'certificate-expired': failOrWarn,
  'certificate-expiring': warn,
  'certificate-name': failOrWarn,
  'certificate-untrusted': failOrWarn,
});

const WEB = family(['http', 'https'], {
  status: notPass,
  slow: warn,
  redirect: fail,
  downgrade: fail,
  unencrypted: warn,
  hsts: pass,
  'no-hsts': warn,
});

/** A record of one kind among the TXT records, and its near misses. */
const PUBLISHED = family(['dmarc', 'dkim', 'bimi', 'mta-sts', 'tls-rpt'], {
  unknown,
  missing: notPass,
  'no-domain': fail,
  several: fail,
  mangled: fail,
  unrecognised: fail,
  'alias-meant': fail,
  'no-underscore': fail,
  'at-apex': fail,
  'zone-twice': fail,
  'blank-first': warn,
});

const REGISTERED = family(['whois', 'arin'], {
  found: pass,
  absent: fail,
  unknown,
  expired: fail,
  expiring: warn,
  hold: fail,
  reverse: pass,
  'krnic-unknown': unknown,
});

export const LOOKUP_FINDINGS = {
  ...RECORDS,
  ...REACHED,
  ...CONNECTED,
  ...CERTIFIED,
  ...WEB,
  ...PUBLISHED,
  ...REGISTERED,
  ...OWN_FINDINGS,
};

type Table = typeof LOOKUP_FINDINGS;

/** What a lookup says of its own. */
export type OwnFindingId = keyof Table;

/** What can be in the result of a lookup. */
export type LookupFindingId = OwnFindingId | FindingId;

/** What of a command's own: `found` of `a.found`. */
export type OwnIdOf<C extends string> = AfterDot<Extract<OwnFindingId, `${C}.${string}`>>;

type BeforeDot<I, W extends string> = I extends `${infer C}.${W}` ? C : never;

/** The commands that say it, which are those that a part that says it can work for. */
export type CommandSaying<W extends string> = BeforeDot<OwnFindingId, W>;

type CommandIn<T> = keyof T extends infer I ? (I extends `${infer C}.${string}` ? C : never) : never;

export type ReachingCommand = CommandIn<typeof REACHED>;
export type ConnectingCommand = CommandIn<typeof CONNECTED>;
/** What a certificate is, behind `certificate`. */
export type CertificateWord = keyof typeof CERTIFIED extends infer I
  ? I extends `${string}.certificate${infer W}`
    ? W
    : never
  : never;
export type CertifiedCommand = CommandIn<typeof CERTIFIED>;
export type WebCommand = CommandIn<typeof WEB>;
export type PublishedCommand = CommandIn<typeof PUBLISHED>;
export type RegistryCommand = CommandIn<typeof REGISTERED>;

/** The one status of a finding, or those that it may have. */
export type LookupStatus<I extends OwnFindingId> = EachOf<Table[I]['status']>;

const USUAL_SEVERITY: Readonly<Record<Status, Severity>> = {
  pass: 'info',
  unknown: 'info',
  warn: 'minor',
  fail: 'major',
};

const isOwn = (id: LookupFindingId): id is OwnFindingId => Object.hasOwn(LOOKUP_FINDINGS, id);

/** Of a finding that says none of its own. What is not known weighs nothing, whatever it would have been. */
export function lookupSeverity(id: LookupFindingId, status: Status): Severity {
  const entry: LookupEntry | null = isOwn(id) ? LOOKUP_FINDINGS[id] : null;
  return entry === null || entry.severity === 'usual' || entry.status !== status
    ? USUAL_SEVERITY[status]
    : entry.severity;
}
