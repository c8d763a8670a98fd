/** The forward record, as a line of a zone file (RFC 1035 section 5.1) and as a Route 53 change batch. */
import type { ChangeBatch } from './ports.ts';

const TTL = 300;

export type Pair = { readonly hostname: string; readonly address: string };

export const addressLine = ({ hostname, address }: Pair): string => `${hostname}. ${TTL} IN A ${address}`;

/** `others`: addresses that the name has already, since UPSERT replaces the whole set. */
export function addressBatch({ hostname, address }: Pair, others: readonly string[], ttl: number | null): ChangeBatch {
  const ResourceRecords = [...others.filter((one) => one !== address), address].map((Value) => ({ Value }));
  const ResourceRecordSet = { Name: `${hostname}.`, Type: 'A', TTL: ttl ?? TTL, ResourceRecords } as const;
  // CREATE fails where someone else was faster; UPSERT would take his record away.
  const Action = others.length === 0 ? 'CREATE' : 'UPSERT';
  return { Comment: `Postwatch: forward record of ${address}`, Changes: [{ Action, ResourceRecordSet }] };
}
