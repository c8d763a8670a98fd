/** What `advance` would send, without sending it: EC2, Route 53 and DNS are read, and nothing is written. */
import { stopped } from './advance.ts';
import { type PlannedCall, requestCall, zoneCall } from './calls.ts';
import { decideForward } from './forward.ts';
import { decidePlan } from './plan.ts';
import type { Allocation, Ports } from './ports.ts';
import { decideRequest } from './request.ts';
import { entered, isOver, type State } from './state.ts';

export type DryRun = {
  /** `blocked`, or where the work would begin: nothing of it is kept. */
  readonly state: State;
  /** The writes, in the order sent; none if there is nothing to do, or nothing can be done. */
  readonly calls: readonly PlannedCall[];
};

export async function dryRun(state: State, ports: Ports): Promise<DryRun> {
  if (isOver(state)) return { state, calls: [] };
  const plan = await decidePlan(state, ports);
  if (plan.kind !== 'go') return { state: stopped(state, plan, ports), calls: [] };
  const { allocation, before } = plan.value;
  const planned = entered({ ...state, allocation, before }, 'forward', 'Send the calls.', ports.clock);
  const forward = await forwardCalls(planned, allocation, ports);
  if ('state' in forward) return forward;
  const request = await decideRequest(planned, allocation, ports);
  if (request.kind !== 'go') return { state: stopped(planned, request, ports), calls: [] };
  const calls = [...forward.calls, ...(request.value === 'ask' ? [requestCall(state.wish, allocation)] : [])];
  return { state: calls.length > 0 ? planned : { ...planned, next: 'There is nothing to send.' }, calls };
}

async function forwardCalls(
  state: State,
  { publicIp }: Allocation,
  ports: Ports,
): Promise<DryRun | Omit<DryRun, 'state'>> {
  const { hostname } = state.wish;
  if (hostname === null) return { calls: [] };
  const forward = await decideForward({ hostname, address: publicIp }, state.wish, ports);
  if (forward.kind !== 'go') return { state: stopped(state, forward, ports), calls: [] };
  return { calls: forward.value.kind === 'write' ? [zoneCall(forward.value)] : [] };
}
