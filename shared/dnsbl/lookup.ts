/**
 * Many targets on many lists. A list is asked in one breath: its controls, the first targets right behind them, and the
 * controls again at the end, so that a small batch costs one round trip. More targets follow only when the first controls
 * came back sound: a dead or refusing list is not hammered, and what was not asked gets the list's verdict without a packet.
 * The controls at the end follow the last target in its turn and not its answer: one lost answer near the end of the time would
 * cost them theirs, and with them every verdict that came in time.
 *
 * Every (target, list) pair ends as exactly one verdict or one reason why it was not asked; the sum is checked.
 */
import type { Answer, Resolver } from '../dns/answer.ts';
import type { Clock, Random } from '../model/clock.ts';
import type { NotCovered } from '../model/finding.ts';
import type { Text } from '../model/language.ts';
import type { Target } from '../model/target.ts';
import {
  askControls,
  type Controlled,
  type ControlVerdict,
  controlVerdict,
  type Health,
  judgeControls,
} from './health.ts';
import { type Compiled, compile, interpret, type ListReading } from './interpret.ts';
import { KeptAnswers } from './kept-answers.ts';
import { type Keys, withKey } from './keys.ts';
import type { Family, List } from './list.ts';
import { groupsOf, type PacedGroup, type Share, shareOut } from './pacing.ts';
import { accessTo, controlsOf } from './query.ts';
import { questionName } from './question.ts';
import { familyOf } from './scope.ts';
import { NOT_SENT, stoppedBecause } from './words.ts';

export type Cell = {
  readonly target: Target;
  readonly list: List;
  readonly verdict: ControlVerdict;
  /** Null where the list's own state made the question pointless. */
  readonly answer: Answer<'A'> | null;
  /** The operator's words about a listing; untrusted, and without influence on the verdict. */
  readonly reason: Answer<'TXT'> | null;
  readonly health: Health;
};

/** What came of one target. */
export type ListedTarget = {
  readonly target: Target;
  readonly cells: readonly Cell[];
  readonly notCovered: readonly NotCovered[];
};

export type ListPorts = { readonly resolver: Resolver; readonly clock: Clock; readonly random: Random };

const FAMILIES: readonly Family[] = ['ip4', 'ip6', 'domain'];

/** Sent right behind the controls, before anything is known about the list. */
const FIRST_TARGETS = 32;
/** Questions to one list under way at a time after that. */
const WIDTH = 64;
/** After so many failures in a row a list is left alone. */
const MAX_FAILURES = 16;

export async function lookupLists(
  targets: readonly Target[],
  lists: readonly List[],
  keys: Keys,
  ports: ListPorts,
): Promise<readonly ListedTarget[]> {
  const groups = lists.flatMap((list) => (accessTo(list, keys).kind === 'askable' ? groupsOf(list, targets) : []));
  const shares = shareOut(groups, ports);
  const asked = groups.map(async (group) => {
    const { list, family } = group;
    const share = shares.get(group);
    const access = accessTo(list, keys);
    if (share === undefined || access.kind !== 'askable') throw new Error(`list ${list.id} has no share`);
    const { key } = access;
    const keyed = (resolver: Resolver): Resolver => (key === null ? resolver : withKey(resolver, key));
    const own = { ...share, resolver: keyed(share.resolver), controls: keyed(share.controls) };
    return [keyOfGroup(list, family), await askGroup(group, own, ports.random)] as const;
  });
  const outcomes = new Map(await Promise.all(asked));
  const columns = new Map(FAMILIES.map((family) => [family, columnsFor(family, lists, keys, outcomes)]));
  return targets.map((target) => row(target, columns.get(familyOf(target)) ?? []));
}

const keyOfGroup = (list: List, family: Family): string => `${list.id} ${family}`;

/** What came of one group; a verdict is read from it when it is looked at, since nearly all of them are "clear". */
type Outcomes = {
  readonly compiled: Compiled;
  readonly health: Health;
  /** By the name asked. */
  readonly answers: KeptAnswers;
  readonly reasons: ReadonlyMap<string, Answer<'TXT'>>;
  /** The reading of a name that has no answer. */
  readonly unasked: NotAsked;
};

const verdictOf = ({ compiled, health, unasked }: Outcomes, answer: Answer<'A'> | null): ControlVerdict =>
  controlVerdict(answer === null ? unasked : interpret(compiled, answer), health);

/** A list that can say something about a family, and what it said of it; or why it was not asked. */
type Column = AskedList | { readonly notCovered: NotCovered };
type AskedList = { readonly list: List; readonly outcomes: Outcomes | undefined };

function columnsFor(
  family: Family,
  lists: readonly List[],
  keys: Keys,
  groups: ReadonlyMap<string, Outcomes>,
): readonly Column[] {
  return lists
    .filter(({ scope }) => scope.includes(family))
    .map((list) => {
      const access = accessTo(list, keys);
      if (access.kind !== 'askable') return { notCovered: access.notCovered };
      return { list, outcomes: groups.get(keyOfGroup(list, family)) };
    });
}

