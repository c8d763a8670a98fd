/** Reputation, filters and what is in the message. */
import type { BounceCatalogue } from '../words.ts';
import { fact } from '../words.ts';
import { IP_EN, PROVE_SENDER_EN, REFUSAL_EN, STOP_CAUSE_EN } from './common.ts';

export const REPUTATION_EN = {
  'ip-reputation': {
    steps: [
      STOP_CAUSE_EN,
      PROVE_SENDER_EN,
      'Send less, and only to people who asked for it. A new address needs weeks of small, steady volume.',
      "Then write to the receiver's postmaster.",
    ],
  },
  complaints: {
    steps: [
      'Recipients mark your mail as spam. Stop the mailing and remove those who complained.',
      'Offer one-click unsubscribe (RFC 8058).',
    ],
    obsolete: 'Yahoo no longer offers feedback loops by IP address. Enroll your DKIM domain in Sender Hub.',
  },
  'domain-reputation': {
    steps: [
      'The receiver rates the domain, whatever address it sends from. Sign all mail with aligned DKIM.',
      'Stop what recipients complain about, and send steadily.',
    ],
  },
  proofpoint: {
    steps: [
      STOP_CAUSE_EN,
      'Look up the address. "Delayed" clears in minutes, "blocked" after the spam has stopped. The form is on the same page.',
    ],
    needs: [IP_EN, REFUSAL_EN],
  },
  cloudmark: {
    steps: [STOP_CAUSE_EN, 'Request a reset of the reputation. A first request is usually granted.'],
    needs: [IP_EN],
  },
  cisco: {
    steps: [
      STOP_CAUSE_EN,
      'The reputation recovers by itself, within hours to a little over a week. Look up the address. You can open a ticket there.',
    ],
  },
  fortinet: { steps: [STOP_CAUSE_EN, 'Look up the address or the link, and appeal.'] },
  symantec: {
    steps: [
      STOP_CAUSE_EN,
      'Look up the address and request removal. If a single message was filtered by mistake, ask the recipient to report it.',
    ],
  },
  mimecast: {
    steps: [
      "Look up the code in Mimecast's table. Most codes are rules of the customer, who alone can allow the sender.",
    ],
  },
  attachment: {
    steps: [
      'The receiver refuses the attachment or its type: executables, scripts, archives that contain them, encrypted archives.',
      'Do not send it again, even renamed. Store the file and send a link.',
    ],
  },
  'gmail-attachment': {
    steps: [
      fact('Gmail refuses executables and archives that contain them, even renamed.'),
      'Store the file (for example, in Drive or S3) and send a link.',
    ],
  },
  'spam-content': {
    steps: [
      'The receiver judged the text, not only the sender. Remove shortened or listed links, spam-like wording and attachments.',
      'Check SPF, DKIM and DMARC.',
      'If the mail is wanted, ask the recipient to allow the sender.',
    ],
  },
  virus: {
    steps: ['Scan the computer and the file for viruses.', 'If it is a false alarm, send a link instead of the file.'],
  },
  size: { steps: ['The message is larger than the receiver accepts. Send a link instead of the file.'] },
} satisfies Partial<BounceCatalogue>;
