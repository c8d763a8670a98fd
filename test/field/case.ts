/** A situation from the field as a small world: what DNS and servers say, what somebody types, and what has to come of it. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { RecordTable } from '../support/records.ts';

export type HttpScript = {
  readonly cert: readonly string[];
  readonly routes: Readonly<
    Record<
      string,
      {
        readonly body?: string;
        readonly json?: unknown;
        readonly headers?: Readonly<Record<string, string>>;
        readonly status?: number;
      }
    >
  >;
};

/** What stands at a public address and port. */
export type Script =
  | { readonly http: HttpScript }
  | { readonly smtp: { readonly greeting: string; readonly ehlo: string } }
  | { readonly text: { readonly answer: string } };

/** One text, or any of several. */
type Wanted = string | readonly string[];

export type FieldSituation = {
  readonly id: string;
  readonly why: string;
  readonly source: string;
  readonly command: readonly string[];
  readonly world: { readonly records: RecordTable };
  readonly expect: {
    readonly exit: number | readonly number[];
    readonly has?: readonly Wanted[];
    readonly hasnot?: readonly Wanted[];
    readonly ids?: readonly string[];
  };
  readonly bridge?: { readonly servers: Readonly<Record<string, Script>> };
  readonly aws?: { readonly addresses: readonly { readonly ip: string; readonly alloc: string }[] };
};

const ROOT = path.resolve(import.meta.dirname, '../..');
export const FIELD_FILE = path.join(ROOT, 'test/fixtures/field.json');
/** The file that it is a copy of, which stands beside the project where it is being worked on. */
export const FIELD_SOURCE = path.join(ROOT, '../shared/cases/field.json');
export const hasFieldSource = existsSync(FIELD_SOURCE);

export const readCases = (file: string): readonly FieldSituation[] => JSON.parse(readFileSync(file, 'utf8'));
