/**
 * Notifications and webhooks of services that send mail, and logs that are written as JSON. Services come and go, so none is
 * known by its name: what is read is a string that is a reply, a string that is an address, and what the event is called.
 */
import { defined } from '../../model/defined.ts';
import { isObject, type JsonObject } from '../../model/json.ts';
import { addressIn, type DeliveryState, type Failure, MAX_FAILURES, MAX_TEXT } from '../failure.ts';
import { domainOf, named } from '../sent-as.ts';
import { voicesIn } from './voices.ts';

const MAX_VALUES = 5000;
const MAX_DEPTH = 6;
/** Of one event. */
const MAX_STRINGS = 400;

/** JSON, lists of it, or one value a line (also among lines that are none); empty where the text is no JSON at all. */
export function valuesIn(text: string): unknown[] {
  if (!/^\s{0,100}[{[]/.test(text)) return [];
  const whole = parsedJson(text);
  if (whole !== undefined) return [whole];
  // A footer of people or of SNS may be below it.
  const cut = parsedJson(text.slice(0, Math.max(text.lastIndexOf('}'), text.lastIndexOf(']')) + 1));
  if (cut !== undefined) return [cut];
  const lines = text.split(/\r?\n/, MAX_VALUES).filter((line) => /^\s{0,20}[{[]/.test(line));
  return lines.flatMap((line) => parsedJson(line.replace(/,\s{0,4}$/, '')) ?? []);
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What holds many events, by any service's name for it. */
const LISTS_OF_EVENTS = ['events', 'Records', 'records', 'items', 'results', 'data', 'logEvents', 'bounces', 'Bounces'];

/** What carries one event inside: SNS, SQS, EventBridge. */
const WRAPPINGS = ['Message', 'Sns', 'body', 'detail', 'msys', 'message_event'];
const unwrapped = (value: unknown): unknown =>
  typeof value === 'string' && /^\s{0,20}[{[]/.test(value) ? parsedJson(value) : value;

/** The events in a value, one by one. */
export function eventsIn(value: unknown, depth = 0): JsonObject[] {
  if (depth > MAX_DEPTH) return [];
  if (Array.isArray(value)) return value.slice(0, MAX_VALUES).flatMap((one) => eventsIn(one, depth + 1));
  if (!isObject(value)) return [];
  const wrapped = WRAPPINGS.map((name) => unwrapped(value[name])).find((one) => isObject(one) || Array.isArray(one));
  if (wrapped !== undefined) return eventsIn(wrapped, depth + 1);
  const lists = LISTS_OF_EVENTS.map((name) => value[name]).filter((one) => Array.isArray(one) && one.some(isObject));
  return lists.length === 0 ? [value] : lists.flatMap((list) => eventsIn(list, depth + 1));
}

type Named = { readonly name: string; readonly value: string };

function stringsIn(value: unknown, found: Named[] = [], name = '', depth = 0): Named[] {
  if (found.length >= MAX_STRINGS || depth > MAX_DEPTH) return found;
  if (typeof value === 'string' || typeof value === 'number') found.push({ name: plain(name), value: String(value) });
  else if (Array.isArray(value)) for (const one of value.slice(0, 100)) stringsIn(one, found, name, depth + 1);
  else if (isObject(value)) for (const [key, one] of Object.entries(value)) stringsIn(one, found, key, depth + 1);
  return found;
}

/** `delivery-status`, `deliveryStatus` and `Delivery_Status` are one name. */
const plain = (name: string): string => {
  const known = PLAIN.get(name);
  if (known !== undefined) return known;
  const made = name.toLowerCase().replace(/[^a-z]/g, '');
  if (PLAIN.size < MAX_NAMES && name.length < 60) PLAIN.set(name, made);
  return made;
};
/** Events of one service have the same names, a million times. */
const PLAIN = new Map<string, string>();
const MAX_NAMES = 1000;

const REPLY_NAMES = [
  'rawreason',
  'diag',
  'dsndiag',
  'diagnosticcode',
  'details',
  'delayreason',
  'reason',
  'output',
  'response',
  'smtpresponse',
  'reply',
  'message',
  'error',
  'content',
  'description',
  'text',
];
const RECIPIENT_NAMES = [
  'rcptto',
  'recipient',
  'recipients',
  'rcpt',
  'emailaddress',
  'email',
  'recipientaddress',
  'address',
  'to',
];
const SENDER_NAMES = ['sender', 'from', 'senderemail', 'friendlyfrom', 'mailfrom', 'orig'];
const SENT_FROM_NAMES = ['sendingip', 'sourceip', 'dlvsourceip'];
const RECEIVER_NAMES = ['mxhost', 'hostname', 'remotemtaip', 'remoteip'];

const IS_REPLY = /^\s{0,8}(?:smtp ?; ?)?[45]\d\d(?:[ -]|$)/i;

function valuesOf(strings: readonly Named[], names: readonly string[]): string[] {
  return names.flatMap((name) => strings.filter((one) => one.name === name).map(({ value }) => value));
}

/** `{code: 550, 'enhanced-code': '5.1.1', message: '...'}`, wherever it is in the event. */
function composed(value: unknown, depth = 0): string | undefined {
  if (depth > MAX_DEPTH || !isObject(value)) return undefined;
  const own = composedHere(value);
  if (own !== undefined) return own;
  for (const one of Object.values(value)) {
    const inner = composed(one, depth + 1);
    if (inner !== undefined) return inner;
  }
  return undefined;
}

function composedHere(value: JsonObject): string | undefined {
  const code = String(value['code'] ?? '');
  const words = [value['message'], value['content'], value['details'], value['description']].find(
    (one): one is string => typeof one === 'string' && one !== '',
  );
  if (!/^[45]\d\d$/.test(code) || words === undefined || IS_REPLY.test(words)) return undefined;
  const enhanced = enhancedOf(value['enhanced-code'] ?? value['enhanced_code']);
  const isThere = enhanced === '' || words.startsWith(enhanced);
  return `${code} ${isThere ? '' : `${enhanced} `}${words}`;
}

const enhancedOf = (value: unknown): string => {
  if (typeof value === 'string') return value;
  return isObject(value) ? [value['class'], value['subject'], value['detail']].join('.') : '';
};

/** Events that no delivery failed in: what was opened, complained about, or sent. */
const NO_FAILURE =
  /^(?:delivered|delivery|deliveries|open(?:ed)?|click(?:ed)?|complain(?:t|ed)|spam(?:_?report|complaint)?|unsubscribe[d]?|processed|accepted|send|sent|request|reception|feedback|subscriptionchange|subscriptionconfirmation|unsubscribeconfirmation|messagesent|messageloaded|inbound|group_\w{1,20}|unique_\w{1,20})$/i;
const PUT_OFF = /defer|delay|transient|temp|soft|retry/i;

export type ReadEvent = {
  readonly failures: readonly Failure[];
  readonly isEvent: boolean;
  /** It says that mail went through. */
  readonly isDelivered: boolean;
  /** To whom, in lower case. */
  readonly deliveredTo: readonly string[];
  /** Of the message, as the service calls it. */
  readonly id?: string | undefined;
};

/** What services call one message; what Mailgun calls `id` is of the event, so that comes last. */
const ID_NAMES = ['messageid', 'sgmessageid', 'msgid', 'messageuuid', 'queueid', 'smtpid', 'id'];
const idIn = (strings: readonly Named[]): string | undefined => valuesOf(strings, ID_NAMES)[0];
export const messageIdIn = (event: JsonObject): string | undefined => idIn(stringsIn(event));

/** The failures that such an event tells of: one a recipient; none where nothing in it is a reply. */
export function failuresInEvent(event: JsonObject): ReadEvent {
  const strings = stringsIn(event);
  const kinds = valuesOf(strings, [
    'event',
    'type',
    'recordtype',
    'eventtype',
    'notificationtype',
    'status',
    'severity',
  ]);
  const isEvent = kinds.length > 0 && valuesOf(strings, RECIPIENT_NAMES).length > 0;
  if (kinds.slice(0, 1).some((kind) => NO_FAILURE.test(kind))) {
    const isDelivered = kinds.some((kind) => /^deliver(?:y|ed)$/i.test(kind));
    const to = isDelivered ? valuesOf(strings, RECIPIENT_NAMES).flatMap((value) => addressIn(value) ?? []) : [];
    return {
      failures: [],
      isEvent: true,
      isDelivered,
      deliveredTo: [...new Set(to)].slice(0, MAX_FAILURES),
      id: idIn(strings),
    };
  }
  const reply = replyIn(event, strings);
  if (reply === undefined) return { failures: [], isEvent, isDelivered: false, deliveredTo: [] };
  const recipients = valuesOf(strings, RECIPIENT_NAMES).flatMap((value) => addressIn(value) ?? []);
  const first = valuesOf(strings, RECIPIENT_NAMES.slice(0, 2)).flatMap((value) => addressIn(value) ?? []);
  const all = [...new Set(first.length > 1 ? first : recipients.slice(0, 1))].slice(0, MAX_FAILURES);
  const of = (recipient: string | undefined): Failure => ({
    ...defined({ recipient, sentFrom: valuesOf(strings, SENT_FROM_NAMES)[0]?.replace(/:\d{1,5}$/, '') }),
    ...named(domainOf(valuesOf(strings, SENDER_NAMES)[0] ?? '')),
    reply: reply.replace(/^\s{0,8}smtp ?; ?/i, '').slice(0, MAX_TEXT),
    around: '',
    direction: kinds.some((kind) => /^rejection$/i.test(kind)) ? 'inbound' : 'outbound',
    state: stateOf(kinds),
    receivers: receiversOf(event, strings),
  });
  return {
    failures: all.length === 0 ? [of(undefined)] : all.map(of),
    isEvent,
    isDelivered: false,
    deliveredTo: [],
    id: idIn(strings),
  };
}

function stateOf(kinds: readonly string[]): DeliveryState {
  if (kinds.some((kind) => /^rejection$/i.test(kind))) return 'refused';
  return kinds.some((kind) => PUT_OFF.test(kind)) ? 'queued' : 'returned';
}

function replyIn(event: JsonObject, strings: readonly Named[]): string | undefined {
  const candidates = valuesOf(strings, REPLY_NAMES);
  const quoted = candidates.find((value) => IS_REPLY.test(value));
  if (quoted !== undefined) return quoted;
  const inside = composed(event) ?? candidates.find((value) => voicesIn(value).reply !== undefined);
  return inside ?? strings.find(({ value }) => IS_REPLY.test(value) && value.length > 4)?.value;
}

function receiversOf(event: JsonObject, strings: readonly Named[]): string[] {
  const peer = event['peer_address'];
  const peers = isObject(peer) ? [peer['name'], peer['addr']] : [];
  return [...valuesOf(strings, RECEIVER_NAMES), ...peers]
    .filter((one): one is string => typeof one === 'string' && one !== '')
    .map((one) => one.toLowerCase().replace(/\.$/, ''));
}

/** The line of a log that a value holds: of the journal, of a container, of CloudWatch, of Haraka. */
export function lineIn(value: JsonObject): string | undefined {
  const { MESSAGE, log, message, origin } = value;
  const tag = value['SYSLOG_IDENTIFIER'];
  if (typeof MESSAGE === 'string' || isNumbers(MESSAGE)) {
    const text = typeof MESSAGE === 'string' ? MESSAGE : new TextDecoder().decode(Uint8Array.from(MESSAGE));
    return typeof tag === 'string' ? `${tag}[${String(value['_PID'] ?? 0)}]: ${text}` : text;
  }
  if (typeof log === 'string') return log.trimEnd();
  if (typeof message !== 'string') return undefined;
  return typeof origin === 'string' ? `[${origin}] ${message}` : message;
}

const isNumbers = (value: unknown): value is number[] =>
  Array.isArray(value) && value.length < 10_000 && value.every((one) => typeof one === 'number');
