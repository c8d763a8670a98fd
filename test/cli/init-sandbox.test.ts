import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseSettings } from '../../shared/settings/settings.ts';
import { cli, inProcess } from '../support/cli.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'postwatch-init-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('init', () => {
  it('writes what was answered over a pipe, for the owner alone, and reads it back', async () => {
    const ran = await cli(['init'], {
      cwd: folder,
      input: '203.0.113.25 2001:db8::25\nexample.com\nmail.example.com\n\nhttps://hooks.example/x,y\n',
    });
    expect(ran.code).toBe(0);
    const file = path.join(folder, 'postwatch.json');
    const json = JSON.parse(readFileSync(file, 'utf8'));
    expect(json).toEqual({
      senders: [
        { address: '203.0.113.25', helo: 'mail.example.com' },
        { address: '2001:db8::25', helo: 'mail.example.com' },
      ],
      domains: ['example.com'],
      notices: { webhook: 'https://hooks.example/x,y' },
    });
    expect(parseSettings(json).ok).toBe(true);
    expect(statSync(file).mode & 0o077).toBe(0);
  });

  it('asks again after a wrong answer', async () => {
    const file = path.join(folder, 'again.json');
    const ran = await inProcess(['init', '--settings', file], {
      answers: ['not one', '10.0.0.1', '203.0.113.25', 'example.com', '', '', 'nowhere', ''],
    });
    expect(ran.code).toBe(0);
    expect(ran.err).toContain('please give it again');
    expect(JSON.parse(readFileSync(file, 'utf8')).senders).toEqual([{ address: '203.0.113.25' }]);
  });

  it.each([
    ['no answer at all', [], 'at least one address'],
    ['a private address', ['10.0.0.1', '', '', '', ''], 'private'],
    ['a domain that is none, and no other', ['203.0.113.25', 'not..one'], 'not a domain name'],
    ['a webhook that is none', ['203.0.113.25', '', '', '', 'nowhere'], 'notices.webhook'],
    [
      'two webhooks',
      ['203.0.113.25', '', '', '', 'https://a.example/ https://b.example/'],
      'expected 1 answer at most',
    ],
  ])('%s: nothing is written', async (_name, answers, said) => {
    const file = path.join(folder, 'nothing.json');
    const ran = await inProcess(['init', '--settings', file], { answers });
    expect(ran.code).toBe(64);
    expect(ran.err).toContain(said);
    expect(() => statSync(file)).toThrow();
  });

  it('keeps a file that is there', async () => {
    const file = path.join(folder, 'postwatch.json');
    writeFileSync(file, '{"domains": ["example.com"]}');
    const ran = await inProcess(['init', '--settings', file], { answers: ['203.0.113.25'] });
    expect(ran).toMatchObject({ code: 64, out: '' });
    expect(ran.err).toContain('--force');
    expect(readFileSync(file, 'utf8')).toBe('{"domains": ["example.com"]}');
  });
});

it('sandbox: shows the world, every kind of finding, one notice that opens and one that clears, and exits 0', async () => {
  const { code, out, err } = await cli(['sandbox'], { cwd: folder });
  expect(err).toBe('');
  expect(code).toBe(0);
  const seen = [
    'ptr.confirmed',
    'ptr.missing',
    'ptr.generic',
    'ptr.not-confirmed',
    'dnsbl.listed',
    'dnsbl.policy',
    'dnsbl.refused',
  ];
  for (const id of [...seen, 'dnsbl.dead', 'dnsbl.unproven', 'dnsbl.unreachable', 'spf.pass', 'spf.not-authorised'])
    expect(out).toContain(id);
  expect(out).toContain('[Postwatch] OPENED 203.0.113.10: on a blocklist');
  expect(out).toContain('[Postwatch] CLEARED 203.0.113.10: on a blocklist');
  expect(out.match(/CLEARED {2}/g)).toHaveLength(1);
  const named = out.slice(out.indexOf('203.0.113.12 → mail2.example.com'));
  expect(named).toMatch(
    /In DNS:\s+ec2-203-0-113-12\.compute-1\.amazonaws\.com[\s\S]*\n✓ Done: the reverse name of 203\.0\.113\.12 is mail2/,
  );
});
