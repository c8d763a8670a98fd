import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cli, inProcess, isOneLine } from '../support/cli.ts';
import { type CliWorld, cliWorld, KEY, list } from './world.ts';

let world: CliWorld;
let lists: string;
beforeAll(async () => {
  world = await cliWorld();
  lists = world.file('lists.json', [list('good')]);
});
afterAll(() => world.close());

const run = (args: readonly string[], env: Record<string, string> = {}) => inProcess(args, { env });
const check = (...args: readonly string[]) => run(['check', ...args, '--resolver', world.resolver, '--lists', lists]);

describe('check exits with the worst status', () => {
  it.each([
    ['pass', 0, ['203.0.113.1']],
    ['pass', 0, ['203.0.113.1', '--domain', 'example.com', '--helo', 'mail.example.com']],
    ['warn', 1, ['203.0.113.3']],
    ['fail', 2, ['203.0.113.2']],
    ['fail', 2, ['203.0.113.4', '--domain', 'example.com']],
    ['fail', 2, ['203.0.113.1', '203.0.113.2']],
  ])('%s is exit %i for %j', async (status, code, args) => {
    const ran = await check(...args, '--json');
    expect(JSON.parse(ran.out).status).toBe(status);
    expect(ran.code).toBe(code);
    expect(ran.err).toBe('');
  });

  it('unknown is exit 3, where a critical list gives no verdict', async () => {
    const mute = world.file('mute.json', [list('mute'), list('good', { severity: 'minor' })]);
    const ran = await run([
      'check',
      '203.0.113.1',
      '--resolver',
      world.resolver,
      '--lists',
      mute,
      '--timeout',
      '700',
      '--json',
    ]);
    expect(ran.code).toBe(3);
    const [target] = JSON.parse(ran.out).targets;
    expect(target.coverage).toMatchObject({ asked: 2, answered: 1 });
    expect(target.findings.map(({ id }: { id: string }) => id).sort()).toEqual([
      'dnsbl.clear',
      'dnsbl.unreachable',
      'ptr.confirmed',
    ]);
  });
});

describe('check without the verdict of a critical list', () => {
  const minor = () => world.file('minor.json', [list('good', { severity: 'minor' })]);
  const mute = () => world.file('refusing.json', [list('refusing'), list('good', { severity: 'minor' })]);
  const keyed = () => world.file('keyed-too.json', [list('keyed', KEYED), list('good', { severity: 'minor' })]);
  const KEYED = { zone: '{key}.keyed.lists.example', access: 'key', operator: 'Example Keys' };
  const only = (file: string, ...more: readonly string[]) =>
    run(['check', '203.0.113.1', '--resolver', world.resolver, '--lists', file, ...more]);

  it.each([
    ['in the lists', minor, 0, 'pass'],
    ['with a key', keyed, 0, 'pass'],
    ['that answers', mute, 3, 'unknown'],
  ])(
    'keeps the status, says so in JSON and in the first line, and exits 3 with --require: no critical list %s',
    async (_, file, code, status) => {
      const json = await only(file(), '--json');
      expect(json).toMatchObject({ code, err: '' });
      const [target] = JSON.parse(json.out).targets;
      expect([target.status, target.coverage.critical]).toEqual([status, 'none']);
      expect((await only(file())).out.replace(/\s+/g, ' ')).toContain('no critical list gave a verdict');
      const required = await only(file(), '--json', '--require', 'critical');
      expect(required.code).toBe(3);
      expect(JSON.parse(required.out).status).toBe(status);
      expect(isOneLine(required.err)).toBe(true);
      expect(required.err).toContain('no critical list gave a verdict about 203.0.113.1');
    },
  );

  it('exits 3 by "require" of the settings too, and --require none overrules the settings', async () => {
    const settings = ['--settings', world.file('require.json', { require: 'critical' })];
    expect(await only(minor(), ...settings)).toMatchObject({ code: 3 });
    expect(await only(minor(), ...settings, '--require', 'none')).toMatchObject({ code: 0, err: '' });
    // Who does not ask lists asks no critical one either.
    expect(await only(minor(), ...settings, '--only', 'ptr')).toMatchObject({ code: 0, err: '' });
  });

  it('still exits 2 for a proven failure with --require critical', async () => {
    const file = minor();
    const required = ['check', '203.0.113.2', '--resolver', world.resolver, '--lists', file, '--require', 'critical'];
    expect(await run(required)).toMatchObject({ code: 2 });
  });

  it('says nothing about critical lists where one gave a verdict', async () => {
    const ran = await check('203.0.113.1', '--require', 'critical', '--json');
    expect(ran).toMatchObject({ code: 0, err: '' });
    expect(JSON.parse(ran.out).targets[0].coverage.critical).toBe('all');
    expect((await check('203.0.113.1')).out).not.toContain('no critical list');
  });

  it('says nothing about critical lists where no list was queried', async () => {
    const ran = await check('203.0.113.1', '--only', 'ptr', '--json');
    expect(JSON.parse(ran.out).targets[0].coverage).toEqual({ asked: 0, answered: 0, notCovered: [] });
  });
});

