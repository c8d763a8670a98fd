/** What the command line prints in Korean has no English sentence left in it, and asks for things in one manner (하세요). */
import { afterAll, describe, expect, it } from 'vitest';
import { COMMANDS } from '../../cli/manual/index.ts';
import { SANDBOX_LISTS } from '../../cli/sandbox/world.ts';
import { LISTS } from '../../shared/dnsbl/lists.ts';
import { LOOKUPS } from '../../shared/lookups/index.ts';
import { cliWorld, list } from '../cli/world.ts';
import { inProcess } from '../support/cli.ts';
import { englishIn } from './english.ts';

const world = await cliWorld();
afterAll(() => world.close());

const lists = world.file('lists.json', [
  list('good', { codes: [{ match: '127.0.0.2', means: 'spam source', effect: 'listed' }] }),
  list('refusing', { refusals: [{ match: '127.255.255.254', means: 'asked through a public resolver' }] }),
  list('mute'),
  list('keyed', { zone: '{key}.keyed.lists.example', access: 'key' }),
  list('gone', { status: 'dead', died: 'before 2026', why: 'emptied by its operator' }),
]);
const settings = world.file('postwatch.json', {
  senders: ['203.0.113.1', '203.0.113.3', '203.0.113.4', '203.0.113.9'],
  domains: ['example.com', 'broken.example.com'],
  notices: { language: 'ko' },
  memory: './watch.db',
});
const here = ['--resolver', world.resolver, '--timeout', '4000'];
const bounce = world.file(
  'bounce.txt',
  'host mx.example.net[198.51.100.9] said: 550 5.7.1 Service unavailable; client [203.0.113.4] blocked using bl.spamcop.net',
);

const korean = async (args: readonly string[]) => {
  const { out, err } = await inProcess(args, { language: 'ko', cwd: world.folder });
  // What a list is called is a name.
  return LISTS.reduce((text, { name }) => text.replaceAll(name, '·'), `${out}${err}`);
};

describe('a Korean screen', () => {
  it.each<[string, readonly string[]]>([
    [
      'a check',
      [
        'check',
        '203.0.113.1',
        '203.0.113.3',
        '203.0.113.4',
        '203.0.113.9',
        '--domain',
        'example.com',
        '--lists',
        lists,
        ...here,
      ],
    ],
    ['all that a check saw', ['check', '203.0.113.4', '-v', '--lists', lists, ...here]],
    [
      'a check of domains',
      ['check', 'example.com', 'soft.example.com', 'broken.example.com', '--lists', lists, ...here],
    ],
    ['a check without a resolver', ['check', '203.0.113.4', '--resolver', '127.0.0.1:9', '--timeout', '1500']],
    ['a list that has shut down', ['check', '203.0.113.4', '--list', 'sorbs', '--list', 'njabl', ...here]],
    ['an evaluation of SPF', ['spf', '203.0.113.4', 'example.com', ...here]],
    ['a broken record', ['spf', '203.0.113.4', 'broken.example.com', ...here]],
    ['a diagnosis', ['diagnose', bounce, ...here]],
    ['a diagnosis of nothing but the words', ['diagnose', bounce, '--offline']],
    ['lists', ['lists', '--all']],
    ['the state of lists', ['lists', '--health', '--lists', lists, ...here]],
    ['a pass of the watch', ['watch', '--once', '--settings', settings, '--lists', lists, ...here]],
    ['a second one', ['watch', '--once', '--settings', settings, '--lists', lists, ...here]],
    ['incidents', ['incidents', '--settings', settings]],
    ['a history', ['history', '203.0.113.9', '--settings', settings]],
    ['snoozes', ['snooze', '--target', '203.0.113.9', '--for', '2h', '--why', '점검', '--settings', settings]],
    ['a notice to try', ['notices', 'test', '--settings', settings]],
    ['settings', ['settings', 'show', '--settings', settings]],
    ['settings that are sound', ['settings', 'check', settings]],
    ['the overview', ['--help']],
    ['the overview of lookups', ['lookup', 'help']],
    ...COMMANDS.map(({ name }): [string, readonly string[]] => [`the help of ${name}`, [name, '--help']]),
  ])('of %s has no English sentence', async (_, args) => {
    const text = await korean(args);
    expect(text).not.toBe('');
    expect(englishIn(text)).toEqual([]);
    // Notices among what is printed ask more formally.
    if (args[0] !== 'watch' && args[0] !== 'notices') expect(text).not.toContain('십시오');
  });

  it.each(LOOKUPS.map(({ name, example }) => [name, example] as const))(
    'of the lookup %s has no English sentence',
    async (_, example) => {
      const text = await korean(['lookup', example, '--resolver', world.resolver, '--timeout', '1500']);
      expect(englishIn(text)).toEqual([]);
      expect(text).not.toContain('십시오');
    },
  );

  it.each<readonly string[]>([
    ['lookup', 'spf:broken.example.com:203.0.113.4'],
    ['lookup', 'ptr:203.0.113.3'],
    ['lookup', 'blacklist:203.0.113.4'],
    ['check', '10.0.0.1'],
    ['check', 'foo'],
    ['check', '203.0.113.4', '--domian', 'x'],
    ['check', '@nothing'],
    ['chekc'],
    ['lookup', 'mxx:example.com'],
    ['lookup', 'ptr:10.0.0.1'],
    ['notices', 'test', '--endpoint', 'http://127.0.0.1:9'],
    ['watch', '--now'],
    ['ack', '0', '--why', 'x'],
    ['incidents', '--sort', 'size'],
    ['settings', 'check', '/nothing'],
    ['reverse-dns', '10.0.0.1', 'mail.example.com'],
    ['serve', '--host', '0.0.0.0'],
    ['diagnose', '/nothing'],
  ])('of %j %j %j has no English sentence', async (...args) => {
    const text = await korean([...args, ...(args[0] === 'lookup' ? here : [])]);
    expect(text).not.toBe('');
    expect(englishIn(text)).toEqual([]);
  });
});

it('names what is English, and not names, records, commands and the words of others', () => {
  const foreign = [
    '203.0.113.4가 Critical List에 등재되어 있습니다. 목록의 설명: "this was listed by hand"',
    '  npx postwatch check 203.0.113.4 --only dnsbl',
    '  aws ec2 modify-address-attribute --allocation-id x --domain-name mail.example.com',
    'mail.example.com. 300 IN A 203.0.113.4',
    ...SANDBOX_LISTS.map(({ name }) => name),
  ];
  expect(foreign.flatMap(englishIn)).toEqual([]);
  expect(englishIn('webhook: 접수하지 않음: the webhook answered 503')).toEqual(['the webhook answered']);
  expect(englishIn('abusix-combined  ? 조회 안 함  needs a key')).toEqual(['needs a key']);
});
