/** With `aws.reverseDns: manage` a run hands the tags that differ from EC2's record to the function `reverse-dns`. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { handler as discover } from '../../functions/discover.ts';
import { dnsList, NOON, SENDER, SETTINGS, SOUND } from '../support/aws/scene.ts';
import { type AwsWorld, awsWorld, CONTEXT, HOME, REGION } from '../support/aws/world.ts';

let world: AwsWorld;
afterEach(async () => {
  vi.useRealTimers();
  await world.close();
});

async function itemsWith(reverseDns: string | undefined) {
  vi.useFakeTimers({ toFake: ['Date'], now: NOON });
  const aws = { ...SETTINGS.aws, ...(reverseDns === undefined ? {} : { reverseDns }) };
  world = await awsWorld({ settings: { ...SETTINGS, aws }, lists: [dnsList('alpha', 'critical')], zone: SOUND });
  const managed = { ...SENDER.tags, 'postwatch:manage': 'true', 'postwatch:ptr': 'mail.example.com' };
  world.ec2[`${HOME}/${REGION}`] = {
    addresses: [
      { ...SENDER, tags: managed, ptr: 'old.example.net.' },
      { ip: '198.51.100.11', id: 'eipalloc-11', instance: 'i-2', tags: managed, ptr: 'mail.example.com.' },
      { ip: '198.51.100.12', id: 'eipalloc-12', instance: 'i-3', tags: { 'postwatch:ptr': 'mx.example.com' } },
    ],
  };
  const { run, items } = (await discover({ at: new Date(NOON).toISOString() }, CONTEXT)) as {
    run: string;
    items: { function: string; run: string; key: string }[];
  };
  return { run, items, checks: items.filter(({ function: name }) => name !== 'reverse-dns') };
}

describe('discover', () => {
  it('adds an item for each, beside the checks', async () => {
    const { run, items, checks } = await itemsWith('manage');
    expect(checks.length).toBeGreaterThan(1);
    expect(items.slice(checks.length)).toEqual([{ function: 'reverse-dns', run, key: SENDER.ip }]);
  });

  it.each([['advise'], [undefined]])('adds none with %s', async (setting) => {
    const { items, checks } = await itemsWith(setting);
    expect(items).toEqual(checks);
  });
});
