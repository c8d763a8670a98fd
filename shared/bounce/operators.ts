/** Receivers that write the same words and are run by others: who is asked follows from the recipient's domain. */
import type { BounceRemedyId } from './remedies/facts.ts';

/** Daum and Kakao Mail had one operator until AXZ took Daum over in December 2025 (hanmail-notice.daum.net/list/915). */
export function byOperator(remedy: BounceRemedyId, recipient = ''): BounceRemedyId {
  return remedy === 'daum' && /@(?:[\w.-]{1,200}\.)?kakao\.com$/i.test(recipient) ? 'kakao' : remedy;
}

/** Remedies that follow from more than the rule: the recipient's operator, the list that has the address. */
export const DERIVED_REMEDIES = [
  'kakao',
  'blocklist-named',
  'blocklist-expires',
] as const satisfies readonly BounceRemedyId[];
