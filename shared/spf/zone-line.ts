/**
 * A TXT record ready to paste: as a line of a zone file (RFC 1035 section 5.1) and as a Route 53 change batch. Both hold
 * strings of at most 255 octets, joined by the reader with nothing between them, so a cut keeps its space. They differ in
 * the escape of odd octets: decimal in a zone file, octal in Route 53.
 *
 * A name has ONE set of TXT records, and Route 53's UPSERT replaces all of it: the batch carries the neighbours (site
 * verifications and the like) along unchanged, and the set keeps its time to live.
 */
const MAX_STRING = 255;
/** Route 53 takes 32,000 characters a batch and counts UPSERT twice; this leaves room for the rest of the batch. */
const MAX_VALUES = 12_000;
/** Of a set that is not there yet. */
export const NEW_TTL = 300;

/** Cut after a space where there is one. */
export function splitStrings(text: string): readonly string[] {
  if (text.length <= MAX_STRING) return [text];
  const space = text.lastIndexOf(' ', MAX_STRING - 1);
  const cut = space < 1 ? MAX_STRING : space + 1;
  return [text.slice(0, cut), ...splitStrings(text.slice(cut))];
}

const quoted = (text: string, radix: 8 | 10): string => {
  const odd = (mark: string) => `\\${mark.charCodeAt(0).toString(radix).padStart(3, '0')}`;
  return `"${text.replace(/["\\]/g, '\\$&').replace(/[^\x20-\x7e]/g, odd)}"`;
};

const quotedStrings = (strings: readonly string[], radix: 8 | 10): string =>
  strings.map((text) => quoted(text, radix)).join(' ');

/** `owner` without the trailing dot; `text` is one octet a character. */
export const txtLine = (owner: string, text: string, ttl: number = NEW_TTL): string =>
  `${owner}. ${ttl} IN TXT ${quotedStrings(splitStrings(text), 10)}`;

/** A record as it is to be published, and what is beside it: all values of the name's set but those that it replaces. */
export type TxtChange = {
  readonly owner: string;
  readonly text: string;
  readonly ttl: number;
  readonly neighbours: readonly (readonly string[])[];
  /** The name has no record: CREATE fails where someone else was faster, and removes nothing. */
  readonly isNew: boolean;
};

/** For `aws route53 change-resource-record-sets --change-batch`; null when the neighbours are too large to carry. */
export function txtBatch(changes: readonly TxtChange[]): string | null {
  const sets = changes.map(({ owner, text, ttl, neighbours, isNew }) => {
    const ResourceRecords = [splitStrings(text), ...neighbours].map((strings) => ({
      Value: quotedStrings(strings, 8),
    }));
    const ResourceRecordSet = { Name: `${owner}.`, Type: 'TXT', TTL: ttl, ResourceRecords };
    return { Action: isNew ? 'CREATE' : 'UPSERT', ResourceRecordSet };
  });
  const values = sets.flatMap(({ ResourceRecordSet }) => ResourceRecordSet.ResourceRecords);
  if (values.reduce((sum, { Value }) => sum + Value.length, 0) > MAX_VALUES) return null;
  return JSON.stringify({ Changes: sets });
}

/** The command line for a POSIX shell; the reader fills in the zone. */
export const route53Command = (batch: string): string =>
  `aws route53 change-resource-record-sets --hosted-zone-id YOUR_ZONE_ID --change-batch '${batch.replaceAll("'", "'\\''")}'`;
