/** The tables of findings, and what is said of them elsewhere. */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { LOOKUP_FINDINGS } from '../../shared/lookups/core/findings.ts';
import { OWN_FINDINGS } from '../../shared/lookups/core/own-findings.ts';
import { LOOKUPS } from '../../shared/lookups/index.ts';
import type { FindingEntry } from '../../shared/model/findings/entry.ts';
import { FINDINGS, isFindingId } from '../../shared/model/findings/index.ts';
import { isNotified } from '../../shared/model/findings/words.ts';
import { findingText } from '../../shared/notices/section.ts';
import { CATALOGUES } from '../../shared/notices/wording.ts';
import { OPENS } from '../../shared/watch/incidents/observe.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const entries = Object.entries<FindingEntry>(FINDINGS);

describe('the tables of findings', () => {
  it('have a text for every finding that opens an incident, and for no other', () => {
    const opening = entries.flatMap(([id, { opens }]) => (opens === true ? [id] : []));
    expect([...OPENS].sort()).toEqual(opening.sort());
    expect(opening.filter((id) => !isNotified(id))).toEqual([]);
    expect(entries.flatMap(([id, { opens, notified }]) => (opens || notified ? [id] : []))).toSatisfy((ids: string[]) =>
      ids.every(isNotified),
    );
  });

  it.each(entries)(
    'name %s after its check, and report it the sooner the worse it is',
    (id, { check, status, opens }) => {
      expect(id.split('.')[0]).toBe(id.startsWith('list.') ? 'list' : check);
      if (opens === true) expect([status].flat().every((one) => one === 'fail' || one === 'warn')).toBe(true);
    },
  );

  it('become better only by findings of the same check that open an incident', () => {
    for (const [id, { check, better = [] }] of entries)
      for (const other of better) {
        expect(isFindingId(other) && OPENS.has(other), `${id} -> ${other}`).toBe(true);
        expect(other.split('.')[0], id).toBe(check);
      }
  });

  it('have a lookup for every finding of a lookup, and a finding for every lookup', () => {
    const commands = new Set(Object.keys(LOOKUP_FINDINGS).map((id) => id.split('.')[0]));
    const checks = ['ptr', 'spf'];
    expect([...commands, ...checks].sort()).toEqual(LOOKUPS.map(({ name }) => name).sort());
    expect(Object.keys(LOOKUP_FINDINGS).filter(isFindingId)).toEqual([]);
  });

  it('have no line of a lookup’s own that no lookup uses', () => {
    const files = globSync('shared/lookups/**/*.ts', { cwd: ROOT }).filter((file) => !file.endsWith('findings.ts'));
    const source = files.map((file) => readFileSync(path.join(ROOT, file), 'utf8')).join('\n');
    const isSaid = (id: string): boolean => {
      const what = id.slice(id.indexOf('.') + 1);
      const end = what.startsWith('certificate-') || what.startsWith('logo-') ? what.slice(what.indexOf('-')) : what;
      return [`'${id}'`, `'${what}'`, `}.${what}\``, `}${end}\``, `['${what}',`].some((said) => source.includes(said));
    };
    expect(Object.keys(OWN_FINDINGS).filter((id) => !isSaid(id))).toEqual([]);
  });

  it.each(Object.entries(CATALOGUES))(
    'say in %s of a finding of another version that something changed',
    (_, texts) => {
      expect(findingText('ptr.of-next-year', texts.headline)).toBe(texts.headline.other);
      expect(findingText('constructor', texts.headline)).toBe(texts.headline.other);
    },
  );
});
