/** Answers to questions that never left, or whose caller's time is up: "we could not ask", with the reason. */
import type { Clock } from '../model/clock.ts';
import { type Failed, type Question, serverText } from './answer.ts';

export const COMMAND_TIME_UP = 'the time allowed for the whole command was up';

export type Unasked = Pick<Failed, 'reason' | 'detail' | 'unsent'> & { readonly rcode: string };

/** `unsent`: the question has never left. */
export const outOfTime = (detail = COMMAND_TIME_UP, unsent?: true): Unasked => ({
  reason: 'timeout',
  rcode: 'TIMEOUT',
  detail,
  unsent,
});

/** `resolver`: the one that would have been asked, where that is known. */
export function unasked(
  { name, type, server }: Question,
  clock: Clock,
  { reason, rcode, detail, unsent }: Unasked,
  resolver = server === undefined ? '' : serverText(server),
): Failed {
  return { kind: 'failed', reason, detail, unsent, trace: { name, type, resolver, rcode, at: clock.now(), rttMs: 0 } };
}
