import { afterEach, describe, expect, it } from 'vitest';
import { newState } from '../../shared/watch/incidents/state.ts';
import { type TestApi, testApi } from './support/api.ts';

let opened: TestApi[] = [];
const api = (options: Parameters<typeof testApi>[0] = {}): TestApi => {
  const one = testApi(options);
  opened.push(one);
  return one;
};
afterEach(() => {
  for (const one of opened) {
    expect(one.open()).toBe(0);
    one.close();
  }
  opened = [];
});

const REVERSE = '421 Temporarily rejected. Reverse DNS for 203.0.113.2 failed.';
const MESSAGE = `Return-Path: <>
From: MAILER-DAEMON@mx.example.net
To: news@example.com
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

It could not be delivered.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example.com

Final-Recipient: rfc822; secret.person@example.net
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 <secret.person@example.net>: Recipient address rejected: User unknown

--b--
`.replaceAll('\n', '\r\n');

const SES = {
  notificationType: 'Bounce',
  bounce: {
    bounceType: 'Permanent',
    bounceSubType: 'General',
    bouncedRecipients: [
      {
        emailAddress: 'secret.person@example.net',
        action: 'failed',
        status: '5.1.1',
        diagnosticCode: 'smtp; 550 5.1.1 user unknown',
      },
    ],
    timestamp: '2026-11-24T12:00:00.000Z',
  },
  mail: { source: 'news@example.com', destination: ['secret.person@example.net'] },
};
const SNS = { Type: 'Notification', TopicArn: 'arn:aws:sns:eu-west-1:123456789012:b', Message: JSON.stringify(SES) };

const causes = async (response: Response): Promise<unknown> => {
  expect(response.status).toBe(200);
  const { diagnoses } = (await response.json()) as { diagnoses: { cause: string }[] };
  return diagnoses.map(({ cause }) => cause);
};

describe('POST /diagnose', () => {
  it.each<[string, string, unknown, string[]]>([
    ['text', 'text/plain', REVERSE, ['ptr-missing']],
    ['text with a charset', 'Text/Plain; charset=UTF-8', REVERSE, ['ptr-missing']],
    ['a message', 'message/rfc822', MESSAGE, ['user-unknown']],
    ['JSON with a text', 'application/json', { text: REVERSE }, ['ptr-missing']],
    ['a notification of SES', 'application/json', SES, ['user-unknown']],
    ['SNS with a notification of SES', 'application/json', SNS, ['user-unknown']],
    // SNS posts its JSON under this type.
    ['SNS as it posts', 'text/plain; charset=UTF-8', SNS, ['user-unknown']],
    ['what is no bounce', 'text/plain', 'Dear Bob', []],
    ['a JSON text', 'application/json', '"Dear Bob"', []],
  ])('accepts %s', async (_what, type, body, expected) => {
    expect(await causes(await api().post('/diagnose', body, { 'content-type': type }))).toEqual(expected);
  });

  it('checks now, unless the request says not to', async () => {
    const one = api();
    const live = async (query: string) => {
      const response = await one.post(`/diagnose${query}`, { text: REVERSE });
      const { diagnoses } = (await response.json()) as { diagnoses: { live: { verdict: string }[] }[] };
      return diagnoses.flatMap((diagnosis) => diagnosis.live.map(({ verdict }) => verdict));
    };
    expect(await live('?offline=1')).toEqual([]);
    expect(one.dns.asked).toEqual([]);
    expect(await live('')).toEqual(['confirmed now']);
    expect(await live('?ip=203.0.113.1')).toEqual(['no longer true']);
  });
});

describe('POST /diagnose of what the command line answers with more than diagnoses', () => {
  type Answer = {
    readonly diagnoses: readonly unknown[];
    readonly groups: readonly unknown[];
    readonly unmatched: readonly { readonly meaning: string }[];
  };
  const answer = async (body: string, language = 'en'): Promise<Answer> => {
    const headers = { 'content-type': 'text/plain', 'accept-language': language };
    return (await (await api().post('/diagnose?offline=1', body, headers)).json()) as Answer;
  };
  const line = (n: number) =>
    `2026-11-24T07:00:00+00:00 mx postfix/smtp[7]: Q${String(n).padStart(9, '0')}: to=<u${n}@example.net>, relay=mx.example.net[198.51.100.7]:25, delay=1, dsn=5.7.1, status=bounced (host mx.example.net[198.51.100.7] said: 554 5.7.1 Client host [203.0.113.2] blocked using zen.spamhaus.org)`;
  const log = (n: number) => Array.from({ length: n }, (_, at) => line(at)).join('\n');

  it('a log has its groups, and no limit of a hundred', async () => {
    const groups = [{ count: 250, cause: 'ip-blocklisted', ip: '203.0.113.2', receiver: 'example.net' }];
    expect(await answer(log(250))).toMatchObject({ groups, diagnoses: [{ cause: 'ip-blocklisted' }] });
    const small = await answer(log(3));
    expect([small.diagnoses.length, small.groups.length]).toEqual([3, 1]);
  });

  it('what no rule knows has the meaning of its code, in the language of the request', async () => {
    const { unmatched } = await answer('550 xyzzy');
    expect(unmatched).toMatchObject([{ text: '550 xyzzy', smtpCode: 550, meaning: expect.stringMatching(/^Either/) }]);
    const korean = await answer('550 xyzzy', 'ko');
    expect(korean.unmatched[0]!.meaning).toMatch(/메일함/);
  });

  it('an input that is not a bounce is named', async () => {
    const xml = '<feedback><report_metadata></report_metadata><policy_published></policy_published></feedback>';
    expect(await answer(xml)).toMatchObject({ diagnoses: [], other: 'dmarc-report' });
  });
});

