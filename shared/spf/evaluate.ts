/**
 * check_host() of RFC 7208 section 4: may this address send mail for this sender? The terms of the record are tried from
 * left to right, lazily, and the first that matches decides; then a redirect, then "neutral". Evaluation leaves a tree
 * behind, because "fail" alone helps nobody: each term with what it asked, what it cost and where everything stopped.
 *
 * Nothing in a record can make this throw, spend more than its budget, or outlive its deadline.
 */
import { domainToASCII } from 'node:url';
import type { Answer } from '../dns/answer.ts';
import type { Address } from '../model/address.ts';
import { defined } from '../model/defined.ts';
import { canonicalName } from '../model/domain.ts';
import type { Text } from '../model/language.ts';
import { createAsker, createBudget, type SpfLimits, type SpfPorts } from './budget.ts';
import { explain } from './explanation.ts';
import { canBeAsked } from './macro.ts';
import { type Evaluation, evaluateMechanism, expandTarget, type Notes, spendLookup } from './mechanisms.ts';
import { invalidText, noRecordText } from './near-miss.ts';
import {
  type Directive,
  type Modifier,
  parseRecord,
  type Qualifier,
  type SpfRecord,
  selectRecords,
  type Term,
} from './record.ts';
import { loopText } from './survey.ts';
import type { RecordNode, SpfResult, SpfWord, TermNode } from './tree.ts';
import {
  lookupFailed,
  NO_EXPLANATION,
  noDnsName,
  noSpfDomain,
  nothingMatches,
  severalSpfRecords,
  TIME_IS_OVER,
  termFails,
  termMatches,
} from './words/result.ts';

export type SpfQuery = {
  readonly address: Address;
  /** A mail-from, or a bare domain; empty means the HELO identity (section 2.4). */
  readonly sender: string;
  readonly helo: string;
};

/** A record's node, and the publisher's explanation if it ended in "fail". */
type Evaluated = { readonly node: RecordNode; readonly explanation: string | null };

const WORDS: Readonly<Record<Qualifier, SpfWord>> = { '+': 'pass', '-': 'fail', '~': 'softfail', '?': 'neutral' };
/** A mail-from holds at most 256 octets (RFC 5321 section 4.5.3.1.3), with room for the careless. */
const MAX_SENDER = 1000;
const MAX_HELO = 255;
const MAX_TERMS_KEPT = 100;

export async function checkHost(query: SpfQuery, ports: SpfPorts, limits: SpfLimits): Promise<SpfResult> {
  const { local, domain } = identify(query);
  const asker = createAsker(ports, limits.ms);
  const run: Evaluation = {
    identity: {
      local,
      senderDomain: domain,
      address: query.address,
      helo: query.helo.slice(0, MAX_HELO),
      // `%{r}` (section 7.3): nobody receives mail here.
      receiver: 'unknown',
      seconds: Math.floor(ports.clock.now() / 1000),
    },
    asker,
    budget: createBudget(limits),
    include: async (name) => (await evaluateDomain(name, run, false)).node,
    above: [],
    doubts: [],
    doubtsPass: false,
  };
  const { node, explanation } = await evaluateIdentity(domain, run).finally(asker.close);
  const proven = node.result === 'temperror' || (node.result === 'pass' && !run.doubtsPass);
  return {
    result: node.result,
    reason: node.reason,
    ...defined({ explanation: explanation ?? undefined }),
    lookups: run.budget.lookups(),
    voidLookups: run.budget.voidLookups(),
    doubt: proven ? null : (run.doubts[0] ?? null),
    tree: node,
  };
}

