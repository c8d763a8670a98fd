/**
 * Many targets on many lists. A list is asked in one breath: its controls, the first targets right behind them, and the
 * controls again at the end, so that a small batch costs one round trip. More targets follow only when the first controls
 * came back sound: a dead or refusing list is not hammered, and what was not asked gets the list's verdict without a packet.
 *
 * Every (target, list) pair ends as exactly one verdict or one reason why it was not asked; the sum is checked.
 */
import type { Answer, Resolver } from '../dns/answer.ts';
import { withPace } from '../dns/limits.ts';
import type { Clock, Random } from '../model/clock.ts';
import type { NotCovered } from '../model/finding.ts';
import type { Target } from '../model/target.ts';
import { askControls, type Controlled, type Health, judge, type Verdict, verdictOf } from './health.ts';
import { type Compiled, compile, interpret, type Reading } from './interpret.ts';
import { type Keys, withKey } from './keys.ts';
import type { Family, List } from './list.ts';
import { accessTo, controlsOf } from './query.ts';
import { questionName } from './question.ts';
import { appliesTo, familyOf } from './scope.ts';

export type Cell = {
  readonly target: Target;
  readonly list: List;
  readonly verdict: Verdict;
  /** Null where the list's own state made the question pointless. */
  readonly answer: Answer<'A'> | null;
  /** The operator's words about a listing; untrusted, and without influence on the verdict. */
  readonly reason: Answer<'TXT'> | null;
  readonly health: Health;
};

/** What came of one target. */
export type Row = {
  readonly target: Target;
  readonly cells: readonly Cell[];
  readonly notCovered: readonly NotCovered[];
};

export type LookupPorts = { readonly resolver: Resolver; readonly clock: Clock; readonly random: Random };

/** Sent right behind the controls, before anything is known about the list. */
const FIRST_TARGETS = 32;
/** Questions to one list under way at a time after that. */
const WIDTH = 64;
/** After so many failures in a row a list is left alone. */
const MAX_FAILURES = 16;

export async function lookup(
  targets: readonly Target[],
  lists: readonly List[],
  keys: Keys,
  ports: LookupPorts,
): Promise<readonly Row[]> {
  const paced = paceByOperator(lists, ports);
  const asked = lists.flatMap((list) => {
    const access = accessTo(list, keys);
    if (access.kind !== 'askable') return [];
    const open = paced.get(list.operatorId) ?? ports.resolver;
    const resolver = access.key === null ? open : withKey(open, access.key);
    return [...namesByFamily(list, targets)].map(async ([family, names]) => {
      const outcomes = await askList(compile(list), family, names, resolver, ports.random);
      return [groupOf(list, family), outcomes] as const;
    });
  });
  const outcomes = new Map(await Promise.all(asked));
  return targets.map((target) => row(target, lists, keys, outcomes));
}

/** One line for all lists of an operator: its number counts the asker, not the list. */
function paceByOperator(lists: readonly List[], { resolver, clock }: LookupPorts): ReadonlyMap<string, Resolver> {
  const perSecond = new Map<string, number>();
  for (const { operatorId, limits } of lists) {
    if (limits?.perSecond === undefined) continue;
    perSecond.set(operatorId, Math.min(limits.perSecond, perSecond.get(operatorId) ?? Number.POSITIVE_INFINITY));
  }
  return new Map([...perSecond].map(([operator, most]) => [operator, withPace(resolver, clock, most)]));
}

const groupOf = (list: List, family: Family): string => `${list.id} ${family}`;

/** The names to ask, each once, however many targets share it. */
function namesByFamily(list: List, targets: readonly Target[]): ReadonlyMap<Family, ReadonlySet<string>> {
  const names = new Map<Family, Set<string>>();
  for (const target of targets.filter((one) => appliesTo(list, one))) {
    const family = familyOf(target);
    names.set(family, (names.get(family) ?? new Set()).add(questionName(list, target)));
  }
  return names;
}

type Outcome = Pick<Cell, 'verdict' | 'answer' | 'reason' | 'health'>;
/** By the name asked. */
type Outcomes = ReadonlyMap<string, Outcome>;

