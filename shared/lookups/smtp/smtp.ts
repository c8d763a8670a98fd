/**
 * A mail server as another mail server meets it: greeting, the name it gives itself against its reverse name, STARTTLS and
 * certificate, time. All addresses of the host are contacted at once.
 */

import { address } from '../../model/address.ts';
import { canonicalName } from '../../model/domain.ts';
import type { Evidence } from '../../model/finding.ts';
import { type Text, verbatim } from '../../model/language.ts';
import { serverText } from '../../model/server.ts';
import { printable } from '../../model/text.ts';
import type { Endpoint, StreamFailure } from '../../net/port.ts';
import { failureInWords } from '../../net/words.ts';
import { lookupReverse, type ReverseLookup } from '../../ptr/lookup.ts';
import { type HostAndPort, hostAddresses, hostText, placeText, readPlace } from '../core/argument.ts';
import { command, type FindingDraft, type LookupOutcome, type LookupPorts, type ResultRow } from '../core/command.ts';
import { spoken, unaskedDraft } from '../core/draft.ts';
import { certificateRow, judgeCertificate } from '../reach/certificate.ts';
import { reach } from '../reach/reach.ts';
import { hasNoRoute, unreached } from '../reach/unreached.ts';
import { tlsWorks } from '../reach/words.ts';
import { type Mask, maskIn } from './mask.ts';
import { offers, type SmtpReply, type Talk, talk } from './talk.ts';
import {
  cannotServe,
  greets,
  greetsSlowly,
  noGreeting,
  noSmtpReply,
  noStarttls,
  noTlsAtFirst,
  otherName,
  ownName,
  sessionRewritten,
  starttlsFails,
  takesNoEhlo,
  takesOnlyHelo,
  turnsAway,
} from './words.ts';

/** TLS from the first octet (RFC 8314 section 3.3). */
const SUBMISSIONS = 465;
/** A receiver may take five minutes (RFC 5321 section 4.5.3.2.1), but senders with many mails give up sooner. */
const SLOW_MS = 5000;

export const smtp = command<HostAndPort>(
  {
    name: 'smtp',
    example: 'smtp:mail.example.com',
    about: {
      en: 'a mail server (25, :465, :587): greeting, names, TLS, certificate, time',
      ko: '메일 서버(25, :465, :587)의 인사말, 이름, TLS, 인증서, 응답 시간',
    },
  },
  (text) => readPlace(text, 25),
  placeText,
  lookupSmtp,
  ({ host }) => hostAddresses(host),
);

type Met = { readonly to: Endpoint; readonly talk: Talk; readonly reverse: ReverseLookup; readonly evidence: Evidence };

async function lookupSmtp({ host, port }: HostAndPort, ports: LookupPorts): Promise<LookupOutcome> {
  const { addresses, drafts } = await reach(host, 'smtp', ports.resolver);
  const name = hostText(host);
  const met = await Promise.all(addresses.map((one) => meet({ host: one, port }, name, ports)));
  const informative = met.filter(({ talk: { failure } }) => failure === null || !hasNoRoute(failure));
  return {
    records: met.map(rowOf),
    drafts: [
      ...drafts,
      ...(informative.length > 0 ? informative : met).flatMap((one) => judgeGreeting(one, name, ports)),
    ],
  };
}

async function meet(to: Endpoint, name: string, ports: LookupPorts): Promise<Met> {
  const started = ports.clock.monotonic();
  const [talked, reverse] = await Promise.all([
    talk(to, { name, tls: to.port === SUBMISSIONS }, ports),
    lookupReverse(address(to.host), undefined, ports.resolver),
  ]);
  const { failure, greeting, transcript } = talked;
  const code = greeting === null ? (failure?.reason ?? 'none').toUpperCase() : String(greeting.code);
  const server = serverText(to);
  const ms = ports.clock.monotonic() - started;
  return {
    to,
    talk: talked,
    reverse,
    evidence: spoken(ports, {
      question: server,
      type: 'SMTP',
      server,
      code,
      answers: transcript,
      own: failure?.detail,
      ms,
    }),
  };
}

