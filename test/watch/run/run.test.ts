import { describe, expect, it } from 'vitest';
import type { Channel } from '../../../shared/channels/core/channel.ts';
import { channelFailed } from '../../../shared/channels/core/words.ts';
import type { SurveyFingerprints } from '../../../shared/checks/check.ts';
import { verbatim } from '../../../shared/model/language.ts';
import type { Memory } from '../../../shared/watch/run/memory.ts';
import { nextDue } from '../../../shared/watch/run/plan.ts';
import { HOUR, line, list, type Script, scripted, sender } from '../../support/watch.ts';

const sound: Script = (_target, subject) => (subject.includes('.') ? 'ptr.confirmed' : 'dnsbl.clear');
const missing: Script = (target, subject) => (subject === target ? 'ptr.missing' : 'dnsbl.clear');

describe('a run', () => {
  it('reports an opening once and a clearing once', async () => {
    const watch = scripted();
    for (const script of [sound, missing, missing, sound, sound, sound]) {
      await watch.run(script);
      watch.clock.advance(HOUR);
    }
    expect(watch.published.flat().map(line)).toEqual([
      'opened 203.0.113.1 ptr.missing',
      'cleared 203.0.113.1 ptr.missing',
    ]);
    const [opened, cleared] = watch.published.flat();
    expect(cleared!.incident).toBe(opened!.incident);
    expect(cleared!.id).not.toBe(opened!.id);
  });

  it('asks nothing before it is due, and then says so', async () => {
    const watch = scripted();
    expect((await watch.run(sound)).kind).toBe('ran');
    watch.clock.advance(HOUR / 2);
    expect((await watch.run(missing)).kind).toBe('nothing-due');
    watch.clock.advance(HOUR / 2);
    expect((await watch.run(missing)).kind).toBe('ran');
  });

  it('continues at once after the clock was put back, and in its rhythm after a small step', async () => {
    const watch = scripted();
    watch.clock.advance(400 * 24 * HOUR);
    await watch.run(sound, { lists: [list('alpha')] });
    watch.clock.advance(-400 * 24 * HOUR);
    expect((await watch.run(missing, { lists: [list('alpha')] })).kind).toBe('ran');
    expect(watch.published.flat().map(line)).toEqual(['opened 203.0.113.1 ptr.missing']);
    expect(nextDue(await watch.memory.ledger(), HOUR)).toBe(watch.clock.now() + HOUR);
    watch.clock.advance(-1000);
    expect((await watch.run(missing, { lists: [list('alpha')] })).kind).toBe('nothing-due');
  });

  it('keeps a notice that a channel refuses in the outbox, and sends it with the next run, once', async () => {
    const watch = scripted();
    const gone: Channel = { id: 'test', publish: async () => ({ ok: false, why: verbatim('the topic is gone') }) };
    const report = await watch.run(missing, { channel: gone });
    expect(report.outcomes).toEqual([
      { channel: 'test', notices: 1, outcome: { ok: false, why: verbatim('the topic is gone') } },
    ]);
    watch.clock.advance(HOUR);
    await watch.run(missing);
    watch.clock.advance(HOUR);
    await watch.run(missing);
    expect(watch.published.flat().map(line)).toEqual(['opened 203.0.113.1 ptr.missing']);
  });

  it('ends the incidents of an address that is removed from the settings, which is not a clearing', async () => {
    const watch = scripted();
    await watch.run(missing, { targets: [sender('203.0.113.1'), sender('203.0.113.2')] });
    watch.clock.advance(HOUR);
    await watch.run(missing, { targets: [sender('203.0.113.2')] });
    const last = watch.published.at(-1)!;
    expect(last.map(line)).toEqual(['ended 203.0.113.1 ptr.missing']);
    expect(last[0]).toMatchObject({ ended: 'unwatched', finding: null });
  });

  it('takes no address for gone while a part of the account could not be looked at', async () => {
    const watch = scripted();
    await watch.run(missing, { targets: [sender('203.0.113.1'), sender('203.0.113.2')] });
    watch.clock.advance(HOUR);
    await watch.run(missing, { targets: [sender('203.0.113.2')], complete: false });
    expect(watch.published.flat().map(line)).toEqual([
      'opened 203.0.113.1 ptr.missing',
      'opened 203.0.113.2 ptr.missing',
    ]);
  });

  it('sends a notice about a candidate for a critical listing only', async () => {
    const candidate = { ...sender('203.0.113.1'), role: 'candidate' as const };
    const lists = [list('alpha'), list('omega', { severity: 'critical' })];
    const script: Script = (target, subject) =>
      subject === target ? 'ptr.missing' : subject === 'omega' ? 'dnsbl.critical' : 'dnsbl.listed';
    const watch = scripted(':memory:', { targets: [candidate], lists });
    await watch.run(script);
    expect(watch.published.flat().map((notice) => `${line(notice)} ${notice.finding!.subject}`)).toEqual([
      'opened 203.0.113.1 dnsbl.listed omega',
    ]);
  });

  it.each([
    ['a critical list can be queried', [list('omega', { severity: 'critical' })], []],
    ['none can', [], ['opened 203.0.113.1 dnsbl.listed']],
    [
      'one can, for another family',
      [list('six', { severity: 'critical', scope: ['ip6'] })],
      ['opened 203.0.113.1 dnsbl.listed'],
    ],
  ])(
    'sends a notice about a candidate on a major list only where no critical list speaks of it: %s',
    async (_, more, lines) => {
      const candidate = { ...sender('203.0.113.1'), role: 'candidate' as const };
      const script: Script = (target, subject) =>
        subject === target ? 'ptr.missing' : subject === 'alpha' ? 'dnsbl.listed' : 'dnsbl.clear';
      const watch = scripted(':memory:', { targets: [candidate], lists: [list('alpha'), ...more] });
      await watch.run(script);
      expect(watch.published.flat().map(line)).toEqual(lines);
      watch.clock.advance(HOUR);
      // With a key, the critical list speaks; what it does not say of it is not told any more, and not called clear.
      await watch.run(script, { lists: [list('alpha'), list('omega', { severity: 'critical' })] });
      expect(watch.published.flat().map(line)).toEqual([
        ...lines,
        ...lines.map((one) => one.replace('opened', 'ended')),
      ]);
    },
  );

  it('remembers a sound target in one line, whatever the number of lists', async () => {
    const lists = Array.from({ length: 40 }, (_, index) => list(`list-${index}`, { severity: 'minor' }));
    const watch = scripted(':memory:', { lists });
    await watch.run(sound);
    const state = (await watch.memory.states(['203.0.113.1'])).get('203.0.113.1');
    expect(Object.keys(state!.subjects)).toEqual(['ptr|203.0.113.1']);
    watch.clock.advance(HOUR);
    await watch.run(sound);
    expect((await watch.memory.states(['203.0.113.1'])).get('203.0.113.1')!.version).toBe(state!.version);
  });

  it('ends the incidents of a list that is no longer queried', async () => {
    const watch = scripted();
    const listed: Script = (target, subject) => (subject === target ? 'ptr.confirmed' : 'dnsbl.listed');
    await watch.run(listed, { lists: [list('alpha')] });
    watch.clock.advance(HOUR);
    await watch.run(sound, { lists: [] });
    expect(watch.published.flat().map(line)).toEqual([
      'opened 203.0.113.1 dnsbl.listed',
      'ended 203.0.113.1 dnsbl.listed',
    ]);
    expect(watch.published.at(-1)![0]).toMatchObject({ ended: 'list-retired' });
  });

  it('reports a major list that worked and is blind for three runs once, about the list, and once when it is back', async () => {
    const watch = scripted(':memory:', {
      lists: [list('alpha')],
      targets: ['203.0.113.1', '198.51.100.1'].map((text) => sender(text)),
    });
    const blind: Script = (target, subject) => (subject === target ? 'ptr.confirmed' : 'dnsbl.refused');
    for (const script of [sound, blind, blind, blind, blind, sound, sound]) {
      await watch.run(script);
      watch.clock.advance(HOUR);
    }
    expect(watch.published.flat().map(line)).toEqual(['blind list:alpha list.blind', 'cleared list:alpha list.blind']);
  });

  it('opens no incident for a list that refused from the first day', async () => {
    const watch = scripted(':memory:', { lists: [list('alpha')] });
    const blind: Script = (target, subject) => (subject === target ? 'ptr.confirmed' : 'dnsbl.refused');
    for (let n = 0; n < 6; n += 1) {
      await watch.run(blind);
      watch.clock.advance(HOUR);
    }
    expect(watch.published).toEqual([]);
  });
});

