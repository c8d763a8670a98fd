/**
 * The trial's steps on reverse DNS, which no stand-in for a whole AWS plays: over the API as it is deployed, and the machine of a job
 * over an EC2, a Route 53 and a DNS with a memory.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { systemClock } from '../../adapters/local/clock.ts';
import { type DnsServer, startDnsServer } from '../../cli/sandbox/dns-server.ts';
import { resolverOf } from '../../cli/sandbox/zones.ts';
import { advanceJob } from '../../shared/reverse-dns/jobs.ts';
import { TRIAL_STEPS } from '../../trial/steps.ts';
import { type Aws, localAws, setEnvironment } from '../functions/aws.ts';
import { type ReverseDnsServer, serveReverseDns } from '../support/aws/reverse-dns.ts';
import { aSet, ID, IP, NAME, putSets, type RdnsWorld, rdnsWorld } from '../support/reverse-dns.ts';
import { trialContext } from './context.ts';

let world: RdnsWorld;
let server: ReverseDnsServer;
let aws: Aws;
let dns: DnsServer;
let states: http.Server;
let folder: string;
let restore: () => void;

beforeEach(async () => {
  world = rdnsWorld();
  [server, aws, dns] = await Promise.all([
    serveReverseDns(world),
    localAws(),
    startDnsServer({ behaviour: resolverOf(() => ({ [NAME]: { A: [IP] } }), {}) }),
  ]);
  states = http.createServer((_request, response) => response.end('{"executionArn":"arn","startDate":1}'));
  await new Promise<void>((done) => states.listen(0, '127.0.0.1', done));
  putSets(world, [aSet([IP])]);
  folder = mkdtempSync(path.join(tmpdir(), 'postwatch-trial-'));
  const settings = { resolvers: [`127.0.0.1:${dns.port}`], aws: { regions: ['eu-west-1'] } };
  writeFileSync(path.join(folder, 'settings.json'), JSON.stringify(settings));
  restore = setEnvironment({
    AWS_ENDPOINT_URL_DYNAMODB: aws.url,
    AWS_ENDPOINT_URL_SFN: `http://127.0.0.1:${(states.address() as AddressInfo).port}`,
    POSTWATCH_STACK: 'Postwatch',
    POSTWATCH_TABLE: 'postwatch',
    POSTWATCH_ALERTS_TOPIC: 'arn:aws:sns:eu-west-1:123456789012:alerts',
    POSTWATCH_HEALTH_TOPIC: 'arn:aws:sns:eu-west-1:123456789012:health',
    POSTWATCH_REVERSE_DNS_MACHINE: 'arn:aws:states:eu-west-1:123456789012:stateMachine:reverse-dns',
    POSTWATCH_SETTINGS_FOLDER: folder,
  });
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  vi.resetModules();
});
afterEach(async () => {
  vi.restoreAllMocks();
  restore();
  rmSync(folder, { recursive: true });
  states.closeAllConnections();
  await Promise.all([server.close(), aws.close(), dns.close(), new Promise((done) => states.close(done))]);
});

/** API Gateway before the function, for a caller that IAM knows. */
async function api(url: URL, method: string, body: string | undefined) {
  const { handler } = await import('../../functions/api.ts');
  const authorizer = { iam: { userArn: 'arn:aws:sts::123456789012:assumed-role/Operator/alice' } };
  const answer = (await handler(
    {
      version: '2.0',
      rawPath: url.pathname,
      rawQueryString: '',
      headers: { host: url.host, 'content-type': 'application/json' },
      requestContext: {
        http: { method, path: url.pathname, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'trial' },
        authorizer,
        domainName: url.host,
        requestId: 'r',
      },
      isBase64Encoded: false,
      body,
    } as never,
    {} as never,
  )) as unknown as { readonly statusCode: number; readonly body: string };
  return { status: answer.statusCode, text: answer.body };
}

const step = (name: string) => TRIAL_STEPS.find((one) => one.name === name)!;

it('sets the name, waits until it is confirmed, and takes it away again', async () => {
  const { openTable } = await import('../../adapters/aws/table/table.ts');
  const { jobsIn } = await import('../../adapters/aws/table/reverse-dns-jobs.ts');
  const jobs = jobsIn(openTable({ name: 'postwatch', clock: systemClock }), systemClock);
  const context = trialContext({
    send: (_service, url, { method, body }) => api(url, method, body),
    // What the state machine of a job does between two looks.
    pause: async () => {
      await advanceJob(IP, jobs, async () => world.ports);
      world.now += 120_000;
    },
  });
  Object.assign(context.facts, {
    outputs: { Endpoint: 'https://api.example/' },
    address: { ip: IP, id: ID },
    keepsTags: true,
  });
  expect(await step('reverse DNS is set').run(context)).toMatch(/^mail\.example\.com is confirmed after \d+ s$/);
  expect(world.eips.get(ID)?.ptrRecord).toBe(`${NAME}.`);
  expect(await step('reverse DNS is removed').run(context)).toMatch(/is confirmed after \d+ s$/);
  expect(world.eips.get(ID)?.ptrRecord ?? null).toBeNull();
  expect(world.writes).toEqual([`set ${NAME}.`, expect.stringMatching(/^reset/)]);
});
