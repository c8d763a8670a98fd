/**
 * Steps 3 and 4: EC2 is asked for the name, or asked to take it away, and watched until it has done so. Whether it was asked
 * already is read from EC2 and not from the state, so that a look that was lost asks nothing twice.
 */
import type { Text } from '../model/language.ts';
import { isUnjudged } from './aws-trouble.ts';
import { type Decided, type End, end, go, type NotYet, refused } from './decided.ts';
import { busyWithAnother, isPending, mayGo, readPtr, setName } from './plan.ts';
import type { Allocation, CallRefusal, Ports, PtrAttribute } from './ports.ts';
import { notApplied, released, replaced, requestFailed, requestRefused } from './refusals.ts';
import type { State } from './state.ts';
import { ec2Behind, ec2Pending } from './words.ts';

/** `has`: it is there; `pending`: EC2 was asked; `ask`: it has to be. */
export type Request = 'has' | 'pending' | 'ask';

const POLL_SECONDS = 15;

export async function decideRequest(state: State, allocation: Allocation, ports: Ports): Promise<Decided<Request>> {
  const read = readPtr(await ports.elasticIps.ptr(allocation.allocationId), allocation);
  if (read.kind !== 'go') return read;
  const busy = busyWithAnother(read.value, state, allocation);
  if (busy !== null) return busy;
  const { ptrRecord, update } = read.value;
  if (isPending(update)) return go('pending');
  const has = setName(ptrRecord);
  if (has === state.wish.hostname) return go('has');
  return mayGo(allocation, has, state) ?? go('ask');
}

/** What a pending update wants; of a reset, EC2 tells no value that we know of. */
const isWished = (value: string, { wish }: State): boolean => setName(value) === wish.hostname;

/** EC2 did not take `call`. */
export function requestRefusal(call: string, allocation: Allocation, refusal: CallRefusal): NotYet | End {
  if (refusal.kind === 'missing') return end(released(allocation));
  // A service that was not reached, or does not know the caller, has not judged the name: no known cause of a refusal applies.
  if (refusal.kind === 'busy' || refusal.kind === 'conflict' || isUnjudged(refusal)) return refused(call, refusal);
  return end(requestRefused(allocation, call, refusal));
}

/** Step 4: whether EC2 has done what it was asked for. */
export async function decideApplied(state: State, allocation: Allocation, ports: Ports): Promise<Decided<'applied'>> {
  const read = readPtr(await ports.elasticIps.ptr(allocation.allocationId), allocation);
  if (read.kind !== 'go') return read;
  return judgeUpdate(read.value, state, allocation);
}

function judgeUpdate({ ptrRecord, update }: PtrAttribute, state: State, allocation: Allocation): Decided<'applied'> {
  const { hostname } = state.wish;
  const has = setName(ptrRecord);
  if (update !== null) {
    if (!isPending(update)) return end(requestFailed(allocation, update));
    if (hostname !== null && !isWished(update.value, state)) return end(replaced(allocation, update.value));
    return patience(ec2Pending(update.status), allocation);
  }
  if (has === hostname) return go('applied');
  // EC2's answers lag behind its own writes: what was before may be an old answer, anything else is someone's.
  if (has !== null && has !== state.before) return end(replaced(allocation, has));
  return patience(ec2Behind(has), allocation);
}

const patience = (text: Text, allocation: Allocation): Decided<never> => ({
  kind: 'wait',
  seconds: POLL_SECONDS,
  text,
  atLast: notApplied(allocation, text),
});
