/** The inbox with the events that EventBridge, SNS and the scheduler send, over DynamoDB, S3 and SNS on loopback. */
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
