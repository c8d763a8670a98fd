/** More new addresses than a run takes on: the others are said to be unchecked, and looked at by the next run. */
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { dnsList, hourly, metric, NOON, SENDER, SETTINGS, SOUND } from '../support/aws/scene.ts';
import { type AwsWorld, awsWorld, type Functions, functions, HOME, REGION } from '../support/aws/world.ts';

let world: AwsWorld;
let called: Functions;

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOON });
  const real = await import('../../shared/watch/run/take-on.ts');
  const takeOn: typeof real.takeOn = (targets, known) => real.takeOn(targets, known, 2);
  vi.doMock('../../shared/watch/run/take-on.ts', () => ({ ...real, takeOn }));
  vi.resetModules();
  called = await functions();
  world = await awsWorld({ settings: SETTINGS, lists: [dnsList('alpha', 'critical')], zone: SOUND });
  world.ec2[`${HOME}/${REGION}`] = {
    addresses: [10, 11, 12, 13, 14].map((at) => ({ ...SENDER, ip: `198.51.100.${at}`, id: `eipalloc-${at}` })),
  };
});
afterAll(async () => {
  vi.doUnmock('../../shared/watch/run/take-on.ts');
  vi.resetModules();
  vi.useRealTimers();
  await world.close();
});

it('of five new addresses a run that takes on two checks two, then four, then all, and expects five each time', async () => {
  const hour = hourly(
    () => world,
    () => called,
  );
  for (const n of [0, 1, 2, 3]) await hour(n, SOUND);
  expect(metric(world, 'AddressesExpected')).toEqual([5, 5, 5, 5]);
  expect(metric(world, 'AddressesChecked')).toEqual([2, 4, 5, 5]);
  const waiting = world.lines.filter((line) => line.includes('new addresses wait for a later run'));
  expect(waiting.map((line) => JSON.parse(line).waiting)).toEqual([3, 1]);
});
