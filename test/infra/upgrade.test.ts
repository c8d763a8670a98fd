/** CloudFormation replaces a resource whose logical id or fixed properties change: with a table or a topic, that loses data. */

import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { SETTINGS, templateOf, withAws } from '../support/stack.ts';
import { isThorough } from '../support/thorough.ts';
import { earlierVersion, type KeptResource, VERSIONS } from '../upgrades/fixture.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** The same as those of the fixtures. */
const SETTINGS_OF = {
  plain: SETTINGS,
  full: withAws({ chat: true, apiAuth: { type: 'token' }, inbox: { addresses: ['bounces@example.com'] } }),
};

/** What holds data, or an address that others know: a confirmed subscription, the URL of the API, the ARN of a topic. */
const STATEFUL = [
  'AWS::DynamoDB::GlobalTable',
  'AWS::SNS::Topic',
  'AWS::SNS::Subscription',
  'AWS::ApiGatewayV2::Api',
  'AWS::S3::Bucket',
  'AWS::SES::ReceiptRuleSet',
  'AWS::StepFunctions::StateMachine',
];

/** SES handed mail to the inbox by this topic, which kept nothing; it goes to the bucket now (decision of 2026-12-01). */
const GONE = /^AWS::SNS::(Topic|Subscription) Postwatch(Bounces|InboxFunction)Mail\w+: is gone$/;

/** Keeps as much: only a first deployment that fails takes its own with it (decision of 2026-12-01). */
const KEEPS = ['Retain', 'RetainExceptOnCreate'];

const isKept = (name: string, before: unknown, now: unknown): boolean =>
  name === 'DeletionPolicy' && KEEPS.includes(String(before)) && KEEPS.includes(String(now));

/** Of the fixture's properties, those that the resource has with another value now. */
function changed(kept: KeptResource, now: Record<string, unknown> | undefined): readonly string[] {
  if (now === undefined) return ['is gone'];
  const properties = now['Properties'] as Record<string, unknown>;
  return Object.entries(kept).flatMap(([name, value]) => {
    const is = name === 'Type' || name === 'DeletionPolicy' ? now[name] : properties[name];
    return value === null || JSON.stringify(is) === JSON.stringify(value) || isKept(name, value, is) ? [] : [name];
  });
}

describe.each(VERSIONS)('a deployment of the version of %s', (day) => {
  const { templates } = earlierVersion(day);

  it.each(['plain', 'full'] as const)('keeps what holds data: %s', (name) => {
    const now = templateOf(SETTINGS_OF[name]).toJSON()['Resources'] as Record<string, Record<string, unknown>>;
    const kept = Object.entries(templates[name].resources).filter(([, { Type }]) => STATEFUL.includes(Type));
    expect(kept.length).toBeGreaterThan(6);
    const replaced = kept.flatMap(([id, one]) => changed(one, now[id]).map((what) => `${one.Type} ${id}: ${what}`));
    expect(replaced.filter((one) => !GONE.test(one))).toEqual([]);
  });

  it.each(['plain', 'full'] as const)('keeps its outputs, which scripts read: %s', (name) => {
    const now = Object.keys(templateOf(SETTINGS_OF[name]).toJSON()['Outputs']);
    expect(templates[name].outputs.filter((output) => !now.includes(output))).toEqual([]);
  });
});

describe('a table that an earlier deployment left', () => {
  const adopted = templateOf(withAws({ tableName: 'Postwatch-Memory-1ABC' })).toJSON()['Resources'] as Record<
    string,
    { Type: string; Properties: Record<string, unknown> }
  >;

  it('is adopted by its name: no other table is made, and every function and right names it', () => {
    const types = Object.values(adopted).map(({ Type }) => Type);
    expect(types.filter((type) => type.startsWith('AWS::DynamoDB'))).toEqual([]);
    const functions = Object.values(adopted).filter(({ Type }) => Type === 'AWS::Lambda::Function');
    const tables = functions.map(
      ({ Properties }) => (Properties['Environment'] as never)?.['Variables']?.['POSTWATCH_TABLE'],
    );
    expect(new Set(tables.filter((table) => table !== undefined))).toEqual(new Set(['Postwatch-Memory-1ABC']));
    const rights = JSON.stringify(Object.values(adopted).filter(({ Type }) => Type === 'AWS::IAM::Policy'));
    expect(rights).toContain(':table/Postwatch-Memory-1ABC');
  });
});

/** What `infra/app.ts` does, without the rules that only judge a template. */
const SYNTHESIZE = `
import { readFileSync } from 'node:fs';
import { App } from 'aws-cdk-lib';
import { PostwatchStack } from './infra/index.ts';
const { context } = JSON.parse(readFileSync('cdk.json', 'utf8'));
const app = new App({ context, outdir: 'out', treeMetadata: false, stackTraces: false, builtinCloudFormationValidation: false });
const settings = { domains: ['example.com'], aws: { alertEmails: ['ops@example.com'] } };
new PostwatchStack(app, 'Postwatch', { settings });
app.synth();
`;

/** From a copy of the sources in a folder of its own: by file, the digest of what is in it. */
async function synthesized(): Promise<ReadonlyMap<string, string>> {
  const folder = mkdtempSync(path.join(tmpdir(), 'postwatch-synth-'));
  for (const part of ['shared', 'adapters', 'functions', 'infra', 'cdk.json', 'package.json', 'tsconfig.json'])
    cpSync(path.join(ROOT, part), path.join(folder, part), { recursive: true });
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'));
  const words = ['--input-type=module', '-e', SYNTHESIZE];
  await promisify(execFile)(process.execPath, words, { cwd: folder });
  const out = path.join(folder, 'out');
  const files = readdirSync(out, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const hashes = new Map(
    files.map(({ parentPath, name }) => {
      const file = path.join(parentPath, name);
      return [path.relative(out, file), createHash('sha256').update(readFileSync(file)).digest('hex')] as const;
    }),
  );
  rmSync(folder, { recursive: true, force: true });
  return hashes;
}

describe('an unchanged tree', () => {
  // Synthesizes everything twice.
  it.skipIf(!isThorough)(
    'gives the same templates, assets and hashes in another folder, so that `cdk diff` is empty (in the gate)',
    async () => {
      const first = await synthesized();
      const second = await synthesized();
      // The folder is in what is only said about the constructs; nothing of it is deployed.
      const deployed = (all: ReadonlyMap<string, string>) =>
        [...all].filter(([name]) => !/^manifest\.json$|\.metadata\.json$/.test(name)).sort();
      expect(deployed(first).length).toBeGreaterThan(10);
      expect(deployed(second)).toEqual(deployed(first));
    },
  );
});
