/** The words by which people name what something is about: a target, a list, a finding. */
import { parseAddress } from './address.ts';
import { parseDomain } from './domain.ts';
import { notFindingId, notListId } from './input-words.ts';
import { type Parsed, parsed, problem } from './parsed.ts';
import { printable } from './text.ts';

/** Homes of what is one incident over many, other than lists and domains. */
const HOME = /^(zone|ground):[a-z0-9._-]{1,253}$|^account:\d{1,20}\/[a-z0-9-]{1,40}$/;

/** An address, a domain or a home of many, as states are kept under it; a list is called by its id. */
export function parseTargetKey(input: string): Parsed<string> {
  if (HOME.test(input)) return parsed(input);
  const address = parseAddress(input);
  return address.ok ? parsed(address.value.text) : parseDomain(input);
}

/** What has a history: a target, a list as a whole (`list:<id>`), or another home (`zone:<zone>`, `account:<id>/<region>`). */
export function parseWatched(input: string): Parsed<string> {
  if (!input.startsWith('list:')) return parseTargetKey(input);
  const list = parseListId(input.slice('list:'.length));
  return list.ok ? parsed(input) : list;
}

export const parseListId = (input: string): Parsed<string> =>
  /^[a-z0-9-]{1,100}$/.test(input) ? parsed(input) : problem(notListId(printable(input, 40)));

export const parseFindingId = (input: string): Parsed<string> =>
  /^[a-z0-9]{1,20}\.[a-z0-9-]{1,40}$/.test(input) ? parsed(input) : problem(notFindingId(printable(input, 40)));
