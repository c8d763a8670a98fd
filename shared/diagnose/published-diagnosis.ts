/** A diagnosis as it leaves, for JSON: in the shape that it always had, in English unless another language is given. */
import type { BounceRemedy, Diagnosis, Live } from '../bounce/diagnosis.ts';
import type { BounceCatalogue } from '../bounce/remedies/words.ts';
import { remedyFor } from '../bounce/remedies.ts';
import { defined } from '../model/defined.ts';
import type { Language } from '../model/language.ts';
import type { Examined } from './examine.ts';
import type { Precondition } from './preconditions.ts';
import type { PreparedRequest } from './request-text.ts';
import { type Why, whyText } from './why.ts';

export type PublishedDiagnosis = Omit<Diagnosis, 'live' | 'remedy' | 'reportedBy'> & {
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
  return {
    ...examined,
    live: examined.live.map(({ translated, ...rest }) => ({ ...rest, why: inOne({ ...rest, translated }, language) })),
    remedy,
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
