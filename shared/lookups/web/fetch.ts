/**
 * A web page from whatever address its name has now. Each hop resolves its own name and goes through the guard; the caller
 * decides whether a redirect is followed.
 */

import { evidenceOf } from '../../dns/answer.ts';
import type { Evidence } from '../../model/finding.ts';
import { eachText, type Text } from '../../model/language.ts';
import { serverText } from '../../model/server.ts';
import { printable } from '../../model/text.ts';
import type { Endpoint, HttpAnswer, HttpRequest, StreamFailure } from '../../net/port.ts';
import { failureInWords } from '../../net/words.ts';
import { hostIn, readHost } from '../core/argument.ts';
import type { FindingDraft, LookupPorts } from '../core/command.ts';
import { spoken } from '../core/draft.ts';
import type { ConnectingCommand } from '../core/findings.ts';
import { reach } from '../reach/reach.ts';
import { hasNoRoute, unreached } from '../reach/unreached.ts';
import { hostHasNoAddress } from '../reach/words.ts';
import type { LookupRemedy } from '../remedies/index.ts';
import { noRouteTo, notFetched } from './words.ts';

export type Fetched =
  | { readonly kind: 'answer'; readonly answer: HttpAnswer; readonly to: Endpoint; readonly evidence: Evidence }
  /** Why nothing came, as a finding. */
  | { readonly kind: 'failed'; readonly draft: FindingDraft };

/** `command` is that of the findings. */
export async function fetchOnce(
  request: HttpRequest,
  command: ConnectingCommand,
  type: 'HTTP' | 'RDAP',
  ports: LookupPorts,
): Promise<Fetched> {
  const { url } = request;
  const host = readHost(hostIn(url));
  if (!host.ok)
    return {
      kind: 'failed',
      draft: notConnected(command, notFetched(host.problem), { id: 'web.full-name', with: {} }),
    };
  const { addresses, answers, drafts } = await reach(host.value, command, ports.resolver);
  const port = Number(url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : url.port);
  let last: { readonly to: Endpoint; readonly failure: StreamFailure } | null = null;
  // The next address only where this machine has no way to the one before.
  for (const address of addresses) {
    const to = { host: address, port };
    const started = ports.clock.monotonic();
    const answer = await ports.connector.request(to, request);
    const ms = ports.clock.monotonic() - started;
    if (answer.kind === 'answer')
      return { kind: 'answer', answer, to, evidence: evidenceFor(url, type, to, answer, ports) };
    const failed = spoken(ports, {
      question: url.href,
      type,
      server: serverText(to),
      code: answer.reason.toUpperCase(),
      answers: [],
      own: answer.detail,
      ms,
    });
    last ??= { to, failure: answer };
    if (!hasNoRoute(answer)) return { kind: 'failed', draft: unreached(command, to, answer, failed) };
  }
  const [draft] = drafts;
  if (draft !== undefined && last === null) return { kind: 'failed', draft };
  const evidence = answers[0] === undefined ? [] : [evidenceOf(answers[0])];
  const why = noRouteTo(url.hostname, failureInWords(last?.failure.detail ?? hostHasNoAddress(url.hostname)));
  return {
    kind: 'failed',
    draft: { ...notConnected(command, why, { id: 'reach.other-network', with: {} }), evidence },
  };
}

const notConnected = (command: ConnectingCommand, summary: Text, remedy: LookupRemedy): FindingDraft => ({
  id: `${command}.not-connected`,
  status: 'unknown',
  summary: eachText(summary, (text) => printable(text)),
  remedy,
});

const evidenceFor = (
  url: URL,
  type: 'HTTP' | 'RDAP',
  to: Endpoint,
  { status, headers, ms }: HttpAnswer,
  ports: LookupPorts,
): Evidence =>
  spoken(ports, {
    question: url.href,
    type,
    server: serverText(to),
    code: String(status),
    ms,
    answers: ['location', 'content-type', 'strict-transport-security', 'server'].flatMap((name) =>
      headers[name] === undefined ? [] : [`${name}: ${headers[name]}`],
    ),
  });
