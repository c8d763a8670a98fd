/** The fixed words of a lookup's screen. */
import type { Status } from '../../shared/model/finding.ts';
import type { Text } from '../../shared/model/language.ts';

/** The heads of columns by the field of the record, which is the key in JSON. */
const HEADS: ReadonlyMap<string, Text> = new Map(
  Object.entries({
    abuse: { en: 'ABUSE CONTACT', ko: '악용 신고처' },
    address: { en: 'ADDRESS', ko: 'IP 주소' },
    addresses: { en: 'ADDRESSES', ko: 'IP 주소' },
    authoritative: { en: 'AUTHORITATIVE', ko: '권한 응답' },
    averageMs: { en: 'AVERAGE (ms)', ko: '평균(ms)' },
    chain: { en: 'CHAIN LENGTH', ko: '체인 길이' },
    changed: { en: 'CHANGED', ko: '변경일' },
    cipher: { en: 'CIPHER', ko: '암호화 방식' },
    connectMs: { en: 'CONNECT (ms)', ko: '연결(ms)' },
    country: { en: 'COUNTRY', ko: '국가' },
    domain: { en: 'DOMAIN', ko: '도메인' },
    expire: { en: 'EXPIRE (s)', ko: '만료(초)' },
    expires: { en: 'EXPIRES', ko: '만료일' },
    extensions: { en: 'EXTENSIONS', ko: '확장 기능' },
    flags: { en: 'FLAGS', ko: '플래그' },
    from: { en: 'VALID FROM', ko: '유효 시작' },
    greeting: { en: 'GREETING', ko: '인사 메시지' },
    greetingMs: { en: 'GREETING (ms)', ko: '인사까지(ms)' },
    handle: { en: 'HANDLE', ko: '등록 번호' },
    handshakeMs: { en: 'HANDSHAKE (ms)', ko: '핸드셰이크(ms)' },
    holder: { en: 'HOLDER', ko: '보유자' },
    hop: { en: 'HOP', ko: '홉' },
    host: { en: 'HOST', ko: '호스트' },
    hsts: { en: 'HSTS', ko: 'HSTS' },
    issuer: { en: 'ISSUER', ko: '발급자' },
    leads: { en: 'FORWARD', ko: '정방향 조회' },
    leastMs: { en: 'MIN (ms)', ko: '최소(ms)' },
    list: { en: 'LIST', ko: '목록' },
    location: { en: 'REDIRECTS TO', ko: '이동 주소' },
    lookups: { en: 'DNS LOOKUPS', ko: 'DNS 조회 수' },
    method: { en: 'METHOD', ko: '방법' },
    minimum: { en: 'MINIMUM (s)', ko: '최소 TTL(초)' },
    mname: { en: 'MNAME', ko: '주 네임서버' },
    mostMs: { en: 'MAX (ms)', ko: '최대(ms)' },
    ms: { en: 'TIME (ms)', ko: '시간(ms)' },
    name: { en: 'NAME', ko: '이름' },
    names: { en: 'NAMES', ko: '인증서 이름' },
    note: { en: 'NOTE', ko: '참고' },
    parent: { en: 'IN PARENT ZONE', ko: '상위 존에 있음' },
    port: { en: 'PORT', ko: '포트' },
    preference: { en: 'PREFERENCE', ko: '우선순위' },
    problem: { en: 'PROBLEM', ko: '문제' },
    protocol: { en: 'PROTOCOL', ko: '프로토콜' },
    range: { en: 'RANGE', ko: '대역·이름' },
    received: { en: 'RECEIVED', ko: '받음' },
    record: { en: 'RECORD', ko: '레코드' },
    recursive: { en: 'RECURSIVE', ko: '재귀 조회' },
    refresh: { en: 'REFRESH (s)', ko: '갱신 주기(초)' },
    refused: { en: 'NOT PUBLIC', ko: '공인 IP 아님' },
    registered: { en: 'REGISTERED', ko: '등록일' },
    registrar: { en: 'REGISTRAR', ko: '등록 대행업체' },
    result: { en: 'RESULT', ko: '결과' },
    retry: { en: 'RETRY (s)', ko: '재시도(초)' },
    reverse: { en: 'REVERSE DNS', ko: '역방향 DNS' },
    rname: { en: 'RNAME', ko: '담당자 메일' },
    says: { en: 'WHY', ko: '이유' },
    sent: { en: 'SENT', ko: '보냄' },
    serial: { en: 'SERIAL', ko: '일련번호' },
    server: { en: 'SERVER', ko: '네임서버' },
    source: { en: 'SOURCE', ko: '출처' },
    status: { en: 'STATUS', ko: '상태' },
    strings: { en: 'STRINGS', ko: '문자열 수' },
    subject: { en: 'SUBJECT', ko: '인증서 주체' },
    tag: { en: 'TAG', ko: '태그' },
    target: { en: 'TARGET', ko: '대상' },
    ttl: { en: 'TTL', ko: 'TTL' },
    type: { en: 'TYPE', ko: '유형' },
    until: { en: 'VALID UNTIL', ko: '유효 기한' },
    url: { en: 'URL', ko: 'URL' },
    value: { en: 'VALUE', ko: '값' },
  }),
);

