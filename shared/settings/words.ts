/** What is said of the settings, in every language. */
import type { Text } from '../model/language.ts';
import { worded } from '../model/setting-values.ts';

/** What a value should have been, where valibot cannot say it well. */
export const EXPECTED = {
  timeOfDay: worded({ en: 'expected a time of day such as 02:30', ko: '시각이어야 합니다. 예: 02:30' }),
  openWithin: worded({
    en: 'expected no less than openAfter (2 unless it is set)',
    ko: 'openAfter 값보다 작을 수 없습니다(지정하지 않으면 2).',
  }),
  zone: worded({ en: 'expected an IANA time zone such as Asia/Seoul', ko: '없는 시간대입니다. 예: Asia/Seoul' }),
  everyMinutes: worded({
    en: 'expected 15 or more: do not query the lists more often',
    ko: '15 이상이어야 합니다. 차단 목록을 더 자주 조회하면 안 됩니다.',
  }),
  key: worded({ en: 'expected the key itself', ko: '키가 비어 있습니다.' }),
  roleArn: worded({ en: 'expected the ARN of a role', ko: 'IAM 역할의 ARN이어야 합니다.' }),
  region: worded({ en: 'expected a Region such as eu-west-1', ko: 'AWS 리전이어야 합니다. 예: ap-northeast-2' }),
  zoneId: worded({
    en: 'expected the id of a hosted zone such as Z0123456789ABCDEFGHIJ',
    ko: '호스팅 영역 ID여야 합니다. 예: Z0123456789ABCDEFGHIJ',
  }),
  topicArn: worded({ en: 'expected the ARN of a standard SNS topic', ko: '표준 SNS 주제의 ARN이어야 합니다.' }),
  keyArn: worded({
    en: 'expected the ARN of a KMS key (not of an alias)',
    ko: 'KMS 키의 ARN이어야 합니다(별칭의 ARN은 쓸 수 없습니다).',
  }),
  issuer: worded({ en: 'expected an https address', ko: 'https로 시작하는 URL이어야 합니다.' }),
  scope: worded({
    en: 'expected one scope such as postwatch:read, without spaces',
    ko: '공백이 없는 범위 이름 하나여야 합니다. 예: postwatch:read',
  }),
  recordNames: worded({
    en: 'expected host names such as mail.example.com',
    ko: '호스트 이름이 필요합니다. 예: mail.example.com',
  }),
  inbox: worded({
    en: 'expected topicArn, addresses or both',
    ko: 'topicArn과 addresses 중 하나 이상이 필요합니다.',
  }),
  tableName: worded({ en: 'expected the name of a DynamoDB table', ko: 'DynamoDB 테이블 이름이어야 합니다.' }),
};

export const NO_OBJECT: Text = {
  en: 'expected an object such as {"senders": ["203.0.113.25"]}',
  ko: '객체여야 합니다. 예: {"senders": ["203.0.113.25"]}',
};

export const MEMORY_STAYS: Text = {
  en: ' is not deployed: on AWS it is a DynamoDB table',
  ko: ' 설정은 배포하지 않습니다. AWS에서는 DynamoDB 테이블에 저장합니다.',
};

export const namedTwice = (sender: string): Text => ({
  en: `"${sender}" is there twice; give it all its domains in one entry`,
  ko: `"${sender}" 항목이 두 번 있습니다. 도메인을 모두 한 항목에 적으세요.`,
});

export const notWatchable = (address: string, why: Text): Text => ({
  en: `"${address}" cannot be checked: ${why.en}`,
  ko: `점검하지 않는 IP입니다: "${address}"(${why.ko}). 인터넷에서 보이는 발송 IP를 입력하세요.`,
});

/** `near`: the setting that is probably meant. */
export const unknownSetting = (near: string | null): Text => ({
  en: `there is no such setting${near === null ? '' : `; did you mean ${near}?`}`,
  ko: `없는 설정입니다.${near === null ? '' : ` 비슷한 설정: ${near}`}`,
});
export const MISSING_VALUE: Text = { en: 'this value is missing', ko: '값이 없습니다.' };

type Kind = 'string' | 'number' | 'boolean' | 'array' | 'object' | 'integer';

export const EXPECTED_KIND: Readonly<Record<Kind, Text>> = {
  string: { en: 'expected text', ko: '문자열이어야 합니다.' },
  number: { en: 'expected a number', ko: '숫자여야 합니다.' },
  boolean: { en: 'expected true or false', ko: 'true 또는 false여야 합니다.' },
  array: { en: 'expected a list in brackets: [...]', ko: '대괄호로 묶은 목록이어야 합니다: [...]' },
  object: { en: 'expected an object: {...}', ko: '객체여야 합니다: {...}' },
  integer: { en: 'expected a whole number', ko: '정수여야 합니다.' },
};

export const expectedOneOf = (choices: string): Text => ({
  en: `expected ${choices.includes(',') ? 'one of ' : ''}${choices}`,
  ko: choices.includes(',') ? `다음 중 하나여야 합니다: ${choices}` : `다음 값이어야 합니다: ${choices}`,
});

export const EXPECTED_OTHER: Text = { en: 'expected another value', ko: '쓸 수 없는 값입니다.' };

/** `many`: how many characters, entries or what number. */
export const expectedSize = (what: 'value' | 'text' | 'list', side: 'min' | 'max', many: string): Text => {
  const isOne = many === '1';
  const en = {
    value: many,
    text: `${many} ${isOne ? 'character' : 'characters'}`,
    list: `${many} ${isOne ? 'entry' : 'entries'}`,
  }[what];
  const ko = { value: many, text: `${many}자`, list: `${many}개` }[what];
  return side === 'min'
    ? { en: `expected ${en} or more`, ko: `${ko} 이상이어야 합니다.` }
    : { en: `expected ${en} at most`, ko: `${ko} 이하여야 합니다.` };
};

export const butFound = (expected: Text, received: string): Text => ({
  en: `${expected.en} but found ${received}`,
  ko: `${expected.ko} 지금 값: ${received}`,
});
