/**
 * A raw message: what it is (a bounce, or something else that says nothing), and its failures. MIME is read by `postal-mime`
 * within bounds; a message that cannot be parsed is read as the text it is.
 */
import PostalMime, { type Attachment, type Email } from 'postal-mime';
import { addressesInText, type Failure, MAX_FAILURES, MAX_TEXT } from './failure.ts';
import { beforeReturned, failuresInProse, receiversIn, reportsFailure, wordsFor } from './prose.ts';
import { isAutomaticSubject, saysAutomatic } from './reader/absence.ts';
import { decodedText } from './reader/charset.ts';
import { standingIn } from './reader/state.ts';
import { voicesIn } from './reader/voices.ts';
import { failuresInFields, hasStatusFields } from './status-fields.ts';

const LIMITS = {
  maxNestingDepth: 40,
  maxHeadersSize: 256 * 1024,
  maxRfc822NestingDepth: 0,
  forceRfc822Attachments: true,
};
/** Text beyond this is the returned message, or no report. */
const MAX_READ = 64 * 1024;
const MAX_NESTED = 5;
/** The report is first; what is cut is the returned message. */
const MAX_MIME = 256 * 1024;
/** The parser spends tens of microseconds on a line, an empty one too. */
const MAX_LINES = 10_000;

export type MessageParts = {
  readonly header: (name: string) => string;
  /** What people read. */
  readonly prose: string;
  /** The fields of the report; empty without one. */
  readonly fields: string;
  readonly types: readonly string[];
  /** Messages inside: the returned one, or a bounce that was forwarded or wrapped. */
  readonly nested: readonly string[];
};

/** Where a report's returned message begins: behind the report, so that nothing but the report is parsed. */
const REPORT = 'message/delivery-status';
const RETURNED_TYPES = ['content-type: message/rfc822', 'content-type: text/rfc822-headers'];

/** The report without the message that it returns, which is most of a bounce; undefined where it is no such report. */
export function withoutReturned(whole: Uint8Array | string): Uint8Array | string | undefined {
  const raw = whole.slice(0, MAX_MIME);
  // One character an octet, so that places are the same in both.
  const text = (typeof raw === 'string' ? raw : new TextDecoder('latin1').decode(raw)).toLowerCase();
  const fields = text.indexOf('final-recipient:', text.indexOf(REPORT));
  const places = RETURNED_TYPES.map((type) => text.indexOf(type, fields)).filter((at) => at >= 0);
  if (fields < 0 || !text.includes(REPORT) || places.length === 0) return undefined;
  const boundary = text.lastIndexOf('\n--', Math.min(...places));
  return boundary < fields ? undefined : raw.slice(0, boundary + 1);
}

export async function readMessage(whole: Uint8Array | string): Promise<MessageParts> {
  const raw = beginning(whole, MAX_LINES, MAX_MIME);
  const email = await parse(raw);
  if (email === undefined) return { header: () => '', prose: decode(raw), fields: '', types: [], nested: [] };
  const headers = new Map(email.headers.toReversed().map(({ key, value }) => [key, value]));
  const parts = email.attachments;
  const reports = parts.filter(({ mimeType }) => /^message\/(?:global-)?delivery-status$/.test(mimeType));
  const text = email.text ?? '';
  return {
    header: (name) => headers.get(name) ?? '',
    prose: (text.trim() === '' ? readable(email, raw) : text).slice(0, MAX_READ),
    fields: reports.map(contentOf).join('\n\n').slice(0, MAX_READ),
    types: parts.map(({ mimeType }) => mimeType),
    nested: parts
      .filter(({ mimeType }) => mimeType === 'message/rfc822')
      .map(contentOf)
      .slice(0, MAX_NESTED),
  };
}

/** At most so many lines, and so many octets or characters. */
export function beginning<T extends Uint8Array | string>(whole: T, mostLines: number, most: number): T {
  let end = 0;
  for (let lines = 0; lines < mostLines; lines++) {
    const at = typeof whole === 'string' ? whole.indexOf('\n', end) : whole.indexOf(10, end);
    if (at < 0 || at >= most) return whole.slice(0, most) as T;
    end = at + 1;
  }
  return whole.slice(0, end) as T;
}

/** `undefined`: too deep, or headers without an end. */
async function parse(raw: Uint8Array | string): Promise<Email | undefined> {
  try {
    return await PostalMime.parse(raw, LIMITS);
  } catch {
    return undefined;
  }
}

/** HTML only; or a text that was sent as an attachment; or a body that lacks the boundaries that the header promises. */
function readable({ html, attachments }: Email, raw: Uint8Array | string): string {
  if (html !== undefined && html.trim() !== '') return withoutMarkup(html.slice(0, MAX_READ * 4));
  if (attachments.length === 0) return /\r?\n\r?\n([\s\S]*)$/.exec(decode(raw))?.[1] ?? '';
  return attachments
    .filter(({ mimeType }) => mimeType === 'text/plain')
    .map(contentOf)
    .join('\n');
}

/** Markup is cut at its brackets; what is between them is kept, since an unclosed one would otherwise hide the rest. */
function withoutMarkup(html: string): string {
  return html
    .replace(/<(?:br|\/p|\/div|\/tr|\/li|\/h[1-6])[^<>]{0,200}>/gi, '\n')
    .replace(/<[a-z/!][^<>@]{0,2000}>/gi, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&nbsp;/g, ' ')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&');
}

const contentOf = ({ content }: Attachment): string =>
  (typeof content === 'string' ? content : decode(content)).slice(0, MAX_READ);

