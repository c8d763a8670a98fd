/** A secret that was put anywhere in the settings is never printed, however short it is: nobody knows by its looks what a key is. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../shared/model/language.ts';
import { secretPaths } from '../../shared/settings/asset.ts';
import { parseSettings, SettingsSchema } from '../../shared/settings/settings.ts';
import { inProcess } from '../support/cli.ts';
import { runs } from '../support/thorough.ts';
import { list } from './world.ts';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Place = readonly (string | number)[];

/** Every setting that a laptop has, with what is valid. */
const VALID: Json = {
  senders: [
    '203.0.113.1',
    'example.com',
    { address: '203.0.113.2', domains: ['example.com'], helo: 'mail.example.com' },
  ],
  domains: ['example.org'],
  resolvers: ['192.0.2.53'],
  lists: { add: ['spamcop'], skip: ['psbl'], only: ['spamcop'] },
  require: 'critical',
  keys: { spamhaus: 'a key of nobody' },
  everyMinutes: 30,
  notices: {
    webhook: 'https://hooks.example.com/x',
    webhookSecret: 'sixteen characters',
    language: 'en',
    zone: 'UTC',
    maintenance: [
      { days: ['mon'], from: '01:00', until: '02:00', target: '203.0.113.1', list: 'psbl', finding: 'ptr.generic' },
    ],
  },
  incidents: { openAfter: 2, openWithin: 3, clearAfter: 2, blindAfter: 3, remindHours: 24 },
  aws: { regions: ['eu-west-1'], apiAuth: { type: 'iam' } },
  api: { cacheMinutes: 10, checksPerMinute: 60, checksPerDay: 1000 },
  lookups: { ports: [25] },
};

const places = (value: Json, at: Place = []): readonly Place[] =>
  typeof value !== 'object' || value === null
    ? [at]
    : [
        ...(at.length === 0 ? [] : [at]),
        ...Object.entries(value).flatMap(([key, one]) =>
          places(one, [...at, Array.isArray(value) ? Number(key) : key]),
        ),
      ];

const PLACES = places(VALID);
const OBJECTS = [
  [],
  ...PLACES.filter((at) => {
    const one = at.reduce<Json>((value, key) => (value as Record<string, Json>)[key]!, VALID);
    return typeof one === 'object' && one !== null && !Array.isArray(one);
  }),
];

/** The document with this value there; `asName`: with an entry of this name there. */
function planted(at: Place, secret: string, asName: boolean): Json {
  const copy = structuredClone(VALID);
  const place = asName ? [...at, secret] : at;
  const holder = place.slice(0, -1).reduce<Json>((value, key) => (value as Record<string, Json>)[key]!, copy);
  (holder as Record<string, Json>)[place.at(-1)!] = asName ? 'x' : secret;
  return copy;
}

/** Of letters that no text here has, so that one alone is seen; and as keys are. */
const SECRET = fc.oneof(
  fc.string({ unit: fc.constantFrom(...'ЖЩЪЭЮЯӜѪ'), minLength: 1, maxLength: 200 }),
  fc
    .string({
      unit: fc.constantFrom(...'ABCDEFGHKLMNPQRSTXYZabcdefghkmnpqrstxyz23456789-_'),
      minLength: 7,
      maxLength: 197,
    })
    .map((text) => `Q7${text}z`),
);

/** What it is known by: more than its beginning is never needed to use it wrongly. */
const traceOf = (secret: string): string => secret.slice(0, 12);

const isSecretPlace = (at: Place): boolean =>
  secretPaths(SettingsSchema).some((one) => `${at.join('.')}.`.startsWith(`${one}.`));
const isListPlace = (at: Place): boolean => at[0] === 'lists' || at.at(-1) === 'list';

const folder = mkdtempSync(path.join(tmpdir(), 'postwatch-secrets-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = path.join(folder, 'postwatch.json');

const COMMANDS: readonly (readonly string[])[] = [
  ['settings', 'check'],
  ['settings', 'show'],
  ['incidents'],
  ['lists'],
  ['diagnose', '--offline'],
];

async function printed(): Promise<string> {
  const outs: string[] = [];
  for (const language of LANGUAGES)
    for (const words of COMMANDS)
      for (const more of [[], ['--json']]) {
        const { out, err } = await inProcess([...words, ...more, '--language', language], { cwd: folder, input: '' });
        outs.push(out, err);
      }
  return outs.join('\n').toLowerCase();
}

describe('a secret', () => {
  it('in any place of the settings is not printed', async () => {
    expect(parseSettings(VALID)).toMatchObject({ ok: true });
    await fc.assert(
      fc.asyncProperty(SECRET, fc.constantFrom(...PLACES), async (secret, at) => {
        const json = planted(at, secret, false);
        // What is valid where no secret belongs is a setting like any other.
        fc.pre(!parseSettings(json).ok || isSecretPlace(at) || isListPlace(at));
        writeFileSync(file, JSON.stringify(json, null, 2), { mode: 0o600 });
        expect(await printed()).not.toContain(traceOf(secret).toLowerCase());
      }),
      { numRuns: runs(60) },
    );
  }, 120_000);

  it('as the name of an entry is not printed', async () => {
    await fc.assert(
      fc.asyncProperty(SECRET, fc.constantFrom(...OBJECTS), async (secret, at) => {
        writeFileSync(file, JSON.stringify(planted(at, secret, true), null, 2), { mode: 0o600 });
        expect(await printed()).not.toContain(traceOf(secret).toLowerCase());
      }),
      { numRuns: 30 },
    );
  }, 120_000);

  it('in a file of lists is not printed', async () => {
    const lists = path.join(folder, 'lists.json');
    writeFileSync(file, JSON.stringify({ lists: { file: 'lists.json' } }), { mode: 0o600 });
    const valid = list('mine');
    await fc.assert(
      fc.asyncProperty(SECRET, fc.constantFrom(...Object.keys(valid)), async (secret, name) => {
        writeFileSync(lists, JSON.stringify([{ ...valid, [name]: `${secret} ` }]));
        expect(await printed()).not.toContain(traceOf(secret).toLowerCase());
      }),
      { numRuns: 30 },
    );
  }, 120_000);
});
