/** The inbox with the events that EventBridge, SNS and the scheduler send, over DynamoDB, S3 and SNS on loopback. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { NOON } from '../support/zone.ts';
import { type Aws, localAws, setEnvironment } from './aws.ts';

type Result = { readonly diagnoses: number; readonly notified: boolean };

let aws: Aws;
let restore: () => void;
let handler: (event: unknown) => Promise<Result>;
const lines: string[] = [];
const TOPIC = 'arn:aws:sns:eu-west-1:123456789012:alerts';

beforeAll(async () => {
  aws = await localAws();
  restore = setEnvironment({
    AWS_ENDPOINT_URL: aws.url,
    POSTWATCH_STACK: 'Postwatch',
    POSTWATCH_TABLE: 'postwatch',
    POSTWATCH_ALERTS_TOPIC: TOPIC,
    POSTWATCH_HEALTH_TOPIC: TOPIC.replace('alerts', 'health'),
    POSTWATCH_BUCKET: 'files.s3.eu-west-1.amazonaws.com',
  });
  vi.spyOn(process.stdout, 'write').mockImplementation((line) => {
    lines.push(String(line));
    return true;
  });
  handler = (await import('../../functions/inbox.ts')).handler;
});
afterAll(async () => {
  vi.restoreAllMocks();
  restore();
  await aws.close();
});
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOON });
  aws.table.items.clear();
  aws.s3.objects.clear();
  aws.s3.requests.length = 0;
  aws.failing.clear();
  aws.published.length = 0;
  lines.length = 0;
});
afterEach(() => {
  vi.useRealTimers();
});

const hours = (n: number): void => void vi.setSystemTime(Date.now() + n * 3_600_000);

let messages = 0;
/** As SNS invokes a function. */
const sns = (message: object | string, id = `00000000-0000-0000-0000-${String(++messages).padStart(12, '0')}`) => ({
  Records: [
    {
      EventSource: 'aws:sns',
      EventVersion: '1.0',
      EventSubscriptionArn: 'arn:aws:sns:eu-west-1:123456789012:ses-bounces:b0c1',
      Sns: {
        Type: 'Notification',
        MessageId: id,
        TopicArn: 'arn:aws:sns:eu-west-1:123456789012:ses-bounces',
        Subject: null,
        Message: typeof message === 'string' ? message : JSON.stringify(message),
        Timestamp: '2026-11-24T12:00:00.000Z',
        SignatureVersion: '1',
        Signature: 'c2lnbmF0dXJl',
        SigningCertUrl: 'https://sns.eu-west-1.amazonaws.com/SimpleNotificationService.pem',
        UnsubscribeUrl: 'https://sns.eu-west-1.amazonaws.com/?Action=Unsubscribe',
        MessageAttributes: {},
      },
    },
  ],
});

/** A bounce notification of SES (developer guide, "Amazon SNS notification contents"). */
const ses = (diagnosticCode: string, recipients: readonly string[] = ['secret.person@example.net']) => ({
  notificationType: 'Bounce',
  bounce: {
    feedbackId: '0102018f-0000',
    bounceType: 'Permanent',
    bounceSubType: 'General',
    bouncedRecipients: recipients.map((emailAddress) => ({
      emailAddress,
      action: 'failed',
      status: '5.7.1',
      diagnosticCode: `smtp; ${diagnosticCode}`,
    })),
    timestamp: '2026-11-24T12:00:00.000Z',
    remoteMtaIp: '198.51.100.25',
    reportingMTA: 'dns; a.smtp-out.eu-west-1.amazonses.com',
  },
  mail: {
    timestamp: '2026-11-24T11:59:00.000Z',
    source: 'news@example.com',
    messageId: '0102',
    destination: recipients,
  },
});

/** What a receipt rule with an SNS action publishes. */
const received = (mail: string, encoding: 'BASE64' | 'UTF8') => ({
  notificationType: 'Received',
  mail: { source: '', destination: ['bounces@example.com'], messageId: 'abc', headersTruncated: false },
  receipt: {
    recipients: ['bounces@example.com'],
    action: { type: 'SNS', topicArn: 'arn:aws:sns:eu-west-1:123456789012:mail', encoding },
  },
  content: encoding === 'BASE64' ? Buffer.from(mail).toString('base64') : mail,
});

