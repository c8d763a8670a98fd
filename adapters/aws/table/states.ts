/**
 * What the watch remembers of each target, over 16 partitions. A state is written only under the version it was read with,
 * in one transaction with what is said about it; several targets share a transaction where they fit, which is what makes
 * the first run over ten thousand addresses a few hundred requests.
 */
import { hash } from 'node:crypto';
import { defined } from '../../../shared/model/defined.ts';
import { isHomeOnly } from '../../../shared/watch/incidents/groups.ts';
import { readState, type TargetState } from '../../../shared/watch/incidents/state.ts';
import type { Commit, KnownTarget, Memory } from '../../../shared/watch/run/memory.ts';
import { decode, encode, partKeys } from './documents.ts';
import { historyItem } from './history.ts';
import { incidentItem } from './incidents.ts';
import { outboxItems } from './outbox.ts';
import {
  type Action,
  type Condition,
  IS_NEW,
  inChunks,
  type Key,
  MAX_ACTIONS,
  type Table,
  type TableItem,
  textAt,
} from './table.ts';

export const SHARDS = 16;
/** A transaction takes 4 MB. */
const MOST_BYTES = 3_500_000;

export const shardKey = (shard: number): string => `STATE#${shard}`;

export function stateKey(target: string): Key {
  const [byte = 0] = hash('sha256', target, 'buffer');
  return { pk: shardKey(byte % SHARDS), sk: target };
}

export function statesIn(
  table: Table,
  channels: readonly string[] | null,
): Pick<Memory, 'states' | 'knownTargets' | 'commit'> {
  /** Of large states that were read: what becomes of no use when they are replaced. */
  const oldParts = new Map<string, readonly Key[]>();
  return {
    states: async (targets) => {
      const items = await table.getAll([...new Set(targets)].map(stateKey));
      const states = await Promise.all(items.map((item) => stateOf(item, table)));
      for (const item of items) if (item['parts'] !== undefined) oldParts.set(textAt(item, 'sk'), partKeys(item));
      return new Map(states.map((state) => [state.target, state]));
    },
    knownTargets: async () => {
      const shards = Array.from({ length: SHARDS }, (_, shard) => shardKey(shard));
      const only = ['sk', 'place'];
      const items = (await inChunks(shards, 1, ([shard = '']) => table.query(shard, { only }))).flat();
      return items.map(knownOf).filter(({ target }) => !isHomeOnly(target));
    },
    commit: async (commits) => {
      if (channels === null) throw new Error('no channels are known here, and a notice would be kept for nobody');
      const ready = await Promise.all(commits.map((commit) => prepare(commit, channels, table)));
      const conflicts = (await inChunks(grouped(ready), 1, ([group = []]) => write(group, table))).flat();
      const written = commits.map(({ state }) => state.target).filter((target) => !conflicts.includes(target));
      await table.remove(written.flatMap((target) => oldParts.get(target) ?? []));
      for (const target of written) oldParts.delete(target);
      return conflicts;
    },
  };
}

/** Through the one reader, which refuses what a newer version wrote. */
export const stateOf = async (item: TableItem, table: Table): Promise<TargetState> =>
  readState(JSON.stringify(await decode(item, table)));

const knownOf = (item: TableItem): KnownTarget => ({
  target: textAt(item, 'sk'),
  ...defined({ place: item['place'] === undefined ? undefined : textAt(item, 'place') }),
});

type Ready = { readonly target: string; readonly actions: readonly Action[]; readonly bytes: number };

async function prepare(
  { state, expected, notices, recordOnly = [], incidents = [] }: Commit,
  channels: readonly string[],
  table: Table,
): Promise<Ready> {
  const { item, parts } = encode(stateKey(state.target), state, {
    version: { N: String(state.version) },
    ...defined({ place: state.place === undefined ? undefined : { S: state.place } }),
  });
  const noticeItems = [...outboxItems(notices, channels), ...historyItem([...notices, ...recordOnly])];
  const records = incidents.map(incidentItem);
  // Of a target with more incidents at once than a transaction takes (an address with a hundred domains), the last ones are
  // written before: one that is known too early is harmless, and one that is not known could not be acknowledged.
  const room = MAX_ACTIONS - 1 - noticeItems.length;
  await table.putAll([...parts, ...records.slice(room)]);
  const beside = [...noticeItems, ...records.slice(0, room)];
  const condition = expected === 0 ? IS_NEW : isVersion(expected);
  const actions: Action[] = [
    { kind: 'put', item, condition },
    ...beside.map((one): Action => ({ kind: 'put', item: one })),
  ];
  return { target: state.target, actions, bytes: [item, ...beside].reduce((sum, one) => sum + sizeOf(one), 0) };
}

const isVersion = (version: number): Condition => ({
  when: '#version = :version',
  names: { '#version': 'version' },
  values: { ':version': { N: String(version) } },
});

/** Nearly: the value is what counts. */
const sizeOf = (item: TableItem): number =>
  500 + Object.values(item).reduce((sum, { S, B }) => sum + (B?.length ?? Buffer.byteLength(S ?? '')), 0);

/** As many commits a transaction as fit; each of them whole. */
function grouped(ready: readonly Ready[]): readonly (readonly Ready[])[] {
  const groups: Ready[][] = [];
  let [actions, bytes] = [MAX_ACTIONS, MOST_BYTES];
  for (const one of ready) {
    actions += one.actions.length;
    bytes += one.bytes;
    if (actions > MAX_ACTIONS || bytes > MOST_BYTES) {
      groups.push([]);
      actions = one.actions.length;
      bytes = one.bytes;
    }
    groups.at(-1)?.push(one);
  }
  return groups;
}

/** Returns the targets in conflict; the others of the group are written without them. */
async function write(group: readonly Ready[], table: Table): Promise<readonly string[]> {
  if (group.length === 0) return [];
  const actions = group.flatMap((one) => one.actions);
  const failed = new Set(await table.transact(actions));
  if (failed.size === 0) return [];
  const [bad, good] = [group, group].map((all, which) =>
    all.filter((one) => one.actions.some((action) => failed.has(actions.indexOf(action))) === (which === 0)),
  );
  return [...(bad ?? []).map(({ target }) => target), ...(await write(good ?? [], table))];
}
