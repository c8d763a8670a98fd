/**
 * The mechanisms that ask DNS (RFC 7208 section 5), one function each. A failed question is "temperror", save in `ptr` and
 * `%{p}`, where the RFC (section 5.5) wants "does not match"; that is kept as a doubt, since the result may hang on it.
 */
import type { Answer, Question, RecordData, RecordType } from '../dns/answer.ts';
import { type Address, reverseName } from '../model/address.ts';
import type { Text } from '../model/language.ts';
import type { Asker, SpfBudget } from './budget.ts';
import { canBeAsked, expandName, type MacroString, type MacroValues, usesMacro } from './macro.ts';
import { contains, type Network, parseIp4, parseIp6 } from './network.ts';
import type { Mechanism } from './record.ts';
import type { RecordNode } from './tree.ts';
import {
  includedGives,
  LOCAL_PART_IN_NAME,
  lookupFailed,
  moreLookupsThan,
  moreMxThan,
  moreVoidsThan,
  NO_POINTER,
  noDnsName,
  noRecordOfType,
  POINTERS_UNKNOWN,
} from './words/result.ts';

type Identity = Omit<MacroValues, 'domain' | 'validated'>;

/** One evaluation, shared by all its records. */
export type Evaluation = {
  readonly identity: Identity;
  readonly asker: Asker;
  readonly budget: SpfBudget;
  /** Reads and evaluates another record: section 5.2. */
  readonly include: (domain: string) => Promise<RecordNode>;
  /** The domains whose records are being evaluated, outermost first (canonical). */
  readonly above: string[];
  /** Failed questions that the RFC makes "does not match". */
  readonly doubts: Text[];
  /** One of them belonged to a term that could have ended in something else than "pass". */
  doubtsPass: boolean;
};

/** What a term gathers while it is evaluated. */
export type Notes = { target: string | null; answers: Answer[]; isVoid: boolean; record: RecordNode | null };

export type MechanismResult = {
  readonly outcome: 'match' | 'no-match' | 'permerror' | 'temperror';
  readonly why: Text | null;
};

/** What a mechanism is evaluated with: the evaluation, the domain of its record, and its notes. */
export type Setting = { readonly run: Evaluation; readonly domain: string; readonly notes: Notes };

const MATCH: MechanismResult = { outcome: 'match', why: null };
const NO_MATCH: MechanismResult = { outcome: 'no-match', why: null };
const noMatch = (why: Text): MechanismResult => ({ outcome: 'no-match', why });
const permerror = (why: Text): MechanismResult => ({ outcome: 'permerror', why });
const temperror = (why: Text): MechanismResult => ({ outcome: 'temperror', why });

/** MX hosts and PTR names whose addresses are asked for, per term. */
const MAX_NAMES = 10;

export async function evaluateMechanism(mechanism: Mechanism, setting: Setting): Promise<MechanismResult> {
  switch (mechanism.name) {
    case 'all':
      return MATCH;
    case 'ip4':
    case 'ip6':
      return contains(mechanism.network, setting.run.identity.address) ? MATCH : NO_MATCH;
    case 'ptr':
      return named(mechanism.target, setting, ptr);
    case 'include':
      return named(mechanism.target, setting, include);
    case 'exists':
      return named(mechanism.target, setting, exists);
    case 'a':
      return named(mechanism.target, setting, (name) => a(name, mechanism, setting));
    case 'mx':
      return named(mechanism.target, setting, (name) => mx(name, mechanism, setting));
  }
}

/** Counts the term, expands its target, and hands over a name that can be looked up. */
async function named(
  target: MacroString | null,
  setting: Setting,
  evaluate: (name: string, setting: Setting) => Promise<MechanismResult>,
): Promise<MechanismResult> {
  const { budget } = setting.run;
  const spent = spendLookup(budget);
  if (spent !== null) return spent;
  if (target === null) return evaluate(setting.domain, setting);
  const name = await expandTarget(target, setting);
  if (typeof name !== 'string') return name;
  setting.notes.target = name;
  // Section 4.8 leaves unaskable names open; "does not match" is the answer of the RFC's suite. An include still needs a record.
  return canBeAsked(name) || evaluate === include ? evaluate(name, setting) : noMatch(noDnsName(name));
}

export const spendLookup = (budget: SpfBudget): MechanismResult | null =>
  budget.spend() ? null : permerror(moreLookupsThan(budget.limits.lookups));

/** The target's name, or the verdict that spares asking. */
export async function expandTarget(
  target: MacroString,
  { run, domain, notes }: Setting,
): Promise<string | MechanismResult> {
  // RFC 8616 section 4: the local part of an internationalised address matches nothing.
  if (/[^\x20-\x7e]/.test(run.identity.local) && usesMacro(target, 'sl')) {
    return noMatch(LOCAL_PART_IN_NAME);
  }
  let validated = 'unknown';
  if (usesMacro(target, 'p')) {
    // Section 4.6.4: the PTR question of the %{p} macro is a lookup of its own.
    const spent = spendLookup(run.budget);
    if (spent !== null) return spent;
    const setting = { run, domain, notes };
    const answer = await pointers(setting);
    const stopped = answer.kind === 'absent' ? spendVoid(setting, NO_POINTER) : NO_MATCH;
    if (stopped.outcome === 'permerror') return stopped;
    validated = await validatedName(answer, setting);
  }
  return expandName(target, { ...run.identity, domain, validated });
}

async function ask<T extends RecordType>({ run, notes }: Setting, type: T, name: string): Promise<Answer<T>> {
  const answer = await run.asker.ask({ name, type } as Question<T>);
  notes.answers.push(answer);
  return answer;
}

