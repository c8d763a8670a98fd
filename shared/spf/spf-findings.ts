/**
 * Results and lints as findings. A result that hangs on a question that got no answer is "unknown", even where RFC 7208
 * lets the evaluation go on without it.
 */

import { type Answer, evidenceOf } from '../dns/answer.ts';
import { defined } from '../model/defined.ts';
import { digLine, type Finding, summaryOf } from '../model/finding.ts';
import { type FixedFindingId, weightOf } from '../model/findings/index.ts';
import { eachText, type Text } from '../model/language.ts';
import type { Remedy } from '../model/remedy.ts';
import { printable } from '../model/text.ts';
import { RFC_LIMITS } from './budget.ts';
import { deadBranches, type Lint } from './lint.ts';
import { answersOf, everySurvey, type Survey } from './survey.ts';
import { decides, type RecordNode, type SpfResult, type SpfWord } from './tree.ts';
import type { Whole } from './whole-record.ts';
import { type Decisive, recordIsValid, recordUnread, senderSummary } from './words/finding.ts';
import { lookupFailed } from './words/result.ts';
import { deadEnd, failsWhenStrict, overLimit } from './words/whole.ts';

const ID_OF: Readonly<Record<SpfWord, FixedFindingId>> = {
  pass: 'spf.pass',
  fail: 'spf.not-authorised',
  permerror: 'spf.permerror',
  softfail: 'spf.softfail',
  none: 'spf.none',
  neutral: 'spf.neutral',
  temperror: 'spf.temperror',
};

/** The result as it may be published: a doubtful one does not count. */
export const provenWord = ({ result, doubt }: SpfResult): SpfWord => (doubt === null ? result : 'temperror');

type About = { readonly target: string; readonly domain: string };

/** `cause`: what is known beyond the evaluation, such as a record that is published at another name. */
export function judgeSender(
  about: About,
  address: string,
  result: SpfResult,
  remedy: Remedy | null,
  cause: Text | null = null,
): Finding {
  const word = provenWord(result);
  const reason = word === 'none' && cause !== null ? cause : (result.doubt ?? result.reason);
  const answers = decidingAnswers(result.tree);
  const { domain } = about;
  const summary = senderSummary(word, { address, domain, reason, decisive: decisive(result.tree) });
  return finding(
    about,
    ID_OF[word],
    bounded(summary),
    answers,
    word === 'temperror' ? askAgain(domain, answers) : remedy,
  );
}

/** A stranger wrote the terms, and so decides how long a summary of them would be. */
const bounded = (text: Text): Text => eachText(text, (one) => printable(one, 500));

/** The term that matched, in whichever record a redirect led to. */
function decisive({ domain, terms }: RecordNode, top = domain): Decisive | null {
  const decided = terms.find(decides);
  if (decided === undefined) return null;
  const { text, outcome, record } = decided;
  if (outcome === 'used' && record !== null) return decisive(record, top);
  return { term: printable(text, 100), elsewhere: domain === top ? null : printable(domain, 80) };
}

export type DomainView = { readonly survey: Survey; readonly whole: Whole; readonly cause: Text | null };

/** A domain's record without an address: valid, absent, broken or unread. */
export function judgeDomain(about: About, { survey, whole, cause }: DomainView, remedy: Remedy | null): Finding {
  const { domain } = about;
  const unread = [...everySurvey(survey)].find(({ at }) => at.problem?.kind === 'temperror')?.at;
  if (unread?.problem) return unreadDomain(about, unread.problem.why, answersOf([survey, unread]));
  const answers = answersOf([survey]);
  const { problem } = survey;
  if (problem !== null) {
    const why = problem.kind === 'none' ? (cause ?? problem.why) : problem.why;
    return finding(about, ID_OF[problem.kind], bounded(why), answers, remedy);
  }
  const fault = lastingFault(about.domain, survey, whole);
  if (fault !== null) return finding(about, ID_OF.permerror, bounded(fault.why), fault.answers, remedy);
  if (whole.unread !== null) return unreadDomain(about, lookupFailed(whole.unread), [...answers, whole.unread]);
  const summary = recordIsValid(domain, survey.record?.text.length ?? 0, survey.cost, RFC_LIMITS.lookups);
  return finding(about, 'spf.record', summary, answers, null);
}

function unreadDomain(about: About, why: Text, answers: readonly Answer[]): Finding {
  const summary = bounded(recordUnread(about.domain, why));
  return finding(about, ID_OF.temperror, summary, answers, askAgain(about.domain, answers));
}

/** What every receiver that gets there answers with "permerror", for any sender. */
function lastingFault(
  domain: string,
  survey: Survey,
  whole: Whole,
): { readonly why: Text; readonly answers: readonly Answer[] } | null {
  const answers = answersOf([survey]);
  const limit = RFC_LIMITS.lookups;
  if (survey.cost > limit) return { why: overLimit(domain, survey.cost, limit), answers };
  const [dead] = deadBranches(survey);
  if (dead !== undefined) {
    const why = deadEnd(domain, printable(dead.text, 80), dead.at.problem?.why ?? null);
    return { why, answers: answersOf([survey, dead.at]) };
  }
  if (whole.broken === null) return null;
  const why = failsWhenStrict(domain, whole.broken);
  return { why, answers: [...answers, ...whole.dead.slice(0, 5).map(({ answer }) => answer)] };
}

export function judgeLint(about: About, { id, summary, remedy, answers }: Lint): Finding {
  return finding(about, `spf.${id}`, summary, answers, remedy);
}

const finding = (
  { target, domain }: About,
  id: FixedFindingId,
  summary: Text,
  answers: readonly Answer[],
  remedy: Remedy | null,
): Finding => {
  const { check, status, severity } = weightOf(id);
  return {
    check,
    id,
    target,
    subject: domain,
    status,
    severity,
    ...summaryOf(summary),
    evidence: answers.map(evidenceOf),
    remedy: status === 'pass' ? null : remedy,
  };
};

function askAgain(domain: string, answers: readonly Answer[]): Remedy {
  const failed = answers.find(({ kind }) => kind === 'failed');
  const command = failed === undefined ? undefined : digLine(evidenceOf(failed));
  return { id: 'spf.ask-again', with: { domain, ...defined({ command }) } };
}

/** From record to record: its own answer, a question that failed, and the last one of the term that decided. */
function decidingAnswers({ answer, terms }: RecordNode): readonly Answer[] {
  const decided = terms.find(decides);
  const failed = terms.flatMap(({ answers }) => answers).find(({ kind }) => kind === 'failed');
  const here = [answer, failed, decided?.answers.at(-1)].filter((one) => one !== undefined && one !== null);
  const below = decided === undefined || decided.record === null ? [] : decidingAnswers(decided.record);
  return [...new Set([...here, ...below])];
}
