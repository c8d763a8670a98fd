/** Situations that outsiders hit, each with the right answer, through the real command line. */
import { readFileSync } from 'node:fs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { testAuthority } from '../support/certificates.ts';
import { ownTime } from '../support/clock.ts';
import { replaceSystemClock } from '../support/system-clock.ts';
import { FIELD_FILE, FIELD_SOURCE, hasFieldSource, readCases } from './case.ts';
import { faultsOf, playCase } from './play.ts';

/** Cases that do not pass yet, each with what is missing. One that passes has to leave this table. */
const NOT_YET: Readonly<Record<string, string>> = {};

const authority = testAuthority('Postwatch field root');
const cases = readCases(FIELD_FILE);

describe('situations from the field', () => {
  it('are each there once, and the table of what does not pass yet names nothing else', () => {
    const ids = cases.map(({ id }) => id);
    expect(ids).not.toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
    expect(Object.keys(NOT_YET).filter((id) => !ids.includes(id))).toEqual([]);
  });

  it.skipIf(!hasFieldSource)('are those of the source beside the project (skipped where there is none)', () => {
    expect(readFileSync(FIELD_FILE, 'utf8')).toBe(readFileSync(FIELD_SOURCE, 'utf8'));
  });

  it.each(cases.map((one) => [one.id, one] as const))('%s is answered as the field has it', async (id, one) => {
    const restore = replaceSystemClock(ownTime());
    onTestFinished(restore);
    const faults = faultsOf(one, await playCase(one, authority));
    if (NOT_YET[id] === undefined) expect(faults, one.why).toEqual([]);
    else expect(faults, `${id} passes: take it out of the table`).not.toEqual([]);
  });
});