describe('check --json', () => {
  it('has the shape of the contract, one dnsbl finding a list, with evidence that can be repeated', async () => {
    const { out } = await check('203.0.113.4', '--domain', 'example.com', '--json');
    const result = JSON.parse(out);
    expect(Object.keys(result).sort()).toEqual([
      'durationMs',
      'queries',
      'resolver',
      'schemaVersion',
      'status',
      'targets',
    ]);
    expect(result.queries).toBeGreaterThan(5);
    const [target] = result.targets;
    expect(target.target).toEqual({ address: '203.0.113.4', domains: ['example.com'] });
    const listed = target.findings.find(({ id }: { id: string }) => id === 'dnsbl.listed');
    expect(listed).toMatchObject({
      check: 'dnsbl',
      subject: 'good',
      target: '203.0.113.4',
      status: 'fail',
      severity: 'critical',
    });
    expect(listed.remedy.url).toBe('https://lists.example/good');
    expect(listed.evidence[0]).toMatchObject({
      question: '4.113.0.203.good.lists.example',
      type: 'A',
      resolver: world.resolver,
      rcode: 'NOERROR',
      answers: ['127.0.0.2'],
    });
    const denied = target.findings.find(({ id }: { id: string }) => id === 'spf.not-authorised');
    expect(denied).toMatchObject({ check: 'spf', subject: 'example.com', status: 'fail', severity: 'critical' });
  });

  it('looks up a domain on domain lists only, and checks its SPF', async () => {
    const mixed = world.file('mixed.json', [list('good'), list('names', { scope: ['domain'], testListed: 'TEST' })]);
    const ran = await run(['check', 'example.com', '--resolver', world.resolver, '--lists', mixed, '--json']);
    const [target] = JSON.parse(ran.out).targets;
    expect(target.target).toEqual({ domain: 'example.com' });
    expect(
      target.findings
        .filter(({ check: id }: { check: string }) => id === 'dnsbl')
        .map(({ subject }: { subject: string }) => subject),
    ).toEqual(['names']);
    expect(target.findings.some(({ check: id }: { check: string }) => id === 'spf')).toBe(true);
    expect(world.asked.filter((question) => question.endsWith('example.com.good.lists.example'))).toEqual([]);
  });

  it('runs only the checks that --only names', async () => {
    world.asked.length = 0;
    const { out } = await check('203.0.113.1', '--only', 'ptr', '--json');
    expect(JSON.parse(out).targets[0].findings.map(({ id }: { id: string }) => id)).toEqual(['ptr.confirmed']);
    expect([...world.asked].sort()).toEqual(['A mail.example.com', 'PTR 1.113.0.203.in-addr.arpa']);
  });

  it('checks a target once that was given twice', async () => {
    const { out } = await check('203.0.113.1', '::ffff:203.0.113.1', '--json');
    expect(JSON.parse(out).targets).toHaveLength(1);
  });
});

