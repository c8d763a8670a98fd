/** Every command that gives verdicts, run in a world through its own entry; what it told, and what it said it does not know. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { localApi } from '../../adapters/local/api.ts';
import { createRuntime } from '../../adapters/runtime.ts';
import { readWords } from '../../cli/command.ts';
import { dry } from '../../cli/reverse-dns/here.ts';
import { openRuntime, orThrow, readOptions } from '../../cli/runtime.ts';
import { createApp } from '../../shared/http/app.ts';
import { limitsOf } from '../../shared/http/budget.ts';
import { DEFAULT_SETTINGS } from '../../shared/model/settings.ts';
import { ENGLISH } from '../../shared/notices/wording.ts';
import { begin } from '../../shared/reverse-dns/wish.ts';
import { inProcess, terminalWith } from '../support/cli.ts';
import { fakeNetwork } from '../support/fake-network.ts';
import { type IdleClock, idleClock, untilDone } from '../support/idle-clock.ts';
import { addZone, allocation, aSet, putSets, rdnsWorld, wish } from '../support/reverse-dns.ts';
import { replaceSystemClock } from '../support/system-clock.ts';
import { NOON } from '../support/zone.ts';
import { DOMAIN, MAIL_HOST, SENDER, WORLD_LISTS } from './truths.ts';
import { hostsOf, RESOLVER, SECOND, type World } from './world.ts';

export type Seen = {
  readonly exit: number | null;
  /** Verdicts, `fail ptr.missing 203.0.113.25: no reverse name ...`; of a watch, notices. */
  readonly told: readonly string[];
  /** What there is no verdict on. */
  readonly unknown: readonly string[];
  /** `closed`, of each resolver; null where the command does not say it. */
  readonly resolver: readonly string[] | null;
  readonly output: string;
};

export type WorldCommand = {
  readonly name: string;
  /** Whether its JSON says of the resolvers what they are. */
  readonly saysResolver: boolean;
  readonly run: (stage: Stage, clock: IdleClock) => Promise<Seen>;
};

/** Where a command runs: its words, and a way to put another world in the place of this one. */
export type Stage = {
  readonly words: readonly string[];
  readonly folder: string;
  readonly world: World;
  readonly swap: (world: World) => void;
};

const folder = mkdtempSync(path.join(tmpdir(), 'postwatch-worlds-'));
const write = (name: string, content: unknown): string => {
  const at = path.join(folder, name);
  writeFileSync(at, typeof content === 'string' ? content : JSON.stringify(content));
  return at;
};
const lists = write('lists.json', WORLD_LISTS);
const settings = write('settings.json', {});

/** The command in the world, on a clock that waits for nobody. */
export async function runIn(world: World, command: WorldCommand): Promise<Seen> {
  const clock = idleClock(NOON);
  let hosts = hostsOf(world);
  const closing = [replaceSystemClock(clock), fakeNetwork((host) => hosts(host))];
  const servers = world.second === undefined ? [RESOLVER] : [RESOLVER, SECOND];
  const words = [...servers.flatMap((host) => ['--resolver', `${host}:53`]), '--lists', lists];
  const swap = (next: World): void => {
    hosts = hostsOf(next);
  };
  try {
    return await untilDone(command.run({ words, folder, world, swap }, clock), clock);
  } finally {
    for (const close of closing) close();
  }
}

type Json = Readonly<Record<string, unknown>>;
type FindingJson = { readonly id: string; readonly status: string; readonly subject: string; readonly summary: string };

const resolverIn = ({ resolver }: Json): readonly string[] | null =>
  Array.isArray(resolver) ? resolver.map(({ state }) => String(state)) : null;

/** Numbers that time alone changes. */
const timeless = (text: string): string => text.replace(/\b\d+(\.\d+)? m?s\b/g, 'so long');

const line = ({ status, id, subject, summary }: FindingJson): string =>
  `${status} ${id} ${subject}: ${timeless(summary)}`;

