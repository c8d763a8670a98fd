import { afterAll, expect, it } from 'vitest';
import { systemClock } from '../../adapters/local/clock.ts';
import { localDns } from '../../adapters/local/dns.ts';
import { systemRandom } from '../../adapters/local/random.ts';
import type { Check } from '../../shared/checks/check.ts';
import { dnsblCheck } from '../../shared/checks/dnsbl.ts';
import { ptrCheck } from '../../shared/checks/ptr.ts';
import { spfCheck } from '../../shared/checks/spf.ts';
import { parseLists } from '../../shared/dnsbl/list.ts';
import { address } from '../../shared/model/address.ts';
import type { Finding } from '../../shared/model/finding.ts';
import type { Target } from '../../shared/model/target.ts';
import { LIST_ENTRIES } from './lists.ts';
import { withServers } from './with-servers.ts';
import { LISTED, LISTED6, SENDER, SENDER6 } from './world.ts';

withServers('the checks against rbldnsd, nsd and unbound', ({ resolver }) => {
  const dns = localDns({ servers: [resolver], timeoutMs: 1500 });
  afterAll(() => dns.close());

  const run = async (check: Check, target: Target): Promise<readonly Finding[]> => {
    const [report] = await check.run([target], { resolver: dns, clock: systemClock, random: systemRandom });
    return report?.findings ?? [];
  };
  const sender = (
    of: string,
    extra: { readonly helo?: string; readonly domains?: readonly string[] } = {},
  ): Target => ({
    kind: 'address',
    address: address(of),
    domains: [],
    ...extra,
  });

  it.each<readonly [string, Target, readonly string[]]>([
    ['a name that resolves back', sender(SENDER, { helo: 'mail.example.com' }), ['ptr.confirmed']],
    ['a name that resolves back, IPv6', sender(SENDER6), ['ptr.confirmed']],
    ['another HELO name', sender(SENDER, { helo: 'smtp.example.com' }), ['ptr.confirmed', 'ptr.helo-mismatch']],
    ['a reverse name without PTR record', sender('203.0.113.26'), ['ptr.missing']],
    ['no reverse name', sender('203.0.113.200'), ['ptr.missing']],
    ['no reverse name, IPv6', sender('2001:db8::26'), ['ptr.missing']],
    ['a name that resolves to another address', sender('203.0.113.27'), ['ptr.not-confirmed']],
    ['a delegation by CNAME', sender('203.0.113.28'), ['ptr.confirmed']],
    ["a provider's name", sender('203.0.113.29'), ['ptr.confirmed', 'ptr.generic']],
    [
      'two names that lead elsewhere, one an alias',
      sender('203.0.113.30'),
      ['ptr.not-confirmed', 'ptr.several', 'ptr.alias'],
    ],
    ['a name whose zone does not answer', sender('203.0.113.31'), ['ptr.unknown']],
    ['a name with a space and a bell', sender('203.0.113.32'), ['ptr.not-confirmed']],
    ['two hundred names', sender('203.0.113.33'), ['ptr.not-confirmed', 'ptr.several']],
    ['a reverse zone that is refused', sender('198.18.0.1'), ['ptr.unknown']],
  ])('ptr check: %s', async (_, target, ids) => {
    const findings = await run(ptrCheck, target);
    expect(findings.map(({ id }) => id)).toEqual(ids);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: looking for them
    expect(JSON.stringify(findings)).not.toMatch(/\\u0007|[\u0000-\u001f]/);
  });

  const lists = parseLists(LIST_ENTRIES);
  if (!lists.ok) throw new Error(lists.problem.en);

  const SICK = {
    refusing: 'dnsbl.refused',
    refused: 'dnsbl.unreachable',
    emptied: 'dnsbl.unproven',
    ignoring: 'dnsbl.unreachable',
    everything: 'dnsbl.dead',
    wildcard: 'dnsbl.dead',
    parked: 'dnsbl.dead',
    dead: 'dnsbl.unreachable',
  };

  it.each<readonly [string, Target, Readonly<Record<string, string>>]>([
    ['an address on them', sender(LISTED), { ...SICK, sound: 'dnsbl.listed', policy: 'dnsbl.policy' }],
    ['an address not on them', sender(SENDER), { ...SICK, sound: 'dnsbl.clear', policy: 'dnsbl.clear' }],
    ['an IPv6 address on one', sender(LISTED6), { v6: 'dnsbl.listed' }],
    ['an IPv6 address not on it', sender(SENDER6), { v6: 'dnsbl.clear' }],
    ['a domain on one', { kind: 'domain', domain: 'listed.example.net' }, { domains: 'dnsbl.listed' }],
    ['a domain not on it', { kind: 'domain', domain: 'example.com' }, { domains: 'dnsbl.clear' }],
  ])('dnsbl check: sound and broken lists about %s', async (_, target, expected) => {
    const findings = await run(dnsblCheck({ lists: lists.value, keys: {} }), target);
    expect(Object.fromEntries(findings.map(({ subject, id }) => [subject, id]))).toEqual(expected);
  });

  it.each([
    [SENDER, 'example.com', 'spf.pass'],
    [SENDER6, 'example.com', 'spf.pass'],
    [SENDER, 'long.example.com', 'spf.pass'],
    [LISTED, 'long.example.com', 'spf.not-authorised'],
    [LISTED, 'example.com', 'spf.not-authorised'],
    [SENDER, 'soft.example.com', 'spf.softfail'],
    [SENDER, 'twice.example.com', 'spf.permerror'],
    [SENDER, 'elsewhere.example.com', 'spf.none'],
    [SENDER, 'nowhere.example.com', 'spf.none'],
    [SENDER, 'broken.example.com', 'spf.temperror'],
    [SENDER, 'www.example.edu', 'spf.temperror'],
  ])('spf check: %s for %s is %s', async (of, domain, id) => {
    const [verdict] = await run(spfCheck, sender(of, { domains: [domain] }));
    expect(verdict).toMatchObject({ id, subject: domain });
    expect(verdict?.evidence).not.toEqual([]);
  });
});
