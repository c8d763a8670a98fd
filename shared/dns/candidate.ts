/** One of the servers that a question may be put to, and what became of it there so far. */
import type { Trace } from './answer.ts';
import { rcodeName } from './rcode.ts';
import type { Upstream } from './upstream.ts';
import type { Message } from './wire.ts';

/** PowerDNS and Knot Resolver go over to TCP after one (pdns issue 9845); a handful keeps a stray packet from it. */
export const NEAR_MISSES = 5;

export type Candidate = {
  readonly upstream: Upstream;
  tries: number;
  refusals: number;
  out: boolean;
  plain: boolean;
  /** Answers to this question from its address, to our port, with ids that were never ours. */
  misses: number;
  /** So many that nothing more is taken from it over UDP. */
  forged: boolean;
};

export const candidateFor = (upstream: Upstream): Candidate => ({
  upstream,
  tries: 0,
  refusals: 0,
  out: false,
  plain: false,
  misses: 0,
  forged: false,
});

/** What is reported of an answer beside its records. */
export type Manner = Pick<Trace, 'rcode' | 'errors' | 'ad'> & {
  /** The server that answered, or the last one asked. */
  readonly resolver: string;
};

export function mannerOf({ rcode, errors, authentic }: Readonly<Message>, { text, isLoopback }: Upstream): Manner {
  return {
    rcode: rcodeName(rcode),
    resolver: text,
    errors: errors.length === 0 ? undefined : errors,
    ad: authentic && isLoopback ? true : undefined,
  };
}