const MAIL = [
  'From: MAILER-DAEMON@mx.example.net',
  'Subject: Undelivered Mail Returned to Sender',
  '',
  '<secret.person@example.net>: host mx.example.net[198.51.100.25] said: 550 5.7.25 The IP address sending this message',
  '(203.0.113.9) does not have a PTR record. Grüße',
].join('\r\n');

const PTR = '550 5.7.25 The IP address sending this message (203.0.113.9) does not have a PTR record';
const UNKNOWN_USER = '550 5.1.1 <secret.person@example.net>: Recipient address rejected: User unknown';
const LISTED = '554 5.7.1 Service unavailable; Client host [203.0.113.9] blocked using zen.spamhaus.org';

const counts = (): Record<string, number> =>
  Object.fromEntries(
    [...aws.table.items.values()]
      .filter(({ pk }) => /^BOUNCES#\d/.test(pk?.S ?? ''))
      .map(({ pk, sk, count }) => [`${pk?.S?.slice(8)} ${sk?.S}`, Number(count?.N)]),
  );
const published = (): readonly { subject: string; text: string }[] =>
  aws.published
    .filter((form) => form.get('Action') === 'Publish')
    .map((form) => ({ subject: form.get('Subject') ?? '', text: JSON.parse(form.get('Message') ?? '{}').email }));

describe('a message in the inbox', () => {
  it.each<[string, object | string, string]>([
    ['a notification of SES', ses(PTR), 'gmail ptr-missing sender'],
    ['a message that SES received, in base64', received(MAIL, 'BASE64'), 'gmail ptr-missing sender'],
    ['a message that SES received, as text', received(MAIL, 'UTF8'), 'gmail ptr-missing sender'],
    ['a reply that a person published', UNKNOWN_USER, 'unknown user-unknown recipient'],
  ])('is counted as a bounce: %s', async (_what, message, key) => {
    expect(await handler(sns(message))).toMatchObject({ diagnoses: 1 });
    const [only, ...rest] = Object.entries(counts());
    expect(rest).toEqual([]);
    expect(only).toEqual([expect.stringContaining(key.split(' ').slice(1).join(' ')), 1]);
    expect(only![0]).toMatch(/^2026-11-24 /);
  });

  it.each<[string, object | string]>([
    ['what is no bounce', 'Dear Bob, lunch at noon?'],
    ['a delivery', { notificationType: 'Delivery', mail: { destination: ['a@example.net'] }, delivery: {} }],
    ['JSON of another make', { content: 1, receipt: null }],
    ['binary', received('\u0000\u0001\u0000', 'BASE64')],
    ['nothing', ''],
  ])('is ignored: %s', async (_what, message) => {
    expect(await handler(sns(message))).toEqual({ diagnoses: 0, notified: false });
    expect(aws.table.items.size).toBe(0);
  });

  it.each([
    [{}],
    [null],
    [{ at: 'soon' }],
    ['text'],
    [{ 'detail-type': 'Object Created', detail: { object: { key: 'runs/secret' } } }],
    [{ 'detail-type': 'Object Created', detail: { object: { key: 7 } } }],
    [{ 'detail-type': 'Object Created', detail: null }],
    [{ 'detail-type': 'Object Deleted', detail: { object: { key: 'mail/abc' } } }],
  ])('is refused as an event of another service: %j', async (event) => {
    await expect(handler(event)).rejects.toThrow(/neither from S3 nor from SNS nor from the schedule/);
  });

  it('is counted once, however often SNS delivers it', async () => {
    const event = sns(ses(UNKNOWN_USER, ['a@example.net', 'b@example.net']));
    await handler(event);
    await handler(event);
    await handler(sns(ses(UNKNOWN_USER)));
    expect(Object.values(counts())).toEqual([3]);
  });

  it('leaves no recipient in the table, the log or a notice, and all that is kept has an end', async () => {
    await handler(sns(ses(`${LISTED} <secret.person@example.net>`)));
    await handler(sns(received(MAIL, 'BASE64')));
    const all = JSON.stringify([...aws.table.items.values()]) + lines.join('') + JSON.stringify(published());
    expect(all).not.toContain('secret.person');
    expect([...aws.table.items.values()].filter(({ ttl }) => ttl === undefined)).toEqual([]);
  });
});

/** As EventBridge invokes with what SES has put into the bucket. */
const arrived = (key = 'mail/abc') => ({
  version: '0',
  id: '17793124-05d4-b198-2fde-7ededc63b103',
  'detail-type': 'Object Created',
  source: 'aws.s3',
  account: '123456789012',
  time: '2026-11-24T12:00:00Z',
  region: 'eu-west-1',
  resources: ['arn:aws:s3:::files'],
  detail: {
    version: '0',
    bucket: { name: 'files' },
    object: { key, size: 5, etag: 'b1946ac92492d2347c6235b4d2611184', sequencer: '00617F08299329D189' },
    'request-id': 'N4N7GDK58NMKJ12R',
    requester: '123456789012',
    'source-ip-address': '198.51.100.1',
    reason: 'PutObject',
  },
});
const put = (mail: string | Uint8Array, key = 'mail/abc'): void => {
  aws.s3.objects.set(`files/${key}`, typeof mail === 'string' ? Buffer.from(mail) : mail);
};

describe('a mail in the bucket', () => {
  it('is counted and deleted, however large it is: SNS took 150 KB', async () => {
    put(`${MAIL}\r\n${'x'.repeat(5_000_000)}`);
    expect(await handler(arrived())).toMatchObject({ diagnoses: 1, notified: true });
    expect(Object.entries(counts())).toEqual([['2026-11-24 example.net ptr-missing sender', 1]]);
    expect(aws.s3.requests).toEqual(['GET files/mail/abc', 'DELETE files/mail/abc']);
    expect(aws.s3.objects.size).toBe(0);
  });

  it.each<[string, string | Uint8Array]>([
    ['what SES writes to see whether it may', 'This is a test message from Amazon SES'],
    ['nothing at all', ''],
    ['octets without a meaning', new Uint8Array(3_000_000)],
    ['headers without an end', `Subject: ${'a: b\r\n'.repeat(1_000_000)}`],
    ['parts within parts', 'Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n'.repeat(60_000)],
  ])('%s is let go, and deleted', async (_what, mail) => {
    put(mail);
    expect(await handler(arrived())).toMatchObject({ notified: false });
    expect(aws.s3.objects.size).toBe(0);
  });

  it('that was read before counts no second time', async () => {
    put(MAIL);
    await handler(arrived());
    expect(await handler(arrived())).toEqual({ diagnoses: 0, notified: false });
    // Deleted later than it was counted, and delivered once more in between.
    put(MAIL);
    await handler(arrived());
    expect(Object.values(counts())).toEqual([1]);
    expect(aws.s3.objects.size).toBe(0);
  });

  it.each(['S3', 'DynamoDB', 'SNS'] as const)('stays until another try, when %s fails', async (service) => {
    put(MAIL);
    aws.failing.set(service, 403);
    await expect(handler(arrived())).rejects.toThrow();
    expect(aws.s3.objects.size).toBe(1);
    aws.failing.clear();
    expect(await handler(arrived())).toMatchObject({ diagnoses: 1, notified: true });
    expect(aws.s3.objects.size).toBe(0);
    expect(Object.values(counts())).toEqual([1]);
  });

  it('is refused with a key that S3 cannot have', async () => {
    await expect(handler(arrived(`mail/${'x'.repeat(1024)}`))).rejects.toThrow(/neither from S3/);
    expect(aws.s3.requests).toEqual([]);
  });

  it('leaves no recipient in the log, nor in the table', async () => {
    put(MAIL);
    await handler(arrived());
    expect(JSON.stringify([...aws.table.items.values()]) + lines.join('')).not.toContain('secret.person');
  });
});

describe('a notice of the inbox', () => {
  it('is sent for a new cause on the sender’s side, with what to do, and not for causes of the recipients', async () => {
    await handler(sns(ses(UNKNOWN_USER)));
    expect(published()).toEqual([]);
    expect(await handler(sns(ses(PTR)))).toMatchObject({ notified: true });
    const [message] = published();
    expect(message!.subject).toMatch(
      /^\[Postwatch\] Bounces: .* refuses your mail \(your address has no valid reverse DNS\)$/,
    );
    for (const part of ['203.0.113.9', '1. ', 'https://', 'npx postwatch diagnose'])
      expect(message!.text).toContain(part);
  });

  it('is sent once a week for a cause, and once an hour for anything new', async () => {
    for (let n = 0; n < 5; n++) await handler(sns(ses(PTR)));
    await handler(sns(ses(LISTED)));
    expect(published()).toHaveLength(1);
    hours(1.1);
    await handler(sns(ses(PTR)));
    await handler(sns(ses(LISTED)));
    expect(published().map(({ subject }) => /\((.*)\)/.exec(subject)?.[1])).toEqual([
      'your address has no valid reverse DNS',
      'your address is on a blocklist',
    ]);
    hours(24 * 7);
    await handler(sns(ses(PTR)));
    expect(published()).toHaveLength(3);
  });

  it('that SNS refused makes the call fail, and is sent by the next try', async () => {
    const event = sns(ses(PTR));
    aws.failing.set('SNS', 404);
    await expect(handler(event)).rejects.toThrow(/SNS did not accept the message/);
    aws.failing.clear();
    expect(await handler(event)).toMatchObject({ notified: true });
    expect(published()).toHaveLength(1);
    expect(Object.values(counts())).toEqual([1]);
  });

  it('has the counts of the day before each morning, once, and is not sent where there were none', async () => {
    await handler(sns(ses(UNKNOWN_USER, ['a@example.net', 'b@example.net', 'c@example.org'])));
    await handler(sns(ses(PTR)));
    aws.published.length = 0;
    const morning = { at: '2026-11-25T06:00:00Z' };
    expect(await handler(morning)).toEqual({ diagnoses: 0, notified: true });
    expect(await handler(morning)).toEqual({ diagnoses: 0, notified: false });
    expect(await handler({ at: '2026-11-26T06:00:00Z' })).toEqual({ diagnoses: 0, notified: false });
    const [message, ...rest] = published();
    expect(rest).toEqual([]);
    expect(message!.subject).toBe('[Postwatch] Bounces on 2026-11-24: 4, of which 1 on your side');
    expect(message!.text).toMatch(/ {6}2 {2}example\.net {2}there is no such mailbox \(recipient\)/);
  });
});

/** The commands of the runbook that make the event of a message in the queue of failed events. */
const OPERATIONS = readFileSync(new URL('../../docs/operations.md', import.meta.url), 'utf8');
const program = (pattern: RegExp): string => pattern.exec(OPERATIONS)?.[1] ?? 'error("not in the runbook")';
const EVENT_OF_MESSAGE = program(/^jq -r '([^']+)' failed\.json > event\.json$/m);
const WRAPPED_AS_SNS = program(/`jq '([^']+)' failed\.json > event\.json`/);

