/** From an empty folder: the command line, the construct with its functions, and the types, all from the tarball. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { withRoot } from '../../cli/sandbox/zones.ts';
import { testServer } from '../support/dns-server.ts';
import { install, link, ROOT } from './installed.ts';

const installed = await install();
if (typeof installed === 'string' && process.env['CI'] === 'true') throw new Error(installed);
const why = typeof installed === 'string' ? installed : '';
afterAll(() => {
  if (typeof installed !== 'string') installed.remove();
});
const there = () => {
  if (typeof installed === 'string') throw new Error(installed);
  return installed;
};

const APP = `
import { App, Stack } from 'aws-cdk-lib';
import { ElasticIpReverseDns, Postwatch } from 'postwatch';

const app = new App();
const stack = new Stack(app, 'Mail');
const watch = new Postwatch(stack, 'Watch', {
  settings: { domains: ['example.com'], aws: { alertEmails: ['ops@example.com'] } },
});
new ElasticIpReverseDns(stack, 'Name', { eip: 'eipalloc-0123456789abcdef0', hostname: 'mail.example.com' });
console.log(typeof watch.endpoint);
app.synth();
`;

describe.skipIf(why !== '')(`the installed package${why === '' ? '' : ` (skipped: ${why})`}`, () => {
  it('holds no sources, no tests and no packages besides those of the constructs', () => {
    const root = path.join(there().folder, 'node_modules/postwatch');
    const files = globSync('**/*', { cwd: root });
    expect(files.filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))).toEqual([]);
    expect(files.filter((file) => /^(test|bench|functions|shared)(\/|$)/.test(file))).toEqual([]);
    expect(files).toContain('infra/other-account-role.yaml');
    const modules = path.join(there().folder, 'node_modules');
    for (const name of ['esbuild', 'aws-cdk-lib', 'cdk-nag'])
      expect(existsSync(path.join(modules, name)), name).toBe(false);
    // What the command line needs is in its bundle; the constructs need the schema of the settings.
    expect(globSync(['*', '@*/*'], { cwd: modules, exclude: (name) => name.startsWith('.') }).sort()).toEqual([
      'ipaddr.js',
      'postwatch',
      'valibot',
    ]);
    const licenses = readFileSync(path.join(root, 'dist/cli/THIRD-PARTY-LICENSES.txt'), 'utf8');
    const named = [...licenses.matchAll(/^(\S+) \d+\.\d+\.\d+ \(/gm)].map(([, name]) => name);
    expect(named).toEqual(expect.arrayContaining(['@aws-sdk/client-ec2', 'dns-packet', 'hono', 'valibot']));
  });

  it('checks an address from the command line', async () => {
    const server = await testServer(withRoot(() => ({ rcode: 'NXDOMAIN' })));
    const { status, stdout, stderr } = await there().run(
      ...(['npx', '--offline', 'postwatch', 'check', '198.51.100.7', '--only', 'ptr', '--json'] as const),
      '--resolver',
      `127.0.0.1:${server.port}`,
    );
    expect({ status, stderr }).toEqual({ status: 2, stderr: '' });
    const answer = JSON.parse(stdout);
    expect(answer.targets[0].findings.map((finding: { id: string }) => finding.id)).toEqual(['ptr.missing']);
    expect(server.asked).toContain('udp PTR 7.100.51.198.in-addr.arpa');
  });

  it.each([
    ['the overview', ['--help']],
    ['a command in Korean', ['help', 'check', '--language', 'ko']],
    ['the table of lists', ['lists']],
    ['a bounce', ['diagnose', '--json', '550 5.7.1 Service unavailable; client [192.0.2.1] blocked using Spamhaus']],
    ['an AWS call without credentials', ['reverse-dns', 'plan', 'eipalloc-0123456789abcdef0', 'mail.example.com']],
  ])('prints %s as the checkout does', async (_, words) => {
    // Nothing of this machine's AWS set-up, and no network.
    const alone = [
      'env',
      '-u',
      'AWS_PROFILE',
      'AWS_EC2_METADATA_DISABLED=true',
      'AWS_REGION=eu-west-1',
      'HOME=/nonexistent',
    ];
    const dead = ['diagnose', 'check'].includes(words[0] ?? '') ? ['--resolver', '127.0.0.1:9'] : [];
    const [here, packed] = await Promise.all(
      [path.join(ROOT, 'cli/postwatch.js'), 'node_modules/postwatch/cli/postwatch.js'].map((file) =>
        there().run(...(alone as [string, ...string[]]), 'node', file, ...words, ...dead),
      ),
    );
    expect(packed).toEqual(here);
    expect(`${packed?.stdout}${packed?.stderr}`).not.toBe('');
  });

  it('refuses an old Node in one line', async () => {
    const older = "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.1.0' } })";
    const { status, stdout, stderr } = await there().run(
      ...(['node', '--import', `data:text/javascript,${encodeURIComponent(older)}`] as const),
      'node_modules/.bin/postwatch',
      'lists',
    );
    expect({ status, stdout }).toEqual({ status: 64, stdout: '' });
    expect(stderr).toMatch(/^postwatch: needs Node 24 or newer and this is 20\.1\.0[^\n]*\n$/);
  });

  it('synthesizes in a foreign app, without esbuild, with the settings beside each function', async () => {
    link(there(), 'aws-cdk-lib', 'constructs');
    there().write('app.mjs', APP);
    there().write('cdk.json', '{}');
    const { status, stdout, stderr } = await there().run(
      'env',
      'CDK_OUTDIR=cdk.out',
      'CDK_VALIDATION=false',
      'node',
      'app.mjs',
    );
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: 'string\n', stderr: '' });
    const out = path.join(there().folder, 'cdk.out');
    const template = JSON.parse(readFileSync(path.join(out, 'Mail.template.json'), 'utf8'));
    const handlers = Object.values<{ Type: string; Properties: { Handler: string } }>(template.Resources)
      .filter(({ Type }) => Type === 'AWS::Lambda::Function')
      .map(({ Properties }) => Properties.Handler)
      // Around the custom resource stands a framework of CDK's own.
      .filter((handler) => !handler.startsWith('framework.'));
    const inAnyStack = ['elastic-ip-reverse-dns.isComplete', 'elastic-ip-reverse-dns.onEvent'];
    const watching = handlers.filter((handler) => !inAnyStack.includes(handler));
    expect(watching).toHaveLength(8);
    expect(handlers).toHaveLength(watching.length + inAnyStack.length);
    for (const handler of handlers) {
      const bundles = globSync(`asset.*/${handler.split('.')[0]}.mjs`, { cwd: out });
      const settings = bundles
        .map((bundle) => path.join(out, path.dirname(bundle), 'settings.json'))
        .filter(existsSync);
      expect(bundles.length, handler).toBeGreaterThan(0);
      // The custom resource reads none: all that it needs is in its properties.
      const wanted = watching.includes(handler) ? [expect.stringContaining('example.com')] : [];
      expect(settings.map((file) => readFileSync(file, 'utf8'))).toEqual(wanted);
    }
  });

  it('has types that a strict foreign app accepts, and refuses what is wrong', async () => {
    link(there(), '@types');
    there().write('app.ts', APP);
    there().write('wrong.ts', APP.replace("['example.com']", '7'));
    const tsc = path.join(ROOT, 'node_modules/typescript/bin/tsc');
    const options = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2024', '--types', 'node'];
    const { stdout } = await there().run('node', tsc, ...options, 'app.ts', 'wrong.ts');
    expect(stdout.trim().split('\n')).toEqual([expect.stringMatching(/^wrong\.ts\(\d+,\d+\): error TS2322/)]);
  });
});
