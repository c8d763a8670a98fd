/** What is known of a target that someone names again: the domains and the greeting by which it is watched. */
import { defined } from './defined.ts';
import { type AddressTarget, type Target, targetKey } from './target.ts';

export type SendsAs = Pick<AddressTarget, 'domains'> & Partial<Pick<AddressTarget, 'helo'>>;

/** Anyone who gives neither domains nor a greeting means the address as it is watched. */
export const isBare = (target: Target): target is AddressTarget =>
  target.kind === 'address' && target.domains.length === 0 && target.helo === undefined;

export function asKnown(target: Target, known: SendsAs | undefined): Target {
  if (known === undefined || !isBare(target)) return target;
  const { domains, helo } = known;
  return { ...target, domains, ...defined({ helo }) };
}

/** Of the targets that are watched, the address of this key. */
export const sendsAsIn = (targets: readonly Target[], key: string): SendsAs | undefined =>
  targets.find((one): one is AddressTarget => one.kind === 'address' && targetKey(one) === key);
