/** Lists and the keys that were read -> which of them can be asked, and why the others cannot. */
import { type NotCovered, notCoveredFor, notCoveredWords } from '../model/finding.ts';
import { verbatim } from '../model/language.ts';
import { type Keys, keyOf, keyParameter, storeKeyCommand } from './keys.ts';
import type { List } from './list.ts';
import { accessTo } from './query.ts';
import { onePerData } from './selection.ts';
import { keyNotRead, letReadKeys } from './words.ts';

/** The keys of list operators. `failure`: why they could not be read; the lists that need one are not covered, for that reason. */
export type KeysRead = { readonly keys: Keys; readonly failure: string | null };

export type Covered = {
  readonly keys: Keys;
  readonly askable: readonly List[];
  /** They have a key, perhaps, and nobody could read it: still watched, and not asked. */
  readonly unread: readonly List[];
  readonly needKey: readonly List[];
  readonly notCovered: readonly NotCovered[];
};

export function cover(selected: readonly List[], { keys, failure }: KeysRead): Covered {
  // Where the keys could not be read, the list with a key is waited for: its incidents are under its own name.
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

function withoutKey(list: List, notCovered: NotCovered, failure: string | null): NotCovered {
  const { why, short } = notCoveredWords(notCovered);
  if (failure === null) return notCoveredFor(list.id, { why, how: verbatim(storeKeyCommand(list.operatorId)), short });
  const unread = keyNotRead(failure);
  return notCoveredFor(list.id, { why: unread, how: letReadKeys(keyParameter('*')), short: unread });
}
