/**
 * The request as it can be pasted into a form or a mail, with the evidence filled in. What comes from a refusal, from DNS or from
 * a stranger is on one line behind a label, printable and cut: it can begin no line of its own, and so no header.
 */
import type { Diagnosis } from '../bounce/diagnosis.ts';
import { defined } from '../model/defined.ts';
import { valueSeen } from '../model/finding.ts';
import { type Language, type Translated, translatedOf } from '../model/language.ts';
import { printable } from '../model/text.ts';
import type { Fact } from './live-checks.ts';
import { mayAsk, type Precondition, type SenderState } from './preconditions.ts';
import { requestLetterEn } from './request-letters/en.ts';
import { requestLetterKo } from './request-letters/ko.ts';
import type { RequestFacts, RequestLetter } from './request-letters/letter.ts';
import type { RequestTo } from './requests.ts';
import { keysOf } from './signatures.ts';
import type { DiagnosedSender } from './subject.ts';

export type PreparedRequest = {
  /** Whom it is for, in words. */
  readonly to: string;
  /** The same in the other languages. */
  readonly translated: Translated;
  readonly language: Language;
  readonly subject: string;
  /** Lines ended by "\n". What only the sender knows is in square brackets, to be filled in. */
  readonly text: string;
  readonly url?: string;
};

const LETTERS: Readonly<Record<Language, RequestLetter>> = { en: requestLetterEn, ko: requestLetterKo };

/** What a letter takes from outside the diagnosis. `listName`: of a list in the table; the receiver's own has none. */
export type LetterContext = { readonly now: number; readonly listName: string | undefined };

/** Undefined until every precondition holds, or while it is not known for whom one would ask. */
export function prepare(
  diagnosis: Diagnosis & { readonly caseId?: string },
  request: RequestTo,
  subject: DiagnosedSender,
  senderState: SenderState,
  context: LetterContext,
): PreparedRequest | undefined {
  const { to, language, about } = request;
  const what = about === 'domain' ? subject.domain : subject.ip;
  if (what === undefined || !mayAsk(senderState.preconditions)) return undefined;
  const { url } = diagnosis.remedy;
  const facts = requestFacts(diagnosis, request, subject, senderState, context);
  const letter = LETTERS[language];
  return {
    to: to.en,
    translated: translatedOf(to),
    language,
    subject: field(letter.subject(what, about, facts), 200),
    text: `${letter.lines(about, facts).join('\n')}\n`,
    // A form of the receiver's; the pages about a list's manners are for the reader.
    ...defined({ url: about === 'resolver' ? undefined : url }),
  };
}

function requestFacts(
  diagnosis: Diagnosis & { readonly caseId?: string },
  { from = [] }: RequestTo,
  subject: DiagnosedSender,
  { ptr, spf, preconditions }: SenderState,
  { now, listName }: LetterContext,
): RequestFacts {
  const { text, recipient } = diagnosis;
  const { ip, domain } = subject;
  const isMet = (id: Precondition['id']): boolean => preconditions.some((one) => one.id === id && one.status === 'met');
  const cut = (value: string | undefined): string | undefined => (value === undefined ? undefined : field(value, 500));
  return {
    ip: cut(ip),
    domain: cut(domain),
    hostname: cut(reverseNameOf(ptr)),
    dkim: cut(isMet('dkim') ? keysOf(diagnosis, subject)[0]?.domain : undefined),
    hasDmarc: isMet('dmarc'),
    isSpfPass: spf.some(({ id }) => id === 'spf.pass'),
    list: cut(listName),
    mailbox: domain !== undefined && hasPostmaster(preconditions) ? field(`postmaster@${domain}`, 300) : undefined,
    onlyFrom: domain === undefined ? [] : from.map((name) => field(`${name}@${domain}`, 300)),
    receiver: cut(recipient?.slice(recipient.lastIndexOf('@') + 1)),
    refusal: field(text, 500),
    caseId: cut(diagnosis.caseId),
    now,
  };
}

const field = (value: string, most: number): string => printable(value, most).trim();

/** The name that resolves back, as DNS has it. */
function reverseNameOf(facts: readonly Fact[]): string | undefined {
  const confirmed = facts.find(({ id }) => id === 'ptr.confirmed');
  return confirmed === undefined ? undefined : valueSeen({ check: 'ptr', evidence: confirmed.evidence });
}

const hasPostmaster = (preconditions: readonly Precondition[]): boolean =>
  preconditions.some(({ id, status }) => id === 'postmaster' && status === 'met');
