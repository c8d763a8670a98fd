/**
 * Records that are almost there: mangled on their way into the zone, or published at a name beside the right one. A name beside is
 * asked only where the right one has proved to lack the record, and whatever cannot be asked there changes nothing.
 */

import { type Answer, evidenceOf, type Resolver } from '../../dns/answer.ts';
import type { Evidence } from '../../model/finding.ts';
import { untranslated } from '../../model/language.ts';
import { printable } from '../../model/text.ts';
import { readHostName } from '../core/argument.ts';
import type { FindingDraft } from '../core/command.ts';
import { makeDraft } from '../core/draft.ts';
import { misnamed, zonesOf } from '../core/final-dot.ts';
import type { PublishedCommand } from '../core/findings.ts';
import type { Damaged, PublishedRecords } from './published.ts';
import type { RecordKind } from './record-kind.ts';
import { hostNameIn, mendText, trimEndBlanks } from './slips.ts';

/** One is enough to see the cause; a hostile zone can have thousands. */
const MAX_TOLD = 3;
/** A key of 4,096 bits has some 750 characters. */
const MAX_PROPOSED = 1200;

/** What stands at the right name and was meant to be such a record. */
export function judgeNearMisses(
  command: PublishedCommand,
  name: string,
  kind: RecordKind,
  { answer, damaged, others, evidence }: PublishedRecords,
): readonly FindingDraft[] {
  if (answer.kind !== 'records') return [];
  const broken = damaged.filter(({ isCounted }) => !isCounted);
  if (broken.length > 0) return broken.slice(0, MAX_TOLD).map((one) => mangled(command, name, kind, one, evidence));
  const like = others.find(kind.isLike);
  if (like !== undefined) return [unrecognized(command, kind, like, evidence)];
  const host = others.map(hostNameIn).find((one) => one !== null);
  return host === undefined || host === null ? [] : [aliasMeant(command, name, host, evidence)];
}

export function mangled(
  command: PublishedCommand,
  name: string,
  { noun }: RecordKind,
  { slips, text, isCounted }: Damaged,
  evidence: readonly Evidence[],
): FindingDraft {
  const holds = `the record at ${printable(name, 120)} holds ${slips.slice(0, 4).join(' and ')}`;
  const summary = isCounted
    ? `${holds}, which receivers read as part of its values`
    : `${holds}: receivers see no ${noun} in it`;
  return makeDraft(`${command}.mangled`, 'fail', untranslated(summary), evidence, proposal(text));
}

const proposal = (text: string): string =>
  text.length > MAX_PROPOSED
    ? 'Enter its value again without them.'
    : `Enter its value again without them, as one line: ${printable(text, MAX_PROPOSED)}`;

const unrecognized = (
  command: PublishedCommand,
  kind: RecordKind,
  text: string,
  evidence: readonly Evidence[],
): FindingDraft =>
  makeDraft(
    `${command}.unrecognised`,
    'fail',
    untranslated(`"${printable(text, 100)}" is no ${kind.noun}: ${kind.why(text)}`),
    evidence,
    'Write the version as the first tag, exactly as the standard has it, with a semicolon behind it.',
  );

const aliasMeant = (
  command: PublishedCommand,
  name: string,
  host: string,
  evidence: readonly Evidence[],
): FindingDraft =>
  makeDraft(
    `${command}.alias-meant`,
    'fail',
    untranslated(
      `a TXT record at ${printable(name, 120)} holds the host name ${printable(host, 150)}: a CNAME record to it was probably meant`,
    ),
    evidence,
    `If so, delete that TXT record, then publish a CNAME record at ${printable(name, 120)} that points to ${printable(host, 150)}. A CNAME stands alone: nothing else may be published at that name.`,
  );

export type Seeking = {
  /** Where the record belongs. */
  readonly name: string;
  /** Whose it is: `name` without its labels with an underscore. */
  readonly domain: string;
  readonly kind: RecordKind;
};

type Beside = { readonly at: string; readonly slip: 'apex' | 'zone' | 'underscore' };

/** The names at which panels and people publish by mistake what belongs at `name`. */
export function namesBeside({ name, domain }: Pick<Seeking, 'name' | 'domain'>): readonly Beside[] {
  const labels = name.slice(0, -domain.length - 1);
  const all: readonly Beside[] = [
    { at: domain, slip: 'apex' },
    { at: `${labels.replace(/(^|\.)_/g, '$1')}.${domain}`, slip: 'underscore' },
    ...zonesOf(domain).map((zone): Beside => ({ at: `${name}.${zone}`, slip: 'zone' })),
  ];
  return all.filter(({ at }) => at !== name && readHostName(at).ok);
}

/** @returns the findings, and what the domain itself said: a mistyped one does not exist at all */
export async function seekMisplaced(
  { name, domain, kind, command }: Seeking & { readonly command: PublishedCommand },
  resolver: Resolver,
): Promise<{ readonly drafts: readonly FindingDraft[]; readonly domainIs: Answer<'TXT'> }> {
  const ask = (at: string): Promise<Answer<'TXT'>> => resolver.ask({ name: at, type: 'TXT' as const });
  const own = ask(domain);
  const all = await Promise.all(
    namesBeside({ name, domain }).map(async (one) => ({
      ...one,
      answer: await (one.slip === 'apex' ? own : ask(one.at)),
    })),
  );
  const found = all.flatMap(({ at, slip, answer }) => {
    const text = recordIn(answer, kind);
    return text === null ? [] : [misplaced({ command, name, kind, at, slip, text }, [evidenceOf(answer)])];
  });
  return { drafts: found.slice(0, MAX_TOLD), domainIs: await own };
}

function recordIn(answer: Answer<'TXT'>, { isOne }: RecordKind): string | null {
  if (answer.kind !== 'records') return null;
  for (const record of answer.records) {
    const texts = [trimEndBlanks(record.text), mendText(record).text];
    const text = texts.find(isOne);
    if (text !== undefined) return text;
  }
  return null;
}

type Misplaced = Beside & {
  readonly command: PublishedCommand;
  readonly name: string;
  readonly kind: RecordKind;
  readonly text: string;
};

function misplaced({ command, name, kind, at, slip, text }: Misplaced, evidence: readonly Evidence[]): FindingDraft {
  const [right, wrong] = [printable(name, 150), printable(at, 150)];
  if (slip === 'zone') return misnamed(command, untranslated(kind.noun), name, at, evidence);
  const value = text.length > MAX_PROPOSED ? '' : `: ${printable(text, MAX_PROPOSED)}`;
  if (slip === 'underscore')
    return makeDraft(
      `${command}.no-underscore`,
      'fail',
      untranslated(`the ${kind.noun} stands at ${wrong}, without the underscore in its name: nobody looks there`),
      evidence,
      `Publish it at ${right}, with the underscore${value}. Then delete this one TXT value, and no other record, at ${wrong}.`,
    );
  return makeDraft(
    `${command}.at-apex`,
    'fail',
    untranslated(`the ${kind.noun} stands at ${wrong} itself, the wrong name: receivers look at ${right}`),
    evidence,
    `Publish it at ${right} instead${value}. Then delete this one TXT value, and no other record, at ${wrong}.`,
  );
}
