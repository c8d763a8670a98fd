/** The JSON Schema and the reference of the settings: made from the one schema, and true to it. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { settingsPage } from '../../cli/help/settings-page.ts';
import { fields, ships } from '../../shared/model/setting.ts';
import { secretPaths, settingFates } from '../../shared/settings/asset.ts';
import { type JsonSchema, settingsJsonSchema } from '../../shared/settings/json-schema.ts';
import { meaningOf } from '../../shared/settings/meanings.ts';
import { parseSettings, type SettingsInput, SettingsSchema } from '../../shared/settings/settings.ts';
import { schemaFaults } from '../support/json-schema.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const SCHEMA = settingsJsonSchema(SettingsSchema);
const AGAIN = 'run "npm run manual" to write it again';

describe('the files that are made from the settings', () => {
  it('docs/postwatch.schema.json is up to date, and in the package', () => {
    const written = readFileSync(path.join(ROOT, 'docs/postwatch.schema.json'), 'utf8');
    expect(written, AGAIN).toBe(`${JSON.stringify(SCHEMA, null, 2)}\n`);
    expect(JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')).files).toContain(
      'docs/postwatch.schema.json',
    );
  });

  it('docs/settings.md is up to date', () => {
    expect(readFileSync(path.join(ROOT, 'docs/settings.md'), 'utf8'), AGAIN).toBe(settingsPage());
  });

  it('docs/settings.md has a row for every setting', () => {
    const page = settingsPage();
    for (const name of settingFates(SettingsSchema).keys()) expect(page).toContain(`| \`${name}\` |`);
  });
});

describe('the JSON Schema of the settings', () => {
  /** Every object in it, by the dotted path of its place. */
  function* nodes(schema: JsonSchema, at: readonly string[] = []): Generator<readonly [string, JsonSchema]> {
    yield [at.join('.'), schema];
    const {
      properties = {},
      items,
      anyOf = [],
    } = schema as { properties?: object; items?: JsonSchema; anyOf?: JsonSchema[] };
    for (const [key, one] of Object.entries(properties)) yield* nodes(one, [...at, key]);
    for (const one of [...(items === undefined ? [] : [items]), ...anyOf]) yield* nodes(one, at);
  }
  const all = [...nodes(SCHEMA)];

  it('says of every setting what it means, and of secrets that they are write-only', () => {
    const described = new Map(all.filter(([, one]) => one['description'] !== undefined));
    for (const name of settingFates(SettingsSchema).keys())
      expect(described.get(name)?.['description'], name).toBe(meaningOf(name).en);
    const secret = new Set(all.filter(([, one]) => one['writeOnly'] === true).map(([name]) => name));
    expect([...secret]).toEqual(secretPaths(SettingsSchema));
  });

  it('allows no unknown setting, wherever it is', () => {
    const open = all.filter(([, one]) => one['properties'] !== undefined && one['additionalProperties'] !== false);
    expect(open).toEqual([]);
  });

  it.each([
    ['a schema', fields({ memory: ships(v.any() as never) }), 'a schema of the kind "any"'],
    ['a lazy schema', fields({ memory: ships(v.lazy(() => v.string())) }), 'a schema of the kind "lazy"'],
    ['a rule', fields({ memory: ships(v.pipe(v.string(), v.ip())) }), 'a rule of the kind "ip"'],
    ['a meaning', fields({ unheard: ships(v.string()) }), 'what unheard means is not said'],
  ])('cannot be made from %s that it does not know', (_, schema, said) => {
    expect(() => settingsJsonSchema(schema)).toThrow(said);
  });
});

const VALID: readonly (readonly [string, SettingsInput])[] = [
  ['nothing', {}],
  ['plain senders', { senders: ['203.0.113.25', 'example.com'] }],
  ['whole senders', { senders: [{ address: '2001:db8::25', domains: ['example.com'], helo: 'mail.example.com' }] }],
  ['keys', { keys: { spamhaus: 'abcdef' } }],
  ['notices', { notices: { language: 'ko', webhook: 'https://a.example/', webhookSecret: 'x'.repeat(16) } }],
  ['windows', { notices: { maintenance: [{ days: ['sun'], from: '02:00', until: '04:00' }] } }],
  [
    'aws',
    {
      aws: {
        alertEmails: ['ops@example.com'],
        apiAuth: { type: 'jwt', issuer: 'https://id.example/', audience: ['a'] },
      },
    },
  ],
  ['ports', { lookups: { ports: [25, 465] } }],
];
const WRONG: readonly (readonly [string, object])[] = [
  ['an unknown setting', { colour: 'red' }],
  ['an unknown setting within', { api: { cache: 1 } }],
  ['a number as text', { everyMinutes: '60' }],
  ['too often', { everyMinutes: 5 }],
  ['a fraction', { everyMinutes: 60.5 }],
  ['a sender without an address', { senders: [{ domains: ['example.com'] }] }],
  ['a sender that is a number', { senders: [7] }],
  ['an unknown language', { notices: { language: 'de' } }],
  ['no time of day', { notices: { maintenance: [{ from: '25:00', until: '04:00' }] } }],
  ['a short secret', { notices: { webhookSecret: 'short' } }],
  ['no port at all', { lookups: { ports: [] } }],
  ['an unknown way in', { aws: { apiAuth: { type: 'open' } } }],
];

describe('the settings and their JSON Schema agree', () => {
  it.each(VALID)('to accept %s', (_, settings) => {
    expect(parseSettings(settings).ok).toBe(true);
    expect(schemaFaults(settings, SCHEMA)).toEqual([]);
  });

  it.each(WRONG)('to refuse %s', (_, settings) => {
    expect(parseSettings(settings).ok).toBe(false);
    expect(schemaFaults(settings, SCHEMA)).not.toEqual([]);
  });

  it('to accept whatever the settings accept', () => {
    const mixed = fc.tuple(fc.constantFrom(...VALID, ...WRONG), fc.constantFrom(...VALID, ...WRONG));
    fc.assert(
      fc.property(mixed, ([[, a], [, b]]) => {
        const settings = { ...a, ...b };
        return !parseSettings(settings).ok || schemaFaults(settings, SCHEMA).length === 0;
      }),
    );
  });
});
