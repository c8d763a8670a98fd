/** A report for programs: as JSON with every raw answer and its hash, and as rows of CSV. */
import { isoTime } from '../../shared/model/clock.ts';
import { notCoveredWords } from '../../shared/model/finding.ts';
import { figuresOf, hoursWithin } from '../../shared/report/period.ts';
import { type PeriodReport, problemsIn } from '../../shared/report/period-report.ts';
import { rawAnswer } from '../../shared/report/raw-answers.ts';
import { csvLine } from '../format.ts';

const HEADING = [
  'incident',
  'target',
  'check',
  'subject',
  'finding',
  'severity',
  'problem',
  'opened',
  'closed',
  'hours',
];

const tenths = (hours: number): number => Math.round(hours * 10) / 10;

export function reportCsv(report: PeriodReport): string {
  const rows = problemsIn(report).map((one) =>
    csvLine([
      one.incident,
      one.target,
      one.check,
      one.subject,
      one.finding ?? '',
      one.severity ?? '',
      one.title.en,
      one.opened,
      one.closed ?? '',
      String(tenths(hoursWithin(one, report.period))),
    ]),
  );
  return `${[csvLine(HEADING), ...rows].join('\n')}\n`;
}

export function reportDocument(report: PeriodReport): object {
  const { period, target, history, memory } = report;
  const figures = figuresOf(report.problems, period);
  return {
    from: isoTime(period.from),
    to: isoTime(period.to),
    target,
    figures: { ...figures, hoursListed: tenths(figures.hoursListed) },
    problems: problemsIn(report).map(({ title, notice, ...one }) => ({
      ...one,
      title: title.en,
      hours: tenths(hoursWithin(one, period)),
      rawAnswers: (notice?.finding?.evidence ?? []).map(rawAnswer),
    })),
    notCovered: [
      ...(memory.lastRun?.coverage.notCovered ?? []).map((one) => ({
        list: one.list,
        why: notCoveredWords(one).why.en,
      })),
      ...(memory.lastRun?.silent ?? []).map(({ list, why }) => ({ list, why })),
    ],
    days: target === null ? [] : daysOf(target, report),
    history,
  };
}

/** A day that is not here was not looked at. */
const daysOf = (target: string, { memory: { days } }: PeriodReport): readonly object[] =>
  [...(days?.(target).worst ?? [])].flatMap(([check, by]) => [...by].map(([day, status]) => ({ day, check, status })));
