/**
 * Whether a domain takes mail for its postmaster (RFC 5321 section 4.5.1), which receivers try before they answer a request: where
 * its mail goes, and, as far as port 25 can be reached from here, what the server there says to a bounce for the mailbox.
 * Nothing is sent: the conversation ends behind RCPT.
 */
import { diagnose } from '../bounce/diagnose.ts';
import { evidenceOf } from '../dns/answer.ts';
import { failureText } from '../dns/failure-text.ts';
import type { LookupPorts } from '../lookups/core/command.ts';
import { spoken } from '../lookups/core/draft.ts';
import { lookHosts } from '../lookups/records/hosts.ts';
import { type Talk, talk } from '../lookups/smtp/talk.ts';
import type { Evidence } from '../model/finding.ts';
import { type Text, verbatim } from '../model/language.ts';
import { serverText } from '../model/server.ts';
import { printable } from '../model/text.ts';
import {
  hostSilent,
  hostUnknown,
  hostWithoutAddress,
  mxUnknown,
  noHostTalked,
  nullMx,
  refusesMailbox,
  takesMail,
  takesUnclear,
} from './postmaster-words.ts';
import { type Why, whyOf } from './why.ts';

export type Postmaster = Why & {
  /** `unknown`: there are hosts, and whether they accept it could not be seen from here. */
  readonly status: 'met' | 'unmet' | 'unknown';
  readonly evidence: readonly Evidence[];
};

/** Enough for one that greets slowly; a request over HTTP waits for it. */
const TALK_MS = 8000;
/** Addresses that are talked to: the first hosts are those that get the mail. */
const MAX_TALKS = 2;

type Ports = Pick<LookupPorts, 'resolver' | 'connector' | 'clock'>;

export async function seekPostmaster(domain: string, ports: Ports): Promise<Postmaster> {
  const answer = await ports.resolver.ask({ name: domain, type: 'MX' });
  const evidence = [evidenceOf(answer)];
  const seen = (status: Postmaster['status'], why: Text, looked: readonly Evidence[]): Postmaster => ({
    status,
    ...whyOf(why),
    evidence: looked,
  });
  if (answer.kind === 'failed') return seen('unknown', mxUnknown(domain, failureText(answer)), evidence);
  // Without an MX the domain's own address counts (RFC 5321 section 5.1).
  const exchanges = answer.kind === 'absent' ? [{ preference: 0, exchange: domain }] : [...answer.records];
  if (exchanges.some(({ exchange }) => exchange === '')) return seen('unmet', nullMx(domain), evidence);
  const names = exchanges.sort((a, b) => a.preference - b.preference).map(({ exchange }) => exchange);
  const hosts = await lookHosts(names.slice(0, MAX_TALKS), ports.resolver);
  const looked = [...evidence, ...hosts.flatMap((host) => host.evidence)];
  const places = hosts.flatMap(({ name, addresses }) => addresses.slice(0, 1).map((host) => ({ name, host })));
  if (places.length > 0) return ask(domain, places, looked, ports);
  const failed = hosts.find((host) => host.failed !== null);
  const which = printable(names[0] ?? domain, 100);
  return failed === undefined
    ? seen('unmet', hostWithoutAddress(domain, which), looked)
    : seen('unknown', hostUnknown(domain, which), looked);
}

type Place = { readonly name: string; readonly host: string };

async function ask(
  domain: string,
  places: readonly Place[],
  looked: readonly Evidence[],
  ports: Ports,
): Promise<Postmaster> {
  const recipient = `postmaster@${domain}`;
  const answers = await Promise.all(places.map((place) => listen(place, recipient, ports)));
  const decided = answers.find(({ status }) => status === 'met') ?? answers.find(({ status }) => status === 'unmet');
  const best = decided ?? answers[0];
  const evidence = [...looked, ...answers.flatMap((one) => one.evidence)];
  return { ...(best ?? { status: 'unknown', ...whyOf(noHostTalked(domain)) }), evidence };
}

async function listen({ name, host }: Place, recipient: string, ports: Ports): Promise<Postmaster> {
  const [to, started] = [{ host, port: 25 }, ports.clock.monotonic()];
  const talked = await talk(to, { name, tls: false, recipient, ms: TALK_MS }, ports);
  const { failure, transcript, recipient: reply, greeting } = talked;
  const server = serverText(to);
  const ms = ports.clock.monotonic() - started;
  const code = String(reply?.code ?? greeting?.code ?? failure?.reason.toUpperCase() ?? 'NONE');
  const evidence = [
    spoken(ports, { question: server, type: 'SMTP', server, code, answers: transcript, own: failure?.detail, ms }),
  ];
  return { ...(await judgePostmaster(printable(name, 100), recipient, talked)), evidence };
}

async function judgePostmaster(
  host: string,
  recipient: string,
  { failure, recipient: reply, greeting }: Talk,
): Promise<Omit<Postmaster, 'evidence'>> {
  if (failure !== null || reply === null) {
    const said = `${greeting?.code ?? ''} ${printable(greeting?.lines[0] ?? '', 150)}`;
    const why = failure?.detail ?? verbatim(said);
    return { status: 'unknown', ...whyOf(hostSilent(host, why, failure === null)) };
  }
  const text = `${reply.code} ${printable(reply.lines.join(' '), 200)}`;
  if (reply.code >= 250 && reply.code < 260) return { status: 'met', ...whyOf(takesMail(host, recipient, text)) };
  // Only "no such mailbox" is about the mailbox: whatever else it says may be about the machine that asks.
  const read = await diagnose(text, []);
  const isMailbox = read.ok && read.value.diagnoses.some(({ side }) => side === 'recipient');
  return isMailbox
    ? { status: 'unmet', ...whyOf(refusesMailbox(host, recipient, text)) }
    : { status: 'unknown', ...whyOf(takesUnclear(host, recipient, text)) };
}
