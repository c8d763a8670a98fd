/** What a run is given: what is watched, and the ports. */
import type { Channel } from '../../channels/core/channel.ts';
import type { Check, CheckPorts, SurveyFingerprints } from '../../checks/check.ts';
import type { List } from '../../dnsbl/list.ts';
import type { NotCovered } from '../../model/finding.ts';
import type { Target } from '../../model/target.ts';
import type { Wording } from '../../notices/wording.ts';
import type { AskAgain } from '../causes/causes.ts';
import type { Prove } from '../incidents/list-incidents.ts';
import type { IncidentRules } from '../incidents/rules.ts';
import type { Memory } from './memory.ts';
import type { Batch } from './plan.ts';

/** What is watched, as it is configured and found now. */
export type World = {
  readonly targets: readonly Target[];
  /**
   * Places (`placeOf`, or the beginning of one) that could not be looked at: nobody there is taken for gone. The empty
   * text means everywhere.
   */
  readonly unseen: readonly string[];
  /** Lists that can be asked. */
  readonly lists: readonly List[];
  /** Batches that a run may have; `MOST_BATCHES` if not given. */
  readonly mostBatches?: number;
  /** Lists that cannot, and why: they are in every report. */
  readonly notCovered: readonly NotCovered[];
  /** The batch's check, with exactly the batch's lists; `known` are the fingerprints of earlier runs. */
  readonly checkFor: (batch: Batch, known: SurveyFingerprints) => Check;
  readonly prove: Prove;
  /** Whether many senders have really lost it (`confirmCauses`); without it, what the checks confirmed is believed. */
  readonly askAgain?: AskAgain;
  readonly incidents: IncidentRules;
};

export type WatchPorts = {
  readonly memory: Memory;
  readonly channels: readonly Channel[];
  readonly wording: Wording;
  readonly checks: CheckPorts;
  /** Called between steps; it may throw to simulate or to carry out a stop. */
  readonly step?: (name: string) => void;
};
