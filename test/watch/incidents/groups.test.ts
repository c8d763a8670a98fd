/** One cause over many targets: who belongs to it, what is told of it, and what an earlier version left. */
import { describe, expect, it } from 'vitest';
import { acknowledgeIncident } from '../../../shared/watch/acts/acts.ts';
import {
  groupKey,
  homeOf,
  isAddressKey,
  isHomeName,
  isHomeOnly,
  markOf,
  memberKey,
} from '../../../shared/watch/incidents/groups.ts';
import { type PureMemory, pureMemory } from '../../support/memory.ts';
import { brokenGroups } from '../../support/stories.ts';
import { HOUR, line, type Script, scripted, sender } from '../../support/watch.ts';

const DOMAIN = 'example.com';
const TARGETS = [1, 2, 3, 4, 5, 6].map((n) => sender(`198.51.100.${n}`, [DOMAIN]));
const WATCHED = [...TARGETS, { kind: 'domain', domain: DOMAIN } as const];
const numberOf = (target: string): number => Number(target.split('.')[3]);

/** What each sender's SPF says, by its number; all else is well. */
const spf =
  (word: (n: number) => string): Script =>
  (target, subject) =>
    subject === DOMAIN ? word(numberOf(target)) : 'ptr.confirmed';
const all = (word: string): Script => spf(() => word);
const only = (word: string, ...numbers: number[]): Script => spf((n) => (numbers.includes(n) ? word : 'spf.pass'));

async function played(scripts: readonly Script[], options: object = {}, memory: PureMemory = pureMemory()) {
  const watch = scripted('', { memory, targets: WATCHED, ...options });
  for (const script of scripts) {
    await watch.run(script);
    watch.clock.advance(HOUR);
  }
  expect(brokenGroups({ memory })).toEqual([]);
  return { ...watch, memory, lines: watch.published.flat().map(line) };
}

