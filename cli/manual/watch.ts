import type { Command } from '../command.ts';

export const watchManual: Command = {
  name: 'watch',
  group: 'watch',
  summary: {
    en: 'check on a schedule, and notify when a problem opens and when it clears',
    ko: '주기적으로 점검하고 문제의 발생과 해소를 알림',
  },
  about: [
    {
      en: 'Checks what the settings name and remembers the results in an SQLite file. "postwatch init" writes the settings. You get one notice when a problem opens and one when it clears: on the console, and through the other channels that the settings name.',
      ko: '설정 파일의 대상을 점검하고 결과를 SQLite 파일에 저장합니다. 설정 파일은 "postwatch init"으로 만듭니다. 문제가 발생할 때 한 번, 해소될 때 한 번 콘솔과 설정된 채널로 알립니다.',
    },
    {
      en: 'You can stop it at any moment. The next start resumes. Two watches cannot run on one state file at the same time.',
      ko: '언제든지 중단할 수 있으며, 다시 시작하면 이어서 진행합니다. 상태 저장 파일 하나로 감시 두 개를 동시에 실행할 수 없습니다.',
    },
  ],
  positionals: [],
  instead: { en: 'the settings name what is watched', ko: '감시 대상은 설정 파일에 적습니다' },
  flags: [
    {
      flag: 'once',
      about: {
        en: 'Make one pass over what is due, then stop (for cron or a systemd timer). It takes as long as a polite pace needs, unless you give --timeout.',
        ko: '점검할 때가 된 항목만 한 번 점검하고 끝냅니다(cron, systemd 타이머용). --timeout을 지정하지 않으면 조회 속도 제한을 지키며 끝까지 점검합니다.',
      },
    },
    {
      flag: 'now',
      about: {
        en: 'With --once: check everything, due or not. If something is repaired, the pass looks again a minute later. The problem clears if both looks agree.',
        ko: '--once와 함께 쓰며, 때가 되지 않은 항목까지 모두 점검합니다. 고쳐진 것이 있으면 1분 뒤에 다시 점검하고, 두 결과가 같으면 해소로 처리합니다.',
      },
    },
  ],
  exits: [
    {
      code: 0,
      when: {
        en: '--once: the pass is done, whatever it found, and its notices were sent.',
        ko: '--once: 점검을 마치고 알림을 보냈습니다. 문제를 찾았는지와는 관계없습니다.',
      },
    },
    {
      code: 1,
      when: {
        en: '--once: a channel refused notices. The next pass sends them again.',
        ko: '--once: 알림을 받지 않은 채널이 있습니다. 다음 점검 때 다시 보냅니다.',
      },
    },
    {
      code: 3,
      when: {
        en: '--once: not one query was answered.',
        ko: '--once: 응답이 있는 조회가 하나도 없습니다.',
      },
    },
    { code: 64, when: { en: 'Usage error, or wrong settings.', ko: '사용법 오류이거나 설정이 잘못되었습니다.' } },
  ],
  examples: [
    {
      line: 'postwatch watch',
      does: {
        en: 'Stay and check on the schedule of the settings.',
        ko: '계속 실행하며 설정된 주기로 점검합니다.',
      },
    },
    {
      line: 'postwatch watch --once --json',
      does: {
        en: 'Make one pass over what is due, as JSON.',
        ko: '점검할 때가 된 항목을 한 번 점검하고 JSON으로 출력합니다.',
      },
    },
    {
      line: 'postwatch watch --once --now',
      does: { en: 'After a repair: check everything now.', ko: '조치한 뒤 모든 항목을 바로 점검합니다.' },
    },
  ],
  load: async () => (await import('../commands/watch.ts')).watch,
};
