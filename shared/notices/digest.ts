/**
 * Notices -> what people receive: one digest a run, with a subject to act on and at most a screen for each notice
 * (`section.ts`). Pure; channels carry it. The machine form is the notices themselves.
 */
import { compareSeverity } from '../model/finding.ts';
import type { Notice, Transition } from '../model/incident.ts';
import { printable } from '../model/text.ts';
import { headlineOf, section, weight } from './section.ts';
import { en } from './texts/en.ts';
import type { Texts } from './texts/texts.ts';
import type { Wording } from './wording.ts';

export type Digest = {
  /** Under 100 characters, no line breaks: what SNS accepts as a subject, but for the alphabet. */
  readonly subject: string;
  /** Where `subject` is in another language: for channels that carry ASCII only. */
  readonly subjectInEnglish?: string;
  readonly text: string;
  /** What of the text goes before the notices: the first report. */
  readonly intro?: string;
  readonly notices: readonly Notice[];
};

const MAX_SUBJECT = 99;

/** The worst news first. */
const TURNS: readonly Transition[] = [
  'opened',
  'worsened',
  'flapping',
  'members',
  'blind',
  'reminder',
  'improved',
  'acknowledged',
  'cleared',
  'ended',
];

const order = (a: Notice, b: Notice): number =>
  TURNS.indexOf(a.transition) - TURNS.indexOf(b.transition) || compareSeverity(weight(a), weight(b));

export function digest(notices: readonly Notice[], wording: Wording): Digest {
  const sorted = [...notices].sort(order);
  // A blank line goes between.
  const text = `${sorted.map((notice) => section(notice, wording)).join('\n\n')}\n`;
  return { ...subjects((texts) => subjectOf(sorted, texts), wording), text, notices: sorted };
}

/** A subject as every message has it, and in English as well where that is another. */
export function subjects(
  say: (texts: Texts) => string,
  { texts }: Wording,
): Pick<Digest, 'subject' | 'subjectInEnglish'> {
  const subject = (of: Texts): string => printable(`[Postwatch] ${say(of)}`, MAX_SUBJECT);
  return { subject: subject(texts), ...(texts === en ? {} : { subjectInEnglish: subject(en) }) };
}

function subjectOf(sorted: readonly Notice[], texts: Texts): string {
  const [first] = sorted;
  if (first === undefined) return '';
  const headline = headlineOf(first, texts);
  return sorted.length === 1 ? headline : texts.several(countTurns(sorted), headline);
}

function countTurns(notices: readonly Notice[]): Partial<Record<Transition, number>> {
  const counts: Partial<Record<Transition, number>> = {};
  for (const turn of TURNS) {
    const n = notices.filter(({ transition }) => transition === turn).length;
    if (n > 0) counts[turn] = n;
  }
  return counts;
}
