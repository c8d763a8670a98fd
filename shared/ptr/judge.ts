/**
 * What a reverse lookup means for a sender (design, finding table). Exactly one of `ptr.confirmed`, `ptr.missing`,
 * `ptr.not-confirmed` and `ptr.unknown` is always there; `ptr.generic`, `ptr.several`, `ptr.helo-mismatch` and `ptr.drift`
 * stand beside it. A question that failed can only end in `ptr.unknown`: another of several names may still confirm the
 * address, but "missing" and "not confirmed" need an answer to every question.
 */

import { type Answer, evidenceOf, type Failed } from '../dns/answer.ts';
import { reverseName } from '../model/address.ts';
import { sameName } from '../model/domain.ts';
import { type Evidence, type Finding, summaryOf } from '../model/finding.ts';
import { weightOf } from '../model/findings/index.ts';
import type { PTR_FINDINGS } from '../model/findings/ptr.ts';
import { eachText, type Text, untranslated } from '../model/language.ts';
import type { Remedy } from '../model/remedy.ts';
import { type AddressTarget, targetKey } from '../model/target.ts';
import { printable } from '../model/text.ts';
import { withoutAppendedZone } from './appended.ts';
import { type GenericRule, genericRule, isOwn } from './generic.ts';
import { type ForwardLookup, MAX_NAMES, type ReverseLookup } from './lookup.ts';
import type { ProposedName } from './naming.ts';
import {
  addFinalDot,
  askAgain,
  followEc2,
  greetAs,
  keepOne,
  type Naming,
  publishDelegated,
  resetFirst,
  setForward,
  setOwnName,
  setReverse,
  setWanted,
  useCanonical,
} from './remedy.ts';

/**
 * What EC2 itself holds for an Elastic IP: `PtrRecord` of DescribeAddressesAttribute, null where none was ever set; and the
 * name that its owner wants (the tag `postwatch:ptr`).
 */
export type Ec2Record = { readonly ptrRecord: string | null; readonly wanted?: string };

type Id = Exclude<keyof typeof PTR_FINDINGS, 'ptr.group-over'>;

type Draft = {
  readonly id: Id;
  readonly summary: Text;
  readonly remedy: Remedy | null;
};

export type KnownName = {
  readonly recorded?: Ec2Record;
  /** The name to propose, where one is needed (`needsName`). */
  readonly name?: ProposedName | null;
};

export function judgeReverse(
  target: AddressTarget,
  lookup: ReverseLookup,
  { recorded, name = null }: KnownName = {},
): readonly Finding[] {
  const naming: Naming = { target, names: lookup.names, name };
  const drafts = [
    verdict(naming, lookup, recorded),
    several(lookup),
    generic(naming, lookup),
    heloMismatch(naming, lookup),
    alias(lookup),
    drift(target, lookup, recorded),
  ];
  const evidence = evidenceFor(lookup);
  const key = targetKey(target);
  return drafts.flatMap((draft) => {
    if (draft === null) return [];
    const { id, remedy } = draft;
    const { check, status, severity } = weightOf(id);
    const summary = eachText(draft.summary, (text) => printable(text, 400));
    // One subject: an incident is about the address's reverse DNS, whichever of its faults stands.
    return [{ check, id, target: key, subject: key, status, severity, ...summaryOf(summary), evidence, remedy }];
  });
}

/** The PTR question, then every forward question, the HELO name's last. */
function evidenceFor({ ptr, looked, helo }: ReverseLookup): readonly Evidence[] {
  const forwards = helo === null || looked.includes(helo) ? looked : [...looked, helo];
  return [evidenceOf(ptr), ...forwards.flatMap(({ answer }) => (answer === null ? [] : [evidenceOf(answer)]))];
}

const shown = (name: string): string => printable(name, 80);

/** `mail.example.com leads to 198.51.100.9`. */
function whereText({ name, leads, answer }: ForwardLookup): string {
  if (answer === null) return `"${shown(name)}" is not a host name`;
  if (leads === 'confirmed') return `${name} leads back`;
  if (answer.kind === 'failed') return `${name} could not be asked (${answer.detail})`;
  if (answer.kind === 'records') return `${name} leads to ${evidenceOf(answer).answers.slice(0, 3).join(', ')}`;
  return `${name} has no ${answer.trace.type} record (${answer.reason.toUpperCase()})`;
}

const whereTexts = (forwards: readonly ForwardLookup[]): string => forwards.map(whereText).join('; ');

