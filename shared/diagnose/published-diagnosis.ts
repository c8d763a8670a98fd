/** A diagnosis as it leaves, for JSON: in English, in the shape that it always had. */
import type { BounceRemedy, Diagnosis, Live } from '../bounce/diagnosis.ts';
import { defined } from '../model/defined.ts';
import type { Examined } from './examine.ts';
import type { Precondition } from './preconditions.ts';
import type { PreparedRequest } from './request-text.ts';

export type PublishedDiagnosis = Omit<Diagnosis, 'live' | 'remedy' | 'reportedBy'> & {
  readonly live: readonly Omit<Live, 'translated'>[];
  readonly remedy: Omit<BounceRemedy, 'id'>;
  readonly preconditions: readonly Omit<Precondition, 'translated' | 'publish'>[];
  readonly request?: Omit<PreparedRequest, 'translated'>;
};

export function publishedDiagnosis({ known: _, reportedBy: __, request, ...examined }: Examined): PublishedDiagnosis {
  const { id: ___, ...remedy } = examined.remedy;
  return {
    ...examined,
    live: examined.live.map(({ translated: _, ...rest }) => rest),
    remedy,
    preconditions: examined.preconditions.map(({ translated: _, publish: __, ...rest }) => rest),
    ...defined({ request: request === undefined ? undefined : withoutTranslation(request) }),
  };
}

const withoutTranslation = ({ translated: _, ...rest }: PreparedRequest): Omit<PreparedRequest, 'translated'> => rest;
