/**
 * How far the work on one reverse name is. It is plain JSON: anyone who runs the machine (the command line, a Lambda, the
 * scheduled run) keeps it between two looks and hands it back to `advance`. Nothing in it is needed for safety: a state that
 * was lost, or is older than what was done, resolves to the same end, since each step looks before it acts.
 */
import type { Clock } from '../model/clock.ts';
import { isoTime } from '../model/clock.ts';
import { defined } from '../model/defined.ts';
import { MINUTE } from '../model/duration.ts';
import type { Evidence } from '../model/finding.ts';
import { eachText, type Language, type Text, type Translated, translatedOf, verbatim } from '../model/language.ts';
import { printable } from '../model/text.ts';
import { type Blocked, boundedBlocked, sentencesOf } from './blocked.ts';
import type { Allocation } from './ports.ts';
import { OPENING } from './words.ts';

/**
 * `plan`: nothing done. `forward`: the A record is seen to. `requested`: EC2 was asked. `applied`: EC2 has it. `confirmed`: DNS
 * proves it. `blocked`: see `blocked`. The last two are ends.
 */
export type Stage = 'plan' | 'forward' | 'requested' | 'applied' | 'confirmed' | 'blocked';

export type Wish = {
  /** An Elastic IP, or its allocation id. */
  readonly address: string;
  /** The reverse name; null takes away the one that is set (ResetAddressAttribute). */
  readonly hostname: string | null;
  /** Reverse names that may be replaced or taken away; `any`: whatever is there. */
  readonly mayReplace: 'any' | readonly string[];
  /** Whether an address may be added to an A record set that already has others. */
  readonly mayMerge: boolean;
  /** False: Route 53 is read and never written. */
  readonly touchZones: boolean;
  /** The hosted zone to write to, instead of the one that is found. */
  readonly zoneId?: string;
  /** Refuse before anything is written unless the address is tagged `postwatch:manage=true`: the deployment's own rights. */
  readonly needsTag: boolean;
  /** Who asks, for the log. */
  readonly caller: string;
};

/** One thing that was done or seen. */
export type ReverseDnsStep = {
  readonly stage: Exclude<Stage, 'blocked'>;
  /** `done`: changed something; `found`: it was so already; `waiting`: not yet; `refused`: the end. */
  readonly outcome: 'done' | 'found' | 'waiting' | 'refused';
  /** One line. */
  readonly text: string;
  /** The same in the other languages; what an earlier version kept has none. */
  readonly translated?: Translated;
  /** ISO 8601; of a step that waits: the last look. */
  readonly at: string;
  readonly evidence?: readonly Evidence[];
};

export type State = {
  readonly version: 1;
  readonly wish: Wish;
  readonly stage: Stage;
  readonly startedAt: string;
  /** When patience with this stage ends, and with the whole. */
  readonly deadline: string;
  readonly endsAt: string;
  /** When to call `advance` again (ISO 8601); null at an end. */
  readonly again: string | null;
  /** What EC2 knows of the address, from the plan on. */
  readonly allocation: Allocation | null;
  /** The reverse name that EC2 had at the plan (canonical); null: none. */
  readonly before: string | null;
  /** A change of Route 53 that is not yet INSYNC. */
  readonly change: string | null;
  readonly steps: readonly ReverseDnsStep[];
  /** What happens next, in one line. */
  readonly next: string;
  /** The same in the other languages; what an earlier version kept has none. */
  readonly translatedNext?: Translated;
  readonly blocked: Blocked | null;
};

/** EC2 needs minutes at times; a change of Route 53 about one; a resolver keeps an old answer for its TTL. */
const PATIENCE_MS = 15 * MINUTE;
/** All stages together: a record that someone else keeps taking away must not be followed for ever. */
const WHOLE_MS = 60 * MINUTE;
const MAX_STEPS = 60;
const MAX_EVIDENCE = 20;

type At = Pick<Clock, 'now'>;

