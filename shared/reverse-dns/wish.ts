/** From what someone asked for to the state that the machine starts with: spelled canonically, or refused at once. */
import { addressRange, parseAddress } from '../model/address.ts';
import type { Clock } from '../model/clock.ts';
import { canonicalName, parseDomain } from '../model/domain.ts';
import { type Parsed, parsed, problem } from '../model/parsed.ts';
import { printable } from '../model/text.ts';
import type { Blocked } from './blocked.ts';
import { isAmazons } from './plan.ts';
import { invalidHostname, ipv6, neverPublic, notAnAddress } from './refusals.ts';
import { blocked, opened, type State, type Wish } from './state.ts';
import { amazonsName, underscoreName } from './words.ts';

export const isAllocationId = (text: string): boolean => /^eipalloc-[0-9a-z]{1,40}$/.test(text);

/** A state to `advance`; it is already `blocked` if the request can never succeed (`isWishReason`). */
export function begin(wish: Wish, clock: Pick<Clock, 'now'>): State {
  const address = elasticAddress(wish.address);
  const hostname = wish.hostname === null ? parsed(null) : hostName(wish.hostname);
  const { mayReplace } = wish;
  const spelled: Wish = {
    ...wish,
    address: address.ok ? address.value : printable(wish.address, 80),
    hostname: hostname.ok ? hostname.value : printable(wish.hostname ?? '', 80),
    mayReplace: mayReplace === 'any' ? 'any' : mayReplace.map(canonicalName),
  };
  const state = opened(spelled, clock);
  if (!address.ok) return blocked(state, address.why, clock);
  return hostname.ok ? state : blocked(state, invalidHostname(hostname.problem), clock);
}

type Elastic = { readonly ok: true; readonly value: string } | { readonly ok: false; readonly why: Blocked };

function elasticAddress(input: string): Elastic {
  if (isAllocationId(input)) return { ok: true, value: input };
  const address = parseAddress(input);
  if (!address.ok) return { ok: false, why: notAnAddress(input) };
  const range = addressRange(address.value);
  if (range.kind === 'refused') return { ok: false, why: neverPublic(address.value, range.text) };
  if (address.value.family === 6) return { ok: false, why: ipv6(address.value) };
  return { ok: true, value: address.value.text };
}

/** A host name (RFC 1123 section 2.1), so no underscores, though DNS names may have them. */
function hostName(input: string): Parsed<string> {
  const name = parseDomain(input);
  if (!name.ok) return name;
  const shown = printable(input, 80);
  if (isAmazons(name.value)) return problem(amazonsName(shown));
  return name.value.includes('_') ? problem(underscoreName(shown)) : name;
}
