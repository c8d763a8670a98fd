/** Every command that gives verdicts, each through its own entry. */
import { rmSync } from 'node:fs';
import path from 'node:path';
import { localApi } from '../../adapters/local/api.ts';
import { createRuntime } from '../../adapters/runtime.ts';
import { readWords } from '../../cli/command.ts';
import { dry } from '../../cli/reverse-dns/here.ts';
import { openRuntime, orThrow, readOptions } from '../../cli/runtime.ts';
import { createApp } from '../../shared/http/app.ts';
import { limitsOf } from '../../shared/http/budget.ts';
import { ENGLISH } from '../../shared/notices/wording.ts';
import { begin } from '../../shared/reverse-dns/wish.ts';
import { DEFAULT_SETTINGS } from '../../shared/settings/defaults.ts';
import { inProcess, terminalWith } from '../support/cli.ts';
import { addZone, allocation, aSet, putSets, rdnsWorld, wish } from '../support/reverse-dns.ts';
import { files } from './files.ts';
import { type FindingJson, type Json, jsonOf, seenOf, type WorldCommand } from './running.ts';
import { DOMAIN, MAIL_HOST, SENDER } from './truths.ts';
import type { World } from './world.ts';

type TargetJson = { readonly findings: readonly FindingJson[] };
const findingsIn = ({ targets = [] }: Json): readonly FindingJson[] =>
  (targets as TargetJson[]).flatMap(({ findings }) => findings);

const check = (name: string, ...args: readonly string[]): WorldCommand => ({
  name,
  kind: 'check',
  saysResolver: true,
  run: async (stage) => {
    const { exit, output, json } = await jsonOf(['check', ...args], stage);
    return seenOf(exit, output, findingsIn(json), json);
  },
});

const spf: WorldCommand = {
  name: 'spf',
  kind: 'spf',
  saysResolver: true,
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
  name: `lookup ${text}`,
  kind: 'lookup',
  saysResolver: true,
  run: async (stage) => {
    const { exit, output, json } = await jsonOf(['lookup', text], stage);
    return seenOf(exit, output, findingsOfLookup(json), json);
  },
});

type LiveJson = { readonly check: string; readonly verdict: string; readonly why: string };
type PreconditionJson = { readonly id: string; readonly status: string; readonly why: string };
type DiagnosisJson = { readonly live?: readonly LiveJson[]; readonly preconditions?: readonly PreconditionJson[] };

const NO_VERDICT: ReadonlySet<string> = new Set(['cannot be checked from here', 'not-visible']);

const diagnose: WorldCommand = {
  name: 'diagnose',
  kind: 'diagnose',
  saysResolver: true,
  run: async (stage) => {
    const { exit, output, json } = await jsonOf(
      ['diagnose', ...files().bounces, '--ip', SENDER, '--domain', DOMAIN],
      stage,
    );
    const inputs = (json['files'] ?? []) as { file: string; diagnoses: DiagnosisJson[] }[];
    const findings = inputs.flatMap(({ file, diagnoses }) =>
      diagnoses.flatMap(({ live = [], preconditions = [] }) => [
        ...live.map(({ check: id, verdict, why }) => ({
          id,
          subject: path.basename(file),
          summary: why,
          status: NO_VERDICT.has(verdict) ? 'unknown' : verdict,
        })),
        ...preconditions.map(({ id, status, why }) => ({ id, status, subject: path.basename(file), summary: why })),
      ]),
    );
    return seenOf(exit, output, findings, json);
  },
};

const health: WorldCommand = {
  name: 'lists --health',
  kind: 'lists',
  saysResolver: false,
  run: async (stage) => {
    const { exit, output, json } = await jsonOf(['lists', '--health'], stage);
    const rows = (json['lists'] ?? []) as { id: string; state: string; why: string }[];
    const findings = rows.map(({ id, state, why }) => ({
      id,
      subject: '',
      summary: why,
      status: state === 'healthy' ? state : 'unknown',
    }));
    return seenOf(exit, output, findings, json);
  },
};

