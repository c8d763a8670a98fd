/** What several commands take, and how they end. */

import { type Text, verbatim } from '../../shared/model/language.ts';
import { FORMATS } from '../choices.ts';
import type { CommandExit, CommandFlag, CommandPositional } from '../command.ts';

export const USAGE_EXIT: CommandExit = {
  code: 64,
  when: { en: 'Usage error. Nothing was done.', ko: '사용법 오류입니다. 아무 작업도 하지 않았습니다.' },
};

export const DONE_EXIT: CommandExit = { code: 0, when: { en: 'Done.', ko: '완료했습니다.' } };

export const STATUS_EXITS: readonly CommandExit[] = [
  { code: 0, when: { en: 'Pass.', ko: '정상입니다.' } },
  { code: 1, when: { en: 'Warning.', ko: '주의가 필요합니다.' } },
  { code: 2, when: { en: 'Fail.', ko: '이상이 있습니다.' } },
  {
    code: 3,
    when: {
      en: 'Unknown: there was no answer that can be trusted.',
      ko: '확인 불가입니다. 믿을 수 있는 응답이 없습니다.',
    },
  },
  USAGE_EXIT,
];

export const ENDPOINT_FLAG: CommandFlag = {
  flag: 'endpoint',
  value: 'URL',
  about: {
    en: 'A deployed API. Calls are signed with the AWS credentials of this shell, or carry the token in POSTWATCH_TOKEN. --timeout limits how long an answer may take.',
    ko: '배포한 API의 URL입니다. 이 셸의 AWS 자격 증명으로 서명하거나 POSTWATCH_TOKEN의 토큰을 보냅니다. 응답을 기다리는 시간은 --timeout으로 제한합니다.',
  },
  default: { en: 'this machine', ko: '이 컴퓨터' },
};

/** Of the commands that read what the watch remembers. */
export const MEMORY_FLAGS: readonly CommandFlag[] = [
  ENDPOINT_FLAG,
  {
    flag: 'zone',
    value: 'name',
    about: {
      en: 'The time zone of the times shown, and of times you give without one. For example, Asia/Seoul.',
      ko: '화면에 표시하는 시각과 시간대 없이 입력한 시각에 적용할 시간대입니다. 예: Asia/Seoul',
    },
    default: { en: "the settings'", ko: '설정 파일의 시간대' },
  },
];

export const MEMORY_EXITS: readonly CommandExit[] = [
  DONE_EXIT,
  {
    code: 2,
    when: {
      en: 'Refused: nothing has that name, or it is over.',
      ko: '거부했습니다. 그런 항목이 없거나 이미 끝났습니다.',
    },
  },
  {
    code: 3,
    when: {
      en: 'The state file or the API could not be reached.',
      ko: '상태 저장 파일이나 API에 접근하지 못했습니다.',
    },
  },
  USAGE_EXIT,
];

export const INCIDENTS_POSITIONAL: CommandPositional = {
  name: 'incident',
  about: {
    en: 'Its id, as "postwatch incidents" shows it. The first four characters or more are enough if only one open incident begins with them.',
    ko: '"postwatch incidents"에 표시되는 인시던트 ID입니다. 앞부분이 같은 미해소 인시던트가 하나뿐이면 앞 네 글자만 입력해도 됩니다.',
  },
  isOptional: true,
  multiple: true,
};

/** `one`, `row`: what a line of `jsonl` and a row of `csv` is about. */
export const formatFlag = (one: Text, row: Text): CommandFlag => ({
  flag: 'format',
  value: 'form',
  about: {
    en: `table: for people. json: everything, the same as --json. jsonl: a line of JSON for each ${one.en}. csv: a row for each ${row.en}, with a heading. nagios: one status line with performance data, for monitoring.`,
    ko: `table은 사람이 읽는 표, json은 전체 결과(--json과 같음), jsonl은 ${one.ko}마다 JSON 한 줄, csv는 ${row.ko}마다 한 행(제목 행 포함), nagios는 성능 데이터가 붙은 모니터링용 상태 한 줄입니다.`,
  },
  default: verbatim('table'),
  values: FORMATS,
});