describe('POST /diagnose is refused, and nothing is asked', () => {
  it.each<[string, string, string | Uint8Array, string, number, RegExp]>([
    ['HTML', '', '<p>', 'text/html', 415, /JSON or text.*text\/plain or message\/rfc822/],
    ['nothing', '', '', 'text/plain', 400, /empty/],
    ['broken JSON', '', '{"text":', 'application/json', 400, /not valid JSON/],
    ['binary', '', Uint8Array.from({ length: 99 }, (_, n) => n), 'text/plain', 400, /binary/],
    ['more than 1 MB', '', 'x'.repeat(1_048_577), 'text/plain', 413, /larger than 1048576/],
    ['more than 1 MB of JSON', '', JSON.stringify({ text: 'x'.repeat(1_048_577) }), 'application/json', 413, /larger/],
    [
      'JSON without a bottom',
      '',
      `${'['.repeat(300_000)}${']'.repeat(300_000)}`,
      'application/json',
      400,
      /too deeply/,
    ],
    ['a private address', '?ip=10.0.0.1', REVERSE, 'text/plain', 400, /No mail can come from 10\.0\.0\.1/],
    ['a wrong domain', '?domain=a%20b', REVERSE, 'text/plain', 400, /not a domain/],
  ])('with %s', async (_what, query, body, type, status, said) => {
    const one = api();
    const response = await one.get(`/diagnose${query}`, { method: 'POST', body, headers: { 'content-type': type } });
    expect(response.status).toBe(status);
    expect(((await response.json()) as { detail: string }).detail).toMatch(said);
    expect(one.dns.asked).toEqual([]);
  });

  it.each(['gzip', 'br', 'GZIP, identity'])(
    'with a body that was compressed (%s): 415, and how to send it',
    async (coding) => {
      const headers = { 'content-type': 'text/plain', 'content-encoding': coding };
      const response = await api().post('/diagnose', REVERSE, headers);
      expect(response.status).toBe(415);
      expect(((await response.json()) as { detail: string }).detail).toMatch(/must not be compressed/);
    },
  );

  it('but not with a body of 1 MB', async () => {
    const text = `${REVERSE}\n`.padEnd(1_048_576, 'x');
    expect(await causes(await api().post('/diagnose', text, { 'content-type': 'text/plain' }))).toContain(
      'ptr-missing',
    );
  });

  it('with more targets than the budget', async () => {
    const one = api({ limits: { perMinute: 2 } });
    const ask = async () => (await one.post('/diagnose?offline=1', { text: REVERSE })).status;
    expect([await ask(), await ask(), await ask()]).toEqual([200, 200, 429]);
  });
});

it('POST /diagnose logs no recipient', async () => {
  const one = api();
  await one.post('/diagnose', MESSAGE, { 'content-type': 'message/rfc822' });
  await one.post('/diagnose', SNS);
  await one.post('/diagnose', 'secret.person@example.net', { 'content-type': 'text/plain' });
  expect(one.log).toHaveLength(3);
  expect(JSON.stringify(one.log)).not.toMatch(/secret|example\.net/);
});

it('names the Elastic IP that the watch knows, and says how to find another', async () => {
  const one = api({ ports: { watch: { ...api().ports.watch, state: async (target) => known.get(target) ?? null } } });
  const remedyFor = async (ip: string, query = ''): Promise<string> => {
    const answer = await one.post(`/diagnose${query}`, {
      text: `421 Temporarily rejected. Reverse DNS for ${ip} failed.`,
    });
    const { diagnoses } = (await answer.json()) as { diagnoses: { remedy: { text: string } }[] };
    return diagnoses[0]!.remedy.text;
  };
  for (const query of ['', '?offline=1']) {
    expect(await remedyFor('203.0.113.2', query)).toContain('This is the Elastic IP eipalloc-0a in eu-west-1.');
    expect(await remedyFor('203.0.113.2', query)).toContain('--region eu-west-1');
    expect(await remedyFor('203.0.113.3', query)).toContain('aws ec2 describe-addresses --public-ips 203.0.113.3');
  }
});

const known = new Map([
  ['203.0.113.2', { ...newState('203.0.113.2'), place: '111122223333/eu-west-1', allocationId: 'eipalloc-0a' }],
]);