describe('check of more addresses than an operator allows in the time', () => {
  const slow = () => world.file('slow.json', [list('good', { limits: { perSecond: 5 } })]);
  const some = ['203.0.113.1', '203.0.113.2', '203.0.113.4'];
  const args = (...more: readonly string[]) => [
    'check',
    ...some,
    '--resolver',
    world.resolver,
    '--lists',
    slow(),
    ...more,
  ];

  it('warns on standard error, and reports the lists that were not reached as our limit', async () => {
    const ran = await run(args('--only', 'dnsbl', '--timeout', '1000', '--json'));
    expect(ran.err).toContain(
      'Example allows 5 queries a second. 3 targets need 2 s, and the time is 1 s. Use --timeout 10000.',
    );
    expect(ran.code).toBe(3);
    const findings = JSON.parse(ran.out).targets.flatMap((target: { findings: object[] }) => target.findings);
    expect(findings).toHaveLength(3);
    for (const finding of findings) {
      expect(finding).toMatchObject({
        id: 'dnsbl.not-asked',
        status: 'unknown',
        summary: expect.stringContaining('Our own pace of 5 queries a second'),
        remedy: { text: expect.stringContaining('--timeout') },
      });
    }
  });

  it('warns of nothing where no lists are queried', async () => {
    expect((await run(args('--only', 'ptr', '--timeout', '1000', '--json'))).err).toBe('');
  });
});

describe('check of a list that needs a key', () => {
  const keyed = () =>
    world.file('keyed.json', [
      list('keyed', { zone: '{key}.keyed.lists.example', access: 'key', operator: 'Example Keys' }),
      list('good'),
    ]);

  it('puts the list under notCovered without the key, with the way to cover it, and does not query it', async () => {
    world.asked.length = 0;
    const ran = await run(['check', '203.0.113.1', '--resolver', world.resolver, '--lists', keyed(), '--json']);
    const [{ coverage }] = JSON.parse(ran.out).targets;
    expect(coverage.notCovered).toEqual([
      { list: 'keyed', why: expect.any(String), how: expect.stringContaining('POSTWATCH_KEY_') },
    ]);
    expect(world.asked.filter((question) => question.includes('keyed'))).toEqual([]);
  });

  it.each([[['--json']], [[]]])(
    'queries the list with the key, and shows the key nowhere in the output of flags %j',
    async (flags) => {
      const name = /POSTWATCH_KEY_\w+/.exec(
        (await run(['check', '203.0.113.1', '--resolver', world.resolver, '--lists', keyed(), '--json'])).out,
      )?.[0];
      const ran = await run(['check', '203.0.113.4', '--resolver', world.resolver, '--lists', keyed(), ...flags], {
        [String(name)]: KEY,
      });
      expect(ran.code).toBe(2);
      expect(ran.out).toContain('$KEY.keyed.lists.example');
      expect((ran.out + ran.err).toLowerCase()).not.toContain(KEY);
      expect(world.asked).toContain(`A 4.113.0.203.${KEY}.keyed.lists.example`);
    },
  );
});

describe('check in a faulty network', () => {
  it('reports everything as unknown in one line, with exit 3 and soon, where the resolver cannot be reached', async () => {
    const ran = await run([
      'check',
      '203.0.113.1',
      '--resolver',
      '127.0.0.1:1',
      '--lists',
      lists,
      '--domain',
      'example.com',
      '--json',
    ]);
    expect(ran.code).toBe(3);
    const { status, targets } = JSON.parse(ran.out);
    expect(status).toBe('unknown');
    expect(targets[0].findings.map(({ status: one }: { status: string }) => one)).toEqual([
      'unknown',
      'unknown',
      'unknown',
    ]);
    expect(isOneLine(ran.err)).toBe(true);
    expect(ran.err).toContain('127.0.0.1:1');
  });

  it('ends within --timeout as a whole', async () => {
    const mute = world.file('mutes.json', [list('mute')]);
    const words = ['check', '203.0.113.1', '--resolver', world.resolver, '--lists', mute, '--timeout', '300', '--json'];
    // Of its own clock; five seconds is what one unbounded question would take.
    expect(JSON.parse((await run(words)).out).durationMs).toBeLessThan(1000);
  });
});

