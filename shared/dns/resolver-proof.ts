/** Whether a resolver may be believed, and what shows it. */
import type { Evidence } from '../model/finding.ts';

/**
 * `closed`: it does not know the DNS root; `rewriting`: it answers a name that cannot exist; `stripping`: it hides records
 * of a type; `stale`: it serves answers that have expired; `silent`: it does not answer.
 */
export type ResolverState = 'sound' | 'closed' | 'rewriting' | 'stripping' | 'stale' | 'silent';

export type ResolverProof = {
  /** `host:port`. */
  readonly server: string;
  readonly state: ResolverState;
  /** One sentence without its full stop. */
  readonly why: string;
  readonly evidence: readonly Evidence[];
};
