/**
 * Checks on demand: from memory where one is young enough, else asked now, inside the caller's budget. Nothing here
 * writes watch state: a single check is not an observation of a run.
 */

import { createHash } from 'node:crypto';
import { inspect, type PublishedTarget, publishedTargetIn } from '../checks/inspect.ts';
import { publishedProofs } from '../dns/resolver-proof.ts';
import { MINUTE } from '../model/duration.ts';
import { type CheckId, worstStatus } from '../model/finding.ts';
import type { Language } from '../model/language.ts';
import { asKnown, isBare } from '../model/named.ts';
import { type Target, targetKey, viewTarget } from '../model/target.ts';
import { printable } from '../model/text.ts';
import type { TargetState } from '../watch/incidents/state.ts';
import { spend } from './budget.ts';
import type { CheckRequest } from './check-input.ts';
import { type ApiPorts, type Checking, type KeptCheck, WatchUnavailable } from './ports.ts';
import { type HttpReply, jsonIn } from './reply.ts';
import type { RouteContext } from './route.ts';
import { spokenIn } from './spoken.ts';

/** "We could not ask" is true of a moment: it is kept just long enough that a loop does not ask it for ever. */
const UNKNOWN_MS = MINUTE;

type CheckOptions = Pick<RouteContext, 'caller' | 'language' | 'ports'> & { readonly fresh: boolean };

export async function checkNow(
  { targets: named, checks }: CheckRequest,
  { fresh, caller, language, ports }: CheckOptions,
): Promise<HttpReply> {
  const targets = await Promise.all(named.map((target) => asWatched(target, ports)));
  const kept = new Map<Target, KeptCheck>();
  if (!fresh) {
    const { cacheMs } = await ports.limits();
    const found = await Promise.all(targets.map((target) => recall(keyOf(target, checks), cacheMs, ports)));
    for (const [index, one] of found.entries()) if (one !== null) kept.set(targets[index] as Target, one);
  }
  const missing = targets.filter((target) => !kept.has(target));
  let asked = { queries: 0, durationMs: 0 };
  if (missing.length > 0) {
    const refused = await spend(caller, missing.length, ports);
    if (refused !== null) return refused;
    const { targets: inspected, resolver, queries, durationMs } = await ask(missing, checks, ports);
    asked = { queries, durationMs };
    const at = ports.clock.now();
    for (const [index, one] of inspected.entries())
      kept.set(missing[index] as Target, { at, inspected: one, resolver });
    await remember(missing, checks, kept, ports);
  }
  const checked = targets.flatMap((target) => kept.get(target) ?? []);
  return report(checked, { ...asked, now: ports.clock.now(), language });
}

/** With the domains and the greeting that the settings or its tags give it, where the caller gives none. */
async function asWatched(target: Target, ports: ApiPorts): Promise<Target> {
  if (!isBare(target)) return target;
  const key = targetKey(target);
  const known = ports.sendsAs?.(key);
  if (known !== undefined) return asKnown(target, known);
  const state = await stateOrNone(key, ports);
  return asKnown(target, state?.watched);
}

type Asked = {
  readonly queries: number;
  readonly durationMs: number;
  readonly now: number;
  readonly language: Language;
};

/** What is asked now needs no memory: without one it is answered with what is known. */
export const stateOrNone = (target: string, { watch, log }: ApiPorts): Promise<TargetState | null> =>
  watch.state(target).catch((error: unknown) => {
    if (!(error instanceof WatchUnavailable))
      log({ level: 'error', message: 'what is watched cannot be read', error: printable(String(error)) });
    return null;
  });

/** The command line's shape, and the age of each verdict. */
async function report(kept: readonly KeptCheck[], { now, language, ...asked }: Asked): Promise<HttpReply> {
  const spoken = await spokenIn(language);
  const seconds = ({ at }: KeptCheck): number => Math.max(0, Math.floor((now - at) / 1000));
  const targets = kept.map((one): PublishedTarget & { ageSeconds: number } => ({
    ...publishedTargetIn(spoken)(one.inspected),
    ageSeconds: seconds(one),
  }));
  const status = worstStatus(targets.map((one) => one.status));
  const proofs = new Map(kept.flatMap(({ resolver = [] }) => resolver).map((proof) => [proof.server, proof]));
  return jsonIn(
    language,
    { status, resolver: publishedProofs([...proofs.values()], language), targets, ...asked },
    { age: String(Math.max(...kept.map(seconds))) },
  );
}

async function ask(targets: readonly Target[], checks: readonly CheckId[], ports: ApiPorts) {
  return withChecking(ports, (checking) =>
    inspect(
      targets,
      checking.checks.filter(({ id }) => checks.includes(id)),
      [],
      checking.inspectPorts,
    ),
  );
}

/** Opens what asks, closes it whatever happens, and says in the log when nothing was answered at all. */
export async function withChecking<T>(ports: ApiPorts, work: (checking: Checking) => Promise<T>): Promise<T> {
  const checking = await ports.openChecking();
  try {
    const result = await work(checking);
    const dead = await checking.whyUnknown();
    if (dead !== null) ports.log({ level: 'error', message: printable(dead.en, 500) });
    return result;
  } finally {
    checking.close();
  }
}

async function recall(key: string, cacheMs: number, { cache, clock, log }: ApiPorts): Promise<KeptCheck | null> {
  const kept = await cache.get(key).catch((error: unknown) => {
    log({ level: 'error', message: 'a kept check cannot be read', error: printable(String(error)) });
    return null;
  });
  if (kept === null) return null;
  const most = kept.inspected.status === 'unknown' ? Math.min(UNKNOWN_MS, cacheMs) : cacheMs;
  const age = clock.now() - kept.at;
  return age >= 0 && age < most ? kept : null;
}

/** A check that cannot be kept is still an answer. */
async function remember(
  targets: readonly Target[],
  checks: readonly CheckId[],
  kept: ReadonlyMap<Target, KeptCheck>,
  { cache, log }: ApiPorts,
): Promise<void> {
  const puts = targets.map((target) => cache.put(keyOf(target, checks), kept.get(target) as KeptCheck));
  for (const put of await Promise.allSettled(puts)) {
    if (put.status === 'rejected')
      log({ level: 'error', message: 'a check cannot be kept', error: printable(String(put.reason)) });
  }
}

/** The whole question: the same address with other domains is another check. Hashed, since domains make it long. */
function keyOf(target: Target, checks: readonly CheckId[]): string {
  const question = JSON.stringify([viewTarget(target), checks]);
  return createHash('sha256').update(question).digest('base64url');
}
