/**
 * Files that only their owner may read: the memory (what you watch, what went wrong, who did what) and settings with keys.
 * Where the system has no such rights (Windows), nothing is done and nothing is shown.
 */
import { chmodSync, closeSync, openSync, type Stats, statSync } from 'node:fs';
import type { Text } from '../../shared/model/language.ts';
import { closedToOthers, openToOthers } from './memory-words.ts';

const OTHERS = 0o077;

/** Made empty, which SQLite takes for a new database, and private whatever the umask; what is there stays as it is. */
export function createPrivate(path: string): void {
  try {
    closeSync(openSync(path, 'wx', 0o600));
  } catch {
    // It is there, or cannot be made here: opening it fails then, with a message of its own.
  }
}

function lookAt(path: string): Stats | null {
  if (process.platform === 'win32') return null;
  try {
    return statSync(path);
  } catch {
    return null;
  }
}

const octal = (mode: number): string => (mode & 0o777).toString(8).padStart(4, '0');

/**
 * Closes files to everyone but their owner; those that are not there are left out. One line, about the first of them: what
 * was done, or who must do it. Null: none was open.
 */
export function closeToOthers(paths: readonly string[]): Text | null {
  const open = paths.flatMap((path) => {
    const stats = lookAt(path);
    return stats?.isFile() && (stats.mode & OTHERS) !== 0 ? [{ path, mode: stats.mode }] : [];
  });
  const [first] = open;
  if (first === undefined) return null;
  const failed = open.filter(({ path, mode }) => !closed(path, mode));
  const textOf = failed.length === 0 ? closedToOthers : openToOthers;
  return textOf(first.path, octal(first.mode));
}

function closed(path: string, mode: number): boolean {
  try {
    chmodSync(path, mode & 0o700);
    return true;
  } catch {
    return false;
  }
}

/**
 * Who else may read a file that holds secrets: null where nobody may who should not. Root's file may be read by a group, the one
 * that the service runs in; the same rule as PostgreSQL's for key files (libpq, "Client Certificates").
 */
export function otherReaders(path: string): 'everyone' | 'its group' | null {
  const stats = lookAt(path);
  if (stats === null || !stats.isFile()) return null;
  if ((stats.mode & 0o004) !== 0) return 'everyone';
  return (stats.mode & 0o040) !== 0 && stats.uid !== 0 ? 'its group' : null;
}
