/** What is wrong with the targets of a command, one line each. `at`: where it was read, as the beginning of the line. */
import type { Text } from '../shared/model/language.ts';
import { count } from '../shared/model/text.ts';

export const tooManyTargets = (most: number): Text => ({
  en: `more than ${most} targets at once: split them among several commands`,
  ko: `대상이 ${most}개를 넘습니다. 여러 번에 나누어 실행하세요.`,
});

export const STANDARD_INPUT_TWICE: Text = {
  en: '"-" is standard input, which can be read only once',
  ko: '"-"(표준 입력)은 한 번만 쓸 수 있습니다.',
};

export const STANDARD_INPUT: Text = { en: 'standard input', ko: '표준 입력' };

export const NO_FILE_NAMED: Text = {
  en: '"@" needs the name of a file after it, for example @targets.txt',
  ko: '"@" 뒤에 파일 이름이 필요합니다. 예: @targets.txt',
};

export const TOO_LONG_FOR_TARGETS: Text = {
  en: 'longer than 1 MiB, so it is not a list of targets',
  ko: '1 MiB보다 커서 대상 목록으로 볼 수 없습니다.',
};

export const NO_TARGET_IN_IT: Text = { en: 'there is no target in it', ko: '점검할 대상이 없습니다.' };

export const atLine = (name: Text, line: number): Text => ({
  en: `${name.en} line ${line}: `,
  ko: `${name.ko} ${line}행: `,
});

export const ipv6Network = (word: string): Text => ({
  en: `${word}: name the addresses of an IPv6 network one by one`,
  ko: `${word}: IPv6 대역은 IP를 하나씩 입력하세요.`,
});

export const prefixTooLong = (word: string): Text => ({
  en: `${word}: an IPv4 prefix is at most 32 bits long`,
  ko: `${word}: IPv4 대역의 길이는 32비트까지입니다.`,
});

export const networkTooLarge = (word: string, addresses: number): Text => ({
  en: `${word} has ${count(addresses, 'address', 'addresses')}; a network can be checked up to /22 (1024 addresses)`,
  ko: `${word}: IP가 ${addresses}개입니다. /22(1,024개)까지 점검할 수 있습니다.`,
});

export const notFirstAddress = (word: string, meant: string): Text => ({
  en: `${word} does not begin at a network's first address; did you mean ${meant}?`,
  ko: `${word}: IP 대역의 첫 주소가 아닙니다. 다음 대역인지 확인하세요: ${meant}`,
});

/** For what is near to a target: what to write instead. */
export const notTargetBut = (shown: string, what: 'url' | 'mailbox', meant: string): Text => ({
  en: `"${shown}" is ${what === 'url' ? 'a URL' : 'a mail address'}; try: postwatch check ${meant}`,
  ko: `${what === 'url' ? 'URL입니다' : '이메일 주소입니다'}: "${shown}". 다음과 같이 입력하세요: postwatch check ${meant}`,
});
