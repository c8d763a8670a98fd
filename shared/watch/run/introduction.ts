/** What the first report will say about the first run; which lists did not answer is known when the run is over. */
import type { Covered } from '../../dnsbl/coverage.ts';
import type { List } from '../../dnsbl/list.ts';
import { MINUTE } from '../../model/duration.ts';
import { targetKey } from '../../model/target.ts';
import { estimate } from '../../notices/estimate.ts';
import type { FirstReport } from '../../notices/first-report.ts';
import type { Settings } from '../../settings/settings.ts';
import type { Surroundings } from '../found/surroundings.ts';
import { addressIdentity } from '../incidents/naming.ts';
import { dailyQueries } from './due-lists.ts';

/** `at`: ISO time. */
export function introductionOf(
  { inventory, unseen }: Surroundings,
  { askable, needKey, notCovered }: Covered,
  { everyMinutes }: Settings,
  at: string,
): FirstReport {
  const { targets, senders, candidates, others, notes } = inventory;
  const identities = new Map(
    targets.flatMap((one) => (one.kind === 'address' ? [[targetKey(one), addressIdentity(one)] as const] : [])),
  );
  const called = (addresses: readonly string[]) => addresses.map((one) => identities.get(one) ?? one);
  const waiting = new Set(needKey.map(({ id }) => id));
  const period = everyMinutes * MINUTE;
  return {
    at,
    senders: called(senders),
    candidates: called(candidates),
    others,
    notes,
    unseen,
    missingKeys: missingKeysOf(needKey),
    notCovered: notCovered.filter(({ list }) => !waiting.has(list)).map(({ list }) => ({ list })),
    silent: [],
    queries: askable.map((list) => ({
      list: list.name,
      perDay: dailyQueries(list, { period, targets, lists: askable }),
      limit: dailyLimit(list),
    })),
    estimate: estimate({
      addresses: senders.length + candidates.length,
      spfTargets: targets.filter((one) => one.kind === 'domain' || one.domains.length > 0).length,
      lists: askable.length,
      everyMinutes,
    }),
  };
}

/** One key serves all lists of an operator. */
const missingKeysOf = (lists: readonly List[]): FirstReport['missingKeys'] =>
  [...Map.groupBy(lists, ({ operatorId }) => operatorId)].map(([operatorId, some]) => ({
    operatorId,
    lists: some.map(({ name }) => name),
  }));

const dailyLimit = ({ limits }: List): number | null =>
  limits?.perDay ?? (limits?.perMonth === undefined ? null : Math.floor(limits.perMonth / 31));
