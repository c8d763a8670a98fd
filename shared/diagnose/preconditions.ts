/**
 * What a receiver looks at before it hears anybody, tested before anybody is sent to its form: a confirmed reverse name, SPF that
 * passes, a postmaster who can be answered, and no listing on what feeds the receiver. A request that one of these would
 * refute is not prepared at all.
 */
import type { Diagnosis } from '../bounce/diagnosis.ts';
import type { Evidence } from '../model/finding.ts';
import type { Fact, FactId, LiveChecks } from './asking.ts';
import { NAME_ADDRESS, NAME_DOMAIN, spfFacts } from './live.ts';
import type { RequestTo } from './requests.ts';
import type { DiagnosedSender } from './subject.ts';

export type Precondition = {
  readonly id: 'reverse-dns' | 'spf' | 'postmaster' | `list:${string}`;
  /** `unmet`: to be corrected before asking. `unknown`: could not be tested from here. */
  readonly status: 'met' | 'unmet' | 'unknown';
  /** One line: what was found, or why it could not be tested. */
  readonly why: string;
  readonly evidence: readonly Evidence[];
};

/** What is known of the sender, to be told in a request as well. */
export type SenderStanding = {
  readonly ptr: readonly Fact[];
  readonly spf: readonly Fact[];
  readonly preconditions: readonly Precondition[];
};

export async function standingOf(
  diagnosis: Diagnosis,
  { about, feeds }: RequestTo,
  subject: DiagnosedSender,
  asking: LiveChecks,
): Promise<SenderStanding> {
  const { ip, domain } = subject;
  if (about === 'domain') return { ptr: [], spf: [], preconditions: [await postmaster(domain, asking)] };
  const lists = (about === 'resolver' ? [diagnosis.listedBy ?? ''] : feeds).filter((id) => id !== '');
  const [ptr, spf, ...rest] = await Promise.all([
    ip === undefined || about === 'resolver' ? [] : asking.ptr(ip),
    about === 'resolver' ? [] : spfFacts(subject, asking),
    ...(about === 'resolver' ? [] : [postmaster(domain, asking)]),
    ...lists.map((id) => unlisted(id, ip, asking)),
  ]);
  const own = about === 'resolver' ? [] : [of('reverse-dns', ptr, 'ptr.generic'), of('spf', spf)];
  return { ptr, spf, preconditions: [...own, ...rest] };
}

const NO_ADDRESS = `the sending address is not known; ${NAME_ADDRESS}`;

async function postmaster(domain: string | undefined, asking: LiveChecks): Promise<Precondition> {
  if (domain === undefined)
    return {
      id: 'postmaster',
      status: 'unknown',
      why: `the sending domain is not known; ${NAME_DOMAIN}`,
      evidence: [],
    };
  return { id: 'postmaster', ...(await asking.postmaster(domain)) };
}

const unlisted = async (id: string, ip: string | undefined, asking: LiveChecks): Promise<Precondition> =>
  of(`list:${id}`, ip === undefined ? [] : await asking.list(id, ip));

/** `alsoIll`: a warning that a receiver takes for a fault. */
function of(id: Precondition['id'], facts: readonly Fact[], alsoIll?: FactId): Precondition {
  const ill = facts.find((fact) => fact.status === 'fail' || fact.id === alsoIll || isBad(fact));
  const deciding = ill ?? facts.find(({ status }) => status === 'unknown') ?? facts[0];
  if (deciding === undefined) return { id, status: 'unknown', why: NO_ADDRESS, evidence: [] };
  const { summary, evidence, status } = deciding;
  return {
    id,
    status: ill !== undefined ? 'unmet' : status === 'unknown' ? 'unknown' : 'met',
    why: summary,
    evidence,
  };
}

/** A listing and a neutral SPF are warnings at the most, and still no recommendation. */
const isBad = ({ id, status }: Fact): boolean => status === 'warn' && (id.startsWith('dnsbl.') || id === 'spf.neutral');
