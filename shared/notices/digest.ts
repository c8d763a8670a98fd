/**
 * Notices -> what people receive: one digest a run, with a subject to act on and at most a screen for each cause
 * (`section.ts`, `group-section.ts`). Pure; channels carry as much of it as they have room for, and say which notices those were.
 * The machine form is the notices themselves.
 */
import { defined } from '../model/defined.ts';
import type { Notice, Transition } from '../model/incident.ts';
import { printable } from '../model/text.ts';
import { hasVanished, subjectHeadOf, type Who } from './about.ts';
import { type Entry, entriesOf, inOrder, TURNS } from './entries.ts';
import { entryText, groupName } from './group-section.ts';
import { ENTRY_BREAK } from './layout.ts';
import { identityOf, sharedKind, shortIdentityOf } from './target-identity.ts';
import { en } from './texts/en.ts';
import type { Texts } from './texts/texts.ts';
import type { Wording } from './wording.ts';

export type Digest = {
  /** Under 100 characters, no line breaks: what SNS accepts as a subject, but for the alphabet. */
  readonly subject: string;
  /** Where `subject` is in another language: for channels that carry ASCII only. */
  readonly subjectInEnglish?: string;
  /** All of it, whatever room a channel has. */
  readonly text: string;
  /** What of the text goes before the notices, and what behind them: the first report. */
  readonly intro?: string;
  readonly outro?: string;
  /** In the order of the text: what has one cause is together. */
  readonly notices: readonly Notice[];
};

const MAX_SUBJECT = 99;
const SUBJECT_START = '[Postwatch] ';

export function digest(notices: readonly Notice[], wording: Wording): Digest {
  const entries = entriesOf(notices);
  const sorted = inOrder(entries);
  let whole: string | undefined;
  return {
    ...noticesSubjects(entries, wording),
    notices: sorted,
    /** Written when it is read: most channels put their own together. */
    get text() {
      whole ??= `${entries.map((entry) => entryText(entry, wording, 'full')).join(ENTRY_BREAK)}\n`;
      return whole;
    },
  };
}

/** The subject of a message that carries some of a digest. A report is called what it is, whatever it has room for. */
export function subjectsOfPart(
  whole: Digest,
  carried: readonly Notice[],
  wording: Wording,
): Pick<Digest, 'subject' | 'subjectInEnglish'> {
  const isWhole = whole.intro !== undefined || carried.length === whole.notices.length;
  return isWhole ? whole : noticesSubjects(entriesOf(carried), wording);
}

/** A subject as every message has it, and in English as well where that is another. */
export function subjects(
  say: (texts: Texts) => string,
  { texts }: Wording,
): Pick<Digest, 'subject' | 'subjectInEnglish'> {
  const subject = (of: Texts): string => printable(`${SUBJECT_START}${say(of)}`, MAX_SUBJECT);
  return { subject: subject(texts), ...defined({ subjectInEnglish: texts === en ? undefined : subject(en) }) };
}

const noticesSubjects = (entries: readonly Entry[], wording: Wording) =>
  subjects((texts) => subjectOf(entries, { ...wording, texts }), wording);

/** The most that fits of whom the first is about. */
function subjectOf(entries: readonly Entry[], wording: Wording): string {
  const [first] = entries;
  const [notice] = first ?? [];
  if (first === undefined || notice === undefined) return '';
  const { texts } = wording;
  const one = (name: string | undefined): Who => ({ name, isOne: true });
  const alone =
    sharedKind(notice.target) !== undefined
      ? [one(undefined)]
      : [identityOf(notice), shortIdentityOf(notice), printable(notice.target, 260)].map(one);
  const shown = first.length > 1 ? [groupName(first, wording)] : alone;
  const counts = countTurns(entries.flat(), texts);
  const lines = shown.map((who) => {
    const headline = subjectHeadOf(notice, texts, who);
    return entries.length === 1 ? headline : texts.several(counts, headline);
  });
  return lines.find(({ length }) => SUBJECT_START.length + length <= MAX_SUBJECT) ?? lines.at(-1) ?? '';
}

/** How many there are of each turn, as the language calls it. */
function countTurns(notices: readonly Notice[], texts: Texts): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  const name = (notice: Notice): string =>
    hasVanished(notice) ? texts.vanished.turned : texts.turned[notice.transition];
  for (const turn of TURNS as readonly Transition[]) {
    for (const notice of notices.filter(({ transition }) => transition === turn))
      counts[name(notice)] = (counts[name(notice)] ?? 0) + 1;
  }
  return counts;
}