export const recordHead = (field: string): Text => {
  const upper = field.toUpperCase();
  return HEADS.get(field) ?? { en: upper, ko: upper };
};

/** Words that stand for a state in the cells of a field, by the word in JSON. */
const STATES: Readonly<Record<string, Readonly<Record<string, Text>>>> = {
  leads: {
    confirmed: { en: 'resolves back', ko: '일치' },
    elsewhere: { en: 'other address', ko: '다른 IP' },
    absent: { en: 'no address', ko: 'IP 없음' },
    failed: { en: 'no answer', ko: '응답 없음' },
    invalid: { en: 'not a host name', ko: '호스트 이름 아님' },
    'not asked': { en: 'not looked up', ko: '조회 안 함' },
  },
  reverse: { none: { en: 'none', ko: '없음' } },
  tag: { 'organizational domain': { en: 'organizational domain', ko: '조직 도메인' } },
};

export const stateIn = (field: string, word: string): Text | undefined =>
  Object.hasOwn(STATES, field) ? new Map(Object.entries(STATES[field] ?? {})).get(word) : undefined;

export const YES: Text = { en: 'yes', ko: '예' };
export const NO: Text = { en: 'no', ko: '아니요' };

export const LOOKUP_LABELS = {
  note: { en: 'note', ko: '참고' },
  seen: { en: 'Seen', ko: '확인 내용' },
  noServer: { en: 'no server was queried', ko: '조회한 서버 없음' },
  command: { en: 'COMMAND', ko: '명령' },
  example: { en: 'EXAMPLE', ko: '예' },
  shows: { en: 'SHOWS', ko: '내용' },
} as const satisfies Readonly<Record<string, Text>>;

export const NOT_ONE_LOOKUP: Text = {
  en: 'lookup needs one argument, for example mx:example.com. "postwatch lookup help" lists them all.',
  ko: '조회할 내용을 하나만 입력하세요. 예: mx:example.com. 전체 목록: postwatch lookup help',
};

export const lookingUp = (lookup: string): Text => ({ en: `Looking up ${lookup} …`, ko: `조회 중: ${lookup} …` });

/** `seconds`: how long it took. */
export const recordsIn = (records: number, seconds: string): Text => ({
  en: `${records} ${records === 1 ? 'record' : 'records'} in ${seconds} s`,
  ko: `레코드 ${records}개, ${seconds}초`,
});

type ListResult = { readonly status: Status; readonly word: Text; readonly why: Text };

const unknown = (en: string, ko: string): ListResult => ({
  status: 'unknown',
  word: { en: 'unknown', ko: '확인 불가' },
  why: { en, ko },
});

/** What a list said, by the word in JSON. `why`: said once of all lists that failed in the same way. */
export const LIST_RESULTS: ReadonlyMap<string, ListResult> = new Map(
  Object.entries({
    clear: { status: 'pass', word: { en: 'not listed', ko: '미등재' }, why: { en: '', ko: '' } },
    allowed: { status: 'pass', word: { en: 'allow list', ko: '허용 목록' }, why: { en: '', ko: '' } },
    listed: { status: 'fail', word: { en: 'listed', ko: '등재' }, why: { en: '', ko: '' } },
    policy: { status: 'warn', word: { en: 'listed (policy)', ko: '등재(정책)' }, why: { en: '', ko: '' } },
    info: { status: 'pass', word: { en: 'listed (info)', ko: '등재(참고)' }, why: { en: '', ko: '' } },
    refused: unknown('refuses our queries', '조회를 거부함'),
    dead: unknown('gives answers that mean nothing', '의미 없는 값을 응답함'),
    unreachable: unknown('no answer', '응답 없음'),
    'not-asked': unknown(
      'not queried: the time or the query limit was used up',
      '시간이나 조회 제한으로 조회하지 못함',
    ),
    unproven: unknown('does not answer its test entry', '시험용 항목에 응답하지 않음'),
    unrecognised: unknown('gives an undocumented answer', '알려지지 않은 값을 응답함'),
    'not asked': { status: 'unknown', word: { en: 'not queried', ko: '조회 안 함' }, why: { en: '', ko: '' } },
  } satisfies Readonly<Record<string, ListResult>>),
);
