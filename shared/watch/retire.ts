/** Subjects that nobody looks at any more: their incidents end, which is not the same as clearing, and is said as such. */
import type { EndReason, Standing } from '../model/incident.ts';
import { type Target, targetKey } from '../model/target.ts';
import type { CloseInput } from './close.ts';
import type { SubjectKey, TargetState } from './state.ts';

export type Ended = { readonly subject: SubjectKey; readonly standing: Standing | null; readonly why: EndReason };

export function endedSubjects(
  state: TargetState,
  { targets, lists }: Pick<CloseInput, 'targets' | 'lists'>,
): readonly Ended[] {
  if (state.target.startsWith('list:')) return [];
  const target = targets.find((one) => targetKey(one) === state.target);
  const watched = new Set(lists.map(({ id }) => id));
  return Object.entries(state.subjects).flatMap(([subject, { standing }]) => {
    const why = whyEnded(subject, target, watched);
    return why === null ? [] : [{ subject, standing, why }];
  });
}

function whyEnded(key: SubjectKey, target: Target | undefined, lists: ReadonlySet<string>): EndReason | null {
  if (target === undefined) return 'unwatched';
  const [check, subject] = [key.slice(0, key.indexOf('|')), key.slice(key.indexOf('|') + 1)];
  if (check === 'dnsbl' && !lists.has(subject)) return 'list-retired';
  if (check === 'spf' && target.kind === 'address' && !target.domains.includes(subject)) return 'unwatched';
  return null;
}
