/**
 * A small AWS on loopback, and a small internet beside it: one HTTP server that speaks for DynamoDB, SNS, EC2, STS and SSM,
 * a DNS server, and the environment of a function, in which `AWS_ENDPOINT_URL` is the only thing that differs from AWS. The
 * functions run as they are; `execute` calls them in the order of the state machine.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Behaviour, startDnsServer } from '../../../cli/sandbox/dns-server.ts';
import { type Manners, resolverOf, type Zone } from '../../../cli/sandbox/zones.ts';
import { isResolverControl } from '../dns-server.ts';
import { type DynamoTable, dynamoTable } from './dynamodb.ts';
import { dynamoHttp } from './dynamodb-http.ts';
import { isS3, type S3World, s3 } from './s3.ts';
import {
  ec2,
  type FakeAddress,
  type FakeInterface,
  type Published,
  queryError,
  type Reply,
  type SnsWorld,
  sns,
  ssm,
  sts,
} from './services.ts';

export const HOME = '123456789012';
export const REGION = 'eu-west-1';
const TOPIC = `arn:aws:sns:${REGION}:${HOME}:alerts`;
export const CONFIRMED = `${TOPIC}:6d0f0f8e`;

/** As every handler gets it. */
export const CONTEXT = { getRemainingTimeInMillis: () => 120_000 };

/** Which call, where: `ec2 DescribeAddresses 123456789012/eu-west-1`. */
export type Call = { readonly service: string; readonly action: string; readonly place: string };

export type AwsWorld = SnsWorld & {
  readonly table: DynamoTable;
  readonly s3: S3World;
  /** By place (`account/region`); mutable, as the world is. */
  readonly ec2: Record<string, { addresses: readonly FakeAddress[]; interfaces?: readonly FakeInterface[] }>;
  regions: readonly string[];
  /** Roles that can be assumed: ARN -> the external id they want. */
  readonly roles: Record<string, string>;
  readonly parameters: Record<string, string>;
  zone: Zone;
  /** Questions that the DNS server answers with SERVFAIL: `TXT example.com`. */
  readonly failing: Set<string>;
  /** Questions that reached the DNS server: `A mail.example.com`. */
  readonly asked: string[];
  readonly calls: Call[];
  /** Answers instead of the stand-in: an error's code and status, or null. */
  refuse: (call: Call) => { readonly code: string; readonly status: number } | null;
  readonly endpoint: string;
  /** The functions' environment, as it was set. */
  readonly environment: Readonly<Record<string, string>>;
  /** Every line that the functions wrote. */
  readonly lines: string[];
  readonly close: () => Promise<void>;
};

export type WorldOptions = {
  /** As in postwatch.json; the resolver is added. */
  readonly settings: object;
  readonly lists: readonly object[];
  /** Of the functions, besides what all have. */
  readonly variables?: Readonly<Record<string, string>>;
  readonly zone?: Zone;
  readonly manners?: Manners;
};

export async function awsWorld(options: WorldOptions): Promise<AwsWorld> {
  const { settings, lists, zone = {}, manners = {}, variables = {} } = options;
  const asked: string[] = [];
  const known = resolverOf(() => world.zone, manners);
  const answer: Behaviour = (question, via) =>
    world.failing.has(`${question.type} ${question.name}`) ? { rcode: 'SERVFAIL' } : known(question, via);
  const dns = await startDnsServer({
    behaviour: (question, via) => {
      const text = `${question.type} ${question.name}`;
      if (!isResolverControl(question)) asked.push(text);
      return answer(question, via);
    },
  });
  // The second opinion on what the first one says is missing.
  const second = await startDnsServer({ behaviour: answer });
  const folder = mkdtempSync(path.join(tmpdir(), 'postwatch-aws-'));
  writeFileSync(
    path.join(folder, 'settings.json'),
    JSON.stringify({ ...settings, resolvers: [dns, second].map(({ port }) => `127.0.0.1:${port}`) }),
  );
  writeFileSync(path.join(folder, 'lists.json'), JSON.stringify(lists));
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      if (isS3(method, headers)) {
        const { status, body } = serveS3(world, { method, path: url, headers, body: Buffer.concat(chunks) });
        response.writeHead(status).end(body);
        return;
      }
      const reply = serve(world, headers, Buffer.concat(chunks).toString('utf8'));
      response.writeHead(reply.status, { 'content-type': reply.body.startsWith('<') ? 'text/xml' : JSON_TYPE });
      response.end(reply.body);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const environment = { ...environmentOf(endpoint, folder), ...variables };
  const restore = setEnvironment(environment);
  const lines: string[] = [];
  const silence = captureOutput(lines);
  const close = async (): Promise<void> => {
    silence();
    restore();
    server.closeAllConnections();
    await Promise.all([dns.close(), second.close(), new Promise((done) => server.close(done))]);
    rmSync(folder, { recursive: true, force: true });
  };
  const world: AwsWorld = {
    subscriptions: [CONFIRMED],
    published: [] as Published[],
    chat: [] as unknown[],
    topicGone: false,
    table: dynamoTable('postwatch'),
    s3: { objects: new Map(), requests: [] },
    ec2: {},
    regions: [REGION],
    roles: {},
    parameters: {},
    zone,
    failing: new Set<string>(),
    asked,
    calls: [],
    refuse: () => null,
    endpoint,
    environment,
    lines,
    close,
  };
  return world;
}

const JSON_TYPE = 'application/x-amz-json-1.0';

