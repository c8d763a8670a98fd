/** What the batches of a run found, and what was judged of the run as a whole: plain data that the rest is about. */
import type { SurveyFingerprints } from '../../checks/check.ts';
import type { NotCovered, StoredFinding } from '../../model/finding.ts';
import type { Target } from '../../model/target.ts';

export type ListTally = {
  readonly asked: number;
  readonly answered: number;
  /** What proves that the list answers, or shows why it does not. */
  readonly example: StoredFinding;
};

export type BatchResult = {
  readonly key: string;
  /** Targets whose state this batch changes, a target's very first look included. */
  readonly touched: readonly Target[];
  /** Of the touched targets, the findings of the subjects that change. */
  readonly findings: readonly StoredFinding[];
  readonly lists: Readonly<Record<string, ListTally>>;
  readonly coverage: { readonly asked: number; readonly answered: number; readonly notCovered: readonly NotCovered[] };
  readonly fingerprints: SurveyFingerprints;
};

export type SharedCause = {
  readonly home: string;
  /** The targets whose problem began, or changed into this, in the run. */
  readonly targets: readonly string[];
};

/**
 * What was judged of the run as a whole, after those that had to be asked again were. Everything but the lists is absent in what
 * an earlier version wrote.
 */
export type Judgement = {
  /** Lists that turned on a large share of the senders, and are sound. */
  readonly massListing: readonly string[];
  /** Those that are not. */
  readonly unsound: readonly string[];
  /** Problems that are one incident of their home. */
  readonly causes?: readonly SharedCause[];
  /** What many senders lost at once and a second look did not find lost: not believed in this run. */
  readonly doubted?: readonly SharedCause[];
  /** By home: the incident that its members were given. */
  readonly incidents?: Readonly<Record<string, string>>;
};
