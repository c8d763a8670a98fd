import { readFileSync } from 'node:fs';

/** That of the package this file is in: in the checkout one folder up, in an installed package two (`dist/cli`). */
export function packageVersion(): string {
  for (const place of ['../package.json', '../../package.json']) {
    try {
      const { version } = JSON.parse(readFileSync(new URL(place, import.meta.url), 'utf8')) as { version?: string };
      if (version !== undefined) return version;
    } catch {
      // Not there: the other place.
    }
  }
  return 'unknown';
}
