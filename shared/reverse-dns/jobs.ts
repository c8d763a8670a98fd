/**
 * One job an address, kept by anyone who runs the machine in the background (a table on AWS, memory in `postwatch serve`). A
 * second request for the same name continues the job that is there; one for another name waits its turn. What is lost here is only
 * the report: EC2 and DNS hold the truth, and the same request comes to the same end.
 */
import type { Clock } from '../model/clock.ts';
import { MINUTE } from '../model/duration.ts';
import { advance } from './advance.ts';
import type { Ports } from './ports.ts';
import { isOver, type State, type Wish } from './state.ts';
import { begin } from './wish.ts';

export type JobStore = {
  readonly read: (address: string) => Promise<State | null>;
  /** Takes the place of the job that began at `before` (null: of none); false where another one is kept. */
  readonly put: (state: State, before: string | null) => Promise<boolean>;
};

export type Started =
  /** `isNew` is false for a job that was under way and wants the same. */
  | { readonly kind: 'accepted'; readonly state: State; readonly isNew: boolean }
  /** Another job is under way for this address. */
  | { readonly kind: 'busy'; readonly state: State };

/** A request that can never succeed (`begin` says so at once) is for the caller to refuse: here it would be stored as it is. */
export async function startJob(wish: Wish, store: JobStore, clock: Pick<Clock, 'now'>): Promise<Started> {
  const state = begin(wish, clock);
  const { address } = state.wish;
  for (;;) {
    const there = await store.read(address);
    if (there !== null && isUnderWay(there, clock)) {
      return wantsTheSame(there.wish, state.wish)
        ? { kind: 'accepted', state: there, isNew: false }
        : { kind: 'busy', state: there };
    }
    if (await store.put(state, there?.startedAt ?? null)) return { kind: 'accepted', state, isNew: true };
  }
}

/** A process that works on a job comes back when its state says; so late, none does any more. */
const LOST_MS = 5 * MINUTE;

/** A job that no one continues does not block another. */
export const isUnderWay = ({ again }: Pick<State, 'again'>, clock: Pick<Clock, 'now'>): boolean =>
  again !== null && clock.now() < Date.parse(again) + LOST_MS;

/** Also the consents: a refusal for want of one that is given now is out of date. */
const wantsTheSame = (a: Wish, b: Wish): boolean =>
  a.hostname === b.hostname &&
  a.zoneId === b.zoneId &&
  a.mayMerge === b.mayMerge &&
  String(a.mayReplace) === String(b.mayReplace);

/** Advances a job by one step and keeps it; null where there is none (any more), or another took its place meanwhile. */
export async function advanceJob(
  address: string,
  store: JobStore,
  ports: (state: State) => Promise<Ports>,
): Promise<State | null> {
  const state = await store.read(address);
  if (state === null || isOver(state)) return state;
  const next = await advance(state, await ports(state));
  return (await store.put(next, state.startedAt)) ? next : null;
}
