/**
 * The cure for a result that is not "pass": the smallest edit of the present record with which the address passes while
 * evaluating the whole record stays within ten lookups. No edit is offered that has not been evaluated, in place of the
 * record that DNS serves now.
 */
import type { Answer, Question, RecordType, Resolver, Txt } from '../dns/answer.ts';
import { canonicalName } from '../model/domain.ts';
import { createAsker, type Limits, type SpfPorts } from './budget.ts';
import { type Draft, present, recordText, repaired, spfLike, withAddress, withoutDead, withoutWaste } from './edits.ts';
import { checkHost, type SpfQuery } from './evaluate.ts';
import { deadBranches, dearest } from './lint.ts';
import { everySurvey, type Survey, surveyDomain } from './survey.ts';
import type { SpfWord } from './tree.ts';
import { changeBatch, splitStrings, zoneLine } from './zone-line.ts';

export type Flattening = {
  readonly text: string;
  /** Lookups saved by writing out what the include holds. */
  readonly cost: number;
  readonly networks: number;
  readonly octets: number;
  /** False where a part of it (a, mx, exists, macros) cannot be written out as networks. */
  readonly whole: boolean;
};

export type Proposal =
  | {
      readonly kind: 'edit';
      readonly record: string;
      readonly zoneLine: string;
      /** Null where the other TXT records of the name are too large to carry along. */
      readonly changeBatch: string | null;
      readonly changes: readonly string[];
      /** Lookups that the whole record then takes. */
      readonly cost: number;
    }
  | { readonly kind: 'over-limit'; readonly cost: number; readonly includes: readonly Flattening[] }
  | { readonly kind: 'none'; readonly why: string };

type Ailment = {
  /** Null for a domain without an address: its record is only made sound again. */
  readonly query: SpfQuery | null;
  readonly survey: Survey;
  /** What the present record says about the address. */
  readonly result: SpfWord;
};

export async function proposeEdit(ailment: Ailment, ports: SpfPorts, limits: Limits): Promise<Proposal> {
  const { problem } = ailment.survey;
  // What stands there now is not known, so nothing can be said to replace it.
  if (problem?.kind === 'temperror') return { kind: 'none', why: problem.why };
  const asker = createAsker(ports, limits.ms);
  const proof = { ...ailment, ports: { resolver: asker, clock: ports.clock }, limits };
  const proposal = await firstProved(proof);
  asker.close();
  return proposal;
}

type Proof = Ailment & { readonly ports: SpfPorts; readonly limits: Limits };

type Step = (draft: Draft, survey: Survey, origin: Survey) => Draft;

/** From the smallest to the most drastic; each keeps what the ones before did. */
const STEPS: readonly Step[] = [
  (draft) => draft,
  (draft, _, origin) => repaired(draft, origin),
  (draft, survey) => withoutDead(draft, survey),
  (draft) => withoutWaste(draft),
];

async function firstProved(proof: Proof): Promise<Proposal> {
  const { survey: origin, limits } = proof;
  let draft = present(origin);
  let survey = origin;
  let why = '';
  const tried = new Set<string>();
  for (const step of STEPS) {
    draft = step(draft, survey, origin);
    if (tried.has(recordText(draft))) continue;
    tried.add(recordText(draft));
    survey = await surveyDomain(origin.domain, served(draft, proof));
    for (const candidate of candidates(draft, proof)) {
      const proved = await prove(candidate, survey, proof);
      if (typeof proved !== 'string') return proved;
      why = proved;
    }
  }
  if (survey.cost <= limits.lookups) return { kind: 'none', why };
  return { kind: 'over-limit', cost: survey.cost, includes: flattenings(survey) };
}

/** The draft if it changes anything, and with the address on top. */
function candidates(draft: Draft, { query }: Proof): readonly Draft[] {
  const plain = draft.changes.length === 0 ? [] : [draft];
  return query === null ? plain : [...plain, withAddress(draft, query.address)];
}

/** The edit, if the address passes with it and the rest is sound; else why not. */
async function prove(draft: Draft, survey: Survey, proof: Proof): Promise<Proposal | string> {
  const { query, limits, ports, result } = proof;
  const unread = [...everySurvey(survey)].find(({ at }) => at.problem?.kind === 'temperror');
  const dead = result === 'permerror' ? deadBranches(survey)[0] : undefined;
  const hindrance = survey.problem ?? unread?.at.problem ?? dead?.at.problem;
  if (hindrance !== null && hindrance !== undefined) return hindrance.why;
  if (survey.cost > limits.lookups) return `the whole record takes ${survey.cost} lookups`;
  const after = query === null ? null : await checkHost(query, { ...ports, resolver: served(draft, proof) }, limits);
  if (after !== null && (after.result !== 'pass' || after.doubt !== null)) return after.doubt ?? after.reason;
  const record = recordText(draft);
  const owner = ownerOf(proof.survey);
  return {
    kind: 'edit',
    record,
    zoneLine: zoneLine(owner, record),
    changeBatch: changeBatch(owner, record, neighbours(proof.survey)),
    changes: draft.changes,
    cost: survey.cost,
  };
}

/** Where the record stands: at the end of the CNAME chain, if a host can be called that. */
function ownerOf({ domain, answer }: Survey): string {
  const end = answer === null || answer.kind === 'failed' ? undefined : answer.chain.at(-1);
  return end !== undefined && /^[a-z0-9._-]+$/i.test(end) ? canonicalName(end) : canonicalName(domain);
}

/** The other TXT records of the name, as they are. */
function neighbours({ answer }: Survey): readonly (readonly string[])[] {
  const records = answer?.kind === 'records' ? answer.records : [];
  const replaced = new Set(spfLike(records));
  return records
    .filter((record) => !replaced.has(record))
    .map(({ strings }) => strings.map((part) => Buffer.from(part).toString('latin1')));
}

/** DNS as it would be with the draft published. */
function served(draft: Draft, { ports, survey: { domain } }: Proof): Resolver {
  const text = recordText(draft);
  const record: Txt = { strings: splitStrings(text).map((part) => Buffer.from(part, 'latin1')), text };
  const ask = async <T extends RecordType>(question: Question<T>): Promise<Answer<T>> => {
    if (question.type !== 'TXT' || canonicalName(question.name) !== canonicalName(domain))
      return ports.resolver.ask(question);
    const trace = {
      name: question.name,
      type: question.type,
      resolver: '-',
      rcode: 'NOERROR',
      at: ports.clock.now(),
      rttMs: 0,
    };
    return { kind: 'records', records: [record], chain: [], ttl: 0, trace } as Answer<RecordType> as Answer<T>;
  };
  return { ask };
}

/** What each include of the record would become as plain networks, dearest first. */
function flattenings(top: Survey): readonly Flattening[] {
  return dearest(top).flatMap(({ branch, cost }) => {
    if (branch.survey === null) return [];
    const terms = [...everySurvey(branch.survey)].flatMap(({ at }) => at.record?.terms ?? []);
    const directives = terms.filter((term) => term.kind === 'directive');
    const networks = directives.filter(({ mechanism, qualifier }) => 'network' in mechanism && qualifier === '+');
    const octets = networks.reduce((sum, { text }) => sum + text.length + 1, 0);
    const plain = ['ip4', 'ip6', 'include', 'all'];
    const whole = directives.every(({ mechanism }) => plain.includes(mechanism.name));
    return [{ text: branch.text, cost, networks: networks.length, octets, whole }];
  });
}