const decode = (raw: Uint8Array | ArrayBuffer | string): string =>
  typeof raw === 'string' ? raw : decodedText(new Uint8Array(raw));

export function failuresInMessage(parts: MessageParts): Failure[] {
  if (!isBounce(parts)) return [];
  const prose = beforeReturned(parts.prose).join('\n');
  const fields = hasStatusFields(parts.fields) ? parts.fields : hasStatusFields(prose) ? prose : '';
  const reported = failuresInFields(fields);
  if (reported.length > 0) return withProse(reported, beforeReturned(parts.prose));
  if (fields !== '') return [];
  const inner = failuresInFields(parts.prose);
  if (inner.length > 0 && voicesIn(prose).reply === undefined) return inner;
  const standing = standingIn(prose);
  const failures = failuresInProse(parts.prose, {
    recipients: failedHeader(parts),
    others: addressesInText(parts.header('to').slice(0, 2000)),
  });
  return failures.map((failure) => ({ ...standing, ...failure }));
}

/** What the text for people says about each recipient that the report names. */
function withProse(reported: readonly Failure[], lines: readonly string[]): Failure[] {
  const known = reported.flatMap(({ recipient }) => recipient ?? []);
  const words = new Map(wordsFor(lines, known).map((text, index) => [known[index], text]));
  return reported.map((failure) => {
    const around = reported.length === 1 ? lines.join('\n').slice(0, MAX_TEXT) : (words.get(failure.recipient) ?? '');
    return { ...failure, around, receivers: [...failure.receivers, ...receiversIn(`${failure.reply}\n${around}`)] };
  });
}

/** Exim's and Google's header for the recipients that failed. */
const failedHeader = ({ header }: MessageParts): string[] =>
  addressesInText(header('x-failed-recipients').slice(0, 10_000)).slice(0, MAX_FAILURES);

/** Who writes bounces. */
const DAEMON =
  /mailer-?daemon|mail-?daemon|post_?master|mail delivery|maildelivery|mdaemon|mail administrator|mail ?system|delivery subsystem|mail router|majordomo|bounce-?(?:notif|handler)|systems? administrator|microsoft ?exchange|internet mail|smtpd?@|mailmaster|autoreply@.*bounce|mail deliver/i;
/** How they name it, and nobody else does. */
const SUBJECT =
  /undeliver|deliver(?:y|ed)? (?:status|failure|error|notif|report)|mail delivery (?:fail|error|problem|system|subsystem)|fail(?:ed|ure) (?:notice|mail|deliver)|failure notice|returned (?:mail|to sender)|non[- ]?(?:deliver|remis|r[eé]ception)|could not be deliver|couldn't be deliver|unzustellbar|nicht zugestellt|mail (?:system )?error|warning: could not|message could not|user unknown|unknown address|mail could not|mail failure|message not sent/i;
/** A parcel may be delayed too, and an offer rejected. */
const VAGUE_SUBJECT = /deliver|delayed|returned message|bounce|reject/i;
/** A receipt, or the report of a day (RFC 7489 section 7.2.1.1, RFC 8460 section 5.3): no message failed. */
const NO_FAILURE =
  /^(?:delivered|relayed|expanded|read|not read): |^success|\(success\)|report domain: .{1,300}submitter: /i;

/** Complaints (RFC 5965), receipts (RFC 8098), reports on TLS (RFC 8460): what they return was delivered. */
export function isOtherReport({ header, fields, types }: MessageParts): boolean {
  // Dovecot says in the form of a receipt that it refused a message.
  const other = isFromDaemon(header) ? /feedback-report|tlsrpt/ : /feedback-report|tlsrpt|disposition-notification/;
  return fields === '' && [header('content-type').toLowerCase(), ...types].some((type) => other.test(type));
}

type Header = MessageParts['header'];
const isFromDaemon = (header: Header): boolean => DAEMON.test(`${header('from')} ${header('sender')}`.slice(0, 500));

function isBounce(parts: MessageParts): boolean {
  const { header, fields, prose } = parts;
  if (isOtherReport(parts)) return false;
  const isReport = header('content-type').toLowerCase().includes('delivery-status');
  if (fields !== '' || isReport || header('x-failed-recipients') !== '') return true;
  const subject = header('subject').slice(0, 500);
  if (NO_FAILURE.test(subject) || isAutomaticReply(header)) return false;
  const isNamed = isFromDaemon(header) || SUBJECT.test(subject) || hasStatusFields(prose.slice(0, 20_000));
  if (isNamed || [header('return-path'), header('from')].some((one) => one.trim() === '<>')) return true;
  return VAGUE_SUBJECT.test(subject) && !isFromList(header) && reportsAnother(prose.slice(0, MAX_TEXT), header('to'));
}

/** Absence notes come from people's mailboxes (RFC 3834): they carry the words, but no failure. */
function isAutomaticReply(header: Header): boolean {
  const subject = header('subject').slice(0, 500);
  if (saysAutomatic(header)) {
    return (
      isAutomaticSubject(subject) || /away|auto/i.test(subject) || !(isFromDaemon(header) || SUBJECT.test(subject))
    );
  }
  return isAutomaticSubject(subject) && !isFromDaemon(header);
}

/** Of a failure, and of whose: more than the address that it was sent to. */
const reportsAnother = (prose: string, to: string): boolean =>
  reportsFailure(prose) && addressesInText(prose).some((address) => !to.toLowerCase().includes(address));

const isFromList = (header: Header): boolean =>
  [header('list-id'), header('list-unsubscribe')].some((field) => field !== '');