/** A term's own question: its records, or the verdict when there are none. */
async function own<T extends RecordType>(
  setting: Setting,
  type: T,
  name: string,
): Promise<readonly RecordData[T][] | MechanismResult> {
  const answer = await ask(setting, type, name);
  if (answer.kind === 'records') return answer.records;
  if (answer.kind === 'failed') return temperror(lookupFailed(answer));
  return spendVoid(setting, noRecordOfType(type, name));
}

function spendVoid({ run, notes }: Setting, why: Text): MechanismResult {
  notes.isVoid = true;
  const { budget } = run;
  return budget.spendVoid() ? noMatch(why) : permerror(moreVoidsThan(budget.limits.voids));
}

type Hosts = Extract<Mechanism, { name: 'a' | 'mx' }>;
type HostType = 'A' | 'AAAA';

/** Section 5: only the addresses of the client's own family are asked for. */
const hostType = (address: Address): HostType => (address.family === 4 ? 'A' : 'AAAA');

function matches(records: readonly string[], { prefix4, prefix6 }: Hosts, address: Address): boolean {
  return records.some((text) => {
    const bytes = address.family === 4 ? parseIp4(text) : parseIp6(text);
    const prefix = address.family === 4 ? prefix4 : prefix6;
    const network: Network | null = bytes === null ? null : { family: address.family, bytes, prefix };
    return network !== null && contains(network, address);
  });
}

async function a(name: string, mechanism: Hosts, setting: Setting): Promise<MechanismResult> {
  const { address } = setting.run.identity;
  const records = await own(setting, hostType(address), name);
  if ('outcome' in records) return records;
  return matches(records, mechanism, address) ? MATCH : NO_MATCH;
}

/** Section 5.4. The name itself is not a substitute for a missing MX record, and a null MX (RFC 7505) has no host. */
async function mx(name: string, mechanism: Hosts, setting: Setting): Promise<MechanismResult> {
  const { address } = setting.run.identity;
  const records = await own(setting, 'MX', name);
  if ('outcome' in records) return records;
  const hosts = [...records].sort((one, other) => one.preference - other.preference);
  const names = hosts.map(({ exchange }) => exchange).filter(canBeAsked);
  for (const [at, host] of names.entries()) {
    if (at >= MAX_NAMES) return permerror(moreMxThan(MAX_NAMES, name));
    const answer = await ask(setting, hostType(address), host);
    if (answer.kind === 'failed') return temperror(lookupFailed(answer));
    if (answer.kind === 'records' && matches(answer.records, mechanism, address)) return MATCH;
  }
  return NO_MATCH;
}

/** Section 5.7: an A record, whatever the family of the client. */
async function exists(name: string, setting: Setting): Promise<MechanismResult> {
  const records = await own(setting, 'A', name);
  return 'outcome' in records ? records : MATCH;
}

/** Section 5.2, with its table: "none" below becomes "permerror" here, every result but "pass" does not match. */
async function include(name: string, setting: Setting): Promise<MechanismResult> {
  const record = await setting.run.include(name);
  setting.notes.record = record;
  if (record.answer?.kind === 'absent') spendVoid(setting, record.reason);
  switch (record.result) {
    case 'pass':
      return MATCH;
    case 'temperror':
      return temperror(record.reason);
    case 'permerror':
    case 'none':
      return permerror(record.reason);
    default:
      return noMatch(includedGives(record.result));
  }
}

/** Section 5.5: a name of the address, confirmed by its own addresses, that is the target or lies below it. */
async function ptr(target: string, setting: Setting): Promise<MechanismResult> {
  const answer = await pointers(setting);
  if (answer.kind === 'failed') return noMatch(POINTERS_UNKNOWN);
  if (answer.kind === 'absent') return spendVoid(setting, NO_POINTER);
  for (const name of namesOf(answer)) {
    if (isWithin(name, target) && (await confirmed(name, setting))) return MATCH;
  }
  return NO_MATCH;
}

/** `%{p}` (section 7.3): the domain itself, else a name below it, else any; only the confirmed count. */
export async function validatedName(answer: Answer<'PTR'>, setting: Setting): Promise<string> {
  const domain = setting.domain.toLowerCase();
  const rank = (name: string) => (name.toLowerCase() === domain ? 0 : isWithin(name, domain) ? 1 : 2);
  for (const name of [...namesOf(answer)].sort((one, other) => rank(one) - rank(other))) {
    if (await confirmed(name, setting)) return name;
  }
  return 'unknown';
}

/** The names of the address. A failed lookup of them is a doubt, not an error. */
export async function pointers(setting: Setting): Promise<Answer<'PTR'>> {
  const answer = await ask(setting, 'PTR', reverseName(setting.run.identity.address));
  if (answer.kind === 'failed') setting.run.doubts.push(lookupFailed(answer));
  return answer;
}

/** Section 4.6.4: of many names, the first ten; the rest is ignored. */
const namesOf = (answer: Answer<'PTR'>): readonly string[] =>
  answer.kind === 'records' ? answer.records.slice(0, MAX_NAMES).filter(canBeAsked) : [];

async function confirmed(name: string, setting: Setting): Promise<boolean> {
  const { address } = setting.run.identity;
  const answer = await ask(setting, hostType(address), name);
  if (answer.kind === 'failed') setting.run.doubts.push(lookupFailed(answer));
  const whole = { name: 'a', target: null, prefix4: 32, prefix6: 128 } as const;
  return answer.kind === 'records' && matches(answer.records, whole, address);
}

function isWithin(name: string, domain: string): boolean {
  const lower = name.toLowerCase();
  return lower === domain.toLowerCase() || lower.endsWith(`.${domain.toLowerCase()}`);
}
