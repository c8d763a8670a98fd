import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ptrCheck } from '../../shared/checks/ptr.ts';
import type { Resolver } from '../../shared/dns/answer.ts';
import type { FailureReason } from '../../shared/dns/rcode.ts';
import { address } from '../../shared/model/address.ts';
import type { Finding } from '../../shared/model/finding.ts';
import type { Target } from '../../shared/model/target.ts';
import { advice } from '../support/advice.ts';
import { fakeClock } from '../support/clock.ts';
import { expectSentences } from '../support/sentences.ts';
import { type ZoneOptions, type Zones, zone } from '../support/zone.ts';

const V4 = '203.0.113.25';
const REVERSE4 = '25.113.0.203.in-addr.arpa';
const V6 = '2001:db8::25';
const REVERSE6 = `5.2.${'0.'.repeat(22)}8.b.d.0.1.0.0.2.ip6.arpa`;

const target = (of: string, extra: { readonly helo?: string; readonly domains?: readonly string[] } = {}): Target => ({
  kind: 'address',
  address: address(of),
  domains: [],
  ...extra,
});

const ports = (resolver: Resolver) => ({ resolver, clock: fakeClock(), random: () => 0 });

async function check(zones: Zones, of: Target = target(V4), options: ZoneOptions = {}) {
  const resolver = zone(zones, options);
  const [report] = await ptrCheck.run([of], ports(resolver));
  const findings = report?.findings ?? [];
  const get = (id: string): Finding => {
    const finding = findings.find((one) => one.id === id);
    if (finding === undefined) throw new Error(`no ${id} among ${findings.map((one) => one.id).join(', ')}`);
    return finding;
  };
  return { ids: findings.map(({ id }) => id), get, findings, asked: resolver.asked };
}

const ptr = (...names: readonly string[]) => ({ PTR: names });
const SOUND: Zones = { [REVERSE4]: ptr('mail.example.com'), 'mail.example.com': { A: [V4] } };

type Row = readonly [
  what: string,
  zones: Zones,
  ids: readonly string[],
  of?: Target,
  failing?: Readonly<Record<string, FailureReason>>,
];

const NAME_TEN = Array.from({ length: 12 }, (_, at) => `mx${String(at).padStart(2, '0')}.example.com`);

