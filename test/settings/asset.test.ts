/** What of the settings lies beside the functions' code: what says so, and nothing else. */
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { fields, secret, ships, stays, textOr } from '../../shared/model/setting.ts';
import { assetOf, secretPaths } from '../../shared/settings/asset.ts';
import { parseSettings, type SettingsInput, SettingsSchema } from '../../shared/settings/settings.ts';

const HIDDEN = 'hidden-horse-battery';

/** Everything that may be written, but what is secret or means nothing on AWS. */
const ALL: SettingsInput = {
  senders: [
    '203.0.113.6',
    'example.net',
    { address: '203.0.113.5', domains: ['example.com'], helo: 'mail.example.com' },
  ],
  domains: ['example.com'],
  resolvers: ['127.0.0.1:53'],
  lists: { skip: ['spamcop'] },
  require: 'critical',
  everyMinutes: 30,
  notices: { language: 'ko', zone: 'Asia/Seoul', maintenance: [{ days: ['sun'], from: '02:00', until: '03:00' }] },
  incidents: { openAfter: 3, remindHours: 5 },
  aws: {
    alertEmails: ['ops@example.com'],
    accounts: [{ roleArn: 'arn:aws:iam::111122223333:role/read', externalId: 'x' }],
    apiAuth: {
      type: 'jwt',
      issuer: 'https://id.example.com/',
      audience: ['postwatch'],
      readScope: 'mail/read',
      writeScope: 'mail/act',
    },
    zones: [{ id: 'Z0123', recordNames: ['mail.example.com'] }],
    inbox: { addresses: ['bounces@example.com'] },
    chat: true,
  },
  api: { cacheMinutes: 5 },
  lookups: { ports: [25] },
};

describe('the settings in an asset', () => {
  it('are all values that were written and are deployed, unchanged', () => {
    expect(parseSettings(ALL)).toMatchObject({ ok: true });
    expect(assetOf(SettingsSchema, ALL)).toEqual({ shipped: ALL, warnings: [] });
  });

  it('hold no secret and nothing of this machine, and a message says where each belongs', () => {
    const { shipped, warnings } = assetOf(SettingsSchema, {
      ...ALL,
      keys: { spamhaus: HIDDEN },
      notices: { ...ALL.notices, webhook: `https://hooks.example.com/${HIDDEN}`, webhookSecret: HIDDEN },
      lists: { ...ALL.lists, file: 'my-lists.json' },
      memory: 'my.db',
    });
    expect(shipped).toEqual(ALL);
    expect(warnings.map(({ en }) => en.split(' ', 1)[0])).toEqual([
      'keys.spamhaus',
      'notices.webhook',
      'notices.webhookSecret',
      'memory',
    ]);
    expect(JSON.stringify(warnings)).not.toContain(HIDDEN);
  });

  it('leave out a secret that is added later, wherever it is', () => {
    const key = secret(v.exactOptional(v.string()), { parameter: '/postwatch/pager-key' });
    const schema = fields({
      ...SettingsSchema.entries,
      pagerKey: key,
      pagers: ships(v.optional(v.array(fields({ name: ships(v.string()), key })), [])),
      byTeam: ships(v.optional(v.record(v.string(), fields({ key })), {})),
    });
    const pretend = { pagerKey: HIDDEN, pagers: [{ name: 'night', key: HIDDEN }], byTeam: { mail: { key: HIDDEN } } };
    const { shipped, warnings } = assetOf(schema, { ...ALL, ...pretend });
    expect(shipped).toEqual({ ...ALL, pagers: [{ name: 'night' }], byTeam: { mail: {} } });
    const line =
      'is not deployed: store it with aws ssm put-parameter --type SecureString --name /postwatch/pager-key --value ...';
    expect(warnings.map(({ en }) => en)).toEqual([`pagerKey ${line}`, `pagers.key ${line}`, `byTeam.mail.key ${line}`]);
    expect(secretPaths(schema)).toEqual([
      'keys',
      'notices.webhook',
      'notices.webhookSecret',
      'pagerKey',
      'pagers.key',
      'byTeam.key',
    ]);
  });

  it('leave out a secret in an object that may also be written as a text', () => {
    const key = secret(v.exactOptional(v.string()), { parameter: '/postwatch/pager-key' });
    const pager = textOr(v.string(), fields({ name: ships(v.string()), key }));
    const schema = fields({ pagers: ships(v.array(pager)) });
    const { shipped, warnings } = assetOf(schema, { pagers: ['day', { name: 'night', key: HIDDEN }] });
    expect(shipped).toEqual({ pagers: ['day', { name: 'night' }] });
    expect(warnings.map(({ en }) => en.split(' ', 1)[0])).toEqual(['pagers.key']);
    expect(secretPaths(schema)).toEqual(['pagers.key']);
  });

  it.each([
    ['at the top', { loose: v.string() }, 'loose'],
    ['that is optional', { loose: v.exactOptional(v.string()) }, 'loose'],
    ['in an object', { within: ships(v.strictObject({ loose: v.string() })) }, 'within.loose'],
    ['in an array', { all: ships(v.array(v.strictObject({ loose: v.string() }))) }, 'all.loose'],
    ['in a record', { by: ships(v.record(v.string(), v.strictObject({ loose: v.string() }))) }, 'by.loose'],
    [
      'in a choice',
      { one: ships(v.variant('type', [v.strictObject({ type: ships(v.literal('a')), loose: v.string() })])) },
      'one.loose',
    ],
  ])('are refused with an unmarked setting %s, even if it has no value', (_where, entries, path) => {
    const schema = v.strictObject({ ...SettingsSchema.entries, ...entries } as v.ObjectEntries);
    expect(() => assetOf(schema, {})).toThrow(`settings: ${path} does not say whether it is deployed`);
  });

  it.each([
    ['any', v.any()],
    ['object', v.object({})],
    ['loose_object', v.looseObject({})],
    ['union', v.union([v.string()])],
    ['tuple', v.tuple([v.string()])],
    ['lazy', v.lazy(() => v.string())],
  ])('are refused with a schema of the kind %s, since its content cannot be seen', (kind, inner) => {
    expect(() => assetOf(fields({ open: ships(inner) }), {})).toThrow(`settings: open is of the kind ${kind}`);
  });

  it('are also checked by the compiler', () => {
    // @ts-expect-error An entry that says nothing is no entry.
    fields({ loose: v.string() });
    // @ts-expect-error A secret says where it is kept.
    secret(v.string(), {});
    // @ts-expect-error What stays behind says what a person is warnings.
    stays(v.string());
    expect.assertions(0);
  });
});
