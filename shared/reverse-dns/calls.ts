/** The calls that write, in AWS's own shape: listed by a dry run, logged with their caller when they are sent. */
import { printable } from '../model/text.ts';
import type { ForwardWrite } from './forward.ts';
import type { Allocation, Outcome, Ports } from './ports.ts';
import type { State, Wish } from './state.ts';

/** One call, so that it can be read before it is sent, or repeated by hand. */
export type PlannedCall = {
  /** As IAM names it: `ec2:ModifyAddressAttribute`. */
  readonly call: string;
  /** The request, as AWS's reference has it. */
  readonly input: object;
  /** What it does, in one line. */
  readonly why: string;
  /** The allocation id, or the zone's. */
  readonly resource: string;
};

export function requestCall({ hostname }: Wish, { allocationId, publicIp }: Allocation): PlannedCall {
  const resource = allocationId;
  return hostname === null
    ? {
        call: 'ec2:ResetAddressAttribute',
        resource,
        why: `EC2 takes away the reverse name of ${publicIp}`,
        input: { AllocationId: allocationId, Attribute: 'domain-name' },
      }
    : {
        call: 'ec2:ModifyAddressAttribute',
        resource,
        why: `EC2 sets the reverse name of ${publicIp} to ${hostname}`,
        input: { AllocationId: allocationId, DomainName: hostname },
      };
}

export function zoneCall({ zone, batch, pair }: ForwardWrite): PlannedCall {
  const values = batch.Changes.flatMap(({ ResourceRecordSet }) => ResourceRecordSet.ResourceRecords);
  const beside = values.length > 1 ? `, beside ${values.length - 1} that stay` : '';
  return {
    call: 'route53:ChangeResourceRecordSets',
    resource: zone.id,
    input: { HostedZoneId: zone.id, ChangeBatch: batch },
    why: `Route 53 adds ${pair.address} to ${pair.hostname} in the zone ${zone.name}${beside}`,
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
  log({ level: 'info', message: `asks: ${call.why}`, ...entry, outcome: null });
  const answer = await send();
  if (answer.ok) log({ level: 'info', message: `accepted: ${call.why}`, ...entry, outcome: 'accepted' });
  else
    log({
      level: 'error',
      message: `refused: ${printable(answer.message)}`,
      ...entry,
      outcome: printable(answer.code),
    });
  return answer;
}
