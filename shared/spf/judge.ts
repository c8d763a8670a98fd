/**
 * Results and lints as findings. A result that hangs on a question that got no answer is "unknown", even where RFC 7208
 * lets the evaluation go on without it.
 */

import { type Answer, evidenceOf } from '../dns/answer.ts';
import { defined } from '../model/defined.ts';
import { digLine, type Finding, summaryOf } from '../model/finding.ts';
import { type FixedFindingId, weightOf } from '../model/findings/index.ts';
import { type Text, untranslated } from '../model/language.ts';
import type { Remedy } from '../model/remedy.ts';
import { printable } from '../model/text.ts';
import { RFC_LIMITS } from './budget.ts';
import { deadBranches, type Lint } from './lint.ts';
import { failedText } from './mechanisms.ts';
import { answersOf, everySurvey, type Survey } from './survey.ts';
import { decides, type RecordNode, type SpfResult, type SpfWord } from './tree.ts';
import type { Whole } from './whole.ts';

const ID_OF: Readonly<Record<SpfWord, FixedFindingId>> = {
  pass: 'spf.pass',
  fail: 'spf.not-authorised',
  permerror: 'spf.permerror',
  softfail: 'spf.softfail',
  none: 'spf.none',
  neutral: 'spf.neutral',
  temperror: 'spf.temperror',
};

/** What the result means for mail from the address. */
const MEANS: Readonly<Record<SpfWord, string>> = {
  pass: 'may send for',
  fail: 'may not send for',
  permerror: 'cannot be judged, because of a lasting error, as a sender for',
  softfail: 'probably may not send for',
  none: 'is neither allowed nor forbidden to send for',
  neutral: 'is neither allowed nor forbidden to send for',
  temperror: 'could not be judged as a sender for',
};

/** The result as it may be told: a doubtful one is no result. */
export const provenWord = ({ result, doubt }: SpfResult): SpfWord => (doubt === null ? result : 'temperror');

type About = { readonly target: string; readonly domain: string };

/** `cause`: what is known beyond the evaluation, such as a record that stands at another name. */
export function judgeSender(
  about: About,
  address: string,
  result: SpfResult,
  remedy: Remedy | null,
  cause: string | null = null,
): Finding {
  const word = provenWord(result);
  const reason = word === 'none' && cause !== null ? cause : (result.doubt ?? result.reason);
  const answers = decidingAnswers(result.tree);
  const summary = `${address} ${MEANS[word]} ${about.domain} (SPF ${word}): ${reason}`;
  return finding(
    about,
    ID_OF[word],
    untranslated(summary),
    answers,
    word === 'temperror' ? askAgain(about.domain, answers) : remedy,
  );
}

export type DomainView = { readonly survey: Survey; readonly whole: Whole; readonly cause: string | null };

/** A domain's record without an address: valid, absent, broken or unread. */
export function judgeDomain(about: About, { survey, whole, cause }: DomainView, remedy: Remedy | null): Finding {
  const { domain } = about;
  const unread = [...everySurvey(survey)].find(({ at }) => at.problem?.kind === 'temperror')?.at;
  if (unread !== undefined) return unreadDomain(about, unread.problem?.why ?? '', answersOf([survey, unread]));
  const answers = answersOf([survey]);
  const { problem } = survey;
  if (problem !== null) {
    const why = problem.kind === 'none' ? (cause ?? problem.why) : problem.why;
    return finding(about, ID_OF[problem.kind], untranslated(why), answers, remedy);
  }
  const fault = lastingFault(about.domain, survey, whole);
  if (fault !== null)
    return finding(about, ID_OF.permerror, untranslated(printable(fault.why, 500)), fault.answers, remedy);
  if (whole.unread !== null) return unreadDomain(about, failedText(whole.unread), [...answers, whole.unread]);
  const octets = survey.record?.text.length ?? 0;
  const summary = `the SPF record of ${domain} is valid: ${octets} octets, ${survey.cost} of ${RFC_LIMITS.lookups} lookups`;
  return finding(about, 'spf.record', untranslated(summary), answers, null);
}

function unreadDomain(about: About, why: string, answers: readonly Answer[]): Finding {
  const summary = `the SPF record of ${about.domain} could not be read as a whole: ${why}`;
  return finding(about, ID_OF.temperror, untranslated(summary), answers, askAgain(about.domain, answers));
}

/** What every receiver that gets there answers with "permerror", whoever sends. */
function lastingFault(
  domain: string,
  survey: Survey,
  whole: Whole,
): { readonly why: string; readonly answers: readonly Answer[] } | null {
  const answers = answersOf([survey]);
  const limit = RFC_LIMITS.lookups;
  const who = 'senders that do not match early get permerror';
  if (survey.cost > limit)
    return { why: `the whole SPF record of ${domain} takes ${survey.cost} of ${limit} DNS lookups: ${who}`, answers };
  const [dead] = deadBranches(survey);
  if (dead !== undefined) {
    const why = `the SPF record of ${domain} leads nowhere at "${printable(dead.text, 80)}" (${dead.at.problem?.why ?? ''}): ${who}`;
    return { why, answers: answersOf([survey, dead.at]) };
  }
  if (whole.broken === null) return null;
  const why = `the SPF record of ${domain} fails at strict receivers: ${whole.broken}: ${who}`;
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
