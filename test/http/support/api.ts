/** The API over a small world: DNS is a zone literal, the watch's memory a real file that real runs have written. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { localApi } from '../../../adapters/local/api.ts';
import { localReverseDns } from '../../../adapters/local/in-process-jobs.ts';
import type { Channel } from '../../../shared/channels/core/channel.ts';
import { dnsblCheck } from '../../../shared/checks/dnsbl.ts';
import { ptrCheck } from '../../../shared/checks/ptr.ts';
import { spfCheck } from '../../../shared/checks/spf.ts';
import { createApp } from '../../../shared/http/app.ts';
import type { ApiLimits, ApiPorts, LogEntry } from '../../../shared/http/ports.ts';
import type { Snooze } from '../../../shared/model/incident.ts';
import { incidentId } from '../../../shared/model/incident-id.ts';
import { ENGLISH } from '../../../shared/notices/wording.ts';
import { type FakeClock, fakeClock } from '../../support/clock.ts';
import { lookupPorts } from '../../support/lookups.ts';
import { rdnsWorld } from '../../support/reverse-dns.ts';
import { HOUR, list, scripted, sender } from '../../support/watch.ts';
import { soundProofs, type ZoneResolver, type Zones, zone } from '../../support/zone.ts';

export const TOKEN = 'correct-horse-battery-staple';

const ZONES: Zones = {
  '1.113.0.203.in-addr.arpa': { PTR: ['mail.example.com'] },
  'mail.example.com': { A: ['203.0.113.1'] },
  '4.113.0.203.in-addr.arpa': { PTR: ['mail4.example.com'] },
  'mail4.example.com': { A: ['203.0.113.4'] },
  'example.com': { TXT: ['v=spf1 ip4:203.0.113.1 -all'] },
  '2.0.0.127.good.example': { A: ['127.0.0.2'] },
  '4.113.0.203.good.example': { A: ['127.0.0.2'], TXT: ['listed \u001b[31m'] },
};

const LIST = list('good', { severity: 'critical', testListed: '127.0.0.2', testUnlisted: '127.0.0.1' });

export type TestApi = {
  readonly ports: ApiPorts;
  readonly clock: FakeClock;
  readonly dns: ZoneResolver;
  readonly log: LogEntry[];
  /** Digest subjects by channel. */
  readonly sent: string[];
  readonly folder: string;
  /** How often the checks were opened and not closed. */
  readonly open: () => number;
  readonly get: (path: string, init?: RequestInit) => Promise<Response>;
  readonly post: (path: string, body: unknown, headers?: Record<string, string>) => Promise<Response>;
  readonly close: () => void;
};

export type TestApiOptions = {
  readonly limits?: Partial<ApiLimits>;
  readonly channels?: readonly Channel[];
  readonly ports?: Partial<ApiPorts>;
  readonly failing?: Readonly<Record<string, 'timeout' | 'servfail'>>;
};

export function testApi(options: TestApiOptions = {}): TestApi {
  const clock = fakeClock();
  const dns = zone(ZONES, { now: clock.now, failing: options.failing ?? {} });
  const folder = mkdtempSync(path.join(tmpdir(), 'postwatch-http-'));
  const log: LogEntry[] = [];
  const sent: string[] = [];
  let open = 0;
  const reverseDns = oneElasticIp();
  const checkPorts = { resolver: dns, clock, random: () => 0 };
  const ports: ApiPorts = {
    ...localApi({
      clock,
      limits: { cacheMs: 600_000, perMinute: 60, perDay: 1000, ...options.limits },
      memory: path.join(folder, 'watch.db'),
      token: TOKEN,
      notCovered: [{ list: 'keyed', why: 'needs a key', how: 'get one' }],
      openChecking: async () => {
        open += 1;
        return {
          checks: [ptrCheck, dnsblCheck({ lists: [LIST], keys: {} }), spfCheck],
          checkPorts,
          inspectPorts: { ...checkPorts, proofs: soundProofs, asked: () => dns.asked.length, isCritical: () => true },
          lookupPorts: lookupPorts(dns, { clock }),
          diagnosePorts: { ...lookupPorts(dns, { clock }), table: [LIST], keys: {} },
          listStates: (all) => (all ? [row('on'), row('dead')] : [row('on')]),
          listHealth: async () => [row('healthy')],
          whyUnknown: async () => null,
          close: () => {
            open -= 1;
          },
        };
      },
      channels: async () => options.channels ?? [recording('mail', sent), recording('chat', sent)],
      wording: async () => ENGLISH,
      reverseDns: async () => reverseDns,
      log: (entry) => void log.push(entry),
    }),
    ...options.ports,
  };
  const app = createApp(ports);
  return {
    ports,
    clock,
    dns,
    log,
    sent,
    folder,
    open: () => open,
    get: async (at, init) => app.request(at, init),
    post: async (at, body, headers = {}) =>
      app.request(at, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** One Elastic IP, in which nothing happens by itself. */
const oneElasticIp = () =>
  localReverseDns({
    clock: fakeClock(),
    open: async () => ({ ports: rdnsWorld().ports, close: () => {} }),
    log: () => {},
  });

const row = (state: string) => ({
  id: 'good',
  zone: 'good.example',
  scope: ['ip4'],
  severity: 'critical',
  state,
  why: '',
});

const recording = (id: string, sent: string[]): Channel => ({
  id,
  publish: async ({ subject }) => {
    sent.push(`${id}: ${subject}`);
    return { ok: true, carried: [] };
  },
});

/** What stands after the runs, by its id: the listing of 203.0.113.4, from the first of them. */
export const INCIDENT = incidentId('203.0.113.4', 'dnsbl|good', 1);

/** Of nothing that is watched. */
export const SNOOZE: Snooze = {
  id: '0123456789ab',
  by: 'alice',
  at: '2026-11-24T12:00:00.000Z',
  why: 'not ours yet',
  target: '198.51.100.9',
  from: '2026-11-24T12:00:00.000Z',
  until: '2999-01-01T00:00:00.000Z',
};

/** Two runs over three addresses: one without a reverse name from the first, one listed, one sound. */
async function runs(folder: string): Promise<Buffer> {
  const file = path.join(folder, 'watch.db');
  const watch = scripted(file, {
    targets: [sender('203.0.113.1'), sender('203.0.113.4'), sender('2001:db8::25')],
    lists: [list('good')],
  });
  const script = (target: string, subject: string): string => {
    if (subject === 'good') return target === '203.0.113.4' ? 'dnsbl.critical' : 'dnsbl.clear';
    return target === '2001:db8::25' ? 'ptr.missing' : 'ptr.confirmed';
  };
  await watch.run(script);
  watch.clock.advance(HOUR);
  await watch.run(script);
  await watch.memory.saveSnooze(SNOOZE);
  return readFileSync(file);
}

let made: Promise<Buffer> | undefined;

/** Made once, since every write of a watch waits for the disk. */
export async function watched({ folder }: TestApi): Promise<void> {
  made ??= runs(mkdtempSync(path.join(tmpdir(), 'postwatch-http-')));
  writeFileSync(path.join(folder, 'watch.db'), await made);
}
