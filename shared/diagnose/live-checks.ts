/**
 * The questions that a diagnosis puts to the world, each once however many diagnoses need its answer, and no more of them
 * than the cap allows: what lies beyond it could not be queried. Lists get all their addresses in one batch, since each batch
 * pays for the list's controls.
 */

import type { Signature } from '../bounce/failure.ts';
import { dnsblCheck } from '../checks/dnsbl.ts';
import { ptrCheck } from '../checks/ptr.ts';
import { evidenceOf, type Resolver } from '../dns/answer.ts';
import { failureText } from '../dns/failure-text.ts';
import { unasked } from '../dns/unasked.ts';
import type { Keys } from '../dnsbl/keys.ts';
import type { List } from '../dnsbl/list.ts';
import { accessTo } from '../dnsbl/query.ts';
import { appliesTo } from '../dnsbl/scope.ts';
import type { LookupPorts } from '../lookups/core/command.ts';
import type { LookupFindingId } from '../lookups/core/findings.ts';
import { type LookupFinding, readLookup, runLookup } from '../lookups/lookup.ts';
import { address, parseAddress } from '../model/address.ts';
import type { Clock } from '../model/clock.ts';
import { type Finding, type Status, summaryOf } from '../model/finding.ts';
import type { Text } from '../model/language.ts';
import { type Target, targetKey } from '../model/target.ts';
import { count } from '../model/text.ts';
import { RFC_LIMITS } from '../spf/budget.ts';
import { checkHost } from '../spf/evaluate.ts';
import { judgeSender } from '../spf/spf-findings.ts';
import { type Postmaster, seekPostmaster } from './postmaster.ts';
import { whyOf } from './why.ts';
import {
  domainNotAsked,
  heloConfirmed,
  heloElsewhere,
  heloMissing,
  heloResolves,
  heloUnknown,
  listClosed,
  listOfReceiver,
  outsideScope,
} from './words.ts';

export type DiagnosePorts = LookupPorts & {
  /** The table of lists, those that are not watched too: a refusal may name any. */
  readonly table: readonly List[];
  readonly keys: Keys;
  /** Those that are watched. */
  readonly lists?: readonly List[];
};

/** What is known now; from findings of checks and of lookups alike. */
export type Fact = Pick<Finding, 'summary' | 'translated' | 'evidence'> & {
  readonly id: FactId;
  readonly status: Status;
};

/** Of the greeting's name, which no check and no lookup is about. These ids are not published. */
const HELO = {
  'helo.confirmed': 'pass',
  'helo.resolves': 'pass',
  'helo.missing': 'fail',
  'helo.elsewhere': 'fail',
  'helo.unknown': 'unknown',
} as const satisfies Readonly<Record<string, Status>>;

type HeloFact = keyof typeof HELO;

export type FactId = LookupFindingId | HeloFact;

export type LiveChecks = {
  readonly ptr: (ip: string) => Promise<readonly Fact[]>;
  readonly spf: (ip: string, domain: string) => Promise<readonly Fact[]>;
  readonly dmarc: (domain: string) => Promise<readonly Fact[]>;
  readonly dkim: (signature: Signature) => Promise<readonly Fact[]>;
  readonly helo: (name: string, ip: string | undefined) => Promise<readonly Fact[]>;
  /** The subject must be one of those that were announced. */
  readonly list: (id: string, subject: string) => Promise<readonly Fact[]>;
  readonly postmaster: (domain: string) => Promise<Postmaster>;
};

/** Subjects by the id of the list that is to be asked about them. */
export type Listed = ReadonlyMap<string, ReadonlySet<string>>;

export function createAsking(listed: Listed, mostQuestions: number, given: DiagnosePorts): LiveChecks {
  const ports = { ...given, resolver: capped(given.resolver, mostQuestions, given.clock) };
  const once = memory();
  const askLookup = (text: string) => once(text, () => findingsOf(text, ports));
  const lists = new Map([...listed].map(([id, subjects]) => [id, askList(id, [...subjects], ports)]));
  return {
    ptr: (ip) => once(`ptr ${ip}`, () => askPtr(ip, ports)),
    spf: (ip, domain) => once(`spf ${ip} ${domain}`, () => askSpf(ip, domain, ports)),
    dmarc: (domain) => askLookup(`dmarc:${domain}`),
    dkim: ({ selector, domain }) => askLookup(`dkim:${selector}:${domain}`),
    helo: (name, ip) => once(`helo ${name} ${ip}`, () => askHelo(name, ip, ports.resolver)),
    list: async (id, subject) => (await lists.get(id))?.get(subject) ?? [],
    postmaster: postmasters(ports),
  };
}

function memory() {
  const known = new Map<string, Promise<unknown>>();
  return <T>(key: string, ask: () => Promise<T>): Promise<T> => {
    const asked = (known.get(key) as Promise<T> | undefined) ?? ask();
    known.set(key, asked);
    return asked;
  };
}

/** Mail hosts are spoken to, and those of a mailbox file are whatever strangers have put there. */
const MOST_POSTMASTERS = 5;

