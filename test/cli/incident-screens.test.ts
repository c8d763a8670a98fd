/** Screens of incidents, snoozes and histories: within any width, in every language. */
import { describe, expect, it } from 'vitest';
import { incidentLines, incidentSum, newSnoozeLines, noticeLines, recordLine } from '../../cli/views/incident.ts';
import { INCIDENT_WORDS } from '../../cli/views/incident-words.ts';
import { listLines } from '../../cli/views/lists.ts';
import type { IncidentView } from '../../shared/http/watch-view.ts';
import type { Notice, Snooze } from '../../shared/model/incident.ts';
import { LANGUAGES, type Language } from '../../shared/model/language.ts';
import { columns } from '../../shared/model/text.ts';
import { terminalWith } from '../support/cli.ts';

const AT = '2026-11-24T09:00:00.000Z';

const INCIDENT: IncidentView = {
  id: '0123456789ab',
  target: '2001:db8:1234:5678:9abc:def0:1234:5678',
  check: 'dnsbl',
  subject: 'spamhaus-zen',
  finding: 'dnsbl.listed',
  severity: 'critical',
  status: 'fail',
  summary: '발송 IP가 Spamhaus CSS에 등재되어 있습니다(응답 127.0.0.3). 이 문장은 한 줄보다 길어야 하므로 더 적습니다.',
  since: AT,
  acknowledged: { by: '홍길동', at: AT, why: '통신사에 접수함', until: '2026-11-27T09:00:00.000Z' },
  snoozed: 'aaaabbbbcccc',
  flapping: true,
  memberCount: 12,
  members: Array.from({ length: 12 }, (_, at) => `203.0.113.${at}`),
};

const SNOOZE: Snooze = {
  id: 'aaaabbbbcccc',
  by: '홍길동',
  at: AT,
  why: '메일 서버 이전(작업 8번)',
  from: AT,
  until: '2026-11-24T13:00:00.000Z',
  target: '2001:db8:1234:5678:9abc:def0:1234:5678',
  list: 'spamhaus-zen',
};

const NOTICE: Notice = {
  id: 'n',
  run: 'r',
  at: AT,
  transition: 'cleared',
  incident: '0123456789ab',
  target: '2001:db8:1234:5678:9abc:def0:1234:5678',
  finding: null,
  before: {
    finding: 'dnsbl.listed',
    severity: 'critical',
    status: 'fail',
    summary: 'Listed on Spamhaus CSS (127.0.0.3).',
    translated: { ko: 'Spamhaus CSS에 등재되어 있습니다(127.0.0.3).' },
    since: AT,
    incident: '0123456789ab',
  },
  muted: 'maintenance-1',
};

const LISTS = ['healthy', 'refused', 'needs-key', 'off'].map((state) => ({
  id: `a-list-with-a-name-${state}`,
  zone: 'a-rather-long-zone.of.a.list.example.com',
  scope: ['ip4', 'ip6', 'domain'],
  severity: 'critical' as const,
  state,
  why: state === 'healthy' ? '' : 'a reason that is explained in more words than fit on a line of sixty columns',
}));

function screenOf(width: number, language: Language): readonly string[] {
  const terminal = terminalWith({ width, language });
  const screen = { terminal, zone: 'Asia/Seoul' };
  const words = INCIDENT_WORDS[language];
  return [
    ...incidentLines(INCIDENT, screen),
    ...newSnoozeLines(SNOOZE, screen),
    ...noticeLines(NOTICE, screen),
    ...listLines(LISTS, true, terminal),
    ...incidentSum(0, 2, terminal),
    words.snoozes(0),
    words.ended('aaaabbbbcccc'),
    recordLine({ id: 'a', target: 'b', subject: 'c', state: 'acknowledged', opened: AT, closed: null }, terminal),
  ];
}

/** What cannot be broken: one word, or a command to copy behind its label. */
const isWhole = (line: string): boolean => !line.trim().includes(' ') || line.includes('postwatch ');

describe.each(LANGUAGES)('the screens of incidents in %s', (language) => {
  it.each([60, 80, 120, 200])('fit %i columns', (width) => {
    const wide = screenOf(width, language).filter((line) => columns(line) > width && !isWhole(line));
    expect(wide).toEqual([]);
  });

  it('keep every value whole, however narrow', () => {
    const joined = screenOf(60, language).join(' ').replaceAll(/\s+/g, ' ');
    for (const part of [
      INCIDENT.target,
      'dnsbl.listed',
      '홍길동',
      '통신사에 접수함',
      'a-rather-long-zone.of.a.list.example.com',
    ])
      expect(joined).toContain(part);
  });
});

it('the Korean history has a Korean summary where the notice was in English, and no English sentence', () => {
  const out = screenOf(120, 'ko').join('\n');
  expect(out).toContain('Spamhaus CSS에 등재되어 있습니다(127.0.0.3).');
  for (const word of ['FAIL', 'since', 'acknowledged', 'snoozed', 'incident ', 'from ', 'healthy'])
    expect(out).not.toMatch(new RegExp(`(^|\\s)${word}`));
});
