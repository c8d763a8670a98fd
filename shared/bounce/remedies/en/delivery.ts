/** Limits, the recipient's mailbox, rules of the receiver, and the way there. */
import type { BounceCatalogue } from '../words.ts';
import { actBy } from '../words.ts';
import { DROP_ADDRESS_EN } from './common.ts';

export const DELIVERY_EN = {
  rate: {
    steps: [
      'Send more slowly to this receiver.',
      'Start again with one connection and add more one by one. A sudden peak from a quiet address looks like abuse.',
    ],
  },
  'gmail-rate': {
    steps: [
      'Stop for 10 minutes. Start again on one connection and add connections one by one.',
      'Limits apply to an address and to an authenticated domain: SPF and DKIM must pass.',
    ],
    obsolete:
      'Google retired the reputation charts of Postmaster Tools on September 30, 2025. Compliance status, spam rate and delivery errors remain.',
  },
  'recipient-rate': {
    steps: ['The mailbox receives too much mail at the moment.'],
  },
  connections: {
    steps: ['Open fewer connections to this receiver at a time, and send fewer messages over each.'],
  },
  greylisting: {
    steps: [
      'You do not need to do anything. The receiver asks unknown senders to try again, and the queue does so. Retry from the same address.',
    ],
  },
  relay: {
    steps: [
      'This server does not accept mail for the recipient. Check that it is the MX host of the domain of the recipient. If it is, their server is misconfigured.',
      'If it is your own relay, log in before you send.',
    ],
  },
  'user-unknown': { steps: ['There is no such mailbox. Check the spelling.', DROP_ADDRESS_EN] },
  'code-only': {
    steps: [
      'We recognized only the code, not the words. It means a problem of the receiving mail system. Read the refusal yourself.',
      "If the address is right, send the whole refusal to the receiver's postmaster.",
    ],
  },
  'mailbox-full': {
    steps: ['The mailbox is full. Contact the person another way, and stop sending after a few days.'],
  },
  'mailbox-disabled': {
    steps: [
      'The mailbox is closed, suspended or dormant. Daum makes a mailbox dormant after 3 months without a login and then returns new mail. Naver is reported to do the same.',
      'Contact the person another way. A dormant mailbox receives again once its owner logs in.',
      'If the mailbox is closed, remove the address from your list. Sending to it again harms your reputation.',
    ],
  },
  'recipient-policy': {
    steps: [
      'A rule of the receiver refused the mail, and only the receiver can change it.',
      'Ask the recipient, another way, to have their administrator allow the sender. Give them the whole refusal.',
    ],
  },
  geo: {
    steps: [
      'The receiver refuses mail from this country or network.',
      'Ask the recipient to have the address allowed, or send through a relay elsewhere.',
    ],
  },
  policy: {
    steps: [
      actBy(
        'The receiver does not name the policy. Most often it is reverse DNS, SPF, DKIM or DMARC. Check them first.',
        'npx postwatch check <ip> --domain <domain>',
      ),
      "If all of them pass, send the whole refusal to the receiver's postmaster.",
    ],
  },
  dns: {
    steps: [
      'A name could not be resolved in time. The queue retries. If it lasts, check the name servers of the domain that the refusal names.',
    ],
  },
  'no-such-domain': {
    steps: ['The domain of the recipient does not exist or has no mail server. Check the spelling.', DROP_ADDRESS_EN],
  },
  network: {
    steps: [
      'The server of the receiver could not be reached, or closed the connection. The queue retries.',
      'If the mail never arrives, contact the recipient another way.',
    ],
  },
  loop: {
    steps: [
      'The message went in circles: a forwarding rule or an MX record points back to a server that passes it on.',
      'Follow the Received header lines. Usually the receiver must fix it.',
    ],
  },
  temporary: { steps: ['There is a temporary problem at the receiver. Let the queue retry.'] },
} satisfies Partial<BounceCatalogue>;
