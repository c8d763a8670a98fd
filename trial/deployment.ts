/** The trial's deployment by CDK's own command line, as a person would make it, from a folder outside the checkout. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { startDnsServer } from '../cli/sandbox/dns-server.ts';
import { MANNERS, SANDBOX_LISTS, zoneOf } from '../cli/sandbox/world.ts';
import { merged, resolverOf, type Zone } from '../cli/sandbox/zones.ts';
import { defined } from '../shared/model/defined.ts';
import type { TrialPartName } from './parts.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const APP = new URL('app.ts', import.meta.url);
const QUIET = ['--no-notices', '--no-color'];
const CDK = path.join(ROOT, 'node_modules/aws-cdk/bin/cdk');
const CDK_MS = 30 * 60_000;
const MOST_OUTPUT = 1 << 26;

export type TrialPlace = { readonly account: string; readonly region: string; readonly isStandIn: boolean };

export type TrialStack = {
  readonly name: string;
  readonly bootstrap: () => Promise<void>;
  /** Returns the outputs. `without`: what this endpoint cannot make. */
  readonly deploy: (without: readonly TrialPartName[]) => Promise<Readonly<Record<string, string>>>;
  /** What `cdk diff` prints, and whether it found a difference. */
  readonly diff: () => Promise<{ readonly differs: boolean; readonly text: string }>;
  readonly destroy: () => Promise<void>;
  readonly close: () => Promise<void>;
};

export type TrialOptions = {
  readonly name: string;
  readonly place: TrialPlace;
  /** The ARN of the topic that the inbox reads from. */
  readonly bounceTopic: string;
  /** Who gets the notices by mail, too. */
  readonly email: string;
  readonly hostname: string | undefined;
  /** The id of the hosted zone in which the record of `hostname` may be made. */
  readonly zone: string | undefined;
  /** Of the trial, once it is there: near a stand-in, `hostname` resolves to it. */
  readonly address: () => string | undefined;
};

type Internet = Awaited<ReturnType<typeof localInternet>>;

/** Near a stand-in, the sandbox's DNS and lists are the internet. */
export async function trialStack(options: TrialOptions): Promise<TrialStack> {
  const { name, place } = options;
  const folder = mkdtempSync(path.join(tmpdir(), 'postwatch-trial-'));
  const dns = place.isStandIn ? await localInternet(options) : undefined;
  writeProject(folder, options, dns);
  const cdk = commandIn(folder);
  let made = 0;
  let lacking: readonly TrialPartName[] = [];
  /** Each time anew, so that a redeployment shows what is not the same at every synthesis. */
  const synthesized = async (): Promise<string> => {
    made += 1;
    await cdk(lacking, 'synth', '--quiet', '-o', `out-${made}`);
    return `out-${made}`;
  };
  return {
    name,
    bootstrap: () => bootstrapped(place),
    deploy: async (without) => {
      lacking = without;
      const app = await synthesized();
      await cdk(lacking, 'deploy', '-a', app, '--require-approval', 'never', '--outputs-file', 'outputs.json');
      return JSON.parse(readFileSync(path.join(folder, 'outputs.json'), 'utf8'))[name];
    },
    diff: async () => {
      const text = await cdk(lacking, 'diff', '-a', await synthesized(), '--method=template');
      return { differs: !NO_DIFFERENCE.test(text), text: lastLines(text) };
    },
    destroy: async () => void (await cdk(lacking, 'destroy', '-a', `out-${made}`, '--force')),
    close: async () => {
      await Promise.all((dns ?? []).map((server) => server.close()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const NO_DIFFERENCE = /There were no differences|Number of stacks with differences: 0/;

function writeProject(folder: string, options: TrialOptions, dns: Internet | undefined): void {
  const { name, place, bounceTopic, email, hostname, zone } = options;
  const zones = zone === undefined || hostname === undefined ? [] : [{ id: zone, recordNames: [hostname] }];
  const settings = defined({
    resolvers: dns?.map(({ port }) => `127.0.0.1:${port}`),
    lists: dns === undefined ? undefined : { file: 'lists.json' },
    domains: ['example.com'],
    // Not every stand-in keeps the tags of an address.
    senders: place.isStandIn ? [{ address: options.address(), domains: ['example.com'] }] : undefined,
    aws: {
      alertEmails: [email],
      regions: [place.region],
      inbox: { topicArn: bounceTopic },
      apiAuth: { type: place.isStandIn ? 'token' : 'iam' },
      zones,
    },
  });
  const { context } = JSON.parse(readFileSync(path.join(ROOT, 'cdk.json'), 'utf8'));
  const files = {
    'postwatch.json': JSON.stringify(settings),
    'lists.json': JSON.stringify(SANDBOX_LISTS),
    // The command line splits the app at blanks: here is one without.
    'app.mjs': `await import(${JSON.stringify(APP.href)});\n`,
    'cdk.json': JSON.stringify({ app: 'node app.mjs', context: { ...context, stack: name } }),
  };
  for (const [file, text] of Object.entries(files)) writeFileSync(path.join(folder, file), text);
}

type CdkCommand = (without: readonly TrialPartName[], ...words: readonly string[]) => Promise<string>;

const commandIn =
  (folder: string): CdkCommand =>
  async (without, ...words) => {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [CDK, ...words, ...QUIET], {
      cwd: folder,
      timeout: CDK_MS,
      maxBuffer: MOST_OUTPUT,
      env: {
        ...process.env,
        PATH: `${path.dirname(process.execPath)}${path.delimiter}${process.env['PATH'] ?? ''}`,
        POSTWATCH_TRIAL_WITHOUT: without.join(','),
        CDK_DISABLE_CLI_TELEMETRY: '1',
      },
    }).catch((error: { message: string; stdout?: string; stderr?: string }) => {
      throw new Error(lastLines(`${error.stdout ?? ''}\n${error.stderr ?? ''}`) || error.message);
    });
    return `${stdout}\n${stderr}`;
  };

/** From a folder of its own: the command would run an app that is configured beside it. */
async function bootstrapped({ account, region }: TrialPlace): Promise<void> {
  const words = [CDK, 'bootstrap', `aws://${account}/${region}`, ...QUIET];
  await promisify(execFile)(process.execPath, words, { cwd: tmpdir(), timeout: CDK_MS, maxBuffer: MOST_OUTPUT });
}

/** Two resolvers that agree: the second opinion needs another one. */
function localInternet({ hostname, address }: TrialOptions) {
  const own = (): Zone => {
    const ip = address();
    return hostname === undefined || ip === undefined ? {} : { [hostname]: { A: [ip] } };
  };
  const behaviour = resolverOf(() => merged(zoneOf({ newlyListed: [] }), own()), MANNERS);
  return Promise.all([startDnsServer({ behaviour }), startDnsServer({ behaviour })]);
}

const lastLines = (text: string): string =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(-12)
    .join(' ');
