/** What is open, worst first, with the same problem of many addresses as one group. */

import { defined } from '../model/defined.ts';
import { compareSeverity, compareStatus, type Severity, type Status, summaryText } from '../model/finding.ts';
import { isFindingId } from '../model/findings/index.ts';
import { isNotified, noticeWords } from '../model/findings/words.ts';
import type { Acknowledgement, Notice } from '../model/incident.ts';
import { inEach, type Text } from '../model/language.ts';
import { printable } from '../model/text.ts';
import { groupKey } from '../watch/incidents/groups.ts';
import { muteAt, scopeOf } from '../watch/incidents/mute.ts';
import type { TargetState } from '../watch/incidents/state.ts';
import type { ReportMemory } from './report-memory.ts';

export type Problem = {
  /** Of the incident. */
  readonly id: string;
  /** An address, a domain, or the home of many. */
  readonly target: string;
  /** A list's id, a domain, an address. */
  readonly subject: string;
  readonly check: string;
  readonly finding: string;
  readonly severity: Severity;
  readonly status: Status;
  readonly summary: Text;
  readonly since: string;
  readonly acknowledged?: Acknowledgement;
  readonly isSnoozed: boolean;
  readonly isFlapping: boolean;
  /** Of one incident over many. */
  readonly members?: readonly string[];
  /** The last notice of it, with evidence and remedy. */
  readonly notice?: Notice;
};

type Source = Pick<ReportMemory, 'snoozes' | 'latest'>;

/** Of one target; a member's part of one incident over many only with `members`. `now`: ISO time. */
export function problemsOf(
  state: TargetState,
  { snoozes, latest }: Source,
  now: string,
  { members }: { readonly members: boolean },
): readonly Problem[] {
  const mute = muteAt(now, snoozes, [], 'UTC');
  return Object.entries(state.subjects).flatMap(([key, { standing: open, flapping }]) => {
    if (open === null || (open.memberOf !== undefined && !members)) return [];
    const { incident: id, finding, severity, status, since, acknowledged } = open;
    const [check = '', subject = ''] = key.split(/\|(.*)/s);
    const holds = acknowledged !== undefined && (acknowledged.until === null || acknowledged.until > now);
    const isHome = key === groupKey(state.target) && (state.members ?? []).length > 0;
    return [
      {
        id,
        target: state.target,
        check,
        subject,
        finding,
        severity,
        status,
        since,
        summary: summaryText(open),
        isSnoozed: mute(scopeOf(key, finding, state.target)) !== null,
        isFlapping: flapping !== undefined,
        ...defined({
          acknowledged: holds ? acknowledged : undefined,
          members: isHome ? state.members : undefined,
          notice: latest.get(id),
        }),
      },
    ];
  });
}

/** Worst first; what is acknowledged comes behind its equals. */
export const compareProblems = (a: Problem, b: Problem): number =>
  compareSeverity(a.severity, b.severity) ||
  compareStatus(a.status, b.status) ||
  Number(a.acknowledged !== undefined) - Number(b.acknowledged !== undefined) ||
  (a.since < b.since ? 1 : a.since > b.since ? -1 : 0);

export type ProblemGroup = { readonly first: Problem; readonly problems: readonly Problem[] };

/** So many of the same kind are one card; two may each have their own. */
const TOGETHER = 3;

export function grouped(problems: readonly Problem[]): readonly ProblemGroup[] {
  const sorted = problems.toSorted(compareProblems);
  const kind = ({ finding, check, subject }: Problem): string => `${finding}|${check === 'ptr' ? '' : subject}`;
  const groups = [...Map.groupBy(sorted, kind).values()].flatMap((same) =>
    same.length >= TOGETHER ? [same] : same.map((one) => [one]),
  );
  return groups
    .flatMap(([first, ...rest]) => (first === undefined ? [] : [{ first, problems: [first, ...rest] }]))
    .toSorted((a, b) => compareProblems(a.first, b.first));
}

/** A few words, without a full stop; of what another version knew, its summary. */
export function problemTitle({ finding, summary, notice }: Pick<Problem, 'finding' | 'summary' | 'notice'>): Text {
  const list = notice?.finding?.subjectName;
  const listed = Object.hasOwn(LISTED_ON, finding) ? LISTED_ON[finding] : undefined;
  if (listed !== undefined && list !== undefined) return listed(printable(list, 80));
  if (isNotified(finding)) return inEach((language) => noticeWords(finding)[language].headline);
  return inEach((language) => printable(summary[language], 200).replace(/\.$/, ''));
}

const LISTED_ON: Readonly<Record<string, (list: string) => Text>> = {
  'dnsbl.listed': (list) => ({ en: `listed on ${list}`, ko: `${list} 등재` }),
  'dnsbl.policy': (list) => ({ en: `listed on ${list} for policy reasons`, ko: `${list} 등재(정책 목록)` }),
};

/** Null where this version has no words for it. */
export const whyItMatters = (finding: string): Text | null =>
  isFindingId(finding) && isNotified(finding) ? inEach((language) => noticeWords(finding)[language].why) : null;
