/** Which of the addresses of some diagnoses are Elastic IPs, by what the watch remembers of them. Nothing is asked of AWS. */
import type { Diagnosis } from '../bounce/diagnosis.ts';
import type { TargetState } from '../watch/incidents/state.ts';
import { type ElasticIpsByAddress, type Sender, subjectOf } from './subject.ts';

type KnownElasticIp = ElasticIpsByAddress extends ReadonlyMap<string, infer One> ? One : never;

/** Undefined where the watch does not know the address as an Elastic IP. */
function elasticIpIn(state: TargetState | null): KnownElasticIp | undefined {
  const region = state?.place?.split('/')[1];
  if (state?.allocationId === undefined || region === undefined) return undefined;
  return { allocationId: state.allocationId, region };
}

/** `stateOf`: null where nothing is remembered, or nothing can be read now: the steps then say how to find out. */
export async function elasticIpsOf(
  diagnoses: readonly Diagnosis[],
  sender: Sender,
  stateOf: (address: string) => Promise<TargetState | null>,
): Promise<ElasticIpsByAddress> {
  const ips = diagnoses.flatMap((one) => (one.checks.includes('ptr') ? (subjectOf(one, sender).ip ?? []) : []));
  const found = await Promise.all([...new Set(ips)].map(async (ip) => [ip, elasticIpIn(await stateOf(ip))] as const));
  return new Map(found.flatMap(([ip, one]) => (one === undefined ? [] : [[ip, one] as const])));
}
