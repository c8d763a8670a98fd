/** Tables of deliveries: PowerMTA's accounting, the tracking log of Exchange, what services export. Columns go by their names. */

import { defined } from '../../model/defined.ts';
import { addressIn, type DeliveryState, type Failure, MAX_FAILURES, MAX_TEXT } from '../failure.ts';
import { domainOf, named } from '../sent-as.ts';
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

type Table = { readonly names: readonly string[]; readonly separator: string; readonly from: number };

/** The header of such a table among the first lines; undefined where the text is none. */
function tableIn(lines: readonly string[]): Table | undefined {
  for (const [index, line] of lines.slice(0, 10).entries()) {
    const header = line.replace(/^#Fields: /, '').replace(/^\ufeff/, '');
    const separator = [',', ';', '\t'].find((sign) => header.split(sign).length >= 3);
    if (separator === undefined || /[45]\d\d[ -]|@/.test(header)) continue;
    const names = fieldsOf(header, separator).map(plain);
    if (RECIPIENT.some((name) => names.includes(name)) && REPLY.some((name) => names.includes(name)))
      return { names, separator, from: index + 1 };
  }
  return undefined;
}

/** Undefined: no table. */
export function failuresInTable(text: string): Failure[] | undefined {
  const lines = text.split(/\r?\n/, MAX_ROWS);
  const table = tableIn(lines);
  if (table === undefined) return undefined;
  const found: Failure[] = [];
  for (const row of lines.slice(table.from)) {
    const failure = row.trim() === '' ? undefined : failureIn(row.slice(0, MAX_TEXT * 2), table);
    if (failure !== undefined) found.push(failure);
    if (found.length >= MAX_FAILURES) break;
  }
  return found;
}

function failureIn(row: string, { names, separator }: Table): Failure | undefined {
  const fields = fieldsOf(row, separator);
  const all = (wanted: readonly string[]): string[] =>
    wanted.flatMap((name) => {
      const value = names.includes(name) ? fields[names.indexOf(name)] : undefined;
      return value === undefined || value === '' ? [] : [value];
    });
  const type =
    fields[names.indexOf('type')] ?? fields[names.indexOf('eventid')] ?? fields[names.indexOf('event')] ?? '';
  const reply = all(REPLY)
    .map((value) => lastErrorIn(value).replace(/^smtp ?; ?/i, ''))
    .find((value) => voicesIn(value).reply !== undefined);
  if (reply === undefined || /^(?:d|r|f|receive|deliver(?:ed)?|send)$/i.test(type)) return undefined;
  const receiver = all(RECEIVER)[0] ?? '';
  return {
    ...defined({ recipient: addressIn(all(RECIPIENT)[0] ?? ''), sentFrom: all(SENT_FROM)[0] }),
    ...named(domainOf(all(SENDER)[0] ?? '')),
    reply: reply.slice(0, MAX_TEXT),
    around: '',
    direction: 'outbound',
    state: stateOf(type, fields[names.indexOf('dsnaction')] ?? ''),
    receivers: receiver.toLowerCase().match(/[a-z0-9.:-]{3,253}/g) ?? [],
  };
}

/** Exchange: `[{LRT=time};{LED=550 5.1.1 ...};{FQDN=mx};{IP=192.0.2.25}]`. */
const lastErrorIn = (value: string): string => /\{LED=([^\n]{1,3000}?)\}(?:;\{|\]?$)/.exec(value)?.[1] ?? value;

const stateOf = (type: string, action: string): DeliveryState =>
  /^(?:t|tq|defer)/i.test(type) || action === 'delayed' ? 'queued' : 'returned';