const rowOf = ({
  to,
  talk: { failure, connectMs, greeting, greetingMs, ehlo, helo, session },
  reverse,
}: Met): ResultRow => ({
  address: to.host,
  port: to.port,
  greeting: greeting === null ? null : printable(`${greeting.code} ${greeting.lines[0] ?? ''}`, 200),
  name: ehlo === null ? null : nameIn(helo ?? ehlo),
  reverse: reverse.names.slice(0, 5).map((one) => printable(one, 100)),
  connectMs: rounded(connectMs),
  greetingMs: rounded(greetingMs),
  extensions: (ehlo?.lines.slice(1) ?? []).map((line) => printable(line, 80)),
  problem: failure?.detail ?? null,
  ...certificateRow(session),
});

const rounded = (ms: number | null): number | null => (ms === null ? null : Math.round(ms));

/** The first word of a greeting or of the answer to EHLO is the server's name (RFC 5321 section 4.2). */
const nameIn = ({ lines }: SmtpReply): string => printable((lines[0] ?? '').trim().split(/\s/, 1)[0] ?? '', 100);

function judgeGreeting(met: Met, name: string, ports: LookupPorts): readonly FindingDraft[] {
  const { to, talk: talked, evidence } = met;
  const { failure, failedAt, greeting, ehlo, helo } = talked;
  if (failure !== null && failedAt === 'connect') return [unreached('smtp', to, failure, evidence)];
  if (greeting === null) return [mute(met)];
  if (greeting.code !== 220) return [turnedAway(met, greeting)];
  const mask = maskIn(talked);
  const drafts = [...(mask === null ? [] : [masked(met, mask)]), greeted(met, greeting)];
  if (helo?.code === 250) return [...drafts, onlyHelo(met), ...judgeName(met, nameIn(helo))];
  if (ehlo === null || ehlo.code !== 250) return [...drafts, noEhlo(met)];
  const tls = judgeTls(met, ehlo, name, ports);
  return [
    ...drafts,
    ...judgeName(met, nameIn(ehlo)),
    // What the firewall has masked says nothing about what the server offers.
    ...(mask?.hidesKeywords === true ? tls.filter(({ id }) => id !== 'smtp.no-starttls') : tls),
  ];
}

const about = ({ to, evidence }: Met) => ({ subject: serverText(to), evidence: [evidence] });

/** It accepted the connection and then sent nothing in time: slow on purpose (a tarpit), or busy. */
function mute(met: Met): FindingDraft {
  const { failure, failedAt } = met.talk;
  const why = detailOf(failure);
  if (failedAt !== 'tls')
    return {
      ...about(met),
      id: 'smtp.no-greeting',
      status: 'unknown',
      summary: noGreeting(why),
      remedy: { id: 'smtp.wait-longer', with: {} },
    };
  return {
    ...about(met),
    id: 'smtp.no-tls',
    status: failure?.reason === 'tls' ? 'fail' : 'unknown',
    summary: noTlsAtFirst(why),
    remedy: { id: 'smtp.tls-at-first', with: {} },
  };
}

const detailOf = (failure: StreamFailure | null): Text =>
  failure === null ? noSmtpReply : failureInWords(failure.detail);

/** 421 and its like: true of this moment alone (RFC 5321 section 4.2.1). */
const isTemporary = (code: number): boolean => code >= 400 && code < 500;

const wholeReply = ({ code, lines }: SmtpReply): string => `${code} ${printable(lines.join(' '), 200)}`;

function turnedAway(met: Met, reply: SmtpReply): FindingDraft {
  const answered = wholeReply(reply);
  if (isTemporary(reply.code))
    return {
      ...about(met),
      id: 'smtp.busy',
      status: 'unknown',
      summary: cannotServe(answered),
      remedy: { id: 'smtp.busy', with: {} },
    };
  return {
    ...about(met),
    id: 'smtp.turned-away',
    status: 'warn',
    summary: turnsAway(answered),
    remedy: { id: 'smtp.other-address', with: {} },
  };
}

