/**
 * One cause over many targets is one incident. It is written under the target that the cause is called by, its home: a list,
 * a domain (its SPF), a reverse or forward zone, an account, a ground that made many addresses senders. The members' own
 * entries say whose part they are, and are otherwise like any other: they join, change and leave without a word of their
 * own, and what changed is reported once a run, about the home.
 *
 * | home                     | its incident is on     | a member's entry        |
 * |--------------------------|----------------------------|-------------------------|
 * | `list:<id>`              | `dnsbl|<id>#members`       | `dnsbl|<id>`            |
 * | `example.com`            | `spf|example.com`          | `spf|example.com`       |
 * | `zone:<zone>`            | `ptr|zone:<zone>`          | `ptr|<address>`         |
 * | `account:<id>/<region>`  | `ptr|account:<id>/<region>`| `ptr|<address>`         |
 * | `ground:<domain>`        | `sender|ground:<domain>`   | `sender|<address>`      |
 *
 * A domain is a home and a target of its own: where nobody sends for it, its record is asked by itself, and what is open then
 * stays open when a sender joins.
 */
import type { StoredFinding } from '../../model/finding.ts';
import { listTarget, type SubjectKey, subjectKey } from './state.ts';

/** The incident of a home, which a new problem of a target joins. */
export type IncidentGroup = {
  readonly home: string;
  readonly incident: string;
  /** The whole has been proved, so that nobody waits for another run. */
  readonly atOnce: boolean;
};

type Kind = 'list' | 'zone' | 'account' | 'ground' | 'domain';

const CHECK_OF: Readonly<Record<Kind, StoredFinding['check']>> = {
  list: 'dnsbl',
  zone: 'ptr',
  account: 'ptr',
  ground: 'sender',
  domain: 'spf',
};

/** Homes that are not targets: no check looks them up. */
const PREFIXED = /^(list|zone|account|ground):/;

const kindOf = (home: string): Kind => (PREFIXED.exec(home)?.[1] ?? 'domain') as Kind;

export const isHomeOnly = (target: string): boolean => PREFIXED.test(target);

/** An address as states are kept under it; domains and homes have states too. */
export const isAddressKey = (target: string): boolean =>
  /^\d{1,3}(\.\d{1,3}){3}$/.test(target) || (target.includes(':') && !isHomeOnly(target));

/** Where the one incident is in the home's state. */
export function groupKey(home: string): SubjectKey {
  const kind = kindOf(home);
  return subjectKey(CHECK_OF[kind], kind === 'list' ? `${home.slice('list:'.length)}#members` : home);
}

/** The entry of a member, in the member's own state. */
export function memberKey(home: string, target: string): SubjectKey {
  const kind = kindOf(home);
  if (kind === 'list') return subjectKey('dnsbl', home.slice('list:'.length));
  return subjectKey(CHECK_OF[kind], kind === 'domain' ? home : target);
}

/** How a member's entry names its home: a list by its id, as the version before wrote it. No id has a dot or a colon. */
export const markOf = (home: string): string => (kindOf(home) === 'list' ? home.slice('list:'.length) : home);

export const homeOf = (mark: string): string => (isHomeName(mark) ? mark : listTarget(mark));

/** Whether what kept a notice back is a home, as which it is reported: snoozes, windows and flapping have neither dot nor colon. */
export const isHomeName = (text: string): boolean => /[.:]/.test(text);
