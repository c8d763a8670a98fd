/**
 * A domain's record with everything it includes, read without any address in mind: what evaluating all of it costs, which
 * includes are dead, what changed. `checkHost` stops at the first match, so it says nothing about the terms behind; a
 * survey looks at all of them up to the first "all", which matches everyone, and asks for nothing but TXT records.
 */
import { createHash } from 'node:crypto';
import type { Answer, Resolver } from '../dns/answer.ts';
import { address } from '../model/address.ts';
import { canonicalName } from '../model/domain.ts';
import type { Text } from '../model/language.ts';
import { printable } from '../model/text.ts';
import { canBeAsked, expandName, type MacroString, usesMacro } from './macro.ts';
import { invalidText, noRecordText } from './near-miss.ts';
import { type Directive, type Mechanism, parseRecord, type SpfRecord, selectRecords } from './record.ts';
import { lookupFailed, loopOf, moreRecordsThan, noDnsName, severalSpfRecords } from './words/result.ts';

type Problem = { readonly kind: 'none' | 'permerror' | 'temperror'; readonly why: Text };

export type Survey = {
  readonly domain: string;
  /** Null where the name cannot be looked up. */
  readonly answer: Answer<'TXT'> | null;
  /** Every SPF record there; sound is only one. */
  readonly texts: readonly string[];
  /** The record; null unless `problem` is. */
  readonly record: SpfRecord | null;
  readonly problem: Problem | null;
  readonly branches: readonly Branch[];
  /** Lookups that evaluating all of it takes. */
  readonly cost: number;
};

/** An include or redirect; `survey` is null where macros of the message decide the target. */
export type Branch = {
  readonly kind: 'include' | 'redirect';
  readonly text: string;
  /** Whether a pass of the included record is a pass here. */
  readonly passes: boolean;
  readonly survey: Survey | null;
};

/** An evaluation reads at most 11; a record with more is over the limit, by how much matters little. */
const MAX_RECORDS = 60;

/** Called with each sound record as soon as it is read, before what it includes. */
export type OnRecord = (record: SpfRecord, domain: string) => void;

type Walk = { readonly resolver: Resolver; readonly root: string; readonly onRecord: OnRecord; left: number };

export const surveyDomain = (domain: string, resolver: Resolver, onRecord: OnRecord = () => {}): Promise<Survey> =>
  survey(domain, { resolver, root: domain, onRecord, left: MAX_RECORDS }, []);

async function survey(domain: string, walk: Walk, above: readonly string[]): Promise<Survey> {
  const broken = (kind: Problem['kind'], why: Text, answer: Answer<'TXT'> | null, texts: readonly string[] = []) => ({
    domain,
    answer,
    texts,
    record: null,
    problem: { kind, why },
    branches: [],
    cost: 0,
  });
  if (above.includes(canonicalName(domain))) return broken('permerror', loopText(domain, above), null);
  if (!canBeAsked(domain)) return broken('none', noDnsName(domain), null);
  if (walk.left-- <= 0) return broken('permerror', moreRecordsThan(MAX_RECORDS), null);
  const answer = await walk.resolver.ask({ name: domain, type: 'TXT' });
  if (answer.kind === 'failed') return broken('temperror', lookupFailed(answer), answer);
  const texts = answer.kind === 'records' ? selectRecords(answer.records) : [];
  const [text] = texts;
  if (text === undefined) return broken('none', noRecordText(domain, answer), answer);
  if (texts.length > 1) return broken('permerror', severalSpfRecords(texts.length, domain), answer, texts);
  const record = parseRecord(text);
  if (record.problem !== null)
    return broken('permerror', invalidText(domain, record, record.problem, answer), answer, texts);
  walk.onRecord(record, domain);
  const branches = await branchesOf(domain, record, walk, [...above, canonicalName(domain)]);
  const below = branches.reduce((sum, branch) => sum + (branch.survey?.cost ?? 0), 0);
  return { domain, answer, texts, record, problem: null, branches, cost: ownCost(record) + below };
}

