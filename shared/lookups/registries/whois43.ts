/** whois (RFC 3912): one line there, lines back until the server closes. For registries whose RDAP does not answer. */
import type { Evidence } from '../../model/finding.ts';
import { serverText } from '../../model/server.ts';
import { printable } from '../../model/text.ts';
import { readHost } from '../core/argument.ts';
import type { LookupPorts } from '../core/command.ts';
import { spoken } from '../core/draft.ts';
import { reach } from '../reach/reach.ts';
import { hasNoRoute } from '../reach/unreached.ts';

const WHOIS_PORT = 43;
const TALK_MS = 8000;
const MAX_LINES = 2000;

export type WhoisAnswer = { readonly server: string; readonly lines: readonly string[]; readonly evidence: Evidence };

/** Null: there was no answer. The server's name may come from a referral, so it is read like a stranger's. */
export async function whois43(server: string, query: string, ports: LookupPorts): Promise<WhoisAnswer | null> {
  const host = readHost(server);
  if (!host.ok) return null;
  const { addresses } = await reach(host.value, 'whois', ports.resolver);
  for (const address of addresses) {
    const to = { host: address, port: WHOIS_PORT };
    const started = ports.clock.monotonic();
    const opened = await ports.connector.connect(to, TALK_MS);
    if (opened.kind === 'failed') {
      if (hasNoRoute(opened)) continue;
      return null;
    }
    const { connection } = opened;
    // What a query holds was read before: an address, a domain or a number, never a line break.
    connection.send(`${query}\r\n`);
    const lines: string[] = [];
    for (
      let line = await connection.line();
      line.kind === 'line' && lines.length < MAX_LINES;
      line = await connection.line()
    )
      lines.push(printable(line.text, 500));
    connection.close();
    const ms = ports.clock.monotonic() - started;
    const shown = lines.filter((line) => line.trim() !== '' && !/^[%#]/.test(line));
    const about = {
      question: `${query} at ${server}`,
      type: 'WHOIS',
      server: serverText(to),
      code: 'ANSWER',
      answers: shown,
      ms,
    } as const;
    return lines.length === 0 ? null : { server, lines, evidence: spoken(ports, about) };
  }
  return null;
}

/** The server that an answer refers to (`refer:` of IANA, `Registrar WHOIS Server:` of a thin registry), or null. */
export function referralIn(lines: readonly string[]): string | null {
  for (const line of lines) {
    const match =
      /^\s{0,20}(?:refer|whois|registrar whois server|referralserver)\s{0,40}:\s{0,80}(?:r?whois:\/\/)?([\w.-]{1,253})/i.exec(
        line,
      );
    if (match?.[1] !== undefined) return match[1].toLowerCase();
  }
  return null;
}
