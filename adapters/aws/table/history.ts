/**
 * The notices about a target, in the order of the runs: those of one commit are one item, for 400 days. Several notices lie in
 * one item, since it is part of a transaction, and a transaction takes few.
 */
import type { Notice } from '../../../shared/model/incident.ts';
import { HISTORY_KEPT_MS, type Memory } from '../../../shared/watch/run/memory.ts';
import { decode, encode, MOST_BYTES } from './documents.ts';
import type { Key, Table, TableItem } from './table.ts';

/** `ttl` of what is kept for as long as the history. */
export const keptFrom = (iso: string): TableItem => ({
  ttl: { N: String(Math.ceil((Date.parse(iso) + HISTORY_KEPT_MS) / 1000)) },
});

const historyKey = (target: string): string => `HISTORY#${target}`;

/** Sorts in the order of the runs. */
export const packKey = ({ at, id }: Notice): string => `${at}#${id}`;

/** All notices are of one target. */
export function historyItem([first, ...others]: readonly Notice[]): readonly TableItem[] {
  if (first === undefined) return [];
  const key = { pk: historyKey(first.target), sk: packKey(first) };
  return [pack(key, [first, ...others], keptFrom(first.at))];
}

/** In one item: what is too large even compressed loses its evidence, not its fact. */
export function pack(key: Key, notices: readonly Notice[], more: TableItem): TableItem {
  const { item, parts } = encode(key, notices, more);
  if (parts.length === 0) return item;
  const bare = notices.map((notice) => ({
    ...notice,
    finding: notice.finding === null ? null : { ...notice.finding, evidence: [] },
  }));
  const second = encode(key, bare, more);
  if (second.parts.length > 0) throw new Error(`${notices.length} notices of ${key.pk} pass ${MOST_BYTES} bytes`);
  return second.item;
}

export const historyIn = (table: Table): Pick<Memory, 'history'> => ({
  history: async (target, most) => {
    const items = await table.query(historyKey(target), { most, newestFirst: true });
    const packs = await Promise.all(items.map((item) => decode<readonly Notice[]>(item, table)));
    return packs.flatMap((notices) => notices.toReversed()).slice(0, most);
  },
});
