/**
 * Everything is in order, and the resolver lies: no command may say otherwise, and where the lie shows, none may say anything.
 * In the gate (THOROUGH=1) each lie meets every kind of command, and lookups in turn; in `npm test` each meets every third kind, in
 * turn. WORLDS=all asks each of them in each world.
 */
import { afterAll, describe, expect, it } from 'vitest';
import { isThorough, part } from '../support/thorough.ts';
import { closeWorlds } from './files.ts';
import { expectNoFalseVerdict } from './judging.ts';
import { LIES, type Lie } from './lies.ts';
import { baseline, COMMANDS } from './oracle.ts';
import type { WorldCommand } from './running.ts';
import { TRUTHS } from './truths.ts';

const [inOrder] = TRUTHS;
const { checks, spf, diagnose, health, reverseDns, watchNew, watchKnown, lookups, routes } = COMMANDS;
const isAll = process.env['WORLDS'] === 'all';

afterAll(closeWorlds);

/** Of lookups that ask a type that is hidden all, of the others some: in turn each meets each kind of lie. */
function lookupsFor({ id }: Lie, nth: number): readonly WorldCommand[] {
  const type = /in the place of (\w+)$/.exec(id)?.[1]?.toLowerCase();
  const concerned = lookups.filter(({ name }) => (BY_TYPE[type ?? ''] ?? []).some((one) => name.includes(` ${one}:`)));
  if (concerned.length > 0) return part(concerned, 3, nth);
  return lookups.filter((_, at) => (at + nth) % (isThorough ? 5 : 15) === 0);
}

const BY_TYPE: Readonly<Record<string, readonly string[]>> = {
  txt: ['txt', 'spf', 'dmarc', 'dkim', 'tls-rpt', 'mta-sts', 'bimi'],
  ptr: ['ptr', 'mx', 'smtp'],
  mx: ['mx', 'blacklist'],
  a: ['a', 'mx', 'ns', 'ptr', 'smtp', 'https', 'tcp', 'blacklist', 'dns'],
  aaaa: ['aaaa', 'smtp'],
  ns: ['ns', 'dns'],
  soa: ['soa', 'dns'],
  cname: ['cname'],
  caa: ['caa'],
};

function commandsFor(lie: Lie, nth: number): readonly WorldCommand[] {
  if (isAll) return [...checks, spf, diagnose, health, ...reverseDns, watchNew, watchKnown, ...lookups, ...routes];
  const turn = nth % 3;
  const kinds = [
    ...checks,
    spf,
    diagnose,
    health,
    reverseDns[nth % 2]!,
    watchNew,
    ...(nth % 4 === 0 ? [watchKnown] : []),
    routes[turn]!,
  ];
  return [...part(kinds, 3, nth), ...lookupsFor(lie, nth)];
}

describe('an honest resolver', () => {
  it.each(TRUTHS.map((truth) => [truth.id, truth] as const))(
    'lets every command report the truth: %s',
    async (_, truth) => {
      const [address] = checks;
      const seen = await baseline(truth, address!);
      expect([seen.exit, (await baseline(truth, spf)).exit]).toEqual([truth.honest.check, truth.honest.spf]);
      for (const wanted of truth.honest.findings)
        expect(seen.findings.map((one) => one.split(' ', 2).join(' '))).toContain(wanted);
      expect(seen.unknown).toEqual([]);
    },
  );

  it('is one of more than a hundred worlds, each with a name of its own', () => {
    expect(LIES.filter(({ lies }) => lies !== 'nothing').length).toBeGreaterThanOrEqual(100);
    expect(new Set(LIES.map(({ id }) => id)).size).toBe(LIES.length);
  });
});

describe('no command reports a false fault where everything is in order', () => {
  it.each(LIES.map((lie, nth) => [lie.id, lie, nth] as const))('%s', async (_, lie, nth) => {
    await expectNoFalseVerdict({ truth: inOrder!, lie, reach: 'open' }, commandsFor(lie, nth));
  });
});
