/** The one next step of a diagnosis: of all that could be done, what helps now. */
import type { Diagnosis } from '../bounce/diagnosis.ts';
import { FLUSH_COMMANDS } from '../bounce/mta.ts';
import type { BounceStep, KnownSender } from '../bounce/remedies.ts';
import { defined } from '../model/defined.ts';
import type { Language } from '../model/language.ts';
import type { DiagnosisLink } from './links.ts';
import {
  CAME_THROUGH,
  correctFirst,
  FIXED_FLUSH,
  FIXED_QUEUE,
  FIXED_RESEND,
  NAME_SELECTOR,
  QUEUE_RETRIES,
  sendRequest,
  TEST_FIRST,
} from './next-step-words.ts';
import type { OverallVerdict } from './overall.ts';
import { isOftenUnseen, type Precondition } from './preconditions.ts';
import type { PreparedRequest } from './request-text.ts';
import { whyText } from './why.ts';

export type NextStep = {
  readonly text: string;
  /** For a shell, alone on its line; or the record to publish. */
  readonly command?: string;
  readonly url?: string;
};

type Stepped = Pick<Diagnosis, 'retry' | 'state' | 'direction' | 'smtpCode' | 'mta'> & {
  readonly verdict: OverallVerdict;
  readonly preconditions: readonly Precondition[];
  readonly request?: PreparedRequest;
  readonly known: KnownSender;
  readonly links: readonly DiagnosisLink[];
};

/** @param steps of the remedy, in the same language */
export function nextStepOf(given: Stepped, steps: readonly BounceStep[], language: Language): NextStep {
  const { verdict, preconditions, request, state, direction, retry } = given;
  if (state === 'delivered-late') return { text: CAME_THROUGH[language] };
  if (direction === 'inbound') return firstOf(steps, given);
  if (verdict === 'fixed since') return afterFix(given, language);
  const unmet = preconditions.find(({ status }) => status === 'unmet');
  if (unmet !== undefined) {
    const command = unmet.publish ?? fixCommand(unmet, given);
    return { text: correctFirst(whyText(unmet))[language], command };
  }
  if (request !== undefined) {
    const text = sendRequest(whyText({ why: request.to, translated: request.translated }))[language];
    return { text, ...defined({ url: request.url }) };
  }
  const unknown = preconditions.find(
    (one) => one.status === 'unknown' && !isOftenUnseen(one) && verdict !== 'not tested',
  );
  if (unknown !== undefined) return { text: (unknown.id === 'dkim' ? NAME_SELECTOR : TEST_FIRST)[language] };
  return retry === 'wait' && isHeld(given) ? { text: QUEUE_RETRIES[language] } : firstOf(steps, given);
}

/** Still in a queue: it was put off, or nobody says that it came back. */
export const isHeld = ({ state, smtpCode = 400 }: Pick<Diagnosis, 'state' | 'smtpCode'>): boolean =>
  state === 'queued' || (state === 'unknown' && smtpCode < 500);

/** What came back is gone from the queue, and is to be sent again. */
function afterFix(given: Stepped, language: Language): NextStep {
  if (!isHeld(given)) return { text: FIXED_RESEND[language] };
  return given.mta === undefined
    ? { text: FIXED_QUEUE[language] }
    : { text: FIXED_FLUSH[language], command: FLUSH_COMMANDS[given.mta] };
}

/** What a precondition tests anyway is no step of its own. */
function firstOf(all: readonly BounceStep[], { preconditions, links, verdict }: Stepped): NextStep {
  const isUntested = preconditions.length === 0 || verdict === 'not tested';
  const left = all.filter(({ isTested }) => isTested !== true || isUntested);
  const steps = left.filter(({ isFact }) => isFact !== true);
  const first = steps[0] ?? left[0];
  const isAtPage = first?.isAtPage === true || steps.length === 1;
  return {
    text: first?.text ?? '',
    ...defined({ command: first?.command, url: isAtPage ? links[0]?.url : undefined }),
  };
}

function fixCommand(
  { id }: Precondition,
  { known: { ip = '<ip>', domain = '<domain>', name = '<name>' } }: Stepped,
): string {
  if (id === 'reverse-dns' || id === 'static-address') return `npx postwatch reverse-dns ${ip} ${name}`;
  if (id.startsWith('list:')) return `npx postwatch check ${ip} --only dnsbl`;
  if (id === 'spf') return `npx postwatch spf ${ip} ${domain}`;
  if (id === 'helo') return `npx postwatch lookup a:${name}`;
  return `npx postwatch lookup ${id === 'postmaster' ? 'mx' : id}:${domain}`;
}
