/** Something is wrong, listed or not there at all, and the resolver lies: what is told is true, and nothing ends unseen. */
import { afterAll, describe, it } from 'vitest';
import { part } from '../support/thorough.ts';
import { closeWorlds } from './files.ts';
import { expectNoFalseVerdict } from './judging.ts';
import { HONEST, LIES, type Lie } from './lies.ts';
import { COMMANDS } from './oracle.ts';
import { TRUTHS } from './truths.ts';

const { checks, spf, diagnose, reverseDns, watchNew, watchKnown, lookups } = COMMANDS;
const others = TRUTHS.slice(1);

afterAll(closeWorlds);

const rest = [diagnose, watchNew, ...reverseDns, ...lookups];

const liars = LIES.filter(({ lies }, nth) => lies === 'always' && nth % 3 === 0);
const pairs = liars.flatMap((lie, nth): (readonly [string, Lie, Lie])[] => {
  const other = liars[(nth + 1) % liars.length]!;
  return [
    [`${lie.id} | honest`, lie, HONEST],
    [`honest | ${lie.id}`, HONEST, lie],
    [`${lie.id} | ${other.id}`, lie, other],
  ];
});

describe.each(others.map((truth, at) => [truth.id, truth, at] as const))(
  'no command hides or invents a fault in the world: %s',
  (_, truth, at) => {
    // Each lie meets one of the truths; in `npm test` every fourth one does, and every fifth of the pairs.
    const lies =
      process.env['WORLDS'] === 'all'
        ? LIES
        : part(
            LIES.filter((_lie, nth) => nth % others.length === at),
            4,
            at,
          );
    it.each(lies.map((lie, nth) => [lie.id, lie, nth] as const))('through a resolver: %s', async (_id, lie, nth) => {
      const watches = nth % 2 === 0 ? [watchKnown] : [];
      const commands = [...checks, spf, ...watches, rest[nth % rest.length]!, rest[(nth * 7 + at) % rest.length]!];
      // Where the lie shows, the one that lies may answer for the zones' own servers as well.
      const reach = lie.lies === 'always' && nth % 2 === 0 ? 'shut' : 'open';
      await expectNoFalseVerdict({ truth, lie, reach }, commands);
    });
  },
);

describe('no command hides or invents a fault with two resolvers', () => {
  it.each(
    part(
      pairs.map(([id, lie, second], nth) => [id, lie, second, nth] as const),
      5,
    ),
  )('%s', async (_id, lie, second, nth) => {
    const truth = TRUTHS[nth % TRUTHS.length]!;
    const commands = [...checks, spf, nth % 2 === 0 ? watchNew : diagnose, rest[nth % rest.length]!];
    await expectNoFalseVerdict({ truth, lie, second, reach: 'open' }, commands);
  });
});
