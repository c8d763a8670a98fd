/** Two functions at the same item at the same moment: conditions decide, and only one of them wins. */
import { expect, it } from 'vitest';
import { memoryIn } from '../../../adapters/aws/table/memory.ts';
import { openTable } from '../../../adapters/aws/table/table.ts';
import { clientOf, dynamoTable } from '../../support/aws/dynamodb.ts';
import { fakeClock } from '../../support/clock.ts';
import { batch, commit, notice, record } from '../memory-contract.ts';

function two() {
  const client = clientOf(dynamoTable());
  const clock = fakeClock();
  const memory = (owner: string) =>
    memoryIn({ table: openTable({ name: 'postwatch', clock, client }), clock, channels: ['sns'], owner });
  return [memory('one'), memory('other')] as const;
}

it('of two functions that open a run at the same moment, one opens it', async () => {
  const [one, other] = two();
  const opened = await Promise.all([
    one.open(record('run-1'), [batch('ptr-0')], { ptr: { last: 1, next: 0 } }),
    other.open(record('run-2'), [batch('ptr-0')], { ptr: { last: 2, next: 0 } }),
  ]);
  expect([...opened].sort()).toEqual([false, true]);
  const winner = opened[0] ? 1 : 2;
  expect((await one.unfinished())!.id).toBe(`run-${winner}`);
  expect(await one.ledger()).toEqual({ ptr: { last: winner, next: 0 } });
});

it('of two functions that take over a dead run at the same moment, one gets it', async () => {
  const [one, other] = two();
  await one.open(record('run-1'), [batch('ptr-0')], {});
  const held = (await one.holder())!;
  expect(held).toMatchObject({ run: 'run-1', owner: 'one' });
  const third = await Promise.all([other.take(held), other.take(held)]);
  expect([...third].sort()).toEqual([false, true]);
  expect(await one.take(held)).toBe(false);
});

it('of two functions that claim notices at the same moment, each notice goes to one', async () => {
  const [one, other] = two();
  const targets = Array.from({ length: 30 }, (_, n) => `198.51.100.${n}`);
  await one.commit(targets.map((target) => commit(target, 1, [notice(target, target)])));
  const claimed = (await Promise.all([one.claim('sns', 0, 10), other.claim('sns', 0, 10)])).flat();
  expect(claimed.map(({ id }) => id).sort()).toEqual([...targets].sort());
});

it('of two functions that write one state at the same moment, one writes it and the other gets a conflict', async () => {
  const [one, other] = two();
  const conflicts = await Promise.all([
    one.commit([commit('203.0.113.1', 1, [notice('a')]), commit('203.0.113.2', 1)]),
    other.commit([commit('203.0.113.1', 1, [notice('b')]), commit('203.0.113.3', 1)]),
  ]);
  expect([...conflicts].sort()).toEqual([[], ['203.0.113.1']]);
  expect(await one.claim('sns', 0, 10)).toHaveLength(1);
  expect(await one.knownTargets()).toHaveLength(3);
});
