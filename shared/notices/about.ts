/** What a notice is about, and in which words: the problem, its severity, whose it is. */
import type { Severity } from '../model/finding.ts';
import type { NotifiedFindingId } from '../model/findings/index.ts';
import { isNotified } from '../model/findings/words.ts';
import type { Notice } from '../model/incident.ts';
import { identityOf, sharedName } from './target-identity.ts';
import type { Texts } from './texts/texts.ts';

/** What the notice is about in severity: the problem seen, or the one that went away. */
export const weight = (notice: Notice): Severity =>
  (isClosing(notice) ? notice.before?.severity : (notice.finding ?? notice.before)?.severity) ?? 'info';

export const isClosing = ({ transition }: Notice): boolean => transition === 'cleared' || transition === 'ended';

/** What is no longer there has not got better, however little its absence weighs. */
const GONE: readonly NotifiedFindingId[] = ['spf.none', 'ptr.missing'];

export function hasVanished({ transition, finding, before }: Notice): boolean {
  return (
    transition === 'improved' &&
    finding !== null &&
    finding.id !== before?.finding &&
    GONE.some((id) => id === finding.id)
  );
}

/** What a notice is about: the problem seen, or the one that went away. */
export const problemOf = (notice: Notice): string =>
  (isClosing(notice) ? notice.before?.finding : (notice.finding?.id ?? notice.before?.finding)) ?? 'other';

/** Of a finding of another version nothing is known but that something changed. */
export const findingText = (id: string, words: Texts['headline']): string => words[isNotified(id) ? id : 'other'];

const turnOf = (notice: Notice, texts: Texts): string =>
  hasVanished(notice) ? texts.vanished.heading : texts.transition[notice.transition];

/** Whom it is about, and how many that are; without it the whole of its identity. */
export type Who = { readonly name: string | undefined; readonly isOne: boolean };

/** `OPENED 198.51.100.1: no reverse DNS`: an entry of a history. */
export const headlineOf = (notice: Notice, texts: Texts): string =>
  `${turnOf(notice, texts)} ${aboutOf(notice, texts)}`;

/** `CRITICAL 198.51.100.1: no reverse DNS`, `CLEARED 198.51.100.1: no reverse DNS`. */
export const subjectHeadOf = (notice: Notice, texts: Texts, who?: Who): string =>
  `${notice.transition === 'opened' ? texts.heading[weight(notice)] : turnOf(notice, texts)} ${aboutOf(notice, texts, who)}`;

/** The same above a text, where there is room for the severity of a problem that is not new. */
export function headOf(notice: Notice, texts: Texts, who?: Who): string {
  const severity = texts.heading[weight(notice)];
  const heading = notice.transition === 'opened' ? severity : turnOf(notice, texts);
  const second = notice.transition === 'opened' || isClosing(notice) ? '' : `${severity}  `;
  return `${heading}  ${second}${aboutOf(notice, texts, who)}`;
}

/** `198.51.100.1 (mail.example.com): no reverse DNS`, `198.51.100.1 is listed on Spamhaus CSS`. */
function aboutOf(notice: Notice, texts: Texts, who: Who = { name: undefined, isOne: true }): string {
  const { finding, target, members } = notice;
  const name = who.name ?? sharedName(target, finding?.subjectName, members?.count, texts) ?? identityOf(notice);
  const list = listingOf(notice);
  if (list !== undefined) return texts.listing[listingTurn(notice)](name, list, who.isOne);
  return texts.about(name, findingText(problemOf(notice), texts.headline));
}

/** The list's name, where the notice is about an entry on one; undefined where only its id is known. */
export function listingOf(notice: Notice): string | undefined {
  const problem = problemOf(notice);
  return problem === 'dnsbl.listed' || problem === 'dnsbl.policy' ? notice.finding?.subjectName : undefined;
}

function listingTurn(notice: Notice): keyof Texts['listing'] {
  if (notice.transition === 'cleared') return 'cleared';
  if (notice.transition === 'ended') return 'ended';
  return problemOf(notice) === 'dnsbl.policy' ? 'policy' : 'open';
}
