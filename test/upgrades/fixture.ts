/** What earlier versions left: their tables as their functions wrote them, and what of their templates must not be replaced. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';

const FOLDER = path.resolve(import.meta.dirname, '../fixtures/upgrades');

type StoredItem = Record<string, { S?: string; N?: string; B?: string }>;

export type KeptResource = { readonly Type: string; readonly DeletionPolicy?: string } & Readonly<
  Record<string, unknown>
>;

export type EarlierVersion = {
  readonly commit: string;
  /** The ids, targets and findings of what was open. */
  readonly openIncidents: readonly (readonly [id: string, target: string, finding: string])[];
  readonly unfinishedRun: string;
  readonly published: readonly string[];
  readonly templates: Readonly<
    Record<
      'plain' | 'full',
      { readonly resources: Readonly<Record<string, KeptResource>>; readonly outputs: readonly string[] }
    >
  >;
  /** By the key that the stand-in of DynamoDB gives them. */
  readonly items: ReadonlyMap<string, Record<string, AttributeValue>>;
};

/** The two versions before this one, by their day. */
export const VERSIONS: readonly string[] = readdirSync(FOLDER)
  .map((file) => file.replace('.json', ''))
  .sort()
  .slice(-2);

export function earlierVersion(day: string): EarlierVersion {
  const { items, ...rest } = JSON.parse(readFileSync(path.join(FOLDER, `${day}.json`), 'utf8'));
  return {
    ...rest,
    items: new Map(items.map((item: StoredItem) => [`${item['pk']?.S}\n${item['sk']?.S}`, read(item)])),
  };
}

/** Binaries are in base64, as DynamoDB sends them. */
const read = (item: StoredItem): Record<string, AttributeValue> =>
  Object.fromEntries(
    Object.entries(item).map(([name, value]) => [
      name,
      value.B === undefined ? (value as AttributeValue) : { B: Buffer.from(value.B, 'base64') },
    ]),
  );
