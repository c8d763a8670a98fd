/** The words of a diagnosis on the screen, in every language. */
import type { Side } from '../../shared/bounce/diagnosis.ts';
import type { OtherKind } from '../../shared/bounce/other-kinds.ts';
import type { OverallVerdict } from '../../shared/diagnose/overall.ts';
import type { Requirement } from '../../shared/diagnose/requests.ts';
import type { Language } from '../../shared/model/language.ts';
import { count } from '../../shared/model/text.ts';

export type ShownState = 'refused' | 'deferred' | 'undelivered' | 'queued' | 'delivered-late' | 'own-refusal';
export type Tested = Requirement | 'list';

/** What a screen of one language says. Every sentence is whole. */
export type DiagnosisWords = {
  readonly message: string;
  readonly recipients: (n: number, domain: string | undefined) => string;
  readonly more: (n: number) => string;
  readonly files: string;
  readonly state: Readonly<Record<ShownState, string>>;
  readonly side: Readonly<Record<Side, string>>;
  /** The headline: a word, and the sentence behind it. */
  readonly verdict: Readonly<Record<OverallVerdict, readonly [label: string, text: string]>>;
  readonly flushNow: string;
  readonly attachment: (names: string) => string;
  readonly confirmed: string;
  readonly fixed: string;
  readonly unseen: string;
  readonly doNotResend: string;
  readonly resendNow: string;
  readonly never: string;
  readonly onlyReceiver: string;
  readonly queueRetries: (minutes: number | undefined) => string;
  /** It came back, or nobody knows of a queue. */
  readonly resendLater: (minutes: number | undefined) => string;
  /** It is still in the queue, and will be refused again. */
  readonly queueHolds: (until: string | undefined) => string;
  readonly cameThrough: string;
  /** The reader's own server refused mail that came to it. */
  readonly ownRefusal: string;
  readonly inOrder: (what: readonly string[]) => string;
  readonly tested: (id: Tested, name: string | undefined) => string;
  /** As a thing that was not tested: nothing is said of how it is. */
  readonly test: Readonly<Record<Tested, string>>;
  readonly untested: (what: readonly string[]) => string;
  readonly publish: string;
  readonly howTo: string;
  readonly requestReady: (to: string) => string;
  readonly noRequest: (isUnmet: boolean) => string;
  readonly requestFor: (to: string) => string;
  readonly subject: string;
  readonly usually: (hours: number | undefined) => string;
  readonly checkedOn: (day: string) => string;
  readonly moreWith: string;
  readonly labels: Readonly<Record<DetailLabel, string>>;
  readonly privateList: (id: string) => string;
  readonly unmatched: (n: number) => string;
  readonly askPostmaster: string;
  readonly nothing: string;
  /** What the input is instead of a bounce. */
  readonly other: Readonly<Record<OtherKind, string>>;
};

export type DetailLabel = 'cause' | 'reply' | 'names' | 'checked' | 'needs' | 'outdated';

const span = (hours: number): string => (hours < 72 ? count(hours, 'hour') : count(Math.round(hours / 24), 'day'));

