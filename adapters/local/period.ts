/** What the watch's file holds of a span of time: incidents that were open in it, and what happened. */
import { isoTime } from '../../shared/model/clock.ts';
import { defined } from '../../shared/model/defined.ts';
import { summaryText } from '../../shared/model/finding.ts';
import type { IncidentRecord, Notice } from '../../shared/model/incident.ts';
import { inEach, type Text } from '../../shared/model/language.ts';
import { isWithin, type PastProblem, type Period } from '../../shared/report/period.ts';
import { PERIOD_WORDS } from '../../shared/report/period-words.ts';
import { problemTitle } from '../../shared/report/problems.ts';
import { readMemory } from './memory.ts';
import { parse, type Sql } from './memory-file.ts';

/** More are not read; the newest count. */
const MOST_NOTICES = 20_000;
const MOST_INCIDENTS = 20_000;

export type PeriodRead = { readonly problems: readonly PastProblem[]; readonly history: readonly Notice[] };

/** `target`: null for all. Throws `MemoryRefused`. */
export const readPeriod = (path: string, period: Period, target: string | null): PeriodRead =>
  readMemory(path, (sql) => {
    const history = noticesIn(sql, period, target);
    const records = incidentsIn(sql, period, target);
    const by = Map.groupBy(allNoticesOf(sql, records, history), ({ incident }) => incident);
    return { history, problems: records.map((record) => problemOf(record, by.get(record.id) ?? [])) };
  });

function noticesIn({ all }: Sql, { from, to }: Period, target: string | null): readonly Notice[] {
  const rows =
    target === null
      ? all(
          'SELECT notice FROM history WHERE at >= ? AND at < ? ORDER BY at DESC, rowid DESC LIMIT ?',
          isoTime(from),
          isoTime(to),
          MOST_NOTICES,
        )
      : all(
          'SELECT notice FROM history WHERE target = ? AND at >= ? AND at < ? ORDER BY at DESC, rowid DESC LIMIT ?',
          target,
          isoTime(from),
          isoTime(to),
          MOST_NOTICES,
        );
  return rows.map(({ notice }) => parse<Notice>(notice));
}

function incidentsIn({ all }: Sql, period: Period, target: string | null): readonly IncidentRecord[] {
  const sql = 'SELECT record FROM incidents WHERE closed IS NULL OR closed >= ? ORDER BY rowid DESC LIMIT ?';
  return all(sql, isoTime(period.from), MOST_INCIDENTS)
    .map(({ record }) => parse<IncidentRecord>(record))
    .filter((record) => isWithin(record, period) && (target === null || record.target === target));
}

/** Those of the period, and of incidents that opened before it the earlier ones too. */
function allNoticesOf({ all }: Sql, records: readonly IncidentRecord[], within: readonly Notice[]): readonly Notice[] {
  const known = new Set(within.filter(({ finding }) => finding !== null).map(({ incident }) => incident));
  const targets = new Set(records.filter(({ id }) => !known.has(id)).map(({ target }) => target));
  const earlier = [...targets].flatMap((target) =>
    all('SELECT notice FROM history WHERE target = ? ORDER BY at DESC, rowid DESC LIMIT 50', target).map(({ notice }) =>
      parse<Notice>(notice),
    ),
  );
  return [...within, ...earlier];
}

/** `notices`: of this incident, newest first. */
function problemOf(
  { id, target, subject: key, state, opened, closed }: IncidentRecord,
  notices: readonly Notice[],
): PastProblem {
  const [check = '', subject = ''] = key.split(/\|(.*)/s);
  // What proves that it is gone is not the problem.
  const notice = notices.find(({ finding, transition }) => finding !== null && transition !== 'cleared');
  const acknowledged = notices.find((one) => one.acknowledged !== undefined)?.acknowledged;
  const finding = notice?.finding ?? null;
  return {
    incident: id,
    target,
    check,
    subject,
    finding: finding?.id ?? null,
    severity: finding?.severity ?? null,
    title: titleOf(id, notice),
    opened,
    closed,
    isEnded: state === 'ended',
    ...defined({ acknowledged, notice }),
  };
}

function titleOf(id: string, notice: Notice | undefined): Text {
  const finding = notice?.finding ?? null;
  if (finding === null || notice === undefined) return inEach((language) => PERIOD_WORDS[language].problem(id));
  return problemTitle({ finding: finding.id, summary: summaryText(finding), notice });
}
