/**
 * Bounces as they arrive by SNS -> counts by receiver and cause, and what people are notified of (`inbox-notices.ts`). Messages
 * are read and let go; nothing of a recipient is kept, logged or reported.
 */
import { type Diagnosis, isOwnSide } from '../../../shared/bounce/diagnosis.ts';
import { receiverOf, tallies } from '../../../shared/bounce/tally.ts';
import { isoTime } from '../../../shared/model/clock.ts';
import { DAY } from '../../../shared/model/duration.ts';
import { type InboxTable, inboxIn } from '../table/inbox-table.ts';
import { openTable } from '../table/table.ts';
import type { StepPorts } from './runtime.ts';

export type Received = { readonly diagnoses: number; readonly notified: boolean };

type SnsRecord = { readonly Sns: { readonly MessageId: string; readonly Message: string } };

/** What SNS invokes with, or `{at}` from the daily schedule. Throws when something failed that another try may mend. */
export async function receive(event: unknown, base: StepPorts): Promise<Received> {
  const inbox = inboxIn(openTable({ name: base.environment.table, clock: base.clock }), base.clock);
  const { Records, at } = (event ?? {}) as { readonly Records?: readonly SnsRecord[]; readonly at?: unknown };
  if (typeof at === 'string' && !Number.isNaN(Date.parse(at))) {
    const { notifyOfDay } = await import('./inbox-notices.ts');
    return { diagnoses: 0, notified: await notifyOfDay(isoTime(Date.parse(at) - DAY).slice(0, 10), inbox, base) };
  }
  if (!Array.isArray(Records)) throw new Error('the event is neither from SNS nor from the schedule');
  let [diagnoses, notified] = [0, false];
  for (const { Sns } of Records as readonly SnsRecord[]) {
    const one = await receiveOne(Sns, inbox, base);
    diagnoses += one.diagnoses;
    notified ||= one.notified;
  }
  return { diagnoses, notified };
}

async function receiveOne(
  { MessageId, Message }: SnsRecord['Sns'],
  inbox: InboxTable,
  base: StepPorts,
): Promise<Received> {
  const { clock, telemetry } = base;
  // The rules and the table of lists, which the daily call does not need.
  const [{ diagnose }, { LISTS }] = await Promise.all([
    import('../../../shared/bounce/diagnose.ts'),
    import('../../../shared/dnsbl/lists.ts'),
  ]);
  const read = await diagnose(Message, LISTS);
  if (!read.ok) {
    telemetry.log('warn', 'a message could not be read', { message: MessageId, why: read.problem });
    return { diagnoses: 0, notified: false };
  }
  const { kind, diagnoses, unmatched } = read.value;
  const counted = tallies(diagnoses);
  const causes = [...new Set(counted.map(({ cause }) => cause))];
  telemetry.log('info', 'received', { message: MessageId, kind, causes, unmatched: unmatched.length });
  if (diagnoses.length === 0) return { diagnoses: 0, notified: false };
  await inbox.count(MessageId, isoTime(clock.now()).slice(0, 10), counted);
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
