/**
 * The functions over the table, killed before and after every single request to it that writes, and after every publish,
 * then called again as the state machine would: the same notices with the same ids, none lost, and none twice but for a
 * death between publishing and marking.
 */
import { describe, expect, it } from 'vitest';
import { memoryIn, type TableMemory } from '../../adapters/aws/table/memory.ts';
import { openTable } from '../../adapters/aws/table/table.ts';
import { CHANNELS } from '../../shared/channels/index.ts';
import type { Notice } from '../../shared/model/incident.ts';
import { ENGLISH } from '../../shared/notices/wording.ts';
import { DEFAULT_RULES } from '../../shared/watch/incidents/rules.ts';
import { notify } from '../../shared/watch/run/notify.ts';
import type { Batch } from '../../shared/watch/run/plan.ts';
import { closeRun, openRun, workBatch } from '../../shared/watch/run/run.ts';
import { clientOf, dynamoTable } from '../support/aws/dynamodb.ts';
import { fakeClock } from '../support/clock.ts';
import { part } from '../support/thorough.ts';
import { checkOf, EVENTFUL, HOUR, line } from '../support/watch.ts';
import { noDns } from '../support/zone.ts';

const WRITES = /^(Put|Update|Delete|BatchWrite|TransactWrite)/;

const { targets: TARGETS, lists: LISTS, hours: HOURS } = EVENTFUL;

type Fatal = { readonly n: number; readonly when: 'before' | 'after' } | null;

async function history(fatal: Fatal) {
  const clock = fakeClock();
  const engine = dynamoTable();
  const published: Notice[][] = [];
  let writes = 0;
  let killed = '';
  engine.hook = (operation, when, input) => {
    if (!WRITES.test(operation)) return;
    if (when === 'before') writes += 1;
    if (writes !== fatal?.n || when !== fatal.when || killed !== '') return;
    killed = operation + (JSON.stringify(input).includes('OUTBOX#') && operation === 'DeleteItem' ? ' mark' : '');
    throw new Error('killed');
  };
  /** Every function call has its own memory, as in a process of its own; one that dies is called again. */
  const step = async <T>(call: (memory: TableMemory) => Promise<T>): Promise<T> => {
    const memory = () => {
      const table = openTable({ name: 'postwatch', clock, client: clientOf(engine) });
      return memoryIn({ table, clock, channels: [CHANNELS.sns.id], owner: 'execution' });
    };
    try {
      return await call(memory());
    } catch (error) {
      expect(String(error)).toContain('killed');
      // A lease of the dead has to run out.
      clock.advance(3 * 60_000);
      return call(memory());
    }
  };
  const publish = async ({ notices }: { notices: readonly Notice[] }) => {
    published.push([...notices]);
    return { ok: true, carried: notices.map(({ id }) => id) } as const;
  };
  const ports = { resolver: noDns, clock, random: () => 0 };
  for (const script of HOURS) {
    const world = {
      targets: TARGETS,
      unseen: [],
      lists: LISTS,
      notCovered: [],
      checkFor: (batch: Pick<Batch, 'check' | 'lists'>) => checkOf(batch, script),
      prove: async () => true,
      incidents: DEFAULT_RULES,
    };
    const record = await step(async (memory) => {
      const left = (await memory.unfinished()) ?? (await openRun(world, HOUR, memory, clock));
      if (typeof left === 'string') throw new Error(left);
      return left;
    });
    for (const key of record.batchKeys) await step((memory) => workBatch(record.id, key, world, memory, ports));
    await step(async (memory) => {
      const open = await memory.unfinished();
      if (open?.id === record.id) await closeRun(open, world, memory, clock, () => {});
    });
    await step((memory) => notify(memory, [{ id: CHANNELS.sns.id, publish }], ENGLISH, clock));
    clock.advance(HOUR);
  }
  const all = published.flat();
  const ids = new Map(all.map((notice) => [notice.id, line(notice)]));
  const states = [...engine.items.values()].filter((item) => item['pk']!.S!.startsWith('STATE#'));
  return {
    lines: [...ids.values()].sort(),
    ids: [...ids.keys()].sort(),
    repeated: all.length - ids.size,
    writes,
    killed,
    states: states.map((item) => `${item['sk']!.S} ${item['version']!.N}`).sort(),
    outbox: [...engine.items.keys()].filter((key) => key.startsWith('OUTBOX#')),
  };
}

describe('a deployed run that is killed at any write ends as if it had not been killed', async () => {
  const whole = await history(null);

  it('the history has something to lose', () => {
    expect(whole.lines).toEqual(EVENTFUL.lines);
    expect(whole.repeated).toBe(0);
    expect(whole.outbox).toEqual([]);
    expect(whole.writes).toBeGreaterThan(50);
  });

  // Every write in the gate, every third in `npm test`.
  const all = part(
    Array.from({ length: whole.writes }, (_, index) => index + 1),
    3,
  );
  it.each(all.flatMap((n) => (['before', 'after'] as const).map((when) => ({ n, when }))))(
    'at write $n, $when it',
    async (fatal) => {
      const killed = await history(fatal);
      expect(killed.killed).not.toBe('');
      expect(killed.ids).toEqual(whole.ids);
      expect(killed.states).toEqual(whole.states);
      expect(killed.outbox).toEqual([]);
      if (!killed.killed.endsWith('mark')) expect(killed.repeated).toBe(0);
    },
  );
});
