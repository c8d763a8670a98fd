/** Letters of voice.ko.md, sections 4.1 and 4.3: who writes comes first, the time in Korea, and no query at a resolver of ours. */
import { koreanTime } from '../../model/korean-time.ts';
import {
  forwardRecord,
  forwardSeen,
  type LetterFacts,
  letterLine as line,
  ptrRecord,
  reverseSeen,
  seenAt,
} from './letter.ts';

function checkedAt(facts: LetterFacts): string {
  const at = seenAt(facts);
  return at === null ? '[확인 일시]' : koreanTime(at);
}

function forwardSection(facts: LetterFacts): readonly string[] {
  const seen = forwardSeen(facts);
  const record = forwardRecord(facts);
  return [
    seen?.resolves === true ? '3. 정방향 레코드(당사에서 등록 완료)' : '3. 정방향 레코드',
    seen?.resolves === true ? `   - ${record}` : `   - [먼저 등록하고 확인한 뒤 보내십시오: ${record}]`,
    `   - 확인 일시: ${checkedAt(facts)}`,
  ];
}

function currentPtr(facts: LetterFacts): string {
  const names = reverseSeen(facts);
  if (names === null) return '   - [현재 등록된 값]';
  const [first] = names;
  return first === undefined ? '   - 없음' : `   - ${line(`${first}: 위 값으로 변경해 주시기 바랍니다.`)}`;
}

export function ispLetterKo(facts: LetterFacts): readonly string[] {
  const { address, hostname } = facts;
  return [
    line(`제목: 역방향 DNS(PTR) 등록 요청 - ${address.text} ([회사명])`),
    '',
    '안녕하세요.',
    '[회사명]에서 메일 서버를 운영하는 [이름]입니다.',
    '귀사에서 할당받아 사용 중인 고정 IP의 역방향 DNS(PTR, 리버스 도메인)',
    '등록을 요청드립니다.',
    '',
    '1. 신청 정보',
    '   - 회사명: [회사명] (사업자등록번호 [000-00-00000])',
    '   - 담당자: [이름 / 부서]',
    '   - 연락처: [전화번호] / [이메일 주소]',
    '   - 계약(회선) 번호: [번호]',
    '   - 설치 장소 또는 서비스명: [예: 서울 본사 전용회선]',
    '',
    '2. 등록 요청 내용',
    `   - ${line(`IP: ${address.text}`)}`,
    `   - ${line(`호스트 이름: ${hostname}`)}`,
    `   - 등록할 레코드: ${ptrRecord(facts)}`,
    '',
    ...forwardSection(facts),
    '',
    '4. 현재 PTR 레코드',
    currentPtr(facts),
    '',
    '5. 요청 사유',
    '   위 IP는 회사 메일 발송에 사용합니다. 역방향 DNS가 없거나 정방향 레코드와',
    '   일치하지 않으면 Gmail 등 국내외 수신 서버에서 메일을 거부하거나',
    '   스팸으로 분류합니다.',
    '',
    '등록이 완료되면 위 연락처로 알려 주시기 바랍니다. 신청서나 증빙 서류',
    '(사업자등록증 등)가 필요하면 양식을 보내 주시면 바로 회신하겠습니다.',
    '할당받은 대역의 역방향 존을 당사 네임서버로 위임(RFC 2317)하는 방법이 가능하다면',
    '절차를 함께 안내해 주시기 바랍니다.',
    '',
    '감사합니다.',
    '',
    '[이름] 드림',
    '[회사명] [부서]',
  ];
}

export function awsLetterKo(facts: LetterFacts): readonly string[] {
  const { address, hostname, elasticIp } = facts;
  return [
    '양식: https://console.aws.amazon.com/support/contacts?#/rdns-limits (루트 사용자로 로그인, 리전마다 신청)',
    line(`제목: EC2 이메일 전송 제한(아웃바운드 25번 포트) 해제 요청 - 계정 ${elasticIp?.account ?? '[계정 번호]'}`),
    '',
    '안녕하세요.',
    '[회사명]의 AWS 계정 관리자 [이름]입니다.',
    '아래 Elastic IP(탄력적 IP)를 사용하는 메일 서버의 아웃바운드 25번 포트',
    '전송 제한을 해제해 주시기 바랍니다.',
    '',
    '1. 대상',
    `   - ${line(`AWS 계정: ${elasticIp?.account ?? '[계정 번호]'}`)}`,
    `   - ${line(`리전: ${elasticIp?.region ?? '[리전]'}`)}`,
    `   - ${line(`Elastic IP: ${address.text}`)}`,
    `   - ${line(`할당 ID: ${elasticIp?.allocationId ?? '[eipalloc-...]'}`)}`,
    `   - ${line(`역방향 DNS: ${hostname}`)}`,
    '     [직접 설정함 / 설정하지 못했다면 EC2의 오류 원문을 적고 함께 설정을 요청]',
    '',
    `2. DNS (${checkedAt(facts)} 확인)`,
    `   - ${forwardSeen(facts)?.resolves === true ? forwardRecord(facts) : `[먼저 등록하십시오: ${forwardRecord(facts)}]`}`,
    `   - ${line(`현재 PTR 레코드: ${reverseSeen(facts) === null ? '[현재 값]' : (reverseSeen(facts)?.[0] ?? '없음')}`)}`,
    '',
    '3. 사용 사례',
    '   - 메일의 종류: [회원 가입 확인, 비밀번호 재설정, 주문·배송 안내]',
    '   - 수신자: [당사 서비스에 가입하며 수신에 동의한 회원]',
    '   - 발송량: [하루 약 2,000통, 최대 시간당 300통]',
    '   - 광고 메일: [보내지 않음 / 동의한 회원에게만 발송, 수신 거부 링크 포함]',
    '',
    '4. 오남용 방지',
    '   - 인증: [SPF, DKIM, DMARC 적용]',
    '   - 반송과 스팸 신고: [하드 바운스 주소는 즉시 제외, 스팸 신고자는 발송 중지]',
    '   - 서버 보안: [SMTP 인증 필수, 오픈 릴레이 차단, 계정별 발송 한도, 보안 그룹으로 접근 제한]',
    '   - 모니터링: 역방향 DNS와 차단 목록(RBL) 등재 여부를 상시 점검',
    '',
    '추가로 필요한 정보가 있으면 [이메일 주소 / 전화번호]로 알려 주시기 바랍니다.',
    '감사합니다.',
    '',
    '[이름] 드림',
    '[회사명]',
  ];
}
