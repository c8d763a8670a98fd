import { verbatim } from '../../shared/model/language.ts';
import { SEVERITIES, SORTS } from '../choices.ts';
import type { Command } from '../command.ts';
import { formatFlag, MEMORY_EXITS, MEMORY_FLAGS } from './shared.ts';

export const incidentsManual: Command = {
  name: 'incidents',
  group: 'watch',
  summary: { en: 'show the open incidents that the watch found', ko: '감시에서 찾은 미해소 인시던트 목록' },
  about: [
    {
      en: 'Shows the open incidents that nobody has acknowledged, the worst of each target first. It makes no queries: it knows only what the watch found. An empty list does not prove that all is well; "postwatch check" does. It may run beside the watch.',
      ko: '확인 처리하지 않은 미해소 인시던트를 대상별로 심각한 것부터 보여 줍니다. 새로 조회하지 않고 감시에서 찾은 것만 보여 주므로, 목록이 비어 있다고 해서 정상이라는 뜻은 아닙니다. 현재 상태는 "postwatch check"로 점검하세요. 감시가 실행 중일 때도 사용할 수 있습니다.',
    },
  ],
  positionals: [],
  flags: [
    {
      flag: 'all',
      about: { en: 'Show acknowledged incidents, too.', ko: '확인 처리한 인시던트도 보여 줍니다.' },
    },
    {
      flag: 'target',
      value: 't',
      about: {
        en: 'Show only those of an address, a domain or a group they belong to.',
        ko: '지정한 발송 IP, 도메인, 묶음의 인시던트만 보여 줍니다.',
      },
    },
    {
      flag: 'finding',
      value: 'f',
      about: {
        en: 'Show only those with this finding. For example, ptr.generic.',
        ko: '지정한 점검 결과의 인시던트만 보여 줍니다. 예: ptr.generic',
      },
    },
    {
      flag: 'severity',
      value: 's',
      about: {
        en: 'Show only those that are at least this severe.',
        ko: '중요도가 지정한 값 이상인 인시던트만 보여 줍니다.',
      },
      values: SEVERITIES,
    },
    {
      flag: 'sort',
      value: 'by',
      about: {
        en: 'target: by target. severity: the worst first. since: the newest first.',
        ko: 'target은 대상 순서, severity는 심각한 순서, since는 최근 순서입니다.',
      },
      default: verbatim('target'),
      values: SORTS,
    },
    formatFlag({ en: 'incident', ko: '인시던트' }, { en: 'incident', ko: '인시던트' }),
    ...MEMORY_FLAGS,
  ],
  exits: [
    ...MEMORY_EXITS,
    {
      code: 1,
      when: {
        en: 'Only with --format nagios: the worst open incident is a warning. 2 is a failure, 3 unknown.',
        ko: '--format nagios일 때만 사용합니다. 가장 심각한 인시던트가 주의이면 1, 이상이면 2, 확인 불가이면 3입니다.',
      },
    },
  ].toSorted((a, b) => a.code - b.code),
  examples: [
    {
      line: 'postwatch incidents',
      does: { en: 'Show what is open and not acknowledged.', ko: '확인 처리하지 않은 미해소 인시던트를 봅니다.' },
    },
    {
      line: 'postwatch incidents --severity major --sort severity',
      does: {
        en: 'Show what is major or critical, the worst first.',
        ko: '중요도가 주요 이상인 것을 심각한 순서로 봅니다.',
      },
    },
    {
      line: 'postwatch incidents --format nagios',
      does: { en: 'Report as a monitoring plugin.', ko: '모니터링 플러그인으로 상태를 출력합니다.' },
    },
    {
      line: 'postwatch incidents --all --endpoint https://abcdef1234.execute-api.eu-west-1.amazonaws.com',
      does: {
        en: 'Show everything that a deployed watch has open.',
        ko: '배포한 감시의 미해소 인시던트를 모두 봅니다.',
      },
    },
  ],
  load: async () => (await import('../commands/incidents.ts')).incidents,
};