function postmasters(ports: DiagnosePorts): LiveChecks['postmaster'] {
  const known = new Map<string, Promise<Postmaster>>();
  return async (domain) => {
    const asked = known.get(domain);
    if (asked !== undefined) return asked;
    if (known.size >= MOST_POSTMASTERS)
      return { status: 'unknown', ...whyOf(domainNotAsked(domain, MOST_POSTMASTERS)), evidence: [] };
    const asking = seekPostmaster(domain, ports);
    known.set(domain, asking);
    return asking;
  };
}

function capped(resolver: Resolver, most: number, clock: Clock): Resolver {
  let asked = 0;
  const detail = `one diagnosis makes at most ${count(most, 'query', 'queries')}, and they were used up`;
  return {
    ...resolver,
    ask: async (question) => {
      asked += 1;
      return asked > most
        ? unasked(question, clock, { reason: 'timeout', rcode: 'UNASKED', detail, unsent: true })
        : resolver.ask(question);
    },
  };
}

async function askPtr(ip: string, ports: DiagnosePorts): Promise<readonly Fact[]> {
  const [report] = await ptrCheck.run([{ kind: 'address', address: address(ip), domains: [] }], ports);
  return report?.findings ?? [];
}

/** Without the survey and the proposal of the check, which cost more questions than the verdict. */
async function askSpf(ip: string, domain: string, ports: DiagnosePorts): Promise<readonly Fact[]> {
  const result = await checkHost({ address: address(ip), sender: domain, helo: 'unknown' }, ports, RFC_LIMITS);
  return [judgeSender({ target: ip, domain }, ip, result, null)];
}

/** @param text a command with its argument, as on the command line */
async function findingsOf(text: string, ports: DiagnosePorts): Promise<readonly LookupFinding[]> {
  const lookup = readLookup(text);
  if (!lookup.ok) return [];
  const { failed, warnings, timeouts, passed } = await runLookup(lookup.value, ports);
  return [...failed, ...warnings, ...timeouts, ...passed];
}

/** Whether the name of the greeting has an address, and that of the sender if it is known (RFC 5321 section 4.1.1.1). */
async function askHelo(name: string, ip: string | undefined, resolver: Resolver): Promise<readonly Fact[]> {
  const answers = await Promise.all([
    resolver.ask({ name, type: 'A' as const }),
    resolver.ask({ name, type: 'AAAA' as const }),
  ]);
  const addresses = answers.flatMap((answer): readonly string[] => (answer.kind === 'records' ? answer.records : []));
  const fact = (id: HeloFact, summary: Text): readonly Fact[] => [
    { id, status: HELO[id], ...summaryOf(summary), evidence: answers.map(evidenceOf) },
  ];
  const failed = answers.find((answer) => answer.kind === 'failed');
  const there = addresses.slice(0, 3).join(', ');
  if (ip !== undefined && addresses.includes(ip)) return fact('helo.confirmed', heloConfirmed(name, ip));
  if (failed !== undefined) return fact('helo.unknown', heloUnknown(name, failureText(failed)));
  if (addresses.length === 0) return fact('helo.missing', heloMissing(name));
  if (ip === undefined) return fact('helo.resolves', heloResolves(name, there));
  return fact('helo.elsewhere', heloElsewhere(name, there, ip));
}

async function askList(
  id: string,
  subjects: readonly string[],
  ports: DiagnosePorts,
): Promise<ReadonlyMap<string, readonly Fact[]>> {
  const list = askableForm(id, ports);
  const unknown = (why: Text): readonly Fact[] => [
    { id: 'dnsbl.not-asked', status: 'unknown', ...summaryOf(why), evidence: [] },
  ];
  const all = (why: Text) => new Map(subjects.map((subject) => [subject, unknown(why)]));
  if (list === undefined) return all(listOfReceiver(id));
  const access = accessTo(list, ports.keys);
  if (access.kind !== 'askable') {
    const why = access.kind === 'needs-key' ? access.kind : list.status === 'dead' ? 'dead' : 'no-zone';
    return all(listClosed(list.name, why, list.lookupUrl));
  }
  const targets = subjects.map(targetOf).filter((target) => appliesTo(list, target));
  const reports = await dnsblCheck({ lists: [list], keys: ports.keys }).run(targets, ports);
  const found = new Map(reports.map(({ target, findings }) => [targetKey(target), findings]));
  const outside = unknown(outsideScope(list.name, list.scope.join(', ')));
  return new Map(subjects.map((subject) => [subject, found.get(subject) ?? outside]));
}

/** The list itself, or the entry without a key that is watched in its place. */
const askableForm = (id: string, { table, lists = [] }: DiagnosePorts): List | undefined =>
  lists.find(({ keyedAs }) => keyedAs === id) ?? table.find((one) => one.id === id);

function targetOf(subject: string): Target {
  const read = parseAddress(subject);
  return read.ok ? { kind: 'address', address: read.value, domains: [] } : { kind: 'domain', domain: subject };
}
