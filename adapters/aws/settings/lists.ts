/** Lists and the keys that were read -> which of them can be asked, and why the others cannot. */
import type { Check } from '../../../shared/checks/check.ts';
import { dnsblCheck } from '../../../shared/checks/dnsbl.ts';
import { type Keys, keyOf, keyParameter, storeKeyCommand } from '../../../shared/dnsbl/keys.ts';
import type { List } from '../../../shared/dnsbl/list.ts';
import { accessTo } from '../../../shared/dnsbl/query.ts';
import { onePerData } from '../../../shared/dnsbl/selection.ts';
import type { NotCovered } from '../../../shared/model/finding.ts';
import { keysFor } from './keys.ts';
import type { KeysRead } from './secrets.ts';

export type Covered = {
  readonly keys: Keys;
  readonly askable: readonly List[];
  /** They have a key, perhaps, and nobody could read it: still watched, and not asked. */
  readonly unread: readonly List[];
  readonly needKey: readonly List[];
  readonly notCovered: readonly NotCovered[];
};

export function cover(selected: readonly List[], { keys, failure }: KeysRead): Covered {
  // Where the keys could not be read, the list with a key is waited for: its incidents stand under its own name.
  const lists = onePerData(selected, ({ operatorId }) => failure !== null || keyOf(operatorId, keys) !== undefined);
  const access = lists.map((list) => ({ list, access: accessTo(list, keys) }));
  const of = (kind: string): readonly List[] =>
    access.filter((one) => one.access.kind === kind).map(({ list }) => list);
  const waiting = of('needs-key');
  return {
    keys,
    askable: of('askable'),
    unread: failure === null ? [] : waiting,
    needKey: failure === null ? waiting : [],
    notCovered: access.flatMap(({ list, access: one }): NotCovered[] => {
      if (one.kind === 'askable') return [];
      return one.kind === 'needs-key' ? [withoutKey(list, one.notCovered, failure)] : [one.notCovered];
    }),
  };
}

function withoutKey(list: List, { why }: NotCovered, failure: string | null): NotCovered {
  if (failure === null) return { list: list.id, why, how: storeKeyCommand(list.operatorId) };
  return {
    list: list.id,
    why: `its key could not be read (${failure})`,
    how: `Let the function read ${keyParameter('*')} (ssm:GetParametersByPath); the next run asks again.`,
  };
}

/** The check of a batch: what it has a key for is asked, and the rest is not covered, with the reason. */
export const keyedCheck = (lists: readonly List[]): Check => ({
  id: 'dnsbl',
  run: async (targets, ports) => {
    const { askable, keys, notCovered } = cover(lists, await keysFor(lists));
    return dnsblCheck({ lists: askable, keys, notCovered }).run(targets, ports);
  },
});
