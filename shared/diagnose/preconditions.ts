/**
 * What a receiver checks before it reads a request, tested before we advise to send one: a confirmed reverse name, SPF that
 * passes, a postmaster address that takes mail, and no listing on the lists that feed the receiver. A request that one of these would
 * refute is not prepared at all.
 */
import type { Diagnosis } from '../bounce/diagnosis.ts';
import { parseAddress } from '../model/address.ts';
import { defined } from '../model/defined.ts';
import type { Evidence } from '../model/finding.ts';
import { spfFacts } from './live.ts';
import type { Fact, FactId, LiveChecks } from './live-checks.ts';
import type { RequestTo } from './requests.ts';
import type { DiagnosedSender } from './subject.ts';
import { type Why, whyOf } from './why.ts';
import { ADDRESS_UNKNOWN, DOMAIN_UNKNOWN } from './words.ts';

export type Precondition = Why & {
  readonly id: 'reverse-dns' | 'spf' | 'postmaster' | `list:${string}`;
  /** `unmet`: to be corrected before asking. `unknown`: could not be tested from here. */
  readonly status: 'met' | 'unmet' | 'unknown';
  readonly evidence: readonly Evidence[];
  /** Of SPF that is not met: the record with the address in it, where the one of today can be read. */
  readonly publish?: string;
};

/** What is known of the sender, to be reported in a request as well. */
export type SenderState = {
  readonly ptr: readonly Fact[];
  readonly spf: readonly Fact[];
  readonly preconditions: readonly Precondition[];
};

export async function senderStateOf(
  diagnosis: Diagnosis,
  { about, feeds }: RequestTo,
  subject: DiagnosedSender,
  asking: LiveChecks,
): Promise<SenderState> {
  const { ip, domain } = subject;
  if (about === 'domain') return { ptr: [], spf: [], preconditions: [await postmaster(domain, asking)] };
  const lists = (about === 'resolver' ? [diagnosis.listedBy ?? ''] : feeds).filter((id) => id !== '');
  const [ptr, spf, ...rest] = await Promise.all([
    ip === undefined || about === 'resolver' ? [] : asking.ptr(ip),
    about === 'resolver' ? [] : spfFacts(subject, asking),
    ...(about === 'resolver' ? [] : [postmaster(domain, asking)]),
    ...lists.map((id) => unlisted(id, ip, asking)),
  ]);
  const own =
    about === 'resolver'
      ? []
      : [of('reverse-dns', ptr, 'ptr.generic'), { ...of('spf', spf), ...defined({ publish: withAddress(spf, ip) }) }];
  return { ptr, spf, preconditions: [...own, ...rest] };
}

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
