/** Files in the place of a memory that are none of ours, or not yet. */
import { writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

function database(at: string, sql: string): void {
  const made = new DatabaseSync(at);
  made.exec(sql);
  made.close();
}

export const NOT_OURS: readonly (readonly [string, (at: string) => void])[] = [
  ['garbage', (at) => writeFileSync(at, 'not a database, but something that somebody may still need '.repeat(20))],
  ["another program's", (at) => database(at, 'CREATE TABLE precious (x)')],
  [
    "a newer version's",
    (at) => database(at, `CREATE TABLE t (x); PRAGMA application_id = ${0x50775761}; PRAGMA user_version = 99`),
  ],
];