function seenOf(exit: number | null, output: string, findings: readonly FindingJson[], json: Json): Seen {
  return {
    ...{ exit, output, resolver: resolverIn(json) },
    told: findings.filter(({ status }) => status !== 'unknown').map(line),
    unknown: findings.filter(({ status }) => status === 'unknown').map(line),
  };
}

async function jsonOf(
  args: readonly string[],
  { words }: Stage,
): Promise<{ exit: number | null; output: string; json: Json }> {
  const { code, out, err } = await inProcess([...args, '--json', '--settings', settings, ...words]);
  return { exit: code, output: out + err, json: out.startsWith('{') ? JSON.parse(out) : {} };
}

type TargetJson = { readonly findings: readonly FindingJson[] };
const findingsIn = ({ targets = [] }: Json): readonly FindingJson[] =>
  (targets as TargetJson[]).flatMap(({ findings }) => findings);

const check = (name: string, ...args: readonly string[]): WorldCommand => ({
  ...{ name, saysResolver: true },
  run: async (stage) => {
    const { exit, output, json } = await jsonOf(['check', ...args], stage);
    return seenOf(exit, output, findingsIn(json), json);
  },
});

const spf: WorldCommand = {
  ...{ name: 'spf', saysResolver: true },
  run: async (stage) => {
    const { exit, output, json } = await jsonOf(['spf', SENDER, DOMAIN], stage);
    const status = json['result'] === 'temperror' ? 'unknown' : String(json['result']);
    const finding = { id: 'spf', status, subject: DOMAIN, summary: String(json['reason']) };
    return seenOf(exit, output, [finding], json);
  },
};

/** Rows of these are what DNS holds, and nothing else. */
const PLAIN = new Set(['a', 'aaaa', 'cname', 'txt', 'ptr', 'soa']);

const findingsOfLookup = (json: Json): readonly FindingJson[] => {
  const found = ['failed', 'warnings', 'timeouts', 'passed'].flatMap((key) => (json[key] ?? []) as FindingJson[]);
  if (!PLAIN.has(String(json['command'])) || json['status'] === 'unknown') return found;
  const rows = (json['records'] ?? []) as Json[];
  const row = ({ ttl: _, leads: __, ...rest }: Json): string => JSON.stringify(rest);
  return [...found, ...rows.map((one) => ({ id: 'record', status: 'row', subject: '', summary: row(one) }))];
};

const lookup = (text: string): WorldCommand => ({
  ...{ name: `lookup ${text}`, saysResolver: true },
  run: async (stage) => {
    const { exit, output, json } = await jsonOf(['lookup', text], stage);
    return seenOf(exit, output, findingsOfLookup(json), json);
  },
});

const BOUNCES = {
  ptr: `421 Temporarily rejected. Reverse DNS for ${SENDER} failed. IB108`,
  spf: `550 5.7.1 SPF check failed: ${SENDER} is not permitted to send from ${DOMAIN}`,
  dmarc: "550 5.7.40 This message doesn't pass: the From header domain must have a DMARC record",
  dkim: '550 5.7.1 DKIM signature verification failed',
  list: `554 5.7.1 Service unavailable; Client host [${SENDER}] blocked using alpha.lists.example.net; https://lists.example.net/`,
  helo: `550 5.7.1 <${MAIL_HOST}>: Helo command rejected: Host not found`,
  reputation: `553 5.7.2 [TSS09] All messages from ${SENDER} will be permanently deferred; Retrying will NOT succeed. See https://postmaster.yahooinc.com/error-codes`,
};
const bounces = Object.entries(BOUNCES).map(([name, text]) => write(`${name}.txt`, `${text}\n`));

type LiveJson = { readonly check: string; readonly verdict: string; readonly why: string };
type PreconditionJson = { readonly id: string; readonly status: string; readonly why: string };
type DiagnosisJson = { readonly live?: readonly LiveJson[]; readonly preconditions?: readonly PreconditionJson[] };

const NO_VERDICT: ReadonlySet<string> = new Set(['cannot be checked from here', 'not-visible']);

