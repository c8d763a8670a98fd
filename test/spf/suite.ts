/**
 * The openspf test suite (RFC 7208 edition) as worlds for the resolver. `SPF` rows stand for TXT records where a name has no
 * TXT row of its own; `TIMEOUT` means no answer for every type that the rows before it do not hold.
 */
import { readFileSync } from 'node:fs';
import { defined } from '../../shared/model/defined.ts';
import { type ZoneResolver, type Zones, zone } from '../support/zone.ts';

type Row = 'TIMEOUT' | Readonly<Record<string, unknown>>;

type SuiteTest = {
  readonly helo: string;
  readonly host: string;
  readonly mailfrom: string;
  readonly result: readonly string[];
  readonly explanation?: string;
};

type Scenario = {
  readonly description: string;
  readonly zonedata: Readonly<Record<string, readonly Row[]>>;
  readonly tests: Readonly<Record<string, SuiteTest>>;
};

export const readSuite = (): readonly Scenario[] =>
  JSON.parse(readFileSync(new URL('../fixtures/spf/rfc7208-part.json', import.meta.url), 'utf8'));

const bare = (name: unknown): string => String(name).toLowerCase().replace(/\.$/, '');

function rowsOf(rows: readonly Row[], type: string): readonly unknown[] {
  return rows.flatMap((row) => (row !== 'TIMEOUT' && type in row ? [row[type]] : []));
}

function literal(rows: readonly Row[]): Zones[string] {
  const txt = rowsOf(rows, 'TXT');
  const cname = rowsOf(rows, 'CNAME')[0];
  return {
    A: rowsOf(rows, 'A') as string[],
    AAAA: rowsOf(rows, 'AAAA') as string[],
    PTR: rowsOf(rows, 'PTR').map(bare),
    TXT: (txt.length > 0 ? txt.filter((text) => text !== 'NONE') : rowsOf(rows, 'SPF')) as string[],
    MX: (rowsOf(rows, 'MX') as [number, string][]).map(([preference, host]) => [preference, bare(host)] as const),
    ...defined({ CNAME: cname === undefined ? undefined : bare(cname) }),
  };
}

/** One world a scenario: hand it to the code under test as its resolver. */
export function suiteZone({ zonedata }: Scenario): ZoneResolver {
  const zones: Record<string, Zones[string]> = {};
  const failing: Record<string, 'timeout'> = {};
  for (const [name, rows] of Object.entries(zonedata)) {
    const world = literal(rows);
    zones[bare(name)] = world;
    if (!rows.includes('TIMEOUT')) continue;
    for (const type of ['A', 'AAAA', 'PTR', 'TXT', 'MX'] as const) {
      if ((world?.[type] ?? []).length === 0) failing[`${type} ${bare(name)}`] = 'timeout';
    }
  }
  return zone(zones, { failing });
}