/** Section 4.3: a sender without a local part is "postmaster"; RFC 8616 section 4: U-labels become A-labels. */
function identify({ sender, helo }: SpfQuery): { readonly local: string; readonly domain: string } {
  const at = sender.lastIndexOf('@');
  const local = at > 0 ? sender.slice(0, at) : 'postmaster';
  const given = sender === '' ? helo : sender.slice(at + 1);
  if (sender.length > MAX_SENDER || given.length > MAX_SENDER) return { local: 'postmaster', domain: '' };
  const bare = given.endsWith('.') ? given.slice(0, -1) : given;
  return { local, domain: /^[\x20-\x7e]*$/.test(bare) ? bare : domainToASCII(bare) };
}

/** A domain literal, an address or a single label is not a domain to look up, and neither is anything else a host cannot be called. */
const isHostName = (name: string): boolean => canBeAsked(name) && /^[a-z0-9._-]*[a-z][a-z0-9_-]*$/i.test(name);

async function evaluateIdentity(domain: string, run: Evaluation): Promise<Evaluated> {
  if (isHostName(domain)) return evaluateDomain(domain, run, true);
  return unread(domain, null, 'none', noSpfDomain(domain));
}

const unread = (domain: string, answer: Answer<'TXT'> | null, result: SpfWord, reason: Text): Evaluated => ({
  node: { domain, answer, text: null, result, reason, terms: [], omitted: 0 },
  explanation: null,
});

/** Sections 4.4 to 4.6: the record of a domain, found, selected, parsed and evaluated. */
async function evaluateDomain(domain: string, run: Evaluation, explains: boolean): Promise<Evaluated> {
  if (!canBeAsked(domain)) return unread(domain, null, 'none', noDnsName(domain));
  // Under the same sender and address the same record can only come back to itself, until the limit makes it a "permerror".
  const name = canonicalName(domain);
  if (run.above.includes(name)) return unread(domain, null, 'permerror', loopText(domain, run.above));
  const answer = await run.asker.ask({ name: domain, type: 'TXT' });
  if (answer.kind === 'failed') return unread(domain, answer, 'temperror', lookupFailed(answer));
  const [text, ...others] = answer.kind === 'records' ? selectRecords(answer.records) : [];
  if (text === undefined) return unread(domain, answer, 'none', noRecordText(domain, answer));
  if (others.length > 0) return unread(domain, answer, 'permerror', severalSpfRecords(others.length + 1, domain));
  const record = parseRecord(text);
  if (record.problem === null) {
    run.above.push(name);
    const done = new Map<Term, TermNode>();
    return evaluateRecord({ domain, answer, record, run, explains, done }).finally(() => run.above.pop());
  }
  const reason = invalidText(domain, record, record.problem, answer);
  const { terms, omitted } = keep(record.terms.map((term) => untried(term, 0)));
  return { node: { domain, answer, text, result: 'permerror', reason, terms, omitted }, explanation: null };
}

type Reading = {
  readonly domain: string;
  readonly answer: Answer<'TXT'>;
  readonly record: SpfRecord;
  readonly run: Evaluation;
  /** Section 6.2: the explanation of an included record is never used. */
  readonly explains: boolean;
  readonly done: Map<Term, TermNode>;
};

async function evaluateRecord(reading: Reading): Promise<Evaluated> {
  const { domain, record, run, done } = reading;
  for (const term of record.terms) {
    if (term.kind !== 'directive') continue;
    if (run.asker.expired()) return finish(reading, 'temperror', TIME_IS_OVER, null);
    const node = await evaluateTerm(term, reading);
    done.set(term, node);
    if (node.outcome === 'no-match') continue;
    const result = node.result ?? (node.outcome === 'temperror' ? 'temperror' : 'permerror');
    const explanation = result === 'fail' && reading.explains ? await explained(reading) : null;
    return finish(reading, result, decision(node, domain), explanation);
  }
  if (record.redirect !== null) return follow(record.redirect, reading);
  return finish(reading, 'neutral', nothingMatches(domain), null);
}

