/**
 * The lines of a whole log, of whatever form: of a mail server, of the journal's export, a row of a table (PowerMTA, Exchange), or
 * a value of JSON (webhooks, logs of containers). One by one, with bounded memory.
 */
import { tableReader } from '../reader/csv.ts';
import type { Found } from '../reader/log/dialect.ts';
import { logReader } from '../reader/log/log.ts';
import { readRecord, stampIn } from '../reader/records.ts';
import { plainLine, stampOf } from './lines.ts';

export type ToldLine = {
  /** As it is shown. */
  readonly line: string;
  readonly found: readonly Found[];
  /** `id recipient`. */
  readonly delivered: readonly string[];
  /** As the log writes times. */
  readonly stamp: string | undefined;
};

/** More than an event of a service has. */
const MAX_JSON = 64 * 1024;

/** Undefined of a line that tells of no failure and no delivery. */
export function lineReader(): (line: string) => ToldLine | undefined {
  const reader = logReader();
  const rowOf = tableReader();
  return (given) => {
    const line = plainLine(given);
    const row = rowOf(line);
    if (row !== undefined) return told({ ...row, line, stamp: row.stamp });
    const value = line === given ? valueIn(line) : undefined;
    if (value !== undefined) {
      const record = readRecord(value, reader);
      return told({
        ...record,
        delivered: [...record.delivered, ...taken(reader.memory.delivered)],
        line,
        stamp: stampIn(value),
      });
    }
    const found = reader.read(line);
    if (found === undefined && reader.memory.delivered.size === 0) return undefined;
    const stamp = found === undefined ? undefined : stampOf(line);
    return { line, found: found === undefined ? [] : [found], delivered: taken(reader.memory.delivered), stamp };
  };
}

const told = (one: ToldLine): ToldLine | undefined => (one.found.length + one.delivered.length === 0 ? undefined : one);

function taken(delivered: Set<string>): readonly string[] {
  const all = [...delivered];
  delivered.clear();
  return all;
}

/** An object a line, or a list of them; in a list of many lines each may end with a comma. */
function valueIn(line: string): unknown {
  if (!/^\s{0,20}[{[]/.test(line) || line.length > MAX_JSON) return undefined;
  try {
    return JSON.parse(line.replace(/,\s{0,4}$/, ''));
  } catch {
    return undefined;
  }
}
