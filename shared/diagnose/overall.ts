/** The headline of a diagnosis: whether what was refused is still so today, over all that was tested. Pure. */
import type { Live } from '../bounce/diagnosis.ts';
import { isOftenUnseen, type Precondition } from './preconditions.ts';

/**
 * `confirmed`: something that the refusal or the receiver names is wrong now. `fixed since`: what it names is in order now.
 * `in order`: all that can be tested is sound, and the receiver's own reason cannot be seen. `not visible from here`: nothing
 * that was looked at decides. `not tested`: nothing was looked at.
 */
export const OVERALL_VERDICTS = [
  'confirmed',
  'fixed since',
  'in order',
  'not visible from here',
  'not tested',
] as const;
export type OverallVerdict = (typeof OVERALL_VERDICTS)[number];

export function overallVerdict(
  live: readonly Pick<Live, 'verdict' | 'isInOrder'>[],
  preconditions: readonly Pick<Precondition, 'id' | 'status'>[],
): Exclude<OverallVerdict, 'not tested'> {
  const isWrong = live.some(({ verdict }) => verdict === 'confirmed now');
  if (isWrong || preconditions.some(({ status }) => status === 'unmet')) return 'confirmed';
  if (live.some(({ verdict }) => verdict === 'no longer true')) return 'fixed since';
  const known = preconditions.filter((one) => !isOftenUnseen(one));
  const isSound =
    known.length > 0 ? known.every(({ status }) => status === 'met') : live.every((one) => one.isInOrder === true);
  return isSound && known.length + live.length > 0 ? 'in order' : 'not visible from here';
}
