/** What an input is, and the failures in it. Everything here is bounded: in octets, in depth, in recipients. */
import { defined } from '../model/defined.ts';
import type { InputKind } from './diagnosis.ts';
import { type Failure, MAX_FAILURES, MAX_TEXT } from './failure.ts';
import {
  beginning,
  failuresInMessage,
  isOtherReport,
  type MessageParts,
  readMessage,
  withoutReturned,
} from './message.ts';
import type { OtherKind } from './other-kinds.ts';
import { beforeReturned, failuresInProse, receiversIn, reportsFailure } from './prose.ts';
import { failuresInTable } from './reader/csv.ts';
import { eventsIn, valuesIn } from './reader/json.ts';
import type { Found } from './reader/log/dialect.ts';
import { type LogReader, logReader, noteDelivered, settled } from './reader/log/log.ts';
import { isComplaintFields, isDmarcXml, kindOfFields, kindOfJson, kindOfMessage } from './reader/other.ts';
import { isStamped, passagesOf, unbroken } from './reader/passages.ts';
import { readRecord } from './reader/records.ts';
import { standingIn } from './reader/state.ts';
import { voicesIn } from './reader/voices.ts';
import { sentAs } from './sent-as.ts';
import { receivedIn } from './ses.ts';
import { failuresInFields, hasStatusFields } from './status-fields.ts';

export type Recognised = {
  readonly kind: InputKind;
  readonly failures: readonly Failure[];
  /** Where it is no bounce: what it is instead. */
  readonly other?: OtherKind;
  /** Whether the same input says that other mail was delivered. */
  readonly hasDelivered?: boolean;
};

/** The report is first in a bounce: what lies beyond is the returned message. */
export const MAX_INPUT = 1024 * 1024;

const nothing = (other?: OtherKind): Recognised => ({ kind: 'nothing', failures: [], ...defined({ other }) });

/** @param octets the same input before it was decoded: a message states its charsets itself */
export async function recognise(input: string, octets?: Uint8Array): Promise<Recognised> {
  const text = input.slice(0, MAX_INPUT).trimStart();
  const values = valuesIn(text);
  if (values.length > 0) {
    const json = await recogniseJson(values);
    if (json.kind !== 'nothing' || /[}\]]\s{0,40}$/.test(text.slice(-60))) return json;
  }
  if (isDmarcXml(text)) return nothing('dmarc-report');
  if (isComplaintFields(text)) return nothing('feedback-report');
  if (startsWithHeaders(text)) return recogniseMessages(text, octets);
  const table = failuresInTable(text);
  if (table === undefined) return recogniseText(text);
  return table.failures.length === 0 ? nothing('log') : { kind: 'log', ...table };
}

async function recogniseJson(values: readonly unknown[]): Promise<Recognised> {
  const received = receivedIn(values[0]);
  if (received !== undefined) return recogniseReceived(received);
  const reader = logReader();
  const read = values.slice(0, MAX_VALUES).map((value) => readRecord(value, reader));
  const found = read.flatMap((one) => noteDelivered(one, reader));
  const failures = settled(found, reader.memory);
  const isEvent = read.some((one) => one.isEvent);
  if (failures.length === 0)
    return nothing(kindOfJson([...values, ...values.flatMap((value) => eventsIn(value))], isEvent));
  return {
    kind: read.some((one) => one.isLine) ? 'log' : 'ses',
    failures: failures.slice(0, MAX_FAILURES),
    hasDelivered: reader.memory.delivered.size > 0 || read.some((one) => one.hasDelivered),
  };
}

/** More than 1 MiB holds of events that say anything. */
const MAX_VALUES = 20_000;

function recogniseReceived(mail: Uint8Array | string): Promise<Recognised> | Recognised {
  const [text, octets] = typeof mail === 'string' ? [mail] : [new TextDecoder().decode(mail), mail];
  return startsWithHeaders(text) ? recogniseMessages(text, octets) : nothing();
}

async function recogniseMessages(text: string, octets: Uint8Array | undefined): Promise<Recognised> {
  const whole = octets?.[0] === text.charCodeAt(0) ? octets : text;
  const found: Failure[] = [];
  let other: OtherKind | undefined;
  for (const message of mailbox(text, whole)) {
    const sender = sentAs(message);
    const read = await failuresIn(message);
    other ??= read.other;
    found.push(...read.failures.map((failure) => ({ ...sender, ...failure })));
  }
  return found.length === 0 ? nothing(other) : { kind: 'message', failures: found.slice(0, MAX_FAILURES) };
}

type Read = { readonly failures: readonly Failure[]; readonly other?: OtherKind };

/** A message wrapped in a message, and no deeper. */
const MAX_WRAPPED = 3;

