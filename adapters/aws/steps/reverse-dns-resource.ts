/**
 * The custom resource behind the CDK construct `ElasticIpReverseDns`: CloudFormation says what is wanted, the machine does it.
 * `onEvent` only names the resource (`reverse-dns-resource-name.ts`); `isComplete` is called again and again and does one step
 * each time, from a new state, since EC2 and DNS hold all that counts.
 *
 * Nothing is done that a rollback could not undo: the forward record is CloudFormation's own, another reverse name is
 * replaced only with consent, and only the name that this resource has set is ever taken away.
 */
import { MINUTE } from '../../../shared/model/duration.ts';
import { printable } from '../../../shared/model/text.ts';
import { advance } from '../../../shared/reverse-dns/advance.ts';
import type { Reason } from '../../../shared/reverse-dns/blocked.ts';
import type { HostedZones, Ports } from '../../../shared/reverse-dns/ports.ts';
import type { Wish } from '../../../shared/reverse-dns/state.ts';
import { begin } from '../../../shared/reverse-dns/wish.ts';
import { systemClock } from '../../local/clock.ts';
import { elasticIpsIn } from '../account/elastic-ips.ts';
import { openDns, type Remaining } from '../settings/dns.ts';
import { telemetry } from './metrics.ts';
import type { Named, ResourceEvent } from './reverse-dns-resource-name.ts';

type Completion = { readonly IsComplete: boolean };

/** Throws what CloudFormation shows: one line, why and what to do. */
export async function completeResource(event: ResourceEvent & Named, context: Remaining): Promise<Completion> {
  const elasticIps = elasticIpsIn(placeOf(event));
  const dns = openDns([], context);
  const { log } = telemetry({ stack: event.StackId.split('/')[1] ?? '', clock: systemClock });
  const write: Ports['log'] = ({ level, message, ...fields }) => log(level, message, fields);
  const ports = { elasticIps, zones: NO_ZONES, resolver: dns, clock: systemClock, log: write };
  try {
    const { IsComplete, waitsFor } = await lookAtResource(event, ports, dns.servers);
    if (waitsFor !== null)
      log('info', 'waits', { address: event.PhysicalResourceId, why: waitsFor, resolvers: dns.servers });
    return { IsComplete };
  } finally {
    dns.close();
    elasticIps.close();
  }
}

/** `arn:aws:cloudformation:eu-west-1:123456789012:stack/Mail/...`: an Elastic IP of a stack lies in its Region. */
function placeOf({ StackId }: ResourceEvent) {
  const [, , , region = '', account = ''] = StackId.split(':');
  return { region, account };
}

/** The forward record is CloudFormation's own: the wish leaves zones alone, so there is no client for them. */
const untouched = async (): Promise<never> => {
  throw new Error('A reverse name as a resource leaves hosted zones alone.');
};
const NO_ZONES: HostedZones = {
  named: untouched,
  get: untouched,
  recordSets: untouched,
  change: untouched,
  changeStatus: untouched,
};

type Looked = Completion & { /** What a later call may find changed. */ readonly waitsFor: string | null };

const DONE: Looked = { IsComplete: true, waitsFor: null };
const waiting = (waitsFor: string | null): Looked => ({ IsComplete: false, waitsFor });

/** `resolvers`: whom it asks, in their order. */
export async function lookAtResource(
  event: ResourceEvent & Named,
  ports: Ports,
  resolvers: readonly string[],
): Promise<Looked> {
  const state = await advance(begin(wishOf(event), ports.clock), ports);
  const { allocation, before, blocked, stage, wish } = state;
  const age = ports.clock.now() - Date.parse(event.Began);
  const isGone = event.RequestType === 'Delete' && before === null;
  if (isGone && allocation !== null && event.ResourceProperties.ReleasesAddress === 'true' && age < RELEASING_MS)
    return waiting('EC2 refuses to release an address for minutes after its reverse name is gone');
  // EC2 had it already: what DNS lacks at the moment is for the watch to tell, and must not keep a rollback from its end.
  if (allocation !== null && before === wish.hostname) return DONE;
  if (blocked === null) return stage === 'applied' || stage === 'confirmed' ? applied(event, age) : waiting(null);
  if (event.RequestType === 'Delete' && NOT_OURS_TO_TAKE.has(blocked.reason)) return DONE;
  if (age < (SETTLES_MS.get(blocked.reason) ?? 0)) return waiting(blocked.text);
  const { text, message, whatToDo, zoneLine, command } = blocked;
  const asked = ASKS_DNS.has(blocked.reason) ? `Resolver: ${resolvers.join(', ')}` : undefined;
  const more = [message, asked, whatToDo, zoneLine, command].filter((one) => one !== undefined);
  throw new Error(printable([text, ...more].join(' | '), 1500));
}

/** A name that has just been taken away keeps its address for a while yet. */
const applied = ({ RequestType, ResourceProperties }: ResourceEvent, age: number): Looked =>
  RequestType === 'Delete' && ResourceProperties.ReleasesAddress === 'true' && age < RELEASING_MS
    ? waiting('the address cannot be released yet')
    : DONE;

/**
 * From the beginning of a deletion: `InvalidAddress.PtrSet` keeps coming for minutes after EC2 has shown the name gone, and a
 * release that fails leaves a stack in ROLLBACK_FAILED. To ask EC2 itself (ReleaseAddress with DryRun) would take the right to release.
 */
const RELEASING_MS = 6 * MINUTE;

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

/**
 * How long what the same stack has just made may be unknown: a policy for minutes; a record as long as resolvers, EC2's own among
 * them, remember that it was absent: 15 minutes in Route 53, the lesser of its SOA record's TTL and last field (RFC 2308 section 5).
 */
const POLICY_MS = 5 * MINUTE;
const ABSENCE_MS = 20 * MINUTE;
const SETTLES_MS: ReadonlyMap<Reason, number> = new Map<Reason, number>([
  ['aws-refused', POLICY_MS],
  ['request-refused', ABSENCE_MS],
  ['no-forward-record', ABSENCE_MS],
  ['dns-unanswered', ABSENCE_MS],
]);
const ASKS_DNS: ReadonlySet<Reason> = new Set<Reason>(['no-forward-record', 'dns-unanswered', 'request-refused']);
