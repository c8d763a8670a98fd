/** Runs: their records, batches and results, the ledger and the fingerprints. */
import { isoTime } from '../../shared/model/clock.ts';
import { DAY } from '../../shared/model/duration.ts';
import type { BatchResult, Judgement } from '../../shared/watch/incidents/result.ts';
import type { Ledger } from '../../shared/watch/run/ledger.ts';
import { type Memory, type RunRecord, runOfBatch } from '../../shared/watch/run/memory.ts';
import type { Batch } from '../../shared/watch/run/plan.ts';
import { packVerdicts, VERDICTS_KEPT_DAYS } from '../../shared/watch/run/verdicts.ts';
import { rememberDay } from './memory-days.ts';
import { parse, type Sql } from './memory-file.ts';
import { forget } from './memory-incidents.ts';

/** Runs whose results are kept; older ones have been judged long ago. */
const KEPT_RUNS = 50;

function writeLedger({ run }: Sql, ledger: Ledger): void {
  for (const [item, entry] of Object.entries(ledger))
    run('INSERT OR REPLACE INTO ledger VALUES (?, ?)', item, JSON.stringify(entry));
}

const openRecord = ({ run }: Sql, record: RunRecord): void =>
  void run('INSERT INTO runs (id, at, record) VALUES (?, ?, ?)', record.id, record.at, JSON.stringify(record));

type RunOperations = Pick<
  Memory,
  | 'unfinished'
  | 'open'
  | 'batch'
  | 'result'
  | 'saveResult'
  | 'saveVerdicts'
  | 'saveJudgement'
  | 'finish'
  | 'ledger'
  | 'fingerprints'
>;

export function runOperations(sql: Sql): RunOperations {
  const { run, all, transaction } = sql;
  return {
    unfinished: async () => {
      const [row] = all('SELECT record, judgement FROM runs WHERE finished IS NULL ORDER BY at LIMIT 1');
      if (row === undefined) return null;
      const judgement = row['judgement'] === null ? null : parse<Judgement>(row['judgement']);
      return { ...parse<RunRecord>(row['record']), judgement };
    },
    open: async (record, batches, ledger) =>
      transaction(() => {
        if (all('SELECT id FROM runs WHERE finished IS NULL').length > 0) return false;
        openRecord(sql, record);
        for (const batch of batches) {
          const of = runOfBatch(record, batch.key);
          run('INSERT INTO batches (run, key, batch) VALUES (?, ?, ?)', of, batch.key, JSON.stringify(batch));
        }
        writeLedger(sql, ledger);
        return true;
      }),
    batch: async (id, key) =>
      parse<Batch>(all('SELECT batch FROM batches WHERE run = ? AND key = ?', id, key)[0]?.['batch']),
    result: async (id, key) => {
      const result = all('SELECT result FROM batches WHERE run = ? AND key = ?', id, key)[0]?.['result'] ?? null;
      return result === null ? null : parse<BatchResult>(result);
    },
    saveResult: async (id, result) => {
      run('UPDATE batches SET result = ? WHERE run = ? AND key = ?', JSON.stringify(result), id, result.key);
    },
    saveVerdicts: async (id, batch, at, reports) => {
      const verdicts = packVerdicts(id, batch, at, reports);
      run('INSERT OR REPLACE INTO verdicts VALUES (?, ?, ?)', verdicts.part, at, JSON.stringify(verdicts));
    },
    saveJudgement: async (id, judgement) => {
      run('UPDATE runs SET judgement = ? WHERE id = ?', JSON.stringify(judgement), id);
    },
    finish: async (id, at, { ledger = {}, fingerprints = {}, following }) =>
      transaction(() => {
        const { changes } = run('UPDATE runs SET finished = ? WHERE id = ? AND finished IS NULL', at, id);
        if (changes === 1 && following !== undefined) openRecord(sql, following);
        writeLedger(sql, ledger);
        for (const [name, value] of Object.entries(fingerprints)) {
          run('INSERT OR REPLACE INTO fingerprints VALUES (?, ?)', name, value);
        }
        rememberDay(sql, id);
        forget(sql, at);
        const stale = isoTime(Date.parse(at) - VERDICTS_KEPT_DAYS * DAY);
        run('DELETE FROM verdicts WHERE at < ?', stale);
        run('DELETE FROM batches WHERE run NOT IN (SELECT id FROM runs ORDER BY at DESC LIMIT ?)', KEPT_RUNS);
        run('DELETE FROM runs WHERE id NOT IN (SELECT id FROM runs ORDER BY at DESC LIMIT ?)', KEPT_RUNS);
      }),
    fingerprints: async () =>
      Object.fromEntries(all('SELECT * FROM fingerprints').map(({ name, value }) => [String(name), String(value)])),
    ledger: async () =>
      Object.fromEntries(all('SELECT * FROM ledger').map(({ item, entry }) => [String(item), parse(entry)])),
  };
}
