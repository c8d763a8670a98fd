/** Tables of deliveries: PowerMTA's accounting, the tracking log of Exchange, what services export. Columns go by their names. */

import { defined } from '../../model/defined.ts';
import { addressesInText, addressIn, type DeliveryState, type Failure, MAX_FAILURES, MAX_TEXT } from '../failure.ts';
import { domainOf, named } from '../sent-as.ts';
import type { Found } from './log/dialect.ts';
import { logReader, noteDelivered, settled } from './log/log.ts';
import { voicesIn } from './voices.ts';

const MAX_ROWS = 20_000;
const RECIPIENT = ['rcpt', 'recipient', 'recipientaddress', 'email', 'emailaddress', 'to'];
const SENDER = ['orig', 'sender', 'senderaddress', 'from'];
const REPLY = [
  'dsndiag',
  'diagnosticcode',
  'reason',
  'recipientstatus',
  'response',
  'reply',
  'error',
  'details',
  'dsnstatus',
  'sourcecontext',
];
const SENT_FROM = ['dlvsourceip', 'sendingip'];
const RECEIVER = ['dsnmta', 'mxhost', 'serverhostname'];
/** Of one message; a job of PowerMTA is of many. */
const IDS = ['internalmessageid', 'messageid', 'headermessageid', 'msgid', 'envid', 'sgmessageid'];
const STAMPS = ['timelogged', 'datetime', 'timestamp', 'time', 'date', 'created', 'processed'];

const plain = (name: string): string => name.toLowerCase().replace(/[^a-z]/g, '');

/** The fields of one row (RFC 4180): a quote within quotes is doubled. */
function fieldsOf(row: string, separator = ','): string[] {
  const fields: string[] = [];
  let at = 0;
  while (at <= row.length) {
    const { value, end } = row.charAt(at) === '"' ? quotedField(row, at) : { value: undefined, end: at };
    const next = row.indexOf(separator, end);
    const stop = next < 0 ? row.length : next;
    fields.push(value ?? row.slice(at, stop));
    at = stop + 1;
  }
  return fields;
}

function quotedField(row: string, at: number): { value: string; end: number } {
  let value = '';
  let from = at + 1;
  for (let end = row.indexOf('"', from); end >= 0; end = row.indexOf('"', from)) {
    value += row.slice(from, end);
    if (row.charAt(end + 1) !== '"') return { value, end: end + 1 };
    value += '"';
    from = end + 2;
  }
  return { value: value + row.slice(from), end: row.length };
}

type Table = { readonly names: readonly string[]; readonly separator: string };

