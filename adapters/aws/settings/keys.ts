/** The keys of some lists, for the checks, and for the proof of one list, which has no use for the check. */
import type { KeysRead } from '../../../shared/dnsbl/coverage.ts';
import type { List } from '../../../shared/dnsbl/list.ts';

/** SSM's client weighs as much as DynamoDB's with the resolver: it is loaded where a list has a key in its name. */
export async function keysFor(lists: readonly List[]): Promise<KeysRead> {
  if (!lists.some(({ zone }) => zone?.includes('{key}'))) return { keys: {}, failure: null };
  const { readKeys } = await import('./secrets.ts');
  return readKeys();
}
