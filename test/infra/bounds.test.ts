/**
 * The limits of Step Functions, held against the synthesized machine: events of an execution with all its tries used, what a state
 * holds, and the transitions that the estimate of costs says.
 */
import { describe, expect, it } from 'vitest';
import { manifestOf, type WorkItem } from '../../adapters/aws/steps/manifest.ts';
import {
  BATCH_TARGETS,
  ITEMS_A_CHILD,
  MOST_BATCHES,
  MOST_DISTRIBUTED,
  MOST_INLINE,
  MOST_LANES,
} from '../../shared/model/batch.ts';
import { defined } from '../../shared/model/defined.ts';
import { transitionsOf } from '../../shared/notices/estimate.ts';
import { plan } from '../../shared/watch/run/plan.ts';
import { type Asl, MOST_EVENTS, transitions, worstEvents, worstEventsOfChild } from '../support/history.ts';
import { templateOf, withAws } from '../support/stack.ts';
import { definitionOf } from '../support/state-machine.ts';
import { isThorough } from '../support/thorough.ts';
import { sender } from '../support/watch.ts';

const machine = definitionOf(templateOf(withAws({ reverseDns: 'manage' }))) as unknown as Asl;
/** Lists that take long have items of their own, behind those of the run. */
const LANES = { 'Check slow lists': MOST_LANES };
const STATE_LIMIT = 262_144;
/** A result just below the limit can pass as a success and abort the execution behind it: a quarter is left free. */
const AIR = 0.75;

/** As long as each part can be: a function's name has 64 characters, and a run's id is a time. */
const item = (at: number): WorkItem => ({
  function: 'F'.repeat(64),
  run: 'run-2026-11-24T05:00:00.000Z',
  key: `dnsbl-100-${at}`,
});

/** Reverse DNS, SPF and the lists that matter in each run, the minor ones every six hours. */
const itemsOf = (addresses: number): number => (addresses / BATCH_TARGETS) * (3 + 1 / 6);

describe('events of an execution', () => {
  it('are counted as AWS does: an inline item that fails at all of its six tries makes 24', () => {
    expect(worstEvents(machine, 101, LANES) - worstEvents(machine, 100, LANES)).toBe(24);
  });

  it('stay below the limit with as many items as are worked inline, whatever fails', () => {
    expect(worstEvents(machine, MOST_INLINE, LANES)).toBeLessThan(MOST_EVENTS);
  });

  it.each([
    [60_000, 760, 18_879],
    [78_900, 1000, 24_639],
  ])('of a run of %i addresses, %i items worked inline, are %i at worst', (addresses, items, events) => {
    expect(Math.ceil(itemsOf(addresses))).toBe(items);
    expect(items).toBeLessThanOrEqual(MOST_INLINE);
    expect(worstEvents(machine, items, LANES)).toBe(events);
    expect(events).toBeLessThan(MOST_EVENTS);
  });

  it('would not with the tries of a step that has a history of its own', () => {
    const many = structuredClone(machine);
    const task = (many.States['Check']!.ItemProcessor!.States as Record<string, { Retry?: unknown }>)[
      'Check one batch'
    ]!;
    task.Retry = many.States['Close']!.Retry;
    expect(worstEvents(many, MOST_INLINE, LANES)).toBeGreaterThan(MOST_EVENTS);
  });

  it('of a child are few, and those of the parent do not grow with the items', () => {
    expect(worstEventsOfChild(machine, 'Check many')).toBeLessThan(1000);
    const withoutInline: Asl = { ...machine, States: { ...machine.States, Check: { Type: 'Pass', Next: 'Close' } } };
    expect(worstEvents(withoutInline, MOST_DISTRIBUTED, { 'Check slow lists': 0 })).toBeLessThan(300);
  });
});

describe('what a state holds', () => {
  const bytes = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

  it('is enough for the longest items of the largest inline run', () => {
    const items = Array.from({ length: MOST_INLINE }, (_, at) => item(at));
    const output = {
      ExecutedVersion: '$LATEST',
      StatusCode: 200,
      Payload: { run: items[0]!.run, items, manifest: null },
    };
    expect(bytes(output)).toBeLessThan(STATE_LIMIT * AIR);
    // What replaces the items, where they failed and where they did not.
    expect(bytes(items.map(({ key, ...rest }) => ({ ...rest, key })))).toBeLessThan(STATE_LIMIT * AIR);
  });

  it('is enough for a child and its items, and for what all children of the largest run return', () => {
    expect(bytes({ Items: Array.from({ length: ITEMS_A_CHILD }, (_, at) => item(at)) })).toBeLessThan(10_000);
    const children = Math.ceil((MOST_DISTRIBUTED + 200) / ITEMS_A_CHILD);
    expect(bytes(Array.from({ length: children }, () => ({})))).toBeLessThan(STATE_LIMIT * AIR);
    expect(children).toBeLessThan(10_000);
  });

  it('does not matter to the manifest, which has a few megabytes', () => {
    const all = Array.from({ length: MOST_DISTRIBUTED }, (_, at) => item(at));
    expect(manifestOf(all).length).toBeLessThan(4_000_000);
  });
});

/** More than `MOST_BATCHES` of the usual size hold. */
const MANY = isThorough ? 300_000 : 201_000;

describe('the plan', () => {
  const planned = (count: number, mostBatches?: number) => {
    const targets = Array.from({ length: count }, (_, at) =>
      sender(`198.${51 + (at >> 16)}.${(at >> 8) & 255}.${at & 255}`),
    );
    const input = { now: Date.UTC(2026, 10, 24), period: 3_600_000, targets, lists: [], ledger: {} };
    return plan({ ...input, ...defined({ mostBatches }) }).plan.batches;
  };

  it('of one process has few batches that grow, and one that is distributed has more of the same size', () => {
    const most = (batches: ReturnType<typeof planned>) => Math.max(...batches.map(({ targets }) => targets.length));
    const [few, many] = [planned(MANY), planned(MANY, MOST_DISTRIBUTED)];
    expect(few.length).toBeLessThanOrEqual(MOST_BATCHES);
    expect(most(few)).toBeGreaterThan(BATCH_TARGETS);
    expect(many).toHaveLength(MANY / BATCH_TARGETS);
    expect(most(many)).toBe(BATCH_TARGETS);
  });

  it('that is distributed grows too, beyond as many batches as a run may have', () => {
    expect(planned(30_000, 100).length).toBeLessThanOrEqual(100);
  });
});

describe('the bill', () => {
  /** Where the batches are; and there are no slow lists. */
  const ways =
    (name: string) =>
    ({ Default, Choices = [] }: Asl['States'][string]) =>
      Default === name || Choices.some(({ Next }) => Next === name) ? name : Default;
  it.each([0, 1, 3, 800, MOST_INLINE])(
    'counts the transitions of %i inline items as the machine makes them',
    (items) => {
      expect(transitionsOf(items)).toBe(transitions(machine, items, ways('Check')));
    },
  );
  it.each([MOST_INLINE + 1, 1267, 16_000, MOST_DISTRIBUTED])('and those of %i in a manifest', (items) => {
    expect(transitionsOf(items)).toBe(transitions(machine, items, ways('Check many')));
  });
});
