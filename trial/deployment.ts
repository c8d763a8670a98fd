/** The trial's deployment by CDK's own command line, as a person would make it, from a folder outside the checkout. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { MANNERS, SANDBOX_LISTS, zoneOf } from '../cli/sandbox/world.ts';
import { startDnsServer } from '../cli/sandbox/dns-server.ts';
import { resolverOf } from '../cli/sandbox/zones.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const APP = new URL('app.ts', import.meta.url);
const QUIET = ['--no-notices', '--no-color'];
const CDK = path.join(ROOT, 'node_modules/aws-cdk/bin/cdk');
const CDK_MS = 30 * 60_000;

export type TrialPlace = { readonly account: string; readonly region: string; readonly isStandIn: boolean };

export type TrialStack = {
  readonly name: string;
  readonly bootstrap: () => Promise<void>;
  /** Returns the outputs. `plainAlarms`: in place of those over expressions. */
  readonly deploy: (plainAlarms: boolean) => Promise<Readonly<Record<string, string>>>;
  /** What `cdk diff` prints, and whether it found a difference. */
  readonly diff: () => Promise<{ readonly differs: boolean; readonly text: string }>;
  readonly destroy: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/** `bounceTopic`: its ARN; the inbox reads from it. Near a stand-in, the sandbox's DNS and lists are the internet. */
export async function trialStack(name: string, place: TrialPlace, bounceTopic: string): Promise<TrialStack> {
  const folder = mkdtempSync(path.join(tmpdir(), 'postwatch-trial-'));
  const dns = place.isStandIn ? await localInternet() : undefined;
  const own =
    dns === undefined
      ? {}
      : { resolvers: dns.map(({ port }) => `127.0.0.1:${port}`), lists: { file: 'lists.json' } };
  const settings = {
    ...own,
    domains: ['example.com'],
    aws: { alertEmails: ['postwatch-trial@example.com'], regions: [place.region], inbox: { topicArn: bounceTopic } },
  };
  writeFileSync(path.join(folder, 'postwatch.json'), JSON.stringify(settings));
  writeFileSync(path.join(folder, 'lists.json'), JSON.stringify(SANDBOX_LISTS));
  const { context } = JSON.parse(readFileSync(path.join(ROOT, 'cdk.json'), 'utf8'));
  // The command line splits the app at blanks: here is one without.
  writeFileSync(path.join(folder, 'app.mjs'), `await import(${JSON.stringify(APP.href)});\n`);
  writeFileSync(path.join(folder, 'cdk.json'), JSON.stringify({ app: 'node app.mjs', context: { ...context, stack: name } }));
  let plainAlarms = false;
  const cdk = async (...words: string[]): Promise<string> => {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [CDK, ...words, ...QUIET], {
      cwd: folder,
      timeout: CDK_MS,
      maxBuffer: 1 << 26,
      env: {
        ...process.env,
        PATH: `${path.dirname(process.execPath)}${path.delimiter}${process.env['PATH'] ?? ''}`,
        POSTWATCH_TRIAL_PLAIN_ALARMS: plainAlarms ? '1' : '0',
        CDK_DISABLE_CLI_TELEMETRY: '1',
      },
    }).catch((error: { message: string; stdout?: string; stderr?: string }) => {
      throw new Error(lastLines(`${error.stdout ?? ''}\n${error.stderr ?? ''}`) || error.message);
    });
    return `${stdout}\n${stderr}`;
  };
  let made = 0;
  /** Each time anew, so that a redeployment shows what is not the same at every synthesis. */
  const synthesized = async (): Promise<string> => {
    made += 1;
    await cdk('synth', '--quiet', '-o', `out-${made}`);
    return `out-${made}`;
  };
  const deploy: TrialStack['deploy'] = async (plain) => {
    plainAlarms = plain;
    await cdk('deploy', '-a', await synthesized(), '--require-approval', 'never', '--outputs-file', 'outputs.json');
    return JSON.parse(readFileSync(path.join(folder, 'outputs.json'), 'utf8'))[name] as Record<string, string>;
  };
  return {
    name,
    // From a folder of its own: the command would run an app that is configured beside it.
    bootstrap: async () => {
      const words = [CDK, 'bootstrap', `aws://${place.account}/${place.region}`, ...QUIET];
      await promisify(execFile)(process.execPath, words, { cwd: tmpdir(), timeout: CDK_MS, maxBuffer: 1 << 26 });
    },
    deploy,
    diff: async () => {
      const text = await cdk('diff', '-a', await synthesized(), '--method=template');
      return { differs: !/There were no differences|Number of stacks with differences: 0/.test(text), text: lastLines(text) };
    },
    destroy: async () => void (await cdk('destroy', '-a', `out-${made}`, '--force')),
    close: async () => {
      await Promise.all((dns ?? []).map((server) => server.close()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Two resolvers that agree: the second opinion needs another one. */
const localInternet = () => {
  const behaviour = resolverOf(() => zoneOf({ newlyListed: [] }), MANNERS);
  return Promise.all([startDnsServer({ behaviour }), startDnsServer({ behaviour })]);
};

const lastLines = (text: string): string =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(-12)
    .join(' ');