/** Its cells are put together when they are looked at, and not kept: 2,000 targets on 25 lists have fifty thousand. */
function row(target: Target, columns: readonly Column[]): ListedTarget {
  const notCovered = columns.flatMap((column) => ('notCovered' in column ? [column.notCovered] : []));
  return {
    target,
    notCovered,
    get cells() {
      const cells = columns.flatMap((column) => ('list' in column ? cellsIn(target, column) : []));
      if (cells.length + notCovered.length !== columns.length) {
        throw new Error(`lists: ${cells.length} verdicts and ${notCovered.length} not asked, of ${columns.length}`);
      }
      return cells;
    },
  };
}

function cellsIn(target: Target, { list, outcomes }: AskedList): readonly Cell[] {
  if (outcomes === undefined) return [];
  const { answers, reasons, health } = outcomes;
  const name = questionName(list, target);
  const answer = answers.get(name) ?? null;
  return [{ target, list, verdict: verdictOf(outcomes, answer), answer, reason: reasons.get(name) ?? null, health }];
}

async function askGroup(group: PacedGroup, share: Share, random: Random): Promise<Outcomes> {
  const compiled = compile(group.list);
  const names = group.names.slice(0, share.names);
  const late: NotAsked | null =
    names.length < group.names.length ? { kind: 'not-asked', why: share.why, answers: [] } : null;
  if (late !== null && names.length === 0) {
    const health: Health = { state: 'not-asked', why: late.why, proof: [] };
    return { compiled, health, answers: new KeptAnswers(0), reasons: new Map(), unasked: late };
  }
  const { before, after } = controlsOf(compiled.list, group.family, random, new Set(group.names));
  const answers = new KeptAnswers(names.length);
  const ask = async (name: string): Promise<Answer<'A'>> => {
    // Past the cache as well: an absence kept from an hour in which the list refused silently would read as "clear" now.
    const answer = await share.resolver.ask({ name, type: 'A', fresh: true, proof: 'own' });
    answers.set(name, answer);
    return answer;
  };
  const [first, rest] = [names.slice(0, FIRST_TARGETS), names.slice(FIRST_TARGETS)];

  // Sent in this order; the controls at the end wait where more targets are to follow.
  const [opened, , closed] = await Promise.all([
    askControls(before, share.controls),
    Promise.all(first.map(ask)),
    rest.length === 0 ? askControls(after, share.controls) : [],
  ]);
  const controls: Controlled[] = [...opened, ...closed];
  let stopped: NotAsked | null = null;
  if (rest.length > 0 && believable(judgeControls(compiled, opened))) {
    const asked = await askRest(compiled, rest, ask, () => askControls(after, share.controls));
    stopped = asked.stopped;
    controls.push(...asked.closed);
  }
  const health = judgeControls(compiled, controls);
  const outcomes = { compiled, health, answers, reasons: new Map(), unasked: stopped ?? late ?? NOT_ASKED };
  return share.reasons ? { ...outcomes, reasons: await reasonsFor(outcomes, share.resolver) } : outcomes;
}

const believable = ({ state }: Health): boolean => state === 'healthy' || state === 'uncontrolled';

/** The reading of a name that was never asked. */
type NotAsked = ListReading & { readonly kind: 'refused' | 'unreachable' | 'not-asked'; readonly why: Text };

const NOT_ASKED: NotAsked = { kind: 'unreachable', why: NOT_SENT, answers: [] };

type AskedRest = {
  /** Why not all of them were asked. */
  readonly stopped: NotAsked | null;
  readonly closed: readonly Controlled[];
};

/** Several at a time, until done, refused, or failing for good; `close` as soon as the last has been handed over. */
async function askRest(
  compiled: Compiled,
  names: readonly string[],
  ask: (name: string) => Promise<Answer<'A'>>,
  close: () => Promise<readonly Controlled[]>,
): Promise<AskedRest> {
  const waiting = names[Symbol.iterator]();
  let failures = 0;
  let stopped: NotAsked | null = null;
  let closing: Promise<readonly Controlled[]> | null = null;
  const work = async (): Promise<void> => {
    for (const name of waiting) {
      const reading = interpret(compiled, await ask(name));
      failures = reading.kind === 'unreachable' ? failures + 1 : 0;
      stopped ??= stopFor(reading, failures);
      if (stopped !== null) break;
    }
    closing ??= close();
  };
  await Promise.all(Array.from({ length: WIDTH }, work));
  return { stopped, closed: await (closing ?? close()) };
}

/** Why no more is asked after such a reading; null where it continues. */
function stopFor(reading: ListReading, failures: number): NotAsked | null {
  if (reading.kind === 'not-asked') return { kind: 'not-asked', why: reading.why, answers: [] };
  if (reading.kind !== 'refused' && !(reading.kind === 'unreachable' && failures >= MAX_FAILURES)) return null;
  return { kind: reading.kind, why: stoppedBecause(reading.why), answers: [] };
}

/** The operator's words where there is a listing, now that the list has spoken for itself: few are listed. */
async function reasonsFor(outcomes: Outcomes, resolver: Resolver): Promise<ReadonlyMap<string, Answer<'TXT'>>> {
  const listed = [...outcomes.answers.names].filter((name) =>
    isListing(verdictOf(outcomes, outcomes.answers.get(name) ?? null)),
  );
  const asked = listed.map(async (name) => [name, await resolver.ask({ name, type: 'TXT', proof: 'own' })] as const);
  return new Map(await Promise.all(asked));
}

const isListing = ({ kind }: ControlVerdict): boolean => kind === 'listed' || kind === 'policy' || kind === 'info';
