/** The functions as they are deployed: how large, what is in them, whether they start, and an asset that stays the same. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Function as Lambda, Runtime } from 'aws-cdk-lib/aws-lambda';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { bundled, FUNCTIONS, type FunctionName } from '../../infra/constructs/bundle.ts';
import { contentHash } from '../../infra/constructs/content.ts';
import { withPlainKeys } from '../../infra/esbuild.ts';
import { dnsList, hourly, NOON, SENDER, SETTINGS, SOUND } from '../support/aws/scene.ts';
import { awsWorld, functions, HOME, REGION } from '../support/aws/world.ts';
import { type Bundle, bundleOf } from '../support/bundle.ts';
import { isThorough } from '../support/thorough.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const bundles = new Map<FunctionName, Bundle>(FUNCTIONS.map((name) => [name, bundleOf(name)]));
const empty = mkdtempSync(path.join(tmpdir(), 'postwatch-bundle-'));
afterAll(() => {
  rmSync(empty, { recursive: true });
});

/**
 * Kilobytes, without white space but with all names: what loads before the handler can be called, and everything. The table of public suffixes is 126 of all
 * in discover, check-ptr and check-dnsbl, the client of keys 70 wherever lists have some.
 */
const MOST: Readonly<Record<FunctionName, readonly [atStart: number, inAll: number]>> = {
  discover: [920, 1100],
  'check-ptr': [440, 680],
  'check-dnsbl': [440, 820],
  'check-spf': [440, 610],
  close: [480, 775],
  notify: [500, 640],
  api: [90, 2200],
  authorizer: [345, 370],
  'reverse-dns': [840, 950],
  'elastic-ip-reverse-dns': [5, 600],
  inbox: [510, 930],
};

describe('the bundles of the functions', () => {
  it('are those of all the files in functions/', () => {
    const files = readdirSync(path.join(ROOT, 'functions')).filter((file) => file.endsWith('.ts'));
    expect(files.map((file) => file.replace('.ts', '')).sort()).toEqual([...FUNCTIONS].sort());
  });

  it.each(FUNCTIONS)('%s stays small', (name) => {
    const { start, all } = bundles.get(name)!;
    const [atStart, inAll] = MOST[name];
    expect(start / 1000).toBeLessThanOrEqual(atStart);
    expect(all / 1000).toBeLessThanOrEqual(inAll);
    expect(start / 1000, 'the limit should follow when it shrinks').toBeGreaterThan(atStart / 2);
  });

  it.each([
    ['@aws-sdk/client-ec2', ['api', 'discover', 'elastic-ip-reverse-dns', 'reverse-dns']],
    ['@aws-sdk/client-route-53', ['api', 'reverse-dns']],
    ['@aws-sdk/client-sfn', ['api']],
    ['@aws-sdk/client-sns', ['api', 'inbox', 'notify']],
    ['@aws-sdk/client-sts', ['discover']],
    ['shared/dnsbl/lists', ['api', 'discover', 'inbox']],
    ['node_modules/tldts/', ['api', 'check-dnsbl', 'check-ptr', 'discover', 'elastic-ip-reverse-dns', 'reverse-dns']],
    ['bowser', []],
    ['@aws-sdk/credential-provider-env', [...FUNCTIONS].sort()],
    ['@aws-sdk/credential-provider-ini', []],
    ['@aws-sdk/credential-provider-sso', []],
  ])('have %s only in %j', (what, names) => {
    const having = FUNCTIONS.filter((name) => bundles.get(name)!.inputs.some((input) => input.includes(what)));
    expect(having.sort()).toEqual(names);
  });

  it.each<[string, string, FunctionName[]]>([
    ['the clients', '@aws-sdk/client-', ['api']],
    ['the client of roles', '@aws-sdk/client-sts', ['discover']],
    ['the client of keys', '@aws-sdk/client-ssm', ['api', 'check-dnsbl', 'close', 'discover']],
    ['the public suffixes', 'node_modules/tldts/', ['api', 'check-dnsbl', 'check-ptr']],
  ])('load only where needed: %s', (_, what, names) => {
    for (const name of names) {
      const { inputs, atStart } = bundles.get(name)!;
      const those = (files: readonly string[]) => files.filter((file) => file.includes(what));
      expect(those(inputs), name).not.toEqual([]);
      expect(those(atStart), name).toEqual([]);
    }
  });

  it('start api without a client of AWS, the lists or a resolver', () => {
    const { atStart } = bundles.get('api')!;
    expect(atStart).toContain('shared/http/app.ts');
    expect(
      atStart.filter((file) => /@aws-sdk|@smithy|dnsbl\/lists|dns\/client|valibot|tldts|ipaddr/.test(file)),
    ).toEqual([]);
  });

  it('do a whole run without the parts that were left out', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: NOON });
    const roleArn = 'arn:aws:iam::210987654321:role/read';
    const aws = { ...SETTINGS.aws, accounts: [{ roleArn, externalId: 'x' }] };
    const world = await awsWorld({ settings: { ...SETTINGS, aws }, lists: [dnsList('alpha', 'critical')] });
    try {
      world.roles[roleArn] = 'x';
      world.ec2[`${HOME}/${REGION}`] = { addresses: [SENDER] };
      world.ec2[`210987654321/${REGION}`] = {
        addresses: [{ ip: '203.0.113.30', id: 'eipalloc-30', interface: 'eni-30', ptr: 'example.com.' }],
        interfaces: [{ id: 'eni-30' }],
      };
      const zone = {
        ...SOUND,
        '30.113.0.203.in-addr.arpa': { PTR: ['example.com'] },
        '30.113.0.203.alpha.lists.example': { A: ['127.0.0.2'] },
        'example.com': { ...SOUND['example.com'], A: ['203.0.113.30'] },
      };
      const called = await functions((name) => bundles.get(name)!.file);
      const { items, notified } = await hourly(
        () => world,
        () => called,
      )(0, zone);
      expect(items).toEqual(['ptr-0', 'spf-0', 'dnsbl-0-0']);
      expect(notified.held).toBe(false);
      expect(world.published[0]!.subject).toBe('[Postwatch] first report: 2 senders, 0 candidates, 3 problems');
      expect(world.published.flatMap(({ data }) => data.notices.map(({ finding }) => finding?.id)).sort()).toEqual([
        'dnsbl.listed',
        'ptr.generic',
        'spf.not-authorised',
      ]);
    } finally {
      vi.useRealTimers();
      await world.close();
    }
  });

  it.each(FUNCTIONS)('start %s away from the checkout and its packages, with a handler', (name) => {
    const folder = path.join(empty, name);
    cpSync(path.dirname(bundles.get(name)!.file), folder, { recursive: true });
    const script = `const { handler, onEvent } = await import(${JSON.stringify(path.join(folder, `${name}.mjs`))}); console.log(typeof (handler ?? onEvent))`;
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
      cwd: empty,
      encoding: 'utf8',
      env: { AWS_REGION: 'eu-west-1' },
    });
    expect({ stdout, stderr }).toEqual({ stdout: 'function\n', stderr: '' });
  });

  it('keep the names of their functions, which a stack trace shows, and bring no source maps', () => {
    const folder = path.dirname(bundles.get('close')!.file);
    const files = readdirSync(folder);
    expect(files.filter((file) => file.endsWith('.map'))).toEqual([]);
    const code = files.map((file) => readFileSync(path.join(folder, file), 'utf8')).join('\n');
    for (const name of ['closeStep', 'closeRun', 'stepTarget']) expect(code).toContain(`function ${name}(`);
  });
});