function greeted(met: Met, greeting: SmtpReply): FindingDraft {
  const ms = met.talk.greetingMs ?? 0;
  const answered = printable(greeting.lines[0] ?? '', 150);
  if (ms < SLOW_MS)
    return { ...about(met), id: 'smtp.greeting', status: 'pass', summary: greets(Math.round(ms), answered) };
  return {
    ...about(met),
    id: 'smtp.slow',
    status: 'warn',
    summary: greetsSlowly((ms / 1000).toFixed(1), answered),
    remedy: { id: 'smtp.slow-greeting', with: {} },
  };
}

/** It speaks SMTP as of 1982: mail arrives, without encryption and without what EHLO announces. */
const onlyHelo = (met: Met): FindingDraft => ({
  ...about(met),
  id: 'smtp.no-ehlo',
  status: 'warn',
  summary: takesOnlyHelo(met.talk.ehlo === null ? '' : wholeReply(met.talk.ehlo)),
  remedy: { id: 'smtp.turn-ehlo-on', with: {} },
});

const masked = (met: Met, { marks }: Mask): FindingDraft => ({
  ...about(met),
  id: 'smtp.masked',
  status: 'warn',
  summary: sessionRewritten(marks),
  remedy: { id: 'smtp.stop-inspection', with: {} },
});

function noEhlo(met: Met): FindingDraft {
  const { ehlo, failure } = met.talk;
  return {
    ...about(met),
    id: 'smtp.no-ehlo',
    status: ehlo === null || isTemporary(ehlo.code) ? 'unknown' : 'warn',
    summary: takesNoEhlo(ehlo === null ? detailOf(failure) : quoted(ehlo)),
    remedy: { id: 'smtp.server-log', with: {} },
  };
}

const quoted = (reply: SmtpReply): Text => verbatim(`"${wholeReply(reply)}"`);

function judgeName(met: Met, name: string): readonly FindingDraft[] {
  const { ptr, names } = met.reverse;
  if (ptr.kind === 'failed') return [{ ...unaskedDraft('smtp.name-unknown', ptr), subject: serverText(met.to) }];
  if (names.includes(canonicalName(name)))
    return [{ ...about(met), id: 'smtp.name', status: 'pass', summary: ownName(name) }];
  const address = met.to.host;
  return [
    {
      ...about(met),
      id: 'smtp.name-mismatch',
      status: 'warn',
      summary: otherName(
        name,
        names.slice(0, 3).map((one) => printable(one, 80)),
      ),
      remedy: { id: 'smtp.same-name', with: { address, command: `npx postwatch check ${address}` } },
    },
  ];
}

function judgeTls(met: Met, ehlo: SmtpReply, name: string, ports: LookupPorts): readonly FindingDraft[] {
  const { session, starttls, failure } = met.talk;
  if (session !== null) {
    const ill = met.to.port === 25 ? 'warn' : 'fail';
    const { subject, evidence } = about(met);
    const tls: FindingDraft = { subject, evidence, id: 'smtp.tls', status: 'pass', summary: tlsWorks(session) };
    return [tls, ...judgeCertificate(session, { command: 'smtp', name, subject, ill, evidence }, ports.clock.now())];
  }
  if (!offers(ehlo, 'STARTTLS'))
    return [
      {
        ...about(met),
        id: 'smtp.no-starttls',
        status: 'warn',
        summary: noStarttls,
        remedy: { id: 'smtp.set-up-starttls', with: {} },
      },
    ];
  return [
    {
      ...about(met),
      id: 'smtp.starttls-failed',
      status: failure?.reason === 'timeout' ? 'unknown' : 'fail',
      summary: starttlsFails(starttls === null || starttls.code === 220 ? detailOf(failure) : quoted(starttls)),
      remedy: { id: 'smtp.tls-log', with: {} },
    },
  ];
}
