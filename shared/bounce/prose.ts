/**
 * Bounces written for people: qmail, exim, sendmail, Exchange, Domino, Google Groups and the rest. What they share is that
 * the failed address is before its reason, and that the returned message comes last: so the text is cut where that
 * begins, and each address gets the lines up to the next one.
 */

import { addressesInText, type Failure, MAX_FAILURES, MAX_TEXT } from './failure.ts';
import { withoutReplies } from './reader/replies.ts';

const MAX_LINES = 1500;

/** Where the returned message begins. */
const RETURNED = [
  'below this line is a copy',
  'this is a copy of the message',
  'this is a copy of your message',
  'original message follows',
  'message headers follow',
  'message header follows',
  'header of the original message',
  'headers of the original message',
  'the original message is attached',
  'unsent message follows',
  'unsent message below',
  'undelivered message follows',
  'returned message follows',
  'returned message below',
  'received message follows',
  'begin original message',
  'copy of your message',
  'copy of the original message',
  'content of the original message',
  'text of the original message',
  'your message follows',
  'your original message',
  'rejected message',
  'headers follow',
  'message included below',
  'message text follows',
  'original message header',
  'original message -----',
  '------ original message',
  '----- original message',
];

/** What makes a text one about a failed delivery. */
const FAILURE_WORDS =
  /undeliver|could not be delivered|couldn't be delivered|not been delivered|was not delivered|delivery (?:has )?(?:failed|failure|status)|failed to deliver|unable to deliver|mail delivery|returned to sender|mailer-daemon|permanent error|rejected|bounced|said: ?[45]\d\d|(?:^|\s)[45]\d\d[ -][45]\.\d{1,3}\.\d{1,3}/im;
export const reportsFailure = (text: string): boolean => FAILURE_WORDS.test(text);

/** The report without the message that it returns. */
export function beforeReturned(text: string): string[] {
  const lines = unquoted(text.split(/\r?\n/, MAX_LINES).map((line) => line.slice(0, 2000)));
  const at = lines.findIndex((line, index) => index > 0 && startsReturned(line, lines[index + 1] ?? ''));
  return at < 0 ? lines : lines.slice(0, at);
}

/** Exchange begins with the To and Subject of what came back; who is meant, and why, is behind these words. */
function behindSummary(lines: string[]): string[] {
  const at = lines.findIndex((line) => /did not reach the following recipient/i.test(line));
  return lines.slice(at + 1);
}

/** A bounce that someone forwarded as a quotation. */
function unquoted(lines: string[]): string[] {
  const isQuoted = lines.filter((line) => /^>(?: |$)/.test(line)).length > lines.length / 2;
  return isQuoted ? lines.map((line) => line.replace(/^> ?/, '')) : lines;
}

