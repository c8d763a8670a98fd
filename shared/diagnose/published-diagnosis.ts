/** A diagnosis as it leaves, for JSON: in the shape that it always had, in English unless another language is given. */
import type { BounceRemedy, Diagnosis, Live } from '../bounce/diagnosis.ts';
import { BOUNCE_WORDS_EN } from '../bounce/remedies/en/index.ts';
import type { BounceCatalogue } from '../bounce/remedies/words.ts';
import { remedyFor, wordedRemedy } from '../bounce/remedies.ts';
import { defined } from '../model/defined.ts';
import type { Language } from '../model/language.ts';
import type { Examined } from './examine.ts';
import type { DiagnosisLink } from './links.ts';
import { type NextStep, nextStepOf } from './next-step.ts';
import type { OverallVerdict } from './overall.ts';
import type { Precondition } from './preconditions.ts';
import type { PreparedRequest } from './request-text.ts';
import { type Why, whyText } from './why.ts';

export type PublishedDiagnosis = Omit<Diagnosis, 'live' | 'remedy' | 'reportedBy'> & {
  readonly verdict: OverallVerdict;
  readonly nextStep: NextStep;
  readonly links: readonly DiagnosisLink[];
  readonly caseId?: string;
  readonly live: readonly Omit<Live, 'translated'>[];
  readonly remedy: Omit<BounceRemedy, 'id'>;
  readonly preconditions: readonly Omit<Precondition, 'translated' | 'publish'>[];
  readonly request?: Omit<PreparedRequest, 'translated'>;
};

/** A language and the remedies of bounces in it; without it all is English. */
export type SpokenBounces = { readonly language: Language; readonly remedies: BounceCatalogue };

/** The letter of a request stays in the language of whom it is for. */
export function publishedDiagnosis(
  { known, reportedBy: _, request, ...examined }: Examined,
  spoken?: SpokenBounces,
): PublishedDiagnosis {
  const language = spoken?.language ?? 'en';
  const { id: __, ...remedy } = remedyFor(examined.remedy, known, spoken?.remedies);
  const { url } = examined.remedy;
  const { steps } = wordedRemedy((spoken?.remedies ?? BOUNCE_WORDS_EN)[examined.remedy.id], known);
  const given = { ...examined, known, ...defined({ request }) };
  return {
    ...examined,
    live: examined.live.map(({ translated, ...rest }) => ({ ...rest, why: inOne({ ...rest, translated }, language) })),
    remedy: { ...remedy, ...defined({ url }) },
    nextStep: nextStepOf(given, steps, language),
    preconditions: examined.preconditions.map(({ translated, publish: _, ...rest }) => ({
      ...rest,
      why: inOne({ ...rest, translated }, language),
    })),
    ...defined({ request: request === undefined ? undefined : requestIn(request, language) }),
  };
}

const inOne = (why: Why, language: Language): string => whyText(why)[language];

function requestIn({ translated, ...rest }: PreparedRequest, language: Language): Omit<PreparedRequest, 'translated'> {
  return { ...rest, to: inOne({ why: rest.to, translated }, language) };
}