describe('the SPF incident of a domain', () => {
  it.each(['spf.none', 'spf.permerror', 'spf.plus-all'])('is one for %s, no matter how many send', async (id) => {
    const { lines, published, memory } = await played([
      all('spf.pass'),
      all(id),
      all(id),
      all(id),
      all('spf.pass'),
      all('spf.pass'),
      all('spf.pass'),
    ]);
    expect(lines).toEqual([`opened ${DOMAIN} ${id}`, `cleared ${DOMAIN} ${id}`]);
    const [opened] = published.flat();
    expect(opened!.finding).toMatchObject({ check: 'spf', target: DOMAIN, subject: DOMAIN });
    expect(opened!.finding!.summary).toContain('. 6 senders: 198.51.100.1, 198.51.100.2,');
    expect(await memory.incident(opened!.incident)).toMatchObject({ state: 'cleared', target: DOMAIN });
    const history = (await memory.history('198.51.100.3', 10)).toReversed();
    expect(history.map(({ transition, muted }) => [transition, muted])).toEqual([
      ['members', DOMAIN],
      ['members', DOMAIN],
    ]);
  });

  it('opens at once for a record that is gone, even with one sender', async () => {
    expect((await played([all('spf.pass'), only('spf.none', 2)])).lines).toEqual([`opened ${DOMAIN} spf.none`]);
  });

  it('is that of the sender where one is refused, and that of the domain where several are', async () => {
    const refused = 'spf.not-authorised';
    const one = await played([all('spf.pass'), only(refused, 1)]);
    expect(one.lines).toEqual([`opened 198.51.100.1 ${refused}`]);
    const more = await played([all('spf.pass'), only(refused, 1), only(refused, 1, 2), only(refused, 1, 2)]);
    expect(more.lines).toEqual([
      `opened 198.51.100.1 ${refused}`,
      `opened ${DOMAIN} ${refused}`,
      `ended 198.51.100.1 ${refused}`,
    ]);
    expect(more.published.flat()[2]).toMatchObject({ ended: 'superseded' });
    expect(more.memory.stored.get(DOMAIN)!.members).toEqual(['198.51.100.1', '198.51.100.2']);
  });

  it('opens at once for two senders that open after two runs only', async () => {
    const { lines } = await played([
      all('spf.pass'),
      only('spf.softfail', 1),
      only('spf.softfail', 1, 2),
      only('spf.softfail', 1, 2),
    ]);
    expect(lines).toEqual([
      'opened 198.51.100.1 spf.softfail',
      `opened ${DOMAIN} spf.softfail`,
      'ended 198.51.100.1 spf.softfail',
    ]);
    const both = await played([all('spf.pass'), only('spf.softfail', 1, 2), only('spf.softfail', 1, 2)]);
    expect(both.lines).toEqual([`opened ${DOMAIN} spf.softfail`]);
  });

  it('says which senders join and leave, once a run', async () => {
    const refused = 'spf.not-authorised';
    const { published } = await played([
      all('spf.pass'),
      only(refused, 1, 2),
      only(refused, 1, 2, 3),
      only(refused, 3),
      only(refused, 3),
      all('spf.pass'),
      all('spf.pass'),
    ]);
    const turns = published
      .flat()
      .map(({ transition, members }) => [transition, members?.joined, members?.left, members?.count]);
    expect(turns).toEqual([
      ['opened', ['198.51.100.1', '198.51.100.2'], [], 2],
      ['members', ['198.51.100.3'], [], 3],
      ['members', [], ['198.51.100.1', '198.51.100.2'], 1],
      ['cleared', undefined, undefined, undefined],
    ]);
  });

  it.each([
    ['spf.not-authorised', 'spf.none', 'worsened'],
    ['spf.permerror', 'spf.none', 'worsened'],
    ['spf.not-authorised', 'spf.softfail', 'improved'],
  ])('is reported once from %s to %s, as %s', async (from, to, turn) => {
    const { lines } = await played([all('spf.pass'), all(from), all(from), all(to), all(to)]);
    expect(lines).toEqual([`opened ${DOMAIN} ${from}`, `${turn} ${DOMAIN} ${to}`]);
  });

  it("takes over one sender's incident when the record vanishes, and nothing is called better", async () => {
    const { lines } = await played([all('spf.pass'), only('spf.permerror', 1), only('spf.not-authorised', 1)]);
    expect(lines).toEqual([`opened ${DOMAIN} spf.permerror`, `worsened ${DOMAIN} spf.not-authorised`]);
    const gone = await played([all('spf.pass'), only('spf.not-authorised', 1), only('spf.none', 1)]);
    expect(gone.lines).toEqual([
      'opened 198.51.100.1 spf.not-authorised',
      `opened ${DOMAIN} spf.none`,
      'ended 198.51.100.1 spf.not-authorised',
    ]);
  });

  it('takes over what a sender could not see before, after it was reported as seen again', async () => {
    const { lines } = await played([
      all('spf.pass'),
      ...[1, 2, 3].map(() => only('spf.temperror', 1)),
      only('spf.none', 1),
    ]);
    expect(lines).toEqual([
      'blind 198.51.100.1 spf.temperror',
      `opened ${DOMAIN} spf.none`,
      'cleared 198.51.100.1 spf.temperror',
    ]);
  });

  it("ends with the last sender, which is not a clearing, and the domain's own record is looked at then", async () => {
    const own: Script = (target, subject) =>
      target === DOMAIN ? 'spf.record' : subject === DOMAIN ? 'spf.none' : 'ptr.confirmed';
    const watch = await played([all('spf.pass'), own]);
    for (let n = 0; n < 3; n += 1) {
      await watch.run(own, { targets: [{ kind: 'domain', domain: DOMAIN }] });
      watch.clock.advance(HOUR);
    }
    expect(watch.published.flat().map(line)).toEqual([`opened ${DOMAIN} spf.none`, `cleared ${DOMAIN} spf.none`]);
    const gone = await played([all('spf.pass'), own]);
    await gone.run(own, { targets: [sender('203.0.113.1')] });
    expect(gone.published.flat().map(line)).toEqual([`opened ${DOMAIN} spf.none`, `ended ${DOMAIN} spf.none`]);
    expect(gone.memory.stored.get(DOMAIN)).toMatchObject({ subjects: {}, members: [] });
  });

  it('of the domain alone continues when a sender joins, and clears', async () => {
    const bare = { kind: 'domain', domain: DOMAIN } as const;
    const watch = await played([all('spf.none')], { targets: [bare] });
    const later = async (script: Script, targets = WATCHED) => {
      await watch.run(script, { targets });
      watch.clock.advance(HOUR);
    };
    await later(all('spf.none'));
    await later(all('spf.none'));
    expect(watch.published.flat().map(line)).toEqual([`opened ${DOMAIN} spf.none`, `members ${DOMAIN} spf.none`]);
    for (let n = 0; n < 3; n += 1) await later(all('spf.pass'));
    expect(watch.published.flat().map(line).slice(2)).toEqual([`cleared ${DOMAIN} spf.none`]);
    // And where the record is sound as soon as somebody sends, nobody but the domain can say so.
    const repaired = await played([all('spf.none')], { targets: [bare] });
    const sound: Script = (target, subject) =>
      target === DOMAIN ? 'spf.record' : subject === DOMAIN ? 'spf.pass' : 'ptr.confirmed';
    for (let n = 0; n < 3; n += 1) {
      await repaired.run(sound, { targets: WATCHED });
      repaired.clock.advance(HOUR);
    }
    expect(repaired.published.flat().map(line)).toEqual([`opened ${DOMAIN} spf.none`, `cleared ${DOMAIN} spf.none`]);
  });
});

