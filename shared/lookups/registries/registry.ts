/**
 * Queries to registries: RDAP first (RFC 9082), by the table and, where that has no answer, by IANA's files; redirects are
 * followed through the guard. Where RDAP does not answer, whois on port 43.
 */

import type { Address } from '../../model/address.ts';
import type { Evidence } from '../../model/finding.ts';
import type { Text } from '../../model/language.ts';
import type { HttpAnswer } from '../../net/port.ts';
import { readUrl } from '../core/argument.ts';
import type { FindingDraft, LookupPorts } from '../core/command.ts';
import { makeDraft } from '../core/draft.ts';
import { fetchOnce } from '../web/fetch.ts';
import { redirectOf } from '../web/redirects.ts';
import { ARIN, baseIn, domainBase, IANA, type Registry, registryOf } from './bootstrap.ts';
import { fromRdap, networkAbove, type Registration, relatedRdap } from './registration.ts';
import { fromWhois, isUnregistered, limitIn } from './whois-text.ts';
import { referralIn, type WhoisAnswer, whois43 } from './whois43.ts';
import {
  notBelieved,
  notEncrypted,
  notRdap,
  otherCertificate,
  registryAnswered,
  registryLimited,
  untrustedCertificate,
} from './words.ts';

export type Registrable =
  | { readonly kind: 'address'; readonly address: Address }
  | { readonly kind: 'as'; readonly number: number }
  | { readonly kind: 'domain'; readonly domain: string };

export type RegistryAnswer =
  | { readonly kind: 'found'; readonly registrations: readonly Registration[]; readonly evidence: readonly Evidence[] }
  | { readonly kind: 'absent'; readonly evidence: readonly Evidence[] }
  /** No registry answered. `isDistrusted`: a server did, but could not prove that it is the registry. */
  | { readonly kind: 'silent'; readonly draft: FindingDraft | null; readonly isDistrusted?: boolean };

const FETCH_MS = 8000;
const MAX_BODY = 524_288;
const MAX_HOPS = 5;

export async function ask(subject: Registrable, start: Registry | null, ports: LookupPorts): Promise<RegistryAnswer> {
  const base: Base = start === null ? await baseOf(subject, ports) : { kind: 'base', url: start.rdap };
  const found = await rdapAt(base, subject, ports);
  // The table may be older than the block: IANA's file knows.
  const again = found?.kind === 'absent' && subject.kind === 'address' ? await refreshed(subject.address, ports) : null;
  const isOther = again?.kind === 'base' && again.url !== null && !(base.kind === 'base' && base.url === again.url);
  const better = isOther ? await rdapAt(again, subject, ports) : found;
  if (better !== null && better.kind !== 'silent') return better;
  // Whois does not prove who answers. It replaces a registry that does not answer, never one that is not believed.
  if (better?.isDistrusted === true) return better;
  const spoken = await byWhois(subject, start, ports);
  return spoken.kind === 'silent' && spoken.draft === null && better !== null ? better : spoken;
}

/** Where to send the query: null where IANA's file has no entry. */
type Base = { readonly kind: 'base'; readonly url: string | null } | Extract<RegistryAnswer, { kind: 'silent' }>;

const rdapAt = async (base: Base, subject: Registrable, ports: LookupPorts): Promise<RegistryAnswer | null> => {
  if (base.kind === 'silent') return base;
  return base.url === null ? null : rdap(pathOf(base.url, subject), ports);
};

async function baseOf(subject: Registrable, ports: LookupPorts): Promise<Base> {
  // ARIN redirects to the registry that holds a number it has not.
  if (subject.kind === 'as') return { kind: 'base', url: ARIN.rdap };
  const of = subject.kind === 'address' ? subject.address : subject.domain;
  const known = typeof of === 'string' ? domainBase(of) : (registryOf(of)?.rdap ?? null);
  return known === null ? refreshed(of, ports) : { kind: 'base', url: known };
}

async function refreshed(of: Address | string, ports: LookupPorts): Promise<Base> {
  const file = typeof of === 'string' ? 'dns.json' : `ipv${of.family}.json`;
  const got = await getJson(new URL(file, IANA), ports);
  if (got.kind === 'json') return { kind: 'base', url: baseIn(got.json, of) };
  return got.kind === 'silent' ? got : { kind: 'base', url: null };
}

function pathOf(base: string, subject: Registrable): URL {
  if (subject.kind === 'address') return new URL(`ip/${subject.address.text}`, base);
  return new URL(subject.kind === 'as' ? `autnum/${subject.number}` : `domain/${subject.domain}`, base);
}

type Got =
  | { readonly kind: 'json'; readonly json: unknown; readonly url: URL; readonly evidence: Evidence }
  | { readonly kind: 'absent'; readonly evidence: Evidence }
  | Extract<RegistryAnswer, { kind: 'silent' }>;

async function getJson(start: URL, ports: LookupPorts): Promise<Got> {
  let url = start;
  for (let hop = 0; hop < MAX_HOPS; hop++) {
    const request = { url, ms: FETCH_MS, maxBody: MAX_BODY, accept: 'application/rdap+json, application/json' };
    const fetched = await fetchOnce(request, 'whois', 'RDAP', ports);
    if (fetched.kind === 'failed') return { kind: 'silent', draft: fetched.draft };
    const { answer, evidence } = fetched;
    const distrust = distrustOf(answer);
    if (distrust !== null) return { kind: 'silent', draft: distrusted(url, distrust, evidence), isDistrusted: true };
    const next = redirectOf(answer, url);
    if (next !== null && 'url' in next) {
      url = encrypted(next.url);
      continue;
    }
    return read(url, answer, evidence);
  }
  return { kind: 'silent', draft: null };
}

