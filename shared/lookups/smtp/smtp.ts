/**
 * A mail server as another mail server meets it: greeting, the name it gives itself against its reverse name, STARTTLS and
 * certificate, time. Every address of the host is asked side by side.
 */

import { address } from '../../model/address.ts';
import { canonicalName } from '../../model/domain.ts';
import type { Evidence } from '../../model/finding.ts';
import { untranslated } from '../../model/language.ts';
import { serverText } from '../../model/server.ts';
import { printable } from '../../model/text.ts';
import type { Endpoint } from '../../net/port.ts';
import { lookupReverse, type ReverseLookup } from '../../ptr/lookup.ts';
import { type HostAndPort, hostAddresses, hostText, placeText, readPlace } from '../core/argument.ts';
import { command, type FindingDraft, type LookupOutcome, type LookupPorts, type ResultRow } from '../core/command.ts';
import { makeDraft, spoken, unaskedDraft } from '../core/draft.ts';
import { certificateRow, judgeCertificate } from '../reach/certificate.ts';
import { reach } from '../reach/reach.ts';
import { hasNoRoute, unreached } from '../reach/unreached.ts';
import { type Mask, maskIn } from './mask.ts';
import { offers, type SmtpReply, type Talk, talk } from './talk.ts';

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
  const told = met.filter(({ talk: { failure } }) => failure === null || !hasNoRoute(failure));
  return {
    records: met.map(rowOf),
    drafts: [...drafts, ...(told.length > 0 ? told : met).flatMap((one) => judgeGreeting(one, name, ports))],
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
  const answers = failure === null ? transcript : [...transcript, failure.detail];
  const server = serverText(to);
  const ms = ports.clock.monotonic() - started;
  return {
    to,
    talk: talked,
    reverse,
    evidence: spoken(ports, { question: server, type: 'SMTP', server, code, answers, ms }),
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
  ...(session === null ? {} : certificateRow(session)),
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

/** It took the connection and then said nothing that we could wait for: slow on purpose (a tarpit), or busy. */
function mute(met: Met): FindingDraft {
  const { failure, failedAt } = met.talk;
  const tls = failedAt === 'tls';
  const summary = tls
    ? `the connection stands, and no TLS session came about: ${failure?.detail}`
    : `the connection stands, and no greeting came: ${failure?.detail}`;
  return {
    ...about(met),
    id: tls ? 'smtp.no-tls' : 'smtp.no-greeting',
    status: tls && failure?.reason === 'tls' ? 'fail' : 'unknown',
    summary: untranslated(summary),
    remedy: {
      text: tls
        ? 'Port 465 speaks TLS from the first octet: see whether the server is set up so there.'
        : 'Repeat it, and from another address: some servers let strangers wait on purpose.',
    },
  };
}

/** 421 and its like: true of this moment alone (RFC 5321 section 4.2.1). */
const isTemporary = (code: number): boolean => code >= 400 && code < 500;

function turnedAway(met: Met, { code, lines }: SmtpReply): FindingDraft {
  const said = `${code} ${printable(lines.join(' '), 200)}`;
  if (isTemporary(code))
    return {
      ...about(met),
      id: 'smtp.busy',
      status: 'unknown',
      summary: untranslated(`it says that it cannot serve now: ${said}`),
      remedy: { text: 'Repeat it later. If it goes on, look at the load and the limits of the server.' },
    };
  return {
    ...about(met),
    id: 'smtp.turned-away',
    status: 'warn',
    summary: untranslated(`it turns this connection away: ${said}`),
    remedy: {
      text: 'It may be this address that it does not want to hear from (a blocklist, no reverse name). Repeat it from an address with a good name.',
    },
  };
}

function greeted(met: Met, greeting: SmtpReply): FindingDraft {
  const ms = met.talk.greetingMs ?? 0;
  const said = printable(greeting.lines[0] ?? '', 150);
  if (ms < SLOW_MS)
    return {
      ...about(met),
      id: 'smtp.greeting',
      status: 'pass',
      summary: untranslated(`it greets after ${Math.round(ms)} ms: ${said}`),
    };
  return {
    ...about(met),
    id: 'smtp.slow',
    status: 'warn',
    summary: untranslated(`the greeting took ${(ms / 1000).toFixed(1)} s: ${said}`),
    remedy: {
      text: 'Look for what it waits for before it greets: DNS and blocklists that do not answer, or a delay that was set.',
    },
  };
}

/** It speaks SMTP as of 1982: mail arrives, without encryption and without what EHLO announces. */
function onlyHelo(met: Met): FindingDraft {
  const { ehlo } = met.talk;
  const said = ehlo === null ? '' : `${ehlo.code} ${printable(ehlo.lines.join(' '), 150)}`;
  return {
    ...makeDraft(
      'smtp.no-ehlo',
      'warn',
      untranslated(`it refuses EHLO (${said}) and takes HELO: mail to it travels unencrypted`),
      [met.evidence],
      'Turn EHLO on in the server. A firewall that inspects SMTP may have taken it away: look there too.',
    ),
    subject: serverText(met.to),
  };
}

function masked(met: Met, { marks }: Mask): FindingDraft {
  return {
    ...makeDraft(
      'smtp.masked',
      'warn',
      untranslated(
        `a firewall on the way rewrites the session (${marks.join(', ')}): that is the SMTP inspection of Cisco PIX and ASA. It takes STARTTLS away, so mail travels unencrypted`,
      ),
      [met.evidence],
      'On the firewall before that server, or before this network, allow TLS in the inspection (allow-tls) or turn it off for SMTP (no inspect esmtp; on a PIX: no fixup protocol smtp 25). Then repeat this, also from another network.',
    ),
    subject: serverText(met.to),
  };
}

function noEhlo(met: Met): FindingDraft {
  const { ehlo, failure } = met.talk;
  const busy = ehlo === null || isTemporary(ehlo.code);
  const said = ehlo === null ? failure?.detail : `${ehlo.code} ${printable(ehlo.lines.join(' '), 200)}`;
  return {
    ...about(met),
    id: 'smtp.no-ehlo',
    status: busy ? 'unknown' : 'warn',
    summary: untranslated(`it does not take EHLO: ${said}`),
    remedy: { text: 'Look at the server’s log for the reason; it may be this address that it refuses.' },
  };
}

function judgeName(met: Met, name: string): readonly FindingDraft[] {
  const { ptr, names } = met.reverse;
  if (ptr.kind === 'failed') return [{ ...unaskedDraft('smtp.name-unknown', ptr), subject: serverText(met.to) }];
  if (names.includes(canonicalName(name)))
    return [
      {
        ...about(met),
        id: 'smtp.name',
        status: 'pass',
        summary: untranslated(`it calls itself ${name}, which is its reverse name`),
      },
    ];
  const reverse =
    names.length === 0
      ? 'there is no reverse name'
      : `the reverse name is ${names
          .slice(0, 3)
          .map((one) => printable(one, 80))
          .join(', ')}`;
  return [
    {
      ...about(met),
      id: 'smtp.name-mismatch',
      status: 'warn',
      summary: untranslated(`it calls itself "${name}", and ${reverse}`),
      remedy: {
        text: `If it sends mail too, let it greet with its reverse name (Postfix: myhostname), or have the reverse name of ${met.to.host} set to the name it uses.`,
        command: `npx postwatch check ${met.to.host}`,
      },
    },
  ];
}

function judgeTls(met: Met, ehlo: SmtpReply, name: string, ports: LookupPorts): readonly FindingDraft[] {
  const { session, starttls, failure } = met.talk;
  if (session !== null) {
    const ill = met.to.port === 25 ? 'warn' : 'fail';
    const { subject, evidence } = about(met);
    const tls: FindingDraft = {
      subject,
      evidence,
      id: 'smtp.tls',
      status: 'pass',
      summary: untranslated(`TLS works (${session.protocol}, ${session.cipher})`),
    };
    return [tls, ...judgeCertificate(session, { command: 'smtp', name, subject, ill, evidence }, ports.clock.now())];
  }
  if (!offers(ehlo, 'STARTTLS'))
    return [
      {
        ...about(met),
        id: 'smtp.no-starttls',
        status: 'warn',
        summary: untranslated('it offers no STARTTLS: mail to it travels unencrypted'),
        remedy: { text: 'Set up a certificate and STARTTLS (Postfix: smtpd_tls_security_level = may).' },
      },
    ];
  const said =
    starttls === null || starttls.code === 220
      ? failure?.detail
      : `${starttls.code} ${printable(starttls.lines.join(' '), 150)}`;
  return [
    {
      ...about(met),
      id: 'smtp.starttls-failed',
      status: failure?.reason === 'timeout' ? 'unknown' : 'fail',
      summary: untranslated(`it offers STARTTLS, and TLS does not come about: ${said}`),
      remedy: {
        text: 'Look at the server’s TLS log: a key that does not fit, or protocols that nobody speaks any more.',
      },
    },
  ];
}
