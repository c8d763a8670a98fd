/**
 * Which lists are asked. From the table: the default set, changed by the settings. From a file: every list in it that is
 * not dead, changed the same way. Lists that nobody can ask stay in the selection when the user named them, so that the
 * report says why they are not covered instead of leaving them out silently.
 */
import { shownListId } from '../model/hidden.ts';
import { type Text, within } from '../model/language.ts';
import { nearestWord } from '../model/nearest-word.ts';
import { type Parsed, parsed, problem } from '../model/parsed.ts';
import { printable } from '../model/text.ts';
import type { List } from './list.ts';
import { noSuchList, notQueriedAsDead, shutDown } from './words.ts';

export type ListSettings = {
  /** Besides the default set. */
  readonly add?: readonly string[];
  readonly skip?: readonly string[];
  /** Instead of the default set. */
  readonly only?: readonly string[];
};

export type Selection = {
  /** What `dnsblCheck` takes: to be asked, or to be named as not covered. */
  readonly lists: readonly List[];
  /** A line each: lists named that are dead. */
  readonly notices: readonly Text[];
};

/** From the table of lists. `ownResolver`: questions go through a resolver of the user's own. */
export const selectLists = (table: readonly List[], settings: ListSettings, ownResolver: boolean): Parsed<Selection> =>
  select(table, (list) => list.use === 'default' || (ownResolver && isOpenForm(list, settings)), settings);

/** Anyone who has skipped the form with a key wants the list itself left out. */
const isOpenForm = ({ use, keyedAs = '' }: List, { skip = [] }: ListSettings): boolean =>
  use === 'own-resolver' && !skip.includes(keyedAs);

/** From a file of lists. */
export const selectFromFile = (file: readonly List[], settings: ListSettings): Parsed<Selection> =>
  select(file, () => true, settings);

function select(
  all: readonly List[],
  byDefault: (list: List) => boolean,
  { add = [], skip = [], only }: ListSettings,
): Parsed<Selection> {
  for (const [setting, ids] of Object.entries({ add, skip, only: only ?? [] })) {
    const unknown = ids.find((id) => !all.some((list) => list.id === id));
    if (unknown !== undefined) return problem(within(`lists.${setting}`, unknownList(unknown, all)));
  }
  const chosen = new Set(only ?? all.filter(byDefault).map(({ id }) => id));
  for (const id of add) chosen.add(id);
  for (const id of skip) chosen.delete(id);
  const lists = all.filter(({ id }) => chosen.has(id));
  const named = lists.filter(({ id, status }) => status === 'dead' && (only?.includes(id) || add.includes(id)));
  const notices = named.map(({ name, died, why }) => notQueriedAsDead(shutDown(name, died, why)));
  return parsed({ lists, notices });
}

/**
 * Of a list that is there twice, with a key and without, the keyed form if there is a key, else the open one: its operator
 * knows who asks and refuses nobody. `isKeyed`: whether a key for it may be there.
 */
export function onePerData(lists: readonly List[], isKeyed: (list: List) => boolean): readonly List[] {
  const left = new Set<string>();
  for (const open of lists) {
    const keyed = lists.find(({ id }) => id === open.keyedAs);
    if (keyed !== undefined) left.add(isKeyed(keyed) ? open.id : keyed.id);
  }
  return lists.filter(({ id }) => !left.has(id));
}

function unknownList(id: string, all: readonly List[]): Text {
  const near = nearTo(id, all).slice(0, 3);
  // What is neither a list's name nor nearly one may be a key.
  const known = all.flatMap(({ id: one, zone, zoneAliases = [] }) => [one, zone ?? one, ...zoneAliases]);
  const isPart = id.length > 2 && known.some((one) => one.includes(id.toLowerCase()));
  return noSuchList(isPart || id === '' ? printable(id, 60) : shownListId(id, known), near);
}

function nearTo(id: string, all: readonly List[]): readonly string[] {
  const near = all.filter((list) => isNear(list, id.toLowerCase())).map((list) => list.id);
  if (near.length > 0) return near;
  const nearest = nearestWord(
    id,
    all.map((list) => list.id),
  );
  return nearest === null ? [] : [nearest];
}

const isNear = (list: List, text: string): boolean =>
  text !== '' && (list.id.includes(text) || list.zone === text || list.zoneAliases?.includes(text) === true);
