/** What a list can be asked about. */
import type { Target } from '../model/target.ts';
import type { Family, List } from './list.ts';

export const familyOf = (target: Target): Family =>
  target.kind === 'domain' ? 'domain' : target.address.family === 4 ? 'ip4' : 'ip6';

/** Whether a list can say anything about such a target at all. */
export const appliesTo = (list: List, target: Target): boolean => list.scope.includes(familyOf(target));
