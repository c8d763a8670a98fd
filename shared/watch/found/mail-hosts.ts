/**
 * From which addresses a domain's mail comes, as far as its own records say: its MX hosts, and the networks that its SPF
 * record lets pass (RFC 7208; `ip4`, `ip6`, `a` and `mx` terms, its includes as well). This only sorts addresses into
 * senders and candidates, so each domain is read once however many addresses there are; whether one may send is the SPF
 * check's to say. A term whose answer depends on the message (macros, `exists`, `ptr`) names nobody.
 */
import type { Resolver } from '../../dns/answer.ts';
import { type Address, parseAddress } from '../../model/address.ts';
import { contains, type Network } from '../../spf/network.ts';
import type { Mechanism } from '../../spf/record.ts';
import { type Survey, surveyDomain } from '../../spf/survey.ts';

/** Where a domain's mail goes in, and from where it may come. */
type Hosts = { readonly exchanges: readonly Network[]; readonly passing: readonly Network[] };

/** By domain; what is kept from one run to the next. */
export type MailHosts = Readonly<Record<string, Hosts>>;

export type MailHostsRead = {
  readonly hosts: MailHosts;
  /** Domains of which a question failed: what was known of them is still open. */
  readonly unknown: readonly string[];
};

/** A network wider than this is a provider's, not a sender's: an address in it is not a sender for that. */
const WIDEST = { 4: 16, 6: 32 } as const;
/** Domains read at a time. */
const TOGETHER = 50;
/** Names that an MX record set or an SPF record may send us to, a domain. */
const MAX_NAMES = 50;

export async function mailHosts(
  domains: readonly string[],
  resolver: Resolver,
  known: MailHosts,
): Promise<MailHostsRead> {
  const hosts: Record<string, Hosts> = {};
  const unknown: string[] = [];
  const readDomain = async (domain: string): Promise<void> => {
    const reader = new Reader(resolver);
    const exchanges = await reader.exchanges(domain);
    const passing = await reader.passing(await surveyDomain(domain, resolver));
    hosts[domain] = { exchanges, passing };
    if (!reader.failed) return;
    unknown.push(domain);
    // Nobody stops being a sender because a name server was slow.
    const before = known[domain] ?? { exchanges: [], passing: [] };
    hosts[domain] = {
      exchanges: merged(before.exchanges, exchanges),
      passing: merged(before.passing, passing),
    };
  };
  for (let at = 0; at < domains.length; at += TOGETHER)
    await Promise.all(domains.slice(at, at + TOGETHER).map(readDomain));
  return { hosts, unknown };
}

/** Each once, however often it failed in between. */
const merged = (known: readonly Network[], seen: readonly Network[]): readonly Network[] => [
  ...new Map([...known, ...seen].map((network) => [JSON.stringify(network), network])).values(),
];

const isIn = (address: Address, networks: readonly Network[]): boolean =>
  networks.some((network) => contains(network, address));

/** The domains whose SPF lets this address send. */
export const domainsOf = (address: Address, hosts: MailHosts): readonly string[] =>
  Object.entries(hosts).flatMap(([domain, { passing }]) => (isIn(address, passing) ? [domain] : []));

/** The domains whose mail goes in here. */
export const exchangesFor = (address: Address, hosts: MailHosts): readonly string[] =>
  Object.entries(hosts).flatMap(([domain, { exchanges }]) => (isIn(address, exchanges) ? [domain] : []));

class Reader {
  failed = false;
  private names = MAX_NAMES;
  private readonly resolver: Resolver;

  constructor(resolver: Resolver) {
    this.resolver = resolver;
  }

  async exchanges(domain: string, prefix4 = 32, prefix6 = 128): Promise<readonly Network[]> {
    const answer = await this.resolver.ask({ name: domain, type: 'MX' });
    if (answer.kind === 'failed') this.failed = true;
    const hosts = answer.kind === 'records' ? answer.records.map(({ exchange }) => exchange) : [];
    return (await Promise.all(hosts.map((host) => this.addresses(host, prefix4, prefix6)))).flat();
  }

  /** What the record and its includes let pass. */
  async passing({ domain, record, problem, branches }: Survey): Promise<readonly Network[]> {
    if (problem?.kind === 'temperror') this.failed = true;
    const terms = record?.terms ?? [];
    const networks: Network[] = [];
    for (const term of terms) {
      if (term.kind === 'directive' && term.qualifier === '+')
        networks.push(...(await this.networks(term.mechanism, domain)));
    }
    for (const { passes, survey } of branches)
      if (passes && survey !== null) networks.push(...(await this.passing(survey)));
    return networks.filter(({ family, prefix }) => prefix >= WIDEST[family]);
  }

  private async networks(mechanism: Mechanism, domain: string): Promise<readonly Network[]> {
    if (mechanism.name === 'ip4' || mechanism.name === 'ip6') return [mechanism.network];
    if (mechanism.name !== 'a' && mechanism.name !== 'mx') return [];
    const { target, prefix4, prefix6, name } = mechanism;
    if (target?.text.includes('%')) return [];
    const host = target?.text ?? domain;
    return name === 'a' ? this.addresses(host, prefix4, prefix6) : this.exchanges(host, prefix4, prefix6);
  }

  private async addresses(host: string, prefix4: number, prefix6: number): Promise<readonly Network[]> {
    if (this.names-- <= 0) return [];
    const answers = await Promise.all([
      this.resolver.ask({ name: host, type: 'A' }),
      this.resolver.ask({ name: host, type: 'AAAA' }),
    ]);
    if (answers.some(({ kind }) => kind === 'failed')) this.failed = true;
    return answers.flatMap((answer) => {
      const texts: readonly string[] = answer.kind === 'records' ? answer.records : [];
      return texts.flatMap((text): Network[] => {
        const parsed = parseAddress(text);
        if (!parsed.ok) return [];
        const { family, bytes } = parsed.value;
        return [{ family, bytes, prefix: family === 4 ? prefix4 : prefix6 }];
      });
    });
  }
}