const ROWS: readonly Row[] = [
  ['a name that resolves back', SOUND, ['ptr.confirmed']],
  ['one of several addresses', { ...SOUND, 'mail.example.com': { A: ['198.51.100.7', V4] } }, ['ptr.confirmed']],
  ['a name in capitals', { ...SOUND, [REVERSE4]: ptr('MAIL.Example.COM.') }, ['ptr.confirmed']],
  ['the same name twice', { ...SOUND, [REVERSE4]: ptr('mail.example.com', 'Mail.example.com') }, ['ptr.confirmed']],
  [
    'a forward name that is an alias',
    { ...SOUND, 'mail.example.com': { CNAME: 'host.example.com' }, 'host.example.com': { A: [V4] } },
    ['ptr.confirmed', 'ptr.alias'],
  ],
  [
    'a reverse zone delegated by CNAME (RFC 2317)',
    {
      ...SOUND,
      [REVERSE4]: { CNAME: '25.0-63.113.0.203.in-addr.arpa' },
      '25.0-63.113.0.203.in-addr.arpa': ptr('mail.example.com'),
    },
    ['ptr.confirmed'],
  ],
  ['a CNAME to nothing', { [REVERSE4]: { CNAME: '25.0-63.113.0.203.in-addr.arpa' } }, ['ptr.missing']],
  ['no reverse name (NXDOMAIN)', {}, ['ptr.missing']],
  ['no PTR record (NODATA)', { [REVERSE4]: { TXT: ['x'] } }, ['ptr.missing']],
  ['no reverse name, with a HELO name', {}, ['ptr.missing'], target(V4, { helo: 'mail.example.com' })],
  [
    'a name that resolves to another address',
    { ...SOUND, 'mail.example.com': { A: ['203.0.113.26'] } },
    ['ptr.not-confirmed'],
  ],
  ['a name without address', { [REVERSE4]: ptr('mail.example.com') }, ['ptr.not-confirmed']],
  ['a name with AAAA only', { ...SOUND, 'mail.example.com': { AAAA: [V6] } }, ['ptr.not-confirmed']],
  ['the address as its own name', { [REVERSE4]: ptr(V4) }, ['ptr.not-confirmed']],
  ['a name without domain', { [REVERSE4]: ptr('mail'), mail: { A: [V4] } }, ['ptr.not-confirmed']],
  [
    'a name in U-labels, which DNS does not have',
    { [REVERSE4]: ptr('메일.example.com'), '메일.example.com': { A: [V4] } },
    ['ptr.not-confirmed'],
  ],
  ['the root as name', { [REVERSE4]: ptr('') }, ['ptr.not-confirmed']],
  [
    'an IPv6 address with a name that resolves back',
    { [REVERSE6]: ptr('mail.example.com'), 'mail.example.com': { AAAA: ['2001:DB8:0::25'] } },
    ['ptr.confirmed'],
    target(V6),
  ],
  [
    'an IPv6 address whose name has an A record only',
    { [REVERSE6]: ptr('mail.example.com'), 'mail.example.com': { A: [V4] } },
    ['ptr.not-confirmed'],
    target(V6),
  ],
  ['an IPv6 address without a name', {}, ['ptr.missing'], target(V6)],
  ['SERVFAIL for the PTR question', SOUND, ['ptr.unknown'], target(V4), { [`PTR ${REVERSE4}`]: 'servfail' }],
  [
    'no answer to the PTR question',
    SOUND,
    ['ptr.unknown'],
    target(V4, { helo: 'mx.example.com' }),
    { [`PTR ${REVERSE4}`]: 'timeout' },
  ],
  [
    'SERVFAIL behind the CNAME',
    { ...SOUND, [REVERSE4]: { CNAME: 'x.example.net' } },
    ['ptr.unknown'],
    target(V4),
    { 'PTR x.example.net': 'servfail' },
  ],
  ['SERVFAIL for the forward question', SOUND, ['ptr.unknown'], target(V4), { 'A mail.example.com': 'servfail' }],
  ['no answer to the forward question', SOUND, ['ptr.unknown'], target(V4), { 'A mail.example.com': 'timeout' }],
  [
    'two names, one resolves back, one fails',
    { ...SOUND, [REVERSE4]: ptr('mail.example.com', 'mx.example.com') },
    ['ptr.confirmed', 'ptr.several'],
    target(V4),
    { 'A mx.example.com': 'timeout' },
  ],
  [
    'two names, one does not resolve, one fails',
    { [REVERSE4]: ptr('mail.example.com', 'mx.example.com') },
    ['ptr.unknown', 'ptr.several'],
    target(V4),
    { 'A mx.example.com': 'timeout' },
  ],
  [
    'two names, none resolves back',
    { [REVERSE4]: ptr('mail.example.com', 'mx.example.com') },
    ['ptr.not-confirmed', 'ptr.several'],
  ],
  [
    'two names that resolve back',
    { ...SOUND, [REVERSE4]: ptr('mail.example.com', 'mx.example.com'), 'mx.example.com': { A: [V4] } },
    ['ptr.confirmed', 'ptr.several'],
  ],
  [
    'twelve names, the last of which would resolve back',
    { [REVERSE4]: ptr(...NAME_TEN), 'mx11.example.com': { A: [V4] } },
    ['ptr.not-confirmed', 'ptr.several'],
  ],
  [
    'twelve names, the last of which is the HELO name',
    { [REVERSE4]: ptr(...NAME_TEN), 'mx11.example.com': { A: [V4] } },
    ['ptr.confirmed', 'ptr.several'],
    target(V4, { helo: 'mx11.example.com' }),
  ],
  [
    "Amazon's name, confirmed",
    {
      [REVERSE4]: ptr('ec2-203-0-113-25.ap-northeast-2.compute.amazonaws.com'),
      'ec2-203-0-113-25.ap-northeast-2.compute.amazonaws.com': { A: [V4] },
    },
    ['ptr.confirmed', 'ptr.generic'],
  ],
  [
    "Amazon's name, not confirmed",
    { [REVERSE4]: ptr('ec2-203-0-113-25.compute-1.amazonaws.com') },
    ['ptr.not-confirmed', 'ptr.generic'],
  ],
  [
    "Amazon's name, forward question failed",
    { [REVERSE4]: ptr('ec2-203-0-113-25.compute-1.amazonaws.com') },
    ['ptr.unknown', 'ptr.generic'],
    target(V4),
    { 'A ec2-203-0-113-25.compute-1.amazonaws.com': 'servfail' },
  ],
  [
    "Amazon's name beside an own one, both confirmed",
    {
      ...SOUND,
      [REVERSE4]: ptr('mail.example.com', 'ec2-1.compute-1.amazonaws.com'),
      'ec2-1.compute-1.amazonaws.com': { A: [V4] },
    },
    ['ptr.confirmed', 'ptr.several'],
  ],
  [
    "Amazon's name confirmed, the own one leading elsewhere",
    {
      [REVERSE4]: ptr('mail.example.com', 'ec2-1.compute-1.amazonaws.com'),
      'ec2-1.compute-1.amazonaws.com': { A: [V4] },
    },
    ['ptr.confirmed', 'ptr.several', 'ptr.generic'],
  ],
  [
    "Amazon's name confirmed, the own one not answering",
    {
      [REVERSE4]: ptr('mail.example.com', 'ec2-1.compute-1.amazonaws.com'),
      'ec2-1.compute-1.amazonaws.com': { A: [V4] },
    },
    ['ptr.confirmed', 'ptr.several'],
    target(V4),
    { 'A mail.example.com': 'servfail' },
  ],
  ['a HELO name that is the reverse name', SOUND, ['ptr.confirmed'], target(V4, { helo: 'mail.example.com' })],
  ['a HELO name in capitals with a dot', SOUND, ['ptr.confirmed'], target(V4, { helo: 'Mail.Example.com.' })],
  [
    'a HELO name that is another name',
    SOUND,
    ['ptr.confirmed', 'ptr.helo-mismatch'],
    target(V4, { helo: 'smtp.example.com' }),
  ],
  [
    'a HELO name that is another name of the address',
    { ...SOUND, 'smtp.example.com': { A: [V4] } },
    ['ptr.confirmed', 'ptr.helo-mismatch'],
    target(V4, { helo: 'smtp.example.com' }),
  ],
  [
    'a HELO name that is one of two names and resolves to another address',
    { ...SOUND, [REVERSE4]: ptr('mail.example.com', 'mx.example.com'), 'mx.example.com': { A: ['203.0.113.26'] } },
    ['ptr.confirmed', 'ptr.several', 'ptr.helo-mismatch'],
    target(V4, { helo: 'mx.example.com' }),
  ],
  [
    'a HELO name that is one of two names and gets no answer',
    { ...SOUND, [REVERSE4]: ptr('mail.example.com', 'mx.example.com') },
    ['ptr.confirmed', 'ptr.several'],
    target(V4, { helo: 'mx.example.com' }),
    { 'A mx.example.com': 'timeout' },
  ],
  [
    'a HELO name that is the only name and resolves to another address',
    { ...SOUND, 'mail.example.com': { A: ['203.0.113.26'] } },
    ['ptr.not-confirmed'],
    target(V4, { helo: 'mail.example.com' }),
  ],
  [
    'a HELO name that is an address literal',
    SOUND,
    ['ptr.confirmed', 'ptr.helo-mismatch'],
    target(V4, { helo: `[${V4}]` }),
  ],
  [
    'the domain itself as name',
    { [REVERSE4]: ptr('example.com'), 'example.com': { A: [V4] } },
    ['ptr.confirmed', 'ptr.generic'],
  ],
];

