/** Long lists: both readers of the watch's memory, and what the routes make of their pages. */
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { tableApi } from '../../adapters/aws/table/api-table.ts';
import { encode } from '../../adapters/aws/table/documents.ts';
import { stateKey } from '../../adapters/aws/table/states.ts';
import { openMemory } from '../../adapters/local/memory.ts';
import type { StatePage, WatchReader } from '../../shared/http/ports.ts';
import type { OpenIncident } from '../../shared/model/incident.ts';
import { newState, type TargetState } from '../../shared/watch/incidents/state.ts';
import { clientOf, dynamoTable } from '../support/aws/dynamodb.ts';
import { fakeClock } from '../support/clock.ts';
import { finding } from '../support/watch.ts';
import { type TestApi, testApi } from './support/api.ts';

const made: TestApi[] = [];
function api(watch?: Partial<WatchReader>): TestApi {
  const plain = testApi();
  made.push(plain);
  if (watch === undefined) return plain;
  const one = testApi({ ports: { watch: { ...plain.ports.watch, snoozes: async () => [], ...watch } } });
  made.push(one);
  return one;
}
afterEach(() => {
  for (const one of made.splice(0)) one.close();
});

/** More than one page reads, and on AWS more than one query of each shard. */
const MANY = Array.from({ length: 9000 }, (_, n) => `10.${n >> 8}.${n & 255}.1`);
const written = (target: string): TargetState => ({ ...newState(target), version: 1, lastRun: 'run-1' });

const READERS: readonly (readonly [string, (states: readonly TargetState[]) => Promise<WatchReader>])[] = [
  [
    'the file',
    async (states) => {
      const one = api();
      const memory = openMemory(path.join(one.folder, 'watch.db'), ['a']);
      await memory.commit(states.map((state) => ({ state, expected: 0, notices: [] })));
      memory.close();
      return one.ports.watch;
    },
  ],
  [
    'the table',
    async (states) => {
      const table = dynamoTable();
      for (const state of states) {
        const { item } = encode(stateKey(state.target), state);
        table.items.set(`${item['pk']?.S}\n${item['sk']?.S}`, item);
      }
      const limits = async () => ({ cacheMs: 0, perMinute: 1, perDay: 1 });
      return tableApi({ name: 'postwatch', clock: fakeClock(), client: clientOf(table), limits }).watch;
    },
  ],
];

describe.each(READERS)('the pages of states in %s', (_name, open) => {
  const walk = async (
    watch: WatchReader,
    most: number,
    wanted: (state: TargetState) => boolean,
  ): Promise<StatePage[]> => {
    const pages: StatePage[] = [];
    for (let from: string | null = null; pages.length < 100; ) {
      const page = await watch.page({ from, most, wanted });
      if (page === null) throw new Error(`its own "next" was refused: ${from}`);
      pages.push(page);
      if (page.next === null) return pages;
      from = page.next;
    }
    throw new Error('it never ends');
  };

  it('have every state once, and are not too large', async () => {
    const pages = await walk(await open(MANY.map(written)), 1000, () => true);
    expect(pages.every(({ states }) => states.length <= 1000)).toBe(true);
    const seen = pages.flatMap(({ states }) => states.map(({ target }) => target));
    expect(seen.length).toBe(MANY.length);
    expect(new Set(seen)).toEqual(new Set(MANY));
  });

  it('end early where few of many match, and find them all the same', async () => {
    const wanted = new Set([MANY[0], MANY[4321], MANY.at(-1)]);
    const pages = await walk(await open(MANY.map(written)), 10, ({ target }) => wanted.has(target));
    expect(pages.length).toBe(2);
    expect(pages.flatMap(({ states }) => states.map(({ target }) => target)).sort()).toEqual([...wanted].sort());
  });
});

it('the routes with pages read only what is still missing', async () => {
  const asked: number[] = [];
  const one = api({
    page: async ({ from, most }) => {
      asked.push(most);
      const first = Number(from ?? 0);
      const states = Array.from({ length: Math.min(most, 3) }, (_, n) => written(`198.51.100.${first + n}`));
      return { states, next: String(first + states.length) };
    },
  });
  const body = (await (await one.get('/addresses?limit=5')).json()) as { addresses: unknown[]; next: string };
  expect(asked).toEqual([5, 2]);
  expect(body.addresses).toHaveLength(5);
  expect(body.next).toBe('5');
});

it('the routes with pages stop when the time for reading is over, with the place to continue', async () => {
  const one: TestApi = api({
    page: async ({ from }) => {
      one.clock.advance(6000);
      return { states: [], next: String(Number(from ?? 0) + 1) };
    },
  });
  expect(await (await one.get('/incidents')).json()).toEqual({ incidents: [], next: '3' });
});

it('GET /incidents shows one incident of a list as that of the list, with its members', async () => {
  const standing: OpenIncident = {
    finding: 'list.mass-listing',
    severity: 'major',
    status: 'fail',
    summary: 'many',
    incident: 'i-1',
    since: '2026-11-24T12:00:00.000Z',
  };
  const subject = { seen: 0, clean: 0, blind: 0, worked: true };
  const members = Array.from({ length: 300 }, (_, n) => `198.51.100.${n}`);
  const states: TargetState[] = [
    {
      ...written('198.51.100.1'),
      subjects: { 'dnsbl|zen': { ...subject, standing: { ...standing, memberOf: 'zen' } } },
    },
    { ...written('list:zen'), members, subjects: { 'dnsbl|zen#members': { ...subject, standing } } },
  ];
  const one = api({ page: async ({ wanted }) => ({ states: states.filter(wanted), next: null }) });
  const { incidents } = (await (await one.get('/incidents')).json()) as {
    incidents: { target: string; memberCount: number; members: string[] }[];
  };
  expect(incidents.map(({ target, memberCount }) => `${target} ${memberCount}`)).toEqual(['list:zen 300']);
  expect(incidents[0]?.members).toHaveLength(200);
});

it('GET /addresses shows a notice that went through two channels once', async () => {
  const one = api();
  const memory = openMemory(path.join(one.folder, 'watch.db'), ['first', 'second']);
  const target = '203.0.113.4';
  for (const [n, id] of ['a', 'b'].entries()) {
    const notice = {
      id,
      run: 'run-1',
      at: '2026-11-24T12:00:00.000Z',
      transition: 'opened' as const,
      incident: 'i',
      target,
      finding: finding('ptr.missing', target),
      before: null,
    };
    await memory.commit([{ state: { ...written(target), version: n + 1 }, expected: n, notices: [notice] }]);
  }
  memory.close();
  expect((await one.ports.watch.history(target, 10)).map(({ id }) => id)).toEqual(['b', 'a']);
  expect((await one.ports.watch.history(target, 1)).map(({ id }) => id)).toEqual(['b']);
});
