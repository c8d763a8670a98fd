import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LISTS } from '../../shared/dnsbl/lists.ts';
import { inProcess } from '../support/cli.ts';
import { type CliWorld, cliWorld, KEY, list } from './world.ts';

let world: CliWorld;
beforeAll(async () => {
  world = await cliWorld();
});
afterAll(() => world.close());

const run = (args: readonly string[]) => inProcess([...args, '--resolver', world.resolver]);

describe('postwatch spf', () => {
  it.each([
    ['pass', 0, ['203.0.113.1', 'example.com']],
    ['pass', 0, ['203.0.113.1', 'someone@example.com']],
    ['pass', 0, ['203.0.113.1', '', '--helo', 'example.com']],
    ['softfail', 1, ['203.0.113.1', 'soft.example.com']],
    ['none', 1, ['203.0.113.1', 'mail.example.com']],
    ['fail', 2, ['203.0.113.9', 'example.com']],
    ['permerror', 2, ['203.0.113.1', 'broken.example.com']],
  ])('gives %s with exit %i for %j', async (result, code, args) => {
    const ran = await run(['spf', ...args, '--json']);
    const view = JSON.parse(ran.out);
    expect(view.result).toBe(result);
    expect(Object.keys(view)).toEqual(expect.arrayContaining(['result', 'reason', 'lookups', 'voidLookups', 'tree']));
    expect(ran.code).toBe(code);
  });

  it('gives temperror with exit 3 where the resolver cannot be reached', async () => {
    const ran = await inProcess(['spf', '203.0.113.1', 'example.com', '--json', '--resolver', '127.0.0.1:1']);
    expect(JSON.parse(ran.out).result).toBe('temperror');
    expect(ran.code).toBe(3);
  });

  it('shows the term that decided', async () => {
    const { out } = await run(['spf', '203.0.113.1', 'example.com']);
    expect(out).toContain('ip4:203.0.113.1');
    expect(out).toContain('pass');
  });
});

describe('postwatch lists', () => {
  const health = async (...ids: readonly string[]) => {
    const file = world.file(
      'health.json',
      ids.map((id) => list(id)),
    );
    const ran = await run(['lists', '--health', '--json', '--lists', file, '--timeout', '600']);
    return {
      code: ran.code,
      states: JSON.parse(ran.out).lists.map((row: { id: string; state: string }) => `${row.id} ${row.state}`),
    };
  };

  it.each([
    [0, ['good', 'second'], ['good healthy', 'second healthy']],
    [1, ['good', 'refusing'], ['good healthy', 'refusing refused']],
    [3, ['refusing', 'mute'], ['refusing refused', 'mute unreachable']],
  ])('with --health exits %i for %j', async (code, ids, states) => {
    expect(await health(...ids)).toEqual({ code, states });
  });

  it('shows every list of the built-in table with its state, and asks no question', async () => {
    world.asked.length = 0;
    const ran = await run(['lists', '--json', '--all']);
    const rows = JSON.parse(ran.out).lists;
    expect(rows.map(({ id }: { id: string }) => id).sort()).toEqual(LISTS.map(({ id }) => id).sort());
    expect(Object.keys(rows[0]).sort()).toEqual(['id', 'scope', 'severity', 'state', 'why', 'zone']);
    const dead = rows.filter(({ state }: { state: string }) => state === 'dead');
    expect(dead.map(({ id }: { id: string }) => id).sort()).toEqual(
      LISTS.filter(({ status }) => status === 'dead')
        .map(({ id }) => id)
        .sort(),
    );
    expect(world.asked).toEqual([]);
  });

  it.each<[string, readonly string[], Record<string, string>, Record<string, string>]>([
    ['through a resolver of one’s own', ['--resolver', '127.0.0.1'], {}, { 'spamhaus-zen-public': 'on' }],
    ['with a key', ['--resolver', '127.0.0.1'], { POSTWATCH_KEY_SPAMHAUS: KEY }, { 'spamhaus-zen': 'on' }],
    ['through a public one', ['--resolver', '9.9.9.9'], {}, { 'spamhaus-zen': 'needs-key' }],
    ['through both', ['--resolver', '127.0.0.1', '--resolver', '8.8.8.8'], {}, { 'spamhaus-zen': 'needs-key' }],
    ['through the system’s', [], {}, { 'spamhaus-zen': 'needs-key' }],
  ])('shows which form of Spamhaus ZEN is on %s', async (_what, resolver, env, expected) => {
    const { out } = await inProcess(['lists', '--json', ...resolver], { env });
    const rows: { id: string; state: string }[] = JSON.parse(out).lists;
    const zen = rows.filter(({ id }) => id.startsWith('spamhaus-zen'));
    expect(Object.fromEntries(zen.map(({ id, state }) => [id, state]))).toEqual(expected);
  });
});
