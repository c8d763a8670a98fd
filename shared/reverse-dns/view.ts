/** A state as programs read it: the API's answer and the command line's `--json`. */
import { defined } from '../model/defined.ts';
import type { Language, Translated } from '../model/language.ts';
import { type Blocked, sentencesOf } from './blocked.ts';
import type { CurrentReverse } from './read-current.ts';
import { keptIn, type ReverseDnsStep, type Stage, type State } from './state.ts';

export type JobView = {
  readonly address: string;
  /** Null: the reverse name is taken away. */
  readonly hostname: string | null;
  readonly stage: Stage;
  /** What happens next, in one line. */
  readonly next: string;
  readonly translatedNext?: Translated;
  readonly steps: readonly ReverseDnsStep[];
  readonly blocked: Blocked | null;
  readonly startedAt: string;
  /** The next look; null at an end. */
  readonly again: string | null;
  readonly caller: string;
  readonly allocationId?: string;
  readonly region?: string;
  /** The reverse name that EC2 had at the beginning. */
  readonly before: string | null;
};

export function jobView(state: State): JobView {
  const { wish, stage, next, translatedNext, steps, blocked, startedAt, again, allocation, before } = state;
  return {
    address: allocation?.publicIp ?? wish.address,
    hostname: wish.hostname,
    stage,
    next,
    steps,
    blocked,
    startedAt,
    again,
    caller: wish.caller,
    ...defined({ translatedNext, allocationId: allocation?.allocationId, region: allocation?.region }),
    before,
  };
}

/** With its sentences in this language only, as it leaves the API. */
export function jobIn(language: Language, { translatedNext, ...job }: JobView): JobView {
  return {
    ...job,
    next: keptIn(language, job.next, translatedNext),
    steps: job.steps.map(({ translated, ...step }) => ({ ...step, text: keptIn(language, step.text, translated) })),
    blocked: job.blocked === null ? null : blockedIn(language, job.blocked),
  };
}

export function blockedIn(language: Language, blocked: Blocked): Blocked {
  const { translated: _, ...rest } = blocked;
  return { ...rest, ...sentencesOf(blocked, language) };
}

export type NowView = Omit<Extract<CurrentReverse, { kind: 'seen' }>, 'kind' | 'address'>;

export type StatusView = {
  readonly address: string;
  /** The last one that was asked for; null: none that is known of. */
  readonly job: JobView | null;
  /** What EC2 and DNS have; null while a job is under way, whose steps say it. */
  readonly now: NowView | null;
  /** Why it could not be looked at. */
  readonly unseen: Blocked | null;
};

export const nowView = ({ kind: _, address: __, ...now }: Extract<CurrentReverse, { kind: 'seen' }>): NowView => now;
