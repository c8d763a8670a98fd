/**
 * What is seen of a home that is no list: the worst of what stands on its members, said once of all of them. A remedy is
 * handed on only where it is the same for every member: what helps one of them alone would read as the cure of all.
 */

import { compareSeverity, compareStatus, type StoredFinding, summaryOf } from '../../model/finding.ts';
import { type FindingId, isFindingId } from '../../model/findings/index.ts';
import type { Standing } from '../../model/incident.ts';
import { untranslated } from '../../model/language.ts';
import type { Remedy } from '../../model/remedy.ts';
import { count } from '../../model/text.ts';
import { groupKey } from '../incidents/groups.ts';
import { membersNamed } from '../incidents/members.ts';
import { findingOf } from '../incidents/notice.ts';

export type GroupMember = {
  readonly target: string;
  readonly standing: Standing;
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
  const summary = `${said(base.id)?.(nameOf(home)) ?? base.summary} (${count(members.length, 'sender')}: ${membersNamed(members.map(({ target }) => target))})`;
  return {
    ...base,
    ...summaryOf(untranslated(summary)),
    evidence: seen[0]?.evidence ?? [],
    remedy: remedyFor(base, seen, members),
  };
}

const nameOf = (home: string): string => home.replace(/^[a-z]+:/, '');

/** The fact about the home, by finding. */
const SAID: Readonly<Partial<Record<FindingId, (name: string) => string>>> = {
  'spf.none': (domain) => `${domain} has no SPF record`,
  'spf.permerror': (domain) => `SPF of ${domain} ends in a permanent error`,
  'spf.not-authorised': (domain) => `SPF of ${domain} does not let its senders send`,
  'spf.softfail': (domain) => `SPF of ${domain} answers softfail for its senders`,
  'spf.neutral': (domain) => `SPF of ${domain} says nothing about its senders`,
  'spf.plus-all': (domain) => `SPF of ${domain} lets the whole internet send`,
  'ptr.missing': (name) => `Senders lost their reverse names at the same time, in ${name}`,
  'ptr.not-confirmed': (name) => `Reverse names stopped leading back at the same time, in ${name}`,
  'ptr.generic': (name) => `Reverse names became generic at the same time, in ${name}`,
  'sender.ground-gone': (domain) => `${domain} no longer names addresses that it named as its senders`,
};

const said = (id: string): ((name: string) => string) | undefined => (isFindingId(id) ? SAID[id] : undefined);

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
