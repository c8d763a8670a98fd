/**
 * The notices about bounces, through the alerts topic: a new cause on the sender's side, and once a day the counts of the day
 * before. They cannot become a storm: a cause at a receiver is reported once a week, anything new at most once an hour, a day once.
 */
import type { Diagnosis } from '../../../shared/bounce/diagnosis.ts';
import { receiverOf } from '../../../shared/bounce/tally.ts';
import { alertsThrough } from '../../../shared/channels/sns/index.ts';
import { DAY, HOUR } from '../../../shared/model/duration.ts';
import { dayDigests, newCauseDigest } from '../../../shared/notices/bounces.ts';
import type { Digest } from '../../../shared/notices/digest.ts';
import { attempt } from '../../../shared/watch/run/attempt.ts';
import { publisherTo } from '../channels/publisher.ts';
import { wordingIn } from '../channels/wording.ts';
import type { Claim, InboxTable } from '../table/inbox-table.ts';
import type { StepPorts } from './runtime.ts';

const WEEK_MS = 7 * DAY;

/** Whether it was reported. Throws when SNS does not take it. */
export function notifyOfCause(diagnosis: Diagnosis, inbox: InboxTable, { environment }: StepPorts): Promise<boolean> {
  const receiver = receiverOf(diagnosis);
  const claims = [
    { what: `cause ${receiver} ${diagnosis.cause}`, forMs: WEEK_MS },
    // What has to wait is reported with the next one like it that comes when the hour is over, and with the day.
    { what: 'anything new', forMs: HOUR },
  ];
  return publishOnce(claims, newCauseDigest(receiver, diagnosis, wordingIn(environment)), inbox, environment);
}

export async function notifyOfDay(day: string, inbox: InboxTable, { environment }: StepPorts): Promise<boolean> {
  const counted = await inbox.day(day);
  if (counted.length === 0) return false;
  let notified = false;
  // Each by itself, so that a try that failed in between resumes there.
  for (const [at, digest] of dayDigests(day, counted, wordingIn(environment)).entries()) {
    const what = at === 0 ? `day ${day}` : `day ${day}, ${at + 1}`;
    notified = (await publishOnce([{ what, forMs: WEEK_MS }], digest, inbox, environment)) || notified;
  }
  return notified;
}

/** Claimed before it is published, and given back if it was not taken: the next try publishes it. */
async function publishOnce(
  claims: readonly Claim[],
  digest: Digest,
  inbox: InboxTable,
  environment: StepPorts['environment'],
): Promise<boolean> {
  if (!(await inbox.claim(claims))) return false;
  const { channel } = publisherTo(alertsThrough, environment.alertsTopic, wordingIn(environment));
  const outcome = await attempt(channel, digest);
  if (outcome.ok) {
    await inbox.keep(claims);
    return true;
  }
  await inbox.release(claims);
  throw new Error(outcome.why.en);
}