describe('the reverse DNS incident of many addresses', () => {
  const names =
    (word: string, ...numbers: number[]): Script =>
    (target, subject) =>
      subject === DOMAIN ? 'spf.pass' : numbers.includes(numberOf(target)) ? word : 'ptr.confirmed';
  const ZONE = 'zone:100.51.198.in-addr.arpa';

  it('is one where many lose their names in one zone and run', async () => {
    const lost = names('ptr.missing', 1, 2, 3, 4, 5);
    const { lines, published } = await played([names(''), lost, lost, names(''), names(''), names('')]);
    expect(lines).toEqual([`opened ${ZONE} ptr.missing`, `cleared ${ZONE} ptr.missing`]);
    expect(published.flat()[0]!.finding!.summary).toContain('100.51.198.in-addr.arpa. 5 senders: 198.51.100.1,');
  });

  it('is one for each address where few lose their names', async () => {
    const { lines } = await played([names(''), names('ptr.missing', 1, 2, 3)]);
    expect(lines).toEqual([1, 2, 3].map((n) => `opened 198.51.100.${n} ptr.missing`));
  });

  it('is one of the account where many of one account lose their names', async () => {
    const eip = { allocationId: 'e', region: 'eu-west-1', account: '123456789012', associated: true };
    const targets = [1, 2, 3, 4].map((n) => ({ ...sender(`198.51.${n}.${n}`), elasticIp: eip }));
    const { lines, published } = await played(
      [names(''), names('ptr.generic', 1, 2, 3, 4), names('ptr.generic', 1, 2, 3, 4)],
      {
        targets,
      },
    );
    expect(lines).toEqual(['opened account:123456789012/eu-west-1 ptr.generic']);
    expect(published.flat()[0]!.elasticIp).toEqual({ account: '123456789012', region: 'eu-west-1' });
  });

  it('is not opened where a second look finds the names again, and only many lost names get that look', async () => {
    const asked: (readonly [string, number])[] = [];
    const askAgain = async ({ home }: { home: string }, findings: readonly object[]) => {
      asked.push([home, findings.length]);
      return asked.length > 1;
    };
    const lost = names('ptr.missing', 1, 2, 3, 4);
    const { lines } = await played([names(''), names('ptr.missing', 6), lost, names('ptr.missing', 1, 2, 3, 4, 6)], {
      askAgain,
    });
    expect(asked).toEqual([
      [ZONE, 4],
      [ZONE, 4],
    ]);
    expect(lines).toEqual(['opened 198.51.100.6 ptr.missing', `opened ${ZONE} ptr.missing`]);
  });

  it('does not take in a single address that loses its name while it is open', async () => {
    const lost = names('ptr.missing', 1, 2, 3, 4);
    const { lines } = await played([names(''), lost, names('ptr.missing', 1, 2, 3, 4, 5)]);
    expect(lines).toEqual([`opened ${ZONE} ptr.missing`, 'opened 198.51.100.5 ptr.missing']);
  });
});

