import type { Command } from '../command.ts';
import { USAGE_EXIT } from './shared.ts';

export const listsManual: Command = {
  name: 'lists',
  group: 'now',
  summary: {
    en: 'show the blocklists, and with --health whether each works from here',
    ko: '차단 목록 보기, 정상 동작 확인(--health)',
  },
  about: [
    {
      en: 'Shows the lists that are queried, and those that would be with a key.',
      ko: '조회하는 차단 목록(RBL)과 키가 있으면 조회할 수 있는 목록을 보여 줍니다.',
    },
    {
      en: '--health queries the controls of each list (RFC 5782). Its test entry must be listed, and what nobody can list must not be. A list that fails them is never believed: neither a listing nor its silence.',
      ko: '--health는 목록마다 시험용 항목을 조회합니다(RFC 5782). 시험용 항목은 등재, 등재될 수 없는 값은 미등재로 응답해야 정상입니다. 정상이 아닌 목록의 응답은 "등재"든 "미등재"든 판정에 쓰지 않습니다.',
    },
  ],
  positionals: [],
  flags: [
    {
      flag: 'health',
      about: {
        en: 'Query the controls of each list from here.',
        ko: '이 컴퓨터에서 목록마다 시험용 항목을 조회합니다.',
      },
    },
    {
      flag: 'all',
      about: {
        en: 'Show the whole table, with lists that have shut down or are off by default.',
        ko: '운영이 종료된 목록과 기본으로 조회하지 않는 목록까지 모두 보여 줍니다.',
      },
    },
  ],
  exits: [
    {
      code: 0,
      when: {
        en: 'Done. With --health: all lists are healthy.',
        ko: '완료했습니다. --health일 때는 모든 목록이 정상입니다.',
      },
    },
    {
      code: 1,
      when: {
        en: 'With --health: some lists are not healthy.',
        ko: '--health일 때 정상이 아닌 목록이 있습니다.',
      },
    },
    {
      code: 3,
      when: { en: 'With --health: no list is healthy.', ko: '--health일 때 정상인 목록이 없습니다.' },
    },
    USAGE_EXIT,
  ],
  examples: [
    {
      line: 'postwatch lists',
      does: { en: 'Show the lists that are queried.', ko: '조회하는 목록을 봅니다.' },
    },
    {
      line: 'postwatch lists --health',
      does: { en: 'Test each list from here.', ko: '이 컴퓨터에서 목록마다 정상 동작하는지 확인합니다.' },
    },
    {
      line: 'postwatch lists --health --resolver 127.0.0.1:53',
      does: {
        en: 'Test each list through the resolver on this machine.',
        ko: '이 컴퓨터의 리졸버로 목록마다 정상 동작하는지 확인합니다.',
      },
    },
  ],
  load: async () => (await import('../commands/lists.ts')).lists,
};
