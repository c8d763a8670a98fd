/** What AWS says instead of an answer, or what stands in its way: always a value, in bounded words, and in time. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { DescribeAddressesCommand, EC2Client } from '@aws-sdk/client-ec2';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CLIENT, loginProblem } from '../../../adapters/aws/account/client.ts';
import { outcomeOf } from '../../../adapters/aws/account/outcome.ts';
import { awsRefused } from '../../../shared/reverse-dns/refusals.ts';
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
    ...CLIENT,
    maxAttempts: 1,
    region: 'eu-west-1',
    requestHandler: Object.fromEntries(times),
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    credentials: { accessKeyId: 'AKIA123456789012', secretAccessKey: 'secret' },
  });
  try {
    return await outcomeOf(() => client.send(new DescribeAddressesCommand({})));
  } finally {
    client.destroy();
  }
}

describe('a call to AWS that hangs', () => {
  it.each<[string, typeof answer]>([
    ['without an answer', () => {}],
    [
      'in the middle of the answer',
      (response) => {
        response.writeHead(200);
        response.write('<DescribeAddressesResponse>');
      },
    ],
  ])('%s is given up, and can be tried again', async (_, given) => {
    answer = given;
    expect(await called(50)).toMatchObject({ ok: false, kind: 'busy' });
  });
});

it.each([
  [502, '<html><br>Bad Gateway</html>', 'busy'],
  [200, 'Please log in', 'busy'],
  [407, 'Proxy Authentication Required', 'refused'],
] as const)(
  "a proxy's answer in place of AWS's, HTTP %i, is an outcome and not an exception: %s",
  async (status, body, kind) => {
    answer = (response) => void response.writeHead(status).end(body);
    expect(await called()).toEqual({ ok: false, kind, code: `HTTP ${status}`, message: body });
  },
);

it.each(['SELF_SIGNED_CERT_IN_CHAIN', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'CERT_HAS_EXPIRED', 'HPE_INVALID_CONSTANT'])(
  'a connection with an error that does not pass, %s, is refused and not tried again',
  async (code) => {
    const outcome = await outcomeOf(() => Promise.reject(Object.assign(new Error('no'), { code })));
    expect(outcome).toEqual({ ok: false, kind: 'refused', code, message: 'no' });
  },
);

it.each([
  new TypeError('x is no function'),
  Object.assign(new TypeError('The "path" argument must be of type string'), { code: 'ERR_INVALID_ARG_TYPE' }),
])('a bug in our code is thrown and not taken for an outcome of AWS: %s', async (bug) => {
  await expect(outcomeOf(() => Promise.reject(bug))).rejects.toThrow(bug.message);
});

type Failing = Error & { $fault?: 'client' | 'server'; code?: string };
const network = (code: string): Failing => Object.assign(new AggregateError([]), { code });
const fromAws = (name: string, message = 'no', $fault: 'client' | 'server' = 'client'): Failing =>
  Object.assign(new Error(message), { name, $fault });
const fromSdk = (name: string, message: string): Failing => Object.assign(new Error(message), { name });

/** The error; what is said of it; the next step; whether it is tried again by itself. */
const TROUBLES: readonly [Failing, RegExp, RegExp, boolean][] = [
  [network('ECONNREFUSED'), /could not be reached \(ECONNREFUSED\)/, /network, proxy and firewall/, true],
  [network('ECONNRESET'), /could not be reached/, /network/, true],
  [network('EHOSTUNREACH'), /could not be reached/, /network/, true],
  [network('ENETUNREACH'), /could not be reached/, /network/, true],
  [network('EPIPE'), /could not be reached/, /network/, true],
  [network('ENOTFOUND'), /name of AWS's endpoint could not be resolved/, /DNS/, true],
  [network('EAI_AGAIN'), /name of AWS's endpoint could not be resolved/, /DNS/, true],
  [network('ETIMEDOUT'), /did not answer in time/, /network/, true],
  [fromSdk('TimeoutError', 'Connection timed out after 3000 ms'), /did not answer in time/, /network/, true],
  [network('CERT_HAS_EXPIRED'), /certificate .* is not trusted/, /NODE_EXTRA_CA_CERTS/, false],
  [network('ERR_TLS_CERT_ALTNAME_INVALID'), /certificate .* is not trusted/, /proxy/, false],
  [network('DEPTH_ZERO_SELF_SIGNED_CERT'), /certificate .* is not trusted/, /proxy/, false],
  [network('HPE_INVALID_CONSTANT'), /not AWS's API/, /proxy or a login page/, false],
  [
    fromSdk('CredentialsProviderError', 'Could not load credentials from any providers'),
    ...([/no usable AWS credentials/, /Log in/, false] as const),
  ],
  [
    fromSdk('TokenProviderError', "Token is expired. run 'aws sso login'"),
    /no usable AWS credentials/,
    /Log in/,
    false,
  ],
  [fromAws('ExpiredToken'), /credentials have expired/, /Log in again/, false],
  [fromAws('ExpiredTokenException'), /credentials have expired/, /Log in again/, false],
  [fromAws('RequestExpired', 'Request has expired.'), /request has expired/, /Log in again.*clock/, false],
  [fromAws('RequestTimeTooSkewed'), /time of the request is wrong/, /clock/, false],
  [
    fromAws('SignatureDoesNotMatch', 'Signature expired: 20261130T100000Z is now earlier than 20261130T101500Z'),
    ...([/time of the request is wrong/, /clock/, false] as const),
  ],
  [
    fromAws(
      'InvalidSignatureException',
      'Signature not yet current: 20261130T1030Z is still later than 20261130T1015Z',
    ),
    ...([/time of the request is wrong/, /clock/, false] as const),
  ],
  [fromAws('SignatureDoesNotMatch', 'does not match'), /does not accept the credentials/, /whose they are/, false],
  [fromAws('AuthFailure'), /does not accept the credentials/, /whose they are.*clock/, false],
  [fromAws('InvalidClientTokenId'), /does not accept the credentials/, /whose they are/, false],
  [fromAws('UnrecognizedClientException'), /does not accept the credentials/, /whose they are/, false],
  [fromAws('OptInRequired'), /has not enabled this Region/, /Enable the Region/, false],
  [fromAws('UnauthorizedOperation'), /permission denied/, /Add ec2:X to the policy of these credentials/, false],
  [fromAws('AccessDeniedException'), /permission denied/, /Add ec2:X to the policy of these credentials/, false],
  [fromAws('RequestLimitExceeded'), /busy: .*too many calls/, /later/, true],
  [fromAws('Throttling'), /busy: .*too many calls/, /later/, true],
  [fromAws('ThrottlingException'), /busy: .*too many calls/, /later/, true],
  [fromAws('PriorRequestNotComplete'), /working on an earlier change/, /in a minute/, true],
  [fromAws('InternalError', 'no', 'server'), /internal error/, /later/, true],
  [fromAws('Unavailable', 'no', 'server'), /internal error/, /later/, true],
  [fromAws('NobodyKnowsThis', 'no', 'server'), /internal error/, /later/, true],
  [fromAws('InvalidParameterValue'), /refused it/, /what the message names/, false],
];

describe('why AWS gave no answer', () => {
  it.each(TROUBLES.map((row) => [row[0].code ?? row[0].name, row[0].message, ...row] as const))(
    '%s with the message %j is explained, with the next step',
    async (_code, _message, error, fact, next, isPassing) => {
      const outcome = await outcomeOf(() => Promise.reject(error));
      if (outcome.ok) throw new Error('an outcome');
      expect(outcome.kind === 'busy').toBe(isPassing);
      const { reason, text, message, whatToDo } = awsRefused('ec2:X', outcome);
      expect(reason).toBe('aws-refused');
      expect(text).toMatch(fact);
      // What Node or the SDK said is not shown as AWS's own message.
      expect(message).toBe('$fault' in error ? error.message : undefined);
      expect(whatToDo).toMatch(next);
      // "Busy" is AWS's own word, and of nobody else.
      expect(/busy/i.test(text + whatToDo)).toBe(/Throttl|RequestLimit/.test(outcome.code));
    },
  );
});

it.each([
  ['Could not load credentials from any providers', 'no AWS credentials were found'],
  ['The SSO session associated with this profile has expired. Run aws sso login.', 'do not work: The SSO session'],
  ['Profile mail could not be found in shared credentials file.', 'do not work: Profile mail could not'],
])('a failed login is explained with the reason and the commands that help: %s', (message, said) => {
  const { en, ko } = loginProblem(new Error(message));
  expect(en).toContain(said);
  for (const text of [en, ko]) expect(text).toMatch(/"aws sso login".*"aws configure"/);
});

describe('the message of AWS that is passed on', () => {
  it('is cut after 4000 characters', async () => {
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
