/** Names and authentication: reverse DNS, the greeting, SPF, DKIM, DMARC, TLS and logins. */
import type { BounceCatalogue } from '../words.ts';
import { actBy, atPage, fact, tested } from '../words.ts';
import { DNS_NEEDS_KO, REVERSE_DNS_KO, REVERSE_NEEDS_KO } from './common.ts';

export const IDENTITY_KO = {
  'reverse-dns': { steps: REVERSE_DNS_KO, needs: REVERSE_NEEDS_KO },
  'reverse-dns-own-name': {
    steps: [
      '역방향 DNS가 자동 생성된 기본 이름으로 보입니다. mail.example.com처럼 자체 호스트 이름을 정하세요.',
      ...REVERSE_DNS_KO,
    ],
    needs: REVERSE_NEEDS_KO,
  },
  helo: {
    steps: [
      'HELO 이름을 도메인까지 포함한 전체 호스트 이름으로 설정하세요(Postfix: myhostname, Exim: primary_hostname).',
      '그 이름에 발송 IP를 가리키는 A 또는 AAAA 레코드를 등록하고, 역방향 DNS도 같은 이름으로 맞추세요.',
    ],
  },
  'sender-domain': {
    steps: [
      '발송 도메인을 조회할 수 없거나 메일을 받을 수 없습니다. 조회되는 MX(또는 A) 레코드를 등록하세요.',
      'MAIL FROM과 From에 전체 이메일 주소를 쓰세요.',
    ],
  },
  spf: {
    steps: [
      actBy('어느 도메인이 왜 실패했는지 확인하세요.', 'npx postwatch spf <ip> <sender>'),
      tested('그 도메인의 SPF 레코드에 발송 IP를 추가하세요.'),
      '전달(포워딩)된 메일은 구조상 SPF를 통과하지 못합니다. DKIM 서명이나 전달 서버의 SRS가 필요합니다.',
    ],
    needs: DNS_NEEDS_KO,
  },
  dkim: {
    steps: [
      '1024비트 이상의 키로 서명하고, 셀렉터 이름에 공개 키 레코드를 등록하세요.',
      '서명한 뒤에 메일 내용이 바뀌지 않는지 확인하세요.',
    ],
    needs: DNS_NEEDS_KO,
  },
  dmarc: {
    steps: [
      '발신자 주소(From)의 도메인이 SPF나 DKIM을 통과한 도메인과 일치해야 합니다(도메인 정렬). 자체 도메인으로 보내거나, 발송 서비스가 그 도메인으로 서명하게 하세요.',
      '전달 서버나 메일링 리스트를 거친 메일은 DKIM 서명이 유지되어야 통과합니다.',
    ],
    needs: DNS_NEEDS_KO,
  },
  'dmarc-record': {
    steps: [
      actBy(
        'DMARC 레코드를 등록하세요. 처음에는 아래 값이면 충분합니다.',
        '_dmarc.<domain>. 300 IN TXT "v=DMARC1; p=none"',
      ),
    ],
    needs: DNS_NEEDS_KO,
  },
  authenticate: {
    steps: [
      '발송 IP가 SPF를 통과하게 하고, 발신자 주소(From)의 도메인으로 DKIM 서명을 하고, DMARC 레코드를 등록하세요.',
      actBy('SPF를 확인하세요.', 'npx postwatch spf <ip> <sender>'),
    ],
    needs: DNS_NEEDS_KO,
  },
  'smtp-auth': {
    steps: [
      '이용 중인 메일 서비스라면 587번이나 465번 포트에서 메일함의 사용자 이름과 비밀번호로 로그인하세요.',
      '그렇지 않다면 제출(submission) 서버가 아니라 수신자 도메인의 MX 서버로 보내세요.',
    ],
  },
  'message-format': {
    steps: [
      '메일이나 SMTP 명령이 RFC 5321, 5322에 맞지 않습니다. From, Date, Message-ID는 하나씩 있어야 하고, 이메일 주소가 올바르며 줄 끝은 CRLF여야 합니다.',
      '메일을 만드는 프로그램을 고치세요.',
    ],
  },
  tls: {
    steps: [
      'TLS로 보낸 메일만 받는 수신 서버입니다. 발송할 때 STARTTLS를 쓰도록 설정하세요(Postfix: smtp_tls_security_level = may).',
    ],
  },
  'open-relay': {
    steps: [
      '로그인하지 않은 클라이언트의 릴레이를 막으세요(Postfix: smtpd_relay_restrictions).',
      '비밀번호를 바꾼 뒤 해제를 요청하세요.',
    ],
  },
  port25: {
    steps: [
      '25번 포트로 연결할 수 없습니다. EC2는 신청을 받아 제한을 풀어 줄 때까지 아웃바운드 25번 포트를 차단합니다.',
      atPage('신청 화면에서 Elastic IP와 역방향 DNS의 이름을 적어 해제를 신청하세요.'),
      '그때까지는 SES나 다른 릴레이의 587번 포트로 보내세요.',
    ],
    needs: ['루트 사용자 또는 지원 권한', '사용 사례', 'Elastic IP와 역방향 DNS의 이름'],
  },
  ses: {
    steps: [
      fact(
        'Amazon SES가 전송을 시도하지 않았습니다. 이전의 반송이나 스팸 신고로 발송 제외 목록(suppression list)에 들어 있는 주소입니다.',
      ),
      '올바른 주소라면 계정의 발송 제외 목록에서 지우고 다시 보내세요. 2026년 5월 29일부터 테넌트(tenant)에도 따로 목록이 있으니 함께 확인하세요.',
    ],
  },
  'ses-identity': {
    steps: [
      '거부 메시지에 나온 리전에서 발신자 주소나 그 도메인을 자격 증명(identity)으로 확인하세요.',
      '계정이 샌드박스에 있으면 수신자 주소도 확인해야 합니다. 프로덕션 액세스를 신청하세요.',
    ],
  },
} satisfies Partial<BounceCatalogue>;
