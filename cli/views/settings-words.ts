/** What `settings check` and `settings show` say. */
import type { Text } from '../../shared/model/language.ts';
import { count, printable } from '../../shared/model/text.ts';

export const unknownAction = (word: string): Text =>
  word === ''
    ? { en: 'settings needs one of check, show', ko: 'settings 뒤에 check 또는 show를 입력하세요.' }
    : {
        en: `settings: "${printable(word, 40)}" is not one of check, show`,
        ko: `settings: check 또는 show가 아닙니다: "${printable(word, 40)}"`,
      };

export const oneFile = (word: string): Text => ({
  en: `settings: unexpected argument "${printable(word, 40)}"; it takes one file`,
  ko: `settings: 필요 없는 인수입니다: "${printable(word, 40)}". 파일은 하나만 지정하세요.`,
});

export const NO_SETTINGS_FILE: Text = {
  en: 'there is no postwatch.json in this folder; "postwatch init" writes one',
  ko: '이 폴더에 postwatch.json 파일이 없습니다. postwatch init으로 만드세요.',
};

export const isValid = (file: string): Text => ({ en: `${file} is valid.`, ko: `${file} 파일은 올바릅니다.` });

export const watched = (senders: number, domains: number): Text => ({
  en: `It names ${count(senders, 'address', 'addresses')} and ${count(domains, 'domain')}.`,
  ko: `IP ${senders}개와 도메인 ${domains}개가 있습니다.`,
});

export const UNUSUAL: Text = { en: 'Not the default', ko: '기본값과 다른 설정' };
export const WARNINGS: Text = { en: 'Warnings', ko: '주의할 점' };
export const OPEN_FILE: Text = { en: 'Open to other users', ko: '다른 사용자에게 공개됨' };
export const ALL_USUAL: Text = { en: 'All other settings are the default.', ko: '나머지 설정은 모두 기본값입니다.' };

export const openSecrets = (readers: 'everyone' | 'its group', secrets: readonly string[]): Text => {
  const names = secrets.join(', ');
  return readers === 'everyone'
    ? {
        en: `Everyone on this machine can read these keys and secrets: ${names}. If only you run Postwatch, run:`,
        ko: `이 컴퓨터의 모든 사용자가 다음 키와 비밀 값을 읽을 수 있습니다: ${names}. 본인만 Postwatch를 실행한다면 다음 명령을 실행하세요.`,
      }
    : {
        en: `The group of the file can read these keys and secrets: ${names}. If only you run Postwatch, run:`,
        ko: `파일의 그룹에 속한 사용자가 다음 키와 비밀 값을 읽을 수 있습니다: ${names}. 본인만 Postwatch를 실행한다면 다음 명령을 실행하세요.`,
      };
};

export const repeatedKey = (setting: string, line: number): Text => ({
  en: `${setting} is there twice; the one in line ${line} counts.`,
  ko: `${setting} 설정이 두 번 있습니다. ${line}행의 값을 사용합니다.`,
});

export const unusedKey = (name: string): Text => ({
  en: `No list uses a key named "${printable(name, 40)}". Known names are spamhaus, abusix and trendmicro.`,
  ko: `이 이름의 키를 쓰는 목록이 없습니다: "${printable(name, 40)}". 쓸 수 있는 이름은 spamhaus, abusix, trendmicro입니다.`,
});

export const unknownVariable = (name: string): Text => ({
  en: `Postwatch does not read the environment variable ${printable(name, 80)}.`,
  ko: `Postwatch에서 사용하지 않는 환경 변수입니다: ${printable(name, 80)}`,
});

export const inLine = (line: number): Text => ({ en: `line ${line}`, ko: `${line}행` });
export const BY_DEFAULT: Text = { en: 'default', ko: '기본값' };
export const NO_FILE_READ: Text = {
  en: 'There is no settings file; these are the defaults.',
  ko: '설정 파일이 없어 기본값을 사용합니다.',
};
export const settingsOf = (file: string): Text => ({ en: `Settings of ${file}`, ko: `설정 파일: ${file}` });
export const HEAD: Readonly<Record<'setting' | 'value' | 'from', Text>> = {
  setting: { en: 'SETTING', ko: '설정' },
  value: { en: 'VALUE', ko: '값' },
  from: { en: 'FROM', ko: '출처' },
};
export const NO_VALUES: Text = { en: 'none', ko: '없음' };
export const more = (n: number): Text => ({ en: `and ${n} more`, ko: `외 ${n}개` });
