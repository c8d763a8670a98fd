import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Answer, Question, RecordType, Resolver } from '../../shared/dns/answer.ts';
import { withDeadline } from '../../shared/dns/deadline.ts';
import { withPace, withWindow } from '../../shared/dns/limits.ts';
import { createPace, unpaced } from '../../shared/dns/pace.ts';
import { defined } from '../../shared/model/defined.ts';
import { fakeClock } from '../support/clock.ts';
import { zone } from '../support/zone.ts';
import { countingClock, flush } from './fake-net.ts';

/** Answers when told, in the order asked; counts how many are open. */
function slow() {
  const open: (() => void)[] = [];
  const asked: string[] = [];
  let busiest = 0;
  const ask = <T extends RecordType>(question: Question<T>): Promise<Answer<T>> => {
    asked.push(question.name);
    return new Promise((resolve) => {
      const trace = { name: question.name, type: question.type, resolver: '', rcode: 'NXDOMAIN', at: 0, rttMs: 0 };
      open.push(() => resolve({ kind: 'absent', reason: 'nxdomain', chain: [], ttl: 0, trace }));
      busiest = Math.max(busiest, open.length);
    });
  };
  const answerOne = async (index = 0): Promise<void> => {
    open.splice(index, 1)[0]?.();
    await flush();
  };
  return { resolver: { ask } satisfies Resolver, open, asked, answerOne, busiest: () => busiest };
}

const named = (i: number, server?: string): Question<'A'> => ({
  name: `n${i}.example`,
  type: 'A',
  ...defined({ server: server === undefined ? undefined : { host: server, port: 53 } }),
});

describe('withWindow', () => {
  it('never has more questions open than allowed, keeps their order, and loses none', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 5 }), fc.array(fc.nat(10), { maxLength: 30 }), async (most, order) => {
        const inner = slow();
        const resolver = withWindow(inner.resolver, most);
        const answers = order.map((_, i) => resolver.ask(named(i)));
        for (const index of order) await inner.answerOne(index % Math.max(1, inner.open.length));
        expect(inner.asked).toEqual(order.map((_, i) => `n${i}.example`));
        expect(inner.busiest()).toBe(Math.min(most, order.length));
        expect((await Promise.all(answers)).map(({ trace }) => trace.name)).toEqual(inner.asked);
      }),
      { numRuns: 30 },
    );
  });

  it('works again after it was empty', async () => {
    const inner = slow();
    const resolver = withWindow(inner.resolver, 1);
    for (let round = 0; round < 3; round++) {
      const answers = [resolver.ask(named(1)), resolver.ask(named(2))];
      expect(inner.open).toHaveLength(1);
      await inner.answerOne();
      await inner.answerOne();
      await Promise.all(answers);
    }
    expect(inner.asked).toHaveLength(6);
  });

  it('counts the questions of each server separately', () => {
    const inner = slow();
    const resolver = withWindow(inner.resolver, 2);
    for (let i = 0; i < 5; i++) {
      void resolver.ask(named(i));
      void resolver.ask(named(i, '8.8.8.8'));
      void resolver.ask(named(i, '9.9.9.9'));
    }
    expect(inner.open).toHaveLength(6);
  });

  it('frees the place of a question that throws', async () => {
    const broken: Resolver = { ask: () => Promise.reject(new Error('a bug')) };
    const resolver = withWindow(broken, 1);
    await expect(resolver.ask(named(1))).rejects.toThrow('a bug');
    await expect(resolver.ask(named(2))).rejects.toThrow('a bug');
  });
});

describe('createPace', () => {
  it('never gives more turns than allowed in any interval, in order, and wastes none', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 1, max: 1000 }),
        fc.array(fc.nat(300), { minLength: 1, maxLength: 60 }),
        (count, perMs, gaps) => {
          const pace = createPace(count, perMs);
          let now = 0;
          const turns = gaps.map((gap) => {
            now += gap;
            const turn = pace.take(now, Number.POSITIVE_INFINITY) ?? Number.NaN;
            expect(turn).toBeGreaterThanOrEqual(now);
            return { now, turn };
          });
          for (const [i, { now: asked, turn }] of turns.entries()) {
            const before = turns[i - count]?.turn ?? Number.NEGATIVE_INFINITY;
            expect(turn).toBe(Math.max(asked, before + perMs));
          }
        },
      ),
    );
  });

  it('does not use up a turn that would come too late', () => {
    const pace = createPace(1, 100);
    expect(pace.take(0, 50)).toBe(0);
    expect(pace.take(10, 99)).toBeNull();
    expect(pace.take(10, 100)).toBe(100);
    expect(pace.take(10, 200)).toBe(200);
    expect(unpaced.take(5, 5)).toBe(5);
  });
});

