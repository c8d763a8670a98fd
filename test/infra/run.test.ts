/** The state machine as it is synthesised, executed with stub functions. */
import { describe, expect, it } from 'vitest';
import { templateOf, withAws } from '../support/stack.ts';
import { definitionOf, execute, type Invoke, named } from '../support/state-machine.ts';

const definition = definitionOf(templateOf());
const AT = { at: '2026-11-24T05:00:00Z' };

type Call = readonly [name: string, payload: unknown];

/** Functions of a run of so many batches; `more` may take a call over, and falls back with `undefined`. */
function world(batches: number, more: (name: string, payload: never, times: number) => unknown = () => undefined) {
  const calls: Call[] = [];
  const times = new Map<string, number>();
  let going = 0;
  let most = 0;
  const invoke: Invoke = async (name, payload) => {
    calls.push([name, payload]);
    const call = JSON.stringify([name, payload]);
    const same = (times.get(call) ?? 0) + 1;
    times.set(call, same);
    going += 1;
    most = Math.max(most, going);
    await Promise.resolve();
    going -= 1;
    const taken = more(name, payload as never, same);
    if (taken !== undefined) return taken;
    const items = Array.from({ length: batches }, (_, index) => ({
      function: ['check-ptr', 'check-dnsbl', 'check-spf'][index % 3],
      run: 'run-1',
      key: `batch-${index}`,
    }));
    if (name === 'discover') return { run: batches === 0 ? null : 'run-1', items };
    if (name === 'close') return { run: (payload as { run: string | null }).run, notices: 0, missing: [] };
    return { published: 0 };
  };
  const names = () => calls.map(([name]) => name);
  return { invoke, calls, names, most: () => most };
}

describe('a run of the state machine', () => {
  it('goes from discover over the check functions that it names to close and notify, and passes on the planned time', async () => {
    const { invoke, calls } = world(3);
    await execute(definition, AT, invoke);
    expect(calls).toEqual([
      ['discover', AT],
      ['check-ptr', { run: 'run-1', key: 'batch-0' }],
      ['check-dnsbl', { run: 'run-1', key: 'batch-1' }],
      ['check-spf', { run: 'run-1', key: 'batch-2' }],
      ['close', { run: 'run-1' }],
      ['notify', { run: 'run-1' }],
    ]);
  });

  it('that has nothing to do still sends what an earlier one left', async () => {
    const { invoke, calls } = world(0);
    await execute(definition, AT, invoke);
    expect(calls).toEqual([
      ['discover', AT],
      ['close', { run: null }],
      ['notify', { run: null }],
    ]);
  });

  it('passes on whatever it was started with', async () => {
    const { invoke, calls } = world(0);
    await execute(definition, {}, invoke);
    expect(calls[0]).toEqual(['discover', {}]);
  });

  it.each([1, 5, 40])('works on %i batches at once at most', async (workers) => {
    const { invoke, most } = world(60);
    await execute(definitionOf(templateOf(withAws({ workers }))), AT, invoke);
    expect(most()).toBe(workers);
  });

  it('carries more batches than one execution works itself, within the limits of a state', async () => {
    const name = `Postwatch-PostwatchCheckDnsblFunction9C0BBE5D-${'x'.repeat(12)}`;
    const items = Array.from({ length: 1850 }, (_, index) => ({
      function: name,
      run: 'run-2026-11-24T05:00:00.000Z',
      key: `dnsbl-0-${index}`,
    }));
    const { invoke, names } = world(0, (called) => (called === 'discover' ? { run: items[0]!.run, items } : undefined));
    await execute(definition, AT, invoke);
    expect(names().filter((one) => one === name)).toHaveLength(1850);
  });
});

