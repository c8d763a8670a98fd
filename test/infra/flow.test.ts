/**
 * The state machine of the template with the real functions, over a small AWS on loopback: what people are told, and
 * whether every call that a function makes is among the rights that its role has in the template.
 */

import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Zone } from '../../cli/sandbox/zones.ts';
import { defined } from '../../shared/model/defined.ts';
import { dnsList, HOUR, NOON, SENDER, SETTINGS, SOUND, said } from '../support/aws/scene.ts';
import { type AwsWorld, awsWorld, CONTEXT, functions, type Handler, HOME, REGION } from '../support/aws/world.ts';
import { templateOf, withAws } from '../support/stack.ts';
import { definitionOf, execute, type Invoke } from '../support/state-machine.ts';
import { rightsOf } from './rights.ts';

/** Of the keyed list. */
const KEY = 'abcdef1234567890';
const WITH_KEYED = { ...SOUND, [`2.0.0.127.${KEY}.keyed.lists.example`]: { A: ['127.0.0.2'] } };

const OTHER = '210987654321';
const ROLE = `arn:aws:iam::${OTHER}:role/postwatch-read`;
const settings = {
  ...SETTINGS,
  aws: { ...SETTINGS.aws, accounts: [{ roleArn: ROLE, externalId: 'a-long-random-text' }] },
};

// One at a time, so that a call belongs to the function that is running.
const template = templateOf(withAws({ workers: 1, accounts: settings.aws.accounts }));
const definition = definitionOf(template);
const granted = rightsOf(template);

let world: AwsWorld;
let handlers: Readonly<Record<string, Handler>>;
/** Function -> IAM actions it needed. */
const needed = new Map<string, Set<string>>();
let running = '';

const need = (action: string): void => {
  const own = needed.get(running) ?? new Set();
  needed.set(running, own.add(action));
};

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOON });
  const keyed = { ...dnsList('keyed', 'critical'), zone: '{key}.keyed.lists.example', operatorId: 'spamhaus' };
  world = await awsWorld({ settings, lists: [dnsList('alpha', 'critical'), dnsList('beta', 'minor'), keyed] });
  world.roles[ROLE] = 'a-long-random-text';
  world.parameters['/postwatch/keys/spamhaus'] = KEY;
  world.ec2[`${HOME}/${REGION}`] = {
    addresses: [SENDER, { ip: '203.0.113.20', id: 'eipalloc-20', interface: 'eni-nat' }],
    interfaces: [{ id: 'eni-nat', type: 'nat_gateway', requesterManaged: true }],
  };
  world.refuse = ({ service, action }) => {
    if (service !== 'dynamodb') need(`${service}:${action}`);
    return null;
  };
  // A transaction asks for the rights of its parts.
  world.table.hook = (operation, when, input) => {
    if (when === 'after') return;
    if (operation !== 'TransactWriteItems') need(`dynamodb:${operation}`);
    else for (const item of input.TransactItems) need(`dynamodb:${Object.keys(item)[0]}Item`);
  };
  const api = (await import('../../functions/api.ts')).handler as unknown as Handler;
  const { handler: reverseDns } = await import('../../functions/reverse-dns.ts');
  handlers = { ...(await functions()), api, 'reverse-dns': reverseDns };
});
afterAll(async () => {
  vi.useRealTimers();
  await world.close();
});
afterEach(() => {
  running = '';
});

const invoke: Invoke = async (name, payload) => {
  running = name;
  return handlers[name]!(payload, CONTEXT);
};

const { '10.100.51.198.in-addr.arpa': _gone, ...withoutPtr } = WITH_KEYED as Zone;

const hour = (n: number, zone: Zone = WITH_KEYED) => {
  const at = NOON + n * HOUR;
  vi.setSystemTime(at);
  world.zone = zone;
  return execute(definition, { at: new Date(at).toISOString() }, invoke);
};