async function failuresIn(message: Uint8Array | string): Promise<Read> {
  const report = withoutReturned(message);
  const reported = report === undefined ? [] : failuresInMessage(await readMessage(report));
  return reported.some(({ recipient }) => recipient !== undefined) ? { failures: reported } : failuresInWhole(message);
}

async function failuresInWhole(message: Uint8Array | string, depth = 0): Promise<Read> {
  const parts = await readMessage(message);
  const other = kindOfMessage(parts);
  if (isOtherReport(parts) || isDmarcXml(parts.prose)) return { failures: [], other };
  const wrapped = await recogniseWrapped(parts);
  if (wrapped !== undefined) return wrapped;
  const own = failuresInMessage(parts);
  if (depth >= MAX_WRAPPED || own.some(({ recipient }) => recipient !== undefined)) return { failures: own };
  for (const nested of parts.nested) {
    const inner = await failuresInWhole(nested, depth + 1);
    if (inner.failures.length > 0) return inner;
  }
  return own.length > 0 ? { failures: own } : { failures: own, other };
}

/** SNS sends its JSON by mail too. */
async function recogniseWrapped({ prose }: MessageParts): Promise<Read | undefined> {
  const values = /^\s{0,100}\{/.test(prose) ? valuesIn(prose) : [];
  if (values.length === 0) return undefined;
  const { failures, other } = await recogniseJson(values);
  return { failures, ...defined({ other }) };
}

/** More than a page of text or a log has that someone pastes. */
const MAX_TEXT_LINES = 60_000;

function recogniseText(text: string): Recognised {
  const lines = unbroken(text.split(/\r?\n/, MAX_TEXT_LINES));
  const reader = logReader();
  const { logged, rest } = readLines(lines, reader);
  const failures = settled(logged, reader.memory);
  const hasDelivered = reader.memory.delivered.size > 0;
  if (failures.length >= MAX_FAILURES) return { kind: 'log', failures: failures.slice(0, MAX_FAILURES), hasDelivered };
  const isLog = failures.length > 0 || hasDelivered;
  const passages = passagesOf(isLog ? rest.filter((line) => !isOfLog(line)) : rest);
  const read = passages.map((passage) => readPassage(passage, isLog || passages.length > 1));
  const spoken = read.flatMap((one) => one.failures);
  const kind = failures.length > 0 ? 'log' : (read.find((one) => one.kind !== 'nothing')?.kind ?? 'nothing');
  const all = [...failures, ...spoken].slice(0, MAX_FAILURES);
  if (all.length > 0) return { kind, failures: all, hasDelivered };
  if (isStamped(lines[0] ?? '')) return nothing('log');
  return nothing(SUCCESS.test(text) ? 'success' : kindOfFields(text.slice(0, MAX_TEXT * 2)));
}

/** Another line of a log, or the reason that a queue listing gives above its recipients. */
const isOfLog = (line: string): boolean => isStamped(line) || /^\s{0,20}\(.{3,3000}\)\s{0,4}$/.test(line);

function readLines(lines: readonly string[], reader: LogReader): { logged: Found[]; rest: string[] } {
  const logged: Found[] = [];
  const rest: string[] = [];
  for (const line of lines) {
    const found = logged.length > MAX_FAILURES * 2 ? undefined : reader.read(line);
    if (found === undefined) rest.push(line);
    else logged.push(found);
  }
  return { logged, rest };
}

/** @param needsReply among other things, a passage counts only where a server speaks in it */
function readPassage(lines: readonly string[], needsReply: boolean): Recognised {
  const text = quotedIn(lines).join('\n').trim();
  if (hasStatusFields(text)) return { kind: 'text', failures: reportedIn(text) };
  const replies = repliesIn(text);
  if (replies.length > 0) return { kind: 'reply', failures: replies };
  const { reply, reporter } = voicesIn(beforeReturned(text).join('\n'));
  if (reply === undefined && (needsReply || isOrderly(text) || !isInformative(text))) return nothing();
  const standing = standingIn(reporter);
  const failures = failuresInProse(text, { recipients: [], others: [] });
  return { kind: 'text', failures: failures.map((failure) => ({ ...standing, ...wholeText(failure) })) };
}

/** Fields that someone pasted, with the words for people around them. */
function reportedIn(text: string): Failure[] {
  const reported = failuresInFields(text);
  const [first] = reported;
  return reported.length === 1 && first !== undefined && first.reply === ''
    ? [{ ...first, around: aroundFields(text) }]
    : reported;
}

/** What is written around the fields, and no field itself. */
const aroundFields = (text: string): string =>
  text
    .split('\n')
    .filter((line) => !/^\s{0,8}[A-Za-z-]{3,40}: /.test(line))
    .join('\n')
    .slice(0, MAX_TEXT)
    .trim();

/** What a person quotes is the report, and what he writes above it is his question. */
function quotedIn(lines: readonly string[]): readonly string[] {
  const quoted = lines.filter((line) => /^\s?>/.test(line)).map((line) => line.replace(/^\s?(?:> ?){1,5}/, ''));
  if (quoted.length === 0 || quoted.length === lines.length) return quoted.length === 0 ? lines : quoted;
  const text = quoted.join('\n');
  return voicesIn(text).reply !== undefined || hasStatusFields(text) ? quoted : lines;
}

/** Without an address that begins a line, a pasted text is its own reason. */
const wholeText = (failure: Failure): Failure =>
  failure.reply === '' ? { ...failure, reply: failure.around } : failure;

/** Two or more header lines (RFC 5322 section 2.2) at the beginning, or the line that begins a mailbox file. */
function startsWithHeaders(text: string): boolean {
  const lines = text.slice(0, 8000).split(/\r?\n/, 12);
  if (/^From \S{1,320} /.test(lines[0] ?? '')) return true;
  const header =
    /^(?:received|return-path|delivered-to|from|to|subject|date|message-id|mime-version|content-type|x-[a-z-]{2,60}|auto-submitted|reply-to|sender|authentication-results|dkim-signature|precedence|arc-[a-z-]{3,40}|envelope-to|received-spf|references|in-reply-to|cc|bcc|content-transfer-encoding|importance|thread-[a-z]{3,10}|list-[a-z-]{2,20}|return-receipt-to|errors-to|status|user-agent|content-[a-z]{3,20}):/i;
  return (
    header.test(lines[0] ?? '') &&
    lines.filter((line) => header.test(line)).length >= 2 &&
    !hasStatusFields(headerOf(lines).join('\n'))
  );
}

/** The lines before the first empty one; a report that was pasted has its fields there. */
const headerOf = (lines: readonly string[]): readonly string[] =>
  lines.includes('') ? lines.slice(0, lines.indexOf('')) : lines;

/** More than mail fills 1 MiB with; each line costs (`message.ts`). */
const MAX_MAILBOX_LINES = 30_000;

/** One message, or those of an mbox file (RFC 4155). */
function mailbox(text: string, whole: Uint8Array | string): (Uint8Array | string)[] {
  if (!text.startsWith('From ')) return [whole];
  return beginning(text, MAX_MAILBOX_LINES, MAX_INPUT)
    .split(/^From \S{1,320} {1,4}(?=[A-Z]).{10,80}$/m, MAX_FAILURES + 1)
    .map((message) => message.trimStart())
    .filter((message) => message !== '');
}

/** SMTP replies, each of one line or several (`550-...` goes on, `550 ...` ends; RFC 5321 section 4.2.1). */
function repliesIn(text: string): Failure[] {
  if (!/^(?:<<< )?[45]\d\d(?:[ -]|$)/.test(text)) return [];
  const replies: string[] = [];
  let isOpen = false;
  for (const line of text.slice(0, MAX_TEXT * 10).split(/\r?\n/)) {
    const code = /^\s{0,8}(?:<<< )?[45]\d\d([ -]|$)/.exec(line);
    if (replies.length === 0 || (code !== null && !isOpen)) replies.push(line);
    else replies.push(`${replies.pop() ?? ''}\n${line}`);
    if (code !== null) isOpen = code[1] === '-';
  }
  return replies
    .slice(0, MAX_FAILURES)
    .map((reply) => ({ reply: reply.slice(0, MAX_TEXT), around: '', receivers: receiversIn(reply) }));
}

/** Short enough to be a refusal alone. */
const MAX_SENTENCE = 600;
/** What servers write when all is well: replies of success (RFC 5321 section 4.2.1), a log. */
const SUCCESS = /^[23]\d\d[ -]/;
const LOG = /^(?:[A-Z][a-z]{2} [ \d]\d|\d{4}-\d\d-\d\d)[ T]\d\d:\d\d:\d\d/;
/** What they write where it is not. */
const REFUSAL = /(?:^|: ?|["'(=])[45]\d\d(?:[ -]|$)|[45]\d\d[ -][45]\.\d{1,3}\.\d{1,3}/m;
const TROUBLE = /fail|reject|refus|denied|dropped|blocked|bounced|deferred|exceeded|not permitted/i;

function isOrderly(text: string): boolean {
  const shown = text.slice(0, MAX_TEXT);
  if (SUCCESS.test(shown)) return !REFUSAL.test(shown) && !reportsFailure(shown);
  return LOG.test(shown) && !REFUSAL.test(shown) && !TROUBLE.test(shown);
}

function isInformative(text: string): boolean {
  const shown = beforeReturned(text)
    .join('\n')
    .slice(0, MAX_TEXT * 4);
  return shown.trim() !== '' && (text.length <= MAX_SENTENCE || reportsFailure(shown));
}
