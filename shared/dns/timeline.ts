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

/** Later than this the process was busy, and answers may lie unread in the sockets' buffers. */
const LATE_MS = 20;

export class Timeline {
  readonly #clock: Clock;
  readonly #alarms = new Roster<Alarm>();
  #armed: { readonly at: number; readonly stop: () => void } | null = null;
  #readFirst = true;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  set(alarm: Alarm): void {
    this.#alarms.add(alarm);
    if (this.#armed === null || alarm.at < this.#armed.at) this.#arm(alarm.at);
  }

  clear(alarm: Alarm): void {
    // Nobody waits: no timer either, so that the process can end.
    if (this.#alarms.remove(alarm) && this.#alarms.size === 0) this.#armNext();
  }

  #arm(at: number): void {
    this.#armed?.stop();
    const ms = Math.max(1, Math.ceil(at - this.#clock.monotonic()));
    this.#armed = { at, stop: this.#clock.after(ms, () => this.#fire()) };
  }

  #armNext(): void {
    this.#armed?.stop();
    this.#armed = null;
    let next = Number.POSITIVE_INFINITY;
    for (const { at } of this.#alarms.present()) next = Math.min(next, at);
    if (this.#alarms.size > 0) this.#arm(next);
  }

  #fire(): void {
    const now = this.#clock.monotonic();
    // Timers run before sockets are read: after a long pause one more turn lets the answers in before they are missed.
    if (this.#readFirst && this.#armed !== null && now - this.#armed.at > LATE_MS) {
      this.#readFirst = false;
      this.#arm(now + 1);
      return;
    }
    this.#readFirst = true;
    this.#armed = null;
    for (const alarm of this.#alarms.present()) {
      if (alarm.at <= now && this.#alarms.remove(alarm)) alarm.ring();
    }
    this.#armNext();
  }
}
