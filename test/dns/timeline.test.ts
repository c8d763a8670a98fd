import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Roster } from '../../shared/dns/roster.ts';
import { type Alarm, Timeline } from '../../shared/dns/timeline.ts';
import type { Clock } from '../../shared/model/clock.ts';
import { countingClock } from './fake-net.ts';

const alarm = (at: number, ring: () => void): Alarm => ({ at, ring, slot: -1 });

describe('a timeline', () => {
  it('rings every alarm once, at its time, on one timer, and never an alarm that was cleared', () => {
    const step = fc.record({ at: fc.nat(500), clear: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const clock = countingClock();
        const timeline = new Timeline(clock);
        const rung: { at: number; index: number }[] = [];
        const alarms = steps.map(({ at }, index) => alarm(at, () => rung.push({ at: clock.monotonic(), index })));
        for (const one of alarms) {
          timeline.set(one);
          expect(clock.pending()).toBe(1);
        }
        steps.forEach(({ clear }, index) => {
          if (clear) timeline.clear(alarms[index]!);
        });
        clock.advance(1000);
        // A timer that is due at once takes a millisecond.
        const expected = steps.flatMap(({ at, clear }, index) => (clear ? [] : [{ at: Math.max(1, at), index }]));
        expect([...rung].sort((a, b) => a.index - b.index)).toEqual(expected);
        expect(clock.pending()).toBe(0);
      }),
    );
  });

  it('lets an alarm set itself again, or clear others, while it rings', () => {
    const clock = countingClock();
    const timeline = new Timeline(clock);
    const times: number[] = [];
    const other = alarm(10, () => times.push(-1));
    const self = alarm(10, () => {
      times.push(clock.monotonic());
      timeline.clear(other);
      self.at += 5;
      if (times.length < 3) timeline.set(self);
    });
    timeline.set(self);
    timeline.set(other);
    clock.advance(100);
    expect(times).toEqual([10, 15, 20]);
  });

  it('reads the sockets before it rings after a long pause', () => {
    let now = 0;
    const timers: (() => void)[] = [];
    const clock: Clock = {
      now: () => now,
      monotonic: () => now,
      after: (_, task) => {
        timers.push(task);
        return () => timers.splice(timers.indexOf(task), 1);
      },
    };
    const timeline = new Timeline(clock);
    let rung = 0;
    timeline.set(alarm(100, () => rung++));
    // The process was busy for half a second: the timer runs, but answers may lie in the sockets.
    now = 600;
    timers.shift()?.();
    expect(rung).toBe(0);
    timers.shift()?.();
    expect(rung).toBe(1);
  });
});

describe('the roster of open questions', () => {
  it('holds what was added and not removed', () => {
    const command = fc.record({ member: fc.nat(5), add: fc.boolean() });
    fc.assert(
      fc.property(fc.array(command, { maxLength: 60 }), (commands) => {
        const members = Array.from({ length: 6 }, (_, id) => ({ id, slot: -1 }));
        const roster = new Roster<(typeof members)[number]>();
        const model = new Set<number>();
        for (const { member, add } of commands) {
          const one = members[member]!;
          if (add && !model.has(member)) {
            roster.add(one);
            model.add(member);
          } else if (!add) {
            expect(roster.remove(one)).toBe(model.delete(member));
          }
        }
        expect(
          roster
            .present()
            .map(({ id }) => id)
            .sort(),
        ).toEqual([...model].sort());
        expect(roster.size).toBe(model.size);
      }),
    );
  });
});
