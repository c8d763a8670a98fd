/** Who is a sender, who a candidate, and who is only counted. */
import { describe, expect, it } from 'vitest';
import { address } from '../../../shared/model/address.ts';
import { defined } from '../../../shared/model/defined.ts';
import type { AddressTarget } from '../../../shared/model/target.ts';
import { parseSettings, type Settings } from '../../../shared/settings/settings.ts';
import { type FoundAddress, takeInventory } from '../../../shared/watch/found/inventory.ts';
import { type MailHosts, mailHosts } from '../../../shared/watch/found/mail-hosts.ts';
import { type Remembered, sendersBefore } from '../../../shared/watch/found/senders.ts';
import { remembered } from '../../support/remembered.ts';
import { zone } from '../../support/zone.ts';

const IP = '198.51.100.10';

const settings = (json: object = {}): Settings => {
  const parsed = parseSettings(json);
  if (!parsed.ok) throw new Error(parsed.problem.en);
  return parsed.value;
};

const found = (more: Partial<FoundAddress> & { ptr?: string | null } = {}): FoundAddress => ({
  address: address(IP),
  use: 'instance',
  tags: {},
  elasticIp: {
    allocationId: 'eipalloc-1',
    region: 'eu-west-1',
    account: '123456789012',
    associated: true,
    ...defined({ recordedPtr: more.ptr }),
  },
  ...more,
});

const NETWORK = { family: 4, bytes: [198, 51, 100, 0], prefix: 24 } as const;
const only = (target: unknown) => target as AddressTarget;

function of(one: FoundAddress, json: object = {}, hosts: MailHosts = {}) {
  const inventory = takeInventory([one], settings(json), hosts, remembered());
  const target = only(inventory.targets.find(({ kind }) => kind === 'address'));
  if (target === undefined) return { role: 'none', others: inventory.others, notes: inventory.notes };
  return { role: target.role ?? 'sender', domains: target.domains, helo: target.helo, notes: inventory.notes };
}

describe('an address is a sender', () => {
  it.each<[string, FoundAddress, object, MailHosts, readonly string[]]>([
    [
      'tagged with its domains',
      found({ tags: { 'postwatch:domains': 'example.com  example.org' } }),
      {},
      {},
      ['example.com', 'example.org'],
    ],
    ['tagged with its HELO name', found({ tags: { 'postwatch:helo': 'mx.example.com' } }), {}, {}, []],
    ['named in the settings', found(), { senders: [{ address: IP, domains: ['a.example'] }] }, {}, ['a.example']],
    ['named without domains', found(), { senders: [{ address: IP }], domains: ['b.example'] }, {}, ['b.example']],
    [
      'one with a reverse name of its own',
      found({ ptr: 'mail.example.com.' }),
      { domains: ['example.com', 'x.org'] },
      {},
      ['example.com'],
    ],
    [
      'authorised by SPF',
      found(),
      { domains: ['c.example'] },
      { 'c.example': { exchanges: [], passing: [NETWORK] } },
      ['c.example'],
    ],
    [
      'an MX host, which need not send',
      found(),
      { domains: ['c.example'] },
      { 'c.example': { exchanges: [NETWORK], passing: [] } },
      [],
    ],
    [
      'a tagged NAT gateway',
      found({ use: 'nat-gateway', tags: { 'postwatch:domains': 'd.example' } }),
      {},
      {},
      ['d.example'],
    ],
  ])('as %s', (_, one, json, hosts, domains) => {
    expect(of(one, json, hosts)).toMatchObject({ role: 'sender', domains });
  });
});

describe('an address that is not a sender', () => {
  it.each<[string, FoundAddress, object]>([
    ['an instance', found(), { role: 'candidate', domains: [] }],
    ['an unused address', found({ use: 'unused' }), { role: 'candidate' }],
    [
      "with Amazon's own reverse name",
      found({ ptr: 'ec2-198-51-100-10.compute-1.amazonaws.com.' }),
      { role: 'candidate' },
    ],
    ['a NAT gateway', found({ use: 'nat-gateway' }), { role: 'none', others: { 'nat-gateway': 1 } }],
    ['a load balancer', found({ use: 'load-balancer' }), { role: 'none', others: { 'load-balancer': 1 } }],
    ['a service', found({ use: 'service' }), { role: 'none', others: { service: 1 } }],
    [
      'one with the tag that ignores it, whatever its other tags',
      found({ tags: { 'postwatch:ignore': 'TRUE ', 'postwatch:domains': 'a.example' } }),
      { role: 'none', others: { ignored: 1 } },
    ],
  ])('is watched or not by its use: %s', (_, one, expected) => {
    expect(of(one)).toMatchObject(expected);
  });
});

