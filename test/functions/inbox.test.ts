/** The inbox with the events that SNS and the scheduler send, over DynamoDB and SNS on loopback. */
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

  it.each([[{}], [null], [{ at: 'soon' }], ['text']])(
    'is refused as an event of another service: %j',
    async (event) => {
      await expect(handler(event)).rejects.toThrow(/neither from SNS nor from the schedule/);
    },
  );

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
