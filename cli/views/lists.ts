/** The blocklists for a person: a table, with the reason of a state below its list. */
import type { ListRow } from '../../adapters/runtime.ts';
import type { Language } from '../../shared/model/language.ts';
import { columns, count } from '../../shared/model/text.ts';
import { hanging, paint, type Terminal, table } from '../terminal.ts';
import { TO_COPY, wrapCopyable } from '../wrap-whole.ts';
import { SEVERITY_WORDS } from './status-words.ts';

type ListWords = {
  readonly heading: Cells;
  readonly scope: Readonly<Record<string, string>>;
  readonly state: Readonly<Record<string, string>>;
  readonly testing: (done: number, all: number) => string;
  readonly healthy: (good: number, all: number) => string;
  readonly queried: (good: number) => string;
  readonly asAbove: (list: string) => string;
};

const LIST_WORDS: Readonly<Record<Language, ListWords>> = {
  en: {
    heading: { list: 'LIST', scope: 'SCOPE', severity: 'SEVERITY', state: 'STATE', zone: 'ZONE' },
    // In English they are called as in JSON.
    scope: {},
    state: {},
    testing: (done, all) => `testing lists: ${done} of ${all}`,
    healthy: (good, all) => `${good} of ${count(all, 'list')} healthy from here`,
    queried: (good) => `${count(good, 'list')} queried by default from here`,
    asAbove: (list) => `Needs the same key as ${list}.`,
  },
  ko: {
    heading: { list: '목록', scope: '대상', severity: '중요도', state: '상태', zone: '존(zone)' },
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
    asAbove: (list) => `${list} 목록과 같은 키를 사용합니다.`,
  },
};

export const testingText = (done: number, all: number, { language }: Terminal): string =>
  LIST_WORDS[language].testing(done, all);

const isGood = ({ state }: ListRow): boolean => state === 'healthy' || state === 'on';
const isOver = ({ state }: ListRow): boolean => state === 'off' || state === 'dead';

type Column = 'list' | 'scope' | 'severity' | 'state' | 'zone';

/** What is in the table, from wide screens to narrow ones; the rest is below each list. */
const LAYOUTS: readonly (readonly Column[])[] = [
  ['list', 'scope', 'severity', 'state', 'zone'],
  ['list', 'scope', 'severity', 'state'],
  ['list', 'severity', 'state'],
  ['list', 'state'],
];
const [WIDEST = []] = LAYOUTS;

export function listLines(rows: readonly ListRow[], isHealth: boolean, terminal: Terminal): readonly string[] {
  const words = LIST_WORDS[terminal.language];
  const cells = rows.map((row) => cellsOf(row, terminal.language));
  const fits = (layout: readonly Column[]): boolean =>
    table(tableRows(layout, cells, words)).every((line) => columns(line) <= terminal.width);
  const layout = LAYOUTS.find(fits) ?? LAYOUTS.at(-1) ?? WIDEST;
  const left = WIDEST.filter((one) => !layout.includes(one));
  const [head = '', ...lines] = table(tableRows(layout, cells, words), (cell, column, row) => {
    const one = rows[row - 1];
    if (one === undefined) return paint(terminal, 'bold', cell);
    return layout[column] === 'state' ? paint(terminal, styleOf(one), cell) : cell;
  });
  const good = rows.filter(isGood).length;
  return [
    head,
    ...lines.flatMap((line, at) => {
      const rest = left.map((one) => cells[at]?.[one] ?? '').join('  ');
      const reason = isHealth ? '' : reasonOf(rows, at, words);
      return [line, ...[rest, reason].flatMap((text) => dimmed(text, terminal))];
    }),
    ...(isHealth ? reasonLines(rows, terminal) : []),
    '',
    isHealth ? healthSum(rows, terminal) : words.queried(good),
  ];
}

export const healthSum = (rows: readonly ListRow[], { language }: Pick<Terminal, 'language'>): string =>
  LIST_WORDS[language].healthy(rows.filter(isGood).length, rows.length);

type Cells = Readonly<Record<Column, string>>;

function cellsOf({ id, scope, severity, state, zone }: ListRow, language: Language): Cells {
  const words = LIST_WORDS[language];
  return {
    list: id,
    scope: scope.map((one) => words.scope[one] ?? one).join(','),
    severity: SEVERITY_WORDS[severity][language],
    state: words.state[state] ?? state,
    zone: zone ?? '-',
  };
}

const tableRows = (layout: readonly Column[], cells: readonly Cells[], { heading }: ListWords): readonly string[][] =>
  [heading, ...cells].map((row) => layout.map((one) => row[one]));

const styleOf = (row: ListRow): 'green' | 'dim' | 'yellow' => (isGood(row) ? 'green' : isOver(row) ? 'dim' : 'yellow');

/** A reason may be of several lines; an empty text has none. */
const dimmed = (text: string, terminal: Terminal): readonly string[] =>
  wrapCopyable(text, terminal.width, '        ').map((line) => paint(terminal, 'dim', line));

/** Lists of one operator need one key: how to get it is said once. */
function reasonOf(rows: readonly ListRow[], at: number, { asAbove }: ListWords): string {
  const [why, before] = [rows[at]?.why ?? '', rows[at - 1]];
  if (before?.why === why && TO_COPY.test(why)) return asAbove(before.id);
  return sentenceOf(why);
}

/** Each reason once, behind the state that it explains, and with the lists that have it. */
function reasonLines(rows: readonly ListRow[], terminal: Terminal): readonly string[] {
  const { state: names } = LIST_WORDS[terminal.language];
  const groups = [...Map.groupBy(rows, ({ state, why }) => `${state} ${why}`).values()];
  const label = (state: string): string => names[state] ?? state;
  const column = Math.max(...rows.map(({ state }) => columns(label(state)))) + 2;
  return groups.flatMap((group, at) => {
    const [first] = group;
    if (first === undefined || first.why === '') return [];
    const why = sentenceOf(first.why);
    const lists = group.map(({ id }) => id).join(', ');
    const text = isGood(first) ? why : `${lists}: ${why}`;
    const head = paint(terminal, styleOf(first), label(first.state));
    return [...(at === 0 ? [''] : []), ...hanging(head, text, column, terminal)];
  });
}

/** A reason as it is kept, as a sentence. What ends in something to copy has no full stop. */
const sentenceOf = (why: string): string =>
  why.slice(0, 1).toUpperCase() + why.slice(1) + (why === '' || /[.]$/.test(why) || TO_COPY.test(why) ? '' : '.');
