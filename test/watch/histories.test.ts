/** What holds whatever happens: 1,000 random histories of up to 9 runs, with kills, repeats, late results and people's acts. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Notice, Standing } from '../../shared/model/incident.ts';
import type { Policy } from '../../shared/watch/compare.ts';
import type { IncidentRules } from '../../shared/watch/rules.ts';
import { type Hour, histories, type Played, play, policies } from '../support/histories.ts';
import type { PureMemory } from '../support/memory.ts';

const REMINDING: Pick<IncidentRules, 'windows' | 'zone'> = {
  windows: [{ from: '02:00', until: '05:30', days: ['mon', 'tue', 'fri'] }],
  zone: 'Asia/Seoul',
};

const OPENINGS: readonly string[] = ['opened', 'blind'];
const CLOSINGS: readonly string[] = ['cleared', 'ended'];

/** Of each incident, the ids of the notices of these turns. */
function idsOf(entries: readonly Notice[], turns: readonly string[]): Map<string, Set<string>> {
  const ids = new Map<string, Set<string>>();
  for (const { transition, incident, id } of entries)
    if (turns.includes(transition)) ids.set(incident, (ids.get(incident) ?? new Set()).add(id));
  return ids;
}

/** The timeline told again: what stands after it, by incident. */
function replay(entries: readonly Notice[]): ReadonlyMap<string, string> {
  const open = new Map<string, string>();
  const closed = new Set<string>();
  for (const { transition, incident, finding } of entries) {
    if (transition === 'cleared' || transition === 'ended') {
      open.delete(incident);
      closed.add(incident);
    } else if (['opened', 'blind', 'worsened', 'improved'].includes(transition) && !closed.has(incident))
      open.set(incident, finding!.id);
  }
  return open;
}

/** Own incidents; a member's is its list's. */
function standings(memory: PureMemory): readonly Standing[] {
  return [...memory.stored.values()]
    .flatMap(({ subjects }) => Object.values(subjects))
    .flatMap(({ standing }) => (standing === null || standing.memberOf !== undefined ? [] : [standing]));
}

const sorted = (pairs: Iterable<readonly [string, string]>) => [...pairs].map((pair) => pair.join(' ')).sort();

/** What is wrong, in words; nothing, one hopes. One `expect` a history: thousands would be most of the time. */
function brokenStory({ memory, told, repeats, changed }: Played): readonly string[] {
  const broken: string[] = [];
  const must = (holds: boolean, what: string): void => void (holds || broken.push(what));
  const opening = idsOf(memory.entries, OPENINGS);
  const closing = idsOf(memory.entries, CLOSINGS);
  for (const [incident, ids] of opening) must(ids.size === 1, `${incident} has ${ids.size} openings`);
  for (const [incident, ids] of closing) {
    must(ids.size === 1, `${incident} has ${ids.size} closings`);
    must(opening.has(incident), `${incident} closed and never opened`);
  }
  const stands = sorted(standings(memory).map((one) => [one.incident, one.finding]));
  must(sorted(replay(memory.entries)).join() === stands.join(), 'the timeline does not replay to the state');
  must(repeats || new Set(told.map(({ id }) => id)).size === told.length, 'something was told twice');
  must(!changed, 'a run that was closed twice changed something twice');
  must(!told.some(({ transition, muted }) => transition === 'acknowledged' || muted !== undefined), 'told in vain');
  return broken;
}

async function brokenRecords({ memory }: Played): Promise<readonly string[]> {
  const open = new Map(standings(memory).map((one) => [one.incident, one]));
  const closed = new Map(
    memory.entries.flatMap(({ transition, incident }) =>
      CLOSINGS.includes(transition) ? [[incident, transition]] : [],
    ),
  );
  const broken: string[] = [];
  for (const incident of idsOf(memory.entries, OPENINGS).keys()) {
    const record = await memory.incident(incident);
    const standing = open.get(incident);
    const state =
      standing === undefined ? closed.get(incident) : standing.acknowledged === undefined ? 'open' : 'acknowledged';
    if (record?.state !== state || (record?.closed === null) !== (standing !== undefined))
      broken.push(`${incident} is ${state}, and its record says ${JSON.stringify(record)}`);
  }
  return broken;
}

/** Once no snooze holds and a calm day has passed, people know what stands and what is over. */
async function brokenEnd({ memory, told, settle, now }: Played): Promise<readonly string[]> {
  for (const { id } of await memory.snoozes(now())) await memory.removeSnooze(id);
  await settle(3, 1);
  await settle(1, 25);
  const open = new Set(standings(memory).map(({ incident }) => incident));
  const heard = idsOf(told, OPENINGS);
  const over = idsOf(told, CLOSINGS);
  const flapped = new Set(memory.entries.filter(({ muted }) => muted === 'flapping').map(({ incident }) => incident));
  return [
    ...[...open].filter((incident) => !heard.has(incident)).map((incident) => `${incident} stands untold`),
    ...[...heard.keys()]
      .filter((incident) => !open.has(incident) && !over.has(incident) && !flapped.has(incident))
      .map((incident) => `${incident} was told, and its end was not`),
    ...[...over.keys()]
      .filter((incident) => !heard.has(incident) && !flapped.has(incident))
      .map((incident) => `of ${incident} only the end was told`),
  ];
}

/** `histories` and policies as they come; `check` gives what is wrong. */
const always = (numRuns: number, check: (history: readonly Hour[], policy: Policy) => Promise<readonly string[]>) =>
  fc.assert(
    fc.asyncProperty(histories, policies, async (history, policy) => {
      expect(await check(history, policy)).toEqual([]);
    }),
    { numRuns },
  );

describe('whatever happens', () => {
  it('every incident opens once and closes once, and the timeline replays to the state', () =>
    always(650, async (history, policy) => {
      const played = await play(history, { policy });
      return [...brokenStory(played), ...(await brokenRecords(played))];
    }));

  it('in the end all is told, and a verdict compared with itself changes nothing', () =>
    always(250, async (history, policy) => {
      const played = await play(history, { policy });
      const broken = [...(await brokenEnd(played)), ...brokenStory(played)];
      const snapshot = (): string => JSON.stringify([...played.memory.stored, played.memory.entries.length]);
      const before = snapshot();
      await played.settle(1, 1);
      return snapshot() === before ? broken : [...broken, `${before} became ${snapshot()}`];
    }));

  it('with reminders and maintenance windows as well', () =>
    always(100, async (history, policy) => {
      const played = await play(history, { ...REMINDING, policy: { ...policy, remindHours: 5 } });
      return [
        ...brokenStory(played),
        ...(await brokenRecords(played)),
        ...(await brokenEnd(played)),
        ...brokenStory(played),
      ];
    }));
});
