/** The reverse zone in which an address has its name, as zones are usually cut. */
import { type Address, reverseName } from '../../model/address.ts';

/** Labels of the host part: one octet (RFC 1035 section 3.5), or what is below a /48 (RFC 3596 section 2.5, RFC 6177 section 2). */
const HOST_LABELS = { 4: 1, 6: 20 } as const;

export const reverseZone = (address: Address): string =>
  reverseName(address).split('.').slice(HOST_LABELS[address.family]).join('.');
