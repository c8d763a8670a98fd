/** What was asked and what came back, and the line that asks it again. */
import { digLine, type Evidence } from '../../shared/model/finding.ts';
import { evidenceLine } from '../../shared/notices/section.ts';
import { labelled, paint, type Terminal } from '../terminal.ts';

/** What was said over a connection cannot be repeated with `dig`. */
const SPOKEN: ReadonlySet<string> = new Set(['TCP', 'SMTP', 'TLS', 'HTTP', 'RDAP', 'WHOIS', 'ICMP']);

export function evidenceLines(evidence: Evidence, indent: string, terminal: Terminal): readonly string[] {
  const saw = labelled('saw', evidenceLine(evidence), { label: indent.length - 4, text: indent.length }, terminal);
  return SPOKEN.has(evidence.type) ? saw : [...saw, paint(terminal, 'dim', indent + digLine(evidence))];
}
