/**
 * What is seen of a group's home (a domain, a zone, an account; not a list): the worst finding of its members, once for all of them. A remedy is
 * handed on only where it is the same for every member: what helps one of them alone would read as the fix of all.
 */

import { compareSeverity, compareStatus, type StoredFinding, summaryOf, summaryText } from '../../model/finding.ts';
import { isFindingId } from '../../model/findings/index.ts';
import type { OpenIncident } from '../../model/incident.ts';
import { inEach } from '../../model/language.ts';
import type { Remedy } from '../../model/remedy.ts';
import { groupKey } from '../incidents/groups.ts';
import { findingOf } from '../incidents/notice.ts';
import { OF_HOME, sendersNamed } from './words.ts';

export type GroupMember = {
  readonly target: string;
  readonly standing: OpenIncident;
  /** What this run saw of it, if it looked. */
  readonly seen: StoredFinding | undefined;
};

/** `members` are not none. */
export function groupFinding(home: string, members: readonly GroupMember[]): StoredFinding {
  const [worst] = [...members].sort(
    ({ standing: a }, { standing: b }) => compareStatus(a.status, b.status) || compareSeverity(a.severity, b.severity),
  );
  if (worst === undefined) throw new Error(`the group of ${home} has no members`);
  const base = findingOf(groupKey(home), worst.standing, home);
  const seen = members.flatMap((one) => (one.seen?.id === base.id ? [one.seen] : []));
  const fact = isFindingId(base.id) ? OF_HOME[base.id]?.(nameOf(home)) : undefined;
  const named = sendersNamed(members.map(({ target }) => target));
  const summary = inEach((language) => `${(fact ?? summaryText(base))[language]} ${named[language]}`);
  return {
    ...base,
    ...summaryOf(summary),
    evidence: seen[0]?.evidence ?? [],
    remedy: remedyFor(base, seen, members),
  };
}

const nameOf = (home: string): string => home.replace(/^[a-z]+:/, '');

function remedyFor(
  { id, check }: StoredFinding,
  seen: readonly StoredFinding[],
  members: readonly GroupMember[],
): Remedy | null {
  const remedies = new Map(seen.map(({ remedy }) => [JSON.stringify(remedy), remedy]));
  const [only] = remedies.values();
  if (only !== undefined && (remedies.size === 1 || members.length === 1)) return only;
  const [first] = members;
  if (first === undefined || check === 'sender') return null;
  const command = `npx postwatch check ${first.target} --only ${check === 'ptr' ? 'ptr' : 'spf'}`;
  if (check === 'ptr') return { id: 'group.ptr', with: { command } };
  return { id: 'group.spf', with: { isNew: id === 'spf.none', command } };
}
