import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readJsonFile } from '../../adapters/local/settings.ts';
import { targetKey } from '../../shared/model/target.ts';
import { DEFAULT_SETTINGS, targetsOf } from '../../shared/settings/defaults.ts';
import { parseSettings } from '../../shared/settings/settings.ts';

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

describe('the settings of those who have written none', () => {
  it('are what the schema makes of an empty file', () => {
    expect(parseSettings({})).toEqual({ ok: true, value: DEFAULT_SETTINGS });
  });
});

describe('the parser of settings', () => {
  it.each([
    [[], 'expected an object'],
    [{ sender: [] }, 'sender: there is no such setting; did you mean senders?'],
    [
      { senders: [{ address: '10.0.0.1' }] },
      'senders[0].address: "10.0.0.1" cannot be checked: it is a private address (RFC 1918)',
    ],
    [{ senders: [{ address: '203.0.113.1', domains: ['a b'] }] }, 'senders[0].domains[0]: "****" is not a domain name'],
    [{ senders: [{}] }, 'senders[0].address: this value is missing'],
    [{ senders: [{ address: '203.0.113.1' }, { address: '203.0.113.1' }] }, 'senders[1]: "203.0.113.1" is there twice'],
    [{ everyMinutes: 5 }, 'everyMinutes: expected 15 or more'],
    [{ everyMinutes: 'soon' }, 'everyMinutes: expected a number'],
    [{ resolvers: ['nine'] }, 'resolvers[0]: "****" is not a name server'],
    [{ notices: { webhook: 'ftp://example.com' } }, 'notices.webhook: expected an http or https address'],
    [{ incidents: { openWithin: 1 } }, 'incidents.openWithin: expected no less than openAfter'],
    [{ senders: ['10.0.0.1'] }, 'senders[0]: "10.0.0.1" cannot be checked: it is a private address'],
    [{ senders: ['no one'] }, 'senders[0]: "****" is neither an address'],
    [{ senders: [7] }, 'senders[0]: expected an object: {...} but found 7'],
    [{ senders: ['203.0.113.1', { address: '::ffff:203.0.113.1' }] }, 'senders[1]: "203.0.113.1" is there twice'],
    [{ senders: ['example.com', 'example.com.'] }, 'senders[1]: "example.com" is there twice'],
    [{ senders: {} }, 'senders: expected a list in brackets: [...]'],
    [{ everyMinutes: 20.5 }, 'everyMinutes: expected a whole number but found 20.5'],
    [{ api: { cacheMinutes: 1441 } }, 'api.cacheMinutes: expected 1440 at most but found 1441'],
    [{ notices: { language: 'de' } }, 'notices.language: expected one of "en", "ko"'],
    [{ require: 'all' }, 'require: expected "critical"'],
    [{ lookups: { ports: [] } }, 'lookups.ports: expected 1 entry or more but found 0'],
    [{ aws: { apiAuth: { type: 'open' } } }, 'aws.apiAuth.type: expected one of "iam", "token", "jwt"'],
    [{ 'a b': 1 }, '["****"]: there is no such setting'],
    [{ lists: { add: ['Spam Cop'] } }, 'lists.add[0]: "****" is not a list id'],
  ])('refuses %j with the path and what it expected: %s', (json, expected) => {
    expect(problemOf(json)).toContain(expected);
  });

  it('never repeats a secret key in a problem', () => {
    expect(problemOf({ keys: { spamhaus: 12345678 } })).toBe('keys.spamhaus: expected text');
  });

  it.each([
    [{ sender: [] }, 'sender: 없는 설정입니다. 비슷한 설정: senders'],
    [{ senders: [{}] }, 'senders[0].address: 값이 없습니다.'],
    [{ everyMinutes: 'soon' }, 'everyMinutes: 숫자여야 합니다.'],
    [{ everyMinutes: 5 }, 'everyMinutes: 15 이상이어야 합니다. 차단 목록을 더 자주 조회하면 안 됩니다.'],
    [{ notices: { webhook: 'x' } }, 'notices.webhook: http 또는 https로 시작하는 URL이어야 합니다.'],
    [{ aws: { regions: ['seoul'] } }, 'aws.regions[0]: AWS 리전이어야 합니다. 예: ap-northeast-2'],
  ])('refuses %j in Korean as well', (json, expected) => {
    expect(parseSettings(json)).toMatchObject({ ok: false, problem: { ko: expected } });
  });

  it('takes plain addresses and domains as senders', () => {
    const plain = parseSettings({ senders: ['203.0.113.1', 'Example.com', { address: '2001:db8::25', domains: [] }] });
    const whole = parseSettings({
      senders: [{ address: '203.0.113.1' }, { address: '2001:db8::25', domains: [] }],
      domains: ['example.com'],
    });
    expect(plain).toEqual(whole);
  });

  it('ignores "$schema", which editors need', () => {
    expect(parseSettings({ $schema: './postwatch.schema.json' })).toEqual(parseSettings({}));
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

describe('the reader of JSON files', () => {
  const any = (json: unknown) => ({ ok: true, value: json }) as const;

  it.each([
    ['/nowhere/at/all.json', 'there is no such file'],
    [folder, 'is a folder, not a file'],
  ])('refuses "%s": %s', (name, expected) => {
    expect(readJsonFile(name, any)).toEqual({
      ok: false,
      problem: expect.objectContaining({ en: `${name}: ${expected}` }),
    });
  });

  it('names the place of a syntax error, never the text around it, which may be a key', () => {
    const name = file('{"keys": {"spamhaus": "abcdefghijklmnopqrstuvwxyz" oops}}');
    const result = readJsonFile(name, any);
    expect(result).toMatchObject({
      ok: false,
      problem: { en: `${name}:1:52: not JSON: expected a comma or } here` },
    });
    expect(JSON.stringify(result)).not.toContain('abcdef');
  });

  it.each([
    [
      '{\n  "senders": [\n    { "address": "10.0.0.1" }\n  ]\n}',
      '3:7: senders[0].address: "10.0.0.1" cannot be checked',
    ],
    ['{\n  "senders": [\n    "10.0.0.1"\n  ]\n}', '3:5: senders[0]: "10.0.0.1" cannot be checked'],
    ['{\n  "senders": [\n    {}\n  ]\n}', '3:5: senders[0].address: this value is missing'],
    ['{\n  "everyMinute": 60 }', '2:3: everyMinute: there is no such setting; did you mean everyMinutes?'],
    ['{ "everyMinutes": 60,\r\n  "everyMinutes": 5 }', '2:3: everyMinutes: expected 15 or more'],
    ['[]', '1:1: expected an object'],
  ])('says where in %j a value is wrong', (text, expected) => {
    const name = file(text);
    const result = readJsonFile(name, parseSettings);
    expect(result.ok ? '' : result.problem.en).toContain(`${name}:${expected}`);
    expect(result.ok ? '' : result.problem.ko).toContain(`${name}:${expected.split(' ', 1)[0]}`);
  });

  it('refuses bytes that are not UTF-8', () => {
    expect(readJsonFile(file(new Uint8Array([0xff, 0xfe, 0x00])), any)).toMatchObject({
      ok: false,
      problem: { en: expect.stringContaining('not UTF-8') },
    });
  });

  it('stops reading a file that never ends', () => {
    expect(readJsonFile('/dev/zero', any)).toMatchObject({
      ok: false,
      problem: { en: expect.stringContaining('larger than') },
    });
  });
});
