/** A whole log, and what no rule knows, as they leave for JSON: the same from the command line and from the API. */
import { replyCodeMeaning } from '../bounce/code-meanings.ts';
import type { Diagnosed, Diagnosis, Unmatched } from '../bounce/diagnosis.ts';
import { MAX_FAILURES } from '../bounce/failure.ts';
import type { LogGroup, LogReport } from '../bounce/whole-log/groups.ts';
import { defined } from '../model/defined.ts';
import type { Language } from '../model/language.ts';

export type PublishedGroup = Omit<LogGroup, 'diagnosis'> &
  Pick<Diagnosis, 'cause' | 'rule' | 'side' | 'retry' | 'direction' | 'ip' | 'host' | 'smtpCode' | 'enhancedCode'>;

/** The contract: everything but the diagnosis, which is among `diagnoses`, and the words by which to find it there. */
export const publishedGroups = ({ groups }: LogReport): readonly PublishedGroup[] =>
  groups.map(({ diagnosis, ...counted }) => {
    const { cause, rule, side, retry, direction, ip, sentFrom, host, smtpCode, enhancedCode } = diagnosis;
    const facts = {
      cause,
      rule,
      side,
      retry,
      direction,
      ...defined({ ip: ip ?? sentFrom, host, smtpCode, enhancedCode }),
    };
    return { ...facts, ...counted };
  });

export type PublishedUnmatched = Unmatched & { readonly meaning?: string };

/** A refusal that no rule knows, or of which only the code is known, and what its code means. */
export const publishedUnmatched = (
  { text, smtpCode, enhancedCode }: Unmatched,
  language: Language = 'en',
): PublishedUnmatched => ({
  text,
  ...defined({ smtpCode, enhancedCode, meaning: replyCodeMeaning(smtpCode, enhancedCode)?.[language] }),
});

/** Of a log that is too long for an answer to each recipient: one diagnosis for each group. */
export const diagnosedFrom = ({ groups, unmatched }: LogReport): Diagnosed => ({
  kind: 'log',
  diagnoses: groups.slice(0, MAX_FAILURES).map(({ diagnosis }) => diagnosis),
  unmatched,
  isFull: false,
});
