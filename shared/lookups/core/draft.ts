/** Findings that many lookups share. */

import { type Absent, type Answer, evidenceOf, type Failed } from '../../dns/answer.ts';
import { isoTime } from '../../model/clock.ts';
import { defined } from '../../model/defined.ts';
import type { Evidence } from '../../model/finding.ts';
import { eachText, type Text, translatedOf } from '../../model/language.ts';
import { printable } from '../../model/text.ts';
import { askAgain } from '../../ptr/remedy.ts';
import type { LookupRemedy } from '../remedies/index.ts';
import type { FindingDraft, LookupPorts, ResultRow } from './command.ts';
import type { CommandSaying, LookupStatus, OwnFindingId } from './findings.ts';
import { absence, type Counted, notLookedUp, onlySome } from './words.ts';

/** A finding from its parts, in the order in which they are read. `remedy`: what to do about it. */
export function makeDraft<I extends OwnFindingId>(
  id: I,
  status: LookupStatus<I>,
  summary: Text,
  evidence: readonly Evidence[],
  remedy?: LookupRemedy,
): FindingDraft {
  return remedy === undefined ? { id, status, summary, evidence } : { id, status, summary, evidence, remedy };
}

/** What could not be looked up. */
export function unaskedDraft(id: OwnFindingId, answer: Failed): FindingDraft {
  const evidence = evidenceOf(answer);
  return { id, status: 'unknown', summary: notLookedUp(answer), evidence: [evidence], remedy: askAgain(evidence) };
}

/** A name that does not exist is a fault; one without such a record is worth a word. */
export const missing = (id: OwnFindingId, answer: Absent, remedy: LookupRemedy): FindingDraft => ({
  id,
  status: answer.reason === 'nxdomain' ? 'fail' : 'warn',
  summary: absence(answer),
  evidence: [evidenceOf(answer)],
  remedy,
});

/** A verdict on some is none on the others, where there are more than were looked at. `name`: whose they are. */
export const notAll = (
  command: CommandSaying<'not-all'>,
  { seen, all, of, name }: { readonly seen: number; readonly all: number; readonly of: Counted; readonly name: string },
  evidence: readonly Evidence[],
): readonly FindingDraft[] =>
  all <= seen
    ? []
    : [
        {
          id: `${command}.not-all`,
          status: 'unknown',
          evidence,
          summary: onlySome(seen, all, of, name),
          remedy: { id: 'lookup.others', with: {} },
        },
      ];

export const evidenceOfAll = (answers: readonly Answer[]): readonly Evidence[] => answers.map(evidenceOf);

/** What was said over a connection, in the shape of evidence from DNS. */
export function spoken(
  { clock }: Pick<LookupPorts, 'clock'>,
  about: {
    readonly question: string;
    readonly type: 'TCP' | 'SMTP' | 'TLS' | 'HTTP' | 'RDAP' | 'WHOIS' | 'ICMP';
    readonly server: string;
    readonly code: string;
    readonly answers: readonly string[];
    /** What is said last, in words of our own. */
    readonly own?: Text | undefined;
    readonly ms: number;
  },
): Evidence {
  const { question, type, server, code, answers, own, ms } = about;
  const last = own === undefined ? [] : [own.en];
  return {
    question: printable(question),
    type,
    resolver: server,
    rcode: code,
    answers: [...answers.slice(0, 20 - last.length), ...last].map((line) => printable(line)),
    ...defined({ own: own === undefined ? undefined : translatedOf(eachText(own, (text) => printable(text))) }),
    ttl: null,
    at: isoTime(clock.now() - Math.round(ms)),
    rttMs: Math.round(ms),
  };
}

/** The chain of names as rows before the record itself. */
export const aliasRows = (answer: Answer): readonly ResultRow[] => {
  if (answer.kind === 'failed') return [];
  const names = [answer.trace.name, ...answer.chain];
  return answer.chain.map((target, at) => ({
    name: printable(names[at] ?? ''),
    type: 'CNAME',
    value: printable(target),
    ttl: answer.ttl,
  }));
};