function verdict(naming: Naming, { ptr, names, looked }: ReverseLookup, recorded?: Ec2Record): Draft {
  const { target } = naming;
  if (ptr.kind === 'failed') {
    const summary = `The reverse name of ${target.address.text} could not be asked: ${ptr.detail}`;
    return { id: 'ptr.unknown', summary: untranslated(summary), remedy: askAgain(evidenceOf(ptr)) };
  }
  if (looked.length === 0) return missing(naming, ptr);
  if (looked.some(({ leads }) => leads === 'confirmed')) return confirmed(naming, looked, recorded);
  const unanswered = looked.find(({ leads }) => leads === 'failed')?.answer;
  if (unanswered) {
    const summary = `Whether the reverse name of ${target.address.text} leads back is not known: ${whereTexts(looked)}${lookedAt(names)}`;
    return { id: 'ptr.unknown', summary: untranslated(summary), remedy: askAgain(evidenceOf(unanswered)) };
  }
  return notConfirmed(naming, looked);
}

/** Receivers and we look at ten names at most (RFC 7208 section 5.5); what the others are is not known. */
const lookedAt = (names: readonly string[]): string =>
  names.length > MAX_NAMES
    ? ` (we looked at ${MAX_NAMES} of the ${names.length} names, as receivers look at ${MAX_NAMES} at most)`
    : '';

function missing(naming: Naming, ptr: Exclude<Answer<'PTR'>, Failed>): Draft {
  const { address, elasticIp } = naming.target;
  const asked = shown(ptr.chain.at(-1) ?? reverseName(address));
  const nowhere = ptr.kind === 'absent' && ptr.reason === 'nxdomain';
  const why = nowhere ? 'does not exist (NXDOMAIN)' : 'has no PTR record (NODATA)';
  const via = ptr.chain.length === 0 ? '' : ', to which its reverse zone delegates it (CNAME, RFC 2317)';
  return {
    id: 'ptr.missing',
    summary: untranslated(`${address.text} has no reverse name: ${asked} ${why}${via}`),
    // EC2 writes the records of its addresses itself.
    remedy:
      ptr.chain.length === 0 || elasticIp !== undefined
        ? setReverse({ ...naming, names: [] })
        : publishDelegated(asked, naming),
  };
}

function confirmed({ target, names }: Naming, looked: readonly ForwardLookup[], recorded?: Ec2Record): Draft {
  const { address } = target;
  const back = looked.filter(({ leads }) => leads === 'confirmed').map(({ name }) => name);
  const open = looked.filter(({ leads }) => leads === 'failed');
  const but = open.length === 0 ? '' : `; of its other names, ${whereTexts(open)}`;
  const summary = `The reverse name of ${address.text} is ${back.join(', ')}, which leads back to it${lookedAt(names)}.${but}`;
  return {
    id: 'ptr.confirmed',
    summary: untranslated(summary),
    remedy: (recorded?.ptrRecord ?? null) === null ? null : resetFirst(target),
  };
}

function notConfirmed(naming: Naming, looked: readonly ForwardLookup[]): Draft {
  const { target, names } = naming;
  const [slip] = looked.flatMap(({ name }) => withoutAppendedZone(name) ?? []);
  const dot = slip === undefined ? '' : `: the final dot of ${slip} is missing, so the zone was appended to it`;
  // What is short stands first: ten names fill the line.
  const summary = `No reverse name of ${target.address.text} leads back to it${lookedAt(names)}${dot}: ${whereTexts(looked)}`;
  if (slip !== undefined)
    return {
      id: 'ptr.not-confirmed',
      summary: untranslated(summary),
      remedy: addFinalDot(slip, reverseName(target.address), target),
    };
  // A provider's name, or what is no host name, is not worth a forward record.
  const own = looked.find(({ name, leads }) => leads !== 'invalid' && isOwn(name, target.address));
  const remedy = own === undefined ? setReverse(naming) : setForward(own, naming);
  return { id: 'ptr.not-confirmed', summary: untranslated(summary), remedy };
}

function several({ names, looked, address }: ReverseLookup): Draft | null {
  if (names.length < 2) return null;
  const back = looked.filter(({ leads }) => leads === 'confirmed');
  const keep = (back.find(({ name }) => isOwn(name, address)) ?? back[0])?.name ?? null;
  const drop = names.filter((name) => name !== keep).map(shown);
  return {
    id: 'ptr.several',
    summary: untranslated(
      `${address.text} has ${names.length} reverse names${lookedAt(names)}: ${names.slice(0, MAX_NAMES).map(shown).join(', ')}`,
    ),
    remedy: keepOne(keep, drop),
  };
}

