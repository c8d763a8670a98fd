/** What an address is known by: the names that someone gave it, and where AWS has it. */
import type { NoticedElasticIp } from '../../model/incident.ts';
import { type AddressTarget, placeOf } from '../../model/target.ts';
import { identityText } from '../../notices/target-identity.ts';

/** Every Elastic IP has such a name until it gets one of its own. */
const DEFAULT_NAME = /\.amazonaws\.com(\.cn)?\.?$/i;

/** The reverse name that EC2 has recorded, the HELO name, or the name that its tag asks for. */
export function nameOfAddress({ elasticIp, helo }: AddressTarget): string | undefined {
  const recorded = elasticIp?.recordedPtr ?? '';
  if (recorded !== '' && !DEFAULT_NAME.test(recorded)) return recorded.replace(/\.$/, '');
  return helo ?? elasticIp?.wantedPtr;
}

/** As notices carry it; `place` (`account/region`) where the address is no Elastic IP, or is gone. */
export function noticedPlace(
  address: AddressTarget | undefined,
  place: string | undefined,
): NoticedElasticIp | undefined {
  const ip = address?.elasticIp;
  const instanceId = ip?.instanceId ?? address?.instanceId;
  const instance = instanceId === undefined ? {} : { instanceId };
  if (ip !== undefined) {
    const { account, region, allocationId, associated } = ip;
    return { account, region, allocationId, associated, ...instance };
  }
  const [account, region] = place?.split('/') ?? [];
  return account === undefined || region === undefined ? undefined : { account, region, ...instance };
}

/** `198.51.100.1 (mail.example.com, eu-west-1, i-0123456789abcdef0)`. */
export function addressIdentity(target: AddressTarget): string {
  const { elasticIp, place } = target;
  const known = noticedPlace(target, elasticIp === undefined ? place : placeOf(elasticIp));
  return identityText(target.address.text, { ...known, name: nameOfAddress(target) });
}
