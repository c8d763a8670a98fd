/** The blocklists for a person: a table, with the reason of a state below its list. */
import type { ListRow } from '../../adapters/runtime.ts';
import type { Language } from '../../shared/model/language.ts';
import { columns, count, wrap } from '../../shared/model/text.ts';
import { paint, type Terminal, table } from '../terminal.ts';
import { SEVERITY_WORDS } from './status-words.ts';

type ListWords = {
  readonly heading: readonly [list: string, scope: string, severity: string, state: string, zone: string];
  readonly scope: Readonly<Record<string, string>>;
  readonly state: Readonly<Record<string, string>>;
  readonly testing: (done: number, all: number) => string;
  readonly healthy: (good: number, all: number) => string;
  readonly queried: (good: number) => string;
};

const LIST_WORDS: Readonly<Record<Language, ListWords>> = {
  en: {
    heading: ['LIST', 'SCOPE', 'SEVERITY', 'STATE', 'ZONE'],
    // In English they are called as in JSON.
    scope: {},
    state: {},
    testing: (done, all) => `testing lists: ${done} of ${all}`,
    healthy: (good, all) => `${good} of ${count(all, 'list')} healthy from here`,
    queried: (good) => `${count(good, 'list')} queried by default from here`,
  },
  ko: {
    heading: ['목록', '대상', '중요도', '상태', '존(zone)'],
    scope: { ip4: 'IPv4', ip6: 'IPv6', domain: '도메인' },
    state: {
      on: '사용',
      off: '사용 안 함',
      dead: '운영 종료',
      closed: '조회 불가',
      'needs-key': '키 필요',
      healthy: '정상',
      refused: '조회 거부',
      wildcard: '전부 등재로 응답',
      parked: '엉뚱한 값 응답',
      silent: '시험용 항목 응답 없음',
      unreachable: '응답 없음',
      'not-asked': '조회하지 못함',
      uncontrolled: '시험용 항목 없음',
    },
    testing: (done, all) => `목록 확인 중: ${all}개 중 ${done}개`,
    healthy: (good, all) => `목록 ${all}개 중 ${good}개 정상`,
    queried: (good) => `기본으로 조회하는 목록 ${good}개`,
  },
};

export const testingText = (done: number, all: number, { language }: Terminal): string =>
  LIST_WORDS[language].testing(done, all);

const isGood = ({ state }: ListRow): boolean => state === 'healthy' || state === 'on';
const isOver = ({ state }: ListRow): boolean => state === 'off' || state === 'dead';

const STATE_COLUMN = 3;

/** Where the table is wider than the screen, the zones move below their lists. */
export function listLines(rows: readonly ListRow[], isHealth: boolean, terminal: Terminal): readonly string[] {
  const words = LIST_WORDS[terminal.language];
  const whole = tableOf(rows, true, terminal);
  const isWide = whole.some((line) => columns(line) > terminal.width);
  const [head = '', ...lines] = isWide ? tableOf(rows, false, terminal) : whole;
  const good = rows.filter(isGood).length;
  return [
    head,
    ...lines.flatMap((line, at) => {
      const { zone = null, why = '' } = rows[at] ?? {};
      const below = [...(isWide && zone !== null ? [zone] : []), ...(why === '' ? [] : [why])];
      return [line, ...below.flatMap((text) => dimmed(text, terminal))];
    }),
    '',
    isHealth ? words.healthy(good, rows.length) : words.queried(good),
  ];
}

function tableOf(rows: readonly ListRow[], withZone: boolean, terminal: Terminal): readonly string[] {
  const words = LIST_WORDS[terminal.language];
  const severities = SEVERITY_WORDS[terminal.language];
  const cells = rows.map(({ id, zone, scope, severity, state }) => [
    id,
    scope.map((one) => words.scope[one] ?? one).join(','),
    severities[severity],
    words.state[state] ?? state,
    zone ?? '-',
  ]);
  const most = withZone ? words.heading.length : words.heading.length - 1;
  return table(
    [words.heading, ...cells].map((row) => row.slice(0, most)),
    (cell, column, row) => {
      const one = rows[row - 1];
      if (one === undefined) return paint(terminal, 'bold', cell);
      return column === STATE_COLUMN
        ? paint(terminal, isGood(one) ? 'green' : isOver(one) ? 'dim' : 'yellow', cell)
        : cell;
    },
  );
}

/** A reason may be of several lines. */
const dimmed = (text: string, terminal: Terminal): readonly string[] =>
  wrap(text, terminal.width, '        ').map((line) => paint(terminal, 'dim', line));
