/**
 * One engine, one load, one process, so that its memory is its own: `dns-load.ts <engine> <port> <addresses> <window>
 * <timeout ms> <rounds>`. Prints one line of JSON a round, each with a resolver of its own.
 */
import dns from 'node:dns';
import { localDns } from '../../adapters/local/dns.ts';
import { question, ZONES } from './dns-world.ts';

export type LoadResult = {
  readonly wallMs: number;
  readonly cpuMs: number;
  /** The process's peak so far. */
  readonly rssMb: number;
  readonly answered: number;
  readonly failed: number;
  readonly listed: number;
  readonly expectedListed: number;
};

type Tally = { listed: number; clear: number; failed: number };
type Ask = (name: string, tally: Tally) => Promise<void>;

const engine = process.argv[2];
const [port, addresses, window, timeoutMs, rounds] = process.argv.slice(3).map(Number) as [
  number,
  number,
  number,
  number,
  number,
];
const total = addresses * ZONES.length;
const expectedListed = Array.from({ length: total }, (_, index) => question(index, addresses).listed).filter(
  Boolean,
).length;

/** The whole stack as the product uses it, only the pace lifted. */
function ours(): { readonly ask: Ask; readonly close: () => void } {
  const servers = [{ host: '127.0.0.1', port }];
  const resolver = localDns({ servers, packetsPerSecond: Number.POSITIVE_INFINITY, window, timeoutMs });
  const ask: Ask = async (name, tally) => {
    const { kind } = await resolver.ask({ name, type: 'A' });
    if (kind === 'records') tally.listed++;
    else if (kind === 'absent') tally.clear++;
    else tally.failed++;
  };
  return { ask, close: resolver.close };
}

/** `node:dns` (c-ares). Its defaults give a dead server 10 s and more; a shorter time is divided into three tries. */
function nodeDns(): { readonly ask: Ask; readonly close: () => void } {
  const tries = timeoutMs < 5000 ? { timeout: Math.round(timeoutMs / 3), tries: 3 } : {};
  const resolver = new dns.promises.Resolver(tries);
  resolver.setServers([`127.0.0.1:${port}`]);
  const ask: Ask = async (name, tally) => {
    try {
      await resolver.resolve4(name);
      tally.listed++;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === dns.NOTFOUND || code === dns.NODATA) tally.clear++;
      else tally.failed++;
    }
  };
  return { ask, close: () => {} };
}

/** As many askers as the window, each with its next question when the one before is answered. */
async function inTurns(ask: Ask, tally: Tally): Promise<void> {
  let next = 0;
  const asker = async (): Promise<void> => {
    while (next < total) await ask(question(next++, addresses).name, tally);
  };
  await Promise.all(Array.from({ length: window }, asker));
}

for (let round = 0; round < rounds; round++) {
  const tally = { listed: 0, clear: 0, failed: 0 };
  const { ask, close } = engine === 'ours' ? ours() : nodeDns();
  const before = process.cpuUsage();
  const start = performance.now();
  await inTurns(ask, tally);
  const wallMs = performance.now() - start;
  const { user, system } = process.cpuUsage(before);
  close();
  const result: LoadResult = {
    wallMs,
    cpuMs: (user + system) / 1000,
    rssMb: process.resourceUsage().maxRSS / 1024,
    answered: tally.listed + tally.clear,
    failed: tally.failed,
    listed: tally.listed,
    expectedListed,
  };
  console.log(JSON.stringify(result));
}
