/** The calls that write, in AWS's own shape: listed by a dry run, logged with their caller when they are sent. */
import type { Text } from '../model/language.ts';
import { printable } from '../model/text.ts';
import type { ForwardWrite } from './forward.ts';
import type { Allocation, Outcome, Ports } from './ports.ts';
import type { State, Wish } from './state.ts';
import { nameRemoved, nameSet, REQUEST_SENT, recordAdded, recordDone } from './words.ts';

/** One call, so that it can be read before it is sent, or repeated by hand. */
export type PlannedCall = {
  /** As IAM names it: `ec2:ModifyAddressAttribute`. */
  readonly call: string;
  /** The request, as AWS's reference has it. */
  readonly input: object;
  /** What it does, in one line. */
  readonly why: Text;
  /** What is to be seen once AWS has accepted it. */
  readonly done: Text;
  /** The allocation id, or the zone's. */
  readonly resource: string;
};

export function requestCall({ hostname }: Wish, { allocationId, publicIp }: Allocation): PlannedCall {
  const resource = allocationId;
  return hostname === null
    ? {
        call: 'ec2:ResetAddressAttribute',
        resource,
        why: nameRemoved(publicIp),
        done: REQUEST_SENT,
        input: { AllocationId: allocationId, Attribute: 'domain-name' },
      }
    : {
        call: 'ec2:ModifyAddressAttribute',
        resource,
        why: nameSet(hostname, publicIp),
        done: REQUEST_SENT,
        input: { AllocationId: allocationId, DomainName: hostname },
      };
}

export function zoneCall({ zone, batch, pair }: ForwardWrite): PlannedCall {
  const values = batch.Changes.flatMap(({ ResourceRecordSet }) => ResourceRecordSet.ResourceRecords);
  return {
    call: 'route53:ChangeResourceRecordSets',
    resource: zone.id,
    input: { HostedZoneId: zone.id, ChangeBatch: batch },
    why: recordAdded(pair.hostname, pair.address, zone.name, values.length - 1),
    done: recordDone(pair.hostname, pair.address, zone.name),
  };
}

/** Sends a write. It is logged before, so that a crash hides none, and after, with what AWS said. */
export async function sent<T>(
  call: PlannedCall,
  { wish, allocation }: State,
  { log }: Pick<Ports, 'log'>,
  send: () => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  const entry = {
    caller: printable(wish.caller),
    call: call.call,
    resource: call.resource,
    address: allocation?.publicIp ?? wish.address,
    hostname: wish.hostname ?? '',
  };
  log({ level: 'info', message: `asks: ${call.why.en}`, ...entry, outcome: null });
  const answer = await send();
  if (answer.ok) log({ level: 'info', message: `accepted: ${call.why.en}`, ...entry, outcome: 'accepted' });
  else
    log({
      level: 'error',
      message: `refused: ${printable(answer.message)}`,
      ...entry,
      outcome: printable(answer.code),
    });
  return answer;
}