const EN: DiagnosisWords = {
  message: 'the message',
  recipients: (n, domain) => `${count(n, 'recipient')}${domain === undefined ? '' : ` at ${domain}`}`,
  more: (n) => `and ${n} more`,
  files: 'Files',
  state: {
    refused: 'refused',
    deferred: 'deferred',
    undelivered: 'not delivered',
    queued: 'still in the queue',
    'delivered-late': 'delivered late',
    'own-refusal': 'refused by your own server',
  },
  side: {
    sender: 'sender side',
    receiver: 'receiver side',
    recipient: "recipient's mailbox",
    content: 'message content',
    network: 'network',
    'own-server': 'your own server',
    'own-provider': 'your mail provider',
  },
  verdict: {
    confirmed: ['Confirmed', 'we looked it up, and it is still so today.'],
    'fixed since': ['Fixed since', 'what the refusal names is in order today.'],
    'in order': ['In order', 'all that can be tested is in order. We cannot see the reason of the receiver from here.'],
    'not visible from here': ['Not visible from here', 'nothing that can be looked up decides it.'],
    'not tested': ['Not tested', 'nothing was looked up (--offline).'],
  },
  flushNow: 'Fixed: flush the queue.',
  attachment: (names) => `The file in the returned message: ${names}`,
  confirmed: 'confirmed now',
  fixed: 'in order now',
  unseen: 'cannot be checked',
  doNotResend: 'Do not resend yet. Mail is refused until this is fixed.',
  resendNow: 'Fixed: this is in order now. Send again what came back. The queue sends what it still holds.',
  never: 'Do not send it again as it is.',
  onlyReceiver: 'Only the receiver can fix this. Resend once they have.',
  queueRetries: (minutes) =>
    minutes === undefined
      ? 'The queue retries by itself.'
      : `The queue retries by itself. Trying again makes sense after about ${minutes < 120 ? count(minutes, 'minute') : count(Math.round(minutes / 60), 'hour')}.`,
  resendLater: (minutes) =>
    minutes === undefined
      ? 'Send it again later.'
      : `Send it again after about ${minutes < 120 ? count(minutes, 'minute') : count(Math.round(minutes / 60), 'hour')}.`,
  queueHolds: (until) =>
    until === undefined
      ? 'The queue still holds it. Fix this first, then flush the queue.'
      : `The queue holds it (${until}). Fix this first, then flush the queue.`,
  cameThrough: 'It was delivered in the end. You do not need to do anything for this message.',
  ownRefusal: 'This is your own server: it refused mail that came to it.',
  inOrder: (what) => `In order: ${what.join(', ')}`,
  tested: (id, name) =>
    ({
      'reverse-dns': name === undefined ? 'reverse DNS' : `reverse DNS ${name} (resolves back)`,
      spf: 'SPF pass',
      dkim: 'DKIM key',
      dmarc: 'DMARC record',
      helo: 'greeting (HELO)',
      'static-address': 'static address',
      website: 'website',
      postmaster: 'postmaster mailbox',
      list: `not listed on ${name}`,
    })[id],
  test: {
    'reverse-dns': 'reverse DNS',
    spf: 'SPF',
    dkim: 'DKIM (--dkim-selector)',
    dmarc: 'DMARC',
    helo: 'greeting (HELO)',
    'static-address': 'static address',
    website: 'website of the sender',
    postmaster: 'postmaster mailbox',
    list: 'blocklist',
  },
  untested: (what) => `Not tested: ${what.join(', ')} (the reasons: --verbose)`,
  publish: 'Publish this value instead:',
  howTo: 'How to fix it:',
  requestReady: (to) => `The request for ${to} is ready. This prints it:`,
  noRequest: (isUnmet) =>
    isUnmet
      ? 'No request was prepared. Fix what is marked ✕ first.'
      : 'No request was prepared: there is none for this cause.',
  requestFor: (to) => `Request for ${to}. Fill in the square brackets:`,
  subject: 'Subject',
  usually: (hours) =>
    hours === undefined
      ? ''
      : hours === 0
        ? 'Mail is accepted at once after that.'
        : `Usually solved within ${span(hours)} (our estimate).`,
  checkedOn: (day) => `Advice checked on ${day}.`,
  moreWith: 'For details, add --verbose.',
  labels: {
    cause: 'cause',
    reply: 'reply',
    names: 'names',
    checked: 'checked',
    needs: 'have ready',
    outdated: 'outdated',
  },
  privateList: (id) => `a list that only the receiver can query (${id})`,
  unmatched: (n) => `${count(n, 'refusal')} that we do not recognize (--export-unmatched FILE keeps them):`,
  askPostmaster: "Send the whole refusal to the receiver's postmaster.",
  nothing: 'Nothing here is a bounce, an SMTP reply, a mail-log line or an SES notification that we know.',
  other: {
    'dmarc-report':
      'This is a DMARC report, and no bounce. Receivers send one a day to say how mail from a domain did.',
    'tls-report': 'This is a report on TLS connections, and no bounce.',
    'feedback-report':
      'This is a complaint: a recipient marked a message as spam. It was delivered, so it did not bounce.',
    receipt: 'This is a read receipt, and no bounce.',
    delivery: 'This is a report that mail was delivered. Nothing failed.',
    'automatic-reply': 'This is an automatic reply of a person, and no bounce.',
    message: 'This is an ordinary message, and no bounce.',
    event: 'This is a notification of another kind: nothing in it failed to be delivered.',
    json: 'This is JSON, but no notification about a bounce that we know.',
    log: 'This is a log, and no line in it says that mail was refused.',
    success: 'The server accepted this. Nothing was refused.',
  },
};