/** The account holds the zone that public DNS delegates to, and in it what the truth says. */
const reverseDns = (hostname: string): WorldCommand => ({
  name: `reverse-dns ${hostname} --dry-run`,
  kind: 'reverse-dns',
  saysResolver: false,
  run: async ({ words, world: { truth }, clock }) => {
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
    const runtime = await openRuntime(readWords([...words], []));
    const out: string[] = [];
    const terminal = terminalWith({ print: (text) => void out.push(text) });
    const { elasticIps, zones } = account.ports;
    const ports = { elasticIps, zones, resolver: runtime.lookupPorts.resolver };
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

/** Passes an hour apart, each in the world as it is or in an honest one; the notices of all. */
const watch = (passes: readonly ('world' | 'honest')[], honest: (world: World) => World): WorldCommand => ({
  name: `watch --once in ${passes.join(', ')}`,
  kind: 'watch',
  saysResolver: false,
  run: async (stage) => {
    const memory = files().newMemory();
    const senders = [SENDER, '203.0.113.26'].map((address) => ({ address, domains: [DOMAIN] }));
    const file = files().write('watch.json', { senders, domains: [DOMAIN], memory });
    const exits: (number | null)[] = [];
    const reported: string[] = [];
    let output = '';
    for (const pass of passes) {
      stage.swap(pass === 'honest' ? honest(stage.world) : stage.world);
      const { code, out, err } = await inProcess(['watch', '--once', '--json', '--settings', file, ...stage.words]);
      const { notices = [] } = (out.startsWith('{') ? JSON.parse(out) : {}) as { notices?: NoticeJson[] };
      reported.push(
        ...notices.map(({ transition, target, finding }) => `${pass}: ${transition} ${target} ${finding?.id ?? ''}`),
      );
      if (pass === 'world') exits.push(code);
      output += out + err;
      stage.clock.advance(HOUR + 1000);
    }
    for (const end of ['', '-wal', '-shm', '-journal']) rmSync(memory + end, { force: true });
    return { exit: exits.at(-1) ?? null, findings: reported, unknown: [], resolver: null, output };
  },
});

/** The API as `serve` puts it together. */
const api = (at: string, findings: (json: Json) => readonly FindingJson[]): WorldCommand => ({
  name: `GET ${at}`,
  kind: 'api',
  saysResolver: true,
  run: async ({ words, clock }) => {
    const options = await readOptions(readWords([...words], []));
    const never = (): never => {
      throw new Error('not asked for here');
    };
    const app = createApp(
      localApi({
        clock,
        limits: limitsOf(DEFAULT_SETTINGS.api),
        memory: files().newMemory(),
        token: 'none',
        notCovered: [],
        channels: never,
        wording: async () => ENGLISH,
        reverseDns: never,
        log: () => {},
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

/** Each command once; a watch needs to know an honest world. */
export type WorldCommands = {
  readonly checks: readonly WorldCommand[];
  readonly spf: WorldCommand;
  readonly diagnose: WorldCommand;
  readonly health: WorldCommand;
  readonly reverseDns: readonly WorldCommand[];
  /** From nothing, and with something known before. */
  readonly watchNew: WorldCommand;
  readonly watchKnown: WorldCommand;
  /** Not `ping` and `trace`, which start programs of the system. */
  readonly lookups: readonly WorldCommand[];
  readonly routes: readonly WorldCommand[];
};

const LOOKUP_WORDS = [
  'a:mail.example.com',
  'aaaa:mail.example.com',
  'a:www.example.com',
  'cname:www.example.com',
  'mx:example.com',
  'txt:example.com',
  'ns:example.com',
  'soa:example.com',
  'caa:example.com',
  'ptr:203.0.113.25',
  'spf:example.com',
  'spf:example.com:203.0.113.25',
  'dmarc:example.com',
  'dkim:s1:example.com',
  'tls-rpt:example.com',
  'mta-sts:example.com',
  'bimi:example.com',
  'dns:example.com',
  'blacklist:203.0.113.25',
  'blacklist:example.com',
  'smtp:mail.example.com',
  'https:www.example.com',
  'http:www.example.com',
  'tcp:mail.example.com:25',
  'whois:example.com',
  'arin:203.0.113.25',
];

export const commandsWith = (honest: (world: World) => World): WorldCommands => ({
  checks: [check('check address', SENDER, '--domain', DOMAIN, '--helo', MAIL_HOST), check('check domain', DOMAIN)],
  spf,
  diagnose,
  health,
  reverseDns: [reverseDns(MAIL_HOST), reverseDns('out.example.com')],
  watchNew: watch(['world', 'world'], honest),
  watchKnown: watch(['honest', 'world', 'world', 'honest'], honest),
  lookups: LOOKUP_WORDS.map(lookup),
  routes: [
    api(`/check/${SENDER}?domain=${DOMAIN}&helo=${MAIL_HOST}`, findingsIn),
    api(`/lookup?q=dmarc:${DOMAIN}`, findingsOfLookup),
    api(`/lookup?q=mx:${DOMAIN}`, findingsOfLookup),
  ],
});
