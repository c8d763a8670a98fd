/** How the turns that an operator allows are parted among its lists. */
import type { List } from './list.ts';

/** An operator's number counts all its lists together: the smallest of them. Null where it names none. */
export function operatorPace(lists: readonly Pick<List, 'limits'>[]): number | null {
  const numbers = lists.flatMap(({ limits }) => limits?.perSecond ?? []);
  return numbers.length === 0 ? null : Math.min(...numbers);
}

/** What is asked of a list: so many names, and so many controls that go with them. */
export type TurnWish = { readonly names: number; readonly controls: number };

/** By wish: how many of its names may be asked. Without room for one beside its controls, none is. */
export function fairParts(wishes: readonly TurnWish[], turns: number): readonly number[] {
  const parts = wishes.map(() => 0);
  let free = turns;
  // The smallest first: what they leave over is for the larger ones.
  const bySize = [...wishes.entries()].sort(([, a], [, b]) => a.names - b.names);
  for (const [index, [at, { names, controls }]] of bySize.entries()) {
    const room = Math.floor(free / (bySize.length - index)) - controls;
    const part = Math.max(0, Math.min(names, room));
    parts[at] = part;
    if (part > 0) free -= part + controls;
  }
  return parts;
}
