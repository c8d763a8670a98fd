/**
 * Diagnoses for a person at three in the morning: what happened and whose side it is on, what they said, what is true now,
 * what to put right first, the steps and the link.
 */
import type { Cause, Diagnosis, Live, Side, Unmatched } from '../../shared/bounce/diagnosis.ts';
import { remarkOn } from '../../shared/bounce/remark.ts';
import type { Examined } from '../../shared/diagnose/examine.ts';
import type { Precondition } from '../../shared/diagnose/preconditions.ts';
import { LISTS } from '../../shared/dnsbl/lists.ts';
import type { Status } from '../../shared/model/finding.ts';
import { count, printable, wrap } from '../../shared/model/text.ts';
import { labelled, paint, paintStatus, type Terminal } from '../terminal.ts';

export type ShownResult = {
  /** Null: standard input. */
  readonly file: string | null;
  readonly diagnoses: readonly Examined[];
  readonly unmatched: readonly Unmatched[];
};

/** What happened, in a few words that need no dictionary. */
const HAPPENED: Readonly<Record<Cause, string>> = {
  'ptr-missing': 'the sending address has no reverse name that works',
  'ptr-generic': 'the reverse name looks like one made by a provider',
  'fcrdns-mismatch': 'the reverse name does not lead back to the address',
  'helo-invalid': 'the name in the greeting (EHLO) is not accepted',
  'dynamic-ip': 'the address is taken for one of a household or a pool',
  'ip-blocklisted': 'the address is on a blocklist',
  'ip-reputation': 'the address has a bad name with the receiver',
  complaints: 'recipients marked the mail as spam',
  'open-relay': 'the server is taken for an open relay',
  'domain-reputation': 'the domain has a bad name with the receiver',
  'domain-blocklisted': 'the domain is on a blocklist',
  'url-blocklisted': 'a link in the text is on a blocklist',
  'sender-domain-invalid': 'the domain of the sender does not work in DNS',
  'spf-fail': 'SPF does not allow the address to send for the domain',
  'dkim-fail': 'the DKIM signature is missing or does not hold',
  'dmarc-fail': 'DMARC of the domain forbids the mail',
  'dmarc-missing': 'the domain has no DMARC record',
  'auth-missing': 'neither SPF nor DKIM proves the sender',
  'auth-required': 'the server wants a login first',
  'content-attachment': 'an attachment is refused',
  'content-spam': 'the text is taken for spam',
  'content-virus': 'the message is taken for a virus',
  'rfc-noncompliant': 'the message or a command breaks the standards',
  'message-too-big': 'the message is too large',
  'rate-limited': 'too much mail in too short a time',
  'recipient-rate-limited': 'the mailbox gets too much mail at the moment',
  'connection-limited': 'too many connections at a time',
  greylisted: 'the receiver asks strangers to come back later',
  'tls-required': 'the receiver takes mail only over TLS',
  'relay-denied': 'the server does not take mail for this recipient',
  'user-unknown': 'there is no such mailbox',
  'mailbox-full': 'the mailbox is full',
  'mailbox-disabled': 'the mailbox is closed',
  'recipient-policy': 'a rule of the receiver refuses it',
  'geo-blocked': 'the receiver refuses this country or network',
  policy: 'a policy of the receiver refuses it',
  'dns-failure': 'a name could not be resolved, or a list did not answer the receiver',
  network: 'the server of the receiver could not be reached',
  'port25-blocked': 'port 25 is closed on the way out',
  temporary: 'a passing trouble at the receiver',
};

/** A list that is no more lists nobody. */
const happened = ({ cause, side }: Diagnosis): string =>
  cause === 'ip-blocklisted' && side === 'receiver'
    ? 'the receiver takes the word of a blocklist that is no more'
    : HAPPENED[cause];

const FAULT: Readonly<Record<Side, string>> = {
  sender: 'at fault: the sender (your side)',
  receiver: "at fault: the receiver's server",
  recipient: 'at fault: the mailbox of the recipient',
  content: 'at fault: what is in the message',
  network: 'at fault: the way there',
};

const VERDICT_STATUS: Readonly<Record<Live['verdict'], Status>> = {
  'confirmed now': 'fail',
  'no longer true': 'pass',
  'cannot be checked from here': 'unknown',
};

const MET_STATUS: Readonly<Record<Precondition['status'], Status>> = { met: 'pass', unmet: 'fail', unknown: 'unknown' };

const COLUMNS = { label: 2, text: 12 };

export function renderDiagnoses(results: readonly ShownResult[], terminal: Terminal): readonly string[] {
  const several = results.length > 1;
  return results.flatMap(({ file, diagnoses, unmatched }, at) => [
    ...(at > 0 ? [''] : []),
    ...(several ? [paint(terminal, 'bold', `== ${nameOf(file)}`)] : []),
    ...diagnoses.flatMap((one, index) => [...(index > 0 ? [''] : []), ...block(one, terminal)]),
    ...renderUnmatched(unmatched, terminal),
    ...(diagnoses.length + unmatched.length === 0
      ? ['Nothing here is a bounce, an SMTP reply, a mail-log line or an SES notification that is known.']
      : []),
  ]);
}