const diagnose: WorldCommand = {
  ...{ name: 'diagnose', saysResolver: true },
  run: async (stage) => {
    const { exit, output, json } = await jsonOf(['diagnose', ...bounces, '--ip', SENDER, '--domain', DOMAIN], stage);
    const files = (json['files'] ?? []) as { file: string; diagnoses: DiagnosisJson[] }[];
    const findings = files.flatMap(({ file, diagnoses }) =>
      diagnoses.flatMap(({ live = [], preconditions = [] }) => [
        ...live.map(({ check: id, verdict, why }) => ({
          ...{ id, subject: path.basename(file), summary: why },
          status: NO_VERDICT.has(verdict) ? 'unknown' : verdict,
        })),
        ...preconditions.map(({ id, status, why }) => ({ id, status, subject: path.basename(file), summary: why })),
      ]),
    );
    return seenOf(exit, output, findings, json);
  },
};

const health: WorldCommand = {
  ...{ name: 'lists --health', saysResolver: false },
  run: async (stage) => {
    const { exit, output, json } = await jsonOf(['lists', '--health'], stage);
    const rows = (json['lists'] ?? []) as { id: string; state: string; why: string }[];
    const findings = rows.map(({ id, state, why }) => ({
      ...{ id, subject: '', summary: why },
      status: state === 'healthy' ? state : 'unknown',
    }));
    return seenOf(exit, output, findings, json);
  },
};

/** The account holds the zone that public DNS delegates to, and in it what the truth says. */
const reverseDns = (hostname: string): WorldCommand => ({
  ...{ name: `reverse-dns ${hostname} --dry-run`, saysResolver: false },
  run: async ({ words, world: { truth } }, clock) => {
    const account = rdnsWorld();
    account.eips.clear();
    account.zones.length = 0;
    const held = allocation({ publicIp: SENDER });
    account.eips.set(held.allocationId, { allocation: held, ptrRecord: null, update: null, dns: null, dnsNext: null });
    addZone(account, {
      id: 'ZOWN',
      name: DOMAIN,
      isPrivate: false,
      nameServers: ['ns1.example.com', 'ns2.example.com'],
    });
    const sets = Object.entries(truth.records).filter(([name, { A }]) => name.endsWith(DOMAIN) && A !== undefined);
    putSets(
      account,
      sets.map(([name, { A = [] }]) => aSet(A.map(String), { name })),
      'ZOWN',
    );
    const runtime = openRuntime(readWords([...words], {}));
    const out: string[] = [];
    const terminal = terminalWith({ print: (text) => void out.push(text) });
    const { elasticIps, zones } = account.ports;
    const ports = { elasticIps, zones, resolver: runtime.checkPorts.resolver };
    const begun = begin(wish({ address: SENDER, hostname }), clock);
    const exit = await dry(begun, { ports, clock, terminal, json: true });
    runtime.close();
    const output = out.join('\n');
    const { blocked, calls } = JSON.parse(output) as { blocked: { reason: string } | null; calls: { call: string }[] };
    const status = exit === 3 ? 'unknown' : 'plan';
    const summary = `${blocked?.reason ?? 'may go on'} ${calls.map(({ call }) => call).join(', ')}`;
    return seenOf(exit, output, [{ id: 'reverse-dns', status, subject: hostname, summary }], {});
  },
});

const HOUR = 3_600_000;

type NoticeJson = {
  readonly transition: string;
  readonly target: string;
  readonly finding?: { readonly id: string } | null;
};
let memories = 0;

