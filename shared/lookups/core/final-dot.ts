/**
 * Names to which a zone file or a panel appended its zone once too often (RFC 1035 section 5.1: a name without a final dot is
 * relative): `mail.example.com.example.com`, and `mx.vendor.net.example.com`.
 */

import { type Answer, evidenceOf, type RecordType, type Resolver } from '../../dns/answer.ts';
import { parseAddress } from '../../model/address.ts';
import type { Evidence } from '../../model/finding.ts';
import { untranslated } from '../../model/language.ts';
import { hasPublicSuffix, organisationalDomain } from '../../model/organisation.ts';
import { printable } from '../../model/text.ts';
import { readHostName } from './argument.ts';
import type { FindingDraft } from './command.ts';
import type { CommandSaying } from './findings.ts';

/** The zones that a record of that name may stand in, as far as names tell: its own, and its organization's. */
export const zonesOf = (name: string): readonly string[] => [...new Set([organisationalDomain(name), name])];

export type Appended = {
  /** Without the zone behind it: what was probably meant. */
  readonly meant: string;
  /** The zone stands there twice, which nobody writes on purpose. */
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

export type DotAdvice = { readonly why: string; readonly text: string };

/**
 * Said of a host that a record names, behind what is wrong with it; null where it is no name of that kind. `isAbsent`: it has proved
 * not to be there, without which a name such as `mail.eu.example.com` is nobody's slip.
 */
export function dotAdvice(
  host: string,
  { owner, type, isAbsent }: { readonly owner: string; readonly type: string; readonly isAbsent: boolean },
): DotAdvice | null {
  const appended = appendedTo(host, owner);
  if (appended === null || (!appended.isDoubled && !isAbsent)) return null;
  const [meant, shown] = [printable(appended.meant, 100), printable(host, 100)];
  const act = `write "${meant}." with a final dot in the ${type} record of ${printable(owner, 100)} (a panel that appends the zone itself wants the name without the zone).`;
  return appended.isDoubled
    ? {
        why: `${shown} lacks its final dot in the zone file, so the zone was appended twice: ${meant} was meant`,
        text: `${act[0]?.toUpperCase()}${act.slice(1)}`,
      }
    : {
        why: `it may lack its final dot in the zone file, so that the zone was appended to ${meant}`,
        text: `If ${meant} was meant, ${act}`,
      };
}

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

/** The finding to that; null where there is none, or where it could not be asked. */
export async function judgeDoubled(
  command: CommandSaying<'zone-twice'>,
  name: string,
  type: RecordType,
  resolver: Resolver,
  before: readonly Evidence[] = [],
): Promise<FindingDraft | null> {
  const doubled = await seekDoubled(name, type, resolver);
  if (doubled === null) return null;
  return misnamed(command, `${type} record`, name, doubled.at, [...before, evidenceOf(doubled.answer)]);
}

export const misnamed = (
  command: CommandSaying<'zone-twice'>,
  noun: string,
  name: string,
  at: string,
  evidence: readonly Evidence[],
): FindingDraft => ({
  id: `${command}.zone-twice`,
  status: 'fail',
  summary: untranslated(`the ${noun} stands at ${printable(at, 150)}, where nobody looks: the zone was appended twice`),
  evidence,
  remedy: {
    text: `Publish it at ${printable(name, 150)}: enter the name without the zone where the panel appends it, or with a final dot in a zone file ("${printable(name, 150)}."). Then delete the ${noun} at ${printable(at, 150)}.`,
  },
});
