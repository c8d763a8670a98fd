/**
 * Situations that people were seen in, each as a small DNS world, through the real commands: the exit code and what the
 * answer has to say. The collection lies beside the project and not in it, so a clone without it skips these.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dry, type Here } from '../../cli/reverse-dns/here.ts';
import { type DnsServer, type Reply, type ServerQuestion, startDnsServer } from '../../cli/sandbox/dns-server.ts';
import { begin } from '../../shared/reverse-dns/wish.ts';
import { inProcess, terminalWith } from '../support/cli.ts';
import { addEip, allocation, rdnsWorld, wish } from '../support/reverse-dns.ts';
import type { Zones } from '../support/zone.ts';

type Records = Readonly<Record<string, Readonly<Record<string, readonly unknown[]>>>>;

type Case = {
  readonly id: string;
  readonly kind: string;
  readonly command: readonly string[];
  readonly world: { readonly records: Records };
  readonly expect: {
    readonly exit: number | readonly number[];
    readonly ids?: readonly string[];
    readonly has?: readonly (string | readonly string[])[];
    readonly hasnot?: readonly string[];
  };
  readonly aws?: { readonly addresses: readonly { readonly ip: string; readonly alloc: string }[] };
};

const FILE = path.resolve(import.meta.dirname, '../../../shared/cases/field.json');
const KINDS = ['spf', 'spf-lint', 'spf-remedy', 'ptr', 'eip'];
const cases = existsSync(FILE)
  ? (JSON.parse(readFileSync(FILE, 'utf8')) as Case[]).filter(({ kind }) => KINDS.includes(kind))
  : [];

/** What every sound resolver knows, whatever the case. */
const ROOTS: Records = {
  '.': { NS: ['a.root-servers.net'] },
  com: { SOA: [soa('a.gtld-servers.net')] },
  'in-addr.arpa': { SOA: [soa('b.in-addr-servers.arpa')] },
};

function soa(mname: string) {
  return { mname, rname: 'hostmaster.example', serial: 1, refresh: 3600, retry: 600, expire: 86_400, minimum: 60 };
}

let records: Records = {};
let server: DnsServer;
beforeAll(async () => {
  server = await startDnsServer({ behaviour: (question) => reply(question, { ...ROOTS, ...records }) });
});
afterAll(() => server.close());

function reply({ name: asked, type }: ServerQuestion, world: Records): Reply {
  const name = asked.toLowerCase() === '' ? '.' : asked.toLowerCase();
  const found = world[name];
  const authority = [{ name: 'com', type: 'SOA', data: soa('a.gtld-servers.net') }];
  if (found === undefined) {
    const isAbove = Object.keys(world).some((other) => other.endsWith(`.${name}`));
    return { rcode: isAbove ? 'NOERROR' : 'NXDOMAIN', authority };
  }
  const [alias] = found['CNAME'] ?? [];
  if (alias !== undefined && type !== 'CNAME') {
    const end = reply({ name: String(alias), type } as ServerQuestion, world);
    return { ...end, answers: [{ name: asked, type: 'CNAME', data: alias }, ...(end.answers ?? [])] };
  }
  const data = (found[type] ?? []).map((one) => {
    if (type !== 'MX') return one;
    const [preference, exchange] = one as [number, string];
    return { preference, exchange };
  });
  return data.length === 0 ? { authority } : { answers: data.map((one) => ({ name: asked, type, data: one })) };
}

async function played(one: Case, json: boolean): Promise<{ readonly code: number | null; readonly text: string }> {
  records = one.world.records;
  if (one.aws !== undefined) return dryRun(one, json);
  const ran = await inProcess([...one.command, '--resolver', `127.0.0.1:${server.port}`, ...(json ? ['--json'] : [])]);
  return { code: ran.code, text: ran.out + ran.err };
}

/** The same work without credentials: an account with the addresses of the case, and no hosted zone. */
async function dryRun({ command, aws, world: { records: names } }: Case, json: boolean) {
  const world = rdnsWorld();
  world.eips.clear();
  world.zones.length = 0;
  world.elsewhere = Object.fromEntries(
    Object.entries(names).map(([name, { CNAME, ...rest }]) => [name, CNAME === undefined ? rest : { CNAME: CNAME[0] }]),
  ) as Zones;
  for (const { ip, alloc } of aws?.addresses ?? []) addEip(world, allocation({ publicIp: ip, allocationId: alloc }));
  const lines: string[] = [];
  const terminal = terminalWith({ print: (line) => void lines.push(line), complain: (line) => void lines.push(line) });
  const clock = { now: () => world.now, monotonic: () => world.now, after: () => () => {} };
  const here: Here = { ports: world.ports, clock, terminal, json };
  const [, address = '', hostname = ''] = command;
  const code = await dry(begin(wish({ address, hostname }), world.ports.clock), here);
  return { code, text: lines.join('\n') };
}

/** A terminal wraps its lines, and JSON escapes what it quotes. */
const plain = (text: string): string => text.replace(/\s+/g, ' ').replaceAll('\\"', '"');

describe.skipIf(cases.length === 0)('field cases (they lie in ../shared, which this clone may lack)', () => {
  it('are there', () => expect(cases.length).toBeGreaterThan(15));

  it.each(
    cases
      .flatMap((one) => [['for people', one, false] as const, ['as JSON', one, true] as const])
      .map((row) => [row[1].id, ...row] as const),
  )('%s %s', async (_id, _form, one, json) => {
    const { code, text } = await played(one, json);
    const shown = plain(text);
    expect([one.expect.exit].flat(), text).toContain(code);
    for (const id of one.expect.ids ?? []) expect(shown).toContain(id);
    for (const some of one.expect.has ?? [])
      expect(
        [some].flat().some((wanted) => shown.includes(plain(wanted))),
        `${JSON.stringify(some)} in ${text}`,
      ).toBe(true);
    for (const unwanted of one.expect.hasnot ?? []) expect(shown).not.toContain(plain(unwanted));
  });
});
