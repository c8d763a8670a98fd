/**
 * The custom resource behind the CDK construct `ElasticIpReverseDns`: CloudFormation says what is wanted, the machine does it.
 * `onEvent` only names the resource (its physical id is the allocation's); `isComplete` is called again and again and does
 * one step each time, from a new state, since EC2 and DNS hold all that counts.
 *
 * Nothing is done that a rollback could not undo: the forward record is CloudFormation's own, another reverse name is
 * replaced only with consent, and only the name that this resource has set is ever taken away.
 */
import { isoTime } from '../../../shared/model/clock.ts';
import { MINUTE } from '../../../shared/model/duration.ts';
import { printable } from '../../../shared/model/text.ts';
import { advance } from '../../../shared/reverse-dns/advance.ts';
import type { Reason } from '../../../shared/reverse-dns/blocked.ts';
import type { Ports } from '../../../shared/reverse-dns/ports.ts';
import type { State, Wish } from '../../../shared/reverse-dns/state.ts';
import { begin } from '../../../shared/reverse-dns/wish.ts';
import { systemClock } from '../../local/clock.ts';
import { openAccount } from '../account/account-ports.ts';
import { openDns, type Remaining } from '../settings/dns.ts';
import { telemetry } from './metrics.ts';

/** As CloudFormation sends it: every value is a text. */
type Properties = {
  readonly AllocationId?: string;
  readonly Hostname?: string;
  /** `true` or `false`. */
  readonly ReplaceExisting?: string;
};

export type ResourceEvent = {
  readonly RequestType: 'Create' | 'Update' | 'Delete';
  readonly StackId: string;
  readonly LogicalResourceId: string;
  readonly PhysicalResourceId?: string;
  readonly ResourceProperties: Properties;
  readonly OldResourceProperties?: Properties;
};

export type Named = {
  readonly PhysicalResourceId: string;
  /** When it began; CDK's framework hands it to every `isComplete`. */
  readonly Began: string;
};

export async function onEvent(event: ResourceEvent): Promise<Named> {
  const { RequestType, PhysicalResourceId, ResourceProperties } = event;
  const id = RequestType === 'Delete' ? PhysicalResourceId : ResourceProperties.AllocationId;
  if (id === undefined || id === '')
    throw new Error(
      'AllocationId is missing. Give the allocation id of an Elastic IP, such as eipalloc-0123456789abcdef0.',
    );
  return { PhysicalResourceId: id, Began: isoTime(systemClock.now()) };
}

export type Completion = { readonly IsComplete: boolean };

/** Throws what CloudFormation shows: one line, why and what to do. */
export async function isComplete(event: ResourceEvent & Named, context: Remaining): Promise<Completion> {
  const { elasticIps, zones, close } = await openAccount(placeOf(event));
  const dns = openDns([], context);
  const { log } = telemetry({ stack: event.StackId.split('/')[1] ?? '', clock: systemClock });
  const write: Ports['log'] = ({ level, message, ...fields }) => log(level, message, fields);
  try {
    return await complete(event, { elasticIps, zones, resolver: dns, clock: systemClock, log: write });
  } finally {
    dns.close();
    close();
  }
}

/** `arn:aws:cloudformation:eu-west-1:123456789012:stack/Mail/...`: an Elastic IP of a stack lies in its Region. */
function placeOf({ StackId }: ResourceEvent) {
  const [, , , home = '', account = ''] = StackId.split(':');
  return { home, account, regions: [home] };
}

export async function complete(event: ResourceEvent & Named, ports: Ports): Promise<Completion> {
  const state = await advance(begin(wishOf(event), ports.clock), ports);
  const { allocation, before, blocked, stage, wish } = state;
  // EC2 had it already: what DNS lacks at the moment is for the watch to tell, and must not keep a rollback from its end.
  if (allocation !== null && before === wish.hostname) return { IsComplete: true };
  if (blocked === null) return { IsComplete: stage === 'applied' || stage === 'confirmed' };
  if (event.RequestType === 'Delete' && NOT_OURS_TO_TAKE.has(blocked.reason)) return { IsComplete: true };
  if (mayPass(state) && ports.clock.now() - Date.parse(event.Began) < SETTLING_MS) return { IsComplete: false };
  const { text, message, whatToDo, zoneLine, command } = blocked;
  const more = [message, whatToDo, zoneLine, command].filter((one) => one !== undefined);
  throw new Error(printable([text, ...more].join(' | '), 1500));
}

function wishOf({
  RequestType,
  PhysicalResourceId,
  StackId,
  LogicalResourceId,
  ...event
}: ResourceEvent & Named): Wish {
  const { Hostname = '', ReplaceExisting } = event.ResourceProperties;
  const common = {
    address: PhysicalResourceId,
    mayMerge: false,
    touchZones: false,
    needsTag: false,
    caller: `CloudFormation ${StackId} ${LogicalResourceId}`,
  };
  if (RequestType === 'Delete') return { ...common, hostname: null, mayReplace: [Hostname] };
  const { AllocationId: held, Hostname: before } = event.OldResourceProperties ?? {};
  // The name of this resource itself may go: the other way round it is what a rollback asks for. Another address bears none.
  const own = before === undefined || held !== PhysicalResourceId ? [] : [before];
  const mayReplace = ReplaceExisting === 'true' ? 'any' : own;
  return { ...common, hostname: Hostname, mayReplace };
}

/** The address is gone, or someone else has named it since, or it never bore a name of ours: the stack is rid of it. */
const NOT_OURS_TO_TAKE: ReadonlySet<Reason> = new Set<Reason>([
  'not-ours',
  'released',
  'different-ptr',
  'not-an-address',
  'invalid-hostname',
  'govcloud',
]);

/** A policy and a record that the same stack has just made are not yet known everywhere. */
const SETTLING_MS = 5 * MINUTE;
const SETTLES: ReadonlySet<Reason> = new Set<Reason>([
  'no-forward-record',
  'aws-refused',
  'request-refused',
  'dns-unanswered',
]);

const mayPass = ({ blocked }: State): boolean => blocked !== null && SETTLES.has(blocked.reason);