function startsReturned(line: string, next: string): boolean {
  const lower = line.toLowerCase();
  if (/^(?:received: ?(?:from|by)|return-path: ?<|dkim-signature:|x-mailer:)/.test(lower)) return true;
  const isRule = /^[\s>]{0,8}[-=*_#]{2,}/.test(line) || /[-=*_:.]\s{0,4}$/.test(line);
  return isRule && RETURNED.some((words) => lower.includes(words)) && !/said|reason|host /.test(next.toLowerCase());
}

export type KnownFacts = {
  /** Recipients that a header or a field names. */
  readonly recipients: readonly string[];
  /** Addresses that are not recipients: the sender who gets the bounce. */
  readonly others: readonly string[];
};

/** One failure for each address in the text, in order; a single one without an address where none is there. */
export function failuresInProse(text: string, known: KnownFacts): Failure[] {
  const lines = behindSummary(beforeReturned(text));
  const recipients = recipientsIn(withoutReplies(lines), known).slice(0, MAX_FAILURES);
  const receivers = receiversIn(lines.join('\n'));
  const around = lines.join('\n').slice(0, MAX_TEXT);
  const words = wordsFor(lines, recipients);
  const [recipient] = recipients;
  if (recipient === undefined) return [{ reply: '', around, receivers }];
  if (recipients.length === 1) return [{ recipient, reply: firstParagraph(words[0] ?? ''), around, receivers }];
  return recipients.map((one, index) => ({ recipient: one, reply: words[index] ?? '', around: '', receivers }));
}

/** What a line belongs to, if it does not name a recipient: to anyone who is named next. */
const NEXT = '';

/**
 * For each recipient the lines that speak of it: from a line that names it to the next that names another. In a transcript,
 * what the client sends without naming anyone (`>>> DATA`) begins something new, which belongs to anyone who is named next.
 */
export function wordsFor(lines: readonly string[], recipients: readonly string[]): string[] {
  // The longest first: `ann@example.com` is in `joann@example.com` too.
  const byLength = recipients.toSorted((one, other) => other.length - one.length);
  let last: string | undefined;
  const owners = lines.map((line) => {
    last = namedIn(line, byLength) ?? (isRequest(line) ? NEXT : last);
    return last;
  });
  for (let index = owners.length - 2; index >= 0; index--) {
    if (owners[index] === NEXT) owners[index] = owners[index + 1];
  }
  return recipients.map((own) => wordsOf(own, lines, owners).slice(0, MAX_TEXT));
}

const wordsOf = (own: string, lines: readonly string[], owners: readonly (string | undefined)[]): string =>
  lines.filter((_, index) => owners[index] === own).join('\n');

const isRequest = (line: string): boolean => /^\s{0,8}(?:>>> |(?:\.{3} )?while talking to)/i.test(line);

function namedIn(line: string, recipients: readonly string[]): string | undefined {
  if (!line.includes('@')) return undefined;
  const lower = line.toLowerCase();
  return recipients.find((recipient) => lower.includes(recipient));
}

/** The reason ends where the paragraph does; what follows is the same for every recipient. */
function firstParagraph(text: string): string {
  const lines = text.split('\n');
  const end = lines.findIndex(
    (line, index) => index > 1 && line.trim() === '' && (lines[index - 1] ?? '').trim() !== '',
  );
  return end < 0 ? text : lines.slice(0, end).join('\n');
}

/** An address that a line presents: at its beginning, in brackets before a colon or dots, or after RCPT TO. */
const PRESENTED = [
  /(?:your message to|wasn't delivered to|delivering your message to|failed (?:recipient|address): |^\s{0,8}recipient address:)\s{0,8}<?"?([^\s<>@:;,"']{1,64}@[a-z0-9.-]{1,253})/i,
  /^[\s>*-]{0,12}(?:\d{1,3}[.)]\s|[45]\d\d )?[<"']{0,2}([^\s<>@:;,"']{1,64}@[a-z0-9.-]{1,253})(?![a-z0-9-]|\.[a-z0-9])[>"']{0,2}\s{0,4}(?:$|[:;,(.]|\.\.\.|\s|[\u0080-\uffff])/i,
  /rcpt to: ?<([^\s<>@]{1,64}@[a-z0-9.-]{1,253})>/i,
  /(?:^|[\s(])(?:to|recipient|for|address|addressee|user|an|destinataire)s?:? {1,4}<?([^\s<>@:;,"'()]{1,64}@[a-z0-9.-]{1,253})/i,
];

function recipientsIn(lines: readonly string[], { recipients, others }: KnownFacts): string[] {
  if (recipients.length > 0) return [...recipients];
  for (const pattern of PRESENTED) {
    const found = lines.flatMap((line) => pattern.exec(line)?.[1] ?? []).flatMap(addressesInText);
    const left = [...new Set(found)].filter((address) => !others.includes(address) && !isStaff(address));
    if (left.length > 0) return left;
  }
  return addressesInText(lines.join('\n').slice(0, 20_000))
    .filter((address) => !others.includes(address) && !isStaff(address))
    .slice(0, 1);
}

const isStaff = (address: string): boolean =>
  /^(?:mailer-daemon|postmaster|post_master|abuse|support|noreply|no-reply|delist|tosa|toda|tobr)@/.test(address);

/** `host mx.example.net[192.0.2.1] said`, `while talking to mx.example.net`: names and addresses of the receiving side. */
export function receiversIn(text: string): string[] {
  const patterns = [
    // A "client host" is the sender.
    /(?<!(?:client|connecting|sending|sender|your) )host ([a-z0-9.-]{1,253}) ?[[(]([0-9a-f.:]{3,45})[\])]/gi,
    /talking to ([a-z0-9.-]{1,253})/gi,
    /(?:connect to|lost connection with|conversation with) ([a-z0-9.-]{1,253})\[([0-9a-f.:]{3,45})\]/gi,
    /server at ([a-z0-9.-]{1,253}) \(([0-9a-f.:]{3,45})\)/gi,
    /\[([a-z0-9.-]{1,253}) ([0-9a-f.:]{3,45}): /gi,
    /^\s{1,8}([a-z0-9.-]{1,253}) \[([0-9a-f.:]{3,45})\]:$/gim,
    /(?:connected to|giving up on|remote server) \[?([0-9.]{7,15})/gi,
    /(?<![a-z0-9.-])([a-z0-9.-]{1,253}) ?[[(]([0-9a-f.:]{3,45})[\])] (?:said|refused|did not like|failed)/gi,
    /relay=([a-z0-9.-]{1,253})\[([0-9a-f.:]{3,45})\]/gi,
    /remote host ([0-9a-f.:]{3,45}) said/gi,
    /by ([a-z0-9.-]{1,253})\. \[([0-9a-f.:]{3,45})\]/gi,
    /(?:refused|rejected|denied) by ([a-z0-9.-]{1,253}) ?[[(]([0-9a-f.:]{3,45})[\])]/gi,
    // What it begins its reply or its greeting with.
    /^\s{0,8}([a-z0-9.-]{1,253}) ?[[(]([0-9a-f.:]{3,45})[\])]: [45]\d\d[ -]/gim,
    /^\s{0,8}[45]\d\d[ -]([a-z0-9.-]{1,253}) ?[[(]([0-9a-f.:]{3,45})[\])] e?smtp\b/gim,
    /H=([a-z0-9.-]{1,253}) \[([0-9a-f.:]{3,45})\]/g,
    /host: ([a-z0-9.-]{1,253}) \(([0-9a-f.:]{3,45})\)/gi,
    /(?<![0-9.])([0-9.]{7,15}) (?:failed after|does not like)/gi,
  ];
  // A report wraps its lines, and the words that follow a name may be on the next one.
  const bounded = text.slice(0, 20_000).replaceAll(/(?<=\S)\r?\n[ \t]{1,8}(?=[a-z(])/g, ' ');
  const found = patterns.flatMap((pattern) => [...bounded.matchAll(pattern)].flatMap((match) => match.slice(1)));
  return [...new Set(found.filter((name) => name !== undefined).map((name) => name.toLowerCase().replace(/\.$/, '')))];
}
