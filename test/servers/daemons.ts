/**
 * Real name servers for tests: found on this machine, run in the foreground on free loopback ports from a directory that
 * goes away afterwards, and ended whatever happens to the test run.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { accessSync, chmodSync, constants, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/** `/usr/sbin` is not in everybody's PATH. */
export function findProgram(name: string): string | null {
  const places = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin', '/sbin'];
  return places.map((place) => join(place, name)).find(isExecutable) ?? null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Loopback ports that are free for UDP and TCP, all different: they are held together before they are given back. */
export async function freePorts(count: number): Promise<readonly number[]> {
  const held = await Promise.all(Array.from({ length: count }, holdPort));
  await Promise.all(held.map(({ release }) => release()));
  return held.map(({ port }) => port);
}

async function holdPort(): Promise<{ readonly port: number; readonly release: () => Promise<void> }> {
  const tcp = createServer();
  tcp.listen(0, '127.0.0.1');
  await once(tcp, 'listening');
  const { port } = tcp.address() as { port: number };
  const udp = createSocket('udp4');
  try {
    udp.bind(port, '127.0.0.1');
    await once(udp, 'listening');
  } catch {
    // Somebody has it for UDP: take another.
    udp.close();
    tcp.close();
    return holdPort();
  }
  const release = async (): Promise<void> => {
    await Promise.all([new Promise<void>((done) => udp.close(done)), new Promise((done) => tcp.close(done))]);
  };
  return { port, release };
}

/** Readable by daemons that drop to another user. */
export function makeDirectory(files: Readonly<Record<string, string>>): {
  readonly path: string;
  readonly remove: () => void;
} {
  const path = mkdtempSync(join(tmpdir(), 'postwatch-servers-'));
  chmodSync(path, 0o755);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(path, name), text, { mode: 0o644 });
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

export type Daemon = {
  readonly name: string;
  /** What it printed so far. */
  readonly output: () => string;
  /** Null while it runs. */
  readonly ended: () => string | null;
  readonly stop: () => Promise<void>;
};

/**
 * The daemon's parent is a shell that waits for the end of its standard input. That is a pipe from here, so it ends with
 * this process however that dies (kill -9 too), and then the shell ends the daemon. It also ends when the daemon does.
 */
const KEEPER = `
exec 3<&0
"$@" </dev/null 3<&- &
daemon=$!
{ cat; kill -TERM "$daemon"; sleep 3; kill -KILL "$daemon"; } <&3 >/dev/null 2>&1 &
keeper=$!
wait "$daemon"
code=$?
kill "$keeper" 2>/dev/null
exit "$code"
`;

export function startDaemon(name: string, command: readonly string[], directory: string): Daemon {
  const child: ChildProcess = spawn('/bin/sh', ['-c', KEEPER, name, ...command], {
    cwd: directory,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let output = '';
  const keep = (chunk: Buffer): void => {
    output = (output + chunk.toString('latin1')).slice(-20_000);
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  const gone = once(child, 'exit');
  return {
    name,
    output: () => output,
    ended: () =>
      child.exitCode === null && child.signalCode === null ? null : `exit ${child.exitCode ?? child.signalCode}`,
    stop: async () => {
      child.stdin?.end();
      await gone;
    },
  };
}

/** Until every probe answers; a daemon that ended, or the time being up, is an error with what the daemons printed. */
export async function untilReady(
  daemons: readonly Daemon[],
  probe: () => Promise<boolean>,
  withinMs: number,
): Promise<void> {
  const end = performance.now() + withinMs;
  while (!(await probe())) {
    const dead = daemons.find((daemon) => daemon.ended() !== null);
    if (dead === undefined && performance.now() < end) {
      await new Promise((done) => setTimeout(done, 50));
      continue;
    }
    const why =
      dead === undefined ? `the servers did not answer within ${withinMs} ms` : `${dead.name} ended: ${dead.ended()}`;
    throw new Error([why, ...daemons.map((daemon) => `--- ${daemon.name}\n${daemon.output()}`)].join('\n'));
  }
}

/** nsd's configuration for zones that lie in `<name>.zone` beside it. */
export const nsdConf = (port: number, zones: readonly string[]): string => `server:
  ip-address: 127.0.0.1@${port}
  username: ""
  zonesdir: "."
  database: ""
  pidfile: "nsd.pid"
  xfrdfile: "xfrd.state"
  zonelistfile: "zone.list"
  rrl-ratelimit: 0
  server-count: 1
  minimal-responses: yes
remote-control:
  control-enable: no
${zones.map((name) => `zone:\n  name: "${name}"\n  zonefile: "${name}.zone"\n`).join('')}`;
