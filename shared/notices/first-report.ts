/**
 * What people receive first, once somebody listens: the problems that stood already, worst first; then what was found, what cannot
 * be checked and why, the command for each missing key; and at the end how often each list is asked and what it will cost. It is
 * one message, unless the problems are more than one holds. Pure; the numbers are those of the first run.
 */
import { storeKeyCommand } from '../dnsbl/keys.ts';
import type { NotCovered } from '../model/finding.ts';
import type { Notice, Transition } from '../model/incident.ts';
import { printable, wrap } from '../model/text.ts';
import { type Digest, digest, subjects } from './digest.ts';
import { dollarText, type Estimate } from './estimate.ts';
import type { Texts } from './texts/texts.ts';
import type { Wording } from './wording.ts';

export type FirstReport = {
  readonly at: string;
  /** Each as people know it (`identityText`). */
  readonly senders: readonly string[];
  readonly candidates: readonly string[];
  /** Counted by what they are. */
  readonly others: Readonly<Record<string, number>>;
  readonly notes: readonly string[];
  readonly unseen: readonly { readonly place: string; readonly why: string }[];
  /** By operator: the lists that wait for its key. */
  readonly missingKeys: readonly {
    readonly operatorId: string;
    readonly lists: readonly string[];
    readonly why: string;
  }[];
  /** Without those that wait for a key. */
  readonly notCovered: readonly NotCovered[];
  /** Asked in the first run, and no verdict came. */
  readonly silent: readonly { readonly list: string; readonly why: string }[];
  readonly queries: readonly { readonly list: string; readonly perDay: number; readonly limit: number | null }[];
  readonly estimate: Estimate;
};

/** Of each kind, so many are named; the API has all. */
const SHOWN = 20;
const WIDTH = 78;

/** `notices`: what was to be told when it goes out. It is told with it, in one message: problems first, costs last. */
export function firstReport(report: FirstReport, notices: readonly Notice[], wording: Wording): Digest {
  const open = openIn(notices);
  const { senders, candidates } = report;
  const paragraphs = blocksBehind(report, wording.texts).filter((lines) => lines.length > 0);
  const intro = `${wording.texts.firstReport.open(open)}\n`;
  const outro = `${paragraphs.map((lines) => lines.join('\n')).join('\n\n')}\n`;
  const told = digest(notices, wording);
  const subject = (of: Texts): string => of.firstReport.subject(senders.length, candidates.length, open);
  return {
    ...subjects(subject, wording),
    intro,
    outro,
    notices: told.notices,
    text: [intro, ...(notices.length === 0 ? [] : [told.text]), outro].join('\n'),
  };
}

/** What was found, then what is not known, then what it takes. */
function blocksBehind(report: FirstReport, texts: Texts): readonly (readonly string[])[] {
  const say = texts.firstReport;
  const { unseen, missingKeys, notCovered, silent, notes, queries, estimate } = report;
  const whys = (all: readonly { readonly list: string; readonly why: string }[]) =>
    shown(
      all.map(({ list, why }) => `${list}: ${why}`),
      texts,
    );
  const unseenLines = unseen.map(({ place, why }) => `${place}: ${why}`);
  return [
    block(say.found, foundLines(report, texts)),
    block(say.unseen, shown(unseenLines, texts)),
    block(say.keys, missingKeys.flatMap(keyLines)),
    block(say.notCovered, whys(notCovered)),
    block(say.silent, whys(silent)),
    block(say.notes, shown(notes, texts)),
    [say.next],
    block(
      say.queries,
      queries.map(({ list, perDay, limit }) => say.queriesOf(list, perDay, limit)),
    ),
    block(
      say.cost(dollarText(estimate.dollars)),
      estimate.parts.map(({ what, dollars, arithmetic }) => `${what} ${dollarText(dollars)} = ${arithmetic}`),
    ),
  ];
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
    ...counted,
  ];
}

const keyLines = ({ operatorId, lists, why }: FirstReport['missingKeys'][number]): readonly string[] => [
  `${lists.join(', ')}: ${why}`,
  storeKeyCommand(operatorId),
];

const shown = (all: readonly string[], { more }: Texts): readonly string[] =>
  all.length <= SHOWN ? all : [...all.slice(0, SHOWN), more(all.length - SHOWN)];

/** A heading and its lines; nothing at all where there are none. Commands stay whole, to be copied. */
function block(heading: string, lines: readonly string[]): readonly string[] {
  if (lines.length === 0) return [];
  return [
    heading,
    ...lines.flatMap((line) => (line.startsWith('aws ') ? [`  ${line}`] : wrap(printable(line, 1000), WIDTH, '  '))),
  ];
}
