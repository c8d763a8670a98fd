/**
 * The recipe of a new channel, carried out on a copy of the sources: a folder and a line in the table. Nothing else is touched, and
 * the copy compiles, asks, sends and is deployed; what a channel leaves out is named by the compiler.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defined } from '../../shared/model/defined.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const SOURCES = ['shared', 'adapters', 'cli', 'functions', 'infra', 'biome', 'cdk.json', 'package.json'];
const copy = mkdtempSync(path.join(tmpdir(), 'postwatch-recipe-'));
afterAll(() => rmSync(copy, { recursive: true }));

const WORD = 'correct-horse-battery';

/** The whole of it, as the recipe says. */
const PAGER = `
import * as v from 'valibot';
import { parsed } from '../../model/parsed.ts';
import { secret, ships } from '../../model/setting.ts';
import { textUpTo } from '../../model/setting-values.ts';
import { channelKind } from '../core/kind.ts';
import { postingChannel } from '../core/posting.ts';

const notices = {
  pagerAddress: ships(v.exactOptional(textUpTo(200))),
  pagerKey: secret(v.exactOptional(v.pipe(textUpTo(40), v.minLength(8, 'expected a key of 8 characters or more'))), {
    variable: 'POSTWATCH_PAGER_KEY',
    parameter: '/postwatch/pager-key',
  }),
};

const open = postingChannel<typeof notices>({
  id: 'pager',
  name: { en: 'the pager', ko: '호출기' },
  addressIn: ({ pagerAddress = 'https://events.pager.example/' }) => parsed(pagerAddress),
  letter: async ({ subject, notices: all }, _wording, { pagerKey }) => ({
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ key: pagerKey, subject }),
    carried: all.map(({ id }) => id),
  }),
});

export const pagerKind = channelKind({
  id: 'pager',
  settings: { notices, aws: {} },
  questions: { pagerKey: { en: 'Key of the pager', ko: '호출기 키' } },
  meanings: { pagerAddress: { en: 'Where the pager is.', ko: '호출기 주소입니다.' }, pagerKey: { en: 'Its key.', ko: '호출기 키입니다.' } },
  form: 'json',
  limits: { text: 1024, all: null, unit: 'characters' },
  here: { name: 'the pager', isOn: ({ pagerKey }) => pagerKey !== undefined, open },
  aws: { name: 'pager', variable: 'POSTWATCH_PAGER', isOn: ({ pagerKey }) => pagerKey !== undefined, open },
});
`;