export const nameOf = (file: string | null): string => (file === null ? 'standard input' : printable(file, 200));

function block(examined: Examined, terminal: Terminal): readonly string[] {
  const { recipient, cause, side, provider, rule, live, preconditions, remedy, request } = examined;
  const line = (label: string, text: string): readonly string[] => labelled(label, text, COLUMNS, terminal);
  const remark = remarkOn(rule);
  const unmet = preconditions.filter(({ status }) => status === 'unmet');
  return [
    `${paint(terminal, 'bold', recipient ?? 'the message')}  ${paint(terminal, 'yellow', happened(examined))}`,
    ...wrap(`${FAULT[side]} (${cause}; ${provider}, rule ${rule})`, terminal.width, '  '),
    ...line('said', examined.text),
    ...named(examined).flatMap((text) => line('named', text)),
    ...(remark === undefined ? [] : line('note', remark)),
    ...line('retry', retryWords(examined)),
    ...live.flatMap((one) => line('now', liveWords(one, terminal))),
    ...(unmet.length === 0 ? [] : line('first', 'Put this right before you ask anybody:')),
    ...unmet.flatMap((one) => line('', preconditionWords(one, terminal))),
    ...remedy.steps.flatMap((step, index) => line(index === 0 ? 'do' : '', `${index + 1}. ${step}`)),
    ...(remedy.needs.length === 0 ? [] : line('needs', remedy.needs.join(', '))),
    ...(remedy.url === undefined ? [] : line('link', remedy.url)),
    ...(remedy.obsolete === undefined ? [] : line('outdated', remedy.obsolete)),
    ...line('usually', howLong(remedy.typicalHours)),
    ...line('advice', `last compared with its sources on ${remedy.checkedOn}`),
    ...preconditions
      .filter(({ status }) => status !== 'unmet')
      .flatMap((one, index) => line(index === 0 ? 'tested' : '', preconditionWords(one, terminal))),
    ...(request === undefined
      ? []
      : [
          ...line('request', `prepared for ${request.to}; fill in the square brackets:`),
          `    Subject: ${request.subject}`,
          ...request.text
            .trimEnd()
            .split('\n')
            .map((text) => `    ${text}`.trimEnd()),
        ]),
  ];
}

function named({ ip, host, listedBy }: Diagnosis): readonly string[] {
  const list = listedBy === undefined ? undefined : listName(listedBy);
  const parts = [ip, host, list].filter((one) => one !== undefined);
  return parts.length === 0 ? [] : [parts.join(', ')];
}

/** Nobody else can ask a list that the table of lists does not have. */
const listName = (id: string): string =>
  LISTS.find((list) => list.id === id)?.name ?? `a list that only the receiver can ask (${id})`;

function retryWords({ retry, retryAfterMinutes, side }: Diagnosis): string {
  if (retry === 'never') return 'Do not send it again as it is.';
  if (retry === 'fix-first' && side === 'receiver') return 'Once the receiver has put it right, and not before.';
  if (retry === 'fix-first')
    return 'Once the cause is gone, not before: every retry until then makes it worse. What is still queued then goes by itself, what came back has to be sent again.';
  const after = retryAfterMinutes === undefined ? '' : ` (next try after about ${duration(retryAfterMinutes)})`;
  return `The queue retries by itself${after}.`;
}

const duration = (minutes: number): string =>
  minutes < 120 ? count(minutes, 'minute') : count(Math.round(minutes / 60), 'hour');

function howLong(hours: number | undefined): string {
  if (hours === undefined) return 'nobody can say how long it takes';
  if (hours === 0) return 'mail is accepted at once after that';
  const time = hours < 72 ? count(hours, 'hour') : count(Math.round(hours / 24), 'day');
  return `mail is accepted within ${time} after that`;
}

const liveWords = ({ check, verdict, why }: Live, terminal: Terminal): string =>
  `${paintStatus(terminal, VERDICT_STATUS[verdict], verdict.toUpperCase())} ${check}: ${why}`;

const preconditionWords = ({ id, status, why }: Precondition, terminal: Terminal): string =>
  `${paintStatus(terminal, MET_STATUS[status], status.toUpperCase())} ${id}: ${why}`;

function renderUnmatched(unmatched: readonly Unmatched[], terminal: Terminal): readonly string[] {
  if (unmatched.length === 0) return [];
  return [
    `${count(unmatched.length, 'refusal')} that no rule knows (--export-unmatched keeps them, with addresses masked):`,
    ...unmatched.flatMap(({ text }) => labelled('said', text, COLUMNS, terminal)),
  ];
}
