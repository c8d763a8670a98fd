/**
 * One engine, one load, one process, so that its memory is its own: `dns-load.ts <engine> <port> <addresses> <window>
 * <timeout ms>`. Prints what came of it as one line of JSON.
 */
import dns from 'node:dns';
import { localDns } from '../../adapters/local/dns.ts';
import { question, ZONES } from './dns-world.ts';

export type LoadResult = {
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly rssMb: number;
  readonly answered: number;
  readonly failed: number;
  readonly hits: number;
  readonly expectedHits: number;
};

type Tally = { listed: number; clear: number; failed: number };

const [engine, port, addresses, window, timeoutMs] = process.argv.slice(2);
const total = Number(addresses) * ZONES.length;
const tally: Tally = { listed: 0, clear: 0, failed: 0 };

/** The whole stack as the product uses it, the pace lifted: everything is asked at once, and the window holds it back. */
async function ours(): Promise<void> {
  const resolver = localDns({
    servers: [{ host: '127.0.0.1', port: Number(port) }],
    ...{ packetsPerSecond: Number.POSITIVE_INFINITY, window: Number(window), timeoutMs: Number(timeoutMs) },
  });
  await Promise.all(
    Array.from({ length: total }, async (_, index) => {
      const { kind } = await resolver.ask({ name: question(index).name, type: 'A' });
      if (kind === 'records') tally.listed++;
      else if (kind === 'absent') tally.clear++;
      else tally.failed++;
    }),
  );
  resolver.close();
}

async function pool(): Promise<void> {
  const resolver = localDns({
    servers: [{ host: '127.0.0.1', port: Number(port) }],
    ...{ packetsPerSecond: Number.POSITIVE_INFINITY, window: Number(window), timeoutMs: Number(timeoutMs) },
  });
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < total) {
      const { kind } = await resolver.ask({ name: question(next++).name, type: 'A' });
      if (kind === 'records') tally.listed++;
      else if (kind === 'absent') tally.clear++;
      else tally.failed++;
    }
  };
  await Promise.all(Array.from({ length: Number(window) }, worker));
  resolver.close();
}

/** `node:dns` (c-ares) with so many questions at a time. */
async function nodeDns(): Promise<void> {
  const tries = Number(timeoutMs) < 5000 ? { timeout: Math.round(Number(timeoutMs) / 3), tries: 3 } : {};
  const resolver = new dns.promises.Resolver(tries);
  resolver.setServers([`127.0.0.1:${port}`]);
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < total) await askNode(resolver, question(next++).name);
  };
  await Promise.all(Array.from({ length: Number(window) }, worker));
}

async function askNode(resolver: dns.promises.Resolver, name: string): Promise<void> {
  try {
    await resolver.resolve4(name);
    tally.listed++;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === dns.NOTFOUND || code === dns.NODATA) tally.clear++;
    else tally.failed++;
  }
}

const before = process.cpuUsage();
const start = performance.now();
await (engine === 'ours' ? ours() : engine==='pool' ? pool() : nodeDns());
const wallMs = performance.now() - start;
const { user, system } = process.cpuUsage(before);
const result: LoadResult = {
  ...{ wallMs, cpuMs: (user + system) / 1000, rssMb: process.resourceUsage().maxRSS / 1024 },
  ...{ answered: tally.listed + tally.clear, failed: tally.failed, hits: tally.listed },
  expectedHits: Array.from({ length: total }, (_, index) => question(index).listed).filter(Boolean).length,
};
console.log(JSON.stringify(result));
