/** One value of JSON, of a log or of a webhook: the failures in it, and what it says was delivered. */
import { isObject } from '../../model/json.ts';
import { failuresInSes } from '../ses.ts';
import { eventsIn, failuresInEvent, lineIn, messageIdIn } from './json.ts';
import type { Found } from './log/dialect.ts';
import type { LogReader } from './log/log.ts';

export type ReadRecord = {
  /** Of an event too: `queueId` is what the service calls the message. */
  readonly found: readonly Found[];
  /** `id recipient`: what a delivery and the failures before it share. */
  readonly delivered: readonly string[];
  /** It wraps a line of a log. */
  readonly isLine: boolean;
  readonly isEvent: boolean;
  readonly hasDelivered: boolean;
};

/** A notification of SES, a line of a log, or events of any service. */
export function readRecord(value: unknown, reader: LogReader): ReadRecord {
  const ses = failuresInSes(value);
  if (ses.length > 0) {
    const [event] = eventsIn(value);
    const queueId = event === undefined ? undefined : messageIdIn(event);
    return { ...NOTHING, found: ses.map((failure) => ({ failure, queueId })), isEvent: true };
  }
  const read = eventsIn(value).map((event): ReadRecord => {
    const line = lineIn(event);
    const logged = line === undefined ? undefined : reader.read(line);
    if (logged !== undefined) return { ...NOTHING, found: [logged], isLine: true, isEvent: true };
    const { failures, deliveredTo, isEvent, isDelivered, id: queueId } = failuresInEvent(event);
    return {
      ...NOTHING,
      found: failures.map((failure) => ({ failure, queueId })),
      delivered: deliveredTo.map((recipient) => `${queueId} ${recipient}`),
      isEvent,
      hasDelivered: isDelivered,
    };
  });
  const [only] = read;
  return read.length === 1 && only !== undefined ? only : merged(read);
}

const NOTHING: ReadRecord = { found: [], delivered: [], isLine: false, isEvent: false, hasDelivered: false };

const merged = (all: readonly ReadRecord[]): ReadRecord => ({
  found: all.flatMap(({ found }) => found),
  delivered: all.flatMap(({ delivered }) => delivered),
  isLine: all.some(({ isLine }) => isLine),
  isEvent: all.some(({ isEvent }) => isEvent),
  hasDelivered: all.some(({ hasDelivered }) => hasDelivered),
});

const STAMPS = [
  'timestamp',
  'time',
  'eventTime',
  'createdAt',
  'BouncedAt',
  'DeliveredAt',
  'ReceivedAt',
  'date',
  'ts',
  'event_time',
];

/** When it happened: as it is written, or of seconds or milliseconds since 1970 (UTC). */
export function stampIn(value: unknown, depth = 0): string | undefined {
  const event = Array.isArray(value) ? value[0] : value;
  if (!isObject(event) || depth > MAX_STAMP_DEPTH) return undefined;
  const own = STAMPS.flatMap((name) => stampOfValue(event[name]) ?? [])[0];
  if (own !== undefined) return own;
  for (const inner of Object.values(event)) {
    const found = stampIn(inner, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

const MAX_STAMP_DEPTH = 2;

function stampOfValue(stamp: unknown): string | undefined {
  if (typeof stamp === 'string' && /^\d{4}-\d\d-\d\d/.test(stamp)) return stamp.slice(0, 40);
  const seconds = typeof stamp === 'number' || typeof stamp === 'string' ? Number(stamp) : Number.NaN;
  if (!(seconds > 1e8 && seconds < 1e13)) return undefined;
  return new Date(seconds > 1e11 ? seconds : seconds * 1000).toISOString();
}