describe('withPace', () => {
  it('spaces questions evenly', async () => {
    const clock = fakeClock();
    const times: number[] = [];
    const inner = zone({}, {});
    const resolver = withPace(
      {
        ask: (question) => {
          times.push(clock.monotonic());
          return inner.ask(question);
        },
      },
      clock,
      5,
    );
    const answers = Array.from({ length: 4 }, (_, i) => resolver.ask(named(i)));
    expect(times).toEqual([0]);
    clock.advance(10_000);
    expect(times).toEqual([0, 200, 400, 600]);
    expect(await Promise.all(answers)).toMatchObject([
      { kind: 'absent' },
      { kind: 'absent' },
      { kind: 'absent' },
      { kind: 'absent' },
    ]);
    void resolver.ask(named(5));
    expect(times).toEqual([0, 200, 400, 600, 10_000]);
  });

  it('spaces less than one question a second', () => {
    const clock = fakeClock();
    const inner = slow();
    const resolver = withPace(inner.resolver, clock, 0.1);
    for (let i = 0; i < 3; i++) void resolver.ask(named(i));
    clock.advance(9999);
    expect(inner.asked).toHaveLength(1);
    clock.advance(1);
    expect(inner.asked).toHaveLength(2);
  });

  it('answers at once what would wait past the command’s deadline, and leaves no timer', async () => {
    const clock = countingClock();
    const inner = slow();
    const resolver = withPace({ ...inner.resolver, deadlineAt: 500 }, clock, 5);
    const answers = Array.from({ length: 10 }, (_, i) => resolver.ask(named(i)));
    const late = await Promise.all(answers.slice(3));
    expect(late).toMatchObject(
      Array.from({ length: 7 }, () => ({
        kind: 'failed',
        reason: 'timeout',
        detail: expect.stringContaining('our own pace of 5 queries a second'),
        unsent: true,
      })),
    );
    clock.advance(500);
    expect(inner.asked).toHaveLength(3);
    expect(clock.pending()).toBe(0);
    expect(resolver.deadlineAt).toBe(500);
  });
});

describe('withDeadline', () => {
  it('passes on what is answered in time, and answers the rest when the time is up', async () => {
    const clock = countingClock();
    const inner = slow();
    const resolver = withDeadline(inner.resolver, clock, 1000);
    const answers = Array.from({ length: 3 }, (_, i) => resolver.ask(named(i)));
    await inner.answerOne();
    expect(await answers[0]).toMatchObject({ kind: 'absent' });
    clock.advance(1000);
    expect(await Promise.all(answers.slice(1))).toMatchObject([
      { kind: 'failed', reason: 'timeout', trace: { name: 'n1.example', rcode: 'TIMEOUT' } },
      { kind: 'failed', reason: 'timeout', detail: 'the time allowed for the whole command was up' },
    ]);
    expect(await resolver.ask(named(4))).toMatchObject({ kind: 'failed', reason: 'timeout' });
    expect(inner.asked).toHaveLength(3);
    // An answer that comes after all is nobody's any more.
    await inner.answerOne();
    expect(clock.pending()).toBe(0);
  });

  it('holds a timer only while a question is open', async () => {
    const clock = countingClock();
    const inner = slow();
    const resolver = withDeadline(inner.resolver, clock, 1000);
    expect(clock.pending()).toBe(0);
    const answer = resolver.ask(named(1));
    expect(clock.pending()).toBe(1);
    await inner.answerOne();
    await answer;
    await flush();
    expect(clock.pending()).toBe(0);
  });

  it('keeps the nearer of two deadlines', () => {
    const clock = fakeClock();
    const inner = slow().resolver;
    expect(withDeadline({ ...inner, deadlineAt: 10 }, clock, 20).deadlineAt).toBe(10);
    expect(withDeadline({ ...inner, deadlineAt: 30 }, clock, 20).deadlineAt).toBe(20);
  });

  it('throws the error of a bug', async () => {
    const broken: Resolver = { ask: () => Promise.reject(new Error('a bug')) };
    await expect(withDeadline(broken, fakeClock(), 10).ask(named(1))).rejects.toThrow('a bug');
  });
});