describe('the targets of check and the settings', () => {
  const named = () =>
    world.file('known.json', {
      senders: [
        { address: '203.0.113.1', domains: ['example.com'], helo: 'mail.example.com' },
        { address: '203.0.113.4', domains: ['soft.example.com'] },
      ],
      domains: ['broken.example.com'],
    });
  const targetsOf = async (...args: readonly string[]) =>
    JSON.parse((await check(...args, '--settings', named(), '--json')).out).targets.map(
      ({ target }: { target: object }) => target,
    );

  it('an address that is named alone gets its domains and HELO name from the settings', async () => {
    expect(await targetsOf('203.0.113.1', '203.0.113.2')).toEqual([
      { address: '203.0.113.1', domains: ['example.com'], helo: 'mail.example.com' },
      { address: '203.0.113.2', domains: [] },
    ]);
  });

  it('a flag wins over the settings', async () => {
    expect(await targetsOf('203.0.113.1', '--domain', 'example.org')).toEqual([
      { address: '203.0.113.1', domains: ['example.org'] },
    ]);
  });

  it('check without a target checks every target of the settings', async () => {
    expect((await targetsOf()).map((one: { address?: string; domain?: string }) => one.address ?? one.domain)).toEqual([
      '203.0.113.1',
      '203.0.113.4',
      'broken.example.com',
      'example.com',
      'soft.example.com',
    ]);
  });

  it('a flag for targets is refused where no target is named', async () => {
    const ran = await check('--domain', 'example.com', '--settings', named());
    expect([ran.code, ran.err]).toEqual([64, expect.stringContaining('you named none')]);
  });
});

describe('usage errors are refused in one line before a question is asked', () => {
  const WRONG: readonly (readonly [string, readonly string[], string])[] = [
    ['no target', ['check'], 'needs an address or a domain'],
    ['no address', ['check', 'not an address'], 'neither an address'],
    ['half an address', ['check', '203.0.113'], 'neither an address'],
    ['octal', ['check', '0203.0.113.1'], 'neither an address'],
    ['private', ['check', '10.0.0.1'], 'private'],
    ['loopback', ['check', '127.0.0.1'], 'loopback'],
    ['link-local', ['check', '169.254.169.254'], 'link-local'],
    ['multicast', ['check', '224.0.0.1'], 'multicast'],
    ['IPv6 loopback', ['check', '::1'], 'loopback'],
    ['a mapped private address', ['check', '::ffff:192.168.0.1'], 'private'],
    ['one bad target among good ones', ['check', '203.0.113.1', 'nope'], 'neither an address'],
    ['an unknown flag', ['check', '203.0.113.1', '--loud'], '--loud'],
    ['an unknown command', ['chekc', '203.0.113.1'], 'unknown command "chekc"'],
    ['an unknown check', ['check', '203.0.113.1', '--only', 'ptr,foo'], 'unknown check "foo"'],
    ['a negative time', ['check', '203.0.113.1', '--timeout', '-5'], '--timeout'],
    ['no time', ['check', '203.0.113.1', '--timeout', 'soon'], '--timeout'],
    ['time zero', ['check', '203.0.113.1', '--timeout', '0'], '--timeout'],
    ['a bad resolver', ['check', '203.0.113.1', '--resolver', 'dns.example:53'], '--resolver'],
    ['a bad port', ['check', '203.0.113.1', '--resolver', '192.0.2.53:99999'], '--resolver'],
    ['a bad domain', ['check', '203.0.113.1', '--domain', 'exa mple'], 'exa mple'],
    ['no such file', ['check', '203.0.113.1', '--lists', '/nowhere.json'], '/nowhere.json'],
    ['an unknown requirement', ['check', '203.0.113.1', '--require', 'all'], '--require'],
    ['a requirement of what is not asked', ['check', '203.0.113.1', '--only', 'ptr', '--require', 'critical'], 'dnsbl'],
    ['spf with one word', ['spf', '203.0.113.1'], 'mail-from or domain'],
    ['spf without an address', ['spf', 'example.com', 'example.com'], 'not an IPv4 or IPv6 address'],
    ['spf with nothing to judge', ['spf', '203.0.113.1', ''], '--helo'],
    ['words for lists', ['lists', 'spamcop'], 'unexpected argument'],
    ['control characters', ['check', '\u001b[31mred'], 'neither an address'],
  ];

  it.each(WRONG)('%s', async (_name, args, said) => {
    world.asked.length = 0;
    const resolver = args.includes('--resolver') ? [] : ['--resolver', world.resolver];
    const ran = await run([...args, ...(args[0] === 'chekc' ? [] : resolver)]);
    expect(ran.code).toBe(64);
    expect(ran.out).toBe('');
    expect(isOneLine(ran.err), ran.err).toBe(true);
    expect(ran.err).toContain(said);
    expect(ran.err).not.toContain('\u001b');
    expect(world.asked).toEqual([]);
  });

  it.each([
    ['not JSON', '{"id": ', 'not JSON'],
    ['no array', {}, 'array'],
    ['a wrong severity', [list('good', { severity: 'huge' })], '[0].severity'],
    ['a wrong code', [list('good', { codes: [{ match: 'x.y', means: 'z', effect: 'listed' }] })], '[0].codes[0].match'],
    ['two of one id', [list('good'), list('good')], '[1].id'],
  ])('a file of lists that is wrong: %s', async (_name, content, said) => {
    const file = world.file('wrong.json', content);
    const ran = await run(['check', '203.0.113.1', '--lists', file, '--resolver', world.resolver]);
    expect(ran.code).toBe(64);
    expect(isOneLine(ran.err), ran.err).toBe(true);
    expect(ran.err).toContain('wrong.json');
    expect(ran.err).toContain(said);
  });

  it('settings with a wrong value', async () => {
    const file = world.file('wrong-settings.json', { everyMinutes: 'often' });
    const ran = await run(['check', '203.0.113.1', '--settings', file]);
    expect(ran).toMatchObject({ code: 64, out: '' });
    expect(ran.err).toContain('everyMinutes');
  });
});

