import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { deploymentOf, readSettings, SettingsError, type SettingsInput } from '../../infra/settings.ts';
import { parseSettings } from '../../shared/settings/settings.ts';
import { SETTINGS, withAws } from '../support/stack.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'postwatch-settings-'));
afterAll(() => rmSync(folder, { recursive: true }));

const contextOf =
  (values: Record<string, unknown>) =>
  (key: string): unknown =>
    values[key];

function write(name: string, text: string): string {
  writeFileSync(path.join(folder, name), text);
  return name;
}

describe('the settings from the file and from -c', () => {
  it('need no file where -c has enough', () => {
    const read = readSettings(
      contextOf({ alertEmail: 'a@example.com, b@example.com', domains: 'example.com' }),
      folder,
    );
    expect(read).toEqual({
      ok: true,
      value: { domains: ['example.com'], aws: { alertEmails: ['a@example.com', 'b@example.com'] } },
    });
  });

  it('have single values of -c over those of the file, and the others of the file', () => {
    const file = write(
      'over.json',
      JSON.stringify({
        domains: ['example.com'],
        everyMinutes: 30,
        aws: { alertEmails: ['a@example.com'], workers: 7 },
      }),
    );
    const read = readSettings(
      contextOf({ settings: file, everyMinutes: '120', regions: 'eu-west-1,eu-central-1', apiAuth: 'token' }),
      folder,
    );
    expect(read.ok && deploymentOf(read.value, folder)).toMatchObject({
      everyMinutes: 120,
      aws: {
        alertEmails: ['a@example.com'],
        workers: 7,
        regions: ['eu-west-1', 'eu-central-1'],
        apiAuth: { type: 'token' },
      },
    });
  });

  it('may be in a file that begins with a byte order mark', () => {
    const read = readSettings(contextOf({ settings: write('bom.json', '\ufeff{"domains": ["example.com"]}') }), folder);
    expect(read).toMatchObject({ ok: true, value: { domains: ['example.com'] } });
  });

  it.each([
    ['a named file that is not there', { settings: 'none.json' }, /none\.json: there is no such file$/],
    [
      'a file that is not JSON',
      { settings: write('broken.json', '{"keys": {"spamhaus": "s3cret"') },
      /broken\.json:1:31: not JSON: expected a comma or } here$/,
    ],
    [
      'a wrong value, with its place',
      { settings: write('wrong.json', '{\n  "keys": { "spamhaus": "s3cret" },\n  "everyMinutes": 5\n}') },
      /wrong\.json:3:3: everyMinutes: expected 15 or more/,
    ],
    [
      'a wrong value of -c as such',
      { settings: write('fine.json', '{"aws": {"regions": ["eu-west-1"]}}'), regions: 'europe' },
      /^-c regions: aws\.regions\[0\]: expected a Region/,
    ],
    ['a file with an array', { settings: write('array.json', '[]') }, /array\.json: expected an object/],
  ])('are refused in one line without their content: %s', (_what, context, line) => {
    const read = readSettings(contextOf(context), folder);
    expect(read).toMatchObject({ ok: false, problem: expect.objectContaining({ en: expect.stringMatching(line) }) });
    expect(JSON.stringify(read)).not.toContain('s3cret');
  });

  it.each<readonly [string, SettingsInput, RegExp]>([
    ['nobody to tell', { domains: ['example.com'] }, /^aws\.alertEmails: nobody would be notified/],
    ['nobody to tell, spelt out', withAws({ alertEmails: [] }), /^aws\.alertEmails: nobody would be notified/],
    ['no mail address', withAws({ alertEmails: ['ops'] }), /^aws\.alertEmails\[0\]: expected a mail address/],
    ['a region that is none', withAws({ regions: ['europe'] }), /^aws\.regions\[0\]: expected a Region/],
    ['an unknown setting', { ...SETTINGS, colour: 'red' } as SettingsInput, /^colour: there is no such setting/],
    ['an unknown way in', withAws({ apiAuth: { type: 'open' } as never }), /^aws\.apiAuth/],
    [
      'a scope of two words',
      withAws({ apiAuth: { type: 'jwt', issuer: 'https://id.example/', audience: ['a'], readScope: 'read all' } }),
      /^aws\.apiAuth/,
    ],
    ['jwt without an issuer', withAws({ apiAuth: { type: 'jwt' } as never }), /^aws\.apiAuth/],
    ['too often', { ...SETTINGS, everyMinutes: 5 }, /^everyMinutes: expected 15 or more/],
    ['a key by alias', withAws({ kmsKeyArn: 'arn:aws:kms:eu-west-1:111122223333:alias/x' }), /^aws\.kmsKeyArn/],
    [
      'a zone by name',
      withAws({ zones: [{ id: 'example.com', recordNames: ['mail.example.com'] }] }),
      /^aws\.zones\[0\]\.id/,
    ],
    ['an inbox of nothing', withAws({ inbox: {} }), /^aws\.inbox: expected topicArn, addresses or both/],
    [
      'an inbox on a queue',
      withAws({ inbox: { topicArn: 'arn:aws:sqs:eu-west-1:111122223333:bounces' } }),
      /^aws\.inbox\.topicArn: expected the ARN of a standard SNS topic/,
    ],
    ['an inbox for no address', withAws({ inbox: { addresses: ['bounces'] } }), /^aws\.inbox\.addresses\[0\]/],
    ['a zone without names', withAws({ zones: [{ id: 'Z0123', recordNames: [] }] }), /^aws\.zones\[0\]\.recordNames/],
    [
      'a record that is no name',
      withAws({ zones: [{ id: 'Z0123', recordNames: ['*'] }] }),
      /^aws\.zones\[0\]\.recordNames\[0\]/,
    ],
    ['a table that is none', withAws({ tableName: 'a b' }), /^aws\.tableName/],
    ['a list that is none', { ...SETTINGS, lists: { add: ['spamcup'] } }, /^lists\.add: there is no list "spamcup"/],
    ['lists that are not there', { ...SETTINGS, lists: { file: 'none.json' } }, /none\.json: there is no such file$/],
    ['lists that are wrong', { ...SETTINGS, lists: { file: write('l.json', '[{"id": 7}]') } }, /^l\.json: /],
  ])('are refused in one line: %s', (_what, settings, line) => {
    let message = '';
    try {
      deploymentOf(settings, folder);
    } catch (error) {
      expect(error).toBeInstanceOf(SettingsError);
      message = (error as Error).message;
    }
    expect(message).toMatch(line);
    expect(message).not.toContain('\n');
  });
});

