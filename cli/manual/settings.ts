import type { Command } from '../command.ts';

export const settingsManual: Command = {
  name: 'settings',
  group: 'setup',
  summary: {
    en: 'check the settings file, or show the settings that apply and where each comes from',
    ko: '설정 파일 점검, 적용되는 설정과 그 출처 보기',
  },
  usage: ['settings check [<file>]', 'settings show [<file>]'],
  about: [
    {
      en: 'check says whether the file is valid; if it is not, where and why. It explains each value that is not the default, and names keys and secrets that other users of this machine can read.',
      ko: 'check는 설정 파일이 올바른지 확인하고, 잘못되었으면 위치와 이유를 알려 줍니다. 기본값과 다른 설정을 설명하고, 이 컴퓨터의 다른 사용자가 읽을 수 있는 키와 비밀 값을 알려 줍니다.',
    },
    {
      en: 'show prints every setting that applies, and whether it comes from the file, from an environment variable or from the defaults. Secrets are masked.',
      ko: 'show는 적용되는 모든 설정과 그 출처(파일, 환경 변수, 기본값)를 보여 줍니다. 비밀 값은 가립니다.',
    },
    { en: 'Neither sends anything.', ko: '둘 다 아무것도 보내지 않습니다.' },
  ],
  positionals: [
    {
      name: 'check|show',
      about: { en: 'What to do.', ko: '할 일입니다.' },
      offers: ['check', 'show'],
    },
    {
      name: 'file',
      about: {
        en: 'The settings file. Without it, the one that --settings names, or postwatch.json in this folder.',
        ko: '설정 파일입니다. 지정하지 않으면 --settings 옵션의 파일이나 현재 폴더의 postwatch.json 파일을 읽습니다.',
      },
      isOptional: true,
      isFile: true,
    },
  ],
  flags: [],
  exits: [
    { code: 0, when: { en: 'The file is valid.', ko: '파일이 올바릅니다.' } },
    {
      code: 64,
      when: {
        en: 'The file is not valid or not there, or a usage error.',
        ko: '파일이 올바르지 않거나 없습니다. 사용법 오류도 포함합니다.',
      },
    },
  ],
  examples: [
    {
      line: 'postwatch settings check',
      does: { en: 'Check postwatch.json in this folder.', ko: '현재 폴더의 postwatch.json 파일을 점검합니다.' },
    },
    {
      line: 'postwatch settings check /etc/postwatch.json',
      does: { en: 'Check another file.', ko: '다른 파일을 점검합니다.' },
    },
    {
      line: 'postwatch settings show',
      does: { en: 'Show where each value comes from.', ko: '값마다 출처를 보여 줍니다.' },
    },
    {
      line: 'postwatch settings show --json',
      does: { en: 'The same as JSON.', ko: '같은 내용을 JSON으로 출력합니다.' },
    },
  ],
  load: async () => (await import('../commands/settings.ts')).settingsCommand,
};
