/** As what and where an address is watched, with the names and tags by which people know it. */
import { defined } from '../../model/defined.ts';
import { type AddressTarget, placeOf } from '../../model/target.ts';
import { printable } from '../../model/text.ts';
import type { Observation, TargetState, WatchedAs } from './state.ts';

/** RFC 1035 section 3.5 allows several names; who has more than these has a fault in the zone. */
const MAX_NAMES = 5;

/** `reverse`: what this run saw of its reverse DNS. The same object comes back where nothing changed. */
export function watchedNow(
  known: WatchedAs | undefined,
  now: AddressTarget | undefined,
  reverse: Observation | undefined,
  at: string,
): WatchedAs | undefined {
  if (now === undefined) return known;
  const { role = 'sender', domains, helo, grounds, tags } = now;
  const since = known?.role === role ? known.since : at;
  const reverseNames = namesSeen(reverse) ?? known?.reverseNames ?? [];
  const next: WatchedAs = {
    role,
    since,
    domains,
    ...defined({ helo, grounds, reverseNames: reverseNames.length === 0 ? undefined : reverseNames, tags }),
  };
  return JSON.stringify(next) === JSON.stringify(known) ? known : next;
}

export function placeNow(now: AddressTarget | undefined): string | undefined {
  return now?.elasticIp === undefined ? now?.place : placeOf(now.elasticIp);
}

/** Of what is no address now, or no longer watched, as it was. */
export const allocationNow = ({ allocationId }: TargetState, now: AddressTarget | undefined): string | undefined =>
  now === undefined ? allocationId : now.elasticIp?.allocationId;

/** Sorted, since servers rotate them. Null: nothing was learned. */
function namesSeen(reverse: Observation | undefined): readonly string[] | null {
  if (reverse === undefined || reverse.kind === 'unknown') return null;
  const [asked] = reverse.finding.evidence.filter(({ type }) => type === 'PTR');
  return asked === undefined
    ? null
    : [...asked.answers]
        .sort()
        .slice(0, MAX_NAMES)
        .map((name) => printable(name, 255));
}
