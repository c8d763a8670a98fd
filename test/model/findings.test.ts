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

/** What ends a group and what stands in a diagnosis is no reader's to look up. */
const UNTOLD = [
  ...entries.map(([id]) => id).filter((id) => id.endsWith('.group-over')),
  'spf.not-asked',
  'list.mass-listing-over',
];

type ReadmeRow = {
  readonly ids: readonly string[];
  readonly status: string;
  readonly severity: string;
  readonly opens: string;
};

/** `` `dnsbl.refused`, `.dead` (why) `` -> both whole ids. */
function idsIn(cell: string): readonly string[] {
  const said = [...cell.matchAll(/`([a-z0-9.-]+)`/g)].map((match) => match[1]!);
  const prefix = said[0]?.split('.')[0] ?? '';
  return said.map((id) => (id.startsWith('.') ? `${prefix}${id}` : id));
}

const readme = readFileSync(path.join(ROOT, 'README.md'), 'utf8');
const table = readme.slice(readme.indexOf('| finding | status |')).split('\n\n', 1)[0]!.split('\n').slice(2);
const rows = table.map((line): ReadmeRow => {
  const [ids = '', status = '', severity = '', opens = ''] = line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
  return { ids: idsIn(ids), status, severity, opens };
});

describe('the README', () => {
  it('names every finding of a check once, and no other', () => {
    const told = entries.map(([id]) => id).filter((id) => !UNTOLD.includes(id));
    expect(rows.flatMap(({ ids }) => ids).sort()).toEqual(told.sort());
  });

  it.each(rows.flatMap(({ ids, ...row }) => ids.map((id) => [id, row] as const)))(
    'says of %s what the table says',
    (id, { status, severity, opens }) => {
      const entry: FindingEntry | null = isFindingId(id) ? FINDINGS[id] : null;
      expect(status.match(/\b(pass|warn|fail|unknown)\b/g)).toEqual([entry?.status].flat());
      expect(severity).toBe(entry?.severity === 'list' ? 'the list’s'.replace('’', "'") : entry?.severity);
      expect(opens === 'yes').toBe(entry?.opens === true);
      if (entry?.told === true) expect(opens).not.toBe('');
    },
  );
});

describe('the tables', () => {
  it('an incident is opened by what opens one, and people have words for it', () => {
    const opening = entries.flatMap(([id, { opens }]) => (opens === true ? [id] : []));
    expect([...OPENS].sort()).toEqual(opening.sort());
    expect(opening.filter((id) => !isNotified(id))).toEqual([]);
    expect(entries.flatMap(([id, { opens, told }]) => (opens || told ? [id] : []))).toSatisfy((ids: string[]) =>
      ids.every(isNotified),
    );
  });

  it.each(entries)(
    '%s is called after what it is of, and the worse it is the sooner it is told',
    (id, { check, status, opens }) => {
      expect(id.split('.')[0]).toBe(id.startsWith('list.') ? 'list' : check);
      if (opens === true) expect([status].flat().every((one) => one === 'fail' || one === 'warn')).toBe(true);
    },
  );

  it('a step to health leads to another finding of the same check that opens an incident', () => {
    for (const [id, { check, better = [] }] of entries)
      for (const other of better) {
        expect(isFindingId(other) && OPENS.has(other), `${id} -> ${other}`).toBe(true);
        expect(other.split('.')[0], id).toBe(check);
      }
  });

  it('a lookup has findings, and a finding has a lookup', () => {
    const commands = new Set(Object.keys(LOOKUP_FINDINGS).map((id) => id.split('.')[0]));
    const checks = ['ptr', 'spf'];
    expect([...commands, ...checks].sort()).toEqual(LOOKUPS.map(({ name }) => name).sort());
    expect(Object.keys(LOOKUP_FINDINGS).filter(isFindingId)).toEqual([]);
  });

  it('no line of the lookups’ own is left that nothing says', () => {
    const files = globSync('shared/lookups/**/*.ts', { cwd: ROOT }).filter((file) => !file.endsWith('findings.ts'));
    const source = files.map((file) => readFileSync(path.join(ROOT, file), 'utf8')).join('\n');
    const isSaid = (id: string): boolean => {
      const what = id.slice(id.indexOf('.') + 1);
      const end = what.startsWith('certificate-') || what.startsWith('logo-') ? what.slice(what.indexOf('-')) : what;
      return [`'${id}'`, `'${what}'`, `}.${what}\``, `}${end}\``, `['${what}',`].some((said) => source.includes(said));
    };
    expect(Object.keys(OWN_FINDINGS).filter((id) => !isSaid(id))).toEqual([]);
  });

  it.each(Object.entries(CATALOGUES))('%s says of a finding of another version that something changed', (_, texts) => {
    expect(findingText('ptr.of-next-year', texts.headline)).toBe(texts.headline.other);
    expect(findingText('constructor', texts.headline)).toBe(texts.headline.other);
  });
});
