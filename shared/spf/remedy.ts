/**
 * The fix for a record that does not allow all its senders: the smallest edit of the present record with which every
 * known sender of the domain passes while evaluating the whole record stays within ten lookups. An edit keeps everything that
 * the owner wrote, and none is offered that has not been evaluated, in place of the record that DNS serves now.
 */
import type { Answer, Question, RecordType, Resolver, Txt } from '../dns/answer.ts';
import { address } from '../model/address.ts';
import { canonicalName } from '../model/domain.ts';
import type { DomainSenders } from '../model/fleet.ts';
import { type Text, within } from '../model/language.ts';
import type { SpfFlattening } from '../model/remedy.ts';
import { printable } from '../model/text.ts';
import { createAsker, type SpfLimits, type SpfPorts } from './budget.ts';
import {
  baseOf,
  type EditDraft,
  type EditedRecord,
  networkTerm,
  recordText,
  withoutTwins,
  withTerms,
} from './edits.ts';
import { checkHost } from './evaluate.ts';
import { deadBranches, dearest } from './lint.ts';
import type { OpenWord } from './mend-record.ts';
import type { Astray } from './near-miss.ts';
import { joined } from './record.ts';
import { everySurvey, type Survey, surveyDomain } from './survey.ts';
import { readTxtSet, seeSet, type TxtSet } from './txt-set.ts';
import { readWhole } from './whole-record.ts';
import {
  EVERY_SENDER_PASSES,
  isAliasOf,
  NEIGHBORS_TOO_LARGE,
  NOTHING_WRONG,
  noFreeName,
  noRecordBehind,
  recordsContradict,
  tooManySenders,
  wholeTakes,
} from './words/edit.ts';
import { NEW_TTL, splitStrings, type TxtChange, txtBatch, txtLine } from './zone-line.ts';

export type Edit = {
  readonly kind: 'edit';
  readonly record: string;
  readonly zoneLine: string;
  /** A record of its own for many senders, which the main one includes: to be published first. */
  readonly includedLine: string | null;
  /** Null where it may not be printed; `unseen` says why. */
  readonly changeBatch: string | null;
  readonly unseen: Text | null;
  /** The command that shows the TXT records of the name. */
  readonly see: string;
  readonly changes: readonly Text[];
  /** Lookups that the whole record then takes. */
  readonly cost: number;
  /** Senders that were seen to pass with it; 0 for a domain of which none is known. */
  readonly senders: number;
  /** Other TXT values at the name, which the batch carries along. */
  readonly neighbours: number;
  readonly isFirst: boolean;
  /** Where the record is published, if the domain is an alias (CNAME). */
  readonly owner: string;
  /** What the edit does not fix: includes without a record. */
  readonly left: readonly Text[];
};

export type Proposal =
  | Edit
  /** Words that cannot be read: a record without them could stop a sender. */
  | { readonly kind: 'unreadable'; readonly words: readonly OpenWord[] }
  | { readonly kind: 'over-limit'; readonly cost: number; readonly includes: readonly SpfFlattening[] }
  | { readonly kind: 'none'; readonly why: Text };

export type Ailment = {
  readonly survey: Survey;
  /** Everyone who is known to send for the domain; null: its record is only made sound again. */
  readonly senders: DomainSenders | null;
  readonly astray: Astray | null;
};

export async function proposeEdit(ailment: Ailment, ports: SpfPorts, limits: SpfLimits): Promise<Proposal> {
  const { survey, senders, astray } = ailment;
  // What is published now is not known, so nothing can replace it.
  if (survey.problem?.kind === 'temperror') return { kind: 'none', why: survey.problem.why };
  if (senders?.whole === false) return { kind: 'none', why: tooManySenders(senders.count) };
  const base = baseOf(survey.answer, astray);
  if (base.refusal !== null) return { kind: 'none', why: recordsContradict(base.refusal) };
  const asker = createAsker(ports, limits.ms);
  const proof = { ...ailment, base, ports: { resolver: asker, clock: ports.clock }, limits };
  const proposal = await firstProved(proof).finally(asker.close);
  if (proposal.kind !== 'proved') return proposal;
  return asEdit(proposal, proof, await readTxtSet(survey.domain, survey.answer, ports.resolver));
}

type Proof = Ailment & { readonly base: EditedRecord; readonly ports: SpfPorts; readonly limits: SpfLimits };

