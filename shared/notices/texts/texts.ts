/** Every sentence of a notice, as one catalogue a language: the same keys everywhere, so a test can compare them. */
import type { NotifiedFindingId } from '../../model/findings/index.ts';
import type { EndReason, Transition } from '../../model/incident.ts';
import type { RemedyCatalogue } from '../../model/remedy.ts';

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
  | 'ended'
  | 'turns'
  | 'joined'
  | 'left'
  | 'members'
  | 'by'
  | 'incident';

/** `account:<id>/<region>` among them. */
export type SharedKind = 'list' | 'zone' | 'account' | 'ground';

export type Texts = {
  readonly firstReport: FirstReportTexts;
  readonly test: { readonly subject: string; readonly text: (caller: string, at: string) => string };
  /** Bounces that came in: `own` are those that are the sender's fault. */
  readonly bounces: {
    readonly newCauseSubject: (receiver: string, cause: string) => string;
    readonly newCause: (receiver: string, cause: string) => string;
    readonly daySubject: (day: string, all: number, own: number) => string;
    readonly day: (day: string, all: number, own: number) => string;
    readonly next: string;
  };
  /** `OPENED`, `CLEARED`, ...: how a turn is headed. */
  readonly transition: Readonly<Record<Transition, string>>;
  readonly severity: Readonly<Record<'critical' | 'major' | 'minor' | 'info', string>>;
  /** The part of a subject that says what happened: `listed on a blocklist`, by finding id; `other` for the rest. */
  readonly headline: Readonly<Record<NotifiedFindingId | 'other', string>>;
  /** Why a finding matters, by finding id. */
  readonly why: Readonly<Record<NotifiedFindingId | 'other', string>>;
  /** What to do next. */
  readonly remedies: RemedyCatalogue;
  /** Receivers that are documented to use the list. */
  readonly usedBy: (receivers: readonly string[]) => string;
  readonly ended: Readonly<Record<EndReason, string>>;
  /** At most nine columns wide. */
  readonly label: Readonly<Record<Label, string>>;
  readonly atFirstSight: string;
  /** What to do with an Elastic IP that is on a critical list when it is first seen. */
  readonly screening: { readonly free: string; readonly associated: string; readonly account: (id: string) => string };
  readonly flapping: (turns: number) => string;
  readonly members: (count: number) => string;
  /** Before the command that acknowledges. */
  readonly reminder: string;
  readonly acknowledged: (by: string, until: string | null) => string;
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
  /** Many notices of one cause. */
  readonly group: {
    readonly addresses: (n: number) => string;
    readonly targets: (n: number) => string;
    readonly example: (summary: string) => string;
    /** Before the advice for one of them. */
    readonly forOne: (target: string) => string;
    /** Behind it: where that of each is found. */
    readonly each: (command: string) => string;
    /** Behind the commands for some of them. */
    readonly others: (n: number) => string;
  };
  /** What many targets share, as a target itself (`list:spamcop`, `zone:...`), by the word before the colon; and how many. */
  readonly shared: Readonly<Record<SharedKind, (name: string, members: number | undefined) => string>>;
};

/** The sentences of the first report; lists of things stand under each heading, one a line. */
export type FirstReportTexts = {
  readonly subject: (senders: number, candidates: number, open: number) => string;
  readonly found: string;
  readonly senders: (n: number) => string;
  readonly candidates: (n: number) => string;
  /** By use: so many that are not looked at, and why. */
  readonly others: Readonly<Record<string, (n: number) => string>>;
  readonly nobody: string;
  readonly open: (n: number) => string;
  readonly unseen: string;
  readonly keys: string;
  readonly notCovered: string;
  readonly silent: string;
  readonly notes: string;
  readonly queries: string;
  readonly queriesOf: (list: string, perDay: number, limit: number | null) => string;
  readonly cost: (total: string) => string;
  readonly next: string;
};
