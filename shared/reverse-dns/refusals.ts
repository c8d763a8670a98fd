/**
 * Every way in which the work can end without success, by name, with the next act. Before `forward` nothing was changed; what
 * a later stage had done by then is said by the state's steps, and does no harm: a forward record may stand by itself.
 */
import type { Address } from '../model/address.ts';
import { reverseName } from '../model/address.ts';
import { defined } from '../model/defined.ts';
import { printable } from '../model/text.ts';
import { awsNextStep, awsTroubleText, messageOfAws } from './aws-trouble.ts';
import type { Blocked } from './blocked.ts';
import { knownCauses } from './causes.ts';
import { isManaged, tagCommand } from './manage-tag.ts';
import type { Allocation, CallRefusal, PtrUpdate } from './ports.ts';

const shown = (text: string): string => printable(text, 80);

export const notAnAddress = (input: string): Blocked => ({
  reason: 'not-an-address',
  text: `"${shown(input)}" is no IPv4 address and no allocation id`,
  whatToDo: 'Name an Elastic IP, such as 203.0.113.25, or its allocation id, such as eipalloc-0123456789abcdef0.',
});

export const invalidHostname = (problem: string): Blocked => ({
  reason: 'invalid-hostname',
  text: problem,
  whatToDo: 'Name a fully qualified host name, such as mail.example.com: letters, digits and hyphens between dots.',
});

/** Elastic IPs are IPv4; whoever holds the block names its addresses in a zone of their own. */
export const ipv6 = (address: Address): Blocked => ({
  reason: 'ipv6',
  text: `${address.text} is an IPv6 address, and EC2 sets reverse names of IPv4 Elastic IPs only`,
  whatToDo:
    'The PTR record of an address in a block that you brought (BYOIP) stands in its own reverse zone: have the registry (RIR) delegate ' +
    `the ip6.arpa zone of the block to the name servers of a public hosted zone of yours, and publish there "${reverseName(address)}. 300 IN PTR" with ` +
    'the host name, which needs an AAAA record that leads back. For an IPv6 address that Amazon assigned there is no way that AWS documents: send over IPv4.',
});

export const neverPublic = (address: Address, why: string): Blocked => ({
  reason: 'never-public',
  text: `${address.text} can have no public reverse name: ${why}`,
  whatToDo: 'Name the public address that the mail leaves from.',
});

/** `region`: or, of several that were looked in, words for them. */
export const notOurs = (address: string, region: string): Blocked => ({
  reason: 'not-ours',
  text: `${shown(address)} is no Elastic IP of this account in ${region}`,
  whatToDo:
    'Ask with the credentials of the account that holds it, in its Region (AWS_REGION). Of an address that is not an Elastic IP, whoever routes ' +
    'it sets the reverse name: ask the provider or ISP (--request-text isp prints the letter).',
  ...defined({
    command: region.includes(' ')
      ? undefined
      : `aws ec2 describe-addresses --region ${region} --query 'Addresses[].PublicIp' --output text`,
  }),
});

export const released = ({ publicIp, allocationId, region }: Allocation): Blocked => ({
  reason: 'released',
  text: `${publicIp} (${allocationId}) was released: this account no longer has it in ${region}`,
  whatToDo: `Nothing more is done. Take ${publicIp} out of your A records: somebody else will get the address.`,
});

export const govcloud = ({ publicIp, region }: Allocation, hostname: string | null): Blocked => ({
  reason: 'govcloud',
  text: `in ${region} (AWS GovCloud) reverse names are set by AWS only`,
  whatToDo: `Open a support case with AWS: ${hostname === null ? `take the reverse DNS of ${publicIp} away` : `set the reverse DNS of ${publicIp} to ${hostname}`}.`,
});

export const missingTag = (allocation: Allocation): Blocked => ({
  reason: 'missing-tag',
  text: `${allocation.publicIp} is not tagged postwatch:manage=true, and only then may Postwatch set its reverse name`,
  whatToDo:
    'Tag it with the command, and ask again. Whoever may tag an address decides by it what Postwatch may change.',
  command: tagCommand(allocation),
});

export const differentPtr = ({ publicIp }: Allocation, has: string, wanted: string | null): Blocked => ({
  reason: 'different-ptr',
  text: `${publicIp} has the reverse name ${shown(has)}, which was not to be ${wanted === null ? 'taken away' : 'replaced'}`,
  whatToDo: `Find out who set it. If it may go, ask again with the consent to ${wanted === null ? 'take it away' : 'replace it'} (--replace; "replace": true in the API; replaceExisting in CDK).`,
});

/** AWS said no to a question, or to a change of Route 53, or said nothing. */
export function awsRefused(call: string, refusal: CallRefusal): Blocked {
  const message = messageOfAws(refusal);
  const why = {
    reason: 'aws-refused',
    text: awsTroubleText(call, refusal),
    whatToDo: awsNextStep(call, refusal),
  } as const;
  return message === undefined ? why : { ...why, message };
}

export const dnsUnanswered = (what: string): Blocked => ({
  reason: 'dns-unanswered',
  text: `DNS gave no answer for as long as we waited: ${what}`,
  whatToDo:
    'Nothing can be said or safely changed without it: look at the name servers of that zone and at the resolver, and ask again.',
});

/** AWS's own message stands first; what is known to lie behind such a refusal follows. */
export const requestRefused = (allocation: Allocation, call: string, refusal: CallRefusal): Blocked => ({
  reason: 'request-refused',
  text: `EC2 refused ${call} for ${allocation.publicIp}: ${shown(refusal.code)}`,
  message: refusal.message,
  whatToDo: knownCauses(allocation, call, refusal),
  ...defined({ command: refusal.kind === 'denied' && !isManaged(allocation) ? tagCommand(allocation) : undefined }),
});

/** A status other than `PENDING`: AWS documents none, so it is a failure. */
export const requestFailed = ({ publicIp }: Allocation, { value, status, reason }: PtrUpdate): Blocked => ({
  reason: 'request-failed',
  text: `EC2 did not apply ${shown(value)} to ${publicIp}: ${shown(status)}`,
  message: reason,
  whatToDo:
    'Cure what the reason names and ask again; if it names nothing, open an AWS support case with the address and the name.',
});

export const replaced = ({ publicIp }: Allocation, by: string): Blocked => ({
  reason: 'replaced',
  text: `somebody else has meanwhile asked EC2 for ${shown(by)} as the reverse name of ${publicIp}`,
  whatToDo: 'Agree with whoever else sets it (AWS CloudTrail: ModifyAddressAttribute), and ask again.',
});

/** `last`: what EC2 said at the last look. */
export const notApplied = ({ publicIp, region, allocationId }: Allocation, last: string): Blocked => ({
  reason: 'not-applied',
  text: `EC2 has not finished with the reverse name of ${publicIp} for as long as we waited: ${last}`,
  whatToDo:
    'It may still be applied: look with the command, and ask again later; if it stays so for a day, open an AWS support case.',
  command: `aws ec2 describe-addresses-attribute --region ${region} --attribute domain-name --allocation-ids ${allocationId}`,
});

/** EC2 has it and DNS does not show it; `last`: what was missing at the last look. */
export const unproved = ({ publicIp }: Allocation, last: string): Blocked => ({
  reason: 'unproved',
  text: `the reverse name of ${publicIp} is not proved: ${last}`,
  whatToDo:
    'An old answer may be kept for its TTL: ask again in an hour. If it goes on, ask the named servers yourself (dig), and open an AWS support case if the reverse zone is wrong.',
});
