/**
 * A stand-in for one DynamoDB table, strict where DynamoDB is: conditions, all-or-nothing transactions, pages, the limits
 * on items and requests, and names that must be placeholders. It knows the operations and expressions that the project
 * uses and refuses all others. The same engine answers in the process (`clientOf`) and over HTTP (`dynamodb-http.ts`).
 */
import type { AttributeValue, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { defined } from '../../../shared/model/defined.ts';

type Item = Record<string, AttributeValue>;
type Names = Readonly<Record<string, string>>;
type Values = Readonly<Record<string, AttributeValue>>;
// biome-ignore lint/suspicious/noExplicitAny: whatever the SDK sends
export type Input = any;

const ITEM_BYTES = 400 * 1024;
const PAGE_BYTES = 1024 * 1024;

export class DynamoError extends Error {
  readonly reasons: readonly { readonly Code: string }[];
  constructor(name: string, message: string, reasons: readonly { readonly Code: string }[] = []) {
    super(message);
    this.name = name;
    this.reasons = reasons;
  }
}

const invalid = (message: string): never => {
  throw new DynamoError('ValidationException', message);
};

export type DynamoTable = {
  readonly items: Map<string, Item>;
  /** Every operation, in order: `PutItem`, ... */
  readonly calls: string[];
  /** Called before and after each operation; may throw, which is what the caller then sees. */
  hook: (operation: string, when: 'before' | 'after', input: Input) => void;
  /** So many entries of each batch come back unprocessed, once each. */
  unprocessed: number;
  readonly call: (operation: string, input: Input) => Input;
};

export function dynamoTable(name = 'postwatch'): DynamoTable {
  const items = new Map<string, Item>();
  const tokens = new Map<string, string>();
  const operations: Record<string, (input: Input) => Input> = {
    GetItem: ({ Key }) => ({ Item: items.get(keyText(Key)) }),
    PutItem: ({ Item, ...rest }) => {
      change(items, [{ Put: { Item, ...rest } }], 'single');
      return {};
    },
    DeleteItem: ({ Key, ...rest }) => {
      change(items, [{ Delete: { Key, ...rest } }], 'single');
      return {};
    },
    UpdateItem: ({ ReturnValues, ...rest }) => {
      change(items, [{ Update: rest }], 'single');
      return ReturnValues === undefined ? {} : { Attributes: items.get(keyText(rest.Key)) };
    },
    TransactWriteItems: ({ TransactItems, ClientRequestToken }) => {
      const content = JSON.stringify(TransactItems);
      const known = tokens.get(ClientRequestToken);
      if (known !== undefined) {
        if (known === content) return {};
        throw new DynamoError('IdempotentParameterMismatchException', 'the token belongs to another request');
      }
      change(items, TransactItems, 'transaction');
      if (ClientRequestToken !== undefined) tokens.set(ClientRequestToken, content);
      return {};
    },
    BatchGetItem: ({ RequestItems }) => batchGet(table, RequestItems[name].Keys, name),
    BatchWriteItem: ({ RequestItems }) => batchWrite(table, RequestItems[name], name),
    Query: (input) => query(items, input),
  };
  const table: DynamoTable = {
    items,
    calls: [],
    hook: () => {},
    unprocessed: 0,
    call: (operation, input) => {
      table.calls.push(operation);
      const work = operations[operation] ?? (() => invalid(`no operation ${operation}`));
      table.hook(operation, 'before', input);
      const output = work(input);
      table.hook(operation, 'after', input);
      return output;
    },
  };
  return table;
}

/** As the SDK's client, without a wire between. */
export const clientOf = (table: DynamoTable): DynamoDBClient =>
  ({
    send: async (command: { readonly constructor: { readonly name: string }; readonly input: Input }) => {
      try {
        // No wire between that would make another value of it.
        const input = structuredClone(command.input);
        return structuredClone(table.call(command.constructor.name.replace(/Command$/, ''), input));
      } catch (error) {
        if (!(error instanceof DynamoError) || error.name !== 'TransactionCanceledException') throw error;
        throw new TransactionCanceledException({
          message: error.message,
          CancellationReasons: [...error.reasons],
          $metadata: {},
        });
      }
    },
  }) as unknown as DynamoDBClient;

const keyText = (key: Item): string => `${key['pk']?.S}\n${key['sk']?.S}`;

function sizeOf(item: Item): number {
  return Object.entries(item).reduce((sum, [name, { S, N, B }]) => {
    return sum + Buffer.byteLength(name) + Buffer.byteLength(S ?? N ?? '') + (B?.length ?? 0);
  }, 0);
}

function checked(item: Item): Item {
  for (const part of ['pk', 'sk']) {
    if (!item[part]?.S) invalid(`the key ${part} is missing or empty`);
  }
  if (sizeOf(item) > ITEM_BYTES) invalid('Item size has exceeded the maximum allowed size');
  return item;
}

/** All of it or nothing. */
function change(items: Map<string, Item>, actions: readonly Input[], kind: 'single' | 'transaction'): void {
  if (actions.length > 100 || actions.length === 0) invalid(`${actions.length} actions`);
  const keys = actions.map(({ Put, Delete, Update }) => keyText(Put?.Item ?? (Delete ?? Update).Key));
  if (new Set(keys).size < keys.length) invalid('Transaction request cannot include multiple operations on one item');
  const held = actions.map((action, at) => {
    const { ConditionExpression, ExpressionAttributeNames, ExpressionAttributeValues } =
      action.Put ?? action.Delete ?? action.Update;
    const { UpdateExpression = '' } = action.Update ?? {};
    used(`${ConditionExpression ?? ''} ${UpdateExpression}`, ExpressionAttributeNames, ExpressionAttributeValues);
    return (
      ConditionExpression === undefined ||
      holds(ConditionExpression, items.get(keys[at]!) ?? {}, ExpressionAttributeNames, ExpressionAttributeValues)
    );
  });
  if (held.includes(false)) {
    if (kind === 'single') throw new DynamoError('ConditionalCheckFailedException', 'The conditional request failed');
    const reasons = held.map((one) => ({ Code: one ? 'None' : 'ConditionalCheckFailed' }));
    throw new DynamoError('TransactionCanceledException', 'Transaction cancelled', reasons);
  }
  const bytes = actions.reduce((sum, { Put }) => sum + (Put === undefined ? 0 : sizeOf(Put.Item)), 0);
  if (bytes > 4 * 1024 * 1024) invalid('Transaction exceeds 4 MB');
  const changed = actions.map(({ Put, Update }, at) => {
    if (Put !== undefined) return checked(Put.Item);
    return Update === undefined ? null : checked(updated(items.get(keys[at]!) ?? { ...Update.Key }, Update));
  });
  for (const [at, item] of changed.entries()) {
    if (item === null) items.delete(keys[at]!);
    else items.set(keys[at]!, item);
  }
}

/** DynamoDB refuses placeholders that are named and not used; plain names may be reserved words, so they are refused here. */
function used(expression: string, names: Names = {}, values: Values = {}): void {
  for (const mark of [...Object.keys(names), ...Object.keys(values)]) {
    if (!new RegExp(`${mark}\\b`).test(expression)) invalid(`${mark} is not used in "${expression}"`);
  }
  const words = expression.replaceAll(
    /[#:]\w+|\b(attribute_(not_)?exists|begins_with|SET|ADD|REMOVE|AND|OR|if_not_exists)\b/g,
    '',
  );
  if (/[a-z]/i.test(words)) invalid(`a name without a placeholder in "${expression}"`);
}

function holds(expression: string, item: Item, names: Names = {}, values: Values = {}): boolean {
  return expression
    .split(' OR ')
    .some((part) => part.split(' AND ').every((term) => termHolds(term.trim(), item, names, values)));
}

function termHolds(term: string, item: Item, names: Names, values: Values): boolean {
  const exists = /^attribute_(not_)?exists\((#\w+)\)$/.exec(term);
  if (exists !== null) return (item[names[exists[2]!]!] !== undefined) === (exists[1] === undefined);
  const [, left = '', operator = '', right = ''] =
    /^(#\w+) (=|<>|<=|<|>=|>) (:\w+)$/.exec(term) ?? invalid(`term "${term}"`);
  const name = names[left] ?? invalid(`${left} is not named`);
  const value = values[right] ?? invalid(`${right} has no value`);
  const has = item[name];
  // A missing attribute compares as false, with whatever operator.
  if (has === undefined) return operator === '<>';
  const [a, b] = [plain(has), plain(value)];
  return { '=': a === b, '<>': a !== b, '<': a < b, '<=': a <= b, '>': a > b, '>=': a >= b }[operator]!;
}

const plain = ({ S, N }: AttributeValue): string | number => (N === undefined ? (S ?? '') : Number(N));

function updated(
  item: Item,
  { UpdateExpression, ExpressionAttributeNames: names, ExpressionAttributeValues: values }: Input,
): Item {
  const next = { ...item };
  const clauses = UpdateExpression.split(/\b(?=SET |ADD |REMOVE )/);
  for (const clause of clauses.filter((one: string) => one.trim() !== '')) {
    const [word, ...rest] = clause.trim().split(' ');
    for (const part of rest.join(' ').split(',')) {
      const [name, , value] =
        word === 'SET' ? part.trim().split(' ') : [part.trim().split(' ')[0], '', part.trim().split(' ')[1]];
      const attribute = names[name!] as string;
      if (word === 'SET') next[attribute] = values[value!] ?? invalid(`SET ${part}`);
      if (word === 'REMOVE') delete next[attribute];
      if (word === 'ADD') next[attribute] = added(next[attribute], values[value!]);
    }
  }
  return next;
}

/** A number is summed up, a set is joined; the service takes no empty set. */
function added(known: AttributeValue | undefined, more: AttributeValue): AttributeValue {
  if (more.SS === undefined) return { N: String(Number(known?.N ?? 0) + Number(more.N)) };
  if (more.SS.length === 0) invalid('One or more parameter values were invalid: An string set may not be empty');
  return { SS: [...new Set([...(known?.SS ?? []), ...more.SS])] };
}

function batchGet(table: DynamoTable, keys: Item[], name: string) {
  const texts = keys.map(keyText);
  if (texts.length > 100 || texts.length === 0) invalid(`${texts.length} keys`);
  if (new Set(texts).size < texts.length) invalid('Provided list of item keys contains duplicates');
  const left = keys.splice(0, table.unprocessed);
  table.unprocessed -= left.length;
  const found: Item[] = keys.map((key) => table.items.get(keyText(key))).filter((item) => item !== undefined);
  return {
    Responses: { [name]: found },
    UnprocessedKeys: left.length === 0 ? {} : { [name]: { Keys: left, ConsistentRead: true } },
  };
}

function batchWrite(table: DynamoTable, requests: Input[], name: string) {
  if (requests.length > 25 || requests.length === 0) invalid(`${requests.length} writes`);
  const left = requests.splice(0, table.unprocessed);
  table.unprocessed -= left.length;
  for (const { PutRequest } of requests) {
    const item = checked(PutRequest.Item);
    table.items.set(keyText(item), item);
  }
  return { UnprocessedItems: left.length === 0 ? {} : { [name]: left } } as Input;
}

function query(items: Map<string, Item>, input: Input) {
  const { KeyConditionExpression, ExpressionAttributeNames: names, ExpressionAttributeValues: values } = input;
  used(`${KeyConditionExpression} ${input.ProjectionExpression ?? ''}`, names, values);
  const begins = KeyConditionExpression.includes('begins_with') ? values[':begins'].S : '';
  const after = input.ExclusiveStartKey?.sk.S;
  const forward = input.ScanIndexForward ?? true;
  const all = [...items.values()]
    .filter((item) => item['pk']?.S === values[':pk'].S && item['sk']!.S!.startsWith(begins))
    .map((item) => ({ item, bytes: Buffer.from(item['sk']!.S!) }))
    .sort((a, b) => (Buffer.compare(a.bytes, b.bytes) < 0 === forward ? -1 : 1))
    .map(({ item }) => item)
    .filter((item) => after === undefined || (forward ? item['sk']!.S! > after : item['sk']!.S! < after));
  const page: Item[] = [];
  let bytes = 0;
  for (const item of all) {
    bytes += sizeOf(item);
    if (page.length === (input.Limit ?? Number.POSITIVE_INFINITY) || (bytes > PAGE_BYTES && page.length > 0)) break;
    page.push(item);
  }
  const only = input.ProjectionExpression?.split(', ').map((mark: string) => names[mark]);
  const last = page.at(-1);
  return {
    Items: only === undefined ? page : page.map((item) => pick(item, only)),
    ...defined({
      LastEvaluatedKey: page.length < all.length && last !== undefined ? pick(last, ['pk', 'sk']) : undefined,
    }),
  };
}

const pick = (item: Item, names: readonly string[]): Item =>
  Object.fromEntries(Object.entries(item).filter(([name]) => names.includes(name)));
