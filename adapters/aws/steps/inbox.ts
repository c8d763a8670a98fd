/**
 * Bounces as they arrive -> counts by receiver and cause, and what people are notified of (`inbox-notices.ts`). A mail that SES received
 * lies in the bucket, and its event names the key; a notification of SES comes whole, by SNS. Messages are read and let go; nothing of
 * a recipient is kept, logged or reported. A mail is a stranger's: its beginning is read, and no more of it.
 */
import { type Diagnosis, isOwnSide } from '../../../shared/bounce/diagnosis.ts';
import { MAX_INPUT } from '../../../shared/bounce/input.ts';
import { receiverOf, tallies } from '../../../shared/bounce/tally.ts';
import { isoTime } from '../../../shared/model/clock.ts';
import { DAY } from '../../../shared/model/duration.ts';
import { isObject } from '../../../shared/model/json.ts';
import { type InboxTable, inboxIn } from '../table/inbox-table.ts';
import { openTable } from '../table/table.ts';
import type { StepPorts } from './runtime.ts';

/** As infra/constructs/files.ts has it: the function may read nothing else of the bucket. */
const MAIL = 'mail/';
/** S3's own limit for a key. */
const MAX_KEY = 1024;

export type Received = { readonly diagnoses: number; readonly notified: boolean };

type SnsRecord = { readonly Sns: { readonly MessageId: string; readonly Message: string } };

/**
 * What EventBridge invokes with when SES has put a mail into the bucket, SNS with a notification of SES, or the daily schedule with
 * `{at}`. Throws when something failed that another try may mend.
 */
export async function receive(event: unknown, base: StepPorts): Promise<Received> {
  const inbox = inboxIn(openTable({ name: base.environment.table, clock: base.clock }), base.clock);
  const { Records, at } = (event ?? {}) as { readonly Records?: readonly SnsRecord[]; readonly at?: unknown };
  if (typeof at === 'string' && !Number.isNaN(Date.parse(at))) {
    const { notifyOfDay } = await import('./inbox-notices.ts');
    return { diagnoses: 0, notified: await notifyOfDay(isoTime(Date.parse(at) - DAY).slice(0, 10), inbox, base) };
  }
  const key = mailKey(event);
  if (key !== null) return receiveMail(key, inbox, base);
  // Also what a receipt rule of an earlier version has published, a whole mail within.
  if (!Array.isArray(Records)) throw new Error('the event is neither from S3 nor from SNS nor from the schedule');
  let [diagnoses, notified] = [0, false];
  for (const { Sns } of Records as readonly SnsRecord[]) {
    const one = await receiveOne({ id: Sns.MessageId, message: Sns.Message }, inbox, base);
    diagnoses += one.diagnoses;
    notified ||= one.notified;
  }
  return { diagnoses, notified };
}

/** Of an event "Object Created" (S3 User Guide, "EventBridge event message structure"): the key as it is, not encoded. */
function mailKey(event: unknown): string | null {
  const detail = isObject(event) && event['detail-type'] === 'Object Created' ? event['detail'] : undefined;
  const object = isObject(detail) ? detail['object'] : undefined;
  const key = isObject(object) ? object['key'] : undefined;
  return typeof key === 'string' && key.startsWith(MAIL) && key.length <= MAX_KEY ? key : null;
}

/** Deleted only once it is counted and reported: another try needs it. */
async function receiveMail(key: string, inbox: InboxTable, base: StepPorts): Promise<Received> {
  const { openBucket } = await import('../storage/bucket.ts');
  const { environment, clock, telemetry } = base;
  const bucket = openBucket({ domain: environment.bucket(), clock, environment: environment.variables });
  const message = await bucket.read(key, MAX_INPUT);
  if (message === null) {
    telemetry.log('info', 'the mail is gone: it was read before, or it has expired', { message: key });
    return { diagnoses: 0, notified: false };
  }
  const received = await receiveOne({ id: key, message }, inbox, base);
  await bucket.remove(key);
  return received;
}

async function receiveOne(
  { id, message }: { readonly id: string; readonly message: Uint8Array | string },
  inbox: InboxTable,
  base: StepPorts,
): Promise<Received> {
  const { clock, telemetry } = base;
  // The rules and the table of lists, which the daily call does not need.
  const [{ diagnose }, { LISTS }] = await Promise.all([
    import('../../../shared/bounce/diagnose.ts'),
    import('../../../shared/dnsbl/lists.ts'),
  ]);
  const read = await diagnose(message, LISTS);
  if (!read.ok) {
    telemetry.log('warn', 'a message could not be read', { message: id, why: read.problem.en });
    return { diagnoses: 0, notified: false };
  }
  const { kind, diagnoses, unmatched } = read.value;
  const counted = tallies(diagnoses);
  const causes = [...new Set(counted.map(({ cause }) => cause))];
  telemetry.log('info', 'received', { message: id, kind, causes, unmatched: unmatched.length });
  if (diagnoses.length === 0) return { diagnoses: 0, notified: false };
  await inbox.count(id, isoTime(clock.now()).slice(0, 10), counted);
  let notified = false;
  for (const one of onOurSide(diagnoses)) {
    // Most bounces are counted and no more.
    const { notifyOfCause } = await import('./inbox-notices.ts');
    notified = (await notifyOfCause(one, inbox, base)) || notified;
  }
  return { diagnoses: diagnoses.length, notified };
}

/** One for each receiver and cause on the sender's side. */
function onOurSide(diagnoses: readonly Diagnosis[]): readonly Diagnosis[] {
  const own = diagnoses.filter(({ side }) => isOwnSide(side));
  return [...new Map(own.map((one) => [`${receiverOf(one)} ${one.cause}`, one])).values()];
}
