import { expect, it } from 'vitest';
import { tableApi } from '../../adapters/aws/table/api-table.ts';
import type { KeptCheck } from '../../shared/http/ports.ts';
import { clientOf, DynamoError, dynamoTable } from '../support/aws/dynamodb.ts';
import { fakeClock } from '../support/clock.ts';
import { finding } from '../support/watch.ts';

function opened(limits = { cacheMs: 600_000, perMinute: 3, perDay: 5 }) {
  const [table, clock] = [dynamoTable(), fakeClock()];
  return {
    table,
    clock,
    ...tableApi({ name: 'postwatch', clock, client: clientOf(table), limits: async () => limits }),
  };
}

const used = ({ table }: ReturnType<typeof opened>): string[] =>
  [...table.items.values()].map(({ sk, used: n, ttl }) => `${sk?.S} ${n?.N} ${ttl?.N}`).sort();

it('the budget table takes from both windows or from neither', async () => {
  const api = opened();
  const { budget, clock } = api;
  const noon = 1_795_521_600;
  expect(await budget.take('a', 2)).toEqual({ ok: true });
  clock.advance(45_000);
  expect(await budget.take('a', 2)).toEqual({
    ok: false,
    limit: { checks: 3, per: 'minute' },
    retryAfterSeconds: 15,
  });
  expect(await budget.take('b', 3)).toEqual({ ok: true });
  expect(used(api)).toEqual([
    `day-2026-11-24 2 ${noon + 12 * 3600}`,
    `day-2026-11-24 3 ${noon + 12 * 3600}`,
    `minute-2026-11-24T12:00 2 ${noon + 60}`,
    `minute-2026-11-24T12:00 3 ${noon + 60}`,
  ]);
  clock.advance(15_000);
  expect(await budget.take('a', 3)).toEqual({ ok: true });
  clock.advance(60_000);
  expect(await budget.take('a', 1)).toEqual({
    ok: false,
    limit: { checks: 5, per: 'day' },
    retryAfterSeconds: 12 * 3600 - 120,
  });
  expect(used(api).filter((line) => line.startsWith('minute-2026-11-24T12:02'))).toEqual([]);
  clock.advance(12 * 3_600_000);
  expect(await budget.take('a', 1)).toEqual({ ok: true });
});

it('a budget table that refuses is an error, never a budget', async () => {
  const { table, budget } = opened();
  table.hook = () => {
    throw new DynamoError('AccessDeniedException', 'no');
  };
  await expect(budget.take('a', 1)).rejects.toThrow('no');
});

it('the table keeps a check of any size for as long as it is of use', async () => {
  const { table, cache, clock } = opened();
  const summary = Array.from({ length: 30_000 }, (_, n) => (n * 7919).toString(36)).join(' ');
  const kept: KeptCheck = {
    at: clock.now(),
    inspected: {
      target: { address: '203.0.113.1', domains: [] },
      status: 'fail',
      coverage: { asked: 1, answered: 1, notCovered: [] },
      findings: [{ ...finding('ptr.missing', '203.0.113.1'), summary }],
    },
  };
  expect(await cache.get('k')).toBeNull();
  await cache.put('k', kept);
  expect(await cache.get('k')).toEqual(kept);
  expect([...table.items.values()].map(({ ttl }) => Number(ttl?.N) - clock.now() / 1000)).toSatisfy((ttls: number[]) =>
    ttls.every((ttl) => ttl === 600),
  );
});
