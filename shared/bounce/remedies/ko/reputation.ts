/** Reputation, filters and what is in the message. */
import type { BounceCatalogue } from '../words.ts';
import { fact } from '../words.ts';
import { IP_KO, PROVE_SENDER_KO, REFUSAL_KO, STOP_CAUSE_KO } from './common.ts';

export const REPUTATION_KO = {
  'ip-reputation': {
    steps: [
      STOP_CAUSE_KO,
      PROVE_SENDER_KO,
      '발송량을 줄이고, 수신에 동의한 사람에게만 보내세요. 새 IP는 적은 양을 꾸준히 보내는 IP 워밍업이 몇 주 필요합니다.',
      '그 뒤에 수신 측 메일 운영 담당자(postmaster)에게 문의하세요.',
    ],
  },
  complaints: {
    steps: [
      '수신자들이 스팸으로 신고하고 있습니다. 발송을 멈추고 신고한 수신자를 명단에서 지우세요.',
      '한 번 눌러 수신 거부하는 링크(RFC 8058)를 넣으세요.',
    ],
    obsolete: 'Yahoo의 IP 기준 스팸 신고 피드백(FBL)은 없어졌습니다. Sender Hub에 DKIM 도메인을 등록하세요.',
  },
  'domain-reputation': {
    steps: [
      '어느 IP에서 보내든 도메인으로 평가합니다. 모든 메일에 도메인이 정렬된 DKIM 서명을 하세요.',
      '스팸 신고를 받는 발송을 멈추고, 꾸준한 양을 보내세요.',
    ],
  },
  proofpoint: {
    steps: [
      STOP_CAUSE_KO,
      '조회 페이지에서 확인하세요. "delayed"는 몇 분 안에, "blocked"는 스팸 발송이 멈춘 뒤에 풀립니다. 해제 신청서도 같은 페이지에 있습니다.',
    ],
    needs: [IP_KO, REFUSAL_KO],
  },
  cloudmark: {
    steps: [STOP_CAUSE_KO, '평판 초기화를 신청하세요. 첫 신청은 대개 받아들여집니다.'],
    needs: [IP_KO],
  },
  cisco: {
    steps: [
      STOP_CAUSE_KO,
      '평판은 몇 시간에서 일주일 남짓 사이에 저절로 회복됩니다. 조회 페이지에서 확인하고, 필요하면 그곳에서 문의를 접수하세요.',
    ],
  },
  fortinet: { steps: [STOP_CAUSE_KO, 'IP나 링크를 조회하고 이의를 신청하세요.'] },
  symantec: {
    steps: [
      STOP_CAUSE_KO,
      '조회 페이지에서 확인하고 해제를 요청하세요. 메일 한 통이 잘못 걸러진 것이라면 수신자에게 신고를 부탁하세요.',
    ],
  },
  mimecast: {
    steps: [
      'Mimecast의 코드 표에서 코드를 찾으세요. 대부분 고객사가 정한 규칙이며, 그 고객사만 발신자를 허용할 수 있습니다.',
    ],
  },
  attachment: {
    steps: [
      '첨부 파일이나 그 형식이 차단되었습니다. 실행 파일, 스크립트, 이를 담은 압축 파일, 암호화된 압축 파일이 해당합니다.',
      '이름을 바꿔 다시 보내지 마세요. 파일을 따로 저장하고 링크를 보내세요.',
    ],
  },
  'gmail-attachment': {
    steps: [
      fact('Gmail은 이름을 바꿔도 실행 파일과 이를 담은 압축 파일을 거부합니다.'),
      '파일을 Drive나 S3에 저장하고 링크를 보내세요.',
    ],
  },
  'spam-content': {
    steps: [
      '발신자뿐 아니라 본문이 스팸으로 판정되었습니다. 단축 URL, 등재된 링크, 스팸처럼 보이는 문구와 첨부 파일을 빼세요.',
      'SPF, DKIM, DMARC를 점검하세요.',
      '수신자가 원하는 메일이라면 수신자에게 발신자를 허용해 달라고 부탁하세요.',
    ],
  },
  virus: {
    steps: ['컴퓨터와 파일의 악성코드를 검사하세요.', '오탐이라면 파일 대신 링크를 보내세요.'],
  },
  size: { steps: ['수신 서버가 받는 크기보다 큰 메일입니다. 파일 대신 링크를 보내세요.'] },
} satisfies Partial<BounceCatalogue>;
