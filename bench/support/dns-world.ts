/**
 * The world of the DNS bench: 25 blocklists, 2,000 addresses, and which of them are listed, so that every run can say
 * whether an engine lost a question or a listing.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import dgram from 'node:dgram';
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export const ZONES: readonly string[] = Array.from(
  { length: 25 },
  (_, i) => `z${String(i).padStart(2, '0')}.bench.test`,
);

/** About 2 %, spread over lists and addresses. */
export const isListed = (address: number, zone: number): boolean => (address * 31 + zone * 17) % 47 === 0;

/** 198.18.0.0/15, the benchmark range, as the labels before a list's zone. */
const reversed = (address: number): string => `${address & 255}.${address >> 8}.18.198`;

export type BenchQuestion = { readonly name: string; readonly listed: boolean };

/** List by list, all addresses on each, as the dnsbl check asks them. */
export function question(index: number, addresses: number): BenchQuestion {
  const zone = Math.floor(index / addresses);
  const address = index % addresses;
  return { name: `${reversed(address)}.${ZONES[zone]}`, listed: isListed(address, zone) };
}

export type Running = { readonly host: string; readonly port: number; readonly stop: () => void };

const RBLDNSD = '/usr/sbin/rbldnsd';

/** `rbldnsd`, as most lists run it, where it is installed; else the project's own server, which is slower. */
export async function startLists(): Promise<Running & { readonly name: string }> {
  if (!existsSync(RBLDNSD)) return { name: 'own server', ...(await startScript('dns-lists.ts')) };
  const folder = mkdtempSync(join(tmpdir(), 'postwatch-bench-'));
  chmodSync(folder, 0o755);
  const specs = ZONES.map((zone, i) => {
    writeFileSync(join(folder, zone), zoneFile(i));
    return `${zone}:ip4set:${zone}`;
  });
  const port = await freePort();
  // As root it insists on another user, who must be able to read the files.
  const user = process.getuid?.() === 0 ? ['-u', 'nobody'] : [];
  const child = spawn(RBLDNSD, ['-n', '-b', `127.0.0.1/${port}`, '-w', folder, ...user, ...specs], { stdio: 'ignore' });
  await untilAnswering(port, child);
  const stop = (): void => {
    child.kill();
    rmSync(folder, { recursive: true, force: true });
  };
  return { name: 'rbldnsd', host: '127.0.0.1', port, stop };
}

function zoneFile(zone: number): string {
  const lines = ['$SOA 3000 ns.bench.test hostmaster.bench.test 0 600 300 86400 300', '$NS 3000 ns.bench.test'];
  lines.push(':127.0.0.2:listed', '127.0.0.2');
  for (let address = 0; address < 2000; address++) {
    if (isListed(address, zone)) lines.push(`198.18.${address >> 8}.${address & 255}`);
  }
  // The lists' usual bulk: 1,000 to 50,000 entries that nobody asks for.
  const bulk = 1000 + zone * 2000;
  for (let i = 0; i < bulk; i++) lines.push(`10.${i >> 16}.${(i >> 8) & 255}.${i & 255}`);
  return `${lines.join('\n')}\n`;
}

/** One of the scripts beside this file, in a process of its own; it prints its port first. */
export async function startScript(script: string, ...args: readonly string[]): Promise<Running> {
  const child = spawn(process.execPath, [join(import.meta.dirname, script), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const port = await new Promise<number>((done, fail) => {
    child.once('exit', () => fail(new Error(`${script} ended before it listened`)));
    createInterface(child.stdout).once('line', (line) => done(Number(line)));
  });
  return { host: '127.0.0.1', port, stop: () => void child.kill() };
}

const freePort = (): Promise<number> =>
  new Promise((done) => {
    const socket = dgram.createSocket('udp4');
    socket.bind(0, '127.0.0.1', () => {
      const { port } = socket.address();
      socket.close(() => done(port));
    });
  });

/** Any packet back will do: FORMERR to a bare header too. */
async function untilAnswering(port: number, child: ChildProcess): Promise<void> {
  const socket = dgram.createSocket('udp4');
  socket.on('error', () => {});
  const answered = new Promise<void>((done) => socket.once('message', () => done()));
  const query = Buffer.from('\0\x01\x01\0\0\x01\0\0\0\0\0\0\x03z00\x05bench\x04test\0\0\x02\0\x01', 'latin1');
  const timer = setInterval(() => socket.send(query, port, '127.0.0.1'), 100);
  const failed = new Promise<never>((_, fail) => child.once('exit', () => fail(new Error('rbldnsd did not start'))));
  await Promise.race([answered, failed]);
  clearInterval(timer);
  socket.close();
  child.removeAllListeners('exit');
  failed.catch(() => {});
}
