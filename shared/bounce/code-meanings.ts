/** What a code means by its standard, for replies that no rule knows: RFC 5321 section 4.2.3, and the subject of RFC 3463 section 3. */
import type { Text } from '../model/language.ts';

const REPLIES: Readonly<Record<number, Text>> = {
  421: { en: 'The server closes the connection for now.', ko: '서버가 지금은 연결을 닫는다는 뜻입니다.' },
  450: {
    en: 'The mailbox is busy, or a policy refuses for now.',
    ko: '메일함이 사용 중이거나 정책에 따라 지금은 받지 않는다는 뜻입니다.',
  },
  451: {
    en: 'The server had an error of its own. It asks to try again.',
    ko: '서버 내부 오류이며 다시 시도하라는 뜻입니다.',
  },
  452: { en: 'The server lacks storage for now.', ko: '지금은 서버에 저장 공간이 부족하다는 뜻입니다.' },
  500: { en: 'The server did not understand the command.', ko: '서버가 명령을 이해하지 못했다는 뜻입니다.' },
  501: { en: 'The server did not understand an argument.', ko: '서버가 인수를 이해하지 못했다는 뜻입니다.' },
  503: { en: 'The commands came in the wrong order.', ko: '명령의 순서가 잘못되었다는 뜻입니다.' },
  550: {
    en: 'Either there is no such mailbox, or a policy refuses. The code alone does not say which.',
    ko: '없는 메일함이거나 정책에 따른 거부라는 뜻이며, 코드만으로는 구분할 수 없습니다.',
  },
  551: { en: 'The recipient is not at this server.', ko: '이 서버에 없는 수신자라는 뜻입니다.' },
  552: { en: 'More than the allowed storage was needed.', ko: '허용된 저장 공간을 넘었다는 뜻입니다.' },
  553: {
    en: 'An address is not allowed: the one of the sender or of the recipient.',
    ko: '발신자 주소나 수신 주소가 허용되지 않는다는 뜻입니다.',
  },
  554: {
    en: 'The transaction failed. The code says nothing more.',
    ko: '처리에 실패했다는 뜻이며, 코드만으로는 더 알 수 없습니다.',
  },
};

const SUBJECTS: Readonly<Record<string, Text>> = {
  1: { en: 'It is about an address.', ko: '주소에 관한 거부입니다.' },
  2: { en: 'It is about the mailbox.', ko: '메일함에 관한 거부입니다.' },
  3: { en: 'It is about the mail system of the receiver.', ko: '수신 측 메일 시스템에 관한 거부입니다.' },
  4: { en: 'It is about the way to the receiver.', ko: '수신 측까지의 경로에 관한 거부입니다.' },
  5: { en: 'It is about the dialogue between the servers.', ko: '서버 간 대화 규칙에 관한 거부입니다.' },
  6: { en: 'It is about the content of the message.', ko: '메일 내용에 관한 거부입니다.' },
  7: { en: 'It is about security or a policy.', ko: '보안이나 정책에 관한 거부입니다.' },
};

const IN_GENERAL: Readonly<Record<string, Text>> = {
  4: { en: 'The server refuses for now.', ko: '서버가 지금은 거부한다는 뜻입니다.' },
  5: { en: 'The server refuses for good.', ko: '서버가 영구히 거부한다는 뜻입니다.' },
};

/** Undefined without any code. */
export function replyCodeMeaning(smtpCode: number | undefined, enhancedCode: string | undefined): Text | undefined {
  const subject = SUBJECTS[enhancedCode?.split('.')[1] ?? ''];
  const reply = smtpCode === undefined ? undefined : REPLIES[smtpCode];
  const general = IN_GENERAL[String(smtpCode ?? enhancedCode ?? '').slice(0, 1)];
  return subject ?? reply ?? general;
}
