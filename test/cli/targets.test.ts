/** What `check` takes for targets: words, files of words, standard input, networks; and what it says of what is near to one. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csvLine } from '../../cli/format.ts';
import { readTargetWords } from '../../cli/targets.ts';
import { inProcess, isOneLine } from '../support/cli.ts';
import { shown } from '../support/titles.ts';
import { type CliWorld, cliWorld, list } from './world.ts';

let world: CliWorld;
beforeAll(async () => {
  world = await cliWorld();
});
afterAll(() => world.close());

const keysOf = async (words: readonly string[], input = ''): Promise<readonly string[]> => {
  const terminal = { input: async (most: number) => Buffer.from(input).subarray(0, most) };
  const { targets } = await readTargetWords(words, { domains: [] }, terminal);
  return targets.map((target) => (target.kind === 'address' ? target.address.text : target.domain));
};
const refusal = (...words: string[]): Promise<string> =>
  keysOf(words).then(
    () => 'taken',
    (error: Error) => error.message,
  );

describe('a network as a target of check', () => {
  it('is all of its addresses, the first and the last included', async () => {
    expect(await keysOf(['203.0.113.8/30'])).toEqual(['203.0.113.8', '203.0.113.9', '203.0.113.10', '203.0.113.11']);
    expect(await keysOf(['203.0.113.25/32', '2001:db8::25/128'])).toEqual(['203.0.113.25', '2001:db8::25']);
    const most = await keysOf(['198.51.100.0/22']);
    expect([most.length, most[0], most.at(-1)]).toEqual([1024, '198.51.100.0', '198.51.103.255']);
    expect(await keysOf(['255.255.254.0/24'].map((word) => word.replace('255.255.254', '223.255.254')))).toHaveLength(
      256,
    );
  });

  it.each([
    ['198.51.0.0/16', '198.51.0.0/16 has 65536 addresses; a network can be checked up to /22 (1024 addresses)'],
    ['203.0.113.5/28', "203.0.113.5/28 does not begin at a network's first address; did you mean 203.0.113.0/28?"],
    ['203.0.113.0/33', '203.0.113.0/33: an IPv4 prefix is at most 32 bits long'],
    ['2001:db8::/120', '2001:db8::/120: name the addresses of an IPv6 network one by one'],
    ['10.0.0.0/30', '10.0.0.0 cannot be checked: it is a private address (RFC 1918)'],
  ])('is refused as %s: %s', async (word, why) => {
    expect(await refusal(word)).toBe(why);
  });
});

describe('what is almost a target of check', () => {
  it.each([
    ['https://example.com/path?x=1', '"https://example.com/path?x=1" is a URL; try: postwatch check example.com'],
    ['http://203.0.113.25:8080/', '"http://203.0.113.25:8080/" is a URL; try: postwatch check 203.0.113.25'],
    ['http://[2001:db8::25]/', '"http://[2001:db8::25]/" is a URL; try: postwatch check 2001:db8::25'],
    ['example.com/path', '"example.com/path" is a URL; try: postwatch check example.com'],
    ['news@example.com', '"news@example.com" is a mail address; try: postwatch check example.com'],
  ])('%s is refused with the command to try', async (word, hint) => {
    expect(await refusal(word)).toBe(hint);
  });

  it.each(
    ['nope', 'http://nope', '@', 'a b', '', 'x'.repeat(5000), `${'a.'.repeat(3000)}/`].map((word) => [
      shown(word),
      word,
    ]),
  )('%s is refused in one line', async (_, word) => {
    const why = await refusal(word);
    expect(why).not.toBe('taken');
    expect(isOneLine(`${why}\n`)).toBe(true);
  });
});

describe('a file of targets for check', () => {
  it('separates targets by spaces, commas and line breaks, and skips remarks', async () => {
    const file = world.file(
      'targets.txt',
      '\ufeff203.0.113.1, 203.0.113.2\r\n# ours\nexample.com # the domain\n\n203.0.113.1\n',
    );
    expect(await keysOf([`@${file}`, '203.0.113.9'])).toEqual([
      '203.0.113.1',
      '203.0.113.2',
      'example.com',
      '203.0.113.9',
    ]);
  });

  it('comes from standard input too, once', async () => {
    expect(await keysOf(['-'], '203.0.113.0/31\nexample.com')).toEqual(['203.0.113.0', '203.0.113.1', 'example.com']);
    expect(await refusal('-', '-')).toContain('read only once');
    expect(await refusal('-')).toBe('standard input: there is no target in it');
  });

  it('is refused as a whole, with its line, where one target is wrong', async () => {
    const file = world.file('wrong.txt', '203.0.113.1\nnews@example.com\n');
    expect(await refusal(`@${file}`)).toBe(
      `${file} line 2: "news@example.com" is a mail address; try: postwatch check example.com`,
    );
    expect(await refusal(`@${file}.none`)).toContain('wrong.txt.none');
    expect(await refusal('@')).toContain('needs the name of a file');
    expect(await refusal(`@${world.file('long.txt', ' '.repeat(1_100_000))}`)).toContain('longer than 1 MiB');
    expect(await refusal(`@${world.file('many.txt', '198.51.100.0/22 '.repeat(1))}`)).toBe('taken');
    const nets = Array.from({ length: 12 }, (_, at) => `45.${at}.0.0/22`).join('\n');
    expect(await refusal(`@${world.file('nets.txt', nets)}`)).toContain('more than 10000 targets at once');
  });
});

describe('check of several targets', () => {
  const check = (args: readonly string[], input = '') => {
    const lists = world.file('lists.json', [list('good')]);
    return inProcess(['check', ...args, '--resolver', world.resolver, '--lists', lists], { input });
  };

  it('takes the targets that standard input names', async () => {
    const { code, out } = await check(['-', '--json', '--only', 'dnsbl'], '203.0.113.4\n203.0.113.1\n');
    expect(code).toBe(2);
    const { targets } = JSON.parse(out);
    expect(targets.map(({ target }: { target: { address: string } }) => target.address)).toEqual([
      '203.0.113.4',
      '203.0.113.1',
    ]);
  });

  it('asks no question where one target is a usage error', async () => {
    world.asked.length = 0;
    const ran = await check(['203.0.113.1', '198.51.0.0/16']);
    expect(ran).toMatchObject({ code: 64, out: '' });
    expect([isOneLine(ran.err), world.asked]).toEqual([true, []]);
  });

  const both = ['203.0.113.4', '203.0.113.1', '--only', 'dnsbl'];

  it('is the same with --format json and with --json, and refuses another form beside --json', async () => {
    const [one, other] = [await check([...both, '--json']), await check([...both, '--format', 'json'])];
    const timeless = (text: string): unknown =>
      JSON.parse(text, (key, value) => (/^(durationMs|at|rttMs|queries|resolver)$/.test(key) ? 0 : value));
    expect(timeless(other.out)).toEqual(timeless(one.out));
    expect(await check([...both, '--json', '--format', 'csv'])).toMatchObject({ code: 64 });
  });

  it('is one line a target with --format jsonl', async () => {
    const { code, out } = await check([...both, '--format', 'jsonl']);
    const lines = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect([code, lines.map(({ status }) => status)]).toEqual([2, ['fail', 'pass']]);
  });

  it('is one row a finding with --format csv', async () => {
    const { code, out } = await check([...both, '--format', 'csv']);
    const [head, ...rows] = out.trimEnd().split('\n');
    expect([code, head]).toEqual([2, 'target,target_status,check,finding,subject,status,severity,summary']);
    expect(rows[0]).toMatch(/^203\.0\.113\.4,fail,dnsbl,dnsbl\.listed,good,fail,critical,/);
    expect(rows[1]).toMatch(/^203\.0\.113\.1,pass,dnsbl,dnsbl\.clear,good,pass,info,/);
  });

  it.each([
    ['=1+1', "'=1+1"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['=A1,"b"', `"'=A1,""b"""`],
    ['203.0.113.4', '203.0.113.4'],
  ])('writes the CSV cell %j so that no spreadsheet takes it for a formula', (cell, written) => {
    expect(csvLine([cell])).toBe(written);
  });

  it('is a plugin with --format nagios: one line, performance data, exit 0 to 3, nothing on standard error', async () => {
    const ran = await check([...both, '--format', 'nagios']);
    expect(ran).toMatchObject({ code: 2, err: '' });
    expect(ran.out).toMatch(
      /^POSTWATCH CRITICAL - 203\.0\.113\.4: [^|\n]+ \| targets=2 fail=1 warn=0 unknown=0 pass=1 queries=\d+ time=\d+\.\d\ds\n$/,
    );
    const sound = await check(['203.0.113.1', '--only', 'ptr', '--format', 'nagios']);
    expect(sound).toMatchObject({
      code: 0,
      err: '',
      out: expect.stringMatching(/^POSTWATCH OK - 1 target in order \| /),
    });
    const dead = await inProcess(['check', '203.0.113.1', '--resolver', '127.0.0.1:1', '--format', 'nagios']);
    expect(dead).toMatchObject({
      code: 3,
      err: '',
      out: expect.stringMatching(/^POSTWATCH UNKNOWN - [^|\n]+ \| targets=1 /),
    });
    const wrong = await check(['nope', '--format=nagios']);
    expect(wrong).toMatchObject({ code: 3, err: '' });
    expect(wrong.out).toMatch(/^POSTWATCH UNKNOWN - "nope" is neither [^\n]+\n$/);
  });

  it('reports an error as JSON where JSON was asked for, and as a line on standard error', async () => {
    for (const flag of ['--json', '--format=jsonl']) {
      const { code, out, err } = await check(['nope', flag]);
      expect(JSON.parse(out)).toEqual({
        schemaVersion: 1,
        error: { kind: 'usage', message: expect.stringContaining('nope'), exit: 64 },
      });
      expect([code, isOneLine(err)]).toEqual([64, true]);
    }
  });
});
