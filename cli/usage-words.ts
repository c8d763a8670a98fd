/** What the command line itself has to say, most of it about words that are wrong; one line each. */
import type { Text } from '../shared/model/language.ts';

/** Of the known words, those there are to choose from. */
const listed = (known: readonly string[]): string => known.join(', ');

export const unknownCommand = (shown: string, near: string | null): Text => ({
  en: `unknown command "${shown}"; ${near === null ? '"postwatch help" lists the commands' : `did you mean ${near}?`}`,
  ko: `없는 명령어입니다: "${shown}". ${near === null ? '명령어 목록: postwatch help' : `비슷한 명령어: ${near}`}`,
});

export const unknownFlag = (flag: string, near: string | null): Text => ({
  en: `unknown option ${flag}${near === null ? '' : `; did you mean ${near}?`}`,
  ko: `없는 옵션입니다: ${flag}${near === null ? '' : `. 비슷한 옵션: ${near}`}`,
});

export const flagNeedsValue = (flag: string): Text => ({
  en: `${flag} needs a value after it`,
  ko: `${flag} 옵션에 값이 필요합니다`,
});

export const flagTakesNoValue = (flag: string): Text => ({
  en: `${flag} takes no value`,
  ko: `${flag} 옵션에는 값을 붙이지 않습니다`,
});

export const flagNotOneOf = (flag: string, shown: string, known: readonly string[]): Text => ({
  en: `--${flag}: "${shown}" is not one of ${listed(known)}`,
  ko: `--${flag}: 지정할 수 없는 값입니다: "${shown}". 가능한 값: ${listed(known)}`,
});

export const notOneOf = (shown: string, known: readonly string[]): Text => ({
  en: `"${shown}" is not one of ${listed(known)}`,
  ko: `지정할 수 없는 값입니다: "${shown}". 가능한 값: ${listed(known)}`,
});

export const unexpectedArgument = (command: string, shown: string, instead: Text | undefined): Text => ({
  en: `${command}: unexpected argument "${shown}"${instead === undefined ? '' : `; ${instead.en}`}`,
  ko: `${command}: 필요 없는 인수입니다: "${shown}"${instead === undefined ? '' : `. ${instead.ko}`}`,
});

export const contradictingForms = (format: string): Text => ({
  en: `--json and --format ${format} contradict each other`,
  ko: `--json 옵션과 --format ${format} 옵션은 함께 쓸 수 없습니다`,
});

export const notMilliseconds = (shown: string, most: number): Text => ({
  en: `--timeout: "${shown}" is not a number of milliseconds from 1 to ${most}`,
  ko: `--timeout: 1에서 ${most}까지의 밀리초가 아닙니다: "${shown}"`,
});

/** Of a bug: its own message is English. */
export const unexpected = (message: string): Text => ({
  en: `unexpected: ${message} (please report this)`,
  ko: `예상하지 못한 오류입니다: ${message}. 이 내용을 제보해 주세요.`,
});

export const outputFailed = (message: string): Text => ({
  en: `standard output cannot be written: ${message}`,
  ko: `표준 출력에 쓸 수 없습니다: ${message}`,
});

export const INPUT_ENDED: Text = {
  en: 'stopped, since the input has ended',
  ko: '입력이 끝나 중단했습니다.',
};

export const PASTE_HERE: Text = {
  en: 'Paste it here, and end with Ctrl-D on a line of its own.',
  ko: '여기에 붙여 넣고, 빈 줄에서 Ctrl-D를 누르세요.',
};
