/** What every memory of the watch must do, whatever it is made of: run over each of them (`memory-contract.test.ts`). */
import { expect, it } from 'vitest';
import type { IncidentRecord, Notice, Snooze } from '../../shared/model/incident.ts';
import type { BatchResult } from '../../shared/watch/incidents/result.ts';
import { newState, type TargetState } from '../../shared/watch/incidents/state.ts';
import type { Commit, Memory, RunRecord } from '../../shared/watch/run/memory.ts';
import type { Batch } from '../../shared/watch/run/plan.ts';
import { finding, sender } from '../support/watch.ts';

export const CHANNELS = ['first', 'second'];

const AT = '2026-11-24T12:00:00.000Z';
const NOW = Date.parse(AT);

export const record = (id: string, batchKeys: readonly string[] = ['ptr-0']): RunRecord => ({
  id,
  at: AT,
  batchKeys,
  notCovered: [{ list: 'alpha', why: 'thinned', how: 'wait' }],
  gone: ['203.0.113.9'],
  judgement: null,
});

export const batch = (key: string): Batch => ({
  key,
  check: 'ptr',
  targets: [sender('203.0.113.1', ['example.com'])],
  lists: [],
});

export const result = (key: string, text = ''): BatchResult => ({
  key,
  touched: [sender('203.0.113.1')],
  findings: [{ ...finding('ptr.missing', '203.0.113.1'), summary: text }],
  lists: {},
  coverage: { asked: 1, answered: 1, notCovered: [] },
  fingerprints: { 'spf.example': 'a' },
});

export const notice = (id: string, target = '203.0.113.1', at = AT): Notice => ({
  id,
  run: 'run-1',
  at,
  transition: 'opened',
  incident: `incident-${id}`,
  target,
  finding: finding('ptr.missing', target),
  before: null,
});

export const state = (target: string, version: number, more: Partial<TargetState> = {}): TargetState => ({
  ...newState(target),
  version,
  lastRun: 'run-1',
  ...more,
});

export const incident = (id: string, more: Partial<IncidentRecord> = {}): IncidentRecord => ({
  id,
  target: '203.0.113.1',
  subject: 'ptr|203.0.113.1',
  state: 'open',
  opened: AT,
  closed: null,
  ...more,
});

export const snooze = (id: string, until: string, more: Partial<Snooze> = {}): Snooze => ({
  id,
  by: 'alice',
  at: AT,
  why: 'moving',
  from: AT,
  until,
  list: 'alpha',
  ...more,
});

export const commit = (target: string, version: number, notices: readonly Notice[] = []): Commit => ({
  state: state(target, version),
  expected: version - 1,
  notices,
});