type Candidate = {
  readonly draft: EditDraft;
  /** A second record for many senders. */
  readonly included: { readonly name: string; readonly text: string } | null;
};

type Proved = { readonly kind: 'proved'; readonly candidate: Candidate; readonly survey: Survey };

async function firstProved(proof: Proof): Promise<Proved | Exclude<Proposal, Edit>> {
  const { survey: origin, limits, base } = proof;
  // Where words cannot be read there is no draft but the record as it is: every other one would be without them.
  const drafts = base.open.length > 0 ? [base.draft] : [base.mended, base.draft, withoutTwins(base.mended)];
  const distinct = new Map(drafts.map((draft) => [recordText(draft), draft]));
  let survey = origin;
  let why = await faultAsItIs(proof);
  for (const draft of distinct.values()) {
    survey = await surveyDomain(origin.domain, served({ draft, included: null }, proof));
    const proved = await provedWith(draft, proof);
    if (proved === null) continue;
    if ('kind' in proved) return proved;
    why = proved;
  }
  if (base.open.length > 0) return { kind: 'unreadable', words: base.open };
  if (survey.cost <= limits.lookups) return { kind: 'none', why };
  return { kind: 'over-limit', cost: survey.cost, includes: flattenings(survey) };
}

/** What is wrong where no draft changes anything. */
async function faultAsItIs(proof: Proof): Promise<Text> {
  const { survey, senders, ports } = proof;
  if (senders !== null) return EVERY_SENDER_PASSES;
  return survey.problem?.why ?? (await newFault(survey, ports.resolver, proof)) ?? NOTHING_WRONG;
}

async function provedWith(draft: EditDraft, proof: Proof): Promise<Proved | Text | null> {
  const candidate = await candidateOf(draft, proof);
  return candidate === null || !('draft' in candidate) ? candidate : prove(candidate, proof);
}

/** The draft with those senders on top that do not pass with it as it is; null where it changes nothing. */
async function candidateOf(draft: EditDraft, proof: Proof): Promise<Candidate | Text | null> {
  if (proof.base.open.length > 0 && draft.changes.length > 0) return null;
  const missing = await notPassing({ draft, included: null }, proof);
  if (missing.length === 0) return draft.changes.length === 0 ? null : { draft, included: null };
  if (missing.length <= MOST_TERMS) return { draft: withTerms(draft, missing.map(networkTerm)), included: null };
  const name = await freeName(proof);
  if (name === null) return noFreeName(missing.length);
  const text = ['v=spf1', ...missing.map(networkTerm), '-all'].join(' ');
  return { draft: withTerms(draft, [`include:${name}`]), included: { name, text } };
}

/** More networks than this belong into a record of their own. */
const MOST_TERMS = 50;

async function freeName({ survey: { domain }, ports }: Proof): Promise<string | null> {
  for (const label of ['_spf', '_spf1', '_spf2']) {
    const answer = await ports.resolver.ask({ name: `${label}.${domain}`, type: 'TXT' });
    if (answer.kind === 'absent' && answer.chain.length === 0) return `${label}.${domain}`;
  }
  return null;
}

/** Of a network, its first address is evaluated for all: the record is to name it whole. */
const firstOf = (network: string) => address(network.split('/', 1)[0] ?? network);

async function notPassing(candidate: Candidate, proof: Proof): Promise<readonly string[]> {
  const networks = proof.senders?.networks ?? [];
  const ports = { ...proof.ports, resolver: served(candidate, proof) };
  const results = await Promise.all(
    networks.map((network) =>
      network.includes('/') && candidate.included === null
        ? false
        : checkHost(
            { address: firstOf(network), sender: proof.survey.domain, helo: 'unknown' },
            ports,
            proof.limits,
          ).then(({ result, doubt }) => result === 'pass' && doubt === null),
    ),
  );
  return networks.filter((_, at) => results[at] !== true);
}

/** The edit, if every sender passes with it and the rest is no worse than before; else why not. */
async function prove(candidate: Candidate, proof: Proof): Promise<Proved | Text> {
  const { limits, survey: origin } = proof;
  const resolver = served(candidate, proof);
  const survey = await surveyDomain(origin.domain, resolver);
  const unread = [...everySurvey(survey)].find(({ at }) => at.problem?.kind === 'temperror');
  const hindrance = survey.problem ?? unread?.at.problem;
  if (hindrance !== null && hindrance !== undefined) return hindrance.why;
  if (survey.cost > limits.lookups) return wholeTakes(survey.cost);
  const fault = await newFault(survey, resolver, proof);
  if (fault !== null) return fault;
  const failing = await stillFailing(candidate, proof);
  return failing === null ? { kind: 'proved', candidate, survey } : failing;
}

