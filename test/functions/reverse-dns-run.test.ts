/** With `aws.reverseDns: manage` a run hands the tags that differ from EC2's record to the function `reverse-dns`. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Discovery } from '../../adapters/aws/steps/discovery.ts';
import { handler as discover } from '../../functions/discover.ts';
import { defined } from '../../shared/model/defined.ts';
import { dnsList, HOUR, NOON, SENDER, SETTINGS, SOUND } from '../support/aws/scene.ts';
import { type AwsWorld, awsWorld, CONTEXT, HOME, REGION } from '../support/aws/world.ts';

let world: AwsWorld;
afterEach(async () => {
  vi.useRealTimers();
  await world.close();
});

const MANAGED = { ...SENDER.tags, 'postwatch:manage': 'true', 'postwatch:ptr': 'mail.example.com' };

async function itemsWith(reverseDns: string | undefined) {
  vi.useFakeTimers({ toFake: ['Date'], now: NOON });
  const aws = { ...SETTINGS.aws, ...defined({ reverseDns }) };
  world = await awsWorld({ settings: { ...SETTINGS, aws }, lists: [dnsList('alpha', 'critical')], zone: SOUND });
  world.ec2[`${HOME}/${REGION}`] = {
    addresses: [
      { ...SENDER, tags: MANAGED, ptr: 'old.example.net.' },
      { ip: '198.51.100.11', id: 'eipalloc-11', instance: 'i-2', tags: MANAGED, ptr: 'mail.example.com.' },
      { ip: '198.51.100.12', id: 'eipalloc-12', instance: 'i-3', tags: { 'postwatch:ptr': 'mx.example.com' } },
    ],
  };
  const { run, items } = (await discover({ at: new Date(NOON).toISOString() }, CONTEXT)) as Discovery;
  return { run, items, checks: items.filter(({ function: name }) => name !== 'reverse-dns') };
}

describe('discover, where reverse names are managed', () => {
  it('adds an item for each address, beside the checks', async () => {
    const { run, items, checks } = await itemsWith('manage');
    expect(checks.length).toBeGreaterThan(1);
    expect(items.slice(checks.length)).toEqual([{ function: 'reverse-dns', run, key: SENDER.ip }]);
  });

  it('sets some of many in each run, in turn, so that the items fit into one state', async () => {
    await itemsWith('manage');
    world.ec2[`${HOME}/${REGION}`] = {
      addresses: Array.from({ length: 250 }, (_, n) => ({
        ip: `44.0.${n >> 8}.${n & 255}`,
        id: `eipalloc-${n}`,
        instance: `i-${n}`,
        tags: MANAGED,
      })),
    };
    const set = new Set<string>();
    for (let hour = 1; hour <= 2; hour++) {
      vi.setSystemTime(NOON + hour * HOUR);
      const { items } = (await discover({ at: new Date(NOON + hour * HOUR).toISOString() }, CONTEXT)) as Discovery;
      const names = items.filter(({ function: name }) => name === 'reverse-dns').map(({ key }) => key);
      expect(new Set(names).size).toBe(200);
      for (const name of names) set.add(name);
    }
    expect(set.size).toBe(250);
  });

  it.each([['advise'], [undefined]])('adds no item with %s', async (setting) => {
    const { items, checks } = await itemsWith(setting);
    expect(items).toEqual(checks);
  });
});