/** Every receiver that gets there comes back to the same record until its ten lookups are spent. */
export function loopText(domain: string, above: readonly string[]): Text {
  const name = canonicalName(domain);
  const way = [...above.slice(above.indexOf(name)), name].slice(-4).map((one) => printable(one, 60));
  return loopOf(domain, way);
}

const isAll = (term: Directive): boolean => term.mechanism.name === 'all';
const hasAll = ({ terms }: SpfRecord): boolean => terms.some((term) => term.kind === 'directive' && isAll(term));

/** The directives that someone can get to: the first "all" matches everyone (RFC 7208 section 5.1). */
export function reachedTerms({ terms }: SpfRecord): readonly Directive[] {
  const directives = terms.filter((term) => term.kind === 'directive');
  const at = directives.findIndex(isAll);
  return at < 0 ? directives : directives.slice(0, at + 1);
}

/** Section 5.1: with an "all" anywhere, the redirect is ignored. */
const liveRedirect = (record: SpfRecord) => (hasAll(record) ? null : record.redirect);

function lookupsOf(mechanism: Mechanism): number {
  switch (mechanism.name) {
    case 'all':
    case 'ip4':
    case 'ip6':
      return 0;
    default:
      return mechanism.target !== null && usesMacro(mechanism.target, 'p') ? 2 : 1;
  }
}

function ownCost(record: SpfRecord): number {
  const redirect = liveRedirect(record);
  const last = redirect === null ? 0 : usesMacro(redirect.value, 'p') ? 2 : 1;
  return reachedTerms(record).reduce((sum, { mechanism }) => sum + lookupsOf(mechanism), last);
}

async function branchesOf(domain: string, record: SpfRecord, walk: Walk, path: readonly string[]): Promise<Branch[]> {
  const branches: Branch[] = [];
  const add = async (kind: Branch['kind'], text: string, passes: boolean, target: MacroString) => {
    const name = fixedName(target, domain, walk.root);
    branches.push({ kind, text, passes, survey: name === null ? null : await survey(name, walk, path) });
  };
  for (const term of reachedTerms(record)) {
    if (term.mechanism.name !== 'include') continue;
    await add('include', term.text, term.qualifier === '+', term.mechanism.target);
  }
  const redirect = liveRedirect(record);
  if (redirect !== null) await add('redirect', redirect.text, true, redirect.value);
  return branches;
}

/** The target where only the domains decide it. */
export function fixedName(target: MacroString, domain: string, root: string): string | null {
  if (usesMacro(target, 'slipvh')) return null;
  return expandName(target, {
    local: 'postmaster',
    senderDomain: root,
    domain,
    helo: 'unknown',
    receiver: 'unknown',
    seconds: 0,
    validated: 'unknown',
    address: address('192.0.2.1'),
  });
}

/** The survey itself and all below it, each with the branch that includes it. */
export function* everySurvey(top: Survey, via: Branch | null = null): Generator<{ at: Survey; via: Branch | null }> {
  yield { at: top, via };
  for (const branch of top.branches) if (branch.survey !== null) yield* everySurvey(branch.survey, branch);
}

/** The TXT answers that surveys rest on. */
export const answersOf = (surveys: readonly Survey[]): readonly Answer[] =>
  surveys.flatMap(({ answer }) => (answer === null ? [] : [answer]));

/** The record and those it redirects to: what speaks for the domain itself. */
export function ownRecords(top: Survey): readonly Survey[] {
  const next = top.branches.find(({ kind }) => kind === 'redirect')?.survey;
  return next === undefined || next === null ? [top] : [top, ...ownRecords(next)];
}

/** A short mark of each record that a domain leans on, by name: kept, it shows the next time what a stranger changed. */
export type SurveyFingerprints = Readonly<Record<string, string>>;

export function fingerprints(top: Survey): SurveyFingerprints {
  const marks: Record<string, string> = {};
  for (const { at, via } of everySurvey(top)) {
    if (via === null || at.problem?.kind === 'temperror' || at.answer === null) continue;
    marks[canonicalName(at.domain)] = createHash('sha256')
      .update(at.texts.join('\n'), 'latin1')
      .digest('hex')
      .slice(0, 16);
  }
  return marks;
}