it('the next run gives a check what it left for comparison, after a kill as well', async () => {
  const watch = scripted();
  const given: SurveyFingerprints[] = [];
  await watch.run(sound, { given, leaves: { 'spf.example': 'a' } });
  watch.clock.advance(HOUR);
  await expect(watch.run(sound, { given, leaves: { 'spf.example': 'b' }, killAt: 'closed' })).rejects.toThrow('killed');
  await watch.run(sound, { given });
  watch.clock.advance(HOUR);
  await watch.run(sound, { given });
  // The killed run's batch was stored, so it is not asked again, and what it left is kept when it is finished.
  expect(given).toEqual([{}, { 'spf.example': 'a' }, { 'spf.example': 'b' }]);
});

describe('a list that suddenly lists many senders', () => {
  const targets = [1, 2, 3, 4, 5, 6].map((n) => sender(`198.51.${n}.1`));
  const listed =
    (below: number): Script =>
    (target, subject) =>
      subject === target ? 'ptr.confirmed' : Number(target.split('.')[2]) <= below ? 'dnsbl.listed' : 'dnsbl.clear';
  const history = async (sound: boolean, scripts: readonly Script[]) => {
    const watch = scripted(':memory:', { targets, lists: [list('alpha')], sound });
    for (const script of scripts) {
      await watch.run(script);
      watch.clock.advance(HOUR);
    }
    return watch.published.flat();
  };

  it('is one incident with members where its controls are sound', async () => {
    const said = await history(true, [listed(0), listed(5), listed(5), listed(0), listed(0), listed(0)]);
    expect(said.map(line)).toEqual(['opened list:alpha list.mass-listing', 'cleared list:alpha list.mass-listing']);
    expect(said[0]!.finding!.summary).toContain('5 senders: 198.51.1.1, 198.51.2.1');
  });

  it('is not believed where its controls are not sound, and the addresses keep their state', async () => {
    const said = await history(false, [listed(0), listed(5), listed(0), listed(0)]);
    expect(said.map(line)).toEqual(['opened list:alpha list.anomaly', 'cleared list:alpha list.anomaly']);
  });

  it('is not believed either where a listing would open at once', async () => {
    const grave =
      (script: Script): Script =>
      (target, subject) =>
        script(target, subject).replace('listed', 'critical');
    const said = await history(false, [listed(0), grave(listed(5)), grave(listed(5)), listed(0)]);
    expect(said.map(line)).toEqual(['opened list:alpha list.anomaly', 'cleared list:alpha list.anomaly']);
  });

  it('is judged address by address below the share', async () => {
    const said = await history(false, [listed(0), listed(1), listed(1)]);
    expect(said.map(line)).toEqual(['opened 198.51.1.1 dnsbl.listed']);
  });
});