describe('the ptr check', () => {
  for (const [what, zones, ids, of = target(V4), failing = {}] of ROWS) {
    it(`finds ${ids.join(' and ')} for ${what}`, async () => {
      const result = await check(zones, of, { failing });
      result.findings.forEach(expectSentences);
      expect(result.ids).toEqual(ids);
      for (const { check: id, subject, target: key, evidence, status, remedy } of result.findings) {
        expect([id, subject]).toEqual(['ptr', key]);
        expect(evidence[0]?.type).toBe('PTR');
        if (status === 'pass') expect(remedy).toBeNull();
        else expect(advice(remedy)?.text).toMatch(/.{40}/);
      }
    });
  }

  it.each([
    ['ptr.confirmed', SOUND, 'pass', 'info'],
    ['ptr.missing', {}, 'fail', 'critical'],
    ['ptr.not-confirmed', { [REVERSE4]: ptr('mail.example.com') }, 'fail', 'major'],
    ['ptr.generic', { [REVERSE4]: ptr('h203-0-113-25.example.net') }, 'warn', 'major'],
    ['ptr.generic', { [REVERSE4]: ptr('example.com') }, 'warn', 'major'],
    ['ptr.several', { [REVERSE4]: ptr('a.example.com', 'b.example.com') }, 'warn', 'minor'],
    ['ptr.helo-mismatch', { [REVERSE4]: ptr('a.example.com') }, 'warn', 'minor'],
  ] as const)('reports %s with its status and weight: %j is %s, %s', async (id, zones, status, severity) => {
    const { get } = await check(zones, target(V4, { helo: 'mail.example.com' }));
    expect(get(id)).toMatchObject({ status, severity });
  });

  it('reports an answer that could not be had as unknown', async () => {
    const { get } = await check({}, target(V4), { failing: { '* *.in-addr.arpa': 'refused' } });
    expect(get('ptr.unknown')).toMatchObject({
      status: 'unknown',
      severity: 'info',
      remedy: { with: { command: `dig @192.0.2.53 ${REVERSE4} PTR` } },
    });
  });

  it('tells NXDOMAIN from NODATA, and says where a delegated zone ends', async () => {
    expect((await check({})).get('ptr.missing').summary).toBe(
      `${V4} has no reverse DNS. ${REVERSE4} does not exist (NXDOMAIN).`,
    );
    expect((await check({})).get('ptr.missing').evidence).toMatchObject([
      { question: REVERSE4, rcode: 'NXDOMAIN', answers: [] },
    ]);
    const nodata = await check({ [REVERSE4]: { TXT: ['x'] } });
    expect(nodata.get('ptr.missing').summary).toContain('NODATA');
    expect(nodata.get('ptr.missing').evidence).toMatchObject([{ rcode: 'NOERROR' }]);
    const delegated = await check({ [REVERSE4]: { CNAME: '25.0-63.113.0.203.in-addr.arpa' } });
    expect(delegated.get('ptr.missing').summary).toContain(
      '25.0-63.113.0.203.in-addr.arpa does not exist (NXDOMAIN). The reverse zone delegates',
    );
  });

  it('shows the PTR answer and every forward answer', async () => {
    const zones = {
      ...SOUND,
      [REVERSE4]: ptr('mx.example.com', 'mail.example.com'),
      'mx.example.com': { A: ['203.0.113.26'] },
    };
    const { get } = await check(zones, target(V4, { helo: 'smtp.example.com' }));
    expect(get('ptr.confirmed').evidence.map(({ question, answers }) => [question, ...answers])).toEqual([
      [REVERSE4, 'mx.example.com', 'mail.example.com'],
      ['mail.example.com', V4],
      ['mx.example.com', '203.0.113.26'],
      ['smtp.example.com'],
    ]);
  });

  it('asks each question once, and looks up the HELO name only where needed', async () => {
    expect((await check(SOUND, target(V4, { helo: 'mail.example.com' }))).asked).toEqual([
      `PTR ${REVERSE4}`,
      'A mail.example.com',
    ]);
    // Without a reverse name it is looked up before it is proposed as one.
    expect((await check({}, target(V4, { helo: 'mail.example.com' }))).asked).toEqual([
      `PTR ${REVERSE4}`,
      'A mail.example.com',
    ]);
    const six = { [REVERSE6]: ptr('mail.example.com'), 'mail.example.com': { AAAA: [V6] } };
    expect((await check(six, target(V6))).asked).toEqual([`PTR ${REVERSE6}`, 'AAAA mail.example.com']);
  });

  it('looks at ten of three thousand names, whatever their order', async () => {
    const names = Array.from({ length: 3000 }, (_, at) => `mx${String(at).padStart(4, '0')}.example.com`);
    const one = await check({ [REVERSE4]: ptr(...names) });
    const other = await check({ [REVERSE4]: ptr(...[...names].reverse()) });
    expect(one.asked).toHaveLength(11);
    expect([...other.asked].sort()).toEqual([...one.asked].sort());
    expect(one.get('ptr.not-confirmed').summary.length).toBeLessThanOrEqual(400);
    expect(one.get('ptr.several').summary).toContain('3000 PTR records');
    expect(JSON.stringify(one.findings).length).toBeLessThan(30_000);
  });

  it('never looks up, runs or prints what is not a host name', async () => {
    const hostile = [
      '\u001b]0;owned\u0007.example.com',
      'a$(reboot).example.com',
      'a b.example.com',
      "x';id.example.com",
      `${'a'.repeat(300)}.com`,
    ];
    const { asked, get, findings } = await check(
      { [REVERSE4]: ptr(...hostile) },
      target(V4, { helo: 'mail.example.com' }),
    );
    expect([...new Set(asked)]).toEqual([`PTR ${REVERSE4}`, 'A mail.example.com']);
    expect(get('ptr.not-confirmed').summary).toContain('is not a host name');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: looking for them
    expect(JSON.stringify(findings)).not.toMatch(/\\u00[01]|[\u0000-\u001f\u007f]/);
    for (const { remedy } of findings) expect(advice(remedy)?.command ?? '').not.toMatch(/reboot|;id|owned/);
  });

  it('reports one entry a target, in order, with nothing for a domain, all at once', async () => {
    const waiting: (() => void)[] = [];
    const inner = zone(SOUND);
    const resolver: Resolver = {
      ask: async (question) => {
        if (question.type === 'PTR') {
          await new Promise<void>((go) => waiting.push(go));
        }
        return inner.ask(question);
      },
    };
    const targets: readonly Target[] = [target(V4), { kind: 'domain', domain: 'example.com' }, target(V6)];
    const running = ptrCheck.run(targets, ports(resolver));
    expect(waiting).toHaveLength(2);
    for (const go of waiting) go();
    const reports = await running;
    expect(reports.map((report) => report.target)).toEqual(targets);
    expect(reports.map(({ findings }) => findings.map(({ id }) => id))).toEqual([
      ['ptr.confirmed'],
      [],
      ['ptr.missing'],
    ]);
  });
});

