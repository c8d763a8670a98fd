/** The functions as they are deployed: how large, what is in them, whether they start, and an asset that stays the same. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Function as Lambda, Runtime } from 'aws-cdk-lib/aws-lambda';
import { afterAll, describe, expect, it } from 'vitest';
import { bundled, FUNCTIONS, type FunctionName } from '../../infra/constructs/bundle.ts';
import { type Bundle, bundleOf } from '../support/bundle.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const FOLDER = 'node_modules/.cache/postwatch-test';
const bundles = new Map<FunctionName, Bundle>(FUNCTIONS.map((name) => [name, bundleOf(name, FOLDER)]));
const empty = mkdtempSync(path.join(tmpdir(), 'postwatch-bundle-'));
afterAll(() => {
  rmSync(path.join(ROOT, FOLDER), { recursive: true });
  rmSync(empty, { recursive: true });
});

/**
 * Kilobytes, minified, that load before the handler can be called. The table of public suffixes is 126 of them in discover,
 * check-ptr and check-dnsbl, the EC2 client 560 in discover.
 */
const MOST: Readonly<Record<FunctionName, number>> = {
  discover: 1150,
  'check-ptr': 480,
  'check-dnsbl': 480,
  'check-spf': 400,
  close: 450,
  notify: 400,
  api: 60,
  authorizer: 300,
};

describe('the bundles', () => {
  it('are those of all the files in functions/', () => {
    const files = readdirSync(path.join(ROOT, 'functions')).filter((file) => file.endsWith('.ts'));
    expect(files.map((file) => file.replace('.ts', '')).sort()).toEqual([...FUNCTIONS].sort());
  });

  it.each(FUNCTIONS)('%s stays small', (name) => {
    const { start } = bundles.get(name)!;
    expect(start / 1000).toBeLessThanOrEqual(MOST[name]);
    expect(start / 1000, 'the limit should follow when it shrinks').toBeGreaterThan(MOST[name] / 2);
  });

  it.each([
    ['@aws-sdk/client-ec2', ['discover']],
    ['@aws-sdk/client-sns', ['api', 'notify']],
    ['shared/dnsbl/lists', ['api', 'discover']],
  ])('%s is only in %j', (what, names) => {
    const having = FUNCTIONS.filter((name) => bundles.get(name)!.inputs.some((input) => input.includes(what)));
    expect(having.sort()).toEqual(names);
  });

  it('api loads its clients when a request needs them', () => {
    const { inputs, atStart } = bundles.get('api')!;
    const clients = (files: readonly string[]) => files.filter((file) => file.includes('@aws-sdk/client-'));
    expect(clients(inputs)).not.toEqual([]);
    expect(clients(atStart)).toEqual([]);
  });

  it.each(FUNCTIONS)('%s starts, away from the checkout and its packages, with a handler', (name) => {
    const folder = path.join(empty, name);
    cpSync(path.dirname(bundles.get(name)!.file), folder, { recursive: true });
    const script = `console.log(typeof (await import(${JSON.stringify(path.join(folder, `${name}.mjs`))})).handler)`;
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
      cwd: empty,
      encoding: 'utf8',
      env: { AWS_REGION: 'eu-west-1' },
    });
    expect({ stdout, stderr }).toEqual({ stdout: 'function\n', stderr: '' });
  });

  it('have source maps that name files of the project, and hold no copy of them', () => {
    const map = JSON.parse(readFileSync(`${bundles.get('notify')!.file}.map`, 'utf8'));
    expect(map.sources).toContainEqual(expect.stringMatching(/^(\.\.\/)+functions\/notify\.ts$/));
    expect(map.sourcesContent).toBeUndefined();
  });
});

describe('the asset', () => {
  const hashOf = (settings: string): string => {
    const stack = new Stack(new App({ builtinCloudFormationValidation: false }), 'S');
    new Lambda(stack, 'F', {
      runtime: Runtime.NODEJS_24_X,
      handler: 'notify.handler',
      code: bundled('notify', { 'settings.json': settings }),
    });
    const [one] = Object.values(Template.fromStack(stack).findResources('AWS::Lambda::Function'));
    return one!['Properties'].Code.S3Key;
  };

  it('is the same for the same code and settings, so that a deployment without a change changes nothing', () => {
    expect(hashOf('{"a":1}')).toBe(hashOf('{"a":1}'));
  });

  it('changes with the settings', () => {
    expect(hashOf('{"a":1}')).not.toBe(hashOf('{"a":2}'));
  });
});
