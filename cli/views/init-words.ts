/** What `init` asks and says. */
import { type Text, verbatim } from '../../shared/model/language.ts';

/** An empty answer means what is in the brackets. */
export const asked = (question: Text, otherwise: Text): Text => ({
  en: `${question.en} [${otherwise.en}]: `,
  ko: `${question.ko} [${otherwise.ko}]: `,
});

export const NONE: Text = { en: 'none', ko: '없음' };
export const REQUIRED: Text = { en: 'required', ko: '필수' };
export const OWN_RESOLVERS: Text = { en: "this machine's", ko: '이 컴퓨터의 리졸버' };

/** In both languages: which of them is read is what it asks. */
export const LANGUAGE_QUESTION: Text = verbatim('Language / 언어 (en, ko)');
export const ZONE_QUESTION: Text = { en: 'Time zone of notices', ko: '알림의 시간대' };
export const SENDERS_QUESTION: Text = {
  en: 'IP addresses that send your mail, separated by spaces',
  ko: '메일을 보내는 발송 IP(띄어쓰기로 구분)',
};
export const DOMAINS_QUESTION: Text = {
  en: 'Domains they send for, separated by spaces',
  ko: '발송 도메인(띄어쓰기로 구분)',
};
export const HELO_QUESTION: Text = { en: 'Name the server greets with (HELO)', ko: '서버의 HELO 이름' };
export const RESOLVERS_QUESTION: Text = {
  en: 'DNS resolvers to use, separated by spaces (your own sees the most lists)',
  ko: '조회에 쓸 DNS 리졸버(띄어쓰기로 구분, 자체 리졸버로 가장 많은 목록을 확인할 수 있음)',
};

export const keyQuestion = (operator: string): Text => ({
  en: `Key for the ${operator} lists`,
  ko: `${operator} 목록의 키`,
});

export const hiddenQuestion = (question: Text): Text => ({
  en: `${question.en}, hidden while you type`,
  ko: `${question.ko}, 입력 내용은 표시하지 않음`,
});

export const NO_KEY: Text = {
  en: 'A key is one word of letters, digits, hyphens and underscores, 63 characters at most.',
  ko: '키는 영문자, 숫자, 하이픈, 밑줄로 된 63자 이하의 한 단어여야 합니다.',
};
export const NO_LANGUAGE: Text = { en: 'Answer en or ko.', ko: 'en 또는 ko를 입력하세요.' };
export const NEEDS_SENDER: Text = {
  en: 'At least one address is needed, such as 203.0.113.25.',
  ko: '발송 IP가 하나 이상 필요합니다. 예: 203.0.113.25',
};

export const tooMany = (most: number): Text =>
  most === 1
    ? { en: 'Give one word without spaces.', ko: '띄어쓰기 없이 하나만 입력하세요.' }
    : { en: `Give at most ${most}.`, ko: `${most}개까지만 입력할 수 있습니다.` };

export const noTimeZone = (shown: string): Text => ({
  en: `"${shown}" is not a time zone (for example, Asia/Seoul or Europe/Berlin)`,
  ko: `없는 시간대입니다: "${shown}". 예: Asia/Seoul`,
});

/** `meant`: what is probably meant by a URL or a mail address. */
export const notDomainBut = (shown: string, meant: string): Text => ({
  en: `"${shown}" is not a domain. Enter only the domain: ${meant}`,
  ko: `도메인이 아닙니다: "${shown}". 도메인만 입력하세요: ${meant}`,
});

export const fileExists = (file: string): Text => ({
  en: `${file} exists already; --force replaces it`,
  ko: `${file} 파일이 이미 있습니다. 덮어쓰려면 --force를 붙이세요.`,
});

export const notWritten = (file: string, code: string): Text => ({
  en: `${file} cannot be written (${code})`,
  ko: `${file} 파일에 쓸 수 없습니다(${code}).`,
});

export const INTRODUCTION: Text = {
  en: 'This writes the settings of Postwatch. Your answers stay on this machine, and nothing is sent until you confirm the first check. Press Enter to take what is in brackets.',
  ko: 'Postwatch 설정 파일을 만듭니다. 입력한 내용은 이 컴퓨터에만 저장되며, 첫 점검을 시작하기 전에는 아무것도 보내지 않습니다. Enter만 누르면 대괄호 안의 값을 사용합니다.',
};

export const wrote = (file: string): Text => ({
  en: `Wrote ${file}. Only you can read it.`,
  ko: `${file} 파일을 만들었습니다. 본인만 읽을 수 있습니다.`,
});

export const checkQuestion = (sender: string): Text => ({
  en: `Check ${sender} now? [yes]: `,
  ko: `지금 ${sender} 점검을 할까요? [예]: `,
});
export const NO_YES: Text = { en: 'Answer yes or no.', ko: '예 또는 아니요로 답하세요.' };

export const NEXT: Text = { en: 'What to do next', ko: '다음에 할 일' };
/** Command lines and what each does. `file`: as an option where it is not the default one. */
export const nextSteps = (option: string): readonly (readonly [line: string, does: Text])[] => [
  [`postwatch check${option}`, { en: 'Check everything now', ko: '지금 모두 점검' }],
  [`postwatch watch${option}`, { en: 'Check every hour and print notices', ko: '한 시간마다 점검하고 알림 출력' }],
  [`postwatch settings show${option}`, { en: 'Show the settings that apply', ko: '적용되는 설정 보기' }],
];
