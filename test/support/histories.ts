/**
 * Random histories of a watch over five senders and one list: what is seen, what is watched, who dies when, which result
 * comes too late, and what people do meanwhile. The steps of a run are called one by one, as on AWS, so that each can be
 * killed, repeated or late.
 */
import fc from 'fast-check';
import { isoTime } from '../../shared/model/clock.ts';
import type { Notice } from '../../shared/model/incident.ts';
import type { AddressTarget } from '../../shared/model/target.ts';
import { ENGLISH } from '../../shared/notices/wording.ts';
import { acknowledgeIncident, snoozeOf } from '../../shared/watch/acts/acts.ts';
import { DEFAULT_RULES, type IncidentRules } from '../../shared/watch/incidents/rules.ts';
import type { Memory, RunRecord } from '../../shared/watch/run/memory.ts';
import { notify } from '../../shared/watch/run/notify.ts';
import { closeRun, continued, openRun, workBatch } from '../../shared/watch/run/run.ts';
import type { World } from '../../shared/watch/run/watch-ports.ts';
import { fakeClock } from './clock.ts';
import { dying } from './dying.ts';
import { type PureMemory, pureMemory } from './memory.ts';
import { checkOf, HOUR, list, type Script, sender } from './watch.ts';
import { noDns } from './zone.ts';

/** Who is watched, and what an hour shows of them. */
export type Cast = {
  /** The first so many are watched. */
  readonly targets: readonly AddressTarget[];
  readonly scriptOf: (hour: Pick<Hour, 'seen' | 'mass'>) => Script;
};

const ALPHA = list('alpha');

const ACTS = ['acknowledge', 'acknowledge-within', 'snooze-target', 'snooze-list', 'snooze-finding', 'wake'] as const;

/** One run, and what happens before it. */
const HOUR_OF = fc.record({
  /** Hours since the run before. */
  passed: fc.oneof({ weight: 8, arbitrary: fc.constant(1) }, { weight: 1, arbitrary: fc.integer({ min: 2, max: 30 }) }),
  /** Two bits a subject: sound, a problem, another problem, unknown. */
  seen: fc.nat(2 ** 20 - 1),
  mass: fc.integer({ min: 0, max: 9 }).map((n) => n === 9),
  /** What an hour shows, the next one shows as well: without that nothing ever clears. */
  same: fc.boolean(),
  watched: fc.integer({ min: 0, max: 29 }).map((n) => Math.min(5, 29 - n)),
  listed: fc.integer({ min: 0, max: 19 }).map((n) => n < 19),
  sound: fc.integer({ min: 0, max: 3 }).map((n) => n < 3),
  kill: fc.option(fc.record({ n: fc.integer({ min: 1, max: 12 }), after: fc.boolean() }), { freq: 3 }),
  late: fc.integer({ min: 0, max: 9 }).map((n) => n === 9),
  again: fc.boolean(),
  act: fc.option(fc.constantFrom(...ACTS), { freq: 2 }),
  pick: fc.nat(1000),
});

export type Hour = typeof HOUR_OF extends fc.Arbitrary<infer T> ? T : never;

/** Quick to open and clear, or slow. */
export const policies = fc.record({
  openAfter: fc.integer({ min: 1, max: 2 }),
  clearAfter: fc.integer({ min: 1, max: 2 }),
  openWithin: fc.integer({ min: 2, max: 4 }),
  blindAfter: fc.integer({ min: 2, max: 3 }),
});

export const histories = fc.array(HOUR_OF, { minLength: 1, maxLength: 9 });

const PTR = ['ptr.confirmed', 'ptr.missing', 'ptr.not-confirmed', 'ptr.unknown'];
const LISTED = ['dnsbl.clear', 'dnsbl.listed', 'dnsbl.critical', 'dnsbl.refused'];

function scriptOf({ seen, mass }: Pick<Hour, 'seen' | 'mass'>): Script {
  return (target, subject) => {
    const n = Number(target.split('.')[2]) - 1;
    if (subject === target) return PTR[(seen >> (2 * n)) & 3]!;
    return mass ? 'dnsbl.listed' : LISTED[(seen >> (10 + 2 * n)) & 3]!;
  };
}

const FIVE: Cast = { targets: [1, 2, 3, 4, 5].map((n) => sender(`198.51.${n}.1`)), scriptOf };

export type Played = {
  readonly memory: PureMemory;
  /** In the order in which they reached people; one that was repeated stands twice. */
  readonly published: readonly Notice[];
  /** A publisher was killed between publishing and marking. */
  readonly repeats: boolean;
  /** Closing a run a second time changed something. */
  readonly changed: boolean;
  /** Goes on: so many runs that see the last thing seen, so many hours apart, with nothing else happening. */
  readonly settle: (runs: number, passed: number) => Promise<void>;
  readonly now: () => string;
};

