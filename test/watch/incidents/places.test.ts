/** What the watch does with addresses of AWS: places out of sight, lost roles, drift that cannot be seen, newcomers. */
import { describe, expect, it } from 'vitest';
import type { ElasticIp } from '../../../shared/model/target.ts';
import { digest } from '../../../shared/notices/digest.ts';
import { ENGLISH } from '../../../shared/notices/wording.ts';
import { POLICY } from '../../../shared/watch/incidents/compare.ts';
import { NEVER_MUTED } from '../../../shared/watch/incidents/mute.ts';
import { targetRules } from '../../../shared/watch/incidents/rules.ts';
import { newState, subjectKey, type TargetState } from '../../../shared/watch/incidents/state.ts';
import { stepTarget } from '../../../shared/watch/incidents/step.ts';
import { plan } from '../../../shared/watch/run/plan.ts';
import { openRun } from '../../../shared/watch/run/run.ts';
import { finding, HOUR, line, list, type Script, scripted, sender } from '../../support/watch.ts';

const EIP: ElasticIp = { allocationId: 'eipalloc-1', region: 'eu-west-1', account: '123456789012', associated: false };
const elastic = (text: string, more: Partial<ElasticIp> = {}) => ({ ...sender(text), elasticIp: { ...EIP, ...more } });

const missing: Script = (target, subject) => (subject === target ? 'ptr.missing' : 'dnsbl.clear');
const sound: Script = (target, subject) => (subject === target ? 'ptr.confirmed' : 'dnsbl.clear');

describe('an address that was not found any more', () => {
  it.each([
    ['', []],
    ['123456789012/', ['203.0.113.2']],
    ['123456789012/eu-west-1', ['203.0.113.2']],
    ['123456789012/us-east-1', ['203.0.113.1', '203.0.113.2']],
  ])('is not gone where its place, "%s", was not seen', async (unseen, gone) => {
    const watch = scripted();
    await watch.run(missing, { targets: [elastic('203.0.113.1'), sender('203.0.113.2')] });
    watch.clock.advance(HOUR);
    const run = await openRun({ targets: [], unseen: [unseen], lists: [] }, HOUR, watch.memory, watch.clock);
    expect(typeof run === 'string' ? [] : run.gone).toEqual(gone);
  });

  it('is gone with its place in the notice, and an address that moves is remembered at its new place', async () => {
    const watch = scripted();
    await watch.run(missing, { targets: [elastic('203.0.113.1')] });
    watch.clock.advance(HOUR);
    await watch.run(missing, { targets: [elastic('203.0.113.1', { region: 'us-east-1' })] });
    watch.clock.advance(HOUR);
    await watch.run(missing, { targets: [sender('203.0.113.2')] });
    expect(watch.published.flat().find(({ transition }) => transition === 'ended')).toMatchObject({
      elasticIp: { account: '123456789012', region: 'us-east-1' },
    });
  });
});

it('a sender that becomes a candidate ends its incidents, which is not a clearing', async () => {
  const watch = scripted();
  await watch.run(missing);
  watch.clock.advance(HOUR);
  await watch.run(missing, { targets: [{ ...sender('203.0.113.1'), role: 'candidate' }] });
  expect(watch.published.flat().map(line)).toEqual(['opened 203.0.113.1 ptr.missing', 'ended 203.0.113.1 ptr.missing']);
});

it('the incident of a critical listing continues for a candidate', async () => {
  const listed: Script = (target, subject) => (subject === target ? 'ptr.confirmed' : 'dnsbl.critical');
  const watch = scripted(':memory:', { lists: [list('omega', { severity: 'critical' })] });
  await watch.run(listed);
  watch.clock.advance(HOUR);
  await watch.run(listed, { targets: [{ ...sender('203.0.113.1'), role: 'candidate' }] });
  expect(watch.published.flat().map(line)).toEqual(['opened 203.0.113.1 dnsbl.listed']);
});

describe('the incident of a drift', () => {
  const key = subjectKey('ptr', '203.0.113.1');
  const standing = {
    finding: 'ptr.drift',
    severity: 'major',
    status: 'warn',
    summary: '',
    since: '',
    incident: 'i',
  } as const;
  const drifting: TargetState = {
    ...newState('203.0.113.1'),
    version: 1,
    subjects: { [key]: { standing, seen: 0, clean: 1, blind: 0, worked: true } },
  };
  const step = (target: ReturnType<typeof sender>) =>
    stepTarget(drifting, {
      run: { id: 'run-2', at: '' },
      target,
      lists: new Set<string>(),
      rules: targetRules({ policy: POLICY, mute: NEVER_MUTED }),
      observed: new Map([[key, { kind: 'sound', finding: finding('ptr.confirmed', '203.0.113.1') }]]),
    });

  it('stays open while EC2 was not looked at', () => {
    expect(step(sender('203.0.113.1')).publish).toEqual([]);
    expect(step(elastic('203.0.113.1')).publish).toEqual([]);
    expect(step(elastic('203.0.113.1', { recordedPtr: null })).publish.map(line)).toEqual([
      'cleared 203.0.113.1 ptr.drift',
    ]);
  });
});

