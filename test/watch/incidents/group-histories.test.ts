/** As `histories.test.ts`, over two domains and a reverse zone: what many share opens once, closes once, leaves nobody behind. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IncidentRules } from '../../../shared/watch/incidents/rules.ts';
import { type Cast, type Hour, histories, type Played, play, policies } from '../../support/histories.ts';
import { brokenEnd, brokenGroups, brokenRecords, brokenStory } from '../../support/stories.ts';
import { runs } from '../../support/thorough.ts';
import { sender } from '../../support/watch.ts';

const [A, B] = ['a.example', 'b.example'];

/** Five senders of one reverse zone: three of A, one of both, one of B. */
const CAST: Cast = {
  targets: [[A], [A], [A, B], [A], [B]].map((domains, n) => sender(`198.51.100.${n + 1}`, domains)),
  scriptOf:
    ({ seen, mass }) =>
    (target, subject) => {
      const n = Number(target.split('.')[3] ?? 0) - 1;
      if (subject === A || subject === B) {
        const record = RECORD[(seen >> (subject === A ? 0 : 3)) & 7]!;
        // Asked by itself, a domain has a record or none.
        if (target === subject) return record === 'spf.pass' ? 'spf.record' : record;
        return record === 'spf.pass' ? SENDER[(seen >> (6 + 2 * n)) & 3]! : record;
      }
      if (subject === target) return mass ? 'ptr.missing' : NAME[(seen >> (16 + (n % 4))) & 1]!;
      return 'dnsbl.clear';
    },
};

const RECORD = [
  'spf.pass',
  'spf.pass',
  'spf.pass',
  'spf.pass',
  'spf.none',
  'spf.permerror',
  'spf.plus-all',
  'spf.temperror',
];
const SENDER = ['spf.pass', 'spf.not-authorised', 'spf.softfail', 'spf.pass'];
const NAME = ['ptr.confirmed', 'ptr.missing'];

const REMINDING: Partial<IncidentRules> = {
  windows: [{ from: '02:00', until: '05:30', days: ['mon', 'tue', 'fri'] }],
  zone: 'Asia/Seoul',
};

const always = (
  numRuns: number,
  incidents: Partial<IncidentRules>,
  check: (played: Played, history: readonly Hour[]) => Promise<readonly string[]>,
) =>
  fc.assert(
    fc.asyncProperty(histories, policies, async (history, policy) => {
      const played = await play(history, { ...incidents, policy }, CAST);
      expect(await check(played, history)).toEqual([]);
    }),
    { numRuns: runs(numRuns) },
  );

/** The machine may be busy with something else: two hundred histories take as long as they take. */
const PATIENCE = { timeout: 180_000 };

describe('one cause over many targets, whatever happens', () => {
  it('has one opening, at most one closing, and no member that does not belong to it', PATIENCE, async () => {
    const homes = new Set<string>();
    await always(120, {}, async (played) => {
      for (const { target, members } of played.memory.entries) if (members !== undefined) homes.add(target);
      return [...brokenStory(played), ...(await brokenRecords(played)), ...brokenGroups(played)];
    });
    // Otherwise nothing was proved.
    expect([...homes].sort()).toEqual([A, B, 'zone:100.51.198.in-addr.arpa']);
  });

  it('is reported in the end as it is, and leaves nothing behind', PATIENCE, () =>
    always(80, REMINDING, async (played) => [
      ...(await brokenEnd(played)),
      ...brokenStory(played),
      ...brokenGroups(played),
    ]),
  );
});
