/** Values of any size in items of a bounded one. */
import { expect, it } from 'vitest';
import { decode, encode, load, save } from '../../../adapters/aws/table/documents.ts';
import { memoryIn } from '../../../adapters/aws/table/memory.ts';
import { openTable } from '../../../adapters/aws/table/table.ts';
import { clientOf, dynamoTable } from '../../support/aws/dynamodb.ts';
import { fakeClock } from '../../support/clock.ts';
import { batch, commit, notice, record, result, state } from '../memory-contract.ts';

const KEY = { pk: 'A', sk: 'B' };

/** Text that no compression makes small. */
function noise(bytes: number): string {
  let seed = 1;
  let text = '';
  while (text.length < bytes) {
    seed = (seed * 48_271) % 2_147_483_647;
    text += seed.toString(36);
  }
  return text.slice(0, bytes);
}

function open() {
  const engine = dynamoTable();
  const clock = fakeClock();
  const table = openTable({ name: 'postwatch', clock, client: clientOf(engine) });
  return { engine, table, memory: memoryIn({ table, clock, channels: ['sns'] }) };
}

const parts = (items: ReadonlyMap<string, unknown>) => [...items.keys()].filter((key) => key.startsWith('PART#'));

it.each([
  ['as text', 100, 'json', 0],
  ['compressed', 10_000, 'gz', 0],
  ['in parts', 1_500_000, 'parts', 3],
] as const)('a document is stored %s, and read back whole', async (_, size, attribute, count) => {
  const { table } = open();
  const document = encode(KEY, { text: noise(size) });
  expect(document.item).toHaveProperty(attribute);
  expect(document.parts).toHaveLength(count);
  await table.putAll([...document.parts, document.item]);
  expect(await load(table, KEY)).toEqual({ text: noise(size) });
});

it('reading a document that lacks a part is an error, never half a value', async () => {
  const { engine, table } = open();
  await save(table, KEY, { text: noise(1_500_000) });
  engine.items.delete(parts(engine.items)[1]!);
  await expect(load(table, KEY)).rejects.toThrow('part 1 of 3 is missing');
});

it('a batch, a result and a state over 400 KB are kept whole, and parts that a state no longer needs are deleted', async () => {
  const { engine, memory } = open();
  await memory.open(record('run-1'), [{ ...batch('ptr-0'), lists: [noise(900_000)] }], {});
  expect((await memory.batch('run-1', 'ptr-0')).lists[0]).toHaveLength(900_000);
  await memory.saveResult('run-1', result('ptr-0', noise(900_000)));
  expect((await memory.result('run-1', 'ptr-0'))!.findings[0]!.summary).toHaveLength(900_000);
  const before = parts(engine.items).length;
  const large = state('list:alpha', 1, { members: [noise(900_000)] });
  await memory.commit([{ state: large, expected: 0, notices: [] }]);
  expect((await memory.states(['list:alpha'])).get('list:alpha')).toEqual(large);
  expect(parts(engine.items).length).toBe(before + 2);
  await memory.commit([{ state: state('list:alpha', 2, { members: ['a'] }), expected: 1, notices: [] }]);
  expect(parts(engine.items).length).toBe(before);
});

it('a notice over 400 KB loses its evidence but keeps its fact', async () => {
  const { memory } = open();
  const evidence = {
    question: noise(900_000),
    type: 'A',
    resolver: '',
    rcode: '',
    ttl: 1,
    at: '',
    rttMs: 1,
    answers: [],
  };
  const large = { ...notice('a'), finding: { ...notice('a').finding!, evidence: [evidence] } };
  expect(await memory.commit([{ ...commit('203.0.113.1', 1), notices: [large] }])).toEqual([]);
  expect(await memory.claim('sns', 0, 1)).toEqual([{ ...large, finding: { ...large.finding, evidence: [] } }]);
});

it('a commit of many notices of one target, or of many targets, stays a series of whole transactions', async () => {
  const { engine, memory } = open();
  const target = (n: number) => `198.51.100.${n}`;
  const commits = Array.from({ length: 120 }, (_, n) =>
    commit(
      target(n),
      1,
      Array.from({ length: 150 }, (_none, m) => notice(`${n}-${m}`, target(n))),
    ),
  );
  expect(await memory.commit(commits)).toEqual([]);
  expect(await memory.claim('sns', 0, 1)).toHaveLength(120 * 150);
  // State, outbox and history of 33 targets at a time.
  expect(engine.calls.filter((call) => call === 'TransactWriteItems')).toHaveLength(Math.ceil(120 / 33) + 2);
});

it('reading an item without a value is an error that says so', async () => {
  const { table } = open();
  await expect(decode({ pk: { S: 'A' }, sk: { S: 'B' } }, table)).rejects.toThrow('the item A B has no value');
});
