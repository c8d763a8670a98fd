/**
 * Many alarms on one timer. Hundreds of questions wait at a time, nearly all are answered before their alarm rings, and
 * each would otherwise start and stop a timer of its own.
 */
import type { Clock } from '../model/clock.ts';
import { Roster, type RosterMember } from './roster.ts';

export type Alarm = RosterMember & {
  /** Monotonic milliseconds; may be changed only while the alarm is not set. */
  at: number;
  readonly ring: () => void;
};

export type Timeline = { readonly set: (alarm: Alarm) => void; readonly clear: (alarm: Alarm) => void };

/** Later than this the process was busy, and answers may lie unread in the sockets' buffers. */
const LATE_MS = 20;

export function createTimeline(clock: Clock): Timeline {
  const alarms = new Roster<Alarm>();
  let armed: { readonly at: number; readonly stop: () => void } | null = null;
  let readFirst = true;

  const arm = (at: number): void => {
    armed?.stop();
    armed = { at, stop: clock.after(Math.max(1, Math.ceil(at - clock.monotonic())), fire) };
  };
  const armNext = (): void => {
    armed?.stop();
    armed = null;
    let next = Number.POSITIVE_INFINITY;
    for (const { at } of alarms.present()) next = Math.min(next, at);
    if (alarms.size > 0) arm(next);
  };
  function fire(): void {
    const now = clock.monotonic();
    // Timers run before sockets are read: after a long pause one more turn lets the answers in before they are missed.
    if (readFirst && armed !== null && now - armed.at > LATE_MS) {
      readFirst = false;
      arm(now + 1);
      return;
    }
    readFirst = true;
    armed = null;
    for (const alarm of alarms.present()) {
      if (alarm.at <= now && alarms.remove(alarm)) alarm.ring();
    }
    armNext();
  }
  return {
    set: (alarm) => {
      alarms.add(alarm);
      if (armed === null || alarm.at < armed.at) arm(alarm.at);
    },
    clear: (alarm) => {
      // Nobody waits: no timer either, so that the process can end.
      if (alarms.remove(alarm) && alarms.size === 0) armNext();
    },
  };
}
