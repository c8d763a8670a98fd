import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readJsonFile } from '../../adapters/local/settings.ts';
import { targetKey } from '../../shared/model/target.ts';
import { parseSettings, targetsOf } from '../../shared/settings/settings.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'postwatch-settings-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(content: string | Uint8Array): string {
  const name = path.join(folder, `${Math.trunc(performance.now() * 1e6)}.json`);
  writeFileSync(name, content);
  return name;
}

const problemOf = (json: unknown): string => {
  const result = parseSettings(json);
  return result.ok ? 'none' : result.problem.en;
};

describe('settings', () => {
  it.each([
    [[], 'expected an object'],
    [{ sender: [] }, 'sender: there is no such setting'],
    [
      { senders: [{ address: '10.0.0.1' }] },
      'senders.0.address: 10.0.0.1 cannot be checked: it is a private address (RFC 1918)',
    ],
    [{ senders: [{ address: '203.0.113.1', domains: ['a b'] }] }, 'senders.0.domains.0: "a b" is not a domain name'],
    [{ senders: [{}] }, 'senders.0.address: this value is missing'],
    [{ senders: [{ address: '203.0.113.1' }, { address: '203.0.113.1' }] }, 'senders: 203.0.113.1 is named twice'],
    [{ everyMinutes: 5 }, 'everyMinutes: expected 15 or more'],
    [{ everyMinutes: 'soon' }, 'everyMinutes: expected number but found "soon"'],
    [{ resolvers: ['nine'] }, 'resolvers.0: "nine" is not a name server'],
    [{ notices: { webhook: 'ftp://example.com' } }, 'notices.webhook: expected an http or https address'],
    [{ incidents: { openWithin: 1 } }, 'incidents.openWithin: expected no less than openAfter'],
    [{ lists: { add: ['Spam Cop'] } }, 'lists.add.0: "Spam Cop" is not a list id'],
  ])('refuses %j with the path and what was expected', (json, expected) => {
    expect(problemOf(json)).toContain(expected);
  });

  it('never repeats a key in a problem', () => {
    expect(problemOf({ keys: { spamhaus: 12345678 } })).toBe('keys.spamhaus: expected string');
  });

  it('gives every sender its own domains or the general ones, and every domain once', () => {
    const result = parseSettings({
      senders: [
        { address: '::ffff:203.0.113.1' },
        { address: '2001:DB8::25', domains: ['Example.NET.'], helo: 'mail.example.net' },
      ],
      domains: ['example.com'],
    });
    if (!result.ok) throw new Error(result.problem.en);
    const targets = targetsOf(result.value);
    expect(targets.map(targetKey)).toEqual(['203.0.113.1', '2001:db8::25', 'example.com', 'example.net']);
    expect(targets[0]).toMatchObject({ domains: ['example.com'] });
    expect(targets[1]).toMatchObject({ domains: ['example.net'], helo: 'mail.example.net' });
  });
});

describe('files', () => {
  const any = (json: unknown) => ({ ok: true, value: json }) as const;

  it.each([
    ['/nowhere/at/all.json', 'there is no such file'],
    [folder, 'is a folder, not a file'],
  ])('%s: %s', (name, expected) => {
    expect(readJsonFile(name, any)).toEqual({
      ok: false,
      problem: expect.objectContaining({ en: `${name}: ${expected}` }),
    });
  });

  it('tells the place of a fault, never the text around it, which may be a key', () => {
    const name = file('{"keys": {"spamhaus": "abcdefghijklmnopqrstuvwxyz" oops}}');
    const result = readJsonFile(name, any);
    expect(result).toMatchObject({
      ok: false,
      problem: { en: expect.stringMatching(/not JSON \(position \d+ \(line 1 column \d+\)\)$/) },
    });
    expect(JSON.stringify(result)).not.toContain('abcdef');
  });

  it('refuses bytes that are no text', () => {
    expect(readJsonFile(file(new Uint8Array([0xff, 0xfe, 0x00])), any)).toMatchObject({
      ok: false,
      problem: { en: expect.stringContaining('not UTF-8') },
    });
  });

  it('does not read an endless file to its end', () => {
    expect(readJsonFile('/dev/zero', any)).toMatchObject({
      ok: false,
      problem: { en: expect.stringContaining('larger than') },
    });
  });
});
