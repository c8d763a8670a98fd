/** What was asked and what came back, and the line that asks it again. */
import { answersIn, digLine, type Evidence } from '../../shared/model/finding.ts';
import type { Language } from '../../shared/model/language.ts';
import { columns, printable, wrap } from '../../shared/model/text.ts';
import { bothSeconds } from '../../shared/notices/times.ts';
import { paint, type Terminal } from '../terminal.ts';

/** What was said over a connection cannot be repeated with `dig`. */
const SPOKEN: ReadonlySet<string> = new Set(['TCP', 'SMTP', 'TLS', 'HTTP', 'RDAP', 'WHOIS', 'ICMP']);

const WHERE: Readonly<Record<Language, (time: string, resolver: string) => string>> = {
  en: (time, resolver) => (resolver === '' ? time : `${time}, resolver ${resolver}`),
  ko: (time, resolver) => (resolver === '' ? time : `${time}, 리졸버 ${resolver}`),
};

/** Evidence in English is compared with logs, in UTC; in Korean the local time comes first. */
export const evidenceZone = (language: Language, zone: Terminal['zone']): string =>
  language === 'en' ? 'UTC' : zone();

/** The port that every resolver has says nothing. */
const plainServer = (server: string): string => server.replace(/^\[?([^\]]*)\]?:53$/, '$1');

/** `question type answer   time, resolver`: on one line where there is room, and never broken within an answer. */
export function seenLines(
  evidence: Evidence,
  indent: string,
  { width, language, zone }: Pick<Terminal, 'width' | 'language' | 'zone'>,
): readonly string[] {
  const { question, type, rcode, resolver, at } = evidence;
  const answers = answersIn(evidence, language);
  const answer = printable(answers.length === 0 ? rcode : answers.join(', '), 300);
  const seen = `${indent}${question} ${type} ${answer}`;
  const where = WHERE[language](
    bothSeconds(at, evidenceZone(language, zone), { withDay: false }),
    plainServer(resolver),
  );
  const line = `${seen}   ${where}`;
  return columns(line) <= width ? [line] : [seen, ...wrap(where, width, indent)];
}

export const repeatLine = (evidence: Evidence, indent: string, terminal: Terminal): readonly string[] =>
  SPOKEN.has(evidence.type) ? [] : [paint(terminal, 'dim', indent + digLine(evidence))];
