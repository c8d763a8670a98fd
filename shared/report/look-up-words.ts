/** What the boxes for lookups and bounces say, and what came of them. */
import type { Side } from '../bounce/diagnosis.ts';
import type { Language } from '../model/language.ts';

export type LookUpWords = {
  readonly title: string;
  readonly label: string;
  readonly examples: string;
  readonly bounceTitle: string;
  readonly bounceLabel: string;
  readonly diagnose: string;
  readonly private: string;
  readonly records: string;
  readonly cut: (shown: number) => string;
  readonly noRecords: string;
  readonly side: Readonly<Record<Side, string>>;
  readonly theirWords: string;
  readonly steps: string;
  readonly needs: (needs: string) => string;
  readonly usually: (hours: number) => string;
  readonly cause: string;
  readonly sender: string;
  readonly domain: string;
  readonly nothing: string;
  readonly live: Readonly<Record<'confirmed now' | 'no longer true' | 'cannot be checked from here', string>>;
  readonly request: string;
};

export const LOOK_UP_WORDS: Readonly<Record<Language, LookUpWords>> = {
  en: {
    title: 'Look up',
    label: 'A lookup, written as command:argument',
    examples: 'For example:',
    bounceTitle: 'Why did it bounce?',
    bounceLabel: 'Paste the bounce, the SMTP reply or the log lines',
    diagnose: 'Explain it',
    private: 'The text is not kept and not logged.',
    records: 'Records',
    cut: (shown) => `Only the first ${shown} are shown.`,
    noRecords: 'No records.',
    side: {
      sender: 'sender side',
      receiver: 'receiver side',
      recipient: "recipient's mailbox",
      content: 'message content',
      network: 'network',
      'own-server': 'your own server',
      'own-provider': 'your mail provider',
    },
    theirWords: 'The refusal',
    steps: 'What to do',
    needs: (needs) => `Have ready: ${needs}`,
    usually: (hours) => `Usually solved within ${hours} h (our estimate).`,
    cause: 'The cause',
    sender: 'Sending address, if the text does not name it',
    domain: 'Domain that it was sent for',
    nothing: 'Nothing here is a bounce, an SMTP reply, a mail-log line or an SES notification that we know.',
    live: {
      'confirmed now': 'confirmed now',
      'no longer true': 'in order now',
      'cannot be checked from here': 'cannot be checked',
    },
    request: 'The request, ready to paste',
  },
  ko: {
    title: '조회',
    label: '조회할 내용(명령어:인수)',
    examples: '예:',
    bounceTitle: '왜 반송되었나요?',
    bounceLabel: '반송 메일, SMTP 응답, 로그를 붙여 넣으세요',
    diagnose: '원인 확인',
    private: '붙여 넣은 내용은 저장하거나 기록하지 않습니다.',
    records: '레코드',
    cut: (shown) => `처음 ${shown}개만 표시합니다.`,
    noRecords: '레코드가 없습니다.',
    side: {
      sender: '발신 측',
      receiver: '수신 측',
      recipient: '수신자 메일함',
      content: '메일 내용',
      network: '네트워크',
      'own-server': '내 메일 서버',
      'own-provider': '이용 중인 발송 서비스',
    },
    theirWords: '거부 메시지',
    steps: '조치',
    needs: (needs) => `준비할 것: ${needs}`,
    usually: (hours) => `보통 ${hours}시간 이내에 해결됩니다(자체 추정).`,
    cause: '반송 원인',
    sender: '발송 IP(본문에 없을 때)',
    domain: '발송 도메인',
    nothing: '반송 메일, SMTP 응답, 메일 로그, SES 알림을 찾지 못했습니다.',
    live: {
      'confirmed now': '지금도 그대로',
      'no longer true': '지금은 정상',
      'cannot be checked from here': '확인 불가',
    },
    request: '바로 쓸 수 있는 요청서',
  },
};
