/** What is checked: an address as a sender (with the domains and the HELO name it sends under), or a domain. */
import type { Address } from './address.ts';
import { defined } from './defined.ts';

/** What EC2 knows of the address, where it is an Elastic IP (DescribeAddresses, DescribeAddressesAttribute). */
export type ElasticIp = {
  readonly allocationId: string;
  readonly region: string;
  readonly account: string;
  /** Bound to an instance or network interface; one that is not can still be exchanged for another. */
  readonly associated: boolean;
  /** Of the instance it is bound to. */
  readonly instanceId?: string;
  /** The reverse name EC2 has recorded; null: none; absent: not looked at. */
  readonly recordedPtr?: string | null;
  /** The tag `postwatch:ptr`: the reverse name that the owner wants. */
  readonly wantedPtr?: string;
};

/** A record by which an address was found to be a sender. */
export type Ground = {
  readonly kind: 'spf' | 'mx' | 'ptr';
  /** The domain whose record it is; of `ptr`, the reverse name. */
  readonly name: string;
  /** ISO time at which it was first seen to be so. */
  readonly since: string;
  /** ISO time at which it was last seen to be so; absent while it is. */
  readonly until?: string;
};

export type AddressTarget = {
  readonly kind: 'address';
  readonly address: Address;
  readonly domains: readonly string[];
  readonly helo?: string;
  /** A `candidate` is not known to send mail: checked and shown, and only a critical listing makes a notice. */
  readonly role?: 'candidate';
  readonly elasticIp?: ElasticIp;
  /** `placeOf` an address of AWS that is no Elastic IP (the IPv6 address of an instance). */
  readonly place?: string;
  /** The records that made it a sender; absent where a person named it. */
  readonly grounds?: readonly Ground[];
  /** Of the instance that has it, where it is no Elastic IP. */
  readonly instanceId?: string;
  /** Its own tags in AWS that concern people here: `Name` and `postwatch:...`. */
  readonly tags?: Readonly<Record<string, string>>;
};

export type DomainTarget = { readonly kind: 'domain'; readonly domain: string };

export type Target = AddressTarget | DomainTarget;

/** The key under which state, incidents and history of a target are kept. */
export const targetKey = (target: Target): string => (target.kind === 'address' ? target.address.text : target.domain);

/** Where AWS keeps an Elastic IP: `123456789012/eu-west-1`. */
export const placeOf = ({ account, region }: Pick<ElasticIp, 'account' | 'region'>): string => `${account}/${region}`;

/** The target as the JSON contract shows it. */
export type TargetView = { address: string; domains: readonly string[]; helo?: string } | { domain: string };

export function viewTarget(target: Target): TargetView {
  if (target.kind === 'domain') return { domain: target.domain };
  const { address, domains, helo } = target;
  return { address: address.text, domains, ...defined({ helo }) };
}
