/** What `advance` would send, without sending it: EC2, Route 53 and DNS are read, and nothing is written. */
import type { Text } from '../model/language.ts';
import { type PlannedCall, requestCall, zoneCall } from './calls.ts';
import type { End, NotYet } from './decided.ts';
import { decideForward } from './forward.ts';
import { decidePlan } from './plan.ts';
import type { Allocation, Ports } from './ports.ts';
import { decideRequest } from './request.ts';
import { blocked, entered, isOver, nextOf, type State } from './state.ts';
import { NOTHING_TO_SEND, SEND_CALLS } from './words.ts';

export type DryRun = {
  /**
   * `blocked`, or where the work would begin: nothing of it is kept. Nobody comes back to a dry run, so what the machine would
   * wait for is the end of it: that nothing is to be sent is said only where that was seen.
   */
  readonly state: State;
  /** The writes, in the order sent; none if there is nothing to do, or nothing can be done. */
  readonly calls: readonly PlannedCall[];
  /** What works and should not stay so. */
  readonly warnings: readonly Text[];
};

export async function dryRun(state: State, ports: Ports): Promise<DryRun> {
  if (isOver(state)) return { state, calls: [], warnings: [] };
  const plan = await decidePlan(state, ports);
  if (plan.kind !== 'go') return halted(state, plan, ports);
  const { allocation, before } = plan.value;
  const planned = entered({ ...state, allocation, before }, 'forward', SEND_CALLS, ports.clock);
  const forward = await forwardCalls(planned, allocation, ports);
  if ('state' in forward) return forward;
  const request = await decideRequest(planned, allocation, ports);
  if (request.kind !== 'go') return halted(planned, request, ports);
  const calls = [...forward.calls, ...(request.value === 'ask' ? [requestCall(state.wish, allocation)] : [])];
  const { warnings } = forward;
  return { state: calls.length > 0 ? planned : { ...planned, ...nextOf(NOTHING_TO_SEND) }, calls, warnings };
}

const halted = (state: State, why: NotYet | End, { clock }: Ports): DryRun => ({
  state: blocked(state, why.kind === 'blocked' ? why.why : why.atLast, clock),
  calls: [],
  warnings: [],
});

async function forwardCalls(
  state: State,
  { publicIp }: Allocation,
  ports: Ports,
): Promise<DryRun | Omit<DryRun, 'state'>> {
  const { hostname } = state.wish;
  if (hostname === null) return { calls: [], warnings: [] };
  const forward = await decideForward({ hostname, address: publicIp }, state.wish, ports);
  if (forward.kind !== 'go') return halted(state, forward, ports);
  const { value } = forward;
  if (value.kind === 'write') return { calls: [zoneCall(value)], warnings: [] };
  return { calls: [], warnings: value.alias === null ? [] : [value.alias] };
}