/**
 * What the candidate would break, or leave broken where there is nobody to let pass: includes without a record, and terms that
 * find nothing. A record that nobody could read before had nothing to break.
 */
async function newFault(survey: Survey, resolver: Resolver, proof: Proof): Promise<Text | null> {
  const { survey: origin, senders, ports } = proof;
  const mustBeSound = senders === null;
  if (!mustBeSound && origin.problem !== null) return null;
  const before = new Set(mustBeSound ? [] : deadBranches(origin).map(({ text }) => text));
  const dead = deadBranches(survey).find(({ text }) => !before.has(text));
  if (dead !== undefined) return dead.at.problem?.why ?? noRecordBehind(printable(dead.text, 80));
  const { broken } = await readWhole(survey, resolver);
  if (broken === null || mustBeSound) return broken;
  return (await readWhole(origin, ports.resolver)).broken === null ? broken : null;
}

async function stillFailing(candidate: Candidate, proof: Proof): Promise<Text | null> {
  const ports = { ...proof.ports, resolver: served(candidate, proof) };
  for (const network of proof.senders?.networks ?? []) {
    const query = { address: firstOf(network), sender: proof.survey.domain, helo: 'unknown' };
    const after = await checkHost(query, ports, proof.limits);
    if (after.result !== 'pass' || after.doubt !== null) return after.doubt ?? after.reason;
  }
  return null;
}

function asEdit({ candidate, survey }: Proved, { base, senders, survey: { domain } }: Proof, set: TxtSet): Edit {
  const record = recordText(candidate.draft);
  const { owner, ttl } = set;
  const replaced = new Set(base.replaced.map(joined));
  const neighbours = set.records
    .filter((one) => !replaced.has(joined(one)))
    .map(({ strings }) => strings.map((part) => Buffer.from(part).toString('latin1')));
  const main = { owner, text: record, ttl, neighbours, isNew: set.isNew };
  const { included } = candidate;
  const second: TxtChange | null =
    included === null
      ? null
      : { owner: canonicalName(included.name), text: included.text, ttl: NEW_TTL, neighbours: [], isNew: true };
  const isElsewhere = owner !== canonicalName(domain);
  const unseen = isElsewhere ? isAliasOf(domain, owner) : set.unseen;
  const batch = unseen === null ? txtBatch(second === null ? [main] : [second, main]) : null;
  return {
    kind: 'edit',
    record,
    zoneLine: txtLine(owner, record, ttl),
    changeBatch: batch,
    see: seeSet(owner),
    owner,
    includedLine: second === null ? null : txtLine(second.owner, second.text),
    unseen: unseen ?? (batch === null ? NEIGHBORS_TOO_LARGE : null),
    changes: candidate.draft.changes,
    cost: survey.cost,
    senders: senders?.count ?? 0,
    neighbours: neighbours.length,
    isFirst: base.isFirst,
    left: deadBranches(survey).map(({ text, at }) => {
      const term = printable(text, 80);
      return within(`"${term}"`, at.problem?.why ?? noRecordBehind(term));
    }),
  };
}

/** DNS as it would be with the candidate published. */
function served({ draft, included }: Candidate, { ports, survey: { domain } }: Proof): Resolver {
  const published = new Map([[canonicalName(domain), recordText(draft)]]);
  if (included !== null) published.set(canonicalName(included.name), included.text);
  const ask = async <T extends RecordType>(question: Question<T>): Promise<Answer<T>> => {
    const text = question.type === 'TXT' ? published.get(canonicalName(question.name)) : undefined;
    if (text === undefined) return ports.resolver.ask(question);
    const { name, type } = question;
    const record: Txt = { strings: splitStrings(text).map((part) => Buffer.from(part, 'latin1')), text };
    const trace = { name, type, resolver: '-', rcode: 'NOERROR', at: ports.clock.now(), rttMs: 0 };
    return { kind: 'records', records: [record], chain: [], ttl: 0, trace } as Answer<RecordType> as Answer<T>;
  };
  return { ask };
}

/** What each include of the record would become as plain networks, dearest first. */
function flattenings(top: Survey): readonly SpfFlattening[] {
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
