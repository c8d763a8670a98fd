/** The words of the screen of `check`. */
import type { Finding, Status } from '../../shared/model/finding.ts';
import type { FindingId } from '../../shared/model/findings/index.ts';
import type { Language, Text } from '../../shared/model/language.ts';
import type { RemedyId } from '../../shared/model/remedy.ts';
import { count } from '../../shared/model/text.ts';

export type InspectionWords = {
  readonly reverseDns: string;
  readonly spf: string;
  readonly blocklists: string;
  readonly seen: string;
  readonly note: (text: string) => string;
  readonly usedBy: (receivers: string) => string;
  readonly resolvesBack: (name: string) => string;
  readonly notBack: (name: string) => string;
  readonly noName: string;
  readonly passes: (domain: string, term: string | null) => string;
  readonly recordThere: (domain: string) => string;
  readonly listedOn: (listed: number, all: number, names: string) => string;
  readonly notListed: (clear: number, all: number) => string;
  readonly noneListed: (all: number) => string;
  readonly unknownLists: (some: number, names: string) => string;
  readonly noCritical: string;
  readonly noProblems: string;
  readonly asFor: (target: string) => string;
  readonly asForWith: (target: string) => string;
  readonly inOrder: string;
  readonly unknownHead: (lists: number) => string;
  readonly several: (lists: number, reason: string, names: string) => string;
  readonly targets: (all: number, by: Readonly<Record<Status, number>>) => string;
  readonly sum: (queries: number, seconds: string, resolvers: string) => string;
};

const EN: InspectionWords = {
  reverseDns: 'Reverse DNS',
  spf: 'SPF',
  blocklists: 'Blocklists',
  seen: 'Seen',
  note: (text) => `Note: ${text}`,
  usedBy: (receivers) => `Known to use it: ${receivers}.`,
  resolvesBack: (name) => `${name}, resolves back`,
  notBack: (name) => `${name}, does not resolve back`,
  noName: 'none',
  passes: (domain, term) => `${domain}: pass${term === null ? '' : ` (${term})`}`,
  recordThere: (domain) => `${domain}: record in order`,
  listedOn: (listed, all, names) => `listed on ${listed} of ${all}: ${names}`,
  notListed: (clear, all) => `not listed on ${clear} of ${all}`,
  noneListed: (all) => (all === 1 ? 'not listed on the one list' : `not listed on any of ${all}`),
  unknownLists: (some, names) => `${some} unknown: ${names}`,
  noCritical: 'no critical list gave a verdict',
  noProblems: 'No problems found.',
  asFor: (target) => `Do the same as for ${target} above: one change fixes both.`,
  asForWith: (target) => `Do the same as for ${target} above, with these values:`,
  inOrder: 'In order',
  unknownHead: (lists) =>
    lists === 1
      ? '1 list could not be checked, so it is neither clean nor listed'
      : `${lists} lists could not be checked, so they are neither clean nor listed`,
  several: (lists, reason, names) => `${count(lists, 'list')} ${reason}: ${names}`,
  targets: (all, { pass, warn, fail, unknown }) =>
    `${count(all, 'target')}: ${pass} in order, ${warn} with warnings, ${fail} failed, ${unknown} unknown`,
  sum: (queries, seconds, resolvers) =>
    `${count(queries, 'DNS query', 'DNS queries')} in ${seconds} s${resolvers === '' ? '' : `, resolver ${resolvers}`}`,
};

const KO: InspectionWords = {
  reverseDns: '역방향 DNS',
  spf: 'SPF',
  blocklists: '차단 목록',
  seen: '확인 내용',
  note: (text) => `참고: ${text}`,
  usedBy: (receivers) => `이 목록을 사용하는 것으로 확인된 수신 측: ${receivers}`,
  resolvesBack: (name) => `${name}, 정방향 조회와 일치`,
  notBack: (name) => `${name}, 정방향 조회와 불일치`,
  noName: '없음',
  passes: (domain, term) => `${domain}: pass${term === null ? '' : `(${term})`}`,
  recordThere: (domain) => `${domain}: 레코드 정상`,
  listedOn: (listed, all, names) => `${all}개 중 ${listed}개에 등재: ${names}`,
  notListed: (clear, all) => `${all}개 중 ${clear}개에서 미등재 확인`,
  noneListed: (all) => `${all}개 모두 미등재`,
  unknownLists: (some, names) => `${some}개 확인 불가: ${names}`,
  noCritical: '중요도가 심각인 목록은 모두 확인 불가',
  noProblems: '문제를 찾지 못했습니다.',
  asFor: (target) => `위의 ${target}에서 안내한 조치 한 번으로 함께 해결됩니다.`,
  asForWith: (target) => `위의 ${target}에서 안내한 조치를 다음 값으로 하세요.`,
  inOrder: '정상 항목',
  unknownHead: (lists) => `목록 ${lists}개의 등재 여부를 확인하지 못했습니다`,
  several: (lists, reason, names) => `목록 ${lists}개(${reason}): ${names}`,
  targets: (all, { pass, warn, fail, unknown }) =>
    `대상 ${all}개: 정상 ${pass}, 주의 ${warn}, 이상 ${fail}, 확인 불가 ${unknown}`,
  sum: (queries, seconds, resolvers) =>
    `DNS 조회 ${queries}회, ${seconds}초${resolvers === '' ? '' : `, 리졸버 ${resolvers}`}`,
};