describe('an Elastic IP that is on a critical list when we first see it', () => {
  const noticeText = async (target: ReturnType<typeof elastic>, hours: readonly Script[]) => {
    const watch = scripted(':memory:', { targets: [target], lists: [list('omega', { severity: 'critical' })] });
    for (const script of hours) {
      await watch.run(script);
      watch.clock.advance(HOUR);
    }
    return digest(watch.published.flat(), ENGLISH).text.replaceAll(/\s+/g, ' ');
  };
  const listed: Script = (target, subject) => (subject === target ? 'ptr.confirmed' : 'dnsbl.critical');
  const RELEASE = 'aws ec2 release-address --region eu-west-1 --allocation-id eipalloc-1';

  it('is to be exchanged for another', async () => {
    const text = await noticeText(elastic('203.0.113.1'), [listed]);
    expect(text).toContain('already listed. Release it and allocate another before it sends mail');
    expect(text).toContain(`${RELEASE} aws ec2 allocate-address --region eu-west-1`);
  });

  it('is to be exchanged, if it is in use, only where nothing is sent from it yet', async () => {
    expect(await noticeText(elastic('203.0.113.1', { associated: true }), [listed])).toContain(
      'If it sends no mail yet',
    );
  });

  it('is not to be exchanged where the listing came later', async () => {
    expect(await noticeText(elastic('203.0.113.1'), [sound, listed])).not.toContain(RELEASE);
  });
});

describe('a new address in the account', () => {
  const targets = Array.from({ length: 100 }, (_, n) => sender(`203.0.113.${n}`));
  const critical = list('omega', { severity: 'critical' });
  const planned = (fresh: readonly string[], more: Partial<Parameters<typeof plan>[0]> = {}) => {
    const { plan: made, ledger } = plan({
      now: 10 * HOUR,
      period: HOUR,
      targets,
      lists: [critical],
      ledger: {},
      fresh: new Set(fresh),
      ...more,
    });
    const batch = made.batches.find(({ check }) => check === 'dnsbl');
    return { asked: batch?.targets.map((target) => (target.kind === 'address' ? target.address.text : '')), ledger };
  };

  it('is queried on a critical list before its turn, and no other address is', () => {
    const ledger = { 'dnsbl:omega': { last: 9.5 * HOUR, next: 0 } };
    const { asked, ledger: after } = planned(['203.0.113.7'], { ledger });
    expect(asked).toEqual(['203.0.113.7']);
    expect(after['dnsbl:omega']).toEqual(ledger['dnsbl:omega']);
    expect(planned([], { ledger }).asked).toBeUndefined();
    const minor = { lists: [list('omega', { severity: 'minor' })], ledger };
    expect(planned(['203.0.113.7'], minor).asked).toBeUndefined();
  });

  it('never makes more queries than the operator allows in a period', () => {
    const tight = list('omega', { severity: 'critical', limits: { perDay: 24 * 10 } });
    const ledger = { 'dnsbl:omega': { last: 9.5 * HOUR, next: 0 } };
    const everybody = targets.slice(0, 50).map(({ address: { text } }) => text);
    expect(planned(everybody, { lists: [tight], ledger }).asked).toHaveLength(4);
  });

  it('goes before the others where a list is thinned, and the others keep their turn', () => {
    const thin = list('omega', { severity: 'critical', limits: { perDay: 26 } });
    const first = planned(['203.0.113.7'], {
      lists: [thin],
      ledger: { 'dnsbl:omega': { last: 0, next: 50 } },
      now: 48 * HOUR,
    });
    expect(first.asked).toHaveLength(20);
    expect(first.asked!.slice(0, 3)).toEqual(['203.0.113.7', '203.0.113.50', '203.0.113.51']);
    expect(first.ledger['dnsbl:omega']!.next).toBe(69);
    // On the first day everybody is new: nobody goes before the others, and all get their turn.
    const all = targets.map(({ address: { text } }) => text);
    const day = planned(all, { lists: [thin], now: 48 * HOUR });
    expect([day.asked![0], day.ledger['dnsbl:omega']!.next]).toEqual(['203.0.113.0', 20]);
  });
});
