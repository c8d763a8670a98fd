/** Receivers with forms, rules or code tables of their own. */
import type { BounceCatalogue } from '../words.ts';
import { atPage } from '../words.ts';
import { CONFIRMATION_KO, IP_KO, PROVE_SENDER_KO, REFUSAL_KO, STOP_CAUSE_KO } from './common.ts';

const CODE = '코드가 포함된 거부 메시지 전문';

export const RECEIVERS_KO = {
  'gmail-reputation': {
    steps: [
      STOP_CAUSE_KO,
      PROVE_SENDER_KO,
      'Postmaster Tools(postmaster.google.com)에서 규정 준수 상태를 확인하세요. 2026년 6월부터 도달률 판정과 그 사유, 수신 거부 요청을 지켰는지에 대한 판정도 나옵니다.',
      atPage(
        '스팸 비율을 7일 동안 0.3% 아래로 유지하세요. 그 뒤에 모든 규정을 지킨 대량 발신자만 신청서를 쓸 수 있습니다.',
      ),
    ],
    needs: ['Postmaster Tools에서 확인된 도메인'],
    obsolete:
      'Postmaster Tools의 IP·도메인 평판 그래프는 2025년 9월 30일에 종료되었습니다. 규정 준수 상태, 스팸 비율, 전송 오류를 보세요.',
  },
  'gmail-sender': {
    steps: [
      'Google의 발신자 가이드라인을 따르세요. 모든 발신자는 SPF나 DKIM, 유효한 역방향 DNS, TLS가 필요하고, 대량 발송은 SPF와 DKIM, DMARC, 원클릭 수신 거부까지 필요합니다.',
    ],
  },
  yahoo: {
    steps: [
      PROVE_SENDER_KO,
      STOP_CAUSE_KO,
      atPage(
        'Sender Hub에서 Sender Support Request를 접수하세요. 새 IP에서 전혀 보내지 못하는 경우도 여기에 접수합니다.',
      ),
      'Sender Hub의 스팸 신고 피드백(CFL)에 DKIM 도메인을 등록하세요. 스팸 신고를 메일로 받을 수 있습니다.',
    ],
    needs: [IP_KO, '역방향 DNS의 이름', 'DKIM 도메인', CODE, '수신자가 수신에 동의했다는 증빙'],
    obsolete:
      'AOL과 Yahoo의 허용 목록은 없어졌습니다. IP 기준 스팸 신고 피드백은 2024년 8월에 끝났고, Verizon Media와 AOL의 postmaster 페이지도 없습니다.',
  },
  'yahoo-sender': { steps: [PROVE_SENDER_KO, 'Yahoo의 코드 표에서 코드를 찾으세요.'] },
  'microsoft-consumer': {
    steps: [
      STOP_CAUSE_KO,
      PROVE_SENDER_KO,
      atPage(
        'Outlook.com 발신자 지원 양식으로 문의를 접수하세요. 24~48시간 안에 답변이 옵니다. 문제가 없다는 답변이 오면 그 메일에 회신하세요.',
      ),
      'SNDS에서 IP를 지켜보고 JMRP에 등록하세요. SNDS는 2026년 7월 22일부터 스팸 트랩 적중 수를 제공하지 않으며, 데이터 링크는 30일이 지나면 끊깁니다.',
    ],
    needs: [IP_KO, 'Microsoft 계정', CODE],
    obsolete:
      'sendersupport.olc.protection.outlook.com의 SNDS 페이지와 데이터 링크는 2026년 6월에 중단되었고, 스팸 트랩 적중 수는 2026년 7월 22일에 없어졌습니다. 지금 주소: https://substrate.office.com/ip-domain-management-snds/SNDS',
  },
  'microsoft-delist': {
    steps: [STOP_CAUSE_KO, '해제 포털(delist portal)에서 해제를 요청하세요(코드 5.7.606~5.7.649).'],
    needs: [IP_KO, CONFIRMATION_KO],
  },
  'microsoft-banned-sender': {
    steps: [
      STOP_CAUSE_KO,
      '이 코드는 포털에서 처리하지 않습니다. 코드와 IP가 포함된 거부 메시지 전문을 delist@microsoft.com 주소로 보내세요.',
    ],
    needs: [IP_KO, REFUSAL_KO],
    obsolete:
      '옛 거부 메시지와 안내에는 delist@messaging.microsoft.com 주소가 나옵니다. 지금 Microsoft가 안내하는 주소는 delist@microsoft.com입니다.',
  },
  'microsoft-bulk': {
    steps: [
      'Outlook.com에 하루 5,000통 넘게 보내는 도메인은 SPF와 DKIM이 통과하고, DMARC 레코드가 둘 중 하나와 정렬되어야 합니다.',
    ],
  },
  apple: {
    steps: [
      PROVE_SENDER_KO,
      STOP_CAUSE_KO,
      '그 뒤에 icloudadmin@apple.com 주소로 메일을 보내세요. 허용 목록과 스팸 신고 피드백은 없습니다.',
    ],
    needs: ['회사명과 도메인', IP_KO, REFUSAL_KO],
  },
  comcast: {
    steps: [
      PROVE_SENDER_KO,
      STOP_CAUSE_KO,
      '거부 메시지에 Comcast의 링크가 있으면 먼저 여세요. 해당 차단의 신청서로 이어집니다.',
      'comcast.net 메일함은 2025년 6월부터 Yahoo로 옮기고 있습니다. MX 서버가 yahoodns.net이라면 Sender Hub를 이용하세요. Comcast Business 메일함은 옮기지 않습니다.',
    ],
  },
  att: {
    steps: [
      PROVE_SENDER_KO,
      STOP_CAUSE_KO,
      '2025년 6월부터 메일함이 Yahoo에 있습니다. Sender Hub에서 Sender Support Request를 접수하세요.',
    ],
    obsolete: 'abuse_rbl@abuse-att.net 주소는 더 이상 쓰지 않습니다.',
  },
  spectrum: {
    steps: [
      PROVE_SENDER_KO,
      'AUP#In 코드를 찾아보세요. 1200~1210은 Cloudmark, 1220~1250은 Spamhaus의 판정입니다. 발신자용 신청서나 메일 주소는 찾지 못했습니다.',
    ],
  },
  cox: {
    steps: [
      PROVE_SENDER_KO,
      'cox.net 메일함은 2024년 10월부터 Yahoo에 있습니다. Sender Hub에서 Sender Support Request를 접수하세요. AUP#CX 코드는 옛 로그에만 나옵니다.',
    ],
  },
  godaddy: {
    steps: [STOP_CAUSE_KO, 'IP의 해제를 요청하세요. 코드 설명은 GoDaddy 도움말에 있습니다.'],
    needs: [IP_KO, REFUSAL_KO],
  },
  'godaddy-codes': { steps: ['IB 코드를 찾아 해당하는 문제를 고치세요.'] },
  gmx: {
    steps: [
      PROVE_SENDER_KO,
      atPage('거부 메시지 마지막 줄의 링크를 여세요. 사유가 나와 있습니다. 그 뒤에 문의 양식을 이용하세요.'),
    ],
    needs: ['링크가 포함된 거부 메시지 전문'],
  },
  't-online': {
    steps: [
      'T-Online은 모르는 IP를 차단합니다. 자체 도메인의 역방향 DNS와, 그 도메인에서 운영자를 밝히는 웹페이지가 먼저 있어야 합니다.',
      '그 뒤에 거부 메시지에 나온 주소(tosa@, toda@, tobr@ 또는 postmaster@rx.t-online.de)로 발송 IP를 적어 보내세요.',
    ],
    needs: [IP_KO, '역방향 DNS의 이름', '운영자를 밝히는 웹페이지'],
  },
  orange: {
    steps: [
      STOP_CAUSE_KO,
      PROVE_SENDER_KO,
      'Abusix, Spamhaus, Cloudmark에서 IP를 먼저 확인하세요. Orange는 이 판정을 따릅니다.',
      'Orange는 역방향 DNS, 전체 HELO 이름, 고정 IP를 요구하며 SPF, DKIM, DMARC가 모두 통과해야 합니다. 그 뒤에 거부 메시지를 적어 abuse@orange.fr 주소로 보내세요.',
    ],
  },
  laposte: {
    steps: [
      'SPF나 DKIM이 통과하고 발신자 주소(From)의 도메인과 정렬되는지 확인하세요. La Poste는 2025년 9월 9일부터 이를 요구합니다.',
      STOP_CAUSE_KO,
      '동시 연결을 2개로 줄이세요. 발신자용 신청서는 찾지 못했으며, 코드 503은 몇 시간 안에 풀립니다.',
    ],
  },
  'laposte-sender': {
    steps: ['발신자 주소(MAIL FROM과 From)가 메일을 받는지 확인하세요. La Poste가 이를 확인합니다.'],
  },
  sfr: { steps: [PROVE_SENDER_KO, '차단은 약 2시간 이어집니다. 속도를 늦추고 큐가 재시도하도록 두세요.'] },
  'mail-ru': { steps: [PROVE_SENDER_KO, '그 뒤에 메일 운영 담당자용 양식을 이용하세요.'] },
  yandex: { steps: [STOP_CAUSE_KO, '차단은 24시간 이어지며, 원인이 없어졌다면 자동으로 풀립니다.'] },
  qq: { steps: [PROVE_SENDER_KO, '그 뒤에 거부 메시지에 나온 도움말 링크를 여세요. 해당 거부의 신청서로 이어집니다.'] },
  netease: {
    steps: [
      PROVE_SENDER_KO,
      '거부 메시지에 나온 링크를 여세요. 코드 설명이 있습니다. HL:REP와 HL:MEP는 자동으로 풀립니다.',
    ],
  },
  daum: {
    steps: [
      PROVE_SENDER_KO,
      STOP_CAUSE_KO,
      '다음(Daum) 고객센터에 거부 메시지 전문을 적어 문의하세요. 다음 메일(daum.net, hanmail.net)은 2025년 12월부터 주식회사 에이엑스지(AXZ)가 운영하며, 지금의 고객센터 주소는 확인하지 못했습니다.',
    ],
    needs: [IP_KO, CODE],
  },
  kakao: {
    steps: [
      PROVE_SENDER_KO,
      STOP_CAUSE_KO,
      '카카오 고객센터에 거부 메시지 전문을 적어 문의하세요. 카카오메일(kakao.com)과 다음 메일은 2025년 12월부터 운영사가 다릅니다.',
    ],
    needs: [IP_KO, CODE],
  },
  naver: {
    steps: [
      PROVE_SENDER_KO,
      '네이버는 SPF와 DKIM 설정을 권장하며, 대량 발송에는 DMARC도 필요합니다.',
      '네이버 고객센터의 "별도의 메일 서버에서 발송한 메일을 네이버 수신자가 받지 못하는" 문의 양식을 이용하세요. IP를 언제부터 썼는지 보이는 계약 내역 화면을 붙이면 도움이 됩니다.',
    ],
    needs: [IP_KO, 'IP 사용 시작일이 보이는 계약 내역', REFUSAL_KO],
  },
} satisfies Partial<BounceCatalogue>;