describe('postwatch as a process of its own', () => {
  it('exits with the status of a finding, and writes nothing to standard error', async () => {
    const ran = await cli(['check', '203.0.113.4', '--resolver', world.resolver, '--lists', lists], {
      cwd: world.folder,
    });
    expect(ran).toMatchObject({ code: 2, signal: null, err: '' });
    expect(ran.out).toMatch(/^203\.0\.113\.4 .* FAIL$/m);
  });

  it.each([[['check', 'nope']], [['chekc']], [['check', '203.0.113.1', '--loud']]])(
    'exits 64 with one line for the usage error %j',
    async (args) => {
      const ran = await cli(args, { cwd: world.folder });
      expect(ran).toMatchObject({ code: 64, out: '' });
      expect(isOneLine(ran.err), ran.err).toBe(true);
    },
  );

  it('writes the overview to standard error where no argument is given', async () => {
    const ran = await cli([], { cwd: world.folder });
    expect(ran).toMatchObject({ code: 64, out: '' });
    expect(ran.err).toContain('Usage: postwatch');
  });

  it('ends although its resolver cannot be reached', async () => {
    const ran = await cli(['check', '203.0.113.1', '--resolver', '127.0.0.1:1', '--lists', lists, '--json'], {
      cwd: world.folder,
    });
    expect(ran.code).toBe(3);
    expect(JSON.parse(ran.out).status).toBe('unknown');
  });
});

describe('the screens of postwatch', () => {
  it('name the verdict, the proof and the fix, and let no terminal escapes of others through', async () => {
    const { out } = await check('203.0.113.4');
    expect(out).toMatch(/^203\.0\.113\.4 .* FAIL$/m);
    expect(out).toContain('https://lists.example/good');
    expect(out).toContain('documentation range');
    expect(out).not.toContain('\u001b');
  });

  it.each([
    [['--help']],
    [['check', '--help']],
    [['spf', '--help']],
    [['lists', '--help']],
    [['watch', '--help']],
    [['init', '--help']],
    [['sandbox', '--help']],
  ])('explain the command and exit 0 for %j', async (args) => {
    const ran = await run(args);
    expect(ran.code).toBe(0);
    expect(ran.out.length).toBeGreaterThan(200);
    expect(ran.out).toContain(`postwatch ${args[0] === '--help' ? 'check' : args[0]}`);
  });
});
