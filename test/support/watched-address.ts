/** A watch of one address's reverse DNS, hour by hour, on a memory of maps: what is said of it, and what is kept silent. */
import type { Notice } from '../../shared/model/incident.ts';
import { snoozeOf } from '../../shared/watch/acts/acts.ts';
import type { IncidentPolicy } from '../../shared/watch/incidents/compare.ts';
import { type PureMemory, pureMemory } from './memory.ts';
import { HOUR, line, type Script, type Scripted, scripted } from './watch.ts';

export const IP = '203.0.113.1';
export const POLICY: IncidentPolicy = { openAfter: 2, clearAfter: 2, blindAfter: 3 };

/** `ptr.missing`: what is seen of the address's reverse DNS. */
export const sees =
  (ptr: string): Script =>
  () =>
    ptr;

export type Watch = Scripted & { readonly memory: PureMemory; readonly hours: (...seen: string[]) => Promise<void> };

/** An hour after each run. */
export function watching(policy: Partial<IncidentPolicy> = {}): Watch {
  const memory = pureMemory();
  const watch = scripted('', { memory, incidents: { policy: { ...POLICY, ...policy } } });
  const hours = async (...seen: string[]): Promise<void> => {
    for (const ptr of seen) {
      await watch.run(sees(ptr));
      watch.clock.advance(HOUR);
    }
  };
  return { ...watch, memory, hours };
}

export const now = ({ clock }: Watch): string => new Date(clock.now()).toISOString();
export const inHours = ({ clock }: Watch, n: number): string => new Date(clock.now() + n * HOUR).toISOString();

export async function snooze(watch: Watch, hours: number, scope: object = { target: IP }): Promise<void> {
  const made = snoozeOf({ by: 'kim', why: 'moving', until: inHours(watch, hours), ...scope }, now(watch));
  if (!made.ok) throw new Error(made.problem.en);
  await watch.memory.saveSnooze(made.value);
}

export const publishedLines = ({ published: all }: Watch): readonly string[] => all.flat().map(line);
export const turns = (notices: readonly Notice[]): readonly string[] =>
  notices.map(({ transition, muted }) => (muted === undefined ? transition : `${transition} (not published)`));

export const SOUND = 'ptr.confirmed';
export const MISSING = 'ptr.missing';
export const MILD = 'ptr.not-confirmed';
