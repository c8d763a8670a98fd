/** What happened, in a few words that need no dictionary: the end of "refused: ...". Labels, so without a full stop. */
import type { Text } from '../model/language.ts';
import type { Cause, Diagnosis } from './diagnosis.ts';

const CAUSE_TEXTS: Readonly<Record<Cause, Text>> = {
  'ptr-missing': { en: 'your address has no valid reverse DNS', ko: '발송 IP에 유효한 역방향 DNS가 없음' },
  'ptr-generic': { en: 'your reverse name looks automatically generated', ko: '역방향 DNS가 자동 생성된 기본 이름' },
  'fcrdns-mismatch': { en: 'your reverse name does not resolve back', ko: '정방향·역방향 DNS 불일치' },
  'helo-invalid': { en: 'the EHLO name of your server is not valid', ko: 'HELO 이름이 올바르지 않음' },
  'dynamic-ip': { en: 'your address counts as residential or dynamic', ko: '발송 IP가 유동 IP로 분류됨' },
  'ip-blocklisted': { en: 'your address is on a blocklist', ko: '발송 IP가 차단 목록에 등재' },
  'ip-reputation': { en: 'poor IP reputation at the receiver', ko: '발송 IP 평판이 낮음' },
  complaints: { en: 'recipients mark your mail as spam', ko: '수신자의 스팸 신고가 많음' },
  'open-relay': { en: 'your server counts as an open relay', ko: '오픈 릴레이로 판정됨' },
  'domain-reputation': { en: 'poor domain reputation at the receiver', ko: '도메인 평판이 낮음' },
  'domain-blocklisted': { en: 'your domain is on a blocklist', ko: '도메인이 차단 목록에 등재' },
  'url-blocklisted': { en: 'a link in the text is on a blocklist', ko: '본문의 링크가 차단 목록에 등재' },
  'sender-domain-invalid': { en: 'the sender domain does not resolve', ko: '발송 도메인을 DNS에서 조회할 수 없음' },
  'sender-verify': {
    en: 'the receiver could not verify the sender address at your own MX',
    ko: '수신 측이 내 MX에서 발신자 주소를 검증하지 못함',
  },
  'spf-fail': { en: 'SPF fails', ko: 'SPF 인증 실패' },
  'dkim-fail': { en: 'the DKIM signature is missing or fails', ko: 'DKIM 서명이 없거나 검증 실패' },
  'dmarc-fail': { en: 'DMARC fails', ko: 'DMARC 정책에 따라 거부됨' },
  'dmarc-missing': { en: 'the domain has no DMARC record', ko: 'DMARC 레코드 없음' },
  'auth-missing': { en: 'neither SPF nor DKIM passes', ko: 'SPF·DKIM 인증 없음' },
  'auth-required': { en: 'the server requires a login', ko: 'SMTP 인증 필요' },
  'content-attachment': { en: 'the attachment is blocked', ko: '첨부 파일 차단' },
  'content-spam': { en: 'the message was judged to be spam', ko: '메일 내용이 스팸으로 판정됨' },
  'content-virus': { en: 'the message was judged to be a virus', ko: '메일이 악성코드로 판정됨' },
  'rfc-noncompliant': { en: 'the message does not follow the standards', ko: '메일 형식이 표준에 맞지 않음' },
  'message-too-big': { en: 'the message is too large', ko: '메일 크기 초과' },
  'rate-limited': { en: 'too much mail in too short a time', ko: '단시간 발송량 초과' },
  'recipient-rate-limited': { en: 'the mailbox receives too much mail', ko: '수신자 메일함의 수신량 초과' },
  'connection-limited': { en: 'too many connections at a time', ko: '동시 연결 수 초과' },
  greylisted: { en: 'greylisting (the receiver asks to try again)', ko: '그레이리스팅(재시도 요청)' },
  'tls-required': { en: 'the receiver requires TLS', ko: 'TLS 연결 필요' },
  'relay-denied': { en: 'the server does not accept mail for this recipient', ko: '릴레이 거부' },
  'user-unknown': { en: 'there is no such mailbox', ko: '없는 수신자' },
  'mailbox-full': { en: 'the mailbox is full', ko: '메일함 용량 초과' },
  'mailbox-disabled': { en: 'the mailbox is closed, suspended or dormant', ko: '휴면·정지·폐쇄된 메일함' },
  'recipient-policy': { en: 'a rule of the receiver', ko: '수신 측 규칙에 따라 거부됨' },
  'geo-blocked': { en: 'the receiver blocks this country or network', ko: '국가·네트워크 차단' },
  policy: { en: 'a policy of the receiver', ko: '수신 측 정책에 따라 거부됨' },
  'dns-failure': { en: 'a DNS lookup failed', ko: 'DNS 조회 실패' },
  network: { en: 'the receiving server could not be reached', ko: '수신 서버에 연결할 수 없음' },
  'port25-blocked': { en: 'outgoing port 25 is blocked', ko: '아웃바운드 25번 포트 차단' },
  temporary: { en: 'temporary problem at the receiver', ko: '수신 서버의 일시적 문제' },
};

/** A list that has shut down lists nothing. */
const DEAD_LIST: Text = {
  en: 'the receiver uses a blocklist that has shut down',
  ko: '수신 서버가 운영이 종료된 차단 목록을 사용함',
};
const MISREAD_LIST: Text = {
  en: 'the receiver misreads the answer of a blocklist',
  ko: '수신 서버가 차단 목록의 응답을 잘못 해석함',
};

/** In the log of the reader's own server. */
const OWN_LIST_CHECK: Text = {
  en: 'a blocklist refuses your resolver or key',
  ko: '차단 목록이 내 리졸버나 키를 거부함',
};
const OWN_RULE: Text = { en: 'a rule of your server', ko: '내 서버의 규칙에 따라 거부됨' };

type Caused = Pick<Diagnosis, 'cause' | 'side'> & Partial<Pick<Diagnosis, 'direction'>>;

export function causeText({ cause, side, direction }: Caused): Text {
  if (direction === 'inbound') return cause === 'dns-failure' ? OWN_LIST_CHECK : OWN_RULE;
  if (side === 'receiver' && cause === 'ip-blocklisted') return DEAD_LIST;
  return side === 'receiver' && cause === 'dns-failure' ? MISREAD_LIST : CAUSE_TEXTS[cause];
}
