/** Letters of voice.ko.md, section 4.2. Korean receivers live in Korean time. */
import { koreanTime } from '../../model/korean-time.ts';
import { knownRows, type LetterRow, type RequestFacts, type RequestLetter } from './letter.ts';

const listed = (...rows: readonly LetterRow[]): readonly string[] => knownRows(...rows).map((line) => `   - ${line}`);

const contact = ({ mailbox, onlyFrom }: RequestFacts): string => {
  const person = '[이름 / 전화번호]';
  if (onlyFrom.length > 0 && mailbox === undefined)
    return `${person}, [${onlyFrom.join(' 또는 ')} 주소에서 보내야 처리됩니다]`;
  return mailbox === undefined ? `${person}, [이메일 주소]` : `${person}, ${mailbox}`;
};

const INTRODUCTION = ['메일 운영 담당자님께', '', '안녕하세요. [회사명]에서 메일 서버를 운영하는 [이름]입니다.'];

const review = (facts: RequestFacts): readonly string[] => [
  ...INTRODUCTION,
  '당사 메일 서버에서 귀사 메일 사용자에게 보낸 메일이 거부되고 있어,',
  '차단 사유 확인과 해제를 요청드립니다.',
  '',
  '1. 발송 서버',
  ...listed(
    ['발송 IP', facts.ip],
    ['호스트 이름', facts.hostname],
    ['발송 도메인', facts.domain],
    ['IP 사용 시작일', '[날짜] (서버 이용 계약 내역 화면 첨부)'],
    ['용도와 발송량', '[예: 회원 가입·주문 안내 메일, 하루 약 300통]'],
  ),
  '',
  '2. 거부 내용',
  ...listed(
    ['발생 시각', '[날짜와 시각]부터'],
    ['수신자 예시', '[수신자 주소] (수신 동의를 받은 회원)'],
    ['차단 목록', facts.list],
    ['접수 번호', facts.caseId],
    ['거부 메시지 전문', facts.refusal],
  ),
  '',
  ...currentState(facts),
  '4. 원인과 조치',
  ...listed(
    ['원인', '[확인한 원인. 확인하지 않은 내용은 적지 마십시오.]'],
    ['조치', '[예: 계정 잠금, 비밀번호 변경, 큐에 남은 스팸 삭제]'],
    ['재발 방지', '[예: 해외 로그인 차단, 계정별 발송 한도 설정]'],
  ),
  '',
  '5. 요청 사항',
  `   - 위 ${facts.ip === undefined ? '발송 도메인' : '발송 IP'}의 차단 사유를 확인하시고 해제해 주시기 바랍니다.`,
  '   - 해제가 어렵다면 부족한 조건을 알려 주시기 바랍니다. 바로 보완하겠습니다.',
  '',
  `연락처: ${contact(facts)}`,
  '감사합니다.',
];

/** What could not be confirmed is left out. */
function currentState({ hostname, isSpfPass, dkim, hasDmarc, now }: RequestFacts): readonly string[] {
  const rows = listed(
    ['역방향 DNS(PTR)', hostname === undefined ? undefined : `${hostname}, 정방향 조회와 일치`],
    ['SPF', isSpfPass ? '통과(pass)' : undefined],
    ['DKIM 도메인(d=)', dkim ?? '[도메인]'],
    ['DMARC', hasDmarc ? '레코드 등록됨' : '[통과 여부]'],
  );
  return [`3. 인증 상태 (${koreanTime(now)} 확인)`, ...rows, ''];
}

const misreading = (facts: RequestFacts): readonly string[] => [
  ...INTRODUCTION,
  '당사 메일이 차단 목록(RBL) 등재를 이유로 거부되었으나, 확인 결과 당사 IP는',
  '등재되어 있지 않습니다. 목록 운영자가 귀사 DNS 리졸버의 조회를 거부했고',
  '(공용 리졸버 사용, 조회 한도 초과 등), 그 거부 응답을 등재로 해석한 것으로',
  '보입니다. 아래와 같이 설정을 확인해 주시기 바랍니다.',
  '',
  '- 자체 리졸버나 발급받은 키로 조회',
  '- 127.255.255.0/24 응답은 등재로 처리하지 않음',
  '- 운영이 종료된 목록은 설정에서 제외',
  '',
  ...knownRows(
    ['발송 IP', facts.ip],
    ['발송 도메인', facts.domain],
    ['차단 목록', facts.list],
    ['거부 메시지', facts.refusal],
    ['확인 일시', koreanTime(facts.now)],
  ),
  '',
  '감사합니다.',
  contact(facts),
];

export const requestLetterKo: RequestLetter = {
  subject: (what, about, { hostname, receiver }) => {
    if (about === 'resolver')
      return `[설정 확인 요청] ${receiver === undefined ? '' : `${receiver} `}수신 서버의 차단 목록(RBL) 조회 오류`;
    if (about === 'domain') return `[수신 차단 해제 요청] 발송 도메인 ${what}`;
    return `[수신 차단 해제 요청] 발송 IP ${what}${hostname === undefined ? '' : ` (${hostname})`}`;
  },
  lines: (about, facts) => (about === 'resolver' ? misreading(facts) : review(facts)),
};
