/** With `aws.reverseDns: manage`: whose reverse name a run sets by itself, because its owner has written it into a tag. */
import { canonicalName } from '../../model/domain.ts';
import { isManaged } from '../../reverse-dns/manage-tag.ts';
import { setName } from '../../reverse-dns/plan.ts';
import type { FoundAddress, Inventory } from './inventory.ts';

/** Only in the deployment's own account: roles in others may read and nothing else. */
export function tagsToEnforce(
  found: readonly FoundAddress[],
  { targets }: Inventory,
  account: string,
): readonly string[] {
  const managed = found.filter((one) => one.elasticIp?.account === account && isManaged(one));
  const ours = new Set(managed.map(({ address }) => address.text));
  return targets.flatMap((target) => {
    if (target.kind !== 'address' || !ours.has(target.address.text)) return [];
    const { wantedPtr, recordedPtr } = target.elasticIp ?? {};
    // What was not looked at is not a difference.
    if (wantedPtr === undefined || recordedPtr === undefined) return [];
    return setName(recordedPtr) === canonicalName(wantedPtr) ? [] : [target.address.text];
  });
}

/** Names set in one run. They are named in one state beside the checks' batches (`MOST_BATCHES`), which holds 256 KiB. */
const MOST_TAGS = 200;

/** As many as one run takes, and the next ones at the next turn: those that stay blocked are in nobody's way. */
export function inTurn(addresses: readonly string[], turn: number): readonly string[] {
  if (addresses.length <= MOST_TAGS) return addresses;
  const start = (turn * MOST_TAGS) % addresses.length;
  return [...addresses.slice(start), ...addresses.slice(0, start)].slice(0, MOST_TAGS);
}
