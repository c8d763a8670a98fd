/**
 * A route is a row of one table: what it is called, what it takes, what it answers. The app, the check of its parameters
 * and the OpenAPI document are all made from the row, so they cannot disagree. A route's file stays light: what it needs
 * to work with (DNS, lists, address parsing) it imports when it is called, since a function that answers `GET /incidents`
 * should not have loaded a resolver first.
 */
import type { Language } from '../model/language.ts';
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
  /** The work goes on after the answer (202). */
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
  /** Of summaries and of what is refused. */
  readonly language: Language;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Query;
  /** Parsed JSON, or octets (`RouteBody.raw`); undefined where the route takes no body. */
  readonly body: unknown;
  readonly routes: readonly Route[];
};

const MAX_VALUE = 1000;

/** A parameter that nobody knows is refused: a misspelt `?domain` must not pass for a check without one. */
export function readQuery(
  given: Readonly<Record<string, readonly string[]>>,
  parameters: readonly Parameter[],
): Parsed<Query> {
  const known = new Map(parameters.filter(({ in: where }) => where === 'query').map((one) => [one.name, one]));
  for (const [name, values] of Object.entries(given)) {
    const parameter = known.get(name);
    if (parameter === undefined) return problem(unknownParameter(name, [...known.keys()]));
    const wrong = wrongValue(parameter, values);
    if (wrong !== null) return problem(wrong);
  }
  const missing = [...known.values()].find(({ name, required }) => required && given[name] === undefined);
  if (missing !== undefined) return problem(`the parameter ${missing.name} is missing (such as ${missing.example})`);
  const text = (name: string): string | undefined => (Object.hasOwn(given, name) ? given[name]?.[0] : undefined);
  return parsed({
    text,
    texts: (name) => (Object.hasOwn(given, name) ? (given[name] ?? []) : []),
    flag: (name) => text(name) === '1',
    number: (name) => (text(name) === undefined ? undefined : Number(text(name))),
  });
}

function unknownParameter(name: string, known: readonly string[]): string {
  const there = known.length === 0 ? 'this route takes none' : `there are ${known.join(', ')}`;
  return `there is no parameter "${printable(name, 40)}"; ${there}`;
}

function wrongValue({ name, kind }: Parameter, values: readonly string[]): string | null {
  if (kind !== 'texts' && values.length > 1)
    return `the parameter ${name} is given ${values.length} times (expected one)`;
  for (const value of values) {
    const shown = `${name}: "${printable(value, 40)}"`;
    if (value.length > MAX_VALUE) return `${shown} is longer than ${MAX_VALUE} characters`;
    if (kind === 'flag' && value !== '1' && value !== '0') return `${shown} is neither 1 nor 0`;
    if (kind === 'number' && !/^[1-9]\d{0,3}$/.test(value)) return `${shown} is not a number from 1 to 9999`;
  }
  return null;
}
