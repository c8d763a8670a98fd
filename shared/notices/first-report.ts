/**
 * The first notice, sent once there is a subscriber: the problems that already existed, the worst first; then what was found, what
 * cannot be checked, the command for each missing key; and at the end how often each list is queried and what it will cost. It is
 * one message, unless the problems are more than one holds. Pure; the numbers are those of the first run.
 */

import { storeKeyCommand } from '../dnsbl/keys.ts';
import type { NotCovered } from '../model/finding.ts';
import type { Notice, Transition } from '../model/incident.ts';
import { type Language, type Text, type Translated, verbatim } from '../model/language.ts';
import { forNotice } from '../model/manner.ts';
import { printable, wrap } from '../model/text.ts';
import { type Digest, digest, subjects } from './digest.ts';
import { type CostPart, dollarText, type Estimate, FIXED_COSTS } from './estimate.ts';
import { WIDTH } from './layout.ts';
import type { Texts } from './texts/texts.ts';
import type { Wording } from './wording.ts';

export type FirstReport = {
  readonly at: string;
  /** Each as people know it (`identityText`). */
  readonly senders: readonly string[];
  readonly candidates: readonly string[];
  /** Counted by what they are. */
  readonly others: Readonly<Record<string, number>>;
  readonly notes: readonly (Text | string)[];
  readonly unseen: readonly ({ readonly place: string } & Reason)[];
  /** By operator: the lists that wait for its key. */
  readonly missingKeys: readonly { readonly operatorId: string; readonly lists: readonly string[] }[];
  /** Without those that wait for a key. */
  readonly notCovered: readonly Pick<NotCovered, 'list'>[];
  /** Queried in the first run, without a verdict. */
  readonly silent: readonly ({ readonly list: string } & Reason)[];
  readonly queries: readonly { readonly list: string; readonly perDay: number; readonly limit: number | null }[];
  readonly estimate: Estimate;
};

/** In English, and in the other languages where it is known in them. */
type Reason = { readonly why: string; readonly translated?: Translated };

const because = ({ why, translated }: Reason, language: Language): string =>
  forNotice({ ...verbatim(why), ...translated }[language], language);

/** Of each kind, so many are named; the API has all. */
const SHOWN = 20;

/** `notices`: what waits when it goes out; it goes with it, in one message. */
export function firstReport(report: FirstReport, notices: readonly Notice[], wording: Wording): Digest {
  const open = openIn(notices);
  const { senders, candidates } = report;
  const { begun, open: problems } = wording.texts.firstReport;
  const paragraphs = blocksBehind(report, wording).filter((lines) => lines.length > 0);
  const intro = `${begun}\n${problems(open)}\n`;
  const outro = `${paragraphs.map((lines) => lines.join('\n')).join('\n\n')}\n`;
  const body = digest(notices, wording);
  const subject = (of: Texts): string => of.firstReport.subject(senders.length, candidates.length, open);
  return {
    ...subjects(subject, wording),
    intro,
    outro,
    notices: body.notices,
    text: [intro, ...(notices.length === 0 ? [] : [body.text]), outro].join('\n'),
  };
}

/** What was found, then what is not known, then what it takes. */
function blocksBehind(report: FirstReport, { texts, language }: Wording): readonly (readonly string[])[] {
  const say = texts.firstReport;
  const { unseen, missingKeys, notCovered, silent, notes, queries, estimate } = report;
  const unseenLines = unseen.map((one) => `${one.place}: ${because(one, language)}`);
  // What the version before has stored is English.
  const noteLines = notes.map((one) => (typeof one === 'string' ? one : one[language]));
  const silentLines = silent.map((one) => `${one.list}: ${because(one, language)}`);
  return [
    block(say.found, foundLines(report, texts)),
    block(say.unseen, shown(unseenLines, texts)),
    block(say.keys, missingKeys.flatMap(keyLines)),
    block(say.silent, shown(silentLines, texts)),
    block(say.notCovered(notCovered.length), notCoveredLines(notCovered, texts)),
    block(say.notes, shown(noteLines, texts)),
    block(
      say.queries,
      queries.map(({ list, perDay, limit }) => say.queriesOf(list, perDay, limit)),
    ),
    block(
      say.cost(dollarText(estimate.dollars)),
      estimate.parts.map((part) => costLine(part, texts)),
    ),
    [say.next],
  ];
}

const notCoveredLines = (notCovered: FirstReport['notCovered'], texts: Texts): readonly string[] =>
  notCovered.length === 0
    ? []
    : [
        shown(
          notCovered.map(({ list }) => list),
          texts,
        ).join(', '),
        texts.firstReport.whyNotCovered,
        'npx postwatch lists --all',
      ];

/** A report that an earlier version made has no factors. */
function costLine({ what, dollars, factors = [] }: CostPart, { firstReport: say }: Texts): string {
  const name = what === FIXED_COSTS ? say.fixedCosts : what;
  const product = factors.map(({ amount, unit, price }) => `${amount} ${say.units[unit]} x $${price}`).join(' + ');
  return `${name} ${dollarText(dollars)}${product === '' ? '' : ` = ${product}`}`;
}

/** Incidents that opened and are not over. */
function openIn(notices: readonly Notice[]): number {
  const of = (...turns: Transition[]): readonly string[] =>
    notices.filter(({ transition }) => turns.includes(transition)).map(({ incident }) => incident);
  const over = new Set(of('cleared', 'ended'));
  return new Set(of('opened').filter((incident) => !over.has(incident))).size;
}

function foundLines({ senders, candidates, others }: FirstReport, texts: Texts): readonly string[] {
  const say = texts.firstReport;
  if (senders.length + candidates.length === 0) return [say.nobody];
  const counted = Object.entries(others).flatMap(([use, n]) =>
    n === 0 ? [] : [say.others[use]?.(n) ?? `${n} ${use}`],
  );
  return [
    say.senders(senders.length),
    ...shown(senders, texts).map((line) => `  ${line}`),
    ...(candidates.length === 0 ? [] : [say.candidates(candidates.length)]),
    ...shown(candidates, texts).map((line) => `  ${line}`),
    ...(candidates.length === 0 ? [] : [say.tag, TAG]),
    ...counted,
  ];
}

const TAG = 'aws ec2 create-tags --resources <allocation id> --tags Key=postwatch:domains,Value=<domain>';

const keyLines = ({ operatorId, lists }: FirstReport['missingKeys'][number]): readonly string[] => [
  lists.join(', '),
  storeKeyCommand(operatorId),
];

const shown = (all: readonly string[], { more }: Texts): readonly string[] =>
  all.length <= SHOWN ? all : [...all.slice(0, SHOWN), more(all.length - SHOWN)];

/** A heading and its lines; nothing at all where there are none. Commands stay whole, to be copied. */
function block(heading: string, lines: readonly string[]): readonly string[] {
  if (lines.length === 0) return [];
  return [
    ...wrap(heading, WIDTH, ''),
    ...lines.flatMap((line) => {
      const indent = line.startsWith('  ') ? '    ' : '  ';
      return /^(aws|npx) /.test(line) ? [`    ${line}`] : wrap(printable(line.trimStart(), 1000), WIDTH, indent);
    }),
  ];
}
