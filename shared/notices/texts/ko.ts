/** The notices in Korean. Records, commands, names and the words of a server stay as they were found. */
import { wordsOfAll } from '../../model/findings/words.ts';
import type { Transition } from '../../model/incident.ts';
import { REMEDIES_KO } from '../../remedies/ko/index.ts';
import { roughly } from '../times.ts';
import type { Texts } from './texts.ts';

const TURNED: Readonly<Record<Transition, string>> = {
  opened: '발생',
  worsened: '악화',
  improved: '완화',
  flapping: '반복 발생',
  members: '대상 변경',
  reminder: '재알림',
  acknowledged: '담당자 확인',
  cleared: '해소',
  blind: '확인 불가',
  ended: '감시 종료',
};

const headline: Texts['headline'] = /* @__PURE__ */ wordsOfAll(({ ko: words }) => words.headline, '상태 변경');

const why: Texts['why'] = /* @__PURE__ */ wordsOfAll(({ ko: words }) => words.why, '');

const UNIT = { day: '일', hour: '시간', minute: '분' } as const;

const number = (n: number): string => n.toLocaleString('en-US');

const firstReport: Texts['firstReport'] = {
  subject: (senders, candidates, open) =>
    `최초 점검 보고: 발송 IP ${number(senders)}개, 후보 IP ${number(candidates)}개, ${open === 0 ? '문제 없음' : `문제 ${number(open)}건`}`,
  begun: 'Postwatch가 감시를 시작했습니다.',
  found: '찾은 IP',
  senders: (n) => `발송 IP ${number(n)}개: 점검하고, 바뀐 점을 알려 드립니다.`,
  candidates: (n) =>
    `후보 IP ${number(n)}개: 점검합니다. 중요도가 심각인 목록에 등재된 때에만 알려 드립니다. 조회할 수 있는 심각 목록이 없는 동안에는 주요 목록의 등재도 알려 드립니다.`,
  tag: '감시 대상에 넣으려면 태그를 붙이십시오.',
  others: {
    'nat-gateway': (n) =>
      `NAT 게이트웨이 IP ${number(n)}개: 개수만 세고 점검하지 않습니다. 메일이 나가는 IP라면 태그를 붙이십시오.`,
    'load-balancer': (n) => `로드 밸런서 IP ${number(n)}개: 개수만 세고 점검하지 않습니다.`,
    service: (n) => `AWS 서비스 IP ${number(n)}개: 개수만 세고 점검하지 않습니다.`,
    ignored: (n) => `postwatch:ignore 태그로 제외한 IP ${number(n)}개`,
  },
  nobody:
    '감시할 IP와 도메인이 없습니다. Elastic IP에 postwatch:domains 태그를 붙이거나, 설정 파일의 senders에 발송 IP를 추가하십시오.',
  open: (n) =>
    n === 0
      ? '점검한 항목에서 문제를 찾지 못했습니다.'
      : `이미 있던 문제가 ${number(n)}건 있습니다. 조치 방법은 아래에 있습니다.`,
  unseen: '확인하지 못한 곳(문제로 보지 않으며, 마지막으로 확인된 상태를 유지합니다)',
  keys: '키가 필요한 목록(저장하면 다음 점검부터 사용합니다)',
  notCovered: (n) => `점검하지 않는 목록 ${number(n)}개`,
  whyNotCovered: '이유를 보려면 아래 명령을 실행하십시오.',
  silent: '등재 여부를 알 수 없는 목록',
  notes: '읽을 수 없는 태그',
  queries: '목록별 하루 조회 수',
  queriesOf: (list, perDay, limit) =>
    `${list}: ${number(perDay)}회${limit === null ? '' : ` (운영자 허용: 모든 목록을 합해 ${number(limit)}회)`}`,
  cost: (total) => `월 예상 비용: ${total} (us-east-1 정가 기준, 프리 티어 적용 전)`,
  fixedCosts: '경보와 지표(고정)',
  units: {
    callsMillion: '백만 회 호출',
    gbSeconds: 'GB-초',
    transitionsThousand: '천 회 상태 전환',
    readsMillion: '백만 회 읽기',
    writesMillion: '백만 회 쓰기',
    logGb: 'GB(로그)',
    alarmMetrics: '개 경보 지표',
    metrics: '개 지표',
  },
  next: '앞으로는 문제가 발생할 때 한 번, 해소될 때 한 번 알려 드립니다.',
};

/** ` 60개`. */
const counted = (members: number | undefined): string => (members === undefined ? '' : ` ${number(members)}개`);

