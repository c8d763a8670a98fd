import { afterAll, describe, expect, it } from 'vitest';
import { LOOKUPS } from '../../shared/lookups/index.ts';
import { inProcess, isOneLine } from '../support/cli.ts';
import { cliWorld } from './world.ts';

const world = await cliWorld();
afterAll(() => world.close());

const lookup = (...words: string[]) => inProcess(['lookup', ...words, '--resolver', world.resolver]);

describe('postwatch lookup', () => {
  it('shows records as a table, and marks what is right and what is wrong', async () => {
    const { out, err, code } = await lookup('ptr:203.0.113.3');
    expect(code).toBe(1);
    expect(err).toBe('');
    expect(out).toMatch(/^ptr:203\.0\.113\.3 {2}WARN\n/);
    expect(out).toMatch(
      / {2}NAME +TYPE +VALUE +TTL +FORWARD\n {2}203\.0\.113\.3 +PTR +a3\.example\.com +60 +resolves back\n/,
    );
    expect(out).toMatch(/\n {2}! \S.*(?:\n {4}.*)* {2}ptr\.several\n {4}1\. /);
    expect(out).toMatch(
      / {4}Seen {2}3\.113\.0\.203\.in-addr\.arpa PTR .*\n(?: {10}.*\n)? {10}dig @127\.0\.0\.1 -p \d+ 3\.113/,
    );
    expect(out).toMatch(/\n {2}✓ \S.*(?:\n {4}.*)*ptr\.confirmed\n/);
  });

  it('has the contract’s shape as JSON, and its exit codes', async () => {
    const found = await lookup('a:mail.example.com', '--json');
    expect(found.code).toBe(0);
    const shape = JSON.parse(found.out);
    expect(shape).toMatchObject({ command: 'a', argument: 'mail.example.com', status: 'pass' });
    expect(shape.passed).toMatchObject([{ id: 'a.found', evidence: [{ answers: ['203.0.113.1'] }], remedy: null }]);
    expect([shape.warnings, shape.failed, shape.timeouts]).toEqual([[], [], []]);
    expect((await lookup('a:nothing.example.com')).code).toBe(2);
    expect((await lookup('aaaa:mail.example.com')).code).toBe(0);
    expect((await lookup('mx:mail.example.com')).code).toBe(1);
    const silent = await lookup('a:x.mute.lists.example', '--timeout', '150', '--json');
    expect(silent.code).toBe(3);
    expect(JSON.parse(silent.out).timeouts).toMatchObject([{ id: 'a.unknown', status: 'unknown' }]);
    // The resolver has proved itself: it is the one name that gets no answer.
    expect([silent.err, JSON.parse(silent.out).resolver]).toMatchObject(['', [{ state: 'sound' }]]);
  });

  it('lists every lookup with an example for "help", and asks nothing', async () => {
    const before = world.asked.length;
    const { out, code } = await lookup('help');
    expect(code).toBe(0);
    const lines = out.trimEnd().split('\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
    // A long one goes on below itself.
    const rows = out.replace(/\n {20,}/g, ' ').split('\n');
    for (const { name, example, about } of LOOKUPS)
      expect(
        rows.filter((line) => line.startsWith(`${name} `) && line.includes(example) && line.includes(about.en)),
      ).toHaveLength(1);
    expect(world.asked.length).toBe(before);
  });

  it.each([
    [[], 'lookup needs one argument'],
    [['mx:example.com', 'a:example.com'], 'lookup needs one argument'],
    [['example.com'], 'Write command:argument (for example, mx:example.com)'],
    [['mxx:example.com'], 'Did you mean mx (for example, mx:example.com)?'],
    [['blaklist:203.0.113.1'], 'Did you mean blacklist'],
    [['frobnicate:example.com'], 'The lookups are blacklist, smtp, mx, '],
    [['mx:'], 'mx needs an argument (for example, mx:example.com)'],
    [['mx:nodots'], 'not a full domain name'],
    [['ptr:10.0.0.1'], '10.0.0.1 cannot be looked up: it is a private address (RFC 1918)'],
    [['ptr:169.254.169.254'], 'link-local'],
    [['mx:example.com', '--resolver', 'nowhere'], '--resolver'],
  ])('refuses %j with one line and exit 64, without a question', async (words, problem) => {
    const before = world.asked.length;
    const { out, err, code } = await lookup(...words);
    expect({ out, code }).toEqual({ out: '', code: 64 });
    expect(err).toContain(problem);
    expect(isOneLine(err)).toBe(true);
    expect(world.asked.length).toBe(before);
  });
});