/**
 * Judged over the names a receiver may end with: those that lead back, and those we could not ask (the benefit of the
 * doubt); over all where there is none. One name of its own among them is enough.
 */
function generic(naming: Naming, { looked }: ReverseLookup): Draft | null {
  const { target } = naming;
  const hosts = looked.filter(({ leads }) => leads !== 'invalid');
  const usable = hosts.filter(({ leads }) => leads === 'confirmed' || leads === 'failed');
  const judged = usable.length > 0 ? usable : hosts;
  const rules = judged.map(({ name }) => genericRule(name, target.address));
  const [first] = judged;
  const [rule] = rules;
  if (first === undefined || rule === undefined || !rules.every(isRule)) return null;
  return {
    id: 'ptr.generic',
    summary: untranslated(`The reverse name ${first.name} of ${target.address.text} is generic: ${rule.why}`),
    remedy: setOwnName(naming),
  };
}

const isRule = (rule: GenericRule | undefined): rule is GenericRule => rule !== undefined;

/**
 * Receivers compare the greeting (RFC 5321 section 4.1.1.1) with the reverse name; many sound senders differ, so it is
 * advice. A HELO name that is one of the reverse names is a fault of its own only if another one leads back and it does not.
 */
function heloMismatch(naming: Naming, { names, looked, helo }: ReverseLookup): Draft | null {
  const { target } = naming;
  if (helo === null) return null;
  const back = looked.filter(({ leads }) => leads === 'confirmed');
  const listed = looked.includes(helo);
  if (listed && (back.length === 0 || helo.leads === 'confirmed' || helo.leads === 'failed')) return null;
  const differs = listed ? '' : `it is not the reverse name (${names.slice(0, 3).map(shown).join(', ')}), and `;
  const sound = back.find(({ name }) => isOwn(name, target.address));
  return {
    id: 'ptr.helo-mismatch',
    summary: untranslated(
      `The HELO name ${shown(helo.name)} does not fit ${target.address.text}: ${differs}${whereText(helo)}`,
    ),
    remedy: sound === undefined ? setReverse(naming) : greetAs(sound.name, target),
  };
}

/** A reverse name that is an alias leads back for most receivers, though it must not be one (RFC 2181 section 10.2). */
function alias({ looked, address }: ReverseLookup): Draft | null {
  const found = looked.find(({ answer }) => answer !== null && answer.kind !== 'failed' && answer.chain.length > 0);
  const end = found === undefined || found.answer?.kind === 'failed' ? undefined : found.answer?.chain.at(-1);
  if (found === undefined || end === undefined) return null;
  return {
    id: 'ptr.alias',
    summary: untranslated(
      `The reverse name ${shown(found.name)} of ${address.text} is an alias (CNAME) of ${shown(end)}, which it must not be (RFC 2181 section 10.2)`,
    ),
    remedy: useCanonical(shown(found.name), shown(end)),
  };
}

/** Silent unless somebody wants or recorded a name, and DNS has given an answer that differs from it. */
function drift(target: AddressTarget, { ptr, names }: ReverseLookup, recorded?: Ec2Record): Draft | null {
  if (recorded === undefined || ptr.kind === 'failed') return null;
  const { wanted, ptrRecord } = recorded;
  const differs = (name: string): boolean => !names.some((one) => sameName(one, name));
  const has = `DNS has ${names.length === 0 ? 'no reverse name' : names.slice(0, 3).map(shown).join(', ')}`;
  const of = `the reverse name of ${target.address.text}`;
  const pending = ptrRecord !== null && differs(ptrRecord);
  // EC2 has taken the wish down already: then what is to be looked at is EC2.
  if (wanted !== undefined && differs(wanted) && !(pending && sameName(ptrRecord, wanted))) {
    const summary = `${shown(wanted)} is wanted as ${of} (tag postwatch:ptr), and ${has}`;
    return { id: 'ptr.drift', summary: untranslated(summary), remedy: setWanted(target, wanted) };
  }
  if (!pending) return null;
  const summary = `EC2 has recorded ${shown(ptrRecord)} as ${of}, and ${has}`;
  return { id: 'ptr.drift', summary: untranslated(summary), remedy: followEc2(target, names) };
}
