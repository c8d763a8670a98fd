import { describe, expect, it } from 'vitest';
import { createSpfCheck, spfCheck } from '../../shared/checks/spf.ts';
import { address } from '../../shared/model/address.ts';
import { compareFindings, type Finding, summaryText } from '../../shared/model/finding.ts';
import { fleetOf } from '../../shared/model/fleet.ts';
import type { Target } from '../../shared/model/target.ts';
import { RFC_LIMITS } from '../../shared/spf/budget.ts';
import { advice } from '../support/advice.ts';
import { fakeClock } from '../support/clock.ts';
import { noDns, type ZoneOptions, type Zones, zone } from '../support/zone.ts';

const CLIENT = '203.0.113.25';

const sender = (...domains: string[]): Target => ({ kind: 'address', address: address(CLIENT), domains });
const ofDomain = (domain = 'example.com'): Target => ({ kind: 'domain', domain });

const ports = (zones: Zones, options?: ZoneOptions) => ({
  resolver: zone(zones, options),
  clock: fakeClock(),
  random: () => 0,
});

async function findings(target: Target, zones: Zones, options?: ZoneOptions): Promise<readonly Finding[]> {
  const [report] = await spfCheck.run([target], ports(zones, options));
  return report?.findings ?? [];
}

const own = (...TXT: string[]): Zones => ({ 'example.com': { TXT } });

