/**
 * The one DynamoDB table: items under `pk` and `sk`, read consistently, written under conditions. What AWS asks of a caller
 * is done here and nowhere else: pages are followed, unprocessed keys asked again, conflicts and throttling waited out for a
 * bounded time. A condition that does not hold is a value; everything else that fails is an error.
 */
import { randomUUID } from 'node:crypto';
import {
  type AttributeValue,
  BatchGetItemCommand,
  BatchWriteItemCommand,
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
  type WriteRequest,
} from '@aws-sdk/client-dynamodb';
import { type Clock, pause } from '../../../shared/model/clock.ts';
import { defined } from '../../../shared/model/defined.ts';
import { CLIENT } from '../account/client.ts';

export type Key = { readonly pk: string; readonly sk: string };
export type TableItem = Record<string, AttributeValue>;

/** `when` on attributes as placeholders (`#version = :version`): many plain names are reserved words. */
export type Condition = {
  readonly when: string;
  readonly names: Readonly<Record<string, string>>;
  readonly values?: Readonly<Record<string, AttributeValue>>;
};

export type Action =
  | { readonly kind: 'put'; readonly item: TableItem; readonly condition?: Condition }
  | { readonly kind: 'delete'; readonly key: Key; readonly condition?: Condition }
  | { readonly kind: 'update'; readonly key: Key; readonly update: string; readonly condition: Condition };

export type QueryOptions = {
  /** Only sort keys that begin so. */
  readonly begins?: string;
  /** Only these attributes. */
  readonly only?: readonly string[];
  readonly most?: number;
  /** Only sort keys behind this one; it need not be there. */
  readonly after?: string;
  readonly newestFirst?: boolean;
};

export type Table = {
  readonly get: (key: Key) => Promise<TableItem | null>;
  readonly put: (item: TableItem) => Promise<void>;
  readonly remove: (keys: readonly Key[]) => Promise<void>;
  readonly putAll: (items: readonly TableItem[]) => Promise<void>;
  /** Those that are there, in no order. */
  readonly getAll: (keys: readonly Key[]) => Promise<readonly TableItem[]>;
  readonly query: (pk: string, options?: QueryOptions) => Promise<readonly TableItem[]>;
  /** All or nothing; returns the places of the actions whose condition did not hold. At most 100 actions. */
  readonly transact: (actions: readonly Action[]) => Promise<readonly number[]>;
};

/** The service's own limits. */
export const MAX_ACTIONS = 100;
const MAX_GETS = 100;
const MAX_WRITES = 25;

const TRIES = 8;
/** Requests of one kind at a time. */
const TOGETHER = 4;

export const itemKey = ({ pk, sk }: Key): TableItem => ({ pk: { S: pk }, sk: { S: sk } });
export const textAt = (item: TableItem, name: string): string => item[name]?.S ?? '';
export const number = (item: TableItem, name: string): number => Number(item[name]?.N ?? 0);

export const IS_NEW: Condition = { when: 'attribute_not_exists(#pk)', names: { '#pk': 'pk' } };

/** Everything in chunks of `size`, a few at a time. */
export async function inChunks<T, R>(
  all: readonly T[],
  size: number,
  work: (chunk: readonly T[]) => Promise<R>,
): Promise<readonly R[]> {
  const chunks = Array.from({ length: Math.ceil(all.length / size) }, (_, at) => all.slice(at * size, (at + 1) * size));
  const results: R[] = [];
  for (let at = 0; at < chunks.length; at += TOGETHER)
    results.push(...(await Promise.all(chunks.slice(at, at + TOGETHER).map(work))));
  return results;
}

export type TableOptions = { readonly name: string; readonly clock: Clock; readonly client?: DynamoDBClient };

export function openTable({ name, clock, client = new DynamoDBClient(CLIENT) }: TableOptions): Table {
  const base: Base = { client, name, clock };
  return {
    get: async (key) =>
      (await client.send(new GetItemCommand({ TableName: name, Key: itemKey(key), ConsistentRead: true }))).Item ??
      null,
    put: async (item) => {
      await client.send(new PutItemCommand({ TableName: name, Item: item }));
    },
    remove: async (keys) => {
      for (const key of keys) await client.send(new DeleteItemCommand({ TableName: name, Key: itemKey(key) }));
    },
    putAll: async (items) => {
      await inChunks(items, MAX_WRITES, (chunk) => putChunk(base, chunk));
    },
    getAll: async (keys) => (await inChunks(keys, MAX_GETS, (chunk) => getChunk(base, chunk))).flat(),
    query: (pk, options = {}) => queryAll(base, pk, options),
    transact: (actions) => transact(base, actions),
  };
}

type Base = { readonly client: DynamoDBClient; readonly name: string; readonly clock: Clock };

/** 50 ms, 100 ms, ... 6.4 s in all but the last. */
const backOff = ({ clock }: Base, tries: number): Promise<void> => pause(clock, 50 * 2 ** tries);