function read(url: URL, answer: HttpAnswer, evidence: Evidence): Got {
  if (answer.status === 404) return { kind: 'absent', evidence };
  const json = answer.status === 200 && !answer.cut ? parseJson(answer.body) : null;
  return json === null
    ? { kind: 'silent', draft: unusable(url, answer, evidence) }
    : { kind: 'json', json, url, evidence };
}

/** Some registries still refer to http, and answer over https all the same. */
function encrypted(url: URL): URL {
  return url.protocol === 'http:' && url.port === '' ? new URL(`https:${url.href.slice('http:'.length)}`) : url;
}

/** Why what came is not believed, or null: anyone on the way can answer in a registry's name. */
function distrustOf({ session }: HttpAnswer): Text | null {
  if (session === null) return notEncrypted;
  if (!session.nameMatches) return otherCertificate;
  return session.distrust === null ? null : untrustedCertificate(session.distrust);
}

const distrusted = ({ hostname }: URL, why: Text, evidence: Evidence): FindingDraft =>
  makeDraft('whois.distrusted', 'unknown', notBelieved(hostname, why), [evidence]);

/** What a status other than 200 and 404 means (RFC 7480 section 5). */
function unusable({ hostname }: URL, { status, headers, cut }: HttpAnswer, evidence: Evidence): FindingDraft {
  const wait = /^\d{1,6}$/.exec(headers['retry-after'] ?? '')?.[0];
  const summary = status === 200 ? notRdap(hostname, cut) : registryAnswered(hostname, status, wait);
  return makeDraft('whois.unusable', 'unknown', summary, [evidence]);
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return null;
  }
}

async function rdap(url: URL, ports: LookupPorts): Promise<RegistryAnswer> {
  const got = await getJson(url, ports);
  if (got.kind === 'absent') return { kind: 'absent', evidence: [got.evidence] };
  if (got.kind === 'silent') return got;
  const own = fromRdap(got.json, got.url.hostname);
  if (own === null) return { kind: 'silent', draft: null };
  const more = await follow(relatedRdap(got.json), ports);
  const registrar = more?.kind === 'json' ? fromRdap(more.json, more.url.hostname) : null;
  // A network that was handed on to a customer often has no contacts of its own: those of the network around it count.
  const around = own.abuse === null ? await follow(networkAbove(got.json), ports) : null;
  const above = around?.kind === 'json' ? fromRdap(around.json, around.url.hostname) : null;
  const first = above === null ? own : { ...own, abuse: above.abuse };
  const rest = [more, around].flatMap((one) => (one?.kind === 'json' ? [one.evidence] : []));
  return {
    kind: 'found',
    registrations: registrar === null ? [first] : [first, registrar],
    evidence: [got.evidence, ...rest],
  };
}

async function follow(href: string | null, ports: LookupPorts): Promise<Got | null> {
  const url = href?.startsWith('https://') === true ? readUrl('https', href) : null;
  return url?.ok === true ? getJson(url.value, ports) : null;
}

const MAX_REFERRALS = 3;
const IANA_WHOIS = 'whois.iana.org';

async function byWhois(subject: Registrable, start: Registry | null, ports: LookupPorts): Promise<RegistryAnswer> {
  const known = start ?? (subject.kind === 'address' ? registryOf(subject.address) : null);
  const asked = new Set<string>();
  let last: RegistryAnswer = { kind: 'silent', draft: null };
  for (let server: string | null = known?.whois ?? IANA_WHOIS; server !== null && asked.size < MAX_REFERRALS; ) {
    asked.add(server);
    const answer: WhoisAnswer | null = await whois43(server, queryOf(server, subject), ports);
    if (answer === null) break;
    // IANA itself describes the registry, not the name.
    last = better(last, readWhois(answer, server === IANA_WHOIS));
    const next = referralIn(answer.lines);
    server = next === null || asked.has(next) ? null : next;
  }
  return last;
}

/** The nearest server's answer counts, unless it is of no use and an earlier one was. */
const better = (before: RegistryAnswer, now: RegistryAnswer): RegistryAnswer =>
  now.kind === 'found' || (now.kind === 'absent' && before.kind !== 'found') || before.kind === 'silent' ? now : before;

function readWhois(answer: WhoisAnswer, isRoot: boolean): RegistryAnswer {
  const { server, lines, evidence } = answer;
  const limit = limitIn(lines);
  if (limit !== null)
    return { kind: 'silent', draft: makeDraft('whois.limited', 'unknown', registryLimited(server, limit), [evidence]) };
  if (isUnregistered(lines)) return { kind: 'absent', evidence: [evidence] };
  const registration = isRoot ? null : fromWhois(lines, server);
  return registration === null
    ? { kind: 'silent', draft: null }
    : { kind: 'found', registrations: [registration], evidence: [evidence] };
}

/** ARIN and Verisign need to know what kind of thing the query is about. */
function queryOf(server: string, subject: Registrable): string {
  if (subject.kind === 'address')
    return server === 'whois.arin.net' ? `n + ${subject.address.text}` : subject.address.text;
  if (subject.kind === 'as') return server === 'whois.arin.net' ? `a + ${subject.number}` : `AS${subject.number}`;
  return server === 'whois.verisign-grs.com' ? `domain ${subject.domain}` : subject.domain;
}