const environmentOf = (endpoint: string, folder: string): Record<string, string> => ({
  AWS_ENDPOINT_URL: endpoint,
  AWS_REGION: REGION,
  AWS_ACCESS_KEY_ID: `AKIA${HOME}`,
  AWS_SECRET_ACCESS_KEY: 'secret',
  POSTWATCH_TABLE: 'postwatch',
  POSTWATCH_ALERTS_TOPIC: TOPIC,
  POSTWATCH_HEALTH_TOPIC: TOPIC.replace('alerts', 'health'),
  POSTWATCH_STACK: 'Postwatch',
  POSTWATCH_BUCKET: `files.s3.${REGION}.amazonaws.com`,
  POSTWATCH_CHECK_PTR: 'check-ptr',
  POSTWATCH_CHECK_DNSBL: 'check-dnsbl',
  POSTWATCH_CHECK_SPF: 'check-spf',
  POSTWATCH_SETTINGS_FOLDER: folder,
});

function setEnvironment(variables: Readonly<Record<string, string>>): () => void {
  const before = Object.keys(variables).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, variables);
  return () => {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  };
}

/** What functions write are JSON lines on standard output; the test runner's own lines pass. */
function captureOutput(lines: string[]): () => void {
  const write = process.stdout.write;
  process.stdout.write = ((chunk: string | Uint8Array, ...rest: never[]) => {
    if (typeof chunk !== 'string' || !chunk.startsWith('{"')) return write.call(process.stdout, chunk, ...rest);
    lines.push(chunk.trimEnd());
    return true;
  }) as typeof process.stdout.write;
  return () => {
    process.stdout.write = write;
  };
}

/** `Credential=AKIA123456789012/20261124/eu-west-1/ec2/aws4_request`: who asks whom, and where. */
function signedBy(authorization = ''): { account: string; region: string; service: string } {
  const [key = '', , region = '', service = ''] = /Credential=([^,]+)/.exec(authorization)?.[1]?.split('/') ?? [];
  return { account: key.slice(4), region, service };
}

const S3_ACTIONS: Readonly<Record<string, string>> = { GET: 'GetObject', PUT: 'PutObject', DELETE: 'DeleteObject' };

/** S3 speaks REST: the method says what is asked. */
function serveS3(world: AwsWorld, request: Parameters<typeof s3>[1]): ReturnType<typeof s3> {
  const { account, region } = signedBy(String(request.headers['authorization']));
  const call: Call = {
    service: 's3',
    action: S3_ACTIONS[request.method] ?? request.method,
    place: `${account}/${region}`,
  };
  world.calls.push(call);
  const refused = world.refuse(call);
  if (refused === null) return s3(world.s3, request);
  return { status: refused.status, body: `<Error><Code>${refused.code}</Code></Error>` };
}

function serve(world: AwsWorld, headers: http.IncomingHttpHeaders, body: string): Reply {
  const { account, region, service } = signedBy(headers.authorization);
  const target = headers['x-amz-target'];
  const form = new URLSearchParams(target === undefined ? body : '');
  const action = typeof target === 'string' ? target.split('.')[1]! : form.get('Action')!;
  const call: Call = { service, action, place: `${account}/${region}` };
  world.calls.push(call);
  const refused = world.refuse(call);
  if (refused !== null) {
    const { code, status } = refused;
    return target === undefined
      ? queryError(service, code, `notified to refuse: ${code}`, status)
      : { status, body: JSON.stringify({ __type: code, message: `notified to refuse: ${code}` }) };
  }
  switch (service) {
    case 'dynamodb':
      return dynamoHttp(world.table)(action, body);
    case 'ssm':
      return ssm(world.parameters, JSON.parse(body));
    case 'sns':
      return sns(world, form);
    case 'states':
      return { status: 200, body: JSON.stringify({ executionArn: 'arn:aws:states:::execution', startDate: 1 }) };
    case 'sts':
      return sts(form, (role, externalId) => (world.roles[role] === externalId ? `AKIA${role.split(':')[4]}` : null));
    default: {
      const here = world.ec2[call.place] ?? { addresses: [] };
      return ec2({ regions: world.regions, interfaces: [], ...here }, form);
    }
  }
}

export type Handler = (event: unknown, context: typeof CONTEXT) => Promise<unknown>;
export type Functions = Readonly<Record<(typeof NAMES)[number], Handler>>;

const NAMES = ['discover', 'check-ptr', 'check-dnsbl', 'check-spf', 'close', 'notify'] as const;

/** The real handlers, from their sources or from where `fileOf` says. */
export async function functions(
  fileOf = (name: (typeof NAMES)[number]) => `../../../functions/${name}.ts`,
): Promise<Functions> {
  const loaded = await Promise.all(NAMES.map(async (name) => [name, (await import(fileOf(name))).handler] as const));
  return Object.fromEntries(loaded) as Functions;
}

type Discovered = {
  readonly run: string | null;
  readonly items: readonly { function: string; run: string; key: string }[];
};

export type Executed = {
  readonly run: string | null;
  readonly items: readonly string[];
  readonly closed: { readonly notices: number; readonly missing: readonly string[] };
  readonly notified: { readonly published: number; readonly held: boolean };
};

/** One execution, step by step as the state machine has them; a failed item is recorded and the rest goes on. */
export async function execute(at: string, called: Functions): Promise<Executed> {
  const { run, items } = (await called.discover({ at }, CONTEXT)) as Discovered;
  for (const { function: name, run: of, key } of items) {
    await called[name as keyof Functions]({ run: of, key }, CONTEXT).catch(() => ({ key, failed: true }));
  }
  const closed = (await called.close({ run }, CONTEXT)) as Executed['closed'];
  const notified = (await called.notify({ run }, CONTEXT)) as Executed['notified'];
  return { run, items: items.map(({ key }) => key), closed, notified };
}
