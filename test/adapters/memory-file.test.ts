/** The SQLite file over versions and beside others: what an older one becomes, who is refused, and two at once. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { besideMemory, openMemory, readMemory } from '../../adapters/local/memory.ts';
import { incidentOf } from '../../adapters/local/memory-incidents.ts';
import { NEW_SUBJECT } from '../../shared/watch/incidents/state.ts';
import { CHANNELS, commit, incident, notice, snooze, state } from './memory-contract.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'postwatch-memory-'));
  file = path.join(folder, 'watch.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** As the first version made it. */
const FIRST_VERSION = `
  CREATE TABLE runs (id TEXT PRIMARY KEY, at TEXT NOT NULL, record TEXT NOT NULL, judgement TEXT, finished TEXT) STRICT;
  CREATE TABLE batches (
    run TEXT NOT NULL, key TEXT NOT NULL, batch TEXT NOT NULL, result TEXT, PRIMARY KEY (run, key)) STRICT;
  CREATE TABLE ledger (item TEXT PRIMARY KEY, entry TEXT NOT NULL) STRICT;
  CREATE TABLE fingerprints (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
  CREATE TABLE states (target TEXT PRIMARY KEY, version INTEGER NOT NULL, state TEXT NOT NULL) STRICT;
  CREATE TABLE outbox (
    id TEXT NOT NULL, channel TEXT NOT NULL, notice TEXT NOT NULL, leased INTEGER NOT NULL DEFAULT 0,
    attempts INTEGER NOT NULL DEFAULT 0, sent TEXT, failure TEXT, PRIMARY KEY (id, channel)) STRICT;
  CREATE INDEX outbox_waiting ON outbox (channel) WHERE sent IS NULL;
  PRAGMA application_id = ${0x50775761};
  PRAGMA user_version = 1;
`;

const standing = (id: string, more: object = {}) => ({
  finding: 'ptr.missing',
  severity: 'critical' as const,
  status: 'fail' as const,
  summary: '',
  incident: id,
  since: '2026-11-01T00:00:00.000Z',
  ...more,
});

function firstVersion(): void {
  const database = new DatabaseSync(file);
  database.exec(FIRST_VERSION);
  const put = database.prepare('INSERT INTO outbox (id, channel, notice, sent) VALUES (?, ?, ?, ?)');
  for (const id of ['a', 'b'])
    for (const channel of CHANNELS) put.run(id, channel, JSON.stringify(notice(id)), id === 'a' ? 'then' : null);
  const subjects = {
    'ptr|203.0.113.1': { ...NEW_SUBJECT, standing: standing('one') },
    'dnsbl|alpha': { ...NEW_SUBJECT, standing: standing('group', { memberOf: 'alpha' }) },
    'dnsbl|beta': NEW_SUBJECT,
  };
  database
    .prepare('INSERT INTO states VALUES (?, ?, ?)')
    .run('203.0.113.1', 1, JSON.stringify(state('203.0.113.1', 1, { subjects })));
  database.close();
}

it('a memory of the first version is migrated: its notices become the history, its open incidents can be acknowledged', async () => {
  firstVersion();
  // Beside a watch of that version nothing is changed and nothing guessed.
  const earlier = readFileSync(file);
  expect(() => readMemory(file, () => 0)).toThrow('was written by an earlier version; "postwatch watch"');
  await expect(besideMemory(file, async () => 0)).rejects.toThrow('earlier version');
  expect(readFileSync(file)).toEqual(earlier);
  for (let opened = 0; opened < 2; opened += 1) {
    const memory = openMemory(file, CHANNELS);
    expect(await memory.history('203.0.113.1', 10)).toEqual([notice('b'), notice('a')]);
    expect(await memory.incident('one')).toEqual(incident('one', { opened: '2026-11-01T00:00:00.000Z' }));
    expect(await memory.incident('group')).toBeNull();
    expect((await memory.states(['203.0.113.1'])).get('203.0.113.1')?.version).toBe(1);
    expect((await memory.claim('first', 0, 1)).map(({ id }) => id)).toEqual(['b']);
    memory.close();
  }
});

it('a migration that fails leaves the old memory unchanged', () => {
  firstVersion();
  const database = new DatabaseSync(file);
  database.exec("INSERT INTO outbox (id, channel, notice) VALUES ('bad', 'first', 'no JSON')");
  database.close();
  expect(() => openMemory(file, CHANNELS)).toThrow('it was not changed');
  const after = new DatabaseSync(file);
  expect(after.prepare('PRAGMA user_version').get()).toEqual({ user_version: 1 });
  expect(after.prepare("SELECT count(*) AS n FROM sqlite_schema WHERE name = 'history'").get()).toEqual({ n: 0 });
  after.close();
});

