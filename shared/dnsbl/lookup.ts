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
import { type Keys, withKey } from './keys.ts';
import type { Family, List } from './list.ts';
import { groupsOf, type PacedGroup, type Share, shareOut } from './pacing.ts';
import { accessTo, controlsOf } from './query.ts';
import { questionName } from './question.ts';
import { appliesTo, familyOf } from './scope.ts';
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
  return targets.map((target) => row(target, lists, keys, outcomes));
}

const keyOfGroup = (list: List, family: Family): string => `${list.id} ${family}`;

type Outcome = Pick<Cell, 'verdict' | 'answer' | 'reason' | 'health'>;
/** By the name asked. */
type Outcomes = ReadonlyMap<string, Outcome>;

function row(target: Target, lists: readonly List[], keys: Keys, groups: ReadonlyMap<string, Outcomes>): ListedTarget {
  const cells: Cell[] = [];
  const notCovered: NotCovered[] = [];
  const applicable = lists.filter((list) => appliesTo(list, target));
  for (const list of applicable) {
    const access = accessTo(list, keys);
    if (access.kind !== 'askable') {
      notCovered.push(access.notCovered);
      continue;
    }
    const outcome = groups.get(keyOfGroup(list, familyOf(target)))?.get(questionName(list, target));
    if (outcome !== undefined) cells.push({ target, list, ...outcome });
  }
  if (cells.length + notCovered.length !== applicable.length) {
    throw new Error(`lists: ${cells.length} verdicts and ${notCovered.length} not asked, of ${applicable.length}`);
  }
  return { target, cells, notCovered };
}

async function askGroup(group: PacedGroup, share: Share, random: Random): Promise<Outcomes> {
  const compiled = compile(group.list);
  const names = group.names.slice(0, share.names);
  const late: NotAsked | null =
    names.length < group.names.length ? { kind: 'not-asked', why: share.why, answers: [] } : null;
  if (late !== null && names.length === 0) {
    const health: Health = { state: 'not-asked', why: late.why, proof: [] };
    return new Map(group.names.map((name) => [name, { verdict: late, answer: null, reason: null, health }]));
  }
  const { before, after } = controlsOf(compiled.list, group.family, random, new Set(group.names));
  const answers = new Map<string, Answer<'A'>>();
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
  return settle(compiled, group.names, answers, judgeControls(compiled, controls), stopped ?? late, share);
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

/** The verdicts, now that the list has spoken for itself; and the operator's reason where there is a listing. */
async function settle(
  compiled: Compiled,
  names: readonly string[],
  answers: ReadonlyMap<string, Answer<'A'>>,
  health: Health,
  stopped: NotAsked | null,
  { resolver, reasons }: Share,
): Promise<Outcomes> {
  const outcomes = new Map<string, Outcome>();
  const waiting: Promise<void>[] = [];
  for (const name of names) {
    const answer = answers.get(name) ?? null;
    const reading = answer === null ? (stopped ?? NOT_ASKED) : interpret(compiled, answer);
    const verdict = controlVerdict(reading, health);
    const settled = (reason: Outcome['reason']): void => void outcomes.set(name, { verdict, answer, reason, health });
    // Few are listed; of the others nothing is waited for.
    if (reasons && isListing(verdict)) waiting.push(resolver.ask({ name, type: 'TXT', proof: 'own' }).then(settled));
    else settled(null);
  }
  await Promise.all(waiting);
  return outcomes;
}

const isListing = ({ kind }: ControlVerdict): boolean => kind === 'listed' || kind === 'policy' || kind === 'info';
