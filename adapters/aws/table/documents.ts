/**
 * Values as items. A small one is JSON text; a larger one is compressed; what is too large for one item even so (DynamoDB
 * takes 400 KB) lies in parts of its own, under the hash of its content, and the item names them. The parts are written
 * first, so anyone who finds the item finds all of it, and a killed writer leaves the old value whole.
 */
import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { itemKey, type Key, number, type Table, type TableItem, textAt } from './table.ts';

/** Write units are counted by the kilobyte: compressing pays from here on. */
const COMPRESSED_FROM = 2048;
/** Of one item, with room for its keys and attributes. */
export const MOST_BYTES = 350_000;

export type Document = { readonly item: TableItem; readonly parts: readonly TableItem[] };

/** `more`: attributes beside the value, for conditions and projections. `ttl` in seconds since 1970. */
export function encode(key: Key, value: unknown, more: TableItem = {}): Document {
  const json = JSON.stringify(value);
  const head = { ...itemKey(key), ...more };
  if (json.length < COMPRESSED_FROM) return { item: { ...head, json: { S: json } }, parts: [] };
  const bytes = gzipSync(json);
  if (bytes.length <= MOST_BYTES) return { item: { ...head, gz: { B: bytes } }, parts: [] };
  const hash = createHash('sha256').update(`${key.pk}\n${key.sk}\n`).update(bytes).digest('hex').slice(0, 32);
  const count = Math.ceil(bytes.length / MOST_BYTES);
  const ttl = more['ttl'] === undefined ? {} : { ttl: more['ttl'] };
  const parts = Array.from({ length: count }, (_, at) => ({
    ...itemKey(partKey(hash, at)),
    gz: { B: bytes.subarray(at * MOST_BYTES, (at + 1) * MOST_BYTES) },
    ...ttl,
  }));
  return { item: { ...head, parts: { N: String(count) }, hash: { S: hash } }, parts };
}

const partKey = (hash: string, at: number): Key => ({ pk: `PART#${hash}`, sk: String(at) });

/** Of an item as it was read: where the rest of it lies. */
export const partKeys = (item: TableItem): readonly Key[] =>
  Array.from({ length: number(item, 'parts') }, (_, at) => partKey(textAt(item, 'hash'), at));

export async function decode<T>(item: TableItem, table: Table): Promise<T> {
  if (item['json']?.S !== undefined) return JSON.parse(item['json'].S) as T;
  const keys = partKeys(item);
  const bytes = keys.length === 0 ? item['gz']?.B : await joined(keys, table);
  if (bytes === undefined) throw new Error(`the item ${textAt(item, 'pk')} ${textAt(item, 'sk')} has no value`);
  return JSON.parse(gunzipSync(bytes).toString('utf8')) as T;
}

async function joined(keys: readonly Key[], table: Table): Promise<Buffer> {
  const parts = new Map((await table.getAll(keys)).map((part) => [partOf(part), part['gz']?.B]));
  return Buffer.concat(
    keys.map((_, at) => {
      const part = parts.get(at);
      if (part === undefined) throw new Error(`part ${at} of ${keys.length} is missing`);
      return part;
    }),
  );
}

const partOf = (part: TableItem): number => Number(textAt(part, 'sk'));

export async function load<T>(table: Table, key: Key): Promise<T | null> {
  const item = await table.get(key);
  return item === null ? null : decode<T>(item, table);
}

/** Not for what is replaced often and may be large: the old parts stay until their time to live is over. */
export async function save(table: Table, key: Key, value: unknown, more: TableItem = {}): Promise<void> {
  const { item, parts } = encode(key, value, more);
  await table.putAll(parts);
  await table.put(item);
}
