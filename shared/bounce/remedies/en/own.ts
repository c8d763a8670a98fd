/** What refused is not the receiver: the service that you send through, or your own server. */
import type { BounceCatalogue } from '../words.ts';
import { actBy } from '../words.ts';
import { STOP_CAUSE_EN } from './common.ts';

export const OWN_EN = {
  'ses-paused': {
    steps: [
      'Amazon SES has paused the sending of your account. No receiver refused anything.',
      'Read the case in the AWS Support Center and the message to the email address of the account. They say why.',
      'Fix the cause: mostly bounces or complaints. Then answer in that case and say what you changed.',
    ],
  },
  'ses-throttled': {
    steps: [
      'Amazon SES refuses more than your sending quota allows. Send more slowly, and retry with growing pauses.',
      actBy('See the quota.', 'aws sesv2 get-account --query SendQuota'),
      'If you need more, request a higher quota.',
    ],
  },
  'microsoft-restricted': {
    steps: [
      'Microsoft 365 stopped this account because it sent spam. Mostly its password was stolen.',
      'Change the password, revoke all sessions, turn on multifactor authentication, and remove forwarding and inbox rules that you did not set.',
      'Then remove the account from the restricted entities. An administrator does this in the Defender portal.',
    ],
  },
  'microsoft-tenant': {
    steps: [
      'Microsoft 365 limits your whole tenant, and refused this mail before it left.',
      'Check that every domain that you send from is an accepted domain of the tenant, also in connectors and scripts.',
      STOP_CAUSE_EN,
      'Then open a support request in the Microsoft 365 admin center. Only Microsoft can lift this limit.',
    ],
  },
  'microsoft-login': {
    steps: [
      'Microsoft 365 refused the login of your program. The message never left.',
      'Log in with OAuth, and allow authenticated SMTP for this mailbox. Basic authentication is going away.',
      'If the device cannot do that, send through a connector that knows its address.',
    ],
  },
  'microsoft-forwarding': {
    steps: [
      'Your own organization forbids automatic forwarding to outside addresses.',
      'An administrator can allow it for single mailboxes in the outbound spam policy.',
    ],
  },
  'outgoing-relay': {
    steps: [
      'The relay that you send through judged this message to be spam. The receiver never saw it.',
      STOP_CAUSE_EN,
      'Then contact the support of your hosting provider. Give the link in the refusal: it shows the reason.',
    ],
  },
  'own-queue': {
    steps: [
      'Your own mail server could not hand the message on. No receiver refused anything.',
      'Read its log around this line. A service of the mail server does not run, a file is missing, or the disk is full.',
      'When it runs again, flush the queue.',
    ],
  },
  'own-filter': {
    steps: [
      'A filter or local service of your own mail server did not answer. No receiver refused anything.',
      'Check that it runs and listens where the mail server expects it.',
      'When it runs again, flush the queue.',
    ],
  },
  'own-account': {
    steps: [
      'The service that you send through has stopped this account. No receiver refused anything.',
      'Change the password and look for mail that you did not send: mostly the account was misused.',
      'Then ask the service to enable the account again, and say what you changed.',
    ],
  },
  'own-dane': {
    steps: [
      "Your own rule about TLS holds the message back: the receiver's certificate or its TLSA record does not fit.",
      'Check whether the receiver has published a wrong record, or whether your resolver fails on DNSSEC.',
      'If the receiver is wrong, write to their postmaster. Only then make an exception in your TLS policy.',
    ],
  },
  'own-list-check': {
    steps: [
      'Your own server refuses all mail here. The blocklist answers that it refuses your resolver or key. Nothing is said about the client.',
      'Fix your list check now: remove the list until it works, or use your own resolver, or get a key from the operator.',
      'Make the check count only the documented answers, and never 127.255.255.0/24.',
    ],
  },
  'own-refusal': {
    steps: [
      'Your own server refused this mail. If it was unwanted, you do not need to do anything.',
      'If it was wanted, the other server has to fix what the refusal names. Tell its operator, or make an exception for it.',
    ],
  },
  'sender-verify': {
    steps: [
      'The receiver asked the MX of your sender domain whether the sender address takes mail, and got no good answer.',
      'Make sure that this address exists and that its MX host accepts mail to it, also from an empty sender.',
      'Send from an address that takes replies.',
    ],
  },
} satisfies Partial<BounceCatalogue>;
