/** `whois` and `arin`: what a registry says, as findings, and for an address who can set its reverse record. */

import type { Address } from '../../model/address.ts';
import { DAY } from '../../model/duration.ts';
import type { Evidence } from '../../model/finding.ts';
import { organisationalDomain } from '../../model/organisation.ts';
import { type Parsed, parsed, problem } from '../../model/parsed.ts';
import { printable } from '../../model/text.ts';
import { readHost } from '../core/argument.ts';
import type { FindingDraft, LookupOutcome, LookupPorts } from '../core/command.ts';
import type { RegistryCommand } from '../core/findings.ts';
import type { LookupRemedy } from '../remedies/index.ts';
import type { Registry } from './bootstrap.ts';
import { askIsp, KRNIC, letterCommand, readKrnic } from './krnic.ts';
import { type Registration, registrationRow } from './registration.ts';
import { ask, type Registrable, type RegistryAnswer } from './registry.ts';
import { whois43 } from './whois43.ts';
import {
  belongsTo,
  domainOnHold,
  holderSetsReverse,
  krnicSilent,
  managedInKorea,
  noRegistryAnswered,
  notAsNumber,
  notRegistered,
  registrationEnded,
  registrationEnds,
} from './words.ts';

export function readSubject(text: string): Parsed<Registrable> {
  const digits = /^AS(\d{1,10})$/i.exec(text)?.[1];
  if (digits !== undefined) {
    const number = Number(digits);
    return number > 0 && number <= 4_294_967_295 ? parsed({ kind: 'as', number }) : problem(notAsNumber(digits));
  }
  const host = readHost(text);
  if (!host.ok) return host;
  // Registries know domains, not the hosts in them.
  return parsed(
    host.value.kind === 'name' ? { kind: 'domain', domain: organisationalDomain(host.value.name) } : host.value,
  );
}

export function subjectText(subject: Registrable): string {
  if (subject.kind === 'address') return subject.address.text;
  return subject.kind === 'as' ? `AS${subject.number}` : subject.domain;
}

export const registrableAddresses = (subject: Registrable): readonly Address[] =>
  subject.kind === 'address' ? [subject.address] : [];

/** `start`: the registry to begin at; null for the one that should hold it. */
export async function lookUp(
  subject: Registrable,
  command: RegistryCommand,
  start: Registry | null,
  ports: LookupPorts,
): Promise<LookupOutcome> {
  const found = await ask(subject, start, ports);
  const shown = printable(subjectText(subject), 100);
  if (found.kind === 'silent') return { records: [], drafts: [silent(command, shown, found.draft)] };
  if (found.kind === 'absent') {
    const draft: FindingDraft = {
      id: `${command}.absent`,
      status: 'fail',
      evidence: found.evidence,
      summary: notRegistered(shown),
      remedy: { id: 'registry.check-spelling', with: {} },
    };
    return { records: [], drafts: [draft] };
  }
  const { registrations, evidence } = found;
  const [own] = registrations;
  const drafts: FindingDraft[] = [
    {
      id: `${command}.found`,
      status: 'pass',
      evidence,
      summary: belongsTo(shown, own?.holder ?? own?.registrar ?? null, own?.range ?? null),
    },
    ...registrations.slice(0, 1).flatMap((one) => judgeLife(command, one, evidence, ports.clock.now())),
  ];
  if (subject.kind === 'address') drafts.push(...(await whoSetsReverse(subject.address, command, found, ports)));
  return { records: registrations.map(registrationRow), drafts };
}

const silent = (command: RegistryCommand, shown: string, draft: FindingDraft | null): FindingDraft => ({
  id: `${command}.unknown`,
  status: 'unknown',
  evidence: draft?.evidence ?? [],
  summary: noRegistryAnswered(shown, draft?.summary ?? null),
  remedy: { id: 'registry.later', with: {} },
});

const SOON_DAYS = 30;
/** EPP statuses under which a domain is taken out of DNS (RFC 5731, RFC 8056). */
const HOLDS = /^(client|server) ?hold$|^(pending ?delete|redemption ?period)$/i;

/** Of a domain: an end that is near, or a registrar's lock that takes it out of DNS. */
function judgeLife(
  command: RegistryCommand,
  { expires, status }: Registration,
  evidence: readonly Evidence[],
  now: number,
): readonly FindingDraft[] {
  const drafts: FindingDraft[] = [];
  const end = expires === null ? Number.NaN : Date.parse(expires);
  const days = Math.floor((end - now) / DAY);
  if (expires !== null && days < SOON_DAYS)
    drafts.push({
      id: `${command}.${days < 0 ? 'expired' : 'expiring'}`,
      status: days < 0 ? 'fail' : 'warn',
      evidence,
      summary: days < 0 ? registrationEnded(expires) : registrationEnds(expires, days),
      remedy: { id: 'registry.renew', with: {} },
    });
  const hold = status.find((one) => HOLDS.test(one));
  if (hold !== undefined)
    drafts.push({
      id: `${command}.hold`,
      status: 'fail',
      evidence,
      summary: domainOnHold(hold),
      remedy: { id: 'registry.ask-why-held', with: {} },
    });
  return drafts;
}

/** The holder of the range runs its reverse zone, and can set a PTR record. */
async function whoSetsReverse(
  { text }: Address,
  command: RegistryCommand,
  { registrations, evidence }: Extract<RegistryAnswer, { kind: 'found' }>,
  ports: LookupPorts,
): Promise<readonly FindingDraft[]> {
  const [own] = registrations;
  if (own === undefined) return [];
  if (own.country?.toUpperCase() === 'KR' || own.source.startsWith('krnic.')) return inKorea(text, command, ports);
  const remedy: LookupRemedy = /\b(amazon|aws)\b/i.test(own.holder ?? '')
    ? { id: 'registry.elastic-ip', with: { command: `npx postwatch reverse-dns ${text} mail.example.com` } }
    : {
        id: 'registry.ask-holder',
        with: { address: text, contact: own.abuse ?? own.holder, command: letterCommand(text) },
      };
  return [
    {
      id: `${command}.reverse`,
      status: 'pass',
      evidence: evidence.slice(0, 1),
      summary: holderSetsReverse(text, own.holder),
      remedy,
    },
  ];
}

async function inKorea(
  address: string,
  command: RegistryCommand,
  ports: LookupPorts,
): Promise<readonly FindingDraft[]> {
  const answer = await whois43(KRNIC, address, ports);
  const krnic = answer === null ? null : readKrnic(answer.lines);
  if (answer === null || krnic === null)
    return [
      {
        id: `${command}.krnic-unknown`,
        status: 'unknown',
        evidence: answer === null ? [] : [answer.evidence],
        summary: krnicSilent(KRNIC, address),
        // 후이즈검색.한국, the web page of the same service.
        remedy: { id: 'registry.krnic-by-hand', with: { url: 'https://xn--c79as89aj0e29b77z.xn--3e0b707e/' } },
      },
    ];
  return [
    {
      id: `${command}.reverse`,
      status: 'pass',
      evidence: [answer.evidence],
      remedy: askIsp(krnic, address),
      summary: managedInKorea(address, krnic),
    },
  ];
}
