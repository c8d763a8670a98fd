/**
 * Asking registries: RDAP first (RFC 9082), by the table and, where that has no answer, by IANA's files; redirects are
 * followed through the guard. Where RDAP is silent, whois on port 43.
 */
import type { Address } from '../../model/address.ts';
import type { Evidence } from '../../model/finding.ts';
import { readUrl } from './argument.ts';
import { ARIN, baseIn, domainBase, IANA, type Registry, registryOf } from './bootstrap.ts';
import type { Draft, LookupPorts } from './command.ts';
import { fetchOnce } from './fetch.ts';
import { redirectOf } from './redirects.ts';
import { fromRdap, fromWhois, type Registration, relatedRdap } from './registration.ts';
import { referralIn, type Said, whois43 } from './whois43.ts';

export type Subject =
  | { readonly kind: 'address'; readonly address: Address }
  | { readonly kind: 'as'; readonly number: number }
  | { readonly kind: 'domain'; readonly domain: string };

export type Found =
  | { readonly kind: 'found'; readonly registrations: readonly Registration[]; readonly evidence: readonly Evidence[] }
  | { readonly kind: 'absent'; readonly evidence: readonly Evidence[] }
  /** Nobody answered. */
  | { readonly kind: 'silent'; readonly draft: Draft | null };

const FETCH_MS = 8000;
const MAX_BODY = 524_288;
const MAX_HOPS = 5;

export async function ask(subject: Subject, start: Registry | null, ports: LookupPorts): Promise<Found> {
  const shipped = start?.rdap ?? (await baseOf(subject, ports));
  const found = shipped === null ? null : await rdap(pathOf(shipped, subject), ports);
  // The table may be older than the block: IANA's file knows.
  const again = found?.kind === 'absent' && subject.kind === 'address' ? await refreshed(subject.address, ports) : null;
  const better = again !== null && again !== shipped ? await rdap(pathOf(again, subject), ports) : found;
  if (better !== null && better.kind !== 'silent') return better;
  return (await byWhois(subject, start, ports)) ?? better ?? { kind: 'silent', draft: null };
}

async function baseOf(subject: Subject, ports: LookupPorts): Promise<string | null> {
  // ARIN redirects to the registry that holds a number it has not.
  if (subject.kind === 'as') return ARIN.rdap;
  const of = subject.kind === 'address' ? subject.address : subject.domain;
  const known = typeof of === 'string' ? domainBase(of) : (registryOf(of)?.rdap ?? null);
  return known ?? (await refreshed(of, ports));
}

async function refreshed(of: Address | string, ports: LookupPorts): Promise<string | null> {
  const file = typeof of === 'string' ? 'dns.json' : `ipv${of.family}.json`;
  const got = await getJson(new URL(file, IANA), ports);
  return got.kind === 'json' ? baseIn(got.json, of) : null;
}

function pathOf(base: string, subject: Subject): URL {
  if (subject.kind === 'address') return new URL(`ip/${subject.address.text}`, base);
  return new URL(subject.kind === 'as' ? `autnum/${subject.number}` : `domain/${subject.domain}`, base);
}

type Got =
  | { readonly kind: 'json'; readonly json: unknown; readonly url: URL; readonly evidence: Evidence }
  | { readonly kind: 'absent'; readonly evidence: Evidence }
  | { readonly kind: 'silent'; readonly draft: Draft | null };

async function getJson(start: URL, ports: LookupPorts): Promise<Got> {
  let url = start;
  for (let hop = 0; hop < MAX_HOPS; hop++) {
    const request = { url, ms: FETCH_MS, maxBody: MAX_BODY, accept: 'application/rdap+json, application/json' };
    const fetched = await fetchOnce(request, 'whois', 'RDAP', ports);
    if (fetched.kind === 'failed') return { kind: 'silent', draft: fetched.draft };
    const { answer, evidence } = fetched;
    const next = redirectOf(answer, url);
    if (next !== null && 'url' in next) {
      url = next.url;
      continue;
    }
    if (answer.status === 404) return { kind: 'absent', evidence };
    const json = answer.status === 200 && !answer.cut ? parseJson(answer.body) : null;
    return json === null ? { kind: 'silent', draft: null } : { kind: 'json', json, url, evidence };
  }
  return { kind: 'silent', draft: null };
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return null;
  }
}

async function rdap(url: URL, ports: LookupPorts): Promise<Found> {
  const got = await getJson(url, ports);
  if (got.kind === 'absent') return { kind: 'absent', evidence: [got.evidence] };
  const own = got.kind === 'json' ? fromRdap(got.json, got.url.hostname) : null;
  if (got.kind !== 'json' || own === null) return { kind: 'silent', draft: got.kind === 'silent' ? got.draft : null };
  const href = relatedRdap(got.json);
  const related = href === null ? null : readUrl('https', href);
  const more = related?.ok && href?.startsWith('https://') ? await getJson(related.value, ports) : null;
  const registrar = more?.kind === 'json' ? fromRdap(more.json, more.url.hostname) : null;
  return {
    kind: 'found',
    registrations: registrar === null ? [own] : [own, registrar],
    evidence: more?.kind === 'json' ? [got.evidence, more.evidence] : [got.evidence],
  };
}

const MAX_REFERRALS = 3;
const IANA_WHOIS = 'whois.iana.org';

async function byWhois(subject: Subject, start: Registry | null, ports: LookupPorts): Promise<Found | null> {
  const known = start ?? (subject.kind === 'address' ? registryOf(subject.address) : null);
  const asked = new Set<string>();
  let last: { readonly said: Said; readonly registration: Registration } | null = null;
  for (let server: string | null = known?.whois ?? IANA_WHOIS; server !== null && asked.size < MAX_REFERRALS; ) {
    asked.add(server);
    const said: Said | null = await whois43(server, queryOf(server, subject), ports);
    if (said === null) break;
    const registration = fromWhois(said.lines, server);
    // IANA itself describes the registry, not the name.
    if (registration !== null && server !== IANA_WHOIS) last = { said, registration };
    const next = referralIn(said.lines);
    server = next === null || asked.has(next) ? null : next;
  }
  return last === null ? null : { kind: 'found', registrations: [last.registration], evidence: [last.said.evidence] };
}

/** ARIN wants to be told what it is asked for, Verisign too. */
function queryOf(server: string, subject: Subject): string {
  if (subject.kind === 'address')
    return server === 'whois.arin.net' ? `n + ${subject.address.text}` : subject.address.text;
  if (subject.kind === 'as') return server === 'whois.arin.net' ? `a + ${subject.number}` : `AS${subject.number}`;
  return server === 'whois.verisign-grs.com' ? `domain ${subject.domain}` : subject.domain;
}
