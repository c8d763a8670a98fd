/** What a person or a program asks SPF about -> the arguments of check_host (RFC 7208 section 4.1). */
import { parseAddress } from '../model/address.ts';
import { type Parsed, parsed, problem } from '../model/parsed.ts';
import type { SpfQuery } from './evaluate.ts';
import { EMPTY_SENDER, tooLongFor } from './words/result.ts';

const MAX_SENDER = 1000;

/** Any address may be asked about, private ones too: SPF compares it with records and never goes there. */
export function readSpfQuestion(ip: string, sender: string, helo: string): Parsed<SpfQuery> {
  const address = parseAddress(ip);
  if (!address.ok) return address;
  if (sender === '' && helo === '') return problem(EMPTY_SENDER);
  if (sender.length > MAX_SENDER) return problem(tooLongFor(sender, 'mail-from'));
  if (helo.length > MAX_SENDER) return problem(tooLongFor(helo, 'HELO'));
  return parsed({ address: address.value, sender, helo: helo === '' ? 'unknown' : helo });
}
