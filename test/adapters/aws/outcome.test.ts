/** What AWS says instead of an answer, or what stands in its way: always a value, in bounded words, and in time. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { DescribeAddressesCommand, EC2Client } from '@aws-sdk/client-ec2';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CLIENT } from '../../../adapters/aws/client.ts';
import { outcomeOf } from '../../../adapters/aws/outcome.ts';

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
async function called(ms = 5000, scheme = 'http') {
  const times = Object.keys(CLIENT.requestHandler).map((time) => [time, ms]);
  const client = new EC2Client({
    ...{ ...CLIENT, maxAttempts: 1, region: 'eu-west-1', requestHandler: Object.fromEntries(times) },
    endpoint: `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`,
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
