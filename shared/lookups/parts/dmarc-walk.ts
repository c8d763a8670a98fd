/**
 * Which DMARC record counts for a domain (RFC 9989 section 4.10): its own, else the one that the tree walk finds above it.
 * The walk goes up label by label, over at most eight names, and needs no list of public suffixes.
 */
import type { Resolver } from '../../dns/answer.ts';
import { hasVersion, type Published, parseTags, published, type Tags } from './tags.ts';

const MAX_LABELS = 8;
const SHORTENED = 7;

export type Step = {
  readonly domain: string;
  readonly found: Published;
  /** Of the one record there; none or several count as none (section 4.7). */
  readonly tags: Tags | null;
};

/** The names of a walk, the domain itself first: one of eight labels or more goes on at its last seven. */
export function walkNames(domain: string): readonly string[] {
  const labels = domain.split('.');
  const above = labels.length >= MAX_LABELS ? labels.slice(-SHORTENED) : labels.slice(1);
  return [domain, ...above.map((_, at) => above.slice(at).join('.'))];
}

/** All names are asked at once: a walk that waited for each would take as many round trips as there are labels. */
export function walk(domain: string, resolver: Resolver): Promise<readonly Step[]> {
  return Promise.all(
    walkNames(domain).map(async (name) => {
      const found = await published(`_dmarc.${name}`, hasVersion('DMARC1'), resolver);
      const [text, second] = found.texts;
      return { domain: name, found, tags: text === undefined || second !== undefined ? null : parseTags(text) };
    }),
  );
}

/**
 * The organizational domain (section 4.10.2): at `psd=n` it is that name, below `psd=y` the one beneath it, else the
 * highest name that has a record; the domain itself where there is none at all.
 */
export function organisationOf(steps: readonly Step[]): string {
  let highest: string | null = null;
  for (const [at, { domain, tags }] of steps.entries()) {
    const psd = tags?.tags.get('psd')?.toLowerCase();
    if (psd === 'n') return domain;
    if (psd === 'y' && at > 0) return below(steps[0]?.domain ?? domain, domain);
    if (tags !== null) highest = domain;
  }
  return highest ?? steps[0]?.domain ?? '';
}

/** The name one label below `above`, on the way to `domain`. */
const below = (domain: string, above: string): string =>
  domain
    .split('.')
    .slice(-(above.split('.').length + 1))
    .join('.');
