/** Which addresses are watched now, and everything that is known of each. */
import { HOUR } from '../model/duration.ts';
import { compareSeverity, type Severity } from '../model/finding.ts';
import { isAddressKey } from '../watch/incidents/groups.ts';
import { subjectKey } from '../watch/incidents/state.ts';
import { unpackVerdicts } from '../watch/run/verdicts.ts';
import { type AddressSight, verdictOn } from './cells.ts';
import type { ReportedList, ReportMemory } from './report-memory.ts';
import type { CellState } from './words.ts';

/** Batches of one run are done one after the other: within this time they are of the same run, or of two in a row. */
const SAME_ROUND_MS = 6 * HOUR;

export type Sights = {
  readonly addresses: readonly SeenAddress[];
  /** False where the memory has no verdict at all: an earlier version of the watch wrote it. */
  readonly hasVerdicts: boolean;
};

export type SeenAddress = {
  readonly sight: AddressSight;
  readonly verdict: CellState;
  readonly worst: Severity | null;
};

/** Worst first, then as addresses sort. `now` in milliseconds. */
export function sightsOf(memory: ReportMemory, lists: readonly ReportedList[], now: number): Sights {
  const seen = unpackVerdicts(memory.verdicts);
  const uncovered = uncoveredLists(memory, lists);
  const addresses = memory.states
    .filter(({ target }) => isAddressKey(target))
    .map((state): AddressSight => ({ state, seen: seen.get(state.target), now, uncovered }));
  const watched = seen.size === 0 ? addresses : watchedNow(addresses);
  return {
    addresses: watched
      .map((sight) => ({ sight, verdict: verdictOn(sight, lists), worst: worstOpen(sight) }))
      .toSorted(compareSeen),
    hasVerdicts: seen.size > 0,
  };
}

/** Lists without a key, dead ones, and those that gave no verdict in the last run. */
export function uncoveredLists({ lastRun }: ReportMemory, lists: readonly ReportedList[]): ReadonlySet<string> {
  const off = lists.filter(({ asked }) => !asked).map(({ id }) => id);
  return new Set([...off, ...(lastRun?.silent ?? []).map(({ list }) => list)]);
}

/**
 * A state outlives its address. Reverse DNS is looked up of every watched address in every round, so that one that was left out of
 * the newest is watched no more, unless something is still open there.
 */
function watchedNow(sights: readonly AddressSight[]): readonly AddressSight[] {
  const lastSeen = ({ state, seen }: AddressSight): number =>
    Date.parse(seen?.verdicts.get(subjectKey('ptr', state.target))?.at ?? '') || 0;
  const newest = sights.reduce((latest, sight) => Math.max(latest, lastSeen(sight)), 0);
  const isOpen = ({ state }: AddressSight): boolean =>
    Object.values(state.subjects).some(({ standing }) => standing !== null);
  return sights.filter((sight) => isOpen(sight) || newest - lastSeen(sight) < SAME_ROUND_MS);
}

function worstOpen({ state }: AddressSight): Severity | null {
  const open = Object.values(state.subjects).flatMap(({ standing }) => (standing === null ? [] : [standing.severity]));
  return open.toSorted(compareSeverity)[0] ?? null;
}

const RANK: readonly CellState[] = ['bad', 'warn', 'none', 'not', 'ok', 'na'];

/** Made once: fifty thousand addresses are compared a million times. */
const byNumbers = new Intl.Collator('en', { numeric: true });

function compareSeen(a: SeenAddress, b: SeenAddress): number {
  const severity = a.worst === null || b.worst === null ? 0 : compareSeverity(a.worst, b.worst);
  return (
    RANK.indexOf(a.verdict) - RANK.indexOf(b.verdict) ||
    severity ||
    byNumbers.compare(a.sight.state.target, b.sight.state.target)
  );
}

/** By address, reverse name or domain; everything matches nothing typed. */
export function matchesSearch({ sight: { state, seen } }: SeenAddress, text: string): boolean {
  const wanted = text.trim().toLowerCase();
  const texts = [state.target, state.place ?? '', ...(seen?.names ?? []), ...(state.watched?.domains ?? [])];
  return wanted === '' || texts.some((one) => one.toLowerCase().includes(wanted));
}