// The rights are compared with all that was done before, so the order is kept even where tests are shuffled.
describe('a deployment of the template', { shuffle: false }, () => {
  describe('the deployed state machine with the deployed functions', () => {
    it('reports what begins and what ends, each once, over hours', async () => {
      await hour(0);
      expect(world.published).toHaveLength(1);
      expect(world.published[0]!.subject).toContain('first report');
      await hour(1, withoutPtr);
      await hour(2, withoutPtr);
      await hour(3);
      await hour(4);
      await hour(5);
      expect(said(world)).toEqual(['opened 198.51.100.10', 'cleared 198.51.100.10']);
      expect(world.asked.some((question) => question.includes(KEY))).toBe(true);
    });

    it('continues when nothing is due', async () => {
      const before = world.published.length;
      await execute(definition, { at: 'again' }, invoke);
      expect(world.published).toHaveLength(before);
    });

    it('ends the incidents of an address that is gone', async () => {
      await hour(7, withoutPtr);
      await hour(8, withoutPtr);
      world.ec2[`${HOME}/${REGION}`] = { addresses: [] };
      await hour(9, withoutPtr);
      expect(said(world).slice(2)).toEqual(['opened 198.51.100.10', 'ended 198.51.100.10']);
    });
  });

  describe('a rare event in the deployed state machine', () => {
    const senders = [1, 2, 3, 4, 5].map((n) => ({ ...SENDER, ip: `198.51.${100 + n}.10`, id: `eipalloc-${n}` }));
    const listed = Object.fromEntries(
      senders.map(({ ip }) => [
        `${ip.split('.').reverse().join('.')}.${KEY}.keyed.lists.example`,
        { A: ['127.0.0.2'] },
      ]),
    );

    it('such as a list that suddenly lists most senders has its controls asked again, and is reported once', async () => {
      world.ec2[`${HOME}/${REGION}`] = { addresses: senders };
      await hour(20);
      const before = said(world).length;
      world.asked.length = 0;
      await hour(21, { ...WITH_KEYED, ...listed });
      await hour(22, { ...WITH_KEYED, ...listed });
      expect(
        said(world)
          .slice(before)
          .filter((one) => one === 'opened list:keyed'),
      ).toHaveLength(1);
    });

    it('such as a run that was killed is dropped by the next, and what it planned is asked', async () => {
      vi.setSystemTime(NOON + 23 * HOUR);
      const { run } = (await invoke('discover', { at: 'killed' })) as { run: string };
      const before = world.lines.length;
      await hour(24);
      const opened = world.lines.slice(before).find((line) => line.includes('"run opened"'));
      expect(run).toMatch(/^run-/);
      expect(opened).toBeDefined();
      expect(opened).not.toContain(run);
    });
  });

  describe('the deployed API on the same table', () => {
    const event = (method: string, rawPath: string, body?: object) => ({
      version: '2.0',
      routeKey: 'ANY /{proxy+}',
      rawPath,
      rawQueryString: '',
      isBase64Encoded: false,
      headers: body === undefined ? {} : JSON_BODY,
      ...defined({ body: body === undefined ? undefined : JSON.stringify(body) }),
      requestContext: {
        authorizer: { iam: { userArn: `arn:aws:iam::${HOME}:user/alice` } },
        domainName: 'abcdef.execute-api.eu-west-1.amazonaws.com',
        http: { method, path: rawPath, sourceIp: '198.51.100.7' },
      },
    });

    const JSON_BODY = { 'content-type': 'application/json' };

    it('shows a reverse name, sets it and removes it, with the function that does so', async () => {
      const tags = { ...SENDER.tags, 'postwatch:manage': 'true' };
      world.ec2[`${HOME}/${REGION}`] = { addresses: [{ ...SENDER, tags, ptr: 'old.example.net.' }] };
      const api = async (method: string, ip: string, body?: object) => {
        running = 'api';
        const asked = event(method, `/addresses/${ip}/reverse-dns`, body);
        return ((await handlers['api']!(asked, CONTEXT)) as { statusCode: number }).statusCode;
      };
      const look = () => invoke('reverse-dns', { job: SENDER.ip });
      expect(await api('GET', SENDER.ip)).toBe(200);
      expect(await api('GET', '198.51.100.99')).toBe(404);
      expect(await api('PUT', SENDER.ip, { hostname: 'mail.example.com', replace: true })).toBe(202);
      // This EC2 has nothing to change a name with, and says so: which right is asked for shows all the same.
      expect(await look()).toMatchObject({ stage: 'blocked' });
      expect(await api('DELETE', SENDER.ip)).toBe(202);
      expect(await look()).toMatchObject({ stage: 'blocked' });
      expect(await api('PUT', '198.51.100.99', { hostname: 'mail.example.com' })).toBe(202);
      expect(await invoke('reverse-dns', { job: '198.51.100.99' })).toMatchObject({ stage: 'blocked' });
    });

    it('snoozes what is open, and ends the snooze', async () => {
      running = 'api';
      const snooze = event('POST', '/snoozes', { target: '198.51.100.10', for: '1d', why: 'moving' });
      const { statusCode, body } = (await handlers['api']!(snooze, CONTEXT)) as { statusCode: number; body: string };
      expect(statusCode, body).toBe(200);
      const ended = event('DELETE', `/snoozes/${/"id":"(\w+)"/.exec(body)?.[1]}`);
      expect(await handlers['api']!(ended, CONTEXT)).toMatchObject({ statusCode: 200 });
    });

    it.each([
      ['GET', '/check/198.51.100.10'],
      ['GET', '/addresses'],
      ['GET', '/addresses/198.51.100.10'],
      ['GET', '/incidents'],
      ['GET', '/runs/latest'],
      ['GET', '/lists'],
      ['POST', '/notices/test'],
    ])('answers %s %s', async (method, path) => {
      running = 'api';
      const { statusCode } = (await handlers['api']!(event(method, path), CONTEXT)) as { statusCode: number };
      expect(statusCode).toBe(200);
    });
  });

  describe('the rights in the template', () => {
    const names: Readonly<Record<string, string>> = {
      Discover: 'discover',
      CheckPtr: 'check-ptr',
      CheckDnsbl: 'check-dnsbl',
      CheckSpf: 'check-spf',
      Close: 'close',
      Notify: 'notify',
      Api: 'api',
      ReverseDns: 'reverse-dns',
    };
    /** Of values larger than an item and of runs with a manifest, which no test of this size has (test/functions/large.test.ts has one). */
    const LARGE = ['dynamodb:BatchGetItem', 'dynamodb:BatchWriteItem', 's3:PutObject'];

    it.each(Object.entries(names))('allow %s what it did, and no more', (role, name) => {
      const did = [...(needed.get(name) ?? [])].sort();
      const own = granted.filter(({ who, action }) => who === role && !action.startsWith('logs:'));
      const may = [...new Set(own.map(({ action }) => action))].sort();
      expect(
        did.filter((action) => !may.includes(action)),
        'would be refused',
      ).toEqual([]);
      expect(
        may.filter((action) => !did.includes(action) && !LARGE.includes(action)),
        'nobody needs it',
      ).toEqual([]);
    });
  });
});