describe('the remedies of the ptr check', () => {
  const find = (region = '') =>
    `$(aws ec2 describe-addresses${region} --public-ips ${V4} --query 'Addresses[0].AllocationId' --output text)`;

  it('name the HELO name, the forward record first, the EC2 command and the sentence for an ISP', async () => {
    const { get } = await check({}, target(V4, { helo: 'mx1.example.net', domains: ['example.com'] }));
    const { text, command, url } = advice(get('ptr.missing').remedy) ?? {};
    expect(text).toContain('"mx1.example.net. 300 IN A 203.0.113.25"');
    expect(text).toContain('"Please set the reverse DNS (PTR record) of 203.0.113.25 to mx1.example.net."');
    expect(command).toBe(`aws ec2 modify-address-attribute --allocation-id "${find()}" --domain-name mx1.example.net`);
    expect(url).toContain('docs.aws.amazon.com');
  });

  it.each([
    ['the domain, without HELO', { domains: ['example.com', 'example.net'] }, 'mail.example.com'],
    [
      'the domain, where the HELO name is generic itself',
      { helo: 'ec2-203-0-113-25.compute-1.amazonaws.com', domains: ['example.org'] },
      'mail.example.org',
    ],
    ['the domain, where the HELO name is none', { helo: '$(reboot)', domains: ['example.org'] }, 'mail.example.org'],
    ['an example, without either', {}, 'mail.example.com'],
  ])('propose a name under %s', async (_, extra, name) => {
    const { get } = await check({}, target(V4, extra));
    expect(advice(get('ptr.missing').remedy)?.command).toMatch(new RegExp(` --domain-name ${name}$`));
  });

  it.each([
    ['ec2-203-0-113-25.ap-northeast-2.compute.amazonaws.com', ' --region ap-northeast-2'],
    ['ec2-203-0-113-25.compute-1.amazonaws.com', ' --region us-east-1'],
    ['ec2-203-0-113-25.cn-north-1.compute.amazonaws.com.cn', ' --region cn-north-1'],
    ['203-0-113-25.ip.linodeusercontent.com', ''],
  ])('take the Region from %s', async (name, region) => {
    const { get } = await check(
      { [REVERSE4]: ptr(name), [name]: { A: [V4] } },
      target(V4, { helo: 'mail.example.com' }),
    );
    expect(advice(get('ptr.generic').remedy)?.command).toBe(
      `aws ec2 modify-address-attribute${region} --allocation-id "${find(region)}" --domain-name mail.example.com`,
    );
  });

  it('send an address in GovCloud to AWS support', async () => {
    const { get } = await check({ [REVERSE4]: ptr('ec2-203-0-113-25.us-gov-west-1.compute.amazonaws.com') });
    expect(advice(get('ptr.generic').remedy)?.text).toContain('support case');
    expect(advice(get('ptr.generic').remedy)?.command).toBeUndefined();
  });

  it('have no command for IPv6, and advise to send over IPv4 on AWS', async () => {
    const { remedy } = (await check({}, target(V6, { helo: 'mail.example.com' }))).get('ptr.missing');
    expect(advice(remedy)?.command).toBeUndefined();
    expect(advice(remedy)?.text).toContain('"mail.example.com. 300 IN AAAA 2001:db8::25"');
    expect(advice(remedy)?.text).toMatch(/AWS documents no way .* send over IPv4/);
  });

  it('ask for the forward record of a name that does not resolve back, at the end of its aliases', async () => {
    const elsewhere = await check({ ...SOUND, 'mail.example.com': { A: ['203.0.113.26'] } });
    expect(advice(elsewhere.get('ptr.not-confirmed').remedy)?.text).toMatch(
      /in the zone of example\.com\. Keep the other addresses .*"mail\.example\.com\. 300 IN A 203\.0\.113\.25"/,
    );
    const alias = await check({
      [REVERSE4]: ptr('mail.example.com'),
      'mail.example.com': { CNAME: 'host.example.net' },
    });
    expect(advice(alias.get('ptr.not-confirmed').remedy)?.text).toMatch(
      /zone of example\.net\. mail\.example\.com is an alias of that name\..*"host\.example\.net\. 300 IN A 203\.0\.113\.25"/,
    );
    const generic = await check({ [REVERSE4]: ptr('h203-0-113-25.example.net') });
    expect(advice(generic.get('ptr.not-confirmed').remedy)?.command).toContain('modify-address-attribute');
  });

  it('keep the own name that resolves back', async () => {
    const zones = {
      [REVERSE4]: ptr('a.compute-1.amazonaws.com', 'mail.example.com'),
      'a.compute-1.amazonaws.com': { A: [V4] },
      'mail.example.com': { A: [V4] },
    };
    expect(advice((await check(zones)).get('ptr.several').remedy)?.text).toMatch(
      /^Keep one PTR record, mail\.example\.com\. .* Delete the others \(a\.compute-1\.amazonaws\.com\)/,
    );
  });

  it('let the mail server greet with the confirmed name, or give the address the HELO name', async () => {
    const own = await check(SOUND, target(V4, { helo: 'smtp.example.com' }));
    expect(advice(own.get('ptr.helo-mismatch').remedy)?.command).toBe(
      'postconf -e smtp_helo_name=mail.example.com && postfix reload',
    );
    const amazon = { [REVERSE4]: ptr('a.compute-1.amazonaws.com'), 'a.compute-1.amazonaws.com': { A: [V4] } };
    const generic = await check(amazon, target(V4, { helo: 'smtp.example.com' }));
    expect(advice(generic.get('ptr.helo-mismatch').remedy)?.command).toMatch(/--domain-name smtp\.example\.com$/);
  });
});