describe('an address that was a sender stays one', () => {
  const SPF: MailHosts = { 'c.example': { exchanges: [], passing: [NETWORK] } };
  const MX: MailHosts = { 'c.example': { exchanges: [NETWORK], passing: [] } };
  const NONE: MailHosts = { 'c.example': { exchanges: [], passing: [] } };
  const C = { domains: ['c.example'] };
  const EARLIER = '2026-11-30T17:39:00.000Z';

  /** Two looks at one address; the second remembers the first. */
  function looks(
    one: FoundAddress,
    hosts: MailHosts,
    then: { found?: FoundAddress; json?: object; hosts?: MailHosts } & Partial<Remembered>,
  ) {
    const first = takeInventory([one], settings(C), hosts, remembered({ at: EARLIER }));
    const { found: later = one, json = C, hosts: now = NONE, ...more } = then;
    const known = first.grounds;
    const inventory = takeInventory([later], settings(json), now, remembered({ known, lastAt: EARLIER, ...more }));
    const target = only(inventory.targets.find(({ kind }) => kind === 'address'));
    return { role: target.role ?? 'sender', domains: target.domains, grounds: target.grounds, kept: inventory.grounds };
  }
  const gone = (kind: string, name: string) => [{ kind, name, since: EARLIER, until: EARLIER }];

  it.each<[string, FoundAddress, MailHosts, Parameters<typeof looks>[2], readonly string[], readonly object[]]>([
    ['its SPF no longer names it', found(), SPF, {}, ['c.example'], gone('spf', 'c.example')],
    ['it is no longer an MX host', found(), MX, {}, [], gone('mx', 'c.example')],
    [
      'its own reverse name is gone',
      found({ ptr: 'mail.c.example.' }),
      NONE,
      { found: found({ ptr: null }) },
      ['c.example'],
      gone('ptr', 'mail.c.example'),
    ],
    [
      "its reverse name is Amazon's again",
      found({ ptr: 'mail.c.example.' }),
      NONE,
      { found: found({ ptr: 'ec2-198-51-100-10.compute-1.amazonaws.com.' }) },
      ['c.example'],
      gone('ptr', 'mail.c.example'),
    ],
  ])('after %s', (_, one, hosts, then, domains, grounds) => {
    expect(looks(one, hosts, then)).toMatchObject({ role: 'sender', domains, grounds, kept: { [IP]: grounds } });
  });

  it.each<[string, FoundAddress, MailHosts, Parameters<typeof looks>[2]]>([
    ['a question failed', found(), SPF, { unknown: ['c.example'] }],
    ['EC2 did not say its reverse name', found({ ptr: 'mail.c.example.' }), NONE, { found: found() }],
  ])('without a lost ground where %s', (_, one, hosts, then) => {
    const { role, grounds } = looks(one, hosts, then);
    expect([role, grounds!.map(({ until }) => until)]).toEqual(['sender', [undefined]]);
  });

  it('without a lost ground for another reverse name of its own, or for a record that is back', () => {
    const renamed = looks(found({ ptr: 'mail.c.example.' }), NONE, { found: found({ ptr: 'mx.c.example.' }) });
    expect(renamed.grounds).toEqual([{ kind: 'ptr', name: 'mx.c.example', since: expect.any(String) }]);
    const known = { [IP]: [{ kind: 'spf', name: 'c.example', since: EARLIER, until: EARLIER }] } as const;
    const back = takeInventory([found()], settings(C), SPF, remembered({ known }));
    expect(back.grounds[IP]).toEqual([{ kind: 'spf', name: 'c.example', since: EARLIER }]);
  });

  it('until a person says otherwise, or the address is released', () => {
    expect(looks(found(), SPF, { json: {} })).toMatchObject({ role: 'candidate', kept: {} });
    const tagged = looks(found(), SPF, { found: found({ tags: { 'postwatch:domains': 'd.example' } }) });
    expect(tagged).toMatchObject({ role: 'sender', domains: ['d.example'], grounds: undefined, kept: {} });
    const first = takeInventory([found()], settings(C), SPF, remembered());
    const ignored = found({ tags: { 'postwatch:ignore': 'true' } });
    const keptAfter = (some: readonly FoundAddress[], hidden: boolean) =>
      takeInventory(some, settings(C), NONE, remembered({ known: first.grounds, hidden })).grounds;
    expect(keptAfter([ignored], false)).toEqual({});
    expect(keptAfter([], false)).toEqual({});
    expect(keptAfter([], true)).toEqual(first.grounds);
  });

  it('with the mail records of the last look, where the memory has no grounds yet', () => {
    expect(
      sendersBefore([address(IP), address('192.0.2.1')], { ...SPF, 'd.example': MX['c.example']! }, EARLIER),
    ).toEqual({
      [IP]: [
        { kind: 'spf', name: 'c.example', since: EARLIER },
        { kind: 'mx', name: 'd.example', since: EARLIER },
      ],
    });
  });
});

