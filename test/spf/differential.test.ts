/**
 * Generated worlds, evaluated by this project and by `mailauth` in strict mode: the two were written apart from one another,
 * so a difference is a mistake of one of them.
 */
import fc from 'fast-check';
import { spf as mailauth } from 'mailauth/lib/spf/index.js';
import { expect, it } from 'vitest';
import { address } from '../../shared/model/address.ts';
import { RFC_LIMITS } from '../../shared/spf/budget.ts';
import { checkHost } from '../../shared/spf/evaluate.ts';
import { fakeClock } from '../support/clock.ts';
import { runs } from '../support/thorough.ts';
import { type Zones, zone } from '../support/zone.ts';
import { mailauthResolver } from './mailauth.ts';

const DOMAINS = ['example.com', 'a.example.com', 'b.example', 'c.example', 'mail.example.com', 'gone.example'];
const CLIENTS = ['192.0.2.1', '192.0.2.130', '198.51.100.7', '2001:db8::1', '2001:db8:1::25', '::ffff:192.0.2.1'];

const domain = fc.constantFrom(...DOMAINS);
const target = fc.oneof(
  { weight: 8, arbitrary: domain },
  fc.constantFrom(
    '%{d}',
    '%{o}',
    '%{h}',
    '%{p}',
    'x.%{d2}',
    '%{ir}.example.com',
    '%{l}.%{o}',
    '%{d1r}.example',
    'b.example.',
  ),
);
const suffix = fc.oneof(
  { weight: 20, arbitrary: fc.constantFrom('', '', '', '/24', '/0', '//64', '/25//48') },
  fc.constantFrom('/33', '//129', '/024'),
);
const network = fc.constantFrom(
  'ip4:192.0.2.1',
  'ip4:192.0.2.0/25',
  'ip4:198.51.100.0/24',
  'ip4:0.0.0.0/0',
  'ip6:2001:db8::/32',
  'ip6:2001:db8::1',
  'ip6:::/0',
  'ip6:::ffff:192.0.2.1',
);
const hosts = fc
  .tuple(fc.constantFrom('a', 'mx'), fc.option(target, { nil: undefined }), suffix)
  .map(([name, at, cidr]) => `${name}${at === undefined ? '' : `:${at}`}${cidr}`);
const mechanism = fc.oneof(
  { weight: 4, arbitrary: network },
  { weight: 4, arbitrary: hosts },
  {
    weight: 5,
    arbitrary: fc
      .tuple(fc.constantFrom('include', 'include', 'exists', 'ptr'), target)
      .map(([name, at]) => `${name}:${at}`),
  },
  { weight: 2, arbitrary: fc.constantFrom('ptr', 'all', 'PTR:example.com') },
);
const broken = fc.constantFrom(
  'include',
  'exists:',
  'a:',
  'nonsense',
  'ip4',
  'ip4:192.0.2/24',
  'ip6:2001:db8::/129',
  'redirect=',
  'foo=%bad',
  'exp=%{r}.example',
);
const directive = fc.tuple(fc.constantFrom('', '', '', '+', '-', '~', '?'), mechanism).map((parts) => parts.join(''));
const modifier = fc.oneof(
  target.map((at) => `redirect=${at}`),
  fc.constantFrom('exp=c.example', 'x=y'),
);
const term = fc.oneof(
  { weight: 40, arbitrary: directive },
  { weight: 4, arbitrary: modifier },
  { weight: 1, arbitrary: broken },
);
const record = fc
  .tuple(fc.array(term, { maxLength: 7 }), fc.constantFrom('', '-all', '~ALL', 'all'))
  .map(([terms, all]) => ['v=spf1', ...terms, all].join(' '));
const some = <T>(values: fc.Arbitrary<T>) => fc.array(values, { maxLength: 3 });

const literal = fc.record({
  TXT: fc.oneof(
    { weight: 30, arbitrary: record.map((text) => [text]) },
    fc.constantFrom([], ['v=spf10 all'], ['v=spf1 -all', 'v=spf1 ?all'], ['other', 'v=spf1 ~all']),
  ),
  A: some(fc.constantFrom('192.0.2.1', '192.0.2.200', '198.51.100.7')),
  AAAA: some(fc.constantFrom('2001:db8::1', '2001:db8:1::1')),
  MX: fc.oneof(
    some(fc.tuple(fc.nat(3), domain)),
    domain.map((host) => Array.from({ length: 11 }, () => [0, host] as const)),
  ),
});

const world = fc.record({
  zones: fc.record(Object.fromEntries(DOMAINS.slice(0, 5).map((name) => [name, literal]))),
  pointers: fc.array(domain, { maxLength: 12 }),
  failing: fc.option(
    fc
      .tuple(fc.constantFrom('TXT', 'A', 'MX'), domain)
      .map(([type, name]) => ({ [`${type} ${name}`]: 'servfail' as const })),
    { nil: undefined, freq: 4 },
  ),
  client: fc.constantFrom(...CLIENTS),
  sender: fc.tuple(fc.constantFrom('me', 'a.b'), domain).map((parts) => parts.join('@')),
  helo: domain,
});

it('the SPF evaluation agrees with mailauth on generated records', async () => {
  await fc.assert(
    fc.asyncProperty(world, async ({ zones, pointers, failing, client, sender, helo }) => {
      const names = { PTR: pointers };
      const all: Zones = { ...zones, '1.2.0.192.in-addr.arpa': names, '7.100.51.198.in-addr.arpa': names };
      const resolver = zone(all, failing === undefined ? {} : { failing });
      const query = { address: address(client), sender, helo };
      const own = await checkHost(query, { resolver, clock: fakeClock() }, RFC_LIMITS);
      const other = await mailauth({ ip: client, sender, helo, resolver: mailauthResolver(resolver), strict: true });
      expect(own.result, `${own.reason} | ${other.status.comment}`).toBe(other.status.result);
    }),
    { numRuns: runs(1000) },
  );
});
