/**
 * Which DMARC record counts for a domain (RFC 9989 section 4.10): its own, else its organizational domain's, else its
 * public suffix's. The walk goes up label by label, over at most eight names, and needs no list of public suffixes.
 */
import type { Failed, Resolver } from '../../dns/answer.ts';
import { type PublishedRecords, published } from '../published/find-records.ts';
import { DMARC_RECORD } from '../published/record-kind.ts';
import { parseTags, type Tags } from '../published/tags.ts';

const MAX_LABELS = 8;
const SHORTENED = 7;

export type WalkStep = {
  readonly domain: string;
  readonly found: PublishedRecords;
  /** Of the one record there; several are all discarded (step 2 of the walk). */
  readonly tags: Tags | null;
};

/** The names of a walk, the domain itself first: a name of eight labels or more continues at its last seven. */
export function walkNames(domain: string): readonly string[] {
  const labels = domain.split('.');
  const above = labels.length >= MAX_LABELS ? labels.slice(-SHORTENED) : labels.slice(1);
  return [domain, ...above.map((_, at) => above.slice(at).join('.'))];
}

/**
 * The steps of a walk, up to where it stops: at a record that says whether it is a public suffix's (`psd=y`, `psd=n`). All
 * names are asked at once: a walk that waited for each would take as many round trips as there are labels.
 */
export async function walk(domain: string, resolver: Resolver): Promise<readonly WalkStep[]> {
  const steps = await Promise.all(
    walkNames(domain).map(async (name) => {
      const found = await published(`_dmarc.${name}`, DMARC_RECORD, resolver);
      const [text, second] = found.texts;
      return { domain: name, found, tags: text === undefined || second !== undefined ? null : parseTags(text) };
    }),
  );
  const end = steps.findIndex((step) => psdOf(step) !== 'u');
  return end < 0 ? steps : steps.slice(0, end + 1);
}

/** `y` of a public suffix, `n` of an organization, `u` where the record leaves it open or there is none. */
function psdOf({ tags }: WalkStep): 'y' | 'n' | 'u' {
  const psd = tags?.tags.get('psd')?.toLowerCase();
  return psd === 'y' || psd === 'n' ? psd : 'u';
}

/** A name of the walk that could not be looked up: what its record would have changed is unknown. */
export const unseenIn = (steps: readonly WalkStep[]): Failed | null =>
  steps.map(({ found }) => found.answer).find((answer) => answer.kind === 'failed') ?? null;

/**
 * The organizational domain (section 4.10.2): below a public suffix's record the name beneath it, else the highest name
 * that has a record (`psd=n` ends the walk, so it is the highest); the domain itself where there is none at all.
 */
export function organisationOf(steps: readonly WalkStep[]): string {
  const [start] = steps;
  const highest = steps.findLast(({ tags }) => tags !== null);
  if (start === undefined || highest === undefined) return start?.domain ?? '';
  return psdOf(highest) === 'y' && highest !== start ? below(start.domain, highest.domain) : highest.domain;
}

/** The name one label below `above`, on the way to `domain`. */
const below = (domain: string, above: string): string =>
  domain
    .split('.')
    .slice(-(above.split('.').length + 1))
    .join('.');

/** The record that counts (section 4.10.1): one between the domain and its organization does not. */
export function policyStep(steps: readonly WalkStep[]): (WalkStep & { readonly tags: Tags }) | null {
  const organisation = organisationOf(steps);
  const places = [
    steps[0],
    steps.find(({ domain }) => domain === organisation),
    steps.find((step) => psdOf(step) === 'y'),
  ];
  for (const step of places) if (step?.tags) return { ...step, tags: step.tags };
  return null;
}