describe('the spf check of a sender', () => {
  it.each([
    ['v=spf1 ip4:203.0.113.0/24 -all', 'spf.pass', 'pass', 'info'],
    ['v=spf1 -all', 'spf.not-authorised', 'fail', 'critical'],
    ['v=spf1 ~all', 'spf.softfail', 'fail', 'major'],
    ['v=spf1 ?all', 'spf.neutral', 'warn', 'major'],
    ['v=spf1 mx, ~all', 'spf.permerror', 'fail', 'critical'],
    ['hello', 'spf.none', 'fail', 'major'],
  ])('finds for the record "%s" %s', async (text, id, status, severity) => {
    const found = await findings(sender('example.com'), own(text));
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ check: 'spf', id, status, severity, target: CLIENT, subject: 'example.com' });
    expect(found[0]?.evidence[0]).toMatchObject({ question: 'example.com', type: 'TXT' });
    if (status === 'pass') expect(found[0]?.remedy).toBeNull();
    else expect(advice(found[0]?.remedy)?.text).toContain('example.com. 300 IN TXT "v=spf1 ip4:203.0.113.25');
  });

  it('is unknown, never fail, where a question is not answered', async () => {
    const cases: readonly [string, string][] = [
      ['TXT example.com', 'v=spf1 -all'],
      ['A a.example', 'v=spf1 a:a.example -all'],
      ['PTR 25.113.0.203.in-addr.arpa', 'v=spf1 ptr -all'],
    ];
    for (const [question, text] of cases) {
      const found = await findings(sender('example.com'), own(text), { failing: { [question]: 'servfail' } });
      const [type, name] = question.split(' ');
      expect(found[0]).toMatchObject({ id: 'spf.temperror', status: 'unknown', severity: 'info' });
      expect(found[0]?.evidence).toContainEqual(expect.objectContaining({ question: name, type, rcode: 'SERVFAIL' }));
      expect(advice(found[0]?.remedy)?.command).toBe(`dig @192.0.2.53 ${name} ${type}`);
    }
  });

  it.each([
    [
      ['v=spf1 ip4:203.0.113.0/24 -all'],
      '203.0.113.25 may send for example.com (SPF pass, matched term: ip4:203.0.113.0/24).',
      'example.com의 SPF 레코드가 203.0.113.25를 허용합니다(pass, 일치한 항목: ip4:203.0.113.0/24).',
    ],
    [
      ['v=spf1 -all'],
      'The SPF record of example.com does not allow 203.0.113.25 (SPF fail, matched term: -all).',
      'example.com의 SPF 레코드가 203.0.113.25를 허용하지 않습니다(fail, 일치한 항목: -all).',
    ],
    [
      ['v=spf1 redirect=i.example'],
      'The SPF record of example.com does not list 203.0.113.25 (SPF softfail, matched term: ~all in the record of i.example).',
      'example.com의 SPF 레코드에 203.0.113.25가 없습니다(softfail, 일치한 항목: i.example의 ~all).',
    ],
    [
      ['v=spf1 mx'],
      'The SPF record of example.com does not say whether 203.0.113.25 may send (SPF neutral, no term matched).',
      'example.com의 SPF 레코드가 203.0.113.25의 허용 여부를 정하지 않았습니다(neutral, 일치한 항목 없음).',
    ],
    [['hello'], 'example.com has no SPF record.', 'example.com에 SPF 레코드가 없습니다.'],
    [
      ['v=spf1 -all', 'v=spf1 mx -all'],
      'SPF of example.com cannot be evaluated (permerror). example.com has 2 SPF records. Only one is allowed.',
      'example.com의 SPF를 평가할 수 없습니다(permerror). example.com에 SPF 레코드가 2개 있습니다. 하나만 있어야 합니다.',
    ],
  ])('explains the result of %j in every language', async (TXT, en, ko) => {
    const zones = { 'example.com': { TXT, MX: [[1, 'h.example']] }, 'i.example': { TXT: ['v=spf1 ~all'] } } as const;
    const [found] = await findings(sender('example.com'), zones);
    expect(found && summaryText(found)).toEqual({ en, ko });
  });

  it('names the question that failed where the result could not be had', async () => {
    const failing = { failing: { 'TXT example.com': 'timeout' } } as const;
    const [found] = await findings(sender('example.com'), own('v=spf1 -all'), failing);
    expect(found && summaryText(found)).toEqual({
      en: expect.stringMatching(
        /^SPF of example\.com could not be checked for 203\.0\.113\.25 \(temperror\)\. The lookup of TXT example\.com failed: .*\.$/,
      ),
      ko: 'example.com 도메인의 SPF를 확인하지 못했습니다(temperror, 발송 IP 203.0.113.25). example.com의 TXT 레코드를 조회하지 못했습니다. 제한 시간 안에 응답이 없었습니다.',
    });
  });

  it('has as evidence the questions down to the record that decided', async () => {
    const zones = {
      ...own('v=spf1 include:i.example -all'),
      'i.example': { TXT: ['v=spf1 a:h.example'] },
      'h.example': { A: [CLIENT] },
    };
    const [found] = await findings(sender('example.com'), zones);
    expect(found?.evidence.map(({ question, type }) => `${type} ${question}`)).toEqual([
      'TXT example.com',
      'TXT i.example',
      'A h.example',
    ]);
  });

  it('has one result for each domain, and none without a domain', async () => {
    const zones = { ...own('v=spf1 -all'), 'other.example': { TXT: ['v=spf1 +ip4:203.0.113.25 -all'] } };
    const found = await findings(sender('example.com', 'other.example'), zones);
    expect(found.map(({ id, subject }) => [id, subject])).toEqual([
      ['spf.not-authorised', 'example.com'],
      ['spf.pass', 'other.example'],
    ]);
    const [report] = await spfCheck.run([sender()], { resolver: noDns, clock: fakeClock(), random: () => 0 });
    expect(report?.findings).toEqual([]);
  });

  it('uses the HELO name for %{h}', async () => {
    const target: Target = {
      kind: 'address',
      address: address(CLIENT),
      domains: ['example.com'],
      helo: 'mail.example.com',
    };
    const zones = { ...own('v=spf1 a:%{h} -all'), 'mail.example.com': { A: [CLIENT] } };
    expect((await findings(target, zones))[0]?.id).toBe('spf.pass');
    expect((await findings(sender('example.com'), zones))[0]?.id).toBe('spf.not-authorised');
  });

  it('says which includes cost most where no edit fits', async () => {
    const five: Zones[string] = { TXT: ['v=spf1 a a a a a -all'], A: ['192.0.2.1'] };
    const zones = { ...own('v=spf1 include:i.example include:j.example -all'), 'i.example': five, 'j.example': five };
    const [found] = await findings(sender('example.com'), zones);
    expect(found?.id).toBe('spf.permerror');
    expect(advice(found?.remedy)?.text).toMatch(
      /takes 12 DNS lookups, and 10 are allowed\. Most lookups: include:i\.example \(6 lookups/,
    );
  });
});

describe('the lint of the spf check, beside the result of a sender', () => {
  it.each([
    ['v=spf1 +all', ['spf.pass', 'spf.plus-all']],
    ['v=spf1 ?all', ['spf.neutral']],
    ['v=spf1 ip4:203.0.113.25 ptr -all', ['spf.pass', 'spf.ptr-term']],
    ['v=spf1 ip4:203.0.113.25 include:gone.example -all', ['spf.pass', 'spf.dead-include']],
    ['v=spf1 include:gone.example -all', ['spf.permerror', 'spf.dead-include']],
  ])('finds for %s: %j', async (text, ids) => {
    expect((await findings(sender('example.com'), own(text))).map(({ id }) => id)).toEqual(ids);
  });
});

