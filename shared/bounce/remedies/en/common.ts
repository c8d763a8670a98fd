/** Steps that several remedies share. */
import { actBy, type BounceNeed, type BounceStep, type SenderCase, tested } from '../words.ts';

export const STOP_CAUSE_EN =
  'First find and stop the cause: a stolen password, a hacked site or form, an infected host, or an old recipient list. Otherwise the block comes back.';
export const PROVE_SENDER_EN = tested(
  'First make sure that reverse DNS resolves both ways and that SPF, DKIM and DMARC pass.',
);
export const DROP_ADDRESS_EN = 'Remove this address from your list. Sending to it again harms your reputation.';

const onAws = (when: SenderCase, text: string, command: string): BounceStep => ({
  ...actBy(text, command),
  isAtPage: true,
  when,
});

export const REVERSE_DNS_EN: readonly BounceStep[] = [
  {
    ...actBy(
      'Find out whether the address is an Elastic IP of yours. In its Region, this prints its allocation ID.',
      "aws ec2 describe-addresses --public-ips <ip> --query 'Addresses[0].AllocationId' --output text",
    ),
    when: 'maybe',
  },
  onAws(
    'elastic-ip',
    'This is the Elastic IP <allocation> in <region>. Run this command. It publishes the A record, sets the reverse name and checks both.',
    'npx postwatch reverse-dns <ip> <name> --region <region>',
  ),
  onAws(
    'other',
    'If it is an Elastic IP, run this command. It publishes the A record, sets the reverse name and checks both.',
    'npx postwatch reverse-dns <ip> <name>',
  ),
  {
    ...actBy(
      'For any other address, publish the A record yourself and ask your ISP or hosting provider for the reverse name. This prints the letter.',
      'npx postwatch reverse-dns <ip> <name> --request-text isp',
    ),
    when: 'other',
  },
  { text: 'Use the same name in the EHLO greeting.' },
  actBy('Check that the name resolves back to the address. Then send again.', 'npx postwatch check <ip> --only ptr'),
];
export const REVERSE_NEEDS_EN: readonly (string | BounceNeed)[] = [
  { when: 'elastic-ip', text: 'permission to change the Elastic IP <allocation> (<region>)' },
  { when: 'other', text: 'the allocation ID of the Elastic IP, or your account with the provider of the address' },
  'an A record that already points to the address',
];
export const DNS_NEEDS_EN = ['write access to the DNS of the domain'];
export const IP_EN = 'the sending address';
export const REFUSAL_EN = 'the text of the refusal';
export const STOPPED_EN = 'what you found and stopped';
export const CONFIRMATION_EN = 'a mailbox for the confirmation';