it('the settings win over the tags, and both give what the other leaves open', () => {
  const one = found({ tags: { 'postwatch:helo': 'tag.example.com', 'postwatch:ptr': 'Mail.Example.com.' } });
  const inventory = takeInventory(
    [one],
    settings({ senders: [{ address: IP, domains: ['a.example'] }] }),
    {},
    remembered(),
  );
  expect(inventory.targets[0]).toMatchObject({
    domains: ['a.example'],
    helo: 'tag.example.com',
    elasticIp: { allocationId: 'eipalloc-1', wantedPtr: 'mail.example.com' },
  });
  expect(inventory.targets.slice(1)).toEqual([{ kind: 'domain', domain: 'a.example' }]);
});

it('a sender of the settings that is in no Region is watched all the same', () => {
  const inventory = takeInventory(
    [],
    settings({ senders: [{ address: IP, domains: ['a.example'] }] }),
    {},
    remembered(),
  );
  expect(inventory.senders).toEqual([IP]);
});

it('a tag that holds no name is reported, and the rest of it counts', () => {
  const result = of(found({ tags: { 'postwatch:domains': 'example.com not_a/name' } }));
  expect(result).toMatchObject({ domains: ['example.com'] });
  expect(result.notes).toEqual([
    {
      en: expect.stringContaining(`${IP}: the tag postwatch:domains: "not_a/name"`),
      ko: expect.stringContaining(`${IP}: postwatch:domains 태그`),
    },
  ]);
});

describe('the mail hosts of a domain', () => {
  const networksOf = async (
    zones: Parameters<typeof zone>[0],
    options: Parameters<typeof zone>[1] = {},
    known: MailHosts = {},
  ) => {
    const resolver = zone(zones, options);
    const { hosts, unknown } = await mailHosts(['example.com'], resolver, known);
    const texts = (of: 'exchanges' | 'passing') =>
      hosts['example.com']![of].map(({ bytes, prefix }) => `${bytes.join('.')}/${prefix}`);
    return { exchanges: texts('exchanges'), passing: texts('passing'), unknown, asked: resolver.asked };
  };

  it('are its MX hosts, and the addresses that its SPF allows', async () => {
    const { exchanges, passing, unknown } = await networksOf({
      'example.com': {
        MX: [[10, 'mx.example.com']],
        TXT: [
          'v=spf1 ip4:192.0.2.0/24 -ip4:192.0.2.9 a:out.example.com/28 ~ip4:198.51.100.1 include:p.example ip4:10.0.0.0/8 exists:%{i}.x.example -all',
        ],
      },
      'mx.example.com': { A: ['203.0.113.1'] },
      'out.example.com': { A: ['203.0.113.33'] },
      'p.example': { TXT: ['v=spf1 ip4:198.51.100.128/25 ?all'] },
    });
    expect(exchanges).toEqual(['203.0.113.1/32']);
    expect(passing).toEqual(['192.0.2.0/24', '203.0.113.33/28', '198.51.100.128/25']);
    expect(unknown).toEqual([]);
  });

  it('are kept where a question failed', async () => {
    const known = { 'example.com': { exchanges: [NETWORK], passing: [NETWORK] } };
    const zones = {
      'example.com': { MX: [[10, 'mx.example.com']] as const, TXT: ['v=spf1 -all'] },
      'mx.example.com': { A: ['203.0.113.1'] },
    };
    for (const failing of ['MX example.com', 'TXT example.com', 'A mx.example.com']) {
      const result = await networksOf(zones, { failing: { [failing]: 'timeout' } }, known);
      expect(result.unknown).toEqual(['example.com']);
      expect(result.passing).toEqual(['198.51.100.0/24']);
      expect(result.exchanges).toContain('198.51.100.0/24');
    }
    expect((await networksOf(zones, {}, known)).passing).toEqual([]);
  });

  it('cost a bounded number of questions, even with a thousand hosts in the record', async () => {
    const hosts = Array.from({ length: 1000 }, (_, n) => [10, `mx${n}.example.com`] as const);
    const { asked } = await networksOf({ 'example.com': { MX: hosts } });
    expect(asked.length).toBeLessThan(120);
  });
});

describe('tags that are shown', () => {
  const tagsOf = (tags: Record<string, string>) => {
    const { targets } = takeInventory([found({ tags })], settings(), {}, remembered());
    return only(targets[0]).tags;
  };

  it('are Name and those of Postwatch, in one order', () => {
    const tags = { team: 'secret', 'postwatch:helo': 'mx.example.com', Name: 'mail-1' };
    expect(Object.entries(tagsOf(tags) ?? {})).toEqual([
      ['Name', 'mail-1'],
      ['postwatch:helo', 'mx.example.com'],
    ]);
    expect(tagsOf({ team: 'secret' })).toBeUndefined();
  });

  it('are few and printable', () => {
    const many = Object.fromEntries(
      Array.from({ length: 50 }, (_, n) => [`postwatch:${n}`, `\u001b${'x'.repeat(400)}`]),
    );
    const shown = Object.values(tagsOf(many) ?? {});
    expect(shown).toHaveLength(10);
    expect(shown.every((value) => value.length <= 256 && !value.includes('\u001b'))).toBe(true);
  });
});