function row(target: Target, lists: readonly List[], keys: Keys, groups: ReadonlyMap<string, Outcomes>): Row {
  const cells: Cell[] = [];
  const notCovered: NotCovered[] = [];
  const applicable = lists.filter((list) => appliesTo(list, target));
  for (const list of applicable) {
    const access = accessTo(list, keys);
    if (access.kind !== 'askable') {
      notCovered.push(access.notCovered);
      continue;
    }
    const outcome = groups.get(groupOf(list, familyOf(target)))?.get(questionName(list, target));
    if (outcome !== undefined) cells.push({ target, list, ...outcome });
  }
  if (cells.length + notCovered.length !== applicable.length) {
    throw new Error(`lists: ${cells.length} verdicts and ${notCovered.length} not asked, of ${applicable.length}`);
  }
  return { target, cells, notCovered };
}

async function askList(
  compiled: Compiled,
  family: Family,
  names: ReadonlySet<string>,
  resolver: Resolver,
  random: Random,
): Promise<Outcomes> {
  const { before, after } = controlsOf(compiled.list, family, random, names);
  const answers = new Map<string, Answer<'A'>>();
  const ask = async (name: string): Promise<Answer<'A'>> => {
    // Past the cache as well: an absence kept from an hour in which the list refused silently would read as "clear" now.
    const answer = await resolver.ask({ name, type: 'A', fresh: true, proof: 'own' });
    answers.set(name, answer);
    return answer;
  };
  const [first, rest] = [[...names].slice(0, FIRST_TARGETS), [...names].slice(FIRST_TARGETS)];

  // Sent in this order; the controls at the end wait where more targets are to follow.
  const [opened, , closed] = await Promise.all([
    askControls(before, resolver),
    Promise.all(first.map(ask)),
    rest.length === 0 ? askControls(after, resolver) : [],
  ]);
  const controls: Controlled[] = [...opened, ...closed];
  let stopped: NotAsked | null = null;
  if (rest.length > 0 && believable(judge(compiled, opened))) {
    stopped = await askRest(compiled, rest, ask);
    controls.push(...(await askControls(after, resolver)));
  }
  return settle(compiled, names, answers, judge(compiled, controls), stopped, resolver);
}

const believable = ({ state }: Health): boolean => state === 'healthy' || state === 'uncontrolled';

/** The reading of a name that was never asked. */
type NotAsked = Reading & { readonly kind: 'refused' | 'unreachable'; readonly why: string };

const NOT_ASKED: NotAsked = { kind: 'unreachable', why: 'not asked', answers: [] };

/** Several at a time, until done, refused, or failing for good; returns why it stopped. */
async function askRest(
  compiled: Compiled,
  names: readonly string[],
  ask: (name: string) => Promise<Answer<'A'>>,
): Promise<NotAsked | null> {
  const waiting = names[Symbol.iterator]();
  let failures = 0;
  let stopped: NotAsked | null = null;
  const work = async (): Promise<void> => {
    for (const name of waiting) {
      const reading = interpret(compiled, await ask(name));
      failures = reading.kind === 'unreachable' ? failures + 1 : 0;
      if (reading.kind === 'refused' || (reading.kind === 'unreachable' && failures >= MAX_FAILURES)) {
        stopped ??= {
          kind: reading.kind,
          why: `not asked, since earlier questions failed: ${reading.why}`,
          answers: [],
        };
      }
      if (stopped !== null) return;
    }
  };
  await Promise.all(Array.from({ length: WIDTH }, work));
  return stopped;
}

/** The verdicts, now that the list has spoken for itself; and the operator's reason where there is a listing. */
async function settle(
  compiled: Compiled,
  names: ReadonlySet<string>,
  answers: ReadonlyMap<string, Answer<'A'>>,
  health: Health,
  stopped: NotAsked | null,
  resolver: Resolver,
): Promise<Outcomes> {
  const settled = [...names].map(async (name): Promise<readonly [string, Outcome]> => {
    const answer = answers.get(name) ?? null;
    const reading = answer === null ? (stopped ?? NOT_ASKED) : interpret(compiled, answer);
    const verdict = verdictOf(reading, health);
    const reason = isListing(verdict) ? await resolver.ask({ name, type: 'TXT', proof: 'own' }) : null;
    return [name, { verdict, answer, reason, health }];
  });
  return new Map(await Promise.all(settled));
}

const isListing = ({ kind }: Verdict): boolean => kind === 'listed' || kind === 'policy' || kind === 'info';
