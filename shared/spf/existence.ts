/**
 * Whether a domain exists at all. A mistyped domain has no SPF record either, and publishing one does not
 * help: it belongs to someone else, or to no one. Which part of the name is missing is found by looking up the names above it.
 */
import type { Answer, Resolver } from '../dns/answer.ts';
import type { Text } from '../model/language.ts';
import type { Remedy } from '../model/remedy.ts';
import { printable } from '../model/text.ts';
import { missingDomain } from './words/result.ts';

export type MissingName = {
  readonly domain: string;
  /** The shortest name that does not exist: the registered domain, where that is missing. */
  readonly from: string;
  /** The nearest name above that exists; null: it is not known. */
  readonly above: string | null;
};

const MOST_LABELS = 8;

/** Null for a domain that exists, or of which that is not known. `answer`: any question about the name. */
export async function findMissingName(
  domain: string,
  answer: Answer | null,
  resolver: Resolver,
): Promise<MissingName | null> {
  // Behind a CNAME it is another name that does not exist.
  if (answer?.kind !== 'absent' || answer.reason !== 'nxdomain' || answer.chain.length > 0) return null;
  let from = domain;
  for (const name of parentsOf(domain)) {
    const above = await resolver.ask({ name, type: 'SOA' });
    if (above.kind === 'failed') return { domain, from, above: null };
    if (above.kind === 'records' || above.reason === 'nodata') return { domain, from, above: name };
    from = name;
  }
  return { domain, from, above: null };
}

function parentsOf(domain: string): readonly string[] {
  const labels = domain.split('.');
  return labels.slice(1, MOST_LABELS).map((_, at) => labels.slice(at + 1).join('.'));
}

export const missingText = ({ domain, from }: MissingName): Text =>
  missingDomain(domain, from === domain ? null : from);

/** `line`: the record that would make a name below an existing domain exist. */
export function missingRemedy({ domain, above }: MissingName, line: string | null): Remedy {
  const below = above?.includes('.') === true ? printable(above, 80) : null;
  return { id: 'spf.missing-domain', with: { domain: printable(domain, 80), below, line } };
}
