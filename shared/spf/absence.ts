/** Why a domain has no SPF record, by one more question: it does not exist, or its record is published at another name. */
import type { Answer, Resolver } from '../dns/answer.ts';
import type { Text } from '../model/language.ts';
import { findMissingName, type MissingName, missingText } from './existence.ts';
import { type Astray, astrayText, findAstray } from './near-miss.ts';
import type { SpfResult } from './tree.ts';

export type SpfAbsence = {
  readonly missing: MissingName | null;
  readonly astray: Astray | null;
  /** Null where nothing more is known than that there is no record. */
  readonly cause: Text | null;
};

export const NOT_ABSENT: SpfAbsence = { missing: null, astray: null, cause: null };

export async function findAbsence(domain: string, answer: Answer | null, resolver: Resolver): Promise<SpfAbsence> {
  const missing = await findMissingName(domain, answer, resolver);
  // Nothing can exist below a name that does not exist (RFC 8020).
  if (missing !== null) return { missing, astray: null, cause: missingText(missing) };
  const astray = await findAstray(domain, resolver);
  return { missing, astray, cause: astray === null ? null : astrayText(astray, domain) };
}

/** The same result; a "none" with its cause, where one more question finds it. */
export async function withCause(result: SpfResult, { resolver }: { readonly resolver: Resolver }): Promise<SpfResult> {
  const { tree } = result;
  if (result.result !== 'none' || tree.answer === null) return result;
  const { cause } = await findAbsence(tree.domain, tree.answer, resolver);
  return cause === null ? result : { ...result, reason: cause, tree: { ...tree, reason: cause } };
}
