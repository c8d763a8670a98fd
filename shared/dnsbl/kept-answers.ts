/**
 * What a list answered about many names, until they are looked at. Nearly all of it is "no such name" from the same resolver, of which
 * only the times differ: those are kept as numbers, since fifty thousand answers as objects are most of what a batch holds.
 */
import type { Absent, Answer, SoaOf } from '../dns/answer.ts';
import { defined } from '../model/defined.ts';

/** What such answers have in common. */
type Manner = {
  readonly reason: Absent['reason'];
  readonly soa: SoaOf | undefined;
  readonly resolver: string;
  readonly rcode: string;
};

const NO_CHAIN: readonly string[] = [];
const NOT_KEPT = -1;

export class KeptAnswers {
  /** By name: its place among the numbers. */
  readonly #places = new Map<string, number>();
  readonly #at: Float64Array;
  readonly #rttMs: Float64Array;
  readonly #ttl: Float64Array;
  /** The number of its manner; -1 where the answer is kept whole. */
  readonly #manner: Int32Array;
  readonly #manners: Manner[] = [];
  readonly #whole = new Map<string, Answer<'A'>>();

  /** `names`: at most so many are kept. */
  constructor(names: number) {
    this.#at = new Float64Array(names);
    this.#rttMs = new Float64Array(names);
    this.#ttl = new Float64Array(names);
    this.#manner = new Int32Array(names);
  }

  get names(): IterableIterator<string> {
    return this.#places.keys();
  }

  set(name: string, answer: Answer<'A'>): void {
    const place = this.#places.get(name) ?? this.#places.size;
    this.#places.set(name, place);
    if (!isPlain(name, answer)) {
      this.#manner[place] = NOT_KEPT;
      this.#whole.set(name, answer);
      return;
    }
    const { at, rttMs } = answer.trace;
    this.#at[place] = at;
    this.#rttMs[place] = rttMs;
    this.#ttl[place] = answer.ttl;
    this.#manner[place] = this.#mannerOf(answer);
  }

  /** Equal to what was kept; undefined where nothing was. */
  get(name: string): Answer<'A'> | undefined {
    const place = this.#places.get(name);
    const manner = place === undefined ? undefined : this.#manners[this.#manner[place] ?? NOT_KEPT];
    if (place === undefined || manner === undefined) return this.#whole.get(name);
    const { reason, soa, resolver, rcode } = manner;
    const [at = 0, rttMs = 0, ttl = 0] = [this.#at[place], this.#rttMs[place], this.#ttl[place]];
    const trace = { name, type: 'A', resolver, rcode, at, rttMs, errors: undefined, ad: undefined } as const;
    return { kind: 'absent', reason, chain: NO_CHAIN, ttl, trace, ...defined({ soa }) };
  }

  /** Few differ, so they are looked through. */
  #mannerOf({ reason, soa, trace }: Absent): number {
    const { resolver, rcode } = trace;
    const known = this.#manners.findIndex(
      (one) => one.resolver === resolver && one.rcode === rcode && one.reason === reason && one.soa === soa,
    );
    return known >= 0 ? known : this.#manners.push({ reason, soa, resolver, rcode }) - 1;
  }
}

/** An absence with nothing of its own but its times. */
const isPlain = (name: string, answer: Answer<'A'>): answer is Absent =>
  answer.kind === 'absent' &&
  answer.chain.length === 0 &&
  answer.trace.name === name &&
  answer.trace.type === 'A' &&
  answer.trace.errors === undefined &&
  answer.trace.ad === undefined;
