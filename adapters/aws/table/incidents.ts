/** Incidents by their id, so that what people do to one can find it, and what people have snoozed. */
import type { IncidentRecord, Snooze } from '../../../shared/model/incident.ts';
import type { Memory } from '../../../shared/watch/run/memory.ts';
import { decode, encode, load, save } from './documents.ts';
import { keptFrom } from './history.ts';
import { type Condition, type Key, type Table, type TableItem, textAt } from './table.ts';

const incidentKey = (id: string): Key => ({ pk: `INCIDENT#${id}`, sk: 'INCIDENT' });

/** One that is open has no end to be kept to. */
export const incidentItem = (record: IncidentRecord): TableItem =>
  encode(incidentKey(record.id), record, record.closed === null ? {} : keptFrom(record.closed)).item;

const SNOOZES = 'SNOOZE';

const IS_THERE: Condition = { when: 'attribute_exists(#pk)', names: { '#pk': 'pk' } };

export type Incidents = Pick<Memory, 'incident' | 'snoozes' | 'saveSnooze' | 'removeSnooze'>;

export const incidentsIn = (table: Table): Incidents => ({
  incident: (id) => load<IncidentRecord>(table, incidentKey(id)),
  snoozes: async (now) => {
    const items = await table.query(SNOOZES);
    // Those that are over are kept as long as the history, which names them.
    const later = items.filter((item) => textAt(item, 'until') > now);
    const all = await Promise.all(later.map((item) => decode<Snooze>(item, table)));
    return all.sort((a, b) => compare(a.until, b.until) || compare(a.id, b.id));
  },
  saveSnooze: async (snooze) =>
    save(table, { pk: SNOOZES, sk: snooze.id }, snooze, {
      until: { S: snooze.until },
      ...keptFrom(snooze.until),
    }),
  removeSnooze: async (id) => {
    const failed = await table.transact([{ kind: 'delete', key: { pk: SNOOZES, sk: id }, condition: IS_THERE }]);
    return failed.length === 0;
  },
});

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
