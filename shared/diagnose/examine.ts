/**
 * Diagnoses made offline -> the same with what is true today: each cause checked live, the preconditions of asking a receiver
 * tested, and the request prepared. All diagnoses of a command or a request are looked at together, so that a hundred
 * bounces about one address ask once.
 */
import type { Diagnosis, Live } from '../bounce/diagnosis.ts';
import { type KnownSender, remedyFor } from '../bounce/remedies.ts';
import { doubtAbout } from '../dns/soundness.ts';
import type { List } from '../dnsbl/list.ts';
import { LISTS } from '../dnsbl/lists.ts';
import { defined } from '../model/defined.ts';
import { parseDomain } from '../model/domain.ts';
import { valueSeen } from '../model/finding.ts';
import type { Text } from '../model/language.ts';
import { caseIdIn, type DiagnosisLink, linksOf, removalPage } from './links.ts';
import { checksOf, listSubject, liveOf } from './live.ts';
import { createAsking, type DiagnosePorts, type Fact } from './live-checks.ts';
import { type OverallVerdict, overallVerdict } from './overall.ts';
import { type Precondition, senderStateOf, untestedOf } from './preconditions.ts';
import { type PreparedRequest, prepare } from './request-text.ts';
import { type RequestTo, requestTo } from './requests.ts';
import { type DiagnosedSender, type Sender, subjectOf } from './subject.ts';
import { whyOf } from './why.ts';

export type Examined = Diagnosis & {
  /** What the commands of the advice are filled in with. */
  readonly known: KnownSender;
  /** Empty where no request is to be made; each unknown where nothing was tested (`--offline`). */
  readonly preconditions: readonly Precondition[];
  /** Over all that was tested. */
  readonly verdict: OverallVerdict;
  /** In the order in which to follow them. */
  readonly links: readonly DiagnosisLink[];
  /** Under which the receiver has the refusal. */
  readonly caseId?: string;
  /** Once every precondition holds. */
  readonly request?: PreparedRequest;
};

export type { DiagnosePorts, Sender };

/** DNS questions for one call, whatever was handed in. */
const MOST_QUESTIONS = 500;

export function unexamined(diagnosis: Diagnosis, sender: Sender): Examined {
  const request = requestTo(diagnosis);
  const preconditions = request === undefined ? [] : untestedOf(diagnosis, request);
  return { ...advised(diagnosis, sender, LISTS), preconditions, verdict: 'not tested' };
}

/** With the remedy and the links for the list that has the address, where that is known. */
function advised(
  diagnosis: Diagnosis,
  sender: Sender,
  table: readonly List[],
  { ptr = [], live = [] }: { readonly ptr?: readonly Fact[]; readonly live?: readonly Live[] } = {},
): Omit<Examined, 'verdict'> {
  const { ip, domain } = subjectOf(diagnosis, sender);
  const elasticIp = ip === undefined ? undefined : sender.elasticIps?.get(ip);
  const list = listNamed(diagnosis, live, table);
  const name = diagnosis.reportedBy ?? ownName(ptr);
  const known: KnownSender = { ip, domain, name, elasticIp, list: list?.name };
  const remedy = remedyFor(remedyOnList(diagnosis, list), known);
  const links = linksOf({ ...diagnosis, remedy }, list);
  // The page of a remedy for any list is that of this one.
  const url = remedy.url ?? (list === undefined ? undefined : removalPage(list));
  return {
    ...diagnosis,
    live,
    known,
    remedy: { ...remedy, ...defined({ url }) },
    links,
    ...caseIdIn(diagnosis),
    preconditions: [],
  };
}

/** The list that the refusal names, or one that has the address now. */
function listNamed({ listedBy }: Diagnosis, live: readonly Live[], table: readonly List[]): List | undefined {
  const confirmed = live.find(({ check, verdict }) => check.startsWith('dnsbl:') && verdict === 'confirmed now');
  const ids = [listedBy, confirmed?.check.slice('dnsbl:'.length)];
  return ids.flatMap((id) => [...table, ...LISTS].find((list) => list.id === id) ?? [])[0];
}

