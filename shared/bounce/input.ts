/** What an input is, and the failures in it. Everything here is bounded: in octets, in depth, in recipients. */
import type { InputKind } from './diagnosis.ts';
import { type Failure, MAX_FAILURES, MAX_TEXT } from './failure.ts';
import { failuresInLog } from './log.ts';
import { beginning, failuresInMessage, isOtherReport, readMessage, withoutReturned } from './message.ts';
import { beforeReturned, failuresInProse, receiversIn, reportsFailure } from './prose.ts';
import { sentAs } from './sent-as.ts';
import { failuresInSes, parseJson, receivedIn } from './ses.ts';
import { failuresInFields, hasStatusFields } from './status-fields.ts';

export type Recognised = { readonly kind: InputKind; readonly failures: readonly Failure[] };

/** The report is first in a bounce: what lies beyond is the returned message. */
export const MAX_INPUT = 1024 * 1024;

/** @param octets the same input before it was decoded: a message states its charsets itself */
export async function recognise(input: string, octets?: Uint8Array): Promise<Recognised> {
  const text = input.slice(0, MAX_INPUT).trimStart();
  if (/^[{[]/.test(text)) {
    const json = parseJson(text);
    const received = receivedIn(json);
    if (received !== undefined) return recogniseReceived(received);
    if (json !== undefined) return { kind: 'ses', failures: failuresInSes(json) };
  }
  return startsWithHeaders(text) ? recogniseMessages(text, octets) : recogniseText(text);
}

function recogniseReceived(mail: Uint8Array | string): Promise<Recognised> | Recognised {
  const [text, octets] = typeof mail === 'string' ? [mail] : [new TextDecoder().decode(mail), mail];
  return startsWithHeaders(text) ? recogniseMessages(text, octets) : { kind: 'nothing', failures: [] };
}

async function recogniseMessages(text: string, octets: Uint8Array | undefined): Promise<Recognised> {
  const whole = octets?.[0] === text.charCodeAt(0) ? octets : text;
  const found: Failure[] = [];
  for (const message of mailbox(text, whole)) {
    const sender = sentAs(message);
    found.push(...(await failuresIn(message)).map((failure) => ({ ...sender, ...failure })));
  }
  return { kind: 'message', failures: found.slice(0, MAX_FAILURES) };
}

/** A message wrapped in a message, and no deeper. */
const MAX_WRAPPED = 3;

async function failuresIn(message: Uint8Array | string): Promise<Failure[]> {
  const report = withoutReturned(message);
  const reported = report === undefined ? [] : failuresInMessage(await readMessage(report));
  return reported.some(({ recipient }) => recipient !== undefined) ? reported : failuresInWhole(message);
}

async function failuresInWhole(message: Uint8Array | string, depth = 0): Promise<Failure[]> {
  const parts = await readMessage(message);
  if (isOtherReport(parts)) return [];
  // SNS sends its JSON by mail too.
  const json = /^\s{0,100}\{/.test(parts.prose) ? parseJson(parts.prose) : undefined;
  if (json !== undefined) return failuresInSes(json);
  const own = failuresInMessage(parts);
  if (depth >= MAX_WRAPPED || own.some(({ recipient }) => recipient !== undefined)) return own;
  for (const nested of parts.nested) {
    const inner = await failuresInWhole(nested, depth + 1);
    if (inner.length > 0) return inner;
  }
  return own;
}

function recogniseText(text: string): Recognised {
  const logged = failuresInLog(text);
  if (logged.length > 0) return { kind: 'log', failures: logged };
  if (hasStatusFields(text)) return { kind: 'text', failures: failuresInFields(text) };
  const replies = repliesIn(text);
  if (replies.length > 0) return { kind: 'reply', failures: replies };
  if (isOrderly(text) || !isInformative(text)) return { kind: 'nothing', failures: [] };
  return { kind: 'text', failures: failuresInProse(text, { recipients: [], others: [] }).map(wholeText) };
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