/** A file that leaves something out -> what the compiler says of it. */
const LACKING: Readonly<Record<string, readonly [code: string, said: RegExp]>> = {
  'a word about a setting': [
    PAGER.replace('ships(v.exactOptional(textUpTo(200)))', 'v.exactOptional(textUpTo(200))'),
    /Property 'fate' is missing/,
  ],
  'where a secret is kept': [
    PAGER.replace("parameter: '/postwatch/pager-key',", ''),
    /Property 'parameter' is missing/,
  ],
  limits: [PAGER.replace(/limits: .*\n/, ''), /Property 'limits' is missing/],
  'where it works on AWS': [PAGER.replace(/ {2}aws: \{ name.*\n/, ''), /Property 'aws' is missing/],
  'what its settings mean': [PAGER.replace(/ {2}meanings: .*\n/, ''), /Property 'meanings' is missing/],
  'what one of them means': [PAGER.replace(/, pagerKey: \{ en: 'Its key[^}]*\}/, ''), /Property 'pagerKey' is missing/],
  'what was carried': [PAGER.replace(/carried: .*\n/, ''), /Property 'carried' is missing/],
  'a question of its own': [PAGER.replace('questions: { pagerKey:', 'questions: { colour:'), /'colour' does not exist/],
};

const fileOf = (index: number): string => `shared/channels/lacking-${index}/index.ts`;

function put(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(copy, file)), { recursive: true });
  writeFileSync(path.join(copy, file), text);
}

function run(args: readonly string[], options: { input?: string; env?: Record<string, string> } = {}) {
  const env = { ...process.env, ...options.env };
  return spawnSync(process.execPath, [...args], {
    cwd: copy,
    encoding: 'utf8',
    env,
    ...defined({ input: options.input }),
  });
}

/** What the copy does with the channel, as one JSON. */
const USE = `
import { createServer } from 'node:http';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { channelIds } from './adapters/aws/channels/on.ts';
import { localChannels } from './adapters/local/channels.ts';
import { systemClock } from './adapters/local/clock.ts';
import { deploymentOf } from './infra/settings.ts';
import { PostwatchStack } from './infra/stack.ts';
import { parseSettings, holdSecrets } from './shared/settings/settings.ts';

const bodies = [];
const server = createServer((request, response) => {
  request.on('data', (part) => bodies.push(JSON.parse(String(part))));
  request.on('end', () => response.writeHead(202).end());
});
await new Promise((done) => server.listen(0, '127.0.0.1', done));
const pagerAddress = 'http://127.0.0.1:' + server.address().port + '/';
const opened = (notices, environment = {}) => {
  const { value } = parseSettings({ notices });
  return localChannels({ notices: value.notices, environment, clock: systemClock, print: () => {} });
};
const named = opened({ pagerAddress }, { POSTWATCH_PAGER_KEY: '${WORD}' });
const sent = await named.at(-1).publish({ subject: 'S', text: 'T', notices: [{ id: 'n1' }] });
server.close();
const settings = { domains: ['example.com'], aws: { alertEmails: ['ops@example.com'] }, notices: { pagerAddress, pagerKey: '${WORD}' } };
const { files, warnings } = deploymentOf(settings, '.');
const app = new App({ builtinCloudFormationValidation: false });
const code = (name) => Code.fromInline("exports.handler = '" + name + "'");
const template = Template.fromStack(new PostwatchStack(app, 'Postwatch', { settings, code })).toJSON();
const variables = Object.values(template.Resources).find((one) => one.Properties?.Handler === 'notify.handler').Properties.Environment.Variables;
console.log(JSON.stringify({
  without: opened({}).map(({ id }) => id),
  ids: named.map(({ id }) => id), sent, bodies,
  problem: parseSettings({ notices: { pagerKey: 7 } }).problem.en,
  holds: holdSecrets(parseSettings(settings).value),
  shipped: JSON.parse(files['settings.json']), warnings, pagerAddress,
  variable: variables.POSTWATCH_PAGER, onAws: channelIds({ variables }),
  rights: JSON.stringify(template).split('parameter/postwatch/pager-key').length - 1,
  leaked: JSON.stringify([template, files, warnings]).includes('${WORD}'),
}));
process.exit(0);
`;

let compiled: string;
beforeAll(() => {
  for (const one of SOURCES) cpSync(path.join(ROOT, one), path.join(copy, one), { recursive: true });
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(copy, 'node_modules'));
  put('shared/channels/pager/index.ts', PAGER);
  const table = readFileSync(path.join(ROOT, 'shared/channels/index.ts'), 'utf8');
  const line = '  webhook: webhookKind,\n';
  expect(table).toContain(line);
  put(
    'shared/channels/index.ts',
    `import { pagerKind } from './pager/index.ts';\n${table.replace(line, `${line}  pager: pagerKind,\n`)}`,
  );
  Object.values(LACKING).forEach(([code], index) => {
    put(fileOf(index), code);
  });
  const { compilerOptions } = JSON.parse(readFileSync(path.join(ROOT, 'tsconfig.json'), 'utf8'));
  put(
    'tsconfig.json',
    JSON.stringify({ compilerOptions, include: ['shared', 'adapters', 'cli', 'functions', 'infra'] }),
  );
  compiled = run(['node_modules/typescript/bin/tsc', '-p', '.', '--pretty', 'false']).stdout;
});

describe('a channel that is added as the recipe says', () => {
  it('compiles, and no other file has to be changed', () => {
    const elsewhere = compiled
      .split('\n')
      .filter((line) => /^\S/.test(line) && !line.startsWith('shared/channels/lacking-'));
    expect(elsewhere).toEqual([]);
  });

  it('sends, is a setting, is deployed without its secret, and is known to the functions', () => {
    put('use.ts', USE);
    const { stdout, stderr } = run(['use.ts']);
    const used = stdout.startsWith('{') ? JSON.parse(stdout) : { stderr };
    const { pagerAddress } = used;
    expect(used).toEqual({
      without: ['console'],
      ids: ['console', 'pager'],
      sent: { ok: true, carried: ['n1'] },
      bodies: [{ key: WORD, subject: 'S' }],
      problem: 'notices.pagerKey: expected text',
      holds: true,
      shipped: { domains: ['example.com'], aws: { alertEmails: ['ops@example.com'] }, notices: { pagerAddress } },
      warnings: [
        'notices.pagerKey is not deployed: store it with aws ssm put-parameter --type SecureString --name /postwatch/pager-key --value ...',
      ],
      pagerAddress: expect.stringContaining('127.0.0.1'),
      variable: JSON.stringify({ pagerAddress }),
      onAws: ['sns', 'pager'],
      // Of `notify` and of `api`.
      rights: 2,
      leaked: false,
    });
  });

  it('is asked for by init', () => {
    const input = '\n\n203.0.113.25\n\n\n\n\n\nsome-pager-key\n';
    const { status, stderr } = run(['cli/postwatch.js', 'init'], { input });
    expect({ status, stderr }).toMatchObject({ status: 0 });
    const { notices } = JSON.parse(readFileSync(path.join(copy, 'postwatch.json'), 'utf8'));
    expect(notices).toMatchObject({ pagerKey: 'some-pager-key' });
  });
});

it.each(Object.keys(LACKING))('a channel that leaves out %s is refused by the compiler, which names it', (what) => {
  const index = Object.keys(LACKING).indexOf(what);
  const said = compiled.split(/^(?=\S)/m).filter((error) => error.startsWith(fileOf(index)));
  expect(said.join('\n')).toMatch(LACKING[what]![1]);
});