export const ko: Texts = {
  test: {
    subject: '[테스트] 알림 수신 확인',
    text: (caller, at) => `테스트 알림입니다. 실제 문제가 발생한 것은 아닙니다.
발송 IP에 관한 알림도 이 경로로 도착합니다.

요청자: ${caller}, 시각: ${at}
`,
  },
  bounces: {
    newCauseSubject: (receiver, cause) => `반송: ${receiver} 메일 거부 시작(원인: ${cause})`,
    newCause: (receiver, cause) => `${receiver}에서 메일을 거부하기 시작했습니다. 원인은 발신 측에 있습니다: ${cause}`,
    theySay: '거부 메시지:',
    todo: '조치',
    daySubject: (day, all, own) => `${day} 반송 ${number(all)}건, 발신 측 원인 ${number(own)}건`,
    day: (day, all, own) =>
      `${day}(UTC) 하루 동안 ${number(all)}건이 반송되었습니다. 그중 ${number(own)}건은 발신 측에 원인이 있습니다.`,
    side: {
      sender: '발신 측',
      receiver: '수신 측',
      recipient: '수신자 메일함',
      content: '메일 내용',
      network: '네트워크',
      'own-server': '내 메일 서버',
      'own-provider': '이용 중인 발송 서비스',
    },
    next: '메시지별 원인과 조치 방법을 보려면 아래 명령을 실행하십시오.',
  },
  transition: {
    opened: '[발생]',
    worsened: '[악화]',
    improved: '[완화]',
    flapping: '[반복 발생]',
    members: '[대상 변경]',
    reminder: '[재알림]',
    acknowledged: '[담당자 확인]',
    cleared: '[해소]',
    blind: '[확인 불가]',
    ended: '[감시 종료]',
  },
  heading: { critical: '[심각]', major: '[주요]', minor: '[경미]', info: '[참고]' },
  severity: { critical: '심각', major: '주요', minor: '경미', info: '참고' },
  headline,
  about: (who, what) => `${who} ${what}`,
  listing: {
    open: (who, list) => `${who} ${list} 등재`,
    policy: (who, list) => `${who} ${list} 등재(정책 목록)`,
    cleared: (who, list) => `${who} ${list} 등재`,
    ended: (who, list) => `${who} ${list} 등재`,
  },
  headSince: null,
  why,
  remedies: REMEDIES_KO,
  usedBy: (receivers) => `이 목록을 사용하는 것으로 문서에서 확인된 수신 측: ${receivers.join(', ')}`,
  ended: {
    unwatched: '감시 대상에서 빠졌습니다(설정에서 제외, IP 릴리스 등). 문제가 없어진 것을 확인한 것은 아닙니다.',
    superseded: '다른 인시던트로 통합되었습니다. 문제가 없어진 것을 확인한 것은 아닙니다.',
    'list-retired': '이 목록을 더 이상 조회하지 않습니다. 등재가 해제된 것을 확인한 것은 아닙니다.',
  },
  label: {
    since: '발생',
    evidence: '확인 내용',
    repeat: '확인 명령',
    matters: '영향',
    todo: '조치',
    before: '이전',
    now: '현재',
    was: '이전 값',
    is: '현재 값',
    lasted: '지속 시간',
    stood: '경과 시간',
    joined: '추가',
    left: '제외',
    members: '대상',
    incident: '인시던트',
    acknowledge: '확인 처리',
    details: '상세 보기',
  },
  labelWidth: 11,
  atFirstSight: '최초 점검 시 이미 존재',
  screening: {
    free: '이미 등재된 Elastic IP입니다. 메일을 보내기 전에 릴리스(반납)하고 새로 할당받으십시오. 역방향 DNS가 설정되어 있으면 릴리스할 수 없으므로 먼저 초기화하십시오.',
    associated:
      '처음 확인했을 때 이미 등재된 Elastic IP였습니다. 아직 메일을 보내지 않는다면 릴리스(반납)하고 새로 할당받으십시오. 먼저 연결을 해제하고, 역방향 DNS가 설정되어 있으면 초기화하십시오. 이미 발송 중이라면 아래 조치를 따르십시오.',
    account: (id) => `계정 ${id}의 자격 증명으로 실행하십시오.`,
  },
  worsened: (from, to) => `상태가 나빠졌습니다: ${from} → ${to}`,
  improved: (from, to) => `상태가 나아졌지만 아직 해소되지 않았습니다: ${from} → ${to}`,
  flapping: (turns) =>
    `하루 동안 발생과 해소가 ${number(turns)}회 반복되었습니다. 상태가 안정될 때까지 변동 알림을 보내지 않습니다. 안정되면 결과를 한 번 알려 드립니다.`,
  members: (n) => `현재 ${number(n)}개`,
  reminder: '아직 해소되지 않았으며, 확인 처리한 담당자가 없습니다. 확인 처리(ack)하면 재알림을 보내지 않습니다.',
  alone: '이 IP에서 확인된 다른 문제는 없습니다.',
  afterListing: '원인이 남아 있지 않은지 며칠 동안 발송 로그를 지켜보십시오.',
  acknowledged: (by, until, because) =>
    `${by} 님이 확인 처리했습니다${until === null ? '' : `(${until}까지)`}.${because === '' ? '' : ` 사유: ${because}`}`,
  checked: (day) => `안내 기준일 ${day}`,
  noServer: '조회한 서버 없음',
  duration: (ms) => {
    const [n, unit] = roughly(ms);
    return `약 ${n}${UNIT[unit]}`;
  },
  more: (n) => `… 외 ${number(n)}개`,
  turned: TURNED,
  several: (counts, first) =>
    `${Object.entries(counts)
      .map(([turned, n]) => `${turned} ${number(n)}건`)
      .join(', ')}: ${first} 외`,
  follow: (notices) => `… 나머지 알림 ${number(notices)}건은 다음 메시지로 보냅니다.`,
  vanished: {
    heading: '[레코드 없음]',
    turned: '레코드 없음',
    text: '있던 레코드가 없어졌습니다. 나아진 것이 아니라 바뀐 것입니다.',
  },
  group: {
    addresses: (n) => `IP ${number(n)}개`,
    targets: (n) => `감시 대상 ${number(n)}개`,
    example: (summary) => `예: ${summary}`,
    forOne: (target) => `${target}의 조치:`,
    each: '나머지는 조치가 서로 다릅니다. 아래 명령으로 확인하십시오.',
    others: (n) => `나머지 ${number(n)}개도 각자의 할당 ID로 같은 명령을 실행하십시오.`,
  },
  shared: {
    list: (name) => `${name} 목록`,
    zone: (name, members) => `${name} 존의 IP${counted(members)}`,
    account: (place, members) => `계정 ${place.replace('/', ', 리전 ')}의 IP${counted(members)}`,
    ground: (domain, members) => `${domain}의 발송 IP${counted(members)}`,
  },
  firstReport,
};