describe('the spf check of a domain', () => {
  it.each([
    ['v=spf1 mx -all', ['spf.record', 'spf.dead-term']],
    ['v=spf1 a:x.example mx a -all', ['spf.permerror', 'spf.dead-term']],
    ['v=spf1 include:gone.example -all', ['spf.permerror', 'spf.dead-include']],
    ['v=spf1 include:example.com -all', ['spf.permerror', 'spf.dead-include']],
    ['v=spf1 -all include:gone.example', ['spf.record', 'spf.ignored']],
    ['v=spf1 ip4:0.0.0.0/1 ip4:128.0.0.0/1 -all', ['spf.record', 'spf.plus-all']],
    ['v=spf1 ?all', ['spf.record', 'spf.plus-all']],
    ['v=spf1 nonsense', ['spf.permerror']],
    ['hello', ['spf.none']],
    ['v=spf1 a a a a a a a a a a a -all', ['spf.permerror', 'spf.near-limit']],
    ['v=spf1 a a a a a a a a a a -all', ['spf.permerror', 'spf.near-limit', 'spf.dead-term']],
  ])('finds for %s: %j', async (text, ids) => {
    expect((await findings(ofDomain(), own(text))).map(({ id }) => id)).toEqual(ids);
  });

  it('is unknown while a part of the record cannot be read', async () => {
    for (const question of ['TXT example.com', 'TXT i.example']) {
      const found = await findings(ofDomain(), own('v=spf1 include:i.example -all'), {
        failing: { [question]: 'timeout' },
      });
      expect(found).toMatchObject([{ id: 'spf.temperror', status: 'unknown' }]);
      expect(found[0]?.evidence.at(-1)).toMatchObject({ question: question.slice(4), rcode: 'TIMEOUT' });
    }
  });

  it('gives each lint its status and severity, with evidence and a step', async () => {
    const zones: Zones = {
      'example.com': {
        TXT: [
          ['v=spf1 ptr a a a a a a a include:gone.example', `include:i.example ${'ip4:192.0.2.1 '.repeat(30)}+all`],
        ],
        SPF: ['v=spf1 -all'],
      },
      'i.example': { TXT: ['v=spf1 -all'] },
    };
    const found = await findings(ofDomain(), {
      ...zones,
      'example.com': { ...zones['example.com'], A: ['192.0.2.1'] },
    });
    expect(found.map(({ id, status, severity }) => [id, status, severity])).toEqual([
      ['spf.permerror', 'fail', 'critical'],
      ['spf.near-limit', 'warn', 'minor'],
      ['spf.plus-all', 'warn', 'major'],
      ['spf.ptr-term', 'warn', 'minor'],
      ['spf.long', 'warn', 'minor'],
      ['spf.missing-space', 'warn', 'minor'],
      ['spf.dead-include', 'warn', 'minor'],
      ['spf.type99', 'warn', 'minor'],
    ]);
    for (const { status, evidence, remedy } of found) {
      expect(evidence.length).toBeGreaterThan(0);
      expect(remedy === null).toBe(status === 'pass');
    }
    expect(
      [...found]
        .sort(compareFindings)
        .slice(0, 2)
        .map(({ id }) => id),
    ).toEqual(['spf.permerror', 'spf.plus-all']);
  });
});

it('the spf check surveys a domain once, however many addresses send for it', async () => {
  const given = ports(own('v=spf1 -all'));
  await spfCheck.run(
    Array.from({ length: 45 }, () => sender('example.com')),
    given,
  );
  expect(given.resolver.asked.filter((question) => question === 'SPF example.com')).toHaveLength(1);
});

it('the spf check reports in the order of the targets', async () => {
  const targets = [ofDomain('b.example'), sender('example.com'), ofDomain('a.example')];
  const reports = await spfCheck.run(targets, ports(own('v=spf1 -all')));
  expect(reports.map(({ target }) => target)).toEqual(targets);
});

