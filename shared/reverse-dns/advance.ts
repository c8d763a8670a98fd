/**
 * The machine: `plan -> forward -> requested -> applied -> confirmed`, or `blocked`. `advance` does what can be done now and
 * never sleeps; the state that it returns says when to come back. Each stage looks first, then writes at most once, and then
 * looks again, so it does not matter which process resumes with which copy of the state: the command line in a loop, a Lambda that was
 * called again, or two of them at once.
 */
import { evidenceOf } from '../dns/answer.ts';
import { failureText } from '../dns/failure-text.ts';
import { isoTime } from '../model/clock.ts';
import { inEach, type Text } from '../model/language.ts';
import { requestCall, sent, zoneCall } from './calls.ts';
import { type End, type NotYet, refused } from './decided.ts';
import { changeRefusal, decideForward, type ForwardWrite } from './forward.ts';
import { decidePlan } from './plan.ts';
import type { Allocation, Ports } from './ports.ts';
import { decideProof } from './proof.ts';
import type { Pair } from './record.ts';
import { forwardNotAnswered } from './record-refusals.ts';
import { unproved } from './refusals.ts';
import { decideApplied, decideRequest, requestRefusal } from './request.ts';
import {
  blocked,
  entered,
  hasWritten,
  isOver,
  isSpent,
  nextOf,
  noted,
  patienceFrom,
  type State,
  waiting,
} from './state.ts';
import {
  ALREADY_ASKED,
  CHANGE_DONE,
  CHANGE_PENDING,
  CHECK_DNS,
  CONFIRMED,
  CONFIRMED_GONE,
  checkForward,
  DONE_RESET,
  DONE_SET,
  ec2Applied,
  ec2Has,
  FORWARD_LOST,
  forwardFound,
  planned,
  REMOVE_NAME,
  WAIT_FOR_EC2,
  WAIT_FOR_ROUTE53,
} from './words.ts';

type Acting = 'forward' | 'requested' | 'applied';

const ORDER: readonly State['stage'][] = ['plan', 'forward', 'requested', 'applied', 'confirmed'];

/** Resolves to the state to keep; rejects only for bugs. A state that is over comes back as it is. */
export async function advance(state: State, ports: Ports): Promise<State> {
  for (let now = state; ; ) {
    if (isOver(now)) return now;
    const next = await step(now, ports);
    // Only a later stage is gone on with at once; whatever else there is to do wants time to pass.
    if (ORDER.indexOf(next.stage) <= ORDER.indexOf(now.stage)) return next;
    now = next;
  }
}

const STAGES: Readonly<Record<Acting, (state: State, allocation: Allocation, ports: Ports) => Promise<State>>> = {
  forward,
  requested,
  applied,
};

/** A state from elsewhere that lacks the plan's result is planned again. */
const step = (state: State, ports: Ports): Promise<State> =>
  state.allocation === null || state.stage === 'plan'
    ? plan({ ...state, stage: 'plan' }, ports)
    : STAGES[state.stage as Acting](state, state.allocation, ports);

/** Patience or the end. */
const stopped = (state: State, why: NotYet | End, { clock }: Pick<Ports, 'clock'>): State =>
  why.kind === 'blocked' ? blocked(state, why.why, clock) : waiting(state, why.seconds, why, why.atLast, clock);

async function plan(state: State, ports: Ports): Promise<State> {
  const { clock } = ports;
  const decided = await decidePlan(state, ports);
  if (decided.kind !== 'go') return stopped(state, decided, ports);
  const { allocation, before, ptr } = decided.value;
  const names = ptr.kind === 'records' ? evidenceOf(ptr).answers.slice(0, 3).join(', ') : null;
  const text = planned(allocation, before, names, ptr.kind === 'failed' ? failureText(ptr) : null);
  const found = noted({ ...state, allocation, before }, 'found', { text, evidence: [evidenceOf(ptr)] }, clock);
  const { hostname } = state.wish;
  return entered(
    found,
    'forward',
    hostname === null ? REMOVE_NAME : checkForward(hostname, allocation.publicIp),
    clock,
  );
}

