/** Every sentence of a notice, as one catalogue a language: the same keys everywhere, so a test can compare them. */
import type { EndReason, Transition } from '../../model/incident.ts';

export type Texts = {
  /** `OPENED`, `CLEARED`, ...: how a turn is headed. */
  readonly transition: Readonly<Record<Transition, string>>;
  readonly severity: Readonly<Record<'critical' | 'major' | 'minor' | 'info', string>>;
  /** The part of a subject that says what happened: `listed on a blocklist`, by finding id; `other` for the rest. */
  readonly headline: Readonly<Record<string, string>>;
  /** Why a finding matters, by finding id. */
  readonly why: Readonly<Record<string, string>>;
  readonly ended: Readonly<Record<EndReason, string>>;
  readonly label: Readonly<
    Record<
      | 'since'
      | 'seen'
      | 'evidence'
      | 'repeat'
      | 'matters'
      | 'todo'
      | 'before'
      | 'now'
      | 'lasted'
      | 'incident'
      | 'checked',
      string
    >
  >;
  readonly atFirstSight: string;
  /** What to do with an Elastic IP that is on a critical list when it is first seen. */
  readonly screening: { readonly free: string; readonly associated: string; readonly account: (id: string) => string };
  readonly duration: (ms: number) => string;
  /** The subject of a digest with several notices. */
  readonly several: (counts: Readonly<Partial<Record<Transition, number>>>, first: string) => string;
  /** A list as a whole, as a target. */
  readonly list: (id: string) => string;
};