it('the spf check reports fingerprints, and what changed since the last ones', async () => {
  const world = (text: string): Zones => ({ ...own('v=spf1 include:i.example -all'), 'i.example': { TXT: [text] } });
  const [before] = await createSpfCheck({}, RFC_LIMITS).run([ofDomain()], ports(world('v=spf1 ip4:192.0.2.1')));
  const known = before?.fingerprints ?? {};
  expect(Object.keys(known)).toEqual(['i.example']);
  const again = createSpfCheck(known, RFC_LIMITS);
  const [same] = await again.run([ofDomain()], ports(world('v=spf1 ip4:192.0.2.1')));
  expect(same?.findings.map(({ id }) => id)).toEqual(['spf.record']);
  const [after] = await again.run([sender('example.com')], ports(world('v=spf1 ip4:192.0.2.0/24')));
  expect(after?.findings.map(({ id, status, severity }) => [id, status, severity])).toContainEqual([
    'spf.include-changed',
    'warn',
    'minor',
  ]);
});

describe('the remedy of the spf check, for a whole fleet', () => {
  const other: Target = { kind: 'address', address: address('203.0.113.77'), domains: ['example.com'] };

  it('is one proposal a domain, the same for each of its senders, made once', async () => {
    const given = ports(own('v=spf1 -all'));
    const reports = await spfCheck.run([sender('example.com'), other, ofDomain()], given);
    const texts = reports.flatMap(({ findings: found }) => found.flatMap(({ remedy }) => advice(remedy)?.text ?? []));
    expect(new Set(texts).size).toBe(1);
    expect(texts[0]).toContain('"v=spf1 ip4:203.0.113.25 ip4:203.0.113.77 -all"');
  });

  it('covers senders of other batches and of the settings too', async () => {
    const fleet = fleetOf([sender('example.com'), other]);
    const [report] = await createSpfCheck({}, RFC_LIMITS, fleet).run([other], ports(own('v=spf1 -all')));
    expect(advice(report?.findings[0]?.remedy)?.text).toContain('"v=spf1 ip4:203.0.113.25 ip4:203.0.113.77 -all"');
  });
});

describe('a record that is not an SPF record', () => {
  it('is not advised for a domain that does not exist', async () => {
    const zones: Zones = { com: { SOA: [] as never }, 'example.com': { TXT: ['v=spf1 -all'] } };
    const [mistyped] = await findings(sender('exmaple.com'), { 'example.com': { A: [CLIENT] } });
    expect(mistyped).toMatchObject({ id: 'spf.none', summary: expect.stringContaining('exmaple.com does not exist') });
    expect(advice(mistyped?.remedy)?.text).toContain('Check the spelling');
    expect(advice(mistyped?.remedy)?.text).not.toContain('IN TXT');
    expect(advice(mistyped?.remedy)?.command).toBeUndefined();
    const [below] = await findings(sender('news.example.com'), zones);
    expect(advice(below?.remedy)?.text).toContain('"v=spf1 ip4:203.0.113.25 ~all"');
    const [deep] = await findings(ofDomain('a.b.exmaple.com'), { 'example.com': { A: [CLIENT] } });
    expect(deep?.summary).toBe('a.b.exmaple.com does not exist (NXDOMAIN), and neither does exmaple.com.');
  });

  it('is found at the name with the domain twice, and moved from there', async () => {
    const zones: Zones = {
      'example.com': { A: [CLIENT] },
      'example.com.example.com': { TXT: ['v=spf1 include:i.example -all'] },
      'i.example': { TXT: ['v=spf1 ip4:192.0.2.1 -all'] },
    };
    const [found] = await findings(sender('example.com'), zones);
    expect(found?.summary).toContain('example.com.example.com. The zone was appended twice');
    expect(advice(found?.remedy)?.text).toContain('"v=spf1 ip4:203.0.113.25 include:i.example -all"');
    const wild = { 'example.com': { A: [CLIENT] }, '*.example.com': { TXT: ['v=spf1 -all'] } };
    expect((await findings(sender('example.com'), wild))[0]?.summary).not.toContain('appended');
  });

  it('is named where it is in quotes, and replaces what was meant', async () => {
    const [found] = await findings(sender('example.com'), own('"v=spf1 ip4:192.0.2.1 -all"', 'site=1'));
    expect(found).toMatchObject({ id: 'spf.none', summary: expect.stringContaining('quotation marks') });
    expect(advice(found?.remedy)?.text).toContain('"v=spf1 ip4:203.0.113.25 ip4:192.0.2.1 -all"');
    expect(advice(found?.remedy)?.command).toContain(
      '[{"Value":"\\"v=spf1 ip4:203.0.113.25 ip4:192.0.2.1 -all\\""},{"Value":"\\"site=1\\""}]',
    );
  });
});