/** As `aws sqs receive-message` prints it. */
const messageOf = (body: object | string, attributes: Readonly<Record<string, string>> = {}) => ({
  Messages: [
    {
      MessageId: '3f2c8a52-1b5f-4f0a-9c4c-2f6d8b1f0c11',
      ReceiptHandle: 'AQEB',
      Body: typeof body === 'string' ? body : JSON.stringify(body),
      Attributes: { SentTimestamp: '1795521600000', ApproximateReceiveCount: '1' },
      MessageAttributes: Object.fromEntries(
        Object.entries(attributes).map(([name, StringValue]) => [name, { StringValue, DataType: 'String' }]),
      ),
    },
  ],
});

const eventOf = (message: object, jq = EVENT_OF_MESSAGE): unknown =>
  JSON.parse(execFileSync('jq', ['-r', jq], { input: JSON.stringify(message), encoding: 'utf8' }));

const FUNCTION = 'arn:aws:lambda:eu-west-1:123456789012:function:Inbox';

/** What Lambda sends where a call failed at all its tries (Lambda developer guide, "Capturing records of asynchronous invocations"). */
const givenUp = (requestPayload: unknown, errorMessage: string) =>
  messageOf({
    version: '1.0',
    timestamp: '2026-11-24T12:03:10.000Z',
    requestContext: {
      requestId: 'c6af9ac6-7b61-11e6-9a41-93e8deadbeef',
      functionArn: `${FUNCTION}:$LATEST`,
      condition: 'RetriesExhausted',
      approximateInvokeCount: 3,
    },
    requestPayload,
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    responsePayload: { errorType: 'Error', errorMessage, trace: [] },
  });