describe('a run that is killed anywhere', () => {
  const lists = [list('alpha')];
  const script: Script = (target, subject) => (subject === target ? 'ptr.missing' : 'dnsbl.clear');
  const KILLS = ['opened', 'asked ptr-0', 'asked dnsbl-0-0', 'asked', 'judged', 'closed', 'finished'];

  it.each(KILLS)('at "%s" is continued by the next start and reports the same, once', async (killAt) => {
    const watch = scripted(':memory:', { lists });
    await watch.run(sound);
    watch.clock.advance(HOUR);
    await expect(watch.run(script, { killAt })).rejects.toThrow('killed');
    const report = await watch.run(script);
    expect(watch.published.flat().map(line)).toEqual(['opened 203.0.113.1 ptr.missing']);
    if (killAt !== 'finished') expect(report).toMatchObject({ kind: 'ran', continued: true });
    watch.clock.advance(HOUR);
    await watch.run(script);
    expect(watch.published.flat()).toHaveLength(1);
  });

  it('asks nothing twice', async () => {
    const watch = scripted(':memory:', { lists });
    await expect(watch.run(script, { killAt: 'asked ptr-0' })).rejects.toThrow('killed');
    await watch.run(script);
    expect(watch.steps.filter((step) => step === 'asked ptr-0')).toHaveLength(1);
  });

  it('is dropped after more than a period, and what it had planned is due again', async () => {
    const watch = scripted(':memory:', { lists });
    await expect(watch.run(script, { killAt: 'asked' })).rejects.toThrow('killed');
    watch.clock.advance(3 * HOUR);
    const report = await watch.run(sound);
    expect(report).toMatchObject({ kind: 'ran', continued: false });
    expect(watch.published).toEqual([]);
    expect(watch.steps.filter((step) => step === 'asked ptr-0')).toHaveLength(2);
  });

  it('between publishing and marking repeats the notice with the same id', async () => {
    const watch = scripted();
    const markSent: Memory['markSent'] = async () => {
      throw new Error('killed before marking');
    };
    await expect(watch.run(missing, { memory: { ...watch.memory, markSent } })).rejects.toThrow('killed');
    watch.clock.advance(HOUR);
    await watch.run(missing);
    const [first, second] = watch.published.map((notices) => notices.map(({ id }) => id));
    expect(first).toHaveLength(1);
    expect(second).toEqual(first);
  });

  it('by a channel that throws keeps the notices of that channel waiting', async () => {
    const watch = scripted();
    const broken: Channel = {
      id: 'test',
      publish: async () => {
        throw new Error('write EPIPE');
      },
    };
    const { outcomes } = await watch.run(missing, { channel: broken });
    expect(outcomes).toEqual([
      { channel: 'test', notices: 1, outcome: { ok: false, why: channelFailed('write EPIPE') } },
    ]);
    watch.clock.advance(HOUR);
    await watch.run(missing);
    expect(watch.published.flat()).toHaveLength(1);
  });
});
