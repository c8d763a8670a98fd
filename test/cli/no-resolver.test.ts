/** A resolver that cannot be reached, in every command that looks something up: said once, with the command to run instead. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dispatch } from '../../cli/main.ts';
import { terminalWith } from '../support/cli.ts';

const dir = mkdtempSync(join(tmpdir(), 'postwatch-no-resolver-'));
const bounce = join(dir, 'bounce.txt');
writeFileSync(
  bounce,
  '550 5.7.1 Service unavailable; client host [203.0.113.14] blocked using zen.spamhaus.org\n550 5.7.25 203.0.113.14 has no PTR record\n',
);

const COMMANDS: readonly (readonly string[])[] = [
  ['check', '203.0.113.14', '203.0.113.15', '--domain', 'example.com'],
  ['lookup', 'mx:example.com'],
  ['spf', '203.0.113.14', 'example.com'],
  ['diagnose', bounce],
  ['lists', '--health'],
];

const run = async (words: readonly string[], language: 'en' | 'ko', isOneScreen: boolean) => {
  const out: string[] = [];
  const err: string[] = [];
  const terminal = terminalWith({
    isOneScreen,
    language,
    width: 200,
    print: (line) => void out.push(line),
    complain: (line) => void err.push(line),
  });
  const code = await dispatch([...words, '--resolver', '127.0.0.1:1'], terminal);
  return { code, out, err };
};

const SAID = { en: /No resolver answered/g, ko: /응답하는 DNS 리졸버가 없어/g };

describe.each(['en', 'ko'] as const)('without a resolver, in %s', (language) => {
  it.each(COMMANDS.map((words) => [words[0], words] as const))('%s says it once on one screen', async (_, words) => {
    const { code, out, err } = await run(words, language, true);
    expect(code).toBe(3);
    expect([...out, ...err].join('\n').match(SAID[language])).toHaveLength(1);
    expect(err).toEqual([]);
    expect(out.join('\n')).toContain(`postwatch ${words.join(' ')} --resolver 9.9.9.9`);
    expect(out.join('\n')).toContain(language === 'en' ? '127.0.0.1:1: connection refused' : '127.0.0.1:1: 연결 거부');
  });

  it.each(COMMANDS.map((words) => [words[0], words] as const))(
    '%s says it once on standard error, for who reads only that',
    async (_, words) => {
      const { err } = await run(words, language, false);
      expect(err).toHaveLength(1);
      expect(err[0]).toMatch(SAID[language]);
    },
  );

  it('says it on standard error beside JSON, which is for programs', async () => {
    const { out, err } = await run(['check', '203.0.113.14', '--json'], language, true);
    expect(JSON.parse(out.join('\n'))).toMatchObject({ status: 'unknown', resolver: [{ state: 'silent' }] });
    expect(out.join('\n')).not.toContain('"brief"');
    expect(err).toHaveLength(1);
  });
});

it('says in a diagnosis that nothing was tested, not that nothing could be', async () => {
  const { out } = await run(['diagnose', bounce], 'en', true);
  expect(out.join('\n')).toContain('Not tested: nothing could be looked up.');
  expect(out.join('\n')).not.toMatch(/Not visible from here|cannot be checked/);
});
