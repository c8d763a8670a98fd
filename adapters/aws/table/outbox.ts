/**
 * The outbox in the table: the notices of one commit are one item under its channel, in the order of the runs. A claim is
 * a lease on each item, taken under the condition that nobody else took it since it was read; what is reported is deleted (the
 * history has it). A process that dies between publishing and marking leaves a lease that runs out, and the repeat has the same ids.
 */
import type { Notice } from '../../../shared/model/incident.ts';
import { printable } from '../../../shared/model/text.ts';
import type { ChannelHold, Memory } from '../../../shared/watch/run/memory.ts';
import { decode, load, save } from './documents.ts';
import { pack, packKey } from './history.ts';
import { type Action, inChunks, type Key, MAX_ACTIONS, number, type Table, type TableItem, textAt } from './table.ts';

/** A claim takes at most so many items: one digest, and what a function's memory holds. */
const CLAIM = 2000;

const outbox = (channel: string): string => `OUTBOX#${channel}`;

const placeIn = ({ pk, sk }: Key): string => `${pk} ${sk}`;

const holdKey = (channel: string): Key => ({ pk: 'FACT', sk: `HOLD#${channel}` });

/** One a channel. All notices are of one target. */
export function outboxItems(notices: readonly Notice[], channels: readonly string[]): readonly TableItem[] {
  const [first] = notices;
  if (first === undefined) return [];
  return channels.map((channel) => pack({ pk: outbox(channel), sk: packKey(first) }, notices, { leased: { N: '0' } }));
}

export type Outbox = Pick<Memory, 'claim' | 'markSent' | 'release' | 'hold' | 'saveHold'> & {
  /** ISO time of the run that said what has waited longest; null when nothing waits. */
  readonly oldest: (channel: string) => Promise<string | null>;
  /** Everything that waits, claimed or not. */
  readonly waiting: (channel: string) => Promise<readonly Notice[]>;
};

export function outboxIn(table: Table): Outbox {
  /** Which item a claimed notice lies in; and of each channel, who lies there and is not reported yet. */
  const packs = new Map<string, string>();
  const packed = new Map<string, ReadonlySet<string>>();
  const keysOf = async (channel: string, notices: readonly Notice[]): Promise<readonly Key[]> => {
    const sks = new Set(notices.map(({ id }) => packs.get(id) ?? ''));
    if (!sks.has('')) return [...sks].map((sk) => ({ pk: outbox(channel), sk }));
    await remember(await table.query(outbox(channel)));
    const known = new Set(notices.flatMap(({ id }) => packs.get(id) ?? []));
    return [...known].map((sk) => ({ pk: outbox(channel), sk }));
  };
  const remember = async (items: readonly TableItem[]): Promise<readonly Notice[]> => {
    const contents = await Promise.all(items.map((item) => unsentIn(item, table)));
    for (const [at, notices] of contents.entries()) {
      const [pk, sk] = [textAt(items[at] ?? {}, 'pk'), textAt(items[at] ?? {}, 'sk')];
      packed.set(placeIn({ pk, sk }), new Set(notices.map(({ id }) => id)));
      for (const { id } of notices) packs.set(id, sk);
    }
    return contents.flat();
  };
  /** An item goes with its last notice; until then it names those that were reported. */
  const markSent: Memory['markSent'] = async (channel, notices) => {
    const sent = new Set(notices.map(({ id }) => id));
    const keys = await keysOf(channel, notices);
    const parts = keys.map((key) => {
      const ids = [...(packed.get(placeIn(key)) ?? [])];
      return { key, here: ids.filter((id) => sent.has(id)), left: ids.filter((id) => !sent.has(id)) };
    });
    await table.remove(parts.filter(({ left }) => left.length === 0).map(({ key }) => key));
    const some = parts.filter(({ here, left }) => here.length > 0 && left.length > 0);
    await inChunks(some, MAX_ACTIONS, (chunk) => applied(table, chunk, ({ key, here }) => naming(key, here)));
    for (const { key, left } of parts) packed.set(placeIn(key), new Set(left));
  };
  return {
    claim: async (channel, now, until) => {
      const waiting = await table.query(outbox(channel), { most: CLAIM });
      const free = waiting.filter((item) => number(item, 'leased') <= now);
      return remember((await inChunks(free, MAX_ACTIONS, (some) => applied(table, some, lease(until)))).flat());
    },
    markSent,
    release: async (channel, notices, why) => {
      const keys = await keysOf(channel, notices);
      await inChunks(keys, MAX_ACTIONS, (some) => applied(table, some, giveBack(why)));
    },
    hold: (channel) => load<ChannelHold>(table, holdKey(channel)),
    saveHold: async (channel, hold) => {
      if (hold === null) await table.remove([holdKey(channel)]);
      else await save(table, holdKey(channel), hold);
    },
    waiting: async (channel) => remember(await table.query(outbox(channel))),
    oldest: async (channel) => {
      const [first] = await table.query(outbox(channel), { most: 1 });
      return first === undefined ? null : (textAt(first, 'sk').split('#', 1)[0] ?? null);
    },
  };
}

/** `sent` is optional: a version that does not know it sends them once more, under the same ids. */
async function unsentIn(item: TableItem, table: Table): Promise<readonly Notice[]> {
  const sent = new Set(item['sent']?.SS ?? []);
  return (await decode<readonly Notice[]>(item, table)).filter(({ id }) => !sent.has(id));
}

const naming = (key: Key, sent: readonly string[]): Action => ({
  kind: 'update',
  key,
  update: 'ADD #sent :sent',
  condition: {
    when: 'attribute_exists(#leased)',
    names: { '#sent': 'sent', '#leased': 'leased' },
    values: { ':sent': { SS: [...sent] } },
  },
});

/** Carries out what can be: one item whose condition does not hold does not stop the others. */
async function applied<T>(table: Table, all: readonly T[], action: (one: T) => Action): Promise<readonly T[]> {
  if (all.length === 0) return [];
  const failed = new Set(await table.transact(all.map(action)));
  return failed.size === 0
    ? all
    : applied(
        table,
        all.filter((_, at) => !failed.has(at)),
        action,
      );
}

/** Under the condition that nobody else took it since it was read. */
const lease =
  (until: number) =>
  (item: TableItem): Action => ({
    kind: 'update',
    key: { pk: textAt(item, 'pk'), sk: textAt(item, 'sk') },
    update: 'SET #leased = :until ADD #attempts :one',
    condition: {
      when: '#leased = :seen',
      names: { '#leased': 'leased', '#attempts': 'attempts' },
      values: {
        ':until': { N: String(until) },
        ':seen': { N: String(number(item, 'leased')) },
        ':one': { N: '1' },
      },
    },
  });

const giveBack =
  (why: string) =>
  (key: Key): Action => ({
    kind: 'update',
    key,
    update: 'SET #leased = :free, #failure = :why',
    condition: {
      when: 'attribute_exists(#leased)',
      names: { '#leased': 'leased', '#failure': 'failure' },
      values: { ':free': { N: '0' }, ':why': { S: printable(why) } },
    },
  });
