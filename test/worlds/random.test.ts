/** Any part of the records, and any lie: nothing is told that an honest resolver would not have told. */
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { ServerReply } from '../support/dns-server.ts';
import { SILENCE } from '../support/dns-server.ts';
import type { RecordTable } from '../support/records.ts';
import { runs } from '../support/thorough.ts';
import { closeWorlds } from './files.ts';
import { HONEST, LIES, type Lie } from './lies.ts';
import { COMMANDS, faultsAgainst } from './oracle.ts';
import { runIn, type WorldCommand } from './running.ts';
import { DOMAIN, TRUTHS, type Truth } from './truths.ts';

afterAll(closeWorlds);

const [inOrder] = TRUTHS;
const { checks, spf, diagnose, watchNew, lookups } = COMMANDS;

/** What belongs to the sender; the ways there stay. */
const isOwn = (name: string, type: string): boolean =>
  (name.endsWith(DOMAIN) || name.startsWith('25.113.0.203.')) &&
  !name.startsWith('ns') &&
  !['SOA', 'NS'].includes(type);

const OWN = Object.entries(inOrder!.records).flatMap(([name, types]) =>
  Object.keys(types).flatMap((type) => (isOwn(name, type) ? [`${name} ${type}`] : [])),
);

/** Without some of its own records. */
const anyTruth: fc.Arbitrary<Truth> = fc.subarray(OWN).map((lost) => {
  const gone = new Set(lost);
  const records: RecordTable = Object.fromEntries(
    Object.entries(inOrder!.records).flatMap(([name, types]) => {
      const left = Object.entries(types).filter(([type]) => !gone.has(`${name} ${type}`));
      return left.length === 0 ? [] : [[name, Object.fromEntries(left)]];
    }),
  );
  return { ...inOrder!, id: `without ${lost.join(', ')}`, records };
});

/** In the place of records of a type. The zones' own servers can be found, so that somebody can contradict. */
const WAYS: Readonly<Record<string, ServerReply | readonly ServerReply[] | null>> = {
  honest: null,
  NXDOMAIN: { rcode: 'NXDOMAIN' },
  NODATA: {},
  REFUSED: { rcode: 'REFUSED' },
  SERVFAIL: { rcode: 'SERVFAIL' },
  silence: SILENCE,
};
const HIDDEN = ['PTR', 'TXT', 'MX', 'AAAA', 'CAA', 'SOA'];

const anyHiding: fc.Arbitrary<Lie> = fc
  .array(fc.constantFrom(...Object.keys(WAYS)), { minLength: HIDDEN.length, maxLength: HIDDEN.length })
  .map((ways) => ({
    id: HIDDEN.map((type, at) => `${type}: ${ways[at]}`).join(', '),
    lies: 'partly',
    tell: ({ type, honest }) =>
      (honest.answers ?? []).length === 0 ? honest : (WAYS[ways[HIDDEN.indexOf(type)] ?? 'honest'] ?? honest),
  }));

async function expectTrue(truth: Truth, lie: Lie, command: WorldCommand): Promise<void> {
  const honest = await runIn({ truth, lie: HONEST, reach: 'open' }, command);
  expect(await faultsAgainst(honest, { truth, lie, reach: 'open' }, command)).toEqual([]);
}

describe('any truth', () => {
  it('is shown by checks and the watch, whatever types a resolver hides', async () => {
    const commands = fc.constantFrom(...checks, watchNew);
    await fc.assert(fc.asyncProperty(anyTruth, anyHiding, commands, expectTrue), { numRuns: runs(60) });
  });

  it('is not judged where the resolver is not sound', async () => {
    const liars = LIES.filter(({ lies }) => lies === 'always');
    const commands = fc.constantFrom(...checks, spf, diagnose, watchNew, ...lookups);
    await fc.assert(fc.asyncProperty(anyTruth, fc.constantFrom(...liars), commands, expectTrue), { numRuns: runs(60) });
  });
});
