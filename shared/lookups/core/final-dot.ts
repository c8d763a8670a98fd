/**
 * Names to which a zone file or a panel appended its zone once too often (RFC 1035 section 5.1: a name without a final dot is
 * relative): `mail.example.com.example.com`, and `mx.vendor.net.example.com`.
 */

import { type Answer, evidenceOf, type RecordType, type Resolver } from '../../dns/answer.ts';
import { parseAddress } from '../../model/address.ts';
import type { Evidence } from '../../model/finding.ts';
import type { Text } from '../../model/language.ts';
import { hasPublicSuffix, organisationalDomain } from '../../model/organisation.ts';
import { printable } from '../../model/text.ts';
import type { LookupRemedy } from '../remedies/index.ts';
import { readHostName } from './argument.ts';
import type { FindingDraft } from './command.ts';
import type { CommandSaying } from './findings.ts';
import { addressInNamesPlace, atDoubledName, recordNoun, zonePerhapsAppended, zoneTwice } from './words.ts';

/** The zones that a record of that name may be in, as far as names tell: its own, and its organization's. */
export const zonesOf = (name: string): readonly string[] => [...new Set([organisationalDomain(name), name])];

export type Appended = {
  /** Without the zone behind it: what was probably meant. */
  readonly meant: string;
  /** The zone is written twice, which nobody writes on purpose. */
  readonly isDoubled: boolean;
};

/** Whether `host`, which a record of `owner` names, has the zone behind a name that is whole without it. */
export function appendedTo(host: string, owner: string): Appended | null {
  for (const zone of zonesOf(owner)) {
    if (!host.endsWith(`.${zone}`)) continue;
    const meant = host.slice(0, -zone.length - 1);
    if (meant === zone || meant.endsWith(`.${zone}`)) return { meant, isDoubled: true };
    if (parseAddress(meant).ok || hasPublicSuffix(meant)) return { meant, isDoubled: false };
  }
  return null;
}

export type DotAdvice = { readonly why: Text; readonly remedy: LookupRemedy };

/**
 * Said of a host that a record names, behind what is wrong with it; null for a name of another kind. `isAbsent`: it has proved
 * not to be there, without which a name such as `mail.eu.example.com` is nobody's slip.
 */
export function dotAdvice(
  host: string,
  {
    owner,
    type,
    isAbsent,
  }: { readonly owner: string; readonly type: 'MX' | 'NS' | 'CNAME'; readonly isAbsent: boolean },
): DotAdvice | null {
  const appended = appendedTo(host, owner);
  if (appended === null || (!appended.isDoubled && !isAbsent)) return null;
  const [meant, at] = [printable(appended.meant, 100), printable(owner, 100)];
  if (parseAddress(appended.meant).ok) return addressAdvice(meant, at, type);
  const names = { meant, type, owner: at };
  return appended.isDoubled
    ? {
        why: zoneTwice(printable(host, 100), meant),
        remedy: { id: 'record.final-dot', with: { ...names, isSure: true, isOwn: true } },
      }
    : {
        why: zonePerhapsAppended(meant),
        remedy: { id: 'record.final-dot', with: { ...names, isSure: false, isOwn: false } },
      };
}

/** With a final dot it would be a name still, and resolve to nothing. */
const addressAdvice = (address: string, owner: string, type: 'MX' | 'NS' | 'CNAME'): DotAdvice => ({
  why: addressInNamesPlace(owner, type, address),
  remedy:
    type === 'CNAME'
      ? { id: 'record.alias-of-address', with: { owner, address, type: address.includes(':') ? 'AAAA' : 'A' } }
      : { id: 'record.host-name', with: { type } },
});

/** The same record at the name with its zone behind it once more, where a panel appended it to a name entered in full. */
async function seekDoubled<T extends RecordType>(
  name: string,
  type: T,
  resolver: Resolver,
): Promise<{ readonly at: string; readonly answer: Answer<T> } | null> {
  const places = zonesOf(name)
    .map((zone) => `${name}.${zone}`)
    .filter((one) => readHostName(one).ok);
  const answers = await Promise.all(places.map(async (at) => ({ at, answer: await resolver.ask({ name: at, type }) })));
  return answers.find(({ answer }) => answer.kind === 'records') ?? null;
}

/** The finding to that; null where there is none, or where it could not be looked up. */
export async function judgeDoubled(
  command: CommandSaying<'zone-twice'>,
  name: string,
  type: RecordType,
  resolver: Resolver,
  before: readonly Evidence[] = [],
): Promise<FindingDraft | null> {
  const doubled = await seekDoubled(name, type, resolver);
  if (doubled === null) return null;
  return misnamed(command, recordNoun(type), name, doubled.at, [...before, evidenceOf(doubled.answer)]);
}

export const misnamed = (
  command: CommandSaying<'zone-twice'>,
  noun: Text,
  name: string,
  at: string,
  evidence: readonly Evidence[],
): FindingDraft => ({
  id: `${command}.zone-twice`,
  status: 'fail',
  summary: atDoubledName(noun, printable(at, 150)),
  evidence,
  remedy: { id: 'record.move-from-doubled', with: { noun, name: printable(name, 150), at: printable(at, 150) } },
});