it('a memory of a newer version is refused by every command, and a missing one is not created by an act', async () => {
  await expect(besideMemory(file, async () => 0)).rejects.toThrow('there is no state file at');
  expect(existsSync(file)).toBe(false);
  openMemory(file, CHANNELS).close();
  const database = new DatabaseSync(file);
  database.exec('PRAGMA user_version = 3');
  database.close();
  for (const open of [() => openMemory(file, CHANNELS), () => readMemory(file, () => 0)])
    expect(open).toThrow('newer version');
  await expect(besideMemory(file, async () => 0)).rejects.toThrow('newer version');
});

/** Dies in the middle of a write that is partly in the file already: SQLite's journal stays beside it. */
const DYING = `
  import { DatabaseSync } from 'node:sqlite';
  const database = new DatabaseSync(process.argv[1]);
  database.exec('PRAGMA synchronous = FULL; PRAGMA cache_size = 1; BEGIN IMMEDIATE');
  const put = database.prepare('INSERT INTO ledger VALUES (?, ?)');
  for (let item = 0; item < 200; item += 1) put.run(String(item), 'x'.repeat(1000));
  process.kill(process.pid, 'SIGKILL');
`;

it('a read-only command rolls back the half-written change of a killed watch, and writes nothing else', () => {
  openMemory(file, CHANNELS).close();
  spawnSync(process.execPath, ['--input-type=module', '-e', DYING, file]);
  expect(existsSync(`${file}-journal`)).toBe(true);
  expect(readMemory(file, ({ all }) => all('SELECT * FROM ledger'))).toEqual([]);
  expect(existsSync(`${file}-journal`)).toBe(false);
  expect(() => readMemory(file, ({ run }) => run("INSERT INTO ledger VALUES ('a', '')"))).toThrow('readonly');
});

it('an act writes beside the watch, and each of them only under the version that it read', async () => {
  const watch = openMemory(file, CHANNELS);
  await watch.commit([commit('203.0.113.1', 1, [notice('a')])]);
  const act = (version: number, id: string) =>
    besideMemory(file, (memory) =>
      memory.commit([{ ...commit('203.0.113.1', version), recordOnly: [notice(id)], incidents: [incident(id)] }]),
    );
  expect(await Promise.all([act(2, 'one'), act(2, 'other')])).toEqual([[], ['203.0.113.1']]);
  expect(readMemory(file, (sql) => [incidentOf(sql, 'one'), incidentOf(sql, 'other')])).toEqual([
    incident('one'),
    null,
  ]);
  // The watch has read what stood before, and is told.
  expect(await watch.commit([commit('203.0.113.1', 2, [notice('late')])])).toEqual(['203.0.113.1']);
  expect((await watch.claim('first', 0, 1)).map(({ id }) => id)).toEqual(['a']);
  await besideMemory(file, (memory) => memory.saveSnooze(snooze('s', '2026-12-01T00:00:00.000Z')));
  expect(await watch.snoozes('2026-11-24T12:00:00.000Z')).toHaveLength(1);
  watch.close();
});

it('the end of a run deletes what is older than 400 days, except open incidents and unsent notices', async () => {
  const memory = openMemory(file, CHANNELS);
  const old = '2025-10-01T00:00:00.000Z';
  await memory.commit([
    {
      ...commit('203.0.113.1', 1, [notice('old', '203.0.113.1', old), notice('new')]),
      incidents: [
        incident('open', { opened: old }),
        incident('closed', { opened: old, closed: old, state: 'cleared' }),
      ],
    },
  ]);
  await memory.saveSnooze(snooze('over', '2026-11-20T00:00:00.000Z'));
  await memory.saveSnooze(snooze('long over', old));
  await memory.finish('run-1', '2026-11-24T12:00:00.000Z', {});
  expect((await memory.history('203.0.113.1', 10)).map(({ id }) => id)).toEqual(['new']);
  expect([await memory.incident('open'), await memory.incident('closed')]).toMatchObject([{ id: 'open' }, null]);
  expect((await memory.snoozes('2025-01-01T00:00:00.000Z')).map(({ id }) => id)).toEqual(['over']);
  // What nobody has been told yet stays, however old.
  expect((await memory.claim('first', 0, 1)).map(({ id }) => id)).toContain('old');
  memory.close();
});