export const isOver = ({ stage }: State): boolean => stage === 'confirmed' || stage === 'blocked';

/** Whether anything was written; not so and `confirmed`: there was nothing to do. */
export const hasWritten = ({ steps }: State): boolean => steps.some(({ outcome }) => outcome === 'done');

export function opened(wish: Wish, clock: At): State {
  const now = clock.now();
  return {
    version: 1,
    wish,
    stage: 'plan',
    startedAt: isoTime(now),
    deadline: patienceFrom(clock),
    endsAt: isoTime(now + WHOLE_MS),
    again: isoTime(now),
    allocation: null,
    before: null,
    change: null,
    steps: [],
    blocked: null,
    ...nextOf(OPENING),
  };
}

/** Until when one stage is waited for. */
export const patienceFrom = (clock: At): string => isoTime(clock.now() + PATIENCE_MS);

/** Patience has ended. */
export const isSpent = ({ deadline, endsAt }: State, clock: At): boolean =>
  clock.now() >= Math.min(Date.parse(deadline), Date.parse(endsAt));

/** What happens next, as it is kept. */
export const nextOf = (text: Text): Pick<State, 'next' | 'translatedNext'> => ({
  next: text.en,
  translatedNext: translatedOf(text),
});

/** A kept text in a language; in English where an earlier version kept it. */
export const keptIn = (language: Language, text: string, translated: Translated | undefined): string =>
  ({ ...verbatim(text), ...translated })[language];

type Seen = { readonly text: Text; readonly evidence?: readonly Evidence[] };

/**
 * With one more step. A step that waits takes the place of the last look's, so that patience fills no list, and a stage keeps
 * the evidence of its last step only: the state has to fit into an execution of Step Functions.
 */
export function noted(state: State, outcome: ReverseDnsStep['outcome'], { text, evidence }: Seen, clock: At): State {
  const { stage } = state;
  if (stage === 'blocked') return state;
  const bounded = boundedText(text);
  const step: ReverseDnsStep = {
    stage,
    outcome,
    text: bounded.en,
    translated: translatedOf(bounded),
    at: isoTime(clock.now()),
    ...defined({ evidence: evidence?.slice(0, MAX_EVIDENCE) }),
  };
  const last = state.steps.at(-1);
  const isSameStep = last?.outcome === 'waiting' && last.stage === stage;
  const earlier = isSameStep ? state.steps.slice(0, -1) : state.steps;
  const kept = evidence === undefined ? earlier : earlier.map((one) => (one.stage === stage ? bare(one) : one));
  return { ...state, steps: [...kept, step].slice(-MAX_STEPS) };
}

const boundedText = (text: Text): Text => eachText(text, (one) => printable(one, 400));

const bare = ({ evidence: _, ...rest }: ReverseDnsStep): ReverseDnsStep => rest;

/** In the next stage, with its own patience. */
export function entered(state: State, stage: Stage, next: Text, clock: At): State {
  const again = stage === 'confirmed' ? null : isoTime(clock.now());
  return { ...state, stage, ...nextOf(next), again, deadline: patienceFrom(clock) };
}

/** Come back in so many seconds; or `atLast`, where patience has ended. */
export function waiting(state: State, seconds: number, seen: Seen, atLast: Blocked, clock: At): State {
  if (isSpent(state, clock)) return blocked(state, atLast, clock);
  const noticed = noted(state, 'waiting', seen, clock);
  return { ...noticed, again: isoTime(clock.now() + seconds * 1000), ...nextOf(boundedText(seen.text)) };
}

/** The end without success. */
export function blocked(state: State, why: Blocked, clock: At): State {
  const shown = boundedBlocked(why);
  const korean = sentencesOf(shown, 'ko');
  const refused = noted(state, 'refused', { text: { en: shown.text, ko: korean.text } }, clock);
  const next = nextOf({ en: shown.whatToDo, ko: korean.whatToDo });
  return { ...refused, stage: 'blocked', again: null, ...next, blocked: shown };
}