describe('the settings that are shipped', () => {
  const shipped = (settings: SettingsInput) => deploymentOf(settings, folder).files;

  it('can be read by the functions', () => {
    const json: unknown = JSON.parse(shipped(SETTINGS)['settings.json']!);
    expect(parseSettings(json)).toMatchObject({ ok: true, value: { aws: { alertEmails: ['ops@example.com'] } } });
    expect(shipped(SETTINGS)['lists.json']).toBeUndefined();
  });

  it('never hold a secret, and a message says where each belongs', () => {
    const settings: SettingsInput = {
      ...SETTINGS,
      keys: { spamhaus: 's3cret' },
      notices: { webhook: 'https://hooks.example.com/s3cret', webhookSecret: 'a-s3cret-of-sixteen' },
      memory: 'my.db',
    };
    const { files, warnings } = deploymentOf(settings, folder);
    expect(JSON.stringify([files, warnings])).not.toContain('s3cret');
    expect(files['settings.json']).not.toContain('my.db');
    expect(warnings.join('\n')).toMatch(
      /--name \/postwatch\/keys\/spamhaus[\s\S]*--name \/postwatch\/webhook-url[\s\S]*\/postwatch\/webhook-secret[\s\S]*memory/,
    );
  });

  it("have the user's lists beside them, and not the path of the lists", () => {
    const lists = [
      {
        id: 'mine',
        name: 'Mine',
        operator: 'me',
        zone: 'bl.example.com',
        scope: ['ip4'],
        kind: 'block',
        severity: 'major',
      },
    ];
    write('lists.json', JSON.stringify(lists));
    const files = shipped({ ...SETTINGS, lists: { file: 'lists.json', skip: ['mine'] } });
    expect(JSON.parse(files['lists.json']!)).toEqual(lists);
    expect(JSON.parse(files['settings.json']!)).toMatchObject({ lists: { skip: ['mine'] } });
    expect(files['settings.json']).not.toContain('lists.json');
  });
});

describe('npx cdk synth with a wrong value', () => {
  it('prints one line and ends', () => {
    const app = path.resolve(import.meta.dirname, '../../infra/app.ts');
    const { status, stderr, stdout } = spawnSync(process.execPath, [app], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, CDK_CONTEXT_JSON: JSON.stringify({ domains: 'example.com' }) },
    });
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(/^postwatch: aws\.alertEmails: nobody would be notified[^\n]*\n$/);
  });
});
