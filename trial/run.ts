/**
 * `npm run trial`: deploys Postwatch as a person would, uses it, and removes it again, against the endpoint in AWS_ENDPOINT_URL, or,
 * with `--account`, in a real account. One line a step; exit code 1 if a step failed, 2 for wrong use.
 */
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { awsCalls, inXml } from '../adapters/aws/api/signed-calls.ts';
import type { TrialContext, TrialFacts, TrialStep } from './context.ts';
import { type TrialPlace, trialStack } from './deployment.ts';
import { exitCodeOf, judgedError, reportOf, type StepResult, stepLine } from './outcome.ts';
import { FIND_STEP, REMOVAL_STEPS } from './removal.ts';
import { TRIAL_STEPS } from './steps.ts';

const USAGE = `Usage: npm run trial -- [flags]
  --account <id>    try it in this AWS account; without it, AWS_ENDPOINT_URL must name a local stand-in for AWS
  --stack <name>    of the trial (PostwatchTrial)
  --email <address> who gets the notices by mail too; needed with --account
  --hostname <name> a reverse name to set and to remove again
  --zone <id>       the hosted zone in Route 53 in which its A record may be made
  --keep            remove nothing
  --remove          remove what --keep left, and do nothing else
  --report          print a report at the end, to paste into an issue (ids and addresses of the account are masked)
`;

const print = (line: string): void => void process.stdout.write(`${line}\n`);

class WrongUse extends Error {}

function flags() {
  const text = { type: 'string' } as const;
  const yes = { type: 'boolean', default: false } as const;
  const options = {
    account: text,
    stack: text,
    email: text,
    hostname: text,
    zone: text,
    keep: yes,
    remove: yes,
    report: yes,
    help: yes,
  };
  return parseArgs({ options, strict: true }).values;
}

/** A stand-in is on this machine; anything else is AWS, and then the account must be named. */
function standIn(endpoint: string | undefined): boolean {
  if (endpoint === undefined || endpoint === '') return false;
  const { hostname } = new URL(endpoint);
  if (/^(127\.\d+\.\d+\.\d+|localhost|\[::1\])$/.test(hostname)) return true;
  throw new WrongUse(`AWS_ENDPOINT_URL is ${hostname}; a stand-in must be on this machine (127.0.0.1)`);
}

async function play(step: TrialStep, context: TrialContext, failed: boolean): Promise<StepResult> {
  const started = Date.now();
  const seconds = (): number => Math.round((Date.now() - started) / 1000);
  if (failed && step.always !== true)
    return { step: step.name, outcome: 'NOT TRIED', detail: 'there is no deployment', seconds: 0 };
  try {
    return { step: step.name, outcome: 'PASS', detail: await step.run(context), seconds: seconds() };
  } catch (error) {
    return { step: step.name, ...judgedError(error, context.place.isStandIn), seconds: seconds() };
  }
}

type Flags = ReturnType<typeof flags>;

/** Where the trial is, and how AWS is called there; nothing begins in an account that was not named. */
async function placeOfTrial({
  account: wanted,
  email,
}: Flags): Promise<Pick<TrialContext, 'place' | 'calls' | 'endpoint'>> {
  const given = process.env['AWS_ENDPOINT_URL'];
  const isStandIn = standIn(given);
  const endpoint = isStandIn ? given : undefined;
  if (!isStandIn && (wanted === undefined || email === undefined))
    throw new WrongUse('set AWS_ENDPOINT_URL, or give --account and --email');
  const region = process.env['AWS_REGION'] ?? process.env['AWS_DEFAULT_REGION'];
  if (region === undefined) throw new WrongUse('set AWS_REGION');
  const calls = awsCalls(region, endpoint);
  const account = inXml(await calls.query('sts', '2011-06-15', 'GetCallerIdentity', {}), 'Account') ?? '';
  if (wanted !== undefined && wanted !== account)
    throw new WrongUse(`these credentials are of account ${account}, not of ${wanted}`);
  return { place: { account, region, isStandIn }, calls, endpoint };
}

async function main(): Promise<number> {
  const given = flags();
  if (given.help) {
    print(USAGE);
    return 0;
  }
  const { place, calls, endpoint } = await placeOfTrial(given);
  const { isStandIn } = place;
  const stackName = given.stack ?? 'PostwatchTrial';
  const facts: TrialFacts = { messages: [] };
  const hostname = given.hostname ?? (isStandIn ? 'trial.example.com' : undefined);
  const context: TrialContext = {
    calls,
    place,
    endpoint,
    stackName,
    wishes: { hostname, keep: given.keep },
    facts,
    pause: (milliseconds) => sleep(milliseconds),
    open: (bounceTopic) =>
      trialStack({
        name: stackName,
        place,
        bounceTopic,
        email: given.email ?? 'postwatch-trial@example.com',
        hostname,
        zone: given.zone,
        address: () => facts.address?.ip,
      }),
  };
  const results: StepResult[] = [];
  const steps = given.remove ? [FIND_STEP, ...REMOVAL_STEPS] : TRIAL_STEPS;
  for (const step of steps) {
    const isLost = results.some((one) => one.outcome === 'FAIL' && ['bootstrap', 'deploy'].includes(one.step));
    const result = await play(step, context, isLost);
    results.push(result);
    print(stepLine(result));
  }
  await facts.project?.close();
  if (given.report) print(`\n${reportOf(factsOf(place), results)}`);
  return exitCodeOf(results);
}

function factsOf({ region, isStandIn }: TrialPlace): Readonly<Record<string, string>> {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
    readonly version: string;
  };
  const day = new Date().toISOString().slice(0, 10);
  return { Postwatch: version, day, endpoint: isStandIn ? 'a local stand-in for AWS' : 'AWS', Region: region };
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`trial: ${error instanceof Error ? error.message : String(error)}\n`);
  if (error instanceof WrongUse || (error as NodeJS.ErrnoException).code?.startsWith('ERR_PARSE_ARGS') === true)
    process.stderr.write(USAGE);
  process.exitCode = 2;
}
