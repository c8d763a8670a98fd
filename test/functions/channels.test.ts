/** Mail, chat and a webhook beside each other: each has an outbox of its own, and none waits for another. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { publishersIn } from '../../adapters/aws/channels/channels.ts';
import { wordingIn } from '../../adapters/aws/channels/wording.ts';
import { readEnvironment } from '../../adapters/aws/settings/environment.ts';
import { tableApi } from '../../adapters/aws/table/api-table.ts';
import { systemClock } from '../../adapters/local/clock.ts';
import { testDigest } from '../../shared/notices/test-notice.ts';
import { tryChannels } from '../../shared/watch/run/trial.ts';
import { dnsList, hourly, metric, NOON, SENDER, SETTINGS, SOUND, said, WITHOUT_PTR } from '../support/aws/scene.ts';
import { type AwsWorld, awsWorld, type Functions, functions, HOME, REGION } from '../support/aws/world.ts';

const CHAT = `arn:aws:sns:${REGION}:${HOME}:chat`;
const VARIABLES = {
  POSTWATCH_CHAT_TOPIC: CHAT,
  POSTWATCH_WEBHOOK: 'yes',
  POSTWATCH_LANGUAGE: 'ko',
  POSTWATCH_ZONE: 'Asia/Seoul',
  POSTWATCH_ENDPOINT: 'https://api.example.com/',
};

let called: Functions;
let world: AwsWorld;
let hook: Server;
/** What the webhook answers, and what it got. */
let status: number;
let posted: { body: { subject: string; notices: { transition: string }[] }; signature: string | undefined }[];

const hour = hourly(
  () => world,
  () => called,
);

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOON });
  [status, posted] = [200, []];
  hook = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => {
      body += String(part);
    });
    request.on('end', () => {
      posted.push({ body: JSON.parse(body), signature: request.headers['postwatch-signature']?.toString() });
      response.writeHead(status).end();
    });
  });
  await new Promise<void>((done) => hook.listen(0, '127.0.0.1', done));
  world = await awsWorld({ settings: SETTINGS, lists: [dnsList('alpha', 'critical')], variables: VARIABLES });
  world.ec2[`${HOME}/${REGION}`] = { addresses: [SENDER] };
  world.parameters['/postwatch/webhook-url'] = `http://127.0.0.1:${(hook.address() as AddressInfo).port}/hidden`;
  world.parameters['/postwatch/webhook-secret'] = 'correct-horse-battery-staple';
  called = await functions();
});

afterEach(async () => {
  vi.useRealTimers();
  hook.close();
  await world.close();
});

/** As the API tells it. */
const undelivered = async () => {
  const limits = async () => ({ cacheMs: 0, perMinute: 1, perDay: 1 });
  return (await tableApi({ name: 'postwatch', clock: systemClock, limits }).watch.latestRun())?.undelivered;
};

describe('a run with several channels', () => {
  it('notifies each channel once, in the language and the zone of the settings', async () => {
    await hour(0, SOUND);
    await hour(1, WITHOUT_PTR);
    await hour(2, WITHOUT_PTR);
    expect(said(world)).toEqual(['opened 198.51.100.10']);
    const mail = world.published.at(-1)!;
    expect(mail.subject).toBe('[Postwatch] CRITICAL 198.51.100.10 (eu-west-1, i-1): no reverse DNS');
    expect(mail.text).toContain('[심각]  198.51.100.10 (eu-west-1, i-1) 역방향 DNS(PTR) 없음');
    expect(mail.text).toContain('2026-11-24 22:00 KST (13:00 UTC)');
    expect(mail.text).toMatch(
      /npx postwatch ack [0-9a-f]{12} --why "\.\.\." --endpoint https:\/\/api\.example\.com\/\n/,
    );
    expect(world.chat).toMatchObject([
      {
        version: '1.0',
        source: 'custom',
        content: { title: '[Postwatch] [심각] 198.51.100.10 (eu-west-1, i-1) 역방향 DNS(PTR) 없음' },
        metadata: { threadId: expect.stringMatching(/^[0-9a-f]{12}$/) },
      },
    ]);
    expect(posted.map(({ body }) => body.notices.map(({ transition }) => transition))).toEqual([['opened']]);
    expect(posted[0]?.signature).toMatch(/^t=\d+,v1=[0-9a-f]{64}$/);
  });

  it('continues after a channel that refuses or throws, and notifies that one later', async () => {
    await hour(0, SOUND);
    status = 410;
    await expect(hour(1, WITHOUT_PTR)).rejects.toThrow(/^webhook: the webhook at 127\.0\.0\.1:\d+ answered 410$/);
    expect(said(world)).toEqual(['opened 198.51.100.10']);
    expect(world.chat).toHaveLength(1);
    expect(await undelivered()).toEqual([
      {
        channel: 'webhook',
        notices: 1,
        why: expect.stringContaining('answered 410'),
        translated: { ko: expect.stringContaining('HTTP 410 응답') },
      },
    ]);
    status = 200;
    await hour(2, WITHOUT_PTR);
    expect(await undelivered()).toBeUndefined();
    expect(said(world)).toEqual(['opened 198.51.100.10']);
    expect(world.chat).toHaveLength(1);
    expect(posted).toHaveLength(2);
    expect(metric(world, 'OutboxOldestSeconds').at(-1)).toBe(0);
    expect(world.lines.join('\n')).not.toMatch(/hidden|horse/);
  });

  it('whose mail refuses still notifies the others', async () => {
    await hour(0, SOUND);
    world.refuse = ({ service, action }) =>
      service === 'sns' && action === 'Publish' ? { code: 'AuthorizationError', status: 403 } : null;
    await expect(hour(1, WITHOUT_PTR)).rejects.toThrow(
      /sns: SNS did not accept the message.*chat: SNS did not accept the message/,
    );
    expect(posted).toHaveLength(1);
  });
});

describe('the test notice', () => {
  const trial = () => {
    const environment = readEnvironment(process.env);
    const channels = publishersIn(environment, { once: true }).map(({ channel }) => channel);
    return tryChannels(channels, testDigest('alice', NOON, wordingIn(environment)));
  };

  it('goes through all channels', async () => {
    expect(await trial()).toEqual(['sns', 'chat', 'webhook'].map((channel) => ({ channel, outcome: { ok: true } })));
    expect(posted[0]?.body).toMatchObject({ subject: '[Postwatch] [테스트] 알림 수신 확인', notices: [] });
    expect(world.published[0]?.subject).toBe('[Postwatch] TEST: notices arrive here');
  });

  it.each<[string, () => void, RegExp]>([
    ['is not stored', () => delete world.parameters['/postwatch/webhook-url'], /--name \/postwatch\/webhook-url/],
    ['is no address', () => (world.parameters['/postwatch/webhook-url'] = 'hidden'), /The webhook has no address/],
    [
      'may not be read',
      () =>
        (world.refuse = ({ service }) => (service === 'ssm' ? { code: 'AccessDeniedException', status: 400 } : null)),
      /could not be read: AccessDenied/,
    ],
    ['refuses', () => (status = 503), /answered 503$/],
  ])('says of a webhook that %s so, once', async (_what, spoil, why) => {
    spoil();
    const outcomes = await trial();
    expect(outcomes.map(({ outcome }) => outcome.ok)).toEqual([true, true, false]);
    expect(outcomes[2]?.outcome).toEqual({
      ok: false,
      why: expect.objectContaining({ en: expect.stringMatching(why) }),
    });
    expect(JSON.stringify(outcomes)).not.toMatch(/hidden|horse/);
    expect(posted.length).toBeLessThan(2);
  });
});