describe('a failure in the state machine', () => {
  it('of one batch does not stop the others, and close is reached', async () => {
    const { invoke, names, calls } = world(4, (_name, payload: { key?: string }) => {
      if (payload.key === 'batch-1') throw named('TypeError', 'a bug');
    });
    await execute(definition, AT, invoke);
    expect(calls.filter(([, payload]) => (payload as { key?: string }).key === 'batch-1')).toHaveLength(2);
    expect(names().filter((name) => name.startsWith('check-'))).toHaveLength(4 + 1);
    expect(names().slice(-2)).toEqual(['close', 'notify']);
  });

  it('of every batch does not stop the run, and close is reached', async () => {
    const { invoke, names } = world(2, (name) => {
      if (name.startsWith('check-')) throw named('Sandbox.Timedout', 'Task timed out after 900.00 seconds');
    });
    await execute(definition, AT, invoke);
    expect(names().slice(-2)).toEqual(['close', 'notify']);
  });

  it.each(['discover', 'close', 'notify'])(
    'of %s is tried again, and the run goes on once it is gone',
    async (step) => {
      const { invoke, names } = world(1, (name, _payload, times) => {
        if (name === step && times <= 2) throw named('Error', 'DynamoDB is away');
      });
      await execute(definition, AT, invoke);
      expect(names().filter((name) => name === step)).toHaveLength(3);
      expect(names().at(-1)).toBe('notify');
    },
  );

  it.each(['discover', 'close', 'notify'])('of %s that stays fails the run, which the alarm watches', async (step) => {
    const { invoke, names } = world(1, (name) => {
      if (name === step) throw named('Error', 'DynamoDB is away');
    });
    await expect(execute(definition, AT, invoke)).rejects.toThrow();
    expect(names().filter((name) => name === step)).toHaveLength(3);
  });

  it('by throttling is waited out longer than one of the code', async () => {
    const { invoke, names } = world(1, (name, _payload, times) => {
      if (name === 'check-ptr' && times <= 4) throw named('Lambda.TooManyRequestsException', 'Rate Exceeded.');
    });
    const output = await execute(definition, AT, invoke);
    expect(names().filter((name) => name === 'check-ptr')).toHaveLength(5);
    expect(output).toEqual({ published: 0 });
  });

  it.each(['discover', 'close', 'notify'])('of %s by throttling is waited out six times', async (step) => {
    const { invoke, names } = world(1, (name, _payload, times) => {
      if (name === step && times <= 6) throw named('Lambda.TooManyRequestsException', 'Rate Exceeded.');
    });
    expect(await execute(definition, AT, invoke)).toEqual({ published: 0 });
    expect(names().filter((name) => name === step)).toHaveLength(7);
  });

  it('is recorded under the key of its batch', async () => {
    const seen = definition.States['Close'] as { Parameters?: { Payload: Record<string, unknown> } };
    const spying = structuredClone(definition);
    (spying.States['Close'] as typeof seen).Parameters!.Payload = { 'run.$': '$.run', 'items.$': '$.items' };
    const { invoke, calls } = world(2, (_name, payload: { key?: string }) => {
      if (payload.key === 'batch-0') throw named('Error', 'x'.repeat(30_000));
    });
    await execute(spying, AT, invoke);
    const close = calls.find(([name]) => name === 'close')![1] as { items: unknown[] };
    expect(close.items).toEqual([
      { key: 'batch-0', failed: true },
      { function: 'check-dnsbl', run: 'run-1', key: 'batch-1' },
    ]);
  });
});

describe('a run whose batches are in a manifest', () => {
  const KEY = 'runs/run-1/abc.json';
  const itemsOf = (count: number) =>
    Array.from({ length: count }, (_, at) => ({ function: 'check-ptr', run: 'run-1', key: `batch-${at}` }));
  const large = (count: number, more: Parameters<typeof world>[1] = () => undefined) => ({
    ...world(0, (name, payload, times) => {
      const taken = more(name, payload, times);
      return name === 'discover' ? { run: 'run-1', items: [], manifest: KEY } : taken;
    }),
    read: async (key: string) => {
      if (key !== KEY) throw named('States.ItemReaderFailed', `no object ${key}`);
      return JSON.stringify(itemsOf(count));
    },
  });

  it('calls the same functions with the same items, each once, and then close and notify', async () => {
    const { invoke, read, calls, names } = large(2345);
    await execute(definition, AT, invoke, read);
    const checked = calls
      .filter(([name]) => name === 'check-ptr')
      .map(([, payload]) => (payload as { key: string }).key);
    expect(checked.toSorted()).toEqual(
      itemsOf(2345)
        .map(({ key }) => key)
        .toSorted(),
    );
    expect(names().slice(-2)).toEqual(['close', 'notify']);
    expect(calls.at(-2)).toEqual(['close', { run: 'run-1' }]);
  });

  it.each([1, 5, 40])('works at most so many batches at once: %i', async (workers) => {
    const { invoke, read, most } = large(1200);
    await execute(definitionOf(templateOf(withAws({ workers }))), AT, invoke, read);
    expect(most()).toBe(workers);
  });

  it('leaves a failed batch to the next run, and works the others of its child', async () => {
    const { invoke, read, calls, names } = large(60, (_name, payload: { key?: string }) => {
      if (payload.key === 'batch-21') throw named('TypeError', 'a bug');
    });
    await execute(definition, AT, invoke, read);
    const tried = (key: string) => calls.filter(([, payload]) => (payload as { key?: string }).key === key).length;
    expect([tried('batch-20'), tried('batch-21'), tried('batch-22')]).toEqual([1, 3, 1]);
    expect(names().slice(-2)).toEqual(['close', 'notify']);
  });

  it('reaches close also where every batch fails', async () => {
    const { invoke, read, names } = large(40, (name) => {
      if (name === 'check-ptr') throw named('Error', 'away');
    });
    await execute(definition, AT, invoke, read);
    expect(names().slice(-2)).toEqual(['close', 'notify']);
  });

  it('fails where the manifest cannot be read, so that the next run takes over', async () => {
    const { invoke, names } = large(40);
    await expect(execute(definition, AT, invoke)).rejects.toThrow('no object');
    expect(names()).toEqual(['discover']);
  });

  it('of a version that knows no manifest is worked inline', async () => {
    const { invoke, names } = world(3);
    await execute(definition, AT, invoke);
    expect(names().filter((name) => name.startsWith('check-'))).toHaveLength(3);
  });
});
