import { describe, expect, it } from 'vitest';
import { pureMemory } from '../../support/memory.ts';
import { HOUR, line, list, type Script, scripted, sender } from '../../support/watch.ts';
import { SOUND } from '../../support/watched-address.ts';

describe('a list with one incident over many addresses', () => {
  const targets = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => sender(`198.51.${n}.1`));
  const listed =
    (...numbers: number[]): Script =>
    (target, subject) =>
      subject === target ? SOUND : numbers.includes(Number(target.split('.')[2])) ? 'dnsbl.listed' : 'dnsbl.clear';
  const many = async (scripts: readonly Script[], last: object = {}) => {
    const memory = pureMemory();
    const watch = scripted('', { memory, targets, lists: [list('alpha')] });
    for (const [at, script] of scripts.entries()) {
      await watch.run(script, at === scripts.length - 1 ? last : {});
      watch.clock.advance(HOUR);
    }
    return { ...watch, memory };
  };

  it('says which addresses joined and left, once a run', async () => {
    // Four more are a mass listing again: a single one would be an incident of its own.
    const watch = await many([
      listed(),
      listed(1, 2, 3, 4),
      listed(2, 3, 4),
      listed(2, 3, 4),
      listed(3, 4, 5, 6, 7, 8),
    ]);
    const [opened, left, joined, ...rest] = watch.published.flat();
    const turn = { transition: 'members', target: 'list:alpha', incident: opened!.incident };
    expect(opened).toMatchObject({ ...turn, transition: 'opened' });
    expect(left).toMatchObject({ ...turn, members: { joined: [], left: ['198.51.1.1'], count: 3 } });
    const names = [5, 6, 7, 8].map((n) => `198.51.${n}.1`);
    expect(joined).toMatchObject({ ...turn, members: { joined: names, left: [], count: 7 } });
    expect(rest).toEqual([]);
  });

  it('supersedes the incident of an address that had one before, and has it as a member', async () => {
    const watch = await many([listed(), listed(6), listed(6), listed(1, 2, 3, 4, 6), listed(), listed()]);
    expect(watch.published.flat().map(line)).toEqual([
      'opened 198.51.6.1 dnsbl.listed',
      'opened list:alpha list.mass-listing',
      'ended 198.51.6.1 dnsbl.listed',
      'cleared list:alpha list.mass-listing',
    ]);
    const [own, opened, ended] = watch.published.flat();
    expect(ended).toMatchObject({ ended: 'superseded', incident: own!.incident });
    expect(opened!.finding!.summary).toContain('lists 5 senders');
    expect(await watch.memory.incident(own!.incident)).toMatchObject({ state: 'ended' });
    expect(await watch.memory.incident(opened!.incident)).toMatchObject({ state: 'cleared', target: 'list:alpha' });
  });

  it('does not take in an address that was just seen as not listed', async () => {
    const watch = await many([listed(), listed(6), listed(6), listed(1, 2, 3, 4), listed(1, 2, 3, 4)]);
    expect(watch.published.flat().map(line)).toEqual([
      'opened 198.51.6.1 dnsbl.listed',
      'opened list:alpha list.mass-listing',
      'cleared 198.51.6.1 dnsbl.listed',
    ]);
  });

  it('writes into the history of each member that it joined and left, and notifies no one twice', async () => {
    const watch = await many([listed(), listed(1, 2, 3, 4), listed(2, 3, 4), listed(2, 3, 4), listed(2, 3, 4)], {
      targets: targets.slice(0, 2),
    });
    const [{ incident } = { incident: '' }] = watch.published.flat();
    const turn = { transition: 'members', incident, muted: 'list:alpha' };
    const historyOf = async (target: string) => (await watch.memory.history(target, 10)).toReversed();
    expect(await historyOf('198.51.1.1')).toMatchObject([
      { ...turn, before: null, finding: { id: 'dnsbl.listed' } },
      { ...turn, before: { memberOf: 'alpha' }, finding: { id: 'dnsbl.clear' } },
    ]);
    // No longer watched.
    expect(await historyOf('198.51.3.1')).toMatchObject([turn, { ...turn, finding: null }]);
    expect(await historyOf('198.51.9.1')).toEqual([]);
    expect(watch.published.flat().every(({ target, muted }) => target === 'list:alpha' && muted === undefined)).toBe(
      true,
    );
  });

  it('has members that name its incident', async () => {
    const { memory, published: all } = await many([listed(), listed(1, 2, 3, 4)]);
    expect(memory.stored.get('198.51.1.1')!.subjects['dnsbl|alpha']!.standing).toMatchObject({
      memberOf: 'alpha',
      incident: all.flat()[0]!.incident,
    });
  });

  it('ends with one notice about the list when the list is no longer queried', async () => {
    const watch = await many([listed(), listed(1, 2, 3, 4), listed(1, 2, 3, 4)], { lists: [] });
    expect(watch.published.flat().map(line)).toEqual([
      'opened list:alpha list.mass-listing',
      'ended list:alpha list.mass-listing',
    ]);
    expect(watch.published.flat()[1]).toMatchObject({ ended: 'list-retired' });
    expect(watch.memory.stored.get('list:alpha')).toMatchObject({ subjects: {}, members: [] });
  });

  it('leaves no member behind when it ends while they were not looked at, and lists them anew when it is back', async () => {
    const watch = await many([listed(), listed(1, 2, 3, 4)]);
    // The batch of the run in which the list is gone has no result: nobody was looked at.
    const unsaved = { ...watch.memory, saveResult: async () => {} };
    await watch.run(listed(1, 2, 3, 4), { lists: [], memory: unsaved });
    watch.clock.advance(HOUR);
    await watch.run(listed(1, 2, 3, 4));
    expect(watch.published.flat().map(line)).toEqual([
      'opened list:alpha list.mass-listing',
      'ended list:alpha list.mass-listing',
      'opened list:alpha list.mass-listing',
    ]);
  });

  it('is no longer blind when it is no longer queried', async () => {
    const blind: Script = (target, subject) => (subject === target ? SOUND : 'dnsbl.refused');
    const watch = await many([listed(), blind, blind, blind, blind], { lists: [] });
    expect(watch.published.flat().map(line)).toEqual(['blind list:alpha list.blind', 'ended list:alpha list.blind']);
  });
});
