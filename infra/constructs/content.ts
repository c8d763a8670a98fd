/** A name for what some files hold, wherever and whenever they were checked out. */
import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Of the files in `root` that match the patterns, by their names and octets: 16 hexadecimal digits. */
export function contentHash(root: string, patterns: readonly string[]): string {
  const files = patterns.flatMap((pattern) => globSync(pattern, { cwd: root })).sort();
  const hash = createHash('sha256');
  for (const file of files) {
    const octets = readFileSync(path.join(root, file));
    hash.update(`${file.replaceAll(path.sep, '/')}\0${octets.length}\0`).update(octets);
  }
  return hash.digest('hex').slice(0, 16);
}