describe('the ptr check, whatever a reverse zone holds', () => {
  const label = fc.oneof(
    fc.constantFrom(
      'mail',
      'ec2-203-0-113-25',
      'compute-1',
      'amazonaws',
      'com',
      'example',
      '203',
      '*',
      '\u0000',
      '\u202e',
      '$(id)',
      'xn--',
      'é',
    ),
    fc.uint8Array({ maxLength: 70 }).map((bytes) => Buffer.from(bytes).toString('latin1')),
  );
  const name = fc.array(label, { maxLength: 5 }).map((labels) => labels.join('.'));
  const literal = fc.oneof(
    fc.record({ A: fc.array(fc.constantFrom(V4, '203.0.113.26', 'not an address'), { maxLength: 3 }) }),
    fc.record({ CNAME: name }),
  );
  const reason = fc.constantFrom<FailureReason>('timeout', 'servfail', 'refused', 'network', 'malformed');
  const VERDICTS = ['ptr.confirmed', 'ptr.missing', 'ptr.not-confirmed', 'ptr.unknown'];

  it('never throws, gives one verdict, and prints only printable text', async () => {
    const world = fc.record({
      names: fc.array(name, { maxLength: 14 }),
      literals: fc.array(literal, { maxLength: 14 }),
      helo: fc.option(name),
    });
    await fc.assert(
      fc.asyncProperty(world, async ({ names, literals, helo }) => {
        const forward = Object.fromEntries(names.map((one, at) => [one.toLowerCase(), literals[at] ?? {}]));
        const of = target(V4, helo === null ? {} : { helo });
        const { ids, findings } = await check({ ...forward, [REVERSE4]: { PTR: names } }, of);
        expect(ids.filter((id) => VERDICTS.includes(id))).toHaveLength(1);
        for (const { summary, remedy } of findings) {
          // biome-ignore lint/suspicious/noControlCharactersInRegex: looking for them
          expect(`${summary}${advice(remedy)?.text ?? ''}`).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/);
          expect(summary.length).toBeLessThanOrEqual(400);
        }
      }),
    );
  });

  it('never turns a failed question into a fault, and the sound answers decide the rest', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.subarray(NAME_TEN.slice(0, 5), { minLength: 1 }),
        fc.subarray(NAME_TEN.slice(0, 5)),
        reason,
        fc.boolean(),
        async (names, failed, why, whole) => {
          const failing = whole
            ? { [`PTR ${REVERSE4}`]: why }
            : Object.fromEntries(failed.map((one) => [`A ${one}`, why]));
          const { ids } = await check({ [REVERSE4]: ptr(...names) }, target(V4), { failing });
          const touched = whole || names.some((one) => failed.includes(one));
          expect(ids[0]).toBe(touched ? 'ptr.unknown' : 'ptr.not-confirmed');
        },
      ),
    );
  });
});
