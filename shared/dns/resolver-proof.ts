/** Whether a resolver may be believed, and what shows it. */
import type { Evidence } from '../model/finding.ts';
import { type Language, type Text, type Translated, translatedOf, verbatim } from '../model/language.ts';

/**
 * `closed`: it does not know the DNS root; `rewriting`: it answers a name that cannot exist; `stripping`: it hides records
 * of a type; `stale`: it serves answers that have expired; `silent`: it does not answer.
 */
export type ResolverState = 'sound' | 'closed' | 'rewriting' | 'stripping' | 'stale' | 'silent';

export type ResolverProof = {
  /** `host:port`. */
  readonly server: string;
  readonly state: ResolverState;
  /** One sentence without its full stop, in English; `translated`: the same in the other languages, which is not published. */
  readonly why: string;
  /** What an earlier version kept has none. */
  readonly translated?: Translated;
  /** Of one that does not answer: why, in a few words (`connection refused`). Not published. */
  readonly brief?: Text;
  readonly evidence: readonly Evidence[];
};

/** Why it is or is not believed, as a proof keeps it. */
export const reasonOf = (why: Text): Required<Pick<ResolverProof, 'why' | 'translated'>> => ({
  why: why.en,
  translated: translatedOf(why),
});

/** As they leave in JSON: in one language. */
export const publishedProofs = (proofs: readonly ResolverProof[], language: Language = 'en') =>
  proofs.map(({ translated, brief: _, why, ...rest }) => ({
    ...rest,
    why: { ...verbatim(why), ...translated }[language],
  }));
