/**
 * What a reverse lookup means for a sender (design, finding table). Exactly one of `ptr.confirmed`, `ptr.missing`,
 * `ptr.not-confirmed` and `ptr.unknown` is always there; `ptr.generic`, `ptr.several`, `ptr.helo-mismatch` and `ptr.drift`
 * come beside it. A question that failed can only end in `ptr.unknown`: another of several names may still confirm the
 * address, but "missing" and "not confirmed" need an answer to every question.
 */

import { type Answer, evidenceOf, type Failed } from '../dns/answer.ts';
import { reverseName } from '../model/address.ts';
import { sameName } from '../model/domain.ts';
import { type Evidence, type Finding, summaryOf } from '../model/finding.ts';
import { weightOf } from '../model/findings/index.ts';
import type { PTR_FINDINGS } from '../model/findings/ptr.ts';
import { eachText, type Text } from '../model/language.ts';
import type { Remedy } from '../model/remedy.ts';
import { asSentence, sentences } from '../model/sentence.ts';
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
import {
  aliasName,
  backUnknown,
  DELEGATED,
  dotMissing,
  ec2Differs,
  genericName,
  heloDiffers,
  heloWithoutAddress,
  joinedWhere,
  looksBack,
  looksElsewhere,
  noReverseName,
  nothingAt,
  onlySomeChecked,
  otherNames,
  reverseNotLookedUp,
  severalNames,
  tagDiffers,
  WHERE,
} from './words.ts';

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
    // One subject: an incident is about the address's reverse DNS, whichever fault it has.
    return [{ check, id, target: key, subject: key, status, severity, ...summaryOf(summary), evidence, remedy }];
  });
}

/** The PTR question, then every forward question, the HELO name's last. */
function evidenceFor({ ptr, looked, helo }: ReverseLookup): readonly Evidence[] {
  const forwards = helo === null || looked.includes(helo) ? looked : [...looked, helo];
  return [evidenceOf(ptr), ...forwards.flatMap(({ answer }) => (answer === null ? [] : [evidenceOf(answer)]))];
}

const shown = (name: string): string => printable(name, 80);

function whereText({ name, leads, answer }: ForwardLookup): Text {
  if (answer === null) return WHERE.invalid(shown(name));
  if (leads === 'confirmed') return WHERE.confirmed(name);
  const { type } = answer.trace;
  if (answer.kind === 'failed') return WHERE.failed(name, answer);
  if (answer.kind === 'records') return WHERE.elsewhere(name, type, evidenceOf(answer).answers.slice(0, 3).join(', '));
  return WHERE.absent(name, type, answer.reason.toUpperCase());
}

const whereTexts = (forwards: readonly ForwardLookup[]): Text => joinedWhere(forwards.map(whereText));

function verdict(naming: Naming, { ptr, names, looked }: ReverseLookup, recorded?: Ec2Record): Draft {
  const { text: address } = naming.target.address;
  if (ptr.kind === 'failed')
    return { id: 'ptr.unknown', summary: reverseNotLookedUp(address, ptr), remedy: askAgain(evidenceOf(ptr)) };
  if (looked.length === 0) return missing(naming, ptr);
  if (looked.some(({ leads }) => leads === 'confirmed')) return confirmed(naming, looked, recorded);
  const unanswered = looked.find(({ leads }) => leads === 'failed')?.answer;
  if (!unanswered) return notConfirmed(naming, looked);
  return {
    id: 'ptr.unknown',
    summary: sentences(backUnknown(address), lookedAt(names), asSentence(whereTexts(looked))),
    remedy: askAgain(evidenceOf(unanswered)),
  };
}

const lookedAt = (names: readonly string[]): Text | null =>
  names.length > MAX_NAMES ? onlySomeChecked(MAX_NAMES, names.length) : null;

function missing(naming: Naming, ptr: Exclude<Answer<'PTR'>, Failed>): Draft {
  const { address, elasticIp } = naming.target;
  const asked = shown(ptr.chain.at(-1) ?? reverseName(address));
  const reason = ptr.kind === 'absent' ? ptr.reason : 'nodata';
  const isDelegated = ptr.chain.length > 0;
  return {
    id: 'ptr.missing',
    summary: sentences(noReverseName(address.text), nothingAt(asked, reason), isDelegated ? DELEGATED : null),
    // EC2 writes the records of its addresses itself.
    remedy:
      !isDelegated || elasticIp !== undefined ? setReverse({ ...naming, names: [] }) : publishDelegated(asked, naming),
  };
}

function confirmed({ target, names }: Naming, looked: readonly ForwardLookup[], recorded?: Ec2Record): Draft {
  const back = looked.filter(({ leads }) => leads === 'confirmed').map(({ name }) => name);
  const open = looked.filter(({ leads }) => leads === 'failed');
  return {
    id: 'ptr.confirmed',
    summary: sentences(
      looksBack(target.address.text, back),
      lookedAt(names),
      open.length === 0 ? null : otherNames(whereTexts(open)),
    ),
    remedy: (recorded?.ptrRecord ?? null) === null ? null : resetFirst(target),
  };
}

