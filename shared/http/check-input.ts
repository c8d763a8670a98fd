/** A request for checks, from a path and its query or from a body. */

import type { CheckId } from '../model/finding.ts';
import { within } from '../model/language.ts';
import { type Parsed, parsed, problem } from '../model/parsed.ts';
import { type Target, targetKey, viewTarget } from '../model/target.ts';
import { CHECK_IDS, readChecks, readSendsAs, readTarget } from '../model/target-input.ts';
import { printable } from '../model/text.ts';
import type { Query } from './route.ts';
import {
  ADDRESS_OR_DOMAIN,
  EXPECTED_HELO,
  EXPECTED_TARGETS,
  listTooLong,
  namedTwiceInRequest,
  notAListOfTexts,
  notAnObject,
  tooManyDomains,
  tooManyTargets,
  unknownField,
} from './route-words.ts';

export type CheckRequest = { readonly targets: readonly Target[]; readonly checks: readonly CheckId[] };

/** Few enough to be asked of every list well inside a request's time. */
const MAX_TARGETS = 50;
const MAX_DOMAINS = 20;

export function readCheckQuery(word: string, query: Query): Parsed<CheckRequest> {
  const only = query.text('only');
  const checks =
    only === undefined ? parsed(CHECK_IDS) : at('only', readChecks(only.split(',').map((id) => id.trim())));
  if (!checks.ok) return checks;
  const target = readOne(word, query.texts('domain'), query.text('helo'));
  return target.ok ? parsed({ targets: [target.value], checks: checks.value }) : target;
}

export function readCheckBody(body: unknown): Parsed<CheckRequest> {
  const fields = readObject(body, ['targets', 'only']);
  if (!fields.ok) return fields;
  const { targets, only } = fields.value;
  const named = only === undefined ? parsed(CHECK_IDS) : readTexts(only, 'only', CHECK_IDS.length);
  const checks = named.ok ? at('only', readChecks(named.value)) : named;
  if (!checks.ok) return checks;
  if (!Array.isArray(targets) || targets.length === 0) return problem(EXPECTED_TARGETS);
  if (targets.length > MAX_TARGETS) return problem(tooManyTargets(targets.length, MAX_TARGETS));
  const all = readTargets(targets);
  return all.ok ? parsed({ targets: all.value, checks: checks.value }) : all;
}

/** The same target twice is asked once; twice with different domains is a contradiction. */
function readTargets(given: readonly unknown[]): Parsed<readonly Target[]> {
  const targets = new Map<string, Target>();
  for (const [index, one] of given.entries()) {
    const target = at(`targets[${index}]`, readEntry(one));
    if (!target.ok) return target;
    const key = targetKey(target.value);
    const before = targets.get(key);
    if (before !== undefined && JSON.stringify(viewTarget(before)) !== JSON.stringify(viewTarget(target.value)))
      return problem(namedTwiceInRequest(`targets[${index}]`, key));
    targets.set(key, target.value);
  }
  return parsed([...targets.values()]);
}

function readEntry(entry: unknown): Parsed<Target> {
  if (typeof entry === 'string') return readOne(entry, [], undefined);
  const fields = readObject(entry, ['address', 'domain', 'domains', 'helo']);
  if (!fields.ok) return fields;
  const { address, domain, domains = [], helo } = fields.value;
  if (typeof domain === 'string' && Object.keys(fields.value).length === 1) return readOne(domain, [], undefined);
  if (typeof address !== 'string' || domain !== undefined) return problem(ADDRESS_OR_DOMAIN);
  if (helo !== undefined && typeof helo !== 'string') return problem(EXPECTED_HELO);
  const names = readTexts(domains, 'domains', MAX_DOMAINS);
  return names.ok ? readOne(address, names.value, helo) : names;
}

function readOne(word: string, domains: readonly string[], helo: string | undefined): Parsed<Target> {
  if (domains.length > MAX_DOMAINS) return problem(tooManyDomains(domains.length, MAX_DOMAINS));
  const sendsAs = readSendsAs(domains, helo);
  if (!sendsAs.ok) return sendsAs;
  const named = readTarget(word, sendsAs.value);
  return named.ok ? parsed(named.value.target) : named;
}

export function readObject(value: unknown, known: readonly string[]): Parsed<Readonly<Record<string, unknown>>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return problem(notAnObject(known));
  const unknown = Object.keys(value).find((key) => !known.includes(key));
  return unknown === undefined
    ? parsed(value as Record<string, unknown>)
    : problem(unknownField(printable(unknown, 40), known));
}

function readTexts(value: unknown, name: string, most: number): Parsed<readonly string[]> {
  if (!Array.isArray(value) || !value.every((one) => typeof one === 'string')) return problem(notAListOfTexts(name));
  return value.length <= most ? parsed(value) : problem(listTooLong(name, value.length, most));
}

const at = <T>(path: string, result: Parsed<T>): Parsed<T> =>
  result.ok ? result : problem(within(path, result.problem));