async function forward(state: State, allocation: Allocation, ports: Ports): Promise<State> {
  const { hostname } = state.wish;
  if (hostname === null) return request(state, allocation, ports);
  const { publicIp } = allocation;
  const pair = { hostname, address: publicIp };
  const settled = await followChange(state, pair, ports);
  if (settled.change !== null) return settled;
  const decided = await decideForward(pair, settled.wish, ports);
  if (decided.kind !== 'go') return stopped(settled, decided, ports);
  if (decided.value.kind === 'write') return writeForward(settled, decided.value, ports);
  const { alias } = decided.value;
  const resolves = forwardFound(hostname, publicIp);
  const text = alias === null ? resolves : inEach((language) => `${resolves[language]} ${alias[language]}`);
  const found = noted(settled, 'found', { text, evidence: decided.value.evidence }, ports.clock);
  return request(found, allocation, ports);
}

const CHANGE_SECONDS = 10;

/** Waits for INSYNC. A change that cannot be looked at is forgotten: the name servers show what came of it. */
async function followChange(state: State, pair: Pair, { zones, clock }: Ports): Promise<State> {
  if (state.change === null) return state;
  const status = await zones.changeStatus(state.change);
  if (!status.ok && status.kind === 'busy') return stopped(state, refused('route53:GetChange', status), { clock });
  if (status.ok && status.value === 'PENDING') {
    return waiting(state, CHANGE_SECONDS, { text: CHANGE_PENDING }, forwardNotAnswered(pair), clock);
  }
  const settled = { ...state, change: null };
  if (!status.ok) return settled;
  return noted(settled, 'found', { text: CHANGE_DONE }, clock);
}

async function writeForward(state: State, write: ForwardWrite, ports: Ports): Promise<State> {
  const { clock, zones } = ports;
  // A record that someone else takes away each time is not put back for ever.
  if (hasWritten(state) && isSpent(state, clock)) return blocked(state, forwardNotAnswered(write.pair), clock);
  const call = zoneCall(write);
  const answer = await sent(call, state, ports, () => zones.change(write.zone.id, write.batch));
  if (!answer.ok) return stopped(state, changeRefusal(write, answer), ports);
  const done = noted({ ...state, change: answer.value }, 'done', { text: call.done }, clock);
  // No step that waits: the next one would take the place of the step that says what was written.
  return {
    ...done,
    again: isoTime(clock.now() + CHANGE_SECONDS * 1000),
    ...nextOf(WAIT_FOR_ROUTE53),
  };
}

async function request(state: State, allocation: Allocation, ports: Ports): Promise<State> {
  const { clock, elasticIps } = ports;
  const { hostname } = state.wish;
  const decided = await decideRequest(state, allocation, ports);
  if (decided.kind !== 'go') return stopped(state, decided, ports);
  if (decided.value === 'has') {
    return entered(noted(state, 'found', { text: ec2Has(hostname) }, clock), 'applied', CHECK_DNS, clock);
  }
  if (decided.value === 'pending') {
    return entered(noted(state, 'found', { text: ALREADY_ASKED }, clock), 'requested', WAIT_FOR_EC2, clock);
  }
  const call = requestCall(state.wish, allocation);
  const { allocationId } = allocation;
  const answer = await sent(call, state, ports, () =>
    hostname === null ? elasticIps.resetPtr(allocationId) : elasticIps.setPtr(allocationId, hostname),
  );
  if (!answer.ok) return stopped(state, requestRefusal(call.call, allocation, answer), ports);
  return entered(noted(state, 'done', { text: call.done }, clock), 'requested', WAIT_FOR_EC2, clock);
}

async function requested(state: State, allocation: Allocation, ports: Ports): Promise<State> {
  const decided = await decideApplied(state, allocation, ports);
  if (decided.kind !== 'go') return stopped(state, decided, ports);
  const text = ec2Applied(state.wish.hostname);
  return entered(noted(state, 'found', { text }, ports.clock), 'applied', CHECK_DNS, ports.clock);
}

async function applied(state: State, allocation: Allocation, ports: Ports): Promise<State> {
  const { clock } = ports;
  const decided = await decideProof(state, allocation, ports);
  if (decided.kind !== 'go') return stopped(state, decided, ports);
  const { kind, evidence } = decided.value;
  if (kind === 'proved') {
    const text = state.wish.hostname === null ? CONFIRMED_GONE : CONFIRMED;
    return entered(noted(state, 'found', { text, evidence }, clock), 'confirmed', atTheEnd(state), clock);
  }
  const text = FORWARD_LOST;
  const patient = waiting(state, LOST_SECONDS, { text, evidence }, unproved(allocation, text), clock);
  return isOver(patient) ? patient : { ...patient, stage: 'forward', deadline: patienceFrom(clock) };
}

const atTheEnd = ({ wish }: State): Text => (wish.hostname === null ? DONE_RESET : DONE_SET);

const LOST_SECONDS = 20;
