/** The memory is its owner's alone, whatever the umask; one that is open is mended, and that is said once. */
import { chmodSync, existsSync, lstatSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { besideMemory, openMemory, readMemory } from '../../adapters/local/memory.ts';
import { closeMemoryToOthers } from '../../adapters/local/memory-file.ts';
import { otherReaders } from '../../adapters/local/private-file.ts';
import { NOT_OURS } from '../support/memory-files.ts';
import { runs } from '../support/thorough.ts';
import { CHANNELS, commit, notice } from './memory-contract.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'postwatch-private-'));
  file = path.join(folder, 'watch.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const modeOf = (name: string): number => statSync(name).mode & 0o777;
const modes = (): Record<string, number> =>
  Object.fromEntries(readdirSync(folder).map((name) => [name, modeOf(path.join(folder, name))]));

async function withUmask<T>(mask: number, work: () => T | Promise<T>): Promise<T> {
  const before = process.umask(mask);
  try {
    return await work();
  } finally {
    process.umask(before);
  }
}

describe.skipIf(process.platform === 'win32')(
  'the file of the memory (skipped on Windows, which has no such rights)',
  () => {
    it.each([
      ['000', 0o000],
      ['002', 0o002],
      ['022', 0o022],
      ['077', 0o077],
    ])('is 0600 from the first moment under umask %s, and so is its lock', (_, mask) =>
      withUmask(mask, async () => {
        const memory = openMemory(file, CHANNELS);
        await memory.commit([commit('203.0.113.1', 1, [notice('a')])]);
        expect(modes()).toMatchObject({ 'watch.db': 0o600, 'watch.db-lock': 0o600 });
        expect(Object.values(modes()).filter((mode) => mode !== 0o600)).toEqual([]);
        await besideMemory(file, (beside) => beside.commit([commit('203.0.113.2', 1)]));
        readMemory(file, ({ all }) => all('SELECT * FROM ledger'));
        memory.close();
        expect(Object.values(modes()).filter((mode) => mode !== 0o600)).toEqual([]);
      }),
    );

    it('is 0600, and so are the journals that SQLite writes beside it', () =>
      withUmask(0, () => {
        openMemory(file, CHANNELS).close();
        for (const mode of ['DELETE', 'WAL']) {
          const database = new DatabaseSync(file);
          database.exec(`PRAGMA journal_mode = ${mode}; PRAGMA cache_size = 1; BEGIN IMMEDIATE`);
          const put = database.prepare('INSERT INTO ledger VALUES (?, ?)');
          for (let item = 0; item < 200; item += 1) put.run(`${mode}${item}`, 'x'.repeat(1000));
          expect(Object.keys(modes()).length).toBeGreaterThan(2);
          expect(Object.values(modes()).filter((one) => one !== 0o600)).toEqual([]);
          database.exec('COMMIT');
          database.close();
        }
      }));

    it('is closed to other users with the files beside it, and the command says so once', () => {
      fc.assert(
        fc.property(fc.integer({ min: 0, max: 0o777 }), fc.integer({ min: 0, max: 0o777 }), (one, other) => {
          for (const [end, mode] of [
            ['', one],
            ['-lock', other],
            ['-wal', other],
            ['-shm', one],
            ['-journal', other],
          ] as const) {
            if (!existsSync(file + end)) writeFileSync(file + end, '');
            chmodSync(file + end, mode);
          }
          const said = closeMemoryToOthers(file);
          expect(said === null).toBe(((one | other) & 0o077) === 0);
          if (said !== null) expect(said.en).toMatch(/was open to other users .* \(0600\)$/);
          for (const mode of Object.values(modes())) expect(mode & 0o077).toBe(0);
          expect(closeMemoryToOthers(file)).toBeNull();
        }),
        { numRuns: runs(50) },
      );
    });

    it('is not created by the check of its rights', () => {
      expect(closeMemoryToOthers(file)).toBeNull();
      expect(readdirSync(folder)).toEqual([]);
    });

    it.each(NOT_OURS)('keeps its rights where the file is not a memory of ours: %s', (_, make) => {
      make(file);
      chmodSync(file, 0o644);
      expect(closeMemoryToOthers(file)).toBeNull();
      expect(modeOf(file)).toBe(0o644);
    });

    it('keeps the rights of its owner', () => {
      writeFileSync(file, '');
      chmodSync(file, 0o444);
      closeMemoryToOthers(file);
      expect(lstatSync(file).mode & 0o777).toBe(0o400);
    });
  },
);

describe.skipIf(process.platform === 'win32')('the other users who may read a file (skipped on Windows)', () => {
  const isRoot = process.getuid?.() === 0;
  it.each([
    ['0600', 0o600, null],
    ['0644', 0o644, 'everyone'],
    ['0604', 0o604, 'everyone'],
    ['0666', 0o666, 'everyone'],
    // Root's file may be read by the group of the service.
    ['0640', 0o640, isRoot ? null : 'its group'],
    ['0620', 0o620, null],
    ['0611', 0o611, null],
  ] as const)('are, with mode %s (decimal %i): %s', (_, mode, readers) => {
    writeFileSync(file, '');
    chmodSync(file, mode);
    expect(otherReaders(file)).toBe(readers);
  });

  it('are none for a folder, for a pipe and for a missing file', () => {
    expect([folder, '/dev/null', path.join(folder, 'none')].map(otherReaders)).toEqual([null, null, null]);
  });
});
