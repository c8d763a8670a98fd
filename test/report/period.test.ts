/** The figures of a span of time, and the report as a file: what hostile content may do in it (nothing), and that hashes can be repeated. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { LANGUAGES, type Language, verbatim } from '../../shared/model/language.ts';
import { viewOf } from '../../shared/report/frame.ts';
import { figuresOf, hoursWithin, type PastProblem } from '../../shared/report/period.ts';
import { type PeriodReport, periodReport } from '../../shared/report/period-report.ts';
import { rawAnswer } from '../../shared/report/raw-answers.ts';
import { HOSTILE, hostileMemory, LISTS, NOW } from './memory.ts';

const HOUR = 3_600_000;
const PERIOD = { from: NOW - 720 * HOUR, to: NOW };
const at = (hoursAgo: number): string => new Date(NOW - hoursAgo * HOUR).toISOString();

const problem = (opened: number, closed: number | null, more: Partial<PastProblem> = {}): PastProblem => ({
  incident: 'a'.repeat(12),
  target: '203.0.113.9',
  check: 'dnsbl',
  subject: 'zen',
  finding: 'dnsbl.listed',
  severity: 'critical',
  title: verbatim('listed on List zen'),
  opened: at(opened),
  closed: closed === null ? null : at(closed),
  isEnded: false,
  ...more,
});

describe('the figures of a month', () => {
  it.each([
    ['within it', problem(10, 4), 6],
    ['open before it and closed in it', problem(1000, 700), 20],
    ['still open', problem(5, null), 5],
    ['over before it', problem(2000, 1000), 0],
    ['open all the time', problem(2000, null), 720],
  ])('hours of a problem %s', (_, one, hours) => {
    expect(hoursWithin(one, PERIOD)).toBe(hours);
  });

  it('what ended because nobody watches it any more has not cleared', () => {
    const figures = figuresOf([problem(10, 4), problem(20, 2, { isEnded: true }), problem(3, null)], PERIOD);
    expect(figures).toEqual({
      problems: 3,
      opened: 3,
      cleared: 1,
      stillOpen: 1,
      hoursListed: 6 + 18 + 3,
      medianHoursToClear: 6,
      longestHoursToClear: 6,
    });
  });

  it('the middle of two is between them, and of none it is not known', () => {
    expect(figuresOf([problem(10, 8), problem(10, 4)], PERIOD).medianHoursToClear).toBe(4);
    expect(figuresOf([], PERIOD)).toMatchObject({ medianHoursToClear: null, longestHoursToClear: null, problems: 0 });
  });

  it('only lists count as hours on lists', () => {
    expect(figuresOf([problem(10, 4, { check: 'ptr' })], PERIOD).hoursListed).toBe(0);
  });
});

describe('the hash of a raw answer', () => {
  it('is of the line as it is printed, which is ASCII whatever was answered', () => {
    const evidence = {
      question: 'a.example',
      type: 'TXT',
      resolver: '192.0.2.1:53',
      rcode: 'NOERROR',
      answers: [HOSTILE],
      ttl: 1,
      at: at(1),
      rttMs: 1,
    };
    const { line, sha256 } = rawAnswer(evidence);
    expect(line).toMatch(/^[\x20-\x7e]+$/);
    expect(JSON.parse(line)).toEqual(evidence);
    expect(createHash('sha256').update(line, 'utf8').digest('hex')).toBe(sha256);
  });
});

const reportIn = async (language: Language, report: Partial<PeriodReport> = {}): Promise<string> => {
  const view = viewOf({
    chosen: null,
    language,
    now: NOW,
    zone: 'Asia/Seoul',
    path: '/',
    query: {},
    canAct: false,
    hosts: new Set(),
    isFile: true,
  });
  const memory = hostileMemory();
  const [notice] = memory.lately;
  if (notice === undefined) throw new Error('the hostile memory has a notice');
  const whole: PeriodReport = {
    period: PERIOD,
    target: '203.0.113.9',
    lists: LISTS,
    memory,
    history: memory.lately,
    problems: [problem(5, null, { target: HOSTILE, title: verbatim(HOSTILE), notice })],
    ...report,
  };
  return String(await periodReport(whole, view));
};

describe('a report as a file', () => {
  it.each(LANGUAGES)('has no tag, link or direction of hostile content (%s)', async (language) => {
    const html = await reportIn(language);
    expect(html).not.toMatch(/<script|<img|<iframe|href="https:\/\/evil|href="javascript/i);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there.
    expect(html).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u0000\u001b]/);
    expect(html.length).toBeLessThan(200_000);
    expect(html).toMatch(/SHA-256 <code dir="ltr">[0-9a-f]{64}</);
  });

  it('loads nothing, and links to no page of a server', async () => {
    const html = await reportIn('en', { target: null });
    expect(html).not.toMatch(/(?:href|src)="\/|@import|url\(/);
    expect(html).toContain("default-src 'none'");
  });

  it('of a time in which nothing was checked does not say that nothing was wrong', async () => {
    const nothing = { ...hostileMemory(), states: [], lately: [], lastRun: null };
    const html = await reportIn('en', { memory: nothing, problems: [], history: [], target: null });
    expect(html).toContain('Nothing was checked in this time, so nothing is known.');
    expect(html).not.toContain('The watch saw no problem');
  });
});
