/** The files that commands read in every world, made when the first of a test file asks, and gone with it. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DOMAIN, MAIL_HOST, SENDER, WORLD_LISTS } from './truths.ts';

const BOUNCES = {
  ptr: `421 Temporarily rejected. Reverse DNS for ${SENDER} failed. IB108`,
  spf: `550 5.7.1 SPF check failed: ${SENDER} is not permitted to send from ${DOMAIN}`,
  dmarc: "550 5.7.40 This message doesn't pass: the From header domain must have a DMARC record",
  dkim: '550 5.7.1 DKIM signature verification failed',
  list: `554 5.7.1 Service unavailable; Client host [${SENDER}] blocked using alpha.lists.example.net; https://lists.example.net/`,
  helo: `550 5.7.1 <${MAIL_HOST}>: Helo command rejected: Host not found`,
  reputation: `553 5.7.2 [TSS09] All messages from ${SENDER} will be permanently deferred; Retrying will NOT succeed. See https://postmaster.yahooinc.com/error-codes`,
};

type Files = {
  readonly lists: string;
  readonly settings: string;
  readonly bounces: readonly string[];
  readonly write: (name: string, content: unknown) => string;
  /** Of a watch that has never run. */
  readonly newMemory: () => string;
  readonly remove: () => void;
};

/** Every write of a watch waits for the disk: here for none, where the system has a folder in its memory. */
const quickFolder = (): string => (existsSync('/dev/shm') ? '/dev/shm' : tmpdir());

function makeFiles(): Files {
  const folder = mkdtempSync(path.join(tmpdir(), 'postwatch-worlds-'));
  const quick = mkdtempSync(path.join(quickFolder(), 'postwatch-worlds-'));
  const write = (name: string, content: unknown): string => {
    const at = path.join(folder, name);
    writeFileSync(at, typeof content === 'string' ? content : JSON.stringify(content));
    return at;
  };
  let memories = 0;
  return {
    lists: write('lists.json', WORLD_LISTS),
    settings: write('settings.json', {}),
    bounces: Object.entries(BOUNCES).map(([name, text]) => write(`${name}.txt`, `${text}\n`)),
    write,
    newMemory: () => path.join(quick, `memory-${memories++}.db`),
    remove: () => {
      for (const one of [folder, quick]) rmSync(one, { recursive: true, force: true });
    },
  };
}

let made: Files | null = null;

export function files(): Files {
  made ??= makeFiles();
  return made;
}

export function closeWorlds(): void {
  made?.remove();
  made = null;
}