async function evaluateTerm(term: Directive, { domain, run }: Reading): Promise<TermNode> {
  const before = run.budget.lookups();
  const doubts = run.doubts.length;
  const notes = blank();
  const { outcome, why } = await evaluateMechanism(term.mechanism, { run, domain, notes });
  if (run.doubts.length > doubts && term.qualifier !== '+') run.doubtsPass = true;
  const result = outcome === 'match' ? WORDS[term.qualifier] : null;
  return { ...notes, text: term.text, outcome, result, why, ...costSince(before, run) };
}

/** What decided, in the words of the innermost record that did. */
function decision({ text, outcome, why, record }: TermNode, domain: string): Text {
  if (record !== null && record.result === outcome) return record.reason;
  return outcome === 'match' ? termMatches(text, domain, record?.reason ?? null) : termFails(text, domain, why);
}

/** Section 6.1: the target's result counts for this one; "none" there is a "permerror" here. */
async function follow(redirect: Modifier, reading: Reading): Promise<Evaluated> {
  const { run, domain, done } = reading;
  const before = run.budget.lookups();
  const notes = blank();
  const target = spendLookup(run.budget) ?? (await expandTarget(redirect.value, { run, domain, notes }));
  const end = (result: SpfWord, reason: Text, explanation: string | null): Promise<Evaluated> => {
    const outcome = result === 'permerror' || result === 'temperror' ? result : 'used';
    done.set(redirect, { ...notes, text: redirect.text, outcome, result, why: reason, ...costSince(before, run) });
    return finish(reading, result, reason, explanation);
  };
  const fails = (why: Text | null) => termFails(redirect.text, domain, why);
  if (typeof target !== 'string') return end('permerror', fails(target.why), null);
  const { node, explanation } = await evaluateDomain(target, run, reading.explains);
  notes.target = target;
  notes.record = node;
  notes.isVoid = node.answer?.kind === 'absent';
  if (notes.isVoid) run.budget.spendVoid();
  if (node.result === 'none') return end('permerror', fails(node.reason), null);
  return end(node.result, node.reason, explanation);
}

async function explained({ domain, record, run, done }: Reading): Promise<string | null> {
  if (record.exp === null) return null;
  const notes = blank();
  const explanation = await explain(record.exp, { run, domain, notes });
  const why = explanation === null ? NO_EXPLANATION : null;
  done.set(record.exp, {
    ...notes,
    text: record.exp.text,
    outcome: 'used',
    result: null,
    why,
    ...costSince(run.budget.lookups(), run),
  });
  return explanation;
}

async function finish(
  { domain, answer, record, run, done }: Reading,
  result: SpfWord,
  reason: Text,
  explanation: string | null,
): Promise<Evaluated> {
  const nodes = record.terms.map((term) => done.get(term) ?? untried(term, run.budget.lookups()));
  const node = { domain, answer, text: record.text, result, reason, ...keep(nodes) };
  return { node, explanation };
}

const blank = (): Notes => ({ target: null, answers: [], isVoid: false, record: null });

const costSince = (before: number, { budget }: Evaluation) => ({
  cost: budget.lookups() - before,
  total: budget.lookups(),
});

const untried = (term: Term, total: number): TermNode => ({
  ...blank(),
  text: term.text,
  outcome: term.kind === 'bad' ? 'permerror' : term.kind === 'modifier' ? 'unused' : 'not-reached',
  result: null,
  why: term.kind === 'bad' ? term.problem : null,
  cost: 0,
  total,
});

/** A record may hold thousands of terms: the first hundred stay, and whichever decided. */
function keep(nodes: readonly TermNode[]): { readonly terms: readonly TermNode[]; readonly omitted: number } {
  const terms = nodes.filter(
    ({ outcome }, at) =>
      at < MAX_TERMS_KEPT || (outcome !== 'no-match' && outcome !== 'not-reached' && outcome !== 'unused'),
  );
  const kept = terms.slice(0, MAX_TERMS_KEPT * 2);
  return { terms: kept, omitted: nodes.length - kept.length };
}
