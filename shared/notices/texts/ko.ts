/** The notices in Korean. Facts (a finding's summary, records, commands, an operator's own words) stay as they were found. */
import { wordsOfAll } from '../../model/findings/words.ts';
import type { Transition } from '../../model/incident.ts';
import { REMEDIES_KO } from '../../remedies/ko/index.ts';
import { roughly } from '../times.ts';
import type { Texts } from './texts.ts';

const TURNED: Readonly<Record<Transition, string>> = {
  opened: '발생',
  worsened: '악화',
  improved: '완화',
  flapping: '반복',
  members: '범위 변동',
  reminder: '미해결',
  acknowledged: '확인',
  cleared: '해소',
  blind: '확인 불가',
  ended: '종료',
};

const headline: Texts['headline'] = /* @__PURE__ */ wordsOfAll(({ ko: words }) => words.headline, '상태 변경');

const why: Texts['why'] = /* @__PURE__ */ wordsOfAll(({ ko: words }) => words.why, '');

const UNIT = { day: '일', hour: '시간', minute: '분' } as const;

const firstReport: Texts['firstReport'] = {
  subject: (senders, candidates, open) =>
    `첫 보고: 발신 주소 ${senders}개, 후보 ${candidates}개, ${open === 0 ? '문제 없음' : `문제 ${open}건`}`,
  found: '찾은 주소',
  senders: (n) => `발신 주소 ${n}개: 점검하고 변동을 알립니다`,
  candidates: (n) =>
    `후보 주소 ${n}개: 점검하되 중요도가 심각인 목록에 등재된 경우에만 알립니다. 조회할 수 있는 심각 목록이 없으면 중요도가 한 단계 낮은 목록의 등재도 알립니다. 감시하려면 태그를 붙이십시오: aws ec2 create-tags --resources <allocation id> --tags Key=postwatch:domains,Value=<domain>`,
  others: {
    'nat-gateway': (n) =>
      `NAT 게이트웨이 주소 ${n}개: 세기만 하고 점검하지 않습니다(메일이 나가는 주소에는 태그를 붙이십시오)`,
    'load-balancer': (n) => `로드 밸런서 주소 ${n}개: 세기만 하고 점검하지 않습니다`,
    service: (n) => `AWS 서비스 주소 ${n}개: 세기만 하고 점검하지 않습니다`,
    ignored: (n) => `postwatch:ignore 태그로 제외한 주소 ${n}개`,
  },
  nobody:
    '감시할 주소와 도메인이 없습니다. Elastic IP에 postwatch:domains 태그를 붙이거나 설정 파일에 발신 주소를 적으십시오.',
  open: (n) =>
    n === 0
      ? '점검할 수 있었던 항목에서는 문제가 발견되지 않았습니다.'
      : `이미 있던 문제가 ${n}건 있습니다. 조치할 내용은 아래에 있습니다.`,
  unseen: '조회하지 못한 곳(마지막으로 확인된 상태를 유지하며, 장애로 보지 않습니다)',
  keys: '키가 필요한 목록(저장하면 다음 실행부터 사용합니다)',
  notCovered: '점검하지 않는 목록',
  silent: '조회했으나 판정이 없는 목록(등재 여부 어느 쪽도 알 수 없습니다)',
  notes: '읽을 수 없는 태그',
  queries: '목록별 하루 조회 수',
  queriesOf: (list, perDay, limit) =>
    `${list}: ${perDay}회${limit === null ? '' : ` (운영자가 허용하는 횟수는 모든 목록을 합해 ${limit}회)`}`,
  cost: (total) => `월 예상 비용: ${total} (us-east-1 정가 기준, 프리 티어 적용 전)`,
  next: '앞으로는 문제가 시작될 때 한 번, 끝날 때 한 번 알려 드립니다.',
};

/** ` 60개`. */
const counted = (members: number | undefined): string => (members === undefined ? '' : ` ${members}개`);

