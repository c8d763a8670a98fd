/**
 * Situations from the field that were once answered wrongly, each as a small world: the exit code and what must, or must not, be
 * read in the answer.
 */
import { describe, expect, it } from 'vitest';
import { EXIT } from '../../cli/command.ts';
import { fieldCases, scripted, zonesOfCase } from '../support/field.ts';
import { look, lookupPorts } from '../support/lookups.ts';
import { zone } from '../support/zone.ts';

const KINDS: readonly string[] = ['bimi', 'dkim', 'dmarc', 'mx', 'smtp', 'mta-sts', 'tls-rpt', 'whois'];
const cases = fieldCases()?.filter(({ kind }) => KINDS.includes(kind)) ?? null;

describe.skipIf(cases === null)('cases from the field (skipped without ../shared/cases/field.json)', () => {
  it.each((cases ?? []).map((one) => [one.id, one] as const))('%s', async (_, one) => {
    const text = one.command[1] ?? '';
    const connector = scripted(one.bridge?.servers ?? {});
    const result = await look(text, lookupPorts(zone(zonesOfCase(one)), { connector }));
    const { failed, warnings, timeouts, passed, records } = result;
    const shown = JSON.stringify([...failed, ...warnings, ...timeouts, ...passed, ...records]);
    const { exit = [], has = [], hasnot = [] } = one.expect;
    expect([exit].flat(), shown).toContain(EXIT[result.status]);
    for (const words of has)
      expect(
        [words].flat().some((word) => shown.includes(word)),
        `${words}: ${shown}`,
      ).toBe(true);
    for (const word of hasnot) expect(shown).not.toContain(word);
  });
});
