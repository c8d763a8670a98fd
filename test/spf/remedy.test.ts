import { describe, expect, it } from 'vitest';
import { renderRemedy } from '../../shared/remedies/render.ts';
import { RFC_LIMITS } from '../../shared/spf/budget.ts';
import { remedyOfProposal } from '../../shared/spf/proposal-text.ts';
import { type Proposal, proposeEdit } from '../../shared/spf/remedy.ts';
import { surveyDomain } from '../../shared/spf/survey.ts';
import { SET_JUST_CHANGED } from '../../shared/spf/words/edit.ts';
import { noSpfRecord } from '../../shared/spf/words/result.ts';
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
  more: Zones = {},
): Promise<Proposal> {
  const resolver = zone({ ...others, ...more, 'example.com': own ?? {} }, options);
  const senders =
    client === null ? null : { networks: client.split(' '), count: client.split(' ').length, whole: true };
  const survey = await surveyDomain('example.com', resolver);
  return proposeEdit({ survey, senders, astray: null }, { resolver, clock: fakeClock() }, RFC_LIMITS);
}

describe('the smallest edit of an SPF record', () => {
  it.each([
    ['v=spf1 -all', 'v=spf1 ip4:203.0.113.25 -all'],
    ['v=spf1 mx include:i.example ~all', 'v=spf1 ip4:203.0.113.25 mx include:i.example ~all'],
    ['v=spf1 redirect=i.example', 'v=spf1 ip4:203.0.113.25 redirect=i.example'],
    ['v=spf1 -ip4:203.0.113.0/24 +all', 'v=spf1 ip4:203.0.113.25 -ip4:203.0.113.0/24 +all'],
    ['v=spf1 -all include:gone.example', 'v=spf1 ip4:203.0.113.25 -all include:gone.example'],
    ['v=spf1 ipv4:203.0.113.25 -all', 'v=spf1 ip4:203.0.113.25 -all'],
    ['v=spf1 ip:203.0.113.0/24 -all', 'v=spf1 ip4:203.0.113.0/24 -all'],
    ['v=spf1 a:203.0.113.25 -all', 'v=spf1 ip4:203.0.113.25 -all'],
    ['v=spf1 ip4:2001:db8::/32 -all', 'v=spf1 ip4:203.0.113.25 ip6:2001:db8::/32 -all'],
    ['v=spf1 redirect:me.example', 'v=spf1 redirect=me.example'],
    [`v=spf1 ip4:${CLIENT} –all`, 'v=spf1 ip4:203.0.113.25 -all'],
    [`v=spf1\u00a0ip4:${CLIENT} -all`, 'v=spf1 ip4:203.0.113.25 -all'],
    [`v=spf1 ip4:${CLIENT}\tmx -all`, 'v=spf1 ip4:203.0.113.25 mx -all'],
    ['v=spf1 redirect=me.example redirect=ME.example', 'v=spf1 redirect=me.example'],
    // An include without a record stays: its name may be mistyped, and then a sender hangs on it.
    [
      'v=spf1 include:gone.example include:me.example -all',
      'v=spf1 ip4:203.0.113.25 include:gone.example include:me.example -all',
    ],
    ['v=spf1 include:gone.example -all', 'v=spf1 ip4:203.0.113.25 include:gone.example -all'],
    ['v=spf1 redirect=gone.example', 'v=spf1 ip4:203.0.113.25 redirect=gone.example'],
    ['v=spf1 a a a a a a a a a a a -all', 'v=spf1 ip4:203.0.113.25 a -all'],
    ['v=spf1 ptr ptr -all', 'v=spf1 ip4:203.0.113.25 ptr ptr -all'],
  ])('of %j is %j', async (text, record) => {
    expect(await propose({ TXT: [text] })).toMatchObject({ kind: 'edit', record });
  });

  it('is an ip6 term for IPv6', async () => {
    expect(await propose({ TXT: ['v=spf1 -all'] }, '2001:db8::25')).toMatchObject({
      record: 'v=spf1 ip6:2001:db8::25 -all',
    });
  });

  it('adds a missing space', async () => {
    const strings = ['v=spf1 include:i.example', 'include:me.example -all'];
    expect(await propose({ TXT: [strings] })).toMatchObject({
      record: 'v=spf1 include:i.example include:me.example -all',
    });
    expect(await propose({ TXT: [['v=spf1', 'include:me.example -all']] })).toMatchObject({
      record: 'v=spf1 include:me.example -all',
      changes: [{ en: 'the record that receivers did not recognize corrected', ko: expect.any(String) }],
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
    expect(proposal.neighbours).toBe(1);
    const values = JSON.parse(proposal.changeBatch ?? '').Changes[0].ResourceRecordSet.ResourceRecords;
    expect(values).toHaveLength(2);
    expect(values[1]).toEqual({ Value: '"site=1"' });
    const { text, command } = renderRemedy(remedyOfProposal(proposal, 'example.com'));
    expect(text).toContain(proposal.zoneLine);
    expect(command).toContain('aws route53 change-resource-record-sets');
  });

  it('goes to the target of a CNAME, and prints no command, since that record serves others too', async () => {
    const proposal = await propose({ CNAME: 'i.example' });
    expect(proposal).toMatchObject({
      kind: 'edit',
      zoneLine: expect.stringMatching(/^i\.example\. /),
      changeBatch: null,
    });
    expect(renderRemedy(remedyOfProposal(proposal, 'example.com')).text).toContain('an alias (CNAME) of i.example');
  });

  it('only repairs the record where there is no address', async () => {
    const MX = [[1, 'five.example']] as const;
    expect(await propose({ MX, TXT: ['v=spf1 mx, ~all'] }, null)).toMatchObject({ record: 'v=spf1 mx ~all' });
    expect(await propose({ MX, TXT: ['v=spf1 -all', 'v=spf1 mx -all'] }, null)).toMatchObject({
      record: 'v=spf1 mx -all',
    });
  });
});

describe('no edit of an SPF record is proposed', () => {
  it('over the limit, where the remedy names what costs most and what flattening means', async () => {
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
    const { text } = renderRemedy(remedyOfProposal(proposal, 'example.com'));
    expect(text).toContain('takes 12 DNS lookups, and 10 are allowed');
    expect(text).toContain('include:i.example (1 lookup, or 2 networks of 37 bytes)');
  });

  it('where the fault is in the record of someone else', async () => {
    const proposal = await propose({ TXT: ['v=spf1 include:nested.example -all'] }, null);
    expect(proposal).toEqual({ kind: 'none', why: noSpfRecord('gone.example') });
  });

  it('where the record itself cannot be read, since its content would be lost', async () => {
    const failing = { 'TXT example.com': 'timeout' as const };
    expect(await propose({ TXT: ['v=spf1 -all', 'site=1'] }, CLIENT, { failing })).toMatchObject({ kind: 'none' });
  });

  it('where an include cannot be read, since the whole cost is not known', async () => {
    const options = { failing: { 'TXT i.example': 'timeout' as const } };
    expect(await propose({ TXT: ['v=spf1 include:i.example -all'] }, CLIENT, options)).toMatchObject({ kind: 'none' });
  });
});

describe('no edit of an SPF record is proposed where a term cannot be read', () => {
  it.each([
    ['v=spf1 IP4:192.0.2.1 frob -ALL', 'frob', 'We cannot tell'],
    ['v=spf1 include: vendor -all', 'vendor', 'We cannot tell'],
    ['v=spf1 mail.example.com -all', 'mail.example.com', '"a:mail.example.com"'],
    ['v=spf1 ip4:203.0.113 -all', 'ip4:203.0.113', '"ip4:203.0.113.0/24"'],
    ['v=spf1 ip4:203.0.113.025 -all', 'ip4:203.0.113.025', '"ip4:203.0.113.25"'],
    ['v=spf1 redirect=a.example redirect=b.example', 'redirect=b.example', 'Keep the one'],
    ['v=spf1 ip4:192.0.2.1-192.0.2.9 -all', 'ip4:192.0.2.1-192.0.2.9', 'a range of addresses'],
  ])('%s', async (text, word, guess) => {
    const proposal = await propose({ TXT: [text] });
    expect(proposal.kind).toBe('unreadable');
    const remedy = renderRemedy(remedyOfProposal(proposal, 'example.com'));
    expect(remedy.text).toContain(`"${word}"`);
    expect(remedy.text).toContain(guess);
    expect(remedy.command).toBeUndefined();
    expect(remedy.text).not.toContain('IN TXT');
  });

  it.each([
    [['v=spf1 -ip4:192.0.2.0/24 ip4:192.0.2.0/16 -all', 'v=spf1 ip4:192.0.2.9 -all'], 'may refuse'],
    [['v=spf1 mx +all', 'v=spf1 a -all'], 'allows everybody to send'],
    [['v=spf1 exp=a.example -all', 'v=spf1 exp=b.example -all'], 'different explanations'],
  ])('nor where several records contradict each other: %j', async (TXT, why) => {
    expect(await propose({ TXT })).toMatchObject({
      kind: 'none',
      why: { en: expect.stringContaining(why), ko: expect.stringMatching(/[가-힣]/) },
    });
  });

  it('but a redirect of one of several records becomes an include, which its "all" does not hide', async () => {
    expect(await propose({ TXT: ['v=spf1 redirect=me.example', 'v=spf1 include:i.example -all'] })).toMatchObject({
      record: 'v=spf1 include:me.example include:i.example ~all',
    });
  });
});

describe('the other TXT records beside an SPF record', () => {
  const servers: Zones = { 'ns.example': { A: ['192.0.2.53'] } };

  it('are kept with the TTL of the set, near misses of other records too', async () => {
    const TXT = ['site=1', 'v=spf1 -all', 'V=SPF1; include:old.example', 'spf2.0/pra include:old.example -all'];
    const proposal = await propose({ TXT, NS: ['ns.example'] }, CLIENT, { ttl: 3600 }, servers);
    if (proposal.kind !== 'edit') throw new Error(proposal.kind);
    const { Action, ResourceRecordSet } = JSON.parse(proposal.changeBatch ?? '').Changes[0];
    expect(Action).toBe('UPSERT');
    expect(ResourceRecordSet.TTL).toBe(3600);
    expect(ResourceRecordSet.ResourceRecords.map(({ Value }: { Value: string }) => Value)).toEqual([
      '"v=spf1 ip4:203.0.113.25 -all"',
      '"site=1"',
      '"V=SPF1; include:old.example"',
      '"spf2.0/pra include:old.example -all"',
    ]);
  });

  it('are not replaced where the zone itself answers another set than the resolver', async () => {
    const resolver = zone({ ...servers, 'example.com': { TXT: ['v=spf1 -all'], NS: ['ns.example'] } });
    const changed = zone({ 'example.com': { TXT: ['v=spf1 -all', 'new=1'] } });
    const ask: typeof resolver.ask = (question) =>
      question.server === undefined ? resolver.ask(question) : changed.ask(question);
    const survey = await surveyDomain('example.com', resolver);
    const senders = { networks: [CLIENT], count: 1, whole: true };
    const ports = { resolver: { ask }, clock: fakeClock() };
    const proposal = await proposeEdit({ survey, senders, astray: null }, ports, RFC_LIMITS);
    expect(proposal).toMatchObject({
      kind: 'edit',
      changeBatch: null,
      unseen: SET_JUST_CHANGED,
    });
    expect(renderRemedy(remedyOfProposal(proposal, 'example.com')).text).toContain('dig example.com TXT');
  });

  it('are too large for a command in one case, which the remedy says', async () => {
    const big = Array.from({ length: 60 }, (_, at) => `site${at}=${'x'.repeat(220)}`);
    const proposal = await propose({ TXT: [...big, 'v=spf1 -all'] });
    expect(proposal).toMatchObject({ changeBatch: null, unseen: { en: expect.stringContaining('too large') } });
  });

  it('are none at a new name, which gets CREATE, so that nothing is overwritten', async () => {
    const resolver = zone({});
    const survey = await surveyDomain('example.com', resolver);
    const senders = { networks: [CLIENT], count: 1, whole: true };
    const proposal = await proposeEdit({ survey, senders, astray: null }, { resolver, clock: fakeClock() }, RFC_LIMITS);
    if (proposal.kind !== 'edit') throw new Error(proposal.kind);
    expect(JSON.parse(proposal.changeBatch ?? '').Changes[0].Action).toBe('CREATE');
  });
});

describe('the SPF record of a whole fleet', () => {
  const many = (count: number, step: number) =>
    Array.from({ length: count }, (_, at) => `198.51.${Math.floor((at * step) / 256)}.${(at * step) % 256}`);

  it('names in one record only the senders that do not pass', async () => {
    const fleet = `192.0.2.7 ${CLIENT} 203.0.113.26 2001:db8::25`;
    expect(await propose({ TXT: ['v=spf1 include:i.example -all'] }, fleet)).toMatchObject({
      record: 'v=spf1 ip4:203.0.113.25 ip4:203.0.113.26 ip6:2001:db8::25 include:i.example -all',
      senders: 4,
    });
  });

  it('is a record of its own at a free name for more than fifty networks, published first', async () => {
    const fleet = many(60, 2).join(' ');
    const taken: Zones = { '_spf.example.com': { TXT: ['v=spf1 -all'] } };
    const proposal = await propose({ TXT: ['v=spf1 -all', 'site=1'] }, fleet, {}, taken);
    if (proposal.kind !== 'edit') throw new Error(JSON.stringify(proposal));
    expect(proposal.record).toBe('v=spf1 include:_spf1.example.com -all');
    expect(proposal.includedLine).toContain('_spf1.example.com. 300 IN TXT "v=spf1 ip4:198.51.0.0');
    const changes = JSON.parse(proposal.changeBatch ?? '').Changes;
    expect(changes.map(({ Action }: { Action: string }) => Action)).toEqual(['CREATE', 'UPSERT']);
    expect(renderRemedy(remedyOfProposal(proposal, 'example.com')).text).toMatch(/^First publish/);
  });

  it('is not proposed where no record can hold the fleet', async () => {
    const resolver = zone({ 'example.com': { TXT: ['v=spf1 -all'] } });
    const survey = await surveyDomain('example.com', resolver);
    const senders = { networks: many(200, 2), count: 900, whole: false };
    const ports = { resolver, clock: fakeClock() };
    expect(await proposeEdit({ survey, senders, astray: null }, ports, RFC_LIMITS)).toMatchObject({
      kind: 'none',
      why: { en: expect.stringContaining('900 senders'), ko: expect.stringContaining('900개') },
    });
  });
});
