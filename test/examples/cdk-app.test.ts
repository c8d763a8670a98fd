/** The example of a CDK app, synthesized as the `cdk` command does it, but with stubs instead of the functions' bundles. */
import { globSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { stubCode } from '../support/stack.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const EXAMPLE = path.join(ROOT, 'examples/cdk-app');
const readJson = (file: string) => JSON.parse(readFileSync(file, 'utf8'));

describe('the example of a CDK app', () => {
  let template: Template;

  beforeAll(async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'cdk-app-'));
    vi.stubEnv('CDK_OUTDIR', folder);
    vi.stubEnv('CDK_CONTEXT_JSON', JSON.stringify(readJson(path.join(EXAMPLE, 'cdk.json')).context ?? {}));
    // CloudFormation's own checks take seconds to start.
    vi.stubEnv('CDK_VALIDATION', 'false');
    vi.doMock('../../infra/constructs/bundle.ts', async (original) => ({
      ...(await original<typeof import('../../infra/constructs/bundle.ts')>()),
      bundled: stubCode,
    }));
    vi.resetModules();
    await import('../../examples/cdk-app/app.ts');
    template = Template.fromJSON(readJson(path.join(folder, 'Mail.template.json')));
  });

  afterAll(() => {
    vi.doUnmock('../../infra/constructs/bundle.ts');
    vi.resetModules();
    vi.unstubAllEnvs();
  });

  it('makes an address with the tags of a sender, its reverse name and its forward record', () => {
    template.hasResourceProperties('AWS::EC2::EIP', {
      Tags: [
        { Key: 'postwatch:domains', Value: 'example.com' },
        { Key: 'postwatch:helo', Value: 'mail.example.com' },
        { Key: 'postwatch:ptr', Value: 'mail.example.com' },
      ],
    });
    template.hasResourceProperties('Custom::ElasticIpReverseDns', {
      AllocationId: { 'Fn::GetAtt': ['MailAddress', 'AllocationId'] },
      Hostname: 'mail.example.com',
      ReplaceExisting: 'false',
    });
    template.hasResourceProperties('AWS::Route53::RecordSet', {
      Name: 'mail.example.com.',
      Type: 'A',
      HostedZoneId: 'Z0123456789ABCDEFGHIJ',
      ResourceRecords: [{ 'Fn::GetAtt': ['MailAddress', 'PublicIp'] }],
    });
  });

  it('makes the watch: its schedule, its run, its memory, its API, and a mail to confirm for each topic', () => {
    for (const [type, count] of [
      ['AWS::Scheduler::Schedule', 1],
      ['AWS::DynamoDB::GlobalTable', 1],
      ['AWS::ApiGatewayV2::Api', 1],
      ['AWS::SNS::Subscription', 2],
    ] as const)
      template.resourceCountIs(type, count);
    template.allResourcesProperties('AWS::SNS::Subscription', { Protocol: 'email', Endpoint: 'ops@example.com' });
    const functions = template.findResources('AWS::Lambda::Function');
    const handlers = Object.values(functions).map(({ Properties }) => Properties.Handler);
    expect(handlers).toEqual(
      expect.arrayContaining([
        'discover.handler',
        'close.handler',
        'notify.handler',
        'elastic-ip-reverse-dns.isComplete',
      ]),
    );
  });

  it('outputs the address to send from, and the endpoint', () => {
    template.hasOutput('Address', { Value: { 'Fn::GetAtt': ['MailAddress', 'PublicIp'] } });
    template.hasOutput('Endpoint', { Value: Match.anyValue() });
  });

  it('needs the packages that the constructs need, and the tarball that "npm pack" makes here', () => {
    const { name, version, peerDependencies } = readJson(path.join(ROOT, 'package.json'));
    const { dependencies } = readJson(path.join(EXAMPLE, 'package.json'));
    const readme = readFileSync(path.join(ROOT, 'examples/README.md'), 'utf8');
    const named = readme.match(/[\w.-]+\.tgz/g) ?? [];
    expect(new Set(named)).toEqual(new Set([`${name}-${version}.tgz`]));
    expect(dependencies).toEqual({ ...peerDependencies, [name]: `file:${name}-${version}.tgz` });
  });
});

it('the examples import nothing of the project but the package by its name, as a user would', () => {
  const files = globSync('examples/**/*.ts', { cwd: ROOT, exclude: ['**/node_modules'] });
  const imported = files.flatMap((file) => {
    const names = [...readFileSync(path.join(ROOT, file), 'utf8').matchAll(/from '([^']+)'/g)].map(
      ([, name = '']) => name,
    );
    return names.map((name) => (name.startsWith('.') ? path.join(path.dirname(file), name) : name));
  });
  expect(imported).toContain('postwatch');
  const allowed = /^(node:[\w/]+|aws-cdk-lib(\/[\w-]+)?|constructs|postwatch|examples\/.+)$/;
  expect(imported.filter((name) => !allowed.test(name))).toEqual([]);
});