function headerIn(line: string): Table | undefined {
  const header = line.replace(/^#Fields: /, '').replace(/^\ufeff/, '');
  const separator = [',', ';', '\t'].find((sign) => header.split(sign).length >= 3);
  if (separator === undefined || header.length > MAX_TEXT || /[45]\d\d[ -]|@/.test(header)) return undefined;
  const names = fieldsOf(header, separator).map(plain);
  const isTable = RECIPIENT.some((name) => names.includes(name)) && REPLY.some((name) => names.includes(name));
  return isTable ? { names, separator } : undefined;
}

export type TableRow = {
  /** What a row tells of: a failure, or nothing. */
  readonly found: readonly Found[];
  /** `id recipient` of what it says was delivered. */
  readonly delivered: readonly string[];
  readonly stamp?: string;
};

/** A header is among the first lines; the logs of IIS and Exchange repeat it. */
const MAX_HEADER_LINES = 10;

/** Reads lines one by one; undefined as long as no header of a table was there. */
export function tableReader(): (line: string) => TableRow | undefined {
  let table: Table | undefined;
  let lines = 0;
  return (line) => {
    const isHead = lines++ < MAX_HEADER_LINES && table === undefined;
    if (isHead || line.startsWith('#Fields:')) {
      const head = headerIn(line);
      if (head !== undefined) {
        table = head;
        return NO_ROW;
      }
    }
    if (table === undefined) return undefined;
    return line.trim() === '' || line.startsWith('#') ? NO_ROW : rowIn(line.slice(0, MAX_TEXT * 2), table);
  };
}

const NO_ROW: TableRow = { found: [], delivered: [] };

/** Undefined: no table. */
export function failuresInTable(
  text: string,
): { readonly failures: Failure[]; readonly hasDelivered: boolean } | undefined {
  const read = tableReader();
  const reader = logReader();
  const all: Found[] = [];
  let isTable = false;
  let hasDelivered = false;
  for (const line of text.split(/\r?\n/, MAX_ROWS)) {
    const row = read(line);
    if (row === undefined) continue;
    isTable = true;
    hasDelivered ||= row.delivered.length > 0;
    all.push(...noteDelivered(row, reader));
  }
  return isTable ? { failures: settled(all, reader.memory).slice(0, MAX_FAILURES), hasDelivered } : undefined;
}

function rowIn(row: string, { names, separator }: Table): TableRow {
  const fields = fieldsOf(row, separator);
  const all = (wanted: readonly string[]): string[] =>
    wanted.flatMap((name) => {
      const value = names.includes(name) ? fields[names.indexOf(name)] : undefined;
      return value === undefined || value === '' ? [] : [value];
    });
  const type = all(['type', 'eventid', 'event'])[0] ?? '';
  const queueId = all(IDS)[0];
  const stamp = defined({ stamp: all(STAMPS)[0]?.slice(0, 40) });
  if (DELIVERED.test(type)) {
    const to = addressesInText(all(RECIPIENT)[0] ?? '').slice(0, MAX_FAILURES);
    return { ...stamp, found: [], delivered: to.map((recipient) => `${queueId} ${recipient}`) };
  }
  const failure = OTHER_TYPE.test(type) ? undefined : failureIn(all, type);
  if (failure === undefined) return NO_ROW;
  // Exchange has all recipients of a message in one row.
  const to = addressesInText(all(RECIPIENT)[0] ?? '').slice(0, MAX_FAILURES);
  const failures = to.length > 1 ? to.map((recipient) => ({ ...failure, recipient })) : [failure];
  return { ...stamp, found: failures.map((one) => ({ failure: one, queueId })), delivered: [] };
}

/** PowerMTA: `d` delivered, `r` received, `f` a complaint; Exchange: `SEND` to another server, `DELIVER` to a mailbox. */
const DELIVERED = /^(?:d|deliver(?:ed)?|send|sendexternal)$/i;
const OTHER_TYPE = /^(?:r|f|receive|submit|transfer|expand|redirect)$/i;

function failureIn(all: (wanted: readonly string[]) => string[], type: string): Failure | undefined {
  const reply = all(REPLY)
    .map((value) => lastErrorIn(value).replace(/^smtp ?; ?/i, ''))
    .find((value) => voicesIn(value).reply !== undefined);
  if (reply === undefined) return undefined;
  return {
    ...defined({ recipient: addressIn(all(RECIPIENT)[0] ?? ''), sentFrom: all(SENT_FROM)[0] }),
    ...named(domainOf(all(SENDER)[0] ?? '')),
    reply: reply.slice(0, MAX_TEXT),
    around: '',
    direction: 'outbound',
    state: stateOf(type, all(['dsnaction'])[0] ?? ''),
    receivers: receiversIn([
      ...all(REPLY).flatMap((value) => /\{FQDN=([^}\s]{3,253})\}/.exec(value)?.[1] ?? []),
      ...all(RECEIVER),
    ]),
  };
}

/** Not the name of a server of one's own, which has no domain. */
const receiversIn = ([first = '']: readonly string[]): string[] =>
  (first.toLowerCase().match(/[a-z0-9.:-]{3,253}/g) ?? []).filter((host) => /[.:]/.test(host));

/** Exchange: `[{LRT=time};{LED=550 5.1.1 ...};{FQDN=mx};{IP=192.0.2.25}]`. */
const lastErrorIn = (value: string): string => /\{LED=([^\n]{1,3000}?)\}(?:;\{|\]?$)/.exec(value)?.[1] ?? value;

const stateOf = (type: string, action: string): DeliveryState =>
  /^(?:t|tq|defer)/i.test(type) || action === 'delayed' ? 'queued' : 'returned';
