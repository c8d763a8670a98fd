/**
 * Bounces as messages of the alerts topic: a new cause on our own side as soon as it is seen, and the counts of a day. They carry
 * no notice, since nothing is watched that could clear; and no address of a recipient.
 */
import { causeText } from '../bounce/cause-texts.ts';
import { type Diagnosis, isOwnSide } from '../bounce/diagnosis.ts';
import { maskAddresses } from '../bounce/failure.ts';
import { noticeSteps } from '../bounce/remedies/in-language.ts';
import type { CauseTally } from '../bounce/tally.ts';
import { printable, wrap } from '../model/text.ts';
import { type Digest, subjects } from './digest.ts';
import { WIDTH } from './layout.ts';
import type { Wording } from './wording.ts';

/** Rows of a day that are shown: of receivers' faults what is left of so many, of our own far more, in pages of one message. */
const MAX_ROWS = 50;
const PAGE_ROWS = 250;
const MAX_OWN = 10 * PAGE_ROWS;

export function newCauseDigest(receiver: string, diagnosis: Diagnosis, wording: Wording): Digest {
  const { bounces } = wording.texts;
  const { ip, text } = diagnosis;
  const cause = causeText(diagnosis);
  const { remedy } = diagnosis;
  const steps = noticeSteps(wording.language, remedy.id, { ip });
  const lines = [
    ...wrap(bounces.newCause(printable(receiver, 100), cause[wording.language]), WIDTH, ''),
    '',
    bounces.theySay,
    ...wrap(printable(maskAddresses(text), 500), WIDTH, '  '),
    '',
    ip === undefined ? bounces.todo : `${bounces.todo} (${ip})`,
    ...steps.flatMap((step, index) => stepText(index + 1, step)),
    ...(remedy.url === undefined ? [] : [`     ${remedy.url}`]),
    '',
    ...explained(wording),
  ];
  return {
    ...subjects(
      (of) =>
        of.bounces.newCauseSubject(printable(receiver, 40), cause[of === wording.texts ? wording.language : 'en']),
      wording,
    ),
    text: `${lines.join('\n')}\n`,
    notices: [],
  };
}

/**
 * `day`: ISO date. What is on our own side first, the largest counts first; of the others the largest. Own causes that one message
 * has no room for come in further ones.
 */
export function dayDigests(day: string, counted: readonly CauseTally[], wording: Wording): readonly Digest[] {
  const sum = (some: readonly CauseTally[]): number => some.reduce((all, { count }) => all + count, 0);
  const sorted = [...counted].sort((a, b) => b.count - a.count);
  const own = sorted.filter(({ side }) => isOwnSide(side));
  const others = sorted.filter(({ side }) => !isOwnSide(side));
  const shown = [...own.slice(0, MAX_OWN), ...others.slice(0, Math.max(0, MAX_ROWS - own.length))];
  const left = counted.length - shown.length;
  const pages = Math.max(1, Math.ceil(shown.length / PAGE_ROWS));
  return Array.from({ length: pages }, (_, at) => {
    const rows = shown.slice(at * PAGE_ROWS, (at + 1) * PAGE_ROWS);
    const { bounces, more } = wording.texts;
    const lines = [
      ...wrap(bounces.day(day, sum(counted), sum(own)), WIDTH, ''),
      '',
      ...rows.map((one) => tallyLine(one, wording)),
      ...(left > 0 && at === pages - 1 ? [more(left)] : []),
      '',
      ...explained(wording),
    ];
    const subject = subjects((of) => of.bounces.daySubject(day, sum(counted), sum(own)), wording);
    return { ...subject, text: `${lines.join('\n')}\n`, notices: [] };
  });
}

const tallyLine = ({ receiver, cause, side, count }: CauseTally, { texts, language }: Wording): string =>
  `${String(count).padStart(7)}  ${printable(receiver, 60)}  ${causeText({ cause, side })[language]} (${texts.bounces.side[side]})`;

const EXPLAIN = 'npx postwatch diagnose <message>';

const explained = ({ texts }: Wording): readonly string[] => [texts.bounces.next, `  ${EXPLAIN}`];

/** `  1. Stop the cause`: further lines of it begin below the text. */
function stepText(number: number, text: string): readonly string[] {
  const [first = '', ...rest] = wrap(text, WIDTH, '     ');
  return [`  ${`${number}.`.padEnd(3)}${first.slice(5)}`, ...rest];
}
