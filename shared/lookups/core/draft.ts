/** Words for findings that many lookups share. */

import { type Absent, type Answer, evidenceOf, type Failed } from '../../dns/answer.ts';
import { isoTime } from '../../model/clock.ts';
import type { Evidence } from '../../model/finding.ts';
import { type Text, untranslated } from '../../model/language.ts';
import { printable } from '../../model/text.ts';
import { askAgain } from '../../ptr/remedy.ts';
import type { FindingDraft, LookupPorts, ResultRow } from './command.ts';
import type { CommandSaying, LookupStatus, OwnFindingId } from './findings.ts';

/** A finding from its parts, in the order in which they are read. `text`: what to do about it. */
export function makeDraft<I extends OwnFindingId>(
  id: I,
  status: LookupStatus<I>,
  summary: Text,
  evidence: readonly Evidence[],
  text?: string,
): FindingDraft {
  return text === undefined ? { id, status, summary, evidence } : { id, status, summary, evidence, remedy: { text } };
}

/** "We could not ask." */
export function unaskedDraft(id: OwnFindingId, answer: Failed): FindingDraft {
  const evidence = evidenceOf(answer);
  const summary = `the ${answer.trace.type} record of ${printable(answer.trace.name, 100)} could not be asked: ${answer.detail}`;
  return { id, status: 'unknown', summary: untranslated(summary), evidence: [evidence], remedy: askAgain(evidence) };
}

/** `no such name` (NXDOMAIN), or `has no TXT record` (NODATA). */
export const absence = ({ reason, trace, chain }: Absent): string => {
  const via = chain.length === 0 ? '' : ` (by CNAME ${printable(chain.at(-1) ?? '', 100)})`;
  return reason === 'nxdomain'
    ? `${printable(trace.name, 100)}${via} does not exist (NXDOMAIN)`
    : `${printable(trace.name, 100)}${via} has no ${trace.type} record (NODATA)`;
};

/** A name that does not exist is a fault; one without such a record is worth a word. */
export const missing = (id: OwnFindingId, answer: Absent, advice: string): FindingDraft => ({
  id,
  status: answer.reason === 'nxdomain' ? 'fail' : 'warn',
  summary: untranslated(absence(answer)),
  evidence: [evidenceOf(answer)],
  remedy: { text: advice },
});

/** A verdict on some is none on the others: said where there are more than were looked at. `what`: `addresses of example.com`. */
export const notAll = (
  command: CommandSaying<'not-all'>,
  { seen, all, what }: { readonly seen: number; readonly all: number; readonly what: string },
  evidence: readonly Evidence[],
): readonly FindingDraft[] =>
  all <= seen
    ? []
    : [
        {
          id: `${command}.not-all`,
          status: 'unknown',
          evidence,
          summary: untranslated(`only ${seen} of the ${all} ${what} were looked at`),
          remedy: { text: 'Look the others up by themselves.' },
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
    readonly ms: number;
  },
): Evidence {
  const { question, type, server, code, answers, ms } = about;
  return {
    question: printable(question),
    type,
    resolver: server,
    rcode: code,
    answers: answers.slice(0, 20).map((line) => printable(line)),
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
