/**
 * Why EC2 refuses a reverse name: AWS documents no error codes for it, so its message is shown as it is, and the causes that
 * are known stand beside it.
 */
import { isManaged } from './manage-tag.ts';
import type { Allocation, CallRefusal } from './ports.ts';

type Cause = {
  readonly applies: (allocation: Allocation, refusal: CallRefusal) => boolean;
  readonly text: (allocation: Allocation) => string;
};

const denied = (_: Allocation, { kind }: CallRefusal): boolean => kind === 'denied';

/** In the order told. */
const CAUSES: readonly Cause[] = [
  {
    applies: ({ serviceManaged }) => serviceManaged !== null,
    text: ({ serviceManaged }) =>
      `The address is managed by an AWS service (${serviceManaged}): allocate an Elastic IP of your own for mail.`,
  },
  {
    applies: ({ pool }) => pool.startsWith('ipv4pool-ec2-'),
    text: ({ pool }) =>
      `The address comes from a block that you brought (BYOIP, ${pool}): its PTR record can stand in the in-addr.arpa zone of the block, once the registry delegates that to you.`,
  },
  {
    applies: denied,
    text: () => 'The policy of the caller does not allow it on this address.',
  },
  {
    // Whose policy it is, nobody here knows: the tag decides in the deployment's, and in those made after it.
    applies: (allocation, refusal) => denied(allocation, refusal) && !isManaged(allocation),
    text: () =>
      "A policy such as the deployment's allows it only while the address is tagged postwatch:manage=true (the command does that).",
  },
  {
    applies: (...given) => !denied(...given),
    text: () =>
      'EC2 wants the A record of the name to lead to the address; of a name that was asked for before its record stood, AWS can remember the absence for a quarter of an hour: ask again then.',
  },
  {
    applies: (...given) => !denied(...given),
    text: () =>
      'The account may still have its sending limits: AWS lifts them on a form (https://console.aws.amazon.com/support/contacts?#/rdns-limits); --request-text aws prints what to write.',
  },
];

/** All that may apply, in one line. */
export function knownCauses(allocation: Allocation, call: string, refusal: CallRefusal): string {
  const known = CAUSES.filter(({ applies }) => applies(allocation, refusal)).map(({ text }) => text(allocation));
  return `Known causes of a refused ${call}: ${known.join(' ')}`;
}
