import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { address } from '../../shared/model/address.ts';
import { RFC_LIMITS } from '../../shared/spf/budget.ts';
import { checkHost } from '../../shared/spf/evaluate.ts';
import { proposalText } from '../../shared/spf/proposal-text.ts';
import { type Proposal, proposeEdit } from '../../shared/spf/remedy.ts';
import { surveyDomain } from '../../shared/spf/survey.ts';
import { fakeClock } from '../support/clock.ts';
import { type ZoneOptions, type Zones, zone } from '../support/zone.ts';

const CLIENT = '203.0.113.25';

const others: Zones = {
  'i.example': { TXT: ['v=spf1 ip4:192.0.2.0/24 ip4:198.51.100.0/24 -all'] },
  'five.example': { TXT: ['v=spf1 a mx a mx a -all'], A: ['192.0.2.1'], MX: [[1, 'five.example']] },
  'me.example': { TXT: [`v=spf1 ip4:${CLIENT} -all`] },
  'nested.example': { TXT: ['v=spf1 include:gone.example -all'] },
  'p.example': { TXT: ['v=spf1 a exists:%{i}.p.example -all'] },
};

async function propose(
  own: Zones[string],
  client: string | null = CLIENT,
  options: ZoneOptions = {},
): Promise<Proposal> {
  const ports = { resolver: zone({ ...others, 'example.com': own ?? {} }, options), clock: fakeClock() };
  const query = client === null ? null : { address: address(client), sender: 'example.com', helo: 'unknown' };
  const result = query === null ? 'permerror' : (await checkHost(query, ports, RFC_LIMITS)).result;
  return proposeEdit({ query, survey: await surveyDomain('example.com', ports.resolver), result }, ports, RFC_LIMITS);
}

describe('the smallest edit', () => {
  it.each([
    ['v=spf1 -all', 'v=spf1 ip4:203.0.113.25 -all'],
    ['v=spf1 mx include:i.example ~all', 'v=spf1 ip4:203.0.113.25 mx include:i.example ~all'],
    ['v=spf1 redirect=i.example', 'v=spf1 ip4:203.0.113.25 redirect=i.example'],
    ['v=spf1 -ip4:203.0.113.0/24 +all', 'v=spf1 ip4:203.0.113.25 -ip4:203.0.113.0/24 +all'],
    ['v=spf1 -all include:gone.example', 'v=spf1 ip4:203.0.113.25 -all include:gone.example'],
    ['v=spf1 ipv4:203.0.113.25 -all', 'v=spf1 ip4:203.0.113.25 -all'],
    ['v=spf1 IP4:192.0.2.1 frob -ALL', 'v=spf1 ip4:203.0.113.25 IP4:192.0.2.1 -ALL'],
    ['v=spf1 ip:203.0.113.0/24 -all', 'v=spf1 ip4:203.0.113.0/24 -all'],
    ['v=spf1 a:203.0.113.25 -all', 'v=spf1 ip4:203.0.113.25 -all'],
    ['v=spf1 ip4:2001:db8::/32 -all', 'v=spf1 ip4:203.0.113.25 ip6:2001:db8::/32 -all'],
    ['v=spf1 redirect:me.example', 'v=spf1 redirect=me.example'],
    [`v=spf1 ip4:${CLIENT} –all`, 'v=spf1 ip4:203.0.113.25 -all'],
    [`v=spf1\u00a0ip4:${CLIENT} -all`, 'v=spf1 ip4:203.0.113.25 -all'],
    [`v=spf1 ip4:${CLIENT}\tmx -all`, 'v=spf1 ip4:203.0.113.25 mx -all'],
    ['v=spf1 frobnicate mx -all', 'v=spf1 ip4:203.0.113.25 mx -all'],
    ['v=spf1 redirect=me.example redirect=i.example', 'v=spf1 redirect=me.example'],
    ['v=spf1 include:gone.example include:me.example -all', 'v=spf1 include:me.example -all'],
    ['v=spf1 include:gone.example -all', 'v=spf1 ip4:203.0.113.25 -all'],
    ['v=spf1 redirect=gone.example', 'v=spf1 ip4:203.0.113.25 ~all'],
    ['v=spf1 a a a a a a a a a a a -all', 'v=spf1 ip4:203.0.113.25 a -all'],
    [
      'v=spf1 ptr include:five.example a:five.example mx:five.example exists:gone.example a:i.example -all',
      'v=spf1 ip4:203.0.113.25 include:five.example a:five.example mx:five.example exists:gone.example a:i.example -all',
    ],
  ])('of %j is %j', async (text, record) => {
    expect(await propose({ TXT: [text] })).toMatchObject({ kind: 'edit', record });
  });

  it('is an ip6 term for IPv6', async () => {
    expect(await propose({ TXT: ['v=spf1 -all'] }, '2001:db8::25')).toMatchObject({
      record: 'v=spf1 ip6:2001:db8::25 -all',
    });
  });

  it('puts in a missing space', async () => {
    const strings = ['v=spf1 include:i.example', 'include:me.example -all'];
    expect(await propose({ TXT: [strings] })).toMatchObject({
      record: 'v=spf1 include:i.example include:me.example -all',
    });
    expect(await propose({ TXT: [['v=spf1', 'include:me.example -all']] })).toMatchObject({
      record: 'v=spf1 include:me.example -all',
      changes: ['the missing space put in'],
    });
  });

  it('makes one record of several, with the milder "all"', async () => {
    const TXT = ['v=spf1 mx include:i.example -all', 'v=spf1 MX include:me.example ~all', 'other'];
    expect(await propose({ TXT })).toMatchObject({ record: 'v=spf1 MX include:i.example include:me.example ~all' });
  });

  it('is a first record where there is none', async () => {
    expect(await propose({ TXT: ['other'] })).toMatchObject({ record: 'v=spf1 ip4:203.0.113.25 ~all' });
    expect(await propose({})).toMatchObject({ record: 'v=spf1 ip4:203.0.113.25 ~all' });
  });

  it('comes as a zone line and as a change batch that keeps the other TXT records', async () => {
    const TXT = ['site=1', `v=spf1 ${'ip4:192.0.2.1 '.repeat(20)}-all`];
    const proposal = await propose({ TXT });
    if (proposal.kind !== 'edit') throw new Error(proposal.kind);
    expect(proposal.zoneLine).toMatch(/^example\.com\. 300 IN TXT "v=spf1 ip4:203\.0\.113\.25 .{200,}" ".*-all"$/);
    const values = JSON.parse(proposal.changeBatch ?? '').Changes[0].ResourceRecordSet.ResourceRecords;
    expect(values).toHaveLength(2);
    expect(values[1]).toEqual({ Value: '"site=1"' });
    const { text, command } = proposalText(proposal, 'example.com', CLIENT);
    expect(text).toContain(proposal.zoneLine);
    expect(command).toContain('aws route53 change-resource-record-sets');
  });

  it('goes where a CNAME leads', async () => {
    const proposal = await propose({ CNAME: 'i.example' });
    expect(proposal).toMatchObject({ kind: 'edit', zoneLine: expect.stringMatching(/^i\.example\. /) });
  });

  it('only makes the record sound when there is no address', async () => {
    expect(await propose({ TXT: ['v=spf1 mx nonsense -all'] }, null)).toMatchObject({ record: 'v=spf1 mx -all' });
    expect(await propose({ TXT: ['v=spf1 -all', 'v=spf1 mx -all'] }, null)).toMatchObject({ record: 'v=spf1 mx -all' });
  });
});

