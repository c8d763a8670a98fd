/**
 * What a receiver looks at before it reads a request, tested before we advise to send one: each receiver's own (`asks`), and no
 * listing on the lists that feed it. A request is prepared once all of them hold.
 */
import type { Diagnosis } from '../bounce/diagnosis.ts';
import { parseAddress } from '../model/address.ts';
import { defined } from '../model/defined.ts';
import type { Evidence } from '../model/finding.ts';
import { spfFacts } from './live.ts';
import type { Fact, FactId, LiveChecks } from './live-checks.ts';
import { REQUIREMENTS, type RequestTo, type Requirement } from './requests.ts';
import { judgeKeys } from './signatures.ts';
import type { DiagnosedSender } from './subject.ts';
import { type Why, whyOf } from './why.ts';
import { ADDRESS_UNKNOWN, DOMAIN_UNKNOWN, GREETING_UNSEEN, NOT_TESTED, WEBSITE_UNSEEN } from './words.ts';

export type Precondition = Why & {
  readonly id: Requirement | `list:${string}`;
  /** `unmet`: to be corrected before asking. `unknown`: could not be tested from here. */
  readonly status: 'met' | 'unmet' | 'unknown';
  readonly evidence: readonly Evidence[];
  /** Of SPF that is not met: the record with the address in it, where the one of today can be read. */
  readonly publish?: string;
};

/**
 * What is no obstacle where it cannot be seen from here: port 25 is closed on most networks, few reports show the greeting, and no
 * query shows who is behind a website.
 */
const OFTEN_UNSEEN: readonly Precondition['id'][] = ['postmaster', 'helo', 'website'];
export const isOftenUnseen = ({ id }: Pick<Precondition, 'id'>): boolean => OFTEN_UNSEEN.includes(id);

/** Whether a request can be sent. */
export const mayAsk = (preconditions: readonly Precondition[]): boolean =>
  preconditions.every((one) => one.status === 'met' || (one.status === 'unknown' && isOftenUnseen(one)));

/** What a receiver looks at, in the order in which it is tested. */
const listsOf = ({ listedBy }: Diagnosis, { about, feeds }: RequestTo): readonly string[] =>
  (about === 'resolver' ? [listedBy ?? ''] : feeds).filter((id) => id !== '');

/** Each by its name, where nothing was looked at. */
export function untestedOf(diagnosis: Diagnosis, request: RequestTo): readonly Precondition[] {
  const ids: readonly Precondition['id'][] = [
    ...REQUIREMENTS.filter((one) => request.asks.includes(one)),
    ...listsOf(diagnosis, request).map((id) => `list:${id}` as const),
  ];
  return ids.map((id) => ({
    id,
    status: 'unknown',
    ...whyOf(id === 'website' ? WEBSITE_UNSEEN : NOT_TESTED),
    evidence: [],
  }));
}

/** What is known of the sender, to be reported in a request as well. */
export type SenderState = {
  readonly ptr: readonly Fact[];
  readonly spf: readonly Fact[];
  readonly preconditions: readonly Precondition[];
};

export async function senderStateOf(
  diagnosis: Diagnosis,
  request: RequestTo,
  subject: DiagnosedSender,
  asking: LiveChecks,
): Promise<SenderState> {
  const { ip, domain } = subject;
  const lists = listsOf(diagnosis, request);
  const isAsked = (one: Requirement): boolean => request.asks.includes(one);
  const [ptr, spf, ...rest] = await Promise.all([
    ip === undefined || !isAsked('reverse-dns') ? [] : asking.ptr(ip),
    isAsked('spf') ? spfFacts(subject, asking) : [],
    ...(isAsked('dkim') ? [signed(diagnosis, subject, asking)] : []),
    ...(isAsked('dmarc') ? [dmarc(subject, asking)] : []),
    ...(isAsked('helo') ? [greeting(diagnosis, ip, asking)] : []),
    ...(isAsked('website') ? [WEBSITE] : []),
    ...(isAsked('postmaster') ? [postmaster(domain, asking)] : []),
    ...lists.map((id) => unlisted(id, ip, asking)),
  ]);
  const own: readonly Precondition[] = [
    ...(isAsked('reverse-dns') ? [of('reverse-dns', ptr, 'ptr.generic')] : []),
    ...(isAsked('static-address') ? [fixedAddress(ptr)] : []),
    ...(isAsked('spf') ? [{ ...of('spf', spf), ...defined({ publish: withAddress(spf, ip) }) }] : []),
  ];
  return { ptr, spf, preconditions: [...own, ...rest] };
}

