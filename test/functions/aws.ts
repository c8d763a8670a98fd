/** As much of AWS as the API talks to, on loopback: DynamoDB and SSM over JSON, SNS over forms. Found through AWS_ENDPOINT_URL alone. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type DynamoTable, dynamoTable } from '../support/aws/dynamodb.ts';
import { dynamoHttp } from '../support/aws/dynamodb-http.ts';
import { isS3, type S3World, s3 } from '../support/aws/s3.ts';

type Service = 'DynamoDB' | 'S3' | 'SSM' | 'SNS';

export type Aws = {
  readonly url: string;
  readonly table: DynamoTable;
  readonly s3: S3World;
  /** SSM parameters by name. */
  readonly parameters: Map<string, string>;
  /** The fields of each SNS request. */
  readonly published: URLSearchParams[];
  /** What was asked of SSM, as JSON. */
  readonly ssm: string[];
  /** Answers every request of the service with this status instead. */
  readonly failing: Map<Service, number>;
  readonly close: () => Promise<void>;
};

export async function localAws(): Promise<Aws> {
  const table = dynamoTable();
  const [parameters, failing] = [new Map<string, string>(), new Map<Service, number>()];
  const [published, ssm]: [URLSearchParams[], string[]] = [[], []];
  const world: S3World = { objects: new Map(), requests: [] };
  const answer = (target: string, body: string): { status: number; body: string } => {
    const [service = '', operation = ''] = target.split('.');
    const name = service.startsWith('DynamoDB') ? 'DynamoDB' : service === 'AmazonSSM' ? 'SSM' : 'SNS';
    const status = failing.get(name);
    if (status !== undefined) return { status, body: name === 'SNS' ? SNS_ERROR : '{"__type":"InternalServerError"}' };
    if (name === 'DynamoDB') return dynamoHttp(table)(operation, body);
    if (name === 'SSM') {
      ssm.push(`${operation} ${body}`);
      return { status: 200, body: JSON.stringify(ssmAnswer(operation, JSON.parse(body), parameters)) };
    }
    published.push(new URLSearchParams(body));
    return { status: 200, body: SNS_PUBLISHED };
  };
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const { method = '', url: path = '', headers } = request;
      if (isS3(method, headers)) {
        const failed = failing.get('S3');
        const reply =
          failed === undefined
            ? s3(world, { method, path, headers, body: Buffer.concat(parts) })
            : { status: failed, body: '' };
        response.writeHead(reply.status).end(reply.body);
        return;
      }
      const { status, body } = answer(String(request.headers['x-amz-target'] ?? ''), Buffer.concat(parts).toString());
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(body);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = (): Promise<void> =>
    new Promise((done) => {
      server.close(() => done());
      server.closeAllConnections();
    });
  return { url, table, s3: world, parameters, published, ssm, failing, close };
}

type SsmInput = { readonly Names?: readonly string[]; readonly Path?: string };

function ssmAnswer(operation: string, { Names = [], Path = '' }: SsmInput, parameters: ReadonlyMap<string, string>) {
  const shown = ([Name, Value]: readonly [string, string]) => ({ Name, Value, Type: 'SecureString' });
  if (operation === 'GetParametersByPath')
    return { Parameters: [...parameters].filter(([name]) => name.startsWith(`${Path}/`)).map(shown) };
  return {
    Parameters: [...parameters].filter(([name]) => Names.includes(name)).map(shown),
    InvalidParameters: Names.filter((name) => !parameters.has(name)),
  };
}

const SNS_PUBLISHED =
  '<PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishResult><MessageId>1</MessageId></PublishResult></PublishResponse>';
const SNS_ERROR =
  '<ErrorResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><Error><Type>Sender</Type><Code>NotFound</Code><Message>Topic does not exist</Message></Error></ErrorResponse>';

/** What the SDK and the functions read; undone by the returned function. */
export function setEnvironment(variables: Readonly<Record<string, string>>): () => void {
  const all = {
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    ...variables,
  };
  const before = Object.keys(all).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, all);
  return () => {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  };
}
