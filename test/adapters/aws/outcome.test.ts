/** What AWS says instead of an answer, or what stands in its way: always a value, in bounded words, and in time. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { DescribeAddressesCommand, EC2Client } from '@aws-sdk/client-ec2';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CLIENT } from '../../../adapters/aws/client.ts';
import { outcomeOf } from '../../../adapters/aws/outcome.ts';
import { queryError } from '../../support/aws/services.ts';

let answer: (response: http.ServerResponse) => void;
let server: http.Server;

beforeEach(async () => {
  server = http.createServer((request, response) => {
    request.resume();
    answer(response);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
});

/** One call, as every client of ours makes it, but with less patience. */
async function called(ms = 5000) {
  const times = Object.keys(CLIENT.requestHandler).map((time) => [time, ms]);
  const client = new EC2Client({
    ...{ ...CLIENT, maxAttempts: 1, region: 'eu-west-1', requestHandler: Object.fromEntries(times) },
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    credentials: { accessKeyId: 'AKIA123456789012', secretAccessKey: 'secret' },
  });
  try {
    return await outcomeOf(() => client.send(new DescribeAddressesCommand({})));
  } finally {
    client.destroy();
  }
}

describe('a call that hangs', () => {
  it.each<[string, typeof answer]>([
    ['without an answer', () => {}],
    [
      'in the middle of the answer',
      (response) => {
        response.writeHead(200);
        response.write('<DescribeAddressesResponse>');
      },
    ],
  ])('%s is given up, and worth trying again', async (_, given) => {
    answer = given;
    expect(await called(50)).toMatchObject({ ok: false, kind: 'busy' });
  });
});

it.each([
  [502, '<html><br>Bad Gateway</html>', 'busy'],
  [200, 'Please log in', 'busy'],
  [407, 'Proxy Authentication Required', 'refused'],
] as const)("an answer that is not AWS's, HTTP %i, is a value as well: %s", async (status, body, kind) => {
  answer = (response) => void response.writeHead(status).end(body);
  expect(await called()).toEqual({ ok: false, kind, code: `HTTP ${status}`, message: body });
});

it.each(['SELF_SIGNED_CERT_IN_CHAIN', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'CERT_HAS_EXPIRED', 'HPE_INVALID_CONSTANT'])(
  'a connection that Node does not trust, or cannot read, is refused: %s',
  async (code) => {
    const outcome = await outcomeOf(() => Promise.reject(Object.assign(new Error('no'), { code })));
    expect(outcome).toEqual({ ok: false, kind: 'refused', code, message: 'no' });
  },
);

it('a bug stays one', async () => {
  await expect(outcomeOf(() => Promise.reject(new TypeError('x is no function')))).rejects.toThrow(TypeError);
});

describe("AWS's message", () => {
  it('is bounded', async () => {
    const { body, status } = queryError('ec2', 'InvalidParameterValue', 'x'.repeat(100_000));
    answer = (response) => void response.writeHead(status).end(body);
    expect(await called()).toMatchObject({ kind: 'refused', message: 'x'.repeat(4000) });
  });

  it('does not repeat the session token', async () => {
    const request = "'POST\n/\n\nhost:ec2.eu-west-1.amazonaws.com\nX-Amz-Security-Token:IQoJb3Jp//Z2luX2V+j==\n'";
    const { body } = queryError('ec2', 'SignatureDoesNotMatch', `The Canonical String should have been ${request}`);
    answer = (response) => void response.writeHead(403).end(body);
    const outcome = await called();
    expect(outcome).toMatchObject({ kind: 'refused', message: expect.stringContaining('host:ec2') });
    expect(JSON.stringify(outcome)).not.toMatch(/IQoJ|Z2lu/);
  });
});
