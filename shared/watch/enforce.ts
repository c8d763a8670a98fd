/** With `aws.reverseDns: manage`: whose reverse name a run sets by itself, because its owner has written it into a tag. */
import { canonicalName } from '../model/domain.ts';
import { MANAGE_TAG, setName } from '../reverse-dns/plan.ts';
import type { Found, Inventory } from './inventory.ts';

/** Only in the deployment's own account: roles in others may read and nothing else. */
export function tagsToEnforce(found: readonly Found[], { targets }: Inventory, account: string): readonly string[] {
  const managed = found.filter(({ tags, elasticIp }) => elasticIp?.account === account && tags[MANAGE_TAG] === 'true');
  const ours = new Set(managed.map(({ address }) => address.text));
  return targets.flatMap((target) => {
    if (target.kind !== 'address' || !ours.has(target.address.text)) return [];
    const { wantedPtr, recordedPtr } = target.elasticIp ?? {};
    // What was not looked at is no difference.
    if (wantedPtr === undefined || recordedPtr === undefined) return [];
    return setName(recordedPtr) === canonicalName(wantedPtr) ? [] : [target.address.text];
  });
}