/** Where the list is known, nobody needs to find it. */
function remedyOnList({ remedy }: Diagnosis, list: List | undefined): Pick<Diagnosis['remedy'], 'id'> {
  if (remedy.id !== 'blocklist' || list === undefined) return remedy;
  return { id: list.removal?.kind === 'wait' ? 'blocklist-expires' : 'blocklist-named' };
}

/** The reverse name that DNS has, unless a provider made it from the address. */
function ownName(ptr: readonly Fact[]): string | undefined {
  const deciding = ptr.find(({ id }) => id === 'ptr.confirmed' || id === 'ptr.not-confirmed');
  if (deciding === undefined || ptr.some(({ id }) => id === 'ptr.generic')) return undefined;
  const name = parseDomain(valueSeen({ check: 'ptr', evidence: deciding.evidence })?.split(', ')[0] ?? '');
  return name.ok && name.value.includes('.') ? name.value : undefined;
}

type Planned = {
  readonly diagnosis: Diagnosis;
  readonly subject: DiagnosedSender;
  readonly request: RequestTo | undefined;
};

/** In the order given. */
export async function examine(
  diagnoses: readonly Diagnosis[],
  sender: Sender,
  ports: DiagnosePorts,
  mostQuestions = MOST_QUESTIONS,
): Promise<readonly Examined[]> {
  const planned = diagnoses.map(
    (diagnosis): Planned => ({ diagnosis, subject: subjectOf(diagnosis, sender), request: requestTo(diagnosis) }),
  );
  const asking = createAsking(listedBy(planned), mostQuestions, ports);
  const examined = await Promise.all(
    planned.map(async ({ diagnosis, subject, request }): Promise<Examined> => {
      const [live, senderState, ptr] = await Promise.all([
        liveOf(diagnosis, subject, asking),
        request === undefined ? undefined : senderStateOf(diagnosis, request, subject, asking),
        subject.ip !== undefined && diagnosis.checks.includes('ptr') ? asking.ptr(subject.ip) : [],
      ]);
      const own = advised(diagnosis, sender, ports.table, { ptr: [...ptr, ...(senderState?.ptr ?? [])], live });
      if (request === undefined || senderState === undefined) return { ...own, verdict: overallVerdict(live, []) };
      const listName = ports.table.find(({ id }) => id === diagnosis.listedBy)?.name;
      const prepared = prepare(own, request, subject, senderState, { now: ports.clock.now(), listName });
      const { preconditions } = senderState;
      const verdict = overallVerdict(live, preconditions);
      return { ...own, verdict, preconditions, ...defined({ request: prepared }) };
    }),
  );
  const doubt = doubtAbout(await ports.proofs('again'));
  return doubt === null ? examined : examined.map((one) => doubted(one, doubt));
}

/** A portal may have begun to answer in between: then nothing of what was found is true of the world. */
function doubted({ request: _, ...examined }: Examined, why: Text): Examined {
  const because = whyOf(why);
  return {
    ...examined,
    verdict: 'not visible from here',
    live: examined.live.map(({ isInOrder: _, ...one }) => ({
      ...one,
      verdict: 'cannot be checked from here',
      ...because,
    })),
    preconditions: examined.preconditions.map((one) => ({ ...one, status: 'unknown', ...because })),
  };
}

/** Whom each list will be asked about, for live checks and preconditions alike. */
function listedBy(planned: readonly Planned[]): ReadonlyMap<string, ReadonlySet<string>> {
  const subjects = new Map<string, Set<string>>();
  const note = (id: string, subject: string | undefined): void => {
    if (subject === undefined) return;
    const known = subjects.get(id) ?? new Set<string>();
    subjects.set(id, known.add(subject));
  };
  for (const { diagnosis, subject, request } of planned) {
    for (const check of checksOf(diagnosis))
      if (check.startsWith('dnsbl:')) note(check.slice('dnsbl:'.length), listSubject(diagnosis, subject));
    for (const id of request?.feeds ?? []) note(id, subject.ip);
  }
  return subjects;
}
