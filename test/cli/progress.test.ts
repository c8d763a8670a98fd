import { describe, expect, it } from 'vitest';
import { progressLine, withProgress } from '../../cli/progress.ts';
import { fakeClock } from '../support/clock.ts';

const about = (done: number, all: number | null, more: object = {}) => ({
  targets: ['203.0.113.10', '203.0.113.11', '203.0.113.12'],
  lists: 14,
  done: () => done,
  all,
  ...more,
});

describe('the progress line of check', () => {
  it.each([
    [
      'en',
      about(1234, 5200),
      12_000,
      '1,234 of 5,200 queries, about 39 s left (203.0.113.10, 203.0.113.11 and 1 more, 14 lists)',
    ],
    ['en', about(0, 100), 2000, '0 of 100 queries (203.0.113.10, 203.0.113.11 and 1 more, 14 lists)'],
    [
      'en',
      about(100, 100),
      9000,
      '100 of 100 queries, waiting for the last answers (203.0.113.10, 203.0.113.11 and 1 more, 14 lists)',
    ],
    ['en', about(110, 100), 9000, '110 queries so far (203.0.113.10, 203.0.113.11 and 1 more, 14 lists)'],
    ['en', about(7, null, { targets: ['example.com'], lists: 0 }), 9000, '7 queries so far (example.com)'],
    [
      'ko',
      about(1234, 5200),
      12_000,
      '조회 5,200회 중 1,234회, 약 39초 남음 (203.0.113.10, 203.0.113.11 외 1개, 목록 14개)',
    ],
  ] as const)('in %s is as wide as its data: row %#', (language, progress, elapsed, line) => {
    expect(progressLine(progress, elapsed, language)).toBe(line);
  });

  it('is shown after a second, then every second, and removed at the end', async () => {
    const clock = fakeClock();
    const shown: string[] = [];
    let done = 0;
    const terminal = { progress: (line: string) => void shown.push(line), language: 'en' } as const;
    let finish = (): void => {};
    const work = new Promise<void>((end) => {
      finish = end;
    });
    const ended = withProgress({ ...about(0, 10), done: () => done }, { clock, terminal }, () => work);
    clock.advance(999);
    expect(shown).toEqual([]);
    done = 5;
    clock.advance(1);
    clock.advance(1000);
    expect(shown.map((line) => line.split(' (')[0])).toEqual([
      '5 of 10 queries, about 1 s left',
      '5 of 10 queries, about 2 s left',
    ]);
    finish();
    await ended;
    clock.advance(5000);
    expect(shown.slice(2)).toEqual(['']);
  });

  it('is removed where the work fails', async () => {
    const shown: string[] = [];
    const terminal = { progress: (line: string) => void shown.push(line), language: 'en' } as const;
    const work = () => Promise.reject(new Error('no'));
    await expect(withProgress(about(0, 10), { clock: fakeClock(), terminal }, work)).rejects.toThrow('no');
    expect(shown).toEqual(['']);
  });
});
