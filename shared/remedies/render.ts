/** Advice as people and machines get it. In JSON it is English, and `text`, `command` and `url` are what they always were. */
import { defined } from '../model/defined.ts';
import { type Finding, type StoredFinding, summaryText } from '../model/finding.ts';
import type { Language } from '../model/language.ts';
import type { Remedy, RemedyCatalogue, RemedyFacts, RemedyId, RemedyOf, Step, WrittenRemedy } from '../model/remedy.ts';
import { REMEDIES_EN } from './en/index.ts';
import { oneStep } from './step.ts';

export type RenderedRemedy = {
  /** The steps in one line: a command or page of its own where a step has another than the whole. */
  readonly text: string;
  readonly steps: readonly Step[];
  readonly command?: string;
  readonly url?: string;
  readonly checkedOn?: string;
};

type Publishable = Pick<StoredFinding, 'remedy' | 'summary' | 'translated'>;

/** A finding as it leaves: its summary and its remedy in words. */
export type PublishedFinding<F extends Publishable = Finding> = Omit<F, 'remedy' | 'translated'> & {
  readonly remedy: RenderedRemedy | null;
};

/** Written ones are one step, in any language: the catalogue has no words of its own for them. */
export const stepsOf = (remedy: Remedy, catalogue: RemedyCatalogue = REMEDIES_EN): readonly Step[] =>
  isWritten(remedy)
    ? [oneStep(remedy.text, { command: remedy.command, url: remedy.url })]
    : catalogueSteps(remedy, catalogue);

const isWritten = (remedy: Remedy): remedy is WrittenRemedy => 'text' in remedy;

const catalogueSteps = <Id extends RemedyId>({ id, with: params }: RemedyOf<Id>, catalogue: RemedyCatalogue) =>
  catalogue[id](params);

/** The one command, page and day of an advice, in whatever form it is. */
export const remedyFacts = (remedy: Remedy): RemedyFacts => factsIn(isWritten(remedy) ? remedy : remedy.with);

/** Those that go with any advice, out of all that it needs to know. */
export const factsIn = ({ command, url, checkedOn }: RemedyFacts): RemedyFacts => defined({ command, url, checkedOn });

export const renderRemedy = (remedy: Remedy, catalogue?: RemedyCatalogue): RenderedRemedy =>
  renderSteps(stepsOf(remedy, catalogue), remedyFacts(remedy));

export const renderSteps = (steps: readonly Step[], facts: RemedyFacts): RenderedRemedy => ({
  text: steps.map((one) => lineOf(one, facts)).join(' '),
  steps,
  ...facts,
});

function lineOf({ text, record, command, url }: Step, whole: RemedyFacts): string {
  // What has quotation marks of its own is plain without others around it.
  const quoted = record === undefined || record.includes('"') ? record : `"${record}"`;
  const own = [quoted, command === whole.command ? undefined : command, url === whole.url ? undefined : url];
  return [text, ...own.filter((one) => one !== undefined)].join(' ');
}

/** A language and the advice in it; without it all is English. */
export type Spoken = { readonly language: Language; readonly remedies: RemedyCatalogue };

export const publishedFindingIn =
  (spoken?: Spoken) =>
  <F extends Publishable>({ remedy, translated, ...rest }: F): PublishedFinding<F> => ({
    ...rest,
    summary: summaryText({ summary: rest.summary, ...defined({ translated }) })[spoken?.language ?? 'en'],
    remedy: remedy === null ? null : renderRemedy(remedy, spoken?.remedies),
  });