/** Passes an hour apart, each in the world as it is or in an honest one; the notices of all. */
const watch = (passes: readonly ('world' | 'honest')[], honest: (world: World) => World): WorldCommand => ({
  ...{ name: `watch --once in ${passes.join(', ')}`, saysResolver: false },
  run: async (stage, clock) => {
    const memory = path.join(folder, `memory-${memories++}.db`);
    const senders = [SENDER, '203.0.113.26'].map((address) => ({ address, domains: [DOMAIN] }));
    const file = write('watch.json', { senders, domains: [DOMAIN], memory });
    const exits: (number | null)[] = [];
    const told: string[] = [];
    let output = '';
    for (const [at, pass] of passes.entries()) {
      stage.swap(pass === 'honest' ? honest(stage.world) : stage.world);
      const { code, out, err } = await inProcess(['watch', '--once', '--json', '--settings', file, ...stage.words]);
      const { notices = [] } = (out.startsWith('{') ? JSON.parse(out) : {}) as { notices?: NoticeJson[] };
      told.push(
        ...notices.map(
          ({ transition, target, finding }) => `pass ${at + 1} ${transition} ${target} ${finding?.id ?? ''}`,
        ),
      );
      if (pass === 'world') exits.push(code);
      output += out + err;
      clock.advance(HOUR + 1000);
    }
    for (const end of ['', '-wal', '-shm', '-journal']) rmSync(memory + end, { force: true });
    return { exit: exits.at(-1) ?? null, told, unknown: [], resolver: null, output };
  },
});

/** The API as `serve` puts it together. */
const api = (at: string, findings: (json: Json) => readonly FindingJson[]): WorldCommand => ({
  ...{ name: `GET ${at}`, saysResolver: true },
  run: async ({ words }, clock) => {
    const options = readOptions(readWords([...words], {}));
    const never = (): never => {
      throw new Error('not asked for here');
    };
    const app = createApp(
      localApi({
        ...{ clock, limits: limitsOf(DEFAULT_SETTINGS.api), memory: path.join(folder, 'none.db'), token: 'none' },
        ...{ notCovered: [], channels: never, wording: async () => ENGLISH, reverseDns: never, log: () => {} },
        openChecking: async () => orThrow(createRuntime(options)),
      }),
    );
    const answer = await app.request(at);
    const output = await answer.text();
    const json = JSON.parse(output) as Json;
    return seenOf(answer.status === 200 ? exitOf(json) : answer.status, output, findings(json), json);
  },
});

/** As the command line would say it. */
const exitOf = ({ status }: Json): number => ['pass', 'warn', 'fail', 'unknown'].indexOf(String(status));

const ADDRESS = ['check', SENDER, '--domain', DOMAIN, '--helo', MAIL_HOST];

/** Asked in every truth. */
export const commandsOf = (honest: (world: World) => World): readonly WorldCommand[] => [
  check('check address', ...ADDRESS.slice(1)),
  check('check domain', DOMAIN),
  spf,
  diagnose,
  health,
  reverseDns(MAIL_HOST),
  reverseDns('out.example.com'),
  watch(['world', 'world'], honest),
  watch(['honest', 'world', 'world', 'honest'], honest),
];

/** Not `ping` and `trace`, which start programs of the system. */
export const LOOKUP_COMMANDS: readonly WorldCommand[] = [
  ...['a:mail.example.com', 'aaaa:mail.example.com', 'a:www.example.com', 'cname:www.example.com', 'mx:example.com'],
  ...['txt:example.com', 'ns:example.com', 'soa:example.com', 'caa:example.com', 'ptr:203.0.113.25'],
  ...['spf:example.com', 'spf:example.com:203.0.113.25', 'dmarc:example.com', 'dkim:s1:example.com'],
  ...['tls-rpt:example.com', 'mta-sts:example.com', 'bimi:example.com', 'dns:example.com'],
  ...['blacklist:203.0.113.25', 'blacklist:example.com', 'smtp:mail.example.com', 'https:www.example.com'],
  ...['http:www.example.com', 'tcp:mail.example.com:25', 'whois:example.com', 'arin:203.0.113.25'],
].map(lookup);

export const ROUTES: readonly WorldCommand[] = [
  api(`/check/${SENDER}?domain=${DOMAIN}&helo=${MAIL_HOST}`, findingsIn),
  api(`/lookup?q=dmarc:${DOMAIN}`, findingsOfLookup),
  api(`/lookup?q=mx:${DOMAIN}`, findingsOfLookup),
];

export const closeWorlds = (): void => rmSync(folder, { recursive: true, force: true });
