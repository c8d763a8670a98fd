/** The screen of a lookup at several widths and in each language: whole, wrapped, and without a word of another language. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { grid } from '../../cli/views/grid.ts';
import { lookupLines, lookupOverview } from '../../cli/views/lookup.ts';
import { dnsblCheck } from '../../shared/checks/dnsbl.ts';
import type { ResultRow } from '../../shared/lookups/core/command.ts';
import type { LookupFinding, LookupResult } from '../../shared/lookups/lookup.ts';
import { LANGUAGES } from '../../shared/model/language.ts';
import { columns } from '../../shared/model/text.ts';
import { terminalWith } from '../support/cli.ts';
import { look, lookupPorts } from '../support/lookups.ts';
import { list } from '../support/watch.ts';
import { zone } from '../support/zone.ts';

const WIDTHS = [60, 80, 120] as const;
const SCREENS = WIDTHS.flatMap((width) => LANGUAGES.map((language) => ({ width, language })));

const result = (more: Partial<LookupResult>): LookupResult => ({
  command: 'txt',
  argument: 'example.com',
  status: 'pass',
  resolver: [],
  records: [],
  passed: [],
  warnings: [],
  failed: [],
  timeouts: [],
  durationMs: 300,
  ...more,
});

const finding = (more: Partial<LookupFinding>): LookupFinding => ({
  check: 'tcp',
  id: 'tcp.closed',
  target: 'mail.example.com:25',
  subject: 'mail.example.com:25',
  status: 'fail',
  severity: 'major',
  summary: 'It is closed.',
  translated: { ko: '닫혀 있습니다.' },
  evidence: [],
  remedy: null,
  ...more,
});

const KEY = `p=${'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A'.repeat(12)}`;
const URL_SHOWN = `https://www.example.com/${'a-long-path/'.repeat(12)}end?x=1`;

/** A line that is too wide holds one word that is. */
const isWithin = (line: string, width: number): boolean =>
  columns(line) <= width || line.split(' ').some((word) => columns(word) > width / 2);

describe('the lookup screen cuts nothing', () => {
  it.each(SCREENS)(
    'on $width columns in $language: values are whole, and only a long word is wider',
    ({ width, language }) => {
      const records: readonly ResultRow[] = [
        { name: 's._domainkey.example.com', tag: 'p', value: KEY },
        { name: 'www.example.com', tag: 'url', value: URL_SHOWN },
        { name: 'example.com', tag: 'text', value: 'one of many words '.repeat(30).trim() },
      ];
      const lines = lookupLines(result({ records }), terminalWith({ width, language }));
      const text = lines.join('\n');
      for (const whole of [KEY, URL_SHOWN]) expect(text).toContain(whole);
      expect(text).not.toContain('…');
      expect(text.match(/\bwords\b/g)).toHaveLength(30);
      expect(lines.filter((line) => !isWithin(line, width))).toEqual([]);
    },
  );

  it('in the evidence: a record is whole, with the dig line', () => {
    const evidence = {
      question: 's._domainkey.example.com',
      type: 'TXT',
      resolver: '192.0.2.53:53',
      rcode: 'NOERROR',
      answers: [KEY],
      ttl: 60,
      at: '2026-12-01T00:00:00.000Z',
      rttMs: 1,
    };
    const lines = lookupLines(result({ failed: [finding({ evidence: [evidence] })] }), terminalWith({ width: 60 }));
    expect(lines.join('\n')).toContain(KEY);
    expect(lines).toContain('          dig @192.0.2.53 s._domainkey.example.com TXT');
  });
});

describe('a grid', () => {
  const word = fc.stringMatching(/^[a-z가-힣]{1,8}$/);
  const cell = fc.array(word, { maxLength: 12 }).map((words) => [words.join(' ')]);
  const rows = fc
    .integer({ min: 1, max: 4 })
    .chain((count) => fc.array(fc.array(cell, { minLength: count, maxLength: count }), { minLength: 1, maxLength: 5 }));

  it('is no wider than allowed, and holds every word', () => {
    fc.assert(
      fc.property(rows, fc.integer({ min: 40, max: 120 }), (table, width) => {
        const lines = grid(table, width, (text) => text);
        if (lines === null) return;
        expect(lines.filter((line) => columns(line) > width)).toEqual([]);
        const words = (texts: readonly string[]) =>
          texts
            .flatMap((text) => text.split(' '))
            .filter(Boolean)
            .sort();
        expect(words(lines)).toEqual(words(table.flat(2)));
      }),
    );
  });

  it('is not made where its columns would be too narrow', () => {
    const wide = Array.from({ length: 8 }, () => ['a cell of several words that need a line']);
    expect(grid([wide], 60, (text) => text)).toBeNull();
    expect(grid([wide.slice(0, 2)], 60, (text) => text)).not.toBeNull();
  });
});