describe('the incidents that an earlier version left', () => {
  /** As the version before wrote them: every sender with an incident of its own. */
  const leftBefore = async (): Promise<PureMemory> => {
    const memory = pureMemory();
    const watch = scripted('', { memory, targets: TARGETS.slice(0, 3) });
    await watch.run(all('spf.pass'));
    for (const target of TARGETS.slice(0, 3)) {
      const key = target.address.text;
      const state = memory.stored.get(key)!;
      const standing = { finding: 'spf.none', severity: 'major', status: 'fail', summary: 'no record' } as const;
      const subject = { seen: 0, clean: 0, blind: 0, worked: true };
      memory.stored.set(key, {
        ...state,
        subjects: {
          ...state.subjects,
          [`spf|${DOMAIN}`]: {
            ...subject,
            standing: { ...standing, since: '2026-11-01T00:00:00.000Z', incident: `old-${numberOf(key)}` },
          },
        },
      });
    }
    return memory;
  };

  it('are not reported a second time, and each one is reported when it ends', async () => {
    const memory = await leftBefore();
    const watch = scripted('', { memory, targets: [...TARGETS.slice(0, 3), WATCHED.at(-1)!] });
    watch.clock.advance(HOUR);
    for (const script of [all('spf.none'), all('spf.none'), all('spf.pass'), all('spf.pass')]) {
      await watch.run(script);
      watch.clock.advance(HOUR);
    }
    expect(watch.published.flat().map(({ transition, incident }) => `${transition} ${incident}`)).toEqual([
      'cleared old-1',
      'cleared old-2',
      'cleared old-3',
    ]);
  });

  it('become members of the incident that opens over them', async () => {
    const memory = await leftBefore();
    const watch = scripted('', { memory, targets: WATCHED });
    watch.clock.advance(HOUR);
    await watch.run(all('spf.none'));
    const [opened, ...ended] = watch.published.flat();
    expect(line(opened!)).toBe(`opened ${DOMAIN} spf.none`);
    expect(ended.map(({ ended: why, incident }) => [why, incident])).toEqual(
      [1, 2, 3].map((n) => ['superseded', `old-${n}`]),
    );
    expect(memory.stored.get(DOMAIN)!.members).toEqual(TARGETS.map(({ address }) => address.text));
  });
});

it('the incident of a group is acknowledged as any other, and says how many targets it covers', async () => {
  const { published, memory } = await played([all('spf.pass'), only('spf.none', 1)]);
  const id = published.flat()[0]!.incident;
  const acted = await acknowledgeIncident(
    memory,
    id,
    { by: 'kim', why: 'ticket', until: null },
    '2026-11-24T20:00:00.000Z',
  );
  expect(acted).toMatchObject({ ok: true, record: { state: 'acknowledged', target: DOMAIN } });
  expect(memory.stored.get(DOMAIN)!.subjects[`spf|${DOMAIN}`]!.standing!.summary).toContain(
    '. 1 sender: 198.51.100.1.',
  );
});

it('the keys of groups and of members differ, whatever they are called', () => {
  const homes = [
    'list:zen',
    'example.com',
    'zone:100.51.198.in-addr.arpa',
    'account:123456789012/eu-west-1',
    'ground:example.com',
  ];
  expect(homes.map((home) => homeOf(markOf(home)))).toEqual(homes);
  expect(homes.map(isHomeOnly)).toEqual([true, false, true, true, true]);
  expect(homes.map((home) => isHomeName(home))).toEqual(homes.map(() => true));
  expect(['0123456789ab', 'maintenance-1', 'flapping'].map(isHomeName)).toEqual([false, false, false]);
  expect([...homes, '198.51.100.1', '2001:db8::1'].map(isAddressKey)).toEqual([...homes.map(() => false), true, true]);
  expect(homes.map(groupKey)).toEqual([
    'dnsbl|zen#members',
    'spf|example.com',
    'ptr|zone:100.51.198.in-addr.arpa',
    'ptr|account:123456789012/eu-west-1',
    'sender|ground:example.com',
  ]);
  expect(homes.map((home) => memberKey(home, '198.51.100.1'))).toEqual([
    'dnsbl|zen',
    'spf|example.com',
    'ptr|198.51.100.1',
    'ptr|198.51.100.1',
    'sender|198.51.100.1',
  ]);
});
