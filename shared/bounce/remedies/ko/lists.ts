/** Blocklists, each with its own way out. */
import type { BounceCatalogue } from '../words.ts';
import { actBy, atPage, fact, tested } from '../words.ts';
import { CONFIRMATION_KO, IP_KO, STOP_CAUSE_KO, STOPPED_KO } from './common.ts';

const OWN_NAME = tested('정방향 조회와 일치하는 자체 역방향 DNS를 설정하세요.');

export const BLOCKLISTS_KO = {
  dynamic: {
    steps: [
      fact('수신 서버가 이 IP를 메일 서버가 아니라 유동 IP나 가정용 회선으로 보고 있습니다.'),
      OWN_NAME,
      '이 대역을 등재한 목록에서 이 IP 하나만 해제를 신청하거나, SMTP 인증 릴레이(스마트호스트)로 보내세요.',
    ],
    needs: ['고정 IP', '자체 역방향 DNS'],
  },
  blocklist: {
    steps: [
      STOP_CAUSE_KO,
      actBy('어느 목록에 등재되었는지, 그 목록의 해제 방식이 무엇인지 확인하세요.', 'npx postwatch check <ip>'),
    ],
  },
  'blocklist-named': {
    steps: [
      STOP_CAUSE_KO,
      atPage('<list>에 등재되어 있습니다. 목록의 해제 페이지에서 사실대로 적어 한 번만 해제를 요청하세요.'),
    ],
    needs: [IP_KO, STOPPED_KO],
  },
  'blocklist-expires': {
    steps: [
      STOP_CAUSE_KO,
      atPage('<list>에 등재되어 있으며, 직접 해제하는 절차가 없습니다. 원인이 없어지면 자동으로 해제됩니다.'),
    ],
  },
  'spamhaus-ip': {
    steps: [
      STOP_CAUSE_KO,
      '조회 페이지에서 목록(SBL, CSS, XBL, PBL)과 사유, 해제 방법을 확인하세요. SBL은 IP를 할당한 사업자만 해제를 요청할 수 있습니다.',
    ],
    needs: [IP_KO, STOPPED_KO],
  },
  'spamhaus-pbl': {
    steps: [
      fact('PBL은 정책 목록입니다. 메일을 직접 발송하지 않도록 지정된 IP 대역이며, 스팸 발송이 확인된 것은 아닙니다.'),
      OWN_NAME,
      '조회 페이지에서 이 IP 하나만 해제하거나, SMTP 인증 릴레이(스마트호스트)로 보내세요.',
    ],
    needs: ['고정 IP', CONFIRMATION_KO],
  },
  'spamhaus-dbl': {
    steps: [
      'IP가 아니라 도메인이 등재되었습니다. 조회 페이지에서 사유를 확인하세요.',
      '원인이 된 웹사이트나 발송을 정리한 뒤 그 페이지에서 해제를 요청하세요.',
    ],
    needs: ['도메인', STOPPED_KO],
  },
  'receiver-resolver': {
    steps: [
      fact(
        '발송 IP에는 문제가 없습니다. 목록 운영자가 수신 서버의 조회를 거부했고, 수신 서버가 그 응답을 등재로 해석했습니다.',
      ),
      atPage(
        '수신 측 메일 운영 담당자(postmaster)에게 다른 경로로 알리세요. 자체 리졸버나 키로 조회하고 127.255.255.0/24 응답을 무시해야 합니다.',
      ),
      '해제를 요청하지 마세요. 해제할 등재가 없습니다.',
    ],
  },
  'dead-list': {
    steps: [
      fact(
        '운영이 종료된 목록이라 해제할 대상이 없습니다. 수신 서버가 이 목록을, 또는 이제 다른 사람이 가진 도메인을 아직 조회하고 있습니다.',
      ),
      '수신 측 메일 운영 담당자(postmaster)에게 이 목록을 설정에서 제외해 달라고 알리세요.',
    ],
    obsolete: 'SORBS(2024년 6월 종료)를 비롯해 운영이 종료된 목록의 해제 신청서는 더 이상 없습니다.',
  },
  spamcop: {
    steps: [STOP_CAUSE_KO, '직접 해제하는 절차가 없습니다. 마지막 신고 후 약 24시간이 지나면 자동으로 해제됩니다.'],
  },
  barracuda: {
    steps: [STOP_CAUSE_KO, '해제 신청서에 사실대로 적어 한 번만 제출하세요. 반복해서 신청하면 처리되지 않습니다.'],
    needs: [IP_KO, '이메일 주소', '전화번호'],
  },
  uceprotect: {
    steps: [
      atPage(
        '직접 해제하는 절차가 없습니다. 마지막 감지 후 7일이 지나면 자동으로 해제됩니다. 비용을 내고 앞당기지 마세요.',
      ),
      'Level 2와 3은 사업자의 대역 전체를 등재합니다. 수신 서버가 이것만으로 메일을 거부해서는 안 됩니다.',
    ],
  },
  invaluement: { steps: [STOP_CAUSE_KO, '조회 페이지에서 확인하고 해제를 요청하세요.'] },
  validity: {
    steps: [STOP_CAUSE_KO, '조회 페이지에서 확인하고 임시로 해제할 수 있습니다. 점수는 최근 30일의 발송을 반영합니다.'],
  },
  hostkarma: { steps: [STOP_CAUSE_KO, '조회 페이지에서 직접 해제하세요.'] },
  'kisa-rbl': {
    steps: [
      STOP_CAUSE_KO,
      atPage('KISA에서 등재 여부를 조회하세요. 2020년 이후의 자료와 해제 절차는 확인하지 못했습니다.'),
      '화이트 도메인으로 등록할 수도 있습니다. 등록이 필수는 아니며, 지금도 쓰이는지는 확인하지 못했습니다.',
    ],
    needs: ['발송 서버를 적은 SPF 레코드'],
  },
  // docs.trendmicro.com, "Email Reputation Services in Service Central", step 3 and "Global Approved List", read on 2026-11-30.
  'trend-micro': {
    steps: [
      'Email Reputation 서비스에서 조회하세요. "None"은 미등재, DUL은 유동 IP, KSSL과 ETL은 평판에 따른 등재입니다. QIL은 5분~12시간 안에 자동으로 해제됩니다.',
      tested('자체 역방향 DNS를 먼저 설정하세요. DUL은 유동 IP로 보이는 IP를 등재합니다.'),
      tested('발송 도메인의 abuse@ 또는 postmaster@ 메일함이 메일을 받는지 확인하세요.'),
      atPage(
        '목록 옆의 Remove 버튼으로 목록마다 한 번씩 신청하세요. 연락처는 abuse@ 또는 postmaster@여야 하며, 다른 주소로 신청하면 처리되지 않습니다. AWS라면 할당받은 Elastic IP라고 밝히세요.',
      ),
      '답변은 영어 메일로 오며 며칠 걸릴 수 있습니다.',
      'Global Approved List는 별도의 신청서이며 차단을 풀어 주지 않습니다. 신청하더라도 모든 목록에서 해제된 뒤에 하세요.',
    ],
    needs: [IP_KO, '역방향 DNS의 이름', '발송 도메인의 abuse@ 또는 postmaster@ 메일함', '회사명', '거부 메시지 전문'],
    obsolete:
      '옛 페이지(mail-abuse.com, mail-abuse.org, ers.trendmicro.com/reputations)는 없어졌습니다. 지금은 Service Central의 Email Reputation입니다.',
  },
  'trend-micro-quick': {
    steps: [
      '단기 목록(QIL)입니다. 마지막 스팸 발송 후 5분~12시간이 지나면 해제됩니다. 큐가 재시도하도록 두세요.',
      atPage('다시 등재되면 IP를 조회하고, 이 서버에서 스팸이 나가지 않는지 확인하세요.'),
    ],
    obsolete: 'ers.trendmicro.com/reputations는 Service Central로 옮겨졌습니다.',
  },
  'url-blocklist': {
    steps: [
      actBy(
        '발신자가 아니라 본문의 링크나 도메인이 등재되었습니다. 어느 것인지 찾으세요.',
        'npx postwatch check <domain>',
      ),
      '귀사 도메인이 아니라면 본문에서 빼고 다시 보내세요. 귀사 도메인이라면 웹사이트를 정리하고 해제를 요청하세요.',
    ],
  },
} satisfies Partial<BounceCatalogue>;
