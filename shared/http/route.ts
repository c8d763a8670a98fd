/**
 * A route is a row of one table: what it is called, what it takes, what it answers. The app, the check of its parameters
 * and the OpenAPI document are all made from the row, so they cannot disagree. A route's file stays light: what it needs
 * to work with (DNS, lists, address parsing) it imports when it is called, since a function that answers `GET /incidents`
 * should not have loaded a resolver first.
 */
import type { Language, Text } from '../model/language.ts';
import { type Parsed, parsed, problem } from '../model/parsed.ts';
import { printable } from '../model/text.ts';
import type { ApiPorts, Caller } from './ports.ts';
import type { HttpReply } from './reply.ts';

export type Parameter = {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly about: string;
  /** `flag`: 1 or 0. `texts`: may be given several times. */
  readonly kind: 'text' | 'texts' | 'flag' | 'number';
  readonly example: string;
  readonly required?: true;
};

/** The name of a schema in `schemas.ts`. */
export type SchemaName =
  | 'Check'
  | 'CheckRequest'
  | 'Spf'
  | 'SpfRequest'
  | 'Diagnoses'
  | 'DiagnoseRequest'
  | 'Lists'
  | 'Lookup'
  | 'LookupRequest'
  | 'Addresses'
  | 'Address'
  | 'Incidents'
  | 'IncidentDetail'
  | 'Acknowledged'
  | 'AcknowledgeRequest'
  | 'History'
  | 'Snoozes'
  | 'Snoozed'
  | 'SnoozeRequest'
  | 'SnoozeEnded'
  | 'LatestRun'
  | 'NoticeTest'
  | 'ReverseDns'
  | 'ReverseDnsJob'
  | 'ReverseDnsRequest'
  | 'Document';

export type RouteBody = {
  /** Of the JSON. */
  readonly schema: SchemaName;
  readonly example: unknown;
  /** Media types that are handed over as octets, besides JSON. */
  readonly raw?: readonly string[];
  /** Octets; 64 KiB if not said. */
  readonly most?: number;
};

export type Route = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** With `{name}` for what varies. */
  readonly path: string;
  readonly id: string;
  readonly summary: string;
  readonly parameters: readonly Parameter[];
  readonly body?: RouteBody;
  readonly answer: SchemaName;
  /** The work continues after the answer (202). */
  readonly goesOn?: true;
  /** Statuses of its own, besides those that every route can answer with. */
  readonly problems: readonly number[];
  readonly writes?: true;
  readonly handle: (context: RouteContext) => Promise<HttpReply>;
};

export type Query = {
  readonly text: (name: string) => string | undefined;
  readonly texts: (name: string) => readonly string[];
  readonly flag: (name: string) => boolean;
  readonly number: (name: string) => number | undefined;
};

export type RouteContext = {
  readonly ports: ApiPorts;
  readonly caller: Caller;
  /** Of summaries and advice. */
  readonly language: Language;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Query;
  /** Parsed JSON, or octets (`RouteBody.raw`); undefined where the route takes no body. */
  readonly body: unknown;
  readonly routes: readonly Route[];
};

const MAX_VALUE = 1000;

/** Loaded when there is something to complain of: most requests are right. */
type Words = typeof import('./words.ts');
type Complaint = (words: Words) => Text;

/** An unknown parameter is refused: a misspelled `?domain` must not pass for a check without one. */
export async function readQuery(
  given: Readonly<Record<string, readonly string[]>>,
  parameters: readonly Parameter[],
): Promise<Parsed<Query>> {
  const known = new Map(parameters.filter(({ in: where }) => where === 'query').map((one) => [one.name, one]));
  const wrong = wrongParameter(given, known);
  if (wrong !== null) return problem(wrong(await import('./words.ts')));
  const text = (name: string): string | undefined => (Object.hasOwn(given, name) ? given[name]?.[0] : undefined);
  return parsed({
    text,
    texts: (name) => (Object.hasOwn(given, name) ? (given[name] ?? []) : []),
    flag: (name) => text(name) === '1',
    number: (name) => (text(name) === undefined ? undefined : Number(text(name))),
  });
}

function wrongParameter(
  given: Readonly<Record<string, readonly string[]>>,
  known: ReadonlyMap<string, Parameter>,
): Complaint | null {
  for (const [name, values] of Object.entries(given)) {
    const parameter = known.get(name);
    if (parameter === undefined)
      return ({ unknownParameter }) => unknownParameter(printable(name, 40), [...known.keys()]);
    const wrong = wrongValue(parameter, values);
    if (wrong !== null) return wrong;
  }
  const missing = [...known.values()].find(({ name, required }) => required && given[name] === undefined);
  return missing === undefined ? null : (words) => words.parameterMissing(missing.name, missing.example);
}

function wrongValue({ name, kind }: Parameter, values: readonly string[]): Complaint | null {
  if (kind !== 'texts' && values.length > 1) return (words) => words.givenTooOften(name, values.length);
  for (const value of values) {
    const shown = printable(value, 40);
    if (value.length > MAX_VALUE) return (words) => words.valueTooLong(name, shown, MAX_VALUE);
    if (kind === 'flag' && value !== '1' && value !== '0') return (words) => words.notFlag(name, shown);
    if (kind === 'number' && !/^[1-9]\d{0,3}$/.test(value)) return (words) => words.notWholeNumber(name, shown);
  }
  return null;
}