export const ko: Texts = {
  test: {
    subject: '시험: 알림이 이곳으로 도착합니다',
    text: (caller, at) => `시험 메시지입니다. 아무 문제도 없습니다. 발신 주소에 대한 알림도 같은 경로로 도착합니다.

요청자: ${caller}, 시각: ${at}
`,
  },
  bounces: {
    newCauseSubject: (receiver, cause) => `반송: ${receiver}에서 메일 거부 (${cause})`,
    newCause: (receiver, cause) =>
      `${receiver}에서 메일을 거부하기 시작했습니다. 원인은 발신 측에 있습니다: ${cause}. 거부 메시지:`,
    daySubject: (day, all, own) => `${day} 반송 ${all}건, 발신 측 원인 ${own}건`,
    day: (day, all, own) => `${day}(UTC)에 ${all}건이 반송되었고, 그중 ${own}건은 원인이 발신 측에 있습니다.`,
    next: '메시지별로 현재 상태와 조치 방법을 보려면: npx postwatch diagnose <message>',
  },
  transition: {
    opened: '[발생]',
    worsened: '[악화]',
    improved: '[완화]',
    flapping: '[반복]',
    members: '[범위 변동]',
    reminder: '[미해결]',
    acknowledged: '[확인됨]',
    cleared: '[해소]',
    blind: '[확인 불가]',
    ended: '[종료]',
  },
  severity: { critical: '심각', major: '중요', minor: '경미', info: '참고' },
  headline,
  why,
  remedies: REMEDIES_KO,
  usedBy: (receivers) => `이 목록을 사용하는 것으로 문서에 확인된 수신 측: ${receivers.join(', ')}.`,
  ended: {
    unwatched:
      '더 이상 감시하지 않습니다(설정에서 빠졌거나, 주소가 반납되었거나, 발신 주소가 아니게 되었습니다). 문제가 해소된 것을 확인한 것은 아닙니다.',
    superseded: '이제 다른 인시던트에 포함됩니다. 문제가 해소된 것을 확인한 것은 아닙니다.',
    'list-retired': '이 목록은 더 이상 조회하지 않습니다. 등재가 풀린 것을 확인한 것은 아닙니다.',
  },
  label: {
    since: '시작',
    evidence: '근거',
    repeat: '재현',
    matters: '영향',
    todo: '조치',
    before: '이전',
    now: '현재',
    was: '이전 값',
    is: '현재 값',
    lasted: '지속',
    stood: '경과',
    ended: '종료',
    turns: '횟수',
    joined: '추가',
    left: '제외',
    members: '대상',
    by: '확인자',
    incident: '번호',
  },
  atFirstSight: '감시를 시작할 때 이미 있던 문제',
  screening: {
    free: '이미 등재된 주소입니다. 메일을 보내기 전에 반납하고 새로 할당받으십시오. 역방향 DNS가 설정되어 있으면 반납할 수 없으므로 먼저 초기화하십시오.',
    associated:
      '처음 확인했을 때 이미 등재되어 있었습니다. 아직 메일을 보내지 않는다면 발송 전에 반납하고 새로 할당받으십시오(먼저 연결을 해제하고, 역방향 DNS가 설정되어 있으면 초기화하십시오). 이미 발송 중이라면 아래 조치를 따르십시오.',
    account: (id) => `계정 ${id}의 자격 증명으로 실행하십시오:`,
  },
  flapping: (turns) =>
    `하루 동안 발생과 해소가 ${turns}회 반복되었습니다. 상태가 안정될 때까지 변동을 하나씩 알리지 않습니다.`,
  members: (n) => `현재 ${n}개`,
  reminder: '아직 해소되지 않았고 확인한 사람이 없습니다. 확인 처리하면 더 이상 다시 알리지 않습니다:',
  acknowledged: (by, until) => `${by}${until === null ? '' : ` (${until}까지)`}`,
  checked: (day) => `안내 확인일 ${day}`,
  noServer: '조회한 서버 없음',
  duration: (ms) => {
    const [n, unit] = roughly(ms);
    return `${n}${UNIT[unit]}`;
  },
  more: (n) => `… 외 ${n}개`,
  turned: TURNED,
  several: (counts, first) =>
    `${Object.entries(counts)
      .map(([turned, n]) => `${turned} ${n}건`)
      .join(', ')}: ${first}`,
  follow: (notices) => `… 나머지 알림 ${notices}건은 다음 메시지로 보냅니다.`,
  vanished: {
    heading: '[레코드 없음]',
    turned: '레코드 없음',
    text: '있던 레코드가 없어졌습니다. 나아진 것이 아니라 바뀐 것입니다.',
  },
  group: {
    addresses: (n) => `IP ${n}개`,
    targets: (n) => `감시 대상 ${n}개`,
    example: (summary) => `예: ${summary}`,
    forOne: (target) => `${target}의 조치:`,
    each: (command) => `나머지는 조치가 서로 다릅니다. 다음 명령으로 확인하십시오: ${command}`,
    others: (n) => `나머지 ${n}개도 각자의 할당 ID로 같은 명령을 실행하십시오.`,
  },
  shared: {
    list: (id) => `목록 ${id}`,
    zone: (name, members) => `${name} 영역의 IP 주소${counted(members)}`,
    account: (place, members) => `계정 ${place.replace('/', ', 리전 ')}의 IP 주소${counted(members)}`,
    ground: (domain, members) => `${domain}의 발송 IP${counted(members)}`,
  },
  firstReport,
};
