/** `whois` and `arin`: what a registry says, as findings, and for an address who can set its reverse record. */

import type { Address } from '../../model/address.ts';
import { DAY } from '../../model/duration.ts';
import type { Evidence } from '../../model/finding.ts';
import { untranslated } from '../../model/language.ts';
import { organisationalDomain } from '../../model/organisation.ts';
import { type Parsed, parsed, problem } from '../../model/parsed.ts';
import type { Remedy } from '../../model/remedy.ts';
import { printable } from '../../model/text.ts';
import { readHost } from '../core/argument.ts';
import type { FindingDraft, LookupOutcome, LookupPorts } from '../core/command.ts';
import type { RegistryCommand } from '../core/findings.ts';
import type { Registry } from './bootstrap.ts';
import { askIsp, KRNIC, readKrnic } from './krnic.ts';
import { type Registration, registrationRow } from './registration.ts';
import { ask, type Registrable, type RegistryAnswer } from './registry.ts';
import { whois43 } from './whois43.ts';

export function readSubject(text: string): Parsed<Registrable> {
  const digits = /^AS(\d{1,10})$/i.exec(text)?.[1];
  if (digits !== undefined) {
    const number = Number(digits);
    return number > 0 && number <= 4_294_967_295
      ? parsed({ kind: 'as', number })
      : problem(`${digits} is no AS number`);
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
      summary: untranslated(`${shown} is not registered`),
      remedy: {
        text: 'See whether it is spelt rightly; of a name, ask for the domain that was registered, not for a host in it.',
      },
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
      summary: untranslated(
        `${shown} belongs to ${own?.holder ?? own?.registrar ?? 'somebody the registry does not name'}${own?.range ? ` (${own.range})` : ''}`,
      ),
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
  summary: untranslated(`no registry gave an answer for ${shown}${draft === null ? '' : `: ${draft.summary.en}`}`),
  remedy: { text: 'Repeat it later, or from another network: registries limit how often one asks.' },
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
  if (days < SOON_DAYS)
    drafts.push({
      id: `${command}.${days < 0 ? 'expired' : 'expiring'}`,
      status: days < 0 ? 'fail' : 'warn',
      evidence,
      summary: untranslated(
        days < 0 ? `the registration ended on ${expires}` : `the registration ends in ${days} days, on ${expires}`,
      ),
      remedy: { text: 'Renew it at the registrar, and switch renewal by itself on.' },
    });
  const hold = status.find((one) => HOLDS.test(one));
  if (hold !== undefined)
    drafts.push({
      id: `${command}.hold`,
      status: 'fail',
      evidence,
      summary: untranslated(`the registry has taken it out of DNS (${hold})`),
      remedy: { text: 'Ask the registrar why: unpaid, unverified contact, or abuse.' },
    });
  return drafts;
}

/** Whoever holds the range runs its reverse zone: that is whom to ask for a PTR record. */
async function whoSetsReverse(
  { text }: Address,
  command: RegistryCommand,
  { registrations, evidence }: Extract<RegistryAnswer, { kind: 'found' }>,
  ports: LookupPorts,
): Promise<readonly FindingDraft[]> {
  const [own] = registrations;
  if (own === undefined) return [];
  if (own.country?.toUpperCase() === 'KR' || own.source.startsWith('krnic.')) return inKorea(text, command, ports);
  const remedy: Remedy = /\b(amazon|aws)\b/i.test(own.holder ?? '')
    ? {
        text: 'On an Elastic IP you set the reverse record yourself, through EC2.',
        command: `npx postwatch reverse-dns ${text} mail.example.com`,
      }
    : {
        text: `Ask whoever gave you the address, else ${own.abuse ?? own.holder ?? 'the holder of the range'}: "Please set the PTR record of ${text} to mail.example.com."`,
      };
  return [
    {
      id: `${command}.reverse`,
      status: 'pass',
      evidence: evidence.slice(0, 1),
      summary: untranslated(
        `the reverse record of ${text} is set by the holder of its range, ${own.holder ?? 'see above'}`,
      ),
      remedy,
    },
  ];
}

async function inKorea(
  address: string,
  command: RegistryCommand,
  ports: LookupPorts,
): Promise<readonly FindingDraft[]> {
  const said = await whois43(KRNIC, address, ports);
  const krnic = said === null ? null : readKrnic(said.lines);
  if (said === null || krnic === null)
    return [
      {
        id: `${command}.krnic-unknown`,
        status: 'unknown',
        evidence: said === null ? [] : [said.evidence],
        summary: untranslated(`KRNIC (${KRNIC}) did not tell which ISP manages ${address}`),
        remedy: {
          text: 'Ask there by hand. KISA 후이즈검색에서 직접 조회하십시오.',
          // 후이즈검색.한국, the web page of the same service.
          url: 'https://xn--c79as89aj0e29b77z.xn--3e0b707e/',
        },
      },
    ];
  const { english, korean } = krnic;
  return [
    {
      id: `${command}.reverse`,
      status: 'pass',
      evidence: [said.evidence],
      remedy: askIsp(krnic, address),
      summary: untranslated(
        `in Korea ${address} is managed by ${english.isp} (${korean.isp})${english.user === null ? '' : `, used by ${english.user}`}`,
      ),
    },
  ];
}