/** A published key proves no signature; without one there is none. Which key it is, only a signature or the reader says. */
async function signed(diagnosis: Diagnosis, subject: DiagnosedSender, asking: LiveChecks): Promise<Precondition> {
  const { verdict, isInOrder, why, translated, evidence } = await judgeKeys(diagnosis, subject, asking);
  const status = verdict === 'confirmed now' ? 'unmet' : isInOrder === true ? 'met' : 'unknown';
  return { id: 'dkim', status, why, translated, evidence };
}

async function dmarc({ headerFrom }: DiagnosedSender, asking: LiveChecks): Promise<Precondition> {
  if (headerFrom === undefined) return { id: 'dmarc', status: 'unknown', ...whyOf(DOMAIN_UNKNOWN), evidence: [] };
  return of('dmarc', await asking.dmarc(headerFrom));
}

/** By its reverse name, as receivers judge it: what DNS does not say, nobody outside knows. */
function fixedAddress(ptr: readonly Fact[]): Precondition {
  const generic = ptr.find(({ id }) => id === 'ptr.generic');
  if (generic !== undefined) return of('static-address', [generic], 'ptr.generic');
  const named = ptr.filter(({ status }) => status === 'pass');
  const one = of('static-address', named.length > 0 ? named : ptr);
  return one.status === 'unmet' ? { ...one, status: 'unknown' } : one;
}

/** The name that the reporting server gives itself, or the one that the refusal is about. */
async function greeting(
  { reportedBy, checks, host }: Diagnosis,
  ip: string | undefined,
  asking: LiveChecks,
): Promise<Precondition> {
  const name = reportedBy ?? (checks.includes('helo') ? host : undefined);
  if (name === undefined) return { id: 'helo', status: 'unknown', ...whyOf(GREETING_UNSEEN), evidence: [] };
  return of('helo', await asking.helo(name, ip));
}

const WEBSITE: Precondition = { id: 'website', status: 'unknown', ...whyOf(WEBSITE_UNSEEN), evidence: [] };

async function postmaster(domain: string | undefined, asking: LiveChecks): Promise<Precondition> {
  if (domain === undefined) return { id: 'postmaster', status: 'unknown', ...whyOf(DOMAIN_UNKNOWN), evidence: [] };
  return { id: 'postmaster', ...(await asking.postmaster(domain)) };
}

const unlisted = async (id: string, ip: string | undefined, asking: LiveChecks): Promise<Precondition> =>
  of(`list:${id}`, ip === undefined ? [] : await asking.list(id, ip));

/** `alsoIll`: a warning that a receiver takes for a fault. */
function of(id: Precondition['id'], facts: readonly Fact[], alsoIll?: FactId): Precondition {
  const ill = facts.find((fact) => fact.status === 'fail' || fact.id === alsoIll || isBad(fact));
  const deciding = ill ?? facts.find(({ status }) => status === 'unknown') ?? facts[0];
  if (deciding === undefined) return { id, status: 'unknown', ...whyOf(ADDRESS_UNKNOWN), evidence: [] };
  const { summary, translated, evidence, status } = deciding;
  return {
    id,
    status: ill !== undefined ? 'unmet' : status === 'unknown' ? 'unknown' : 'met',
    why: summary,
    translated,
    evidence,
  };
}

/** A listing and a neutral SPF are warnings at the most, and still no recommendation. */
const isBad = ({ id, status }: Fact): boolean => status === 'warn' && (id.startsWith('dnsbl.') || id === 'spf.neutral');

const NOT_NAMED: readonly FactId[] = ['spf.not-authorised', 'spf.softfail', 'spf.neutral', 'spf.none'];
/** A record of plain words, as it can be shown and copied. */
const RECORD = /^v=spf1((?: [\x21-\x7e]{1,200}){0,60})$/i;

/** The first term that matches decides (RFC 7208 section 4.6.2), so what is behind the address does not matter. */
function withAddress(facts: readonly Fact[], ip: string | undefined): string | undefined {
  const fact = facts.find(({ id }) => NOT_NAMED.includes(id));
  const address = ip === undefined ? undefined : parseAddress(ip);
  if (fact === undefined || address?.ok !== true) return undefined;
  const term = `ip${address.value.family}:${address.value.text}`;
  if (fact.id === 'spf.none') return `v=spf1 ${term} ~all`;
  const records = fact.evidence.flatMap(({ type, answers }) => (type === 'TXT' ? answers : []));
  const terms = records.flatMap((text) => RECORD.exec(text)?.[1] ?? [])[0];
  return terms === undefined ? undefined : `v=spf1 ${term}${terms}`;
}
