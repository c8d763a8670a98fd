/** Every sentence of a notice, as one catalogue a language: the same keys everywhere, so a test can compare them. */
import type { Side } from '../../bounce/diagnosis.ts';
import type { NotifiedFindingId } from '../../model/findings/index.ts';
import type { EndReason, Transition } from '../../model/incident.ts';
import type { RemedyCatalogue } from '../../model/remedy.ts';
import type { Severity } from '../../model/weight.ts';
import type { CostUnit } from '../estimate.ts';

export type Label =
  | 'since'
  | 'evidence'
  | 'repeat'
  | 'matters'
  | 'todo'
  | 'before'
  | 'now'
  | 'was'
  | 'is'
  | 'lasted'
  | 'stood'
  | 'joined'
  | 'left'
  | 'members'
  | 'incident'
  | 'acknowledge'
  | 'details';

/** `account:<id>/<region>` among them. */
export type SharedKind = 'list' | 'zone' | 'account' | 'ground';

export type Texts = {
  readonly firstReport: FirstReportTexts;
  readonly test: { readonly subject: string; readonly text: (caller: string, at: string) => string };
  readonly bounces: BounceTexts;
  /** What a subject begins with: `CLEARED`. Of an opening it is the severity. */
  readonly transition: Readonly<Record<Transition, string>>;
  /** `CRITICAL`. */
  readonly heading: Readonly<Record<Severity, string>>;
  /** `critical`, within a sentence. */
  readonly severity: Readonly<Record<Severity, string>>;
  /** The part of a subject that says what the problem is: `no reverse DNS`, by finding id; `other` for the rest. */
  readonly headline: Readonly<Record<NotifiedFindingId | 'other', string>>;
  /** `198.51.100.1: no reverse DNS`. */
  readonly about: (who: string, headline: string) => string;
  /** The same of a list that is known by name, of one address or domain, or of several. */
  readonly listing: ListingTexts;
  /** The first line of a notice with the time since which the problem exists; null: that time has a line of its own. */
  readonly headSince: ((head: string, since: string) => string) | null;
  /** Why a finding matters, by finding id. */
  readonly why: Readonly<Record<NotifiedFindingId | 'other', string>>;
  /** What to do next. */
  readonly remedies: RemedyCatalogue;
  /** Receivers that are documented to use the list. */
  readonly usedBy: (receivers: readonly string[]) => string;
  readonly ended: Readonly<Record<EndReason, string>>;
  /** An empty one: the line continues what is above it. */
  readonly label: Readonly<Record<Label, string>>;
  /** Columns that a label takes, with the space behind it. */
  readonly labelWidth: number;
  readonly atFirstSight: string;
  /** What to do with an Elastic IP that is on a critical list when it is first seen. */
  readonly screening: { readonly free: string; readonly associated: string; readonly account: (id: string) => string };
  readonly worsened: (from: string, to: string) => string;
  readonly improved: (from: string, to: string) => string;
  readonly flapping: (turns: number) => string;
  readonly members: (count: number) => string;
  readonly reminder: string;
  /** No other problem of the address is known. */
  readonly alone: string;
  /** After a listing has cleared. */
  readonly afterListing: string;
  readonly acknowledged: (by: string, until: string | null, why: string) => string;
  /** The advice of a remedy was last checked on this day. */
  readonly checked: (day: string) => string;
  readonly noServer: string;
  readonly duration: (ms: number) => string;
  /** Ends an enumeration. */
  readonly more: (n: number) => string;
  /** `2 opened`: how a turn is counted. */
  readonly turned: Readonly<Record<Transition, string>>;
  /** The subject of a digest with several causes; `counts` by `turned`. */
  readonly several: (counts: Readonly<Record<string, number>>, first: string) => string;
  /** Ends a message that had no room for the rest, which comes in another one. */
  readonly follow: (notices: number) => string;
  /** A record that is no longer there, though its absence weighs less than what was wrong with it. */
  readonly vanished: { readonly heading: string; readonly turned: string; readonly text: string };
  readonly group: GroupTexts;
  /** What many targets share, as a target itself (`list:spamcop`, `zone:...`), by the word before the colon; and how many. */
  readonly shared: Readonly<Record<SharedKind, (name: string, members: number | undefined) => string>>;
};

type ListingTexts = {
  readonly open: (who: string, list: string, isOne: boolean) => string;
  readonly policy: (who: string, list: string, isOne: boolean) => string;
  readonly cleared: (who: string, list: string, isOne: boolean) => string;
  /** Whether it is still listed is not known. */
  readonly ended: (who: string, list: string) => string;
};

/** Bounces that came in: `own` are those that are the sender's fault. */
type BounceTexts = {
  readonly newCauseSubject: (receiver: string, cause: string) => string;
  readonly newCause: (receiver: string, cause: string) => string;
  /** Before the receiver's own words. */
  readonly theySay: string;
  readonly todo: string;
  readonly daySubject: (day: string, all: number, own: number) => string;
  readonly day: (day: string, all: number, own: number) => string;
  readonly side: Readonly<Record<Side, string>>;
  /** Before the command that explains a bounce. */
  readonly next: string;
};

/** Many notices of one cause. */
type GroupTexts = {
  readonly addresses: (n: number) => string;
  readonly targets: (n: number) => string;
  readonly example: (summary: string) => string;
  /** Before the advice for one of them. */
  readonly forOne: (target: string) => string;
  /** Behind it, before the command that shows that of each. */
  readonly each: string;
  /** Behind the commands for some of them. */
  readonly others: (n: number) => string;
};

/** The sentences of the first report; lists of things are under each heading, one a line. */
export type FirstReportTexts = {
  readonly subject: (senders: number, candidates: number, open: number) => string;
  readonly begun: string;
  readonly found: string;
  readonly senders: (n: number) => string;
  readonly candidates: (n: number) => string;
  /** Before the command that tags. */
  readonly tag: string;
  /** By use: so many that are not checked, and why. */
  readonly others: Readonly<Record<string, (n: number) => string>>;
  readonly nobody: string;
  readonly open: (n: number) => string;
  readonly unseen: string;
  readonly keys: string;
  readonly notCovered: (n: number) => string;
  /** Before the command that says why. */
  readonly whyNotCovered: string;
  readonly silent: string;
  readonly notes: string;
  readonly queries: string;
  readonly queriesOf: (list: string, perDay: number, limit: number | null) => string;
  readonly cost: (total: string) => string;
  /** What is always paid, beside the names of AWS's services. */
  readonly fixedCosts: string;
  readonly units: Readonly<Record<CostUnit, string>>;
  readonly next: string;
};
