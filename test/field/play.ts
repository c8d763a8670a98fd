/** A case played by the real command line over real sockets; all of its internet stands on loopback. */
import tls from 'node:tls';
import { serveReverseDns } from '../support/aws/reverse-dns.ts';
import { bridge } from '../support/bridge.ts';
import type { TestAuthority } from '../support/certificates.ts';
import { inProcess, type Ran } from '../support/cli.ts';
import { startDnsServer } from '../support/dns-server.ts';
import { recordsBehaviour } from '../support/records.ts';
import { addEip, allocation, rdnsWorld } from '../support/reverse-dns.ts';
import type { FieldSituation } from './case.ts';
import { standIn } from './stand-ins.ts';

export type Played = { readonly shown: Ran; readonly json: Ran };

export async function playCase(one: FieldSituation, authority: TestAuthority): Promise<Played> {
  const closing: (() => unknown)[] = [];
  try {
    const server = await startDnsServer({ behaviour: recordsBehaviour(one.world.records) });
    closing.push(server.close);
    const places = await Promise.all(
      Object.entries(one.bridge?.servers ?? {}).map(async ([where, script]) => {
        const { at, close } = await standIn(script, authority);
        closing.push(close);
        return [where, at] as const;
      }),
    );
    if (one.aws !== undefined) closing.push(await ec2Of(one.aws));
    closing.push(bridge(new Map(places)), trust(authority.root));
    const words = [...one.command, '--resolver', `127.0.0.1:${server.port}`];
    return { shown: await inProcess(words), json: await inProcess([...words, '--json']) };
  } finally {
    for (const close of closing.reverse()) await close();
  }
}

/** An account with these addresses and no hosted zone. */
async function ec2Of({ addresses }: NonNullable<FieldSituation['aws']>): Promise<() => Promise<void>> {
  const world = rdnsWorld();
  world.eips.clear();
  world.zones.length = 0;
  for (const { ip, alloc } of addresses) addEip(world, allocation({ publicIp: ip, allocationId: alloc }));
  return (await serveReverseDns(world)).close;
}

function trust(root: string): () => void {
  const before = tls.getCACertificates('default');
  tls.setDefaultCACertificates([root]);
  return () => tls.setDefaultCACertificates(before);
}

/** Everything that is not as the case wants it, a line each; empty where it passes. */
export function faultsOf({ expect }: FieldSituation, { shown, json }: Played): readonly string[] {
  const exits = [expect.exit].flat();
  const texts = { shown: oneLine(shown.out + shown.err), json: json.out + json.err };
  const faults: string[] = [];
  for (const [form, { code }] of Object.entries({ shown, json }))
    if (code === null || !exits.includes(code)) faults.push(`${form}: exit ${code}, expected ${exits.join(' or ')}`);
  for (const [form, text] of Object.entries(texts)) {
    const holds = (wanted: string): boolean => text.includes(form === 'json' ? wanted : oneLine(wanted));
    for (const wanted of expect.has ?? [])
      if (![wanted].flat().some(holds)) faults.push(`${form}: does not say ${[wanted].flat().join(' | ')}`);
    for (const unwanted of (expect.hasnot ?? []).flat()) if (holds(unwanted)) faults.push(`${form}: says ${unwanted}`);
  }
  const ids = new Set([...json.out.matchAll(/"id": "([^"]+)"/g)].map(([, id]) => id));
  for (const id of expect.ids ?? []) if (!ids.has(id)) faults.push(`json: has no finding ${id}`);
  return faults;
}

/** As it reads where no line is broken. */
const oneLine = (text: string): string => text.replace(/\s+/g, ' ');