/** `open` gives a new, empty memory; its clock stands at `AT`. */
export function memoryContract(open: () => Memory): void {
  it('holds one open run at a time, and gives it back whole until it is finished', async () => {
    const memory = open();
    expect(await memory.unfinished()).toBeNull();
    expect(await memory.open(record('run-1'), [batch('ptr-0')], { ptr: { last: NOW, next: 0 } })).toBe(true);
    expect(await memory.unfinished()).toEqual(record('run-1'));
    expect(await memory.batch('run-1', 'ptr-0')).toEqual(batch('ptr-0'));
    expect(await memory.ledger()).toEqual({ ptr: { last: NOW, next: 0 } });
    // A second one finds the way barred, and leaves no trace in the ledger.
    expect(await memory.open(record('run-2'), [batch('ptr-0')], { spf: { last: NOW, next: 0 } })).toBe(false);
    expect(await memory.unfinished()).toEqual(record('run-1'));
    expect(await memory.ledger()).toEqual({ ptr: { last: NOW, next: 0 } });
    await memory.finish('run-1', AT, {});
    await memory.finish('run-1', AT, {});
    expect(await memory.unfinished()).toBeNull();
    expect(await memory.open(record('run-2'), [batch('ptr-0')], { spf: { last: NOW, next: 0 } })).toBe(true);
    // A late repeat of the first one's end does not end the second.
    await memory.finish('run-1', AT, {});
    expect((await memory.unfinished())?.id).toBe('run-2');
  });

  it('opens the run that follows as the first one finishes, once, with batches and results of its own', async () => {
    const memory = open();
    const following: RunRecord = { ...record('run-2', ['dnsbl-lane0.0.0-0']), follows: 'run-1' };
    const first: RunRecord = { ...record('run-1'), following };
    await memory.open(first, [batch('ptr-0'), batch('dnsbl-lane0.0.0-0')], {});
    expect(await memory.unfinished()).toEqual(first);
    await memory.finish('run-1', AT, { following });
    expect(await memory.unfinished()).toEqual(following);
    expect(await memory.open(record('run-3'), [batch('ptr-0')], {})).toBe(false);
    expect(await memory.batch('run-2', 'dnsbl-lane0.0.0-0')).toEqual(batch('dnsbl-lane0.0.0-0'));
    await memory.saveResult('run-2', result('dnsbl-lane0.0.0-0'));
    expect(await memory.result('run-2', 'dnsbl-lane0.0.0-0')).toEqual(result('dnsbl-lane0.0.0-0'));
    await memory.finish('run-2', AT, {});
    await memory.finish('run-1', AT, { following });
    expect(await memory.unfinished()).toBeNull();
  });

  it('keeps the last of two results under one key', async () => {
    const memory = open();
    await memory.open(record('run-1'), [batch('ptr-0')], {});
    expect(await memory.result('run-1', 'ptr-0')).toBeNull();
    await memory.saveResult('run-1', result('ptr-0', 'once'));
    await memory.saveResult('run-1', result('ptr-0', 'twice'));
    expect(await memory.result('run-1', 'ptr-0')).toEqual(result('ptr-0', 'twice'));
  });

  it('keeps the judgement with its run', async () => {
    const memory = open();
    await memory.open(record('run-1'), [batch('ptr-0')], {});
    await memory.saveJudgement('run-1', { massListing: ['alpha'], unsound: ['omega'] });
    expect((await memory.unfinished())?.judgement).toEqual({ massListing: ['alpha'], unsound: ['omega'] });
  });

  it('merges the fingerprints and the ledger of a finished run into those of earlier runs', async () => {
    const memory = open();
    await memory.open(record('run-1'), [batch('ptr-0')], { ptr: { last: 1, next: 0 }, spf: { last: 1, next: 0 } });
    await memory.finish('run-1', AT, { fingerprints: { a: '1', b: '1' } });
    await memory.open(record('run-2'), [batch('ptr-0')], { ptr: { last: 2, next: 0 }, spf: { last: 1, next: 0 } });
    await memory.finish('run-2', AT, { fingerprints: { b: '2' }, ledger: { spf: { last: 9, next: 3 } } });
    expect(await memory.fingerprints()).toEqual({ a: '1', b: '2' });
    expect(await memory.ledger()).toEqual({ ptr: { last: 2, next: 0 }, spf: { last: 9, next: 3 } });
  });

  it('writes a state only under the version that was read, and nothing of a commit with a stale version', async () => {
    const memory = open();
    expect(await memory.commit([commit('203.0.113.1', 1, [notice('a')]), commit('203.0.113.2', 1)])).toEqual([]);
    // A repeat, and a second writer that has read nothing: neither state nor notice, and its neighbour is written.
    const late = [commit('203.0.113.1', 1, [notice('b')]), commit('203.0.113.3', 1, [notice('c', '203.0.113.3')])];
    expect(await memory.commit(late)).toEqual(['203.0.113.1']);
    expect(await memory.commit([commit('203.0.113.2', 2)])).toEqual([]);
    expect(await memory.commit([commit('203.0.113.9', 2)])).toEqual(['203.0.113.9']);
    const states = await memory.states(['203.0.113.1', '203.0.113.2', '203.0.113.9', '203.0.113.2']);
    expect([...states].sort()).toEqual([
      ['203.0.113.1', state('203.0.113.1', 1)],
      ['203.0.113.2', state('203.0.113.2', 2)],
    ]);
    expect((await memory.claim('first', NOW, NOW + 1)).map(({ id }) => id).sort()).toEqual(['a', 'c']);
  });

  it('names every target that has a state with its place, and no list, zone or account', async () => {
    const memory = open();
    const eip = { ...commit('203.0.113.1', 1), state: state('203.0.113.1', 1, { place: '123456789012/eu-west-1' }) };
    const homes = ['list:alpha', 'zone:113.0.203.in-addr.arpa', 'account:1/eu-west-1', 'ground:example.com'];
    await memory.commit([eip, commit('example.com', 1), ...homes.map((home) => commit(home, 1))]);
    const known = [...(await memory.knownTargets())].sort((a, b) => a.target.localeCompare(b.target));
    expect(known).toEqual([{ target: '203.0.113.1', place: '123456789012/eu-west-1' }, { target: 'example.com' }]);
  });

  it('leases notices by channel until the lease ends, or until they are released or published', async () => {
    const memory = open();
    await memory.commit([
      commit('203.0.113.1', 1, [notice('a'), notice('b')]),
      commit('203.0.113.2', 1, [notice('c', '203.0.113.2')]),
    ]);
    const ids = async (channel: string, now: number) =>
      (await memory.claim(channel, now, now + 1000)).map(({ id }) => id).sort();
    expect(await ids('first', NOW)).toEqual(['a', 'b', 'c']);
    expect(await ids('first', NOW)).toEqual([]);
    expect(await ids('second', NOW)).toEqual(['a', 'b', 'c']);
    expect(await ids('first', NOW + 1000)).toEqual(['a', 'b', 'c']);
    await memory.release('first', [notice('c', '203.0.113.2')], 'the topic is gone');
    expect(await ids('first', NOW + 1000)).toEqual(['c']);
    await memory.markSent('first', [notice('a'), notice('b')], AT);
    await memory.markSent('first', [notice('a'), notice('b')], AT);
    expect(await ids('first', NOW + 10_000)).toEqual(['c']);
    expect(await ids('second', NOW + 10_000)).toEqual(['a', 'b', 'c']);
  });

  it('marks some notices of a commit as sent, and keeps the others', async () => {
    const memory = open();
    const said = ['a', 'b', 'c', 'd'].map((id) => notice(id));
    await memory.commit([commit('203.0.113.1', 1, said), commit('203.0.113.2', 1, [notice('e', '203.0.113.2')])]);
    const ids = async (now: number) => (await memory.claim('first', now, now + 1000)).map(({ id }) => id).sort();
    const [a, b, c, d] = said as [Notice, Notice, Notice, Notice];
    expect(await ids(NOW)).toEqual(['a', 'b', 'c', 'd', 'e']);
    await memory.markSent('first', [a, c], AT);
    // Nobody else gets them while the rest of the claim is worked on, and what is given back has not lost its neighbors.
    expect(await ids(NOW)).toEqual([]);
    await memory.markSent('first', [c], AT);
    await memory.release('first', [b, d], 'the time was over');
    expect(await ids(NOW)).toEqual(['b', 'd']);
    await memory.markSent('first', [b], AT);
    expect(await ids(NOW + 2000)).toEqual(['d', 'e']);
    await memory.markSent('first', [d], AT);
    expect(await ids(NOW + 4000)).toEqual(['e']);
    expect((await memory.claim('second', NOW, NOW + 1)).map(({ id }) => id).sort()).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('remembers until when a channel is on hold, and forgets the hold when it ends', async () => {
    const memory = open();
    const hold = { failures: 3, at: NOW, until: NOW + 900_000, why: 'answered 503', notices: 7 };
    expect(await memory.hold('first')).toBeNull();
    await memory.saveHold('first', { ...hold, failures: 2 });
    await memory.saveHold('first', hold);
    expect(await memory.hold('first')).toEqual(hold);
    expect(await memory.hold('second')).toBeNull();
    await memory.saveHold('first', null);
    await memory.saveHold('first', null);
    expect(await memory.hold('first')).toBeNull();
  });

  it('gives notices back unchanged, in the order of the runs', async () => {
    const memory = open();
    const later = notice('a', '203.0.113.1', '2026-11-24T13:00:00.000Z');
    await memory.commit([commit('203.0.113.1', 1, [notice('z')])]);
    await memory.commit([commit('203.0.113.1', 2, [later])]);
    expect(await memory.claim('first', NOW, NOW + 1)).toEqual([notice('z'), later]);
  });

  it('keeps a history of reported and of muted notices, newest first, and claims only the reported ones', async () => {
    const memory = open();
    const at = (hour: number) => `2026-11-24T1${hour}:00:00.000Z`;
    const acknowledged: Notice = { ...notice('c', '203.0.113.1', at(4)), transition: 'acknowledged', finding: null };
    await memory.commit([{ ...commit('203.0.113.1', 1, [notice('a')]), recordOnly: [notice('b')] }]);
    await memory.commit([{ ...commit('203.0.113.1', 2), recordOnly: [acknowledged] }]);
    // What was kept back is told later, with the id it has.
    await memory.commit([
      commit('203.0.113.1', 3, [notice('b', '203.0.113.1', at(5)), notice('d', '203.0.113.1', at(5))]),
    ]);
    await memory.commit([commit('203.0.113.2', 1, [notice('z', '203.0.113.2', at(3))])]);
    const ids = async (most: number) =>
      (await memory.history('203.0.113.1', most)).map(({ id, at: when }) => `${id} ${when.slice(11, 13)}`);
    expect(await ids(100)).toEqual(['d 15', 'b 15', 'c 14', 'b 12', 'a 12']);
    expect(await ids(3)).toEqual(['d 15', 'b 15', 'c 14']);
    expect(await memory.history('203.0.113.1', 3)).toContainEqual(acknowledged);
    expect(await memory.history('example.com', 10)).toEqual([]);
    expect((await memory.claim('first', NOW, NOW + 1)).map(({ id }) => id).sort()).toEqual(['a', 'b', 'd', 'z']);
  });

  it('finds an incident by its id as it was last written, and none of a commit that conflicts', async () => {
    const memory = open();
    expect(await memory.incident('one')).toBeNull();
    await memory.commit([{ ...commit('203.0.113.1', 1), incidents: [incident('one'), incident('two')] }]);
    expect(await memory.incident('one')).toEqual(incident('one'));
    const closed = incident('one', { state: 'cleared', closed: AT });
    await memory.commit([
      { ...commit('203.0.113.1', 1), recordOnly: [notice('no')], incidents: [closed, incident('three')] },
    ]);
    expect([await memory.incident('one'), await memory.incident('three')]).toEqual([incident('one'), null]);
    expect(await memory.history('203.0.113.1', 10)).toEqual([]);
    await memory.commit([{ ...commit('203.0.113.1', 2), incidents: [closed] }]);
    expect([await memory.incident('one'), await memory.incident('two')]).toEqual([closed, incident('two')]);
  });

  it('keeps snoozes until they end or are removed', async () => {
    const memory = open();
    const [first, second] = [snooze('b', '2026-11-24T13:00:00.000Z'), snooze('a', '2026-11-25T12:00:00.000Z')];
    const later = snooze('c', '2026-11-25T12:00:00.000Z', { from: '2026-11-25T10:00:00.000Z', finding: 'ptr.generic' });
    for (const one of [later, first, second, second]) await memory.saveSnooze(one);
    expect(await memory.snoozes(AT)).toEqual([first, second, later]);
    expect(await memory.snoozes('2026-11-24T13:00:00.000Z')).toEqual([second, later]);
    expect(await memory.removeSnooze('c')).toBe(true);
    expect(await memory.removeSnooze('c')).toBe(false);
    expect(await memory.snoozes(AT)).toEqual([first, second]);
  });

  it('keeps every incident of a target that has more of them than a transaction holds', async () => {
    const memory = open();
    const all = Array.from({ length: 150 }, (_, n) => incident(`i${n}`));
    expect(await memory.commit([{ ...commit('203.0.113.1', 1, [notice('a')]), incidents: all }])).toEqual([]);
    for (const one of [all[0], all[96], all[149]]) expect(await memory.incident(one!.id)).toEqual(one);
  });

  it('commits 300 targets with notices at once', async () => {
    const memory = open();
    const targets = Array.from({ length: 300 }, (_, n) => `198.51.${n >> 8}.${n & 255}`);
    const all = targets.map((target, n) => commit(target, 1, n % 3 === 0 ? [notice(`n${n}`, target)] : []));
    expect(await memory.commit(all)).toEqual([]);
    expect((await memory.states(targets)).size).toBe(300);
    expect(await memory.knownTargets()).toHaveLength(300);
    expect(await memory.claim('first', NOW, NOW + 1)).toHaveLength(100);
  });
}