async function putChunk(base: Base, items: readonly TableItem[]): Promise<void> {
  let left: WriteRequest[] = items.map((item) => ({ PutRequest: { Item: item } }));
  for (let tries = 0; left.length > 0; tries++) {
    if (tries === TRIES) throw new Error(`the table ${base.name} left ${left.length} items unwritten`);
    if (tries > 0) await backOff(base, tries);
    const { UnprocessedItems } = await base.client.send(
      new BatchWriteItemCommand({ RequestItems: { [base.name]: left } }),
    );
    left = UnprocessedItems?.[base.name] ?? [];
  }
}

async function getChunk(base: Base, keys: readonly Key[]): Promise<readonly TableItem[]> {
  const found: TableItem[] = [];
  let left: TableItem[] = keys.map(itemKey);
  for (let tries = 0; left.length > 0; tries++) {
    if (tries === TRIES) throw new Error(`the table ${base.name} left ${left.length} items unread`);
    if (tries > 0) await backOff(base, tries);
    const { Responses, UnprocessedKeys } = await base.client.send(
      new BatchGetItemCommand({ RequestItems: { [base.name]: { Keys: left, ConsistentRead: true } } }),
    );
    const items = Responses?.[base.name] ?? [];
    // A page of 16 MB that was cut is progress, not refusal.
    if (items.length > 0) tries = 0;
    found.push(...items);
    left = UnprocessedKeys?.[base.name]?.Keys ?? [];
  }
  return found;
}

async function queryAll({ client, name }: Base, pk: string, options: QueryOptions): Promise<readonly TableItem[]> {
  const { begins, only, after, newestFirst = false, most = Number.POSITIVE_INFINITY } = options;
  const items: TableItem[] = [];
  let from: TableItem | undefined = after === undefined ? undefined : itemKey({ pk, sk: after });
  do {
    const page = await client.send(
      new QueryCommand({
        TableName: name,
        ConsistentRead: true,
        ScanIndexForward: !newestFirst,
        KeyConditionExpression: begins === undefined ? '#pk = :pk' : '#pk = :pk AND begins_with(#sk, :begins)',
        ...projection(begins, only),
        ExpressionAttributeValues: {
          ':pk': { S: pk },
          ...defined({ ':begins': begins === undefined ? undefined : { S: begins } }),
        },
        ...defined({
          Limit: most === Number.POSITIVE_INFINITY ? undefined : most - items.length,
          ExclusiveStartKey: from,
        }),
      }),
    );
    items.push(...(page.Items ?? []));
    from = page.LastEvaluatedKey;
  } while (from !== undefined && items.length < most);
  return items;
}

function projection(begins: string | undefined, only: readonly string[] = []) {
  const named = only.map((attribute, at) => [`#n${at}`, attribute] as const);
  return {
    ExpressionAttributeNames: {
      '#pk': 'pk',
      ...defined({ '#sk': begins === undefined ? undefined : 'sk' }),
      ...Object.fromEntries(named),
    },
    ...defined({ ProjectionExpression: only.length === 0 ? undefined : named.map(([mark]) => mark).join(', ') }),
  };
}

async function transact(base: Base, actions: readonly Action[]): Promise<readonly number[]> {
  const input = {
    TransactItems: actions.map((action) => written(action, base.name)),
    // The same in every try: an answer that was lost does not make the condition fail the second time.
    ClientRequestToken: randomUUID(),
  };
  for (let tries = 0; ; tries++) {
    try {
      await base.client.send(new TransactWriteItemsCommand(input));
      return [];
    } catch (error) {
      const failed = failedConditions(error);
      if (failed.length > 0) return failed;
      if (tries === TRIES || !isPassing(error)) throw error;
      await backOff(base, tries);
    }
  }
}

function failedConditions(error: unknown): readonly number[] {
  if (!(error instanceof TransactionCanceledException)) return [];
  return (error.CancellationReasons ?? []).flatMap(({ Code }, at) => (Code === 'ConditionalCheckFailed' ? [at] : []));
}

/** Cancelled because someone else was at the same item, or because there was too much to do. */
function isPassing(error: unknown): boolean {
  if (!(error instanceof TransactionCanceledException)) return false;
  const codes = (error.CancellationReasons ?? []).map(({ Code }) => Code ?? 'None').filter((code) => code !== 'None');
  return codes.every((code) => /^(TransactionConflict|ThrottlingError|ProvisionedThroughputExceeded)$/.test(code));
}

function written(action: Action, TableName: string): TransactWriteItem {
  switch (action.kind) {
    case 'put':
      return { Put: { TableName, Item: action.item, ...conditionOf(action.condition) } };
    case 'delete':
      return { Delete: { TableName, Key: itemKey(action.key), ...conditionOf(action.condition) } };
    case 'update':
      return {
        Update: {
          TableName,
          Key: itemKey(action.key),
          UpdateExpression: action.update,
          ...conditionOf(action.condition),
        },
      };
  }
}

const conditionOf = (condition: Condition | undefined) =>
  condition === undefined
    ? {}
    : {
        ConditionExpression: condition.when,
        ExpressionAttributeNames: condition.names,
        ...defined({ ExpressionAttributeValues: condition.values }),
      };
