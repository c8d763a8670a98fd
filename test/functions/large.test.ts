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

  it('redriven after it was stopped works only what has no result, and says once what it found', async () => {
    vi.setSystemTime(NOON + 2 * HOUR);
    const before = [results(), world.published.length] as const;
    // What the state machine keeps of the step that had succeeded: a redrive goes on behind it.
    let discovered: unknown;
    let left = 14;
    const stopped: Invoke = async (name, payload) => {
      if (name.startsWith('check-') && left-- <= 0) throw new Error('stopped');
      if (name === 'close') throw new Error('stopped');
      const answer = await invoke(name, payload);
      if (name === 'discover') discovered = answer;
      return answer;
    };
    await expect(execute(definition, { at: 'third' }, stopped, read)).rejects.toThrow('stopped');
    expect(results() - before[0]).toBe(14);
    const answers: unknown[] = [];
    const redriven: Invoke = async (name, payload) => {
      if (name === 'discover') return discovered;
      const answer = await invoke(name, payload);
      if (name.startsWith('check-')) answers.push((answer as { targets: number | null }).targets);
      return answer;
    };
    await execute(definition, { at: 'third' }, redriven, read);
    // Children that did not succeed are run whole, and so work nothing that has a result.
    expect(answers.filter((targets) => targets === null)).toHaveLength(14);
    expect(answers).toHaveLength(36);
    expect(results() - before[0]).toBe(36);
    expect(world.table.items.has('CURRENT\nRUN')).toBe(false);
    expect(world.published).toHaveLength(before[1]);
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
