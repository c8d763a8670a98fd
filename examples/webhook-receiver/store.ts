/** Notices in an SQLite file, each of them once. What `add` has returned from is on the disk. */
import { DatabaseSync } from 'node:sqlite';

export type ReceivedNotice = { readonly id: string };

export type ReceivedMessage = {
  readonly subject: string;
  readonly text: string;
  readonly notices: readonly ReceivedNotice[];
  /** The header `idempotency-key`: the same for the same notices. */
  readonly key: string | null;
};

export type NoticeStore = {
  /** All of a message or nothing. Returns how many of its notices are new. Throws if they cannot be stored. */
  readonly add: (message: ReceivedMessage, now: number) => number;
  readonly close: () => void;
};

/** A repeat that comes later than this is stored again. */
const KEEP_MS = 400 * 24 * 3_600_000;

const TABLES = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  CREATE TABLE IF NOT EXISTS messages (
    number INTEGER PRIMARY KEY, received TEXT NOT NULL, key TEXT, subject TEXT NOT NULL, text TEXT NOT NULL) STRICT;
  CREATE INDEX IF NOT EXISTS messages_by_key ON messages (key);
  CREATE TABLE IF NOT EXISTS notices (id TEXT PRIMARY KEY, received TEXT NOT NULL, notice TEXT NOT NULL) STRICT;
`;

export function openStore(file: string): NoticeStore {
  const database = new DatabaseSync(file, { timeout: 5000 });
  database.exec(TABLES);

  const insert = ({ subject, text, notices, key }: ReceivedMessage, now: number): number => {
    const received = new Date(now).toISOString();
    const old = new Date(now - KEEP_MS).toISOString();
    for (const table of ['notices', 'messages']) database.prepare(`DELETE FROM ${table} WHERE received < ?`).run(old);
    // The id decides. The key cannot: the signature does not cover it, so a stranger could send a recorded message again under
    // the key of one that is still to come.
    const notice = database.prepare('INSERT OR IGNORE INTO notices VALUES (?, ?, ?)');
    const added = notices.filter((one) => notice.run(one.id, received, JSON.stringify(one)).changes > 0).length;
    // A test has no notices. There the key is all that tells a repeat.
    const seen = database.prepare('SELECT 1 FROM messages WHERE key = ?').get(key) !== undefined;
    if (added > 0 || (notices.length === 0 && !seen))
      database
        .prepare('INSERT INTO messages (received, key, subject, text) VALUES (?, ?, ?, ?)')
        .run(received, key, subject, text);
    return added;
  };

  const add = (message: ReceivedMessage, now: number): number => {
    database.exec('BEGIN IMMEDIATE');
    try {
      const added = insert(message, now);
      database.exec('COMMIT');
      return added;
    } catch (error) {
      // A full disk may have rolled back already.
      if (database.isTransaction) database.exec('ROLLBACK');
      throw error;
    }
  };

  return { add, close: () => database.close() };
}
