/** `watch --once --now`: everything is asked, and a repair clears when two sound looks a minute apart agree. */
import { describe, expect, it } from 'vitest';
import { APART_MS } from '../../../shared/watch/run/now.ts';
import { plan } from '../../../shared/watch/run/plan.ts';
import { HOUR, line, list, type Script, scripted, sender } from '../../support/watch.ts';

const IP = '203.0.113.1';
const MINUTE = 60_000;
const sound: Script = (target, subject) => (subject === target ? 'ptr.confirmed' : 'dnsbl.clear');
const missing: Script = (target, subject) => (subject === target ? 'ptr.missing' : 'dnsbl.clear');

/** Something stands; a few minutes later, when nothing is due, somebody asks. The minute passes when it begins. */
async function asked(then: readonly Script[], incidents = {}) {
  const watch = scripted(':memory:', {
    targets: [sender(IP), sender('203.0.113.2')],
    lists: [list('alpha')],
    incidents,
  });
  await watch.run((target, subject) => (target === IP ? missing(target, subject) : sound(target, subject)));
  watch.clock.advance(5 * MINUTE);
  let look = 0;
  const waited: (readonly string[])[] = [];
  const script: Script = (target, subject) => then[look]!(target, subject);
  const began = watch.clock.now();
  const waiting = (repaired: readonly string[]): void => {
    waited.push(repaired);
    look = 1;
    setImmediate(() => watch.clock.advance(APART_MS));
  };
  const reports = await watch.runNow(script, { waiting });
  return { ...watch, waited, reports, lines: watch.published.flat().map(line), took: watch.clock.now() - began };
}

describe('watch --now', () => {
  it('clears at once what two looks see repaired, and looks again only at what was repaired', async () => {
    const { lines, waited, took, reports } = await asked([sound, sound]);
    expect(lines).toEqual([`opened ${IP} ptr.missing`, `cleared ${IP} ptr.missing`]);
    expect([waited, took]).toEqual([[[IP]], MINUTE]);
    const looked = reports.map((report) => (report.kind === 'ran' ? report.reports.map(({ target }) => target) : []));
    expect(looked.map((all) => all.length)).toEqual([4, 1]);
  });

  it('clears it whatever number of runs the settings ask for', async () => {
    const policy = { openAfter: 2, clearAfter: 5, blindAfter: 3 };
    expect((await asked([sound, sound], { policy })).lines.at(-1)).toBe(`cleared ${IP} ptr.missing`);
  });

  it.each<[string, Script]>([
    ['does not see it repaired', missing],
    ['sees nothing', (target, subject) => (subject === target ? 'ptr.unknown' : 'dnsbl.clear')],
  ])('does not clear where the second look %s', async (_, second) => {
    expect((await asked([sound, second])).lines).toEqual([`opened ${IP} ptr.missing`]);
  });

  it('waits for nothing where nothing was repaired', async () => {
    const { lines, waited, took } = await asked([missing, sound]);
    expect([lines, waited, took]).toEqual([[`opened ${IP} ptr.missing`, 'opened 203.0.113.2 ptr.missing'], [], 0]);
  });

  it('ends no other incident by its second look, and keeps the rhythm', async () => {
    const { run, clock, memory } = await asked([sound, sound]);
    expect((await memory.states(['203.0.113.2'])).size).toBe(1);
    clock.advance(HOUR - 3 * MINUTE);
    expect((await run(sound)).kind).toBe('ran');
  });
});

describe('the plan where everything is asked', () => {
  const lists = [list('alpha'), list('small', { severity: 'minor', limits: { perDay: 100 } })];
  const input = { period: HOUR, targets: [sender(IP)], lists };

  it("is everything, except what an operator's limit keeps back, which is named", () => {
    const first = plan({ ...input, now: 10 * HOUR, ledger: {} });
    const soon = plan({ ...input, now: 10 * HOUR + MINUTE, ledger: first.ledger, everything: true });
    expect(soon.plan.batches.map(({ check, lists: ids }) => [check, ids])).toEqual([
      ['ptr', []],
      ['dnsbl', ['alpha']],
    ]);
    expect(soon.plan.notCovered).toMatchObject([
      {
        list: 'small',
        why: 'it was queried a moment ago, and the operator allows 100 queries a day',
        how: 'Try again later.',
      },
    ]);
    const later = plan({ ...input, now: 13 * HOUR, ledger: first.ledger, everything: true });
    expect(later.plan.batches.flatMap(({ lists: ids }) => ids)).toEqual(['alpha', 'small']);
    expect(plan({ ...input, now: 10 * HOUR + MINUTE, ledger: first.ledger }).plan.batches).toEqual([]);
  });
});
