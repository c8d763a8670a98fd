/** Some of the worlds over real sockets, so that what the fake network leaves out is not left untested. */
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { serveReverseDns } from '../support/aws/reverse-dns.ts';
import { bridge } from '../support/bridge.ts';
import { inProcess } from '../support/cli.ts';
import { ownTime } from '../support/clock.ts';
import { testServer } from '../support/dns-server.ts';
import { namesOf } from '../support/records.ts';
import { addEip, allocation, rdnsWorld } from '../support/reverse-dns.ts';
import { replaceSystemClock } from '../support/system-clock.ts';
import { closeWorlds } from './files.ts';
import { expectNoFalseVerdict } from './judging.ts';
import { HONEST, LIES, type Lie } from './lies.ts';
import { COMMANDS } from './oracle.ts';
import { type Seen, type WorldCommand, wordsFor } from './running.ts';
import { MAIL_HOST, SENDER, TRUTHS } from './truths.ts';
import { resolverOf, type World } from './world.ts';

afterAll(closeWorlds);

/** Its resolver, on loopback; at no other address is anybody. */
async function resolverFor({ truth, lie }: World): Promise<string> {
  const { behaviour, tcp } = resolverOf(truth.records, namesOf(truth.records), lie);
  const server = await testServer(behaviour, { tcp: tcp !== 'refused' });
  onTestFinished(bridge(new Map()));
  return `127.0.0.1:${server.port}`;
}

async function runOverSockets(world: World, command: WorldCommand): Promise<Seen> {
  const clock = ownTime();
  const restore = replaceSystemClock(clock);
  try {
    const words = wordsFor([await resolverFor(world)]);
    return await command.run({ words, world, clock, swap: () => {} });
  } finally {
    restore();
  }
}

const named = (id: string): Lie => LIES.find((lie) => lie.id === id)!;

const OVER_SOCKETS: readonly Lie[] = [
  HONEST,
  ...['absences without SOA', 'truncates, and answers over TCP', 'the first packet with a wrong id'].map(named),
  ...['NXDOMAIN to everything', 'NODATA to everything, without SOA', 'REFUSED to everything'].map(named),
  ...['portal: 8.8.7.7 to every A, NODATA to the rest', 'portal: something of every type'].map(named),
  ...[
    'a search page for names that do not exist',
    'truncates, and refuses TCP',
    'every second question is refused',
  ].map(named),
];

const { checks, spf, watchNew, lookups } = COMMANDS;

describe('no command invents a fault over real sockets', () => {
  it.each(OVER_SOCKETS.map((lie, nth) => [lie.id, lie, nth] as const))(
    'through a resolver: %s',
    async (_, lie, nth) => {
      const world: World = { truth: TRUTHS[nth % 2]!, lie, reach: 'open' };
      const commands = [...checks, spf, watchNew, lookups[nth]!];
      await expectNoFalseVerdict(world, commands, runOverSockets);
    },
  );

  it('and reverse-dns --dry-run through a resolver that knows nothing plans nothing, and says so', async () => {
    const account = rdnsWorld();
    addEip(account, allocation({ publicIp: SENDER, allocationId: 'eipalloc-0own' }));
    const aws = await serveReverseDns(account);
    onTestFinished(aws.close);
    const resolver = await resolverFor({ truth: TRUTHS[0]!, lie: named('NXDOMAIN to everything'), reach: 'open' });
    const ran = await inProcess(['reverse-dns', SENDER, MAIL_HOST, '--dry-run', '--resolver', resolver]);
    expect(ran.code).toBe(3);
    expect(ran.out + ran.err).not.toMatch(/UPSERT|CREATE|ModifyAddressAttribute/);
    expect(aws.requests.map(({ what }) => what).filter((what) => /Modify|Reset|POST/.test(what))).toEqual([]);
  });
});
