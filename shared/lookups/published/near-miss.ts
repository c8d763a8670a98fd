/**
 * Records that are almost there: mangled on their way into the zone, or published at a name beside the right one. A name beside is
 * asked only where the right one has proved to lack the record, and a name that cannot be looked up there changes nothing.
 */

import { type Answer, evidenceOf, type Resolver } from '../../dns/answer.ts';
import type { Evidence } from '../../model/finding.ts';
import { sentences } from '../../model/sentence.ts';
import { printable } from '../../model/text.ts';
import { readHostName } from '../core/argument.ts';
import type { FindingDraft } from '../core/command.ts';
import { makeDraft } from '../core/draft.ts';
import { misnamed, zonesOf } from '../core/final-dot.ts';
import type { PublishedCommand } from '../core/findings.ts';
import type { Damaged, PublishedRecords } from './find-records.ts';
import { hostNameIn, mendText, trimEndBlanks } from './mend-text.ts';
import type { RecordKind } from './record-kind.ts';
import { atWrongName, holdsSlips, hostInText, notRecognized, withoutUnderscore } from './words.ts';

/** One is enough to see the cause; a hostile zone can have thousands. */
const MAX_TOLD = 3;
/** A key of 4,096 bits has some 750 characters. */
const MAX_PROPOSED = 1200;

/** What is at the right name and was meant to be such a record. */
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
  return makeDraft(`${command}.mangled`, 'fail', holdsSlips(printable(name, 120), noun, slips, isCounted), evidence, {
    id: 'published.enter-again',
    with: { value: proposal(text) },
  });
}

/** Null: too long to be shown. */
const proposal = (text: string): string | null => (text.length > MAX_PROPOSED ? null : printable(text, MAX_PROPOSED));

const unrecognized = (
  command: PublishedCommand,
  kind: RecordKind,
  text: string,
  evidence: readonly Evidence[],
): FindingDraft =>
  makeDraft(
    `${command}.unrecognised`,
    'fail',
    sentences(notRecognized(printable(text, 100), kind.noun), kind.why(text)),
    evidence,
    kind.start === null
      ? { id: 'dkim.publish', with: {} }
      : { id: 'published.begin-with', with: { start: kind.start } },
  );

const aliasMeant = (
  command: PublishedCommand,
  name: string,
  host: string,
  evidence: readonly Evidence[],
): FindingDraft =>
  makeDraft(`${command}.alias-meant`, 'fail', hostInText(printable(name, 120), printable(host, 150)), evidence, {
    id: 'published.alias-instead',
    with: { name: printable(name, 120), host: printable(host, 150) },
  });

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
  if (slip === 'zone') return misnamed(command, kind.noun, name, at, evidence);
  const remedy = { id: 'published.move', with: { name: right, at: wrong, value: proposal(text) } } as const;
  return slip === 'underscore'
    ? makeDraft(`${command}.no-underscore`, 'fail', withoutUnderscore(kind.noun, wrong), evidence, remedy)
    : makeDraft(`${command}.at-apex`, 'fail', atWrongName(kind.noun, wrong, right), evidence, remedy);
}
