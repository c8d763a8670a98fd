/** What is checked: an address as a sender (with the domains and the HELO name it sends under), or a domain. */
import type { Address } from './address.ts';

export type AddressTarget = {
  readonly kind: 'address';
  readonly address: Address;
  readonly domains: readonly string[];
  readonly helo?: string;
  /** A `candidate` is not known to send mail: checked and shown, and only a critical listing makes a notice. */
  readonly role?: 'candidate';
};

export type DomainTarget = { readonly kind: 'domain'; readonly domain: string };

export type Target = AddressTarget | DomainTarget;

/** The key under which state, incidents and history of a target are kept. */
export const targetKey = (target: Target): string => (target.kind === 'address' ? target.address.text : target.domain);

/** The target as the JSON contract shows it. */
export type TargetView = { address: string; domains: readonly string[]; helo?: string } | { domain: string };

export function viewTarget(target: Target): TargetView {
  if (target.kind === 'domain') return { domain: target.domain };
  const { address, domains, helo } = target;
  return { address: address.text, domains, ...(helo === undefined ? {} : { helo }) };
}