export async function play(
  history: readonly Hour[],
  incidents: Partial<IncidentRules> = {},
  { targets, scriptOf: scriptFor }: Cast = FIVE,
): Promise<Played> {
  const clock = fakeClock();
  const memory = pureMemory();
  const published: Notice[] = [];
  const publish = async ({ notices }: { notices: readonly Notice[] }) => {
    published.push(...notices);
    return { ok: true, carried: notices.map(({ id }) => id) } as const;
  };
  let repeats = false;
  let changed = false;
  let script = scriptFor({ seen: 0, mass: false });
  const pass = async (hour: Hour, rules: IncidentRules, within: Memory): Promise<void> => {
    const world = worldOf(hour, targets, script, rules);
    const left = (await continued(HOUR, within, clock)) ?? (await openRun(world, HOUR, within, clock));
    if (typeof left !== 'string') await carryOut(left, hour, world, within);
    await notify(within, [{ id: 'test', publish }], ENGLISH, clock);
  };
  const carryOut = async (record: RunRecord, hour: Hour, world: World, within: Memory): Promise<void> => {
    const ports = { resolver: noDns, clock, random: () => 0 };
    const late = hour.late ? record.batchKeys.slice(-1) : [];
    for (const key of record.batchKeys) if (!late.includes(key)) await workBatch(record.id, key, world, within, ports);
    const closing = hour.act === 'acknowledge-within' ? interrupted(within, hour, clock.now()) : within;
    if (hour.again) await closeUnfinished(record, world, closing);
    else await closeRun(record, world, closing, clock, () => {});
    for (const key of late) await workBatch(record.id, key, world, within, ports);
  };
  /** Killed before it is finished, and closed again: everything is written already. */
  const closeUnfinished = async (record: RunRecord, world: World, within: Memory): Promise<void> => {
    const finish: Memory['finish'] = async () => {
      throw new Error('withheld');
    };
    await closeRun(record, world, { ...within, finish }, clock, () => {}).catch((error: Error) => {
      if (error.message !== 'withheld') throw error;
    });
    const before = memory.entries.length + versions(memory);
    await closeRun((await memory.unfinished()) ?? record, world, within, clock, () => {});
    changed ||= memory.entries.length + versions(memory) !== before;
  };
  const rules = { ...DEFAULT_RULES, ...incidents };
  for (const hour of history) {
    clock.advance(hour.passed * HOUR);
    if (!hour.same) script = scriptFor(hour);
    await act(hour, memory, clock.now());
    const dead = dying(memory, hour.kill);
    try {
      await pass(hour, rules, dead.memory);
    } catch (error) {
      if (!String(error).includes('killed')) throw error;
      repeats ||= dead.killed() === 'markSent';
      clock.advance(3 * 60_000);
      await pass(hour, rules, memory);
    }
  }
  const settle = async (runs: number, passed: number): Promise<void> => {
    for (let n = 0; n < runs; n += 1) {
      clock.advance(passed * HOUR);
      await pass(QUIET, { ...rules, windows: [] }, memory);
    }
  };
  return { memory, published, repeats, changed, settle, now: () => isoTime(clock.now()) };
}

const versions = ({ stored }: PureMemory): number =>
  [...stored.values()].reduce((sum, { version }) => sum + version, 0);

/** Everybody is watched, and nothing goes wrong. */
const QUIET: Hour = {
  passed: 1,
  seen: 0,
  mass: false,
  same: true,
  watched: 5,
  listed: true,
  sound: true,
  kill: null,
  late: false,
  again: false,
  act: null,
  pick: 0,
};

function worldOf(
  { watched, listed, sound }: Hour,
  all: readonly AddressTarget[],
  script: Script,
  incidents: IncidentRules,
): World {
  const addresses = all.slice(0, watched);
  const domains = [...new Set(addresses.flatMap((one) => one.domains))];
  return {
    targets: [...addresses, ...domains.map((domain) => ({ kind: 'domain', domain }) as const)],
    lists: listed ? [ALPHA] : [],
    checkFor: (batch) => checkOf(batch, script),
    prove: async () => sound,
    askAgain: async () => sound,
    unseen: [],
    notCovered: [],
    incidents,
  };
}

async function act({ act: what, pick }: Hour, memory: PureMemory, now: number): Promise<void> {
  const until = isoTime(now + (1 + (pick % 30)) * HOUR);
  if (what === 'acknowledge') await acknowledgeOne(memory, pick, now);
  else if (what === 'wake') {
    const [first] = await memory.snoozes(isoTime(now));
    if (first !== undefined) await memory.removeSnooze(first.id);
  } else if (what?.startsWith('snooze') === true) {
    const scope = { target: `198.51.${1 + (pick % 5)}.1`, list: 'alpha', finding: 'ptr.missing' };
    const name = what.slice('snooze-'.length) as keyof typeof scope;
    const snooze = snoozeOf({ by: 'tester', why: '', until, [name]: scope[name] }, isoTime(now));
    if (snooze.ok) await memory.saveSnooze(snooze.value);
  }
}

/** Of all that ever opened: a closed one refuses. */
async function acknowledgeOne(memory: Memory & { entries: readonly Notice[] }, pick: number, now: number) {
  const ids = [...new Set(memory.entries.map(({ incident }) => incident))];
  const id = ids[ids.length - 1 - (pick % Math.max(1, ids.length))];
  const until = pick % 2 === 0 ? null : isoTime(now + (pick % 20) * HOUR);
  if (id !== undefined) await acknowledgeIncident(memory, id, { by: 'tester', why: '', until }, isoTime(now));
}

/** Somebody acknowledges between reading and writing. */
function interrupted(memory: Memory, { pick }: Hour, now: number): Memory {
  let done = false;
  const commit: Memory['commit'] = async (commits) => {
    if (!done) {
      done = true;
      await acknowledgeOne(memory as PureMemory, pick, now);
    }
    return memory.commit(commits);
  };
  return { ...memory, commit };
}
