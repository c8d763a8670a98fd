/**
 * What the API needs of the world around it. The same app runs on Lambda over a table and on a laptop over a file; what
 * differs is behind these ports. Each is entered only when a request needs it, so an implementation may load what it
 * is made of at its first use.
 */
import type { Channel } from '../channels/core/channel.ts';
import type { Check, CheckPorts } from '../checks/check.ts';
import type { Inspected, InspectPorts } from '../checks/inspect.ts';
import type { DiagnosePorts } from '../diagnose/examine.ts';
import type { ResolverProof } from '../dns/soundness.ts';
import type { LookupPorts } from '../lookups/core/command.ts';
import type { Clock } from '../model/clock.ts';
import type { Coverage } from '../model/finding.ts';
import type { IncidentRecord, Notice, Snooze } from '../model/incident.ts';
import type { Language, Text, Translated } from '../model/language.ts';
import type { SendsAs } from '../model/named.ts';
import type { Wording } from '../notices/wording.ts';
import type { DryRun } from '../reverse-dns/dry-run.ts';
import type { Started } from '../reverse-dns/jobs.ts';
import type { CurrentReverse } from '../reverse-dns/read-current.ts';
import type { State, Wish } from '../reverse-dns/state.ts';
import type { SilentList } from '../watch/incidents/list-incidents.ts';
import type { TargetState } from '../watch/incidents/state.ts';
import type { Memory } from '../watch/run/memory.ts';

/** Who calls, as it was proved before the request came here. */
export type Caller = {
  readonly id: string;
  readonly canWrite: boolean;
  /** Proved, but without the scope that reading needs here: how to get one that has it. */
  readonly cannotRead?: Text;
};

/** So many wrong tokens came from there that none is read for a while. */
export type TooManyWrongTokens = { readonly retryAfterSeconds: number };

export type ApiLimits = {
  /** A check younger than this is served from memory. */
  readonly cacheMs: number;
  /** Checks of one caller. */
  readonly perMinute: number;
  readonly perDay: number;
};

/** Opened for one request and closed after it, so that its questions end when the request must. */
export type Checking = {
  readonly checks: readonly Check[];
  readonly checkPorts: CheckPorts;
  readonly inspectPorts: InspectPorts;
  readonly lookupPorts: LookupPorts;
  readonly diagnosePorts: DiagnosePorts;
  readonly listStates: (all: boolean, language: Language) => readonly object[];
  readonly listHealth: (
    progress: (done: number, all: number) => void,
    language: Language,
  ) => Promise<readonly object[]>;
  /** One line when nothing could be known: no resolver answered, or none proved itself. */
  readonly whyUnknown: () => Promise<Text | null>;
  readonly close: () => void;
};

/** What a check found, and when (milliseconds). */
export type KeptCheck = {
  readonly at: number;
  readonly inspected: Inspected;
  /** What an earlier version kept does not say. */
  readonly resolver?: readonly ResolverProof[];
};

/** Losing what is kept costs questions and nothing else. */
export type CheckCache = {
  readonly get: (key: string) => Promise<KeptCheck | null>;
  readonly put: (key: string, kept: KeptCheck) => Promise<void>;
};

type Taken =
  | { readonly ok: true }
  | { readonly ok: false; readonly limit: SpentLimit; readonly retryAfterSeconds: number };

/** So many checks in each of these. */
export type SpentLimit = { readonly checks: number; readonly per: 'minute' | 'day' };

/** Takes so many checks from what a caller may still ask for. */
export type CallBudget = { readonly take: (caller: string, checks: number) => Promise<Taken> };

export type StatePage = { readonly states: readonly TargetState[]; readonly next: string | null };

/** `why`: in English; `translated`: the same in the other languages, where it is known. */
export type Undelivered = {
  readonly channel: string;
  readonly notices: number;
  readonly why: string;
  readonly translated?: Translated;
};