function notConfirmed(naming: Naming, looked: readonly ForwardLookup[]): Draft {
  const { target, names } = naming;
  const [slip] = looked.flatMap(({ name }) => withoutAppendedZone(name) ?? []);
  // What is short comes first: ten names fill the line.
  const summary = sentences(
    looksElsewhere(target.address.text),
    lookedAt(names),
    slip === undefined ? null : dotMissing(slip),
    asSentence(whereTexts(looked)),
  );
  if (slip !== undefined)
    return { id: 'ptr.not-confirmed', summary, remedy: addFinalDot(slip, reverseName(target.address), target) };
  // A provider's name, or what is not a host name, is not worth a forward record.
  const own = looked.find(({ name, leads }) => leads !== 'invalid' && isOwn(name, target.address));
  return {
    id: 'ptr.not-confirmed',
    summary,
    remedy: own === undefined ? setReverse(naming) : setForward(own, naming),
  };
}

function several({ names, looked, address }: ReverseLookup): Draft | null {
  if (names.length < 2) return null;
  const back = looked.filter(({ leads }) => leads === 'confirmed');
  const keep = (back.find(({ name }) => isOwn(name, address)) ?? back[0])?.name ?? null;
  const drop = names.filter((name) => name !== keep).map(shown);
  return {
    id: 'ptr.several',
    summary: sentences(
      severalNames(address.text, names.length, names.slice(0, MAX_NAMES).map(shown).join(', ')),
      lookedAt(names),
    ),
    remedy: keepOne(keep, drop),
  };
}

/**
 * Judged over the names a receiver may end with: those that resolve back, and those we could not ask (the benefit of the
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
    summary: genericName(target.address.text, first.name, rule.why),
    remedy: setOwnName(naming),
  };
}

const isRule = (rule: GenericRule | undefined): rule is GenericRule => rule !== undefined;

/**
 * Receivers compare the greeting (RFC 5321 section 4.1.1.1) with the reverse name; many sound senders differ, so it is
 * advice. A HELO name that is one of the reverse names is a fault of its own only if another one resolves back and it does not.
 */
function heloMismatch(naming: Naming, { names, looked, helo }: ReverseLookup): Draft | null {
  const { target } = naming;
  if (helo === null) return null;
  const back = looked.filter(({ leads }) => leads === 'confirmed');
  const listed = looked.includes(helo);
  if (listed && (back.length === 0 || helo.leads === 'confirmed' || helo.leads === 'failed')) return null;
  const [greeting, address] = [shown(helo.name), target.address.text];
  const sound = back.find(({ name }) => isOwn(name, target.address));
  return {
    id: 'ptr.helo-mismatch',
    summary: sentences(
      listed
        ? heloWithoutAddress(greeting, address)
        : heloDiffers(greeting, address, names.slice(0, 3).map(shown).join(', ')),
      asSentence(whereText(helo)),
    ),
    remedy: sound === undefined ? setReverse(naming) : greetAs(sound.name, target),
  };
}

/** A reverse name that is an alias resolves back for most receivers, though it must not be one (RFC 2181 section 10.2). */
function alias({ looked, address }: ReverseLookup): Draft | null {
  const found = looked.find(({ answer }) => answer !== null && answer.kind !== 'failed' && answer.chain.length > 0);
  const end = found === undefined || found.answer?.kind === 'failed' ? undefined : found.answer?.chain.at(-1);
  if (found === undefined || end === undefined) return null;
  return {
    id: 'ptr.alias',
    summary: aliasName(address.text, shown(found.name), shown(end)),
    remedy: useCanonical(shown(found.name), shown(end)),
  };
}

/** Silent unless someone wants or recorded a name, and DNS has given an answer that differs from it. */
function drift(target: AddressTarget, { ptr, names }: ReverseLookup, recorded?: Ec2Record): Draft | null {
  if (recorded === undefined || ptr.kind === 'failed') return null;
  const { wanted, ptrRecord } = recorded;
  const differs = (name: string): boolean => !names.some((one) => sameName(one, name));
  const has = names.length === 0 ? null : names.slice(0, 3).map(shown).join(', ');
  const { text: address } = target.address;
  const pending = ptrRecord !== null && differs(ptrRecord);
  // EC2 has accepted the wanted name already: then EC2 is the place to look.
  if (wanted !== undefined && differs(wanted) && !(pending && sameName(ptrRecord, wanted)))
    return { id: 'ptr.drift', summary: tagDiffers(address, shown(wanted), has), remedy: setWanted(target, wanted) };
  if (!pending) return null;
  return {
    id: 'ptr.drift',
    summary: ec2Differs(address, shown(ptrRecord), has),
    remedy: followEc2(target, names),
  };
}