/** What a rule or a schedule sends that could not reach its target: the event itself, and why in the attributes. */
const undelivered = (event: object) =>
  messageOf(event, {
    ERROR_CODE: 'THROTTLING',
    ERROR_MESSAGE: 'Rate Exceeded.',
    RULE_ARN: 'arn:aws:events:eu-west-1:123456789012:rule/Arrived',
    TARGET_ARN: FUNCTION,
  });

describe('an event in the queue of failed events, sent again as the runbook says', () => {
  it('that the function failed at three times half way is counted once, and its notice is sent', async () => {
    const event = sns(ses(LISTED));
    aws.failing.set('SNS', 500);
    let error = '';
    // Lambda's own tries: counted by the first, refused by SNS each time.
    for (let tries = 0; tries < 3; tries += 1)
      await handler(event).catch((why: Error) => {
        error = why.message;
      });
    expect(error).not.toBe('');
    expect(published()).toEqual([]);
    aws.failing.clear();
    const again = eventOf(givenUp(event, error));
    expect(again).toEqual(event);
    expect(await handler(again)).toMatchObject({ diagnoses: 1, notified: true });
    expect(Object.values(counts())).toEqual([1]);
    expect(published()).toHaveLength(1);
    // Whoever sends it once more by mistake.
    await handler(again);
    expect(Object.values(counts())).toEqual([1]);
    expect(published()).toHaveLength(1);
  });

  it('that is a mail which the function could not delete is counted once, and then deleted', async () => {
    put(MAIL);
    aws.failing.set('S3', 503);
    await expect(handler(arrived())).rejects.toThrow();
    aws.failing.clear();
    expect(await handler(eventOf(givenUp(arrived(), 'S3 answered 503')))).toMatchObject({ diagnoses: 1 });
    expect(aws.s3.objects.size).toBe(0);
    expect(await handler(eventOf(givenUp(arrived(), 'S3 answered 503')))).toMatchObject({ diagnoses: 0 });
    expect(Object.values(counts())).toEqual([1]);
  });

  it('that its rule could not deliver is the event of the rule', async () => {
    put(MAIL);
    const again = eventOf(undelivered(arrived()));
    expect(again).toEqual(arrived());
    expect(await handler(again)).toMatchObject({ diagnoses: 1 });
  });

  it('that its schedule could not deliver is the input of the schedule', async () => {
    await handler(sns(ses(UNKNOWN_USER)));
    hours(24);
    const again = eventOf(undelivered({ at: new Date().toISOString() }));
    expect(await handler(again)).toMatchObject({ notified: true });
    expect(await handler(again)).toMatchObject({ notified: false });
  });

  it('that its topic could not deliver is wrapped as SNS would', async () => {
    const [{ Sns }] = sns(ses(UNKNOWN_USER)).Records as unknown as [{ Sns: Record<string, unknown> }];
    const again = eventOf(messageOf(Sns), WRAPPED_AS_SNS) as { Records: { Sns: object }[] };
    expect(again.Records[0]!.Sns).toEqual(Sns);
    expect(await handler(again)).toMatchObject({ diagnoses: 1 });
    await handler(again);
    expect(Object.values(counts())).toEqual([1]);
  });
});
