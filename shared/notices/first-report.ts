/**
 * What people receive first, once somebody listens: what was found, what cannot be checked and why, the command for each
 * missing key, what it will cost, and how often each list is asked; then the notices of what
 * stood already, so that the first message is one message. Pure; the numbers are those of the first run.
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

/** `notices`: what was to be told when it goes out. It is told with it, in one message. */
export function firstReport(report: FirstReport, notices: readonly Notice[], wording: Wording): Digest {
  const open = openIn(notices);
  const { texts } = wording;
  const say = texts.firstReport;
  const { senders, candidates } = report;
  const blocks = [
    block(say.found, foundLines(report, texts)),
    [say.open(open)],
    block(
      say.unseen,
      shown(
        report.unseen.map(({ place, why }) => `${place}: ${why}`),
        texts,
      ),
    ),
    block(say.keys, report.missingKeys.flatMap(keyLines)),
    block(
      say.notCovered,
      shown(
        report.notCovered.map(({ list, why }) => `${list}: ${why}`),
        texts,
      ),
    ),
    block(
      say.silent,
      shown(
        report.silent.map(({ list, why }) => `${list}: ${why}`),
        texts,
      ),
    ),
    block(say.notes, shown(report.notes, texts)),
    block(
      say.queries,
      report.queries.map(({ list, perDay, limit }) => say.queriesOf(list, perDay, limit)),
    ),
    block(
      say.cost(dollarText(report.estimate.dollars)),
      report.estimate.parts.map(({ what, dollars, arithmetic }) => `${what} ${dollarText(dollars)} = ${arithmetic}`),
    ),
    [say.next],
  ];
  const paragraphs = blocks.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
  const intro = `${paragraphs.join('\n\n')}\n`;
  const told = digest(notices, wording);
  const text = notices.length === 0 ? intro : `${intro}\n${told.text}`;
  const subject = (of: Texts): string => of.firstReport.subject(senders.length, candidates.length, open);
  return { ...subjects(subject, wording), text, intro, notices: told.notices };
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