export const INSPECTION_WORDS: Readonly<Record<Language, InspectionWords>> = { en: EN, ko: KO };

type Reason = {
  /** What the list did. */
  readonly did: Text;
  /** What to do about it; `page`: the list's own; `id`: its id. */
  readonly next: (page: string, id: string) => Text;
};

const byHand = (page: string): Text =>
  page === ''
    ? { en: '', ko: '' }
    : { en: `Look it up by hand: ${page}`, ko: `조회 페이지에서 직접 확인하세요: ${page}` };

const leaveOut = (id: string): Text => ({
  en: `If it stays like this, leave it out: "skip": ["${id}"] in the settings.`,
  ko: `계속되면 설정에서 제외하세요: "skip": ["${id}"]`,
});

/** Why a list's answer is unknown, and what helps, in a line; by its remedy. */
const REASONS: Readonly<Partial<Record<RemedyId, Reason>>> = {
  'dnsbl.refused-key': {
    did: { en: 'refused our key', ko: '키로 조회했으나 거부되었습니다' },
    next: () => ({
      en: "Check in the operator's account that it is valid and within its quota.",
      ko: '키가 유효한지, 사용량 한도를 넘지 않았는지 운영자 계정에서 확인하세요.',
    }),
  },
  'dnsbl.refused-unregistered': {
    did: { en: 'refused a resolver that is not registered', ko: '등록하지 않은 리졸버의 조회를 거부합니다' },
    next: (page) => ({
      en: `Register yours with the operator${page === '' ? '.' : `: ${page}`}`,
      ko: `조회에 쓰는 IP를 등록하세요${page === '' ? '.' : `: ${page}`}`,
    }),
  },
  'dnsbl.refused-resolver': {
    did: { en: 'refused our queries', ko: '조회를 거부했습니다' },
    next: () => ({
      en: 'Use a resolver of your own: --resolver host:port',
      ko: '운영자가 허용하는 리졸버로 조회하세요: --resolver host:port',
    }),
  },
  'dnsbl.dead': {
    did: { en: 'gave meaningless answers', ko: '의미 없는 값을 응답합니다' },
    next: (_, id) => leaveOut(id),
  },
  'dnsbl.unreachable': {
    did: { en: 'gave no answer', ko: '응답이 없습니다' },
    next: () => ({
      en: 'Check again later, or use another resolver: --resolver host:port',
      ko: '잠시 뒤 다시 점검하거나 다른 리졸버를 지정하세요: --resolver host:port',
    }),
  },
  'dnsbl.not-asked': {
    did: { en: 'could not be queried in the time given', ko: '제한 시간 안에 조회하지 못했습니다' },
    next: () => ({
      en: 'Give more time (--timeout), or check fewer addresses at a time.',
      ko: '제한 시간을 늘리거나(--timeout), 한 번에 점검하는 IP 수를 줄이세요.',
    }),
  },
  'dnsbl.unproven': {
    did: { en: 'failed the self-test', ko: '시험용 항목에 응답하지 않아 결과를 믿을 수 없습니다' },
    next: (page, id) => (page === '' ? leaveOut(id) : byHand(page)),
  },
  'dnsbl.unrecognised': {
    did: { en: 'gave an unknown answer', ko: '알려지지 않은 값을 응답했습니다' },
    next: (page) => byHand(page),
  },
};

/** Null where the finding says it in its own words only. */
export const reasonFor = ({ remedy }: Finding): Reason | null =>
  remedy === null || 'text' in remedy ? null : (REASONS[remedy.id] ?? null);

/** What is short of a finding about reverse DNS, beside the name; others by their title. */
export const NAME_NOTES: Readonly<Partial<Record<FindingId, Text>>> = {
  'ptr.generic': { en: 'a generic name', ko: '자동 생성된 기본 이름' },
  'ptr.drift': { en: 'not the name that was set', ko: '지정한 값과 다름' },
  'ptr.several': { en: 'one of several names', ko: '여러 이름 중 하나' },
  'ptr.helo-mismatch': { en: 'not the HELO name', ko: 'HELO 이름과 다름' },
  'ptr.alias': { en: 'an alias (CNAME)', ko: '별칭(CNAME)' },
};
