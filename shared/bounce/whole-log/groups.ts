/** What a whole log says, in a bounded number of groups: one cause, at one receiver, for one sending address. */
import { type Diagnosis, isOwnSide, type Unmatched } from '../diagnosis.ts';

export type LogGroup = {
  /** Of its first failure; the others differ in the recipient and in what a server puts into each reply. */
  readonly diagnosis: Diagnosis;
  /** As people call it; absent where there are too many, or none is named. */
  readonly receiver?: string;
  /** Messages, each counted once for each recipient, however often the queue tried. */
  readonly count: number;
  /** Lines: what was tried. */
  readonly attempts: number;
  /** Of `count`: delivered by the end of the log. */
  readonly deliveredLater: number;
  /** As the log writes times. */
  readonly firstSeen?: string;
  readonly lastSeen?: string;
  /** A few of them. */
  readonly recipients: readonly string[];
  /** A few lines of the log, printable. */
  readonly examples: readonly string[];
  /** Messages that the same log shows delivered to other domains. */
  readonly deliveredElsewhere: number;
  /** The receivers that refuse this address for what it is or does, this one among them; empty where there are fewer than three. */
  readonly refusedBy: readonly string[];
};

export type LogReport = {
  readonly lines: number;
  /** Messages, as in `LogGroup.count`. */
  readonly refusals: number;
  readonly delivered: number;
  /** The most damaging first. */
  readonly groups: readonly LogGroup[];
  readonly unmatched: readonly Unmatched[];
  /** Failures whose words no rule knows. */
  readonly unmatchedCount: number;
};

/** What ends by itself, or is about one recipient, harms least. */
function harmOf({ side, retry, direction }: Diagnosis): number {
  if (direction === 'inbound') return 2;
  if (isOwnSide(side)) return retry === 'fix-first' ? 5 : 3;
  if (retry === 'wait') return 0;
  return { receiver: 3, network: 4, content: 2, recipient: 1 }[
    side as 'receiver' | 'network' | 'content' | 'recipient'
  ];
}

/** The most damaging first: what only the sender can end, then by how many messages it holds up. */
export const byHarm = (one: LogGroup, other: LogGroup): number =>
  harmOf(other.diagnosis) - harmOf(one.diagnosis) || heldUp(other) - heldUp(one) || other.count - one.count;

const heldUp = ({ count, deliveredLater }: LogGroup): number => count - deliveredLater;