describe('no edit', () => {
  it('over the limit: what costs most, and what flattening means', async () => {
    const proposal = await propose({
      TXT: ['v=spf1 include:i.example include:five.example include:p.example a mx -all'],
    });
    expect(proposal).toEqual({
      kind: 'over-limit',
      cost: 12,
      includes: [
        { text: 'include:five.example', cost: 6, networks: 0, octets: 0, whole: false },
        { text: 'include:p.example', cost: 3, networks: 0, octets: 0, whole: false },
        { text: 'include:i.example', cost: 1, networks: 2, octets: 37, whole: true },
      ],
    });
    const { text } = proposalText(proposal, 'example.com', CLIENT);
    expect(text).toContain('takes 12 of 10 lookups');
    expect(text).toContain('include:i.example (1 lookup; written out: 2 networks, 37 octets)');
  });

  it('where the fault lies in the record of another', async () => {
    const proposal = await propose({ TXT: ['v=spf1 include:nested.example -all'] });
    expect(proposal).toEqual({ kind: 'none', why: 'no SPF record at gone.example' });
  });

  it('where the record itself cannot be read: what is there would be lost', async () => {
    const failing = { 'TXT example.com': 'timeout' as const };
    expect(await propose({ TXT: ['v=spf1 -all', 'site=1'] }, CLIENT, { failing })).toMatchObject({ kind: 'none' });
  });

  it('where an include cannot be read, since the whole cost is not known', async () => {
    const options = { failing: { 'TXT i.example': 'timeout' as const } };
    expect(await propose({ TXT: ['v=spf1 -all include:i.example'] }, CLIENT, options)).toMatchObject({ kind: 'none' });
  });
});

it('whatever is offered passes within the limits when it is published', async () => {
  const terms = ['mx', 'a', 'ptr', 'nonsense', 'ip4:1.2.3', ...Object.keys(others).map((name) => `include:${name}`)];
  const more = [
    'include:gone.example',
    'redirect=i.example',
    'redirect=me.example',
    '-all',
    '~all',
    '?all',
    'exists:%{i}.x.example',
  ];
  const record = fc
    .array(fc.constantFrom(...terms, ...more), { maxLength: 9 })
    .map((some) => ['v=spf1', ...some].join(' '));
  await fc.assert(
    fc.asyncProperty(fc.array(record, { maxLength: 2 }), async (TXT) => {
      const proposal = await propose({ TXT });
      if (proposal.kind !== 'edit') return;
      const resolver = zone({ ...others, 'example.com': { TXT: [proposal.record] } });
      const query = { address: address(CLIENT), sender: 'me@example.com', helo: 'unknown' };
      expect((await checkHost(query, { resolver, clock: fakeClock() }, RFC_LIMITS)).result).toBe('pass');
      expect((await surveyDomain('example.com', resolver)).cost).toBeLessThanOrEqual(10);
    }),
    { numRuns: 200 },
  );
});