const period = (hours: number): string => (hours < 72 ? `${hours}시간` : `${Math.round(hours / 24)}일`);

const KO: DiagnosisWords = {
  message: '메일',
  recipients: (n, domain) => (domain === undefined ? `수신자 ${n}명` : `${domain} 수신자 ${n}명`),
  more: (n) => `외 ${n}건`,
  files: '파일',
  state: {
    refused: '거부됨',
    deferred: '일시 거부됨',
    undelivered: '전달되지 않음',
    queued: '큐에서 대기 중',
    'delivered-late': '늦게 전달됨',
    'own-refusal': '내 서버가 거부함',
  },
  side: {
    sender: '발신 측',
    receiver: '수신 측',
    recipient: '수신자 메일함',
    content: '메일 내용',
    network: '네트워크',
    'own-server': '내 메일 서버',
    'own-provider': '이용 중인 발송 서비스',
  },
  verdict: {
    confirmed: ['확인됨', '지금 조회해 보니 아직 그대로입니다.'],
    'fixed since': ['해결됨', '거부 메시지에 나온 문제는 지금 정상입니다.'],
    'in order': ['정상', '확인할 수 있는 항목은 모두 정상입니다. 수신 측의 사유는 외부에서 확인할 수 없습니다.'],
    'not visible from here': ['외부에서 확인 불가', '조회해서 판단할 수 있는 항목이 없습니다.'],
    'not tested': ['확인 안 함', '아무것도 조회하지 않았습니다(--offline).'],
  },
  flushNow: '해결되었습니다. 큐를 비우세요(flush).',
  attachment: (names) => `반송된 메일의 첨부 파일: ${names}`,
  confirmed: '지금도 그대로',
  fixed: '지금은 정상',
  unseen: '외부에서 확인 불가',
  doNotResend: '아직 다시 보내지 마세요. 조치하기 전에는 다시 보내도 거부됩니다.',
  resendNow: '지금은 정상입니다. 반송된 메일을 다시 보내세요. 큐에 남은 메일은 저절로 나갑니다.',
  never: '그대로 다시 보내지 마세요.',
  onlyReceiver: '수신 측만 고칠 수 있습니다. 수신 측이 조치한 뒤에 다시 보내세요.',
  queueRetries: (minutes) =>
    minutes === undefined
      ? '큐가 알아서 재시도합니다.'
      : `큐가 알아서 재시도합니다. 약 ${minutes < 120 ? `${minutes}분` : `${Math.round(minutes / 60)}시간`} 뒤에 다시 시도하는 것이 좋습니다.`,
  resendLater: (minutes) =>
    minutes === undefined
      ? '나중에 다시 보내세요.'
      : `약 ${minutes < 120 ? `${minutes}분` : `${Math.round(minutes / 60)}시간`} 뒤에 다시 보내세요.`,
  queueHolds: (until) =>
    until === undefined
      ? '아직 큐에 있습니다. 먼저 원인을 고친 다음 큐를 비우세요(flush).'
      : `아직 큐에 있습니다(${until}). 먼저 원인을 고친 다음 큐를 비우세요(flush).`,
  cameThrough: '결국 전달되었습니다. 이 메일에는 조치할 것이 없습니다.',
  ownRefusal: '내 서버의 로그입니다. 내 서버로 들어온 메일을 거부했습니다.',
  inOrder: (what) => `정상: ${what.join(', ')}`,
  tested: (id, name) =>
    ({
      'reverse-dns': name === undefined ? '역방향 DNS' : `역방향 DNS ${name}(정방향 조회와 일치)`,
      spf: 'SPF 통과(pass)',
      dkim: 'DKIM 키',
      dmarc: 'DMARC 레코드',
      helo: 'HELO 이름',
      'static-address': '고정 IP',
      website: '웹사이트',
      postmaster: 'postmaster 메일함',
      list: `${name} 미등재`,
    })[id],
  test: {
    'reverse-dns': '역방향 DNS',
    spf: 'SPF',
    dkim: 'DKIM(--dkim-selector)',
    dmarc: 'DMARC',
    helo: 'HELO 이름',
    'static-address': '고정 IP',
    website: '발신자 웹사이트',
    postmaster: 'postmaster 메일함',
    list: '차단 목록',
  },
  untested: (what) => `확인 불가: ${what.join(', ')} (이유 보기: --verbose)`,
  publish: '아래 값으로 바꾸세요:',
  howTo: '조치 방법:',
  requestReady: (to) => `요청서가 준비되었습니다(받는 곳: ${to}). 아래 명령으로 출력하세요:`,
  noRequest: (isUnmet) =>
    isUnmet
      ? '요청서를 만들지 않았습니다. ✕ 표시된 항목을 먼저 고치세요.'
      : '요청서를 만들지 않았습니다. 이 원인에는 보낼 요청서가 없습니다.',
  requestFor: (to) => `요청서(받는 곳: ${to}). 대괄호 안을 채우세요:`,
  subject: '제목',
  usually: (hours) =>
    hours === undefined
      ? ''
      : hours === 0
        ? '조치하면 바로 전달됩니다.'
        : `보통 ${period(hours)} 이내에 해결됩니다(자체 추정).`,
  checkedOn: (day) => `안내 기준일 ${day}`,
  moreWith: '자세한 내용은 --verbose를 붙여 확인하세요.',
  labels: {
    cause: '원인',
    reply: '응답',
    names: '대상',
    checked: '확인',
    needs: '준비물',
    outdated: '옛 안내',
  },
  privateList: (id) => `수신 측만 조회할 수 있는 목록(${id})`,
  unmatched: (n) => `알려진 반송 유형이 아닌 거부 메시지 ${n}건(저장하려면 --export-unmatched 파일):`,
  askPostmaster: '거부 메시지 전문을 수신 서버의 메일 운영 담당자(postmaster)에게 보내 문의하세요.',
  nothing: '반송 메일, SMTP 응답, 메일 로그, SES 알림 중 알려진 형식을 찾지 못했습니다.',
  other: {
    'dmarc-report':
      'DMARC 보고서이며 반송이 아닙니다. 수신 측이 하루에 한 번 도메인의 메일 인증 결과를 알려 주는 보고서입니다.',
    'tls-report': 'TLS 연결 보고서이며 반송이 아닙니다.',
    'feedback-report':
      '스팸 신고 보고서입니다. 수신자가 메일을 스팸으로 신고했으며, 메일은 전달되었으므로 반송이 아닙니다.',
    receipt: '읽음 확인이며 반송이 아닙니다.',
    delivery: '메일이 전달되었다는 보고서입니다. 실패한 것이 없습니다.',
    'automatic-reply': '사람이 설정한 자동 회신이며 반송이 아닙니다.',
    message: '일반 메일이며 반송이 아닙니다.',
    event: '다른 종류의 알림입니다. 전달에 실패한 메일이 없습니다.',
    json: 'JSON이지만 알려진 반송 알림이 아닙니다.',
    log: '메일 로그이지만 거부되었다는 줄이 없습니다.',
    success: '서버가 받아들였습니다. 거부된 것이 없습니다.',
  },
};

export const DIAGNOSIS_WORDS: Readonly<Record<Language, DiagnosisWords>> = { en: EN, ko: KO };
