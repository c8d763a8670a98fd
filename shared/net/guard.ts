/**
 * Which hosts may be connected to when outside data names them (an NS record, an MX, a policy's URL). Whoever publishes
 * such data chooses the address, so without this check a stranger could make us knock at the machine's own services, at
 * its neighbours, or at a cloud's metadata address (169.254.169.254): server-side request forgery.
 */
import { addressRange, parseAddress } from '../model/address.ts';
import type { Guard } from './port.ts';

/** Only public addresses; documentation ranges lead nowhere, and names were not resolved under this guard's eyes. */
export const publicOnly: Guard = (host) => {
  const address = parseAddress(host);
  if (!address.ok) return address.problem;
  const range = addressRange(address.value);
  if (range.kind === 'public') return null;
  return range.kind === 'documentation' ? `it lies in a ${range.note}` : range.why;
};