it.each([
  [
    'const _xN = "xmlName";\nvar A = [{ [_xN]: 1, [_xN]: 2 }, {\n [_xN]: 3 }];',
    'var A = [{ "xmlName": 1, "xmlName": 2 }, {\n "xmlName": 3 }];',
  ],
  ['var A = { [unknown]: 1 };', 'var A = { [unknown]: 1 };'],
  ['const _a = "a\\"b";\nvar A = { [_a]: 1 };', 'var A = { [_a]: 1 };'],
  ['const _a = "__proto__";\nvar A = { [_a]: 1 };', 'var A = { [_a]: 1 };'],
  ['const _a = "a";\nvar A = x ? [_a]: 1;', 'var A = x ? [_a]: 1;'],
])('constant keys are written out in a bundle: %j', (source, expected) => {
  expect(
    withPlainKeys(source)
      .split('\n')
      .slice(expected.split('\n').length * -1)
      .join('\n'),
  ).toBe(expected);
});

describe('the asset of a function', () => {
  const hashOf = (settings: string): string => {
    const stack = new Stack(new App({ builtinCloudFormationValidation: false }), 'S');
    new Lambda(stack, 'F', {
      runtime: Runtime.NODEJS_24_X,
      handler: 'notify.handler',
      code: bundled('notify', { 'settings.json': settings }),
    });
    const [one] = Object.values(Template.fromStack(stack).findResources('AWS::Lambda::Function'));
    return one!['Properties'].Code.S3Key;
  };

  it.skipIf(!isThorough)(
    'is the same for the same code and settings, so that a deployment without a change changes nothing (in the gate)',
    () => {
      expect(hashOf('{"a":1}')).toBe(hashOf('{"a":1}'));
    },
  );

  it('is bundled again when something that it is made of has changed, and only then', () => {
    const root = mkdtempSync(path.join(tmpdir(), 'postwatch-content-'));
    const write = (file: string, text: string): void => writeFileSync(path.join(root, file), text);
    const hash = () => contentHash(root, ['*.ts', 'package-lock.json']);
    write('a.ts', 'a');
    write('b.ts', 'b');
    const before = hash();
    expect(before).toMatch(/^[0-9a-f]{16}$/);
    write('notes.md', 'not code');
    utimesSync(path.join(root, 'a.ts'), 0, 0);
    expect(hash()).toBe(before);
    const after = [
      ['a.ts', 'ab'],
      ['b.ts', 'a'],
      ['c.ts', ''],
      ['package-lock.json', '{}'],
    ].map(([file = '', text = '']) => {
      write(file, text);
      return hash();
    });
    expect(new Set([before, ...after]).size).toBe(5);
  });

  it('changes with the settings', () => {
    expect(hashOf('{"a":1}')).not.toBe(hashOf('{"a":2}'));
  });
});
