/**
 * A run of more batches than one execution works, from the schedule to SNS: the real functions and the machine of the template, with
 * the manifest in a bucket; killed in the middle, and taken over by the next execution.
 */
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Discovery } from '../../adapters/aws/steps/discovery.ts';
import { dnsList, HOUR, NOON, SETTINGS, SOUND } from '../support/aws/scene.ts';
import { type AwsWorld, awsWorld, CONTEXT, type Functions, functions, HOME, REGION } from '../support/aws/world.ts';
import { templateOf, withAws } from '../support/stack.ts';
import { definitionOf, execute, type Invoke } from '../support/state-machine.ts';

const SENDERS = Array.from({ length: 12 }, (_, at) => ({
  ip: `198.51.100.${100 + at}`,
  id: `eipalloc-${at}`,
  instance: `i-${at}`,
  tags: { 'postwatch:domains': 'example.com' },
}));

let world: AwsWorld;
let called: Functions;
const definition = definitionOf(templateOf(withAws({ workers: 2 })));

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOON });
  // As if there were 250 times as many addresses.
  const sizes = await import('../../shared/model/batch.ts');
  vi.doMock('../../shared/model/batch.ts', () => ({ ...sizes, BATCH_TARGETS: 1, MOST_INLINE: 10 }));
  vi.resetModules();
  called = await functions();
  world = await awsWorld({ settings: SETTINGS, lists: [dnsList('alpha', 'critical')], zone: SOUND });
  world.ec2[`${HOME}/${REGION}`] = { addresses: SENDERS };
});
afterAll(async () => {
  vi.doUnmock('../../shared/model/batch.ts');
  vi.resetModules();
  vi.useRealTimers();
  await world.close();
});
afterEach(() => {
  world.refuse = () => null;
});

const read = async (key: string): Promise<string> => {
  const object = world.s3.objects.get(`files/${key}`);
  if (object === undefined) throw new Error(`no object ${key}`);
  return new TextDecoder().decode(object);
};

const invoke: Invoke = (name, payload) => called[name as keyof Functions](payload, CONTEXT);
const results = (): number => [...world.table.items.keys()].filter((key) => key.includes('RESULT#')).length;

describe('a run with a manifest', () => {
  it('killed in the middle is taken over: what has a result is not asked again, and what is left is in a new manifest', async () => {
    let left = 12;
    const dying: Invoke = (name, payload) => {
      if (name.startsWith('check-') && left-- <= 0) throw new Error('stopped');
      if (name === 'close') throw new Error('stopped');
      return invoke(name, payload);
    };
    await expect(execute(definition, { at: 'first' }, dying, read)).rejects.toThrow();
    expect(world.s3.objects.size).toBe(1);
    expect(results()).toBe(12);
    vi.setSystemTime(NOON + 25 * 60_000);
    const next = (await called.discover({ at: 'second' }, CONTEXT)) as Discovery;
    expect(next.items).toEqual([]);
    expect(next.manifest).toMatch(/^runs\/run-.*\.json$/);
    const items = JSON.parse(await read(next.manifest!)) as { key: string; function: string; run: string }[];
    expect(items).toHaveLength(36 - 12);
    expect(new Set(items.map(({ run }) => run))).toEqual(new Set([next.run]));
    // A repeat of the step writes the same object again.
    expect(await called.discover({ at: 'second' }, CONTEXT)).toEqual(next);
    expect(world.s3.objects.size).toBe(2);
    await execute(definition, { at: 'second' }, invoke, read);
    expect(results()).toBe(36);
    expect(world.published).toHaveLength(1);
    expect(world.table.items.has('CURRENT\nRUN')).toBe(false);
  });

  it('redriven works only what failed: a batch with a result is left alone', async () => {
    vi.setSystemTime(NOON + 2 * HOUR);
    const opened = (await called.discover({ at: 'third' }, CONTEXT)) as Discovery;
    const items = JSON.parse(await read(opened.manifest!)) as { key: string; function: keyof Functions; run: string }[];
    const [first] = items;
    const work = () => called[first!.function]({ run: first!.run, key: first!.key }, CONTEXT);
    expect(await work()).toMatchObject({ key: first!.key, targets: 1 });
    expect(await work()).toEqual({ key: first!.key, targets: null });
    await execute(definition, { at: 'third' }, invoke, read);
  });

  it('fails where the bucket refuses the manifest, and the next execution heals it', async () => {
    vi.setSystemTime(NOON + 4 * HOUR);
    world.refuse = ({ service }) => (service === 's3' ? { code: 'AccessDenied', status: 403 } : null);
    await expect(execute(definition, { at: 'fourth' }, invoke, read)).rejects.toThrow('AccessDenied');
    world.refuse = () => null;
    vi.setSystemTime(NOON + 4.5 * HOUR);
    await execute(definition, { at: 'fifth' }, invoke, read);
    expect(world.table.items.has('CURRENT\nRUN')).toBe(false);
  });
});
