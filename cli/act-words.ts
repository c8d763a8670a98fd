/** What is wrong with the words of ack, unack, snooze, incidents, history and notices, one line each. */
import type { Text } from '../shared/model/language.ts';

export const allNeedsTarget = (command: string): Text => ({
  en: `--all and --target go together: ${command} --all --target 203.0.113.25`,
  ko: `--all 옵션과 --target 옵션은 함께 써야 합니다. 예: ${command} --all --target 203.0.113.25`,
});

export const eitherIncidentsOrAll = (command: string): Text => ({
  en: `${command} takes either incidents or --all with --target, not both`,
  ko: `${command}: 인시던트 ID와 --all --target 옵션은 함께 쓸 수 없습니다.`,
});

export const needsIncident = (command: string): Text => ({
  en: `${command} needs one incident or more, as "postwatch incidents" shows them`,
  ko: `${command}: 인시던트 ID를 하나 이상 입력하세요. ID는 "postwatch incidents"에 표시됩니다.`,
});

export const needsReason = (command: string): Text => ({
  en: `${command} needs a reason: --why "the provider has a ticket"`,
  ko: '사유를 적으세요: --why "통신사에 접수함"',
});

export const NO_INCIDENT_OPEN: Text = { en: 'no incident is open', ko: '미해소 인시던트가 없습니다.' };

export const ALL_ACKNOWLEDGED: Text = {
  en: 'all open incidents are acknowledged already',
  ko: '미해소 인시던트를 이미 모두 확인 처리했습니다.',
};

export const NONE_ACKNOWLEDGED: Text = {
  en: 'no open incident is acknowledged',
  ko: '확인 처리한 미해소 인시던트가 없습니다.',
};

export const prefixTooShort = (prefix: string, least: number): Text => ({
  en: `"${prefix}" is too short: give at least ${least} characters of the id`,
  ko: `ID를 ${least}자 이상 입력하세요: "${prefix}"`,
});

export const noneBeginsWith = (prefix: string): Text => ({
  en: `no open incident begins with "${prefix}"`,
  ko: `없는 인시던트이거나 이미 해소되었습니다: "${prefix}"`,
});

export const prefixOfSeveral = (prefix: string, ids: string): Text => ({
  en: `"${prefix}" could be any of ${ids}`,
  ko: `ID가 "${prefix}"로 시작하는 인시던트가 여러 건입니다: ${ids}`,
});

export const endWithOthers = (other: string): Text => ({
  en: `--end ends a snooze, and --${other} is for a new one: give only one of them`,
  ko: `--end는 알림 일시 중지를 끝내고 --${other}는 새로 등록할 때 쓰는 옵션이라 함께 쓸 수 없습니다.`,
});

export const END_NEEDS_ID: Text = {
  en: '--end needs the id of a snooze ("postwatch snooze" shows them)',
  ko: '--end 옵션에 알림 일시 중지의 ID가 필요합니다. ID는 "postwatch snooze"에 표시됩니다.',
};

export const HISTORY_NEEDS_ONE: Text = {
  en: 'history needs one address, domain or list, for example 203.0.113.25 or list:spamcop',
  ko: 'history: 발송 IP, 도메인, 차단 목록 중 하나를 입력하세요. 예: 203.0.113.25, list:spamcop',
};

export const NOTICES_NEEDS_TEST: Text = {
  en: 'notices needs the word "test": postwatch notices test [--endpoint URL]',
  ko: '"test"를 입력하세요: postwatch notices test [--endpoint URL]',
};

/** `place`: where in the JSON, such as `outcomes.0.channel`; `got` and `expected`: kinds of values, such as `Object`; null: nothing. */
export const strangeAnswer = (place: string, got: string | null, expected: string): Text => ({
  en: `the answer is not one that a Postwatch API gives: ${place} is ${got ?? 'missing'}, expected ${expected}`,
  ko: `Postwatch API의 응답이 아닙니다. 위치: ${place}, 받은 값: ${got ?? '없음'}, 있어야 할 값: ${expected}`,
});

export const ONE_COMMAND_AT_A_TIME: Text = {
  en: 'help explains one command at a time',
  ko: '도움말은 명령어 하나씩 볼 수 있습니다.',
};

export const needsOneShell = (known: string): Text => ({
  en: `completion needs one shell: ${known}`,
  ko: `셸 하나를 입력하세요: ${known}`,
});
