/** Days in the watch's file: written when a run finishes, merged within a day, and gone after 400. */
import { describe, expect, it } from 'vitest';
import { daysSince, rememberDay } from '../../adapters/local/memory-days.ts';
import { openFile } from '../../adapters/local/memory-file.ts';
import type { BatchVerdicts } from '../../shared/watch/run/verdicts.ts';

const ADDRESS = '203.0.113.1';

function runOn(
  { sql }: ReturnType<typeof openFile>,
  id: string,
  at: string,
  status: 'pass' | 'fail',
  { unsound = [], isJudged = true }: { readonly unsound?: readonly string[]; readonly isJudged?: boolean } = {},
): void {
  const judgement = isJudged ? JSON.stringify({ unsound }) : null;
  sql.run('INSERT INTO runs (id, at, record, judgement) VALUES (?, ?, ?, ?)', id, at, '{}', judgement);
  const patterns = [{ 'ptr|*': 'pass' as const, 'dnsbl|one': status }];
  const packed: BatchVerdicts = { run: id, part: 'all', at, patterns, targets: { [ADDRESS]: 0 } };
  sql.run('INSERT OR REPLACE INTO verdicts VALUES (?, ?, ?)', 'all', at, JSON.stringify(packed));
  rememberDay(sql, id);
}

describe('days in the state file', () => {
  it('a day is the worst of its runs, for each check apart', () => {
    const file = openFile(':memory:');
    runOn(file, 'a', '2026-12-01T01:00:00.000Z', 'pass');
    runOn(file, 'b', '2026-12-01T02:00:00.000Z', 'fail');
    runOn(file, 'c', '2026-12-01T03:00:00.000Z', 'pass');
    runOn(file, 'd', '2026-12-02T03:00:00.000Z', 'pass');
    const seen = daysSince(file.sql, '2026-12-01').map(({ day, check, common }) => `${day} ${check} ${common}`);
    expect(seen.toSorted()).toEqual([
      '2026-12-01 dnsbl fail',
      '2026-12-01 ptr pass',
      '2026-12-02 dnsbl pass',
      '2026-12-02 ptr pass',
    ]);
    expect(file.sql.all('SELECT id FROM day_targets')).toHaveLength(1);
    file.close();
  });

  it('a run without a judgement adds nothing, and a list that failed its tests counts for nobody', () => {
    const file = openFile(':memory:');
    runOn(file, 'a', '2026-12-01T01:00:00.000Z', 'fail', { isJudged: false });
    expect(daysSince(file.sql, '2026-01-01')).toEqual([]);
    runOn(file, 'b', '2026-12-01T02:00:00.000Z', 'fail', { unsound: ['one'] });
    expect(daysSince(file.sql, '2026-01-01', 'dnsbl')[0]?.common).toBe('unknown');
    file.close();
  });

  it('a day older than 400 days goes, with targets that no day names', () => {
    const file = openFile(':memory:');
    runOn(file, 'a', '2025-01-01T01:00:00.000Z', 'pass');
    file.sql.run("UPDATE day_targets SET id = 'old'");
    file.sql.run("UPDATE days SET targets = 'old'");
    runOn(file, 'b', '2026-12-01T01:00:00.000Z', 'pass');
    expect(daysSince(file.sql, '2000-01-01').map(({ day }) => day)).toEqual(['2026-12-01', '2026-12-01']);
    expect(file.sql.all('SELECT id FROM day_targets')).toHaveLength(1);
    file.close();
  });
});
