/** A registration in one shape, whatever the registry wrote it in: RDAP's JSON (RFC 9083) here, the lines of whois in `whois-text.ts`. */
import { isObject, type JsonObject } from '../../model/json.ts';
import { printable } from '../../model/text.ts';
import type { ResultRow } from '../core/command.ts';

export type Registration = {
  /** The registry that answered. */
  readonly source: string;
  readonly handle: string | null;
  readonly holder: string | null;
  /** `192.0.2.0 - 192.0.2.255`, a domain, or an AS number. */
  readonly range: string | null;
  readonly country: string | null;
  readonly registrar: string | null;
  readonly abuse: string | null;
  /** ISO dates where the registry's could be read, else as it wrote them. */
  readonly registered: string | null;
  readonly changed: string | null;
  readonly expires: string | null;
  readonly status: readonly string[];
};

export const registrationRow = ({ status, ...rest }: Registration): ResultRow => ({ ...rest, status });

export const textOf = (value: unknown, max = 200): string | null =>
  typeof value === 'string' && value.trim() !== '' ? printable(value.trim(), max) : null;

/** A word or a number (of an AS). Anything else may have no text at all: JSON can name a `toString` of its own. */
const word = (value: unknown): string | null => textOf(typeof value === 'number' ? `${value}` : value);

/** `2026-11-24`, or what was there. KRNIC writes 20261124 of networks and `2026. 11. 24.` of domains. */
export function dayOf(value: unknown): string | null {
  const written = textOf(value, 60);
  const [, year, month, date] = /^(\d{4})(?:-|\. ?)?(\d{2})(?:-|\. ?)?(\d{2})(?!\d)/.exec(written ?? '') ?? [];
  return year === undefined ? written : `${year}-${month}-${date}`;
}

const listOf = (value: unknown): readonly JsonObject[] =>
  Array.isArray(value) ? value.slice(0, 100).filter(isObject) : [];

/** Entities hold entities: deeper than any registry goes, nothing is looked at. */
const MAX_DEPTH = 4;

/** Those of the object itself first: a network's own contact is nearer than that of the organization that holds it. */
function entities(of: JsonObject, depth = 0): readonly JsonObject[] {
  if (depth === MAX_DEPTH) return [];
  const own = listOf(of['entities']);
  return [...own, ...own.flatMap((one) => entities(one, depth + 1))];
}

const hasRole = (entity: JsonObject, role: string): boolean =>
  Array.isArray(entity['roles']) && entity['roles'].includes(role);

/** A property of a jCard (RFC 7095): `["fn", {}, "text", "Example"]`. */
function card(entity: JsonObject | undefined, property: string): string | null {
  const properties = Array.isArray(entity?.['vcardArray']) ? (entity['vcardArray'][1] as unknown) : undefined;
  if (!Array.isArray(properties)) return null;
  const found = properties.slice(0, 100).find((one) => Array.isArray(one) && one[0] === property) as
    | unknown[]
    | undefined;
  return textOf([found?.[3]].flat().find((value) => typeof value === 'string'));
}

/** Null: this is not a registration. */
export function fromRdap(json: unknown, source: string): Registration | null {
  if (!isObject(json) || typeof json['objectClassName'] !== 'string') return null;
  const all = entities(json);
  const by = (role: string): JsonObject | undefined => all.find((entity) => hasRole(entity, role));
  const event = (action: string): string | null =>
    dayOf(listOf(json['events']).find((one) => one['eventAction'] === action)?.['eventDate']);
  const registrant = by('registrant');
  return {
    source: printable(source, 100),
    handle: textOf(json['handle']),
    holder: card(registrant, 'org') ?? card(registrant, 'fn') ?? textOf(json['name']),
    range: rangeOf(json),
    country: textOf(json['country'], 10),
    registrar: card(by('registrar'), 'fn'),
    abuse: card(by('abuse'), 'email'),
    registered: event('registration'),
    changed: event('last changed'),
    expires: event('expiration'),
    status: Array.isArray(json['status']) ? json['status'].slice(0, 20).flatMap((one) => textOf(one, 60) ?? []) : [],
  };
}

function rangeOf(json: JsonObject): string | null {
  const [first, last] = [
    word(json['startAddress'] ?? json['startAutnum']),
    word(json['endAddress'] ?? json['endAutnum']),
  ];
  if (first !== null && last !== null) return first === last ? first : `${first} - ${last}`;
  return textOf(json['ldhName'])?.toLowerCase() ?? null;
}

/** The registrar's own record of a domain, to which a thin registry refers. */
export const relatedRdap = (json: unknown): string | null => linkIn(json, ['related']);

/** The network around a network (RFC 9083 section 5.4: "up"), as ARIN links those that were handed on. */
export const networkAbove = (json: unknown): string | null =>
  isObject(json) && json['objectClassName'] === 'ip network' ? linkIn(json, ['up', 'rdap-up']) : null;

function linkIn(json: unknown, relations: readonly string[]): string | null {
  if (!isObject(json)) return null;
  const link = listOf(json['links']).find(
    ({ rel, type }) =>
      typeof rel === 'string' && relations.includes(rel) && word(type)?.startsWith('application/rdap+json') === true,
  );
  return typeof link?.['href'] === 'string' ? link['href'] : null;
}
