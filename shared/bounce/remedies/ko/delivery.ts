/** Limits, the recipient's mailbox, rules of the receiver, and the way there. */
import type { BounceCatalogue } from '../words.ts';
import { actBy, fact } from '../words.ts';
import { DROP_ADDRESS_KO } from './common.ts';

export const DELIVERY_KO = {
  rate: {
    steps: [
      '이 수신 측으로 보내는 속도를 늦추세요.',
      '연결 하나로 다시 시작해 하나씩 늘리세요. 조용하던 IP에서 갑자기 많이 보내면 악용으로 보입니다.',
    ],
  },
  'gmail-rate': {
    steps: [
      '10분 동안 멈추고, 연결 하나로 다시 시작해 하나씩 늘리세요.',
      '한도는 IP와 인증된 도메인에 적용됩니다. SPF와 DKIM이 통과해야 합니다.',
    ],
    obsolete:
      'Postmaster Tools의 평판 그래프는 2025년 9월 30일에 종료되었습니다. 규정 준수 상태, 스팸 비율, 전송 오류는 남아 있습니다.',
  },
  'recipient-rate': { steps: ['지금 이 메일함에 메일이 너무 많이 들어오고 있습니다.'] },
  connections: {
    steps: ['이 수신 측에 동시에 여는 연결을 줄이고, 연결 하나로 보내는 메일 수도 줄이세요.'],
  },
  greylisting: {
    steps: [
      '조치할 것은 없습니다. 처음 보는 발신자에게 다시 시도해 달라고 하는 수신 서버이며, 큐가 그렇게 합니다. 같은 IP에서 재시도하세요.',
    ],
  },
  relay: {
    steps: [
      '이 수신자의 메일을 받지 않는 서버입니다. 수신자 도메인의 MX 서버가 맞는지 확인하세요. 맞다면 상대 서버의 설정이 잘못된 것입니다.',
      '귀사의 릴레이라면 보내기 전에 로그인하세요.',
    ],
  },
  'user-unknown': { steps: ['없는 수신자입니다. 철자를 확인하세요.', DROP_ADDRESS_KO] },
  'code-only': {
    steps: [
      '문구는 알아보지 못했고 코드만 알아보았습니다. 수신 측 메일 시스템의 문제라는 뜻입니다. 거부 메시지를 직접 읽으세요.',
      '주소가 맞다면 거부 메시지 전문을 수신 측 메일 운영 담당자(postmaster)에게 보내세요.',
    ],
  },
  'mailbox-full': { steps: ['메일함 용량이 가득 찼습니다. 다른 방법으로 알리고, 며칠 뒤에는 발송을 멈추세요.'] },
  'mailbox-disabled': {
    steps: [
      fact(
        '휴면, 정지 또는 폐쇄된 메일함입니다. 다음(Daum) 메일은 3개월 동안 로그인하지 않으면 휴면이 되어 새 메일이 반송됩니다. 네이버도 3개월로 보도되었습니다.',
      ),
      '수신자에게 다른 방법으로 연락하세요. 휴면 메일함은 수신자가 로그인하면 다시 메일을 받습니다.',
      '폐쇄된 메일함이라면 명단에서 이 주소를 지우세요. 계속 보내면 발송 평판이 나빠집니다.',
    ],
  },
  'recipient-policy': {
    steps: [
      fact('수신 측의 규칙에 따라 거부되었으며, 수신 측만 바꿀 수 있습니다.'),
      '수신자에게 다른 방법으로 연락해, 수신 측 관리자가 발신자를 허용하도록 부탁하세요. 거부 메시지 전문을 전달하세요.',
    ],
  },
  geo: {
    steps: [
      '이 국가나 네트워크의 메일을 거부하는 수신 서버입니다.',
      '수신자에게 이 IP를 허용해 달라고 부탁하거나, 다른 곳의 릴레이로 보내세요.',
    ],
  },
  policy: {
    steps: [
      actBy(
        '수신 측이 어떤 정책인지 밝히지 않았습니다. 대개 역방향 DNS, SPF, DKIM, DMARC 때문입니다. 먼저 점검하세요.',
        'npx postwatch check <ip> --domain <domain>',
      ),
      '모두 통과하면 거부 메시지 전문을 수신 측 메일 운영 담당자(postmaster)에게 보내세요.',
    ],
  },
  dns: {
    steps: [
      '제한 시간 안에 이름을 조회하지 못했습니다. 큐가 재시도합니다. 계속되면 거부 메시지에 나온 도메인의 네임서버를 점검하세요.',
    ],
  },
  'no-such-domain': {
    steps: ['수신자의 도메인이 존재하지 않거나 메일 서버가 없습니다. 철자를 확인하세요.', DROP_ADDRESS_KO],
  },
  network: {
    steps: [
      '수신 서버에 연결하지 못했거나 연결이 끊겼습니다. 큐가 재시도합니다.',
      '끝내 도착하지 않으면 수신자에게 다른 방법으로 알리세요.',
    ],
  },
  loop: {
    steps: [
      '메일이 순환했습니다. 전달 규칙이나 MX 레코드가, 메일을 다시 넘기는 서버를 가리키고 있습니다.',
      'Received 헤더를 따라가 보세요. 대개 수신 측에서 고쳐야 합니다.',
    ],
  },
  temporary: { steps: ['수신 서버의 일시적 문제입니다. 큐가 재시도하도록 두세요.'] },
} satisfies Partial<BounceCatalogue>;
