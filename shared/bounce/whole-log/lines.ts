/** A line of a log as mail servers write it: out of the journal's export where it is wrapped, and when it was written. */
import { isObject } from '../../model/json.ts';

/** Longer lines are cut: no reply is longer. */
const MAX_FIELD = 4000;
/** A line of the journal's export holds more fields than the message. */
const MAX_JSON = 64 * 1024;

/** `journalctl -o json` as syslog would write it; any other line as it is. */
export function plainLine(line: string): string {
  if (!line.startsWith('{') || !line.includes('"MESSAGE"') || line.length > MAX_JSON) return line;
  const entry = parsedEntry(line);
  if (entry === undefined) return line;
  const message = messageOf(entry['MESSAGE']);
  if (message === undefined) return line;
  const pid = text(entry['_PID']) ?? text(entry['SYSLOG_PID']) ?? '0';
  const name = text(entry['SYSLOG_IDENTIFIER']) ?? text(entry['_COMM']) ?? 'mail';
  return `${journalTime(entry)} ${text(entry['_HOSTNAME']) ?? 'localhost'} ${name}[${pid}]: ${message}`;
}

function parsedEntry(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const text = (value: unknown): string | undefined =>
  typeof value === 'string' ? value.slice(0, MAX_FIELD) : undefined;

/** Octets as numbers where they are not plain text (systemd, "Journal JSON Format"). */
function messageOf(value: unknown): string | undefined {
  if (!Array.isArray(value)) return text(value);
  const octets = value.slice(0, MAX_FIELD).filter((one) => typeof one === 'number');
  return new TextDecoder().decode(Uint8Array.from(octets));
}

/** Microseconds since 1970, as text. */
function journalTime({ __REALTIME_TIMESTAMP: stamp }: Readonly<Record<string, unknown>>): string {
  const micros = typeof stamp === 'string' && /^\d{1,17}$/.test(stamp) ? Number(stamp) : 0;
  return new Date(micros / 1000).toISOString();
}

const STAMPS = [
  /^(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?: ?(?:Z|[+-]\d\d:?\d\d)(?![\w]))?)/,
  /^([A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d)/,
  // MDaemon
  /^[A-Z][a-z]{2} (\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)/,
  /^(?:@[0-9a-f]{24}|\d{10}\.\d{1,9})/,
];

/** When a line was written, as the log writes it: a log without years has none. Undefined where no time is at its beginning. */
export function stampOf(line: string): string | undefined {
  for (const pattern of STAMPS) {
    const found = pattern.exec(line);
    if (found !== null) return found[1] ?? found[0];
  }
  return undefined;
}