export type LatestRun = {
  readonly run: string;
  readonly at: string;
  /** Null while it is going, or if it was killed. */
  readonly finished: string | null;
  readonly batches: number;
  /** Batches with a result: the others were not checked. */
  readonly answered: number;
  readonly coverage: Coverage;
  /** Lists that were asked and gave no verdict at all. */
  readonly silent?: readonly SilentList[];
  /** Addresses that should have been checked, and those that were; where addresses are discovered. */
  readonly expected?: number;
  readonly checked?: number;
  /** Channels that did not take their notices, which wait and go out with the next run. */
  readonly undelivered?: readonly Undelivered[];
};

export type PageRequest = {
  /** What `next` said before; null for the beginning. */
  readonly from: string | null;
  readonly most: number;
  readonly wanted: (state: TargetState) => boolean;
};

/** Reads what the watch remembers; nothing here writes. Throws `WatchUnavailable` where that cannot be read now. */
export type WatchReader = {
  /**
   * Wanted states in an order that stays: at most `most`, and fewer where many had to be read for them, with `next` to go
   * on. Null where `from` is nothing that `next` ever said.
   */
  readonly page: (request: PageRequest) => Promise<StatePage | null>;
  readonly state: (target: string) => Promise<TargetState | null>;
  /** Newest first. */
  readonly history: (target: string, most: number) => Promise<readonly Notice[]>;
  readonly incident: (id: string) => Promise<IncidentRecord | null>;
  /** Those that are not over at `now` (ISO time). */
  readonly snoozes: (now: string) => Promise<readonly Snooze[]>;
  readonly latestRun: () => Promise<LatestRun | null>;
};

/** What people do is written here, beside a watch that may be running. Throws `WatchUnavailable` as reading does. */
export type Acting = <T>(act: (memory: ActMemory) => Promise<T>) => Promise<T>;

export type ActMemory = Pick<Memory, 'incident' | 'states' | 'commit' | 'snoozes' | 'saveSnooze' | 'removeSnooze'>;

/** One line for a person: why the watch's memory cannot be read, and what to do. */
export class WatchUnavailable extends Error {
  override readonly name = 'WatchUnavailable';
  readonly text: Text;
  constructor(text: Text) {
    super(text.en);
    this.text = text;
  }
}

/** Reverse names of Elastic IPs: what they are now, and jobs that change them. Addresses are spelled canonically. */
export type ReverseDnsPort = {
  readonly readReverseName: (address: string) => Promise<CurrentReverse>;
  readonly job: (address: string) => Promise<State | null>;
  /** Keeps the job and sees that it continues; what comes of it is read with `job`. */
  readonly start: (wish: ReverseDnsWish) => Promise<Started>;
  /** What `start` would send, without sending it; absent where nothing plans here. */
  readonly plan?: (wish: ReverseDnsWish) => Promise<DryRun>;
};

/** What the deployment itself may do is not for a caller to say. */
export type ReverseDnsWish = Omit<Wish, 'touchZones' | 'needsTag'>;

export type LogEntry = { readonly level: 'info' | 'error'; readonly message: string } & Readonly<
  Record<string, string | number | null>
>;

export type ApiPorts = {
  readonly clock: Clock;
  readonly limits: () => Promise<ApiLimits>;
  /** Null: nobody who may call. `env` is what the server beneath hands to the app with each request. */
  readonly caller: (request: Request, env: unknown) => Caller | TooManyWrongTokens | null;
  /** How a caller gets to write, for the refusal's text. */
  readonly howToWrite: Text;
  /** Of the settings: problems are written in it, unless a request asks for another. */
  readonly language: Language;
  readonly openChecking: () => Promise<Checking>;
  readonly cache: CheckCache;
  readonly budget: CallBudget;
  readonly watch: WatchReader;
  /** As what the settings watch an address; undefined where they do not name it. */
  readonly sendsAs?: (address: string) => SendsAs | undefined;
  readonly acting: Acting;
  readonly channels: () => Promise<readonly Channel[]>;
  /** Of the test that goes through them. */
  readonly wording: () => Promise<Wording>;
  /** Or one line: why there is none here, and what to do. */
  readonly reverseDns: () => Promise<ReverseDnsPort | Text>;
  readonly log: (entry: LogEntry) => void;
};
