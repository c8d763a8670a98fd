/** Names to which a zone was appended: in a zone file, or in a panel, a name without its final dot gets the zone behind it. */
import { isHostName } from './lookup.ts';

const REVERSE_ZONE = /\.(?:in-addr|ip6)\.arpa$/;
/** A label of a reverse zone: an octet, a nibble, or a range such as `24-31` (RFC 2317). */
const REVERSE_LABEL = /^(?:\d{1,3}(?:[-_/]\d{1,3})?|[\da-f])$/;

/** `mail.example.com` of `mail.example.com.113.0.203.in-addr.arpa`, and of `mail.example.com.example.com`; else null. */
export function withoutAppendedZone(name: string): string | null {
  const meant = REVERSE_ZONE.test(name) ? withoutReverseZone(name) : withoutTwin(name.split('.'));
  return meant !== null && isHostName(meant) ? meant : null;
}

function withoutReverseZone(name: string): string {
  const labels = name.replace(REVERSE_ZONE, '').split('.');
  while (REVERSE_LABEL.test(labels.at(-1) ?? '')) labels.pop();
  return labels.join('.');
}

/** The same two labels or more at the end, twice. */
function withoutTwin(labels: readonly string[]): string | null {
  for (let size = Math.floor(labels.length / 2); size >= 2; size--) {
    const [last, before] = [labels.slice(-size), labels.slice(-2 * size, -size)];
    if (last.join('.') === before.join('.')) return labels.slice(0, -size).join('.');
  }
  return null;
}