describe('a problem on the lookup screen', () => {
  const shown = finding({
    subject: 'example.com',
    remedy: { id: 'reach.port-25', with: { url: 'https://repost.aws/knowledge-center/ec2-port-25-throttle' } },
  });

  it.each([
    ['en', 'FAIL', '  ✕ It is closed.', '    1. Repeat it'],
    ['ko', '이상', '  ✕ 닫혀 있습니다.', '    1. 25번 포트가'],
  ] as const)('has in %s its mark, fact and id on one line, then numbered steps', (language, word, fact, step) => {
    const terminal = terminalWith({ width: 80, language });
    const lines = lookupLines(result({ status: 'fail', failed: [shown] }), terminal);
    expect(lines[0]).toBe(`txt:example.com  ${word}`);
    const head = lines.find((line) => line.startsWith('  ✕'));
    expect(head?.startsWith(`${fact}  `)).toBe(true);
    expect(head?.endsWith('tcp.closed')).toBe(true);
    expect(columns(head ?? '')).toBe(80);
    expect(lines.some((line) => line.startsWith(step))).toBe(true);
    expect(lines).toContain('       https://repost.aws/knowledge-center/ec2-port-25-throttle');
  });

  it('names its subject where its sentence does not', () => {
    const about = finding({ subject: '203.0.113.25:25' });
    const lines = lookupLines(result({ failed: [about] }), terminalWith({ width: 100 }));
    expect(lines.some((line) => line.startsWith('  ✕ 203.0.113.25:25: It is closed.'))).toBe(true);
  });
});

describe('the screen of blacklist:', () => {
  const TESTED = { testListed: '127.0.0.2', testUnlisted: '127.0.0.1', severity: 'minor' } as const;
  const silent = ['mute1', 'mute2', 'mute3'];
  const DNS = zone(
    {
      '2.0.0.127.good.example': { A: ['127.0.0.2'] },
      '4.113.0.203.good.example': { A: ['127.0.0.2'] },
      '2.0.0.127.other.example': { A: ['127.0.0.2'] },
      'two.example.com': { A: ['203.0.113.4', '203.0.113.5'] },
    },
    { failing: Object.fromEntries(silent.map((name) => [`* *.${name}.example`, 'timeout'] as const)) },
  );
  const lists = ['good', 'other', ...silent].map((name) => list(name, TESTED));
  const ports = lookupPorts(DNS, { blocklists: dnsblCheck({ lists, keys: {} }) });
  const screen = async (text: string, { width, language }: (typeof SCREENS)[number]): Promise<readonly string[]> =>
    lookupLines(await look(text, ports), terminalWith({ width, language }));

  it.each(SCREENS)('on $width columns in $language is a table, in which equal failures are one row', async (size) => {
    const lines = await screen('blacklist:203.0.113.4', size);
    const heads = size.language === 'en' ? /^ {2}LIST +RESULT +WHY$/ : /^ {2}목록 +결과 +이유$/;
    expect(lines.filter((line) => heads.test(line))).toHaveLength(1);
    expect(lines.filter((line) => line.includes('mute1, mute2, mute3'))).toHaveLength(2);
    expect(lines.find((line) => /^ {2}other /.test(line))).toContain(
      size.language === 'en' ? '✓ not listed' : '✓ 미등재',
    );
    expect(lines.filter((line) => line.startsWith('  ✓'))).toEqual([]);
    expect(lines.filter((line) => !isWithin(line, size.width))).toEqual([]);
  });

  it('begins with the lists that list an address, and has one table for each address', async () => {
    const lines = await screen('blacklist:two.example.com', { width: 120, language: 'en' });
    expect(lines.filter((line) => /^ {2}LIST +RESULT +WHY$/.test(line))).toHaveLength(2);
    expect(lines.filter((line) => /^ {2}203\.0\.113\.[45]$/.test(line))).toHaveLength(2);
    expect(lines.findIndex((line) => line.includes('✕ listed'))).toBeLessThan(
      lines.findIndex((line) => line.includes('? unknown')),
    );
    // The silent lists failed in the same way for both, so what to do is there once.
    expect(lines.filter((line) => /^ {2}\? mute1, mute2, mute3: no answer/.test(line))).toHaveLength(1);
  });
});

describe('lookup help', () => {
  it.each(SCREENS)('on $width columns in $language fits, with its heads in that language', ({ width, language }) => {
    const lines = lookupOverview(terminalWith({ width, language }));
    expect(lines.filter((line) => columns(line) > width)).toEqual([]);
    const [head = '', ...rest] = lines;
    expect(head.startsWith(language === 'en' ? 'COMMAND ' : '명령 ')).toBe(true);
    expect(rest.filter((line) => /[가-힣]/.test(line)).length > 0).toBe(language === 'ko');
  });

  it('is a list where a table has no room', () => {
    const lines = lookupOverview(terminalWith({ width: 40 }));
    expect(lines).toContain('mx:example.com');
    expect(lines.filter((line) => columns(line) > 40)).toEqual([]);
  });
});
